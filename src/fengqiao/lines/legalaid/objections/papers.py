"""The papers of an objection: 异议受理单, 维持决定书 with both bodies of reconsideration, 责令改正通知书."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from fengqiao.documents import PaperKind, Para, Passage, Slot, chinese_date
from fengqiao.documents.usual import numbered
from fengqiao.documents.wording import label
from fengqiao.lines.legalaid import codes
from fengqiao.lines.legalaid.papers.shared import BASIS, CLOSED, FORM, HEADED, NAME, VERSION
from fengqiao.orgs.bodies import AID_AGENCY

if TYPE_CHECKING:
    from fengqiao.matter.papers import PaperContext

_NO = numbered("异议编号")
TARGET = Slot("target", "所针对的编号", blank_em=12)
AGAINST = Slot("against", "所针对的决定", blank_em=8)
BEFORE_ON = Slot("before_on", "决定日期", kind="date")
RECEIVED_ON = Slot("received_on", "收到日期", kind="date")
FOUND, WORDS = Slot("found", "审查查明的事实"), Slot("words", "结论和理由")
RECEIPT = PaperKind(
    "aid_objection_receipt", "法律援助异议受理单", version=VERSION, form=FORM, basis=BASIS, copies="提出异议的人一份，存档一份",
    blocks=(
        HEADED, _NO, Para("{name}：", (NAME,), indented=False),
        Para("{received_on}收到您对{against}决定（{target}，{before_on}）提出的异议。我局自收到之日起五日内审查，作出维持或者责令改正的决定。", (RECEIVED_ON, AGAINST, TARGET, BEFORE_ON)),
        CLOSED,
    ),
)  # fmt: skip
UPHELD = PaperKind(
    "aid_upheld", "维持法律援助机构决定通知书", version=VERSION, form=FORM, basis=BASIS, layout="official", copies="提出异议的人、法律援助机构各一份，存档一份",
    blocks=(
        HEADED, _NO, Para("{name}：", (NAME,), indented=False),
        Para("您对{against}决定（{target}，{before_on}）提出的异议，已经审查。", (AGAINST, TARGET, BEFORE_ON)), Passage(FOUND, lines=2), Passage(WORDS, lines=2),
        Para("依照法律援助法第四十九条第二款，决定维持法律援助机构的决定。"),
        Para("不服本决定的，可以自知道之日起六十日内申请行政复议，由您选择：向本级人民政府申请，或者向上一级司法行政部门申请；也可以自知道之日起六个月内向人民法院提起行政诉讼。"),
        CLOSED,
    ),
)  # fmt: skip
ORDER = PaperKind(
    "aid_order", "责令改正通知书", version=VERSION, form=FORM, basis=BASIS, layout="official", copies="法律援助机构、提出异议的人各一份，存档一份",
    blocks=(
        HEADED, _NO, Para("{agency}：", (Slot("agency", "法律援助机构", required=True, blank_em=10),), indented=False),
        Para("{name}对{against}决定（{target}，{before_on}）提出的异议，已经审查。", (NAME, AGAINST, TARGET, BEFORE_ON)), Passage(FOUND, lines=2), Passage(WORDS, lines=2),
        Para("依照法律援助法第四十九条第二款，责令改正：收到本通知后马上给予（恢复）法律援助，自决定之日起三日内指派。"), CLOSED,
    ),
)  # fmt: skip
PAPERS = {kind.code: kind for kind in (RECEIPT, UPHELD, ORDER)}


def values(context: PaperContext, kind: PaperKind) -> dict[str, Any]:
    """What a paper of an objection says."""
    facts, opening = context.facts, context.facts.opening
    fact = facts.last("uphold", "order")
    before = opening.get("decided_before_on")
    said = {
        "issuer": context.bureau.name, "agency": context.body(AID_AGENCY).name, "number": context.matter.number, "made_on": chinese_date(context.fact.happened_on) if context.fact else "",
        "name": "、".join(party.name for party in facts.present_parties), "target": opening.get("target_number", ""),
        "against": label(codes.AGAINST, opening.get("against", "")), "before_on": chinese_date(date.fromisoformat(before)) if before else "",
        "received_on": chinese_date(opening.happened_on), "found": fact.get("found", "") if fact else "", "words": fact.get("words", "") if fact else "",
    }  # fmt: skip
    strange = set(kind.unknown(said))
    return {name: value for name, value in said.items() if name not in strange}
