"""What screening hears: its own events, where one act concerns many units, and what the line of disputes will tell it."""

from __future__ import annotations

from datetime import date
from typing import Protocol
from uuid import UUID

from django.utils import timezone

from fengqiao.lines.screening import following
from fengqiao.lines.screening.published import ReportFiled, RoundEnded, RoundStarted, UnitsUrged
from fengqiao.matter.events import subscribes


class DisputeOpened(Protocol):
    """What must be known of a dispute that was registered: ids and dates, and where it happened."""

    @property
    def matter_id(self) -> UUID: ...

    @property
    def on(self) -> date: ...

    @property
    def occurred_on(self) -> date: ...

    @property
    def territory(self) -> int: ...


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


def question_zero_reports(event: DisputeOpened) -> None:
    """A dispute registered by another channel, against the zero reports of the days it happened in."""
    following.contradict(event.occurred_on, event.territory, event.matter_id, event.on, now=timezone.now())
