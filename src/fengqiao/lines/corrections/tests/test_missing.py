"""失联查找与脱管认定：社区矫正法第三十条。"""

from __future__ import annotations

from datetime import date

import pytest

from fengqiao.lines.corrections import glance
from fengqiao.lines.corrections.cases.ending import steps as ending
from fengqiao.lines.corrections.cases.missing import steps as missing
from fengqiao.lines.corrections.cases.missing.searches import episodes
from fengqiao.lines.corrections.cases.missing.suspicions import suspicions
from fengqiao.lines.corrections.tests.driver import Case
from fengqiao.lines.corrections.watch.pages import suspected
from fengqiao.matter.models import DeadlineRow
from fengqiao.matter.refusals import Refused
from tests.county import County


@pytest.fixture
def case(county: County) -> Case:
    return Case(county).under_supervision("2026-06-01", "2027-11-30")


def _codes(case: Case, day: str) -> list[str]:
    return [each.code for _, each in suspected(case.county["corrections"], date.fromisoformat(day))]


def said(case: Case, day: str) -> dict[str, str]:
    """The head of the case's page on a day; a term past its end and who has not come alarm alike."""
    assert case.matter is not None
    clocks = list(DeadlineRow.objects.filter(matter_id=case.matter.pk, state="running"))
    return {each.label: each.said for each in glance.of_case(case.facts, clocks, date.fromisoformat(day)) if each.state == glance.LATE}


def test_art30_is_looked_for_the_same_day_by_three_ways_before_the_police(case: Case) -> None:
    search = case.missing("2026-06-10", "2026-06-05")
    assert case.due("look_for") == "2026-06-10"
    assert case.notices("T1") == ["疑似失联：2026-06-10登记，最后联系2026-06-05。请今天查找、处理。"]
    police = {"search": search, "organ": "枫林县公安局", "told_procuratorate": True}
    with pytest.raises(Refused, match="还没有登记：通信联络、信息化核查、实地查访"):
        case.do(missing.ask_police, "2026-06-10", **police)
    case.searched("2026-06-10", search)
    assert _codes(case, "2026-06-10") == ["T1"]
    case.do(missing.ask_police, "2026-06-11", **police)
    assert case.clocks("tell_police")[0][1] == "met"


def test_who_was_in_hospital_was_not_out_of_supervision(case: Case) -> None:
    search = case.missing("2026-06-10", "2026-06-05")
    case.do(missing.found_person, "2026-06-12", search=search, how="在县医院住院。", cause="hospital", accepts="yes")
    with pytest.raises(Refused, match="有正当理由，不是脱管"):
        case.do(
            missing.confirm_absence, "2026-06-12", case.chief, search=search, from_on="2026-06-06", reasons="失去联系。"
        )
    case.do(missing.justify_absence, "2026-06-12", case.chief, search=search, reasons="住院，有病历。")
    assert episodes(case.facts) == []
    assert suspicions(case.facts, (), date(2026, 6, 12)) == []


def test_absence_runs_from_the_day_after_the_last_contact_to_the_day_of_accepting_supervision(case: Case) -> None:
    """超过十日是十一日起；超过一个月自次月对应日的次日起。"""
    search = case.missing("2026-06-10", "2026-06-05")
    case.do(missing.found_person, "2026-06-16", search=search, how="在邻县找到。", cause="left", accepts="no")
    assert _codes(case, "2026-06-16") == ["T6"]
    case.do(missing.accepts_again, "2026-06-17", search=search, how="回所报告。")
    with pytest.raises(Refused, match="自最后一次确认联系（2026-06-05）的次日起算"):
        case.do(
            missing.confirm_absence, "2026-06-18", case.chief, search=search, from_on="2026-06-05", reasons="擅自离开。"
        )
    case.do(
        missing.confirm_absence, "2026-06-18", case.chief, search=search, from_on="2026-06-06", reasons="擅自离开。"
    )
    [episode] = episodes(case.facts)
    assert (episode.days(), episode.beyond_a_month()) == (12, False)


def test_nobody_in_custody_is_looked_for(case: Case) -> None:
    case.missing("2026-06-10", "2026-06-05")
    case.do(ending.taken_into_custody, "2026-06-12", case.agency, kind="administrative", organ="枫林县公安局")
    assert case.clocks("look_for")[0][1] == "met_late"
    with pytest.raises(Refused, match="在押，不是失联"):
        case.missing("2026-06-13", "2026-06-05")
    case.do(ending.back_from_custody, "2026-06-22", how="听说已释放。", reported=False)
    assert _codes(case, "2026-06-22") == ["L7"]


def test_what_is_past_its_day_is_a_question_for_a_human_and_past_the_end_a_wrong(case: Case, county: County) -> None:
    late = Case(county).notice("2026-06-01")
    late.documents("2026-06-03", measure_from="2026-06-01", measure_to="2027-05-31").sweep("2026-06-13")
    assert late.stage == "逾期未报到"
    case.sweep("2026-06-13")
    assert "L1" in _codes(case, "2026-06-14")
    case.sweep("2027-12-01")
    assert _codes(case, "2027-12-01")[0] == "L8"
    assert (said(late, "2026-06-14")["报到"], said(case, "2027-12-03")["矫正期"]) == (
        "2026-06-11前没有报到，已逾期3天", "缓刑，2026-06-01至2027-11-30，已超期3天没有解除",
    )  # fmt: skip
    other = county["other_head"]
    assert suspected(other, date(2027, 12, 1)) == []
