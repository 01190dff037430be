"""Invented disputes of the eighteen types of people's mediation, as data with slots; `telling` fills them.

The texts are in data/stories/*.toml, one table per story; family.toml says how they are written. Codes (type, regime,
source, difficulty, kinds of items, flags) are those of the mediation line.
"""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Level = Literal["village", "town", "county"]
PartyKind = Literal["person", "legal_person", "organisation"]

SIDES = {"申请人": "applicant", "被申请人": "respondent", "第三人": "third"}
_KINDS: dict[str, PartyKind] = {"法人": "legal_person", "组织": "organisation"}
_FILES = ("family", "neighbours", "money", "harm")
# How often each type comes to a county's committees, in per mille; invented, in the proportions bulletins show.
TYPE_SHARES = {
    "T01": 175, "T02": 245, "T03": 65, "T04": 70, "T05": 20, "T06": 95, "T07": 70, "T08": 15, "T09": 15, "T10": 45,
    "T11": 30, "T12": 4, "T13": 6, "T14": 20, "T15": 10, "T16": 60, "T17": 30, "T99": 25,
}  # fmt: skip
_FIELD_TYPES = {"医疗": ("T15",), "道路交通": ("T16",), "劳动": ("T10", "T11")}


@dataclass(frozen=True)
class PartyRole:
    """A party before it has a name: its slot (甲), side code, kind, ages or name pattern, occupation, kinship."""

    slot: str
    side: str
    kind: PartyKind
    sex: Literal["男", "女"] | None
    ages: tuple[int, int]
    name: str
    occupation: str
    surname_of: str


@dataclass(frozen=True)
class Term:
    """One clause of the agreement; without a `kind` nothing is to be performed.

    Due `days` after signing; `times` instalments that many days apart.
    `amount` is an expression over the story's picks (索赔*70%), empty when no money is owed.
    """

    kind: str
    debtor: str
    creditor: str
    days: int
    times: int
    amount: str
    text: str


@dataclass(frozen=True)
class Story:
    """A dispute with slots: `{甲}` parties, `{村}` places, `{事发}` days, picks; `<a|b>` is a choice of words.

    It happens in one of `months`, and at least `lag_days` pass before anybody applies.
    """

    key: str
    type: str
    sub: str
    title: str
    level: Level
    community: bool
    regime: str
    source: str
    from_organ: str
    difficulty: str
    prediction: str
    oral: bool
    months: frozenset[int]
    lag_days: int
    flags: tuple[str, ...]
    people: int
    facts: str
    claim: str
    said: str
    course: str
    visit: str
    parties: tuple[PartyRole, ...]
    picks: tuple[tuple[str, tuple[str, ...]], ...]
    claimed: str
    terms: tuple[Term, ...]

    @property
    def relation(self) -> str:
        """R1 between people, R2 with an organisation on one side, R3 between organisations; third parties left out."""
        organisations = sum(party.kind != "person" for party in self.parties if party.side != "third")
        persons = sum(party.kind == "person" for party in self.parties if party.side != "third")
        return "R1" if not organisations else "R2" if persons else "R3"


@cache
def stories() -> tuple[Story, ...]:
    """All stories, in the order of the files."""
    folder = files(__package__).joinpath("data", "stories")
    tables = (tomllib.loads(folder.joinpath(f"{name}.toml").read_text(encoding="utf-8")) for name in _FILES)
    return tuple(_read_story(table) for each in tables for table in each["story"])


def choose(
    rng: random.Random, *, level: Level, month: int | None = None, community: bool = False, field: str = ""
) -> Story:
    """A story that suits a committee and the month in which it happened, by the types' shares.

    A village's committee gets what happens in villages, a community's what happens in communities; a town's committee
    gets the larger ones and some of the villages'; a professional one (`field` 医疗、道路交通、劳动) those of its own.
    """
    fitting = [s for s in _fitting(level, community, field) if month is None or month in s.months]
    per_type: dict[str, int] = {}
    for story in fitting:
        per_type[story.type] = per_type.get(story.type, 0) + 1
    weights = [
        TYPE_SHARES[story.type] / per_type[story.type] * (0.25 if level == "town" and story.level == "village" else 1)
        for story in fitting
    ]
    return rng.choices(fitting, weights)[0]


@cache
def _fitting(level: Level, community: bool, field: str) -> tuple[Story, ...]:
    if level == "county":
        types = _FIELD_TYPES[field] if field else tuple(TYPE_SHARES)
        return tuple(s for s in stories() if s.type in types and not s.oral and s.level != "village")
    if level == "town":
        return tuple(s for s in stories() if s.level == "town" or (s.level == "village" and not s.oral))
    own = [story for story in stories() if story.level == "village" and story.community == community]
    if community:  # families live in communities too, fields and ponds do not
        own += [story for story in stories() if story.level == "village" and story.type == "T01"]
    return tuple(own)


def _read_story(table: dict[str, Any]) -> Story:
    parties = tuple(_read_party(line) for line in table["parties"])
    return Story(
        key=table["key"],
        type=table["type"],
        sub=table["sub"],
        title=table["title"],
        level=table["level"],
        community=table.get("community", False),
        regime=table.get("regime", "general"),
        source=table.get("source", "2"),
        from_organ=table.get("from_organ", ""),
        difficulty=table.get("difficulty", "ordinary"),
        prediction=table.get("prediction", "none"),
        oral=table.get("oral", False),
        months=_read_months(table.get("months", "1-12")),
        lag_days=table.get("lag_days", 3),
        flags=tuple(table.get("flags", ())),
        people=table.get("people", len(parties)),
        facts=table["facts"],
        claim=table["claim"],
        said=table["said"],
        course=table["course"],
        visit=table.get("visit", ""),
        parties=parties,
        picks=tuple(_read_pick(line) for line in table["picks"]),
        claimed=table.get("claimed", ""),
        terms=tuple(_read_term(line) for line in table["terms"]),
    )


def _read_party(line: str) -> PartyRole:
    slot, side, kind, *rest = line.split("|")
    if kind in _KINDS:
        return PartyRole(slot, SIDES[side], _KINDS[kind], None, (35, 60), rest[0], "", "")
    low, high = rest[0].split("-")
    sex: Literal["男", "女"] = "女" if kind == "女" else "男"
    surname_of = rest[2] if len(rest) > 2 else ""
    return PartyRole(slot, SIDES[side], "person", sex, (int(low), int(high)), "", rest[1], surname_of)


def _read_months(text: str) -> frozenset[int]:
    first, last = (int(part) for part in text.split("-"))
    return frozenset(range(first, last + 1) if first <= last else (*range(first, 13), *range(1, last + 1)))


def _read_pick(line: str) -> tuple[str, tuple[str, ...]]:
    name, _, choices = line.partition("=")
    return name, tuple(choices.split("/"))


def _read_term(line: str) -> Term:
    kind, debtor, creditor, when, amount, text = line.split("|", 5)
    days, _, times = when.partition("*")
    return Term(kind, debtor, creditor, int(days), int(times or 1), amount, text)
