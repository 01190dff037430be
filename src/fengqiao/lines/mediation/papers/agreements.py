"""The agreement, written or oral. 人民调解法 28-33; what it is made of is read from the draft, never typed again."""

from __future__ import annotations

from typing import Any

from fengqiao.documents import (
    Column,
    Conditional,
    FieldTable,
    Head,
    Number,
    PaperKind,
    Para,
    Passage,
    Rows,
    RowsTable,
    Sign,
    Signatures,
    SignCell,
    Slot,
    Terms,
    Value,
)
from fengqiao.documents.dates import chinese_numeral
from fengqiao.lines.mediation import codes
from fengqiao.lines.mediation.papers import wording
from fengqiao.lines.mediation.papers.parties import HAS_AGENTS, has_agents, parties_block, party_rows
from fengqiao.lines.mediation.papers.reading import Reading
from fengqiao.lines.mediation.papers.shared import (
    AGREEMENT_NUMBER,
    FORM,
    HEADED,
    MADE_ON,
    MEDIATOR_SIGNS,
    RECORDER_SIGNS,
    SEAL,
    SIGNATURE,
    VERSION,
)
from fengqiao.matter.timeline import Fact

# When an agreement takes effect: 人民调解法 29, or a regime's own rule; the same as the computed date.
EFFECT = "本协议自各方当事人签名、盖章或者按指印，人民调解员签名并加盖人民调解委员会印章之日起生效。"
OWN_EFFECT = {
    codes.ENTRUSTED_BEFORE: "本协议自各方当事人签署之日起生效。",
    codes.LABOUR: "本协议由各方当事人签名或者盖章，经人民调解员签名并加盖人民调解委员会印章后生效。",
    codes.MEDICAL: "本协议经各方当事人签名或者盖章，人民调解员签名并加盖人民调解委员会印章之日起生效。",
}
NOTHING_LEFT = "无另行给付的事项，各方自协议生效之日起遵守上述约定。"
_FACTS = Slot("facts", "纠纷主要事实、争议事项", required=True, searched=True)
_PERFORMANCE = Slot("performance", "履行方式、地点、时限", required=True, searched=True)
_SIGNERS = (Sign("当事人", SIGNATURE, each="parties"), MEDIATOR_SIGNS, RECORDER_SIGNS)
_COPIES = Para(
    "本协议一式{copies}份，当事人、人民调解委员会各持一份。", (Slot("copies", "份数", required=True, blank_em=3),)
)
_READ_TO = Slot("read_to", "已宣读的当事人", required=True)

AGREEMENT = PaperKind(
    "agreement", "人民调解协议书", version=VERSION, form=FORM, basis="人民调解法第二十八条、第二十九条",
    copies="当事人各一份，人民调解委员会一份",
    blocks=(
        HEADED,
        Number(AGREEMENT_NUMBER),
        parties_block(party_rows()),
        Passage(_FACTS, lines=5),
        Para("经调解，自愿达成如下协议："),
        Terms(Slot("terms", "达成协议内容", required=True, searched=True), blank_lines=6),
        Passage(_PERFORMANCE, lines=3),
        Conditional(Slot("decides_status", "含身份关系或者权属内容", kind="flag"), (
            Para("本协议中涉及身份关系、权属确认的内容不产生确认的效力，应当依法办理登记或者由有权机关处理，"
                 "不在司法确认的范围内。"),
        )),
        Conditional(Slot("has_own_effect", "生效另有规定", kind="flag"), (Para("{effect}", (Slot("effect", "生效"),)),),
                    (Para(EFFECT),)),
        Conditional(Slot("is_read_aloud", "须宣读", kind="flag"), (
            Para("本协议已向{read_to}宣读，其表示内容明白、无异议。", (_READ_TO,)),
            _COPIES,
            Signatures((*_SIGNERS, Sign("宣读见证人")), seal=SEAL, date=MADE_ON),
        ), (_COPIES, Signatures(_SIGNERS, seal=SEAL, date=MADE_ON))),
    ),
)  # fmt: skip

def agreement_values(reading: Reading) -> dict[str, Any]:
    draft = _written(reading)
    data = draft.data if draft else {}
    breach = data.get("breach")
    own_effect = OWN_EFFECT.get(reading.opening.get("regime", ""), "")
    illiterate = [party.n for party in reading.parties if "illiterate" in party.get("needs", ())]
    return {
        "committee": reading.committee,
        "number": reading.number,
        "parties": reading.rows(),
        HAS_AGENTS.name: has_agents(reading.parties),
        "facts": data.get("facts", ""),
        "terms": [row["text"] for row in data.get("terms") or ()] + ([f"违约责任：{breach}"] if breach else []),
        "performance": performance(reading, data),
        "decides_status": bool(data.get("status_part")),
        "has_own_effect": bool(own_effect),
        "effect": own_effect,
        "copies": _count(data.get("copies") or len(reading.parties) + 1),
        "is_read_aloud": bool(illiterate),
        "read_to": reading.named(*illiterate),
        "made_on": _sealed_on(reading),
    }


def _sealed_on(reading: Reading) -> str:
    """The date beside the seal: it decides when the agreement takes effect, so it stays open until the seal is on."""
    from fengqiao.lines.mediation.agreement import signed

    return wording.day(signed(reading.facts).seal_on)


def agreed_on(reading: Reading) -> str:
    """The day the agreement was reached: the oral one's day, else the last party's signature, else the draft's day."""
    from fengqiao.lines.mediation.agreement import is_oral, signed, text

    found = text(reading.facts)
    if found is None:
        return ""
    signatures = () if is_oral(reading.facts) else signed(reading.facts).by_party.values()
    return wording.day(max(signatures, default=found.happened_on))


def _written(reading: Reading) -> Fact | None:
    own = reading.context.fact
    if own is not None and own.action == "draft_agreement":
        return own
    return reading.facts.last("draft_agreement")


def _count(copies: int) -> str:
    return chinese_numeral(copies) if copies <= 99 else str(copies)


def performance(reading: Reading, data: Any) -> list[str]:
    """What is to be performed, one line each, with the whole sum first; a sentence when nothing is left to do."""
    rows = data.get("items") or ()
    if not rows:
        return [NOTHING_LEFT] if data else []
    total = [f"协议涉及金额：{wording.money(data['total'])}。"] if data.get("total") is not None else []
    lines = [item_words(reading, row) for row in rows]
    return total + (lines if len(lines) == 1 else [f"（{_count(n)}）{line}" for n, line in enumerate(lines, 1)])


def item_words(reading: Reading, row: Any) -> str:
    """李建国向王秀英履行：赔偿房屋修缮费，3,000.00元（人民币叁仟元整），最迟于2026年5月20日，银行转账。"""
    debtor, creditor = reading.named(row.get("debtor")), reading.named(row.get("creditor"))
    who = f"{debtor}向{creditor}履行：" if debtor and creditor else f"{debtor}履行：" if debtor else ""
    what, due = row["what"].rstrip("。；; "), f"最迟于{wording.day(row['due_on'])}"
    parts = (what, wording.money(row.get("amount")), due, row.get("manner"))
    return who + "，".join(part for part in parts if part) + "。"


ORAL_PARTIES = Rows("parties", "当事人", required=True, fields=(
    Slot("side", "地位"), Slot("name", "姓名或名称", required=True), Slot("phone", "联系电话", required=True),
    Slot("address", "单位或住址"),
))  # fmt: skip

ORAL_AGREEMENT = PaperKind(
    "oral_agreement", "人民调解口头协议登记表", version=VERSION, form=FORM, basis="人民调解法第二十八条、第三十条",
    copies="人民调解委员会存卷",
    blocks=(
        HEADED,
        Number(Slot("number", "编号", required=True, blank_em=14)),
        RowsTable(ORAL_PARTIES, (
            Column("side", 1.2), Column("name", 2.2), Column("phone", 2.2), Column("address", 4, "left"),
        ), numbered=False, least_rows=2),
        FieldTable((3, 5, 3, 5), (
            (Head("主要事实\n争议事项"), Value(_FACTS, span=3, lines=6)),
            (Head("协议内容"), Value(Slot("agreed", "协议内容", required=True, searched=True), span=3, lines=5)),
            (Head("履行方式\n时限"), Value(_PERFORMANCE, span=3, lines=4)),
            (Head("人民调解员"), Value(Slot("mediator", "人民调解员", required=True), align="centre"),
             Head("记录人"), Value(Slot("recorder", "记录人", required=True), align="centre")),
            (Head("日期"), Value(MADE_ON, span=3, align="centre")),
            (Head("当事人签名\n（可以不签）"), SignCell(SIGNATURE, span=3, height_mm=25)),
            (Head("人民调解员"), SignCell("签名", height_mm=22), Head("记录人"), SignCell("签名", height_mm=22)),
        )),
        Para("口头调解协议自各方当事人达成协议之日起生效（人民调解法第三十条）。", indented=False),
    ),
)  # fmt: skip


def oral_agreement_values(reading: Reading) -> dict[str, Any]:
    data = reading.of("reach_oral")
    fields = {slot.name for slot in ORAL_PARTIES.fields}
    return {
        "committee": reading.committee,
        "number": reading.number,
        "parties": [{name: value for name, value in row.items() if name in fields} for row in reading.rows()],
        "facts": data.get("facts", ""),
        "agreed": data.get("agreed", ""),
        "performance": performance(reading, data),
        "mediator": reading.mediators or reading.recorded_by,
        "recorder": data.get("recorder") or reading.recorder or reading.recorded_by,
        "made_on": reading.on("reach_oral"),
    }
