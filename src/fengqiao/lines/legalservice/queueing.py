"""领取下一件: the oldest of the highest priority within one's skills; two never get the same one.

Priority is the house's formula: what is asked, danger, people to be helped first, 40 where the sending body's day is within
a day, 10 where the house limit has passed, one point an hour of waiting; ties by arrival. The row is locked by the database
while it is taken, and whatever another one is just taking is passed over.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import (
    Case,
    DateTimeField,
    ExpressionWrapper,
    F,
    FloatField,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Extract
from django.utils import timezone

from fengqiao.lines.legalservice import states
from fengqiao.lines.legalservice.models import ServiceRequest, Skill
from fengqiao.lines.legalservice.permissions import ANSWER
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, perform
from fengqiao.matter.models import ClockState, DeadlineRow, Matter
from fengqiao.matter.refusals import Refused
from fengqiao.matter.visibility import visible
from fengqiao.orgs.actor import Actor

LEGAL_SOON, LATE = 40, 10
FIRST_ANSWER = ("web", "live", "visit", "letter", "other", "asked", "again")  # the clocks of the answer, as they run; not the target
# when a clock ends: at its minute, else when the office closes on its last day
_CLOSING = Func(F("due_on"), Value(states.CLOSES_AT), template="((%(expressions)s) at time zone 'Asia/Shanghai')", arg_joiner=" + ", output_field=DateTimeField())
ENDS = Coalesce(F("due_at"), _CLOSING)
TRIES = 5


def waiting(actor: Actor, now: datetime) -> QuerySet[ServiceRequest]:
    """The queue as this person sees it, the next first: what nobody has, and what was taken and left for a quarter of an hour."""
    open_ones = ServiceRequest.objects.filter(visible(actor), closed=False)  # of years of questions few are open, and these have an index
    rows = timed(open_ones).filter(Q(stage="queued") | Q(stage="working", taken_until__lt=now))
    soon = timezone.localdate(now) + timedelta(days=1)
    waited = ExpressionWrapper(Extract(Value(now) - F("arrived_at"), "epoch") / 3600.0, output_field=FloatField())
    priority = (
        F("points") + waited
        + Case(When(ext_due_on__lte=soon, then=Value(LEGAL_SOON)), default=Value(0), output_field=FloatField())
        + Case(When(answer_by__lt=now, then=Value(LATE)), default=Value(0), output_field=FloatField())
    )  # fmt: skip
    return rows.annotate(priority=ExpressionWrapper(priority, output_field=FloatField())).order_by("-priority", "arrived_at", "pk")


def timed(rows: QuerySet[ServiceRequest]) -> QuerySet[ServiceRequest]:
    """With ``answer_by``: the instant by which each is to be answered, None where nothing runs."""
    first = DeadlineRow.objects.filter(matter_id=OuterRef("pk"), rule__in=FIRST_ANSWER, state=ClockState.RUNNING)
    return rows.annotate(answer_by=Subquery(first.annotate(ends=ENDS).order_by("ends").values("ends")[:1]))


def within_skills(rows: QuerySet[ServiceRequest], actor: Actor) -> QuerySet[ServiceRequest]:
    """Those the person can answer; who has no skills noted can answer all. Danger waits for nobody's speciality."""
    skill = Skill.objects.filter(staff_id=actor.staff_id).first()
    if skill is None:
        return rows
    able = Q()
    if skill.areas:
        able &= Q(area__in=["", *skill.areas])
    if skill.languages:
        able &= Q(language__in=["", "mandarin", *skill.languages])
    return rows.filter(able | ~Q(risks=[]))


def take_next(actor: Actor, *, now: datetime) -> Matter | None:
    """Take the next one and return it; None when there is nothing to take. Raises Refused."""
    if not actor.holds(ANSWER):
        raise Refused.because("permission", actor.lacks(ANSWER))
    passed: list[Any] = []
    for _ in range(TRIES):
        with transaction.atomic():
            locked = within_skills(waiting(actor, now), actor).exclude(pk__in=passed).select_for_update(skip_locked=True, of=("self",))
            row = locked.first()
            if row is None:
                return None
            try:
                action = registry.procedure_of(row).action("take")
                return perform(actor, row.pk, [Doing(action, {"at": now.isoformat()}, timezone.localdate(now))], now=now).matter
            except Refused:
                passed.append(row.pk)
    return None


def mine(actor: Actor) -> Sequence[ServiceRequest]:
    """What the person has in hand, what is to be called back first."""
    rows = ServiceRequest.objects.filter(visible(actor), handler_id=actor.staff_id, closed=False)
    return list(rows.order_by(F("callback_at").asc(nulls_last=True), "arrived_at")[:50])
