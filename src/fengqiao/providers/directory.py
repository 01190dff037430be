"""The public directory 名录 and the map of services 服务地图: what of the registers everybody may read, and when a place is open.

Nothing of a person but a lawyer's name, licence and office; nothing of who went where. Published with the county's board, so that
the citizens' pages need no register and may stand on a machine of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from fengqiao.daycount import Calendar
from fengqiao.providers.codes import PointState
from fengqiao.providers.models import Listed, OpenHours, Provider, ServiceOrg, ServicePoint
from fengqiao.providers.standing import is_stale, why_not, why_not_orgs

POINT, ORG = "point", "org"
WEEK = "一二三四五六日"


def published(low: int, high: int, today: date) -> list[dict[str, Any]]:
    """The places and bodies of a county that are published, as plain JSON; points first, then by kind and name."""
    of_county = {"territory__gte": low, "territory__lte": high, "published": True}
    points = list(ServicePoint.objects.filter(**of_county, state=PointState.RUNNING).select_related("office").order_by("kind", "name"))
    orgs = list(ServiceOrg.objects.filter(**of_county, left_on=None).select_related("office").order_by("kind", "name"))
    hours: dict[int, list[list[Any]]] = {}
    for row in OpenHours.objects.filter(point__in=points).order_by("weekday", "begins"):
        hours.setdefault(row.point_id, []).append([row.weekday, f"{row.begins:%H:%M}", f"{row.ends:%H:%M}", row.on_rest_days])
    against, people = why_not_orgs(orgs, today), _people(orgs, today)
    return [
        *(_entry(POINT, row) | {"village": row.village, "functions": list(row.functions), "receives": row.can_receive, "hours": hours.get(row.pk, [])} for row in points),
        *(_entry(ORG, row) | {"areas": list(row.areas), "classes": list(row.classes), "prices": row.prices, "relief": row.relief, "aid": row.in_aid_pool,
                              "licence": row.licence_no, "people": people.get(row.pk, [])} for row in orgs if not against[row.pk]),
    ]  # fmt: skip


def _entry(what: str, row: Listed) -> dict[str, Any]:
    town = row.town or (row.office.short_name.removesuffix("司法所") if row.office else "")
    return {
        "id": f"{what}-{row.pk}", "what": what, "kind": getattr(row, "kind", ""), "kind_word": row.get_kind_display(),  # type: ignore[attr-defined]
        "name": row.name, "town": town, "address": row.address, "phone": row.phone, "languages": list(row.languages), "accessible": list(row.accessible),
        "confirmed_on": row.confirmed_on.isoformat(), "demo": row.demo,
        "at": [float(row.longitude), float(row.latitude)] if row.longitude is not None and row.latitude is not None else [],
    }  # fmt: skip


def _people(orgs: Sequence[ServiceOrg], today: date) -> dict[int, list[str]]:
    """The lawyers of each body who may practise, by name and licence."""
    rows = list(Provider.objects.filter(org__in=orgs, published=True, left_on=None).order_by("name"))
    against = why_not(rows, today)
    found: dict[int, list[str]] = {}
    for row in rows:
        if row.org_id is not None and (not against[row.pk] or against[row.pk] == ["不在法律援助人员库"]):
            found.setdefault(row.org_id, []).append(f"{row.name}（{row.licence_no}）" if row.licence_no else row.name)
    return found


# Reading -------------------------------------------------------------------------------------------------------------


def rows_on(hours: Sequence[Sequence[Any]], on: date, calendar: Calendar) -> list[Sequence[Any]]:
    """The hours that hold on a day: a working Saturday is kept as a Monday, a statutory holiday by those who stay open."""
    weekday = on.isoweekday()
    if calendar.is_workday(on):
        return [row for row in hours if row[0] == (weekday if weekday < 6 else 1)]
    return [row for row in hours if row[0] == weekday and (weekday >= 6 or row[3])]


def open_at(entry: Mapping[str, Any], at: datetime, calendar: Calendar) -> str:
    """Until when it is open: 17:30; empty when it is not open now. ``at`` is local time."""
    now = f"{at:%H:%M}"
    return next((str(row[2]) for row in rows_on(entry.get("hours", ()), at.date(), calendar) if row[1] <= now < row[2]), "")


def hours_words(hours: Sequence[Sequence[Any]]) -> list[str]:
    """周一至周五 09:00–12:00: the days of one span together."""
    spans: dict[tuple[str, str], list[int]] = {}
    for weekday, begins, ends, _ in hours:
        spans.setdefault((begins, ends), []).append(int(weekday))
    return [f"{_days(sorted(set(days)))} {begins}–{ends}" for (begins, ends), days in sorted(spans.items())]


def _days(days: list[int]) -> str:
    if len(days) > 2 and days == list(range(days[0], days[-1] + 1)):
        return f"周{WEEK[days[0] - 1]}至周{WEEK[days[-1] - 1]}"
    return "、".join(f"周{WEEK[day - 1]}" for day in days)


def stale(entry: Mapping[str, Any], today: date) -> bool:
    """Whether nobody confirmed it for too long."""
    return is_stale(date.fromisoformat(str(entry["confirmed_on"])), today)
