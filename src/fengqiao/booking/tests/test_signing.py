"""Signing in and out on the day: the own shift, once, at the server's time; half an hour without it is 缺勤 (A11)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from fengqiao.booking.roster import keeping, reading, serving, signing, telling
from fengqiao.booking.roster.models import Duty, DutyChange, Shift
from fengqiao.booking.spans import span
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.matter.coming import Coming
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.ledger import AdminRecord
from tests.county import FOUNDED, County, at
from tests.test_budgets import asked_by
from tests.web import SignedIn, as_web

__all__ = ["as_web"]

DAY, MINE = "2026-11-24", "/booking/roster/mine/"


def shift(county: County, name: str = "上午", begins: time = time(8, 30), ends: time = time(12), signs: bool = True, **more: object) -> Shift:
    return Shift.objects.create(office=county.offices["office"], name=name, begins=begins, ends=ends, from_on=FOUNDED, sign_from=FOUNDED if signs else None, **more)


def duty(county: County, of: Shift, who: str = "office_staff", on: str = DAY, place: int = 0) -> Duty:
    day = date.fromisoformat(on)
    begins, ends = reading.hours(of, day)
    staff = county.staff(who)
    return Duty.objects.create(
        shift=of, office=of.office, territory=of.office.territory, on=day, place=place, from_at=begins, to_at=ends, staff=staff, span=span(staff.pk, begins, ends),
        made_at=at("2026-11-01", "08:00"),
    )  # fmt: skip


def absences(actor: Actor, today: date, now: datetime) -> list[Coming]:
    return [each for each in telling.told(actor, today, now) if each.about.startswith("缺勤")]


def told(row: Duty, clock: str, on: str = DAY) -> str:
    row.refresh_from_db()
    return reading.attendance(row, at(on, clock))


@pytest.mark.django_db
class TestSigning:
    def test_one_comes_and_goes_and_says_how_many_came(self, county: County) -> None:
        row, own = duty(county, shift(county)), county["office_staff"]
        with pytest.raises(Refused, match="开始前一小时起可以签到"):
            signing.sign_in(own, row.pk, now=at(DAY, "07:29"))
        with pytest.raises(Refused, match="还没有签到，不能签退"):
            signing.sign_out(own, row.pk, 0, "", now=at(DAY, "09:00"))
        signing.sign_in(own, row.pk, now=at(DAY, "08:25"))
        with pytest.raises(Refused, match="还没有开始，不能签退"):
            signing.sign_out(own, row.pk, 0, "", now=at(DAY, "08:26"))
        assert told(row, "09:00") == "8:25签到"
        signing.sign_out(own, row.pk, 4, "劳动争议两起", now=at(DAY, "12:02"))
        assert told(row, "12:03") == "8:25签到 12:02签退"
        assert (row.served, row.note) == (4, "劳动争议两起")

    def test_sent_twice_the_first_time_stands(self, county: County) -> None:
        """双击、手机重发：签到时间不变，签退和人数也不变。"""
        row, own = duty(county, shift(county)), county["office_staff"]
        signing.sign_in(own, row.pk, now=at(DAY, "08:25"))
        signing.sign_in(own, row.pk, now=at(DAY, "08:26"))
        signing.sign_out(own, row.pk, 4, "", now=at(DAY, "12:02"))
        signing.sign_out(own, row.pk, 9, "又写", now=at(DAY, "12:03"))
        assert told(row, "13:00") == "8:25签到 12:02签退"
        assert (row.served, row.note) == (4, "")

    def test_somebody_elses_shift_is_signed_by_nobody_else(self, county: County) -> None:
        row = duty(county, shift(county))
        with pytest.raises(Refused, match="这是所员孙的班，由本人签到、签退"):
            signing.sign_in(county["office_head"], row.pk, now=at(DAY, "08:25"))
        for other in ("office2_head", "other_head"):
            with pytest.raises(NotVisible):
                signing.sign_in(county[other], row.pk, now=at(DAY, "08:25"))

    def test_a_shift_over_midnight(self, county: County) -> None:
        """夜班十八点到次日八点半：次日凌晨还在“我的值班”，次日早上签退。"""
        row, own = duty(county, shift(county, "夜班", time(18), time(8, 30))), county["office_staff"]
        signing.sign_in(own, row.pk, now=at(DAY, "17:50"))
        assert signing.own_duties(own, at("2026-11-25", "02:00")) == [row]
        signing.sign_out(own, row.pk, 1, "", now=at("2026-11-25", "08:31"))
        assert told(row, "09:00", "2026-11-25") == "17:50签到 8:31签退"
        other = duty(county, row.shift, on="2026-11-26")
        signing.enter(county["office_head"], other.pk, "02:00", "08:20", 0, "网络断了", now=at("2026-11-27", "10:00"))
        other.refresh_from_db()
        assert (other.came_at, other.left_at) == (at("2026-11-27", "02:00"), at("2026-11-27", "08:20"))

    def test_two_shifts_at_one_place_are_signed_each(self, county: County) -> None:
        """上午、下午同一个人：上午没有签退的，下午照样签到；各算各的。"""
        own = county["office_staff"]
        morning, noon = duty(county, shift(county)), duty(county, shift(county, "下午", time(12, 30), time(17)))
        signing.sign_in(own, morning.pk, now=at(DAY, "08:30"))
        signing.sign_in(own, noon.pk, now=at(DAY, "12:20"))
        signing.sign_out(own, morning.pk, 2, "", now=at(DAY, "12:21"))
        assert (told(morning, "18:00"), told(noon, "18:00")) == ("8:30签到 12:21签退", "12:20签到 未签退")

    def test_too_late_to_sign_the_head_enters_it_and_never_the_own(self, county: County) -> None:
        row, head = duty(county, shift(county)), county["office_head"]
        with pytest.raises(Refused, match="已经结束，不能再签到。确实到岗的，请中心（所）负责人补登"):
            signing.sign_in(county["office_staff"], row.pk, now=at(DAY, "12:00"))
        later = at(DAY, "15:00")
        for said, given in (
            ("没有来的，三项都空着", ("", "12:00", 3)), ("请写接待人数", ("08:30", "12:00", None)), ("不在11月24日上午", ("06:00", "", None)),
            ("签退要晚于签到", ("11:00", "10:00", 3)), ("15:30", ("08:30", "15:30", 3)),
        ):  # fmt: skip
            with pytest.raises(Refused, match=said):
                signing.enter(head, row.pk, *given, "停电", now=later)
        with pytest.raises(Refused, match="还没有到"):
            signing.enter(head, row.pk, "08:30", "12:30", 3, "停电", now=at(DAY, "12:10"))
        with pytest.raises(Refused, match="补登值班签到签退"):
            signing.enter(county["office_staff"], row.pk, "08:30", "", None, "停电", now=later)
        signing.enter(head, row.pk, "08:30", "12:00", 3, "停电", now=later)
        assert told(row, "15:00") == "8:30签到 12:00签退"
        kept = AdminRecord.objects.get(deed="roster.enter")
        assert (kept.new["why"], kept.new["served"], "came" in kept.old) == ("停电", "3", False)
        own = duty(county, row.shift, "office_head", on="2026-11-25")
        with pytest.raises(Refused, match="不能由自己补登"):
            signing.enter(head, own.pk, "08:30", "12:00", 3, "停电", now=at("2026-11-25", "15:00"))
        signing.enter(head, row.pk, "", "", None, "签错了，当天没有来", now=later)
        assert told(row, "15:00") == "缺勤"

    def test_a_shift_that_asks_for_none_has_no_absence(self, county: County) -> None:
        row = duty(county, shift(county, signs=False))
        assert told(row, "10:00") == ""
        with pytest.raises(Refused, match="没有设签到"):
            signing.sign_in(county["office_staff"], row.pk, now=at(DAY, "08:30"))
        keeping.ask_to_sign(county["office_head"], row.office, row.shift_id, now=at(DAY, "10:00"))
        row = Duty.objects.select_related("shift").get()
        assert reading.attendance(row, at(DAY, "11:00")) == ""  # 从明天起，今天的不算
        assert reading.is_to_sign(duty(county, row.shift, on="2026-11-25"))


@pytest.mark.django_db
class TestAbsence:
    def test_half_an_hour_without_a_sign_in_is_told_at_once_with_who_can_stand_in(self, county: County) -> None:
        row, head, today = duty(county, shift(county)), county["office_head"], date.fromisoformat(DAY)
        assert absences(head, today, at(DAY, "08:59")) == []
        [said] = absences(head, today, at(DAY, "09:00"))
        assert said.about == "缺勤：上午（8:30–12:00）所员孙没有签到"
        assert said.url == f"/booking/roster/{row.pk}/"
        assert absences(county["office2_head"], today, at(DAY, "09:00")) == []
        assert absences(head, today, at(DAY, "12:00")) == []  # 班已经结束，顶不了了
        assert told(row, "12:00") == "缺勤"
        people, _ = reading.who_can(row)
        assert "所长赵" in [each.name for each in people]
        duty(county, shift(county, "全天", time(8), time(17)), "office_head")
        assert "所长赵" not in [each.name for each in reading.who_can(row)[0]]  # 同一时间有班

    def test_who_stands_in_has_half_an_hour_and_the_absence_of_the_other_stays(self, county: County) -> None:
        row, head, today = duty(county, shift(county)), county["office_head"], date.fromisoformat(DAY)
        keeping.stand_in(head, row.pk, head.staff_id, "没有来，电话不通", now=at(DAY, "09:10"))
        assert DutyChange.objects.get().no_show
        assert absences(head, today, at(DAY, "09:39")) == []
        assert len(absences(head, today, at(DAY, "09:40"))) == 1
        with pytest.raises(Refused, match="这是所长赵的班"):
            signing.sign_in(county["office_staff"], row.pk, now=at(DAY, "09:20"))
        signing.sign_in(head, row.pk, now=at(DAY, "09:35"))
        assert told(row, "10:00") == "9:35签到"

    def test_the_page_of_an_absence_offers_who_is_free_and_replaces(self, county: County, client: Client) -> None:
        row, now = duty(county, shift(county)), timezone.now()
        Duty.objects.filter(pk=row.pk).update(on=timezone.localdate(now), from_at=now - timedelta(minutes=40), to_at=now + timedelta(hours=1))
        client.force_login(county.staff("office_head"))
        page = client.get(f"/booking/roster/{row.pk}/").content.decode()
        assert "所员孙没有签到，已过三十分钟，是缺勤。" in page
        assert "所长赵（本月0班）" in page
        assert "两人对调" not in page
        sent = {"act": "stand_in", "stand-staff": county["office_head"].staff_id, "stand-why": "电话不通"}
        assert client.post(f"/booking/roster/{row.pk}/", sent).status_code == 303
        month = client.get("/booking/roster/").content.decode()
        assert "所员孙（缺勤）改为所长赵" in month
        assert "补登" not in client.get(f"/booking/roster/{row.pk}/").content.decode()  # 自己的班

    def test_who_comes_late_is_late_and_there(self, county: County) -> None:
        row = duty(county, shift(county))
        signing.sign_in(county["office_staff"], row.pk, now=at(DAY, "09:20"))
        assert told(row, "10:00") == "9:20签到（迟到）"
        assert absences(county["office_head"], date.fromisoformat(DAY), at(DAY, "09:30")) == []

    def test_a_swap_is_before_the_sign_in(self, county: County) -> None:
        """对调以后由对调来的人签到；签到以后不能再对调、换人、取下。"""
        of, head, staff = shift(county), county["office_head"], county["office_staff"]
        today, other = duty(county, of), duty(county, of, "office_head", on="2026-11-25")
        keeping.swap(head, today.pk, other.pk, "家里有事", now=at(DAY, "07:00"))
        with pytest.raises(Refused, match="这是所长赵的班"):
            signing.sign_in(staff, today.pk, now=at(DAY, "08:00"))
        signing.sign_in(head, today.pk, now=at(DAY, "08:00"))
        for change in (
            lambda: keeping.swap(head, today.pk, other.pk, "又换回来", now=at(DAY, "08:01")), lambda: keeping.take_off(head, today.pk, "不排了", now=at(DAY, "08:01")),
            lambda: keeping.stand_in(head, today.pk, staff.staff_id, "换人", now=at(DAY, "08:01")),
        ):  # fmt: skip
            with pytest.raises(Refused, match="所长赵已经签到"):
                change()
        month = (date(2026, 11, 1), date(2026, 11, 30))
        wanted = {f"d-{DAY}-{of.pk}-0": staff.staff_id}
        with pytest.raises(Refused, match="所长赵已经签到"):
            keeping.fill(head, today.office, wanted, *month, seen=keeping.mark(today.office, *month), now=at(DAY, "08:01"), why="换人")
        assert not DutyChange.objects.filter(no_show=True).exists()


@pytest.mark.django_db
def test_the_page_signs_in_and_out_and_keeps_what_was_typed(county: County, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """时间取自服务器；填错的退回来，写过的还在；再点一次还是第一次的时间。"""
    of, own, now = shift(county), county.staff("office_staff"), timezone.now()
    begins, ends, on = now - timedelta(minutes=10), now + timedelta(hours=1), timezone.localdate(now)
    row = Duty.objects.create(shift=of, office=of.office, territory=of.office.territory, on=on, from_at=begins, to_at=ends, staff=own, span=span(own.pk, begins, ends), made_at=begins)
    client.force_login(own)
    assert '<button class="button button--primary">签到</button>' in client.get(MINE).content.decode()
    assert "上午（8:30–12:00）您值班" in [each.about for each in telling.told(county["office_staff"], on, now)]
    assert [client.post(MINE, sent).status_code for sent in ({}, {"duty": "九", "act": "in"}, {"duty": row.pk, "act": "no"})] == [404, 404, 404]
    assert client.post(MINE, {"duty": row.pk, "act": "in"}).status_code == 303
    row.refresh_from_db()
    came = row.came_at
    assert came is not None
    assert now <= came <= timezone.now()
    assert client.post(MINE, {"duty": row.pk, "act": "in"}).status_code == 303
    assert "没有人来的写0" in client.get(MINE).content.decode()
    monkeypatch.setattr(serving, "_COUNTED_BY", [lambda staff, office, from_at, to_at: 2 if (staff, from_at) == (own.pk, came) else 0])
    assert "由您答复的有2件，已经填好" in client.get(MINE).content.decode()
    wrong = client.post(MINE, {"duty": row.pk, "act": "out", f"out{row.pk}-served": "三", f"out{row.pk}-note": "咨询三起"})
    assert (wrong.status_code, "咨询三起" in wrong.content.decode()) == (422, True)
    assert client.post(MINE, {"duty": row.pk, "act": "out", f"out{row.pk}-served": "3", f"out{row.pk}-note": "咨询三起"}).status_code == 303
    row.refresh_from_db()
    assert (row.came_at, row.served, row.note, row.left_at is not None) == (came, 3, "咨询三起", True)
    other = duty(county, of, "office_head", on=(on + timedelta(days=3)).isoformat())
    refused = client.post(MINE, {"duty": other.pk, "act": "in"})
    assert (refused.status_code, "这是所长赵的班" in refused.content.decode()) == (422, True)


@pytest.mark.django_db
def test_what_a_roster_tells_is_asked_in_three_questions(county: County, django_assert_num_queries: Any) -> None:
    """Duties, shifts, the calendar: however many duties there are, an absence and an own duty among them."""
    of = shift(county)
    duty(county, of)
    duty(county, of, "office_head", on="2026-11-25")
    head = county["office_head"]
    with django_assert_num_queries(3):
        said = telling.told(head, date.fromisoformat(DAY), at(DAY, "09:30"))
    assert [each.about for each in said] == ["缺勤：上午（8:30–12:00）所员孙没有签到", "值班表还有1处没有排人"]


@pytest.mark.django_db
def test_the_worklist_beside_a_roster_knows_its_budget(county: County, as_web: SignedIn) -> None:
    """Twelve without a roster; of a roster the duties and shifts beside, and the calendar that says on which days they are held."""
    of, now, own = shift(county), timezone.now(), county.staff("office_head")
    begins, ends = now - timedelta(hours=1), now + timedelta(hours=1)
    Duty.objects.create(
        shift=of, office=of.office, territory=of.office.territory, on=timezone.localdate(now), from_at=begins, to_at=ends, staff=own, span=span(own.pk, begins, ends), made_at=begins,
    )  # fmt: skip
    Case(county).in_mediation("2026-05-06")
    questions = asked_by(as_web("office_head"), "/")
    assert len(questions) <= 14, "\n".join(questions)
