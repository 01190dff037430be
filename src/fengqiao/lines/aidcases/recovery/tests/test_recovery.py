"""追偿（法律援助法64）: from a termination for deceit the cost is ordered back, in instalments; the fine is handed on."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fengqiao.lines.aidcases.subsidies.tests.test_batch import RATE, opened
from fengqiao.lines.aidcases.tests.driver import Aid, Case
from fengqiao.lines.aidcases.tests.test_life import FILE, in_hand, met
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter
from fengqiao.matter.models import Notice
from fengqiao.matter.refusals import Refused
from fengqiao.orgs import roles
from fengqiao.orgs.models import Office
from tests.county import at


def ended(aid: Aid, ground: str = "1") -> Case:
    """Met, terminated on 2026-11-10, served, the file passed, and the subsidy of what was done paid."""
    aid.join("bureau_section", "股长陶", roles.LEGAL_SERVICE)
    opened(aid, "aidrate", "set_rate", "2026-11-02", "assigner", **RATE).do("adopt", "2026-11-02", by="aid_head")
    case = met(in_hand(aid), "2026-11-05")
    return case.do("terminate", "2026-11-10", by="aid_head", end_ground=ground, said="收入证明系伪造", heard=True, recover=True)


def paid(aid: Aid, case: Case) -> Case:
    for addressee in ("recipient", "unit", "organ"):
        case.do("serve", "2026-11-11", addressee=addressee, served_on="2026-11-11", way="letter")
    case.do("hand_in", "2026-11-12", items=FILE).do("pass_file", "2026-11-13")
    batch = opened(aid, "aidbatch", "make", "2026-11-16", "assigner", period="2026年11月").do("check", "2026-11-16", by="aid_head")
    batch.do("pay", "2026-11-17", by="finance", paid_on="2026-11-17", voucher="记字9号")
    return case


def recovery(aid: Aid, case: Case, day: str, **said: Any) -> Case:
    procedure = registry.procedure_on("aidrecovery", date.fromisoformat(day))
    data = {
        "basis": "deceit", "from_whom": "recipient", "parties": [{"name": "薪难讨"}], "said": "伪造收入证明", "origin": case.matter.pk.hex, **said,
    }  # fmt: skip
    office = Office.objects.get(pk=aid.county["assigner"].office_id)
    return Case(aid.county, open_matter(aid.county["assigner"], procedure, [Doing(procedure.action("find"), data, date.fromisoformat(day))], office, now=at(day)).matter)


def test_art64_the_cost_is_ordered_back_with_what_was_spent_beside_the_subsidy(aid: Aid) -> None:
    """责令支付的是已发补贴和另外实付的直接费用；分次收，收清为止；罚款移送。"""
    case = paid(aid, ended(aid))
    found = recovery(aid, case, "2026-11-18", other_costs=120_000)
    subsidy = 77_000 * 40 // 100  # 已完成四成（会见三成、交卷一成）的劳务；没有直接费用凭据
    assert (found.row.principal_fen, found.row.case_no, found.stage) == (subsidy + 120_000, case.row.number, "待责令支付")
    assert (case.facts.last("recovering").get("recovery_no"), found.row.basis_word) == (found.row.number, "以欺骗手段获得援助")
    with pytest.raises(Refused, match="由局公共法律服务科室办理"):
        found.do("order", "2026-11-19", by="aid_head", grounds="伪造收入证明", pay_by="2026-12-19", heard=True, other_costs=120_000)
    found.do("order", "2026-11-19", by="bureau_section", grounds="伪造收入证明获得援助", pay_by="2026-12-19", heard=True, other_costs=120_000)
    paper = found.paper("aid_recovery_order")
    assert (paper["total"], [row["amount"] for row in paper["rows"]], paper["rows"][0]["voucher"]) == ("1,508.00元（人民币壹仟伍佰零捌元整）", ["308.00", "1,200.00"], "记字9号")
    assert found.clocks()["pay"] == "2026-12-19"
    found.do("refer_penalty", "2026-11-20", by="bureau_section", penalty_to="局行政执法大队")
    found.do("receive_money", "2026-12-01", by="finance", amount=100_000, paid_on="2026-12-01", voucher="收字1号")
    with pytest.raises(Refused, match=r"还应付508\.00元"):
        found.do("receive_money", "2026-12-10", by="finance", amount=50_801, paid_on="2026-12-10", voucher="收字2号")
    found.do("receive_money", "2026-12-10", by="finance", amount=50_800, paid_on="2026-12-10", voucher="收字2号")
    assert (found.stage, found.clock("pay").state, found.row.received_fen) == ("已付清", "met", 150_800)


def test_only_a_termination_for_deceit_leads_to_an_order_against_the_recipient(aid: Aid) -> None:
    case = ended(aid, ground="4")
    with pytest.raises(Refused, match="先以第（一）项终止法律援助"):
        recovery(aid, case, "2026-11-18")
    with pytest.raises(Refused, match="欺骗获得援助的，向受援人追"):
        recovery(aid, case, "2026-11-18", from_whom="handler")


def test_nothing_was_paid_so_nothing_can_be_ordered_yet(aid: Aid) -> None:
    case = ended(aid)
    assert Notice.objects.filter(matter_id=case.matter.pk, code="AC14").count() == 1
    found = recovery(aid, case, "2026-11-18")
    with pytest.raises(Refused, match="没有可以责令支付的金额"):
        found.do("order", "2026-11-19", by="bureau_section", grounds="伪造收入证明", pay_by="2026-12-19", heard=True)
    paid(aid, case)
    found.do("order", "2026-11-20", by="bureau_section", grounds="伪造收入证明", pay_by="2026-12-19", heard=True)
    assert found.row.principal_fen == 30_800  # 责令那天重新计算


def test_what_was_paid_twice_is_asked_back_of_the_body_up_to_what_was_paid(aid: Aid) -> None:
    case = paid(aid, ended(aid, ground="4"))
    given = {"basis": "twice", "from_whom": "body", "parties": [{"name": "枫林律师事务所"}]}
    with pytest.raises(Refused, match="请写多发了多少元"):
        recovery(aid, case, "2026-11-18", **given)
    with pytest.raises(Refused, match=r"不会超过这件案件已经发放的308\.00元"):
        recovery(aid, case, "2026-11-18", twice=30_801, **given)
    found = recovery(aid, case, "2026-11-18", twice=20_000, **given)
    assert found.row.principal_fen == 20_000
    found.do("order", "2026-11-19", by="bureau_section", grounds="同一笔发放两次", pay_by="2026-12-19", heard=True)
    assert (found.papers(), found.paper("aid_recovery_return")["total"][:7]) == (["退回补贴通知书"], "200.00元")
