"""热线抽检: five in a hundred, drawn by a seed anybody can repeat, looked at by a second person, told to who answered."""

from __future__ import annotations

from datetime import date

import pytest

from fengqiao.indicators.tests.reading import said as counted
from fengqiao.lines.legalservice import codes, quality
from fengqiao.lines.legalservice.models import QualityCheck, QualitySample
from fengqiao.lines.legalservice.tests.driver import Request
from fengqiao.lines.legalservice.tests.test_pages import post
from fengqiao.matter.models import Look, Notice
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.models import Staff
from tests.county import County, at
from tests.web import signed_in

pytestmark = pytest.mark.django_db
OCTOBER, TODAY, NOW = date(2026, 10, 1), date(2026, 11, 20), at("2026-11-20")
FULL = {code: most for code, _, most in quality.CHECKLIST}


def october(county: County, calls: int, by: str = "office_staff") -> None:
    for n in range(calls):
        Request(county, clerk=by).come("2026-10-13", name="刘芳", content="刘芳问：老板拖欠工资，电话13800002222").answered("2026-10-13", minutes=5 + n)


def test_the_draw_is_five_in_a_hundred_rounded_up_and_can_be_repeated(county: County) -> None:
    """抽检5%，零头进一；同一个种子、同样的工单，抽到的一样；一个月只抽一次，没过完不抽；别的渠道不算。"""
    october(county, 21)
    Request(county).come("2026-10-13", channel=codes.H5).answered("2026-10-13")
    head = post(county, "chief", "service_head")
    with pytest.raises(Refused, match="这个月还没有过完"):
        quality.draw(head, date(2026, 11, 1), now=NOW, today=TODAY)
    with pytest.raises(Refused, match="没有热线答复"):
        quality.draw(head, date(2026, 9, 1), now=NOW, today=TODAY)
    sample = quality.draw(head, OCTOBER, now=NOW, today=TODAY, seed="2026")
    assert (sample.pool_n, sample.checks.count(), quality.repeated(sample)) == (21, 2, True)
    with pytest.raises(Refused, match="已经抽过"):
        quality.draw(head, OCTOBER, now=NOW, today=TODAY)
    numbers = list(quality.pool(sample.territory, OCTOBER))
    assert quality.chosen("2026", numbers[::-1], 5) == quality.chosen("2026", numbers, 5)  # the order makes no difference
    assert {tuple(quality.chosen(str(n), numbers, 5)) for n in range(20)} != {tuple(quality.chosen("0", numbers, 5))}
    Request(county).come("2026-10-14").answered("2026-10-14")
    assert quality.repeated(sample) is None  # the month has changed; what was drawn has not
    assert sample.checks.count() == 2


def test_a_second_person_scores_without_knowing_who_called(county: County) -> None:
    """谁解答的不检查自己的；表上没有来电人的姓名和号码；扣分多的写明问题；解答人看过以后不改分。"""
    october(county, 1)
    answering = county["office_staff"]
    head = post(county, "chief", "service_head")
    check = quality.draw(head, OCTOBER, now=NOW, today=TODAY).checks.get()
    assert check.adviser_id == answering.staff_id
    sheet = quality.sheet(head, check, now=NOW)
    assert sheet["asked"] == "来电人问：老板拖欠工资，电话（号码）"
    assert Look.objects.filter(reason=quality.REASON, staff_id=head.staff_id).count() == 1
    QualityCheck.objects.update(adviser_id=head.staff_id)
    with pytest.raises(Refused, match="不能自己检查"):
        quality.check(head, check, FULL, "", "", now=NOW)
    QualityCheck.objects.update(adviser_id=answering.staff_id)
    with pytest.raises(Refused, match="应打0到30分"):
        quality.check(head, check, {**FULL, "right": 31}, "", "", now=NOW)
    with pytest.raises(Refused, match="要写明问题出在哪里"):
        quality.check(head, check, FULL, "wrong", "", now=NOW)
    quality.check(head, check, FULL, "wrong", "仲裁时效说成了两年", now=NOW)
    check.refresh_from_db()
    assert (check.total, quality.grade(check.total, check.veto), quality.grade(90, ""), quality.grade(74, "")) == (100, "不合格", "优秀", "合格")
    assert list(Notice.objects.filter(staff_id=answering.staff_id, code="LQ01").values_list("text", flat=True)) == [
        "热线解答抽检有了结果。请到接听台的“我的抽检结果”看一看，有不同看法的写下来。"
    ]
    quality.reply(answering, check, "记下了", now=NOW)
    with pytest.raises(Refused, match="不能再改分数"):
        quality.check(head, check, FULL, "", "", now=NOW)
    with pytest.raises(Refused):
        quality.draw(answering, date(2026, 9, 1), now=NOW, today=TODAY)
    assert counted("legalservice", "Q1", "Q2", period="2026-10", reach=county.offices["bureau"].reach) == ("100.00%（1/1）", "0.00%（0/1）")


def test_the_pages(county: County) -> None:
    october(county, 1)
    head = post(county, "chief", "service_head")
    desk = signed_in(Staff.objects.get(pk=head.staff_id))
    assert "还没有抽检过" in desk.get("/legalservice/quality/").content.decode()
    wrong = desk.post("/legalservice/quality/", {"month": "十月"})
    assert wrong.status_code == 422
    assert "不是一个月份" in wrong.content.decode()
    assert desk.post("/legalservice/quality/", {"month": "2026-10"}).status_code == 303
    sample, check = QualitySample.objects.get(), QualityCheck.objects.get()
    assert "抽到的是同样这几件" in desk.get(f"/legalservice/quality/{sample.pk}/").content.decode()
    page = desk.get(f"/legalservice/quality/sheets/{check.pk}/").content.decode()
    assert "刘芳" not in page
    assert "13800002222" not in page
    assert desk.post(f"/legalservice/quality/sheets/{check.pk}/", {**FULL, "right": "40", "veto": "", "found": ""}).status_code == 422
    assert desk.post(f"/legalservice/quality/sheets/{check.pk}/", {**FULL, "veto": "", "found": ""}).status_code == 303
    seat = signed_in(county.staff("office_staff"))
    assert "100分，优秀" in seat.get("/legalservice/quality/mine/").content.decode()
    assert seat.post("/legalservice/quality/mine/", {"row": check.pk, "said": "谢谢"}).status_code == 303
    assert signed_in(county.staff("office_head")).post("/legalservice/quality/mine/", {"row": check.pk, "said": "替他看"}).status_code == 404
