"""Leads 苗头线索: what screening found, from the first sign to its disposal."""
