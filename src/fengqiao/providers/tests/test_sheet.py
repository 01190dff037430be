"""站点登记表：检查全部合格、转为运行时出一张，以后站点改了，表还是当时的。"""

from __future__ import annotations

from datetime import date, time

import pytest

from fengqiao.documents import render_docx, render_pdf
from fengqiao.providers import keeping
from fengqiao.providers.codes import PointKind, PointState
from fengqiao.providers.keeping import CHECKS
from fengqiao.providers.models import ServicePoint
from fengqiao.providers.papers import SHEET
from tests.county import County, at
from tests.papers import LEFT_OVER, in_docx, in_pdf, pages_of
from tests.web import SignedIn, as_web

__all__ = ["as_web"]
EVERY, NOW = [code for code, _ in CHECKS], at("2026-11-20")


@pytest.fixture
def point(county: County) -> ServicePoint:
    office = county.offices["office"]
    return ServicePoint.objects.create(
        territory=office.territory, office=office, name="白水村公共法律服务工作室", kind=PointKind.VILLAGE, host="白水村村民委员会", town="枫林镇", village="白水村", address="白水村文化礼堂一楼",
        phone="0999-1234567", functions=["consult"], can_receive=True, state=PointState.PREPARING, state_on=date(2026, 11, 2), confirmed_on=date(2026, 11, 2),
    )  # fmt: skip


def running(county: County, point: ServicePoint) -> None:
    head = county["office_head"]
    keeping.add_hours(head, point, [1, 3], time(8, 30), time(11, 30), False, now=NOW)
    keeping.post(head, point, now=NOW, name="村居顾问周", role="村居法律顾问", certificate="执业证1330001", days="每周一上午", from_on=date(2026, 11, 9), provider=None)
    keeping.step(head, point, PointState.RUNNING, date(2026, 11, 20), "验收合格", EVERY, now=NOW)


def test_the_sheet_says_what_the_point_was_and_prints_on_one_page(county: County, point: ServicePoint) -> None:
    running(county, point)
    said = point.steps.get().sheet
    assert [slot.label for slot in SHEET.missing(said)] == []
    pdf = render_pdf(SHEET, said)
    for text in (in_pdf(pdf), in_docx(render_docx(SHEET, said))):
        for word in ("公共法律服务站点登记表", "白水村公共法律服务工作室", "周一08:30至11:30；周三08:30至11:30", "村居顾问周", "有固定场所，标识清楚", "可以收", "2026年11月20日", "验收合格"):
            assert word in text
        assert LEFT_OVER.search(text) is None
    assert pages_of(pdf) == 1


def test_it_stays_as_it_was_and_each_running_has_its_own(county: County, point: ServicePoint, as_web: SignedIn) -> None:
    running(county, point)
    head = county["office_head"]
    ServicePoint.objects.filter(pk=point.pk).update(address="搬到老村部")
    point.refresh_from_db()
    keeping.step(head, point, PointState.MENDING, date(2026, 11, 21), "无人值守", [], now=at("2026-11-21"))
    keeping.step(head, point, PointState.RUNNING, date(2026, 11, 23), "复查合格", EVERY, now=at("2026-11-23"))
    assert [step.sheet.get("address") for step in point.steps.order_by("pk")] == ["白水村文化礼堂一楼", None, "搬到老村部"]
    first, mending, _ = point.steps.order_by("pk")
    desk = as_web("office_head")
    assert f"sheet-{first.pk}.pdf" in desk.get(f"/providers/points/{point.pk}/").content.decode()
    answer = desk.get(f"/providers/points/{point.pk}/sheet-{first.pk}.pdf")
    assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")
    assert "白水村文化礼堂一楼" in in_pdf(answer.content)
    assert desk.get(f"/providers/points/{point.pk}/sheet-{mending.pk}.pdf").status_code == 404
    assert as_web("other_head").get(f"/providers/points/{point.pk}/sheet-{first.pk}.pdf").status_code == 404
