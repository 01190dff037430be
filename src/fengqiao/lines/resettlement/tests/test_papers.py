"""Every paper of resettlement and its bases is made of what was recorded, complete, in Word and PDF."""

from __future__ import annotations

import pytest

from fengqiao.lines.resettlement.bases.papers import BASE_PAPERS, STAY_PAPERS
from fengqiao.lines.resettlement.bases.stay import leave
from fengqiao.lines.resettlement.models import BaseBed
from fengqiao.lines.resettlement.papers import PAPERS
from fengqiao.lines.resettlement.tests.driver import Case, Help
from fengqiao.lines.resettlement.tests.test_bases import a_base, applied, take
from fengqiao.lines.resettlement.wording import telling_words, texts_in
from tests.county import at
from tests.papers import printed_in_full

TEAM = [
    {"member": "郑大山", "member_role": "父亲", "agreed": True}, {"member": "周春梅", "member_role": "白水村党支部书记", "agreed": True},
    {"member": "沈师傅", "member_role": "枫林惠民工坊车间主任", "agreed": True},
]  # fmt: skip


def referred(case: Case, day: str, kind: str, said: str, to: str, **data: object) -> Case:
    """A need, and the unit it is passed on to."""
    from fengqiao.lines.resettlement import facts as f

    case.do("ask", day, kind=kind, said=said)
    need = list(f.open_need_choices(case.facts))[-1][0]
    return case.do("refer", day, need=need, referred_to=to, situation=said, **data)


def helped(help_: Help) -> Case:
    """郑平安 is fetched at the gate, agrees to help, is helped in every way and moves to another county."""
    help_.counsellor()
    case = help_.notice("2026-10-08", "2026-11-04", key=True, key_reason="三无人员", skills="电焊，有中级工证书").assign("2026-10-09")
    case.verify("2026-10-12", fetcher="office", family="none").do("send_back", "2026-10-13", by="resettler", document_no="枫安帮函〔2026〕3号")
    case.do("plan_fetch", "2026-10-20", fetcher="office", fetcher_names="孙所员、周春梅", meet_at="枫山监狱门前，上午九时")
    case.link("2026-11-04", mode="fetch", certificate_no="枫释字9号", handed=["certificate", "card"], first_contact_on="2026-11-06")
    case.open_case("2026-11-06", agreement=True, needs=["job", "papers"])
    case.do("set_team", "2026-11-09", members=TEAM)
    case.do("contact", "2026-11-12", channel="phone", reached=True, summary="已去派出所补办身份证，月底能取。", next_on="2026-11-20")
    case.do("assess_needs", "2026-11-12", assessed="会电焊，想在本县找工作；身份证遗失，正在补办；父亲年老，家里只有两间旧屋。", needs=["job", "papers", "housing"])
    referred(case, "2026-11-13", "relief", "房屋漏雨，没有口粮，急需过渡。", "枫林镇人民政府", where="枫林镇白水村", amount=60_000)
    referred(case, "2026-11-13", "job", "会电焊，想在本县找工作。", "枫林县公共就业服务中心")
    referred(case, "2026-11-13", "training", "愿意学数控机床，每周末有空。", "枫林县职业技术学校")
    referred(case, "2026-11-13", "insurance", "医保断缴，要求续上；平时在镇上做零工，不知道在哪里办。", "枫林县医疗保障局")
    case.do("appoint", "2026-11-16", by="office_head", helpers=[help_.county["counsellor"].staff_id])
    case.do("offer_psych", "2026-11-16", provider="县心理协会", referral_reason="睡不好。", consented=True)
    psych = case.facts.last("offer_psych").seq
    case.do("psych_session", "2026-11-18", by="counsellor", psych=psych, attended=True)
    case.do("end_psych", "2026-11-25", by="counsellor", psych=psych, psych_end="done", topic="mood")
    case.do("transfer", "2026-12-01", by="resettler", county="青河县", reason="随亲戚迁居。", asked=True)
    return case.do("transfer_accepted", "2026-12-04", by="resettler", receipt_no="青安帮〔2026〕5号")


def test_every_kind_is_made_complete_and_prints_both_ways(help_: Help) -> None:
    """没有一份文书缺必填栏目，没有占位符；每一份都放得下一页，转出函另带一页回执。"""
    helped(help_)
    help_.notice("2026-10-08", "2026-11-04", parties=[{"name": "吴新生", "sex": "男"}]).ready("2026-10-09").link("2026-11-04").do(
        "refuse", "2026-11-06", told_services=True, manner="signed"
    )
    pages = printed_in_full("resettlement")
    assert set(pages) == set(PAPERS)
    assert {code: n for code, n in pages.items() if n > 1} == {"transfer_letter": 2}


def test_the_papers_of_a_base_and_a_stay_are_complete(help_: Help) -> None:
    from datetime import date

    from fengqiao.matter.actions import Doing, perform

    base, county = a_base(help_.county), help_.county
    [bed] = BaseBed.objects.values_list("resource_id", flat=True)
    stay = applied(county, "郑平安", wants=["bed", "job"])
    take(county, stay, base, bed, job="缝纫", wage=320_000)
    given = {"leaving": "job", "whereto": "电子厂"}
    perform(county["office_staff"], stay.pk, [Doing(leave, given, date(2026, 12, 1))], now=at("2026-12-01"))
    pages = printed_in_full("bases", "stays")
    assert set(pages) == set(BASE_PAPERS) | set(STAY_PAPERS)
    assert set(pages.values()) == {1}


@pytest.mark.parametrize(("skills", "said"), [("电焊，有中级工证书", "电焊，有中级工证书"), ("服刑期间学的缝纫", "见情况一栏"), ("", "见情况一栏")])
def test_a_referral_says_what_somebody_can_and_never_where_it_was_learnt(help_: Help, skills: str, said: str) -> None:
    case = help_.notice("2026-10-08", "2026-11-04", skills=skills).ready("2026-10-09").link("2026-11-04").open_case("2026-11-06")
    referred(case, "2026-11-13", "job", "想在本县找工作。", "枫林县公共就业服务中心")
    paper = case.paper("job_referral")
    assert paper["skills"] == said
    assert telling_words(*texts_in(paper), case.row.number) == []
