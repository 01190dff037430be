"""Every act makes its paper, complete, in Word and PDF, out of what was recorded."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from docx import Document
from pypdf import PdfReader

from fengqiao.documents import render_docx, render_pdf
from fengqiao.lines.corrections.papers import PAPERS
from fengqiao.lines.corrections.tests.driver import Case
from fengqiao.matter.models import Matter, Paper
from fengqiao.matter.papers import values_of
from tests.county import County


@pytest.fixture
def case(county: County) -> Case:
    return Case(county)


def papers_of(matter: Matter | None, kind: str) -> list[dict[str, Any]]:
    """What the papers of a kind say, in the order they were made."""
    assert matter is not None
    return [values_of(paper, matter) for paper in Paper.objects.filter(matter_id=matter.pk, kind=kind).order_by("n")]


def in_pdf(pdf: bytes) -> str:
    return re.sub(r"\s", "", "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))


def in_docx(docx: bytes) -> str:
    return re.sub(r"\s", "", "".join(Document(io.BytesIO(docx)).element.body.itertext()))


@pytest.mark.parametrize("code", PAPERS)
def test_a_blank_form_prints_with_its_title(code: str) -> None:
    assert PAPERS[code].title in in_pdf(render_pdf(PAPERS[code], {}, draft=False))


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
