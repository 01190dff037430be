"""使用电子定位装置审批表、告知书、延长或解除通知 (A10 no. 21–23)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fengqiao.documents import Conditional, FieldTable, Head, PaperKind, Para, SignCell, Slot, Terms, Value
from fengqiao.documents.wording import day, label, sentence
from fengqiao.lines.corrections.cases.device import asks
from fengqiao.lines.corrections.cases.device import orders as o
from fengqiao.lines.corrections.papers import breaches as b
from fengqiao.lines.corrections.papers.conduct import ROUTE, SERVED
from fengqiao.lines.corrections.papers.reading import Reading
from fengqiao.lines.corrections.papers.shared import (
    CLOSED,
    FOUR,
    HEADED,
    IN_SHORT_ROWS,
    LAW,
    LOCAL_FORM,
    NUMBERED,
    TO_PERSON,
    VERSION,
    WHO_ROWS,
)
from fengqiao.matter.timeline import Fact, Facts
from fengqiao.statutes.corrections import COMMUNITY_CORRECTIONS

ACT = COMMUNITY_CORRECTIONS
_FROM, _TO = Slot("worn_from", "佩戴自", kind="date", blank_em=8), Slot("worn_to", "至", kind="date", blank_em=8)
_EXTENDED = Slot("extended", "延长", kind="flag")

FORM = PaperKind(
    "device_form", "使用电子定位装置审批表", version=VERSION, form=LOCAL_FORM, basis="社区矫正法第二十九条", copies="存档一份，抄送人民检察院一份",
    blocks=(
        HEADED, NUMBERED,
        FieldTable(FOUR, (
            *WHO_ROWS, *IN_SHORT_ROWS,
            (Head("法定情形"), Value(Slot("ground", "法定情形", required=True), span=3)), (Head("事实"), Value(b.FACTS, span=3, lines=3)),
            (Head("证据"), Value(b.EVIDENCE, span=3, lines=3)), (Head("必要性"), Value(Slot("need", "必要性", required=True), span=3, lines=3)),
            (Head("期限"), Value(Slot("months", "期限", required=True)), Head("批准人"), Value(Slot("as_whom", "批准人", required=True))),
            (Head("司法所、机构意见"), SignCell("提出人（签名）", height_mm=22), Head("负责人批准"), SignCell("县级司法行政部门负责人（签名）", height_mm=22)),
            (Head("期满评估"), Value(Slot("assessment", "期满评估", blank_em=20), span=3, lines=2)),
            (Head("延长至"), Value(Slot("extended_to", "延长至", kind="date")), Head("延长批准"), SignCell("县级司法行政部门负责人（签名）", height_mm=22)),
        )),
        Para("每次期限不超过三个月；不需要继续使用的，应当及时解除。获得的信息只用于社区矫正，严格保密。依据：{law}。", (LAW,), indented=False),
    ),
)  # fmt: skip
NOTICE = PaperKind(
    "device_notice", "使用电子定位装置告知书", version=VERSION, form=LOCAL_FORM, basis="社区矫正法第二十九条", copies="社区矫正对象一份，存档一份",
    blocks=(
        HEADED, NUMBERED, TO_PERSON,
        Para("因你有“{ground}”的情形，经县级司法行政部门负责人批准，依据{law}，对你使用电子定位装置。现告知：", (Slot("ground", "法定情形", required=True), LAW)),
        Terms(Slot("told", "告知事项", required=True), style="figures"), Para(ROUTE), CLOSED, SERVED,
    ),
)  # fmt: skip
CHANGE = PaperKind(
    "device_change", "延长（解除）使用电子定位装置通知书", version=VERSION, form=LOCAL_FORM, basis="社区矫正法第二十九条", copies="社区矫正对象一份，存档一份",
    blocks=(
        HEADED, NUMBERED, TO_PERSON,
        Conditional(_EXTENDED, (
            Para("对你使用电子定位装置的期限届满后，经评估仍有必要（{why}），经批准，依据{law}，延长使用至{worn_to}24时。到期不再批准延长的，自动停止。",
                 (Slot("why", "理由", required=True, blank_em=20), LAW, _TO)), Para(ROUTE),
        ), (
            Para("因{why}，依据{law}，自{changed_on}起解除对你使用电子定位装置。装置当日取下，数据接收同时停止。",
                 (Slot("why", "理由", required=True, blank_em=20), LAW, Slot("changed_on", "解除日期", kind="date"))),
        )),
        CLOSED, SERVED,
    ),
)  # fmt: skip


def _order(reading: Reading) -> tuple[o.Order | None, Fact | None]:
    """The order the paper's own entry is about, as known then, and its proposal."""
    own = reading.fact
    order = next((each for each in o.orders(reading.facts) if each.seq == own.get("order", 0)), None)
    return order, b.entry(reading, order.seq) if order else None


def form_values(reading: Reading) -> dict[str, Any]:
    order, proposal = _order(reading)
    if order is None or proposal is None:
        return {}
    approved = next((f for f in reading.facts.all(o.APPROVE) if f.get("order") == order.seq), None)
    assessed = next((f for f in reversed(reading.facts.all(o.ASSESS)) if f.get("order") == order.seq), None)
    deputy = approved is not None and approved.get("as_whom") == "deputy"
    extended = reading.fact.action == o.EXTEND
    return {
        **reading.signed, **reading.who, **reading.basis, "ground": label(asks.GROUNDS, order.ground), "facts": sentence(proposal.get("facts")),
        "evidence": b.evidence(proposal), "need": sentence(proposal.get("need")), "months": f"{order.months}个月，自佩戴之日起（当日计入）",
        "as_whom": f"副职（{approved.get('authority')}）" if deputy and approved else "负责人", "law": reading.law(ACT.art(29)),
        "assessment": sentence(assessed.get("assessment")) if extended and assessed else "", "extended_to": day(order.end_on) if extended else "",
    }  # fmt: skip


def notice_values(reading: Reading) -> dict[str, Any]:
    order, _ = _order(reading)
    if order is None:
        return {}
    told = [
        f"期限自{day(order.fitted_on)}起（当日计入）至{day(order.end_on)}24时止，不因休息日顺延，到期自动停止。",
        f"装置编号{order.device_no}。请随身佩戴，按要求充电，不得拆除、损坏、转借。没电、故障、住院检查等情况及时告知我们，不属于违反规定。",
        "故意拆除、损坏的，视情节依法给予训诫、警告，或者作其他处理。",
        "获得的信息严格保密，只用于社区矫正工作，不得用于其他用途。",
        "不需要继续使用的，应当及时解除；你可以随时申请解除。",
    ]
    return {**reading.signed, **reading.who, "ground": label(asks.GROUNDS, order.ground), "told": told, "law": reading.law(ACT.art(29))}


def change_values(reading: Reading) -> dict[str, Any]:
    order, _ = _order(reading)
    own = reading.fact
    if order is None:
        return {}
    extended = own.action == o.EXTEND
    assessed = next((f for f in reversed(reading.facts.all(o.ASSESS)) if f.get("order") == order.seq), None)
    why = label((("needless", "不需要继续使用"), ("gone", "法定情形已经消失"), ("objection", "异议、检察意见成立"), ("other", "有其他应当解除的情形")), own.get("why"))
    return {
        **reading.signed, **reading.who, "extended": extended, "law": reading.law(ACT.art(29, 2)), "worn_to": day(order.end_on),
        "why": sentence(assessed.get("assessment")).rstrip("。") if extended and assessed else why, "changed_on": reading.today,
    }  # fmt: skip


def granted(action: str) -> Callable[[Facts], bool]:
    """Whether the last answer of this action is yes."""
    return lambda facts: max(facts.all(action), key=lambda fact: fact.seq).get("answer") == "yes"


KINDS: tuple[PaperKind, ...] = (FORM, NOTICE, CHANGE)
VALUES: dict[str, Callable[[Reading], dict[str, Any]]] = {FORM.code: form_values, NOTICE.code: notice_values, CHANGE.code: change_values}
