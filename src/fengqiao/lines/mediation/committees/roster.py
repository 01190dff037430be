"""The people of a committee, read from the facts: who was elected or engaged when, in which state on which day.

人民调解法 9, 13 to 16. Members sit for the committee's term; an engaged mediator for the days agreed. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from fengqiao.lines.mediation.committees import codes, terms
from fengqiao.matter.timeline import LEAVES, PARTY_LEAVE, Fact, Facts

ONE_DAY = timedelta(days=1)
Span = tuple[date, date | None]  # both ends included; None: no end known


@dataclass(frozen=True)
class Change:
    """From ``on`` the person is in this state."""

    on: date
    state: str


@dataclass(frozen=True)
class Member:
    """A member or engaged mediator. ``n`` is the party number in the committee's matter and never changes."""

    n: int
    data: Mapping[str, Any]
    changes: tuple[Change, ...]
    until: date | None = None  # the agreed last day of an engagement; members sit for the term
    term_ends: tuple[Span, ...] = ()  # the committee's terms this member sat in

    def get(self, need: str, default: Any = None) -> Any:
        value = self.data.get(need)
        return default if value is None else value

    @property
    def name(self) -> str:
        return str(self.data.get("name", ""))

    @property
    def post(self) -> str:
        return str(self.data.get("side", codes.MEMBER))

    @property
    def engaged(self) -> bool:
        return self.post == codes.ENGAGED

    @property
    def staff_id(self) -> int | None:
        found: int | None = self.get("staff")
        return found

    @property
    def joined_on(self) -> date:
        return self.changes[0].on

    @property
    def left_on(self) -> date | None:
        """The first day on which the person is no longer a mediator here."""
        last = self.changes[-1]
        return last.on if last.state in dict(codes.LEAVING) else None

    @property
    def to_on(self) -> date | None:
        """The last day of the engagement, or of the term a member sits in."""
        if self.engaged:
            return self.until
        return self.term_ends[-1][1] if self.term_ends else None

    def state_on(self, day: date) -> str:
        """The state on ``day``; empty before the person was proposed or elected."""
        state = ""
        for change in self.changes:
            if change.on <= day:
                state = change.state
        if state in (codes.IN_OFFICE, codes.PAUSED) and self.to_on is not None and day > self.to_on:
            return codes.EXPIRED
        return state

    def in_office_on(self, day: date) -> bool:
        return any(begins <= day and (ends is None or day <= ends) for begins, ends in self.spans)

    @property
    def spans(self) -> tuple[Span, ...]:
        """The days in office, in order: pauses, and the days between two terms, cut out."""
        return tuple(span for begins, ends in self._serving() for span in self._within(begins, ends))

    @property
    def lapses(self) -> tuple[Span, ...]:
        """The days on which the term or engagement had run out and nothing else ended it: running cases may be finished."""
        found: list[Span] = []
        for begins, ends in self._serving():
            mine = list(self._within(begins, ends))
            for (_, last), after in zip(mine, (*mine[1:], None), strict=True):
                until = after[0] - ONE_DAY if after else ends
                if last is not None and (until is None or last < until):
                    found.append((last + ONE_DAY, until))
        return tuple(found)

    def _serving(self) -> Iterable[Span]:
        """The days from each entry into office to the next change of state."""
        for change, after in zip(self.changes, (*self.changes[1:], None), strict=True):
            if change.state == codes.IN_OFFICE:
                yield change.on, after.on - ONE_DAY if after else None

    def _within(self, begins: date, ends: date | None) -> Iterable[Span]:
        """The part of an interval that the engagement or the terms cover."""
        if self.engaged:
            last = _earlier(ends, self.until)
            return [(begins, last)] if last is None or begins <= last else []
        if not self.term_ends:
            return [(begins, ends)]
        found = []
        for number, (from_on, to_on) in enumerate(self.term_ends):
            first = begins if number == 0 else max(begins, from_on)
            last = _earlier(ends, to_on)
            if last is not None and first <= last:
                found.append((first, last))
        return found


def _earlier(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day is not None), default=None)


@dataclass
class _Walk:
    """The roster while the facts are walked in order."""

    people: dict[int, Member] = field(default_factory=dict)

    def change(self, n: int, on: date, state: str) -> None:
        if n in self.people:
            member = self.people[n]
            kept = tuple(each for each in member.changes if each.on < on)
            self.people[n] = replace(member, changes=(*kept, Change(on, state)))

    def set_until(self, n: int, until: date | None) -> None:
        if n in self.people:
            self.people[n] = replace(self.people[n], until=until)


def roster(facts: Facts) -> tuple[Member, ...]:
    """Everybody who ever belonged to the committee, by number."""
    walk = _Walk()
    for fact in facts:
        for row in fact.get("parties", ()):
            walk.people[row["n"]] = _joining(row, fact)
        _step(walk, fact)
    ended = terms.terms(facts)
    now = {party.n: party.data for party in facts.parties}  # as last changed
    return tuple(_seated(replace(walk.people[n], data=now[n]), ended) for n in sorted(walk.people))


def _joining(row: Mapping[str, Any], fact: Fact) -> Member:
    proposed = fact.action == "engage"
    begun = row.get("from_on") or fact.get("term_from_on")
    from_on = date.fromisoformat(begun) if begun else fact.happened_on
    first = Change(fact.happened_on, codes.PROPOSED) if proposed else Change(from_on, codes.IN_OFFICE)
    until = date.fromisoformat(row["to_on"]) if row.get("to_on") else None
    return Member(row["n"], row, (first,), until)


def _step(walk: _Walk, fact: Fact) -> None:
    n = fact.get("party")
    if fact.action == "publish_engagement":
        walk.change(n, fact.happened_on, codes.PUBLISHED)
    elif fact.action == "appoint":
        walk.change(n, fact.day("from_on") or fact.happened_on, codes.IN_OFFICE)
        walk.set_until(n, fact.day("to_on"))
    elif fact.action == "pause_mediator":
        walk.change(n, fact.happened_on, codes.PAUSED)
    elif fact.action == "unpause_mediator":
        walk.change(n, fact.happened_on, codes.IN_OFFICE)
    elif fact.action == "renew":
        for each in fact.get("who", ()):
            walk.set_until(each, fact.day("to_on"))
    elif fact.action == PARTY_LEAVE:
        walk.change(n, fact.happened_on, fact.get("kind", "辞任"))
    for each in fact.get(LEAVES, ()):
        walk.change(each, fact.happened_on, codes.EXPIRED)


def _seated(member: Member, ended: tuple[terms.Term, ...]) -> Member:
    """A member with the terms they sat in: those not over before they joined or begun after they left."""
    if member.engaged:
        return member
    left = member.left_on
    mine = [t for t in ended if t.to_on >= member.joined_on and (left is None or t.from_on < left)]
    return replace(member, term_ends=tuple((t.from_on, t.to_on) for t in mine))


def on_day(people: Iterable[Member], day: date) -> list[Member]:
    """The committee's members (委员) on ``day``, those whose term has just run out included, as they sit on until others are
    elected; engaged mediators are no members."""
    sitting = (codes.IN_OFFICE, codes.PAUSED, codes.EXPIRED)
    return [
        m for m in people if not m.engaged and (m.left_on is None or day < m.left_on) and m.state_on(day) in sitting
    ]
