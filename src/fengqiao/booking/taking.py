"""Taking and giving back. Whoever comes second is told so, with what is still free; the database decides who is second."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from fengqiao.booking import free
from fengqiao.booking.models import Booking, Outcome, Presence, Resource, State, Subject
from fengqiao.booking.spans import HERE, span
from fengqiao.divisions import territory as territories
from fengqiao.matter import net
from fengqiao.matter.keys import ring
from fengqiao.matter.models import Matter
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.recording import record

__all__ = ["State", "Taken", "Wanted", "book", "cancel", "differs", "hold", "keep", "subject_key", "why_not"]

log = logging.getLogger(__name__)
HOLD_MINUTES = 10
THING, PERSON = "booking_never_twice", "presence_never_twice"
_LONG = 0  # the lock of what is lent over days


@dataclass(frozen=True)
class Wanted:
    """A thing for a time. ``subjects``: who can be in one place only, by :func:`subject_key`; ``to_at`` None: without end."""

    resource_id: int
    from_at: datetime
    to_at: datetime | None
    state: State = State.BOOKED
    subjects: tuple[bytes, ...] = ()
    buffer_minutes: int = 0
    what: str = ""
    purpose: str = ""
    people: int | None = None

    @property
    def until_at(self) -> datetime | None:
        """The end with the buffer after it."""
        return self.to_at + timedelta(minutes=self.buffer_minutes) if self.to_at is not None else None


class Taken(Refused):
    """Somebody else was first. The transaction the attempt was made in must be given up."""


def subject_key(kind: str, value: str) -> bytes:
    """16 bytes that stand for somebody without saying who: the same for the same number of the same kind."""
    return ring().blind_index.of(kind, value)


def why_not(wanted: Wanted) -> str | None:
    """Why the thing cannot be had then, taken or not: out of use, closed. To be asked before an act, never when rebuilding."""
    found = Resource.objects.select_related("office").filter(pk=wanted.resource_id).first()
    if found is None:
        return "没有这个场所。请重新选择。"
    if not found.usable:
        return f"{found}现在{found.get_condition_display()}（{found.condition_reason or '未写原因'}）。请另选一个。"
    closed = found.closures.filter(to_at__gt=wanted.from_at)
    if wanted.to_at is not None:
        closed = closed.filter(from_at__lt=wanted.to_at)
    first = closed.first()
    if first is None:
        return None
    return f"{found}在{timezone.localtime(first.from_at):%m月%d日 %H:%M}起暂停开放（{first.reason}）。请另选一个时间。"


# Of a matter ---------------------------------------------------------------------------------------------------------


def keep(matter: Matter, wanted: Sequence[Wanted]) -> None:
    """Bring the matter's bookings in line with what its facts want; what is there and right stays. Raises Taken."""
    there = _of_matter(matter)
    right = {_content(matter, each): each for each in wanted}
    for content, row in there.items():
        if content not in right or row.state == State.HELD:
            row.delete()
    for content, each in right.items():
        stored = there.get(content)
        if stored is None or stored.state == State.HELD:
            _store(_row(each, matter.territory, matter_id=matter.pk), each)
        elif (stored.state, stored.what) != (each.state, each.what):
            Booking.objects.filter(pk=stored.pk).update(state=each.state, what=each.what)


def differs(matter: Matter, wanted: Sequence[Wanted]) -> list[str]:
    """What of the matter's stored bookings is not as the facts want; empty when all is."""
    there = {content: row for content, row in _of_matter(matter).items() if row.state != State.HELD}
    right = {_content(matter, each): each for each in wanted}
    said = [f"多出预约“{row.from_at:%Y-%m-%d %H:%M}”" for content, row in there.items() if content not in right]
    said += [f"缺少预约“{each.from_at:%Y-%m-%d %H:%M}”" for content, each in right.items() if content not in there]
    both = [(there[content], each) for content, each in right.items() if content in there]
    return said + [f"预约“{row.from_at:%Y-%m-%d %H:%M}”的占用状态" for row, each in both if row.state != each.state]


def _of_matter(matter: Matter) -> dict[tuple[Any, ...], Booking]:
    """The stored bookings by what identifies them."""
    found = {}
    for row in Booking.objects.filter(matter_id=matter.pk).prefetch_related("presences__subject"):
        keys = tuple(sorted(bytes(each.subject.key) for each in row.presences.all()))
        found[row.resource_id, row.territory, row.from_at, row.to_at, row.buffer_minutes, keys] = row
    return found


def _content(matter: Matter, each: Wanted) -> tuple[Any, ...]:
    keys = tuple(sorted(set(each.subjects)))
    return each.resource_id, matter.territory, each.from_at, each.to_at, each.buffer_minutes, keys


# While typing, and without a matter -----------------------------------------------------------------------------------


def hold(actor: Actor, wanted: Wanted, *, now: datetime, matter_id: UUID | None = None) -> Booking:
    """Keep a thing free for ten minutes while its form is filled in; what the same person held for it before goes. Raises Taken."""
    with transaction.atomic():
        Booking.objects.filter(made_by_id=actor.staff_id, state=State.HELD, matter_id=matter_id).delete()
        row = _row(wanted, actor.territory, matter_id=matter_id, made_by_id=actor.staff_id, made_at=now)
        row.state, row.expires_at = State.HELD, now + timedelta(minutes=HOLD_MINUTES)
        return _store(row, wanted)


def book(actor: Actor, wanted: Wanted, *, now: datetime, once: str = "") -> Booking:
    """A booking of no matter, such as a meeting. The same ``once`` gives the first one again. Raises Taken, Refused."""
    before = Booking.objects.filter(made_by_id=actor.staff_id, once=once).first() if once else None
    if before is not None:
        return before
    said = why_not(wanted)
    if said is not None:
        raise Refused.because("closed", said, need="slot")
    with transaction.atomic():
        row = _row(wanted, actor.territory, made_by_id=actor.staff_id, made_at=now, once=once or None)
        return _store(row, wanted)


def cancel(actor: Actor, booking_id: UUID, *, reason: str = "", now: datetime | None = None) -> None:
    """Give back a booking of no matter. Raises NotVisible; a matter's own is given back in the matter."""
    found = own(actor, booking_id)
    begins = found.from_at.astimezone(HERE)
    old = {"name": found.what, "from": f"{begins:%Y-%m-%d %H:%M}"}
    found.delete()
    record(
        actor, "booking.cancel", str(found.resource), now=now or timezone.now(), territory=found.resource.territory,
        office=found.resource.office, old=old, new={"reason": reason} if reason else {},
    )  # fmt: skip


def used(actor: Actor, booking_id: UUID, outcome: str, *, people: int | None, said: str, now: datetime) -> Booking:
    """Whether a booking of no matter was made use of, by how many. Raises NotVisible, Refused before it began."""
    found = own(actor, booking_id)
    if found.from_at > now:
        raise Refused.because("early", "还没有到预约的时间，用完以后再登记。不用了的，请取消预约。", need="outcome")
    if outcome == Outcome.USED and not people:
        raise Refused.because("people", "请写明到场几人，台账按它统计。", need="people")
    found.outcome, found.people, found.said = outcome, people if outcome == Outcome.USED else 0, said
    found.save(update_fields=["outcome", "people", "said"])
    return found


def own(actor: Actor, booking_id: UUID) -> Booking:
    """A booking of no matter inside the actor's reach. Raises NotVisible."""
    inside = Booking.objects.filter(territory__gte=actor.low, territory__lte=actor.high, matter_id=None)
    found = inside.select_related("resource__office").filter(pk=booking_id).first()
    if found is None:
        raise NotVisible
    return found


# Storing -------------------------------------------------------------------------------------------------------------


def _row(each: Wanted, territory: int, **more: Any) -> Booking:
    return Booking(
        resource_id=each.resource_id, territory=territory, state=each.state, from_at=each.from_at, to_at=each.to_at,
        buffer_minutes=each.buffer_minutes, span=span(each.resource_id, each.from_at, each.until_at), what=each.what,
        purpose=each.purpose, people=each.people, **more,
    )  # fmt: skip


def _store(row: Booking, wanted: Wanted) -> Booking:
    """Store a booking with those who come. Raises Taken.

    Refused, its place in the line is given back with the savepoint, before anybody looks for what else is free.
    """
    numbers = _numbers(wanted.subjects)
    try:
        with transaction.atomic():
            _queue(wanted, numbers)
            _clear_expired(wanted.resource_id)
            row.save(force_insert=True)
            Presence.objects.bulk_create(
                Presence(booking=row, subject_id=number, span=span(number, wanted.from_at, wanted.to_at))
                for number in numbers
            )
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "")
        if name not in (THING, PERSON):
            raise
        log.info("double booking refused: resource %s at %s by %s", wanted.resource_id, wanted.from_at, name)
        raise _taken(wanted, name) from None
    return row


def _numbers(keys: Iterable[bytes]) -> list[int]:
    """The numbers of those who come, in order; a new one is given one."""
    wanted = sorted(set(keys))
    if not wanted:
        return []
    Subject.objects.bulk_create([Subject(key=key) for key in wanted], ignore_conflicts=True)
    return sorted(Subject.objects.filter(key__in=wanted).values_list("pk", flat=True))


def _queue(wanted: Wanted, subjects: Iterable[int]) -> None:
    """Stand in line for the thing and the day: of two at the same second one waits, instead of both and for ever."""
    on = wanted.from_at.astimezone(HERE).date()
    short = wanted.to_at is not None and wanted.to_at.astimezone(HERE).date() == on
    at = on.toordinal() if short else _LONG
    with connection.cursor() as cursor:
        for number in [*sorted(-each for each in subjects), wanted.resource_id]:
            cursor.execute("select pg_advisory_xact_lock(%s, %s)", [number, at])


def _clear_expired(resource_id: int) -> None:
    """What was held while typing and never taken, whoever held it."""
    with net.widened(*county_of(resource_id)):
        Booking.objects.filter(resource_id=resource_id, state=State.HELD, expires_at__lte=timezone.now()).delete()


def county_of(resource_id: int) -> tuple[int, int]:
    """The reach of the county the thing stands in."""
    number = Resource.objects.values_list("territory", flat=True).get(pk=resource_id)
    return territories.county_reach(number)


def _taken(wanted: Wanted, constraint: str) -> Taken:
    found = "；".join(
        slot.words for slot in free.nearest(wanted.resource_id, wanted.from_at, wanted.to_at, now=timezone.now())
    )
    others = f"最近的空场次：{found}。" if found else "近期没有别的空场次，可以列入候补。"
    if constraint == PERSON:
        return Taken.because("taken", f"这个时间里，其中一人已有另一处安排，不能同时在两处。{others}", need="slot")
    return Taken.because("taken", f"该场次已被预约。{others}", need="slot")
