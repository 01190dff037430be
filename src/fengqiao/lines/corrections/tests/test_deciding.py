"""Who decides has before them what is decided about: facts, evidence, opinion, as they were proposed."""

from __future__ import annotations

import pytest

from fengqiao.lines.corrections.tests.driver import Case
from fengqiao.lines.corrections.tests.test_moving import agreed
from fengqiao.matter.models import Look
from tests.county import County
from tests.web import SignedIn, as_web

__all__ = ["as_web"]


@pytest.fixture
def case(county: County) -> Case:
    return Case(county).under_supervision("2026-06-01", "2027-11-30")


def beside(as_web: SignedIn, who: str, case: Case, action: str) -> str:
    """The words beside the form."""
    assert case.matter is not None
    page = as_web(who).get(f"/matters/{case.matter.code}/do/{action}/").content.decode()
    return page.partition("pair-side told")[2].partition("pair-main")[0]


def test_a_sanction_is_decided_with_its_facts_evidence_and_the_persons_own_words(case: Case, as_web: SignedIn) -> None:
    case.sanctioned("2026-06-04", "admonish", "T2", case.breach("2026-06-03", facts="第一次没有报告。"))
    case.proposed("2026-06-11", "warn", "W3", case.breach("2026-06-10", facts="钱大勇两次没有报告。"), facts="劝告后仍不报告。")
    said = beside(as_web, "corrections_head", case, "decide_sanction")
    for words in ("两次没有报告", "谈话笔录", "本人表示没有意见", "劝告后仍不报告", "登记违反规定", "提出奖惩意见"):
        assert words in said
    assert "第一次没有报告" not in said  # 已经决定的，不在眼前
    assert "钱大勇" not in said  # 不是承办人，名字照样隐去
    assert Look.objects.filter(what="据以“决定奖惩”的内容").count() == 1


def test_the_leader_approves_a_device_with_ground_need_and_months_in_sight(case: Case, as_web: SignedIn) -> None:
    from fengqiao.lines.corrections.cases.device import steps as device

    evidence = [{"what": "查访记录"}]
    case.do(device.propose_device, "2026-06-10", ground="2", facts="两次离开本县。", evidence=evidence, need="劝告无效。", months=2)
    said = beside(as_web, "leader", case, "approve_device")
    for words in ("无正当理由，未经批准离开所居住的市、县", "两次离开本县", "查访记录", "劝告无效", "<dd>2</dd>"):
        assert words in said


def test_a_move_is_decided_with_the_application_the_opinion_and_the_answer(case: Case, as_web: SignedIn) -> None:
    agreed(case)
    said = beside(as_web, "corrections_head", case, "decide_move")
    for words in ("到诸暨工作", "有劳动合同", "诸社矫函〔2026〕5号", "登记新地复函"):
        assert words in said
