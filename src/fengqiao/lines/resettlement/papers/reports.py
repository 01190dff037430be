"""What goes upward: 半年报、年报 with the formula of every figure, and the month's list of those not linked."""

from __future__ import annotations

from datetime import date
from typing import Any

from fengqiao.documents import Column, PaperKind, Para, Rows, RowsTable, Sign, Signatures, Slot, Title
from fengqiao.documents.wording import day, short_day
from fengqiao.indicators.asking import Asked
from fengqiao.indicators.figures import figures
from fengqiao.indicators.opening import Opened, opened
from fengqiao.indicators.vocabulary import Standing
from fengqiao.lines.resettlement import codes
from fengqiao.lines.resettlement.indicators import INDICATORS, NOT_LINKED
from fengqiao.lines.resettlement.papers.shared import BASIS, CLOSED, ISSUER, LOCAL_FORM, VERSION
from fengqiao.orgs.actor import Actor

_FIGURES = Rows(
    "figures", "指标", fields=(Slot("label", "指标"), Slot("value", "数"), Slot("formula", "怎样算")), naming="label"
)
HALF_YEAR = PaperKind(
    "help_half_year", "安置帮教工作统计报表", version=VERSION, form=LOCAL_FORM, basis=BASIS, copies="报上一级，本局存档",
    blocks=(
        Title(above=ISSUER),
        Para("{period}（{from_on}至{to_on}）", (Slot("period", "期间", required=True), Slot("from_on", "自"), Slot("to_on", "至")), indented=False, align="centre"),
        RowsTable(_FIGURES, (Column("label", 4, "left"), Column("value", 3), Column("formula", 7, "left"))),
        Para("各率没有法定算法，按本表“怎样算”一栏计算；书面拒绝、失联照实列出，不从在册数中减去。每格不足五人的，对外公布时不列具体数。"),
        Signatures((Sign("填表人"), Sign("负责人"))),
        CLOSED,
    ),
)  # fmt: skip
_PEOPLE = Rows("waiting", "未衔接人员", fields=(
    Slot("number", "档案编号"), Slot("office", "责任司法所"), Slot("source", "来源"), Slot("release_on", "释放日期"), Slot("why", "原因"),
), naming="number")  # fmt: skip
NOT_LINKED_LIST = PaperKind(
    "not_linked_list", "未衔接人员月报", version=VERSION, form=LOCAL_FORM, basis=BASIS, copies="安置帮教机构存档",
    blocks=(
        Title(above=ISSUER),
        Para("截至{to_on}，衔接期已过、还没有衔接的{count}人：", (Slot("to_on", "截止"), Slot("count", "人数"))),
        RowsTable(_PEOPLE, (Column("number", 4), Column("office", 4), Column("source", 3), Column("release_on", 3), Column("why", 4)), least_rows=1),
        Para("本表只列档案编号，不列姓名；只在安置帮教机构和司法所之间使用，不抄送其他单位，不作为查找的依据。"),
        CLOSED,
    ),
)  # fmt: skip


def half_year_values(actor: Actor, asked: Asked, period: str, today: date, *, public: bool = False) -> dict[str, Any]:
    """``public``: as it may be published, numbers of one to four persons not told."""
    rows = [
        {"label": each.indicator.label, "value": each.published if public else each.words, "formula": each.indicator.words}
        for each in figures(INDICATORS, asked)
    ]
    return {
        "issuer": actor.office_name,
        "made_on": day(today),
        "period": period,
        "from_on": day(asked.period.from_on),
        "to_on": day(asked.period.to_on),
        "figures": rows,
    }


def waiting(actor: Actor, asked: Asked) -> Opened:
    """Who is not linked yet, as J13 counts them."""
    return opened(Standing(NOT_LINKED), asked, actor)


def not_linked_values(actor: Actor, asked: Asked, today: date) -> dict[str, Any]:
    words = dict(codes.WHY_NOT_LINKED)
    from fengqiao.lines.resettlement.models import ReleaseCase

    seen = waiting(actor, asked).seen.order_by().values("pk")
    found = ReleaseCase.objects.filter(pk__in=seen).select_related("office").order_by("release_on", "number")
    rows = [
        {"number": row.number, "office": row.office.short_name, "source": row.source_word, "release_on": short_day(row.release_on), "why": words.get(row.not_linked_why, "还没有查访")}
        for row in found
    ]  # fmt: skip
    return {
        "issuer": actor.office_name,
        "made_on": day(today),
        "to_on": day(today),
        "count": str(len(rows)),
        "waiting": rows,
    }
