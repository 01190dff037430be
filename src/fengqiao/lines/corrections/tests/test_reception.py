"""接收与报到：社区矫正法第二十条至第二十二条。"""

from __future__ import annotations

import pytest

from fengqiao.lines.corrections.tests.driver import Case
from fengqiao.matter.refusals import Refused
from tests.county import County


@pytest.fixture
def case(county: County) -> Case:
    return Case(county)


def test_art21_reports_within_ten_days_and_a_holiday_end_rolls(case: Case) -> None:
    """第二十一条第一款、刑事诉讼法第一百零五条：4月24日生效，第十日是5月4日假日，顺延到5月6日。"""
    case.notice("2026-04-24").documents("2026-04-27", measure_from="2026-04-24", measure_to="2027-10-23")
    assert case.stage == "待报到"
    assert case.due("report_in") == "2026-05-06"
    case.report_in("2026-05-06")
    assert case.stage == "已接收"
    assert case.clocks("report_in") == [("2026-05-06", "met", "报到")]


def test_art21_who_has_not_come_by_the_end_is_overdue_the_next_day_and_is_looked_for(case: Case) -> None:
    case.notice("2026-03-02").documents("2026-03-04", measure_from="2026-03-02", measure_to="2027-09-01")
    case.sweep("2026-03-13")
    assert case.stage == "逾期未报到"
    assert "组织查找" in case.tasks()
    with pytest.raises(Refused, match="请问明原因"):
        case.report_in("2026-03-16")
    case.report_in("2026-03-16", late_reason="在外地务工，没有接到通知。")
    assert case.stage == "已接收"


def test_who_comes_without_papers_is_registered_first_and_stays_received_from_that_day(case: Case) -> None:
    case.notice("2026-03-02").report_in("2026-03-04")
    assert case.stage == "先行登记"
    case.documents("2026-03-10", measure_from="2026-03-02", measure_to="2027-09-01")
    assert case.stage == "已接收"
    assert str(case.matter.received_on) == "2026-03-04"  # type: ignore[union-attr]


def test_art20_papers_missing_after_ten_days_wait_for_the_deciding_organ(case: Case) -> None:
    case.notice("2026-03-02")
    assert case.due("documents") == "2026-03-12"


def test_art21_who_is_released_for_a_time_is_delivered_and_does_not_report(case: Case) -> None:
    case.notice("2026-03-02", category="04", decider_type="03", decision_received_on="2026-03-03")
    with pytest.raises(Refused, match="移送"):
        case.report_in("2026-03-05")
    assert case.due("deliver") == "2026-03-13"


def test_an_injunction_is_no_part_of_parole(case: Case) -> None:
    case.notice("2026-03-02", category="03")
    with pytest.raises(Refused, match="禁止令只适用于管制和缓刑"):
        case.documents(
            "2026-03-03",
            measure_from="2026-03-02",
            measure_to="2027-09-01",
            injunctions=[{"kind": "place", "text": "网吧"}],
        )
