"""Filling the roster: a month at once, as the weeks before, two who swap, one who stands in; all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from django.db import IntegrityError, connection, transaction

from fengqiao.booking.roster.models import Away, AwayKind, Days, Duty, DutyChange, Shift
from fengqiao.booking.roster.permissions import FILL
from fengqiao.booking.roster.reading import KINDS, People, Place, days_of, hours, is_absent, people_of, shifts_of
from fengqiao.booking.spans import HERE, span
from fengqiao.matter.refusals import NotVisible, Reason, Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office, Staff
from fengqiao.orgs.recording import record

_LOCK = 7_021_911  # the advisory lock under which one office's roster is written
NEVER_TWICE = "duty_never_twice"
_CAME = "{}已经签到，这一班不能再换人、取下。签到有误的，请有权补登的人先更正签到，再改。"


def office_of(actor: Actor, number: int) -> Office:
    """An office whose roster the actor may fill. Raises NotVisible, Refused."""
    found = Office.objects.filter(pk=number, kind__in=KINDS, territory__gte=actor.low, territory__lte=actor.high).first()
    if found is None:
        raise NotVisible
    if not actor.holds(FILL):
        raise Refused.because("permission", actor.lacks(FILL))
    return found


# Shifts --------------------------------------------------------------------------------------------------------------


def add_shift(
    actor: Actor, office: Office, name: str, begins: time, ends: time, days: str, heads: int, from_on: date, *, now: datetime, signs: bool = False, lawyers: bool = False
) -> Shift:  # fmt: skip
    """A shift from a day on; ``signs``: who has it signs in and out; ``lawyers``: for them alone. Raises Refused: one of that name is there."""
    if Shift.objects.filter(office=office, name=name).exclude(to_on__lt=from_on).exists():
        raise Refused.because("twice", f"已经有“{name}”。要改时间的，先停用原来的，再加新的。", need="name")
    made = Shift.objects.create(office=office, name=name, begins=begins, ends=ends, days=days, heads=heads, lawyers=lawyers, from_on=from_on, sign_from=from_on if signs else None)
    new = {"name": name, "times": f"{Days(days).label} {made.hours}{'，要签到' if signs else ''}{'，只排律师' if lawyers else ''}", "heads": heads, "from_on": from_on.isoformat()}
    record(actor, "roster.shift", office.name, now=now, territory=office.territory, office=office, new=new)
    return made


def ask_to_sign(actor: Actor, office: Office, number: int, *, now: datetime) -> Shift:
    """From tomorrow on whoever has the shift signs in and out; nothing of before is judged by it. Raises NotVisible, Refused."""
    found = Shift.objects.filter(office=office, pk=number).first()
    if found is None:
        raise NotVisible
    if found.sign_from is not None:
        raise Refused.because("twice", f"“{found.name}”从{found.sign_from}起已经要签到，不用再设。")
    found.sign_from = now.astimezone(HERE).date() + timedelta(days=1)
    found.save(update_fields=["sign_from"])
    record(actor, "roster.ask_to_sign", office.name, now=now, territory=office.territory, office=office, new={"name": found.name, "from_on": found.sign_from.isoformat()})
    return found


def end_shift(actor: Actor, office: Office, number: int, *, now: datetime) -> Shift:
    """Not held from tomorrow on; who was put on it later is taken off, which is kept. Raises NotVisible."""
    found = Shift.objects.filter(office=office, pk=number).first()
    if found is None:
        raise NotVisible
    today = now.astimezone(HERE).date()
    later = list(Duty.objects.filter(shift=found, on__gt=today, came_at=None).select_related("shift"))
    _changed(actor, ((duty, duty.staff_id, None) for duty in later), "班次停用", now)
    Duty.objects.filter(pk__in=[duty.pk for duty in later]).delete()
    found.to_on = today
    found.save(update_fields=["to_on"])
    record(actor, "roster.end_shift", office.name, now=now, territory=office.territory, office=office, old={"name": found.name}, new={"to_on": today.isoformat()})
    return found


# Filling -------------------------------------------------------------------------------------------------------------


@transaction.atomic
def fill(
    actor: Actor, office: Office, wanted: Mapping[str, int | None], first_on: date, last_on: date, *, seen: int, now: datetime, why: str = ""
) -> int:  # fmt: skip
    """Put people on the places named by their keys, from today on; how many places changed. Raises Refused with a reason a place.

    ``seen``: :func:`mark` as it was when the roster was shown; somebody else changed it meanwhile: nothing is written.
    """
    queue(office)
    if mark(office, first_on, last_on) != seen:
        raise Refused.because("meanwhile", "这个月的值班表刚刚被别人改过。下面是现在的样子，请在此基础上再改一次。")
    today = now.astimezone(HERE).date()
    places = [place for day in days_of(office, first_on, last_on, shifts_of(office, first_on, last_on)) for place in day.places]
    changed = [
        (place, wanted[place.key]) for place in places
        if place.key in wanted and place.on >= today and wanted[place.key] != (place.duty.staff_id if place.duty else None)
    ]  # fmt: skip
    people = people_of(office, first_on, last_on)
    reasons = [Reason(said, need=place.key) for place, who in changed if who is not None and (said := people.why_not(who, place.on, place.shift))]
    reasons += [Reason(_CAME.format(place.duty.staff.name), need=place.key) for place, _ in changed if place.duty is not None and place.duty.came_at]
    if reasons:
        raise Refused("people", tuple(reasons))
    moved = [place for place, _ in changed if place.duty is not None]
    if moved and not why.strip():
        raise Refused.because("why", f"已经排好的有{len(moved)}处要改，请写明为什么改，变动记录里要用。", need="why")
    _changed(actor, ((place.duty, place.duty.staff_id, who) for place, who in changed if place.duty), why, now)
    _write(actor, office, changed, now)
    return len(changed)


def _write(actor: Actor, office: Office, changed: Sequence[tuple[Place, int | None]], now: datetime) -> None:
    """First those who go, then those who come."""
    Duty.objects.filter(pk__in=[place.duty.pk for place, _ in changed if place.duty]).delete()
    rows = []
    for place, who in changed:
        if who is not None:
            from_at, to_at = hours(place.shift, place.on)
            rows.append(Duty(
                shift=place.shift, office=office, territory=office.territory, on=place.on, place=place.number, from_at=from_at, to_at=to_at,
                staff_id=who, span=span(who, from_at, to_at), made_by_id=actor.staff_id, made_at=now,
            ))  # fmt: skip
    with never_twice(rows):
        Duty.objects.bulk_create(rows)


class never_twice:
    """Says who is on duty elsewhere at the same hour when the database refuses the rows."""

    def __init__(self, rows: Iterable[Duty]) -> None:
        self.rows, self.inner = list(rows), transaction.atomic()

    def __enter__(self) -> None:
        self.inner.__enter__()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        self.inner.__exit__(kind, error, trace)  # type: ignore[arg-type]
        if not isinstance(error, IntegrityError):
            return
        if getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") == NEVER_TWICE:
            raise Refused("twice", tuple(_twice(self.rows))) from None


def _twice(rows: Sequence[Duty]) -> list[Reason]:
    """A reason for each row that meets another, of the same roster or of any other."""
    names = Staff.objects.in_bulk([row.staff_id for row in rows])
    kept = [row.pk for row in rows if row.pk]
    stored = list(Duty.objects.filter(staff__in=list(names)).exclude(pk__in=kept).select_related("office", "shift"))
    found = []
    for row in rows:
        for other in (*stored, *rows):
            if other is row or other.staff_id != row.staff_id or other.from_at >= row.to_at or row.from_at >= other.to_at:
                continue
            where = f"{other.office.short_name}“{other.shift.name}”（{other.on.month}月{other.on.day}日 {other.shift.hours}）"
            said = f"{names[row.staff_id].name}同一时间已排在{where}，一个人不能同时值两个班。请另选一人。"
            found.append(Reason(said, need=Place(row.shift, row.on, row.place, None).key))
            break
    return found or [Reason("有人同一时间排了两个班。请核对后再保存。")]


def mark(office: Office, first_on: date, last_on: date) -> int:
    """Changes whenever the roster of these days does."""
    return mark_of(Duty.objects.filter(office=office, on__range=(first_on, last_on)).values_list("pk", "staff_id"))


def mark_of(duties: Iterable[tuple[int, int]]) -> int:
    """The same of duties that were read already: their numbers and whose they are."""
    return sum(hash(each) for each in duties) % 1_000_000_007


def repeat(actor: Actor, office: Office, first_on: date, last_on: date, back_days: int, *, now: datetime) -> tuple[int, list[str]]:
    """Fill what is empty as it was so many days before, day after day; how many places, and why others stay empty."""
    queue(office)
    today = now.astimezone(HERE).date()
    shifts, begins = shifts_of(office, first_on - timedelta(days=back_days), last_on), first_on - timedelta(days=back_days)
    days = {day.on: day for day in days_of(office, begins, last_on, shifts)}
    people, said, made = people_of(office, begins, last_on), list[str](), 0
    who = {(p.shift.pk, p.on, p.number): p.duty.staff_id for day in days.values() for p in day.places if p.duty}
    for on in sorted(day for day in days if max(first_on, today) <= day <= last_on):
        for place in days[on].places:
            before = who.get((place.shift.pk, on - timedelta(days=back_days), place.number))
            if place.duty is not None or before is None:
                continue
            why = people.why_not(before, on, place.shift) or _try(actor, office, place, before, now)
            if why is None:
                who[place.shift.pk, on, place.number] = before
                made += 1
            else:
                said.append(f"{on.month}月{on.day}日{place.shift.name}：{why}")
    return made, said


def _try(actor: Actor, office: Office, place: Place, who: int, now: datetime) -> str | None:
    try:
        _write(actor, office, [(place, who)], now)
    except Refused as refusal:
        return str(refusal)
    return None


# Changes -------------------------------------------------------------------------------------------------------------


def duty_of(actor: Actor, number: int) -> Duty:
    """A duty of a roster the actor may fill. Raises NotVisible, Refused."""
    found = Duty.objects.filter(pk=number, territory__gte=actor.low, territory__lte=actor.high).select_related("office", "shift", "staff").first()
    if found is None:
        raise NotVisible
    if not actor.holds(FILL):
        raise Refused.because("permission", actor.lacks(FILL))
    return found


def _in_line(actor: Actor, number: int) -> Duty:
    """The duty as it is once everybody before has done, nobody having signed in. Raises NotVisible, Refused."""
    queue(duty_of(actor, number).office)
    duty = duty_of(actor, number)
    if duty.came_at is not None:
        raise Refused.because("came", _CAME.format(duty.staff.name))
    return duty


@transaction.atomic
def stand_in(actor: Actor, number: int, staff_id: int, why: str, *, now: datetime) -> Duty:
    """Somebody else takes the duty; past days, too, where the roster was not kept. Raises NotVisible, Refused."""
    duty = _in_line(actor, number)
    if duty.staff_id == staff_id:
        raise Refused.because("same", f"现在值班的就是{duty.staff.name}。请另选一人。", need="staff")
    said = people_of(duty.office, duty.on, duty.on).why_not(staff_id, duty.on, duty.shift)
    if said:
        raise Refused.because("people", said, need="staff")
    _changed(actor, [(duty, duty.staff_id, staff_id)], why, now)
    _give([(duty, staff_id)])
    Duty.objects.filter(pk=duty.pk).update(made_at=now, made_by=actor.staff_id)
    return duty


@transaction.atomic
def swap(actor: Actor, number: int, other_number: int, why: str, *, now: datetime) -> tuple[Duty, Duty]:
    """Two people take each other's duties. Raises NotVisible, Refused."""
    one, other = _in_line(actor, number), _in_line(actor, other_number)
    if one.office_id != other.office_id or one.staff_id == other.staff_id:
        raise Refused.because("same", "请选同一机构另一个人的班来对调。", need="other")
    _not_begun([one, other], now)
    people = people_of(one.office, min(one.on, other.on), max(one.on, other.on))
    said = people.why_not(other.staff_id, one.on, one.shift) or people.why_not(one.staff_id, other.on, other.shift)
    if said:
        raise Refused.because("people", said, need="other")
    _changed(actor, [(one, one.staff_id, other.staff_id), (other, other.staff_id, one.staff_id)], why, now)
    _give([(one, other.staff_id), (other, one.staff_id)])
    return one, other


def _give(those: Sequence[tuple[Duty, int]]) -> None:
    """In one statement, so that two who swap do not meet on the way."""
    for duty, who in those:
        duty.staff_id, duty.span = who, span(who, duty.from_at, duty.to_at)
    with never_twice([duty for duty, _ in those]):
        Duty.objects.bulk_update([duty for duty, _ in those], ["staff", "span"])


def _not_begun(duties: Iterable[Duty], now: datetime) -> None:
    """Raises Refused for a duty that has begun: it was held by somebody, and only who it was can be put right."""
    for duty in duties:
        if duty.from_at <= now:
            raise Refused.because("begun", f"{duty.on.month}月{duty.on.day}日{duty.shift.name}已经开始，不能对调、取下。实际由别人值的，办理“改由别人值”。")


@transaction.atomic
def take_off(actor: Actor, number: int, why: str, *, now: datetime) -> Duty:
    """Nobody has the duty any more. Raises NotVisible, Refused."""
    duty = _in_line(actor, number)
    _not_begun([duty], now)
    _changed(actor, [(duty, duty.staff_id, None)], why, now)
    duty.delete()
    return duty


def note(actor: Actor, number: int, said: str, *, now: datetime) -> Duty:
    """What happened on duty: by who was on duty, or by who keeps the roster. Raises NotVisible, Refused."""
    duty = Duty.objects.filter(pk=number, territory__gte=actor.low, territory__lte=actor.high).select_related("office", "shift").first()
    if duty is None:
        raise NotVisible
    if duty.staff_id != actor.staff_id and not actor.holds(FILL):
        raise Refused.because("permission", "值班记录由当班的人或者排班的人写。")
    if duty.from_at > now:
        raise Refused.because("early", "这个班还没有开始，值完以后再记。", need="note")
    duty.note, duty.noted_by_id = said, actor.staff_id
    duty.save(update_fields=["note", "noted_by"])
    return duty


def _changed(actor: Actor, those: Iterable[tuple[Duty, int | None, int | None]], why: str, now: datetime) -> None:
    DutyChange.objects.bulk_create(
        DutyChange(
            office_id=duty.office_id, on=duty.on, shift=f"{duty.shift.name} {duty.shift.hours}"[:40], was_id=was, now_id=then, why=why.strip()[:120],
            no_show=is_absent(duty, now), made_by_id=actor.staff_id, made_at=now,
        )
        for duty, was, then in those
    )  # fmt: skip


def queue(office: Office) -> None:
    """Two who fill the same roster stand in line."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, %s)", [_LOCK, office.pk])


# Away ----------------------------------------------------------------------------------------------------------------


def go_away(actor: Actor, office: Office, staff_id: int, from_on: date, to_on: date, kind: str, *, now: datetime) -> list[Duty]:
    """Somebody of the office is away on these days; the duties that now want somebody else. Raises Refused."""
    if to_on < from_on:
        raise Refused.because("order", "结束不能早于开始。请核对日期。", need="to_on")
    who = _named(people_of(office, from_on, to_on), staff_id)
    if Away.objects.filter(staff=who, from_on__lte=to_on, to_on__gte=from_on).exists():
        raise Refused.because("twice", f"{who.name}这几天里已经登记过不在岗。请核对日期。", need="from_on")
    Away.objects.create(territory=office.territory, staff=who, from_on=from_on, to_on=to_on, kind=kind, made_by_id=actor.staff_id, made_at=now)
    new = {"from_on": from_on.isoformat(), "to_on": to_on.isoformat(), "kind": AwayKind(kind).label}
    record(actor, "roster.away", who.name, now=now, territory=office.territory, office=office, staff=who, new=new)
    return list(Duty.objects.filter(staff=who, on__range=(from_on, to_on)).select_related("shift", "office"))


def come_back(actor: Actor, office: Office, number: int, *, now: datetime) -> Away:
    """The entry was wrong, or somebody came back early. Raises NotVisible."""
    found = Away.objects.filter(pk=number).select_related("staff").first()
    if found is None or found.staff_id not in people_of(office, found.from_on, found.to_on).posts:
        raise NotVisible
    old = {"from_on": found.from_on.isoformat(), "to_on": found.to_on.isoformat()}
    found.delete()
    record(actor, "roster.back", found.staff.name, now=now, territory=office.territory, office=office, staff=found.staff, old=old)
    return found


def _named(people: People, staff_id: int) -> Staff:
    found = next((each for each in people.staff if each.pk == staff_id), None)
    if found is None:
        raise Refused.because("people", "所选的人不在这个机构任职，或者已经离任。请另选一人。", need="staff")
    return found
