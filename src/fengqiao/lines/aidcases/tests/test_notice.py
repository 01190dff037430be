"""An organ notifies: 法律援助法25, 26, 28, 36."""

from __future__ import annotations

from datetime import date

import pytest

from fengqiao.lines.aidcases.models import AidCase
from fengqiao.lines.aidcases.tests.driver import Aid, Case
from fengqiao.matter.refusals import Refused


def test_art36_a_lawyer_is_named_and_the_organ_told_within_three_days(aid: Aid) -> None:
    """收到通知后三日内指派律师并通知机关；周五收到的，第三日是周一。"""
    case = aid.letter("2026-11-20", missing=["documents"])
    assert (case.stage, case.row.mandatory, case.row.number) == ("待指派", True, "（2026）人民参与和促进法治股援字第0001号")
    assert case.clocks() == {"assign_notice": "2026-11-23", "tell_notice": "2026-11-23"}
    assert case.clock("assign_notice").statutory
    case.do("chase", "2026-11-20", way="phone", officer="书记员田", missing=["documents"], said="下周一送起诉书副本")
    assert case.clocks()["assign_notice"] == "2026-11-23"  # 缺项不停
    yan = aid.provider("律师严")
    case.do("assign", "2026-11-23", org=aid.org(), mode="turn")
    assert (case.stage, "assign_notice" in case.clocks()) == ("已指派机构", True)  # 机构不算，人算
    case.do("name", "2026-11-23", handler=yan, no_conflict=True)
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
    new, old = aid.provider("律师新", criminal_from=date(2023, 11, 4)), aid.provider("律师严", criminal_from=date(2023, 11, 3))
    with pytest.raises(Refused, match="不满三年"):
        case.do("assign", "2026-11-03", org=aid.org(), handler=new, mode="turn")
    case.do("assign", "2026-11-03", org=aid.org(), handler=old, mode="turn")
    assert (case.row.points, case.row.handler_id) == (6, aid.county["lawyer"].staff_id)


def test_only_lawyers_defend(aid: Aid) -> None:
    worker = aid.provider("工作者基", kind="basic_worker")
    with pytest.raises(Refused, match="只能指派律师"):
        aid.letter("2026-11-02").do("assign", "2026-11-02", org=aid.org(), handler=worker, mode="turn")


def test_compulsory_treatment_is_represented(aid: Aid) -> None:
    """法律援助法第二十八条：强制医疗案件通知的是代理。"""
    with pytest.raises(Refused, match="不是辩护"):
        aid.letter("2026-11-02", ground="treatment")
    case = aid.letter("2026-11-02", ground="treatment", origin="representation", case_stage="treatment")
    assert case.row.aid_form == "criminal"


def test_a_minor_by_birth_is_a_minor_on_the_birthday_itself(aid: Aid) -> None:
    """刑事案件满十八周岁从生日第二天起算：生日当天仍是未成年人，应当通知。"""
    person = {"name": "小满", "sex": "男"}
    case = aid.letter("2026-11-02", ground="ordinary", parties=[person | {"birth_on": "2008-11-02"}])
    assert (case.row.mandatory, case.row.restricted) == (True, "minor")
    case = aid.letter("2026-11-03", ground="ordinary", letter_no="2号", parties=[person | {"birth_on": "2008-11-02"}])
    assert not case.row.mandatory


def test_h1_h5_a_lapsed_licence_and_a_co_accused_keep_a_lawyer_from_the_case(aid: Aid) -> None:
    """一名辩护人不得为两名以上同案人辩护；执业证过期的不指派。"""
    first = aid.letter("2026-11-02", co_accused=[{"name": "石甲", "sex": "男"}])
    second = Case(aid.county, AidCase.objects.get(title="石甲"))
    yan, lapsed = aid.provider("律师严"), aid.provider("律师旧", licence_to=date(2026, 10, 31))
    with pytest.raises(Refused, match="有效期到2026-10-31，已经过期"):
        first.do("assign", "2026-11-03", org=aid.org(), handler=lapsed, mode="turn")
    first.do("assign", "2026-11-03", org=aid.org(), handler=yan, mode="turn")
    with pytest.raises(Refused, match="同案人"):
        second.do("assign", "2026-11-03", org=aid.org(), handler=yan, mode="turn")
