"""Proposals: why this one, why the others not, what keeps everybody away; somebody else is assigned by two people."""

from __future__ import annotations

import pytest
from django.urls import reverse

from fengqiao.assignment import Mode, propose
from fengqiao.lines.aidcases.models import AidCase, AssignmentRun
from fengqiao.lines.aidcases.proposals import asking, keeping
from fengqiao.lines.aidcases.tests.driver import Aid
from fengqiao.matter.refusals import Refused
from fengqiao.providers import edges, keys
from fengqiao.providers.models import Provider
from tests.county import FOUNDED, at
from tests.web import signed_in

NOW = at("2026-11-03", "10:00")


def test_a_run_is_kept_with_what_it_was_asked_and_gives_the_same_again(aid: Aid) -> None:
    """对方企业的法治特派员不在建议里；输入、权重、指纹都存着，重算一样；输入里没有受援人的姓名。"""
    yan, kuan = aid.provider("律师严", specialties={"labour": 3}), aid.provider("律师宽", firm="清正律师事务所", specialties={"labour": 1})
    envoy = edges.Said(kind="envoy", party=keys.body("枫林建筑有限公司"), from_on=FOUNDED, source="test:1", provider=Provider.objects.get(pk=yan))
    edges.record_edge(envoy, territory=aid.county.offices["bureau"].territory, now=NOW)
    case = aid.given("2026-11-02")
    run = keeping.run(aid.county["assigner"], [case.row], NOW)
    assert set(keeping.proposed(run, case.row).values()) == {kuan}
    [one] = run.answered["均衡"]["assigned"]
    assert any("存在冲突" in other["sentence"] for other in one["others"])
    assert "薪难讨" not in str(run.asked)
    again = propose(asking.problem_of(aid.county["assigner"], [case.row], NOW, Mode.SINGLE))
    assert (again.input_hash, again.lawyer_of(case.matter.pk.hex)) == (run.input_hash, kuan)


def test_somebody_else_than_proposed_takes_a_reason_and_a_second_person(aid: Aid) -> None:
    aid.provider("律师严", specialties={"labour": 3})
    new = aid.provider("律师新", capacity_points=1)
    case = aid.given("2026-11-02")
    run = keeping.run(aid.county["assigner"], [case.row], NOW)
    assert new not in keeping.proposed(run, case.row).values()
    with pytest.raises(Refused, match="请先办理“提请改派”"):
        case.do("assign", "2026-11-03", org=aid.org(), handler=new, mode="chosen")
    case.do("ask_override", "2026-11-03", handler=new, override_reason="recipient", note="受援人点名")
    case.do("agree_override", "2026-11-03", by="aid_head", agreed=True).do("assign", "2026-11-03", org=aid.org(), handler=new, mode="chosen")
    assert case.row.overridden


def test_nobody_left_says_which_rule_and_does_not_hold_up_the_others(aid: Aid) -> None:
    """可能判处死刑的案件没有满三年的律师：说明卡在哪一条；同一批的另一件照常有建议。"""
    aid.provider("律师新", criminal_from=at("2025-01-01").date())
    grave, plain = aid.letter("2026-11-02", ground="life"), aid.letter("2026-11-02", letter_no="2号", cause="诈骗")
    run = keeping.run(aid.county["assigner"], asking.waiting(aid.county["assigner"]), NOW)
    assert (keeping.proposed(run, grave.row), bool(keeping.proposed(run, plain.row))) == ({}, True)
    [open_] = run.answered["均衡"]["unassigned"]
    assert open_["blocking"]
    client = signed_in(aid.county.staff("assigner"))
    page = client.get(reverse("aid-proposal", args=[grave.matter.code])).content.decode()
    assert "没有可以指派的人" in page
    assert "请求调配律师" in page
    assert "当日指派" in client.get(reverse("aid-batch")).content.decode()
    assert client.post(reverse("aid-proposal", args=[plain.matter.code])).status_code == 302
    assert (AssignmentRun.objects.count(), AidCase.objects.filter(stage="pending").count()) == (2, 2)


HUSBAND, WIFE = {"name": "张大力", "id_no": "999901198806072314"}, {"name": "李小芳", "id_no": "999901199003074526"}


def test_the_two_sides_of_one_matter_do_not_get_one_lawyer_nor_one_firm(aid: Aid) -> None:
    """同一批里有夫妻两边：各派一家所；一边只能有一家所的人可派时，另一边写明存在冲突，不写对方是谁。"""
    aid.provider("律师严", capacity_points=40, specialties={"family": 3})
    aid.provider("律师松", capacity_points=40, specialties={"family": 3})
    far = aid.provider("律师宽", firm="清正律师事务所", capacity_points=40)
    hers = aid.given("2026-11-02", cause="离婚", parties=[{"side": "recipient", **WIFE}, {"side": "opponent", **HUSBAND}])
    his = aid.given("2026-11-02", cause="离婚", parties=[{"side": "recipient", **HUSBAND}, {"side": "opponent", **WIFE}])
    run = keeping.run(aid.county["assigner"], asking.waiting(aid.county["assigner"]), NOW)
    named = [keeping.proposed(run, one.row)["均衡"] for one in (hers, his)]
    assert named.count(far) == 1
    assert not any(name in str(run.answered) for name in ("张大力", "李小芳"))


def test_a_lawyer_whose_own_case_is_heard_that_day_is_elsewhere(aid: Aid) -> None:
    yan = aid.provider("律师严", capacity_points=40)
    aid.provider("律师宽", firm="清正律师事务所", capacity_points=40)
    his = aid.given("2026-11-02").do("assign", "2026-11-02", org=aid.org(), handler=yan, mode="chosen")
    AidCase.objects.filter(pk=his.matter.pk).update(hearing_on="2026-11-20")
    new = aid.letter("2026-11-02", hearing_on="2026-11-20")
    [one] = keeping.run(aid.county["assigner"], [new.row], NOW).answered["均衡"]["assigned"]
    assert one["lawyer"] != yan
    assert any("与开庭时间冲突" in other["sentence"] for other in one["others"] if other["lawyer"] == yan)


@pytest.mark.parametrize("told", [
    {"cause": "猥亵儿童", "aid_form": "criminal", "case_stage": "investigation", "organ": "枫林县公安局"},
    {"cause": "变更监护人", "protect": "violence", "forbidden": "王大强，13800000000"},  # the guardian infringed the child
])  # fmt: skip
def test_a_girl_who_was_assaulted_gets_a_woman_lawyer_where_there_is_one(aid: Aid, told: dict[str, str]) -> None:
    aid.provider("律师严", capacity_points=40, certified=["minors"], sex="m", specialties={"minors": 3})
    her = aid.provider("律师宽", capacity_points=40, certified=["minors"], sex="f")
    girl = {"side": "recipient", "name": "王小妹", "sex": "女", "birth_on": "2014-05-01"}
    case = aid.given("2026-11-02", parties=[girl], **told)
    assert case.row.minor
    assert set(keeping.proposed(keeping.run(aid.county["assigner"], [case.row], NOW), case.row).values()) == {her}


def test_for_all_cases_left_over_one_least_change_is_told_with_their_numbers(aid: Aid) -> None:
    """一位律师只有四分余量，来了三件各四分的：逐件看都是提高四分，一起看是八分；要翻译的那件写案号。"""
    aid.provider("律师严", capacity_points=4)
    aid.letter("2026-11-02")
    aid.letter("2026-11-02", letter_no="2号", cause="诈骗")
    deaf = aid.given("2026-11-02", need_aids=["sign"])
    run = keeping.run(aid.county["assigner"], asking.waiting(aid.county["assigner"]), NOW)
    assert len(run.answered["均衡"]["unassigned"]) == 2
    page = signed_in(aid.county.staff("assigner")).get(reverse("aid-batch")).content.decode()
    assert "没有人可派的几件一起看，共同的最小改变：" in page
    assert "律师严的承载分由4提高到12分" in page
    assert f"{deaf.row.number}约请手语翻译" in page
