"""律师接待信访记录."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fengqiao.documents import FieldTable, Head, PaperKind, Para, Sign, Signatures, Slot, Value
from fengqiao.documents.usual import HEADED, LOCAL_FORM, VERSION, numbered
from fengqiao.documents.wording import day, label, labels
from fengqiao.lines.advisers import codes
from fengqiao.lines.advisers.petitions import codes as words

if TYPE_CHECKING:
    from fengqiao.matter.papers import PaperContext

RECORD = PaperKind(
    "petition_session", "律师接待信访记录", version=VERSION, form=LOCAL_FORM, basis=codes.HOUSE_NAME, copies="接待单位、司法局各一份",
    blocks=(
        HEADED, numbered("接访编号"),
        FieldTable((3, 5, 3, 5), (
            (Head("接待日期"), Value(Slot("on", "日期", required=True)), Head("接待地点"), Value(Slot("place", "地点"))),
            (Head("接待律师"), Value(Slot("lawyer", "律师", required=True)), Head("来访人"), Value(Slot("petitioner", "来访人", required=True))),
            (Head("反映的事项"), Value(Slot("subject", "事项", required=True), span=3, lines=4)),
            (Head("评估"), Value(Slot("category", "评估", required=True)), Head("建议途径"), Value(Slot("channels", "建议途径"))),
            (Head("律师意见"), Value(Slot("opinion", "律师意见", required=True), span=3, lines=6)),
            (Head("转给"), Value(Slot("handed_to", "转给"), span=3)),
        )),
        Para("律师意见供来访人和接待单位参考。律师不得借接待招揽业务、收受财物，不在接待中接受来访人的私人委托。"),
        Signatures((Sign("来访人"), Sign("接待律师"), Sign("信访联络员"))),
    ),
)  # fmt: skip
PAPERS = {RECORD.code: RECORD}


def values(context: PaperContext, kind: PaperKind) -> dict[str, Any]:
    """The session as it stands at that moment."""
    opening, said, handed = context.facts.opening, context.facts.last("advise"), context.facts.last("hand_on", "to_queue")
    return {
        "issuer": context.matter.office.name, "number": context.matter.number, "on": day(opening.happened_on), "place": label(words.PLACES, opening.get("place")),
        "lawyer": opening.get("lawyer_name", ""), "petitioner": "、".join(party.name for party in context.facts.parties), "subject": opening.get("subject", ""),
        "category": label(words.CATEGORIES, said.get("category")) if said else "", "channels": "、".join(labels(words.CHANNELS, said.get("channels"))) if said else "",
        "opinion": said.get("opinion", "") if said else "", "handed_to": handed.get("to", "") if handed else "没有转出",
    }  # fmt: skip
