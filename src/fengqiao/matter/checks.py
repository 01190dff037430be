"""Checks of declared procedures."""
