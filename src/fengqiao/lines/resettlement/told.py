"""What corrections tells: that somebody's supervision ends soon, and that it has ended. Heard twice it changes nothing.

The events carry ids and dates alone; who it is about is read from the other line's matter, as it hands a matter on
(``Line.gives``: ``parties`` with one row, and ``sealed``).
"""

from __future__ import annotations

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
    subscribes(ending_near)(lambda event: prepare(event.matter_id, event.on, now=timezone.now()))
    subscribes(released)(lambda event: end(event.matter_id, event.on, now=timezone.now()))


@transaction.atomic
def prepare(corrections_id: UUID, ends_on: date, *, now: datetime) -> Matter | None:
    """Open the hand-over of somebody whose supervision ends on a day; None where it is open already."""
    from fengqiao.lines.resettlement.models import ReleaseCase

    theirs = lock_matter(corrections_id)
    if ReleaseCase.objects.filter(corrections_id=corrections_id).exists():
        return None
    day = min(timezone.localdate(now), ends_on)
    procedure = registry.procedure_on("resettlement", day)
    data = _handed_on(theirs) | {
        "source": codes.CORRECTIONS, "release_kind": codes.CORRECTIONS_DONE, "release_on": ends_on.isoformat(), "from_matter": corrections_id.hex,
        "period_years": int(calendars.parameters(procedure, theirs.territory)["corrections_years"]),
    }  # fmt: skip
    data |= _known(theirs.territory, data, corrections_id)
    doing = Doing(procedure.action("ending_near"), data, day)
    return open_matter(None, procedure, [doing], office_of(theirs.territory, day), now=now, demo=theirs.demo).matter


@transaction.atomic
def end(corrections_id: UUID, on: date, *, now: datetime) -> None:
    """The supervision has ended: record it, and move the day where it ended on another than foretold."""
    from fengqiao.lines.resettlement.models import ReleaseCase

    found = ReleaseCase.objects.filter(corrections_id=corrections_id).first()
    if found is None:
        prepare(corrections_id, on, now=now)
        found = ReleaseCase.objects.get(corrections_id=corrections_id)
    held = lock_matter(found.pk)
    facts = known_facts(held)
    if held.closed or facts.has("corrections_ended"):
        return
    opening = facts.opening
    data: dict[str, Any] = {"from_matter": corrections_id.hex, "release_on": on.isoformat()}
    data |= {name: opening.get(name) for name in ("same", "same_number") if opening.get(name)}
    perform(
        None,
        held.pk,
        [Doing(registry.procedure_of(held).action("corrections_ended"), data, max(on, opening.happened_on))],
        now=now,
    )


def _handed_on(theirs: Matter) -> dict[str, Any]:
    """The person and what goes with them, in the words of our own form."""
    gives = registry.line(theirs.line).gives
    given = dict(gives(known_facts(theirs))) if gives is not None else {}
    asked = {"name", "sex", "id_no", "birth_on", "phone", "address", "residence"}
    rows = [
        {name: value for name, value in row.items() if name in asked} | {"side": codes.SELF, "kind": "person"}
        for row in (given.get("parties") or ())[:1]
    ]
    return {"parties": rows, "prison": theirs.office.short_name, **({"sealed": True} if given.get("sealed") else {})}


def _known(territory: int, data: dict[str, Any], besides: UUID) -> dict[str, Any]:
    number = next((row["id_no"] for row in data["parties"] if row.get("id_no")), "")
    return known_already(territory, number, besides) if number else {}


def office_of(territory: int, day: date) -> Office:
    """Where the county's 安置帮教机构 works: the office of whoever holds that post, else the bureau."""
    low, high = territories.reach(territories.compose(territory // 10**9))
    held = Post.objects.held_on(day).filter(office__territory__range=(low, high), roles__contains=[ROLE.code])
    post = held.select_related("office").order_by("pk").first()
    return post.office if post else Office.objects.get(territory=low)
