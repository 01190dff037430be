"""What the figures are: read from cells, whose number grows with offices and days, never with the matters.

Different matters (``Cases``, ``Having``) alone are counted from the parts, as sums of days cannot say who came twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Literal

from django.db import connection
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models import Sum as DbSum

from fengqiao.indicators.models import MARK, Cell, Part
from fengqiao.indicators.periods import DAY, MONTH, YEAR, Period
from fengqiao.indicators.vocabulary import (
    OUT,
    Cases,
    Having,
    Indicator,
    Lasting,
    Measure,
    Register,
    Standing,
    Through,
    Times,
    Total,
)
from fengqiao.matter.counting import tally
from fengqiao.orgs.models import Office

By = Literal["", "place", "office", "county", "kind"]
Group = int | str
WIDTHS: dict[By, int] = {"place": 10**3, "office": 10**6, "county": 10**9}  # territories of one group: a village's committee, an office, a county
_GROUPS: dict[By, str] = {"": "0", "kind": "kind", **{by: f"territory / {width}" for by, width in WIDTHS.items()}}
_CELLS, _PARTS = Cell._meta.db_table, Part._meta.db_table


@dataclass(frozen=True)
class Asked:
    """Whose figures, of which days. ``as_was``: what happened before offices merged is counted where it was then."""

    low: int
    high: int
    period: Period
    as_was: bool = False

    def over(self, period: Period) -> Asked:
        """The same of another period."""
        return Asked(self.low, self.high, period, self.as_was)


@dataclass(frozen=True)
class Sum:
    """What one measure comes to: how many, the sum of their amounts, and the sum of their matters' marks (which matters)."""

    n: int = 0
    amount: int = 0
    mark: int = field(default=0, compare=False)

    def __add__(self, other: Sum) -> Sum:
        return Sum(self.n + other.n, self.amount + other.amount, self.mark + other.mark)

    def __neg__(self) -> Sum:
        return Sum(-self.n, -self.amount, -self.mark)


NOTHING = Sum()
Half = Measure | Register
Found = dict[Group, Sum]


def measure(halves: Iterable[Half], asked: Asked, periods: Sequence[Period], by: By = "") -> list[dict[Half, Found]]:
    """What each of these comes to in each of the periods, group by group (one group, 0, when not split).

    One question of the cells, one of the parts where matters are to be told apart, one of the registers: however many
    measures and periods there are.
    """
    wanted = list(dict.fromkeys(halves))
    summed = [each for each in wanted if isinstance(each, Measure) and not isinstance(each, Cases | Having)]
    read = _read(summed, asked, periods, by)
    found: list[dict[Half, Found]] = [{each: _come_to(each, read, place) for each in summed} for place in range(len(periods))]
    apart = _told_apart([each for each in wanted if isinstance(each, Cases | Having)], asked, periods, by)
    registered = _registered([each for each in wanted if isinstance(each, Register)], asked, periods, by)
    return [one | two | three for one, two, three in zip(found, apart, registered, strict=True)]


Window = Literal["inside", "until", "before"]
Read = Mapping[tuple[int, Window, str], Mapping[tuple[str, Group], Sum]]  # (place, window, code) to (kind, group)
FIRST_DAY = date(1, 1, 1)


def _windows(measure: Measure) -> list[tuple[Window, str, int]]:
    """Which codes it adds up over which window, and which it takes away."""
    match measure:
        case Standing():
            return [each for code in measure.codes for each in (("until", code, 1), ("until", code + OUT, -1))]
        case Through():
            return [each for code in measure.codes for each in (("until", code, 1), ("before", code + OUT, -1))]
        case Times() | Total() | Lasting():
            return [("inside", code, 1) for code in measure.codes]
    raise TypeError(measure)


def _come_to(measure: Measure, read: Read, place: int) -> Found:
    found: Found = {}
    for window, code, sign in _windows(measure):
        for (kind, group), each in read.get((place, window, code), {}).items():
            if not measure.kinds or kind in measure.kinds:
                found[group] = found.get(group, NOTHING) + (each if sign > 0 else -each)
    return found


def _read(measures: Sequence[Measure], asked: Asked, periods: Sequence[Period], by: By) -> Read:
    """The sums of all codes over all windows, in one question."""
    codes = sorted({(window, code) for each in measures for window, code, _ in _windows(each)})
    if not codes:
        return {}
    spans = [(place, window, *span) for place, period in enumerate(periods) for window in {w for w, _ in codes} for span in _spans(period, window)]
    sql = f"""
        select span.place, span.what, c.code, c.kind, {_GROUPS[by].replace("kind", "c.kind").replace("territory", "c.territory")}, sum(c.n), sum(c.amount), sum(c.mark)
        from unnest(%s::int[], %s::text[], %s::text[], %s::date[], %s::date[]) as span(place, what, grain, first, last)
        join unnest(%s::text[], %s::text[]) as wanted(what, code) on wanted.what = span.what
        join {_CELLS} c on c.code = wanted.code and c.grain = span.grain and c.from_on between span.first and span.last
        where c.territory between %s and %s and (%s or not c.shift) group by 1, 2, 3, 4, 5"""
    found: dict[tuple[int, Window, str], dict[tuple[str, Group], Sum]] = {}
    with connection.cursor() as cursor:
        columns = [list(column) for column in zip(*spans, strict=True)]
        cursor.execute(sql, [*columns, [window for window, _ in codes], [code for _, code in codes], asked.low, asked.high, asked.as_was])
        for place, window, code, kind, group, n, amount, mark in cursor.fetchall():
            found.setdefault((place, window, code), {})[kind, group] = Sum(int(n), int(amount), int(mark))
    return found


def _spans(period: Period, window: Window) -> list[tuple[str, date, date]]:
    """The cells of a window: runs of whole years, whole months and days, both ends included."""
    if window == "inside":
        return period.runs()
    last = period.to_on if window == "until" else period.eve
    year, month = date(last.year, 1, 1), date(last.year, last.month, 1)
    return [(YEAR, FIRST_DAY, year - timedelta(days=1)), (MONTH, year, month - timedelta(days=1)), (DAY, month, last)]


def _told_apart(measures: Sequence[Measure], asked: Asked, periods: Sequence[Period], by: By) -> list[dict[Half, Found]]:
    """Different matters, from the parts: all of them in one question."""
    found: list[dict[Half, Found]] = [{each: {} for each in measures} for _ in periods]
    if not measures:
        return found
    where = "was" if asked.as_was else "territory"
    group = _GROUPS[by].replace("territory", where)
    selects: list[str] = []
    given: list[Any] = []
    for place, period in enumerate(periods):
        for number, each in enumerate(measures):
            sql, params = counted(each, asked.over(period)).order_by().values("matter_id", "kind", where).query.sql_with_params()
            selects.append(f"select {place}, {number}, {group}, count(distinct matter_id), sum(distinct {MARK}) from ({sql}) as parts group by 3")
            given += params
    with connection.cursor() as cursor:
        cursor.execute(" union all ".join(selects), given)
        for place, number, into, n, mark in cursor.fetchall():
            found[place][measures[number]][into] = Sum(int(n), mark=int(mark))
    return found


def counted(measure: Measure, asked: Asked) -> QuerySet[Part]:
    """The parts a measure counts: of what happens those of the period, of what stands the beginnings of what stands."""
    place = "was" if asked.as_was else "territory"
    parts = Part.objects.filter(**{f"{place}__range": (asked.low, asked.high)})
    if measure.kinds:
        parts = parts.filter(kind__in=measure.kinds)
    inside = {"counted_on__range": (asked.period.from_on, asked.period.to_on)}
    if not isinstance(measure, Standing | Through):
        return parts.filter(code__in=measure.codes, **inside)
    last_out = asked.period.to_on if isinstance(measure, Standing) else asked.period.eve
    begun = Q(code__in=measure.codes, counted_on__lte=asked.period.to_on)
    ended = Q(code__in=[code + OUT for code in measure.codes], counted_on__lte=last_out)
    stands = Case(When(begun, then=Value(1)), When(ended, then=Value(-1)), default=Value(0), output_field=IntegerField())
    ids = parts.filter(begun | ended).values("matter_id").annotate(stands=DbSum(stands)).filter(stands__gt=0).values("matter_id")
    found = parts.filter(begun, matter_id__in=ids)
    if isinstance(measure, Having):
        found = found.filter(matter_id__in=Part.objects.filter(code__in=[each.code for each in measure.had], **inside).values("matter_id"))
    return found


def _registered(registers: Sequence[Register], asked: Asked, periods: Sequence[Period], by: By) -> list[dict[Half, Found]]:
    """What is no matter: counted where it is, all together or office by office, in one question."""
    found: list[dict[Half, Found]] = [{each: {} for each in registers} for _ in periods]
    if not registers or by == "kind":
        return found
    groups: dict[Group, tuple[int, int]] = {0: (asked.low, asked.high)}
    if by:
        width = WIDTHS[by]
        seats = Office.objects.filter(territory__gte=asked.low, territory__lte=asked.high).values_list("territory", flat=True)
        groups = {group: (group * width, group * width + width - 1) for group in sorted({territory // width for territory in seats})}
    wanted = [(place, each, group) for place in range(len(periods)) for each in registers for group in groups]
    rows = [each.rows(*groups[group], periods[place].to_on) for place, each, group in wanted]
    for (place, each, group), n in zip(wanted, tally(rows), strict=True):
        found[place][each][group] = Sum(n)
    return found


def halves_of(indicators: Iterable[Indicator]) -> list[Half]:
    """Everything these indicators measure, each once."""
    return list(dict.fromkeys(half for each in indicators for half in each.halves))
