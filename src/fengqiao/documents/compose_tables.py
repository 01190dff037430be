"""Labelled lines, form tables and tables of rows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import ceil

from fengqiao.documents.blocks import (
    Column,
    Field,
    FieldTable,
    FormCell,
    Head,
    PartiesBlock,
    RowsTable,
    SignCell,
    Value,
)
from fengqiao.documents.composition import Cell, Item, Par, Row, Run, Table
from fengqiao.documents.dates import BLANK_DATE
from fengqiao.documents.layouts import MM_PER_PT, Layout
from fengqiao.documents.slots import Slot
from fengqiao.documents.sources import Source
from fengqiao.documents.values import breakable, paragraphs, width_em

GAP_MM = 2.0
PAD_MM = Table.pad_mm
COLUMN_PAD_MM = 1.0
GRID = 10  # widths of labelled lines are fitted to tenths of a millimetre
SHORT_TEXT = 200  # a row of up to this many characters is never divided between pages


def _par(sheet: Layout, text: str, width_mm: float = 0, **how: object) -> Par:
    """A paragraph of a cell; with the room inside the cell given, words too long for it can be broken."""
    if width_mm:
        text = breakable(text, width_mm / sheet.em_mm(sheet.table_pt))
    return Par((Run(text),), pt=sheet.table_pt, pitch_pt=sheet.table_pitch_pt, **how)  # type: ignore[arg-type]


def _field_par(sheet: Layout, text: str, indent_em: float = 0, later: bool = False) -> Par:
    """A label or a line's text; the first stands on the line, `later` ones follow it."""
    pitch = min(sheet.pitch_pt, sheet.body_pt * 1.5)
    return Par(
        (Run(text),),
        pt=sheet.body_pt,
        pitch_pt=pitch,
        align="left",
        indent_em=indent_em,
        before_pt=0 if later else sheet.pitch_pt - pitch,
    )


def labelled(sheet: Layout, rows: Sequence[Sequence[Field]], source: Source) -> Table:
    """Rows of label and line; each row divides the whole width by the shares of its lines.

    Where every row has one field, all lines begin under each other.
    """
    widest = max(_label_mm(sheet, row[0]) for row in rows) if all(len(row) == 1 for row in rows) else 0
    measured = [_measure(sheet, row, widest) for row in rows]
    edges = sorted({0, *(edge for row in measured for edge in row)})
    columns = tuple((right - left) / GRID for left, right in pairwise(edges))
    built = []
    for fields, ends in zip(rows, measured, strict=True):
        cells, left = [], 0
        for place, right in enumerate(ends):
            span = edges.index(right) - edges.index(left)
            slot = fields[place // 2].slot
            cells.append(
                _line_cell(sheet, slot, source, span, (right - left) / GRID)
                if place % 2
                else _label_cell(sheet, slot, span, later=place > 0)
            )
            left = right
        built.append(Row(tuple(cells), height_mm=sheet.pitch_pt * MM_PER_PT, whole=True))
    return Table(columns, tuple(built), pad_mm=0)


def _label_mm(sheet: Layout, field: Field) -> float:
    return width_em(field.slot.label + "：") * sheet.em_mm(sheet.body_pt)


def _measure(sheet: Layout, fields: Sequence[Field], least_label_mm: float) -> list[int]:
    """The right edges of label, line, label, line… in tenths of a millimetre."""
    labels = [max(_label_mm(sheet, field), least_label_mm) + (GAP_MM if n else 0) for n, field in enumerate(fields)]
    free = sheet.text_width_mm - sum(labels)
    shares = sum(field.share for field in fields)
    edges, right = [], 0.0
    for label, field in zip(labels, fields, strict=True):
        edges.append(round((right + label + 0.4) * GRID))
        right += label + free * field.share / shares
        edges.append(round(right * GRID))
    return edges


def _label_cell(sheet: Layout, slot: Slot, span: int, *, later: bool) -> Cell:
    gap_em = GAP_MM / sheet.em_mm(sheet.body_pt) if later else 0
    return Cell((_field_par(sheet, f"{slot.label}：", indent_em=gap_em),), span=span, line="none", place="top")


def _line_cell(sheet: Layout, slot: Slot, source: Source, span: int, width_mm: float) -> Cell:
    most_em = width_mm / sheet.em_mm(sheet.body_pt)
    lines = paragraphs(source.text(slot)) or ([BLANK_DATE] if slot.kind == "date" else [])
    return Cell(
        tuple(_field_par(sheet, breakable(line, most_em), later=n > 0) for n, line in enumerate(lines)),
        span=span,
        line="below",
        place="top",
    )


def parties(sheet: Layout, block: PartiesBlock, source: Source) -> list[Item]:
    """One group of lines per party, under the party's side."""
    side = Slot("side", "")
    fields = {slot.name: slot for slot in block.slot.fields}
    own = {slot.name: slot for slot in block.slot.organisation_fields}

    def one(row: Source, is_organisation: bool) -> list[Item]:
        known, lines = (own, block.organisation_lines) if is_organisation else (fields, block.lines)
        text = (row.text(side) if "side" in known else "") or block.lead
        heading = Par(
            (Run(text, face="head"),),
            pt=sheet.body_pt,
            pitch_pt=sheet.body_pt * 1.5,
            align="left",
            before_pt=4,
            keep=True,
        )
        return [
            heading,
            labelled(sheet, [[Field(known[name], share) for name, share in line] for line in lines], row),
        ]

    return source.groups(block.slot, one)


def field_table(sheet: Layout, block: FieldTable, source: Source) -> Table:
    """A form table over the whole width."""
    unit = sheet.text_width_mm / sum(block.columns)
    widths = tuple(share * unit for share in block.columns)
    rows = []
    for cells, starts in zip(block.rows, block.starts, strict=True):
        heights = [_height_mm(sheet, cell) for cell in cells if cell.down == 1]
        built = tuple(
            _form_cell(sheet, cell, sum(widths[x : x + cell.span]), source)
            for cell, x in zip(cells, starts, strict=True)
        )
        rows.append(Row(built, height_mm=max(heights, default=0)))
    return Table(widths, tuple(rows))


def _height_mm(sheet: Layout, cell: FormCell) -> float:
    line = sheet.table_pitch_pt * MM_PER_PT
    match cell:
        case SignCell():
            return cell.height_mm
        case Value():
            return max(1.6, cell.lines) * line
    return 1.6 * line


def _form_cell(sheet: Layout, cell: FormCell, width_mm: float, source: Source) -> Cell:
    match cell:
        case Head():
            pars = tuple(_par(sheet, line, align="centre") for line in paragraphs(cell.text))
            return Cell(pars, cell.span, cell.down)
        case SignCell():
            return _sign_cell(sheet, cell, width_mm)
        case Value():
            lines = paragraphs(source.text(cell.slot)) or ([BLANK_DATE] if cell.slot.kind == "date" else [])
            if cell.slot.choices:
                lines = [part for line in lines for part in _unbroken(line, (width_mm - 2 * PAD_MM) / sheet.em_mm(sheet.table_pt))]
            long = cell.lines > 1
            align = "both" if long else cell.align
            pars = tuple(
                _par(
                    sheet,
                    line,
                    width_mm - 2 * PAD_MM,
                    align=align,
                    indent_em=2 if long else 0,
                    before_pt=_top(n) if long else 0,
                )
                for n, line in enumerate(lines)
            )
            return Cell(pars, cell.span, cell.down, place="top" if long else "middle")


def _unbroken(boxes: str, most_em: float) -> list[str]:
    """Choices with their boxes in lines of at most this width: none is divided between two lines."""
    lines: list[str] = []
    for box in boxes.split("\u3000"):
        longer = f"{lines[-1]}\u3000{box}" if lines else box
        if lines and width_em(longer) + longer.count("☑") / 2 <= most_em:
            lines[-1] = longer
        else:
            lines.append(box)
    return lines


def _top(n: int) -> float:
    """Points above the n-th paragraph of a cell that begins at its top edge."""
    return 0 if n else 3


def _sign_cell(sheet: Layout, cell: SignCell, width_mm: float) -> Cell:
    """What is confirmed at the top, who signs and the date at the foot, room for the hand between them."""
    line_mm = sheet.table_pitch_pt * MM_PER_PT
    per_line = max(1.0, (width_mm - 2 * PAD_MM) / sheet.em_mm(sheet.table_pt))
    above = [_par(sheet, line, indent_em=2, before_pt=_top(n)) for n, line in enumerate(paragraphs(cell.text))]
    lines = sum(ceil((width_em(line) + 2) / per_line) for line in paragraphs(cell.text))
    room_mm = cell.height_mm - (lines + 1 + cell.date) * line_mm - 2
    who = f"{cell.who}：" if cell.who else ""
    hand_em = max(0.0, min(10.0, per_line - width_em(who)))
    foot = [_par(sheet, who, align="right", right_em=hand_em, before_pt=max(0.0, room_mm / MM_PER_PT))]
    if cell.date:
        foot.append(_par(sheet, BLANK_DATE, align="right"))
    return Cell((*above, *foot), cell.span, cell.down, place="top")


def rows_table(sheet: Layout, block: RowsTable, source: Source) -> Table:
    """A table of rows with its head, empty lines and totals."""
    fields = {slot.name: slot for slot in block.slot.fields}
    number_mm = 12.0 if block.numbered else 0.0
    unit = (sheet.text_width_mm - number_mm) / sum(column.share for column in block.columns)
    widths = ((number_mm,) if block.numbered else ()) + tuple(column.share * unit for column in block.columns)
    titles = (["序号"] if block.numbered else []) + [fields[column.field].label for column in block.columns]
    head = Row(tuple(Cell((_head_par(sheet, title),)) for title in titles), height_mm=9, whole=True)

    def one(n: int, row: Source) -> Row:
        number = [Cell((_par(sheet, str(n) if n else "{{ loop.index }}", align="centre"),))] if block.numbered else []
        return _fitted(
            tuple(
                number
                + [
                    _column_cell(sheet, column, fields[column.field], row, column.share * unit)
                    for column in block.columns
                ]
            )
        )

    rows = source.rows(block.slot, one, block.least_rows)
    if any(column.total for column in block.columns):
        rows.append(_totals(sheet, block, fields, source))
    return Table(widths, (head, *rows), head_rows=1, pad_mm=COLUMN_PAD_MM)


def _head_par(sheet: Layout, text: str) -> Par:
    return Par((Run(text, face="head"),), pt=sheet.table_pt - 1, pitch_pt=sheet.table_pitch_pt, align="centre")


def _column_cell(sheet: Layout, column: Column, slot: Slot, row: Source, width_mm: float) -> Cell:
    room_mm = width_mm - 2 * COLUMN_PAD_MM
    return Cell(tuple(_par(sheet, line, room_mm, align=column.align) for line in paragraphs(row.text(slot))))


def _fitted(cells: tuple[Cell, ...]) -> Row:
    characters = sum(len(run.text) for cell in cells for par in cell.pars for run in par.runs)
    return Row(cells, height_mm=8, whole=characters <= SHORT_TEXT)


def _totals(sheet: Layout, block: RowsTable, fields: dict[str, Slot], source: Source) -> Row:
    first = next(n for n, column in enumerate(block.columns) if column.total)
    lead_span = first + block.numbered
    cells = [Cell((_head_par(sheet, "合计"),), span=lead_span)] if lead_span else []
    for column in block.columns[first:]:
        text = source.total(block.slot, fields[column.field]) if column.total else ""
        cells.append(Cell(tuple(_par(sheet, line, align=column.align) for line in paragraphs(text))))
    return Row(tuple(cells), height_mm=8, whole=True)
