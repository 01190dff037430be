"""What of a matter is searched: its number, title and names; the needs and the slots of papers declared ``searched``.

Personal values never are, wherever somebody typed them; nor is an entry with anything walled off in it (背靠背谈话), nor
a paper kept private. An identity or telephone number finds its matters by the blind index alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fengqiao.matter import registry
from fengqiao.matter.models import Matter, Paper, PaperState
from fengqiao.matter.needs import Need, Parties, Rows
from fengqiao.matter.papers import values_of
from fengqiao.matter.procedure import Action, Procedure
from fengqiao.matter.timeline import CORRECT, VOID, Facts

NO_LONGER = (PaperState.REPLACED, PaperState.VOID)
SHORTEST_SECRET = 6  # a shorter address is the name of a place, which says nothing about anybody
_NUMBERS = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|1[3-9]\d{9}|\d{15,19})(?![\dXx])", re.ASCII)
_PARTY_NAMES = ("name", "representative", "proxy")


@dataclass(frozen=True)
class Said:
    """A text and where it stands: 纠纷简要情况, 《人民调解协议书》."""

    where: str
    text: str


@dataclass(frozen=True)
class Texts:
    """Everything a matter is found by."""

    number: str
    title: str
    names: tuple[str, ...]
    said: tuple[Said, ...]


def texts_of(matter: Matter, procedure: Procedure, facts: Facts, papers: Iterable[Paper]) -> Texts:
    """The texts of a matter as its timeline and its papers in force say them. ``papers`` carry their values."""
    kept = {fact.seq for fact in facts}  # a voided entry's paper stays in the file and finds nothing any more
    papers = [paper for paper in papers if paper.entry_seq in kept]
    secrets = sorted(_secrets(procedure, facts), key=len, reverse=True)
    found: dict[str, str] = {}
    for where, text in (*_from_facts(procedure, facts), *_from_papers(matter, papers)):
        clean = without_numbers(text, secrets).strip()
        if clean:
            found.setdefault(clean, where)
    return Texts(
        matter.number, matter.title, names_in(facts), tuple(Said(where, text) for text, where in found.items())
    )


def names_in(facts: Facts) -> tuple[str, ...]:
    """The names of the parties, of those who represent them and who appear for them, each once."""
    named = (str(party.get(need, "")).strip() for party in facts.parties for need in _PARTY_NAMES)
    return tuple(dict.fromkeys(filter(None, named)))


def papers_of(matter: Matter) -> list[Paper]:
    """The papers in force of a matter that are not walled off."""
    papers = Paper.objects.filter(matter_id=matter.pk, private=False).exclude(state__in=NO_LONGER)
    return list(papers.only("matter_id", "n", "kind", "title", "values", "state", "entry_seq").order_by("n"))


def in_force_of(papers: Iterable[Paper]) -> list[Paper]:
    """The same of papers that have been read: those in force and not walled off, in order."""
    return sorted((p for p in papers if not p.private and p.state not in NO_LONGER), key=lambda paper: paper.n)


def without_numbers(text: str, secrets: Sequence[str] = ()) -> str:
    """The text without sealed values, and without whatever looks like the number of a person, telephone or account."""
    for secret in secrets:
        text = text.replace(secret, " ")
    return _NUMBERS.sub(" ", text)


def is_searched(action: Action) -> bool:
    """Whether doing this may change what its matter is found by."""
    if action.code in (CORRECT, VOID) or action.produces:
        return True
    return any(need.name == "files" for need in action.needs) or any(_searched(action))


def _searched(action: Action) -> Iterator[Need]:
    """The searched needs of an action; none where part of it is walled off."""
    if any(need.private for need in action.needs):
        return
    for need in action.needs:
        if need.searched or (isinstance(need, Rows) and any(each.searched for each in need.of)):
            yield need


def _from_facts(procedure: Procedure, facts: Facts) -> Iterator[tuple[str, str]]:
    for fact in facts:
        for need in _searched(procedure.action(fact.action)):
            for text in _said(need, fact.data.get(need.name)):
                yield need.label, text


def _said(need: Need, value: Any) -> Iterator[str]:
    if value in (None, "", []):
        return
    if isinstance(need, Rows):
        for row in value:
            for each in need.of:
                if each.searched:
                    yield from _said(each, row.get(each.name))
    else:
        yield need.show(value)


def _from_papers(matter: Matter, papers: Iterable[Paper]) -> Iterator[tuple[str, str]]:
    kinds = registry.line(matter.line).papers
    for paper in papers:
        yield "文书", paper.title
        kind = kinds.get(paper.kind)
        slots = [slot.name for slot in kind.slots if slot.searched] if kind and paper.values else []
        if slots:
            values = values_of(paper, matter)
            for name in slots:
                yield from ((f"《{paper.title}》", text) for text in _texts_in(values.get(name)))


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts_in(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts_in(each)


def _secrets(procedure: Procedure, facts: Facts) -> set[str]:
    """Every sealed value of the matter, in clear."""
    found: set[str] = set()
    for fact in facts:
        found |= _sealed_in(procedure.action(fact.action).needs, fact.data)
    rows = next((need.of for action in procedure.actions for need in action.needs if isinstance(need, Parties)), ())
    for party in facts.parties:
        found |= _sealed_in(rows, party.data)
    return {value for value in found if len(value) >= SHORTEST_SECRET}


def _sealed_in(needs: tuple[Need, ...], data: Mapping[str, Any]) -> set[str]:
    found: set[str] = set()
    for need in needs:
        value = data.get(need.name)
        if value in (None, "", []):
            continue
        if isinstance(need, Rows):
            for row in value:
                found |= _sealed_in(need.of, row)
        elif need.personal or need.private:
            found.add(str(value))
    return found
