"""Asking the search table: whole numbers and names first, then what stands in a title, then in a text; newer before older.

What the asker may not see is excluded in the index itself, so that it is neither found nor counted nor takes the place of
what may be seen; then the matters found are read through the list door, which has the last word. Common words are asked
for by windows of time, newest first, and no further than needed: a city of a million matters answers like a small county.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property, lru_cache
from itertools import pairwise
from time import time
from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.utils import timezone

from fengqiao.daycount.months import add_months
from fengqiao.divisions.territory import COUNTY_WIDTH
from fengqiao.matter import registry
from fengqiao.matter.keys import ring
from fengqiao.matter.models import Matter, Party
from fengqiao.matter.search import indexing as index
from fengqiao.matter.search.questions import Question, read
from fengqiao.matter.visibility import lines_guarded_from, lines_open_to
from fengqiao.orgs.actor import Actor

MOST = 500  # matters of one answer; the newest of each rank
BY_NUMBER, BY_PERSON, BY_NAME, IN_HEAD, IN_TEXT = range(5)
FEW = 4000  # not more than these expected: asked for at once; each window of time is a walk of its own
MOST_WEIGHED = 8  # parts of a question of which it is asked how rare they are
DAYS_OF_MONTH = 30
HOUR = 3600  # seconds
SHARES = {BY_NUMBER: 20, BY_NAME: 200, IN_HEAD: 300, IN_TEXT: MOST}
OPEN, DONE = "open", "closed"
DAYS = (0, 1, 3, 7, 15)  # bounds of the windows of days, back from today
MONTHS = (0, 2, 4, 8, 20, 44)  # of the windows of months after them; the first two months hold all of the days


@dataclass(frozen=True)
class Filters:
    """What narrows an answer; empty means all. ``place`` is the beginning of a territory."""

    line: str = ""
    state: str = ""
    year: str = ""
    place: str = ""


@dataclass(frozen=True)
class Hit:
    """A matter found: only what ranks and counts it."""

    id: UUID
    rank: int
    line: str
    closed: bool
    opened_on: date
    territory: int


@dataclass(frozen=True)
class Answer:
    """The matters found that the asker may see, best first. ``cut``: there are more than were looked at."""

    hits: Sequence[Hit] = ()
    cut: bool = False
    place_digits: int = field(default=9)

    @cached_property
    def lines(self) -> Counter[str]:
        return Counter(hit.line for hit in self.hits)

    @cached_property
    def states(self) -> Counter[str]:
        return Counter(DONE if hit.closed else OPEN for hit in self.hits)

    @cached_property
    def years(self) -> Counter[str]:
        return Counter(f"{hit.opened_on:%Y}" for hit in self.hits)

    @cached_property
    def places(self) -> Counter[str]:
        return Counter(f"{hit.territory:015d}"[: self.place_digits] for hit in self.hits)


def find(actor: Actor, text: str) -> list[UUID]:
    """Ids of the matters that somebody finds with this text, best first."""
    return [hit.id for hit in ask(actor, read(text, timezone.localdate())).hits]


def ask(actor: Actor, question: Question, filters: Filters = Filters(), today: date | None = None) -> Answer:
    """What the question finds inside what the asker may see."""
    scope = _scope(actor, filters)
    if not question or scope is None:
        return Answer()
    if question.of_person:
        ranks = _people(actor, question, filters)
    else:
        ranks = _ranked(actor, question, scope, today or timezone.localdate())
    digits = 9 if actor.high - actor.low >= 10**6 else 12
    return Answer(_seen(actor, ranks), len(ranks) >= MOST, digits)


def _seen(actor: Actor, ranks: dict[UUID, int]) -> list[Hit]:
    """The matters among these that the list door shows, in the order of the answer."""
    if not ranks:
        return []
    given = RawSQL("select unnest(%s::uuid[])", [list(ranks)])
    matters = Matter.objects.visible_to(actor).filter(pk__in=given)
    rows = matters.values_list("pk", "line", "closed", "opened_on", "territory")
    hits = [Hit(pk, ranks[pk], line, closed, opened_on, territory) for pk, line, closed, opened_on, territory in rows]
    return sorted(hits, key=lambda hit: (hit.rank, -hit.opened_on.toordinal(), -hit.id.int))


# Words ---------------------------------------------------------------------------------------------------------------


def _ranked(actor: Actor, question: Question, scope: Scope, today: date) -> dict[UUID, int]:
    """The best rank of each matter that the index names."""
    parts: list[str] = []
    given: list[str | int | list[str] | list[int]] = []
    for rank, asked in _by_rank(question):
        needed = {IN_HEAD: question.needed_in_head, IN_TEXT: question.needed_anywhere}.get(rank, [])[:MOST_WEIGHED]
        windows = _windows(actor, scope, today) if needed else {}
        checked = question.in_order if rank == IN_TEXT else ""
        parts.append(f"(select found, {rank} as rank from matter_looked_up(%s, %s, %s, %s, %s, %s, %s, %s) as found)")
        given += [asked, scope.whole, needed, FEW, list(windows), list(windows.values()), checked, SHARES[rank]]
    with connection.cursor() as cursor:
        cursor.execute(
            f"select found, min(rank) from ({' union all '.join(parts)}) as r group by found order by 2, 1 desc limit {MOST}",
            given,
        )
        return dict(cursor.fetchall())


def _by_rank(question: Question) -> list[tuple[int, str]]:
    found = [
        (BY_NUMBER, question.by_number), (BY_NAME, question.by_name), (IN_HEAD, question.in_head),
        (IN_TEXT, question.anywhere if not question.of_serial else ""),
    ]  # fmt: skip
    return [(rank, asked) for rank, asked in found if asked]


def _windows(actor: Actor, scope: Scope, today: date) -> dict[str, int]:
    """Windows of time, each with its days, that are asked one after the other until there is enough: for whoever sees no more
    than a county today, the two days before, then longer and longer ones; the months back to three years and a half; the rest.
    Together they are all of the scope there is."""
    months = [f"'{index.MONTH}{add_months(today.replace(day=1), -n):%Y%m}'" for n in range(MONTHS[-1])]
    later = {_either(months[a:b]): (b - a) * DAYS_OF_MONTH for a, b in pairwise(MONTHS)}
    later[f"!{_either(months)}"] = sum(later.values())
    width = actor.high - actor.low
    if width > COUNTY_WIDTH:
        return {f"{scope.whole} & {window}": span for window, span in later.items()}
    days = [f"'{index.day_lexeme(actor.low, today - timedelta(n))}'" for n in range(DAYS[-1])]
    there = scope.rest if width == COUNTY_WIDTH else scope.whole  # the day in a county says the county
    found = {f"{there} & {_either(days[a:b])}": b - a for a, b in pairwise(DAYS)}
    before = f" & !{_either(days)}"
    for window, span in later.items():
        found[f"{scope.whole} & {window}{before}"] = span
        before = ""
    return found


@dataclass(frozen=True)
class Scope:
    """What of the index may be looked at: the place, empty for the whole country, and all the rest."""

    place: str
    rest: str

    @property
    def whole(self) -> str:
        return f"{self.place} & {self.rest}" if self.place else self.rest


def _scope(actor: Actor, filters: Filters) -> Scope | None:
    """What of the index the asker may see, and is to see; None for nothing at all."""
    lines = [code for code in lines_open_to(actor) if filters.line in ("", code)]
    place = _reach(actor)
    if not lines or place is None:
        return None
    parts = [_of_lines(lines), f"!'{index.SEALED}'"]
    if guarded := [f"'{index.LINE}{code}'" for code in lines_guarded_from(actor) if code in lines]:
        of_them = "" if len(guarded) == len(lines) else f" | !{_either(guarded)}"
        parts.append(f"(!'{index.RESTRICTED}' | '{index.HANDLER}{actor.staff_id}'{of_them})")
    if filters.state in (OPEN, DONE):
        parts.append(f"{'' if filters.state == DONE else '!'}'{index.CLOSED}'")
    if _is_number(filters.year, (4,)):
        parts.append(f"'{index.YEAR}{filters.year}'")
    if _is_number(filters.place, index.LEVELS):
        parts.append(f"'{index.TERRITORY}{filters.place}'")
    return Scope(place, " & ".join(filter(None, parts)))


def _of_lines(lines: Sequence[str]) -> str:
    """The lines asked for, or those that are not, whichever hold fewer matters: each word of the index is a walk."""
    hidden = [line.code for line in registry.lines() if line.code not in lines]
    common = _how_common(int(time() // HOUR))
    if sum(common[code] for code in lines) <= sum(common[code] for code in hidden):
        return _either(f"'{index.LINE}{line}'" for line in lines)
    return " & ".join(f"!'{index.LINE}{line}'" for line in hidden)


@lru_cache(maxsize=1)
def _how_common(hour: int) -> dict[str, float]:
    """About how many matters there are of each line, as the database last counted; asked once an hour."""
    tables = {line.model()._meta.db_table: line.code for line in registry.lines()}
    with connection.cursor() as cursor:
        cursor.execute("select relname, reltuples from pg_class where relname = any(%s)", [list(tables)])
        return {tables[name]: max(about, 0) for name, about in cursor.fetchall()}


def _reach(actor: Actor) -> str | None:
    """The lexeme of the asker's reach; empty where it is the whole country, None where it is nowhere."""
    width = actor.high - actor.low + 1
    if width < 1:
        return None
    fitting = [digits for digits in index.LEVELS if 10 ** (15 - digits) >= width]
    return f"'{index.TERRITORY}{f'{actor.low:015d}'[: fitting[-1]]}'" if fitting else ""


def _either(quoted: Iterable[str]) -> str:
    return f"({' | '.join(quoted)})"


def _is_number(text: str, lengths: Sequence[int]) -> bool:
    return text.isascii() and text.isdigit() and len(text) in lengths


# People --------------------------------------------------------------------------------------------------------------


def _people(actor: Actor, question: Question, filters: Filters) -> dict[UUID, int]:
    """The matters one of whose parties has the number, by the blind index."""
    blind = ring().blind_index
    if question.id_number:
        named = Q(id_index=blind.of("id_number", question.id_number))
    else:
        named = Q(phone_index=blind.of("phone", question.phone))
    parties = Party.objects.filter(named)
    matters = Matter.objects.visible_to(actor).filter(pk__in=parties.values("matter_id"))
    if filters.line:
        matters = matters.filter(line=filters.line)
    if filters.state in (OPEN, DONE):
        matters = matters.filter(closed=filters.state == DONE)
    if _is_number(filters.year, (4,)):
        matters = matters.filter(opened_on__year=int(filters.year))
    if _is_number(filters.place, index.LEVELS):
        low = int(filters.place.ljust(15, "0"))
        matters = matters.filter(territory__gte=low, territory__lt=low + 10 ** (15 - len(filters.place)))
    return dict.fromkeys(matters.order_by("-pk").values_list("pk", flat=True)[:MOST], BY_PERSON)
