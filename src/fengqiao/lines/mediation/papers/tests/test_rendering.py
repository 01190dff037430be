"""Every paper comes out both ways, whole, sparse and blank, and nothing that was said is lost on the way."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from docx import Document
from pypdf import PdfReader

from fengqiao.documents import render_docx, render_pdf
from fengqiao.lines.mediation.papers import PAPERS, values
from fengqiao.lines.mediation.papers.tests.cases import (
    GIVEN,
    ISSUED_BY,
    Case,
    declined_case,
    hard_case,
    merged_case,
    names,
    oral_case,
    whole_case,
)

OWN_CASE = {"declining": declined_case, "oral_agreement": oral_case, "merge_notice": merged_case, "split_notice": merged_case}
OF_THE_HARD_CASE = ("ending", "escalation", "handover", "power", "court_reply", "entrust_reply")
# Blank on purpose when the paper is issued: filled in by hand, or not known yet.
BY_HAND = {"agreement": ["日期"], "oral_agreement": ["编号"]}


def case_of(code: str) -> Case:
    if code in OWN_CASE:
        return OWN_CASE[code]()
    return hard_case() if code in OF_THE_HARD_CASE else whole_case()


def said(code: str) -> dict[str, Any]:
    if code in GIVEN:
        return GIVEN[code]
    return values(case_of(code).at(ISSUED_BY.get(code)), PAPERS[code], staff_names=names)


def words_in(value: Any) -> list[str]:
    """Every word of the values that is printed: flags and a choice not taken are not."""
    if isinstance(value, dict):
        return [word for key, inner in value.items() if key != "is_organisation" for word in words_in(inner)]
    if isinstance(value, list):
        return [word for inner in value for word in words_in(inner)]
    return [] if isinstance(value, bool) else re.findall(r"[一-鿿A-Za-z0-9]+", str(value))


def pdf_text(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def docx_text(docx: bytes) -> str:
    return "".join(Document(io.BytesIO(docx)).element.body.itertext())


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("code", PAPERS)
def test_a_case_fills_its_papers(code: str) -> None:
    """Nothing required is missing but what a hand fills in, and no value is lost because the paper does not know it."""
    kind = PAPERS[code]
    assert [slot.label for slot in kind.missing(said(code))] == BY_HAND.get(code, [])
    assert kind.unknown(said(code)) == []


@pytest.mark.parametrize("code", PAPERS)
def test_everything_said_is_in_the_word_file(code: str) -> None:
    text = squeezed(docx_text(render_docx(PAPERS[code], said(code), draft=False)))
    assert [word for word in words_in(said(code)) if word not in text] == []


@pytest.mark.parametrize("code", PAPERS)
def test_everything_said_is_in_the_pdf(code: str) -> None:
    text = squeezed(pdf_text(render_pdf(PAPERS[code], said(code), draft=False)))
    assert [word for word in words_in(said(code)) if word not in text] == []


@pytest.mark.parametrize("code", PAPERS)
def test_a_blank_form_prints_both_ways_with_its_title(code: str) -> None:
    kind = PAPERS[code]
    title = kind.title.split("（")[0]
    assert title in squeezed(pdf_text(render_pdf(kind, {}, draft=False)))
    assert title in squeezed(docx_text(render_docx(kind, {}, draft=False)))


@pytest.mark.parametrize("code", ["agreement", "rights", "cover", "court_reply"])
def test_before_the_data_are_complete_the_paper_says_so(code: str) -> None:
    """草稿: a paper with required slots open is marked, unless it is printed as a form to fill in."""
    assert "草稿" in pdf_text(render_pdf(PAPERS[code], {}))
    assert "草稿" not in pdf_text(render_pdf(PAPERS[code], {}, draft=False))


@pytest.mark.parametrize("code", PAPERS)
def test_a_case_that_says_almost_nothing_still_prints(code: str) -> None:
    """The least that can be known: two names. No builder may stumble over what was not asked."""
    case = Case().happens("apply", "2026-05-02", parties=[{"n": 1, "side": "applicant", "name": "甲"}, {"n": 2, "name": "乙"}])
    if code in GIVEN or code == "contents":
        return
    found = values(case.at(None), PAPERS[code], staff_names=names)
    assert PAPERS[code].unknown(found) == []
    assert render_pdf(PAPERS[code], found, draft=False).startswith(b"%PDF")
    assert render_docx(PAPERS[code], found, draft=False).startswith(b"PK")


@pytest.mark.parametrize(
    ("code", "most"),
    [
        ("application", 1), ("register", 1), ("rights", 2), ("assignment", 1), ("power", 1), ("investigation", 1),
        ("evidence_list", 1), ("session", 2), ("agreement", 2), ("oral_agreement", 1), ("declining", 1), ("suspension", 1),
        ("resumption", 1), ("extension", 1), ("urging", 1), ("performance", 1), ("visit", 1), ("certificate", 1),
        ("confirmation_application", 2), ("escalation", 1), ("closing", 1), ("cover", 1), ("contents", 1), ("statement", 1),
        ("correction_sheet", 1), ("subsidy_list", 1), ("committee_notice", 1),
    ],
)  # fmt: skip
def test_ordinary_papers_keep_to_their_pages(code: str, most: int) -> None:
    assert len(PdfReader(io.BytesIO(render_pdf(PAPERS[code], said(code), draft=False))).pages) <= most


@pytest.mark.parametrize("code", ["agreement", "application", "session"])
def test_nobody_signs_a_page_without_text(code: str) -> None:
    """Four parties with long names: the last page carries words of the paper besides the places to sign."""
    pages = PdfReader(io.BytesIO(render_pdf(PAPERS[code], said_of_hard_case(code), draft=False))).pages
    last = squeezed(pages[-1].extract_text())
    closing = {"agreement": "本协议一式五份", "application": "自愿申请人民调解委员会", "session": "以上记录已交各方核对"}[code]
    assert closing in last


def said_of_hard_case(code: str) -> dict[str, Any]:
    return values(hard_case().at(ISSUED_BY.get(code)), PAPERS[code], staff_names=names)
