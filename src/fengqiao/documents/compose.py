"""Blocks and words become a composition: what stands where, on which sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fengqiao.documents import compose_tables as tables
from fengqiao.documents.blocks import (
    PLACEHOLDER,
    Block,
    Closing,
    Conditional,
    FieldTable,
    Heading,
    Labelled,
    Notice,
    Number,
    OfficialHead,
    PageBreak,
    Para,
    PartiesBlock,
    Passage,
    QrCode,
    RowsTable,
    Signatures,
    SignCell,
    Terms,
    Title,
)
from fengqiao.documents.compose_signatures import compose_signatures
from fengqiao.documents.composition import Break, Cell, Code, Composition, Item, Par, Row, Run, Space, Table
from fengqiao.documents.dates import BLANK_DATE
from fengqiao.documents.kinds import PaperKind
from fengqiao.documents.layouts import Layout
from fengqiao.documents.slots import Slot
from fengqiao.documents.sources import Source
from fengqiao.documents.values import breakable, paragraphs, width_em

DRAFT_MARK = "草稿"
DEMO_MARK = "演示数据"
COVER_ROOM_MM = 20.0
SMALL_ROWS = 4  # a notice or a short list goes to the next page with those who sign under it; a long form does not
HEAD_ROOM_MM = 35.0  # from the top of the type area to the issuer's red name (GB/T 9704-2012, 7.2.4)


def compose(kind: PaperKind, source: Source, *, draft: bool, demo: bool, code: str, url: str) -> Composition:
    """The paper composed for its sheet. `code` is printed in the head, `url` (or else the code) in the QR code."""
    items = tuple(_compose_all(kind, kind.blocks, source))
    return Composition(
        sheet=kind.sheet,
        title=kind.title,
        items=items,
        head=code,
        foot=f"{kind.title}\u3000{kind.version}",
        code=url or code,
        watermark=watermark_words(draft=draft, demo=demo),
    )


def watermark_words(*, draft: bool, demo: bool) -> str:
    """演示数据 for papers of invented matters, 草稿 before the data are complete."""
    return "\u3000".join([DEMO_MARK] * demo + [DRAFT_MARK] * draft)


def _compose_all(kind: PaperKind, blocks: Sequence[Block], source: Source) -> list[Item]:
    found: list[Item] = []
    for block in blocks:
        if found and isinstance(last := found[-1], Par) and (_is_signed(block) or _leads_to(last, block)):
            found[-1] = replace(last, keep=True)
        elif found and isinstance(last, Table) and len(last.rows) <= SMALL_ROWS and _is_signed(block):
            found[-1] = replace(last, keep=True, with_next=True)
        found += _compose_block(kind, block, source)
    return found


def _is_signed(block: Block) -> bool:
    """Where people sign: nobody signs a page that carries no text."""
    if isinstance(block, FieldTable):
        return all(isinstance(cell, SignCell) for row in block.rows for cell in row)
    return isinstance(block, Closing | Signatures)


def _leads_to(par: Par, block: Block) -> bool:
    """Whether a paragraph announces the table under it: it is not left behind at the foot of the page."""
    return isinstance(block, RowsTable) and "".join(run.text for run in par.runs).endswith("：")


def _compose_block(kind: PaperKind, block: Block, source: Source) -> list[Item]:
    sheet = kind.sheet
    match block:
        case Title():
            return _title(sheet, block, kind.title, source)
        case Number(slot):
            return [_par(sheet, filled_runs(sheet, slot, source), align="right", after_pt=4)]
        case Heading(text, level):
            return [_par(sheet, (Run(text, face="head" if level == 1 else "kai"),), indent_em=2, keep=True)]
        case Para():
            return _para(sheet, block, source)
        case Passage():
            return _passage(sheet, block, source)
        case Terms():
            return _terms(sheet, block, source)
        case Labelled(rows):
            return [tables.labelled(sheet, rows, source)]
        case FieldTable():
            return [tables.field_table(sheet, block, source)]
        case RowsTable():
            return [tables.rows_table(sheet, block, source)]
        case PartiesBlock():
            return tables.parties(sheet, block, source)
        case Signatures():
            return compose_signatures(sheet, block, source)
        case Closing():
            return _closing(sheet, block, source)
        case OfficialHead():
            return _official_head(sheet, block, source)
        case Notice():
            return [_notice(sheet, block)]
        case QrCode(slot, caption):
            text = source.text(slot)
            return [Code(text, 28, caption)] if text else []
        case PageBreak():
            return [Break()]
        case Conditional(when, inner, otherwise):
            return source.either(
                when, lambda: _compose_all(kind, inner, source), lambda: _compose_all(kind, otherwise, source)
            )


def _par(sheet: Layout, runs: tuple[Run, ...], **how: object) -> Par:
    line_em = sheet.text_width_mm / sheet.em_mm(sheet.body_pt)
    runs = tuple(replace(run, text=breakable(run.text, line_em)) for run in runs)
    return Par(runs, pt=sheet.body_pt, pitch_pt=sheet.pitch_pt, **how)  # type: ignore[arg-type]


def _title(sheet: Layout, block: Title, title: str, source: Source) -> list[Item]:
    pitch = max(sheet.pitch_pt, sheet.title_pt * 1.45)
    found: list[Item] = [Space(COVER_ROOM_MM)] if sheet.code == "cover" else []
    if block.above is not None:
        above = filled_runs(sheet, block.above, source, label=False)
        found.append(Par(above, pt=min(sheet.title_pt, 18), pitch_pt=pitch, align="centre", keep=True))
    found.append(
        Par(
            (Run(block.text or title, face="title"),),
            pt=sheet.title_pt,
            pitch_pt=pitch,
            align="centre",
            after_pt=sheet.pitch_pt * (2 if sheet.code == "cover" else 0.5),
            keep=True,
        )
    )
    return found


def filled_runs(sheet: Layout, slot: Slot, source: Source, label: bool = True) -> tuple[Run, ...]:
    """A label and its value on one line, or the line to write on."""
    lead = (Run(f"{slot.label}："),) if label else ()
    return lead + value_runs(slot, source)


def value_runs(slot: Slot, source: Source) -> tuple[Run, ...]:
    """The value within a line of text; empty, the line to write on."""
    text = " ".join(paragraphs(source.text(slot)))
    if text:
        return (Run(text),)
    return (Run(BLANK_DATE),) if slot.kind == "date" else (Run(blank_em=slot.blank_em),)


def _para(sheet: Layout, block: Para, source: Source) -> list[Item]:
    """The paragraph; a value of several lines begins a new paragraph at each."""
    slots = {slot.name: slot for slot in block.slots}
    pars: list[list[Run]] = [[]]
    for place, piece in enumerate(PLACEHOLDER.split(block.text)):
        if place % 2 == 0:
            pars[-1] += [Run(piece)] if piece else []
            continue
        first, *others = paragraphs(source.text(slots[piece])) or [""]
        pars[-1] += [Run(first)] if first else value_runs(slots[piece], source)
        pars += [[Run(line)] for line in others]
    align = "both" if block.align == "left" else block.align
    indent = 2 if block.indented and block.align == "left" else 0
    return [_par(sheet, tuple(runs), indent_em=indent, align=align) for runs in pars]


def _passage(sheet: Layout, block: Passage, source: Source) -> list[Item]:
    label = _par(sheet, (Run(f"{block.slot.label}：", face="head"),), before_pt=4, keep=True)
    text = paragraphs(source.text(block.slot))
    if text:
        return [label, *(_par(sheet, (Run(line),), indent_em=2) for line in text)]
    return [label, _ruled_lines(sheet, block.lines)]


def _ruled_lines(sheet: Layout, lines: int) -> Table:
    height = sheet.pitch_pt * 25.4 / 72
    rows = tuple(Row((Cell(line="below"),), height_mm=height) for _ in range(lines))
    return Table((sheet.text_width_mm,), rows, pad_mm=0)


def _terms(sheet: Layout, block: Terms, source: Source) -> list[Item]:
    terms = source.terms(block.slot, block.style)
    if not terms:
        return [_ruled_lines(sheet, block.blank_lines)]
    return [_par(sheet, (Run(line),), indent_em=2) for term in terms for line in paragraphs(term)]


def _notice(sheet: Layout, block: Notice) -> Table:
    pt, pitch = sheet.table_pt - 1.5, sheet.table_pitch_pt
    pars = [Par((Run(block.heading, face="head"),), pt=pt, pitch_pt=pitch, align="left")] if block.heading else []
    pars += [Par((Run(line),), pt=pt, pitch_pt=pitch, indent_em=2) for line in paragraphs(block.text)]
    return Table((sheet.text_width_mm,), (Row((Cell(tuple(pars)),)),), pad_mm=2.4)


def _closing(sheet: Layout, block: Closing, source: Source) -> list[Item]:
    """The date ends 4 characters from the right edge; the issuer is centred over it, room for the seal above."""
    date = " ".join(paragraphs(source.text(block.date))) or BLANK_DATE
    issuer = " ".join(paragraphs(source.text(block.issuer)))
    issuer_right = max(0.0, 4 + (width_em(date) - width_em(issuer)) / 2)
    runs = (Run(issuer),) if issuer else (Run(blank_em=10),)
    return [
        _par(sheet, runs, align="right", right_em=issuer_right, before_pt=2 * sheet.pitch_pt, keep=True),
        _par(sheet, (Run(date),), align="right", right_em=4),
    ]


def _official_head(sheet: Layout, block: OfficialHead, source: Source) -> list[Item]:
    issuer, number = source.text(block.issuer), source.text(block.number)
    if not (issuer and number):
        return []
    pt = min(36.0, sheet.text_width_mm / sheet.em_mm(1) / max(1.0, width_em(issuer)))
    return [
        Space(HEAD_ROOM_MM),
        Par((Run(issuer, face="title", colour="red"),), pt=pt, pitch_pt=pt * 1.4, align="centre", keep=True),
        _par(sheet, (Run(number),), align="centre", before_pt=sheet.pitch_pt, keep=True),
        Par((), pt=4, pitch_pt=11.34, red_line=True, after_pt=sheet.pitch_pt),
    ]
