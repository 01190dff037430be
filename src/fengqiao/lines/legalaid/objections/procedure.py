"""异议审查：收到、维持、责令改正、撤回。法律援助法第四十九条：自收到异议之日起五日内审查。

The law sets no period for raising it: it is taken at any time. Who reviewed or decided before does not decide again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from fengqiao.daycount import Period, Unit
from fengqiao.lines.legalaid import codes
from fengqiao.lines.legalaid.objections import asks, papers
from fengqiao.lines.legalaid.permissions import HANDLE_OBJECTIONS
from fengqiao.matter import registry
from fengqiao.matter.actions import standing_of
from fengqiao.matter.everyday import EVERYDAY as EVERYDAY_ACTIONS
from fengqiao.matter.everyday import with_everyday
from fengqiao.matter.merging import tell
from fengqiao.matter.models import Matter
from fengqiao.matter.procedure import (
    COUNTY,
    OVERDUE,
    Action,
    Asking,
    Carrying,
    Condition,
    Deadline,
    NumberRule,
    Procedure,
    Produces,
    Stage,
    Todo,
)
from fengqiao.matter.refusals import Reason
from fengqiao.matter.sharing import restricted_by_hand
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.bodies import bureau_at
from fengqiao.providers import edges
from fengqiao.statutes.known import LEGAL_AID
from fengqiao.vault import mask_name

LAW, HOUSE = LEGAL_AID.art(49), codes.HOUSE.whole()
RECEIVED = Stage("received", "审查中")
UPHELD = Stage("upheld", "维持", closed=True)
ORDERED = Stage("ordered", "责令改正", closed=True)
WITHDRAWN = Stage("withdrawn", "已撤回", closed=True, aside=True)
Data = Mapping[str, Any] | None


def of_receipt(asking: Asking) -> Mapping[str, Any]:
    """What is objected to, as the matter it stands in gives it: the decision, its day, who made it."""
    target = Matter.objects.filter(pk=asking.data["origin"]).first() if asking.data.get("origin") else None
    gives = registry.line(target.line).gives if target is not None else None
    if target is None or gives is None:
        return {"no_decision": True}
    given = gives(standing_of(target).facts)
    decision = given.get("decision")
    if not decision:
        return {"no_decision": True, "target_number": target.number}
    return {
        "against": decision["against"], "decided_before_on": decision["on"], "decided_by": list(decision["by"]), "target_number": target.number,
        "target_line": target.line, "restricted": given.get("restricted", ""), "words_before": decision.get("why", ""),
    }  # fmt: skip


def of_review(asking: Asking) -> Mapping[str, Any]:
    """Whether this person reviewed or decided what is objected to, or is of the bureau's own counsel."""
    bureau = bureau_at(asking.matter.territory)
    same = asking.actor.staff_id in asking.facts.opening.get("decided_by", ())
    counsel = bureau is not None and edges.is_counsel_of(asking.actor.staff_id, bureau.name, territory=asking.matter.territory, on=asking.happened_on)
    return ({"same_person": True} if same else {}) | ({"of_counsel": True} if counsel else {})


def _objectable(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("no_decision"):
        return None
    return Reason("只有不予法律援助、终止法律援助的决定可以提出异议。请从作出决定的那一件的页面办理“提出异议”。", (LAW,))


def _another_person(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("same_person"):
        return None
    return Reason("您审查或者审批过所针对的决定，不能再审查对它的异议。请交由局里另一位异议审查员。", (HOUSE,))


def _not_counsel(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("of_counsel"):
        return None
    return Reason("您或者您所在的律师事务所是本局的法律顾问，不能审查向本局提出的异议。请交由局里另一位异议审查员。", (HOUSE,))


ANOTHER = Condition("不是原审查人、审批人", _another_person)
NOT_COUNSEL = Condition("不是本局的法律顾问", _not_counsel)


def _touches(matter_id: UUID, data: Mapping[str, Any]) -> Iterable[UUID]:
    found = Matter.objects.filter(pk=matter_id).values_list("aidobjection__target", flat=True).first()
    return (found,) if found else ()


def _correct(carrying: Carrying) -> None:
    """A refused application is open again; a termination is another line's, which hears it by the event."""
    opening = carrying.facts.opening
    if opening.get("target_line") == "legalaid":
        said = {"number": carrying.data.get("paper_no") or carrying.matter.number, "words": carrying.data["words"]}
        tell(carrying, UUID(opening.get("origin")), "ordered", said)


receive = Action(
    "receive", "收到异议", (), HANDLE_OBJECTIONS, to=RECEIVED, needs=asks.RECEIVE, cite=(LAW,), gathers=of_receipt, conditions=(Condition("有可以异议的决定", _objectable),),
    produces=(Produces(papers.RECEIPT),), gives_number=NumberRule("aid_objection", "（{year}）{body}援异字第{serial:04d}号", body=COUNTY), changes_parties=True,
    sentence="收到对“{target_number}”的异议", help="任何时候提出都收。",
)  # fmt: skip
uphold = Action(
    "uphold", "维持", (RECEIVED,), HANDLE_OBJECTIONS, to=UPHELD, needs=asks.DECIDE, recalls=("receive",), cite=(LAW,), gathers=of_review, conditions=(ANOTHER, NOT_COUNSEL), produces=(Produces(papers.UPHELD),),
    primary=True, sentence="维持原决定：{words}",
)  # fmt: skip
order = Action(
    "order", "责令改正", (RECEIVED,), HANDLE_OBJECTIONS, to=ORDERED, needs=asks.DECIDE, recalls=("receive",), cite=(LAW,), gathers=of_review, conditions=(ANOTHER, NOT_COUNSEL), produces=(Produces(papers.ORDER),),
    touches=_touches, carries=_correct, sentence="责令法律援助机构改正：{words}", help="法律援助机构马上给予，三日内指派。",
)  # fmt: skip
withdraw = Action("withdraw", "撤回异议", (RECEIVED,), HANDLE_OBJECTIONS, to=WITHDRAWN, needs=asks.WITHDRAW, cite=(HOUSE,), sentence="撤回异议：{why}")


def columns(facts: Facts) -> dict[str, Any]:
    opening, people = facts.opening, facts.present_parties
    names = "、".join(party.name for party in people[:2])
    fact = facts.last(uphold, order, withdraw)
    word = dict(codes.AGAINST).get(opening.get("against", ""), "")
    decided = facts.last(uphold, order)
    return {
        "title": f"{names}对{word}的异议", "masked_title": f"{'、'.join(mask_name(party.name) for party in people[:2])}对{word}的异议", "handler_id": None,
        "restricted": restricted_by_hand(facts) or opening.get("restricted", ""), "against": opening.get("against", ""),
        "target": UUID(opening.get("origin")), "target_number": opening.get("target_number", ""), "received_on": opening.happened_on,
        "decided_on": decided.happened_on if decided else None,
        "result": {"uphold": "upheld", "order": "ordered", "withdraw": "withdrawn"}[fact.action] if fact else "",
    }  # fmt: skip


DEADLINES = (
    Deadline(
        "decide", "审查异议", Period(5, Unit.CALENDAR, roll=True), after=receive, met_by=(uphold, order, withdraw), on_expiry=OVERDUE, cite=(LEGAL_AID.art(49, 2),),
        todo=Todo("审查异议，维持或者责令改正", uphold), warn_days=2,
    ),
)  # fmt: skip
OBJECTION = with_everyday(
    Procedure(
        code="aid_objection", label="法律援助异议", in_force_from=date(2022, 1, 1), stages=(RECEIVED, UPHELD, ORDERED, WITHDRAWN), actions=(receive, uphold, order, withdraw),
        deadlines=DEADLINES, office_kinds=("bureau", "section"), project=columns,
        left_to_people={LAW: "原决定是否合法、适当，由审查人员判断"},
    ),
    {action.code: {"by": HANDLE_OBJECTIONS} for action in EVERYDAY_ACTIONS},
)  # fmt: skip
