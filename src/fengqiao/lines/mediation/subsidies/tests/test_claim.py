"""A claim from the mediator to the money: two pairs of eyes, one claim a case, only what was agreed. 人民调解法 16; handbook §3.14."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fengqiao.lines.mediation import procedure as case_steps
from fengqiao.lines.mediation.committees import procedure as roster_steps
from fengqiao.lines.mediation.subsidies import procedure as p
from fengqiao.lines.mediation.subsidies.tests.driver import RULE, Claim, agreed_case, roster, rule
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.matter.models import Entry, TaskRow
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.models import Post
from tests.county import County


def test_from_claim_to_payment(ready: County) -> None:
    claim = Claim(ready, agreed_case(ready)).claim("2026-05-07")
    assert (claim.stage, claim.row.case_number, claim.row.total_yuan) == ("已申报", "（2026）枫林镇人调字第0001号", 130)
    assert claim.due("check") == ["2026-05-20"]
    assert claim.tasks() == ["初审补贴申报"]
    claim.check("2026-05-08")
    assert claim.due("recheck") == ["2026-05-21"]
    claim.draw("2026-05-11").recheck("2026-05-12")
    claim.publish("2026-05-13", until="2026-05-20")
    assert (claim.stage, claim.row.batch_id) == ("公示", 1)
    with pytest.raises(Refused, match="公示到2026-05-20为止，公示期满才能发放。"):
        claim.do(p.pay, "2026-05-20", "finance", batch=1)
    claim.do(p.pay, "2026-05-21", "finance", batch=1)
    assert (claim.stage, str(claim.row.paid_on), claim.shares()) == ("已发放", "2026-05-21", [("调解员王", 100, 130)])


def test_nothing_in_a_claim_names_a_party(ready: County) -> None:
    claim = Claim(ready, agreed_case(ready)).claim("2026-05-07").check("2026-05-08")
    said = str(list(Entry.objects.filter(matter_id=claim.pk).values_list("data", flat=True)))
    assert "张三" not in said
    assert "李四" not in said
    assert claim.row.title == "（2026）枫林镇人调字第0001号补贴"


def test_one_case_one_claim(ready: County) -> None:
    case = agreed_case(ready)
    first = Claim(ready, case).claim("2026-05-07")
    with pytest.raises(Refused) as refused:
        Claim(ready, case).claim("2026-05-08")
    assert str(refused.value) == (
        "（2026）枫林镇人调字第0001号已经申报过补贴（已申报）。一案一补，不能重复申报；要改的，请在原申报中补正。（人民调解案件补贴管理办法）"
    )
    first.do(p.withdraw, "2026-05-08", "mediator", reason="份额写错")
    assert Claim(ready, case).claim("2026-05-08").stage == "已申报"


def test_only_a_case_that_reached_agreement(ready: County) -> None:
    case = Case(ready).in_mediation("2026-05-06")
    case.do(case_steps.end, "2026-05-07", reason="no_prospect", ways=["suit"])
    with pytest.raises(Refused, match="没有达成协议，不能申报。只有达成协议的案件才补贴。"):
        Claim(ready, case).claim("2026-05-08")


def test_performed_as_the_standard_asks(ready: County) -> None:
    with pytest.raises(Refused, match="协议履行完毕才能申报。"):
        Claim(ready, agreed_case(ready, performed=False)).claim("2026-05-08")


def test_where_the_standard_does_not_ask_for_performance(county: County) -> None:
    rule(county, replace(RULE, performed_required=False))
    roster(county)
    assert Claim(county, agreed_case(county, performed=False)).claim("2026-05-08").stage == "已申报"


def test_a_complete_file(ready: County) -> None:
    with pytest.raises(Refused, match="卷宗还缺：签署的调解协议书"):
        Claim(ready, agreed_case(ready, complete=False)).claim("2026-05-08")


def test_no_claim_before_the_county_has_a_standard(county: County) -> None:
    roster(county)
    with pytest.raises(Refused, match="协议在2026-05-06生效，当时没有登记补贴标准。"):
        Claim(county, agreed_case(county)).claim("2026-05-08")


def test_the_mediator_was_in_office_on_the_day_of_the_outcome(county: County) -> None:
    rule(county)
    body = roster(county)
    case = agreed_case(county)
    body.do(roster_steps.pause_mediator, "2026-05-06", party=2, reason="被投诉", entered="2026-05-07")
    with pytest.raises(Refused, match="调解员王在2026-05-06不在任（暂停）"):
        Claim(county, case).claim("2026-05-08")


def test_who_draws_a_salary_for_it_draws_no_subsidy(county: County) -> None:
    rule(county)
    roster(county, mediator=("公务员",))
    with pytest.raises(
        Refused, match="调解员王的身份是公务员，按《枫林县人民调解案件补贴办法》（枫司发〔2026〕3号）不领案件补贴。"
    ):
        Claim(county, agreed_case(county)).claim("2026-05-08")


def test_shares_of_those_who_worked_on_the_case(ready: County) -> None:
    wang, chen = ready["mediator"].staff_id, ready["second"].staff_id
    both = [{"mediator": wang, "percent": 67}, {"mediator": chen, "percent": 33}]
    with pytest.raises(Refused, match="调解员陈没有参加本案调解，不能分份额。请核对。"):
        Claim(ready, agreed_case(ready)).claim("2026-05-08", shares=both)
    case = (
        Case(ready).apply("2026-05-06").consent("2026-05-06").accept("2026-05-06").assign("2026-05-06", others=[chen])
    )
    case.meet("2026-05-06").do(
        case_steps.reach_oral, "2026-05-06", facts="两家因院墙滴水发生争执。", agreed="当场赔礼道歉，互不追究。"
    )
    claim = Claim(ready, case).claim("2026-05-07", shares=both)
    assert claim.row.level == "simple"
    assert claim.shares() == [("调解员王", 67, 41), ("调解员陈", 33, 19)]  # 60元，余数归主持调解员


def test_the_level_is_not_the_claimants_word(ready: County) -> None:
    """登记为“重大”的案件，按标准仍是一般。"""
    claim = Claim(ready, agreed_case(ready, difficulty="major")).claim("2026-05-07")
    assert claim.row.level == "ordinary"


def test_the_bureau_may_set_another_level_with_a_reason(ready: County) -> None:
    claim = Claim(ready, agreed_case(ready)).claim("2026-05-07").check("2026-05-08").draw("2026-05-11")
    with pytest.raises(Refused, match="另行核定等次须写明理由。"):
        claim.recheck("2026-05-12", level="hard")
    claim.recheck("2026-05-12", level="hard", level_reason="涉及三代人，上门九次")
    assert (claim.row.level, claim.row.total_yuan) == ("hard", 230)


def test_two_pairs_of_eyes(ready: County) -> None:
    claim = Claim(ready, agreed_case(ready)).claim("2026-05-07").check("2026-05-08", "office_head").draw("2026-05-11")
    claim.recheck("2026-05-12")
    with pytest.raises(Refused) as refused:
        claim.publish("2026-05-13", until="2026-05-20", who="section")
    assert str(refused.value) == (
        "前面的步骤是您本人办理的，这一步须由另一人办理。请转给他人；科室只有一人的，转分管领导。（人民调解案件补贴管理办法）"
    )
    claim.publish("2026-05-13", until="2026-05-20", who="leader")


def test_an_office_of_one_who_has_a_share_goes_up_to_the_section(ready: County) -> None:
    """一人所：所里今天没有别人可以初审，由业务科室初审、分管领导复核，不等人。"""
    Post.objects.filter(staff__username__in=("office_staff", "office_head")).update(to_on=date(2026, 6, 1))
    claim = Claim(ready, agreed_case(ready, "2026-07-06")).claim("2026-07-07")
    task = TaskRow.objects.get(matter_id=claim.pk, label="初审补贴申报")
    assert (task.action, "section_mediation" in task.roles) == ("check_at_county", True)
    claim.do(p.check_at_county, "2026-07-08", "section", file_seen=True, opinion="符合补贴条件。").draw("2026-07-08")
    with pytest.raises(Refused, match="须由另一人办理"):
        claim.recheck("2026-07-09")
    assert claim.recheck("2026-07-09", "leader").stage == "复核通过"


def test_returned_mended_and_checked_again(ready: County) -> None:
    claim = Claim(ready, agreed_case(ready)).claim("2026-05-07")
    claim.do(p.send_back, "2026-05-11", "office_staff", reason="file", explanation="笔录缺签名。")
    assert (claim.stage, claim.tasks(), claim.due("mend")) == ("退回补正", ["补正后再报"], ["2026-05-25"])
    claim.do(p.resubmit, "2026-05-12", "mediator", mended="已补签名。")
    assert (claim.stage, claim.due("check"), claim.due("mend")) == ("已申报", ["2026-05-26"], [])


def test_a_refused_claim_is_used_up_until_the_refusal_is_taken_back(ready: County) -> None:
    case = agreed_case(ready)
    claim = Claim(ready, case).claim("2026-05-07")
    claim.do(p.refuse, "2026-05-11", "section", reason="not_qualified", explanation="不属于民间纠纷。")
    with pytest.raises(Refused, match="已经申报过补贴（不予补贴）"):
        Claim(ready, case).claim("2026-05-12")
    claim.do(p.reopen, "2026-05-13", "leader", explanation="经复核属于民间纠纷。")
    assert claim.stage == "已申报"


def test_what_was_paid_wrongly_is_recovered(ready: County) -> None:
    claim = (
        Claim(ready, agreed_case(ready))
        .claim("2026-05-07")
        .check("2026-05-08")
        .draw("2026-05-11")
        .recheck("2026-05-12")
    )
    claim.publish("2026-05-13", until="2026-05-20").do(p.pay, "2026-05-21", "finance", batch=1)
    with pytest.raises(Refused, match="本案补贴130元，追回金额不能超过它。"):
        claim.do(p.demand_back, "2026-06-01", "section", reason="经查不属实。", amount_yuan=200)
    claim.do(p.demand_back, "2026-06-01", "section", reason="经查不属实。", amount_yuan=130)
    assert (claim.stage, claim.due("recover")) == ("追回中", ["2026-07-01"])
    claim.do(p.paid_back, "2026-06-10", "finance", amount_yuan=130)
    assert claim.stage == "已追回"


def test_a_month_has_a_cap_for_each_person(county: County) -> None:
    rule(county, replace(RULE, month_cap_yuan=200))
    roster(county)
    others = (
        {"side": "applicant", "kind": "person", "name": "钱一", "no_id_reason": "未带"},
        {"side": "respondent", "kind": "person", "name": "孙二", "no_id_reason": "未带"},
    )
    Claim(county, agreed_case(county)).claim("2026-05-07")
    second = Claim(
        county, agreed_case(county, "2026-05-13", parties=others, summary="田埂被占，两家各执一词，请求丈量。")
    ).claim("2026-05-14")
    assert second.row.total_yuan == 70  # 200-130
