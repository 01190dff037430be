"""五个专项维权行动 beside the work: what each asks, with its article; migrant workers are taken in at once."""

from __future__ import annotations

import pytest

from fengqiao.lines.legalaid.green import advice
from fengqiao.lines.legalaid.tests.driver import BOSS, HUSBAND, LI, MOTHER, SON, Aid, Centre
from tests.county import County
from tests.web import SignedIn, as_web

__all__ = ["as_web"]


@pytest.fixture
def aid(county: County) -> Aid:
    return Aid(county, Centre(county))


def cited(aid: Aid) -> list[str]:
    return [each.cite.label for each in advice(aid.facts)]


def test_who_was_beaten_may_ask_the_court_for_protection(aid: Aid, as_web: SignedIn) -> None:
    """反家庭暴力法第二十八条：七十二小时，紧急的二十四小时。"""
    aid.receive("2026-05-06", LI, HUSBAND, head="abused", matter_code="exempt", concerns=["violence"], forbidden="张大力13900001111")
    assert cited(aid) == ["反家庭暴力法第二十八条", "妇女权益保障法第七十二条"]
    page = as_web("aid_reviewer").get(f"/matters/{aid.row.code}/").content.decode()
    assert "绿色通道" in page
    assert "七十二小时" in page


def test_a_claim_for_wages_without_its_limitation_is_asked_for_it(aid: Aid) -> None:
    """劳动争议调解仲裁法第二十七条：一年。登记了届满日的不再提醒。"""
    aid.receive("2026-05-06", LI, BOSS, groups=["migrant"])
    assert cited(aid) == ["法律援助法第四十二条", "劳动争议调解仲裁法第二十七条第一款"]
    told = Aid(aid.county, aid.centre).receive("2026-05-06", LI, BOSS, groups=["migrant"], limitation_on="2026-12-01", limitation_kind="arbitration")
    assert cited(told) == ["法律援助法第四十二条"]


def test_a_migrant_worker_is_taken_in_the_next_day_at_the_latest(aid: Aid) -> None:
    """绿色通道是本局时限，不是法定期限：次日前受理，或者一次告知补正；别的申请没有这一项。"""
    aid.receive("2026-05-06", LI, BOSS, groups=["migrant"])
    assert aid.due("green") == "2026-05-07 running"
    assert aid.do("accept", "2026-05-06").due("green") == "2026-05-07 met"
    assert Aid(aid.county, aid.centre).receive("2026-05-06").due("green") == ""


def test_a_child_is_never_named_outside(aid: Aid) -> None:
    """未成年人保护法第一百零三条、第一百零四条。"""
    aid.receive("2026-05-06", SON, MOTHER, {"side": "respondent", "name": "张大力"}, matter_code="support", capacity="limited")
    assert cited(aid) == ["未成年人保护法第一百零四条", "未成年人保护法第一百零三条"]
