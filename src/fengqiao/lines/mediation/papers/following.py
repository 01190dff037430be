"""After the agreement: what was performed with which receipts, and the follow-up visit. 人民调解法 31."""

from __future__ import annotations

from typing import Any

from fengqiao.documents import (
    Column,
    Field,
    Labelled,
    Number,
    PaperKind,
    Para,
    Passage,
    Rows,
    RowsTable,
    Sign,
    Signatures,
    Slot,
)
from fengqiao.documents.amounts import in_figures
from fengqiao.lines.mediation import codes
from fengqiao.lines.mediation.papers import wording
from fengqiao.lines.mediation.papers.reading import Reading
from fengqiao.lines.mediation.papers.shared import (
    AGREEMENT_NUMBER,
    FORM,
    HEADED,
    LOCAL_FORM,
    MEDIATOR_SIGNS,
    PARTY_NAMES,
    SIGNATURE,
    VERSION,
)

RECEIPTS = Rows("receipts", "履行凭证", required=True, naming="what", fields=(
    Slot("on", "履行日期", required=True), Slot("what", "履行事项", required=True),
    Slot("debtor", "义务人", required=True), Slot("creditor", "权利人"),
    Slot("amount", "金额（元）"), Slot("evidence", "凭证"),
))  # fmt: skip

PERFORMANCE = PaperKind(
    "performance", "人民调解协议履行凭证清单", version=VERSION, form=LOCAL_FORM, basis="人民调解法第三十一条",
    copies="人民调解委员会存卷",
    blocks=(
        HEADED,
        Number(AGREEMENT_NUMBER),
        Labelled((
            (Field(PARTY_NAMES),),
            (Field(Slot("effective_on", "协议生效日期", kind="date")),
             Field(Slot("last_due_on", "最后履行期限", kind="date"))),
        )),
        RowsTable(RECEIPTS, (
            Column("on", 2.2), Column("what", 3.6, "left"), Column("debtor", 1.8), Column("creditor", 1.8),
            Column("amount", 2.2, "right"), Column("evidence", 2.4, "left"),
        ), least_rows=8),
        Passage(Slot("standing", "履行情况", required=True), lines=3),
        Para("收款（物）凭证、转账记录等附后。权利人确认已收到上列款物："),
        Signatures((Sign("权利人", SIGNATURE, count=2), MEDIATOR_SIGNS)),
    ),
)  # fmt: skip


def performance_values(reading: Reading) -> dict[str, Any]:
    from fengqiao.lines.mediation.agreement import effective_on, items, last_due_on

    found = items(reading.facts)
    known = {item.n: item for item in found}
    return {
        "committee": reading.committee,
        "number": reading.number,
        "party_names": reading.party_names,
        "effective_on": wording.day(effective_on(reading.facts)),
        "last_due_on": wording.day(last_due_on(reading.facts)),
        "receipts": [_receipt(reading, fact, known) for fact in reading.facts.all("perform")],
        "standing": [_standing(item) for item in found],
    }


def _receipt(reading: Reading, fact: Any, known: Any) -> dict[str, Any]:
    item = known.get(fact.get("item"))
    paid = fact.get("amount")
    return {
        "on": wording.short_day(fact.happened_on), "what": item.what if item else "",
        "debtor": reading.named(item.debtor) if item else "", "creditor": reading.named(item.creditor) if item else "",
        "amount": "" if paid is None else in_figures(paid), "evidence": fact.get("evidence", ""),
    }  # fmt: skip


def _standing(item: Any) -> str:
    """第1项赔偿款：部分履行，已履行1,000.00元，尚余2,000.00元，最迟于2026年5月20日。"""
    done = wording.day(item.done_on)
    money = [f"已履行{in_figures(item.done_fen)}元"] if item.amount_fen is not None and item.done_fen else []
    left = [f"尚余{in_figures(item.remainder_fen)}元"] if item.remainder_fen else []
    due = [] if item.settled else [f"约定最迟于{wording.day(item.due_on)}"]
    state = f"{item.state}（{done}）" if done else item.state
    return f"第{item.n}项{item.what}：" + "，".join([state, *money, *left, *due]) + "。"


VISIT = PaperKind(
    "visit", "人民调解回访记录", version=VERSION, form=FORM, basis="人民调解法第三十一条", copies="人民调解委员会存卷",
    blocks=(
        HEADED,
        Number(AGREEMENT_NUMBER),
        Labelled((
            (Field(PARTY_NAMES),),
            (Field(Slot("subject", "回访事由", required=True)),),
            (Field(Slot("time", "回访时间", required=True, kind="date")), Field(Slot("way", "方式、地点"))),
            (Field(Slot("visited", "被回访人")), Field(Slot("satisfaction", "满意度"))),
        )),
        Passage(Slot("found", "回访情况", required=True), lines=5),
        Passage(Slot("risk", "有无新的隐患"), lines=3),
        Passage(Slot("measures", "采取的措施"), lines=3),
        Signatures((Sign("被回访人", SIGNATURE), Sign("回访人"))),
    ),
)  # fmt: skip


def visit_values(reading: Reading) -> dict[str, Any]:
    data = reading.of("visit")
    return {
        "committee": reading.committee,
        "number": reading.number,
        "party_names": reading.party_names,
        "subject": f"了解{reading.dispute}调解协议的履行情况" if reading.dispute else "",
        "time": reading.on("visit") or reading.today,
        "way": wording.label(codes.VISIT_WAYS, data.get("way")),
        "visited": reading.named(*(data.get("who") or ())),
        "satisfaction": wording.label(codes.SATISFACTION, data.get("satisfaction")),
        "found": data.get("performance", ""),
        "risk": data.get("risk", ""),
        "measures": data.get("measures", ""),
    }
