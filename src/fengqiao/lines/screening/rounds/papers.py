"""The papers of a round: the notice to the units, and the table of what they answered."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from fengqiao.documents import (
    Closing,
    Column,
    Conditional,
    Number,
    PaperKind,
    Para,
    Passage,
    Rows,
    RowsTable,
    Slot,
    Title,
    chinese_date,
)
from fengqiao.lines.screening.rounds import scope

if TYPE_CHECKING:
    from fengqiao.matter.papers import PaperContext

FORM, VERSION = "本地常用格式，本局可换用自己的表样", "2026.1"
_ISSUER = Slot("issuer", "发文单位", required=True, blank_em=14)
_NAME = Slot("name", "排查活动", required=True, blank_em=14)
_MADE_ON = Slot("made_on", "日期", required=True, kind="date")
_DEMANDS = Slot("demands", "要求")
_THEME = Slot("theme", "重点")

NOTICE = PaperKind(
    "screening_notice", "矛盾纠纷排查通知", version=VERSION, form=FORM, layout="official",
    copies="组织排查的单位存档一份，上报单位各一份",
    blocks=(
        Title(),
        Number(Slot("notice_no", "文号", blank_em=12)),
        Para("各上报单位：", indented=False),
        Para("现组织“{name}”，请认真排查本辖区的矛盾纠纷苗头，及时介入、就地化解。排查期间自{period_from}至{period_to}，"
             "请于{deadline}前上报；没有发现的，作零报告。",
             (_NAME, Slot("period_from", "自", kind="date"), Slot("period_to", "至", kind="date"),
              Slot("deadline", "截止", kind="date"))),
        Conditional(_THEME, (Para("排查重点：{theme}。", (_THEME,)),)),
        Conditional(_DEMANDS, (Passage(_DEMANDS, lines=3),)),
        Para("上报单位共{units}个。发现可能激化的，先采取预防措施，及时报告当地公安机关或者其他有关部门，不等上报截止。",
             (Slot("units", "单位数"),)),
        Closing(_ISSUER, _MADE_ON),
    ),
)  # fmt: skip

_ROWS = Rows("rows", "各单位情况", fields=(
    Slot("name", "辖区"), Slot("units", "应报"), Slot("on_time", "按时"), Slot("zero", "零报告"), Slot("late", "迟报"),
    Slot("missing", "未报"), Slot("leads", "线索"), Slot("visited", "走访户"),
))  # fmt: skip
_ANALYSIS = Slot("analysis", "情况分析")
SUMMARY = PaperKind(
    "screening_summary", "矛盾纠纷排查情况汇总表", version=VERSION, form=FORM, copies="组织排查的单位存档一份，报上级一份",
    blocks=(
        Title(above=_NAME),
        Para("应报{units}个单位，已报{filed}个（按时{on_time}个，迟报{late}个，其中零报告{zero}个），未报{missing}个，按时上报率{rate}。"
             "走访{visited}户，发现苗头线索{leads}条；已立事项{raised}件，劝解消化{dissolved}件。",
             tuple(Slot(name, label) for name, label in (
                 ("units", "应报"), ("filed", "已报"), ("on_time", "按时"), ("late", "迟报"), ("zero", "零报告"), ("missing", "未报"),
                 ("rate", "按时上报率"), ("visited", "走访"), ("leads", "线索"), ("raised", "立事项"), ("dissolved", "劝解消化")))),
        RowsTable(_ROWS, tuple(
            Column(name, share=share, total=name != "name") for name, share in (
                ("name", 3.0), ("units", 1.0), ("on_time", 1.0), ("zero", 1.2), ("late", 1.0), ("missing", 1.0), ("leads", 1.0), ("visited", 1.2)))),
        Conditional(_ANALYSIS, (Passage(_ANALYSIS, lines=4),)),
        Para("数据时间：{made_on}。按时上报率＝按时上报的单位数÷应报单位数（免报的不计）；零报告计入已报。", (_MADE_ON,)),
        Closing(_ISSUER, _MADE_ON),
    ),
)  # fmt: skip
PAPERS = {kind.code: kind for kind in (NOTICE, SUMMARY)}


def values(context: PaperContext, kind: PaperKind) -> dict[str, Any]:
    """What the papers say; empty before there is an entry."""
    given = scope.plan_of(context.facts)
    common = {"issuer": context.matter.office.name, "name": given["name"]}
    started, summed = context.facts.last("start"), context.facts.last("summarise")
    if kind is NOTICE:
        made = started.happened_on if started else None
        return common | {
            "notice_no": started.get("notice_no", "") if started else "", "theme": given.get("theme", ""), "demands": given.get("demands", ""),
            "period_from": _day(given["period_from"]), "period_to": _day(given["period_to"]),
            "deadline": _day(started.data["deadline"] if started else given["deadline"]),
            "units": str(len(started.get("units", ()))) if started else "", "made_on": chinese_date(made) if made else "",
        }  # fmt: skip
    if summed is None:
        return common
    counted = scope.Tally(**summed.get("counts", {}))
    words = {name: str(getattr(counted, name)) for name in (
        "units", "filed", "on_time", "late", "zero", "missing", "visited", "leads", "raised", "dissolved")}  # fmt: skip
    return common | words | {
        "rate": counted.rate, "rows": summed.get("rows", []), "analysis": summed.get("analysis", ""), "made_on": chinese_date(summed.happened_on),
    }  # fmt: skip


def _day(text: str) -> str:
    return chinese_date(date.fromisoformat(text))
