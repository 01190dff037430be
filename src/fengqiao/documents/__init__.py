"""Papers 文书: declared once, printed as Word and PDF, bound into a file. No Django, no database, no clock.

Declaring loads nothing heavy; the libraries that draw are loaded by the first paper printed.

Declare (`blocks`, `slots`):
    PaperKind(code, title, blocks, form, version, basis, layout, copies)     layout: record, official, cover, label
        .missing(values) -> list[Slot]      required and blank; those of a row name the row in their label
        .unknown(values) -> list[str]       names in the values that the paper does not print
        .slots -> tuple[Slot, ...]
    Slot(name, label, required, blank_em, kind, choices)      kind: text, date, money, flag
    Rows(name, label, required, fields, organisation_fields)  value: a list of mappings
    blocks: Title Number Heading Para Passage Labelled(Field) FieldTable(Head Value SignCell) Terms RowsTable(Column)
        PartiesBlock Signatures(Sign) Closing OfficialHead Notice QrCode PageBreak Conditional

Print:
    render_pdf(kind, values, *, draft=None, demo=False, code="", url="", made_at=None) -> bytes
    render_docx(kind, values, *, draft=None, demo=False, code="", url="", faces=None) -> bytes
        draft None marks 草稿 while something required is blank; False prints a form to be filled in by hand.
        code stands in the head of every page, url (or the code) in the QR code on the first.
    unprintable(text) -> list[str]          rare characters the PDF fonts lack: warn before printing

A bureau's own Word form (`own_form`):
    starter_template(kind) -> bytes         to be edited in Word or WPS
    slot_guide(kind) -> list[(mark, label, required)]
    check_template(bytes, kind) -> list[Problem(text, blocking)]
    render_own(bytes, kind, values, *, draft=None, demo=False, code="") -> bytes      raises OwnFormError
    OwnForm(kind, template, version)        .check() .render(values, ...)

Bind a file (`binding`):
    bind(cover, parts, *, number, transfer=None, statement=None, numbering="every", demo=False, made_at=None)
        -> (bytes, [(name, first_page, last_page)])
    Part(name, files, remark)               files: PDF, JPG or PNG bytes; raises ScanError naming the file

Money and dates (`amounts`, `dates`):
    parse_amount(text) -> Amount(fen, needs_confirmation).shown              raises AmountError
    in_words(fen), in_figures(fen), chinese_date(day), chinese_time(moment), chinese_period(first_on, last_on),
    date_in_words(day)

Said alike by every line (`wording`, `filing`):
    label, labels, ways_told, day, short_day, money, bare, sentence
    contents_kind(unit, number, **of), statement_kind(unit, number, *rows, also="", **of), volume_number(label)

Values may be str, int, Decimal, date, datetime, Amount, a list of terms, a list of rows (mappings); None and "" are
blank. Text comes in as typed: control characters are dropped, line breaks begin paragraphs.
"""

from __future__ import annotations

from fengqiao.documents.amounts import Amount, AmountError, in_figures, in_words, parse_amount
from fengqiao.documents.binding import Part, ScanError, bind
from fengqiao.documents.blocks import (
    Block,
    Closing,
    Column,
    Conditional,
    Field,
    FieldTable,
    Head,
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
    Sign,
    Signatures,
    SignCell,
    Terms,
    Title,
    Value,
)
from fengqiao.documents.dates import chinese_date, chinese_period, chinese_time, date_in_words
from fengqiao.documents.faces import OFFICIAL_FACES, PLAIN_FACES, Faces
from fengqiao.documents.glyphs import unprintable
from fengqiao.documents.kinds import PaperKind
from fengqiao.documents.own_form import (
    OwnForm,
    OwnFormError,
    Problem,
    check_template,
    render_own,
    slot_guide,
    starter_template,
)
from fengqiao.documents.printing import render_docx, render_pdf
from fengqiao.documents.slots import Rows, Slot, Values

__all__ = [
    "OFFICIAL_FACES",
    "PLAIN_FACES",
    "Amount",
    "AmountError",
    "Block",
    "Closing",
    "Column",
    "Conditional",
    "Faces",
    "Field",
    "FieldTable",
    "Head",
    "Heading",
    "Labelled",
    "Notice",
    "Number",
    "OfficialHead",
    "OwnForm",
    "OwnFormError",
    "PageBreak",
    "PaperKind",
    "Para",
    "Part",
    "PartiesBlock",
    "Passage",
    "Problem",
    "QrCode",
    "Rows",
    "RowsTable",
    "ScanError",
    "Sign",
    "SignCell",
    "Signatures",
    "Slot",
    "Terms",
    "Title",
    "Value",
    "Values",
    "bind",
    "check_template",
    "chinese_date",
    "chinese_period",
    "chinese_time",
    "date_in_words",
    "in_figures",
    "in_words",
    "parse_amount",
    "render_docx",
    "render_own",
    "render_pdf",
    "slot_guide",
    "starter_template",
    "unprintable",
]
