"""What becomes of an ended matter's personal values: closed to everybody, masked, destroyed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from fengqiao.statutes import Citation

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from fengqiao.matter.timeline import Facts


@dataclass(frozen=True)
class Seal:
    """From which day on a matter that has ended is closed to everybody, and what for."""

    on: date
    why: str


@dataclass(frozen=True)
class Retention:
    """How long personal values of an ended matter are kept: months from the day of closing, or from ``since``.

    ``mask_months`` and ``shred_months`` name parameters of the procedure; empty, or 0 there, means never. ``held``: the
    facts themselves hold it back, as evidence. ``needed``: the matters whose values another one still needs; they are
    masked in time, and destroyed once they are needed no more.
    """

    basis: tuple[Citation, ...]
    mask_months: str = ""
    shred_months: str = ""
    mask_at_once: bool = False  # masked the day after, whatever the parameters say
    since: Callable[[Facts], date | None] | None = None
    held: Callable[[Facts], bool] = field(default=lambda facts: False)
    needed: Callable[[], QuerySet[Any]] | None = None
