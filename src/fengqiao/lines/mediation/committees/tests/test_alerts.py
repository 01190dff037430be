"""AL13, AL14: a committee that misses article 8, a term that ends, a court that was not told, an engagement that ends."""

from __future__ import annotations

import pytest

from fengqiao.lines.mediation.committees import procedure as p
from fengqiao.lines.mediation.committees.tests.driver import Body
from fengqiao.matter.models import Notice
from fengqiao.matter.notices import sweep_alerts, sweep_clocks
from tests.county import County, at


@pytest.fixture
def body(county: County) -> Body:
    return Body(county)


def told(body: Body, day: str, code: str = "AL13") -> list[tuple[str, str, str]]:
    """Unseen notices after the sweep of that morning: level, to whom, what."""
    sweep_clocks(at(day, "06:20"))
    sweep_alerts(at(day, "06:20"))
    found = Notice.objects.filter(matter_id=body.pk, code=code, seen_at=None).order_by("pk")
    return [(str(n.level), "、".join(n.roles), n.text) for n in found]


def test_al13_a_committee_without_a_woman_is_announced_until_mended(body: Body) -> None:
    body.take_in("2025-05-10")
    assert told(body, "2026-05-05") == []
    body.do(p.leave, "2026-05-06", party=2, kind="辞任")
    said = "调委会的组成不合人民调解法第八条：委员不足三人、没有妇女委员。"
    assert told(body, "2026-05-06")[-2:] == [("橙", "office_head", said), ("橙", "section_mediation", said)]


def test_al13_the_term_is_announced_ninety_and_thirty_days_before(body: Body) -> None:
    body.take_in("2023-05-10")  # 2026-05-10 周日届满
    assert told(body, "2026-02-06") == []
    assert [n[:2] for n in told(body, "2026-02-09")] == [("提醒", "office_head"), ("提醒", "section_mediation")]
    assert [n[:2] for n in told(body, "2026-04-10")] == [("黄", "office_head"), ("黄", "section_mediation")]
    level, _, text = told(body, "2026-05-11")[-1]
    assert (level, text) == ("红", "本届委员任期已于2026-05-10届满（人民调解法第九条第二款），现已逾期。请组织推选，登记换届。")


def test_al13_the_court_was_not_told_in_ten_working_days(body: Body) -> None:
    body.take_in("2025-05-10").do(p.leave, "2026-05-06", party=3, kind="辞任")
    [due] = body.due("tell_court")
    assert due == "2026-05-19"  # 05-09周六上班
    assert "橙" not in [n[0] for n in told(body, "2026-05-19") if "人民法院" in n[2]]
    assert ("橙", "section_mediation") in [n[:2] for n in told(body, "2026-05-20") if "人民法院" in n[2]]
