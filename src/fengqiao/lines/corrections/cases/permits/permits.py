"""The permits to enter a place or to meet a person, and what was reported to the border, read from the facts. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from fengqiao.matter.timeline import Facts

APPLY, DECIDE, REPORT = "apply_permit", "decide_permit", "report_permit"
BAN, UNBAN = "exit_ban", "exit_ban_lifted"
PLACE, PERSON = "place", "person"
ENDS = ("release", "terminate", "died")


@dataclass(frozen=True)
class Permit:
    """One permit with a beginning and an end; after its end there is none."""

    seq: int
    kind: str
    target: str
    from_on: date
    to_on: date
    asked_on: date
    answer: str = ""
    decided_on: date | None = None
    reported_on: date | None = None

    @property
    def label(self) -> str:
        """进入某场所（…）, to choose from: with whom or what it is about."""
        return f"{'进入' if self.kind == PLACE else '会见'}{self.target[:20]}（{self.days}）"

    @property
    def days(self) -> str:
        """2026-08-03至2026-08-03: all that a list may show of it."""
        return f"{self.from_on}至{self.to_on}"

    def valid_on(self, day: date) -> bool:
        return self.answer == "yes" and self.from_on <= day <= self.to_on


def permits(facts: Facts) -> list[Permit]:
    """Every permit asked for, in order."""
    found: dict[int, Permit] = {}
    for fact in facts.all(APPLY, DECIDE, REPORT):
        if fact.action == APPLY:
            first, last = fact.day("from_on"), fact.day("to_on")
            assert first is not None
            assert last is not None
            found[fact.seq] = Permit(fact.seq, fact.get("kind", ""), fact.get("whither", ""), first, last, fact.happened_on)
            continue
        permit = found.get(int(fact.get("permit", 0)))
        if permit is not None and fact.action == DECIDE:
            found[permit.seq] = replace(permit, answer=fact.get("answer", ""), decided_on=fact.happened_on)
        elif permit is not None:
            found[permit.seq] = replace(permit, reported_on=fact.happened_on)
    return list(found.values())


def asked(facts: Facts) -> list[tuple[int, str]]:
    return [(permit.seq, permit.label) for permit in permits(facts) if not permit.answer]


def to_report(facts: Facts) -> list[tuple[int, str]]:
    return [(p.seq, p.label) for p in permits(facts) if p.answer == "yes" and p.reported_on is None]


def places_by_permit(facts: Facts) -> Iterator[str]:
    """The places an injunction keeps the person from, but by permission."""
    found = facts.last("documents")
    for row in found.get("injunctions", ()) if found else ():
        if row.get("kind") == PLACE and row.get("by_permit"):
            yield str(row.get("text", ""))


def has_injunction(facts: Facts) -> bool:
    found = facts.last("documents")
    return bool(found and any(row.get("kind") == PLACE for row in found.get("injunctions", ())))


@dataclass(frozen=True)
class Ban:
    """One document reported to the border, until the report is taken back."""

    seq: int
    kind: str
    from_on: date
    to_on: date | None
    lifted_on: date | None = None

    @property
    def label(self) -> str:
        return f"{self.kind}（{self.from_on}起报备）"


def bans(facts: Facts) -> list[Ban]:
    """What was reported to the border, in order."""
    from fengqiao.lines.corrections.cases.permits.asks import DOCUMENT_WORDS

    found: dict[int, Ban] = {}
    for fact in facts.all(BAN, UNBAN):
        if fact.action == BAN:
            kind = DOCUMENT_WORDS.get(fact.get("document", ""), "")
            found[fact.seq] = Ban(fact.seq, kind, fact.day("from_on") or fact.happened_on, fact.day("to_on"))
        elif (ban := found.get(int(fact.get("ban", 0)))) is not None:
            found[ban.seq] = replace(ban, lifted_on=fact.happened_on)
    return list(found.values())


def open_bans(facts: Facts) -> list[tuple[int, str]]:
    return [(ban.seq, ban.label) for ban in bans(facts) if ban.lifted_on is None]
