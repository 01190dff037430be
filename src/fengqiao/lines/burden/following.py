"""What follows from a request: the units' answers, opened period by period and closed when it is summed up or ends.

Each may be carried out twice and changes nothing the second time: the request's row is locked, and what is there already is
left alone.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from fengqiao.indicators.periods import Period
from fengqiao.lines.burden import codes
from fengqiao.lines.burden.answers import procedure as answer
from fengqiao.lines.burden.models import FigureAnswer, FigureRequest
from fengqiao.lines.burden.periods import due_on
from fengqiao.lines.burden.requests import state
from fengqiao.lines.burden.requests.procedure import RELEASED
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, lock_matter, open_matter, perform, standing_of
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.models import Office

BATCH = 50


def open_answers(request_id: UUID, *, now: datetime) -> int:
    """Ask every unit of a released request for each period that is over, those not asked yet; how many were. Repeatable."""
    opened = 0
    while batch := _open_batch(request_id, now):
        opened += batch
    return opened


@transaction.atomic
def _open_batch(request_id: UUID, now: datetime) -> int:
    held, today = lock_matter(request_id), timezone.localdate(now)
    facts = standing_of(held).facts
    released = facts.last("release")
    if released is None or held.stage != RELEASED.code:
        return 0
    there = set(FigureAnswer.objects.filter(request_id=request_id).values_list("office_id", "from_on"))
    over = [each for each in state.periods(facts) if each.to_on < today]
    wanted = [(unit, each) for each in over for unit in released.get("units", ()) if (unit, each.from_on) not in there][:BATCH]
    offices = Office.objects.in_bulk([unit for unit, _ in wanted])
    for unit, each in wanted:
        asked_on = max(released.happened_on, each.to_on)
        data = expected(facts, offices[unit], each, request_id, asked_on)
        procedure = registry.procedure_on(answer.ANSWER.code, asked_on)
        open_matter(None, procedure, [Doing(answer.expect, data, asked_on)], offices[unit], now=now, demo=held.demo)
    return len(wanted)


def expected(facts: Facts, office: Office, period: Period, request_id: UUID, asked_on: date) -> dict[str, Any]:
    """What a unit is told of the request it answers."""
    given, judged, reckoned = state.draft_of(facts), facts.last("judge"), state.cost(facts)
    survey = judged is not None and judged.data["survey"] == codes.YES
    data = {
        "request": request_id.hex, "title": given["name"], "unit_name": office.short_name, "from": period.from_on.isoformat(), "to": period.to_on.isoformat(),
        "due": due_on(period, given["due_days"], asked_on).isoformat(), "fields": [each.plain for each in state.fields(facts)],
        "minutes": reckoned.each if reckoned else 0, "purpose": given["purpose"],
        "valid_until": judged.get("valid_until") if survey and judged else None, "basis": judged.get("approval_no" if survey else "basis") if judged else None,
    }  # fmt: skip
    return {name: value for name, value in data.items() if value}


def close_answers(request_id: UUID, *, now: datetime) -> int:
    """Close what belongs to the periods summed up; excuse what is still owed of a request that ended. Repeatable."""
    facts = standing_of(FigureRequest.objects.select_related("office").get(pk=request_id)).facts
    done = state.collected(facts)
    ended, retired = facts.has("expire"), facts.has("retire")
    waiting = FigureAnswer.objects.filter(request_id=request_id, closed=False).order_by("pk")
    closed = 0
    for each in list(waiting):
        over = ended or Period(each.from_on, each.to_on).written in done
        if over or retired:
            closed += _close(each.pk, over, now)
    return closed



@transaction.atomic
def _close(answer_id: UUID, over: bool, now: datetime) -> bool:
    held, today = lock_matter(answer_id), timezone.localdate(now)
    if held.closed:
        return False
    if held.stage == answer.FILLED.code:
        doing = Doing(answer.take_in, {}, today)
    elif over:
        doing = Doing(answer.miss, {}, today)
    else:
        doing = Doing(answer.excuse, {"reason": "报送要求已停用"}, today)
    perform(None, answer_id, [doing], now=now)
    return True
