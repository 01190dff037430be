"""I-22: which stations and rooms received somebody in thirty days, and which are only a sign on a wall."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from fengqiao.indicators.tests.reading import said as counted
from fengqiao.lines.legalservice import codes, points
from fengqiao.lines.legalservice.tests.driver import Request
from fengqiao.lines.legalservice.tests.test_pages import post
from fengqiao.matter.models import Paper
from fengqiao.matter.papers import values_of
from fengqiao.providers.models import ServicePoint
from tests.county import County
from tests.web import signed_in

pytestmark = pytest.mark.django_db


def point(county: County, name: str, kind: str = "village", state: str = "running", since: str = "2026-01-05") -> ServicePoint:
    office = county.offices["office"]
    on = date.fromisoformat(since)
    return ServicePoint.objects.create(territory=office.territory, office=office, name=name, kind=kind, state=state, state_on=on, confirmed_on=on)


def test_a_point_is_active_when_somebody_was_answered_there_in_thirty_days(county: County) -> None:
    """站点活跃率＝三十日内有接待并答复的÷在运行的；筹建的两边都不算，没写站点的哪里都不算。"""
    station, room, _ = point(county, "枫林镇工作站", "town"), point(county, "白水村工作室"), point(county, "黑石村工作室", state="preparing")
    request = Request(county).come("2026-11-02", channel=codes.STATION, point=str(station.pk)).answered("2026-11-02", mode="face")
    Request(county).come("2026-10-20", channel=codes.ROOM, point=str(room.pk)).answered("2026-10-20", mode="face")
    Request(county).come("2026-11-03", channel=codes.STATION).answered("2026-11-03")
    assert request.row.point_id == station.pk
    sheet = Paper.objects.get(matter_id=request.pk, kind="legal_consultation")
    assert values_of(sheet, request.row)["channel"] == "工作站（枫林镇工作站）"
    reach = county.offices["bureau"].reach
    assert counted("legalservice", "I-22", period="2026-10", reach=reach) == ("50.00%（1/2）",)
    assert counted("legalservice", "I-22", period="2026-11", reach=reach) == ("50.00%（1/2）",)  # 到30日，10月20日已经过了三十日
    assert points.idle(*reach, date(2026, 11, 23)) == ["白水村工作室"]
    assert points.idle(*reach, date(2026, 11, 18)) == []
    head = post(county, "chief", "service_head")
    [told] = points.of_points(head, date(2026, 11, 23))
    assert (told.about, "白水村工作室" in told.todo) == ("1个站点三十天没有接待", True)
    assert points.of_points(county["office_staff"], date(2026, 11, 23)) == []


def test_the_form_offers_the_points_at_work_and_no_others(county: County) -> None:
    point(county, "枫林镇工作站", "town")
    point(county, "停了的工作室", state="closed")
    page = signed_in(county.staff("office_staff")).get("/register/legalservice/new/intake/").content.decode()
    assert "枫林镇工作站" in page
    assert "停了的工作室" not in page


def test_what_one_answered_at_the_own_point_is_counted_when_signing_out(county: County) -> None:
    """签退时先数好：本人、这个所的站点、签到以后答复的；别的所的、没写站点的、签到以前的不算。"""
    station = point(county, "枫林镇工作站", "town")
    row = Request(county).come("2026-11-02", channel=codes.STATION, point=str(station.pk)).answered("2026-11-02", mode="face").row
    Request(county).come("2026-11-02", channel=codes.STATION).answered("2026-11-02")
    at, hour, office = row.answered_at, timedelta(hours=1), county.offices["office"].pk
    assert at is not None
    assert points.answered(row.handler_id, office, at - hour, at + hour) == 1
    assert points.answered(row.handler_id, office, at + hour, at + 2 * hour) == 0
    assert points.answered(row.handler_id, county.offices["section"].pk, at - hour, at + hour) == 0
    assert points.answered(county["mediator"].staff_id, office, at - hour, at + hour) == 0
