"""Keeping the registers: one door for every change, each with its reason, in the history of what was changed and in the log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, Q

from fengqiao.divisions import territory as territories
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office
from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.recording import record
from fengqiao.providers.codes import PointState
from fengqiao.providers.models import (
    OpenHours,
    PointPerson,
    PointStep,
    Provider,
    RegisterChange,
    ServiceOrg,
    ServicePoint,
    Suspension,
    Unavailable,
)
from fengqiao.providers.papers import values
from fengqiao.providers.permissions import KEEP, KEEP_POINTS
from fengqiao.providers.wording import shown

Listed = ServiceOrg | Provider | ServicePoint
MEND_DAYS = 30  # 整改三十日（本局时限）
_UNSAID = {"id_index": "身份证号"}  # kept as an index: that it was changed is said, not what to
STEPS: Mapping[str, tuple[str, ...]] = {
    PointState.PREPARING: (PointState.RUNNING, PointState.CLOSED),
    PointState.RUNNING: (PointState.MENDING, PointState.CLOSED),
    PointState.MENDING: (PointState.RUNNING, PointState.CLOSED),
    PointState.CLOSED: (PointState.PREPARING,),
}
CHECKS: tuple[tuple[str, str], ...] = (
    ("place", "有固定场所，标识清楚"), ("person", "有人值守，姓名电话上墙"), ("hours", "开放时间公示"),
    ("books", "登记簿册、指引和表格齐全"), ("private", "谈话能不被旁人听到"), ("barrier", "老人、残疾人进得来"),
)  # fmt: skip


def require(actor: Actor, permission: Permission) -> None:
    """Raises Refused."""
    if not actor.holds(permission):
        raise Refused.because("permission", actor.lacks(permission))


def may_change(actor: Actor, row: Listed) -> bool:
    """Whether this person keeps this row: registers are the bureau's, points those of one's own reach."""
    if isinstance(row, ServicePoint):
        return actor.holds(KEEP_POINTS) and actor.reaches(row.territory)
    return actor.holds(KEEP)


def _may(actor: Actor, row: Listed) -> None:
    require(actor, KEEP_POINTS if isinstance(row, ServicePoint) else KEEP)
    if isinstance(row, ServicePoint) and not actor.reaches(row.territory):
        raise Refused.because("reach", f"{row.name}不在您的辖区内。请由所在地司法所或局里修改。")


@transaction.atomic
def save(actor: Actor, row: Listed, fields: Mapping[str, Any], reason: str, *, now: datetime) -> Listed:
    """Write what changed. A new row takes the territory of its office, else of the county. Raises Refused."""
    new = row.pk is None
    if new:
        office = fields.get("office") if isinstance(row, ServicePoint) else None
        row.territory = office.territory if office is not None else territories.county_of(actor.territory)
    _may(actor, row)
    changes = [_change(row, name, value) for name, value in fields.items() if getattr(row, name) != value]
    if not changes and not new:
        return row
    if not new and not reason:
        raise Refused.because("reason", "请写明为什么改、依据什么。", need="reason")
    for name, value in fields.items():
        setattr(row, name, value)
    _sound(row)
    row.save()
    note(actor, row, "登记" if new else "修改", reason, now=now, changes=[] if new else changes)
    record(actor, "register.create" if new else "register.change", row.name, now=now, territory=row.territory, new={"name": row.name, "reason": reason})
    return row


def _sound(row: Listed) -> None:
    """Raises Refused with what the database would refuse, in words."""
    try:
        row.validate_constraints()
    except ValidationError as error:
        raise Refused.because("twice", f"{'；'.join(error.messages)}请查一查名册，改那一行，不要重复登记。", need="name") from None


def _change(row: Model, name: str, value: Any) -> list[str]:
    if name in _UNSAID:
        return [_UNSAID[name], "", "已更新"]
    field = row._meta.get_field(name)
    return [str(getattr(field, "verbose_name", name)), _shown(row, name, getattr(row, name)), _shown(row, name, value)]


def _shown(row: Model, name: str, value: Any) -> str:
    if value is None or value == "" or value == [] or value == {}:
        return "（空）"
    if isinstance(value, bool):
        return "是" if value else "否"
    return shown(row, name, value)[:200]


def note(actor: Actor, row: Listed, what: str, reason: str, *, now: datetime, changes: Sequence[Sequence[str]] = ()) -> None:
    """A line in the history of what was changed."""
    of = {"org": row} if isinstance(row, ServiceOrg) else {"provider": row} if isinstance(row, Provider) else {"point": row}
    RegisterChange.objects.create(
        territory=row.territory, what=what, reason=reason[:200], changes=[list(each) for each in changes], made_by_id=actor.staff_id,
        made_at=now, **of,
    )  # fmt: skip


@transaction.atomic
def confirm(actor: Actor, row: Listed, today: date, *, now: datetime) -> None:
    """The particulars were asked again and are right."""
    _may(actor, row)
    row.confirmed_on = today
    row.save(update_fields=["confirmed_on"])
    note(actor, row, "核实信息", "", now=now)


@transaction.atomic
def suspend(actor: Actor, row: Provider | ServiceOrg, *, now: datetime, **fields: Any) -> Suspension:
    """Nobody is assigned for the time. Raises Refused: it is suspended already in these days."""
    _may(actor, row)
    return impose(actor, row, now=now, **fields)


@transaction.atomic
def impose(actor: Actor, row: Provider | ServiceOrg, *, now: datetime, **fields: Any) -> Suspension:
    """What a line's own act, done by whoever may do that, means for the register. Raises Refused as :func:`suspend` does."""
    there = row.suspensions.filter(Q(to_on=None) | Q(to_on__gte=fields["from_on"]))
    if fields.get("to_on"):
        there = there.filter(from_on__lte=fields["to_on"])
    if there.exists():
        raise Refused.because("twice", "这段时间已经暂停。请先恢复原来的，或者改日期。", need="from_on")
    if fields.get("to_on") and fields["to_on"] < fields["from_on"]:
        raise Refused.because("order", "结束不能早于开始。请核对日期。", need="to_on")
    of = {"org": row} if isinstance(row, ServiceOrg) else {"provider": row}
    made = Suspension.objects.create(territory=row.territory, made_by_id=actor.staff_id, made_at=now, **of, **fields)
    said = f"{made.get_kind_display()}：{made.reason}"
    note(actor, row, "暂停指派", said, now=now)
    record(actor, "register.suspend", row.name, now=now, territory=row.territory, new={"from_on": made.from_on.isoformat(), "reason": said})
    return made


@transaction.atomic
def lift(actor: Actor, row: Provider | ServiceOrg, number: int, last_on: date, reason: str, *, now: datetime) -> None:
    """A suspension ends with ``last_on``. Raises NotVisible, Refused."""
    _may(actor, row)
    made = row.suspensions.select_for_update().filter(pk=number).first()
    if made is None:
        raise NotVisible
    if not reason.strip():
        raise Refused.because("reason", "请写明为什么恢复。", need="lifted_reason")
    made.to_on, made.lifted_reason = max(last_on, made.from_on), reason.strip()[:200]
    made.save(update_fields=["to_on", "lifted_reason"])
    note(actor, row, "恢复指派", reason, now=now)
    record(actor, "register.lift", row.name, now=now, territory=row.territory, new={"to_on": made.to_on.isoformat(), "reason": reason})


@transaction.atomic
def away(actor: Actor, row: Provider, *, now: datetime, **fields: Any) -> Unavailable:
    """Days on which somebody takes no case and cannot come. Raises Refused."""
    _may(actor, row)
    if fields["to_on"] < fields["from_on"]:
        raise Refused.because("order", "结束不能早于开始。请核对日期。", need="to_on")
    made = Unavailable.objects.create(provider=row, territory=row.territory, made_by_id=actor.staff_id, made_at=now, **fields)
    note(actor, row, "登记不能办案的日子", f"{made.get_kind_display()}，{made.from_on.isoformat()}至{made.to_on.isoformat()}", now=now)
    return made


# Service points ------------------------------------------------------------------------------------------------------


@transaction.atomic
def step(
    actor: Actor, point: ServicePoint, to: str, on: date, said: str, passed: Sequence[str], *, now: datetime, mend_by: date | None = None
) -> None:
    """筹建、运行、整改、停用. A point runs when every check passed; what fails one is put in order by a day. Raises Refused."""
    _may(actor, point)
    if to not in STEPS[point.state]:
        words = "、".join(PointState(each).label for each in STEPS[point.state])
        raise Refused.because("state", f"{point.name}现在是{point.get_state_display()}，只能转为{words}。", need="to")
    if on < point.state_on:
        raise Refused.because("order", f"不能早于上一次变更（{point.state_on.isoformat()}）。请核对日期。", need="on")
    failed = [word for code, word in CHECKS if code not in passed]
    if to == PointState.RUNNING and failed:
        raise Refused.because("checks", f"还有不合格的：{'；'.join(failed)}。全部合格才能运行。", need="checks")
    if to in (PointState.MENDING, PointState.CLOSED) and not said.strip():
        raise Refused.because("said", "请写明检查发现了什么、为什么。", need="said")
    before, point.state, point.state_on = point.state, to, on
    point.mend_by = (mend_by or on + timedelta(days=MEND_DAYS)) if to == PointState.MENDING else None
    point.save(update_fields=["state", "state_on", "mend_by"])
    PointStep.objects.create(
        point=point, territory=point.territory, on=on, from_state=before, to_state=to, checks={code: code in passed for code, _ in CHECKS},
        said=said.strip()[:400], mend_by=point.mend_by, made_by_id=actor.staff_id, made_at=now, sheet=_sheet(point, on, said) if to == PointState.RUNNING else {},
    )  # fmt: skip
    record(actor, "point.step", point.name, now=now, territory=point.territory,
           new={"condition": PointState(to).label, "on": on.isoformat(), "reason": said})  # fmt: skip


def _sheet(point: ServicePoint, on: date, said: str) -> dict[str, Any]:
    """站点登记表 of a point that begins to run: every check passed."""
    bureau = Office.objects.filter(territory=territories.county_of(point.territory)).first()
    return values(point, on, said, [(word, True) for _, word in CHECKS], bureau.name if bureau else "")


@transaction.atomic
def add_hours(actor: Actor, point: ServicePoint, weekdays: Sequence[int], begins: time, ends: time, on_rest_days: bool, *, now: datetime) -> None:
    """A time on each of these weekdays. Raises Refused: it ends before it begins, or overlaps one that is there."""
    _may(actor, point)
    if ends <= begins:
        raise Refused.because("order", "结束须晚于开始。请核对时间。", need="ends")
    for row in point.hours.filter(weekday__in=weekdays):
        if row.begins < ends and begins < row.ends:
            said = f"{row.get_weekday_display()}{row.begins:%H:%M}–{row.ends:%H:%M}已经有了。请改时间，或先去掉原来的。"
            raise Refused.because("overlap", said, need="begins")
    OpenHours.objects.bulk_create(
        OpenHours(point=point, territory=point.territory, weekday=day, begins=begins, ends=ends, on_rest_days=on_rest_days) for day in weekdays
    )
    days = "".join("一二三四五六日"[day - 1] for day in sorted(weekdays))
    note(actor, point, "开放时间", f"周{days} {begins:%H:%M}–{ends:%H:%M}", now=now)


@transaction.atomic
def drop_hours(actor: Actor, point: ServicePoint, number: int, *, now: datetime) -> None:
    """A time goes. Raises NotVisible."""
    _may(actor, point)
    row = point.hours.filter(pk=number).first()
    if row is None:
        raise NotVisible
    note(actor, point, "去掉开放时间", f"{row.get_weekday_display()} {row.begins:%H:%M}–{row.ends:%H:%M}", now=now)
    row.delete()


@transaction.atomic
def post(actor: Actor, point: ServicePoint, *, now: datetime, **fields: Any) -> PointPerson:
    """Somebody is posted at a point."""
    _may(actor, point)
    made = PointPerson.objects.create(point=point, territory=point.territory, **fields)
    note(actor, point, "安排人员", f"{made.name}，{made.role}", now=now)
    return made


@transaction.atomic
def unpost(actor: Actor, point: ServicePoint, number: int, last_on: date, *, now: datetime) -> None:
    """Somebody is there no more after ``last_on``. Raises NotVisible."""
    _may(actor, point)
    row = point.people.filter(pk=number, to_on=None).first()
    if row is None:
        raise NotVisible
    row.to_on = max(last_on, row.from_on)
    row.save(update_fields=["to_on"])
    note(actor, point, "人员离开", f"{row.name}，{row.role}", now=now)
