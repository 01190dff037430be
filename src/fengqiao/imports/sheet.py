"""Reading a ledger as it was really kept: title rows, two-line headings, merged cells, empty rows, totals.

A row at a time: what is held is one case and the cells merged into it, however long the ledger.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from itertools import islice
from typing import Any

from fengqiao.imports.book import Book, LedgerWrong, Range, Sheet, open_book
from fengqiao.imports.headings import OwnWords, plain
from fengqiao.imports.kinds import named

MOST_ROWS, MOST_COLUMNS, LONGEST_SHOWN = 200_000, 100, 2_000
TOTALS = ("合计", "总计", "小计", "共计", "累计", "本页合计")
LEAST_HEADINGS, HEAD_ROWS, SAMPLES = 3, 30, 3
REASON = "没有导入的原因"  # the column of ours in a workbook of refused rows: never read back


@dataclass
class LedgerRow:
    """One row below the headings. ``number`` is the spreadsheet's; ``cells`` by field; ``shown`` every cell as text.

    ``joined``: numbers of further rows of the same case, one party a row below a merged number. ``errors``: fields whose
    formula failed, with what the cell shows.
    """

    sheet: str
    number: int
    cells: dict[str, Any]
    shown: list[str]
    units: dict[str, str] = field(default_factory=dict)
    joined: list[int] = field(default_factory=list)
    unmapped: list[str] = field(default_factory=list)  # 栏目：内容 of columns nobody asked for
    hidden: bool = False
    errors: dict[str, str] = field(default_factory=dict)
    filled: frozenset[str] = frozenset()  # fields whose cell is merged with the row above

    @property
    def is_empty(self) -> bool:
        return not any(self.shown)

    @property
    def is_total(self) -> bool:
        """合计 and the like in the first filled cell, however it is spaced."""
        first = next((text for text in map(plain, self.shown) if text), "")
        return first.startswith(TOTALS)

    @cached_property
    def digest(self) -> str:
        """What the row says, apart from its place in the list: the same row is known again in a corrected file.

        Asked for when the row is whole: rows that join it come before.
        """
        said = sorted((name, plain(value)) for name, value in self.cells.items() if name != "serial" and plain(value))
        return hashlib.sha256(repr(said + sorted(self.unmapped)).encode()).hexdigest()


@dataclass(frozen=True)
class Plan:
    """How a sheet is read: its headings, the field of each column (empty: of none), where the rows begin (from 0).

    ``joins``: rows below a merged number are one case, and of these columns the values are put together; of those
    ``beside`` row by row, a line for each.
    """

    sheet: str
    headings: tuple[str, ...]
    fields: tuple[str, ...]
    first: int
    joins: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()

    @property
    def unknown(self) -> list[str]:
        return [
            word
            for name, word in zip(self.fields, self.headings, strict=True)
            if not name and plain(word) not in ("", REASON)
        ]


@dataclass(frozen=True)
class Ledger:
    """A ledger's rows with its headings and the headings nobody knows."""

    headings: list[str]
    rows: list[LedgerRow]
    unknown: list[str]


def read_ledger(content: bytes, own: OwnWords) -> Ledger:
    """Every row of every visible sheet that has headings. Raises LedgerWrong."""
    book = open_book(content)
    plans = plans_of(book, own)
    if not plans:
        raise LedgerWrong(named(own.kind).no_headings)
    unknown = list(dict.fromkeys(word for plan in plans for word in plan.unknown))
    widest = max((list(plan.headings) for plan in plans), key=len)
    return Ledger(widest, list(rows_of(book, plans)), unknown)


def plans_of(book: Book, own: OwnWords) -> list[Plan]:
    """How each sheet that has headings is read, by the words over its columns."""
    return [plan for sheet in book.sheets if (plan := plan_of(sheet, own)) is not None]


def plan_of(sheet: Sheet, own: OwnWords) -> Plan | None:
    """None where the first rows hold no headings of a ledger."""
    top = top_rows(sheet)
    head = next((place for place, row in enumerate(top) if _fields(row, own) >= LEAST_HEADINGS), None)
    if head is None:
        return None
    headings, first = _two_lines(top, head, own)
    fields = [own.field_of(word) for word in headings]
    kind = named(own.kind)
    if not (kind.signs & set(fields)):
        return None
    return Plan(sheet.name, tuple(headings), once_each(fields), first, kind.joins, kind.beside)


def top_rows(sheet: Sheet, count: int = HEAD_ROWS + 2) -> list[list[Any]]:
    """The first rows, as wide as the widest of them."""
    rows = [row[:MOST_COLUMNS] for row in islice(sheet.rows(), count)]
    width = max(map(len, rows), default=0)
    return [[*row, *[""] * (width - len(row))] for row in rows]


def once_each(fields: Sequence[str]) -> tuple[str, ...]:
    """Each field once: the first column that bears it."""
    return tuple("" if name in fields[:place] else name for place, name in enumerate(fields))


def rows_of(book: Book, plans: Sequence[Plan]) -> Iterator[LedgerRow]:
    """The rows of the planned sheets, one after another. Raises LedgerWrong."""
    sheets, count = {sheet.name: sheet for sheet in book.sheets}, 0
    for plan in plans:
        for row in _sheet_rows(sheets[plan.sheet], plan):
            count += 1
            if count > MOST_ROWS:
                raise LedgerWrong(f"台账超过{MOST_ROWS}行。请分成几个文件。")
            yield row


def _sheet_rows(sheet: Sheet, plan: Plan) -> Iterator[LedgerRow]:
    """Rows below a merged number join the case above; empty rows at the end are left out."""
    merged = _Merged(sheet.merged, plan)
    case: LedgerRow | None = None
    empty: list[LedgerRow] = []
    for place, values in enumerate(sheet.rows()):
        if place < plan.first:
            continue
        joins = merged.fill(place, values)
        row = _row(sheet, place + 1, values, plan)
        row.filled = frozenset(plan.fields[left] for _, left, _ in merged.running if merged.began[left] < place)
        if row.is_empty:
            empty.append(row)
            continue
        if joins and case is not None and not empty:
            _join(case, row, plan)
            continue
        if case is not None:
            yield case
        yield from empty
        empty, case = [], row
    if case is not None:
        yield case


class _Merged:
    """Cells merged downwards all hold the value of the first; rows below a merged number are one case."""

    def __init__(self, ranges: Sequence[Range], plan: Plan) -> None:
        self.plan = plan
        self.waiting = sorted(
            ((top, bottom, left) for (top, left), (bottom, _) in ranges
             if top >= plan.first and bottom > top and left < len(plan.fields)), reverse=True
        )  # fmt: skip
        self.running: list[tuple[int, int, Any]] = []
        self.began: dict[int, int] = {}  # the row where the merged cell of a column began
        self.same = ("serial", "number", *(("name", "id_no") if plan.beside else ())) if plan.joins or plan.beside else ()

    def fill(self, place: int, values: list[Any]) -> bool:
        """Fill the row's cells; whether it belongs to the case above."""
        joins = False
        self.running = [each for each in self.running if each[0] >= place]
        for _, left, value in self.running:
            if left < len(values):
                values[left] = value
            joins = joins or self.plan.fields[left] in self.same
        while self.waiting and self.waiting[-1][0] <= place:
            top, bottom, left = self.waiting.pop()
            if top == place:
                self.running.append((bottom, left, values[left] if left < len(values) else ""))
                self.began[left] = top
        return joins


def _fields(row: Sequence[Any], own: OwnWords) -> int:
    return len({own.field_of(str(cell)) for cell in row if own.field_of(str(cell))})


def _two_lines(grid: list[list[Any]], head: int, own: OwnWords) -> tuple[list[str], int]:
    """The headings, where 当事人 stands over 申请人 and 被申请人, and the first row below them."""
    upper = [plain(cell) for cell in grid[head]]
    lower = [plain(cell) for cell in grid[head + 1]] if head + 1 < len(grid) else []
    known = [word for word in lower if own.field_of(word)]
    if not known or len(known) < len([word for word in lower if word]):
        return upper, head + 1
    headings, over = [], ""
    for above, below in zip(upper, lower, strict=True):
        over = above or over  # 家庭成员 over 姓名、关系、电话
        both = f"{over}{below}" if below else ""
        headings.append(both if both and own.field_of(both) else below or above)
    return headings, head + 2


def _row(sheet: Sheet, number: int, values: Sequence[Any], plan: Plan) -> LedgerRow:
    fields, headings = plan.fields, plan.headings
    shown = [show(value) if word != REASON else "" for value, word in zip(values, headings, strict=False)]
    shown += [""] * (len(headings) - len(shown))
    errors: dict[str, str] = {}
    if sheet.marks.errors:
        for place, name in enumerate(fields):
            said = sheet.marks.errors.get((number, place))
            if said and place < len(shown):
                shown[place] = said
                errors |= {name: said} if name else {}
    cells = {name: value for name, value in zip(fields, values, strict=False) if name}
    spare = [
        f"{word}：{plain(value)}"
        for name, word, value in zip(fields, headings, values, strict=False)
        if not name and plain(value) and word != REASON
    ]
    units = {name: "万元" for name, word in zip(fields, headings, strict=True) if name and "万元" in word}
    hidden = number in sheet.marks.hidden
    return LedgerRow(sheet.name, number, cells, shown, units, unmapped=spare, hidden=hidden, errors=errors)


def show(value: Any) -> str:
    """A cell as a person sees it."""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value if value is not None else "").strip()[:LONGEST_SHOWN]


def _join(case: LedgerRow, row: LedgerRow, plan: Plan) -> None:
    """A further party of the same case: names that differ are added behind those before."""
    case.joined.append(row.number)
    for name, value in row.cells.items():
        if name in plan.beside:
            so_far = case.cells.get(name)
            lines = f"{so_far if isinstance(so_far, str) else show(so_far)}\n{'' if name in row.filled else show(value)}"
            case.cells[name] = case.shown[plan.fields.index(name)] = lines
            continue
        before, text = plain(case.cells.get(name)), plain(value)
        if not text or text == before:
            continue
        if name in plan.joins:
            case.cells[name] = case.shown[plan.fields.index(name)] = f"{before}、{text}" if before else text
        elif not before:
            case.cells[name] = value
        else:
            case.unmapped.append(f"第{row.number}行：{text}")


__all__ = ["Ledger", "LedgerRow", "LedgerWrong", "Plan", "plan_of", "plans_of", "read_ledger", "rows_of", "top_rows"]
