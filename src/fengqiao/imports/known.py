"""What an office writes in its own way: 老刘 for a mediator, 宅基 for a type. Said once in the browser, remembered for the next file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from fengqiao.imports.headings import OwnWords
from fengqiao.imports.models import ImportRun, KnownWord, WordKind
from fengqiao.imports.running import mediators_of
from fengqiao.lines.mediation import codes
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.models import Office

MOST_WORDS, LONGEST_WORD = 60, 60


@dataclass(frozen=True)
class Asked:
    """A word of the ledger: in which column, on how many rows, what it was said to mean (empty: nothing yet)."""

    kind: WordKind
    word: str
    rows: int
    meaning: str = ""

    @property
    def key(self) -> str:
        """The name of its field in the form."""
        return f"{self.kind.value}-{self.word}"


def own_words(office: Office, mediators: Mapping[str, int], year: int | None) -> OwnWords:
    """What the office has said its words mean, as rows are read with; a mediator who is known no longer is left out."""
    names = {str(staff_id): name for name, staff_id in mediators.items()}
    types: dict[str, str] = {}
    people: dict[str, str] = {}
    for known in KnownWord.objects.filter(office=office):
        if known.kind == WordKind.TYPE:
            types[known.word] = known.meaning
        elif known.meaning in names:
            people[known.word] = names[known.meaning]
    return OwnWords(types=types, mediators=people, year=year)


def meanings(office: Office) -> dict[WordKind, dict[str, str]]:
    """What a word may be said to mean, by column: the key that is kept and the words that are shown."""
    people = {str(staff_id): name for name, staff_id in mediators_of(office).items()}
    return {WordKind.MEDIATOR: people, WordKind.TYPE: dict(codes.TYPES)}


def asked_of(run: ImportRun) -> list[Asked]:
    """The words of a checked ledger that nobody knew, those on most rows first."""
    return [
        Asked(WordKind(kind), word, rows)
        for kind in WordKind.values
        for word, rows in sorted(run.unknown.get(kind, {}).items(), key=lambda each: (-each[1], each[0]))
    ]


def remembered(office: Office) -> list[Asked]:
    """The words the office has explained before."""
    known = KnownWord.objects.filter(office=office).order_by("kind", "word")
    return [Asked(WordKind(each.kind), each.word, 0, each.meaning) for each in known]


def remember_words(run: ImportRun, given: Mapping[str, str], now: datetime) -> int:
    """Keep what the words were said to mean, forget those no longer said to mean anything; how many changed. Raises Refused."""
    offered, before = meanings(run.office), {each.key: each for each in remembered(run.office)}
    changed = 0
    for each in {each.key: each for each in (*asked_of(run), *before.values())}.values():
        meaning = given.get(each.key, each.meaning)
        if meaning == each.meaning:
            continue
        if meaning and meaning not in offered[each.kind]:
            said = f"“{each.word}”选的{each.kind.label}已不在名单里。请刷新页面，重新选择。"
            raise Refused.because("meaning", said)
        _keep(run.office, each, meaning, now)
        changed += 1
    return changed


def _keep(office: Office, asked: Asked, meaning: str, now: datetime) -> None:
    if meaning:
        values = {"meaning": meaning, "at": now}
        KnownWord.objects.update_or_create(values, office=office, kind=asked.kind, word=asked.word)
    else:
        KnownWord.objects.filter(office=office, kind=asked.kind, word=asked.word).delete()


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
