"""How each law counts its periods, as data: which 日 are working days, what rolls, what is left out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from fengqiao.daycount.errors import PeriodError
from fengqiao.daycount.period import Direction, Period, Unit


class Checked(Enum):
    """How the rule is known; the value is shown beside it."""

    STATUTE = "条文已逐字核对"
    PUBLISHED = "据公开文本，启用前请与公报核对"
    UNVERIFIED = "未核验，启用前须由法制人员核对"


@dataclass(frozen=True)
class CountingRule:
    """One law's way of counting. The first day is left out unless ``first_day_counts``.

    A period written 日 is in working days if its number is in ``working_days`` or at most
    ``working_up_to``, for an authority's period if ``authority_in_working_days``, always if
    ``all_in_working_days``. A period written 工作日 always is. A last day of rest rolls for a party's
    period if ``party_rolls``, for an authority's if ``authority_rolls``; hours never roll.
    ``travel_excluded``: time under way does not count, and what is posted before the end is in time.
    ``derived`` names the parts that no article states: our reading of other articles, a switch and not law.
    """

    law: str
    version: str
    in_force_on: date
    basis: tuple[str, ...]
    checked: Checked
    party_rolls: bool
    authority_rolls: bool
    working_days: frozenset[int] = frozenset()
    working_up_to: int = 0
    authority_in_working_days: bool = False
    all_in_working_days: bool = False
    first_day_counts: bool = False
    travel_excluded: bool = False
    derived: tuple[str, ...] = ()
    note: str = ""

    def period(
        self,
        n: int,
        unit: Unit | None = None,
        *,
        party: bool,
        direction: Direction = Direction.FORWARD,
        strict_clear_days: bool = False,
    ) -> Period:
        """The period of ``n`` 日 as this law means it, or of ``n`` of a unit the law names itself.

        ``party``: whose period it is, a party's or an authority's. Raises ``PeriodError`` for a law of
        sentences (刑期), whose first day counts: use ``term_end``.
        """
        if self.first_day_counts:
            raise PeriodError(f"《{self.law}》的刑期、考验期从当日起算，请用刑期算法计算。")
        meant = unit or (Unit.WORKING if self.days_are_working(n, party=party) else Unit.CALENDAR)
        rolls = self.party_rolls if party else self.authority_rolls
        roll = rolls and meant not in (Unit.WORKING, Unit.HOUR) and direction is Direction.FORWARD
        return Period(n, meant, roll, direction, strict_clear_days)

    def days_are_working(self, n: int, *, party: bool) -> bool:
        """Whether a period this law writes as ``n`` 日 is counted in working days."""
        return (
            self.all_in_working_days
            or n in self.working_days
            or n <= self.working_up_to
            or (self.authority_in_working_days and not party)
        )
