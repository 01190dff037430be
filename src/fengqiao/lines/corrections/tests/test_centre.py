"""The corrections centre: a room from screen to database, two who want it at once, equipment, duty, ledgers that open their rows."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from python_calamine import load_workbook

from fengqiao.booking import keeping, spans, taking
from fengqiao.booking.models import Booking, Condition, Resource
from fengqiao.booking.roster import keeping as roster
from fengqiao.booking.roster.models import Shift
from fengqiao.booking.taking import Taken, Wanted
from fengqiao.lines.corrections.models import CentreReception
from fengqiao.lines.corrections.tests.rooms import centre
from fengqiao.matter.models import BulkAsk
from fengqiao.matter.tests.roles import as_web as acting_for
from fengqiao.orgs.ledger import AdminRecord
from tests.county import County
from tests.web import SignedIn, as_web

__all__ = ["as_web"]
PAGE, LEDGER = "/corrections/centre/", "/corrections/centre/ledgers/"


def room(name: str = "报到宣告室") -> Resource:
    return Resource.objects.get(name=name)


def tomorrow() -> date:
    return timezone.localdate() + timedelta(days=1)


def asked(name: str = "报到宣告室", **more: Any) -> dict[str, Any]:
    return {
        "room": room(name).pk, "purpose": "declare", "on": tomorrow().isoformat(), "begins": "9:00", "ends": "0940", "group": "adults", "people": "4", "note": "", **more,
    }  # fmt: skip


def booked(county: County, back: int, *, name: str = "报到宣告室", purpose: str = "declare", people: int = 3, who: str = "corrections") -> Booking:
    """A booking so many days ago."""
    from_at = spans.at(timezone.localdate() - timedelta(days=back), "09:00")
    wanted = Wanted(room(name).pk, from_at, from_at + timedelta(minutes=40), what="入矫、解除宣告", purpose=purpose, people=people)
    return taking.book(county[who], wanted, now=from_at - timedelta(days=1))


@pytest.mark.django_db
class TestRooms:
    def test_a_room_from_screen_to_database_and_given_back(self, county: County, as_web: SignedIn) -> None:
        centre(county)
        desk = as_web("corrections")
        assert desk.post(PAGE, asked(note="县法院书记员到场")).status_code == 303
        row = Booking.objects.get()
        assert (row.purpose, row.people, row.what, row.to_at) == ("declare", 4, "入矫、解除宣告（县法院书记员到场）", spans.at(tomorrow(), "09:40"))
        page = desk.get(f"{PAGE}?on={tomorrow()}").content.decode()
        assert "09:00–09:40" in page
        assert "取消预约" in page
        assert desk.post(f"{PAGE}bookings/{row.pk.hex}/cancel/", {"on": str(tomorrow())}).status_code == 303
        assert not Booking.objects.exists()
        assert AdminRecord.objects.get(deed="booking.cancel").old["name"] == "入矫、解除宣告（县法院书记员到场）"

    def test_the_second_keeps_what_was_typed_and_is_told_what_is_free(self, county: County, as_web: SignedIn) -> None:
        centre(county)
        assert as_web("corrections").post(PAGE, asked()).status_code == 303
        refused = as_web("corrections_head").post(PAGE, asked(begins="9:20", ends="10:00", note="改期再来"))
        page = refused.content.decode()
        assert refused.status_code == 422
        assert "该场次已被预约。最近的空场次：" in page
        assert "矫正中心·教育培训室" in page  # another room at that very time
        assert "改期再来" in page
        assert Booking.objects.count() == 1

    def test_an_office_books_and_another_reads_only_what_for(self, county: County, as_web: SignedIn) -> None:
        """乡镇司法所借中心的宣告室：别的所只看得到用途，看不到说明，也不能取消。"""
        centre(county)
        assert as_web("office_head").post(PAGE, asked(note="枫林镇来两位")).status_code == 303
        theirs = as_web("office2_head").get(f"{PAGE}?on={tomorrow()}").content.decode()
        assert "入矫、解除宣告" in theirs
        assert "枫林镇来两位" not in theirs
        row = Booking.objects.get()
        assert as_web("office2_head").post(f"{PAGE}bookings/{row.pk.hex}/cancel/").status_code == 404
        assert "枫林镇来两位" in as_web("corrections").get(f"{PAGE}?on={tomorrow()}").content.decode()

    @pytest.mark.parametrize(("wrong", "said"), [
        ({"ends": "8:30"}, "结束须晚于开始"), ({"people": "40"}, "只有12座，坐不下40人"), ({"begins": "九点"}, "写得不对"), ({"room": "999999"}, "没有您选的这一项"),
    ])
    def test_what_no_room_can_give_is_refused_in_words(self, county: County, as_web: SignedIn, wrong: dict[str, str], said: str) -> None:
        centre(county)
        answer = as_web("corrections").post(PAGE, asked(**wrong))
        assert answer.status_code == 422
        assert said in answer.content.decode()
        assert not Booking.objects.exists()

    def test_art52_minors_and_adults_at_the_same_time_are_pointed_out(self, county: County, as_web: SignedIn) -> None:
        centre(county)
        desk = as_web("corrections")
        desk.post(PAGE, asked(group="minors"))
        desk.post(PAGE, asked("教育培训室", purpose="educate", people="12"))
        assert "同一时间报到宣告室另有未成年人的预约，请错开到场和等候" in desk.get(PAGE).content.decode()

    def test_a_room_under_repair_is_not_offered(self, county: County, as_web: SignedIn) -> None:
        centre(county)
        keeping.change(county["corrections_head"], room(), now=timezone.now(), condition=Condition.REPAIR, condition_reason="空调漏水")
        page = as_web("corrections").get(PAGE).content.decode()
        assert "维护：空调漏水" in page
        assert as_web("corrections").post(PAGE, asked()).status_code == 422


@pytest.mark.django_db(transaction=True)
def test_two_take_one_room_at_the_same_second_and_one_gets_it(committed_county: County) -> None:
    centre(committed_county)
    from_at = spans.at(tomorrow(), "09:00")
    wanted = Wanted(room().pk, from_at, from_at + timedelta(minutes=40), what="入矫、解除宣告", purpose="declare", people=4)

    def attempt(who: str) -> str:
        try:
            with acting_for(committed_county[who]):
                taking.book(committed_county[who], wanted, now=timezone.now(), once=who)
            return "booked"
        except Taken as refusal:
            return str(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        said = sorted(pool.map(attempt, ("corrections", "corrections_head")))
    assert said[0] == "booked"
    assert said[1].startswith("该场次已被预约。最近的空场次：")
    assert "矫正中心·教育培训室" in said[1]
    assert Booking.objects.count() == 1


@pytest.mark.django_db
class TestDayAndLedgers:
    def test_who_is_on_duty_and_what_is_broken(self, county: County, as_web: SignedIn) -> None:
        where, today = centre(county), timezone.localdate()
        Shift.objects.update(days="every")
        first, last = today.replace(day=1), today
        key = f"d-{today}-{Shift.objects.get().pk}-0"
        early = timezone.make_aware(datetime.combine(today, datetime.min.time()))
        roster.fill(county["corrections_head"], where, {key: county["corrections"].staff_id}, first, last, seen=roster.mark(where, first, last), now=early)
        thing = Resource.objects.get(number="YS-0103")
        keeping.change(county["corrections_head"], thing, now=timezone.now(), condition=Condition.REPAIR, condition_reason="镜头进水")
        page = as_web("corrections").get(PAGE).content.decode()
        assert "矫正管理员许</b> 上午" in page
        assert "维护（镜头进水）" in page
        ledger = as_web("corrections").get(f"{LEDGER}equipment/").content.decode()
        assert "报修" in ledger
        assert "镜头进水" in ledger
        duty = as_web("corrections").get(f"{LEDGER}duty/").content.decode()
        assert "矫正管理员许" in duty

    def test_a_count_opens_the_bookings_behind_it(self, county: County, as_web: SignedIn) -> None:
        centre(county)
        for back in (1, 2):
            booked(county, back)
        educated = booked(county, 1, name="教育培训室", purpose="educate", people=20)
        period = f"from={timezone.localdate() - timedelta(days=3)}&to={timezone.localdate()}"
        desk = as_web("corrections")
        answer = desk.post(f"{PAGE}bookings/{educated.pk.hex}/used/", {"outcome": "used", "people": "17", "said": "三人请假"})
        assert answer.status_code == 303
        page = desk.get(f"{LEDGER}rooms/?{period}")
        assert [(n["label"], n["value"]) for n in page.context["numbers"]] == [("入矫、解除宣告", 2), ("集体教育", 1)]
        opened = desk.get(page.context["numbers"][1]["url"])
        assert opened.context["total"] == 1
        assert "17" in opened.content.decode()
        assert "三人请假" in opened.content.decode()
        rows = load_workbook(BytesIO(desk.get(opened.context["excel_url"]).content)).get_sheet_by_index(0).to_python()
        assert rows[1][2:6] == ["教育培训室", "入矫、解除宣告", "17", "已使用，17人"]  # as it was written down, counted by what for
        assert sum("教育培训室" in row for row in rows) == 1

    def test_what_has_not_begun_is_cancelled_not_written_off(self, county: County, as_web: SignedIn) -> None:
        centre(county)
        desk = as_web("corrections")
        desk.post(PAGE, asked())
        url = f"{PAGE}bookings/{Booking.objects.get().pk.hex}/used/"
        assert "还没有到预约的时间" in desk.post(url, {"outcome": "used", "people": "2"}).content.decode()
        past = f"{PAGE}bookings/{booked(county, 1).pk.hex}/used/"
        assert "请写明到场几人" in desk.post(past, {"outcome": "used", "people": ""}).content.decode()

    def test_more_than_fifty_rows_leave_with_a_second_persons_consent(self, county: County, as_web: SignedIn) -> None:
        where = centre(county)
        CentreReception.objects.bulk_create(
            CentreReception(
                office=where, territory=where.territory, at=timezone.now() - timedelta(minutes=n), kind="family", people=1, what="咨询", done="已答复",
                received_by=county.staff("corrections"), made_at=timezone.now(),
            )
            for n in range(51)
        )  # fmt: skip
        period = f"from={timezone.localdate() - timedelta(days=2)}&to={timezone.localdate()}"
        desk = as_web("corrections")
        export = f"{LEDGER}reception/export.xlsx?{period}"
        assert desk.get(export).status_code == 303
        assert desk.post(f"{LEDGER}reception/ask/?{period}", {"reason": "季度工作总结核对"}).status_code == 303
        assert desk.get(export).status_code == 303
        ask = BulkAsk.objects.get()
        assert ask.rows == 51
        assert as_web("corrections_head").post(f"/bulk/{ask.pk}/", {"answer": "yes"}).status_code == 303
        assert desk.get(export).status_code == 200
        assert desk.get(export).status_code == 303  # once

    def test_reception_is_written_without_names_and_bad_periods_are_answered(self, county: County, as_web: SignedIn) -> None:
        centre(county)
        desk = as_web("corrections")
        now = timezone.localtime()
        given = {"on": now.date().isoformat(), "time": "00:00", "kind": "family", "people": "2", "what": "咨询外出", "done": "讲明条件"}
        assert desk.post(f"{PAGE}reception/", given).status_code == 303
        assert "咨询外出" in desk.get(f"{LEDGER}reception/").content.decode()
        late = desk.post(f"{PAGE}reception/", given | {"on": tomorrow().isoformat()})
        assert late.status_code == 422
        assert "咨询外出" in late.content.decode()
        assert "不是日期" in desk.get(f"{LEDGER}reception/?from=去年").content.decode()
        assert "结束早于开始" in desk.get(f"{LEDGER}rooms/?from=2026-05-02&to=2026-05-01").content.decode()
        assert desk.get(f"{LEDGER}nothing/").status_code == 404
