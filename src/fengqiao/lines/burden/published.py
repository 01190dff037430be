"""What requests for figures tell: to this line itself, where one act concerns many units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from fengqiao.matter.events import Event, publishes

if TYPE_CHECKING:
    from fengqiao.matter.actions import _Work


@dataclass(frozen=True)
class RequestReleased(Event):
    """A request went out: its units are asked, of each period that is over."""

    name: ClassVar[str] = "burden.request_released"


@dataclass(frozen=True)
class RequestSettled(Event):
    """A period was summed up, or the request ended: what it asked is closed."""

    name: ClassVar[str] = "burden.request_settled"


def _declare(kind: type[Event], *actions: str) -> None:
    for action in actions:
        publishes(action, "figure_request")(lambda work: _made(kind, work))


def _made(kind: type[Event], work: _Work) -> Event:
    return kind(work.matter.pk, work.doings[-1].happened_on)


_declare(RequestReleased, "release")
_declare(RequestSettled, "collect", "retire", "expire")
