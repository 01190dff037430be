"""The papers of a complaint: 收件回执, 补充告知书, 受理通知书, 不予受理告知书, 答复书."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fengqiao.documents import PaperKind, Para, Passage, Slot, chinese_date
from fengqiao.documents.usual import numbered
from fengqiao.documents.wording import day, label
from fengqiao.lines.legalaid.complaints import codes
from fengqiao.lines.legalaid.papers.shared import BASIS, CLOSED, FORM, HEADED, VERSION
from fengqiao.matter.timeline import Facts

if TYPE_CHECKING:
    from fengqiao.matter.papers import PaperContext

_NO = numbered("投诉编号")
_NAME = Slot("name", "投诉人", required=True, blank_em=8)
_TO = Para("{name}：", (_NAME,), indented=False)
_YOURS = Para("{yours}", (Slot("yours", "收到的投诉", required=True),))
LAW = BASIS + "第五十五条、第五十六条"


def _kind(code: str, title: str, *blocks: Any) -> PaperKind:
    return PaperKind(code, title, version=VERSION, form=FORM, basis=LAW, layout="official", copies="投诉人一份，存档一份", blocks=(HEADED, _NO, _TO, _YOURS, *blocks, CLOSED))


RECEIPT = _kind("aid_complaint_receipt", "法律援助投诉收件回执", Para("我局自收到之日起五个工作日内决定是否受理并告诉您（本局时限）。"))
MISSING = _kind(
    "aid_complaint_missing", "投诉补充告知书", Para("为了核实，请您在{by_on}前补充：", (Slot("by_on", "补充期限", required=True),)), Passage(Slot("missing", "要补充的", required=True), lines=2),
    Para("以上一次告知。没有补充的，我局按现有材料决定是否受理。"),
)  # fmt: skip
ACCEPTANCE = _kind("aid_complaint_acceptance", "投诉受理通知书", Para("经审查，决定受理。我局自受理之日起四十五日内办结，并书面答复您（本局时限）。"))
DECLINED = _kind(
    "aid_complaint_declined", "投诉不予受理告知书", Para("经审查，不予受理。原因：{why}。", (Slot("why", "原因", required=True),)), Passage(Slot("words", "理由和途径", required=True), lines=2),
)  # fmt: skip
ANSWER = _kind(
    "aid_complaint_answer", "投诉答复书", Para("我局已经调查核实，处理结果：{handling}。", (Slot("handling", "处理结果", required=True),)), Passage(Slot("answer", "答复内容", required=True), lines=4),
    Para("要求更换承办人的，可以向法律援助机构申请；对不予、终止援助的决定不服的，可以提出异议。"),
)  # fmt: skip
PAPERS = {kind.code: kind for kind in (RECEIPT, MISSING, ACCEPTANCE, DECLINED, ANSWER)}


def _yours(facts: Facts) -> str:
    """What was complained of, with the number of the case or application where it was told."""
    opening = facts.opening
    about = f"（所涉案件、申请：{opening.get('target_number')}）" if opening.get("target_number") else ""
    return f"{chinese_date(opening.happened_on)}收到您关于“{label(codes.HEADS, opening.get('head'))}”的投诉{about}。"


def values(context: PaperContext, kind: PaperKind) -> dict[str, Any]:
    """What a paper of a complaint says."""
    facts, opening = context.facts, context.facts.opening
    asked, declined, decided, answered = (facts.last(code) for code in ("ask_more", "decline", "decide", "answer"))
    said = {
        "issuer": context.bureau.name, "number": context.matter.number or "", "made_on": chinese_date(context.fact.happened_on if context.fact else opening.happened_on),
        "name": "、".join(party.name for party in facts.present_parties), "yours": _yours(facts), "by_on": day(asked.get("by_on")) if asked else "",
        "missing": asked.get("missing", "") if asked else "", "why": label(codes.DECLINED, declined.get("why")) if declined else "",
        "words": declined.get("words", "") if declined else "", "handling": label(codes.HANDLINGS, decided.get("handling")) if decided else "",
        "answer": answered.get("answer", "") if answered else "",
    }  # fmt: skip
    strange = set(kind.unknown(said))
    return {name: value for name, value in said.items() if name not in strange}
