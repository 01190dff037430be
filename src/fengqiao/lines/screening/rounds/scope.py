"""Which units a round asks: all of a kind below an office, minus some; and what they have answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from fengqiao.lines.screening import codes
from fengqiao.matter.procedure import Asking
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.models import Office

if TYPE_CHECKING:
    from fengqiao.lines.screening.models import Lead, ScreeningReport

PERCENT = 100


def units_of(plan: Mapping[str, Any], office: Office) -> list[Office]:
    """The units a plan means, in the order of the tree; those closed since are left out."""
    low, high = office.reach
    inside = Q(territory__gte=low, territory__lte=high)
    chosen = [row["office"] for row in plan.get("below") or ()]
    if chosen:
        below = Q(pk__in=[])
        for each in Office.objects.filter(pk__in=chosen):
            below |= Q(territory__gte=each.reach[0], territory__lte=each.reach[1])
        inside &= below
    found = Office.objects.filter(inside, kind__in=plan.get("unit_kinds") or (), to_on__isnull=True)
    return list(found.exclude(pk__in=[row["office"] for row in plan.get("except_units") or ()]).order_by("territory"))


def plan_of(facts: Facts) -> Mapping[str, Any]:
    """The plan as last stated."""
    fact = facts.last("plan", "change_plan")
    assert fact is not None
    return fact.data


def gather_units(asking: Asking) -> Mapping[str, Any]:
    """The units as they are on the day the round starts: recorded, so that the denominator never moves afterwards."""
    return {"units": [unit.pk for unit in units_of(plan_of(asking.facts), asking.matter.office)]}


@dataclass(frozen=True)
class Tally:
    """What a number of units answered. ``units`` are those that owe a report; each other number is of these."""

    units: int = 0
    filed: int = 0
    late: int = 0
    zero: int = 0
    contradicted: int = 0
    excused: int = 0
    leads: int = 0
    visited: int = 0
    raised: int = 0
    dissolved: int = 0

    @property
    def missing(self) -> int:
        return self.units - self.filed

    @property
    def on_time(self) -> int:
        return self.filed - self.late

    @property
    def rate(self) -> str:
        """排查按时上报率 with numerator and denominator: 90.00%（18/20）; — where nobody owes a report."""
        if not self.units:
            return "—"
        hundredths = (self.on_time * PERCENT * PERCENT * 2 + self.units) // (2 * self.units)  # half up
        return f"{hundredths // PERCENT}.{hundredths % PERCENT:02d}%（{self.on_time}/{self.units}）"


def tally(round_ids: Iterable[UUID]) -> Tally:
    """The answers to these rounds, and what became of the leads in them, as a round's summary prints them."""
    from fengqiao.lines.screening.models import Lead, ScreeningReport

    reports = ScreeningReport.objects.filter(round_id__in=list(round_ids))
    return _counted(reports, Lead.objects.filter(report_id__in=reports.values("pk")))


def _counted(reports: QuerySet[ScreeningReport], leads: QuerySet[Lead]) -> Tally:
    owed, filed = ~Q(result=codes.EXCUSED), Q(filed_on__isnull=False)
    counts = reports.aggregate(
        units=Count("pk", filter=owed), filed=Count("pk", filter=owed & filed), late=Count("pk", filter=Q(late=True)),
        zero=Count("pk", filter=Q(zero=True)), contradicted=Count("pk", filter=Q(contradicted_on__isnull=False)),
        excused=Count("pk", filter=~owed), leads=Sum("leads_count"), visited=Sum("visited"),
    )  # fmt: skip
    ended = Q(ended_on__isnull=False)
    counts |= leads.aggregate(
        raised=Count("pk", filter=ended & Q(disposal=codes.RAISE)),
        dissolved=Count("pk", filter=ended & Q(disposal=codes.DISSOLVE)),
    )
    return Tally(**{name: value or 0 for name, value in counts.items()})


def with_leads(reports: QuerySet[ScreeningReport]) -> QuerySet[ScreeningReport]:
    """The reports, each with how many of its leads became matters and how many ended by 劝解消化."""
    from fengqiao.lines.screening.models import Lead

    def ended(disposal: str) -> Any:
        of_report = Lead.objects.filter(report_id=OuterRef("pk"), ended_on__isnull=False, disposal=disposal).order_by()
        return Coalesce(Subquery(of_report.values("report_id").annotate(n=Count("pk")).values("n")), 0)

    return reports.annotate(raised=ended(codes.RAISE), dissolved=ended(codes.DISSOLVE))


def of_reports(reports: Iterable[ScreeningReport]) -> Tally:
    """The same from rows that are read already; what became of the leads only where :func:`with_leads` asked."""
    listed = list(reports)
    owed = [r for r in listed if r.result != codes.EXCUSED]
    return Tally(
        units=len(owed), filed=sum(1 for r in owed if r.filed_on), late=sum(1 for r in owed if r.late), zero=sum(1 for r in owed if r.zero),
        contradicted=sum(1 for r in owed if r.contradicted_on), excused=len(listed) - len(owed), leads=sum(r.leads_count for r in listed),
        visited=sum(r.visited or 0 for r in listed), raised=sum(getattr(r, "raised", 0) for r in listed),
        dissolved=sum(getattr(r, "dissolved", 0) for r in listed),
    )  # fmt: skip


def gather_counts(asking: Asking) -> Mapping[str, Any]:
    """The answers at the moment of summing up, kept with the entry: what a bulletin printed is never counted anew."""
    return {"counts": asdict(tally([asking.matter.pk])), "rows": _rows(asking)}


def _rows(asking: Asking) -> list[dict[str, Any]]:
    """One line a township, as the summary prints it."""
    from fengqiao.lines.screening.models import ScreeningReport

    reports = ScreeningReport.objects.filter(round_id=asking.matter.pk)
    groups: dict[int, list[ScreeningReport]] = {}
    for report in reports.order_by("territory"):
        groups.setdefault(town_of(report.territory), []).append(report)
    names = dict(Office.objects.filter(territory__in=groups).values_list("territory", "short_name"))
    found = []
    for town, listed in groups.items():
        counted = of_reports(listed)
        found.append({
            "name": names.get(town, ""), "units": counted.units, "on_time": counted.on_time, "late": counted.late, "zero": counted.zero,
            "missing": counted.missing, "leads": counted.leads, "visited": counted.visited,
        })  # fmt: skip
    return found


def town_of(territory: int) -> int:
    """The justice office a unit stands under; the county itself for units of the county."""
    return territory // 10**6 * 10**6


def gather_missing(asking: Asking) -> Mapping[str, Any]:
    """How many units are being urged."""
    from fengqiao.lines.screening.models import ScreeningReport

    owed = ScreeningReport.objects.filter(round_id=asking.matter.pk, result=codes.NOT_FILED)
    return {"count": owed.count()}
