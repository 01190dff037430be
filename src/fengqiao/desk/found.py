"""A matter found, as the finder may read it: where the words stand, names masked for everybody but the handler."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.urls import reverse

from fengqiao.desk.matters import is_own
from fengqiao.desk.veil import Veil
from fengqiao.matter import registry
from fengqiao.matter.models import Entry, Matter, Paper
from fengqiao.matter.rebuild import grouped
from fengqiao.matter.search import Hit, Question
from fengqiao.matter.search.folding import Span, around, fold, joined, spans
from fengqiao.matter.search.pinyin import sounds
from fengqiao.matter.search.rebuilding import facts_of
from fengqiao.matter.search.texts import NO_LONGER, Texts, texts_of
from fengqiao.orgs.actor import Actor

WIDTH = 72  # characters of a text shown about its first hit
MOST_PLACES = 2


@dataclass(frozen=True)
class Place:
    """Where it was found: 纠纷简要情况, and the words around."""

    where: str
    pieces: Sequence[Span]


@dataclass(frozen=True)
class Found:
    """One matter of an answer."""

    matter: Matter
    rank: int
    url: str
    title: Sequence[Span]
    number: Sequence[Span]
    line: str
    stage: str
    places: Sequence[Place] = field(default=())


def read_found(actor: Actor, hits: Sequence[Hit], question: Question) -> list[Found]:
    """The matters of one page, in order, read through the list door."""
    ids = [hit.id for hit in hits]
    if not ids:
        return []
    matters = {m.pk: m for m in Matter.objects.visible_to(actor).filter(pk__in=ids).select_related("office", "handler")}
    entries = grouped(Entry.objects.filter(matter_id__in=ids).select_related("actor").order_by("matter_id", "seq"))
    papers = grouped(Paper.objects.filter(matter_id__in=ids, private=False).exclude(state__in=NO_LONGER).order_by("n"))
    reader = _Reader(actor, question, entries, papers)
    return [reader.read(matters[hit.id], hit.rank) for hit in hits if hit.id in matters]


@dataclass(frozen=True)
class _Reader:
    actor: Actor
    question: Question
    entries: dict[UUID, list[Entry]]
    papers: dict[UUID, list[Paper]]

    def read(self, matter: Matter, rank: int) -> Found:
        """The matter as this reader sees it; one under restriction shows nothing of itself to others than its handler."""
        entries, terms, line = self.entries.get(matter.pk, []), self.question.terms, registry.line(matter.line)
        own = is_own(self.actor, matter, entries)
        procedure = registry.procedure_of(matter)
        return Found(
            matter, rank, reverse("matter", args=[matter.code]),
            spans(matter.title if own else matter.title_for(self.actor.staff_id), terms),
            spans(registry.number_of(matter), _serials(matter.number, terms)), line.label, procedure.stage(matter.stage).label,
            list(self._places(matter, entries, own or not line.party_word)) if own or not matter.restricted else (),
        )  # fmt: skip

    def _places(self, matter: Matter, entries: list[Entry], in_full: bool) -> Iterator[Place]:
        facts = facts_of(matter, entries)
        texts = texts_of(matter, registry.procedure_of(matter), facts, self.papers.get(matter.pk, ()))
        veil = Veil.over(facts, in_full)
        named = [name for name in texts.names if self._is_named(name)]
        if named:
            yield Place("姓名", [piece for name in named for piece in (Span(veil(name), True), Span("　", False))][:-1])
        yield from self._said(texts, veil)

    def _is_named(self, name: str) -> bool:
        """Whether a name is what was asked for, by its characters or by its sound."""
        return any(term in joined(name) or term in sounds(name) for term in self.question.terms if len(term) > 1)

    def _said(self, texts: Texts, veil: Veil) -> Iterator[Place]:
        shown: list[str] = []
        for said in texts.said:
            pieces = spans(veil(said.text), self.question.terms)
            repeated = any(joined(said.text) in each for each in shown)
            if len(shown) < MOST_PLACES and not repeated and any(piece.hit for piece in pieces):
                shown.append(joined(said.text))
                yield Place(said.where, around(pieces, WIDTH))


def _serials(number: str, terms: Sequence[str]) -> tuple[str, ...]:
    """The terms as they stand in a number: 12 is marked in 第0012号."""
    plain = fold(number)
    return tuple(term if term in plain else term.zfill(4) if term.isdigit() else term for term in terms)
