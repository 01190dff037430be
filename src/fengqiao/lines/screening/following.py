"""What follows from a round, a report, a later discovery: the units' reports, their closing, urging, the leads they name.

Each may be carried out twice and changes nothing the second time: the round's or report's row is locked, and what is there
already is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from fengqiao.divisions import territory as territories
from fengqiao.lines.screening.leads.asks import INVOLVED
from fengqiao.lines.screening.leads.procedure import LEAD, find
from fengqiao.lines.screening.models import Lead, ScreeningReport, ScreeningRound
from fengqiao.lines.screening.people import actor_for
from fengqiao.lines.screening.permissions import FILE, FILE_FOR, FIND, RUN_ROUNDS, SUPPLEMENT
from fengqiao.lines.screening.reports import procedure as report
from fengqiao.lines.screening.reports.states import FILINGS, Named, named
from fengqiao.lines.screening.rounds import scope
from fengqiao.lines.screening.rounds.procedure import deadline_on
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, lock_matter, open_matter, perform, standing_of
from fengqiao.matter.timeline import Fact, Facts
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office

BATCH = 50
_SEPARATORS = "、，,；; "


# A round and its reports -----------------------------------------------------------------------------------------------


def open_reports(round_id: UUID, *, now: datetime) -> int:
    """Give every unit of a started round its report, those still without one; how many were opened. Repeatable.

    In batches of their own transactions, so that a long round is never lost as a whole.
    """
    found = ScreeningRound.objects.get(pk=round_id)
    opened = 0
    facts = standing_of(found).facts
    started = facts.last("start")
    units = list(started.get("units", ())) if started else []
    for first in range(0, len(units), BATCH):
        opened += _open_batch(round_id, units[first : first + BATCH], now)
    return opened


@transaction.atomic
def _open_batch(round_id: UUID, units: list[int], now: datetime) -> int:
    held = lock_matter(round_id)
    facts = standing_of(held).facts
    started = facts.last("start")
    if started is None or facts.has("cancel"):
        return 0
    actor = actor_for(started.actor_id, held.territory, (RUN_ROUNDS,), started.happened_on)
    there = set(
        ScreeningReport.objects.filter(round_id=round_id, office_id__in=units).values_list("office_id", flat=True)
    )
    opened = 0
    for office in Office.objects.filter(pk__in=[pk for pk in units if pk not in there]).order_by("territory"):
        data = expected(facts, office, round_id)
        doing = Doing(report.expect, data, started.happened_on)
        open_matter(
            actor,
            registry.procedure_on(report.SCREENING.code, started.happened_on),
            [doing],
            office,
            now=now,
            demo=held.demo,
        )
        opened += 1
    return opened


def expected(facts: Facts, office: Office, round_id: UUID) -> dict[str, str]:
    """What a unit's report says of the round it answers."""
    given = scope.plan_of(facts)
    data = {
        "round": round_id.hex, "title": given["name"], "kind": given["kind"], "unit_name": office.short_name, "unit_kind": office.kind,
        "theme": given.get("theme", ""), "demands": given.get("demands", ""), "period_from": given["period_from"],
        "period_to": given["period_to"], "deadline": deadline_on(facts).isoformat(),
    }  # fmt: skip
    return {name: value for name, value in data.items() if value}


def close_reports(round_id: UUID, *, now: datetime) -> int:
    """Close the reports of a round that was summed up, or excuse the units of one that was called off. Repeatable."""
    held = ScreeningRound.objects.get(pk=round_id)
    facts = standing_of(held).facts
    ending = facts.last("summarise", "cancel")
    if ending is None:
        return 0
    open_reports(round_id, now=now)  # the start may not have been heard of yet
    actor = actor_for(ending.actor_id, held.territory, (RUN_ROUNDS,), ending.happened_on)
    waiting = ScreeningReport.objects.filter(round_id=round_id, closed=False).order_by("pk")
    return sum(_close(pk, ending, actor, now) for pk in list(waiting.values_list("pk", flat=True)))


@transaction.atomic
def _close(report_id: UUID, ending: Fact, actor: Actor, now: datetime) -> bool:
    held = lock_matter(report_id)
    if held.closed:
        return False
    if held.stage == report.FILED.code:
        doing = Doing(report.sum_up, {}, ending.happened_on)
    elif ending.action == "cancel":
        doing = Doing(report.excuse, {"reason": f"排查活动取消：{ending.get('reason', '')}"[:120]}, ending.happened_on)
    else:
        doing = Doing(report.miss, {}, ending.happened_on)
    perform(actor, report_id, [doing], now=now)
    return True


def urge_units(round_id: UUID, *, now: datetime) -> int:
    """Urge every unit of the round that owes its report, once for each time the round was urged. Repeatable."""
    held = ScreeningRound.objects.get(pk=round_id)
    facts = standing_of(held).facts
    fact = facts.last("urge_all")
    if fact is None:
        return 0
    actor = actor_for(fact.actor_id, held.territory, (RUN_ROUNDS,), fact.happened_on)
    owed = ScreeningReport.objects.filter(round_id=round_id, stage=report.OWED.code).order_by("pk")
    return sum(_urge(pk, fact, actor, now) for pk in list(owed.values_list("pk", flat=True)))


@transaction.atomic
def _urge(report_id: UUID, urged: Fact, actor: Actor, now: datetime) -> bool:
    facts = standing_of(lock_matter(report_id)).facts
    if facts.has(*FILINGS) or any(f.get("urge_all") == urged.seq for f in facts.all("urge")):
        return False
    data = {"urge_all": urged.seq, **({"words": urged.get("words")} if urged.get("words") else {})}
    perform(actor, report_id, [Doing(report.urge, data, urged.happened_on)], now=now)
    return True


# A report and its leads ------------------------------------------------------------------------------------------------


@transaction.atomic
def open_leads(report_id: UUID, *, now: datetime) -> int:
    """Make a matter of every lead a report names; those that are matters already stay. Repeatable."""
    held = lock_matter(report_id)
    facts = standing_of(held).facts
    there = set(Lead.objects.filter(report_id=report_id).values_list("report_place", flat=True))
    new = [each for each in named(facts) if each.place not in there]
    for each in new:
        actor = actor_for(each.by, held.territory, (FIND, FILE, FILE_FOR, SUPPLEMENT), each.on)
        doing = Doing(find, _lead(each, report_id), each.on)
        open_matter(actor, registry.procedure_on(LEAD.code, each.on), [doing], held.office, now=now, demo=held.demo)
    return len(new)


def _lead(each: Named, report_id: UUID) -> dict[str, object]:
    data = {
        name: each.data[name]
        for name in ("type", "place", "summary", "development", "suggestion")
        if each.data.get(name)
    }
    people = [{"name": name, "side": INVOLVED} for name in names_in(each.data.get("people", ""))]
    return data | {"report": report_id.hex, "report_place": each.place} | ({"parties": people} if people else {})


def names_in(text: str) -> Iterator[str]:
    """The names in one line, however they are separated."""
    for separator in _SEPARATORS:
        text = text.replace(separator, "、")
    return (name[:40] for name in text.split("、") if name)


# Found out later -------------------------------------------------------------------------------------------------------


def contradict(occurred_on: date, territory: int, matter_id: UUID, on: date, *, now: datetime) -> int:
    """Flag every zero report that a dispute discovered on ``on`` by another channel contradicts; how many were flagged.

    The dispute's fact date lies inside the round's period, its place inside the unit, and the unit had reported nothing
    before the discovery. The report itself stays as it was; the entry beside it names the dispute. Repeatable.
    """
    units = _containing(territory)
    said_nothing = ScreeningReport.objects.filter(
        zero=True, period_from_on__lte=occurred_on, period_to_on__gte=occurred_on, territory__in=units, filed_on__lte=on
    ).order_by("pk")
    return sum(
        _contradict(pk, occurred_on, matter_id, on, now) for pk in list(said_nothing.values_list("pk", flat=True))
    )


def _containing(territory: int) -> list[int]:
    """The territory itself and what it lies in, without the county."""
    found = [territory]
    while (above := territories.parent(found[-1])) is not None:
        found.append(above)
    return [each for each in found if territories.level(each) != territories.COUNTY]


@transaction.atomic
def _contradict(report_id: UUID, occurred_on: date, matter_id: UUID, on: date, now: datetime) -> bool:
    facts = standing_of(lock_matter(report_id)).facts
    if any(fact.get("matter") == matter_id.hex for fact in facts.all(report.contradict)):
        return False
    data = {"occurred_on": occurred_on.isoformat(), "matter": matter_id.hex, "found_on": on.isoformat()}
    perform(None, report_id, [Doing(report.contradict, data, on)], now=now)
    return True
