"""The notice that goes to the units: what it rests on, what is asked, what the records answer, what it costs."""

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
from fengqiao.lines.burden import codes
from fengqiao.lines.burden.requests import state
from fengqiao.orgs.models import Staff

if TYPE_CHECKING:
    from fengqiao.matter.papers import PaperContext

FORM, VERSION = "本地常用格式，本局可换用自己的表样", "2026.1"
_ISSUER = Slot("issuer", "发文单位", required=True, blank_em=14)
_MADE_ON = Slot("made_on", "日期", required=True, kind="date")
_MARKS = Slot("marks", "统计调查标志")
_BASIS = Slot("basis", "依据")
_OPINION = Slot("opinion", "合法性意见")
_FIELDS = Rows("fields", "要填的项目", fields=(Slot("label", "项目"), Slot("unit", "单位"), Slot("how", "怎样填")))

NOTICE = PaperKind(
    "figure_notice", "数据报送通知", version=VERSION, form=FORM, layout="official", copies="发文单位存档一份，填报单位各一份",
    blocks=(
        Title(),
        Number(Slot("notice_no", "文号", blank_em=12)),
        Para("各填报单位：", indented=False),
        Para("因{purpose}，请填报“{name}”。统计期自{from_on}至{to_on}，{frequency}，{when}填报；到{end_on}自行结束，此后不再填报。",
             (Slot("purpose", "用途", required=True, blank_em=10), Slot("name", "名称", required=True, blank_em=14), Slot("from_on", "自", kind="date"),
              Slot("to_on", "至", kind="date"), Slot("frequency", "频次"), Slot("when", "何时填"), Slot("end_on", "结束", kind="date"))),
        Conditional(_MARKS, (Para("本表为统计调查表：{marks}。", (_MARKS,)),)),
        Conditional(_BASIS, (Para("本表不是统计调查，依据：{basis}；签发：{signer}。", (_BASIS, Slot("signer", "签发领导"))),)),
        Conditional(_OPINION, (Passage(_OPINION, lines=2),)),
        RowsTable(_FIELDS, (Column("label", share=4.0), Column("unit", share=1.0), Column("how", share=2.4))),
        Para("系统里有记录的，已经填好，请核对；与实际不符的，先补录或者更正记录，来不及的写明理由。没有标明标志或者超过有效期限的统计调查表，可以拒绝填报。"),
        Para("填报单位{units}个，预计共需{hours}；全部手工填写约需{retyped}。", (Slot("units", "单位数"), Slot("hours", "工时"), Slot("retyped", "手填工时"))),
        Closing(_ISSUER, _MADE_ON),
    ),
)  # fmt: skip
PAPERS = {NOTICE.code: NOTICE}


def values(context: PaperContext, kind: PaperKind) -> dict[str, Any]:
    """What the notice says; empty where nothing is known yet."""
    facts = context.facts
    given, judged, released, reckoned = state.draft_of(facts), facts.last("judge"), facts.last("release"), state.cost(facts)
    listed, ended = state.fields(facts), state.end_on(facts)
    return {
        "issuer": context.matter.office.name, "name": given["name"], "purpose": given["purpose"].rstrip("。"), "from_on": _day(given["from"]), "to_on": _day(given["to"]),
        "frequency": dict(codes.FREQUENCIES)[given["frequency"]], "when": f"{'下发' if given['frequency'] == codes.ONCE else '每期结束'}后{given['due_days']}个工作日内", "end_on": chinese_date(ended) if ended else "",
        "marks": _marks(judged), "basis": (judged.get("basis", "") if judged else ""), "signer": _signer(judged), "opinion": _opinion(facts),
        "notice_no": (released.get("notice_no", "") if released else ""), "units": str(len(released.get("units", ()))) if released else "",
        "fields": [
            {"label": each.label, "unit": each.unit, "how": "系统已有，请核对" if each.how == codes.HELD else "请填写"} for each in listed
        ],
        "hours": _hours(reckoned.minutes) if reckoned else "", "retyped": _hours(reckoned.retyped) if reckoned else "",
        "made_on": chinese_date(released.happened_on) if released else "",
    }  # fmt: skip


def _hours(minutes: int) -> str:
    from fengqiao.lines.burden.asking import hours

    return hours(minutes)


def _marks(judged: Any) -> str:
    if judged is None or judged.data["survey"] != codes.YES:
        return ""
    named = (("表号", "form_no"), ("制定机关", "maker"), ("批准（备案）文号", "approval_no"))
    said = [f"{word}{judged.get(name)}" for word, name in named if judged.get(name)]
    until = judged.day("valid_until")
    return "，".join([*said, f"有效期至{chinese_date(until)}"] if until else said)


def _signer(judged: Any) -> str:
    found = Staff.objects.filter(pk=judged.get("releaser") or 0).first() if judged else None
    return found.name if found else ""


def _opinion(facts: Any) -> str:
    given = facts.last("opinion")
    return f"依据：{given.data['basis_doc']}。合法性意见（{given.data['opinion_by']}）：{given.data['opinion']}" if given else ""


def _day(text: str) -> str:
    return chinese_date(date.fromisoformat(text))
