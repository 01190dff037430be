"""A9: a conflict that appears after the assignment stops the work, by its rule alone."""

from __future__ import annotations

from datetime import date

from fengqiao.lines.aidcases.nightly import stop_where_found
from fengqiao.lines.aidcases.tests.driver import Aid, Case
from fengqiao.lines.aidcases.tests.test_life import in_hand, met
from fengqiao.matter.models import Notice
from fengqiao.providers import edges, keys
from fengqiao.providers.codes import EdgeKind, SuspensionKind
from fengqiao.providers.models import Provider, ServiceOrg, Suspension
from tests.county import at


def counsel(aid: Aid, day: str) -> None:
    """The handler's firm becomes standing counsel of the other side."""
    said = edges.Said(kind=EdgeKind.COUNSEL, party=keys.body("枫林建筑有限公司"), from_on=date.fromisoformat(day), source=f"advisers:{day}", org=ServiceOrg.objects.get(name="枫林律师事务所"))
    edges.record_edge(said, territory=aid.county["assigner"].territory, now=at(day))


def started(aid: Aid) -> Case:
    case = met(in_hand(aid), "2026-11-05")
    assert stop_where_found(at("2026-11-06", "03:10")) == 0
    return case


def test_the_firm_becomes_the_opponents_counsel_and_the_work_stops_that_night(aid: Aid) -> None:
    """只说规则，不说是谁、什么事；指派员、承办人、主任都知道。"""
    case = started(aid)
    counsel(aid, "2026-11-06")
    assert stop_where_found(at("2026-11-07", "03:10")) == 1
    assert (case.stage, case.facts.last("stop_work").get("rule"), case.papers()[-1]) == ("停止办理", "H6", "停止办理通知书")
    said = list(Notice.objects.filter(matter_id=case.matter.pk, code="AC09").values_list("text", flat=True))
    assert (len(said), set(said)) == (3, {"指派后发现利益冲突（规则H6），已停止办理，请马上更换承办人。"})
    paper = case.paper("aid_stopped")
    assert (paper["to"], paper["rule"]) == ("枫林律师事务所", "承担的其他法律服务与本案冲突（H6）")
    assert "枫林建筑" not in str(paper)
    assert stop_where_found(at("2026-11-08", "03:10")) == 0


def test_what_the_head_found_to_be_none_is_not_stopped_again(aid: Aid) -> None:
    case = started(aid)
    counsel(aid, "2026-11-06")
    stop_where_found(at("2026-11-07", "03:10"))
    case.do("resume_work", "2026-11-09", by="aid_head", reason="合同已在签约前解除")
    assert stop_where_found(at("2026-11-10", "03:10")) == 0
    assert case.stage == "承办中"


def test_a_licence_that_ended_stops_the_work_and_a_pause_of_new_cases_does_not(aid: Aid) -> None:
    case = started(aid)
    handler = Provider.objects.get(name="律师严")
    Suspension.objects.create(territory=handler.territory, provider=handler, kind=SuspensionKind.POOL, from_on=date(2026, 11, 6), reason="两次评估不合格", made_at=at("2026-11-06"))
    assert stop_where_found(at("2026-11-07", "03:10")) == 0
    Provider.objects.filter(pk=handler.pk).update(licence_to=date(2026, 11, 7))
    assert stop_where_found(at("2026-11-08", "03:10")) == 1
    assert case.facts.last("stop_work").get("rule") == "H1"


def test_a_firm_that_may_not_practise_stops_its_lawyers(aid: Aid) -> None:
    """停业整顿的是律师事务所，它的律师也不能办；受援人没有过错，另行指派。"""
    case = started(aid)
    firm = ServiceOrg.objects.get(name="枫林律师事务所")
    Suspension.objects.create(territory=firm.territory, org=firm, kind=SuspensionKind.PENALTY, from_on=date(2026, 11, 7), reason="停业整顿", made_at=at("2026-11-07"))
    assert stop_where_found(at("2026-11-07", "03:10")) == 1
    assert case.facts.last("stop_work").get("rule") == "H1"
