"""督办单, the answer to it, and the sheet of a matter under attention 重点关注: about the matter, never a person."""

from __future__ import annotations

from typing import Any

from fengqiao.documents import (
    Column,
    FieldTable,
    Head,
    Heading,
    PaperKind,
    Para,
    Rows,
    RowsTable,
    SignCell,
    Slot,
    Value,
)
from fengqiao.lines.disputes import codes, orders
from fengqiao.lines.disputes.orders import Order
from fengqiao.lines.disputes.papers import wording
from fengqiao.lines.disputes.papers.reading import Reading
from fengqiao.lines.disputes.papers.sending import SOON, about
from fengqiao.lines.disputes.papers.shared import (
    CLOSED,
    DIFFICULTY,
    DISPUTE,
    HEADED,
    HOUSE,
    LOCAL_FORM,
    MADE_ON,
    MATTER_CODE,
    MATTER_NOTED,
    NUMBERED,
    RISK,
    SUPERVISION,
    TO_BODY,
    TYPE,
    VERSION,
)
from fengqiao.lines.disputes.permissions import MAY_SUPERVISE, MAY_TAKE, MAY_WATCH
from fengqiao.matter.timeline import Fact

_LEVEL = Slot("level", "督办级别", required=True)
_GROUND = Slot("ground", "督办事由", required=True)
_ORDER = Slot("order", "督办序号", required=True, blank_em=4)
_TARGET = Slot("target", "被督办单位", required=True)

SUPERVISION_ORDER = PaperKind(
    "supervision_order", "矛盾纠纷督办单", version=VERSION, form=LOCAL_FORM, basis=SUPERVISION,
    copies="被督办单位一份，督办单位存卷",
    blocks=(
        HEADED,
        NUMBERED,
        FieldTable((3, 5, 3, 5), (
            (Head("督办级别"), Value(_LEVEL), Head("督办序号"), Value(_ORDER)),
            (Head("督办事由"), Value(_GROUND), Head("发出日期"), Value(MADE_ON)),
            (Head("被督办单位"), Value(_TARGET), Head("答复期限"), Value(Slot("due", "答复期限", required=True))),
            (Head("纠纷事项"), Value(DISPUTE, span=3)),
            (Head("事项码"), Value(MATTER_CODE), Head("首次来件"), Value(Slot("first_on", "首次来件", required=True))),
            (Head("纠纷类型"), Value(TYPE), Head("风险等级"), Value(RISK)),
            (Head("督办要求"), Value(Slot("asks", "督办要求", required=True), span=3, lines=7)),
            (Head("督办单位"), SignCell("签发人（签章）", height_mm=32),
             Head("被督办单位"), SignCell("签收人（签名）", height_mm=32)),
        )),
        Para("请在答复期限内书面答复进展、措施和预计办结时间，答复时写明督办序号。答复经督办单位审核认可的，予以销号；"
             "不认可的，升一级再督办。督办单位可以中止督办，承办单位暂停办理的，督办不停。", indented=False),
    ),
)  # fmt: skip


def supervision_order_values(reading: Reading) -> dict[str, Any]:
    own = reading.of(orders.ISSUE, orders.AGAIN)
    order = _order(reading, own.seq if own else 0)
    asks = [wording.sentence(_asks(reading, own))]
    if own is not None and own.action == orders.AGAIN:
        asks.append(f"上次答复不能销号的理由：{wording.sentence(own.get('why'))}")
    due = reading.due(f"order_{order.level}", str(order.seq)) if order else ""
    return about(reading) | {
        "issuer": reading.issuer(MAY_SUPERVISE), **_named(reading, order), "asks": asks, "due": f"{due}前" if due else SOON,
    }  # fmt: skip


def _order(reading: Reading, seq: int) -> Order | None:
    return next((order for order in orders.orders(reading.facts) if order.seq == seq), None)


def _asks(reading: Reading, own: Fact | None) -> str:
    """What is asked: by the order itself, or by the first of a chain of orders made more severe."""
    by_seq = {fact.seq: fact for fact in reading.facts.all(orders.ISSUE, orders.AGAIN)}
    while own is not None and own.action == orders.AGAIN:
        own = by_seq.get(own.get("order", 0))
    return str(own.get("asks", "")) if own else ""


def _named(reading: Reading, order: Order | None) -> dict[str, Any]:
    if order is None:
        return {}
    return {
        "level": wording.label(codes.ORDER_LEVELS, order.level), "ground": wording.label(codes.ORDER_GROUNDS, order.ground),
        "order": f"第{order.seq}号", "target": reading.office(order.target), "issued_on": wording.day(order.issued_on),
    }  # fmt: skip


SUPERVISION_ANSWER = PaperKind(
    "supervision_answer", "督办答复函", version=VERSION, form=LOCAL_FORM, layout="official", basis=SUPERVISION,
    copies="督办单位一份，被督办单位存卷",
    blocks=(
        HEADED,
        NUMBERED,
        TO_BODY,
        Para("{issued_on}发出的督办单（督办序号：{order}，级别：{level}，事由：{ground}）收悉。"
             "现就{dispute}答复如下：",
             (Slot("issued_on", "发出日期", required=True, kind="date"), _ORDER, _LEVEL, _GROUND, DISPUTE)),
        Heading("一、进展情况"),
        Para("{progress}", (Slot("progress", "进展情况", required=True, blank_em=20),)),
        Heading("二、采取的措施"),
        Para("{measures}", (Slot("measures", "采取的措施", required=True, blank_em=20),)),
        Heading("三、预计办结时间"),
        Para("{new_date}。", (Slot("new_date", "预计办结时间", required=True, blank_em=10),)),
        CLOSED,
        MATTER_NOTED,
    ),
)  # fmt: skip


def supervision_answer_values(reading: Reading) -> dict[str, Any]:
    data = reading.data(orders.ANSWER)
    order = _order(reading, data.get("order", 0))
    return about(reading) | _named(reading, order) | {
        "issuer": reading.office(order.target) if order else reading.issuer(MAY_TAKE), "body": _issuer_of(reading, order),
        "progress": wording.sentence(data.get("progress")), "measures": wording.sentence(data.get("measures")),
        "new_date": wording.day(data.get("new_date")) or "待定，将随进展续报",
    }  # fmt: skip


def _issuer_of(reading: Reading, order: Order | None) -> str:
    """The office that issued an order."""
    fact = next((fact for fact in reading.facts if order is not None and fact.seq == order.seq), None)
    return Reading(type(reading.context)(reading.context.matter, reading.context.facts, fact)).issuer(MAY_SUPERVISE)


# 重点关注事项 ---------------------------------------------------------------------------------------------------------------

_REVIEWS = Rows("reviews", "复核记录", required=False, naming="on", fields=(
    Slot("on", "日期", required=True), Slot("found", "情况", required=True), Slot("next_on", "下次复核"),
))  # fmt: skip

WATCH_SHEET = PaperKind(
    "watch_sheet", "重点关注事项表", version=VERSION, form=LOCAL_FORM, basis=HOUSE, copies="责任单位存卷",
    blocks=(
        HEADED,
        NUMBERED,
        Para("重点关注的是这件事，不是人：不建人员名册，不因信访、患病、曾受处罚列入；随事项办结而结束。", indented=False),
        FieldTable((3, 5, 3, 5), (
            (Head("事项码"), Value(MATTER_CODE), Head("列入日期"), Value(Slot("since_on", "列入日期", required=True))),
            (Head("纠纷事项"), Value(DISPUTE, span=3)),
            (Head("风险等级"), Value(RISK), Head("难易程度"), Value(DIFFICULTY)),
            (Head("列入事由"), Value(_GROUND), Head("责任单位"), Value(_TARGET)),
            (Head("依据材料"), Value(Slot("watch_basis", "依据材料", required=True), span=3)),
            (Head("工作措施"), Value(Slot("measures", "工作措施", required=True), span=3, lines=4)),
            (Head("现在状态"), Value(Slot("state", "现在状态", required=True), span=3)),
        )),
        RowsTable(_REVIEWS, (Column("on", 2.7), Column("found", 5, "left"), Column("next_on", 2.7)), least_rows=4),
    ),
)  # fmt: skip


def watch_sheet_values(reading: Reading) -> dict[str, Any]:
    """The present spell of attention, and every earlier entry: nothing is lost when a matter is listed again."""
    began = reading.facts.last("watch")
    if began is None:
        return about(reading)
    all_ = reading.facts.all("watch", "watch_review", "unwatch")
    return about(reading) | {
        "issuer": reading.issuer(MAY_WATCH), "since_on": wording.day(began.happened_on), "target": reading.seat.name,
        "ground": wording.label(codes.WATCH_GROUNDS, began.get("ground")), "watch_basis": began.get("basis", ""),
        "measures": wording.sentence(began.get("measures")), "state": _state(all_[-1]),
        "reviews": [_review(fact) for fact in all_ if fact is not began],
    }  # fmt: skip


def _state(last: Fact) -> str:
    if last.action == "unwatch":
        return f"{wording.day(last.happened_on)}退出：{wording.sentence(last.get('reason'))}"
    return f"关注中，最迟{wording.day(last.get('review_on'))}复核。"


def _review(fact: Fact) -> dict[str, str]:
    said = {
        "watch": f"列入（{wording.label(codes.WATCH_GROUNDS, fact.get('ground'))}）：{wording.sentence(fact.get('measures'))}",
        "watch_review": f"复核：{wording.sentence(fact.get('found'))}",
        "unwatch": f"退出：{wording.sentence(fact.get('reason'))}",
    }[fact.action]  # fmt: skip
    return {"on": wording.day(fact.happened_on), "found": said, "next_on": wording.day(fact.get("review_on")) or "—"}
