"""督办单: to the unit in charge of a card that has turned red, by the bureau's leader."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from fengqiao.documents import Closing, Number, PaperKind, Para, Passage, Slot, Title, chinese_date
from fengqiao.lines.supervision import codes, state
from fengqiao.orgs.models import Office

if TYPE_CHECKING:
    from fengqiao.matter.papers import PaperContext

FORM, VERSION = "本地常用格式，本局可换用自己的表样", "2026.1"
_ISSUER = Slot("issuer", "发文单位", required=True, blank_em=14)
_MADE_ON = Slot("made_on", "日期", required=True, kind="date")
_WORDS = Slot("words", "督办要求", required=True)
_CONTENT = Slot("content", "督办事项", required=True)

SLIP = PaperKind(
    "supervision_slip", "督办单", version=VERSION, form=FORM, layout="official", copies="督办单位存档一份，承办单位一份",
    blocks=(
        Title(),
        Number(Slot("number", "编号", blank_em=12)),
        Para("{lead}：", (Slot("lead", "承办单位", required=True, blank_em=10),), indented=False),
        Para("{issued_on}交办的下列事项（来源：{source}），办结期限为{due_on}，至今进度{progress}%，{said}。",
             (Slot("issued_on", "交办日期", kind="date"), Slot("source", "来源"), Slot("due_on", "办结期限", kind="date"), Slot("progress", "进度"), Slot("said", "情况"))),
        Passage(_CONTENT, lines=2),
        Passage(_WORDS, lines=3),
        Para("请于{answer_by}前书面回复办理情况、原因和措施。", (Slot("answer_by", "回复期限", kind="date", required=True, blank_em=10),)),
        Closing(_ISSUER, _MADE_ON),
    ),
)  # fmt: skip
PAPERS = {SLIP.code: SLIP}


def values(context: PaperContext, kind: PaperKind) -> dict[str, Any]:
    """What the slip says; empty before it is issued."""
    facts, pressed, begun = context.facts, context.facts.last("press"), state.issued(context.facts)
    if begun is None:
        return {}
    given, office = state.given(facts), context.matter.office
    reds, original = facts.all("turn_red"), state.original_due(facts)
    said = [f"{chinese_date(reds[0].happened_on)}亮红"] if reds else ["已亮红"]
    said += [f"原定期限{chinese_date(original)}，经批准延期{len(facts.all('extend'))}次"] if facts.has("extend") else []
    bureau = Office.objects.filter(territory=office.territory // 10**9 * 10**9).first()
    return {
        "issuer": bureau.name if bureau else office.name, "number": context.matter.number, "lead": office.name, "issued_on": chinese_date(begun.happened_on),
        "source": given.get("source_doc") or dict(codes.SOURCES).get(given["source"], ""), "due_on": chinese_date(state.due_on(facts)), "progress": str(state.progress(facts)),
        "said": "，".join(said), "content": given["content"], "words": pressed.get("words", "") if pressed else "",
        "answer_by": chinese_date(date.fromisoformat(pressed.data["answer_by"])) if pressed else "", "made_on": chinese_date(pressed.happened_on) if pressed else "",
    }  # fmt: skip
