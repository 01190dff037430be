"""WordprocessingML pieces: elements, paragraphs, runs and tables of a composition (ECMA-376 part 1, 17)."""

from __future__ import annotations

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml.etree import _Element

from fengqiao.documents.composition import Cell, Par, Row, Run, Table
from fengqiao.documents.faces import Faces

TWIPS_PER_PT = 20
TWIPS_PER_MM = 1440 / 25.4
LOW_LINE = "_"  # half a character wide; underlined spaces vanish at the end of a line
_INKS = {"grey": "595959", "red": "C8102E"}
_ALIGNS = {"left": "left", "centre": "center", "right": "right", "both": "both"}


def element(tag: str, children: tuple[_Element, ...] = (), /, **attributes: object) -> _Element:
    """<w:tag w:attribute="value">children</w:tag>."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def twips(mm: float) -> int:
    return round(mm * TWIPS_PER_MM)


def run_element(run: Run, par_pt: float, faces: Faces) -> _Element:
    """A run; an empty line to write on is drawn with low lines."""
    pt = run.pt or par_pt
    font = faces.of(run)
    how = [element("rFonts", ascii=faces.latin, hAnsi=faces.latin, eastAsia=font, cs=faces.latin, hint="eastAsia")]
    if run.face == "title" and faces.bold_title:
        how.append(element("b"))
    if run.colour in _INKS:
        how.append(element("color", val=_INKS[run.colour]))
    how += [element("sz", val=round(pt * 2)), element("szCs", val=round(pt * 2))]
    text = element("t")
    text.text = LOW_LINE * max(1, round(run.blank_em * 2)) if run.blank_em else run.text
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element("r", (element("rPr", tuple(how)), text))


def par_element(par: Par, faces: Faces) -> _Element:
    """A paragraph with exact line pitch."""
    how = [element("keepNext")] if par.keep else []
    if par.red_line:
        how.append(element("pBdr", (element("bottom", val="single", sz=12, space=1, color=_INKS["red"]),)))
    how.append(element("snapToGrid", val=0))  # the pitch is set here, the grid would stretch it
    how.append(
        element(
            "spacing",
            before=round(par.before_pt * TWIPS_PER_PT),
            after=round(par.after_pt * TWIPS_PER_PT),
            line=round(par.pitch_pt * TWIPS_PER_PT),
            lineRule="exact",
        )
    )
    indent: dict[str, object] = {}
    if par.indent_em:
        indent |= {
            "firstLineChars": round(par.indent_em * 100),
            "firstLine": round(par.indent_em * par.pt * TWIPS_PER_PT),
        }
    if par.right_em:
        indent |= {"right": round(par.right_em * par.pt * TWIPS_PER_PT)}
    if indent:
        how.append(element("ind", **indent))
    how.append(element("jc", val=_ALIGNS[par.align]))
    how.append(element("rPr", (element("sz", val=round(par.pt * 2)),)))
    return element("p", (element("pPr", tuple(how)), *(run_element(run, par.pt, faces) for run in par.runs)))


def table_element(table: Table, faces: Faces) -> _Element:
    """A table of fixed widths; cells covered from above are filled in as continued cells."""
    widths = [twips(mm) for mm in table.columns_mm]
    pad = twips(table.pad_mm)
    margins = element("tblCellMar", (element("left", w=pad, type="dxa"), element("right", w=pad, type="dxa")))
    look = element(
        "tblPr",
        (
            element("tblW", w=sum(widths), type="dxa"),
            element("tblInd", w=0, type="dxa"),
            element("tblLayout", type="fixed"),
            margins,
        ),
    )
    grid = element("tblGrid", tuple(element("gridCol", w=width) for width in widths))
    covered: dict[tuple[int, int], Cell] = {}
    rows = [_row(table, y, row, widths, covered, faces) for y, row in enumerate(table.rows)]
    return element("tbl", (look, grid, *rows))


def _row(
    table: Table, y: int, row: Row, widths: list[int], covered: dict[tuple[int, int], Cell], faces: Faces
) -> _Element:
    how = []
    if row.whole or table.keep:
        how.append(element("cantSplit"))
    if row.height_mm:
        how.append(element("trHeight", val=twips(row.height_mm), hRule="atLeast"))
    if y < table.head_rows:
        how.append(element("tblHeader"))
    cells, x, waiting = [], 0, list(row.cells)
    keep = table.keep and (table.with_next or y + 1 < len(table.rows))
    while x < len(widths):
        above = covered.get((y, x))
        cell = above or waiting.pop(0)
        if above is None:
            covered.update({(y + dy, x): cell for dy in range(1, cell.down)})
        cells.append(_cell(cell, sum(widths[x : x + cell.span]), above is not None, keep, faces))
        x += cell.span
    return element("tr", (element("trPr", tuple(how)), *cells))


def _cell(cell: Cell, width: int, continued: bool, keep: bool, faces: Faces) -> _Element:
    how = [element("tcW", w=width, type="dxa")]
    if cell.span > 1:
        how.append(element("gridSpan", val=cell.span))
    if cell.down > 1:
        how.append(element("vMerge") if continued else element("vMerge", val="restart"))
    line = {"val": "single", "sz": 4, "space": 0, "color": "000000"}
    sides = {"box": ("top", "left", "bottom", "right"), "below": ("bottom",), "none": ()}[cell.line]
    if sides:
        how.append(element("tcBorders", tuple(element(side, **line) for side in sides)))
    how.append(element("vAlign", val={"middle": "center"}.get(cell.place, cell.place)))
    pars = [] if continued else [par_element(par, faces) for par in cell.pars]
    pars = pars or [
        element(
            "p",
            (
                element(
                    "pPr",
                    (
                        element("snapToGrid", val=0),
                        element("spacing", before=0, after=0, line=240, lineRule="exact"),
                    ),
                ),
            ),
        )
    ]
    if keep:
        for par in pars:
            _hold(par)
    return element("tc", (element("tcPr", tuple(how)), *pars))


def _hold(par: _Element) -> None:
    look = par.find(qn("w:pPr"))
    if look is not None and look.find(qn("w:keepNext")) is None:
        look.insert(0, element("keepNext"))
