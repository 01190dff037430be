"""司法鉴定程序通则第二十八条: thirty working days, one extension, what is agreed, what is not counted."""

from __future__ import annotations

import pytest

from fengqiao.lines.forensic.tests.driver import Commissioned, institute
from fengqiao.matter.refusals import Refused
from fengqiao.matter.verify import Tally, walk
from tests.county import County

pytestmark = pytest.mark.django_db


@pytest.fixture
def wound(county: County) -> Commissioned:
    """A wound to be graded."""
    return Commissioned(county, institute(county))


def test_art28_1_thirty_working_days_from_the_day_the_commission_takes_effect(wound: Commissioned) -> None:
    """2026-09-01周二生效，次日起算；中秋、国庆放假不算，9-20、10-10调休上班算：到10-19。"""
    wound.begin("2026-09-01", entered="2026-09-03")
    assert (wound.stage, wound.due, wound.row.title) == ("鉴定中", "2026-10-19 running", "陈伤鉴定（伤残等级）")
    assert wound.row.number is not None
    assert wound.row.number.startswith("JD999901")
    wound.issue("2026-10-22", opinion_on="2026-10-19")  # 收到晚几天，按意见书上的日期看
    assert (wound.stage, wound.due, wound.row.outcome_word) == ("已出具意见", "2026-10-19 met", "已出具意见")
    assert list(walk(Tally())) == []  # what is stored follows from the timeline


def test_an_opinion_of_the_next_day_is_late(wound: Commissioned) -> None:
    assert wound.begin("2026-09-01").issue("2026-10-20", opinion_on="2026-10-20").due == "2026-10-19 met_late"


def test_art28_2_extended_once_by_at_most_thirty_working_days_and_the_client_told(wound: Commissioned) -> None:
    """经机构负责人批准可以延长，一般不得超过三十个工作日，及时告知委托人：再加二十个工作日到11-16。"""
    wound.begin("2026-09-01")
    with pytest.raises(Refused, match=r"延长一般不得超过三十个工作日，写的是31个.*第二十八条第二款"):
        wound.extend("2026-10-15", days=31)
    with pytest.raises(Refused, match="告知委托人的日期2026-10-14早于批准延长的日期2026-10-15"):
        wound.extend("2026-10-15", days=20, told_on="2026-10-14")
    wound.extend("2026-10-15", days=20, told_on="2026-10-16", entered="2026-10-16")
    assert (wound.due, wound.row.longer_days) == ("2026-11-16 running", 20)
    with pytest.raises(Refused, match="已经在2026-10-15延长过20个工作日，只能延长一次"):
        wound.extend("2026-11-10", days=5)
    assert wound.papers == ["鉴定委托跟踪单", "鉴定委托跟踪单"]
    assert list(walk(Tally())) == []


def test_after_the_end_nothing_is_extended(wound: Commissioned) -> None:
    wound.begin("2026-09-01")
    with pytest.raises(Refused, match="鉴定时限已于2026-10-19届满，届满以后不能再延长"):
        wound.extend("2026-10-20", days=20)
    wound.extend("2026-10-19", days=20, told_on="2026-10-19", entered="2026-10-21")  # 届满那天批准的，补录
    assert wound.due == "2026-11-16 running"


def test_an_extension_entered_after_the_opinion_makes_it_in_time(wound: Commissioned) -> None:
    """意见书先录了，看着超期；补录机构届满前批准的延长，就是按期。"""
    wound.begin("2026-09-01").issue("2026-10-26", opinion_on="2026-10-23")
    assert wound.due == "2026-10-19 met_late"
    wound.extend("2026-10-15", days=20, entered="2026-10-27")
    assert wound.due == "2026-11-16 met"


def test_art28_3_what_was_agreed_goes_before(wound: Commissioned) -> None:
    """双方另有约定的，从其约定：约定六十个工作日，到11-30；不再延长。"""
    wound.begin("2026-09-01").do("agree", "2026-09-02", days=60, words="委托书第五条")
    assert wound.due == "2026-11-30 running"
    with pytest.raises(Refused, match="双方已经约定60个工作日，从约定，不再延长"):
        wound.extend("2026-10-15")


def test_art28_4_time_for_material_is_not_counted(wound: Commissioned) -> None:
    """9-07要求补充，9-11补来：9-08至9-11四个工作日不计，到10-23。"""
    wound.begin("2026-09-01").suspend("2026-09-07")
    assert (wound.stage, wound.due.split()[1], wound.tasks) == ("等待补充材料", "paused", ["补充鉴定材料"])
    wound.do("resume", "2026-09-11", words="病历原件")
    assert (wound.stage, wound.due) == ("鉴定中", "2026-10-23 running")
    wound.extend("2026-10-15", days=1)
    assert wound.due == "2026-10-26 running"  # the days left out stay left out when it is extended
    wound.suspend("2026-10-22").do("resume", "2026-10-23", words="影像光盘")
    assert wound.due == "2026-10-27 running"  # and what is left out after it counts too
    assert list(walk(Tally())) == []


def test_times_of_supplement_do_not_lie_across_each_other(wound: Commissioned) -> None:
    wound.begin("2026-09-01").suspend("2026-09-14")
    with pytest.raises(Refused, match="重叠，同一天不能扣两次"):
        wound.suspend("2026-09-15")
    with pytest.raises(Refused, match=r"2026-09-14至今.*重叠"):
        wound.suspend("2026-09-09", entered="2026-09-16", back_on="2026-09-15")
    wound.suspend("2026-09-07", entered="2026-09-16", back_on="2026-09-09")  # 以前的一段，补录
    assert wound.stage == "等待补充材料"
    wound.do("resume", "2026-09-16", words="病历原件")
    assert wound.due == "2026-10-23 running"  # 二天加二天
    with pytest.raises(Refused, match="补来的日期2026-09-17早于要求补充的日期2026-09-18"):
        wound.suspend("2026-09-18", back_on="2026-09-17")
    with pytest.raises(Refused, match=r"2026-09-07至2026-09-09.*重叠"):
        wound.suspend("2026-09-04", entered="2026-09-18")  # 没写补来的日期
    assert list(walk(Tally())) == []


def test_the_opinion_is_of_this_commission(wound: Commissioned) -> None:
    wound.begin("2026-09-01")
    with pytest.raises(Refused, match="意见书的日期2026-08-31早于委托书生效的日期2026-09-01"):
        wound.issue("2026-09-10", opinion_on="2026-08-31")
    with pytest.raises(Refused, match="意见书的日期2026-09-11晚于收到的日期2026-09-10"):
        wound.issue("2026-09-10", opinion_on="2026-09-11")


def test_art29_the_institute_ends_it(wound: Commissioned) -> None:
    """终止鉴定的，时限不再计算。"""
    wound.begin("2026-09-01").do("end", "2026-09-20", ground="3", words="被鉴定人两次没有到场", returned=True)
    assert (wound.stage, wound.due, wound.row.outcome_word) == ("终止鉴定", "2026-10-19 met", "终止鉴定")
    with pytest.raises(Refused, match="不能办理“登记鉴定意见”"):
        wound.issue("2026-09-21", opinion_on="2026-09-21")
