"""Looking at whether what was recorded can be so: two places at one time, more people than seats, a part larger than its whole,
a total that is not the sum of the records.

The lines say what to look at (``source(period)``); these say what is odd about it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from fengqiao.indicators.asking import Asked
from fengqiao.indicators.figures import splits
from fengqiao.indicators.periods import Period
from fengqiao.indicators.quality.detectors import EVERYWHERE, OFFICE, Finds
from fengqiao.indicators.quality.rules import Found, Key
from fengqiao.indicators.vocabulary import Indicator


def _body(territory: int) -> int:
    return territory // OFFICE * OFFICE


@dataclass(frozen=True)
class Span:
    """Somebody (or something) was somewhere on a day from one minute of it to another. ``who`` is the same for the same one; ``name`` is told."""

    territory: int
    matter: UUID
    who: Hashable
    name: str
    on: date
    begins: int
    ends: int

    @property
    def words(self) -> str:
        return f"{self.begins // 60}:{self.begins % 60:02d}至{self.ends // 60}:{self.ends % 60:02d}"


def overlapping(source: Callable[[Period], Iterable[Span]]) -> Finds:
    """One and the same at two matters at the same time. Where they are is not asked: no place is recorded by its position."""

    def finds(period: Period) -> Iterator[Found]:
        of: dict[tuple[Any, date], list[Span]] = defaultdict(list)
        for span in source(period):
            if span.begins < span.ends:
                of[span.who, span.on].append(span)
        for spans in of.values():
            for one, two in _at_once(sorted(spans, key=lambda each: (each.begins, each.ends))):
                ids = tuple(sorted((one.matter, two.matter)))
                said = f"{one.name}{one.on.isoformat()} {one.words}和{two.words}同时记在两件里。"
                yield Found(_body(two.territory), said, ids, f"{one.on.isoformat()} {ids[0].hex} {ids[1].hex}")

    return finds


def _at_once(spans: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    """Pairs of different matters that overlap, each later one with the one that lasts longest before it."""
    if not spans:
        return
    longest = spans[0]
    for span in spans[1:]:
        if span.matter != longest.matter and span.begins < longest.ends:
            yield longest, span
        longest = max(longest, span, key=lambda each: each.ends)


@dataclass(frozen=True)
class Gathering:
    """So many people at something that holds so many."""

    territory: int
    matter: UUID
    on: date
    people: int
    seats: int
    place: str


def overfull(source: Callable[[Period], Iterable[Gathering]]) -> Finds:
    """More people than the place has seats."""

    def finds(period: Period) -> Iterator[Found]:
        for each in source(period):
            if each.people > each.seats:
                said = f"{each.on.isoformat()}登记到场{each.people}人，{each.place}登记的座位是{each.seats}个。"
                yield Found(_body(each.territory), said, (each.matter,), f"{each.matter.hex} {each.on.isoformat()}")

    return finds


@dataclass(frozen=True)
class Handed:
    """So many papers handed out among so many people."""

    territory: int
    matter: UUID
    words: str
    people: int
    materials: int


def papers_a_head(source: Callable[[Period], Iterable[Handed]], *, most: int = 5, alike: int = 5) -> Finds:
    """More than so many papers for each who came; or as many papers as people, exactly, in so many events of one body."""

    def finds(period: Period) -> Iterator[Found]:
        same: dict[int, list[Handed]] = defaultdict(list)
        for each in source(period):
            if not each.people or not each.materials:
                continue
            if each.materials > most * each.people:
                said = f"{each.words}发放{each.materials}份，到场{each.people}人次，平均每人超过{most}份。"
                yield Found(_body(each.territory), said, (each.matter,), each.matter.hex)
            if each.materials == each.people:
                same[_body(each.territory)].append(each)
        for body, events in sorted(same.items()):
            if len(events) >= alike:
                yield Found(body, f"{len(events)}场的发放份数和到场人次完全相同。", tuple(each.matter for each in events), "alike")

    return finds


@dataclass(frozen=True)
class Compared:
    """A number beside what it is held against: a unit's own total and the sum of its records, a part and its whole."""

    territory: int
    matter: UUID | None
    label: str
    told: str
    against: str
    figures: tuple[Key, ...] = ()
    key: str = ""


def told_otherwise(source: Callable[[Period], Iterable[Compared]]) -> Finds:
    """A unit's own total is not what the records add up to."""

    def finds(period: Period) -> Iterator[Found]:
        for each in source(period):
            if each.told != each.against:
                said = f"“{each.label}”报的是{each.told}，记录里是{each.against}。"
                yield Found(_body(each.territory), said, (each.matter,) if each.matter else (), f"{each.key or each.label} {each.matter.hex if each.matter else ''}", each.figures)

    return finds


def part_over_whole(source: Callable[[Period], Iterable[Compared]]) -> Finds:
    """A part is larger than what it is a part of: ``told`` the part, ``against`` the whole, both numbers."""

    def finds(period: Period) -> Iterator[Found]:
        for each in source(period):
            if Decimal(each.told) > Decimal(each.against):
                said = f"“{each.label}”是{each.told}，大于它所在的总数{each.against}。"
                yield Found(_body(each.territory), said, (each.matter,) if each.matter else (), f"{each.key or each.label} {each.matter.hex if each.matter else ''}", each.figures)

    return finds


def parts_of(set_code: str, *pairs: tuple[Indicator, Indicator]) -> Callable[[Period], Iterator[Compared]]:
    """Declared figures, a part and its whole, by office: read once for all of them."""

    def source(period: Period) -> Iterator[Compared]:
        flat = [each for pair in pairs for each in pair]
        for office, figures in splits(flat, Asked(*EVERYWHERE, period), "office").items():
            told = [str(figure.as_json()["of"]) for figure in figures]
            for place, (part, whole) in enumerate(pairs):
                keys = (set_code, part.code), (set_code, whole.code)
                yield Compared(int(office) * OFFICE, None, part.label, told[2 * place], told[2 * place + 1], keys, f"{part.code} {whole.code}")

    return source


def without_exception(rows: Callable[[], QuerySet[Any]], on: str, field: str, best: Sequence[str], *, least: int = 50) -> Finds:
    """Every one of at least so many ratings is the best there is."""

    def finds(period: Period) -> Iterator[Found]:
        said: dict[int, list[tuple[UUID, str]]] = defaultdict(list)
        found = rows().filter(**{f"{on}__range": (period.from_on, period.to_on)}).exclude(**{field: ""})
        for pk, territory, grade in found.order_by().values_list("pk", "territory", field):
            said[_body(territory)].append((pk, grade))
        for body, grades in sorted(said.items()):
            if len(grades) >= least and all(grade in best for _, grade in grades):
                yield Found(body, f"{len(grades)}个评价没有一个不满意。", tuple(pk for pk, _ in grades))

    return finds


def one_place_too_many(rows: Callable[[], QuerySet[Any]], on: str, *, percents: int = 40, least: int = 10) -> Finds:
    """One committee has more than so many per cent of what its justice office's committees ended, of at least so many."""

    def finds(period: Period) -> Iterator[Found]:
        of: dict[int, dict[str, list[UUID]]] = defaultdict(lambda: defaultdict(list))
        found = rows().filter(**{f"{on}__range": (period.from_on, period.to_on)})
        for pk, territory, name in found.order_by().values_list("pk", "territory", "office__short_name"):
            of[_body(territory)][name].append(pk)
        for body, places in sorted(of.items()):
            n = sum(len(ids) for ids in places.values())
            name, most = max(places.items(), key=lambda each: (len(each[1]), each[0]))
            if len(places) > 1 and n >= least and len(most) * 100 > n * percents:
                yield Found(body, f"{name}{len(most)}件，占全乡镇{n}件的{len(most) * 100 // n}%。", tuple(most), name)

    return finds


def always_the_same(rows: Callable[[], QuerySet[Any]], on: str, amount: str, *, least: int = 5) -> Finds:
    """One unit writes the same number so many times, and no other: copied rather than counted."""

    def finds(period: Period) -> Iterator[Found]:
        said: dict[int, list[tuple[UUID, int]]] = defaultdict(list)
        found = rows().filter(**{f"{on}__range": (period.from_on, period.to_on), f"{amount}__gt": 0})
        for pk, territory, number in found.order_by().values_list("pk", "territory", amount):
            said[territory].append((pk, number))
        for territory, each in sorted(said.items()):
            if len(each) >= least and len({number for _, number in each}) == 1:
                yield Found(_body(territory), f"同一个单位{len(each)}次都填{each[0][1]}。", tuple(pk for pk, _ in each), str(territory))

    return finds


def pairs_in_order(rows: Iterable[tuple[str, str]]) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """Each label that begins with 其中 with the last one before it that does not: what a form's rows say of themselves."""
    whole: tuple[str, str] | None = None
    for row in rows:
        if row[0].startswith("其中"):
            if whole is not None:
                yield row, whole
        else:
            whole = row


