"""Never twice: however many reach for the same thing at the same second, one gets it and the others are told what is free."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from fengqiao.booking import free, spans, taking
from fengqiao.booking.models import Booking, Closure, Kind, Resource, State, WeeklySlot
from fengqiao.booking.taking import Taken, Wanted
from fengqiao.matter.refusals import Refused
from fengqiao.matter.tests.roles import as_web
from tests.county import FOUNDED, County, at

MORNING = at("2026-11-24", "08:00")  # 周二
TIMES = ((9, 0), (9, 40), (10, 20), (11, 0))


def terminal(county: County, name: str = "1号终端", office: str = "office", kind: Kind = Kind.TERMINAL) -> Resource:
    """A terminal open from Monday to Friday, four slots a morning."""
    where = county.offices[office]
    made = Resource.objects.create(office=where, territory=where.territory, kind=kind, name=name, seats=3)
    WeeklySlot.objects.bulk_create(
        WeeklySlot(resource=made, weekday=day, begins=time(*begins), ends=time(begins[0], begins[1] + 30) if begins[1] < 30 else time(begins[0] + 1, begins[1] - 30), from_on=FOUNDED)
        for day in range(1, 6) for begins in TIMES
    )  # fmt: skip
    return made


def wanted(resource: Resource, from_at: datetime, minutes: int = 30, **more: object) -> Wanted:
    return Wanted(resource.pk, from_at, from_at + timedelta(minutes=minutes), **more)  # type: ignore[arg-type]


@pytest.mark.django_db(transaction=True)
def test_twenty_four_reach_for_four_slots_and_four_get_one(committed_county: County) -> None:
    resource = terminal(committed_county)
    offered = free.slots([resource], MORNING.date(), MORNING.date(), now=MORNING)
    assert len(offered) == 4
    people = [committed_county[name] for name in ("office_head", "section", "leader")]  # of three offices

    def attempt(n: int) -> str:
        slot, actor = offered[n % 4], people[n % 3]
        try:
            with as_web(actor):
                taking.book(actor, wanted(slot.resource, slot.from_at), now=MORNING, once=f"attempt-{n}")
            return "booked"
        except Taken as refusal:
            return str(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(24) as pool:
        said = list(pool.map(attempt, range(24)))
    assert said.count("booked") == 4
    assert all(word.startswith("该场次已被预约。") for word in said if word != "booked")
    assert Booking.objects.count() == 4
    assert sorted(Booking.objects.values_list("from_at", flat=True)) == sorted(slot.from_at for slot in offered)


@pytest.mark.django_db
class TestTaking:
    def test_the_database_itself_refuses_an_overlap(self, county: County) -> None:
        """The constraint holds without any of our checks: a row written past them is refused by PostgreSQL."""
        resource = terminal(county)
        first = spans.span(resource.pk, MORNING, MORNING + timedelta(minutes=30))
        common = {"resource": resource, "territory": resource.territory, "state": State.BOOKED, "to_at": None}
        Booking.objects.create(from_at=MORNING, span=first, **common)
        later = spans.span(resource.pk, MORNING + timedelta(minutes=29), None)
        with pytest.raises(IntegrityError, match="booking_never_twice"), transaction.atomic():
            Booking.objects.create(from_at=MORNING, span=later, **common)
        Booking.objects.create(
            from_at=MORNING, span=spans.span(resource.pk, MORNING + timedelta(minutes=30), None), **common
        )

    def test_the_second_is_told_the_three_nearest(self, county: County) -> None:
        """Looked for when the place in the line has been given back: whoever wants another time meanwhile does not wait."""
        resource, nine = terminal(county), spans.at("2026-11-24", "09:00")
        until = nine + timedelta(minutes=40)
        Booking.objects.create(
            resource=resource, territory=resource.territory, from_at=nine, to_at=until, span=spans.span(resource.pk, nine, until)
        )
        in_line: list[int] = []

        def looking(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            if "weekday" in sql or sql.startswith('INSERT INTO "booking_booking"'):
                with connection.connection.cursor() as beside:
                    beside.execute("select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()")
                    in_line.append(beside.fetchone()[0])
            return execute(sql, params, many, context)

        with transaction.atomic(), connection.execute_wrapper(looking), pytest.raises(Taken) as told:
            taking.book(county["office_staff"], wanted(resource, nine), now=MORNING)
        assert in_line == [1, 0], "while it tries, and while others are looked for"
        assert str(told.value) == (
            "该场次已被预约。最近的空场次：11月24日（周二）9:40–10:10，枫林镇司法所·1号终端；"
            "11月24日（周二）10:20–10:50，枫林镇司法所·1号终端；11月24日（周二）11:00–11:30，枫林镇司法所·1号终端。"
        )

    def test_the_same_form_sent_twice_is_one_booking(self, county: County) -> None:
        resource, actor = terminal(county), county["office_head"]
        one = taking.book(actor, wanted(resource, MORNING), now=MORNING, once="twice")
        assert taking.book(actor, wanted(resource, MORNING), now=MORNING, once="twice").pk == one.pk

    def test_who_is_here_cannot_be_there(self, county: County) -> None:
        """One person, two rooms, the same minutes."""
        actor, who = county["office_head"], taking.subject_key("test", "一个人")
        taking.book(actor, wanted(terminal(county), MORNING, subjects=(who,)), now=MORNING)
        other = terminal(county, "2号终端", "office2")
        with pytest.raises(Taken, match="不能同时在两处"), transaction.atomic():
            taking.book(actor, wanted(other, MORNING + timedelta(minutes=20), subjects=(who,)), now=MORNING)
        taking.book(actor, wanted(other, MORNING + timedelta(minutes=30), subjects=(who,)), now=MORNING)

    def test_what_is_held_while_typing_is_kept_ten_minutes(
        self, county: County, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        resource, slow, quick = terminal(county), county["office_head"], county["office_staff"]
        now = at("2026-11-24", "08:00")
        monkeypatch.setattr("django.utils.timezone.now", lambda: now)
        taking.hold(slow, wanted(resource, MORNING), now=now)
        with pytest.raises(Taken), transaction.atomic():
            taking.book(quick, wanted(resource, MORNING), now=now)
        now = at("2026-11-24", "08:10")
        assert taking.book(quick, wanted(resource, MORNING), now=now).state == State.BOOKED
        assert Booking.objects.count() == 1

    def test_a_bed_is_taken_from_day_to_day_and_until_further_notice(self, county: County) -> None:
        bed, actor = terminal(county, "1号床", "bureau", Kind.BED), county["section"]
        other = terminal(county, "2号床", "bureau", Kind.BED)
        taking.book(actor, Wanted(bed.pk, spans.day("2026-11-20"), spans.day("2026-12-01")), now=MORNING)
        taking.book(actor, Wanted(bed.pk, spans.day("2026-12-01"), None), now=MORNING)
        free_then = free.beds(bed.territory, Kind.BED, spans.day("2027-05-01"), None)
        assert [each.name for each in free_then] == ["2号床"]
        with pytest.raises(Taken, match="2号床"), transaction.atomic():
            taking.book(actor, Wanted(bed.pk, spans.day("2030-01-01"), spans.day("2030-01-02")), now=MORNING)
        assert str(other) == "枫林县司法局·2号床"

    def test_what_is_closed_or_broken_is_refused_with_the_reason(self, county: County) -> None:
        resource, actor = terminal(county), county["office_head"]
        nine = spans.at("2026-11-24", "09:00")
        Closure.objects.create(
            resource=resource, from_at=nine, to_at=nine + timedelta(hours=1), reason="停电检修", made_at=MORNING
        )
        with pytest.raises(Refused, match="停电检修"):
            taking.book(actor, wanted(resource, nine), now=MORNING)
        shown = free.slots([resource], MORNING.date(), MORNING.date(), now=MORNING)
        assert [slot.when for slot in shown] == ["11月24日（周二）10:20–10:50", "11月24日（周二）11:00–11:30"]
        Resource.objects.filter(pk=resource.pk).update(condition="repair", condition_reason="换摄像头")
        with pytest.raises(Refused, match="换摄像头"):
            taking.book(actor, wanted(resource, nine + timedelta(hours=2)), now=MORNING)


@pytest.mark.django_db
def test_no_slot_on_a_holiday_and_its_own_on_a_worked_weekend(county: County) -> None:
    """2026年国庆节：10月1日至7日放假，9月20日（周日）、10月10日（周六）上班。"""
    resource = terminal(county)
    WeeklySlot.objects.create(resource=resource, weekday=8, begins=time(9), ends=time(9, 30), from_on=FOUNDED)
    begun = at("2026-09-28", "07:00")
    found = free.slots([resource], begun.date(), at("2026-10-10").date(), now=begun)
    days = [slot.on.isoformat() for slot in found]
    assert sorted(set(days)) == ["2026-09-28", "2026-09-29", "2026-09-30", "2026-10-08", "2026-10-09", "2026-10-10"]
    assert days.count("2026-10-10") == 1
