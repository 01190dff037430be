"""A template filled with what was taken: the finished document with its head, tables, charts and the annex of definitions.

Pure: the same data give the same words. Marks in the text become superscript numbers, tables and charts after docxtpl has filled it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from docx import Document
from docx.document import Document as DocumentType
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.shared import Length, Mm
from docx.text.paragraph import Paragraph
from docxtpl import DocxTemplate
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml.etree import XMLSyntaxError

from fengqiao.documents.composition import Break, Item, Par, Run, Space, Table
from fengqiao.documents.dates import chinese_date, chinese_period
from fengqiao.documents.faces import OFFICIAL_FACES
from fengqiao.documents.own_form_package import package_problems
from fengqiao.documents.word_page import watermark_run
from fengqiao.documents.word_xml import element, par_element, table_element
from fengqiao.indicators.periods import Period
from fengqiao.lines.reporting import codes
from fengqiao.lines.reporting.forms import charts, looks, marks
from fengqiao.lines.reporting.forms.marks import Read
from fengqiao.lines.reporting.taking import Taken, Value, every_week

REF, END, DRAWN = "\ue001", "\ue002", "\ue003"  # around a reference; before what is drawn in the place of its paragraph
_REFERENCE = re.compile(f"{REF}([0-9]+){END}")
_CANNOT = "这个文件不是可以打开的Word文档（.docx）。请用Word或WPS打开后另存为.docx，再上传。"
NUMERALS = "一二三四五六七八九十"
SPOKEN_FOR = ("表_考核",)  # why there is none is said by 考核说明
PARAGRAPH = "\a"  # docxtpl's mark of a new paragraph


@dataclass(frozen=True)
class Cover:
    """What is on the paper beside the figures. A red head stands only where there is a number and a signer."""

    title: str
    office: str
    year: str = ""
    highlights: str = ""
    problems: str = ""
    plan: Sequence[Mapping[str, str]] = ()
    doc_no: str = ""
    signer: str = ""
    signed_on: date | None = None
    issued_on: date | None = None
    upwards: bool = False
    demo: bool = False
    references: bool = True
    checked: str = ""
    digests: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_draft(self) -> bool:
        return not (self.doc_no and self.signer and self.signed_on)


def check(template: bytes, kind: str) -> Read:
    """What a template says, and what is wrong with it; an empty list of problems means it can be used."""
    problems = package_problems(template)
    if problems:
        return Read(tuple(problems))
    try:
        opened = DocxTemplate(io.BytesIO(template))
        opened.init_docx()
        language = [opened.patch_xml(opened.get_xml())]
        for uri in (opened.HEADER_URI, opened.FOOTER_URI):
            language += [opened.patch_xml(opened.get_part_xml(part)) for _, part in opened.get_headers_footers(uri)]
        paragraphs = [each.text for each in _paragraphs(Document(io.BytesIO(template)))]
    except (PackageNotFoundError, KeyError, ValueError, XMLSyntaxError):
        return Read((_CANNOT,))
    return marks.read("\n".join(language), paragraphs, kind)


def _paragraphs(document: DocumentType) -> list[Paragraph]:
    """All paragraphs, those in tables too, in their order."""
    return [Paragraph(each, document._body) for each in document.element.body.iter(qn("w:p"))]


@dataclass(frozen=True)
class Made:
    """A finished document; ``characters`` of its text, the annex left out."""

    content: bytes
    characters: int


def make(template: bytes, taken: Taken, cover: Cover) -> Made:
    """The document. The template is one that :func:`check` let pass."""
    opened = DocxTemplate(io.BytesIO(template))
    language = ImmutableSandboxedEnvironment(autoescape=True)
    language.filters.update({name: _said(name, cover.references) for name in marks.FILTERS})
    opened.render(_context(taken, cover), jinja_env=language, autoescape=True)
    stream = io.BytesIO()
    opened.save(stream)
    document = Document(io.BytesIO(stream.getvalue()))
    _draw(document, taken)
    count = characters(document)
    for paragraph in _paragraphs(document):
        _raise_references(paragraph)
    _dress(document, cover)
    _annex(document, taken, cover)
    _watermark(document, cover)
    document.core_properties.title = cover.title
    out = io.BytesIO()
    document.save(out)
    return Made(out.getvalue(), count)


class Shown:
    """A figure as a template sees it: its words, and a number to be compared with."""

    def __init__(self, value: Value, references: bool) -> None:
        self.value, self.references = value, references

    def __str__(self) -> str:
        return self.value.said + self.mark

    def __bool__(self) -> bool:
        return bool(self.value.number)

    @property
    def mark(self) -> str:
        return f"{REF}{self.value.reference}{END}" if self.references else ""

    def _number(self) -> Decimal:
        return self.value.number if self.value.number is not None else Decimal(0)

    def __eq__(self, other: object) -> bool:
        return self._number() == _plain(other)

    def __lt__(self, other: object) -> bool:
        return self._number() < _plain(other)

    def __le__(self, other: object) -> bool:
        return self._number() <= _plain(other)

    def __gt__(self, other: object) -> bool:
        return self._number() > _plain(other)

    def __ge__(self, other: object) -> bool:
        return self._number() >= _plain(other)

    __hash__ = None  # type: ignore[assignment]


def _plain(other: object) -> Decimal:
    return other._number() if isinstance(other, Shown) else Decimal(str(other))


def _said(name: str, references: bool) -> Any:
    """A filter: the figure said this way; a thing that is no figure stays as it is."""

    def say(shown: object) -> str:
        if not isinstance(shown, Shown):
            return str(shown)
        value = shown.value
        words = {
            marks.ABOUT: value.rough, marks.EXACT: value.exact, marks.NUMBER: value.text if value.number is None else f"{value.number:f}".split(".")[0] if value.whole else value.text,
            marks.ON_YEAR: value.on_year or "上年同期没有可比的数", marks.ON_MONTH: value.on_month or "上期没有可比的数", marks.LAST_YEAR: value.was, marks.NAMES: "、".join(value.names),
        }[name]  # fmt: skip
        return words + (shown.mark if name in (marks.ABOUT, marks.EXACT, marks.NUMBER) else "")

    return say


def _context(taken: Taken, cover: Cover) -> dict[str, Any]:
    period = taken.period
    plain = {
        "单位": cover.office, "年度": cover.year or f"{period.to_on.year}年", "期间": _days(period), "截止日": chinese_date(period.to_on), "标题": cover.title,
        "成文日期": chinese_date(cover.signed_on) if cover.signed_on else "　　年　月　日", "亮点": _paragraphed(cover.highlights) or "（还没有写入工作亮点）",
        "存在问题": _paragraphed(cover.problems) or "（还没有写入存在问题）", "值班频次": _duty(taken), "变差": "；".join(taken.worse) + "。" if taken.worse else "没有变化不利的项目。",
        "考核说明": taken.places.said, "全市排名": taken.places.city,
    }  # fmt: skip
    plan = [{**row, "序号": NUMERALS[n] if n < len(NUMERALS) else str(n + 1)} for n, row in enumerate(cover.plan)]
    drawn = {name: f"{DRAWN}{name}{END}" for name in marks.TABLES}
    return {**plain, **drawn, marks.PLAN: plan, **{code: Shown(value, cover.references) for code, value in taken.values.items()}}


def _days(period: Period) -> str:
    """2026年, 2026年3月, else both days as a paper writes them."""
    return period.words if "-" not in period.words else chinese_period(period.from_on, period.to_on)


def _paragraphed(text: str) -> str:
    return PARAGRAPH.join(line.strip() for line in text.splitlines() if line.strip())


def _duty(taken: Taken) -> str:
    value = taken.values.get("FG12")
    return "每周" if every_week(taken) else f"{value.text}的周次" if value is not None and value.number else "没有按周"


def _draw(document: DocumentType, taken: Taken) -> None:
    """Put the tables and charts where their marks stand."""
    number = 0
    for paragraph in _paragraphs(document):
        found = re.fullmatch(rf"\s*{DRAWN}(\S+){END}\s*", paragraph.text)
        if found is None:
            continue
        chart = _chart(found[1], taken)
        if chart is not None:
            number += 1
            paragraph._p.addprevious(charts.put(document, chart, number))
        items = [] if chart is not None else _table(found[1], taken)
        for item in items:
            paragraph._p.addprevious(_xml(item))
        if chart is None and not items and found[1] not in SPOKEN_FOR:
            paragraph._p.addprevious(par_element(looks.alone("（没有数据）"), OFFICIAL_FACES))
        paragraph._p.getparent().remove(paragraph._p)


def _chart(name: str, taken: Taken) -> charts.Chart | None:
    if name == "图_各月" and any(now or then for _, now, then in taken.months):
        year = taken.period.to_on.year
        labels = [label for label, _, _ in taken.months]
        return charts.Chart("调解案件各月件数，旁边是上年同月", labels, [(f"{year}年", [now for _, now, _ in taken.months]), (f"{year - 1}年", [then for _, _, then in taken.months])])
    if name == "图_分机构" and any(int(cells[0]) for _, cells in taken.offices):
        return charts.Chart("各司法所调解案件", [office for office, _ in taken.offices], [(taken.heads[0], [int(cells[0]) for _, cells in taken.offices])])
    return None


def _table(name: str, taken: Taken) -> list[Item]:
    if name == "表_分机构" and taken.offices:
        rows: list[Sequence[str]] = [(office, *cells) for office, cells in taken.offices]
        total = ("合计", *(str(sum(int(cells[n]) for _, cells in taken.offices)) for n in range(len(taken.heads))))
        return [looks.table(("司法所", *taken.heads), [*rows, total], looks.evenly(len(taken.heads), 46)), Space(3)]
    if name == "表_数据":
        heads = ("数据项", "本期", "上年同期", "同比", "环比")
        rows = [(value.label, value.text, value.was or "—", _short(value.on_year, "上年同期"), _short(value.on_month, "上期")) for value in taken.values.values()]
        return [looks.table(heads, rows, (40, 32, 28, 28, 28), left=(0,), small=True), Space(3)]
    if name == "表_名次" and taken.places.rows:
        rows = [(office, *cells) for office, cells in taken.places.rows]
        return [looks.table(("司法所", *taken.places.heads), rows, looks.evenly(len(taken.places.heads), 28), small=True), Space(3)]
    if name == "表_考核" and taken.places.assessed:
        return [looks.table(("单位", "总分", "名次", "等次"), taken.places.assessed, (60, 32, 32, 32), small=True), Space(3)]
    return []


def _short(change: str, word: str) -> str:
    """比上年同期增长12.5% as a cell says it: +12.5%."""
    if not change:
        return "—"
    if "持平" in change:
        return "持平"
    for said, sign in (("增长", "+"), ("上升", "+"), ("下降", "-")):
        if said in change:
            return sign + change.split(said, 1)[1]
    return "上期为0" if word == "上期" else "去年为0"


def characters(document: DocumentType) -> int:
    """How long the text is: every character that is printed, spaces left out, tables too; references are not text."""
    return sum(len(re.sub(r"\s", "", _REFERENCE.sub("", paragraph.text))) for paragraph in _paragraphs(document))


def _raise_references(paragraph: Paragraph) -> None:
    """Each reference becomes a superscript run behind its figure."""
    for run in paragraph.runs:
        if REF not in run.text:
            continue
        pieces, before = _REFERENCE.split(run.text), run._r
        run.text = pieces[0]
        for n, piece in enumerate(pieces[1:], 1):
            made = _like(run._r, f"[{piece}]" if n % 2 else piece, raised=bool(n % 2))
            before.addnext(made)
            before = made


def _like(run: Any, text: str, *, raised: bool) -> Any:
    from copy import deepcopy

    made = element("r")
    look = run.find(qn("w:rPr"))
    how = deepcopy(look) if look is not None else element("rPr")
    if raised:
        how.append(element("vertAlign", val="superscript"))
    words = element("t")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    made.append(how)
    made.append(words)
    return made


def _dress(document: DocumentType, cover: Cover) -> None:
    """The head above the text, the imprint below: red only where it is signed."""
    body = document.element.body
    first = body[0]
    head = looks.draft_head() if cover.is_draft else looks.red_head(cover.office, cover.doc_no, cover.signer, upwards=cover.upwards)
    for item in head:
        first.addprevious(_xml(item))


def _annex(document: DocumentType, taken: Taken, cover: Cover) -> None:
    """附件 数据口径表: every figure with its definition, where it comes from, and the mark of the matters behind it."""
    heads: Sequence[str] = ("编号", "数据项", "数值", "统计口径", "来源")
    widths: Sequence[float] = (11, 33, 33, 67, 12)
    rows: list[Sequence[str]] = [(value.reference, value.label, value.text, value.definition.removeprefix("人工登记："), "人工" if value.by_hand else "记录") for value in taken.values.values()]
    said = f"统计期间：{taken.period.from_on.isoformat()}至{taken.period.to_on.isoformat()}。{cover.checked}来源写“人工”的，是人工登记的数，附有依据的文件。"
    if cover.digests:
        heads, widths = (*heads, "摘要"), (11, 29, 33, 51, 12, 20)
        rows = [(*row, cover.digests.get(code, "")[:8] or "—") for row, code in zip(rows, taken.values, strict=True)]
        said += "摘要是计入各案件编码的SM3值前八位，完整的见附表。"
    items: list[Item] = [
        Break(), Par((Run("附件", face="head"),), pt=looks.PT, pitch_pt=looks.PITCH, keep=True), looks.title("数据口径表"),
        looks.table(heads, rows, widths, left=(0, 1, 3, 4, 5), small=True, long=True),
        Par((Run(said),), pt=10.5, pitch_pt=16, before_pt=4),
    ]  # fmt: skip
    if cover.issued_on:
        items += looks.imprint(cover.office, chinese_date(cover.issued_on))
    end = document.element.body.find(qn("w:sectPr"))
    for item in items:
        end.addprevious(_xml(item))
    if isinstance(items[-1], Table):
        end.addprevious(_xml(Space(0.4)))


def _xml(item: Item) -> Any:
    match item:
        case Par():
            return par_element(item, OFFICIAL_FACES)
        case Table():
            return table_element(item, OFFICIAL_FACES)
        case Space(mm):
            return element("p", (element("pPr", (element("snapToGrid", val=0), element("spacing", before=0, after=0, line=max(20, round(mm * 56.7)), lineRule="exact"))),))
        case _:
            return element("p", (element("pPr", (element("pageBreakBefore"), element("snapToGrid", val=0), element("spacing", before=0, after=0, line=20, lineRule="exact"))),))


def _watermark(document: DocumentType, cover: Cover) -> None:
    words = "　".join(["演示数据"] * cover.demo + ["草稿"] * cover.is_draft)
    if not words:
        return
    for section in document.sections:
        heads = [section.header]
        heads += [section.first_page_header] if section.different_first_page_header_footer else []
        heads += [section.even_page_header] if document.settings.odd_and_even_pages_header_footer else []
        for head in heads:
            par = head.paragraphs[0] if head.paragraphs else head.add_paragraph()
            par._p.append(watermark_run(words, Length(section.page_width or Mm(210)).mm))


def longest(kind: str) -> int:
    """How many characters a text of this kind may have."""
    return codes.LONGEST[kind]
