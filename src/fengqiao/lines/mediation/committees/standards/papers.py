"""规范化自评表、认定通知、不予认定告知, and what stands on them. The bureau's own forms, on the bureau's own standard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fengqiao.documents import (
    Closing,
    Column,
    Field,
    Labelled,
    PaperKind,
    Para,
    Rows,
    RowsTable,
    Sign,
    Signatures,
    Slot,
    Title,
    chinese_date,
)
from fengqiao.lines.mediation.committees.standards import states
from fengqiao.lines.mediation.committees.standards.standard import Criterion, Finding, finding_from, points_of
from fengqiao.lines.mediation.papers.shared import COMMITTEE, LOCAL_FORM, MADE_ON, VERSION

if TYPE_CHECKING:
    from fengqiao.matter.papers import PaperContext

_BUREAU = Slot("bureau", "司法行政机关", required=True, blank_em=12)
_STANDARD = Slot("standard", "标准", required=True, blank_em=16)
_ROWS = Rows("criteria", "逐项", required=True, naming="text", fields=(
    Slot("text", "标准", required=True), Slot("points", "分值", required=True), Slot("own", "自评", required=True),
    Slot("checked", "复核"), Slot("note", "说明"),
))  # fmt: skip
_SHORT = Rows(
    "short",
    "不达标的项",
    required=True,
    naming="text",
    fields=(Slot("code", "编号", required=True), Slot("text", "标准", required=True)),
)

SHEET = PaperKind(
    "standard_sheet", "规范化人民调解委员会自评表", version=VERSION, form=LOCAL_FORM, basis="本局标准，见表内所列文件",
    copies="调委会、司法所、县司法局各一份",
    blocks=(
        Title(above=COMMITTEE),
        Labelled((
            (Field(_STANDARD, 2), Field(Slot("assessed_on", "自评日期", required=True, kind="date"), 1)),
            (Field(Slot("total", "得分", required=True), 1), Field(Slot("full", "满分", required=True), 1), Field(Slot("vetoed", "一票否决"), 1)),
        )),
        RowsTable(_ROWS, (
            Column("text", 6, "left"), Column("points", 0.9), Column("own", 1.5), Column("checked", 1.5), Column("note", 3, "left"),
        ), least_rows=3),
        Para("复核意见：{opinion}", (Slot("opinion", "复核意见", blank_em=20),), indented=False),
        Signatures((Sign("调委会主任"), Sign("司法所复核人")), seal="司法所印章", date=MADE_ON),
    ),
)  # fmt: skip
RECOGNITION = PaperKind(
    "standard_recognition", "规范化人民调解委员会认定通知", version=VERSION, form=LOCAL_FORM, layout="official", basis="本局标准，见文内所列文件",
    copies="调委会、司法所各一份，县司法局存档",
    blocks=(
        Title(above=_BUREAU),
        Para("文号：{document_no}", (Slot("document_no", "文号", required=True, blank_em=12),), indented=False),
        Para("{committee}：", (COMMITTEE,), indented=False),
        Para("你会于{assessed_on}按{standard}自评，经司法所复核，得{total}分（满分{full}分）。经研究，认定你会为{level}人民调解委员会，"
             "有效期自{from_on}至{to_on}。",
             (Slot("assessed_on", "自评日期", required=True, kind="date"), _STANDARD, Slot("total", "得分", required=True),
              Slot("full", "满分", required=True), Slot("level", "等级", required=True), Slot("from_on", "起", required=True, kind="date"),
              Slot("to_on", "止", required=True, kind="date"))),
        Para("有效期内不再符合标准的，本局将要求整改或者取消认定；到期前可以重新自评。"),
        Closing(_BUREAU, MADE_ON),
    ),
)  # fmt: skip
REFUSAL = PaperKind(
    "standard_refusal", "规范化人民调解委员会不予认定告知", version=VERSION, form=LOCAL_FORM, layout="official", basis="本局标准，见文内所列文件",
    copies="调委会、司法所各一份，县司法局存档",
    blocks=(
        Title(above=_BUREAU),
        Para("{committee}：", (COMMITTEE,), indented=False),
        Para("你会于{assessed_on}按{standard}自评，经司法所复核，得{total}分（满分{full}分）。下列各项没有达到标准，本次不予认定：",
             (Slot("assessed_on", "自评日期", required=True, kind="date"), _STANDARD, Slot("total", "得分", required=True),
              Slot("full", "满分", required=True))),
        RowsTable(_SHORT, (Column("code", 1), Column("text", 8, "left")), least_rows=1),
        Para("理由：{reason}", (Slot("reason", "理由", required=True, blank_em=20),)),
        Para("补齐以后可以重新自评。对本告知有意见的，可以向本局说明。"),
        Closing(_BUREAU, MADE_ON),
    ),
)  # fmt: skip
KINDS = {kind.code: kind for kind in (SHEET, RECOGNITION, REFUSAL)}


def values(context: PaperContext, kind: PaperKind, bureau: str) -> dict[str, Any]:
    """What stands on one of these papers, as known on the day it was made."""
    fact = context.fact
    if fact is None:
        return {}
    known = states.programme(context.facts.until(fact.happened_on))
    assessed, out = known.assessed, known.outcome
    if assessed is None:
        return {}
    found: dict[str, Any] = {
        "bureau": bureau, "committee": context.matter.title, "standard": assessed.get("standard", ""),
        "assessed_on": chinese_date(assessed.happened_on), "total": out.total, "full": out.full, "made_on": chinese_date(fact.happened_on),
    }  # fmt: skip
    if kind.code == SHEET.code:
        opinions = [f.get("opinion") for f in (known.reviewed, known.last) if f is not None and f.get("opinion")]
        own = {f.code: f for f in map(finding_from, assessed.get("findings", ()))}
        return found | {
            "vetoed": f"第{'、'.join(out.vetoed)}项" if out.vetoed else "无",
            "opinion": "；".join(dict.fromkeys(opinions)),
            "criteria": [
                _row(c, own.get(c.code), known.findings.get(c.code), bool(known.reviewed)) for c in known.criteria
            ],
        }
    if kind.code == RECOGNITION.code:
        return found | {
            "document_no": fact.get("document_no", ""), "level": fact.get("level", ""), "from_on": chinese_date(fact.happened_on),
            "to_on": chinese_date(fact.day("to_on") or fact.happened_on),
        }  # fmt: skip
    named = [known.criterion(code) for code in states.numbers(fact.get("criteria", ""))]
    return found | {
        "reason": fact.get("reason", ""),
        "short": [{"code": c.code, "text": c.text} for c in named if c is not None],
    }


def said(criterion: Criterion, finding: Finding | None) -> str:
    """The finding in words with its points: 达到，10分."""
    if finding is None:
        return ""
    word = dict(criterion.results).get(finding.result, "")
    return f"{word}，{points_of(criterion, finding)}分" if criterion.points else word


def _row(criterion: Criterion, own: Finding | None, now: Finding | None, checked: bool) -> dict[str, Any]:
    changed = now is not None and now != own
    return {
        "text": f"{criterion.text}{'（一票否决）' if criterion.veto else ''}", "points": criterion.points or "—", "own": said(criterion, own),
        "checked": said(criterion, now) if changed else "同自评" if checked else "",
        "note": now.note if now is not None and now.note else own.note if own is not None else "",
    }  # fmt: skip
