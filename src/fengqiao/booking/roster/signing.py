"""签到、签退: whoever is on duty says so where the duty is, at the time of the server; who heads the office enters it late with a reason."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Q

from fengqiao.booking.roster.keeping import queue
from fengqiao.booking.roster.models import Duty
from fengqiao.booking.roster.permissions import ENTER
from fengqiao.booking.roster.reading import is_to_sign
from fengqiao.booking.spans import HERE, at
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.recording import record

EARLY = timedelta(hours=1)  # before the beginning one may sign in (本局时限)
AFTER = timedelta(hours=2)  # after the end one may sign out (本局时限)
AHEAD = timedelta(days=14)  # the own duties shown
MOST_DONE = 5
NOT_ASKED = "这个班次没有设签到。要签到的，由排班的人在“班次”里设。"


def own_duties(actor: Actor, now: datetime) -> list[Duty]:
    """The own duties from those that can still be signed out of to two weeks ahead, over midnight too."""
    found = Duty.objects.filter(staff=actor.staff_id, to_at__gte=now - AFTER, from_at__lte=now + AHEAD)
    return list(found.select_related("shift", "office", "staff").order_by("from_at"))


def done_duties(actor: Actor, now: datetime) -> list[Duty]:
    """The last few before those, the latest first."""
    found = Duty.objects.filter(staff=actor.staff_id, to_at__lt=now - AFTER).select_related("shift", "office", "staff")
    return list(found.order_by("-from_at")[:MOST_DONE])


def may_come(duty: Duty, now: datetime) -> bool:
    return is_to_sign(duty) and duty.came_at is None and duty.from_at - EARLY <= now < duty.to_at


def may_leave(duty: Duty, now: datetime) -> bool:
    return duty.came_at is not None and duty.left_at is None and duty.from_at <= now <= duty.to_at + AFTER


@transaction.atomic
def sign_in(actor: Actor, number: int, *, now: datetime) -> Duty:
    """Comes to the own duty; sent twice, the first time stands. Raises NotVisible, Refused."""
    duty = _own(actor, number)
    if duty.came_at is not None:
        return duty
    if now < duty.from_at - EARLY:
        raise Refused.because("early", f"还没有到签到的时候：{_named(duty)}开始前一小时起可以签到。")
    if now >= duty.to_at:
        raise Refused.because("over", f"{_named(duty)}已经结束，不能再签到。确实到岗的，请中心（所）负责人补登并写明原因。")
    duty.came_at = now
    duty.save(update_fields=["came_at"])
    return duty


@transaction.atomic
def sign_out(actor: Actor, number: int, served: int, note: str, *, now: datetime) -> Duty:
    """Goes, having received so many; sent twice, the first time stands. Raises NotVisible, Refused."""
    duty = _own(actor, number)
    if duty.left_at is not None:
        return duty
    if duty.came_at is None:
        raise Refused.because("not_come", "还没有签到，不能签退。漏了签到的，请中心（所）负责人补登并写明原因。")
    if now <= max(duty.from_at, duty.came_at):
        raise Refused.because("early", f"{_named(duty)}还没有开始，不能签退。不能值了的，请排班的人改由别人值。")
    if now > duty.to_at + AFTER:
        raise Refused.because("over", f"{_named(duty)}结束已经超过两小时，不能再签退。请中心（所）负责人补登并写明原因。")
    duty.left_at, duty.served = now, served
    if note.strip():
        duty.note, duty.noted_by_id = note.strip(), actor.staff_id
    duty.save(update_fields=["left_at", "served", "note", "noted_by"])
    return duty


@transaction.atomic
def enter(actor: Actor, number: int, came: str, left: str, served: int | None, why: str, *, now: datetime) -> Duty:
    """Late, or put right, times of the day as HH:MM; none: nobody came. Never one's own. Raises NotVisible, Refused."""
    duty = _locked(actor, number)
    if not actor.holds(ENTER):
        raise Refused.because("permission", actor.lacks(ENTER))
    if duty.staff_id == actor.staff_id:
        raise Refused.because("own", "自己的签到签退不能由自己补登。请别的负责人补登。")
    if not is_to_sign(duty):
        raise Refused.because("not_asked", NOT_ASKED)
    if not came and (left or served is not None):
        raise Refused.because("came", "有签退或者接待人数的，要有签到。没有来的，三项都空着。", need="came")
    if left and served is None:
        raise Refused.because("served", "请写接待人数，没有人来的写0。", need="served")
    came_at = _within(duty, came, "came", now) if came else None
    left_at = _within(duty, left, "left", now) if left else None
    if came_at and left_at and left_at <= came_at:
        raise Refused.because("order", "签退要晚于签到。请核对时间。", need="left")
    old = _told(duty)
    duty.came_at, duty.left_at, duty.served, duty.entered_by_id, duty.entered_why = came_at, left_at, served if left_at else None, actor.staff_id, why.strip()
    duty.save(update_fields=["came_at", "left_at", "served", "entered_by", "entered_why"])
    record(actor, "roster.enter", duty.staff.name, now=now, territory=duty.territory, office=duty.office, staff=duty.staff, old=old, new=_told(duty) | {"why": why.strip()})
    return duty


def _within(duty: Duty, clock: str, need: str, now: datetime) -> datetime:
    """The time of day inside the shift, over midnight too: the first for coming, the last for going. Raises Refused."""
    low, high = duty.from_at - EARLY, duty.to_at + AFTER
    days = (duty.on + timedelta(days=n) for n in (-1, 0, 1, 2))
    found = [moment for day in days if low <= (moment := at(day, time.fromisoformat(clock))) <= high]
    if not found:
        raise Refused.because("outside", f"{clock}不在{_named(duty)}的时间里（开始前一小时到结束后两小时）。请核对。", need=need)
    moment = found[0] if need == "came" else found[-1]
    if moment > now:
        raise Refused.because("future", f"{clock}还没有到。请核对时间。", need=need)
    return moment


def _told(duty: Duty) -> dict[str, str]:
    """As the ledger keeps it."""
    times = {"came": duty.came_at, "left": duty.left_at}
    found = {name: moment.astimezone(HERE).isoformat(timespec="minutes") for name, moment in times.items() if moment}
    return {"on": f"{duty.on}{duty.shift.name}", **found} | ({"served": str(duty.served)} if duty.served is not None else {})


def _named(duty: Duty) -> str:
    return f"{duty.on.month}月{duty.on.day}日{duty.shift.name}（{duty.shift.hours}）"


def _own(actor: Actor, number: int) -> Duty:
    """The own duty, nobody else writing it now. Raises NotVisible, Refused."""
    duty = _locked(actor, number)
    if duty.staff_id != actor.staff_id:
        raise Refused.because("other", f"这是{duty.staff.name}的班，由本人签到、签退。实际由您值的，请排班的人先“改由别人值”。")
    if not is_to_sign(duty):
        raise Refused.because("not_asked", NOT_ASKED)
    return duty


def _locked(actor: Actor, number: int) -> Duty:
    """One's own, or of a roster one's office reaches, read once everybody before has done. Raises NotVisible."""
    seen = Q(staff=actor.staff_id) | Q(territory__gte=actor.low, territory__lte=actor.high)
    rows = Duty.objects.filter(seen, pk=number).select_related("office", "shift", "staff")
    duty = rows.first()
    if duty is None:
        raise NotVisible
    queue(duty.office)
    again = rows.first()
    if again is None:
        raise NotVisible
    return again
