"""The permits to travel regularly, read from the facts. Trips under a valid one are no leave and count in no two months. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from fengqiao.daycount.months import add_months
from fengqiao.matter.timeline import Facts

APPLY, DECIDE, TRIP, END = "apply_travel", "decide_travel", "trip", "end_travel"
MONTHS = 6


@dataclass(frozen=True)
class Permit:
    """One permit. ``places`` are (code, name); valid from the day of the decision to the corresponding day six months on."""

    seq: int
    asked_on: date
    purpose: str
    places: tuple[tuple[str, str], ...]
    answer: str = ""
    from_on: date | None = None
    to_on: date | None = None
    ended_on: date | None = None

    def valid_on(self, day: date) -> bool:
        """Whether a trip of that day needs no leave."""
        if self.answer != "yes" or self.from_on is None or self.to_on is None:
            return False
        return self.from_on <= day <= self.to_on and (self.ended_on is None or day < self.ended_on)

    @property
    def label(self) -> str:
        return f"{self.asked_on}申请：{'、'.join(name for _, name in self.places)}"


def permits(facts: Facts) -> list[Permit]:
    """Every permit asked for, in order."""
    found: dict[int, Permit] = {}
    for fact in facts.all(APPLY, DECIDE, END):
        if fact.action == APPLY:
            places = tuple((str(code), str(name)) for code, name in fact.get("places_found", ()))
            found[fact.seq] = Permit(fact.seq, fact.happened_on, fact.get("purpose", ""), places)
            continue
        permit = found.get(int(fact.get("permit", 0)))
        if permit is None:
            continue
        if fact.action == END:
            found[permit.seq] = replace(permit, ended_on=fact.happened_on)
        else:
            valid = fact.get("answer") == "yes"
            to_on = add_months(fact.happened_on, MONTHS) if valid else None
            found[permit.seq] = replace(permit, answer=fact.get("answer", ""), from_on=fact.happened_on, to_on=to_on)
    return list(found.values())


def asked(facts: Facts) -> list[tuple[int, str]]:
    """What waits for a decision."""
    return [(permit.seq, permit.label) for permit in permits(facts) if not permit.answer]


def valid(facts: Facts, day: date) -> Iterator[Permit]:
    """The permits of a day."""
    return (permit for permit in permits(facts) if permit.valid_on(day))


def to_end(facts: Facts) -> Sequence[tuple[int, str]]:
    """Permits that have been given and not taken back."""
    return [(permit.seq, permit.label) for permit in permits(facts) if permit.answer == "yes" and permit.ended_on is None]


def trips(facts: Facts, today: date) -> list[tuple[str, str]]:
    """Where one may go today by a word, the permit in the key."""
    return [(f"{permit.seq}:{code}", f"{name}（{permit.to_on}前有效）") for permit in valid(facts, today) for code, name in permit.places]


def of_key(facts: Facts, key: str) -> Permit | None:
    """The permit a trip names."""
    seq = key.partition(":")[0]
    return next((permit for permit in permits(facts) if str(permit.seq) == seq), None)
