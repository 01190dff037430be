"""The person named looks at the names before the case: 先看各方姓名，确认没有利益冲突，再看案情，接受或者退回。"""

from __future__ import annotations

import pytest

from fengqiao.lines.aidcases.models import Assignment
from fengqiao.lines.aidcases.tests.driver import Aid, Case
from fengqiao.matter.models import Notice
from fengqiao.matter.notices import sweep_clocks
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.matter.visibility import get_matter
from fengqiao.providers.models import RelationEdge
from tests.county import at


def offered(aid: Aid, day: str = "2026-11-03") -> Case:
    """Granted on Monday, named on Tuesday; the lawyer has not answered."""
    yan = aid.provider("律师严")
    return aid.given("2026-11-02").do("assign", day, org=aid.org(), handler=yan, mode="turn", answered=False)


def test_the_case_opens_only_after_the_names_were_looked_at(aid: Aid) -> None:
    case, lawyer = offered(aid), aid.county["lawyer"]
    assert (case.stage, case.row.handler_id, case.row.handler_name) == ("已确定承办人", None, "律师严")
    assert (case.clock("assign_grant").state, case.clocks()["answer"]) == ("met", "2026-11-04")
    with pytest.raises(NotVisible):
        get_matter(lawyer, case.matter.pk)
    with pytest.raises(Refused, match="还没有核对各方姓名"):
        case.do("accept", "2026-11-03", by="lawyer")
    with pytest.raises(Refused, match="承办法律援助案件"):
        case.do("work", "2026-11-03", by="lawyer", kind="interview", note="约见受援人", told_rights=True)
    with pytest.raises(Refused, match="这件指派问的不是您"):
        case.do("no_conflict", "2026-11-03", by="lawyer2", no_conflict=True)
    case.do("no_conflict", "2026-11-03", by="lawyer", no_conflict=True)
    assert get_matter(lawyer, case.matter.pk).pk == case.matter.pk
    case.do("accept", "2026-11-04", by="lawyer")
    assert (case.clock("answer").state, case.row.handler_id) == ("met", lawyer.staff_id)
    with pytest.raises(Refused, match="没有等待答复的指派"):
        case.do("turn_down", "2026-11-04", by="lawyer", decline="time", reason="那天已有两个庭")


def test_a_conflict_returns_the_case_and_nothing_of_it_was_seen(aid: Aid) -> None:
    """退回写一个原因和说明；指派的期限不重新计算，退回的人不在下一次的名单里。"""
    case = offered(aid)
    assert RelationEdge.objects.filter(to_on=None).count() == 1
    case.do("turn_down", "2026-11-04", by="lawyer", decline="conflict", reason="本所是对方公司的常年法律顾问")
    assert (case.stage, case.row.handler_id) == ("待指派", None)
    assert RelationEdge.objects.filter(to_on=None).count() == 0
    one = Assignment.objects.get(matter_id=case.matter.pk)
    assert (one.ended, one.declined, one.ended_on.isoformat()) == ("declined", "conflict", "2026-11-04")  # type: ignore[union-attr]
    assert case.clocks()["rename"] == "2026-11-09"
    told = Notice.objects.filter(matter_id=case.matter.pk, code="AC14")
    assert [(notice.text, notice.roles) for notice in told] == [("承办人退回指派（利益冲突），请马上另行指派。", ["aid_assigner"])]
    with pytest.raises(NotVisible):
        get_matter(aid.county["lawyer"], case.matter.pk)
    kuan = aid.provider("律师宽")
    case.do("assign", "2026-11-05", org=aid.org(), handler=kuan, mode="turn")
    assert case.row.handler_id == aid.county["lawyer2"].staff_id


def test_the_centre_records_what_was_said_by_telephone(aid: Aid) -> None:
    case = offered(aid).do("no_conflict", "2026-11-03", no_conflict=True).do("accept", "2026-11-03")
    assert case.row.handler_id == aid.county["lawyer"].staff_id


def test_who_has_no_account_is_not_waited_for(aid: Aid) -> None:
    zhou = aid.provider("周无账号")
    case = aid.given("2026-11-02").do("assign", "2026-11-03", org=aid.org(), handler=zhou, mode="turn")
    assert "answer" not in case.clocks()
    case.do("sign", "2026-11-04", signed_on="2026-11-04", power="general", free=True)
    assert case.stage == "已签约"


def test_silence_is_told_to_the_centre(aid: Aid) -> None:
    case = offered(aid)
    for day in ("2026-11-04", "2026-11-05"):
        sweep_clocks(at(day))
    told = Notice.objects.filter(matter_id=case.matter.pk, code="AC13").order_by("pk")
    assert [(notice.level, notice.roles) for notice in told] == [("黄", ["aid_assigner"]), ("橙", ["aid_assigner"]), ("橙", ["aid_head"])]
    assert told.last().text == "承办人没有在期限内答复指派，请电话询问；不接的另行指派。"  # type: ignore[union-attr]


def test_who_worked_until_the_termination_hands_in_the_file(aid: Aid) -> None:
    case = offered(aid).taken("2026-11-03").do("work", "2026-11-04", by="lawyer", kind="interview", note="约见受援人", told_rights=True)
    case.do("terminate", "2026-11-10", by="aid_head", end_ground="5", said="对方付清工资，案件撤销")
    case.do("serve", "2026-11-11", addressee="unit", served_on="2026-11-11", way="letter")
    items = [{"item": item, "there": "none", "reason": "没有"} for item in ("assignment", "agreement", "meeting", "reading", "opinion", "court", "told", "document", "report")]
    case.do("hand_in", "2026-11-12", by="lawyer", items=items)
    assert case.stage == "已交材料"
