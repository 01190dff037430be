"""What a citizen does by telephone, and what the centre's figures then say."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest

from fengqiao.indicators.tests.reading import said as counted
from fengqiao.lines.legalaid import public, self_test
from fengqiao.lines.legalaid.models import AidObjection, Application
from fengqiao.lines.legalaid.tests.driver import Aid, Centre
from fengqiao.matter.models import Matter
from fengqiao.matter.public import SentIn
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.citizen import citizen_of
from tests.county import County, at

PHONE = "13800002222"


def sent(data: dict[str, Any], now: datetime, phone: str = PHONE) -> SentIn:
    return SentIn(uuid4(), data, phone, [], citizen_of(999901, now=now), now, now)


def answers(county: County, **more: Any) -> dict[str, Any]:
    return {
        "town": f"{county.offices['office'].pk}:枫林镇", "violence": "no", "who": "self", "name": "李秀兰", "id_no": "110101198001011224", "matter_code": "wages",
        "story": "干了三个月没有给工资。", "opponent": "枫林建材有限公司", "group": "none", "household": 3, "monthly": 300_000, "pledged": True, **more,
    }  # fmt: skip


@pytest.fixture
def centre(county: County) -> Centre:
    made = Centre(county)
    made.standard()
    return made


def aid_of(centre: Centre, matter: Matter) -> Aid:
    aid = Aid(centre.county, centre)
    aid.pk = matter.pk
    return aid


def test_what_is_sent_in_the_evening_begins_the_seven_days(centre: Centre) -> None:
    matter = public.take_application(sent(answers(centre.county), at("2026-05-06", "23:59")))
    aid = aid_of(centre, matter)
    assert (aid.stage, aid.due("review"), aid.row.channel, aid.row.office.name) == ("已收到", "2026-05-13 running", "online", "枫林镇司法所")
    aid.do("accept", "2026-05-07").proposed("2026-05-08")
    assert aid.facts.last("propose").get("steps")[-1] == [8, "人均月收入1,000.00元，符合标准"]  # type: ignore[union-attr]


def test_whoever_was_beaten_is_not_asked_for_income_and_the_husband_is_told_nothing(centre: Centre) -> None:
    given = answers(centre.county, violence="yes", matter_code="other", opponent="张大力", opponent_lives_with=True, forbidden="张大力13900001111")
    screens = {screen.code for screen in public.SCREENS if screen.when(given)}
    assert "means" not in screens
    assert "safe" in screens
    aid = aid_of(centre, public.take_application(sent(given, at("2026-05-06"))))
    assert (aid.row.restricted, aid.facts.has("state_means"), aid.row.matter_code) == ("violence", False, "exempt")
    told = public.tell(aid.row, PHONE)
    assert told is not None
    assert (told.quiet, told.title, told.until_on) == (True, "您的法律援助申请", "2026-05-13")
    assert public.tell(aid.row, "13900001111") is None


def test_a_mother_applies_for_her_child(centre: Centre) -> None:
    given = answers(centre.county, who="guardian", name="张小宝", id_no="110101201501011233", agent_name="李秀兰", matter_code="support", opponent="张大力")
    aid = aid_of(centre, public.take_application(sent(given, at("2026-05-06"))))
    assert (aid.row.restricted, aid.row.campaigns, aid.facts.value("capacity")) == ("minor", ["minors"], "limited")
    assert list(public.find(PHONE)) == [aid.pk]


def test_who_applies_for_a_relative_in_custody_says_that_he_is(centre: Centre) -> None:
    """法律援助法第四十条第二款：近亲属代为申请的，本人在押；决定以后也告知办案机关、监管场所。"""
    given = answers(centre.county, who="kin", name="张大力", id_no="110101197801011236", agent_name="李秀兰", matter_code="defence", organ="枫林县公安局")
    aid = aid_of(centre, public.take_application(sent(given, at("2026-05-06"))))
    assert (aid.facts.value("urgent"), aid.facts.value("legal_status"), [party.side for party in aid.facts.parties]) == (["custody"], "suspect", ["applicant", "agent", "respondent"])
    aid.do("accept", "2026-05-06").do("prove_exempt", "2026-05-06", exempt="relief", relief="minimum", issuer="枫林县民政局", valid_from="2026-01-01").proposed("2026-05-07").granted("2026-05-08")
    assert "aid_to_custody" in aid.papers()


def test_missing_papers_are_sent_and_a_refusal_is_objected_to(centre: Centre) -> None:
    matter = public.take_application(sent(answers(centre.county, monthly=2_000_000), at("2026-05-06")))
    aid = aid_of(centre, matter).do("ask_supplement", "2026-05-07", gaps=["id"], gaps_note="身份证正反面。")
    told = public.tell(aid.row, PHONE)
    assert told is not None
    assert (told.asks, told.until_on, told.said[0][1]) == (("supply",), "2026-05-18", "身份证正反面。")
    public.supply(aid.row, sent({"text": ""}, at("2026-05-18", "23:30")))
    assert aid.stage == "已收到"
    aid.do("accept", "2026-05-19").proposed("2026-05-19").do("refuse", "2026-05-20", reason="means", words="人均月收入高于标准。")
    told = public.tell(aid.row, PHONE)
    assert told is not None
    assert told.acts == ("object", "complain")
    public.object_(aid.row, sent({"reason": "收入是两年的。"}, at("2026-05-21")))
    assert AidObjection.objects.get().target == aid.pk
    with pytest.raises(Refused):
        public.object_(public.take_application(sent(answers(centre.county), at("2026-05-21"))), sent({"reason": "再提一次。"}, at("2026-05-21")))


@pytest.mark.parametrize(("said", "word"), [
    ({"violence": "yes", "matter_code": "other", "place": "yes", "lawyer": "no"}, "很可能符合，请申请"),
    ({"violence": "no", "matter_code": "wages", "place": "yes", "lawyer": "no", "proof": "migrant"}, "很可能符合，请申请"),
    ({"violence": "no", "matter_code": "traffic", "place": "yes", "lawyer": "no", "proof": "migrant"}, "需要核查，请申请"),
    ({"violence": "no", "matter_code": "wages", "place": "no", "lawyer": "no", "proof": "none", "income": "low"}, "可能要向别的县申请"),
    ({"violence": "no", "matter_code": "other", "place": "yes", "lawyer": "no", "proof": "none", "income": "high"}, "可能不属于范围，可以这样做"),
])  # fmt: skip
def test_the_self_test_never_refuses(said: dict[str, str], word: str) -> None:
    found = self_test.answer(said)
    assert (found.said, found.goes_to) == (word, "legalaid")
    assert "不予" not in found.said + found.next + "".join(found.points)


def test_figures_with_what_is_left_out(centre: Centre) -> None:
    county = centre.county
    Aid(county, centre).refused("2026-05-08")
    late = Aid(county, centre).receive("2026-05-06").do("accept", "2026-05-06").stated("2026-05-06", 1000).proposed("2026-05-08")
    late.granted("2026-05-20")
    Aid(county, centre).receive("2026-05-06").do("withdraw", "2026-05-07")
    Aid(county, centre).receive("2026-05-06").do("accept", "2026-05-06")  # undecided and overdue
    reach = county.offices["bureau"].reach
    assert counted("legalaid", "I-01", "I-02", "I-03", "I-15", "I-20", "I-20t", period="2026-05", reach=reach) == (
        "3", "33.33%（1/3）", "50.00%（1/2）", "没有异议", "3", "3",
    )  # fmt: skip
    assert Application.objects.count() == 4
