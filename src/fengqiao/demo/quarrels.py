"""Short quarrels as people tell them at the front door, as data with slots; `hear` fills them with invented people."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from .people import People
from .shapes import PersonPlan, VillagePlan
from .stories import TYPE_SHARES
from .telling import Told, choose_words, fill

Spot = Literal["village", "community", "any"]


@dataclass(frozen=True)
class Quarrel:
    """A quarrel before it has people. `where` it can happen, `other` the name of an organisation on the other side."""

    type: str
    where: Spot
    said: str
    claim: str
    done: str
    other: str = ""
    sums: tuple[int, ...] = ()
    difficulty: str = "ordinary"
    risk: str = "yellow"
    flags: tuple[str, ...] = ()
    people: int = 2


@dataclass(frozen=True)
class Heard:
    """A quarrel as these people tell it. `second` is the name of the other side; amounts in fen."""

    type: str
    difficulty: str
    risk: str
    flags: tuple[str, ...]
    people: int
    first: str
    first_phone: str
    second: str
    second_kind: str
    second_phone: str
    said: str
    claim: str
    done: str
    amount_fen: int | None
    told: Told | None = None


@cache
def quarrels() -> tuple[Quarrel, ...]:
    """All quarrels in the order of the file."""
    text = files(__package__).joinpath("data", "quarrels", "quarrels.toml").read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = tomllib.loads(text)["quarrel"]
    return tuple(_read(row) for row in rows)


def _read(row: dict[str, Any]) -> Quarrel:
    read: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
    return Quarrel(**read)


def choose(rng: random.Random, community: bool) -> Quarrel:
    """A quarrel that can happen in a community or in a village, by the types' shares."""
    fitting = [q for q in quarrels() if q.where in ("any", "community" if community else "village")]
    per_type: dict[str, int] = {}
    for quarrel in fitting:
        per_type[quarrel.type] = per_type.get(quarrel.type, 0) + 1
    return rng.choices(fitting, [TYPE_SHARES[q.type] / per_type[q.type] for q in fitting])[0]


def hear(quarrel: Quarrel, people: People, rng: random.Random, county: str, village: VillagePlan) -> Heard:
    """The quarrel with new people in this village."""
    wife = any(word in quarrel.said for word in ("丈夫", "前夫", "几位妈妈"))
    first: PersonPlan = people.person((28, 72), "女" if wife else None)
    places = {"县": county, "镇": village.town, "村": village.name}
    other = fill(quarrel.other, places)
    second = None if other else people.person((26, 64), "男" if wife else None)
    name, phone = (second.name, second.phone) if second else (other, people.phone())
    amount = rng.choice(quarrel.sums) if quarrel.sums else None
    words = {**places, "甲": first.name, "乙": name, "额": str(amount or "")}

    def say(text: str) -> str:
        return fill(choose_words(text, rng), words)

    return Heard(
        quarrel.type, quarrel.difficulty, quarrel.risk, quarrel.flags, quarrel.people, first.name, first.phone, name,
        "organisation" if other else "person", phone, say(quarrel.said), say(quarrel.claim), say(quarrel.done),
        amount * 100 if amount else None,
    )  # fmt: skip


def heard_of(told: Told) -> Heard:
    """A longer story, told at the front door before anybody opens a case of it."""
    first, second = (next(p for p in told.parties if p.side == side) for side in ("applicant", "respondent"))
    story = told.story
    flags = tuple(flag for flag in story.flags if flag in ("minor", "violence"))
    return Heard(
        story.type, story.difficulty, "yellow", flags, story.people, first.name, first.phone, second.name, second.kind, second.phone,
        told.facts, told.claim, "；".join(told.terms), told.claimed_fen, told,
    )  # fmt: skip
