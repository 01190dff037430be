"""The figures of a report at one moment, as plain data: what the document, the annex and the pages are made of.

Taken live while a report is a draft; the entry that checks it holds the same data for good, and a snapshot of the indicators beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from fengqiao.divisions import territory as territories
from fengqiao.indicators.asking import Asked
from fengqiao.indicators.figures import EVEN, Figure, figures_over, splits
from fengqiao.indicators.periods import Period
from fengqiao.indicators.vocabulary import DOWN, UP, Apart, Indicator, Lasting, Middles, Shared, Within
from fengqiao.lines.reporting import codes
from fengqiao.lines.reporting.approximating import approximate
from fengqiao.lines.reporting.catalogue import Item, Source, declared, items
from fengqiao.lines.reporting.standings import Standings, standings
from fengqiao.orgs.models import Office, OfficeDivision

NO_SOURCE = "尚无来源"
MOST_MONTHS = 12
MOST_PROBLEMS = 3
SERIES = ("mediation", "M01")  # what is drawn month by month
BY_OFFICE = (("mediation", "M01"), ("mediation", "M03"), ("disputes", "D04"), ("visits", "V03"))


@dataclass(frozen=True)
class Value:
    """One figure as it was taken. ``number`` None: no source, or an empty denominator; ``whole``: a plain count, which may be said roughly."""

    code: str
    label: str
    number: Decimal | None
    text: str
    unit: str
    whole: bool
    about: bool
    by_hand: bool
    definition: str
    sources: tuple[tuple[str, str], ...]
    was: str = ""
    was_number: Decimal | None = None
    on_year: str = ""
    on_month: str = ""
    names: tuple[str, ...] = ()
    within: str = ""

    @property
    def reference(self) -> str:
        return str(int("".join(filter(str.isdigit, self.code))))

    @property
    def exact(self) -> str:
        return f"{int(self.number)}{self.unit}" if self.whole and self.number is not None else self.text

    @property
    def rough(self) -> str:
        """With 余; what is no plain count stays exact."""
        return approximate(int(self.number)).said(self.unit) if self.whole and self.number is not None else self.text

    @property
    def said(self) -> str:
        """As the declaration wants it said."""
        return self.rough if self.about else self.exact

    def as_json(self) -> dict[str, Any]:
        numbers = {name: None if (n := getattr(self, name)) is None else str(n) for name in ("number", "was_number")}
        plain = {name: getattr(self, name) for name in ("code", "label", "text", "unit", "whole", "about", "by_hand", "definition", "was", "on_year", "on_month", "within")}
        return plain | numbers | {"sources": [list(each) for each in self.sources], "names": list(self.names)}

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Value:
        numbers = {name: None if told[name] is None else Decimal(told[name]) for name in ("number", "was_number")}
        return cls(**{**told, **numbers, "sources": tuple((s, c) for s, c in told["sources"]), "names": tuple(told["names"])})


@dataclass(frozen=True)
class Taken:
    """Everything a document is made of. ``months``: label, now and a year before; ``offices``: a row each with its numbers."""

    kind: str
    office: str
    period: Period
    values: Mapping[str, Value]
    months: Sequence[tuple[str, int, int]] = ()
    heads: Sequence[str] = ()
    offices: Sequence[tuple[str, Sequence[str]]] = ()
    worse: Sequence[str] = field(default=())
    places: Standings = field(default=Standings())

    def as_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind, "office": self.office, "from": self.period.from_on.isoformat(), "to": self.period.to_on.isoformat(),
            "values": [each.as_json() for each in self.values.values()], "months": [list(each) for each in self.months], "heads": list(self.heads),
            "offices": [[name, list(cells)] for name, cells in self.offices], "worse": list(self.worse), "places": self.places.as_json(),
        }  # fmt: skip

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Taken:
        values = {each["code"]: Value.of(each) for each in told["values"]}
        period = Period(date.fromisoformat(told["from"]), date.fromisoformat(told["to"]))
        months, offices = [(a, b, c) for a, b, c in told["months"]], [(name, tuple(cells)) for name, cells in told["offices"]]
        return cls(told["kind"], told["office"], period, values, months, tuple(told["heads"]), offices, tuple(told["worse"]), Standings.of(told.get("places", {})))


def asked_of(territory: int, period: Period) -> Asked:
    """The question of a report: everything inside the office's own reach."""
    return Asked(*territories.reach(territory), period)


def wanted(kind: str) -> list[tuple[str, Indicator]]:
    """The indicators a kind of report rests on, each once, with their sets."""
    return list({(set_code, each.code): (set_code, each) for item in items(kind) for set_code, each in item.indicators}.values())


def take(kind: str, office: Office, period: Period, *, drawn: bool = True) -> Taken:
    """What the figures are now; what waits to be counted is to be folded before. ``drawn``: with what its charts and tables show."""
    asked, pairs = asked_of(office.territory, period), wanted(kind)
    keys, spans = [(set_code, each.code) for set_code, each in pairs], [period, period.year_before(), period.before()]
    now, year, before = (dict(zip(keys, found, strict=True)) for found in figures_over([each for _, each in pairs], asked, spans))
    names = _names(asked, {item.names for item in items(kind)} - {""})
    values = {item.code: _value(item, now, year, before, names) for item in items(kind)}
    heads, offices = _offices(asked) if drawn else ([], [])
    places = standings(asked) if drawn or kind == codes.SPEECH else Standings()
    return Taken(kind, office.name, period, values, _series(asked) if drawn else [], heads, offices, _worse(now, year), places)


Found = Mapping[Source, Figure]


def _value(item: Item, now: Found, year: Found, before: Found, names: Mapping[str, Sequence[str]]) -> Value:
    pairs = item.indicators
    if not pairs:
        return Value(item.code, item.label, None, NO_SOURCE, item.unit, False, False, item.by_hand, NO_SOURCE, item.of, within=item.within)
    ours, theirs, last = ([found[source] for source in item.of] for found in (now, year, before))
    whole = all(_is_count(indicator) for _, indicator in pairs)
    unit = item.unit or pairs[0][1].unit
    words = "；".join(dict.fromkeys(indicator.words for _, indicator in pairs))
    return Value(
        item.code, item.label, _number(ours), _text(ours, unit), unit, whole, item.about and whole, item.by_hand, words + (f"。{item.note}" if item.note else ""), item.of,
        _text(theirs, unit), _number(theirs), _change("上年同期", ours, theirs, unit), _change("上期", ours, last, unit), tuple(names.get(item.names, ())), item.within,
    )  # fmt: skip


def _is_count(indicator: Indicator) -> bool:
    """Whether it is a plain number of things, which may be said roughly."""
    return not (indicator.is_rate or indicator.fen or indicator.hours) and not isinstance(indicator.of, Lasting | Within | Apart | Middles | Shared)


def _number(found: Sequence[Figure]) -> Decimal | None:
    numbers = [figure.number for figure in found]
    return None if any(each is None for each in numbers) else sum((each for each in numbers if each is not None), Decimal())


def _text(found: Sequence[Figure], unit: str) -> str:
    if len(found) == 1:
        return found[0].words
    number = _number(found)
    return NO_SOURCE if number is None else f"{int(number)}{unit}"


def _change(word: str, now: Sequence[Figure], then: Sequence[Figure], unit: str) -> str:
    """比上年同期增长12.5%, 与上年同期持平, 上年同期为0件; empty where one of the two is none."""
    new, old = _number(now), _number(then)
    if new is None or old is None:
        return ""
    if new == old:
        return f"与{word}{EVEN}"
    if now[0].met is not None:
        return f"比{word}{'上升' if new > old else '下降'}{abs((new - old) * 100):.2f}个百分点"
    if not old:
        return f"{word}为{_text(then, unit)}"
    return f"比{word}{'增长' if new > old else '下降'}{abs((new - old) / old * 100):.1f}%"


def _series(asked: Asked) -> list[tuple[str, int, int]]:
    """Month by month beside the same months a year before; none of a single month."""
    months, indicator = asked.period.months()[-MOST_MONTHS:], declared(SERIES)
    if indicator is None or len(months) < 2:
        return []
    found = figures_over([indicator], asked, [*months, *(each.year_before() for each in months)])
    numbers = [int(figure.number or 0) for [figure] in found]
    return [(f"{month.from_on.month}月", numbers[n], numbers[len(months) + n]) for n, month in enumerate(months)]


def _offices(asked: Asked) -> tuple[list[str], list[tuple[str, list[str]]]]:
    """Office by office below a bureau; none below an office."""
    if asked.high - asked.low < 10**6:
        return [], []
    shown = [indicator for source in BY_OFFICE if (indicator := declared(source)) is not None]
    parts = splits(shown, asked, "office")
    rows = Office.objects.filter(territory__range=(asked.low, asked.high), kind__in=("bureau", "office")).order_by("territory").values_list("territory", "kind", "short_name")
    found: list[tuple[str, list[str]]] = []
    for territory, kind, name in rows:
        numbers = [int(figure.number or 0) for figure in parts.get(territory // 10**6, ())] or [0] * len(shown)
        if kind == "office" or any(numbers):  # what the bureau and its county-wide committees have themselves, so that the table adds up
            found.append(("局本级" if kind == "bureau" else name, [str(each) for each in numbers]))
    return [each.label for each in shown], found


def _names(asked: Asked, kinds: Iterable[str]) -> dict[str, list[str]]:
    """The names of the hand register, by kind, in the order of their days."""
    from fengqiao.lines.reporting.models import HandEntry

    days = (asked.period.from_on, asked.period.to_on)
    rows = HandEntry.objects.filter(kind__in=list(kinds), withdrawn=False, on__range=days, territory__range=(asked.low, asked.high)).exclude(stage="voided")
    found: dict[str, list[str]] = {}
    for kind, name in rows.order_by("on", "pk").values_list("kind", "name"):
        found.setdefault(kind, []).append(name)
    return found


def _worse(now: Found, year: Found) -> list[str]:
    """The three figures of those that have a good direction which changed most against it, worst first."""
    found: list[tuple[Decimal, str]] = []
    for source, figure in now.items():
        indicator, new, old = figure.indicator, figure.number, year[source].number
        sign = {UP: -1, DOWN: 1}.get(indicator.better)
        if sign is None or new is None or not old or (change := (new - old) / old * sign) <= 0:
            continue
        found.append((change, f"{indicator.label}{figure.words}，上年同期{year[source].words}"))
    return [said for _, said in sorted(found, key=lambda each: (-each[0], each[1]))[:MOST_PROBLEMS]]


def faults(taken: Taken) -> list[str]:
    """What cannot be: a part greater than the whole. Each keeps the report from being checked."""
    found: list[str] = []
    for part in taken.values.values():
        wholes = [taken.values[code] for code in part.within.split("+") if code]
        numbers = [each.number for each in wholes if each.number is not None]
        if part.number is not None and wholes and len(numbers) == len(wholes) and part.number > sum(numbers):
            said = "加".join(f"“{each.label}”{each.exact}" for each in wholes)
            found.append(f"“{part.label}”{part.exact}，多于{said}。请核对有关的登记。")
    return found


def warnings(taken: Taken, low: int, high: int) -> list[str]:
    """What should be looked at and does not keep the report back: stations that are not as many as the towns of the place."""
    stations, towns = taken.values.get("FG16"), towns_in(low, high, taken.period.to_on)
    if stations is None or stations.number is None or not towns or stations.number == towns:
        return []
    return [f"“{stations.label}”{stations.exact}，辖区内的乡镇（街道）{towns}个，两数不同。请核对站点名册的状态；确有乡镇没有站或者不止一个站的，在文字里说明。"]


def towns_in(low: int, high: int, day: date) -> int:
    """How many towns the offices of the place serve on that day, by their divisions; where none is written down, how many offices there are."""
    here = Office.objects.filter(territory__range=(low, high), kind="office", from_on__lte=day).filter(Q(to_on__isnull=True) | Q(to_on__gt=day))
    served = OfficeDivision.objects.filter(office__in=here, from_on__lte=day).filter(Q(to_on__isnull=True) | Q(to_on__gt=day))
    return served.order_by().values("name").distinct().count() or here.count()


def every_week(taken: Taken) -> bool:
    """Whether a lawyer was on duty in each week of the period: only then may a report say 每周."""
    value = taken.values.get("FG12")
    return value is not None and value.number == 1
