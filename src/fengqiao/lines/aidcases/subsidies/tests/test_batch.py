"""A batch: reckoned by the rate of the day of assignment, made by one, checked by another, paid by a third."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fengqiao.lines.aidcases.models import SubsidyLine
from fengqiao.lines.aidcases.tests.driver import Aid, Case
from fengqiao.lines.aidcases.tests.test_life import FILE, closed, in_hand, met
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.models import Office
from tests.county import at

RATE = {
    "service": "civil", "from_on": "2026-01-01", "direct": 60_000, "day_rate": 38_500, "half_days": 4, "cross": 39_500, "grade_excellent": 120, "grade_good": 110,
    "grade_pass": 100, "grade_fail": 0, "share_meeting": 30, "share_reading": 30, "share_speaking": 30, "share_filing": 10, "few": 50, "many": 20, "most": 5,
    "source_doc": "省厅省财政厅〔2025〕3号（演示）",
}  # fmt: skip


def opened(aid: Aid, line: str, action: str, day: str, by: str, **data: Any) -> Case:
    procedure = registry.procedure_on(line, date.fromisoformat(day))
    actor = aid.county[by]
    doing = Doing(procedure.action(action), data, date.fromisoformat(day))
    return Case(aid.county, open_matter(actor, procedure, [doing], Office.objects.get(pk=aid.county["assigner"].office_id), now=at(day)).matter)


@pytest.fixture
def passed(aid: Aid) -> Case:
    case = closed(met(in_hand(aid), "2026-11-05"))
    return case.do("hand_in", "2026-12-21", by="lawyer", items=FILE).do("pass_file", "2026-12-22")


def test_a_case_without_a_rate_is_named_and_the_rate_is_set_by_two(aid: Aid, passed: Case) -> None:
    with pytest.raises(Refused, match="另有1件没有施行中的补贴标准"):
        opened(aid, "aidbatch", "make", "2026-12-23", "assigner", period="2026年12月")
    with pytest.raises(Refused, match="合计是90%"):
        opened(aid, "aidrate", "set_rate", "2026-12-23", "aid_head", **RATE | {"share_filing": 0})
    rate = opened(aid, "aidrate", "set_rate", "2026-12-23", "assigner", **RATE)
    assert rate.do("adopt", "2026-12-23", by="aid_head").stage == "施行中"


def test_a_batch_is_made_checked_and_paid_by_three(aid: Aid, passed: Case) -> None:
    """本批合计等于各笔之和；超过经费余额不计算，也不拆分；发过的不再计算。"""
    opened(aid, "aidrate", "set_rate", "2026-12-23", "assigner", **RATE).do("adopt", "2026-12-23", by="aid_head")
    with pytest.raises(Refused, match=r"超过经费余额370\.00元"):
        opened(aid, "aidbatch", "make", "2026-12-23", "assigner", period="2026年12月", remaining=100_000)
    batch = opened(aid, "aidbatch", "make", "2026-12-23", "assigner", period="2026年12月", remaining=500_000)
    assert (batch.row.total_fen, batch.row.count, batch.clocks()["pay"]) == (137_000, 1, "2027-01-22")
    line = SubsidyLine.objects.get()
    key = f"{passed.matter.pk.hex}:{line.provider_key}"
    batch.do("hold", "2026-12-24", line=key, why="complaint", note="投诉收取财物")
    assert (batch.row.total_fen, batch.row.held) == (0, 1)
    batch.do("release", "2026-12-25", by="aid_head", line=key, note="查无此事").do("check", "2026-12-25", by="aid_head")
    batch.do("pay", "2026-12-26", by="finance", paid_on="2026-12-26", voucher="记字88号")
    assert (batch.stage, SubsidyLine.objects.get().state, batch.papers()) == ("已发", "paid", ["法律援助补贴计算单", "法律援助补贴发放表"])
    with pytest.raises(Refused, match="没有可以计算的案件"):
        opened(aid, "aidbatch", "make", "2026-12-28", "assigner", period="2026年12月二")
