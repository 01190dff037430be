"""The values of all units for a scheme's items: one question for every indicator together, whatever the number of units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from fengqiao.assessment import codes, holding
from fengqiao.assessment.codes import Source
from fengqiao.assessment.models import Reported, Scheme, SchemeItem
from fengqiao.assessment.totals import Status
from fengqiao.assessment.values import Value, empty, of_figure, of_report
from fengqiao.divisions.territory import county_reach
from fengqiao.indicators.asking import NOTHING, Asked, By
from fengqiao.indicators.figures import Figure, splits
from fengqiao.indicators.periods import Period
from fengqiao.indicators.registry import find
from fengqiao.indicators.vocabulary import Indicator
from fengqiao.orgs.models import Office, OfficeKind

Values = dict[tuple[str, int], Value]  # by the item's code and the office's id


def kind_of(period: Period) -> str:
    """年度, 半年, 季度, 月度; empty for days that are none of these."""
    first, last = period.from_on, period.to_on
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if first.day != 1 or (last + timedelta(days=1)).day != 1 or (first.month - 1) % months:
        return ""
    return {12: codes.YEAR, 6: codes.HALF, 3: codes.QUARTER, 1: codes.MONTH}.get(months, "")


def items_of(scheme: Scheme, period: Period) -> list[SchemeItem]:
    """The items this period is assessed by."""
    kind = kind_of(period)
    return [item for item in scheme.items.all() if not item.periods or kind in item.periods]


def indicator_of(item: SchemeItem) -> Indicator:
    """The declared indicator of an item. Raises KeyError for one that is no more."""
    return find(item.set_code).indicator(item.indicator_code)


def key_of(item: SchemeItem) -> holding.Key:
    """What an item's value is known by to those who hold values."""
    return (item.set_code, item.indicator_code) if item.source == Source.SYSTEM else ("", item.code)


def gather(scheme: Scheme, items: Sequence[SchemeItem], offices: Sequence[Office], period: Period, today: date) -> Values:
    """Every unit's value of every item, with what is held."""
    found = _counted(scheme, [item for item in items if item.source == Source.SYSTEM], offices, period)
    found |= _reported(scheme, [item for item in items if item.source != Source.SYSTEM], offices, period, today)
    for (key, territory), why in holding.held([key_of(item) for item in items], period).items():
        for office in offices:
            if _lies_in(territory, office):
                for item in items:
                    if key_of(item) == key:
                        found[item.code, office.pk] = found[item.code, office.pk].hold(why)
    return found


def _lies_in(territory: int, office: Office) -> bool:
    """Whether what is held belongs to this unit: its own, or a body's below it."""
    low, high = office.reach
    return low <= territory <= high


def _counted(scheme: Scheme, items: Sequence[SchemeItem], offices: Sequence[Office], period: Period) -> Values:
    by: By = "county" if all(office.kind == OfficeKind.BUREAU for office in offices) else "office"
    width = 10**9 if by == "county" else 10**6
    wanted = {item.code: [(item.set_code, item.indicator_code), *((each[2], each[3]) for each in item.params.get("also", ()))] for item in items}
    keys = list(dict.fromkeys(key for each in wanted.values() for key in each))
    if not keys:
        return {}
    indicators = [find(set_code).indicator(code) for set_code, code in keys]
    figures = splits(indicators, Asked(*_reach(offices, scheme.territory), period), by)
    at = {key: place for place, key in enumerate(keys)}
    found: Values = {}
    for item in items:
        for office in offices:
            own = figures.get(office.territory // width) or [_nothing(each) for each in indicators]
            value, *further = (of_figure(own[at[key]], scheme.small_n) for key in wanted[item.code])
            found[item.code, office.pk] = replace(value, further=tuple(each.x or Fraction(0) for each in further))
    return found


def _nothing(indicator: Indicator) -> Figure:
    return Figure(indicator, NOTHING, None if indicator.met is None else NOTHING)


def _reach(offices: Sequence[Office], county: int) -> tuple[int, int]:
    if not offices:
        return county_reach(county)
    reaches = [office.reach for office in offices]
    return min(low for low, _ in reaches), max(high for _, high in reaches)


def _reported(scheme: Scheme, items: Sequence[SchemeItem], offices: Sequence[Office], period: Period, today: date) -> Values:
    """What was reported last; 未到期 until the report is due, 未报 after it."""
    if not items:
        return {}
    rows = Reported.objects.filter(family=scheme.family, from_on=period.from_on, to_on=period.to_on, item_code__in=[item.code for item in items])
    last = {(row.item_code, row.office_id): row for row in rows.select_related("made_by", "checked_by").order_by("pk")}
    found: Values = {}
    for item in items:
        due = period.to_on + timedelta(days=item.report_days)
        for office in offices:
            row = last.get((item.code, office.pk))
            if row is None:
                found[item.code, office.pk] = empty(Status.NODATA, f"{due.isoformat()}前报") if today <= due else _missed(item)
            else:
                value = of_report(row.value, row.num, row.den, row.not_applicable, item.unit, item.people, scheme.small_n)
                found[item.code, office.pk] = replace(value, by_hand=_by_hand(row))
    return found


def _by_hand(row: Reported) -> str:
    """人工登记：培训签到表，所长赵填报，所员孙核对."""
    checked = f"，{row.checked_by.name}核对" if row.checked_by is not None else ""
    return f"人工登记：{row.source}，{row.made_by.name}填报{checked}"


def _missed(item: SchemeItem) -> Value:
    """未报: nought and marked; where the scheme says so it leaves the sum."""
    return empty(Status.NA, "未报，按方案不计入权重") if item.missing == codes.Missing.OUT else empty(Status.MISS)
