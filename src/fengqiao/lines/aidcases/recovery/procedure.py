"""追偿：发现、责令支付、收款、移送处罚。

法律援助法第六十四条: who got aid by deceit is ordered by the justice department to pay what it cost, and fined up to three thousand yuan. The order is
made here; the fine is a case of administrative penalty with its own notice, defence and decision, and is handed on, never made here.
The cost is the subsidies paid and the direct costs spent beside them, reckoned again when the order is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from fengqiao.daycount import Period, Unit
from fengqiao.lines.aidcases import codes as cases
from fengqiao.lines.aidcases.permissions import MAY_COLLECT, MAY_FIND_RECOVERY, MAY_ORDER_RECOVERY
from fengqiao.lines.aidcases.recovery import codes, papers
from fengqiao.matter.everyday import EVERYDAY
from fengqiao.matter.merging import tell
from fengqiao.matter.models import Matter
from fengqiao.matter.needs import Choice, Day, IdNumber, LongText, Money, Origin, Parties, Phone, Text, Upload, Yes
from fengqiao.matter.procedure import (
    COUNTY,
    OVERDUE,
    Action,
    Asking,
    Carrying,
    Condition,
    Deadline,
    Expected,
    Goes,
    Met,
    Moment,
    NumberRule,
    Procedure,
    Produces,
    Stage,
    Start,
    Todo,
)
from fengqiao.matter.refusals import Reason
from fengqiao.matter.sharing import restricted_by_hand
from fengqiao.matter.timeline import Facts
from fengqiao.statutes.known import LEGAL_AID
from fengqiao.vault import mask_name

Data = Mapping[str, Any] | None
LAW, H = (LEGAL_AID.art(64),), (cases.HOUSE.whole(),)
FOUND = Stage("found", "待责令支付")
ORDERED = Stage("ordered", "已责令支付")
PAID = Stage("paid", "已付清", closed=True)
DROPPED = Stage("dropped", "不再追偿", closed=True, aside=True)
PERSON = (Text("name", "姓名、名称", most=80, personal=True), IdNumber("id_no", "身份证号", required=False), Phone("phone", "电话", required=False))


def of_finding(asking: Asking) -> Mapping[str, Any]:
    from fengqiao.lines.aidcases.recovery.gathering import of_case

    return of_case(UUID(asking.data["origin"]), asking.data) if asking.data.get("origin") else {}


def of_ordering(asking: Asking) -> Mapping[str, Any]:
    """What was paid until today: more may have been paid since it was found."""
    from fengqiao.lines.aidcases.recovery.gathering import of_case

    opening = asking.facts.opening
    return of_case(UUID(opening.get("origin")), {**opening.data, "other_costs": asking.data.get("other_costs", opening.get("other_costs"))})


def _of_a_case(facts: Facts, data: Data) -> Reason | None:
    return Reason("追偿从援助案件的页面办理。请打开那一件，再办理“立追偿”。", need="origin") if data is not None and not data.get("case_no") else None


def _by_deceit(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("basis") != codes.DECEIT or data.get("ended_for_deceit") or not data.get("case_no"):
        return None
    return Reason("以欺骗手段获得援助的，先以第（一）项终止法律援助，再责令支付。请先办理“终止法律援助”。", (LEGAL_AID.art(48, 1),), need="basis")


def _from_fits(facts: Facts, data: Data) -> Reason | None:
    if data is None or (data.get("basis") == codes.DECEIT) == (data.get("from_whom") == codes.RECIPIENT):
        return None
    return Reason("欺骗获得援助的，向受援人追；重复发放、收取财物、不合格的，向承办人、承办机构追。请核对。", need="from_whom")


def _some(facts: Facts, data: Data) -> Reason | None:
    if data is None or int(data.get("principal") or 0) > 0:
        return None
    return Reason("这件案件还没有发放补贴，也没有写直接费用，没有可以责令支付的金额。请等补贴发放以后办理，或者填直接费用。", need="other_costs")


def _not_more_than_paid(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("basis") != codes.TWICE or not data.get("case_no"):
        return None
    if not data.get("twice"):
        return Reason("重复发放的，请写多发了多少元。", need="twice")
    if int(data["twice"]) > int(data.get("subsidies") or 0):
        return Reason(f"多发的不会超过这件案件已经发放的{int(data.get('subsidies') or 0) / 100:,.2f}元。请核对。", need="twice")
    return None


def _not_too_much(facts: Facts, data: Data) -> Reason | None:
    left = remaining_fen(facts)
    if data is None or int(data["amount"]) <= left:
        return None
    return Reason(f"还应付{left / 100:,.2f}元，收的不能比这多。请核对金额。", need="amount")


def _deceit_only(facts: Facts, data: Data) -> str | None:
    return None if deceived(facts) else "只有以欺骗手段获得援助的才处罚。"


def deceived(facts: Facts) -> bool:
    """Whether aid was got by deceit: then the law orders the payment; otherwise what should not have been paid is asked back."""
    return bool(facts.opening.get("basis") == codes.DECEIT)


def principal_fen(facts: Facts) -> int:
    """What is to be paid back, as the order has it; before it, as it was found."""
    fact = facts.last("order") or facts.opening
    return int(fact.get("principal") or 0)


def received_fen(facts: Facts) -> int:
    return sum(int(fact.get("amount") or 0) for fact in facts.all("receive_money"))


def remaining_fen(facts: Facts) -> int:
    return max(principal_fen(facts) - received_fen(facts), 0)


def _after_money(facts: Facts) -> Stage | None:
    return None if remaining_fen(facts) else PAID


def _touches(matter_id: UUID, data: Mapping[str, Any]) -> Iterable[UUID]:
    return (UUID(data["origin"]),) if data.get("origin") else ()


def _tell_case(carrying: Carrying) -> None:
    from fengqiao.matter import registry

    tell(carrying, UUID(carrying.data["origin"]), "recovering", {"recovery_no": registry.number_of(carrying.matter), "recovery": carrying.matter.pk.hex})


find = Action(
    "find", "立追偿", (), MAY_FIND_RECOVERY, to=FOUND, cite=LAW, gathers=of_finding, touches=_touches, carries=_tell_case, changes_parties=True,
    needs=(
        Choice("basis", "依据", options=codes.BASES), Choice("from_whom", "向谁追", options=codes.FROM), Parties("parties", "被追偿的人", of=PERSON, least=1, most=1, row_word="人"),
        Money("twice", "重复发放了多少（元）", required=False, only_if=("basis", (codes.TWICE,))),
        Money("other_costs", "补贴以外实际支出的直接费用（元）", required=False, help="例如鉴定、翻译、公证的实付费用；补贴里已经有的不再写。"),
        LongText("said", "怎样发现的，查明的事实", least=4, most=4000, lines=4, personal=True), Upload("files", "证据", required=False), Origin("origin", "来自", required=True),
    ),
    conditions=(
        Condition("从援助案件办理", _of_a_case), Condition("已因欺骗终止", _by_deceit), Condition("向谁追与依据相符", _from_fits), Condition("不超过已发放", _not_more_than_paid),
    ),
    gives_number=NumberRule("aidrecovery", "（{year}）{body}援偿字第{serial:04d}号", body=COUNTY), sentence="立追偿：{basis}",
    help="金额由系统从已经发放的补贴计算。罚款不在这里办：另按行政处罚程序。",
)  # fmt: skip
order = Action(
    "order", "责令支付", (FOUND,), MAY_ORDER_RECOVERY, to=ORDERED, recalls=("find",), cite=(*LAW, *H), gathers=of_ordering, not_by="find", primary=True, produces=(Produces(papers.ORDER, when=deceived), Produces(papers.RETURN, when=lambda facts: not deceived(facts))),
    needs=(
        LongText("grounds", "事实和理由", least=4, most=4000, lines=4, personal=True), Money("other_costs", "补贴以外的直接费用（元）", required=False, known=True),
        Day("pay_by", "在哪天前支付", future=True), Yes("heard", "已听取本人陈述"),
    ),
    conditions=(Condition("有可以责令支付的金额", _some),), sentence="责令支付，{pay_by}前付清", help="支付的是已经发放的补贴和实际支出的直接费用，到今天为止的。不是欺骗获得援助的，出具退回补贴通知书。",
)  # fmt: skip
receive_money = Action(
    "receive_money", "登记收款", (ORDERED,), MAY_COLLECT, to=Goes(_after_money, (PAID,)), cite=H, primary=True,
    needs=(Money("amount", "收到（元）"), Day("paid_on", "收款日期"), Text("voucher", "凭证号", most=60)), conditions=(Condition("不超过应付", _not_too_much),),
    sentence="收到{amount}，凭证{voucher}", help="可以分次。",
)  # fmt: skip
refer_penalty = Action(
    "refer_penalty", "移送行政处罚", (FOUND, ORDERED), MAY_ORDER_RECOVERY, cite=LAW, conditions=(Condition("欺骗获得援助", _deceit_only, quiet=True),),
    needs=(Text("penalty_to", "移送哪个执法机构", most=80), Text("penalty_no", "移送文号", required=False, most=60)), sentence="移送{penalty_to}依法处罚",
    help="三千元以下罚款由局执法机构另案办理：告知、听取陈述申辩、决定、送达。这里只记移送。",
)  # fmt: skip
enforce = Action(
    "enforce", "登记申请强制执行", (ORDERED,), MAY_ORDER_RECOVERY, cite=H, needs=(Text("court", "向哪个法院申请", most=80), LongText("note", "说明", required=False, lines=2)),
    sentence="向{court}申请强制执行",
)  # fmt: skip
drop = Action("drop", "不再追偿", (FOUND, ORDERED), MAY_ORDER_RECOVERY, to=DROPPED, cite=H, needs=(LongText("reason", "为什么", least=4, lines=2),), sentence="不再追偿：{reason}")


def _by_when(facts: Facts) -> Iterator[Start]:
    fact = facts.last("order")
    day = fact.day("pay_by") if fact else None
    if day is not None:
        yield Start(day, "p")


def _paid_up(facts: Facts, key: str) -> date | None:
    fact = facts.last("receive_money")
    return fact.happened_on if fact is not None and not remaining_fen(facts) else None


def columns(facts: Facts) -> dict[str, Any]:
    """The columns of a recovery's row."""
    opening, people, ordered = facts.opening, facts.present_parties, facts.last("order")
    name = people[0].name if people else ""
    return {
        "title": f"向{name}追偿", "masked_title": f"向{mask_name(name)}追偿" if name else "追偿", "handler_id": None, "restricted": restricted_by_hand(facts),
        "case_id": UUID(opening.get("origin")), "case_no": opening.get("case_no", ""), "basis": opening.get("basis", ""), "from_whom": opening.get("from_whom", ""),
        "principal_fen": principal_fen(facts), "received_fen": received_fen(facts), "pay_by": ordered.day("pay_by") if ordered else None,
    }  # fmt: skip


RECOVERY = Procedure(
    code="aidrecovery", label="法律援助追偿", in_force_from=date(2022, 1, 1), stages=(FOUND, ORDERED, PAID, DROPPED),
    actions=(
        find, order, receive_money, refer_penalty, enforce, drop,
        *(replace(action, by=MAY_FIND_RECOVERY) for action in EVERYDAY if action.code in ("note", "correct", "add_material", "scan_signed")),
    ),
    deadlines=(
        Deadline(
            "pay", "支付", Period(0, Unit.CALENDAR), after=Moment("限定的日子", _by_when), met_by=(Met("付清", _paid_up),), on_expiry=OVERDUE, basis=H, whose="被追偿人",
            todo=Todo("催收；不付的申请强制执行", receive_money), warn_days=7,
        ),
    ),
    expected=(Expected(FOUND, Todo("责令支付", order)),), office_kinds=("bureau", "section"), project=columns,
    left_to_people={LEGAL_AID.art(64): "是否以欺骗手段获得援助由司法行政部门认定；罚款另按行政处罚法办理"},
)  # fmt: skip


def model() -> type[Matter]:
    from fengqiao.lines.aidcases.models import AidRecovery

    return AidRecovery
