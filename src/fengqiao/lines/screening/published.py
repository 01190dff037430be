"""What screening tells: to itself, where many units are concerned, and to the line of disputes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from fengqiao.matter.events import Event, publishes

if TYPE_CHECKING:
    from fengqiao.matter.actions import _Work


@dataclass(frozen=True)
class RoundStarted(Event):
    """A round began: each unit in its scope is to report."""

    name: ClassVar[str] = "screening.round_started"


@dataclass(frozen=True)
class RoundEnded(Event):
    """A round was summed up or called off: its reports are closed."""

    name: ClassVar[str] = "screening.round_ended"


@dataclass(frozen=True)
class UnitsUrged(Event):
    """The units of a round that have not reported are urged."""

    name: ClassVar[str] = "screening.units_urged"


@dataclass(frozen=True)
class ReportFiled(Event):
    """A unit reported, or added to its report: the leads it names become matters of their own."""

    name: ClassVar[str] = "screening.report_filed"


@dataclass(frozen=True)
class LeadRaised(Event):
    """A lead is to become a dispute matter; ``matter_id`` is the lead's."""

    name: ClassVar[str] = "screening.lead_raised"


def _declare(kind: type[Event], procedure: str, *actions: str) -> None:
    for action in actions:
        publishes(action, procedure)(lambda work: _made(kind, work))


def _made(kind: type[Event], work: _Work) -> Event:
    return kind(work.matter.pk, work.doings[-1].happened_on)


_declare(RoundStarted, "round", "start")
_declare(RoundEnded, "round", "summarise", "cancel")
_declare(UnitsUrged, "round", "urge_all")
_declare(ReportFiled, "screening", "file", "file_for", "supplement")
_declare(LeadRaised, "lead", "raise_matter")
