"""Every act makes its paper, complete, in Word and PDF, out of what was recorded."""

from __future__ import annotations

import re
from typing import Any

import pytest

from fengqiao.documents import render_docx, render_pdf
from fengqiao.lines.corrections import papers
from fengqiao.lines.corrections.cases.commutation import steps as commutation
from fengqiao.lines.corrections.cases.duties import steps as duties
from fengqiao.lines.corrections.cases.ending import steps as ending
from fengqiao.lines.corrections.cases.helping import steps as helping
from fengqiao.lines.corrections.cases.leaving import steps as leaving
from fengqiao.lines.corrections.cases.living import steps as living
from fengqiao.lines.corrections.cases.reception import steps as reception
from fengqiao.lines.corrections.papers import PAPERS
from fengqiao.lines.corrections.tests.driver import TOLD, Case, summed_up
from fengqiao.matter.models import Matter, Paper
from fengqiao.matter.papers import PaperContext, draft_pdf, values_of
from tests.county import County
from tests.papers import in_docx, in_pdf


@pytest.fixture
def case(county: County) -> Case:
    return Case(county)


def papers_of(matter: Matter | None, kind: str) -> list[dict[str, Any]]:
    """What the papers of a kind say, in the order they were made."""
    assert matter is not None
    return [values_of(paper, matter) for paper in Paper.objects.filter(matter_id=matter.pk, kind=kind).order_by("n")]


@pytest.mark.parametrize("code", PAPERS)
def test_a_blank_form_prints_with_its_title(code: str) -> None:
    assert PAPERS[code].title in in_pdf(render_pdf(PAPERS[code], {}, draft=False))


def lives(case: Case) -> Case:
    """One who was received late and lived through a year, as far as papers are made of it; one released for a time."""
    county = case.county
    case.notice("2026-06-01").do(reception.ask_documents, "2026-06-02", case.agency, missing="执行通知书", to="枫林县人民法院")
    case.documents("2026-06-03", measure_from="2026-06-01", measure_to="2026-12-01").report_in("2026-06-03").declare("2026-06-03")
    man = {"kind": "village", "name": "周主任", "sex": "01", "agreed": True}
    case.do(living.team, "2026-06-03", leader=case.officer.staff_id, members=[man], letter=True).plan("2026-06-03")
    case.do(living.classify, "2026-06-20", level="03", factors="一贯按时报告。", from_on="2026-06-20")
    case.do(living.decide_level, "2026-06-21", case.chief, answer="yes")
    case.do(duties.visit, "2026-06-22", purpose="核实住处。", result="normal", place="枫林镇东街12号", found="在家务工，家人在场。")
    case.do(helping.teach, "2026-06-23", kind="individual", topic="遵守规定", note="谈了外出请假的规定。")
    case.do(commutation.propose_commutation, "2026-08-03", case.agency, ground="great", facts="八月一日跳河救起两名落水儿童。", evidence="公安机关证明。", asked="缩短考验期")
    summed_up(case, "2026-11-01").release("2026-12-01", announced="public")
    gone = Case(county).delivered("2026-06-01", "2027-12-01")
    told = [*TOLD, {"organ": "prison", "name": "北山监狱", "how": "书面"}]
    gone.do(ending.died, "2026-07-01", gone.agency, cause="natural", proof="医院死亡证明", told=told)
    return gone


def test_every_kind_is_made_complete_and_prints_both_ways(case: Case) -> None:
    """没有一份文书缺必填栏目，没有占位符，不带草稿字样；Word和PDF都有标题。"""
    lives(case)
    seen: set[str] = set()
    for paper in Paper.objects.filter(matter__line="corrections").select_related("matter").order_by("pk"):
        kind, said = PAPERS[paper.kind], values_of(paper, paper.matter)
        assert [slot.label for slot in kind.missing(said)] == [], kind.title
        if kind.code in seen:
            continue
        seen.add(kind.code)
        for text in (in_pdf(render_pdf(kind, said)), in_docx(render_docx(kind, said))):
            assert kind.title in text
            assert not re.search(r"[{}]|None|草稿|nan|社区矫正人员|社区服刑", text), kind.title
    made_here = {kind.code for chapter in (papers.reception, papers.living, papers.commutation, papers.ending) for kind in chapter.KINDS}
    assert seen == made_here


def test_a_preview_of_what_has_not_happened_yet_still_prints(case: Case) -> None:
    """预览还没有办的事：没有的留空，程序不出错。"""
    case.notice("2026-06-01")
    assert case.matter is not None
    for kind in PAPERS.values():
        assert draft_pdf(PaperContext(case.matter, case.facts, None), kind).startswith(b"%PDF"), kind.title


def test_art21_the_note_says_by_when_to_report(case: Case) -> None:
    """4月24日生效，第十日是假日，顺延到5月6日。"""
    case.notice("2026-04-24")
    assert papers_of(case.matter, "reporting_note")[0]["report_by"] == "2026年5月6日"


def test_art22_the_declaration_says_the_six_things_and_the_rights(case: Case) -> None:
    case.received("2026-06-01", "2027-11-30").declare("2026-06-03")
    (said,) = papers_of(case.matter, "declaration")
    assert [slot.label for slot in PAPERS["declaration"].missing(said)] == []
    for text in (in_pdf(render_pdf(PAPERS["declaration"], said)), in_docx(render_docx(PAPERS["declaration"], said))):
        assert "期限自2026年6月1日起，至2027年11月30日止" in text
        assert "提请撤销缓刑" in text
        assert "不受歧视" in text
        assert not re.search(r"[{}]|None|草稿", text)


def test_a_paper_prints_the_law_of_its_own_day(case: Case) -> None:
    """2020年7月1日前的事，依2012年的办法。"""
    case.received("2020-06-01", "2021-11-30").declare("2020-06-03")
    (said,) = papers_of(case.matter, "declaration")
    assert said["law"] == "《社区矫正实施办法》"


def test_a_leave_is_decided_on_paper_and_a_refusal_says_how_to_complain(case: Case) -> None:
    case.under_supervision("2026-06-01", "2027-11-30").entrusted("2026-06-01").ask_leave(
        "2026-08-03", "2026-08-10", "2026-08-12"
    )
    case.office_approves("2026-08-04").back("2026-08-12").ask_leave("2026-09-01", "2026-09-10", "2026-09-19")
    case.do(leaving.leave_opinion, "2026-09-02", request=case.asked, opinion="against", said="没有证明。")
    case.answer_leave(
        leaving.decide_leave, "2026-09-03", case.chief, "no", refused_for="not_proved", opinion_text="补充后仍无证明。"
    )
    granted, refused = papers_of(case.matter, "leave_form")
    assert [slot.label for form in (granted, refused) for slot in PAPERS["leave_form"].missing(form)] == []
    assert (granted["authority"], granted["days"], granted["two_months"]) == (
        "受委托（枫社矫委〔2026〕1号）",
        "3日",
        "3日",
    )
    assert refused["office_opinion"] == "建议不批准；没有证明。"
    said = in_pdf(render_pdf(PAPERS["leave_notice"], papers_of(case.matter, "leave_notice")[1]))
    for words in ("不批准外出", "补充后仍无证明", "向人民检察院申诉、控告"):
        assert words in said
    assert not re.search(r"[{}]|None|草稿", said)
