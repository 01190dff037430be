"""Keeping what an office lends: the things, their weekly times, their closures. Each change is in the administration log."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from fengqiao.booking import closing
from fengqiao.booking.models import WEEKDAYS, Closure, Condition, Resource, SlotKind, Upkeep, UpkeepKind, WeeklySlot
from fengqiao.booking.permissions import KEEP
from fengqiao.booking.spans import HERE, day
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office
from fengqiao.orgs.recording import record

OF_CONDITION: dict[str, UpkeepKind] = {Condition.REPAIR: UpkeepKind.REPAIR, Condition.USABLE: UpkeepKind.BACK, Condition.RETIRED: UpkeepKind.RETIRED}
RESERVED_SHARE = 20  # per cent of a week's times kept for who has priority


def kept_by(actor: Actor, number: int) -> Resource:
    """A thing of the actor's reach. Raises NotVisible, Refused."""
    found = (
        Resource.objects.select_related("office")
        .filter(pk=number, territory__gte=actor.low, territory__lte=actor.high)
        .first()
    )
    if found is None:
        raise NotVisible
    if not actor.holds(KEEP):
        raise Refused.because("permission", actor.lacks(KEEP))
    return found


def add(actor: Actor, office: Office, *, now: datetime, **fields: Any) -> Resource:
    """A new thing. Raises Refused."""
    if not actor.holds(KEEP):
        raise Refused.because("permission", actor.lacks(KEEP))
    if not actor.reaches(office.territory):
        raise Refused.because("reach", f"{office.name}不在您的辖区内。请由它自己或上级登记。", need="office")
    try:
        with transaction.atomic():
            made = Resource.objects.create(office=office, territory=office.territory, **fields)
    except IntegrityError:
        raise Refused.because(
            "twice", f"{office.short_name}已经有“{fields['name']}”。请换一个名称。", need="name"
        ) from None
    record(actor, "resource.create", str(made), now=now, territory=made.territory, office=office, new=_said(made))
    _note(actor, made, UpkeepKind.ADDED, made.note, now)
    return made


def change(actor: Actor, found: Resource, *, now: datetime, **fields: Any) -> int:
    """Change a thing; how many bookings a repair hits. Raises Refused."""
    before, usable, kept_by = _said(found), found.usable, found.keeper_id
    stood = found.condition
    for name, value in fields.items():
        setattr(found, name, value)
    if not found.usable and not found.condition_reason:
        raise Refused.because("reason", "维护、停用须写明原因，家属来问时要能说清楚。", need="condition_reason")
    try:
        with transaction.atomic():
            found.save()
    except IntegrityError:
        raise Refused.because(
            "twice", f"{found.office.short_name}已经有“{found.name}”。请换一个名称。", need="name"
        ) from None
    after = _said(found)
    if before != after:
        record(
            actor,
            "resource.change",
            str(found),
            now=now,
            territory=found.territory,
            office=found.office,
            old=before,
            new=after,
        )
    if found.condition != stood:
        _note(actor, found, OF_CONDITION[found.condition], found.condition_reason, now)
    if found.keeper_id != kept_by:
        _note(actor, found, UpkeepKind.HANDED, f"保管人：{found.keeper.name if found.keeper else '未定'}", now)
    if usable and not found.usable:
        said = f"{Condition(found.condition).label}，{found.condition_reason}"
        return closing.tell(found, now, None, said, now=now)
    return 0


def checked(actor: Actor, found: Resource, on: date, said: str, *, now: datetime) -> None:
    """A thing was looked after: inspected, cleaned, calibrated. Raises Refused."""
    if on > now.astimezone(HERE).date():
        raise Refused.because("future", "检查日期还没有到。请核对日期。", need="on")
    _note(actor, found, UpkeepKind.CHECKED, said, now, on)


def _note(actor: Actor, found: Resource, kind: str, said: str, now: datetime, on: date | None = None) -> None:
    Upkeep.objects.create(
        resource=found, on=on or now.astimezone(HERE).date(), kind=kind, said=said[:200], made_by_id=actor.staff_id, made_at=now
    )  # fmt: skip


def _said(found: Resource) -> dict[str, str]:
    return {
        "name": found.name, "kind": found.get_kind_display(), "seats": str(found.seats), "condition": found.get_condition_display(),
        "reason": found.condition_reason, "sort": found.sort, "number": found.number, "keeper": found.keeper.name if found.keeper else "",
        "since_on": found.since_on.isoformat() if found.since_on else "",
    }  # fmt: skip


# The timetable -------------------------------------------------------------------------------------------------------


def add_times(
    actor: Actor, found: Resource, weekdays: list[int], begins: time, ends: time, *, kind: str, buffer_minutes: int, from_on: date,
    now: datetime,
) -> int:  # fmt: skip
    """A time on each of these weekdays, from a day on; how many. Raises Refused: it overlaps one that is there."""
    if ends <= begins:
        raise Refused.because("order", "结束须晚于开始。请核对时间。", need="ends")
    there = list(found.weekly.filter(weekday__in=weekdays).exclude(to_on__lt=from_on))
    for row in there:
        if row.begins < ends and begins < row.ends:
            said = f"{row.get_weekday_display()}{row.begins:%H:%M}–{row.ends:%H:%M}已经有一个场次，与新的重叠。请改时间，或先停用原来的。"
            raise Refused.because("overlap", said, need="begins")
    WeeklySlot.objects.bulk_create(
        WeeklySlot(resource=found, weekday=each, begins=begins, ends=ends, kind=kind, buffer_minutes=buffer_minutes, from_on=from_on)
        for each in weekdays
    )  # fmt: skip
    new = {
        "times": f"{'、'.join(_weekday(each) for each in weekdays)} {begins:%H:%M}–{ends:%H:%M} {SlotKind(kind).label}",
        "from_on": from_on.isoformat(),
    }
    record(actor, "resource.times", str(found), now=now, territory=found.territory, office=found.office, new=new)
    return len(weekdays)


def end_time(actor: Actor, found: Resource, number: int, last_on: date, *, now: datetime) -> None:
    """A time is open for the last time on ``last_on``; bookings already made stay. Raises NotVisible."""
    row = found.weekly.filter(pk=number).first()
    if row is None:
        raise NotVisible
    old = {"times": f"{row.get_weekday_display()} {row.begins:%H:%M}–{row.ends:%H:%M}"}
    if row.from_on > last_on:
        row.delete()
    else:
        row.to_on = last_on
        row.save(update_fields=["to_on"])
    record(
        actor,
        "resource.times",
        str(found),
        now=now,
        territory=found.territory,
        office=found.office,
        old=old,
        new={"to_on": last_on.isoformat()},
    )


def reserved_share(found: Resource, today: date) -> int | None:
    """Per cent of the week's times that are kept for who has priority; None without a timetable."""
    kinds = list(found.weekly.filter(from_on__lte=today).exclude(to_on__lt=today).values_list("kind", flat=True))
    return round(100 * kinds.count(SlotKind.RESERVED) / len(kinds)) if kinds else None


def _weekday(number: int) -> str:
    return dict(WEEKDAYS)[number]


# Closures ------------------------------------------------------------------------------------------------------------


def close(actor: Actor, found: Resource, from_at: datetime, to_at: datetime, reason: str, *, now: datetime) -> int:
    """Nothing new is booked for the time; how many bookings are hit, whose lines are told. Raises Refused."""
    if to_at <= from_at:
        raise Refused.because("order", "结束须晚于开始。请核对时间。", need="to_time")
    if to_at <= now:
        raise Refused.because("past", "这段时间已经过去，不用再暂停。请核对日期。", need="from_on")
    Closure.objects.create(
        resource=found, from_at=from_at, to_at=to_at, reason=reason, made_by_id=actor.staff_id, made_at=now
    )
    new = {"from": f"{from_at:%Y-%m-%d %H:%M}", "to": f"{to_at:%Y-%m-%d %H:%M}", "reason": reason}
    record(actor, "resource.close", str(found), now=now, territory=found.territory, office=found.office, new=new)
    return closing.tell(found, from_at, to_at, f"暂停开放，{reason}", now=now)


def reopen(actor: Actor, found: Resource, number: int, *, now: datetime) -> None:
    """A closure goes, whether or not it has begun. Raises NotVisible."""
    row = found.closures.filter(pk=number).first()
    if row is None:
        raise NotVisible
    old = {"from": f"{row.from_at:%Y-%m-%d %H:%M}", "reason": row.reason}
    row.delete()
    record(actor, "resource.close", str(found), now=now, territory=found.territory, office=found.office, old=old)


def whole_days(first_on: date, last_on: date) -> tuple[datetime, datetime]:
    """From the beginning of the first to the end of the last day."""
    return day(first_on), day(last_on + timedelta(days=1))
