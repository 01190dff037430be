"""What the figures are: read from cells, whose number grows with offices and days, never with the matters.

What sums of days cannot say is counted from the parts: different matters (``Cases``, ``Having``), different ``Persons``, and the
amount so many lie ``Within``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, Literal

from django.db import connection
from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models import Sum as DbSum

from fengqiao.divisions.territory import COUNTY_WIDTH
from fengqiao.indicators.folding import OF_COUNTY
from fengqiao.indicators.models import MARK, Cell, Part
from fengqiao.indicators.periods import DAY, MONTH, YEAR, Period
from fengqiao.indicators.vocabulary import (
    FINE,
    OUT,
    Apart,
    Cases,
    Half,
    Having,
    Indicator,
    Lasting,
    Measure,
    Middles,
    Most,
    NoMatter,
    Persons,
    Recorded,
    Register,
    Share,
    Shared,
    Standing,
    Through,
    Times,
    Total,
    Weeks,
    Within,
)
from fengqiao.matter.counting import Wanted, tally
from fengqiao.matter.models import Party
from fengqiao.orgs.models import Office

By = Literal["", "place", "office", "county", "kind"]
Group = int | str
WIDTHS: dict[By, int] = {"place": 10**3, "office": 10**6, "county": 10**9}  # territories of one group: a village's committee, an office, a county
_GROUPS: dict[By, str] = {"": "0", "kind": "kind", **{by: f"territory / {width}" for by, width in WIDTHS.items()}}
OF_COUNTIES: tuple[By, ...] = ("", "county", "kind")
"""Groups for which the cells of whole counties do."""
_CELLS, _PARTIES = Cell._meta.db_table, Party._meta.db_table
FromParts = Cases | Having | Middles | Persons | Within
ByKinds = Apart | Most | Shared  # what lies on each kind is told apart


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

    @property
    def whole_counties(self) -> bool:
        """Whether all of every county that is asked for is."""
        return self.low % (COUNTY_WIDTH + 1) == 0 and self.high % (COUNTY_WIDTH + 1) == COUNTY_WIDTH


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
Found = dict[Group, Sum]


def measure(halves: Iterable[Half], asked: Asked, periods: Sequence[Period], by: By = "") -> list[dict[Half, Found]]:
    """What each of these comes to in each of the periods, group by group (one group, 0, when not split).

    One question of the cells, one of the parts where matters are to be told apart, one of the registers: however many
    measures and periods there are.
    """
    wanted = list(dict.fromkeys(halves))
    summed = [each for each in wanted if isinstance(each, Measure) and not isinstance(each, FromParts)]
    read = _read(summed, asked, periods, by)
    rooms = _rooms([each for each in summed if isinstance(each, Shared) and each.among], read, asked, periods, by)
    found: list[dict[Half, Found]] = [{each: _come_to(each, read, place, rooms) for each in summed} for place in range(len(periods))]
    apart = _told_apart([each for each in wanted if isinstance(each, FromParts)], asked, periods, by)
    registered = _registered([each for each in wanted if isinstance(each, NoMatter)], asked, periods, by)
    return [one | two | three for one, two, three in zip(found, apart, registered, strict=True)]


Window = Literal["inside", "until", "before"]
Read = Mapping[tuple[int, Window, str], Mapping[tuple[str, Group], Sum]]  # (place, window, code) to (kind, group)
Rooms = Mapping[tuple[Shared, int, Group], Mapping[str, int]]  # (measure, place, group) to (kind, capacity)
FIRST_DAY = date(1, 1, 1)
_LENGTHS = {DAY: "1 day", MONTH: "1 month", YEAR: "1 year"}
_LENGTHS |= {whole: _LENGTHS[grain] for grain, whole in OF_COUNTY.items()}
_STEP = "case grain" + "".join(f" when '{grain}' then interval '{length}'" for grain, length in _LENGTHS.items()) + " end"


def _windows(measure: Measure) -> list[tuple[Window, str, int]]:
    """Which codes it adds up over which window, and which it takes away."""
    match measure:
        case Standing():
            return [each for code in measure.codes for each in (("until", code, 1), ("until", code + OUT, -1))]
        case Through():
            return [each for code in measure.codes for each in (("until", code, 1), ("before", code + OUT, -1))]
        case Times() | Total() | Lasting() | Apart() | Most() | Shared():
            return [("inside", each.code, 1) for each in measure.tallied]
    raise TypeError(measure)


def _come_to(measure: Measure, read: Read, place: int, rooms: Rooms) -> Found:
    match measure:
        case Apart():
            return _apart(measure, read, place)
        case Most():
            return _most(measure, read, place)
        case Shared():
            return _shared(measure, read, place, rooms)
    found: Found = {}
    for window, code, sign in _windows(measure):
        for (kind, group), each in read.get((place, window, code), {}).items():
            if not measure.kinds or kind in measure.kinds:
                found[group] = found.get(group, NOTHING) + (each if sign > 0 else -each)
    return found


def _apart(measure: Apart, read: Read, place: int) -> Found:
    """Of each group how many kinds have both amounts, and in hundredths how often the lowest share goes into the highest."""
    over, under = (_by_kind(codes, read, place) for codes in (measure.codes, [measure.per.code] if measure.per else []))
    shares: dict[Group, list[Fraction]] = {}
    marks: dict[Group, int] = {}
    for (kind, group), each in over.items():
        marks[group] = marks.get(group, 0) + each.mark
        if each.amount > 0 and under.get((kind, group), NOTHING).amount > 0:
            shares.setdefault(group, []).append(Fraction(each.amount, under[kind, group].amount))
    return {group: Sum(len(each), _hundredths(each) if len(each) >= measure.least else 0, marks[group]) for group, each in shares.items()}


def _hundredths(shares: Sequence[Fraction]) -> int:
    """The highest over the lowest, half up."""
    return int(max(shares) / min(shares) * 100 + Fraction(1, 2))


def _most(measure: Most, read: Read, place: int) -> Found:
    """Of each group what those kinds have that have most."""
    return {group: sum(sorted(kinds.values(), key=lambda each: -each.amount)[: measure.top], NOTHING) for group, kinds in _groups_of(measure, read, place).items()}


def _shared(measure: Shared, read: Read, place: int, rooms: Rooms) -> Found:
    """Of each group among how many, and the number their shares make."""
    found: Found = {}
    for group, kinds in _groups_of(measure, read, place).items():
        among = rooms[measure, place, group] if measure.among else dict.fromkeys(kinds, 1)
        said = measure.says([Share(kinds.get(kind, NOTHING).amount, capacity) for kind, capacity in sorted(among.items())])
        mark = sum(each.mark for each in kinds.values())
        found[group] = Sum(0, 0, mark) if said is None else Sum(len(among), int(said * FINE + Fraction(1, 2)), mark)
    return found


def _rooms(shared: Sequence[Shared], read: Read, asked: Asked, periods: Sequence[Period], by: By) -> Rooms:
    """Among whom each of these is shared in each period and group, with their capacities: all in one question."""
    keys = [(each, place, group) for each in shared for place in range(len(periods)) for group in _groups_of(each, read, place)]
    asks = {key: (key[0].among, key[0].capacity, *_reach(key[2], asked, by), periods[key[1]].to_on) for key in keys}
    numbers = {ask: number for number, ask in enumerate(dict.fromkeys(asks.values()))}
    rows = [
        among(low, high, day).order_by().annotate(asked_as=Value(number), room=F(capacity)).values_list("asked_as", "pk", "room")
        for (among, capacity, low, high, day), number in numbers.items() if among is not None
    ]  # fmt: skip
    found: list[dict[str, int]] = [{} for _ in rows]
    for number, pk, room in rows[0].union(*rows[1:], all=True) if rows else ():
        found[number][str(pk)] = room
    return {key: found[numbers[ask]] for key, ask in asks.items()}


def _reach(group: Group, asked: Asked, by: By) -> tuple[int, int]:
    """The territories of a group."""
    return (int(group) * WIDTHS[by], int(group) * WIDTHS[by] + WIDTHS[by] - 1) if by in WIDTHS else (asked.low, asked.high)


def _groups_of(measure: Measure, read: Read, place: int) -> Mapping[Group, Mapping[str, Sum]]:
    """Of each group its kinds and what lies on them; of some kinds alone where the measure says which."""
    found: dict[Group, dict[str, Sum]] = {}
    for (kind, group), each in _by_kind(measure.codes, read, place).items():
        if not measure.kinds or kind in measure.kinds:
            found.setdefault(group, {})[kind] = each
    return found


def _by_kind(codes: Iterable[str], read: Read, place: int) -> Mapping[tuple[str, Group], Sum]:
    found: dict[tuple[str, Group], Sum] = {}
    for code in codes:
        for key, each in read.get((place, "inside", code), {}).items():
            found[key] = found.get(key, NOTHING) + each
    return found


def _read(measures: Sequence[Measure], asked: Asked, periods: Sequence[Period], by: By) -> Read:
    """The sums of all codes over all windows, in one question: each cell is fetched by its whole key, and once however many
    periods it is in, so that neither what others counted nor what was counted on other days is passed over on the way.
    """
    codes = sorted({(window, code) for each in measures for window, code, _ in _windows(each)})
    by_kind = {code for each in measures if each.kinds or isinstance(each, ByKinds) for _, code, _ in _windows(each)}
    if not codes:
        return {}
    spans = [(place, window, *span) for place, period in enumerate(periods) for window in {w for w, _ in codes} for span in _spans(period, window)]
    if asked.whole_counties and by in OF_COUNTIES:
        spans = [(place, window, OF_COUNTY.get(grain, grain), first, last) for place, window, grain, first, last in spans]
    sql = f"""
        with span as (select * from unnest(%s::int[], %s::text[], %s::text[], %s::date[], %s::date[]) as s(place, what, grain, first, last)),
        wanted as (select * from unnest(%s::text[], %s::text[], %s::bool[]) as w(what, code, kinds)),
        beginning as (
            select code, grain, (select min(c.from_on) from {_CELLS} c where c.code = w.code and c.grain = w.grain) as earliest
            from (select distinct code, grain from span join wanted using (what)) as w),
        cell as (
            select distinct code, kinds, grain, day::date as from_on
            from span join wanted using (what) join beginning using (code, grain)
            cross join lateral generate_series(greatest(first, earliest)::timestamp, last, {_STEP}) as day
            where earliest is not null),
        found as materialized (
            select cell.code, cell.grain, cell.from_on, case when cell.kinds then c.kind else '' end as kind, {_GROUPS[by]} as into_group,
                sum(n) as n, sum(amount) as amount, sum(mark) as mark
            from cell cross join lateral (select * from {_CELLS} c where c.code = cell.code and c.grain = cell.grain and c.from_on = cell.from_on
                and c.territory between %s and %s and (%s or not c.shift) offset 0) as c
            group by 1, 2, 3, 4, 5)
        select place, what, code, kind, into_group, sum(n), sum(amount), sum(mark)
        from span join wanted using (what) join found using (code, grain) where found.from_on between first and last group by 1, 2, 3, 4, 5"""
    sums: dict[tuple[int, Window, str], dict[tuple[str, Group], Sum]] = {}
    with connection.cursor() as cursor:
        columns = [list(column) for column in zip(*spans, strict=True)]
        windows, wanted = [window for window, _ in codes], [code for _, code in codes]
        cursor.execute(sql, [*columns, windows, wanted, [code in by_kind for code in wanted], asked.low, asked.high, asked.as_was])
        for place, window, code, kind, group, n, amount, mark in cursor.fetchall():
            sums.setdefault((place, window, code), {})[kind, group] = Sum(int(n), int(amount), int(mark))
    return sums


def _spans(period: Period, window: Window) -> list[tuple[str, date, date]]:
    """The cells of a window: runs of whole years, whole months and days, both ends included."""
    if window == "inside":
        return period.runs()
    last = period.to_on if window == "until" else period.eve
    (grain, *_), *_ = of_year = Period(date(last.year, 1, 1), last).runs()
    return [(YEAR, FIRST_DAY, last)] if grain == YEAR else [(YEAR, FIRST_DAY, date(last.year - 1, 12, 31)), *of_year]


def _told_apart(measures: Sequence[Measure], asked: Asked, periods: Sequence[Period], by: By) -> list[dict[Half, Found]]:
    """What the parts must be asked for: all of it in one question."""
    found: list[dict[Half, Found]] = [{each: {} for each in measures} for _ in periods]
    if not measures:
        return found
    where = "was" if asked.as_was else "territory"
    group = _GROUPS[by].replace("territory", where)
    selects: list[str] = []
    given: list[Any] = []
    for place, period in enumerate(periods):
        for number, each in enumerate(measures):
            sql, params = counted(each, asked.over(period)).order_by().values("matter_id", "kind", "amount", where).query.sql_with_params()
            told, further = _telling(each, f"(select {group} as place, * from ({sql}) as counted) as parts")
            selects.append(f"select {place}, {number}, told.* from ({told}) as told")
            given += [*params, *further]
    with connection.cursor() as cursor:
        cursor.execute(" union all ".join(selects), given)
        for place, number, into, n, amount, mark in cursor.fetchall():
            found[place][measures[number]][into] = Sum(int(n), int(amount), int(mark))
    return found


def _telling(measure: Measure, parts: str) -> tuple[str, list[Any]]:
    """(place, how many, amount, mark) of these parts, as the measure tells them apart."""
    match measure:
        case Within():
            amount = f"percentile_disc({measure.percent / 100}) within group (order by amount)"
            return f"select place, count(*), {amount}, sum({MARK}) from {parts} group by place", []
        case Middles():
            middles = f"select place, kind, count(*) as n, percentile_disc(0.5) within group (order by amount) as middle, sum({MARK}) as mark from {parts} group by place, kind"
            apart = "case when count(*) > 1 then coalesce(round(100.0 * max(middle) / nullif(min(middle), 0)), 0) else 0 end"
            return f"select place, count(*), {apart}, sum(mark) from ({middles}) as middles group by place", []
        case Persons():
            party = f"select matter_id, n, encode(id_index, 'hex') as id, encode(phone_index, 'hex') as phone from {_PARTIES} where side = any(%s)"
            known = "coalesce(id, case when phone is not null then coalesce(min(id) over (partition by place, phone), phone) end) as known"
            whom = f"(select distinct place, matter_id from {parts}) as c left join ({party}) as p using (matter_id)"
            who = f"select place, matter_id, {known}, concat(matter_id, ' ', p.n) as once from {whom}"
            told = f"place, count(distinct coalesce(known, once)), count(*) filter (where known is null), sum(distinct {MARK})"
            return f"select {told} from ({who}) as who group by place", [list(measure.sides)]
    return f"select place, count(distinct matter_id), 0, sum(distinct {MARK}) from {parts} group by place", []


def counted(measure: Measure, asked: Asked) -> QuerySet[Part]:
    """The parts a measure counts: of what happens those of the period, of what stands the beginnings of what stands."""
    place = "was" if asked.as_was else "territory"
    parts = Part.objects.filter(**{f"{place}__range": (asked.low, asked.high)})
    if measure.kinds:
        parts = parts.filter(kind__in=measure.kinds)
    inside = {"counted_on__range": (asked.period.from_on, asked.period.to_on)}
    if not isinstance(measure, Standing | Through):
        found = parts.filter(code__in=measure.codes, **inside)
        if isinstance(measure, Most):
            leading = found.order_by().values("kind").annotate(total=DbSum("amount")).order_by("-total", "kind").values("kind")
            return found.filter(kind__in=leading[: measure.top])
        return found
    last_out = asked.period.to_on if isinstance(measure, Standing) else asked.period.eve
    begun = Q(code__in=measure.codes, counted_on__lte=asked.period.to_on)
    ended = Q(code__in=[code + OUT for code in measure.codes], counted_on__lte=last_out)
    stands = Case(When(begun, then=Value(1)), When(ended, then=Value(-1)), default=Value(0), output_field=IntegerField())
    ids = parts.filter(begun | ended).values("matter_id").annotate(stands=DbSum(stands)).filter(stands__gt=0).values("matter_id")
    found = parts.filter(begun, matter_id__in=ids)
    if isinstance(measure, Having):
        found = found.filter(matter_id__in=Part.objects.filter(code__in=[each.code for each in measure.had], **inside).values("matter_id"))
    return found


def _registered(registers: Sequence[NoMatter], asked: Asked, periods: Sequence[Period], by: By) -> list[dict[Half, Found]]:
    """What is no matter: counted where it is, all together or office by office, in one question."""
    found: list[dict[Half, Found]] = [{each: {} for each in registers} for _ in periods]
    if not registers or by == "kind":
        return found
    groups: dict[Group, tuple[int, int]] = {0: (asked.low, asked.high)}
    if by:
        width = WIDTHS[by]
        seats = Office.objects.filter(territory__gte=asked.low, territory__lte=asked.high).values_list("territory", flat=True)
        groups = {group: _reach(group, asked, by) for group in sorted({territory // width for territory in seats})}
    wanted = [(place, each, group) for place in range(len(periods)) for each in registers for group in groups]
    asks = [(*each, rows) for each in wanted if (rows := _rows_of(each[1], groups[each[2]], periods[each[0]])) is not None]
    for (place, each, group, _), n in zip(asks, tally([rows for *_, rows in asks]), strict=True):
        found[place][each][group] = Sum(n)
    for place, each, group in wanted:
        if isinstance(each, Weeks):
            found[place][each][group] = Sum(periods[place].weeks)
    return found


def _rows_of(each: NoMatter, reach: tuple[int, int], period: Period) -> Wanted | None:
    """What is counted of it; None where nothing is to be asked."""
    match each:
        case Register():
            return each.rows(*reach, period.to_on)
        case Recorded():
            rows = each.rows(*reach, period)
            return (rows, each.column) if each.column else rows
    return None


def halves_of(indicators: Iterable[Indicator]) -> list[Half]:
    """Everything these indicators measure, each once."""
    return list(dict.fromkeys(half for each in indicators for half in each.halves))
