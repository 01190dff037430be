"""复函: what is given, or why not, on which article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fengqiao.documents import Closing, Conditional, Number, PaperKind, Para, Slot, Title, chinese_date
from fengqiao.documents.wording import label
from fengqiao.lines.corrections.papers.reading import Reading
from fengqiao.lines.corrections.replies.catalogue import BY_CODE

if TYPE_CHECKING:
    from fengqiao.matter.papers import PaperContext

_ISSUER = Slot("issuer", "出具机关", required=True, blank_em=14)
_MADE_ON = Slot("made_on", "日期", required=True, kind="date")
_GIVEN, _WHY = Slot("given", "提供的内容"), Slot("why", "理由")
_LETTER = Slot("letter_no", "来函", required=True, blank_em=8)
_LAW = Slot("law", "依据", required=True, blank_em=16)

REPLY = PaperKind(
    "information_reply", "关于来函的答复", version="2026.1", form="本地常用格式，本局可换用自己的表样", layout="official", copies="来函单位一份，存档一份",
    blocks=(
        Title(), Number(Slot("number", "编号", blank_em=12)),
        Para("{organ}：", (Slot("organ", "来函单位", required=True, blank_em=12),), indented=False),
        Para("{letter_no}收悉。依据{law}，答复如下：", (_LETTER, _LAW)),
        Conditional(_GIVEN, (Para("{given}", (_GIVEN,)),), (Para("所需内容不予提供。"),)),
        Conditional(_WHY, (Para("{why}", (_WHY,)),)),
        Para("依法可以向你单位提供的：{may}不得提供的：{may_not}", (Slot("may", "可以提供"), Slot("may_not", "不得提供"))),
        Para("获得的个人信息只用于来函所写的目的，不得公开、不得转给他人，用毕依规定处理。"),
        Closing(_ISSUER, _MADE_ON),
    ),
)  # fmt: skip
PAPERS = {REPLY.code: REPLY}


def values(context: PaperContext, kind: PaperKind) -> dict[str, Any]:
    """What the reply says."""
    reading, asked = Reading(context), context.facts.opening
    answered, asker = context.facts.last("answer"), BY_CODE[asked.get("asker", "")]
    from fengqiao.lines.corrections.replies.procedure import ANSWERS, COUNTS, HANDED

    said = str(answered.get("answer", "")) if answered else ""
    why = str(answered.get("why", "")) if answered else ""
    elsewhere = "" if said in (COUNTS, HANDED) else label(ANSWERS, said)
    return {
        "issuer": reading.agency, "number": reading.slip, "organ": asked.get("organ", ""), "letter_no": f"你单位{asked.get('letter_no') or '来函'}",
        "law": reading.law(*asker.cite), "given": answered.get("given", "") if answered else "",
        "why": why or (f"{elsewhere}。" if elsewhere else ""), "may": asker.may, "may_not": asker.may_not, "made_on": chinese_date(reading.day),
    }  # fmt: skip
