"""Filing as a unit does it: which of the two ways is this person's."""

from __future__ import annotations

from fengqiao.lines.screening import codes
from fengqiao.lines.screening.permissions import FILE, FILE_FOR
from fengqiao.lines.screening.reports import procedure as p
from fengqiao.matter.models import Matter
from fengqiao.matter.procedure import Action
from fengqiao.orgs.actor import Actor


def way_of(actor: Actor, report: Matter) -> Action | None:
    """The action by which the actor reports for this unit; None when it is somebody else's."""
    if not actor.reaches(report.territory):
        return None
    own = report.unit_kind != codes.OFFICE  # type: ignore[attr-defined]
    if own and actor.holds(FILE):
        return p.file
    return p.file_for if actor.holds(FILE_FOR) else None


def may_file(actor: Actor, report: Matter) -> bool:
    return way_of(actor, report) is not None
