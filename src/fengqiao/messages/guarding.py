"""A room above may object to a message: no text to a telephone that is shared, in matters of violence at home.

@guards
def not_to_a_shared_phone(wish: Wish) -> str: …    the reason, or "" for no objection
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from fengqiao.messages.wording import Template


@dataclass(frozen=True)
class Wish:
    """What is about to be taken for sending. ``to`` is the plain address; a guard keeps nothing of it."""

    template: Template
    channel: str
    to: str
    matter_id: UUID | None


Guard = Callable[[Wish], str]
_GUARDS: list[Guard] = []


def guards(guard: Guard) -> Guard:
    """Register an objection."""
    if guard not in _GUARDS:
        _GUARDS.append(guard)
    return guard


def objection(wish: Wish) -> str:
    """The first reason against it, or an empty text. The reason is shown to officers: no personal data in it."""
    return next((reason for guard in _GUARDS if (reason := guard(wish))), "")
