"""What a count answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from fengqiao.daycount.period import Period

PAUSED = "不计入期间："


@dataclass(frozen=True)
class Skip:
    """A day that was passed over, and why in Chinese: 周六, 国庆节放假, 不计入期间：委托鉴定."""

    date: date
    reason: str


@dataclass(frozen=True)
class Count:
    """The end of a period and how it came about.

    ``nominal_on``: the last day before any roll (名义届满日). ``due_on``: the last day on which acting is
    in time, included. ``internal_due_on``: the last working day on or before ``nominal_on`` (内部办结日,
    CV-13); ``nominal_on`` itself where that would lie before the start; None where the calendar does not
    reach. ``due_at``: hour periods only, to the minute. ``unpublished_years``: the years without a
    published arrangement on whose rest days ``due_on`` depends. ``counted``: how many of the unit were
    counted (for months and years: days). ``skipped``: days passed over, in the order met. ``steps``: the
    explanation, one Chinese sentence a step. ``provisional`` and ``unpublished_years`` speak of ``due_on``
    only, never of the internal date.
    """

    start: date
    period: Period
    nominal_on: date
    due_on: date
    internal_due_on: date | None
    counted: int
    skipped: tuple[Skip, ...]
    unpublished_years: tuple[int, ...]
    calendar_version: str
    steps: tuple[str, ...] = ()
    due_at: datetime | None = None

    @property
    def provisional(self) -> bool:
        """暂定: the date may move once an arrangement is published."""
        return bool(self.unpublished_years)

    @property
    def rolled(self) -> bool:
        """Whether a last day of rest moved the end."""
        return self.due_on != self.nominal_on
