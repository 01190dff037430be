"""A volunteer from the application to the last day: ten working days, eight hours, three times."""

from __future__ import annotations

from datetime import date

import pytest

from fengqiao.lines.aidcases import gathering
from fengqiao.lines.volunteers.tests.driver import STUDENT, Helper
from fengqiao.matter.models import Notice, Paper
from fengqiao.matter.refusals import Refused
from fengqiao.providers.models import Provider
from fengqiao.providers.standing import why_not
from tests.county import County

pytestmark = pytest.mark.django_db


def test_an_application_is_reviewed_in_ten_working_days(county: County) -> None:
    """申请、审核十个工作日（本局时限）；登记以后进人员名册；不予登记写明理由；同一个人不登记两次。"""
    helper = Helper(county).apply("2026-11-02")
    assert (helper.stage, helper.due("review")) == ("待审核", "2026-11-16 running")
    assert not Provider.objects.exists()
    helper.do("enrol", "2026-11-05")
    row = Provider.objects.get()
    assert (helper.stage, row.name, row.kind, row.in_aid_pool) == ("在册", "周晓雨", "volunteer", True)
    assert why_not([row], date(2026, 11, 6)) == {row.pk: []}
    with pytest.raises(Refused, match=f"这个人已经登记过，是{helper.row.number}"):
        Helper(county).apply("2026-11-06")
    other = Helper(county).apply("2026-11-06", parties=[{**STUDENT, "name": "吴桂兰", "id_no": "110101195001011247"}])
    assert other.do("turn_down", "2026-11-09", why="没有提交承诺").stage == "不予登记"


def test_art17_a_volunteer_has_no_case(county: County) -> None:
    """法律援助法第十七条：志愿者提供咨询、代拟文书，不在案件的可选人员里。"""
    Helper(county).apply("2026-11-02").do("enrol", "2026-11-05")
    assert Provider.objects.filter(kind="volunteer").exists()
    assert list(gathering.pool(county.offices["bureau"].territory, date(2026, 11, 6))) == []


def test_advice_by_who_is_no_lawyer_is_guided(county: County) -> None:
    helper = Helper(county).apply("2026-11-02").do("enrol", "2026-11-05")
    with pytest.raises(Refused, match="要有律师指导"):
        helper.helped("2026-11-09", "09:00", "11:30", what="consult")
    helper.helped("2026-11-09", "09:00", "11:30", what="consult", supervisor="律师高")
    lawyer = Helper(county).apply("2026-11-02", kind="lawyer", licence_no="12345", parties=[{**STUDENT, "name": "高律师", "id_no": "110101195001011247"}])
    lawyer.do("enrol", "2026-11-05").helped("2026-11-09", "09:00", "11:30", what="consult")
    assert (helper.row.minutes, lawyer.row.minutes) == (150, 150)


def test_eight_hours_a_day_and_more_only_with_a_reason(county: County) -> None:
    """每天最多八小时，超过的写明理由；同一时间不能在两处；跨零点分两天。"""
    helper = Helper(county).apply("2026-11-02").do("enrol", "2026-11-05").helped("2026-11-09", "08:00", "12:00")
    with pytest.raises(Refused, match="和当天08:00至12:00的活动重叠"):
        helper.helped("2026-11-09", "11:30", "13:00")
    with pytest.raises(Refused, match=r"这一天合计8\.5小时，超过八小时"):
        helper.helped("2026-11-09", "13:00", "17:30")
    helper.helped("2026-11-09", "13:00", "17:30", excess_reason="宪法宣传周，人多走不开")
    assert helper.row.minutes == 510
    with pytest.raises(Refused, match="跨过零点的，分两天登记"):
        helper.helped("2026-11-10", "22:00", "01:00")
    assert (helper.row.activities, helper.row.served, helper.row.stars) == (2, 12, 0)


def test_nobody_helps_before_the_training(county: County) -> None:
    helper = Helper(county).apply("2026-11-02", trained=False).do("enrol", "2026-11-05")
    with pytest.raises(Refused, match="还没有参加岗前培训"):
        helper.helped("2026-11-09", "09:00", "10:00")
    assert helper.do("train", "2026-11-09", course="岗前培训", course_hours=8).helped("2026-11-10", "09:00", "10:00").row.minutes == 60


def test_leaving_takes_fifteen_working_days(county: County) -> None:
    """本人申请退出，十五个工作日内办；名册里随之退出；暂停的名册里也暂停。"""
    helper = Helper(county).apply("2026-11-02").do("enrol", "2026-11-05").do("suspend", "2026-11-09", why="own", words="期末考试")
    assert why_not(Provider.objects.all(), date(2026, 11, 10)) == {Provider.objects.get().pk: ["暂停指派：志愿者暂停：本人要求"]}
    with pytest.raises(Refused):
        helper.helped("2026-11-10", "09:00", "10:00")
    helper.do("resume", "2026-11-12", words="考完了").do("ask_leave", "2026-11-16")
    assert (helper.stage, helper.due("leave")) == ("申请退出", "2026-12-07 running")
    helper.do("leave", "2026-11-20")
    assert (helper.stage, Provider.objects.get().left_on) == ("已退出", date(2026, 11, 20))
    again = Helper(county).apply("2026-11-23").do("enrol", "2026-11-24")  # whoever left may come again
    assert again.stage == "在册"


def test_three_failures_within_a_year_may_end_it(county: County) -> None:
    """一年内三次约好不到、三次投诉查实，或者谋取利益的，听取意见后取消，书面告诉；不自动取消。"""
    helper = Helper(county).apply("2025-06-02").do("enrol", "2025-06-05")
    for day in ("2025-10-10", "2026-03-09", "2026-10-12"):  # the first is more than a year ago on the last day
        helper.do("failed", day, why="值班没有来")
    with pytest.raises(Refused, match="一年内约好不到登记了2次，不满三次"):
        helper.do("strike", "2026-10-12", ground="failed", words="三次不到", heard=True)
    helper.do("failed", "2026-11-09", why="值班没有来")
    assert "VO-three" in set(Notice.objects.filter(matter_id=helper.pk).values_list("code", flat=True))
    with pytest.raises(Refused, match="先听取本人意见"):
        helper.do("strike", "2026-11-16", ground="failed", words="三次不到")
    helper.do("strike", "2026-11-16", ground="failed", words="2026年3月9日、10月12日、11月9日值班没有到", heard=True)
    assert (helper.stage, Provider.objects.get().left_on) == ("已取消", date(2026, 11, 16))
    assert list(Paper.objects.filter(matter_id=helper.pk).values_list("kind", flat=True)) == ["volunteer_struck"]


def test_the_office_does_not_enrol(county: County) -> None:
    helper = Helper(county).apply("2026-11-02")
    helper.section = county["office_head"]
    with pytest.raises(Refused):
        helper.do("enrol", "2026-11-05")
