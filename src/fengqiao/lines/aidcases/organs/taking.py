"""Rows of the organs' months: typed one by one, pasted from their table, or taken in as their workbook. What does not add up is refused, row by row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from fengqiao.daycount.months import add_months
from fengqiao.divisions import territory as territories
from fengqiao.imports.book import LedgerWrong, Sheet, open_book
from fengqiao.lines.aidcases import codes
from fengqiao.lines.aidcases.models import OrganMonth
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.recording import record

NUMBERS = (("concluded", "办结人数"), ("retained", "委托辩护"), ("assigned", "指派辩护"), ("helped", "法律帮助"))
HEADINGS = ("月份", "机关", "机关名称", "阶段", *(label for _, label in NUMBERS))
MOST_ROWS, MOST_BOOK_ROWS = 200, 5_000
MOST_PERSONS = 100_000
_FIELDS = ("month", "organ_kind", "organ", "case_stage", *(name for name, _ in NUMBERS))
_ALSO = {  # as organs head their own tables
    "month": ("统计月份", "年月"), "organ_kind": ("机关类别", "办案机关类别"), "organ": ("办案机关", "单位", "机关全称"), "case_stage": ("诉讼阶段", "案件阶段"),
    "concluded": ("办结", "办结案件人数"), "retained": ("委托辩护人数",), "assigned": ("指派辩护人数", "法律援助辩护"), "helped": ("法律帮助人数",),
}  # fmt: skip
_BY_WORD = {word: name for name, heading in zip(_FIELDS, HEADINGS, strict=True) for word in (heading, *_ALSO[name])}
_SIGNS = {"month", "organ", "concluded"}  # a row that names these is the heading
HEAD_ROWS = 20
_KINDS = {word: code for code, word in codes.ORGANS} | {"公安": "police", "检察院": "procuratorate", "法院": "court"}
_STAGES = {word: code for code, word in codes.CRIMINAL_STAGES}


class RowsWrong(ValueError):
    """What is wrong, with the number of each row and what to write."""


@dataclass(frozen=True)
class Entered:
    """One organ's month as it is to be kept."""

    month: date
    organ_kind: str
    organ: str
    case_stage: str
    concluded: int
    retained: int
    assigned: int
    helped: int


def wrong(concluded: int, retained: int, assigned: int, helped: int) -> str:
    """Why these cannot all be so, in a sentence; empty where they can. Nobody is counted as defended and as helped."""
    defended = retained + assigned
    if defended > concluded:
        return f"委托和指派辩护合计{defended}人，多于办结的{concluded}人。请核对。"
    if helped > concluded - defended:
        return f"法律帮助{helped}人，多于没有辩护人的{concluded - defended}人。有辩护人的不再算法律帮助，请核对。"
    return ""


def read(text: str, today: date) -> list[Entered]:
    """The rows of a table as it is pasted from Excel or WPS: cells between tabs. Raises RowsWrong with every row that is wrong."""
    lines = [line for line in text.splitlines() if line.strip()]
    if lines and lines[0].split("\t")[0].strip() == HEADINGS[0]:
        lines = lines[1:]
    if not lines:
        raise RowsWrong(f"没有内容。请从表格里连同数字一起复制，栏目依次是：{'、'.join(HEADINGS)}。")
    if len(lines) > MOST_ROWS:
        raise RowsWrong(f"超过{MOST_ROWS}行。请分几次粘贴。")
    found, said = [], []
    for number, line in enumerate(lines, 1):
        try:
            found.append(_row(line.split("\t"), today))
        except ValueError as error:
            said.append(f"第{number}行：{error}")
    if said:
        raise RowsWrong("\n".join(said))
    return found


def read_book(content: bytes, today: date) -> list[Entered]:
    """The rows of an Excel workbook, by its headings. Raises RowsWrong with every row that is wrong, by the sheet's own number."""
    try:
        told = next((rows for sheet in open_book(content).sheets if (rows := _below_headings(sheet)) is not None), None)
    except LedgerWrong as wrong:
        raise RowsWrong(str(wrong)) from wrong
    if told is None:
        raise RowsWrong(f"没有找到表头。请在一行里写上：{'、'.join(HEADINGS)}；至少要有月份、机关名称、办结人数。")
    if not told:
        raise RowsWrong("表头下面没有内容。请核对文件。")
    found, said = [], []
    for number, cells in told:
        try:
            found.append(_row([cells.get(name, "") for name in _FIELDS], today))
        except ValueError as error:
            said.append(f"第{number}行：{error}")
    if said:
        raise RowsWrong("\n".join(said))
    return found


def _below_headings(sheet: Sheet) -> list[tuple[int, dict[str, str]]] | None:
    """Each filled row below the headings by its number, cells by field; None where this sheet has no such headings."""
    fields: list[str] = []
    found: list[tuple[int, dict[str, str]]] = []
    for number, values in enumerate(sheet.rows(), 1):
        words = [_cell(value) for value in values]
        if not fields:
            named = [_BY_WORD.get("".join(word.split()), "") for word in words]
            fields = named if set(named) >= _SIGNS else []
            if not fields and number >= HEAD_ROWS:
                return None
        elif any(words) and not next(filter(None, words)).startswith(("合计", "总计")):
            found.append((number, {name: word for name, word in zip(fields, words, strict=False) if name}))
            if len(found) > MOST_BOOK_ROWS:
                raise RowsWrong(f"超过{MOST_BOOK_ROWS}行。请分成几个文件。")
    return found if fields else None


def _cell(value: Any) -> str:
    """A day that a spreadsheet made of 2026-10 is its month; a whole number has no point."""
    if isinstance(value, date):
        return f"{value:%Y-%m}"
    whole = int(value) if isinstance(value, float) and value.is_integer() else value
    return "" if whole is None else str(whole).strip()


def _row(cells: list[str], today: date) -> Entered:
    told = [cell.strip() for cell in cells]
    if len(told) < len(HEADINGS):
        raise ValueError(f"只有{len(told)}栏，要{len(HEADINGS)}栏：{'、'.join(HEADINGS)}。")
    kind, stage = _KINDS.get(told[1], ""), _STAGES.get(told[3], "")
    if not kind:
        raise ValueError(f"“{told[1]}”不是办案机关的类别。请写：{'、'.join(word for _, word in codes.ORGANS)}。")
    if not stage:
        raise ValueError(f"“{told[3]}”不是刑事案件的阶段。请写：{'、'.join(_STAGES)}。")
    if not told[2]:
        raise ValueError("没有写机关名称。")
    numbers = [_number(cell, label) for cell, (_, label) in zip(told[4:], NUMBERS, strict=False)]
    if said := wrong(*numbers):
        raise ValueError(said)
    return Entered(read_month(told[0], today), kind, told[2][:80], stage, *numbers)


def _number(cell: str, label: str) -> int:
    plain = cell.replace(",", "").replace("，", "").removesuffix("人")
    if not (plain.isascii() and plain.isdigit()) or int(plain) > MOST_PERSONS:
        raise ValueError(f"{label}“{cell}”不是人数。请写整数，没有的写0。")
    return int(plain)


def read_month(text: str, today: date) -> date:
    """The first day of a month written 2026-10, 2026年10月 or 2026/10. Raises ValueError."""
    parts = text.replace("年", "-").replace("/", "-").replace(".", "-").removesuffix("月").split("-")
    if len(parts) < 2 or not all(part.isascii() and part.isdigit() for part in parts[:2]) or not 1 <= int(parts[1]) <= 12 or not 2018 <= int(parts[0]) <= 9999:
        raise ValueError(f"“{text}”不是月份。请写成2026-10。")
    month = date(int(parts[0]), int(parts[1]), 1)
    if month > today:
        raise ValueError(f"{text}还没有到。请核对月份。")
    return month


@transaction.atomic
def keep(actor: Actor, rows: Iterable[Entered], source: str, *, now: datetime) -> int:
    """Keep the rows with their source; how many. An earlier entry of the same month stays, and counts no more."""
    county = territories.county_of(actor.territory)
    made = OrganMonth.objects.bulk_create(OrganMonth(territory=county, source=source, made_by_id=actor.staff_id, made_at=now, **vars(row)) for row in rows)
    record(actor, "aid.organ_months", source, now=now, territory=county, new={"rows": len(made)})
    return len(made)


def standing(low: int, high: int, first: date, last: date) -> QuerySet[OrganMonth]:
    """The rows that count, of months that lie whole in these days: of each organ, stage and month the latest entry."""
    until = add_months((last + timedelta(days=1)).replace(day=1), -1)  # the last month that ends no later
    same = {name: OuterRef(name) for name in ("territory", "month", "organ", "case_stage")}
    later = OrganMonth.objects.filter(Q(made_at__gt=OuterRef("made_at")) | Q(made_at=OuterRef("made_at"), pk__gt=OuterRef("pk")), **same)
    return OrganMonth.objects.filter(~Exists(later), territory__gte=low, territory__lte=high, month__gte=first, month__lte=until)
