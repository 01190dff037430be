"""The measure 矫正依据 as the documents say it: category, who decided, from which day to which. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fengqiao.daycount.terms import Term, term
from fengqiao.lines.corrections import codes
from fengqiao.matter.timeline import Facts


@dataclass(frozen=True)
class Length:
    """A term in the words of the document."""

    years: int = 0
    months: int = 0
    days: int = 0

    def __bool__(self) -> bool:
        return bool(self.years or self.months or self.days)


def category(facts: Facts) -> str:
    """管制、缓刑、假释 or 暂予监外执行, as its code."""
    return str(facts.value("category", ""))


def effective_on(facts: Facts) -> date | None:
    """The day the judgment, ruling or decision took effect, as the document says."""
    return _day(facts, "effective_on")


def from_on(facts: Facts) -> date | None:
    """The first day of the measure."""
    return _day(facts, "measure_from")


def to_on(facts: Facts) -> date | None:
    """The last day of the measure, as the latest document says: only a document moves it."""
    return _day(facts, "measure_to")


def length(facts: Facts) -> Length:
    """The term in years, months and days, as the document has it."""
    return Length(*(int(facts.value(name, 0) or 0) for name in ("term_years", "term_months", "term_days")))


def credit_days(facts: Facts) -> int:
    """Days of custody before judgment that count: for 管制 one day for two (刑法第四十一条), for probation none."""
    served = int(facts.value("custody_days", 0) or 0)
    return served * 2 if category(facts) == codes.CONTROL else 0


def reckoned(start: date, given: Length, credit: int = 0) -> Term:
    """The term as the law counts it: the first day counts, what was served before is taken off the end."""
    from datetime import timedelta

    counted = term(start, given.years, given.months, given.days)
    if not credit:
        return counted
    end_on = counted.end_on - timedelta(days=credit)
    return Term(counted.start_on, end_on, True, (*counted.steps, f"先行羁押折抵{credit}日，期满日提前到{end_on.isoformat()}。"))


def mismatch(start: date | None, end: date | None, given: Length, credit: int) -> str:
    """In words, how the document's last day differs from the reckoned one; empty when it agrees or cannot be reckoned."""
    if start is None or end is None or not given:
        return ""
    counted = reckoned(start, given, credit)
    if counted.end_on == end:
        return ""
    return f"文书载明{end.isoformat()}期满，按起算日和期限推算为{counted.end_on.isoformat()}"


def _day(facts: Facts, name: str) -> date | None:
    value = facts.value(name)
    return date.fromisoformat(value) if value else None
