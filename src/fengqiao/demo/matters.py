"""Matters of the invented county, lived through the same door as real ones."""

from __future__ import annotations

from collections.abc import Callable

from fengqiao.demo.shapes import CountyPlan, Size


def load_matters(plan: CountyPlan, size: Size, *, say: Callable[[str], None]) -> None:
    """Fill the county's registers."""
