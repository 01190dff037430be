"""A village adviser's year: proposed, posted, appointed; what was done, what the host confirmed, what the month came to."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fengqiao.lines.advisers.reckoning import watches
from fengqiao.lines.advisers.tests.driver import RETIRED, Team, id_number
from fengqiao.matter.refusals import Refused
from fengqiao.orgs import roles
from tests.county import County, at

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(county: County) -> Team:
    return Team(county)


def refused(act: Any, *args: Any, **data: Any) -> str:
    with pytest.raises(Refused) as said:
        act(*args, **data)
    return str(said.value)


def test_an_appointment_from_the_posting_to_the_first_months_result(team: Team) -> None:
    made = team.propose("2026-01-04")
    assert made.stage == "拟聘"
    assert made.matter.office_id == team.county.offices["office"].pk, "由服务对象所在的司法所管"
    made.do("post", "2026-01-04", by="advisers", where="村务公开栏")
    assert "公示到2026-01-09" in refused(made.do, "appoint", "2026-01-09", by="advisers", objections="none")
    made.do("appoint", "2026-01-12", by="advisers", objections="none")
    assert made.stage == "在聘"
    assert made.paper("adviser_letter")["least"] == "每月不少于4小时"
    first = made.log("2026-02-03", "09:00", "11:30")
    assert made.row.to_confirm == 1
    assert made.clocks()["confirm"] == "2026-02-13"
    made.confirm(first, "2026-02-05")
    made.served("2026-02-10", "09:00", "10:00")
    made.served("2026-02-11", "14:00", "15:00", kind="answer")
    waiting = made.log("2026-02-12")
    said = made.reckon("2026-03-02", "2026-02")
    assert (said.get("result"), said.get("counted"), said.get("unconfirmed")) == ("met", "4小时30分", 1)
    assert made.results() == ["met"]
    rows = made.paper("adviser_logbook")["logs"]
    assert [row["counted"] for row in rows] == ["2小时30分", "1小时", "1小时", "0小时"]
    assert rows[-1]["flags"] == "待确认", waiting


def test_a_log_is_confirmed_by_the_host_within_ten_days_or_verified(team: Team) -> None:
    made = team.serving()
    seq = made.log("2026-02-03")
    assert "顾问不能确认自己的日志" in refused(made.confirm, seq, "2026-02-04", confirmer="李 正")
    assert "待核" in refused(made.confirm, seq, "2026-02-14")
    made.confirm(seq, "2026-02-14", late_reason="向村主任电话核实，当天确在村委会")
    again = made.log("2026-02-15", "09:00", "09:30")
    made.do("return_log", "2026-02-16", log=again, reason="当天没有到场")
    assert [log.state for log in made.logs()] == ["counted", "returned"]
    assert "没有待确认的日志" in refused(made.confirm, again, "2026-02-17")
    assert "结束的时间不晚于开始" in refused(made.log, "2026-02-18", "11:00", "09:00")


def test_a_log_before_the_appointment_is_refused(team: Team) -> None:
    made = team.serving(**{"from": "2026-02-01"})
    assert "聘期以外的服务不登记" in refused(made.log, "2026-01-20")
    with pytest.raises(Refused, match="2026-01-05时本案处于“公示”"):
        made.do("log", "2026-01-05", entered="2026-02-05", kind="duty", begins="09:00", ends="10:00", people=1, content="来村里接待")


def test_hours_in_two_villages_at_once_count_in_neither_until_one_is_corrected(team: Team) -> None:
    here, there = team.serving(), team.serving(served="竹溪村", office="office2")
    mine = here.served("2026-02-03", "09:00", "12:00")
    there.do("log", "2026-02-03", by="office2_head", kind="duty", begins="11:00", ends="13:00", people=2, content="在竹溪村接待咨询")
    theirs = there.facts.last("log").seq
    there.do("confirm_log", "2026-02-03", by="office2_head", log=theirs, confirmer="吴主任", how="signed")
    assert here.reckon("2026-03-02", "2026-02").get("minutes") == 120, "重叠的一小时不计入"
    there.do("correct", "2026-03-03", by="advisers", entry=theirs, field="begins", old="11:00", new="12:00", reason="笔误")
    assert there.do("reckon", "2026-03-03", by="office2_head", window="2026-02-01").facts.last("reckon").get("minutes") == 60
    here.do("void", "2026-03-03", by="advisers", entry=here.facts.last("reckon").seq, reason="对方更正后重新认定")
    assert here.reckon("2026-03-03", "2026-02").get("minutes") == 180, mine


def test_a_photograph_used_before_is_marked(team: Team) -> None:
    made = team.serving()
    photo = [{"digest": "ab" * 32, "name": "1.jpg", "mime": "image/jpeg", "size_bytes": 10}]
    made.log("2026-02-03", files=photo)
    made.log("2026-02-10", files=photo)
    assert [log.reused for log in made.logs()] == [False, True]


def test_a_vice_principal_comes_from_the_organs_has_two_schools_at_most_and_retires_after_one_term(team: Team) -> None:
    """R-64; 不合条件的，可以聘为校外法治辅导员。"""
    vice = {"team": "vice", "source": "court", "source_unit": "枫林县人民法院", "recommended": True, "hours_month": 0, "lessons_year": 4}
    assert "可以改聘为“校外法治辅导员”" in refused(team.propose, "2026-01-05", "枫林一小", **{**vice, "source": "firm"})
    assert "推荐函" in refused(team.propose, "2026-01-05", "枫林一小", **{**vice, "recommended": None})
    assert "不少于4课时" in refused(team.propose, "2026-01-05", "枫林一小", **{**vice, "lessons_year": 3})
    for school in ("枫林一小", "枫林二小"):
        team.propose("2026-01-05", school, **vice)
    assert "已经是2所学校的法治副校长" in refused(team.propose, "2026-01-05", "竹溪中学", office="office2", **vice)
    assert "已经有同一队伍的聘任" in refused(team.propose, "2026-01-05", "枫林一小", **vice)
    old = {**vice, "retired": True}
    assert "这个人聘期第一天66岁" in refused(team.propose, "2026-01-05", "竹溪中学", name="何退", id_no=RETIRED, **old)
    younger = id_number("19610601")
    assert "只能聘任一届" in refused(team.propose, "2026-01-05", "竹溪中学", name="何退", id_no=younger, **{**old, "term_no": 2})
    made = team.serving("2026-01-05", served="竹溪中学", name="何退", id_no=younger, **old)
    assert "这是第2届" in refused(made.do, "renew", "2026-11-05", by="advisers", to="2027-12-31", retired=True, hours_month=0, lectures_quarter=0, lessons_year=4)
    team.propose("2026-01-05", "竹溪中学", name="何退", id_no=RETIRED, **{**old, "team": "coach"})


def test_two_months_missed_call_for_a_talk_and_only_then_for_a_dismissal(team: Team) -> None:
    made = team.serving()
    assert "不到两个月" in refused(made.do, "dismiss", "2026-02-02", by="advisers", why="missed", reason="不来")
    assert made.reckon("2026-03-02", "2026-02").get("short") == "服务时间差4小时"
    assert made.reckon("2026-04-01", "2026-03", exempt=True, exempt_reason="本村因洪水停工").get("result") == "exempt"
    made.reckon("2026-05-06", "2026-04")
    assert made.told("ADV3") == ["连续2个月未达标。请约谈；仍不改进的，可以暂停或者解聘。"] * 3
    made.do("talk", "2026-05-07", said="说明原因，约定每月到村两次")
    made.do("dismiss", "2026-05-20", by="advisers", why="missed", reason="约谈以后仍没有到村")
    assert made.stage == "已解聘"
    vacant = list(watches.vacant(at("2026-05-21")))
    assert {notice.text for notice in vacant} == {"白水村的村居法律顾问空缺，自2026-05-20起。请尽快另聘。"}
    team.serving(name="王接", id_no=id_number("19850101"))
    assert not list(watches.vacant(at("2026-05-21")))


def test_the_term_ends_by_itself_and_is_announced_sixty_and_fifteen_days_before(team: Team) -> None:
    made = team.serving(to="2026-06-30")
    assert made.clocks()["term"] == "2026-06-30"
    made.do("renew", "2026-06-01", by="advisers", to="2026-12-31", hours_month=6, lectures_quarter=0, lessons_year=0)
    made.pass_to("2026-07-02")
    assert (made.stage, made.row.term_no, made.row.hours_month) == ("在聘", 2, 6)
    made.pass_to("2027-01-04")
    assert (made.stage, made.row.ended_on) == ("已到期", date(2026, 12, 31))


def test_on_the_twenty_fifth_who_is_short_is_told(team: Team) -> None:
    made = team.serving()
    made.served("2026-02-03", "09:00", "12:00")
    assert not list(watches.below_minimum(at("2026-02-24")))
    assert {notice.text for notice in watches.below_minimum(at("2026-02-25"))} == {
        "2月服务时间差1小时，月底以前请补足；已经做了的，请登记并由服务对象确认。"
    }


def test_an_adviser_sees_and_logs_only_the_own_appointment(team: Team) -> None:
    lawyer = team.join("lawyer", "李正", "office", roles.ADVISER)
    mine, other = team.serving(adviser=lawyer.staff_id), team.serving(served="青石村", name="王同", id_no=id_number("19850101"))
    mine.do("log", "2026-02-03", by="lawyer", kind="duty", begins="09:00", ends="10:00", people=3, content="在村委会接待咨询")
    assert mine.facts.last("log").get("by_adviser") is True
    from fengqiao.matter.models import Matter

    assert list(Matter.objects.visible_to(lawyer).values_list("pk", flat=True)) == [mine.matter.pk], other
