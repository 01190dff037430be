"""暂予监外执行：身体情况每月报告，保外就医每三个月复查；刑事诉讼法第二百六十八条。"""

from __future__ import annotations

from typing import Any

import pytest

from fengqiao.lines.corrections.cases.health import steps as health
from fengqiao.lines.corrections.tests.driver import Case
from fengqiao.matter.refusals import Refused
from tests.county import County

ILL = {"hospital": "省立医院", "designated": True, "diagnosis": "病情稳定。", "verdict": "accepted"}


@pytest.fixture
def case(county: County) -> Case:
    return Case(county).delivered("2026-01-31", "2028-01-30")


def put_off(case: Case, day: str, window: str, until: str, **decision: Any) -> Case:
    case.do(health.ask_adjustment, day, window=window, until=until, why="住院手术，不能按期。")
    return case.do(health.decide_adjustment, day, case.chief, **{"answer": "yes", "tier": "county", **decision})


def test_body_reports_are_monthly_and_reviews_three_monthly_from_reception(case: Case) -> None:
    case.sweep("2026-04-30")
    assert [label for *_, label in case.clocks("report_body")] == [
        "身体情况报告：1月31日至2月27日", "身体情况报告：2月28日至3月30日", "身体情况报告：3月31日至4月29日", "身体情况报告：4月30日至5月30日",
    ]  # fmt: skip
    assert [label for *_, label in case.clocks("review_illness")] == ["病情复查：1月31日至4月29日", "病情复查：4月30日至7月30日"]


def test_only_those_released_for_a_time_report_on_their_body(county: County) -> None:
    at_home = Case(county).under_supervision("2026-01-31", "2028-01-30").sweep("2026-04-30")
    assert at_home.clocks("report_body") == []
    pregnant = Case(county).delivered("2026-01-31", "2028-01-30", outside_reason="pregnancy").sweep("2026-04-30")
    assert len(pregnant.clocks("report_body")) == 4
    assert pregnant.clocks("review_illness") == []


def test_less_than_a_month_is_the_agencys_three_months_are_the_provinces(case: Case) -> None:
    case.sweep("2026-04-01").do(health.ask_adjustment, "2026-04-01", window="review:2026-01-31", until="2026-05-29", why="住院手术，不能按期。")
    with pytest.raises(Refused, match="应当由市级社区矫正机构批准"):
        case.do(health.decide_adjustment, "2026-04-02", case.chief, answer="yes", tier="county")
    with pytest.raises(Refused, match="上级批准的文书"):
        case.do(health.decide_adjustment, "2026-04-02", case.chief, answer="yes", tier="city")
    case.do(health.decide_adjustment, "2026-04-02", case.chief, answer="no", tier="county")
    put_off(case, "2026-04-03", "review:2026-01-31", "2026-05-28")
    assert [label for *_, label in case.clocks("review_illness")] == ["病情复查：1月31日至5月28日"]
    case.do(health.review_illness, "2026-05-20", **ILL).sweep("2026-05-29")
    assert [(state, label) for _, state, label in case.clocks("review_illness")] == [
        ("met", "病情复查：1月31日至5月28日"), ("running", "病情复查：5月29日至8月28日"),
    ]  # fmt: skip
    case.do(health.ask_adjustment, "2026-06-01", window="review-" + _seq(case) + "-on:2026-05-29", until="2026-11-28", why="住院手术，不能按期。")
    with pytest.raises(Refused, match="应当由省级社区矫正机构批准"):
        case.do(health.decide_adjustment, "2026-06-02", case.chief, answer="yes", tier="city", document="市矫〔2026〕9号")


def _seq(case: Case) -> str:
    return str(case.facts.all("ask_adjustment")[1].seq)


def test_a_review_from_another_hospital_is_a_doubt_and_no_breach(case: Case) -> None:
    case.sweep("2026-04-10")
    with pytest.raises(Refused, match="不因此算作违规"):
        case.do(health.review_illness, "2026-04-10", **{**ILL, "designated": False})
    case.do(health.review_illness, "2026-04-10", **{**ILL, "designated": False, "verdict": "doubt", "doubt": "不是指定医院。"})
    assert "督促重新诊断" in case.tasks()
    case.do(health.rediagnosis, "2026-04-15", hospital="省立医院", diagnosis="仍需治疗。", verdict="stands")
    assert "督促重新诊断" not in case.tasks()


def test_art268_the_ground_gone_while_the_term_runs_asks_for_a_proposal_at_once(case: Case) -> None:
    case.do(health.foresee_ground_end, "2026-02-02", ends_on="2026-06-01", basis="治疗期满")
    assert case.due("check_ground") == "2026-06-01"
    case.do(health.ground_ended, "2026-06-01", why="cured", explanation="省立医院证明已经治愈。")
    assert [state for _, state, _ in case.clocks("check_ground")] == ["met"]
    assert "提出收监执行建议" in case.tasks()
    assert case.due("recommit") == "2026-06-04"
