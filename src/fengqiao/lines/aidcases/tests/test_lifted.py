"""What comes back to a case: a termination lifted upon objection, a complaint, what the recipient does by telephone."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from fengqiao.lines.aidcases import public
from fengqiao.lines.aidcases.cards import of_case
from fengqiao.lines.aidcases.models import Assignment, SubsidyLine
from fengqiao.lines.aidcases.subscribers import lift
from fengqiao.lines.aidcases.subsidies.tests.test_batch import RATE, opened
from fengqiao.lines.aidcases.tests.driver import Aid, Case
from fengqiao.lines.aidcases.tests.test_life import FILE, closed, in_hand, met
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter
from fengqiao.matter.events import deliver
from fengqiao.matter.models import Matter
from fengqiao.matter.public import SentIn
from fengqiao.matter.refusals import Refused
from fengqiao.matter.visibility import get_matter
from fengqiao.orgs import roles
from fengqiao.orgs.citizen import citizen_of
from fengqiao.orgs.models import Office
from tests.county import at
from tests.jobs import forget_earlier

PHONE = "13800003333"
PARTIES = [{"side": "recipient", "name": "薪难讨", "phone": PHONE}, {"side": "opponent", "kind": "org", "name": "枫林建筑有限公司", "phone": "13800004444"}]


@pytest.fixture(autouse=True)
def nothing_waits(db: Any) -> None:
    forget_earlier()


def sent(data: dict[str, Any], now: datetime, phone: str = PHONE) -> SentIn:
    return SentIn(uuid4(), data, phone, [], citizen_of(999901, now=now), now, now)


def hear() -> None:
    """What waits for its hearers is handed to them, as the worker would."""
    for job in ProcrastinateJob.objects.filter(task_name="matter.deliver", status="todo").order_by("id"):
        deliver(**job.args)


def bureau(aid: Aid, procedure_code: str, day: str, by: str, **data: Any) -> Case:
    procedure = registry.procedure_on(procedure_code, date.fromisoformat(day))
    doing = Doing(procedure.action("receive"), data, date.fromisoformat(day))
    return Case(aid.county, open_matter(aid.county[by], procedure, [doing], Office.objects.get(pk=aid.county[by].office_id), now=at(day)).matter)


def ended(aid: Aid) -> Case:
    """In hand, met, and terminated because the means changed."""
    case = met(in_hand(aid), "2026-11-05")
    return case.do("terminate", "2026-11-10", by="aid_head", end_ground="4", said="已经找到工作", heard=True)


def objection(aid: Aid, case: Case, day: str = "2026-11-11") -> Case:
    aid.join("objections", "异议审查员山", roles.AID_OBJECTIONS)
    return bureau(aid, "aid_objection", day, "objections", parties=[{"name": "薪难讨"}], reason="工资不够标准", origin=case.matter.pk.hex)


def test_art49_a_termination_is_objected_to_and_lifted_and_the_case_goes_on(aid: Aid) -> None:
    """责令改正终止决定的，援助继续，原来的承办人接着办；再听一遍不变。"""
    case = ended(aid)
    assert (case.stage, case.row.handler_id) == ("已终止", aid.county["lawyer"].staff_id)  # who hands in the file
    found = objection(aid, case)
    assert (found.row.against, found.row.target, found.clocks()["decide"]) == ("termination", case.matter.pk, "2026-11-16")
    found.do("order", "2026-11-12", by="objections", found="月收入低于标准", words="责令恢复")
    hear()
    hear()
    assert (case.stage, case.row.outcome, case.row.end_ground, case.row.closing_day) == ("承办中", "", "", None)
    assert case.row.handler_id == aid.county["lawyer"].staff_id
    assert [(one.handler_name, one.ended) for one in Assignment.objects.filter(matter_id=case.matter.pk)] == [("律师严", "")]
    assert (case.facts.all("lifted")[0].get("number"), len(case.facts.all("lifted")), case.papers()[-1]) == (found.row.number, 1, "恢复法律援助通知书")
    assert "serve" not in case.clocks()
    closed(case).do("hand_in", "2026-12-21", by="lawyer", items=FILE)
    assert (case.clock("hand_in").state, case.clocks()["review"]) == ("met", "2027-01-20")


def test_what_was_handed_in_upon_the_termination_is_not_the_file_of_the_case(aid: Aid) -> None:
    case = ended(aid)
    for addressee in ("recipient", "unit", "organ"):
        case.do("serve", "2026-11-11", addressee=addressee, served_on="2026-11-11", way="letter")
    case.do("hand_in", "2026-11-13", items=FILE)
    assert lift(case.matter.pk, date(2026, 11, 16), number="（2026）枫林援异字第0001号")
    assert (case.stage, case.row.handed_in_on, "review" in case.clocks()) == ("承办中", None, False)
    closed(case)
    assert case.clocks()["hand_in"] == "2027-01-14"
    assert lift(case.matter.pk, date(2026, 12, 21), number="再听一遍") is False


def test_a_case_nobody_had_yet_is_to_be_assigned_within_three_days_of_the_correction(aid: Aid) -> None:
    case = aid.given("2026-11-02").do("terminate", "2026-11-03", by="aid_head", end_ground="4", said="找到工作", heard=True)
    assert case.stage == "指派前终止"
    lift(case.matter.pk, date(2026, 11, 9), number="（2026）枫林援异字第0001号")
    assert (case.stage, case.clocks()["rename"]) == ("待指派", "2026-11-12")
    yan = aid.provider("律师严")
    assert case.do("assign", "2026-11-09", org=aid.org(), handler=yan, mode="turn").stage == "已确定承办人"


def test_a_case_that_was_not_ended_has_nothing_to_object_to(aid: Aid) -> None:
    with pytest.raises(Refused, match="只有不予法律援助、终止法律援助的决定可以提出异议"):
        objection(aid, in_hand(aid))


def test_a_complaint_that_property_was_taken_holds_the_subsidy_until_it_is_dealt_with(aid: Aid) -> None:
    """财物投诉在办，补贴冻结；处理完解除。"""
    aid.join("complaints", "投诉员丘", roles.AID_COMPLAINTS)
    case = closed(met(in_hand(aid), "2026-11-05")).do("hand_in", "2026-12-21", by="lawyer", items=FILE).do("pass_file", "2026-12-22")
    opened(aid, "aidrate", "set_rate", "2026-12-22", "assigner", **RATE).do("adopt", "2026-12-22", by="aid_head")
    batch = opened(aid, "aidbatch", "make", "2026-12-22", "assigner", period="2026年12月")
    said = {"parties": [{"name": "薪难讨"}], "against": "handler", "head": "property", "channel": "oral", "content": "另收了八百元", "standing": "recipient"}
    found = bureau(aid, "aid_complaint", "2026-12-23", "complaints", origin=case.matter.pk.hex, **said)
    assert found.facts.opening.get("against_name") == "律师严"
    batch.do("check", "2026-12-23", by="aid_head")
    with pytest.raises(Refused, match="财物方面的投诉正在办理"):  # 还没有听到，付款时再问一遍
        batch.do("pay", "2026-12-23", by="finance", paid_on="2026-12-23", voucher="记字1号")
    hear()
    assert (batch.row.held, batch.row.total_fen, SubsidyLine.objects.get().hold) == (1, 0, "complaint")
    with pytest.raises(Refused, match="没有可以计算的案件"):
        opened(aid, "aidbatch", "make", "2026-12-24", "assigner", period="又一批")
    found.do("accept", "2026-12-24", by="complaints", investigator=aid.county["complaints"].staff_id)
    found.do("investigate", "2026-12-25", by="complaints", ways=["heard"], found="没有收钱").do("decide", "2026-12-25", by="complaints", handling="unfounded", findings="查无此事")
    hear()
    assert (batch.row.held, batch.row.total_fen) == (0, 137_000)
    assert batch.do("pay", "2026-12-28", by="finance", paid_on="2026-12-28", voucher="记字1号").stage == "已发"


def test_the_case_leads_whoever_may_to_what_is_begun_out_of_it(aid: Aid) -> None:
    """异议、投诉、追偿从案件页进入，各由有权的人。"""
    case = ended(aid)
    aid.join("complaints", "投诉员丘", roles.AID_COMPLAINTS)
    aid.join("objections", "异议审查员山", roles.AID_OBJECTIONS)

    def ways(who: str) -> list[str]:
        cards = of_case(case.row, case.facts, aid.county[who], date(2026, 11, 11))
        return [way["label"] for card in cards if card.title == "由本案登记" for way in card.data["ways"]]

    assert (ways("objections"), ways("complaints"), ways("assigner"), ways("lawyer")) == (["登记对终止决定的异议"], ["登记投诉"], ["立追偿"], [])


# By telephone ----------------------------------------------------------------------------------------------------------


def followed(aid: Aid) -> Case:
    yan = aid.provider("律师严")
    return aid.given("2026-11-02", parties=PARTIES).do("assign", "2026-11-03", org=aid.org(), handler=yan, mode="turn")


def test_the_recipient_has_three_buttons_apart_each_with_its_days(aid: Aid) -> None:
    """换律师、异议、投诉分三个按钮，写明区别和几天。"""
    case = followed(aid)
    assert list(public.find(PHONE)) == [case.matter.pk]
    told = public.tell(case.row, PHONE)
    assert told is not None
    assert (told.acts, told.state, told.said[0][1][:12], told.quiet) == (("change", "complain"), "律师已经确定", "律师严（枫林律师事务所）", True)
    helps = {act.code: act.help for act in public.ACTS}
    assert ("五日内" in helps["change"], "只对终止" in helps["object"], "四十五日" in helps["complain"]) == (True, True, True)
    public.change(case.row, sent({"reason": "idle", "facts": "半个月没有联系过我"}, at("2026-11-10")))
    told = public.tell(case.row, PHONE)
    assert told is not None
    assert (told.acts, told.until_on) == (("complain",), "2026-11-16")
    assert case.facts.last("ask_change").get("by") == "recipient"


def test_whoever_is_on_the_other_side_is_told_nothing_nor_an_accuseds_family(aid: Aid) -> None:
    case = followed(aid)
    assert public.tell(case.row, "13800004444") is None
    letter = aid.letter("2026-11-03", parties=[{"name": "梁不言", "sex": "男", "birth_on": "1990-03-07", "phone": PHONE}])
    assert public.tell(letter.row, PHONE) is None


def test_a_termination_is_objected_to_and_a_lawyer_complained_of_by_telephone(aid: Aid) -> None:
    case = followed(aid).do("terminate", "2026-11-10", by="aid_head", end_ground="4", said="已经找到工作", heard=True)
    told = public.tell(case.row, PHONE)
    assert told is not None
    assert told.acts == ("object", "complain")
    public.object_(case.row, sent({"reason": "工资不够标准"}, at("2026-11-11")))
    public.ACTS[-1].do(case.row, sent({"against": "handler", "head": "idle", "content": "一次也没有见过面"}, at("2026-11-11")))
    aid.join("complaints", "投诉员丘", roles.AID_COMPLAINTS)
    aid.join("objections", "异议审查员山", roles.AID_OBJECTIONS)
    opened_ones = {each.line: each for each in Matter.objects.filter(line__in=("aid_objections", "aid_complaints"))}
    assert get_matter(aid.county["objections"], opened_ones["aid_objections"].pk).opened_on == date(2026, 11, 11)
    found = Case(aid.county, opened_ones["aid_complaints"])
    assert (found.row.about_number, found.facts.opening.get("against_name"), found.facts.opening.get("channel")) == (case.row.number, "律师严", "phone")
    assert UUID(found.facts.opening.get("origin")) == case.matter.pk
