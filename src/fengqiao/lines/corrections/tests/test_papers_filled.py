"""What goes on while somebody is supervised, on paper: leaves, moves, permits, devices, sanctions, proposals, letters. Each printed filled."""

from __future__ import annotations

from datetime import date

import pytest

from fengqiao.lines.corrections.cases.conduct import steps as conduct
from fengqiao.lines.corrections.cases.device import steps as device
from fengqiao.lines.corrections.cases.health import steps as health
from fengqiao.lines.corrections.cases.missing import steps as missing
from fengqiao.lines.corrections.cases.permits import steps as permits
from fengqiao.lines.corrections.cases.procuracy import steps as procuracy
from fengqiao.lines.corrections.cases.relocation import steps as relocation
from fengqiao.lines.corrections.cases.revocation import steps as revocation
from fengqiao.lines.corrections.investigations import papers as investigation_papers
from fengqiao.lines.corrections.investigations import procedure as inv
from fengqiao.lines.corrections.papers import CHAPTERS
from fengqiao.lines.corrections.queries import papers as query_papers
from fengqiao.lines.corrections.replies import procedure as replies
from fengqiao.lines.corrections.tests.driver import QIAN, Case
from fengqiao.lines.corrections.tests.test_investigations import Investigation
from fengqiao.lines.corrections.tests.test_moving import NO_NET_CAFE, decided, inquired, on_the_way, travels
from fengqiao.lines.corrections.tests.test_sealing import Query
from fengqiao.matter.actions import Doing, open_matter, perform
from tests.county import County, at
from tests.papers import printed_in_full

LI = QIAN | {"name": "李长河", "id_no": "999901199003074519", "birth_on": "1990-03-07"}
BESIDES = {"reception", "living", "commutation", "ending"}  # see test_papers.lives
# Letters in the type of an official document, and what is read out in full, may go on to a second page
OFFICIAL = {"revoke_probation", "revoke_parole", "recommit", "arrest_request", "penalty_proposal", "search_letter", "investigation_opinion", "declaration"}


def whole(county: County, **data: object) -> Case:
    """李长河, with a number and a birthday, as papers are when nothing was left out."""
    return Case(county).under_supervision("2026-06-01", "2027-11-30", person=LI, second_measure=True, **data)


def left(county: County) -> None:
    """A leave, travelling to work, and two moves: one made, one refused; one coming here."""
    case = whole(county).entrusted("2026-06-01").ask_leave("2026-08-03", "2026-08-10", "2026-08-12", transport="汽车", address="诸暨市暨阳街道一号", reach="15400000012")
    case.office_approves("2026-08-04").back("2026-08-12")
    travels(case)
    on_the_way(whole(county))
    refused = inquired(whole(county)).do(relocation.move_reply, "2026-08-06", county["corrections"], answer="no", letter_no="诸社矫函〔2026〕5号", said="没有住所。")
    decided(refused, answer="no", why="新地没有固定住处。", told="")
    refused.do(relocation.tell_move_refusal, "2026-08-10", how="face", rights=True)
    coming = Case(county).notice("2026-08-03", person=LI, second_measure=True, came_by="moved", effective_on="2026-05-06", decider="青河县社区矫正机构")
    coming.do(relocation.answer_inquiry, "2026-08-05", coming.agency, answer="yes", said="有固定住处。", letter_no="枫社矫函〔2026〕2号")


def permitted(county: County) -> None:
    """An hour in a forbidden place, a meeting with the victim, the report to the border."""
    case = Case(county).notice("2026-06-01", person=LI, second_measure=True).documents("2026-06-01", measure_from="2026-06-01", measure_to="2027-11-30", injunctions=NO_NET_CAFE)
    case.report_in("2026-06-01").declare("2026-06-01").plan("2026-06-01")
    when = {"from_on": "2026-08-05", "to_on": "2026-08-05", "hours": "9时至11时", "opinion": "情况属实，本人一贯按时报告，建议批准。"}
    case.do(permits.apply_permit, "2026-08-03", kind="place", whither="东街网吧", purpose="单位安排检修网络。", **when)
    case.do(permits.decide_permit, "2026-08-04", case.chief, permit=case.seq, answer="yes", told="枫林县人民法院、枫林县人民检察院")
    why = "当面道歉，商量剩下的赔偿怎样分期付；对方的村委会主任在场。"
    case.do(permits.apply_permit, "2026-08-03", kind="person", whither="被害人周某，在枫林镇司法所调解室", purpose=why, victim_safe=True, company="所员孙", **when)
    case.do(permits.decide_permit, "2026-08-04", case.chief, permit=case.seq, answer="yes", why="见面时由司法所工作人员在场，对方提出结束的立即结束。")
    case.do(permits.exit_ban, "2026-06-03", case.agency, document="passport", document_no="E00000001", status="kept", organ="枫林县公安局", from_on="2026-06-01")


def worn(county: County) -> None:
    """A device proposed, fitted, extended and taken off."""
    case = whole(county)
    order = case.device_worn("2026-06-10", months=1)
    case.do(device.assess_device, "2026-07-08", order=order, assessment="本期内又有一次未经批准离开。", months=3)
    case.do(device.extend_device, "2026-07-09", county["leader"], order=order, answer="yes", as_whom="head", months=3)
    case.do(device.end_device, "2026-07-20", case.chief, order=order, why="needless", taken_off=True)


def sanctioned(case: Case, day: str, kind: str, ground: str) -> int:
    """Decided with facts and evidence as an officer writes them."""
    said = "本人应于每周一到所报告。6月1日、6月8日两次没有到所，电话催促后仍未补报；经向其家人了解，两次均在家中，没有生病、外出等不能报告的情形。本人承认两次都是忘记，没有其他理由。"
    evidence = [{"kind": "record", "what": "谈话笔录", "on": day}, {"kind": "record", "what": "报告登记簿第12页"}, {"kind": "document", "what": "白水村村民委员会情况说明", "on": day}]
    return case.sanctioned(day, kind, ground, case.breach(day), facts=said, evidence=evidence)


def judged(county: County) -> Case:
    """Praised, admonished, warned, an objection answered; a penalty proposed; the search letter and the procuratorate's opinion."""
    case = whole(county)
    sanctioned(case, "2026-06-04", "admonish", "T2")
    warned = sanctioned(case, "2026-06-10", "warn", "W3")
    case.sanctioned("2026-06-12", "praise", "P2")
    case.sanctioned("2026-06-16", "penalty", "S1", case.breach("2026-06-15"))
    case.do(conduct.object_, "2026-06-17", item=warned, text="当时在住院。", channel="written")
    case.do(conduct.answer_objection, "2026-06-18", case.agency, objection=case.seq, result="kept", reasons="病历的日期在后。", told=True)
    search = case.missing("2026-06-20", "2026-06-17")
    case.searched("2026-06-20", search).do(missing.ask_police, "2026-06-21", search=search, organ="枫林县公安局", told_procuratorate=True)
    case.do(missing.found_person, "2026-06-22", search=search, how="在县医院住院。", cause="hospital", accepts="yes")
    case.do(procuracy.procuracy_opinion, "2026-06-23", case.agency, opinion_kind="suggestion", from_whom="枫林县人民检察院", doc_no="枫检矫建〔2026〕1号", content="查访记录应当写明时间。")
    opinion = case.seq
    answer = {"opinion": opinion, "adopted": "part", "measures": "已补记。", "reasons": "夜间查访另有规定。", "doc_no": "枫司函〔2026〕3号", "written": True}
    return case.do(procuracy.answer_opinion, "2026-06-24", county["leader"], **answer)


def proposed(case: Case, day: str, kind: str, ground: str, number: str, **data: object) -> Case:
    item = case.revocation(day, kind, ground, **data)
    return case.do(revocation.approve_revocation, day, case.chief, proposal=item, answer="yes", doc_no=number)


def revoked(county: County) -> None:
    """Probation and parole with the arrest, and back to prison when the ground is gone."""
    proposed(whole(county), "2026-06-20", "01", "grave", "枫矫撤建〔2026〕1号", arrest="yes", dangers=["flee", "revenge"])
    proposed(whole(county, category="03"), "2026-06-20", "02", "grave", "枫矫撤建〔2026〕2号")
    out = Case(county).delivered("2026-01-31", "2028-01-30", person=LI, second_measure=True).declare("2026-02-02").plan("2026-02-03")
    out.do(health.ground_ended, "2026-06-01", why="cured", explanation="省立医院2026年5月28日诊断已经治愈，能够正常服刑。")
    said = "该人因肺结核暂予监外执行。2026年5月28日省立医院复查，病灶吸收、痰检三次阴性，诊断为临床治愈。剩余刑期一年八个月，暂予监外执行的情形已经消失。"
    evidence = [{"kind": "document", "what": "省立医院诊断证明书", "on": "2026-05-28"}, {"kind": "record", "what": "谈话笔录", "on": "2026-06-01"}]
    proposed(out, "2026-06-02", "03", "gone", "枫矫收建〔2026〕1号", facts=said, evidence=evidence, to="original", organ="省监狱管理局")


def test_every_paper_of_supervision_is_complete_and_prints_both_ways(county: County) -> None:
    """外出、变更执行地、准入会客、电子定位、奖惩、撤销收监、查找和检察意见：没有缺项，没有占位符，一张纸放得下的不占两页。"""
    for chapter in (left, permitted, worn, judged, revoked):
        chapter(county)
    pages = printed_in_full("corrections")
    wanted = {kind.code for chapter in CHAPTERS if chapter.__name__.rpartition(".")[2] not in BESIDES for kind in chapter.KINDS}
    assert wanted - set(pages) == set()
    assert {code for code, n in pages.items() if n > 1} <= OFFICIAL


def test_an_investigation_makes_its_papers_complete(county: County) -> None:
    Investigation(county).submitted("2026-06-01")
    lacking = Investigation(county).receive("2026-04-20", annexes="lacking")
    lacking.do(inv.ask_annexes, "2026-04-20", missing="起诉书副本").do(inv.annexes_in, "2026-04-24", received="起诉书副本").assign("2026-04-24")
    lacking.do(inv.unable, "2026-04-27", why="address", explanation="该地址已拆迁，无人认识。")
    pages = printed_in_full("investigations")
    assert set(pages) == set(investigation_papers.PAPERS)
    assert {code for code, n in pages.items() if n > 1} <= OFFICIAL


@pytest.mark.parametrize(("answer", "why", "kind"), [("granted", "", "sealed_pledge"), ("refused", "来函没有写明办什么案。", "sealed_refusal")])
def test_a_query_of_what_is_sealed_makes_its_paper_complete(county: County, answer: str, why: str, kind: str) -> None:
    Query(Case(county)).decided(answer, **({"why": why} if why else {}))
    assert printed_in_full("sealed_queries") == {kind: 1}
    assert kind in query_papers.PAPERS


@pytest.mark.parametrize(("about", "answer", "said"), [
    ("counts", "counts", {"given": "截至2026年6月30日，全县在册社区矫正对象不足五人。"}),
    ("list", "nothing", {"why": "名单不提供给任何单位；需要了解人数的，可以另行来函。"}),
])  # fmt: skip
def test_a_letter_is_answered_on_one_page(county: County, about: str, answer: str, said: dict[str, str]) -> None:
    asked = {"asker": "village", "organ": "白水村村民委员会", "letter_no": "白村函〔2026〕1号", "about": about, "wants": "本村有哪些人在矫正。"}
    bureau, clerk = county.offices["bureau"], county["corrections"]
    made = open_matter(clerk, replies.REPLIES, [Doing(replies.receive, asked, date(2026, 7, 1))], bureau, now=at("2026-07-01")).matter
    perform(clerk, made.pk, [Doing(replies.answer, {"answer": answer, **said}, date(2026, 7, 2))], now=at("2026-07-02"))
    assert printed_in_full("information_requests") == {"information_reply": 1}
