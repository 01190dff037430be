"""What is stuck and should be pushed: late, returned, red; read from clocks and columns, inside one person's sight.

A proposal to supervise is only that: a person issues the order. Levels by how late it is are the bureau's (本局约定).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fengqiao.lines.disputes import codes, orders
from fengqiao.lines.disputes.models import Dispute, SupervisionOrder
from fengqiao.matter.models import ClockState, DeadlineRow, Matter
from fengqiao.orgs.actor import Actor

SORTING, ACCEPTING, HANDLING, ORDERED = "sort", "accept", "handle", "order_"
SUPERVISE_FROM, LIST_FROM, RED_LIGHT_FROM = 3, 6, 5
MANY_REPORTS = 3
MOST = 500


@dataclass(frozen=True)
class Stuck:
    """One open matter with how late it is and where: sorting, accepting, handling; None where nothing is late."""

    dispute: Dispute
    where: str = ""
    days_late: int = 0
    label: str = ""
    order: SupervisionOrder | None = None


@dataclass(frozen=True)
class Proposed:
    """An order proposed: why, how grave, and the matter."""

    stuck: Stuck
    ground: str
    level: str
    why: str


def open_disputes(actor: Actor) -> list[Dispute]:
    """The open matters the actor may see, the gravest colour first; one question."""
    visible = Matter.objects.visible_to(actor).filter(line="disputes", closed=False).values("pk")
    rows = Dispute.objects.filter(pk__in=visible).select_related("office", "handler")
    return sorted(rows.order_by("first_report_on")[: MOST * 4], key=lambda row: -codes.RISK_ORDER.index(row.risk))


def stuck(disputes: Sequence[Dispute], today: date) -> list[Stuck]:
    """Each of the matters with its latest running clock and its open order; two questions."""
    ids = [dispute.pk for dispute in disputes]
    late: dict[UUID, DeadlineRow] = {}
    running = DeadlineRow.objects.filter(matter_id__in=ids, state=ClockState.RUNNING, due_on__lt=today, whose="本所")
    for row in running.order_by("due_on"):
        if row.rule.startswith((SORTING, ACCEPTING, HANDLING)):
            late.setdefault(row.matter_id, row)
    gravest: dict[UUID, SupervisionOrder] = {}
    pushing = SupervisionOrder.objects.filter(matter_id__in=ids, state__in=(orders.SENT, orders.ANSWERED, orders.HELD))
    for order in pushing.order_by("n"):
        gravest[order.matter_id] = order
    return [_stuck(dispute, late.get(dispute.pk), gravest.get(dispute.pk), today) for dispute in disputes]


def _stuck(dispute: Dispute, row: DeadlineRow | None, order: SupervisionOrder | None, today: date) -> Stuck:
    if row is None:
        return Stuck(dispute, order=order)
    where = next(word for word in (SORTING, ACCEPTING, HANDLING) if row.rule.startswith(word))
    return Stuck(dispute, where, (today - row.due_on).days, row.label, order)


def proposals(found: Iterable[Stuck]) -> list[Proposed]:
    """Orders that the records call for and nobody has issued, the gravest first."""
    made = [proposed for each in found if each.order is None and (proposed := _proposal(each)) is not None]
    gravity = [level for level, _ in codes.ORDER_LEVELS]
    return sorted(made, key=lambda each: (-gravity.index(each.level), -each.stuck.days_late))


def _proposal(each: Stuck) -> Proposed | None:
    dispute = each.dispute
    if dispute.stage == "sorting" and dispute.returns >= 2:
        return Proposed(each, "returned", codes.SUPERVISE, f"已退回{dispute.returns}次，还没有单位承办")
    if each.where in (ACCEPTING, HANDLING):
        level = codes.LISTED if each.days_late >= LIST_FROM else codes.SUPERVISE if each.days_late >= SUPERVISE_FROM else codes.REMIND
        return Proposed(each, "late", level, f"{each.label}已过{each.days_late}日")
    if dispute.risk == codes.RED and dispute.stage in ("sent", "sorting"):
        return Proposed(each, "risk", codes.SUPERVISE, "红色风险，还没有单位签收")
    if dispute.reports_count >= MANY_REPORTS and dispute.stage == "handling":
        return Proposed(each, "repeated", codes.REMIND, f"已有{dispute.reports_count}件来件")
    if dispute.satisfaction == "no":
        return Proposed(each, "unhappy", codes.REMIND, "回访不满意")
    return None


@dataclass(frozen=True)
class Unit:
    """One unit's card: how much it has, what is late, and its light with the reason in words."""

    name: str
    office_id: int
    in_hand: int
    waiting: int
    late: int
    returned: int
    ordered: int
    light: str
    why: str


def units(found: Iterable[Stuck]) -> list[Unit]:
    """A card for every unit that has open matters, red ones first."""
    by_office: dict[int, list[Stuck]] = {}
    for each in found:
        by_office.setdefault(each.dispute.office_id, []).append(each)
    cards = [_unit(rows) for rows in by_office.values()]
    order = {codes.RED: 0, codes.YELLOW: 1, "green": 2}
    return sorted(cards, key=lambda card: (order[card.light], -card.late, -card.in_hand, card.name))


def _unit(rows: Sequence[Stuck]) -> Unit:
    office = rows[0].dispute.office
    late = [each for each in rows if each.where in (ACCEPTING, HANDLING)]
    listed = [each for each in rows if each.order is not None and each.order.level == codes.LISTED]
    ordered = [each for each in rows if each.order is not None]
    longest = max((each.days_late for each in late), default=0)
    light, why = "green", "没有超期，没有督办"
    if listed or longest >= RED_LIGHT_FROM:
        light, why = codes.RED, "有挂牌督办" if listed else f"最长超期{longest}日"
    elif late or ordered:
        light, why = codes.YELLOW, f"{len(late)}件超期" if late else f"{len(ordered)}件督办中"
    return Unit(
        office.short_name, office.pk, len(rows), sum(1 for each in rows if each.dispute.stage == "sent"), len(late),
        sum(each.dispute.returns for each in rows), len(ordered), light, why,
    )  # fmt: skip
