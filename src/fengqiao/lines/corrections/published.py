"""What community corrections tells other lines: ids and dates, nothing of the person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from fengqiao.matter.events import Event, publishes

if TYPE_CHECKING:
    from fengqiao.matter.actions import _Work


@dataclass(frozen=True)
class EndingNear(Event):
    """The supervision ends in a month: the person is asked whether the resettlement office may be told."""

    name: ClassVar[str] = "corrections.ending_near"


@dataclass(frozen=True)
class Released(Event):
    """The supervision has ended by time or pardon."""

    name: ClassVar[str] = "corrections.released"


@publishes("appraise", "correction")
def _ending_near(work: _Work) -> Event:
    return EndingNear(work.matter.pk, work.doings[-1].happened_on)


@publishes("release", "correction")
def _released(work: _Work) -> Event:
    return Released(work.matter.pk, work.doings[-1].happened_on)
