"""A count as a sentence that can be read out or copied into a paper: exact, or as it may leave the house."""

from __future__ import annotations

from typing import Any

from fengqiao.daycount.months import days_in_month
from fengqiao.desk.counting.asked import Asking
from fengqiao.desk.counting.counted import ALL, Counted
from fengqiao.indicators.figures import FEW_WORDS
from fengqiao.indicators.periods import Period
from fengqiao.indicators.withholding import WITHHELD

MOST_PARTS = 12  # more groups make no sentence: the rest together
VERBS = {"opened_on": "登记", "closed_on": "办结"}


def sentence(asking: Asking, counted: Counted, office: str) -> str:
    """2026年1月至11月，枫林县司法局登记人民调解（纠纷类型：邻里纠纷）共37件，其中枫林镇司法所12件，竹溪乡司法所25件。"""
    conditions = "；".join(said for _, said in asking.conditions)
    what = asking.line.label + (f"（{conditions}）" if conditions else "")
    on = asking.shown.on
    verb = VERBS.get(on, "")
    by = "" if verb else f"（按{asking.shown.days[on]}统计）"
    head = f"{spoken(asking.period)}，{office}{verb}{what}{by}共{_n(counted.words())}"
    parts = _parts(counted)
    return f"{head}，其中{parts}。" if parts and len(counted.rows) > 1 else f"{head}。"


def _parts(counted: Counted) -> str:
    """The groups, largest first where they are too many to say all."""
    if not counted.groups:
        return ""
    rows = list(counted.rows)
    if len(rows) > MOST_PARTS:
        rows = sorted(rows, key=lambda row: -counted.numbers[row, ALL])[:MOST_PARTS]
    told = [row for row in rows if counted.words(row) != WITHHELD]
    said = [f"{counted.groups[0].said(row)}{_n(counted.words(row))}{_inside(counted, row)}" for row in told]
    whole = len(told) == len(counted.rows)
    if whole or counted.hidden or not said:
        return "，".join(said) + ("" if whole or not said else "，其余不列")
    rest = counted.total - sum(counted.numbers[row, ALL] for row in told)
    return "，".join(said) + f"，其余{len(counted.rows) - len(told)}项共{rest}件"


def _inside(counted: Counted, row: Any) -> str:
    """The second level of a group."""
    cells = [(column, counted.words(row, column)) for column in counted.columns if counted.numbers.get((row, column), 0)]
    said = [f"{counted.groups[1].said(column)}{_n(words)}" for column, words in cells if words != WITHHELD]
    return f"（{'、'.join(said)}）" if len(said) > 1 else ""


def _n(words: str) -> str:
    return "不足5件" if words == FEW_WORDS else "若干件" if words == WITHHELD else f"{words}件"


def spoken(period: Period) -> str:
    """2026年、2026年1月至11月、2026年1月1日至11月23日、2025年12月30日至2026年1月2日."""
    first, last = period.from_on, period.to_on
    if "-" not in period.words:
        return period.words
    again = "" if first.year == last.year else f"{last.year}年"
    if first.day == 1 and last.day == days_in_month(last.year, last.month):
        return f"{first.year}年{first.month}月至{again}{last.month}月"
    return f"{first.year}年{first.month}月{first.day}日至{again}{last.month}月{last.day}日"
