"""年度工作安排落后的，系统提示一次，由人立为督办；时间、单位、指标写得明白的才读，读不明白的到期前提示。"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fengqiao.indicators import folding
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.lines.reporting import procedure as reporting
from fengqiao.lines.reporting.tests.driver import Bureau
from fengqiao.lines.supervision import procedure as p
from fengqiao.lines.supervision.models import SupervisionCard
from fengqiao.lines.supervision.planning import last_day, propose_of_plans
from fengqiao.matter.actions import Doing, perform
from tests.county import County, at
from tests.web import SignedIn, as_web

__all__ = ["as_web"]


@pytest.mark.parametrize(("words", "day"), [
    ("6月底前", "2026-06-30"), ("2026年2月", "2026-02-28"), ("2026-09-15", "2026-09-15"), ("9月15日前", "2026-09-15"), ("上半年", "2026-06-30"), ("三季度", "2026-09-30"), ("年底前", "2026-12-31"),
    ("每季度一次", ""), ("长期坚持", ""), ("尽快", ""), ("13月", ""), ("2月30日", ""),
])  # fmt: skip
def test_the_last_day_people_mean(words: str, day: str) -> None:
    assert last_day(words, 2026) == (date.fromisoformat(day) if day else None)


def row(content: str, until: str, unit: str = "枫林镇司法所", figure: str = "", target: str = "") -> dict[str, str]:
    return {name: said for name, said in {"内容": content, "责任单位": unit, "完成时限": until, "指标": figure, "目标": target}.items() if said}


def issued(county: County, *rows: dict[str, str]) -> None:
    """The report of 2025, issued in January with its plan for 2026."""
    bureau = Bureau(county)
    found = bureau.report(day="2026-01-10", period_from="2025-01-01", period_to="2025-12-31")
    found.do(reporting.plan, bureau.writer, "2026-01-10", rows=list(rows))
    found.do(reporting.write, bureau.writer, "2026-01-10", problems="宣传形式单一，调解档案不够规范。")
    found.do(reporting.check, bureau.checker, "2026-01-12", opened=True, may_be_longer=True).do(reporting.review, bureau.reviewer, "2026-01-13", digits_seen=True)
    found.do(reporting.sign, bureau.leader, "2026-01-14", doc_no="枫司〔2026〕2号").do(reporting.issue, bureau.writer, "2026-01-15")


def proposed() -> list[str]:
    return list(SupervisionCard.objects.filter(proposed_key__startswith="plan:").order_by("proposed_key").values_list("title", flat=True))


def test_what_is_measured_is_proposed_when_it_falls_behind_and_only_once(county: County) -> None:
    """计划全年十件，过了四成时间一件也没有：落后；有四件就不落后。"""
    issued(county, row("调解案件不少于10件", "年底前", figure="调解案件数", target="10件"))
    propose_of_plans(at("2026-01-20"))
    assert proposed() == []
    for _ in range(4):
        Case(county).in_mediation("2026-03-02")
    folding.fold_all_changes()
    propose_of_plans(at("2026-05-20"))
    assert proposed() == []
    assert propose_of_plans(at("2026-09-20")) == 1
    assert propose_of_plans(at("2026-09-21")) == 0
    card = SupervisionCard.objects.get()
    assert (card.title, card.source_word, card.due_on) == ("调解案件不少于10件", "工作计划", date(2026, 12, 31))
    assert "计划10件，现在4件，按时间应完成71%，落后31个百分点" in card.entries.get(seq=1).data["content"]


def test_what_nobody_can_measure_is_asked_about_thirty_days_before(county: County) -> None:
    issued(county, row("建成公共法律服务示范点", "6月底前"), row("每季度开展一次培训", "每季度"), row("整改档案", "12月底前"))
    propose_of_plans(at("2026-05-30"))
    assert proposed() == []
    propose_of_plans(at("2026-05-31"))
    assert proposed() == ["建成公共法律服务示范点"]


def test_a_person_makes_a_card_of_it_with_its_colour(county: County) -> None:
    issued(county, row("建成公共法律服务示范点", "6月底前"))
    propose_of_plans(at("2026-06-01"))
    card = SupervisionCard.objects.get()
    assert (card.issued, card.office) == (False, county.offices["bureau"])
    given: dict[str, Any] = {"content": "建成公共法律服务示范点", "lead": county.offices["office"].pk, "due": "2026-06-30"}
    perform(county["section"], card.pk, [Doing(p.confirm, given, date(2026, 6, 2))], now=at("2026-06-02"))
    card = SupervisionCard.objects.get()
    assert (card.issued, card.source_word, card.office) == (True, "工作计划", county.offices["office"])


def test_the_wall_of_a_period_shows_closed_cards_too(county: County, as_web: SignedIn) -> None:
    from fengqiao.lines.supervision.tests.test_cards import Card

    Card(county).running(content="今年办完的一件", due="2026-06-12").closed("2026-06-10")
    Card(county).running(content="明年到期的一件", due="2027-03-31")
    desk = as_web("leader")
    now = desk.get("/supervision/").content.decode()
    year = desk.get("/supervision/?due=year").content.decode()
    assert ("今年办完的一件" in now, "明年到期的一件" in now) == (False, True)
    assert ("今年办完的一件" in year, "明年到期的一件" in year) == (True, False)
    assert desk.get("/supervision/?due=nonsense").status_code == 200
