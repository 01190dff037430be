"""A batch: reckoned by the rate of the day of assignment, made by one, checked by another, paid by a third."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fengqiao.lines.aidcases.models import SubsidyLine
from fengqiao.lines.aidcases.tests.driver import Aid, Case
from fengqiao.lines.aidcases.tests.test_life import FILE, closed, in_hand, met
from fengqiao.lines.aidcases.watches import subsidies_wait
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
    assert (batch.row.total_fen, batch.row.count, batch.clocks()["pay"]) == (137_000, 1, "2027-01-21")  # 案卷2026-12-22审查通过
    line = SubsidyLine.objects.get()
    key = f"{passed.matter.pk.hex}:{line.provider_key}"
    batch.do("hold", "2026-12-24", line=key, why="complaint", note="投诉收取财物")
    assert (batch.row.total_fen, batch.row.held, batch.clocks().get("pay")) == (0, 1, None)
    batch.do("release", "2026-12-25", by="aid_head", line=key, note="查无此事").do("check", "2026-12-25", by="aid_head")
    batch.do("pay", "2026-12-26", by="finance", paid_on="2026-12-26", voucher="记字88号")
    assert (batch.stage, SubsidyLine.objects.get().state, batch.papers()) == ("已发", "paid", ["法律援助补贴计算单", "法律援助补贴发放表"])
    with pytest.raises(Refused, match="没有可以计算的案件"):
        opened(aid, "aidbatch", "make", "2026-12-28", "assigner", period="2026年12月二")


def rates(aid: Aid) -> None:
    opened(aid, "aidrate", "set_rate", "2026-10-08", "assigner", **RATE).do("adopt", "2026-10-08", by="aid_head")


def test_a_batch_made_late_is_late_from_the_day_the_file_passed(aid: Aid, passed: Case) -> None:
    """案卷审查通过起三十日内发放（本局时限）：迟迟不计算的，一计算就已经逾期。"""
    rates(aid)
    assert [notice.text for notice in subsidies_wait(at("2027-01-10", "06:20"))] == []
    said = {notice.text for notice in subsidies_wait(at("2027-01-22", "06:20"))}
    assert said == {"有1件案卷审查通过20日以上，还没有计算补贴，最早的已过31日，超过三十日。请计算一批。"}
    batch = opened(aid, "aidbatch", "make", "2027-02-10", "assigner", period="2027年2月")
    assert batch.clocks()["pay"] == "2027-01-21"
    assert list(subsidies_wait(at("2027-02-11", "06:20"))) == []


def changed(aid: Aid, fault: str) -> Case:
    """Met by the first, changed, finished by the second; the file passed."""
    case, kuan = met(in_hand(aid), "2026-11-05"), aid.provider("律师宽")
    case.do("ask_change", "2026-11-10", by_="recipient", reason="idle", facts="二十日没有联系过我").do("verify_change", "2026-11-11", statement="开庭较多", found="记录不全")
    case.do("grant_change", "2026-11-11", by="aid_head", fault=fault, option="same_unit", reason="另行安排").do("assign", "2026-11-12", org=aid.org(), handler=kuan, mode="turn")
    case.do("work", "2026-11-13", by="lawyer2", kind="interview", note="约见受援人", told_rights=True)
    case.do("close", "2026-12-20", by="lawyer2", basis="judgment", closing_day="2026-12-15", document_no="（2026）枫民初1号", outcome="won", story="判决支付")
    return case.do("hand_in", "2026-12-21", by="lawyer2", items=FILE).do("pass_file", "2026-12-22")


def test_while_a_fault_is_undecided_the_first_handler_is_not_paid(aid: Aid) -> None:
    """过错待定的冻结；认定有过错的，原承办人不计，接手的照发。"""
    rates(aid)
    case = changed(aid, "open")
    batch = opened(aid, "aidbatch", "make", "2026-12-23", "assigner", period="2026年12月")
    assert {row.handler_name: row.hold for row in SubsidyLine.objects.all()} == {"律师严": "fault", "律师宽": ""}
    batch.do("check", "2026-12-24", by="aid_head").do("pay", "2026-12-25", by="finance", paid_on="2026-12-25", voucher="记字1号")
    case.do("judge_fault", "2026-12-26", by="aid_head", fault="yes", reason="二十日没有联系受援人，属实")
    assert (case.row.with_fault, case.row.stage) == (True, "passed")
    with pytest.raises(Refused, match="没有待定的过错"):
        case.do("judge_fault", "2026-12-27", by="aid_head", fault="no", reason="再议一次")
    opened(aid, "aidbatch", "make", "2026-12-28", "assigner", period="2026年12月二")
    assert [(row.handler_name, row.amount_fen) for row in SubsidyLine.objects.filter(state="made")] == [("律师严", 0)]


def test_nobody_is_paid_the_receipts_of_another_handler(aid: Aid) -> None:
    """更换以后各人凭各人的凭据：前一位花的不再发给后一位。"""
    rates(aid)
    case, kuan = met(in_hand(aid), "2026-11-05"), aid.provider("律师宽")
    case.do("receipts", "2026-11-06", by="lawyer", receipts=12_000)
    case.do("ask_change", "2026-11-10", by_="recipient", reason="idle", facts="二十日没有联系过我").do("verify_change", "2026-11-11", statement="开庭较多", found="记录不全")
    case.do("grant_change", "2026-11-11", by="aid_head", fault="no", option="same_unit", reason="另行安排").do("assign", "2026-11-12", org=aid.org(), handler=kuan, mode="turn")
    case.do("work", "2026-11-13", by="lawyer2", kind="interview", note="约见受援人", told_rights=True)
    case.do("close", "2026-12-20", by="lawyer2", basis="judgment", closing_day="2026-12-15", document_no="（2026）枫民初1号", outcome="won", story="判决支付")
    case.do("hand_in", "2026-12-21", by="lawyer2", items=FILE).do("pass_file", "2026-12-22")
    opened(aid, "aidbatch", "make", "2026-12-23", "assigner", period="2026年12月")
    direct = {row.handler_name: row.formula.partition("；")[0] for row in SubsidyLine.objects.all()}
    assert direct == {"律师严": "直接费用：凭据120元，不超过标准600元，计120.00元", "律师宽": "直接费用：标准600元，计600.00元"}
