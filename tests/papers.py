"""Papers as they leave the office: every one that was made says all it must, in Word and PDF, and nothing of the form itself."""

from __future__ import annotations

import io
import re
from typing import Any

from docx import Document
from pypdf import PdfReader

from fengqiao.documents import PaperKind, render_docx, render_pdf
from fengqiao.matter import registry
from fengqiao.matter.models import Paper
from fengqiao.matter.papers import values_of

LEFT_OVER = re.compile(r"[{}]|None|草稿|nan|undefined|待填|TODO")


def in_pdf(pdf: bytes) -> str:
    """What a PDF says, without its spaces."""
    return re.sub(r"\s", "", "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))


def in_docx(docx: bytes) -> str:
    """What a Word file says, without its spaces."""
    return re.sub(r"\s", "", "".join(Document(io.BytesIO(docx)).element.body.itertext()))


def pages_of(pdf: bytes) -> int:
    return len(PdfReader(io.BytesIO(pdf)).pages)


def printed_in_full(*lines: str) -> dict[str, int]:
    """Every paper made in these lines: no required place blank, no left-over of the form, the title both ways.

    Returns how many pages the first of each kind takes.
    """
    seen: dict[str, int] = {}
    for paper in Paper.objects.filter(matter__line__in=lines).select_related("matter").order_by("pk"):
        kind, said = registry.line(paper.matter.line).papers[paper.kind], values_of(paper, paper.matter)
        assert [slot.label for slot in kind.missing(said)] == [], kind.title
        if kind.code not in seen:
            seen[kind.code] = _printed(kind, said)
    return seen


def _printed(kind: PaperKind, said: dict[str, Any]) -> int:
    pdf, docx = render_pdf(kind, said), render_docx(kind, said)
    for text in (in_pdf(pdf), in_docx(docx)):
        assert kind.title in text
        assert (found := LEFT_OVER.search(text)) is None, f"{kind.title}: {found}"
    return pages_of(pdf)
