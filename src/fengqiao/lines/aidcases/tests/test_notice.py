"""An organ notifies: 法律援助法25, 26, 28, 36."""

from __future__ import annotations

import pytest

from fengqiao.lines.aidcases.models import AidCase
from fengqiao.lines.aidcases.tests.driver import Aid
from fengqiao.matter.refusals import Refused

LAWYER = {"org_name": "枫林律师事务所", "handler_name": "律师严", "licence_no": "13301199910000001", "handler_kind": "lawyer", "mode": "turn", "points": 4}


def test_art36_a_lawyer_is_named_and_the_organ_told_within_three_days(aid: Aid) -> None:
    """收到通知后三日内指派律师并通知机关；周五收到的，第三日是周一。"""
    case = aid.letter("2026-11-20", missing=["documents"])
    assert (case.stage, case.row.mandatory, case.row.number) == ("待指派", True, "（2026）枫林县援字第1号")
    assert case.clocks() == {"assign_notice": "2026-11-23", "tell_notice": "2026-11-23"}
    assert case.clock("assign_notice").statutory
    case.do("chase", "2026-11-20", way="phone", officer="书记员田", missing=["documents"], said="下周一送起诉书副本")
    assert case.clocks()["assign_notice"] == "2026-11-23"  # 缺项不停
    case.do("assign", "2026-11-23", **{k: v for k, v in LAWYER.items() if not k.startswith("handler") and k != "licence_no"})
    assert (case.stage, "assign_notice" in case.clocks()) == ("已指派机构", True)  # 机构不算，人算
    case.do("name", "2026-11-23", handler_name="律师严", handler_kind="lawyer", licence_no="13301199910000001", no_conflict=True)
    assert (case.stage, case.clock("assign_notice").state) == ("已确定承办人", "met")
    case.do("reply", "2026-11-23", way="letter")
    assert case.clock("tell_notice").state == "met"
    assert case.papers() == ["办案机关通知收函登记表", "补充材料联系函", "指派通知书", "指派通知书", "法律援助公函", "承办律师确定函（复函）"]
    assert case.paper("aid_reply")["handler"] == "律师严"


def test_co_accused_of_one_letter_are_cases_of_their_own_linked(aid: Aid) -> None:
    others = [{"name": "石甲", "sex": "男"}, {"name": "石乙", "sex": "女", "ground": "ordinary"}]
    case = aid.letter("2026-11-02", co_accused=others)
    rows = list(AidCase.objects.order_by("number"))
    assert [(row.title, row.ground) for row in rows] == [("梁不言", "mind"), ("石甲", "mind"), ("石乙", "ordinary")]
    assert len({row.case_set for row in rows}) == 1
    assert len(case.facts.all("link_told")) == 2
    with pytest.raises(Refused, match="已经登记"):
        aid.letter("2026-11-03")


def test_art25_2_a_letter_the_court_may_send_runs_a_limit_of_the_bureau(aid: Aid) -> None:
    case = aid.letter("2026-11-02", ground="ordinary")
    assert not case.row.mandatory
    assert case.clocks() == {"assign_other": "2026-11-05", "tell_other": "2026-11-05"}
    assert not case.clock("assign_other").statutory


def test_art26_life_or_death_asks_three_years_of_practice_to_the_day(aid: Aid) -> None:
    case = aid.letter("2026-11-02", ground="life")
    with pytest.raises(Refused, match="不满三年"):
        case.do("assign", "2026-11-03", **LAWYER, criminal_on="2023-11-04")
    case.do("assign", "2026-11-03", **LAWYER, criminal_on="2023-11-03")
    assert case.row.restricted == ""


def test_only_lawyers_defend(aid: Aid) -> None:
    with pytest.raises(Refused, match="只能指派律师"):
        aid.letter("2026-11-02").do("assign", "2026-11-02", **{**LAWYER, "handler_kind": "basic_worker"})


def test_compulsory_treatment_is_represented(aid: Aid) -> None:
    """法律援助法第二十八条：强制医疗案件通知的是代理。"""
    with pytest.raises(Refused, match="不是辩护"):
        aid.letter("2026-11-02", ground="treatment")
    case = aid.letter("2026-11-02", ground="treatment", origin="representation", case_stage="treatment")
    assert case.row.aid_form == "criminal_agency"


def test_a_minor_by_birth_is_a_minor_on_the_birthday_itself(aid: Aid) -> None:
    """刑事案件满十八周岁从生日第二天起算：生日当天仍是未成年人，应当通知。"""
    person = {"name": "小满", "sex": "男"}
    case = aid.letter("2026-11-02", ground="ordinary", parties=[person | {"birth_on": "2008-11-02"}])
    assert (case.row.mandatory, case.row.restricted) == (True, "minor")
    case = aid.letter("2026-11-03", ground="ordinary", letter_no="2号", parties=[person | {"birth_on": "2008-11-02"}])
    assert not case.row.mandatory
