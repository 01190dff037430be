"""考核奖惩：社区矫正法第二十八条，治安管理处罚法第七十二条、第一百三十六条。"""

from __future__ import annotations

from datetime import date

import pytest

from fengqiao.lines.corrections.cases.conduct import counting, sanctions
from fengqiao.lines.corrections.cases.conduct import steps as conduct
from fengqiao.lines.corrections.tests.driver import Case
from fengqiao.lines.corrections.tests.test_papers import papers_of
from fengqiao.matter.refusals import Refused
from tests.county import County
from tests.web import SignedIn, as_web

__all__ = ["as_web"]


@pytest.fixture
def case(county: County) -> Case:
    return Case(county).under_supervision("2026-06-01", "2027-11-30")


@pytest.mark.parametrize(
    ("last_day", "ten", "more", "month"),
    [("2026-03-11", True, False, False), ("2026-03-12", False, True, False), ("2026-04-01", False, True, False), ("2026-04-02", False, True, True)],
)  # fmt: skip
def test_within_includes_the_number_and_beyond_does_not(last_day: str, ten: bool, more: bool, month: bool) -> None:
    """法定报到日3月1日：逾期十日到3月11日，超过十日自3月12日起，超过一个月自4月2日起。"""
    from_on, to_on = date(2026, 3, 2), date.fromisoformat(last_day)
    days = counting.days_out(from_on, to_on)
    assert (counting.within_ten_days(days), counting.over_ten_days(days)) == (ten, more)
    assert counting.over_a_month(from_on, to_on) is month


def test_a_sanction_is_looked_into_by_two_heard_proposed_decided_by_another_and_served(case: Case) -> None:
    case.do(
        conduct.find_breach,
        "2026-06-10",
        on="2026-06-09",
        what="未报告",
        facts="应当报告没有报告。",
        found_how="日常管理",
    )
    breach = case.seq
    ask = {
        "breach": breach,
        "evidence": [{"kind": "record", "what": "笔录"}],
        "found": "属实，没有理由。",
        "verdict": "yes",
    }
    with pytest.raises(Refused, match="由两人以上进行"):
        case.do(conduct.investigate_breach, "2026-06-10", investigators=[case.officer.staff_id], **ask)
    case.do(
        conduct.investigate_breach, "2026-06-10", investigators=[case.officer.staff_id, case.agency.staff_id], **ask
    )
    with pytest.raises(Refused, match="还没有告知并听取本人意见"):
        case.proposed("2026-06-11", "admonish", "T2", breach)
    case.do(conduct.hear_person, "2026-06-11", breach=breach, told=True, how="said", statement="忘记了。")
    with pytest.raises(Refused, match="所选情形不属于“训诫”"):
        case.proposed("2026-06-11", "admonish", "W3", breach)
    item = case.proposed("2026-06-11", "admonish", "T2", breach)
    with pytest.raises(Refused, match="由社区矫正机构负责人办理"):
        case.do(conduct.decide_sanction, "2026-06-11", item=item, answer="yes")
    case.do(conduct.decide_sanction, "2026-06-12", case.chief, item=item, answer="yes", doc_no="枫矫训〔2026〕1号")
    case.do(conduct.serve_sanction, "2026-06-12", item=item, how="direct", result="served", told_objection=True)
    assert [one.served_on for one in sanctions.served(case.facts, "admonish")] == [date(2026, 6, 12)]
    with pytest.raises(Refused, match="一件事实只处理一次"):
        case.proposed("2026-06-13", "warn", "W3", breach)
    assert case.clocks("copy") == [("2026-06-22", "running", "抄送检察院：训诫")]


def test_case21_a_warning_returned_by_the_post_was_not_served(case: Case) -> None:
    item = case.proposed("2026-06-10", "warn", "W3", case.breach("2026-06-09"))
    case.do(conduct.decide_sanction, "2026-06-10", case.chief, item=item, answer="yes")
    case.do(conduct.serve_sanction, "2026-06-18", item=item, how="post", result="returned")
    assert sanctions.served(case.facts, "warn") == []
    assert case.clocks("serve_sanction")[0][1] == "running"
    case.do(conduct.serve_sanction, "2026-06-20", item=item, how="direct", result="served", told_objection=True)
    assert len(sanctions.served(case.facts, "warn")) == 1


def test_two_admonitions_and_still_not_corrected_needs_a_breach_after_the_second_service(case: Case) -> None:
    case.sanctioned("2026-06-05", "admonish", "T2", case.breach("2026-06-04"))
    early = case.breach("2026-06-06")
    with pytest.raises(Refused, match="训诫是1次，不到两次"):
        case.proposed("2026-06-07", "warn", "W5", early)
    case.sanctioned("2026-06-10", "admonish", "T2", case.breach("2026-06-09"))
    assert case.notices("AL11") == [
        "第二次训诫已于2026-06-10送达。此后再有违反、仍不改正的，可以警告。由社区矫正机构决定，不自动升级。"
    ]
    with pytest.raises(Refused, match="不在送达之后，不是“仍不改正”"):
        case.proposed("2026-06-11", "warn", "W5", early)
    case.sanctioned("2026-06-13", "warn", "W5", case.breach("2026-06-12"))


def test_days_out_of_supervision_choose_between_admonition_and_warning(case: Case) -> None:
    breach = case.breach("2026-06-20", from_on="2026-06-06", to_on="2026-06-16")
    with pytest.raises(Refused, match="共11日，属于警告的情形（超过十日）"):
        case.proposed("2026-06-21", "admonish", "T1", breach)
    case.proposed("2026-06-21", "warn", "W2", breach)


def test_case20_no_security_penalty_is_asked_for_a_parolee(county: County) -> None:
    case = Case(county).under_supervision("2026-06-01", "2027-11-30", category="03")
    breach = case.breach("2026-06-10")
    with pytest.raises(Refused, match="假释对象不在该项规定所列人员之内"):
        case.proposed("2026-06-11", "penalty", "S1", breach)


def test_a_security_penalty_is_read_by_the_agency_alone(case: Case) -> None:
    """治安管理处罚法第一百三十六条：记录封存。"""
    from fengqiao.desk.history import may_read_private
    from fengqiao.matter.models import Entry

    item = case.sanctioned("2026-06-11", "penalty", "S1", case.breach("2026-06-10"))
    assert papers_of(case.matter, "penalty_proposal")[-1]["body"] == "枫林县公安局"
    case.do(
        conduct.penalty_result,
        "2026-06-20",
        case.agency,
        item=item,
        outcome="detention",
        document="枫公（治）行罚决字〔2026〕9号",
    )
    assert sanctions.was_punished(case.facts)
    entry = Entry.objects.get(matter_id=case.matter.pk, action="penalty_result")  # type: ignore[union-attr]
    assert "detention" not in str(entry.data)
    readers = [name for name in ("office_head", "corrections_head", "leader") if may_read_private(case.county[name], case.matter, entry, conduct.penalty_result)]  # type: ignore[arg-type]  # fmt: skip
    assert readers == ["corrections_head"]


def test_praise_wants_six_months_and_four_things_or_an_outstanding_act(case: Case) -> None:
    """以2026-06-01接收，12月1日满六个月。"""
    four = ["repents", "obeys", "supervision", "education"]
    with pytest.raises(Refused, match="满六个月（2026-12-01）"):
        case.proposed("2026-11-30", "praise", "P1", four=four)
    case.sweep("2026-12-01")
    with pytest.raises(Refused, match="四个方面都做到"):
        case.proposed("2026-12-01", "praise", "P1", four=four[:3])
    case.sanctioned("2026-12-01", "praise", "P1", four=four)
    case.sanctioned("2026-12-02", "praise", "P2")


def test_case23_an_objection_after_the_release_is_answered_by_another_officer(county: County) -> None:
    case = Case(county).under_supervision("2026-06-01", "2026-08-01")
    item = case.warned("2026-06-10")
    case.release("2026-08-01")
    case.do(conduct.object_, "2026-08-10", item=item, text="当时在住院。", channel="written")
    objection = case.seq
    assert case.clocks("objection")[0][:2] == ("2026-08-24", "running")
    answer = {"objection": objection, "result": "changed", "reasons": "病历属实。", "told": True}
    with pytest.raises(Refused, match="异议由作出决定以外的人处理"):
        case.do(conduct.answer_objection, "2026-08-12", case.chief, **answer)
    case.do(conduct.answer_objection, "2026-08-12", case.agency, **answer)
    assert sanctions.served(case.facts, "warn") == []


def test_art54_nothing_of_a_minor_is_published_and_the_guardian_is_there(county: County) -> None:
    case = Case(county)
    case.received("2026-06-01", "2027-11-30", minor=True)
    case.declare("2026-06-02", private=True, guardian_there=True).plan("2026-06-02")
    item = case.proposed("2026-06-10", "praise", "P2")
    case.do(conduct.decide_sanction, "2026-06-10", case.chief, item=item, answer="yes")
    serve = {"item": item, "how": "direct", "result": "served", "told_objection": True}
    with pytest.raises(Refused, match="监护人应当到场"):
        case.do(conduct.serve_sanction, "2026-06-11", **serve)
    case.do(conduct.serve_sanction, "2026-06-11", guardian_there=True, **serve)
    with pytest.raises(Refused, match="奖惩一律不公开"):
        case.do(conduct.publish_praise, "2026-06-12", item=item, where="公告栏", agreed=True)


def test_who_decides_chooses_among_the_proposals_and_nothing_else(case: Case, as_web: SignedIn) -> None:
    """Other clocks of the case have numbers too: a plan to be gone over, a decision to be copied."""
    item = case.proposed("2026-06-11", "admonish", "T2", case.breach("2026-06-10"))
    assert case.matter is not None
    form = as_web("corrections_head").get(f"/matters/{case.matter.pk.hex}/do/decide_sanction/").context["form"]
    assert [key for key, _ in form.main.fields["item"].widget.choices if key] == [item]
    assert form.main.initial["item"] == item
