"""What a person would read on a printed page: text and facts taken out of PDF and Word files."""

from __future__ import annotations

import io
import re
import zipfile

from docx import Document
from pypdf import PdfReader


def pages_in(pdf: bytes) -> list[str]:
    """The text of each page without white space and break marks."""
    return [re.sub(r"[\s\u200b]", "", page.extract_text()) for page in PdfReader(io.BytesIO(pdf)).pages]


def words_in(pdf: bytes) -> str:
    return "".join(pages_in(pdf))


def words_in_word(docx: bytes) -> str:
    """The text of a Word document's body, cells in reading order, without white space and break marks."""
    body = Document(io.BytesIO(docx)).element.body
    return re.sub(r"[\s\u200b]", "", "".join(node.text or "" for node in body.iter("{*}t")))


def part_of(docx: bytes, name: str) -> str:
    """One XML part of a Word document."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return package.read(name).decode("utf-8")


def heads_of(docx: bytes) -> str:
    """All heads of a Word document."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        names = sorted(name for name in package.namelist() if name.startswith("word/header"))
        return "".join(package.read(name).decode("utf-8") for name in names)


def fonts_in(pdf: bytes) -> list[tuple[str, bool]]:
    """(name without its subset mark, embedded) of every font."""
    found: dict[str, bool] = {}
    for page in PdfReader(io.BytesIO(pdf)).pages:
        for font in (page["/Resources"].get("/Font") or {}).values():  # type: ignore[union-attr]
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            descriptor = descendant["/FontDescriptor"].get_object()
            name = str(descendant["/BaseFont"]).split("+")[-1]
            found[name] = any(key in descriptor for key in ("/FontFile2", "/FontFile3"))
    return sorted(found.items())
