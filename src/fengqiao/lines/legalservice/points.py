"""At which station or room somebody was received: what a request names, and which points received nobody for thirty days (I-22)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.urls import reverse

from fengqiao.booking.roster.serving import counts
from fengqiao.divisions.territory import county_reach
from fengqiao.lines.legalservice.permissions import KEEP_SKILLS
from fengqiao.matter.coming import Coming, tells
from fengqiao.orgs.actor import Actor
from fengqiao.providers.codes import PointState
from fengqiao.providers.models import ServicePoint

if TYPE_CHECKING:
    from fengqiao.matter.forms import Setting

IDLE = timedelta(days=30)
NAMED = 5  # of the idle points so many are named


def choices(setting: Setting) -> Iterable[tuple[str, str]]:
    """The points at work in the actor's reach, those of the own office first."""
    actor = setting.actor
    rows = ServicePoint.objects.filter(territory__range=(actor.low, actor.high), state=PointState.RUNNING).order_by("territory", "kind", "name")
    found = list(rows.values_list("pk", "name", "office_id"))
    return [(str(pk), name) for pk, name, _ in sorted(found, key=lambda row: row[2] != actor.office_id)]


def named(pk: str) -> str:
    """The point's name; empty where it is gone."""
    return ServicePoint.objects.filter(pk=int(pk)).values_list("name", flat=True).first() or "" if pk.isdigit() else ""


def idle(low: int, high: int, today: date) -> list[str]:
    """The names of points at work for thirty days in which nobody was received there."""
    from fengqiao.lines.legalservice.models import ServiceRequest

    came = ServiceRequest.objects.filter(point_id=OuterRef("pk"), arrived_at__date__gt=today - IDLE)
    rows = ServicePoint.objects.filter(territory__range=(low, high), state=PointState.RUNNING, state_on__lte=today - IDLE).exclude(Exists(came))
    return list(rows.order_by("territory", "name").values_list("name", flat=True))


@counts
def answered(staff: int, office: int, from_at: datetime, to_at: datetime) -> int:
    """The requests this person answered at the points of that office in that time: proposed when signing out of a shift."""
    from fengqiao.lines.legalservice.models import ServiceRequest

    there = ServicePoint.objects.filter(office=office).values("pk")
    return ServiceRequest.objects.filter(handler=staff, point_id__in=there, answered_at__range=(from_at, to_at)).count()


@tells()
def of_points(actor: Actor, today: date) -> list[Coming]:
    """For who heads the services: where nobody came."""
    if not actor.holds(KEEP_SKILLS):
        return []
    names = idle(*county_reach(actor.territory), today)
    if not names:
        return []
    more = f"等{len(names)}个" if len(names) > NAMED else ""
    return [Coming(today, f"{len(names)}个站点三十天没有接待", f"{'、'.join(names[:NAMED])}{more}。有人值守的，请提醒登记在哪个站点；没有人的，安排检查。", reverse("providers-list", args=["points"]))]
