"""What an application hands to the case: everybody who applied, who acts for them, and how they may safely be reached."""

from __future__ import annotations

from typing import Any

import pytest

from fengqiao.indicators.tests.reading import said as counted
from fengqiao.lines.aidcases import public
from fengqiao.lines.aidcases.models import AidCase
from fengqiao.lines.aidcases.subscribers import follow
from fengqiao.lines.aidcases.tests.driver import Aid, Case
from fengqiao.lines.legalaid.published import granted_by
from fengqiao.lines.legalaid.tests.driver import HUSBAND, LI, MOTHER, SON
from fengqiao.lines.legalaid.tests.driver import Aid as Application
from fengqiao.lines.legalaid.tests.driver import Centre as ReviewCentre
from fengqiao.matter.actions import known_facts
from fengqiao.matter.refusals import Refused
from fengqiao.messages.guarding import Wish, objection
from fengqiao.messages.wording import Template
from tests.county import at
from tests.web import SignedIn, as_web

__all__ = ["as_web"]

WORKERS = [{"side": "applicant", "name": name, "id_no": id_no} for name, id_no in (("石一", "110101198001011224"), ("石二", "110101197801011236"))]
FORBIDDEN = "张大力13900001111"


def case_of(aid: Aid, centre: ReviewCentre, *people: dict[str, Any], **data: Any) -> Case:
    """An application that is granted three days after its receipt, and the case it becomes."""
    application = Application(aid.county, centre).receive("2026-05-06", *people, **data).do("accept", "2026-05-06")
    if data.get("head"):
        application.do("prove_head", "2026-05-06", head=data["head"], proofs=["police"])
    else:
        application.do("prove_exempt", "2026-05-06", exempt="relief", relief="minimum", issuer="枫林县民政局", valid_from="2026-01-01")
    application.proposed("2026-05-07").granted("2026-05-08")
    matter = follow(granted_by(application.pk, known_facts(application.row)), now=at("2026-05-08"))
    assert matter is not None
    return Case(aid.county, matter)


@pytest.fixture
def centre(aid: Aid) -> ReviewCentre:
    return ReviewCentre(aid.county)


@pytest.fixture
def beaten(aid: Aid, centre: ReviewCentre) -> Case:
    safe = {"forbidden": FORBIDDEN, "code_word": "桂花开了", "may_call": True, "quiet_hours": "晚上"}
    return case_of(aid, centre, LI, HUSBAND, head="abused", matter_code="exempt", aid_form="civil", cause="离婚纠纷", concerns=["violence"], **safe)


def test_who_was_beaten_is_protected_in_the_case_as_in_the_application(beaten: Case) -> None:
    """反家庭暴力法、法律援助法第二十一条：批准以后，案件照样限制查看，不发短信，承办人打电话以前看到暗语和不能告诉的人。"""
    assert (beaten.row.restricted, beaten.facts.value("code_word"), beaten.facts.value("forbidden")) == ("violence", "桂花开了", FORBIDDEN)
    text = Template("aid_any", "任何通知", "您的案件有进展。")
    assert "家庭暴力" in objection(Wish(text, "sms", "13800002222", beaten.matter.pk))
    told = public.tell(beaten.row, "13800002222")
    assert told is not None
    assert (told.quiet, told.unnamed) == (True, True)


def test_a_telephone_nobody_may_tell_is_told_nothing(beaten: Case) -> None:
    facts = beaten.facts
    assert public.may_be_told(facts, "13800002222")
    assert not public.may_be_told(facts, "13900001111")


def test_the_lawyer_reads_how_to_call_before_calling(as_web: SignedIn, aid: Aid, beaten: Case) -> None:
    yan = aid.provider("律师严")
    beaten.do("assign", "2026-05-09", org=aid.org(), handler=yan, mode="turn")
    web = as_web("lawyer")
    page = web.get(f"/aidcases/mine/cases/{beaten.matter.code}/").content.decode()
    assert all(said in page for said in ("可打电话", "不要发短信", "桂花开了", FORBIDDEN, "晚上"))
    assert page.index("桂花开了") < page.index("tel:")
    beaten.do("set_safety", "2026-05-11", by="lawyer", protect="violence", may_call=False, may_sms=False, forbidden=FORBIDDEN)
    page = web.get(f"/aidcases/mine/cases/{beaten.matter.code}/").content.decode()
    assert "不要打" in page
    assert "tel:" not in page
    with pytest.raises(Refused, match="不能联系、不能告诉的人和电话"):
        beaten.do("set_safety", "2026-05-12", by="lawyer", protect="violence", may_call=True)


def test_no_letter_names_the_home_of_who_was_beaten(aid: Aid, centre: ReviewCentre) -> None:
    """公函给法院，不写受援人的住址；协议上的电话由本人当面填。"""
    home = {**LI, "address": "枫林镇桂花巷3号"}
    case = case_of(aid, centre, home, HUSBAND, head="abused", matter_code="exempt", aid_form="civil", cause="离婚纠纷", forbidden=FORBIDDEN, organ="枫林县人民法院")
    yan = aid.provider("律师严")
    case.do("assign", "2026-05-09", org=aid.org(), handler=yan, mode="turn").do("sign", "2026-05-10", by="lawyer", signed_on="2026-05-10", power="general", free=True)
    letter, agreement = case.paper("aid_official_letter"), case.paper("aid_agreement")
    assert (letter["to"], bool(letter.get("criminal")), agreement.get("phone")) == ("枫林县人民法院", False, "")


def test_workers_who_applied_together_are_one_case_of_several(aid: Aid, centre: ReviewCentre) -> None:
    """群体性案件：一件申请几个人，一件案件几个受援人；人数进工作量和补贴。"""
    case = case_of(aid, centre, *WORKERS, {"side": "respondent", "name": "枫林建材有限公司", "kind": "org"}, {"side": "related", "name": "工头老赵"})
    assert (case.row.title, case.row.persons, [(p.side, p.name) for p in case.facts.parties]) == (
        "石一等2人", 2, [("recipient", "石一"), ("recipient", "石二"), ("opponent", "枫林建材有限公司")],
    )  # fmt: skip
    yan = aid.provider("律师严")
    case.do("assign", "2026-05-09", org=aid.org(), handler=yan, mode="turn")
    assert (case.paper("aid_assignment")["name"], AidCase.objects.count()) == ("石一、石二", 1)


def test_the_mother_of_a_child_follows_the_case_and_signs(aid: Aid, centre: ReviewCentre) -> None:
    """法律援助法第四十条：法定代理人代为申请的，案件里也是她跟进、签协议、提异议。"""
    case = case_of(aid, centre, SON, MOTHER, {"side": "respondent", "name": "张大力"}, matter_code="support", aid_form="civil", cause="抚养费纠纷", capacity="limited")
    assert (case.row.restricted, list(public.find("13800002222")), public.may_be_told(case.facts, "13800002222")) == ("minor", [case.matter.pk], True)
    yan = aid.provider("律师严", certified=["minors"])
    case.do("assign", "2026-05-09", org=aid.org(), handler=yan, mode="turn").do("sign", "2026-05-10", by="lawyer", signed_on="2026-05-10", power="general", free=True)
    assert case.paper("aid_agreement")["acting"] == "李秀兰（法定代理人）"


def test_of_full_age_on_the_birthday_in_a_civil_case_and_the_day_after_in_a_criminal_one(aid: Aid) -> None:
    """最高法2006年解释第二条的算法只用于刑事；民事自生日当天成年。"""
    born = "2008-05-08"
    civil = aid.given("2026-05-08", parties=[{"side": "recipient", "name": "成年", "birth_on": born}])
    criminal = aid.letter("2026-05-08", letter_on="2026-05-07", ground="ordinary", parties=[{"name": "成年", "birth_on": born}])
    assert (civil.row.minor, criminal.row.minor) == (False, True)


def test_a_case_counts_for_its_campaigns_with_what_it_recovered(aid: Aid, centre: ReviewCentre) -> None:
    """五个专项维权行动：申请的标记跟到案件；办案机关通知的老年人也在内。"""
    migrant = case_of(aid, centre, LI, {"side": "respondent", "name": "枫林建材有限公司", "kind": "org"}, aid_form="civil", groups=["migrant"], union=True)
    old = aid.letter("2026-05-08", letter_on="2026-05-07", parties=[{"name": "年过六旬", "birth_on": "1960-05-01"}])
    assert (migrant.row.campaigns, old.row.campaigns) == (["migrants"], ["elderly"])
    yan = aid.provider("律师严")
    migrant.do("assign", "2026-05-09", org=aid.org(), handler=yan, mode="turn").do("work", "2026-05-10", by="lawyer", kind="interview", note="约见受援人", told_rights=True)
    migrant.do("close", "2026-06-20", by="lawyer", basis="judgment", closing_day="2026-06-15", document_no="（2026）枫民初1号", outcome="won", story="判决支付", recovered=1_860_000)
    migrant.do("call_back", "2026-06-22", satisfaction="4", way="phone")
    reach = aid.county.offices["bureau"].reach
    assert counted("aidcases", "I-20c", "I-20c-migrants", "I-20r-migrants", "I-20r-women", "I-10", "I-10b", period="2026-06", reach=reach) == (
        "1", "1", "18,600.00", "0.00", "100.00%（1/1）", "100.00%（1/1）",
    )  # fmt: skip


def both_sides(aid: Aid, centre: ReviewCentre) -> tuple[Case, Case]:
    """She names him without a number; he names her with hers. Each is a record of the own."""
    hers = case_of(aid, centre, LI, {"side": "respondent", "name": "张大力"}, cause="离婚纠纷", aid_form="civil", matter_code="other")
    his = case_of(aid, centre, {**HUSBAND, "side": "applicant"}, {**LI, "side": "respondent"}, cause="离婚纠纷", aid_form="civil", matter_code="other")
    return hers, his


def test_husband_and_wife_never_get_the_same_lawyer(aid: Aid, centre: ReviewCentre) -> None:
    """律师法第三十九条：不得在同一案件中为双方担任代理人。她的表上没有他的身份证号，也查得到；不说是谁、什么事。"""
    hers, his = both_sides(aid, centre)
    yan, kuan = aid.provider("律师严"), aid.provider("律师宽")
    far = aid.provider("律师远", firm="竹溪律师事务所")
    his.do("assign", "2026-05-09", org=aid.org(), handler=yan, mode="turn")
    with pytest.raises(Refused, match="利益冲突检查") as refused:
        hers.do("assign", "2026-05-09", org=aid.org(), handler=yan, mode="turn")
    assert "张大力" not in str(refused.value)
    with pytest.raises(Refused, match="利益冲突检查"):  # 同一律师事务所的另一位也不行
        hers.do("assign", "2026-05-09", org=aid.org(), handler=kuan, mode="turn")
    assert hers.do("assign", "2026-05-09", org=aid.org("竹溪律师事务所"), handler=far, mode="turn").row.handler_name == "律师远"


def test_the_only_firm_of_the_county_takes_both_with_both_consents(aid: Aid, centre: ReviewCentre) -> None:
    """只有一家律师事务所的县：双方书面同意的，可以由同一家的两位律师分别代理；同一位律师仍不行。"""
    hers, his = both_sides(aid, centre)
    yan, kuan = aid.provider("律师严"), aid.provider("律师宽")
    his.do("assign", "2026-05-09", org=aid.org(), handler=yan, mode="turn")
    with pytest.raises(Refused, match="须双方同意的，先收入双方的同意书"):
        hers.do("assign", "2026-05-09", org=aid.org(), handler=kuan, mode="turn")
    with pytest.raises(Refused, match="利益冲突检查"):
        hers.do("assign", "2026-05-09", org=aid.org(), handler=yan, mode="turn", consents=True)
    assert hers.do("assign", "2026-05-09", org=aid.org(), handler=kuan, mode="turn", consents=True).row.handler_name == "律师宽"


def test_the_words_of_both_lines_are_the_same() -> None:
    """申请的代码原样带到案件，页面上是字，不是代码。"""
    from fengqiao.lines.aidcases import codes
    from fengqiao.lines.legalaid import codes as of_applications

    assert codes.MATTERS == of_applications.MATTERS
    assert codes.CAMPAIGNS == of_applications.CAMPAIGNS
    assert codes.AGENTS == of_applications.AGENTS
    assert codes.AID_FORMS == of_applications.AID_FORMS
    assert set(of_applications.STAGES) <= set(codes.STAGES)


def test_the_page_says_the_matter_in_words(as_web: SignedIn, beaten: Case) -> None:
    page = as_web("aid_head").get(f"/matters/{beaten.matter.code}/").content.decode()
    assert "不受经济困难条件限制的情形" in page
    assert ">exempt<" not in page
