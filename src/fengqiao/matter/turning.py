"""When an alert may say something else though nobody does anything: the first later day, or none.

The nights ask only the matters whose day has come, so that their work grows with what turns and not with what is open.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fengqiao.matter.timeline import Facts


def every_day(facts: Facts) -> date | None:
    """The day after the one asked about: what is not declared is asked every night."""
    return facts.day + timedelta(days=1) if facts.day else None


def never(facts: Facts) -> date | None:
    """No day: only what is done changes the answer."""
    return None
