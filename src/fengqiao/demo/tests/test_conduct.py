"""The lives with something beside the stage are real actions that the engine admits, some of them left for today."""

from __future__ import annotations

from types import SimpleNamespace

from fengqiao.demo.awaiting import load_awaiting
from fengqiao.demo.conduct import load_conduct
from fengqiao.lines.corrections.cases.conduct.sanctions import PROPOSED, handlings
from fengqiao.lines.corrections.models import CorrectionCase
from fengqiao.lines.corrections.tests.driver import Case
from fengqiao.matter.models import Matter, TaskRow
from tests.county import County, at


def test_five_lives_are_told_by_the_acts_of_their_officers(county: County) -> None:
    cases = [Case(county).under_supervision(f"2026-03-0{n}", "2027-11-30") for n in range(1, 6)]
    load_conduct(SimpleNamespace(code="999901"), say=lambda text: None, now=at("2026-08-20"))  # type: ignore[arg-type]
    assert [one.state for one in handlings(cases[0].facts)] == ["已送达", PROPOSED]
    found = CorrectionCase.objects.order_by("received_on").values_list("proposed", "away", "device_to_on")
    assert [(proposed, away, bool(worn)) for proposed, away, worn in found] == [
        ("", "", False), ("撤销缓刑", "", False), ("", "", True), ("", "查找中", False), ("", "", False),
    ]  # fmt: skip


def test_something_waits_for_everybody_who_decides(county: County) -> None:
    for n in range(1, 3):
        Case(county).under_supervision(f"2026-03-0{n}", "2027-11-30")
    load_awaiting(SimpleNamespace(code="999901"), say=lambda text: None, now=at("2026-08-20"))  # type: ignore[arg-type]
    opened = Matter.objects.exclude(line="corrections").values_list("line", flat=True)
    assert sorted(opened) == ["correction_sessions", "information_requests", "investigations", "investigations"]
    waiting = set(TaskRow.objects.values_list("label", flat=True))
    assert {"审批电子定位", "决定是否变更执行地", "答复征求意见", "完成调查，提交意见书", "答复来函", "登记到场情况"} <= waiting
