"""法律意见书."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fengqiao.documents import Closing, FieldTable, Head, PaperKind, Para, Sign, Signatures, Slot, Title, Value
from fengqiao.documents.usual import LOCAL_FORM, MADE_ON, VERSION, numbered
from fengqiao.documents.wording import day, label
from fengqiao.lines.advisers import codes
from fengqiao.lines.advisers.counsel import codes as words

if TYPE_CHECKING:
    from fengqiao.matter.papers import PaperContext

FIRM = Slot("firm", "律师事务所", required=True, blank_em=14)
UNIT = Slot("unit", "提出的单位", required=True, blank_em=14)
OPINION = PaperKind(
    "counsel_opinion", "法律意见书", version=VERSION, form=LOCAL_FORM, basis=codes.HOUSE_NAME, copies="提出的单位、司法局、律师事务所各一份",
    blocks=(
        Title(above=FIRM), numbered("事项编号"), Para("{unit}：", (UNIT,), indented=False),
        Para("你单位提出的“{subject}”（{kind}）已收悉。经研究，出具意见如下。", (Slot("subject", "题目", required=True), Slot("kind", "事项"))),
        FieldTable((3, 13), (
            (Head("法律问题"), Value(Slot("question", "法律问题", required=True), lines=3)),
            (Head("结论"), Value(Slot("conclusion", "结论", required=True))),
            (Head("风险"), Value(Slot("risk", "风险"))),
            (Head("意见和依据"), Value(Slot("opinion", "意见和依据", required=True), lines=7)),
        )),
        Para("本意见依据你单位提供的材料和出具当日有效的法律作出，供决策参考；请自收到之日起十个工作日内反馈采纳情况。"),
        Signatures((Sign("承办律师", date=False),)), Closing(FIRM, MADE_ON),
    ),
)  # fmt: skip
PAPERS = {OPINION.code: OPINION}


def values(context: PaperContext, kind: PaperKind) -> dict[str, Any]:
    """The opinion as it was given."""
    opening, fact = context.facts.opening, context.fact or list(context.facts)[-1]
    return {
        "firm": opening.get("firm", ""), "made_on": day(fact.happened_on), "unit": opening.get("unit", ""), "number": context.matter.number,
        "subject": opening.get("subject", ""), "kind": label(words.SCOPE, opening.get("kind")), "question": opening.get("question", ""),
        "conclusion": label(words.CONCLUSIONS, fact.get("conclusion")), "risk": label(words.RISKS, fact.get("risk")), "opinion": fact.get("opinion", ""),
    }  # fmt: skip
