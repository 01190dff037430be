"""What screening hears: its own events, where one act concerns many units, and what the dispute platform tells it."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from fengqiao.lines.disputes.published import DisputeOpened
from fengqiao.lines.screening import following
from fengqiao.lines.screening.published import ReportFiled, RoundEnded, RoundStarted, UnitsUrged
from fengqiao.matter.events import subscribes

SCREENING = "screening"  # how a matter was found, as the platform says it


@subscribes(RoundStarted)
def give_units_their_reports(event: RoundStarted) -> None:
    following.open_reports(event.matter_id, now=timezone.now())


@subscribes(RoundEnded)
def close_the_reports(event: RoundEnded) -> None:
    following.close_reports(event.matter_id, now=timezone.now())


@subscribes(UnitsUrged)
def urge_the_units(event: UnitsUrged) -> None:
    following.urge_units(event.matter_id, now=timezone.now())


@subscribes(ReportFiled)
def open_the_leads(event: ReportFiled) -> None:
    following.open_leads(event.matter_id, now=timezone.now())


@subscribes(DisputeOpened)
def question_zero_reports(event: DisputeOpened) -> None:
    """A dispute registered by another channel, against the zero reports of the days it happened in."""
    if event.place and event.occurred_on and event.origin != SCREENING:
        occurred_on = date.fromisoformat(event.occurred_on)
        following.contradict(occurred_on, event.place, event.matter_id, event.on, now=timezone.now())
