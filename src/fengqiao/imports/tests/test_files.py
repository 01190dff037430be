"""Ledgers in every kind of file; and whatever is handed in, a sentence and never a traceback."""

from __future__ import annotations

import tracemalloc
from datetime import date
from io import BytesIO, StringIO
from typing import Any

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fengqiao.imports.book import LedgerWrong, open_book
from fengqiao.imports.headings import OwnWords
from fengqiao.imports.kinds import Setting
from fengqiao.imports.ledgers.mediation import read_row
from fengqiao.imports.sheet import plans_of, read_ledger, rows_of
from fengqiao.imports.tests.ledger import GOOD, HEADINGS, ledger
from fengqiao.imports.values import CellWrong, RowWrong

SETTING = Setting(date(2026, 1, 15), OwnWords(), {"mediator": {"1": "调解员王"}}, "台账")
QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def text_of(*rows: dict[str, Any], mark: str = ",") -> str:
    lines = ["枫林镇2025年度台账", mark.join(HEADINGS)]
    lines += [mark.join(str(row.get(word, "")) for word in HEADINGS) for row in rows]
    return "\r\n".join(lines)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_a_text_table_in_the_encodings_offices_have(encoding: str, mark: str) -> None:
    found = read_ledger(text_of(GOOD, {**GOOD, "申请人": "赵五"}, mark=mark).encode(encoding), OwnWords())
    assert [row.cells["applicant"] for row in found.rows] == ["张三", "赵五"]
    assert read_row(found.rows[0], SETTING).opened_on == date(2025, 3, 5)


def special(write: Any) -> bytes:
    stream = BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("台账")
        for place, word in enumerate(HEADINGS):
            sheet.write(0, place, word)
            sheet.write(1, place, GOOD.get(word, ""))
        write(book, sheet)
    return stream.getvalue()


def test_a_failed_formula_is_refused_at_its_cell_not_read_as_empty() -> None:
    column = HEADINGS.index("协议金额")
    content = special(lambda book, sheet: sheet.write_formula(1, column, "=A9/0", None, "#DIV/0!"))
    row = read_ledger(content, OwnWords()).rows[0]
    with pytest.raises(RowWrong) as refused:
        read_row(row, SETTING)
    assert [(each.field, each.said) for each in refused.value.problems] == [
        ("total", "这一格是公式错误#DIV/0!。请改成实际的内容。")
    ]


def test_a_hidden_row_is_a_case_and_said_a_hidden_sheet_is_named() -> None:
    def hide(book: Any, sheet: Any) -> None:
        sheet.set_row(1, None, None, {"hidden": True})
        book.add_worksheet("草稿").hide()

    book = open_book(special(hide))
    assert book.hidden == ("草稿",)
    (row,) = rows_of(book, plans_of(book, OwnWords()))
    assert row.hidden
    note = read_row(row, SETTING).doings[-2].data["text"]
    assert "这一行在台账里是隐藏行" in note


def test_every_problem_of_a_row_is_named_at_its_field() -> None:
    bad = {**GOOD, "登记时间": "2025-02-30", "回访时间": "明天", "调解员": "老刘", "被申请人": ""}
    with pytest.raises(RowWrong) as refused:
        read_row(read_ledger(ledger(bad), OwnWords()).rows[0], SETTING)
    assert [each.field for each in refused.value.problems] == ["applied_on", "visited_on", "respondent", "mediator"]


@QUICK
@given(
    st.binary(max_size=2_000),
    st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\xff\xfe", "序号,申请人,".encode()]),
)
def test_any_bytes_give_rows_or_a_sentence(content: bytes, head: bytes) -> None:
    try:
        read_ledger(head + content, OwnWords())
    except LedgerWrong as wrong:
        assert any("一" <= letter <= "鿿" for letter in str(wrong))  # noqa: PT017 - reading it is as good


@QUICK
@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=40))
def test_a_damaged_workbook_gives_rows_or_a_sentence(place: int, damage: bytes) -> None:
    whole = ledger(GOOD)
    at = place % len(whole)
    try:
        read_ledger(whole[:at] + damage + whole[at + len(damage) :], OwnWords())
    except LedgerWrong as wrong:
        assert any("一" <= letter <= "鿿" for letter in str(wrong))  # noqa: PT017 - reading it is as good


CELLS = st.one_of(
    st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=12),
    st.integers(-5, 60_000).map(str),
    st.sampled_from(["合计", "无", "正月初三", "2025.3.5", "3万5", "张三与李四", "#REF!"]),
)


@QUICK
@given(st.lists(st.lists(CELLS, min_size=1, max_size=14), min_size=1, max_size=6), st.booleans())
def test_any_grid_gives_rows_that_are_read_or_refused_in_words(grid: list[list[str]], headed: bool) -> None:
    import csv

    stream = StringIO()
    csv.writer(stream).writerows([list(HEADINGS), *grid] if headed else [["甲", "乙"], *grid])
    try:
        rows = read_ledger(stream.getvalue().encode(errors="ignore"), OwnWords()).rows
    except LedgerWrong as wrong:
        assert not headed or "读到中间断了" in str(wrong), str(wrong)  # noqa: PT017 - reading it is as good
        return
    for row in rows:
        try:
            read_row(row, SETTING)
        except CellWrong as wrong:
            assert str(wrong).endswith(("。", "）"))  # noqa: PT017 - reading it is as good


def test_a_long_ledger_is_read_in_bounded_memory() -> None:
    """Five thousand rows and twenty thousand are held alike: one case at a time."""

    def peak(count: int) -> int:
        line = ",".join(str(GOOD.get(word, "")) for word in HEADINGS)
        book = open_book("\n".join([",".join(HEADINGS), *[line] * count]).encode())
        plans = plans_of(book, OwnWords())
        tracemalloc.start()
        assert sum(1 for _ in rows_of(book, plans)) == count
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most - 2 * len(line) * count * 4  # the text itself, as the reader holds it

    assert peak(5_000) < 2_000_000
