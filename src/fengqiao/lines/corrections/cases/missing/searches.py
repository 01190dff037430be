"""Searches for a person out of contact, and what was found of them. Pure.

脱管 is decided by the agency, never by a machine: it begins the day after the last confirmed contact, and ends on the day the
person is found and accepts supervision. Absence with a good reason is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from fengqiao.lines.corrections.cases.conduct.counting import days_out, over_a_month
from fengqiao.lines.corrections.cases.duties.rhythms import ENDED, STOPS
from fengqiao.matter.timeline import Fact, Facts, read_once

OPEN, SEARCH, POLICE, FOUND, NOT_FOUND, ACCEPTS, CONFIRM, JUSTIFY = (
    "suspect_missing", "search_person", "ask_police", "found_person", "not_found", "accepts_again", "confirm_absence", "justify_absence",
)  # fmt: skip
SUSPECTED, SEARCHING, WITH_POLICE, IS_FOUND, REFUSES, IS_NOT_FOUND, CLOSED = (
    "疑似失联", "查找中", "公安协查", "已找到", "找到但拒绝接受管理", "未找到", "已了结",
)  # fmt: skip
CHANNELS = (("contact", "通信联络"), ("information", "信息化核查"), ("visit", "实地查访"))
AWAY = (SUSPECTED, SEARCHING, WITH_POLICE, REFUSES, IS_NOT_FOUND)
JUSTIFIED = ("hospital", "custody", "phone", "disaster")
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Search:
    """One search; ``seq`` is the entry's that opened it."""

    seq: int
    last_contact_on: date
    opened_on: date
    state: str = SUSPECTED
    channels: tuple[str, ...] = ()  # logged without success
    police_on: date | None = None
    located_on: date | None = None
    back_on: date | None = None  # located and accepting supervision
    cause: str = ""
    decided: Fact | None = field(default=None, compare=False)

    @property
    def word(self) -> str:
        return f"{self.opened_on.isoformat()}登记的失联（{self.state}）"

    @property
    def negative(self) -> bool:
        """Whether all three channels brought nothing."""
        return set(self.channels) >= {code for code, _ in CHANNELS}

    @property
    def away(self) -> bool:
        return self.state in AWAY


@dataclass(frozen=True)
class Episode:
    """A confirmed time out of supervision. ``to_on`` None: it goes on."""

    search: int
    from_on: date
    to_on: date | None

    def days(self, today: date | None = None) -> int:
        """Its days, both ends included; to today while it goes on."""
        last = self.to_on or today
        return days_out(self.from_on, last) if last is not None and last >= self.from_on else 0

    def beyond_a_month(self, today: date | None = None) -> bool:
        last = self.to_on or today
        return last is not None and over_a_month(self.from_on, last)


@read_once
def searches(facts: Facts) -> list[Search]:
    """Every search in order, with what became of it."""
    found: dict[int, Search] = {}
    for fact in facts:
        if fact.action == OPEN:
            last = fact.day("last_contact") or fact.happened_on
            found[fact.seq] = Search(fact.seq, last, fact.happened_on)
        elif fact.action in (STOPS[0], *ENDED):  # known to be in custody, or the case is over: nobody is looked for
            for seq, search in found.items():
                if search.away:
                    found[seq] = replace(search, state=CLOSED, located_on=fact.happened_on, back_on=fact.happened_on)
        elif (one := found.get(fact.get("search", 0))) is not None:
            found[one.seq] = _after(one, fact)
    return list(found.values())


def _after(one: Search, fact: Fact) -> Search:
    if fact.action == SEARCH:
        tried = (*one.channels, fact.get("channel", "")) if fact.get("result") == "no" else one.channels
        return replace(one, state=SEARCHING if one.state == SUSPECTED else one.state, channels=tried)
    if fact.action == POLICE:
        return replace(one, state=WITH_POLICE, police_on=fact.happened_on)
    if fact.action == FOUND:
        accepts = fact.get("accepts") == "yes"
        back = fact.happened_on if accepts else None
        return replace(
            one,
            state=IS_FOUND if accepts else REFUSES,
            located_on=fact.happened_on,
            back_on=back,
            cause=fact.get("cause", ""),
        )
    if fact.action == ACCEPTS:
        return replace(one, state=IS_FOUND, back_on=fact.happened_on)
    if fact.action == NOT_FOUND:
        return replace(one, state=IS_NOT_FOUND)
    return replace(one, decided=fact) if fact.action in (CONFIRM, JUSTIFY) else one


def episodes(facts: Facts) -> list[Episode]:
    """The confirmed times out of supervision, in order."""
    made = []
    for one in searches(facts):
        if one.decided is not None and one.decided.action == CONFIRM:
            start = one.decided.day("from_on") or one.last_contact_on + ONE_DAY
            made.append(Episode(one.seq, start, one.decided.day("to_on") or one.back_on))
    return made


def away(facts: Facts) -> Search | None:
    """The search that goes on, or whose person refuses supervision."""
    return next((one for one in reversed(searches(facts)) if one.away), None)


def in_state(facts: Facts, *states: str) -> Iterator[tuple[int, str]]:
    for one in searches(facts):
        if one.state in states:
            yield one.seq, one.word


def undecided(facts: Facts) -> Iterator[tuple[int, str]]:
    """Searches of which nobody has said whether the person was out of supervision."""
    for one in searches(facts):
        if one.decided is None and (one.located_on is not None or one.police_on is not None or one.negative):
            yield one.seq, one.word
