"""Two hundred reach for twenty slots at the same moment, through the door as the web's role: twenty get one, nobody twice.

Each is a thread that waits at a barrier; the database is reached over thirty connections. Beside it bare SQL:
the same rows under the same constraint and in the same line. Made and taken away again with slots of the bench's own.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from queue import SimpleQueue
from threading import Barrier

import psycopg
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from fengqiao.bench.measuring import Measure, Run, elapsed_ms
from fengqiao.booking import spans, taking
from fengqiao.booking.taking import Taken, Wanted
from fengqiao.matter import net
from fengqiao.orgs.actor import Actor, actor_of

Attempt = Callable[[int], bool]  # whether the n-th got the slot

HANDS, DOORS, ROOMS, MOST_ROUNDS = 200, 30, 5, 5
BEGINS = (time(9), time(9, 40), time(10, 20), time(11))
MINUTES = 30
INSERT = """
insert into booking_booking (id, resource_id, territory, state, from_at, to_at, buffer_minutes, span, what, purpose, outcome, said, made_by_id, made_at, once)
values (gen_random_uuid(), %(resource)s, %(territory)s, 'booked', %(from_at)s, %(to_at)s, 0, int8range(%(low)s, %(high)s), '', '', '', '', %(staff)s, now(), %(once)s)
"""
QUEUE = "select pg_advisory_xact_lock(%(resource)s, %(day)s)"
TWICE = "select count(*), count(distinct (resource_id, from_at)) from booking_booking where resource_id = any(%(rooms)s)"
MADE = """
insert into booking_resource (office_id, territory, kind, sort, name, number, seats, condition, condition_reason, note)
select o.id, o.territory, 'terminal', '', '测速用' || n, '', 3, 'usable', '', '' from orgs_office o, generate_series(1, %(rooms)s) n where o.territory = %(low)s
returning id
"""
WEEKLY = """
insert into booking_weeklyslot (resource_id, weekday, begins, ends, buffer_minutes, kind, from_on)
select r, d, b, b + interval '30 minutes', 10, 'plain', '2020-01-01'
from unnest(%(rooms)s::bigint[]) r, generate_series(1, 7) d, unnest(%(begins)s::time[]) b
"""
GONE = (
    "delete from booking_booking where resource_id = any(%(rooms)s)", "delete from booking_weeklyslot where resource_id = any(%(rooms)s)",
    "delete from booking_resource where id = any(%(rooms)s)",
)  # fmt: skip


@dataclass
class Rush:
    """What came of it: milliseconds of every rush, how many got a slot in each, and slots given twice in any."""

    ms: list[float] = field(default_factory=list)
    got: list[int] = field(default_factory=list)
    twice: int = 0

    @property
    def each_ms(self) -> float:
        return min(self.ms) / HANDS

    @property
    def words(self) -> str:
        slots = ROOMS * len(BEGINS)
        fits = f"{len(self.got)}回都恰好约出{slots}个" if set(self.got) == {slots} else f"约出{self.got}个，应为{slots}个"
        return f"{fits}，重复{self.twice}个；每秒答复{1000 / self.each_ms:.0f}次，约成{slots / min(self.ms) * 1000:.1f}个"


def measure(run: Run) -> Iterator[Measure]:
    """Rushes of both in turn, each on a day of its own. Raises RuntimeError when a slot was given twice or not at all."""
    rooms = [number for (number,) in run.rows(MADE, {"rooms": ROOMS, "low": run.low})]
    run.owner.execute(WEEKLY, {"rooms": rooms, "begins": list(BEGINS)})
    people = [actor_of(run.post(role)) for role in ("section_mediation", "clerk", "corrections_staff")]
    ours, bare = Rush(), Rush()
    try:
        with _doors() as doors, _bare_doors() as bare_doors:
            for nth in range(min(MOST_ROUNDS, max(1, run.repeats // 3))):
                day = run.today + timedelta(days=7 + 2 * nth)
                _rush(run, ours, rooms, _through_the_door(doors, rooms, people, day))
                _rush(run, bare, rooms, _by_hand(bare_doors, rooms, people, day + timedelta(days=1)))
    finally:
        for statement in GONE:
            run.owner.execute(statement.encode(), {"rooms": rooms})
    if ours.twice or set(ours.got) != {ROOMS * len(BEGINS)}:
        raise RuntimeError(ours.words)
    yield Measure("预约：200人同时约20个场次，每次", ours.each_ms, bare.each_ms, note=ours.words)


def _rush(run: Run, rush: Rush, rooms: Sequence[int], attempt: Attempt) -> None:
    """All at once; what is in the tables afterwards is counted as their owner."""
    gate = Barrier(HANDS + 1)

    def one(n: int) -> bool:
        gate.wait()
        return attempt(n)

    with ThreadPoolExecutor(HANDS) as pool:
        waiting = [pool.submit(one, n) for n in range(HANDS)]
        gate.wait()
        rush.ms.append(elapsed_ms(lambda: rush.got.append(sum(each.result() for each in waiting))))
    [(rows, different)] = run.rows(TWICE, {"rooms": list(rooms)})
    rush.twice += rows - different


def _wanted(rooms: Sequence[int], n: int, day: date) -> Wanted:
    """The slot the n-th reaches for."""
    from_at = spans.at(day, BEGINS[n // len(rooms) % len(BEGINS)])
    return Wanted(rooms[n % len(rooms)], from_at, from_at + timedelta(minutes=MINUTES))


def _through_the_door(doors: SimpleQueue[BaseDatabaseWrapper], rooms: Sequence[int], people: Sequence[Actor], day: date) -> Attempt:
    now = timezone.now()

    def attempt(n: int) -> bool:
        actor, door = people[n % len(people)], doors.get()
        connections["default"] = door  # of this thread
        try:
            with transaction.atomic():
                net.set_scope(actor.low, actor.high)
                taking.book(actor, _wanted(rooms, n, day), now=now, once=f"{day}-{n}")
        except Taken:
            return False
        finally:
            del connections["default"]
            doors.put(door)
        return True

    return attempt


def _by_hand(doors: SimpleQueue[psycopg.Connection], rooms: Sequence[int], people: Sequence[Actor], day: date) -> Attempt:
    def attempt(n: int) -> bool:
        wanted, door = _wanted(rooms, n, day), doors.get()
        taken = spans.span(wanted.resource_id, wanted.from_at, wanted.to_at)
        given = {
            "resource": wanted.resource_id, "territory": people[n % len(people)].territory, "low": taken.lower, "high": taken.upper, "from_at": wanted.from_at, "to_at": wanted.to_at,
            "staff": people[n % len(people)].staff_id, "once": f"{day}-{n}", "day": day.toordinal(),
        }  # fmt: skip
        try:
            with door.transaction():
                door.execute(QUEUE, given)
                door.execute(INSERT, given)
        except psycopg.errors.ExclusionViolation:
            return False
        finally:
            doors.put(door)
        return True

    return attempt


@contextmanager
def _doors() -> Iterator[SimpleQueue[BaseDatabaseWrapper]]:
    """Open connections as the web's role, for whichever thread needs one."""
    found: SimpleQueue[BaseDatabaseWrapper] = SimpleQueue()
    with ExitStack() as stack:
        for _ in range(DOORS):
            door = connections.create_connection("default")
            door.inc_thread_sharing()
            door.connect()
            stack.callback(door.close)
            found.put(door)
        yield found


@contextmanager
def _bare_doors() -> Iterator[SimpleQueue[psycopg.Connection]]:
    found: SimpleQueue[psycopg.Connection] = SimpleQueue()
    with ExitStack() as stack:
        for _ in range(DOORS):
            found.put(stack.enter_context(psycopg.connect(os.environ["FENGQIAO_BENCH_OWNER"], autocommit=True)))
        yield found
