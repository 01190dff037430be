"""Every paper of an application, an objection and a complaint, made by acts and printed filled."""

from __future__ import annotations

import pytest

from fengqiao.lines.legalaid import papers
from fengqiao.lines.legalaid.complaints import papers as complaint_papers
from fengqiao.lines.legalaid.complaints.tests.test_complaint import Complaint
from fengqiao.lines.legalaid.objections import papers as objection_papers
from fengqiao.lines.legalaid.papers.moving import KINDS as BETWEEN_CENTRES
from fengqiao.lines.legalaid.tests.driver import LI, Against, Aid, Centre
from fengqiao.matter.models import Matter, Paper
from fengqiao.matter.papers import values_of
from fengqiao.orgs.models import Office, OfficeKind
from tests.county import FOUNDED, County
from tests.papers import printed_in_full

WORKER = LI | {"address": "枫林县枫林镇白水村三组", "birth_on": "1980-01-01", "sex": "女"}
BOSS = {"side": "respondent", "name": "枫林建材有限公司", "kind": "org"}
MATERIALS = [{"name": "身份证", "copy": "copy", "pages": 1}, {"name": "考勤表", "copy": "original", "pages": 6}, {"name": "工资条", "copy": "copy", "pages": 12}]
STORY = (
    "2025年3月至12月在枫林建材有限公司的工地做木工，约定日工资二百六十元，每月发一半，年底结清。公司只发到九月，余下的说等工程款到了再给，"
    "至今没有给。劳动监察调解过一次，公司答应春节前付清，没有兑现。本人要求支付2025年10月至12月的工资二万三千五百元。"
)


@pytest.fixture
def centre(county: County) -> Centre:
    """The county's centre under its own name, with a standard in force."""
    bureau = county.offices["bureau"]
    Office.objects.create(territory=bureau.territory + 909_000_000, name="枫林县法律援助中心", short_name="法律援助中心", kind=OfficeKind.SECTION, parent=bureau, from_on=FOUNDED)
    made = Centre(county)
    made.standard()
    return made


def received(centre: Centre, **data: object) -> Aid:
    told = {"materials": MATERIALS, "story": STORY, "organ": "枫林县劳动人事争议仲裁委员会", "groups": ["migrant"], "claim_amount": 2_350_000, "limitation_on": "2026-12-31", "limitation_kind": "arbitration", "need_aids": ["dialect"], **data}
    return Aid(centre.county, centre).receive("2026-05-06", WORKER, BOSS, **told)


def granted(centre: Centre) -> Aid:
    """Handed on by a detention centre, one thing asked for, another county asked, means stated, granted with fee relief."""
    told = {"channel": "custody", "asked_on": "2026-05-05", "asked_time": "16:20", "received_time": "10:05", "urgent": ["custody"], "organ": "枫林县看守所"}
    aid = received(centre, **told).do("ask_supplement", "2026-05-06", gaps=["case", "explain"], gaps_note="劳动监察的调解记录；说明与包工头的关系。")
    aid.do("bring", "2026-05-08", what="调解记录、书面说明", all_in=True).do("accept", "2026-05-08")
    aid.do("ask_elsewhere", "2026-05-08", to_agency="青河县法律援助中心", what="核对该公司在青河县的另一工地是否已由贵中心受理同一批工人的申请。").do("hear_elsewhere", "2026-05-09", answer="没有受理。")
    aid.stated("2026-05-09", 2600, persons=3, assets=[{"kind": "savings", "value": 1_200_000}], rigid=[{"what": "女儿住院", "amount": 80_000, "months": 3}])
    aid.do("check", "2026-05-09", source="insurance", result="近六个月由两家单位缴费，缴费基数与本人说的一致")
    return aid.proposed("2026-05-10").do("grant", "2026-05-11", fees=["court", "forensic"], opinion="同意给予援助")


def test_every_paper_of_an_application_is_complete_and_prints_both_ways(centre: Centre) -> None:
    """申请到决定：没有缺项，没有占位符；申请表以外一张纸放得下。"""
    aid = granted(centre)
    received(centre).do("accept", "2026-05-06").stated("2026-05-07", 9000).proposed("2026-05-07").do("refuse", "2026-05-08", reason="means", words="人均月收入高于标准。")
    first = received(centre).do("first_aid", "2026-05-06", ground="preservation", words="对方正在转移财产。").stated("2026-05-10", 9000).proposed("2026-05-11")
    first.do("end_first_aid", "2026-05-12", ground="4", words="家庭人均月收入高于本县经济困难标准。")
    received(centre).do("redirect", "2026-05-06", how="transfer", why="place", to_agency="青河县法律援助中心", address="青河县人民路6号，0998-1234567")
    received(centre).do("withdraw", "2026-05-07", why="对方已经付清")
    received(centre).do("ask_supplement", "2026-05-06", gaps=["id"], gaps_note="身份证复印件。").pass_to("2026-05-19")
    pages = printed_in_full("legalaid")
    assert set(papers.PAPERS) - set(pages) == {kind.code for kind in BETWEEN_CENTRES}  # those are in transfers/tests
    assert {code for code, n in pages.items() if n > 1} == set()
    said = values_of(Paper.objects.get(matter_id=aid.pk, kind="aid_grant"), aid.row)
    assert (said["issuer"], said["law"]) == ("枫林县法律援助中心", "法律援助法第三十一条第五项、法律援助法第四十三条第一款")


def test_a_receipt_is_given_by_the_office_that_received_and_the_decision_by_the_centre(centre: Centre) -> None:
    aid = Aid(centre.county, centre).receive("2026-05-06", office="office", by=centre.county["office_staff"]).do("accept", "2026-05-06")
    issuers = {paper.kind: values_of(paper, aid.row)["issuer"] for paper in Paper.objects.filter(matter_id=aid.pk)}
    assert (issuers["aid_receipt"], issuers["aid_acceptance"]) == ("枫林镇司法所", "枫林县法律援助中心")


def test_every_paper_of_an_objection_is_complete_and_speaks_for_the_bureau(centre: Centre) -> None:
    for code in ("uphold", "order"):
        aid = Aid(centre.county, centre).refused()
        against = Against(aid).decide(code, "2026-05-12")
    assert printed_in_full("aid_objections") == dict.fromkeys(objection_papers.PAPERS, 1)
    said = values_of(Paper.objects.get(matter_id=against.pk, kind="aid_order"), Matter.objects.get(pk=against.pk))
    assert (said["issuer"], said["agency"]) == ("枫林县司法局", "枫林县法律援助中心")


def test_every_paper_of_a_complaint_is_complete(centre: Centre) -> None:
    """收件回执、补充告知书、受理通知书、不予受理告知书、答复书。"""
    asked = Complaint(centre.county, "2026-11-02").do("ask_more", "2026-11-03", missing="一、请写明哪一天、怎样付的钱；\n二、转账截图或者收条。", by_on="2026-11-13")
    asked.do("bring", "2026-11-10", brought="转账截图一张").do("decline", "2026-11-12", why="scope", words="所说的是本人另行委托的代理费，属于委托合同纠纷，可以向人民法院起诉。")
    one = Complaint(centre.county, "2026-11-02").accepted("2026-11-04").found("2026-11-10", "penalty", passed_to="市司法局")
    one.do("answer", "2026-11-12", answer="经调取转账记录并询问双方，律师严在法律援助案件之外另收八百元属实。所收八百元已退还，并移送市司法局处理。承办人已经更换。")
    assert printed_in_full("aid_complaints") == dict.fromkeys(complaint_papers.PAPERS, 1)
    assert one.stage == "已答复"
