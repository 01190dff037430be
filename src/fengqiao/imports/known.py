"""What an office writes in its own way: 老刘 for a mediator, 宅基 for a type. Said once in the browser, remembered for the next file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from fengqiao.imports.headings import OwnWords
from fengqiao.imports.kinds import Kind, Word, named
from fengqiao.imports.models import ImportRun, KnownWord
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.models import Office

MOST_WORDS, LONGEST_WORD = 60, 60


@dataclass(frozen=True)
class Asked:
    """A word of the ledger: in which column, on how many rows, what it was said to mean (empty: nothing yet)."""

    kind: Word
    word: str
    rows: int
    meaning: str = ""

    @property
    def key(self) -> str:
        """The name of its field in the form."""
        return f"{self.kind.field}-{self.word}"


def own_words(office: Office, kind: Kind, year: int | None) -> OwnWords:
    """What the office has said its words mean, as rows are read with; what is offered no longer is left out."""
    offered = kind.offered(office)
    meant: dict[str, dict[str, str]] = {each.field: {} for each in kind.words}
    for known in KnownWord.objects.filter(office=office, kind__in=meant):
        if known.meaning in offered[known.kind]:
            meant[known.kind][known.word] = offered[known.kind][known.meaning]
    return OwnWords(kind.code, meanings=meant, year=year)


def asked_of(run: ImportRun) -> list[Asked]:
    """The words of a checked ledger that nobody knew, those on most rows first."""
    return [
        Asked(kind, word, rows)
        for kind in named(run.kind).words
        for word, rows in sorted(run.unknown.get(kind.field, {}).items(), key=lambda each: (-each[1], each[0]))
    ]


def remembered(office: Office, kind: Kind) -> list[Asked]:
    """The words of such ledgers the office has explained before."""
    known = KnownWord.objects.filter(office=office, kind__in=[each.field for each in kind.words]).order_by("kind", "word")
    return [Asked(kind.word(each.kind), each.word, 0, each.meaning) for each in known]


def remember_words(run: ImportRun, given: Mapping[str, str], now: datetime) -> int:
    """Keep what the words were said to mean, forget those no longer said to mean anything; how many changed. Raises Refused."""
    kind = named(run.kind)
    offered, before = kind.offered(run.office), {each.key: each for each in remembered(run.office, kind)}
    changed = 0
    for each in {each.key: each for each in (*asked_of(run), *before.values())}.values():
        meaning = given.get(each.key, each.meaning)
        if meaning == each.meaning:
            continue
        if meaning and meaning not in offered[each.kind.field]:
            said = f"“{each.word}”选的{each.kind.label}已不在名单里。请刷新页面，重新选择。"
            raise Refused.because("meaning", said)
        _keep(run.office, each, meaning, now)
        changed += 1
    return changed


def _keep(office: Office, asked: Asked, meaning: str, now: datetime) -> None:
    if meaning:
        values = {"meaning": meaning, "at": now}
        KnownWord.objects.update_or_create(values, office=office, kind=asked.kind.field, word=asked.word)
    else:
        KnownWord.objects.filter(office=office, kind=asked.kind.field, word=asked.word).delete()


def with_unknown(
    kept: Mapping[str, Mapping[str, int]], found: Mapping[tuple[str, str], int]
) -> dict[str, dict[str, int]]:
    """The words nobody knew so far with those of another batch: so many different ones, the others are told at their rows."""
    together = {kind: dict(words) for kind, words in kept.items()}
    for (kind, word), rows in found.items():
        words = together.setdefault(kind, {})
        if word in words or (len(words) < MOST_WORDS and len(word) <= LONGEST_WORD):
            words[word] = words.get(word, 0) + rows
    return together
