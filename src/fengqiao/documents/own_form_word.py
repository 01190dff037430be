"""The Word side of a bureau's own form: reading a template's marks, filling it in, marking drafts."""

from __future__ import annotations

import io
from collections.abc import Mapping

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.shared import Length, Mm
from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml.etree import XMLSyntaxError

from fengqiao.documents.own_form_names import NamesUsed, names_used
from fengqiao.documents.own_form_package import package_problems
from fengqiao.documents.word_page import watermark_run

_HALF_A_MARK = (
    "模板里有一处标记写得不完整。请核对每个“{{”都有“}}”，每个“{% for %}”都有“{% endfor %}”，或重新下载样板文件。"
)
_CANNOT_BE_OPENED = "这个文件不是可以打开的Word文档（.docx）。请用Word或WPS打开后另存为.docx，再上传。"
_BROKEN = (PackageNotFoundError, KeyError, ValueError, XMLSyntaxError)


def read_template(template: bytes) -> NamesUsed | list[str]:
    """What the template asks for, or Chinese sentences about why it cannot be read."""
    problems = package_problems(template)
    if problems:
        return problems
    try:
        return names_used(_template_text(template))
    except TemplateSyntaxError:
        return [_HALF_A_MARK]
    except _BROKEN:
        return [_CANNOT_BE_OPENED]


def _template_text(template: bytes) -> str:
    """The template language of body, heads and feet, as docxtpl will read it."""
    document = DocxTemplate(io.BytesIO(template))
    document.init_docx()
    parts = [document.patch_xml(document.get_xml())]
    for uri in (document.HEADER_URI, document.FOOTER_URI):
        parts += [document.patch_xml(document.get_part_xml(part)) for _, part in document.get_headers_footers(uri)]
    return "\n".join(parts)


def fill_template(template: bytes, context: Mapping[str, object], watermark: str) -> bytes:
    """The template with its marks filled in, `watermark` (if any) behind the text of every page."""
    document = DocxTemplate(io.BytesIO(template))
    document.render(dict(context), jinja_env=ImmutableSandboxedEnvironment(autoescape=True), autoescape=True)
    out = io.BytesIO()
    document.save(out)
    return _marked(out.getvalue(), watermark) if watermark else out.getvalue()


def _marked(docx: bytes, words: str) -> bytes:
    """The document with the words behind the text of every page."""
    document = Document(io.BytesIO(docx))
    for n, section in enumerate(document.sections):
        heads = [section.header]
        heads += [section.first_page_header] if section.different_first_page_header_footer else []
        heads += [section.even_page_header] if document.settings.odd_and_even_pages_header_footer else []
        for head in heads:
            if not head.is_linked_to_previous or n == 0:
                par = head.paragraphs[0] if head.paragraphs else head.add_paragraph()
                par._p.append(watermark_run(words, Length(section.page_width or Mm(210)).mm))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
