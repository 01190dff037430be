"""What corrections tells: that somebody's supervision ends soon, and that it has ended. Heard twice it changes nothing.

The events carry ids and dates alone; who it is about is read from the other line's matter, as it hands a matter on
(``Line.gives``: ``parties`` with one row, ``ends_on``, and ``sealed``). Of somebody who did not agree to be handed on the
other line gives nothing, and nothing is opened.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from fengqiao.divisions import territory as territories
from fengqiao.lines.resettlement import codes
from fengqiao.lines.resettlement.receiving import known_already
from fengqiao.matter import calendars, registry
from fengqiao.matter.actions import Doing, known_facts, lock_matter, open_matter, perform
from fengqiao.matter.events import Event, subscribes
from fengqiao.matter.models import Matter
from fengqiao.orgs.models import Office, Post
from fengqiao.orgs.roles import RESETTLEMENT as ROLE


def connect(ending_near: type[Event], released: type[Event]) -> None:
    """Hear the two events of corrections: 30 days before the end, and the end itself."""

    @subscribes(ending_near)
    def hear_ending_near(event: Event) -> None:
        prepare(event.matter_id, event.on, now=timezone.now())

    @subscribes(released)
    def hear_released(event: Event) -> None:
        end(event.matter_id, event.on, now=timezone.now())


@dataclass(frozen=True)
class HandedOn:
    """What corrections hands on of somebody who agreed to it."""

    person: dict[str, Any]
    ends_on: date
    sealed: bool


@transaction.atomic
def prepare(corrections_id: UUID, told_on: date, *, now: datetime) -> Matter | None:
    """Open the hand-over of somebody whose supervision ends soon; None where it is open already, or was not agreed to."""
    theirs = lock_matter(corrections_id)
    handed = _handed_on(theirs)
    return _open(theirs, handed, told_on, now) if handed is not None and not _is_open(corrections_id) else None


@transaction.atomic
def end(corrections_id: UUID, on: date, *, now: datetime) -> None:
    """The supervision has ended: record it, and move the day where it ended on another than foretold."""
    from fengqiao.lines.resettlement.models import ReleaseCase

    theirs = lock_matter(corrections_id)
    handed = _handed_on(theirs)
    if not _is_open(corrections_id):
        if handed is None:
            return
        _open(theirs, replace(handed, ends_on=on), on, now)
    held = lock_matter(ReleaseCase.objects.get(corrections_id=corrections_id).pk)
    facts = known_facts(held)
    if held.closed or facts.has("corrections_ended"):
        return
    opening = facts.opening
    data: dict[str, Any] = {"from_matter": corrections_id.hex, "release_on": on.isoformat()}
    data |= {name: opening.get(name) for name in ("same", "same_number") if opening.get(name)}
    action = registry.procedure_of(held).action("corrections_ended")
    perform(None, held.pk, [Doing(action, data, max(on, opening.happened_on))], now=now)


def _is_open(corrections_id: UUID) -> bool:
    from fengqiao.lines.resettlement.models import ReleaseCase

    return ReleaseCase.objects.filter(corrections_id=corrections_id).exists()


def _open(theirs: Matter, handed: HandedOn, told_on: date, now: datetime) -> Matter:
    """The matter of the hand-over, opened by the system where the county's agency works."""
    day = min(timezone.localdate(now), told_on)
    procedure = registry.procedure_on("resettlement", day)
    data: dict[str, Any] = {
        "parties": [handed.person], "prison": theirs.office.short_name, "source": codes.CORRECTIONS, "release_kind": codes.CORRECTIONS_DONE,
        "release_on": handed.ends_on.isoformat(), "from_matter": theirs.pk.hex,
        "period_years": int(calendars.parameters(procedure, theirs.territory)["corrections_years"]), **({"sealed": True} if handed.sealed else {}),
    }  # fmt: skip
    data |= _known(theirs.territory, data, theirs.pk)
    doing = Doing(procedure.action("ending_near"), data, day)
    return open_matter(None, procedure, [doing], office_of(theirs.territory, day), now=now, demo=theirs.demo).matter


def _handed_on(theirs: Matter) -> HandedOn | None:
    """What the other line hands on in the words of our own form; nothing where the person did not agree to it."""
    gives = registry.line(theirs.line).gives
    given = dict(gives(known_facts(theirs))) if gives is not None else {}
    rows, ends_on = given.get("parties") or (), given.get("ends_on")
    if not rows or not ends_on:
        return None
    asked = {"name", "sex", "id_no", "birth_on", "phone", "address", "residence"}
    person = {name: value for name, value in rows[0].items() if name in asked} | {"side": codes.SELF, "kind": "person"}
    return HandedOn(person, date.fromisoformat(ends_on), bool(given.get("sealed")))


def _known(territory: int, data: dict[str, Any], besides: UUID) -> dict[str, Any]:
    number = next((row["id_no"] for row in data["parties"] if row.get("id_no")), "")
    return known_already(territory, number, besides) if number else {}


def office_of(territory: int, day: date) -> Office:
    """Where the county's 安置帮教机构 works: the office of whoever holds that post, else the bureau."""
    low, high = territories.county_reach(territory)
    held = Post.objects.held_on(day).filter(office__territory__range=(low, high), roles__contains=[ROLE.code])
    post = held.select_related("office").order_by("pk").first()
    return post.office if post else Office.objects.get(territory=low)
