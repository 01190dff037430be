"""``fengqiao import``: ledgers kept in spreadsheets become matters."""

from __future__ import annotations

import argparse

Subparsers = argparse._SubParsersAction  # argparse names it no other way


def add_commands(sub: Subparsers[argparse.ArgumentParser]) -> None:
    """Add import."""
