"""取消志愿者资格告知书: told in writing, with the facts and what one may still say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fengqiao.documents import Closing, Number, PaperKind, Para, Passage, Slot, Title
from fengqiao.lines.volunteers import codes, states

if TYPE_CHECKING:
    from fengqiao.matter.papers import PaperContext

STRUCK_NOTICE = PaperKind(
    "volunteer_struck", "取消志愿者登记告知书", version="2026.1", form="本地常用格式，本局可换用自己的表样", basis="", layout="official", copies="本人一份，存档一份",
    blocks=(
        Title(), Number(Slot("number", "编号", required=True, blank_em=12, searched=True)), Para("{name}：", (Slot("name", "姓名", required=True),), indented=False),
        Para("因{ground}，自{on}起取消您的法律服务志愿者登记。", (Slot("ground", "理由", required=True), Slot("on", "日期", required=True, kind="date"))),
        Passage(Slot("words", "事实"), lines=4), Para("您已经提供的服务时长照旧保留。有不同意见的，可以在收到之日起十日内向本局说明（本局制度）。"),
        Closing(Slot("issuer", "单位", required=True, blank_em=14), Slot("made_on", "日期", required=True, kind="date")),
    ),
)  # fmt: skip
PAPERS = {STRUCK_NOTICE.code: STRUCK_NOTICE}


def values(context: PaperContext, kind: PaperKind) -> dict[str, Any]:
    """What the paper says, from the facts."""
    facts = context.facts
    fact = context.fact or facts.opening
    return {
        "issuer": context.matter.office.name, "number": context.matter.number, "made_on": fact.happened_on.isoformat(), "name": states.name_of(facts),
        "ground": dict(codes.STRIKES).get(fact.get("ground", ""), ""), "on": fact.happened_on.isoformat(), "words": fact.get("words", ""),
    }  # fmt: skip
