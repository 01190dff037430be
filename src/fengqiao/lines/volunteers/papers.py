"""取消志愿者资格告知书: told in writing, with the facts and what one may still say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fengqiao.documents import PaperKind, Para, Passage, Slot, Title
from fengqiao.documents.usual import CLOSED, LOCAL_FORM, VERSION, numbered
from fengqiao.documents.wording import day
from fengqiao.lines.volunteers import codes, states

if TYPE_CHECKING:
    from fengqiao.matter.papers import PaperContext

STRUCK_NOTICE = PaperKind(
    "volunteer_struck", "取消志愿者登记告知书", version=VERSION, form=LOCAL_FORM, basis=codes.HOUSE_NAME, layout="official", copies="本人一份，存档一份",
    blocks=(
        Title(), numbered("编号"), Para("{name}：", (Slot("name", "姓名", required=True),), indented=False),
        Para("因{ground}，自{on}起取消您的法律服务志愿者登记。", (Slot("ground", "理由", required=True), Slot("on", "日期", required=True, kind="date"))),
        Passage(Slot("words", "事实"), lines=4), Para("您已经提供的服务时长照旧保留。有不同意见的，可以在收到之日起十日内向本局说明（本局制度）。"),
        CLOSED,
    ),
)  # fmt: skip
PAPERS = {STRUCK_NOTICE.code: STRUCK_NOTICE}


def values(context: PaperContext, kind: PaperKind) -> dict[str, Any]:
    """What the paper says, from the facts."""
    facts = context.facts
    fact = context.fact or facts.opening
    return {
        "issuer": context.bureau.name, "number": context.matter.number, "made_on": day(fact.happened_on), "name": states.name_of(facts),
        "ground": dict(codes.STRIKES).get(fact.get("ground", ""), ""), "on": day(fact.happened_on), "words": fact.get("words", ""),
    }  # fmt: skip
