"""撤销缓刑、撤销假释、收监执行：社区矫正法第四十六条至第五十条。"""

from __future__ import annotations

import pytest

from fengqiao.lines.corrections.cases.ending import steps as ending
from fengqiao.lines.corrections.cases.procuracy import steps as procuracy
from fengqiao.lines.corrections.cases.procuracy.copies import not_copied
from fengqiao.lines.corrections.cases.revocation import steps as revocation
from fengqiao.lines.corrections.cases.revocation.facts import arrest_due_at
from fengqiao.lines.corrections.cases.revocation.proposals import proposals
from fengqiao.lines.corrections.tests.driver import Case
from fengqiao.lines.corrections.tests.test_papers import papers_of
from fengqiao.matter.refusals import Refused
from fengqiao.matter.verify import Tally, walk
from tests.county import County


def under(county: County, category: str = "02", to: str = "2027-11-30") -> Case:
    case = Case(county)
    if category != "04":
        return case.under_supervision("2026-06-01", to, category=category)
    from fengqiao.lines.corrections.cases.reception import steps as reception

    case.notice("2026-06-01", category="04", decider_type="03", decision_received_on="2026-06-01")
    case.documents("2026-06-01", measure_from="2026-06-01", measure_to=to, outside_reason="illness")
    case.do(
        reception.deliver, "2026-06-01", case.agency, handed_by="第一监狱", handed_officers="李警官", identity="papers",
        officer=case.officer.staff_id, both_signed=True, told_rights=True,
    )  # fmt: skip
    return case.declare("2026-06-01").plan("2026-06-01")


def test_of_control_nothing_is_revoked(county: County) -> None:
    case = under(county, "01")
    with pytest.raises(Refused, match="管制没有缓刑、假释可以撤销"):
        case.revocation("2026-06-20", "01", "grave")


@pytest.mark.parametrize(("category", "kind", "ground"), [("03", "02", "punished"), ("03", "02", "injunction"), ("02", "01", "left_reach"), ("04", "03", "absent")])  # fmt: skip
def test_each_category_has_its_own_grounds(county: County, category: str, kind: str, ground: str) -> None:
    case = under(county, category)
    with pytest.raises(Refused, match="的法定情形。请核对，另选情形"):
        case.revocation("2026-06-20", kind, ground)


def test_two_warnings_are_enough_out_of_prison_and_on_probation_only_with_a_later_breach(county: County) -> None:
    probation, outside = under(county), under(county, "04")
    for case in (probation, outside):
        case.warned("2026-06-05")
        case.warned("2026-06-15")
    outside.revocation("2026-06-20", "03", "two_warnings")
    assert outside.notices("AL11") == [
        "第二次警告已于2026-06-15送达。两次警告即属可以提请收监执行的情形。由社区矫正机构决定，不自动升级。"
    ]
    with pytest.raises(Refused, match="须是“仍不改正”"):
        probation.revocation("2026-06-20", "01", "two_warnings")
    later = probation.breach("2026-06-18")
    with pytest.raises(Refused, match="可能逃跑或者可能发生社会危险的情形"):
        probation.revocation("2026-06-20", "01", "two_warnings", breach=later, arrest="yes")
    probation.revocation("2026-06-20", "01", "two_warnings", breach=later)


def test_absent_for_more_than_a_month_is_decided_by_the_agency_first(county: County) -> None:
    from fengqiao.lines.corrections.cases.missing import steps as missing

    case = under(county)
    with pytest.raises(Refused, match="没有认定超过一个月的脱管"):
        case.revocation("2026-06-20", "01", "absent")
    search = case.missing("2026-06-10", "2026-06-05")
    case.searched("2026-06-10", search)
    case.do(missing.ask_police, "2026-06-11", search=search, organ="枫林县公安局", told_procuratorate=True)
    case.do(
        missing.confirm_absence, "2026-07-05", case.chief, search=search, from_on="2026-06-06", reasons="下落不明。"
    )
    with pytest.raises(Refused, match="次月对应日的次日起算"):
        case.revocation("2026-07-05", "01", "absent")
    case.revocation("2026-07-06", "01", "absent")


def test_art47_48_arrest_in_forty_eight_hours_a_ruling_in_thirty_days_and_back_the_same_day(county: County) -> None:
    case = under(county)
    seq = case.revocation("2026-06-20", "01", "grave", arrest="yes", dangers=["flee"])
    with pytest.raises(Refused, match="由社区矫正机构负责人办理"):
        case.do(revocation.approve_revocation, "2026-06-20", case.officer, proposal=seq, answer="yes")
    case.do(
        revocation.approve_revocation,
        "2026-06-20",
        case.chief,
        proposal=seq,
        answer="yes",
        doc_no="枫矫撤建〔2026〕1号",
    )
    [said], [arrest] = papers_of(case.matter, "revoke_probation"), papers_of(case.matter, "arrest_request")
    assert (said["request"], arrest["dangers"]) == ("建议撤销缓刑，执行原判刑罚", ["可能逃跑"])
    assert [word for _, word in not_copied(case.facts)][-1] == "2026-06-20　撤销、收监建议书"
    with pytest.raises(Refused, match="须写明收到的时刻"):
        case.do(revocation.revocation_received, "2026-06-22", case.agency, proposal=seq)
    case.do(revocation.revocation_received, "2026-06-22", case.agency, proposal=seq, received_at="2026-06-22 15:30")
    assert str(arrest_due_at(proposals(case.facts)[0])) == "2026-06-24 15:30:00"
    assert case.clocks("arrest_decided") == [("2026-06-24", "running", "决定是否逮捕：到06月24日15时30分")]
    assert case.due("revocation_decided") == "2026-07-22"
    case.do(
        revocation.arrest_decided, "2026-06-24", case.agency, proposal=seq, answer="yes", document="（2026）枫刑捕1号"
    )
    case.do(revocation.arrested, "2026-06-25", case.agency, proposal=seq, by="枫林县公安局")
    assert case.due("arrest_custody") == "2026-07-25"  # 周六，羁押期限不顺延
    ruling = {
        "proposal": seq,
        "outcome": "kept",
        "document": "（2026）枫刑更1号",
        "document_on": "2026-07-20",
        "received_on": "2026-07-21",
    }
    case.do(revocation.revocation_decided, "2026-07-21", case.agency, **ruling)
    assert case.clocks("re_receive") == [("2026-07-21", "running", "恢复管理：撤销缓刑")]
    case.do(
        revocation.receive_again,
        "2026-07-21",
        proposal=seq,
        channel="phone",
        told="不予撤销，照常报告。",
        reported=True,
    )
    assert case.clocks("re_receive")[0][1] == "met"
    assert [str(found) for found in walk(Tally())] == []


@pytest.mark.parametrize(("received", "rule", "due"), [("2027-02-01", "parole_decided", "2027-03-01"), ("2027-03-01", "revocation_decided", "2027-03-31")])  # fmt: skip
def test_of_parole_the_shorter_of_a_month_and_thirty_days_is_watched(
    county: County, received: str, rule: str, due: str
) -> None:
    """监狱法第五十四条“一个月”：2月1日收到，到3月1日，短于三十日；3月1日收到的，三十日短。"""
    case = under(county, "03")
    seq = case.revocation("2027-01-20", "02", "grave")
    case.do(revocation.approve_revocation, "2027-01-21", case.chief, proposal=seq, answer="yes")
    case.do(revocation.revocation_received, received, case.agency, proposal=seq)
    assert case.clocks(rule) == [
        (
            due,
            "running",
            "撤销假释的裁定：撤销假释" if rule == "parole_decided" else "撤销、收监的裁定或者决定：撤销假释",
        )
    ]
    other = {"parole_decided": "revocation_decided", "revocation_decided": "parole_decided"}[rule]
    assert case.clocks(other) == []


def test_case25_what_is_refused_after_the_term_is_released_and_not_supervised_on(county: County) -> None:
    case = under(county, to="2026-08-01")
    seq = case.revocation("2026-07-20", "01", "grave")
    case.do(revocation.approve_revocation, "2026-07-21", case.chief, proposal=seq, answer="yes")
    with pytest.raises(Refused, match="撤销缓刑的建议还没有决定"):
        case.release("2026-08-01")
    case.sweep("2026-08-02")
    assert case.stage == "期满待决"
    assert "期满待决：催问决定，报局领导" in case.tasks()
    assert case.clocks("release") == []  # neither released nor supervised too long: it waits
    ruling = {
        "proposal": seq,
        "outcome": "kept",
        "document": "（2026）枫刑更2号",
        "document_on": "2026-08-10",
        "received_on": "2026-08-10",
    }
    case.do(revocation.revocation_decided, "2026-08-10", case.agency, **ruling)
    case.do(ending.resume, "2026-08-10", case.chief, why="裁定不予撤销。")
    case.release("2026-08-10")
    assert case.stage == "已解除"


def test_case26_a_rumour_ends_nothing_and_the_document_does(county: County) -> None:
    case = under(county)
    seq = case.revocation("2026-06-20", "01", "grave")
    with pytest.raises(Refused, match="听说的、电话里讲的，先向法院、机关要文书"):
        case.do(ending.terminate, "2026-07-01", case.agency, kind="01", document="电话听说")
    case.do(revocation.approve_revocation, "2026-06-21", case.chief, "2026-07-01", proposal=seq, answer="yes")
    ruling = {
        "proposal": seq,
        "outcome": "revoked",
        "document": "（2026）枫刑更9号",
        "document_on": "2026-07-01",
        "received_on": "2026-07-02",
    }
    case.do(revocation.revocation_decided, "2026-07-02", case.agency, **ruling)
    assert "凭文书终止社区矫正" in case.tasks()
    case.do(ending.terminate, "2026-07-02", case.agency, kind="01", document="（2026）枫刑更9号")
    assert case.stage == "已终止"


def test_art62_an_opinion_is_answered_in_writing_and_why_not_is_said(county: County) -> None:
    case = under(county)
    case.do(
        procuracy.procuracy_opinion,
        "2026-06-10",
        case.agency,
        opinion_kind="suggest",
        from_whom="枫林县人民检察院",
        doc_no="枫检建〔2026〕3号",
        content="应当完善外出审批。",
    )
    opinion = case.seq
    assert case.clocks("answer_opinion") == [("2026-06-25", "running", "回复检察意见：检察建议（枫检建〔2026〕3号）")]
    answer = {"opinion": opinion, "measures": "已修改审批表。", "written": True}
    with pytest.raises(Refused, match="应当说明理由"):
        case.do(procuracy.answer_opinion, "2026-06-20", case.chief, adopted="part", **answer)
    case.do(
        procuracy.answer_opinion, "2026-06-20", case.chief, adopted="part", reasons="其中一项法律没有要求。", **answer
    )
    [said] = papers_of(case.matter, "procuracy_answer")
    assert said["reasons"] == "其中一项法律没有要求。"


def test_what_was_copied_leaves_the_list(county: County) -> None:
    case = under(county)
    case.warned("2026-06-05")
    [act] = [seq for seq, word in not_copied(case.facts) if word.endswith("警告")]
    case.do(procuracy.copy_procuracy, "2026-06-08", act=act, to="枫林县人民检察院", how="paper")
    assert case.clocks("copy")[-1][1] == "met"
    assert not [word for _, word in not_copied(case.facts) if word.endswith("警告")]
