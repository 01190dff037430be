"""What a count was asked: which line, by which day, of which days, with which filters, grouped how. From an address, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.http import urlencode

from fengqiao.desk.counting.grouping import Grouping, grouping_of, groupings
from fengqiao.desk.register_filters import BACK, Shown, days_of, narrowed
from fengqiao.indicators import periods
from fengqiao.indicators.periods import NoPeriod, Period
from fengqiao.matter import registry
from fengqiao.orgs.actor import Actor

USUAL, DAYS = "今年", "days"
OF_COUNT = ("line", "period", "from", "to", "by", "then", "public", "as", BACK)  # what a count's address says beside the filters
_NOT_SAID = ("from", "to", "own", "void")  # the sentence says these itself


@dataclass(frozen=True)
class Asking:
    """One count. ``given`` is the address as it was; ``said`` what of it could not be read, and what became of it."""

    actor: Actor
    line: registry.Line
    given: Mapping[str, str]
    chosen: str  # the word of a usual period, or ``days``
    period: Period
    shown: Shown
    groups: tuple[Grouping, ...]
    said: str

    @property
    def query(self) -> str:
        """The address, to be kept."""
        return urlencode(dict(self.given))

    @property
    def public(self) -> bool:
        """As it may leave the house."""
        return self.given.get("public") == "1"

    @property
    def about_people(self) -> bool:
        """Whether its matters are somebody's: a small number could tell whose."""
        return self.line.guarded or bool(self.line.party_word)

    @property
    def conditions(self) -> list[tuple[str, str]]:
        """The filters in force, with their words."""
        state = {"open": [("state", "在办的")], "closed": [("state", "已办结的")]}.get(self.given.get("state", ""), [])
        return [*state, *(each for each in self.shown.conditions if each[0] not in _NOT_SAID)]

    def url(self, name: str = "count", without: str = "", **other: str) -> str:
        """The address of a page with the same count, some of it changed; an empty part leaves."""
        query = {key: value for key, value in {**self.given, **other}.items() if value and key != without}
        return f"{reverse(name)}?{urlencode(query)}"

    def opens(self, **narrower: str) -> str:
        """The register of just these matters, which leads back here."""
        return f"{reverse('register', args=[self.line.code])}?{urlencode({**_of_register(self.given, self.period), **narrower, BACK: self.query})}"


def read(given: Mapping[str, str], actor: Actor, line: registry.Line, today: date) -> Asking:
    """The count of this address. What cannot be read falls back to what is usual, and says so."""
    said: list[str] = []
    chosen, period = _period(given, today, said)
    shown = narrowed(reverse("count"), _of_register(given, period), actor, line)
    if given.get("on", "") not in ("", *days_of(line)):
        said.append(f"{line.label}没有“{given['on'][:20]}”这个日期，现在按{shown.days[shown.on]}统计。")
    groups = _groups(given, line, shown, period, said)
    return Asking(actor, line, given, chosen, period, shown, groups, "".join([*said, *shown.said]))


def _of_register(given: Mapping[str, str], period: Period) -> dict[str, str]:
    """The same in the words of the register."""
    filters = {name: value for name, value in given.items() if name not in OF_COUNT and value}
    return {"state": "all", **filters, "from": period.from_on.isoformat(), "to": period.to_on.isoformat(), "own": "1", "void": "no"}


def _period(given: Mapping[str, str], today: date, said: list[str]) -> tuple[str, Period]:
    usual = dict(periods.usual(today))
    wanted, first, last = (given.get(name, "").strip() for name in ("period", "from", "to"))
    try:
        if wanted in usual:
            if first or last:
                said.append(f"现在按{wanted}统计，“自”“至”里的日期没有用；要用它们，期间请选“另写日期”。")
            return wanted, usual[wanted]
        if first or last:
            return DAYS, periods.read(f"{first}..{last or today.isoformat()}")
        if wanted == DAYS:
            said.append("期间选了“另写日期”，请填“自”和“至”。")
        elif wanted:
            return DAYS, periods.read(wanted)
    except NoPeriod as wrong:
        said.append(str(wrong))
    if said:
        said.append(f"现在按{USUAL}统计。")
    return USUAL, usual[USUAL]


def _groups(given: Mapping[str, str], line: registry.Line, shown: Shown, period: Period, said: list[str]) -> tuple[Grouping, ...]:
    known = groupings(line)
    found: list[Grouping] = []
    for name in ("by", "then"):
        code = given.get(name, "")
        if code in known and code not in [each.code for each in found]:
            found.append(grouping_of(code, line, shown, period))
        elif code in known:
            said.append(f"两层分组都选了“{known[code]}”，只用一层。")
        elif code:
            said.append(f"{line.label}不能按“{code[:20]}”分组，没有分。")
    return tuple(found)
