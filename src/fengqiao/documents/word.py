"""A paper as a Word document (.docx): the composition drawn with python-docx."""

from __future__ import annotations

import io

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt

from fengqiao.documents.composition import Break, Code, Composition, Item, Par, Run, Space, Table
from fengqiao.documents.faces import OFFICIAL_FACES, PLAIN_FACES, Faces
from fengqiao.documents.layouts import MM_PER_PT
from fengqiao.documents.qr import qr_png
from fengqiao.documents.word_fonts import declare_fonts
from fengqiao.documents.word_page import dress_page
from fengqiao.documents.word_xml import element, par_element, table_element


def draw_docx(paper: Composition, *, faces: Faces | None = None) -> bytes:
    """The composition as a Word document."""
    faces = faces or (OFFICIAL_FACES if paper.sheet.code == "official" else PLAIN_FACES)
    document = Document()
    _set_defaults(document, paper, faces)
    section = document.sections[0]
    _set_sheet(section, paper)
    dress_page(document, section, paper, faces)
    body = document.element.body
    end = body.find(qn("w:sectPr"))
    previous: Item | None = None
    for item in paper.items:
        for made in _drawn(document, item, previous, faces):
            end.addprevious(made)
        previous = item
    if isinstance(previous, Table):  # a document may not end with a table
        end.addprevious(_spacer(1))
    declare_fonts(document, faces)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _drawn(document: DocumentType, item: Item, previous: Item | None, faces: Faces) -> list[object]:
    match item:
        case Par():
            return [par_element(item, faces)]
        case Table():
            made = table_element(item, faces)
            # two tables without a paragraph between them are joined into one
            return [_spacer(5, keep=previous.with_next), made] if isinstance(previous, Table) else [made]
        case Code():
            return _code(document, item, faces)
        case Space(mm):
            return [_spacer(mm / MM_PER_PT)]
        case Break():
            return [_spacer(1, new_page=True)]


def _spacer(pt: float, *, new_page: bool = False, keep: bool = False) -> object:
    how = (
        *((element("keepNext"),) if keep else ()),
        *((element("pageBreakBefore"),) if new_page else ()),
        element("snapToGrid", val=0),
        element("spacing", before=0, after=0, line=round(pt * 20), lineRule="exact"),
    )
    return element("p", (element("pPr", how),))


def _code(document: DocumentType, item: Code, faces: Faces) -> list[object]:
    par = document.add_paragraph()
    par.alignment = WD_ALIGN_PARAGRAPH.CENTER
    par.add_run().add_picture(qr_png(item.text), width=Mm(item.side_mm))
    made: list[object] = [par._p]
    if item.caption:
        made.append(par_element(Par((Run(item.caption),), pt=9, pitch_pt=13, align="centre"), faces))
    return made


def _set_sheet(section: Section, paper: Composition) -> None:
    sheet = paper.sheet
    section.page_width, section.page_height = Mm(sheet.width_mm), Mm(sheet.height_mm)
    section.orientation = WD_ORIENT.LANDSCAPE if sheet.width_mm > sheet.height_mm else WD_ORIENT.PORTRAIT
    section.top_margin, section.bottom_margin = Mm(sheet.top_mm), Mm(sheet.bottom_mm)
    section.left_margin, section.right_margin = Mm(sheet.left_mm), Mm(sheet.right_mm)
    section.header_distance = Mm(10)
    section.footer_distance = Mm(max(8.0, sheet.bottom_mm - 7 - 7))
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = element("docGrid")
        section._sectPr.append(grid)
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(round(sheet.pitch_pt * 20)))


def _set_defaults(document: DocumentType, paper: Composition, faces: Faces) -> None:
    style = document.styles["Normal"]
    style.font.name, style.font.size = faces.latin, Pt(paper.sheet.body_pt)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), faces.body)
    if paper.sheet.tracking_pt:  # 28 characters a line; a grid of characters would also squeeze the tables
        squeezed = element("spacing", val=round(paper.sheet.tracking_pt * 20))
        style.element.rPr.find(qn("w:sz")).addprevious(squeezed)
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
    language = document.styles.element.find(f".//{qn('w:lang')}")
    if language is not None:
        language.set(qn("w:val"), "en-US")  # of Latin letters and digits: in zh-CN a line may break inside 86.96%
        language.set(qn("w:eastAsia"), "zh-CN")
    relations = document.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del relations[key]  # the library's own preview picture
    mode = document.settings.element.find(f".//{qn('w:compatSetting')}[@{qn('w:name')}='compatibilityMode']")
    if mode is not None:
        mode.set(qn("w:val"), "15")  # tables begin at the margin, not a cell's padding before it
    about = document.core_properties
    about.title, about.author, about.comments, about.keywords = paper.title, "", paper.foot, paper.head
    about.language = "zh-CN"
