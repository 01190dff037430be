"""Excel: the annex of definitions with the matters behind each figure, and a line's return with totals and rates as formulas."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from fengqiao.indicators.asking import NOTHING, Asked, Group, Sum
from fengqiao.indicators.figures import Figure, figures, splits
from fengqiao.indicators.opening import opened
from fengqiao.indicators.registry import IndicatorSet, find
from fengqiao.indicators.vocabulary import (
    Cases,
    Half,
    Indicator,
    Lasting,
    Load,
    Measure,
    Standing,
    Through,
    Times,
    Total,
)
from fengqiao.lines.reporting import states
from fengqiao.lines.reporting.catalogue import declared
from fengqiao.lines.reporting.models import BureauReport
from fengqiao.lines.reporting.taking import Taken, Value, asked_of
from fengqiao.matter import registry
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_LISTED = 2_000
A4, UPRIGHT = 9, 8  # the paper as the file format numbers it; so many offices stand on an upright sheet
FIRST, WHOLE = 2, 2  # the line of the first figure, the column of the whole
ADDS_UP = (Times, Total, Cases, Standing, Through, Lasting)  # a matter lies at one office: the offices add up to the whole
HEADS = ("编号", "数据项", "数值", "上年同期", "统计口径", "口径版本", "来源", "筛选", "件数", "摘要（SM3）")
WIDTHS = (8, 30, 20, 16, 60, 10, 12, 34, 8, 66)


def annex(actor: Actor, report: BureauReport, facts: Facts, taken: Taken) -> bytes:
    """The figures on the first sheet, a sheet of matters for each source that counts matters and that the reader may see."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    head, wrap = book.add_format({"bold": True, "bottom": 1}), book.add_format({"text_wrap": True, "valign": "top"})
    check = states.frozen(facts)
    digests = check.get("digests", {}) if check else {}
    asked = asked_of(report.about_low, taken.period)
    lists = {source: _list(actor, source, asked) for source in dict.fromkeys(each for value in taken.values.values() for each in value.sources)}
    sheet = book.add_worksheet("数据口径表")
    sheet.write_row(0, 0, HEADS, head)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width, wrap)
    for line, value in enumerate(taken.values.values(), 1):
        sheet.write_row(line, 0, _figure(value, taken, [lists[each] for each in value.sources], digests.get(value.code, "")))
    said = f"{check.actor_name}于{check.happened_on.isoformat()}核对定住。" if check else "草稿，各数随记录变动。"
    sheet.write(len(taken.values) + 2, 0, f"{states.title(facts)}。{said}名单按现在的记录列出，看不到的只计件数。{actor.as_whom} {actor.name}导出。")
    sheet.freeze_panes(1, 2)
    for source, found in lists.items():
        if found is not None and found.rows:
            _matters(book, head, source, found)
    book.close()
    return stream.getvalue()


class _Listed:
    """The matters of one source: how many are counted, and those the reader may see."""

    def __init__(self, label: str, of_them: int, rows: Sequence[Sequence[str]]) -> None:
        self.label, self.of_them, self.rows = label, of_them, rows


def _list(actor: Actor, source: tuple[str, str], asked: Asked) -> _Listed | None:
    indicator = declared(source)
    if indicator is None or not isinstance(indicator.of, Measure) or not actor.holds(find(source[0]).may_see):
        return None
    found = opened(indicator.of, asked, actor)
    rows = [
        (registry.number_of(each), each.title_for(actor.staff_id), each.office.short_name, each.opened_on.isoformat(), each.code)
        for each in found.seen.select_related("office")[:MOST_LISTED]
    ]
    return _Listed(indicator.label, found.of_them, rows)


def _figure(value: Value, taken: Taken, lists: Sequence[_Listed | None], digest: str) -> list[Any]:
    known = [declared(source) for source in value.sources]
    counts = [each.of_them for each in lists if each is not None]
    span = f"{taken.office}，{taken.period.from_on.isoformat()}至{taken.period.to_on.isoformat()}，{'、'.join('/'.join(source) for source in value.sources)}"
    version = "、".join(each.version for each in known if each is not None)
    return [value.code, value.label, value.text, value.was, value.definition, version, "人工登记" if value.by_hand else "系统记录", span, sum(counts) if counts else "", digest]


def _matters(book: Any, head: Any, source: tuple[str, str], found: _Listed) -> None:
    sheet = book.add_worksheet("-".join(source).replace("/", "")[:31])
    sheet.write_row(0, 0, ("编号", "案件", "承办机构", "日期", "系统编码"), head)
    for column, width in enumerate((26, 40, 20, 12, 36)):
        sheet.set_column(column, column, width)
    for line, row in enumerate(found.rows, 1):
        for column, words in enumerate(row):
            sheet.write_string(line, column, words)
    hidden = found.of_them - len(found.rows)
    sheet.write(len(found.rows) + 2, 0, f"{found.label}：计入{found.of_them}件，列出{len(found.rows)}件" + (f"，其余{hidden}件不在您能看的范围内或者超过{MOST_LISTED}件" if hidden else "") + "。")


# Returns ---------------------------------------------------------------------------------------------------------------


def returns(found: IndicatorSet, office: Office, asked: Asked) -> bytes:
    """One sheet of figures, the offices side by side, one of definitions. Rates and totals are formulas over the numbers beside them."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet("统计表")
    parts = splits(found.indicators, asked, "office") if asked.high - asked.low >= 10**6 else {}
    rows = Office.objects.filter(territory__range=(asked.low, asked.high), kind__in=("bureau", "office")).order_by("territory")
    filled = {group for group, each in parts.items() if any(figure.of.n or figure.of.amount for figure in each)}  # what the bureau itself has
    names = [(each.territory // 10**6, each.short_name) for each in rows if each.kind == "office" or each.territory // 10**6 in filled] if parts else []
    _Return(book, sheet, found.indicators, figures(found.indicators, asked)).write(f"{office.name}　{found.label}　{asked.period.words}", names, parts)
    words = book.add_worksheet("口径")
    words.write_row(0, 0, ("编号", "指标", "口径", "版本", "来源"))
    for line, each in enumerate(found.indicators, 1):
        words.write_row(line, 0, (each.code, each.label, each.words, each.version, each.source))
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    words.set_column(1, 1, 26, wrap)
    words.set_column(2, 2, 70, wrap)
    words.set_column(4, 4, 30, wrap)
    words.set_landscape()
    words.set_paper(A4)
    words.fit_to_pages(1, 0)
    words.repeat_rows(0)
    book.close()
    return stream.getvalue()


class _Return:
    """The sheet: a line for a number, two and a formula for a rate or a mean; a column for each office, the whole first."""

    def __init__(self, book: Any, sheet: Any, indicators: Sequence[Indicator], whole: Sequence[Figure]) -> None:
        self.sheet, self.indicators, self.whole = sheet, indicators, whole
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.bold = book.add_format({"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter", "align": "center", "font_size": 10})
        self.label = book.add_format({"border": 1, "text_wrap": True, "valign": "vcenter", "font_size": 10})
        self.part = book.add_format({"border": 1, "text_wrap": True, "valign": "vcenter", "font_size": 10, "indent": 1})
        self.unit = book.add_format({"border": 1, "align": "center", "valign": "vcenter", "font_size": 10})
        looks = ({"num_format": form, "border": 1, "valign": "vcenter"} for form in ("General", "0.00%", "0.0", "#,##0.00"))
        self.plain, self.share, self.mean, self.money = (book.add_format(look) for look in looks)

    def write(self, title: str, names: Sequence[tuple[int, str]], parts: dict[Group, list[Figure]]) -> None:
        sheet, last = self.sheet, WHOLE + len(names)
        sheet.write(0, 0, title, self.title)
        for column, words in enumerate(("指标", "单位", "合计" if names else "本期", *(name for _, name in names))):
            sheet.write(1, column, words, self.bold)
        lines = self._labels()
        for line, (words, unit, is_part) in enumerate(lines, FIRST):
            sheet.write(line, 0, words, self.part if is_part else self.label)
            sheet.write(line, 1, unit, self.unit)
        self._column(WHOLE, self.whole, (WHOLE + 1, last) if names else None)
        empty = [Figure(each, NOTHING, NOTHING if each.is_rate else None) for each in self.indicators]
        for column, (group, _) in enumerate(names, WHOLE + 1):
            self._column(column, parts.get(group, empty), None)
        if names:
            sheet.write(FIRST + len(lines) + 1, 0, "合计一栏里，名册上的数、不同的人、中位数等不是各机构相加的，取全范围的数；其余是公式。")
        self._on_paper(len(names))

    def _on_paper(self, offices: int) -> None:
        """On one sheet's width where there are few offices; each sheet says what it is and of which figure."""
        sheet = self.sheet
        sheet.freeze_panes(FIRST, WHOLE + 1)
        sheet.set_default_row(18)
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 1, 7)
        sheet.set_column(WHOLE, WHOLE + max(offices, 1), 13)
        sheet.set_paper(A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        if offices <= UPRIGHT:
            sheet.fit_to_pages(1, 0)
        else:
            sheet.set_landscape()
            sheet.repeat_columns(0, WHOLE)
        sheet.repeat_rows(0, 1)
        sheet.set_footer("&C第&P页，共&N页")

    def _labels(self) -> list[tuple[str, str, bool]]:
        """Each line: what it is, its unit, whether it is a part of the line that follows."""
        found: list[tuple[str, str, bool]] = []
        for each in self.indicators:
            if each.is_rate:
                found += [(f"{each.label}：分母", "", True), (f"{each.label}：分子", "", True), (each.label, "", False)]
            elif isinstance(each.of, Lasting):
                found += [(f"{each.label}：件数", "", True), (f"{each.label}：合计", each.unit, True), (each.label, each.unit, False)]
            else:
                found.append((each.label, each.unit, False))
        return found

    def _column(self, column: int, found: Sequence[Figure], beside: tuple[int, int] | None) -> None:
        """The figures of one office; ``beside``: the columns the whole adds up, where a sum is right."""
        line = FIRST
        for figure in found:
            each = figure.indicator
            if each.is_rate or isinstance(each.of, Lasting):
                lasting = not each.is_rate
                first, second = (figure.of.n, figure.of.amount) if lasting else (_amount(each.of, figure.of), _amount(each.met, figure.met or NOTHING))
                self._number(line, column, first, beside, each.of)
                self._number(line + 1, column, second, beside, each.of if lasting else each.met)
                of, met = xl_rowcol_to_cell(line, column), xl_rowcol_to_cell(line + 1, column)
                self.sheet.write_formula(line + 2, column, f'=IF({of}=0,"",{met}/{of})', self.mean if lasting else self.share, second / first if first else "")
                line += 3
            else:
                self._number(line, column, None if figure.number is None else float(figure.number), beside, each.of, self.money if each.fen else None)
                line += 1

    def _number(self, line: int, column: int, value: float | None, beside: tuple[int, int] | None, half: Half | None, look: Any = None) -> None:
        if beside is not None and isinstance(half, ADDS_UP):
            first, last = xl_rowcol_to_cell(line, beside[0]), xl_rowcol_to_cell(line, beside[1])
            self.sheet.write_formula(line, column, f"=SUM({first}:{last})", look or self.plain, value or 0)
        elif value is not None:
            self.sheet.write_number(line, column, value, look or self.plain)
        else:
            self.sheet.write_blank(line, column, None, self.plain)


def _amount(half: Half | None, found: Sum) -> int:
    return found.amount if isinstance(half, Total | Load) else found.n
