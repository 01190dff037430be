"""What a request must look up beyond itself: its units, what was asked before, which forms are in use, what it costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from fengqiao.indicators.periods import NoPeriod
from fengqiao.lines.burden import asking, codes
from fengqiao.lines.burden.periods import periods_of, span_of
from fengqiao.lines.burden.requests import state
from fengqiao.matter import calendars, registry
from fengqiao.matter.procedure import Asking
from fengqiao.orgs.models import Office

if TYPE_CHECKING:
    from fengqiao.lines.burden.models import FigureRequest
    from fengqiao.matter.models import Matter

MOST_REPEATS = 5


def units_of(given: Mapping[str, Any], office: Office) -> list[Office]:
    """The units a draft means, in the order of the tree; those closed since are left out."""
    low, high = office.reach
    inside = Q(territory__gte=low, territory__lte=high)
    chosen = [row["office"] for row in given.get("below") or ()]
    if chosen:
        below = Q(pk__in=[])
        for each in Office.objects.filter(pk__in=chosen):
            below |= Q(territory__gte=each.reach[0], territory__lte=each.reach[1])
        inside &= below
    found = Office.objects.filter(inside, kind__in=given.get("unit_kinds") or (), to_on__isnull=True)
    return list(found.exclude(pk__in=[row["office"] for row in given.get("except_units") or ()]).order_by("territory"))


def of_draft(asking_: Asking) -> dict[str, Any]:
    """What the records have under another name, what is not the drafter's to ask, what was asked before."""
    given = asking_.data
    typed = [row["label"] for row in given.get("typed") or ()]
    held = [row["indicator"] for row in given.get("held") or ()]
    named = {label: key for label in typed if (key := asking.alike(label, asking_.actor))}
    return {"alike": named, "unseen": asking.unseen(held, asking_.actor), "repeats": repeats({**given, "alike": named}, asking_.matter)}


def repeats(given: Mapping[str, Any], matter: Matter) -> list[dict[str, str]]:
    """Released requests of the county that ask the same for the same days: what is asked once is not asked again."""
    from fengqiao.lines.burden.models import FigureRequest

    try:
        span = span_of(given)
    except NoPeriod:
        return []
    listed = {each.key: each.label for each in asking.fields_of(given)} | {each.alike: each.label for each in asking.fields_of(given) if each.alike}
    county = matter.territory // 10**9
    earlier = FigureRequest.objects.filter(
        released_on__isnull=False, asked__overlap=list(listed), from_on__lte=span.to_on, to_on__gte=span.from_on,
        territory__gte=county * 10**9, territory__lt=(county + 1) * 10**9,
    ).exclude(pk=matter.pk).order_by("-released_on")  # fmt: skip
    return [
        {"code": each.code, "title": each.title, "on": str(each.released_on), "what": "、".join(listed[key] for key in each.asked if key in listed)}
        for each in earlier[:MOST_REPEATS]
    ]


def live_forms(office: Office) -> Sequence[FigureRequest]:
    """The repeating requests in use that were sent from here."""
    from fengqiao.lines.burden.models import FigureRequest

    return list(FigureRequest.objects.filter(office_id=office.pk, stage="released").exclude(frequency=codes.ONCE).order_by("released_on"))


def reckon(matter: Matter, given: Mapping[str, Any], units: int) -> asking.Cost:
    """What the draft costs with so many units, by the bureau's minutes."""
    listed = asking.fields_of(given)
    minutes = calendars.parameters(registry.procedure_of(matter), matter.territory)
    held = sum(1 for each in listed if each.how == codes.HELD)
    return asking.Cost(held, len(listed) - held, len(periods_of(given)), units, int(minutes["held_minutes"]), int(minutes["typed_minutes"]))


def of_judging(asking_: Asking) -> dict[str, Any]:
    given = state.draft_of(asking_.facts)
    return {"cost": asdict(reckon(asking_.matter, given, len(units_of(given, asking_.matter.office))))}


def of_release(asking_: Asking) -> dict[str, Any]:
    """The units as they are that day, the hours, and what the house's own rules ask about."""
    given, matter, actor = state.draft_of(asking_.facts), asking_.matter, asking_.actor
    units = units_of(given, matter.office)
    drafters = {fact.actor_id for fact in asking_.facts.all("draft", "change", "judge")}
    needed = int(calendars.parameters(registry.procedure_of(matter), matter.territory)["retire_old"])
    forms = {each.code for each in live_forms(matter.office)}
    ended = state.end_on(asking_.facts)
    return {
        "units": [unit.pk for unit in units], "cost": asdict(reckon(matter, given, len(units))), "own": actor.staff_id in drafters, "signer": actor.staff_id,
        "old_forms": len(forms) if needed else 0, "is_form": asking_.data.get("retires", "") in ("", None, *forms), "end_on": ended.isoformat() if ended else "",
        "villages": sum(1 for unit in units if "村" in unit.short_name and "社区" not in unit.short_name),
    }  # fmt: skip


def of_collecting(asking_: Asking) -> dict[str, Any]:
    """How many units answered for the period, kept with the entry."""
    from fengqiao.lines.burden.models import FigureAnswer

    first, _, last = str(asking_.data.get("period", "")).partition("..")
    listed = FigureAnswer.objects.filter(request_id=asking_.matter.pk, from_on=first, to_on=last) if last else FigureAnswer.objects.none()
    results = list(listed.exclude(result=codes.EXCUSED).values_list("result", flat=True))
    filled = sum(1 for each in results if each in (codes.FILLED, codes.LATE))
    refused = sum(1 for each in results if each == codes.REFUSED)
    return {"asked_units": len(results), "filled_units": filled, "refused_units": refused}
