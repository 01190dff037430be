"""Taking a committee that exists already into the register: one matter, with what is known of its people so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from fengqiao.lines.mediation.committees.procedure import COMMITTEE, take_in
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter
from fengqiao.matter.models import Matter
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office

FIRST_DAY = COMMITTEE.in_force_from  # nothing is recorded before the law itself


def open_committee(
    actor: Actor, office: Office, data: Mapping[str, Any], happened_on: date, later: Sequence[Doing] = (), *,
    now: datetime, demo: bool = False, once: str = "",
) -> Matter:  # fmt: skip
    """Open the committee's matter on ``happened_on`` and record what came later, oldest first. Raises Refused.

    ``happened_on`` is best the day of foundation, so that training and honours of earlier years find their place.
    """
    doings = [Doing(take_in, data, happened_on), *sorted(later, key=lambda doing: doing.happened_on)]
    procedure = registry.procedure_on(COMMITTEE.code, happened_on)
    return open_matter(actor, procedure, doings, office, now=now, demo=demo, once=once).matter


def opening_day(founded_on: date | None, term_from_on: date) -> date:
    """The day a committee's record begins: its foundation, or its term, not before the law."""
    return min(max(founded_on or term_from_on, FIRST_DAY), term_from_on)
