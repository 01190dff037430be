"""保密承诺书、不予许可查询通知书: what who asks signs, and what is answered where nothing is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fengqiao.documents import Closing, Number, PaperKind, Para, Sign, Signatures, Slot, Title, chinese_date
from fengqiao.documents.wording import day, label, labels
from fengqiao.lines.corrections.papers.reading import Reading
from fengqiao.lines.corrections.queries import asks

if TYPE_CHECKING:
    from fengqiao.matter.papers import PaperContext

FORM, VERSION = "本地常用格式，本局可换用自己的表样", "2026.1"
_ISSUER = Slot("issuer", "出具机关", required=True, blank_em=14)
_MADE_ON = Slot("made_on", "日期", required=True, kind="date")
_NUMBER = Slot("number", "编号", blank_em=12)
_ORGAN = Slot("organ", "申请查询的单位", required=True, blank_em=14)
_LETTER = Slot("letter_no", "函号", required=True, blank_em=10)
_BASIS = Slot("basis", "法律依据", required=True, blank_em=12)
_SCOPE = Slot("scope", "许可的内容", required=True, blank_em=12)
_FROM, _TO = Slot("from_on", "自", kind="date"), Slot("to_on", "至", kind="date")

PLEDGE = PaperKind(
    "sealed_pledge", "查阅封存档案保密承诺书", version=VERSION, form=FORM, basis="刑事诉讼法第二百八十六条", copies="查阅人一份，存档一份",
    blocks=(
        Title(above=_ISSUER), Number(_NUMBER),
        Para("{organ}以{letter_no}申请查询封存的记录，依据{basis}。经审查许可，内容限于：{scope}；自{from_on}至{to_on}，只查阅一次。",
             (_ORGAN, _LETTER, _BASIS, _SCOPE, _FROM, _TO)),
        Para("查阅人承诺："),
        Para("一、只为来函所写的目的使用，不作其他用途，不向任何单位和个人提供、公开；"),
        Para("二、不拍照、不复制；因办案确需摘录的，摘录件随案卷保密，不随卷移送无关人员；"),
        Para("三、对知悉的情况予以保密；违反的，依法承担责任（刑事诉讼法第二百八十六条第二款、治安管理处罚法第一百三十六条）。"),
        Signatures((Sign("查阅人"), Sign("查阅人"), Sign("在场的档案保管人"))),
        Closing(_ISSUER, _MADE_ON),
    ),
)  # fmt: skip
REFUSAL = PaperKind(
    "sealed_refusal", "不予许可查询通知书", version=VERSION, form=FORM, basis="刑事诉讼法第二百八十六条", copies="申请单位一份，存档一份",
    blocks=(
        Title(above=_ISSUER), Number(_NUMBER),
        Para("{organ}：", (_ORGAN,), indented=False),
        Para("你单位{letter_no}收悉。经审查，所提申请不符合查询封存记录的条件，不予许可。理由：{why}", (_LETTER, Slot("why", "理由", required=True, blank_em=20))),
        Para("依法被封存的记录，不得向任何单位和个人提供；司法机关为办案需要，或者有关单位根据国家规定查询的除外。本通知不表示有或者没有所查询的记录。"),
        Closing(_ISSUER, _MADE_ON),
    ),
)  # fmt: skip
PAPERS = {kind.code: kind for kind in (PLEDGE, REFUSAL)}


def values(context: PaperContext, kind: PaperKind) -> dict[str, Any]:
    """What the papers of a query say."""
    reading, asked = Reading(context), context.facts.opening
    decided = context.facts.last("decide")
    allowed = (decided.get("allowed") if decided else None) or asked.get("scope", [])
    return {
        "issuer": reading.agency, "number": reading.slip, "made_on": chinese_date(reading.day), "organ": asked.get("organ", ""),
        "letter_no": asked.get("letter_no", ""), "basis": label(asks.BASES, asked.get("basis", "")), "scope": "、".join(labels(asks.SCOPES, allowed)),
        "from_on": day(asked.day("from_on")), "to_on": day(asked.day("to_on")), "why": decided.get("why", "") if decided else "",
    }  # fmt: skip
