"""What every page of a Word document carries: code and QR in the head, number and version in the foot, watermark."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.section import Section, _Footer, _Header
from docx.shared import Mm
from docx.text.paragraph import Paragraph
from lxml.etree import _Element

from fengqiao.documents.composition import Composition, Run
from fengqiao.documents.faces import Faces
from fengqiao.documents.qr import qr_png
from fengqiao.documents.word_xml import element, run_element, twips

_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w10="urn:schemas-microsoft-com:office:word"'
)


def dress_page(document: DocumentType, section: Section, paper: Composition, faces: Faces) -> None:
    """Heads and feet of the first, the odd and the even pages."""
    if not paper.sheet.has_head:
        if paper.watermark:
            section.header.paragraphs[0]._p.append(watermark_run(paper.watermark, paper.sheet.width_mm))
        return
    section.different_first_page_header_footer = True
    heads = [section.first_page_header, section.header]
    feet = [(section.first_page_footer, True), (section.footer, True)]
    if paper.sheet.numbering == "outer":
        document.settings.odd_and_even_pages_header_footer = True
        heads.append(section.even_page_header)
        feet.append((section.even_page_footer, False))
    for place, head in enumerate(heads):
        _fill_head(head, paper, faces, first=place == 0)
    for foot, odd in feet:
        _fill_foot(foot, paper, faces, odd=odd)


def _fill_head(head: _Header, paper: Composition, faces: Faces, *, first: bool) -> None:
    par = _emptied(head.paragraphs[0])
    if first and paper.code:
        picture = par.add_run().add_picture(qr_png(paper.code), width=Mm(15))
        for side in ("distT", "distB", "distL", "distR"):
            picture._inline.set(side, "0")
    if paper.head:
        par._p.append(run_element(Run(" " + paper.head, pt=9, colour="grey"), 9, faces))
    if paper.watermark:
        par._p.append(watermark_run(paper.watermark, paper.sheet.width_mm))


def _fill_foot(foot: _Footer, paper: Composition, faces: Faces, *, odd: bool) -> None:
    """Version and — 1 —; official letters have the number at the outer edge, one character in."""
    par = _emptied(foot.paragraphs[0])
    sheet = paper.sheet
    version = run_element(Run(paper.foot, pt=8, colour="grey"), 8, faces)
    width = sheet.text_width_mm
    if sheet.numbering == "none":
        par.alignment = WD_ALIGN_PARAGRAPH.CENTER
        par._p.append(version)
        return
    number = _number(14 if sheet.numbering == "outer" else 10.5, faces)
    if sheet.numbering == "centre":
        _tabs(par, ("center", width / 2))
        pieces = [version, _tab(), *number]
    elif odd:
        _tabs(par, ("right", width - 5))
        pieces = [version, _tab(), *number]
    else:
        par._p.get_or_add_pPr().append(element("ind", left=twips(5)))
        _tabs(par, ("right", width))
        pieces = [*number, _tab(), version]
    par._p.extend(pieces)


def _emptied(par: Paragraph) -> Paragraph:
    """The paragraph without runs and without the built-in head or foot style, whose tab stops are for Letter paper."""
    for child in list(par._p):
        par._p.remove(child)
    return par


def _tabs(par: Paragraph, *stops: tuple[str, float]) -> None:
    tabs = [element("tab", val=kind, pos=twips(mm)) for kind, mm in stops]
    look = par._p.get_or_add_pPr()
    look.insert_element_before(element("tabs", tuple(tabs)), "w:spacing", "w:ind", "w:jc", "w:rPr")


def _tab() -> _Element:
    return element("r", (element("tab"),))


def _number(pt: float, faces: Faces) -> list[_Element]:
    """— 1 — with the page number as a field, in 宋体 (GB/T 9704-2012, 7.5)."""
    song = Faces(body="宋体", latin="宋体")
    before, number, after = (run_element(Run(text, pt=pt), pt, song) for text in ("— ", "1", " —"))
    return [before, element("fldSimple", (number,), instr="PAGE"), after]


def watermark_run(words: str, sheet_width_mm: float) -> _Element:
    """Grey slanted words behind the text, as Word's own watermark command makes them; goes into a head."""
    length = len(words)
    height_pt = min(96.0, sheet_width_mm * 2.5 / max(2, length))
    style = (
        f"position:absolute;margin-left:0;margin-top:0;width:{height_pt * length:.0f}pt;height:{height_pt:.0f}pt;"
        "rotation:322;z-index:-251658752;mso-position-horizontal:center;"
        "mso-position-horizontal-relative:page;mso-position-vertical:center;mso-position-vertical-relative:page"
    )
    return parse_xml(
        f'<w:r {_NAMES}><w:rPr><w:noProof/></w:rPr><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" '
        'o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
        '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/>'
        '<v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/>'
        '<v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>'
        '<v:f eqn="sum @6 0 @5"/></v:formulas><v:path textpathok="t" o:connecttype="custom"/><v:textpath on="t" '
        f'fitshape="t"/></v:shapetype><v:shape id="watermark" type="#_x0000_t136" style="{style}" '
        'fillcolor="#dddddd" stroked="f" o:allowincell="f"><v:fill opacity=".6"/><v:textpath '
        f'style="font-family:&quot;黑体&quot;;font-size:1pt" string={quoteattr(words)}/>'
        '<w10:wrap anchorx="page" anchory="page"/></v:shape></w:pict></w:r>'
    )
