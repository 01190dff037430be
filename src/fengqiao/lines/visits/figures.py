"""会见情况统计表 of a month, a quarter, a year."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from fengqiao.documents import Closing, Column, PaperKind, Para, Rows, RowsTable, Slot, Title, chinese_date
from fengqiao.lines.visits import indicators

_ISSUER, _MADE_ON = (
    Slot("issuer", "单位", required=True, blank_em=14),
    Slot("made_on", "日期", required=True, kind="date"),
)
_FROM, _TO = Slot("from_on", "自"), Slot("to_on", "至")
_ROWS = Rows("rows", "指标", fields=(Slot("code", "代码"), Slot("label", "指标"), Slot("value", "数")))
SHEET = PaperKind(
    "visit_figures", "远程会见情况统计表", version="2026.1", form="本地常用格式，本局可换用自己的表样", copies="统计单位存档",
    blocks=(
        Title(above=_ISSUER), Para("统计期间：{from_on}至{to_on}。", (_FROM, _TO)),
        RowsTable(_ROWS, (Column("code", 1), Column("label", 3), Column("value", 5)), numbered=False),
        Para("申请次数按登记日期，一个申请只计一次；会见次数、人次按实际会见的日期，中止的不计；人数按证件号去重，没有证件号的不计；优先会见按家属所述的优先情形。"),
        Closing(_ISSUER, _MADE_ON),
    ),
)  # fmt: skip


def values(span: indicators.Span, office: str, today: date) -> dict[str, Any]:
    """What the sheet says."""
    found = indicators.Found(span)
    rows = [{"code": each.code, "label": each.label, "value": each.of(found)} for each in indicators.FIGURES]
    return {
        "issuer": office, "from_on": chinese_date(span.first_on), "to_on": chinese_date(span.last_on), "rows": rows, "made_on": chinese_date(today),
    }  # fmt: skip


def periods(today: date) -> list[dict[str, str]]:
    """The usual ones: this month, last month, this quarter, this year."""
    month = today.replace(day=1)
    last_month = (month - timedelta(days=1)).replace(day=1)
    quarter = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
    named = (
        ("本月", month, today), ("上月", last_month, month - timedelta(days=1)), ("本季度", quarter, today), ("今年", today.replace(month=1, day=1), today),
    )  # fmt: skip
    return [{"label": label, "url": f"?from={first.isoformat()}&to={last.isoformat()}"} for label, first, last in named]
