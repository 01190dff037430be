"""M25 村居调解组织覆盖面: villages and communities with a committee in office, those that share the work out counted apart.

The denominator is every village or community the organisation has a committee number for; one that nobody has taken into
the register is told by its name. A committee whose term ran out, is suspended or was dissolved covers nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from fengqiao.lines.mediation.committees import codes
from fengqiao.lines.mediation.committees.importing import host_of_name
from fengqiao.lines.mediation.models import Committee
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office, OfficeKind

SERVING = ("elected", "in_office")


@dataclass(frozen=True)
class Coverage:
    """``all``: villages and communities; ``committees``: with a valid committee; ``shared``: 依法分工负责."""

    all: int
    committees: int
    shared: int

    @property
    def percent(self) -> str:
        """Two decimals, half up; — where there is nothing to divide by."""
        if not self.all:
            return "—"
        share = Decimal(100 * (self.committees + self.shared)) / self.all
        return f"{share.quantize(Decimal('0.01'), ROUND_HALF_UP)}%"

    @property
    def said(self) -> str:
        """村（社区）15个，设会10个，分工负责2个"""
        return f"村（社区）{self.all}个，设会{self.committees}个，分工负责{self.shared}个"


def coverage(actor: Actor, today: date) -> Coverage:
    """The figure for the actor's reach on ``today``. Two questions to the database."""
    inside = {"territory__gte": actor.low, "territory__lte": actor.high}
    offices = Office.objects.filter(kind=OfficeKind.COMMITTEE, to_on=None, **inside)
    names = dict(offices.values_list("pk", "name"))
    rows = Committee.objects.filter(office_id__in=names).order_by("opened_on", "pk")
    hosts: dict[int, str] = {}
    ways: dict[int, str] = {}
    for office, host, way, stage, to_on in rows.values_list("office_id", "host", "set_up_as", "stage", "term_to_on"):
        hosts[office] = host
        if stage in SERVING and to_on is not None and to_on >= today and host in codes.OF_PEOPLE:
            ways[office] = way
    villages = [pk for pk, name in names.items() if (hosts.get(pk) or host_of_name(name)) in codes.OF_PEOPLE]
    found = [ways.get(pk, "") for pk in villages]
    return Coverage(len(villages), found.count(codes.COMMITTEE), found.count(codes.SHARED_DUTY))
