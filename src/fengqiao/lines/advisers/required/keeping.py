"""Units are put on the list and taken off it, never deleted: coverage on an earlier day stays what it was."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q, QuerySet

from fengqiao.lines.advisers import codes
from fengqiao.lines.advisers.appointments.gathering import served_key
from fengqiao.lines.advisers.models import Appointment, RequiredUnit
from fengqiao.lines.advisers.permissions import KEEP_UNITS
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office
from fengqiao.orgs.recording import record

MOST = 300
LONGEST = 60


def names_in(text: str) -> list[str]:
    """One a line, blank lines left out. Raises Refused: none, too many, too long, one twice."""
    names = [line.strip() for line in text.splitlines() if line.strip()]
    if not names:
        raise Refused.because("none", "没有写名称。请一行写一个。", need="names")
    if len(names) > MOST:
        raise Refused.because("many", f"一次{MOST}个以内，这里有{len(names)}个。请分几次。", need="names")
    if long := next((name for name in names if len(name) > LONGEST), ""):
        raise Refused.because("long", f"“{long[:20]}…”超过{LONGEST}个字。请核对是不是一行写了两个。", need="names")
    keys = [served_key(name) for name in names]
    if twice := sorted({name for name, key in zip(names, keys, strict=True) if keys.count(key) > 1}):
        raise Refused.because("twice", f"写了两次：{'、'.join(twice[:5])}。请删去重复的一行。", need="names")
    return names


@transaction.atomic
def put_on(actor: Actor, team: str, office: Office, names: Sequence[str], on: date, source: str, *, now: datetime) -> int:
    """These are to have one from that day. Raises Refused naming those that are on the list already."""
    _require(actor, office)
    there = set(_standing(team, office).values_list("key", flat=True))
    if known := [name for name in names if served_key(name) in there]:
        raise Refused.because("known", f"已经登记过：{'、'.join(known[:5])}{'等' if len(known) > 5 else ''}。请只写新的。", need="names")
    made = RequiredUnit.objects.bulk_create(
        RequiredUnit(
            team=team, name=name, key=served_key(name), office=office, territory=office.territory, from_on=on, source=source, made_by_id=actor.staff_id, made_at=now,
        )
        for name in names
    )  # fmt: skip
    _record(actor, team, office, now, source, {"rows": len(made), "from_on": on.isoformat()})
    return len(made)


@transaction.atomic
def take_off(actor: Actor, team: str, office: Office, names: Sequence[str], on: date, source: str, *, now: datetime) -> int:
    """These need none from that day. Raises Refused naming those that are not on the list, or were put on it later."""
    _require(actor, office)
    there = {row.key: row for row in _standing(team, office).select_for_update()}
    if unknown := [name for name in names if served_key(name) not in there]:
        raise Refused.because("unknown", f"名单里没有：{'、'.join(unknown[:5])}{'等' if len(unknown) > 5 else ''}。请照名单上的名称写。", need="names")
    found = [there[served_key(name)] for name in names]
    if late := next((row for row in found if row.from_on >= on), None):
        raise Refused.because("order", f"{late.name}自{late.from_on.isoformat()}起才在名单里，移出要在这以后。请核对日期。", need="on")
    for row in found:
        row.to_on = on
    RequiredUnit.objects.bulk_update(found, ["to_on"])
    _record(actor, team, office, now, source, {"rows": len(found), "to_on": on.isoformat()})
    return len(found)


def _require(actor: Actor, office: Office) -> None:
    if not actor.holds(KEEP_UNITS):
        raise Refused.because("permission", actor.lacks(KEEP_UNITS))
    if not actor.low <= office.territory <= actor.high:
        raise Refused.because("office", "这个司法所不在您的辖区内。请另选一个。", need="office")


def _standing(team: str, office: Office) -> QuerySet[RequiredUnit]:
    return RequiredUnit.objects.filter(team=team, territory=office.territory, to_on=None)


def _record(actor: Actor, team: str, office: Office, now: datetime, source: str, new: dict[str, Any]) -> None:
    said = f"{dict(codes.ONE_EACH)[team]}：{office.short_name}"
    record(actor, "advisers.units", said, now=now, territory=office.territory, new={**new, "basis": source})


# Reading ---------------------------------------------------------------------------------------------------------------


def required(low: int, high: int, day: date, team: str = "") -> QuerySet[RequiredUnit]:
    """What is to have one on the day."""
    found = RequiredUnit.objects.filter(Q(to_on=None) | Q(to_on__gt=day), territory__range=(low, high), from_on__lte=day)
    return found.filter(team=team) if team else found


def covered(low: int, high: int, day: date, team: str = "") -> QuerySet[Any]:
    """Of these the ones that have one: appointed inside these territories, in the term, neither dismissed nor suspended on the day."""
    return with_adviser(required(low, high, day, team), low, high, day).filter(has=True)


def with_adviser(units: QuerySet[RequiredUnit], low: int, high: int, day: date) -> QuerySet[Any]:
    """Each with whether it ``has`` one on the day."""
    valid = in_office(day).filter(territory__range=(low, high), team=OuterRef("team"), served_key=OuterRef("key"))
    return units.annotate(has=Exists(valid))


def in_office(day: date) -> QuerySet[Appointment]:
    """The appointments valid on the day."""
    gone = Q(stage="dismissed", ended_on__lte=day)
    rows = Appointment.objects.filter(~gone, appointed_on__isnull=False, term_from_on__lte=day, term_to_on__gte=day)
    return rows.annotate(is_away=_away(day)).filter(is_away=False)


def _away(day: date) -> Func:
    """Whether the day lies in one of the suspensions, both ends included; one without an end goes on."""
    inside = f"span ->> 0 <= '{day.isoformat()}' and coalesce(span ->> 1, '9999-12-31') >= '{day.isoformat()}'"
    return Func(F("away"), template=f"exists (select 1 from jsonb_array_elements(%(expressions)s) as away(span) where {inside})", output_field=BooleanField())
