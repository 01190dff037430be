"""What an act looks up beyond its own matter, recorded with the entry: the prison's rule, other requests, what is free."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from fengqiao.booking import free, taking
from fengqiao.booking.models import Booking, Kind, Resource, SlotKind, State
from fengqiao.booking.spans import HERE
from fengqiao.booking.taking import Wanted
from fengqiao.daycount import Calendar
from fengqiao.daycount.months import add_months
from fengqiao.divisions import territory as territories
from fengqiao.lines.visits import codes, states
from fengqiao.matter import calendars, net
from fengqiao.matter.forms import Setting
from fengqiao.matter.procedure import Asking
from fengqiao.matter.timeline import Facts

RESERVE_OPENS = 3  # working days before, an unused reserve is open to everybody
LOOK_AHEAD = 28
LIVE = ("asked", "docs", "waiting", "forwarded", "approved", "arrived", "meeting")
_RULE = (
    "max_persons",
    "count_infants",
    "minutes",
    "monthly_quota",
    "video_counts",
    "lead_days",
    "answer_days",
    "source",
)


def county(territory: int) -> tuple[int, int]:
    """The reach of the county."""
    return territories.county_reach(territory)


@contextmanager
def whole_county(territory: int) -> Iterator[None]:
    """A family may have asked at another office of the county: numbers and days of it are looked up, nothing is shown."""
    with net.widened(*county(territory)):
        yield


def workdays_after(calendar: Calendar, on: date, days: int) -> date:
    """The day so many working days later; 0: the same day."""
    for _ in range(days):
        on = calendar.next_workday(on + timedelta(days=1))
    return on


# Prisons -------------------------------------------------------------------------------------------------------------


def prisons(setting: Setting) -> list[tuple[str, str]]:
    """The prisons of the county's list."""
    from fengqiao.lines.visits.models import Prison

    low, high = county(setting.actor.territory)
    rows = Prison.objects.filter(territory__gte=low, territory__lte=high, closed=False)
    return [(str(row.pk), f"{row.name}（{row.short_name}）" if row.short_name else row.name) for row in rows]


def rule_on(prison_id: int | None, day: date) -> dict[str, Any]:
    """The prison's own rule on a day; empty where none is known."""
    from fengqiao.lines.visits.models import PrisonRule

    row = PrisonRule.objects.filter(prison_id=prison_id, from_on__lte=day).first() if prison_id else None
    if row is None:
        return {}
    lists = {"open_days": list(row.open_days), "languages": list(row.languages), "modes": list(row.modes)}
    return {name: getattr(row, name) for name in _RULE} | lists


def prison_name(prison_id: int | None) -> str:
    from fengqiao.lines.visits.models import Prison

    return Prison.objects.filter(pk=prison_id).values_list("name", flat=True).first() or "" if prison_id else ""


# A request -----------------------------------------------------------------------------------------------------------


def of_request(asking: Asking) -> Mapping[str, Any]:
    """What is known when a family asks: the prison's rule, requests of the same month, suspensions."""
    data = asking.data
    prison_id = int(data["prison"]) if data.get("prison") else None
    day = date.fromisoformat(data["wish_on"]) if data.get("wish_on") else asking.happened_on
    inmate = states.inmate_key(prison_id, data.get("inmate_name", ""))
    keys = [key for row in data.get("parties", ()) if (key := states.visitor_key(row)) is not None]
    found: dict[str, Any] = {"prison_name": prison_name(prison_id), "rule": rule_on(prison_id, day)}
    found |= _in_month(asking, inmate, day, str(data.get("mode") or codes.VIDEO), found["rule"])
    return found | _barred(asking, inmate, keys, day)


def of_prison(asking: Asking) -> Mapping[str, Any]:
    """The same once the prison has been settled."""
    facts, data = asking.facts, asking.data
    merged = {
        **facts.opening.data,
        "prison": data.get("prison"),
        "parties": [dict(p.data) for p in states.visitors(facts)],
    }
    return of_request(Asking(asking.matter, facts, merged, asking.happened_on, asking.actor))


def _in_month(asking: Asking, inmate: bytes | None, day: date, mode: str, rule: Mapping[str, Any]) -> dict[str, Any]:
    """How many visits of the inmate count into the month already, running requests and those held."""
    if inmate is None or (mode == codes.VIDEO and rule and not rule["video_counts"]):
        return {"in_month": 0, "month": f"{day:%Y-%m}"}
    first = day.replace(day=1)
    after = add_months(first, 1)
    with whole_county(asking.matter.territory):
        held, running = _held(inmate, first, after, asking), _running(inmate, first, after, asking)
    return {"in_month": held + len(running), "month": f"{day:%Y-%m}", "others": sorted(filter(None, running))}


def _held(inmate: bytes, first: date, after: date, asking: Asking) -> int:
    from fengqiao.lines.visits.models import VisitRequest, VisitSession

    mine = VisitRequest.objects.filter(inmate_key=inmate).exclude(pk=asking.matter.pk).values("pk")
    return VisitSession.objects.filter(matter_id__in=mine, uses_quota=True, on__gte=first, on__lt=after).count()


def _running(inmate: bytes, first: date, after: date, asking: Asking) -> list[str]:
    from django.db.models import Q

    from fengqiao.booking.spans import day as begins
    from fengqiao.lines.visits.models import VisitRequest

    there = Q(visit_at__gte=begins(first), visit_at__lt=begins(after)) | Q(
        visit_at=None, wish_on__gte=first, wish_on__lt=after
    )
    rows = VisitRequest.objects.filter(there, inmate_key=inmate, stage__in=LIVE).exclude(pk=asking.matter.pk)
    return list(rows.values_list("number", flat=True))


def _barred(asking: Asking, inmate: bytes | None, keys: list[bytes], day: date) -> dict[str, Any]:
    """What the prison has said of one of them that holds on the day."""
    from django.db.models import Q

    from fengqiao.lines.visits.models import VisitRestriction

    who = Q(visitor_key__in=keys) & (Q(inmate_key=None) | Q(inmate_key=inmate))
    who |= Q(inmate_key=inmate, visitor_key=None) if inmate is not None else Q(pk=None)
    with whole_county(asking.matter.territory):
        found = VisitRestriction.in_force(day).filter(who).order_by("-from_on").first()
    if found is None:
        return {"barred": "", "barred_until": ""}
    word = f"{found.change_word}（{found.document_no or '电话通知'}）"
    return {"barred": word, "barred_until": found.to_on.isoformat() if found.to_on else ""}


def known_kin(asking: Asking) -> Mapping[str, Any]:
    """The visitors whose kinship with this inmate was verified before and still holds, by number."""
    from django.db.models import Q

    from fengqiao.lines.visits.models import Kinship

    inmate = states.inmate_of(asking.facts)
    keys = {key: p.n for p in states.visitors(asking.facts) if (key := states.visitor_key(p)) is not None}
    if inmate is None or not keys:
        return {"known_kin": []}
    with whole_county(asking.matter.territory):
        rows = Kinship.objects.filter(
            Q(valid_to=None) | Q(valid_to__gte=asking.happened_on), inmate_key=inmate, visitor_key__in=list(keys)
        )
        found = {keys[bytes(key)] for key in rows.values_list("visitor_key", flat=True)}
    return {"known_kin": sorted(found)}


# A time --------------------------------------------------------------------------------------------------------------


def free_for(setting: Setting) -> list[tuple[str, str]]:
    """The free times a request may take, at its own office first: as the prison's days and its priority allow."""
    found, lent = _looked_up(setting.facts, setting.office.territory if setting.office else setting.actor.territory, setting.today)
    own = setting.office.pk if setting.office else None
    found.sort(key=lambda slot: (slot.resource.office_id != own, slot.from_at))
    held = [free.slot_of(row) for row in lent if row.state == State.HELD and setting.matter_id and row.matter_id == setting.matter_id]
    return [*((slot.key, f"{slot.words}（已为您占住）") for slot in held), *((slot.key, slot.words) for slot in found[:80])]


def free_slots(facts: Facts, territory: int, today: date) -> list[free.FreeSlot]:
    """The free times of the county's terminals that suit the prison's rule and the request's priority."""
    return _looked_up(facts, territory, today)[0]


def _looked_up(facts: Facts, territory: int, today: date) -> tuple[list[free.FreeSlot], list[Booking]]:
    """The free times, and who has the others by times alone."""
    rule, calendar = rule_of(facts), calendars.current()
    first = workdays_after(calendar, today, int(rule.get("lead_days", 0)))
    reserve = None if states.has_priority(facts) else workdays_after(calendar, today, RESERVE_OPENS)
    last = first + timedelta(days=LOOK_AHEAD)
    terminals, lent = free.lent_in(territory, Kind.TERMINAL, first, last)
    found = free.slots(
        terminals, first, last, now=timezone.now(), reserve_until=reserve, least_minutes=min(int(rule.get("minutes", 0)), 30),
        calendar=calendar, taken=free.busy_by(lent),
    )  # fmt: skip
    open_days = rule.get("open_days") or ()
    return [slot for slot in found if not open_days or slot.on.isoweekday() in open_days], lent


def rule_of(facts: Facts) -> Mapping[str, Any]:
    """The rule last recorded with the request."""
    found: Mapping[str, Any] = facts.value("rule", {})
    return found


def of_slot(asking: Asking) -> Mapping[str, Any]:
    """The time chosen in words, what the prison's rule says of its day, and by when the prison answers."""
    key = str(asking.data.get("slot") or "")
    if not key:
        return {}
    try:
        named = free.parse(key)
        resource = Resource.objects.select_related("office").get(pk=named.resource_id, kind=Kind.TERMINAL)
    except (ValueError, OverflowError, Resource.DoesNotExist):
        return {"slot_problem": "选的场次认不出来。请重新选择。"}
    on, facts = named.from_at.astimezone(HERE).date(), asking.facts
    prison_id = states.prison(facts)
    rule, calendar = rule_on(prison_id, on), calendars.current()
    wanted = Wanted(named.resource_id, named.from_at, named.to_at)
    found: dict[str, Any] = {
        "slot_words": f"{free.when(named.from_at, named.to_at)}，{resource}", "slot_on": on.isoformat(), "slot_seats": resource.seats,
        "slot_problem": taking.why_not(wanted) or _reserved(asking, resource, named, on), "rule": rule, "prison_name": prison_name(prison_id),
        "answer_by": workdays_after(calendar, asking.happened_on, int(rule.get("answer_days", 3))).isoformat(),
        "earliest": workdays_after(calendar, asking.happened_on, int(rule.get("lead_days", 0))).isoformat(),
    }  # fmt: skip
    inmate = states.inmate_of(facts)
    keys = [each for party in states.visitors(facts) if (each := states.visitor_key(party)) is not None]
    found |= _in_month(asking, inmate, on, str(facts.value("mode", codes.VIDEO)), rule)
    return found | _barred(asking, inmate, keys, on) | dict(known_kin(asking))


def _reserved(asking: Asking, resource: Resource, named: free.Named, on: date) -> str:
    """A reserved time is for those with priority until three working days before."""
    opens = workdays_after(calendars.current(), asking.happened_on, RESERVE_OPENS)
    if states.has_priority(asking.facts) or on <= opens:
        return ""
    kinds = {slot.kind for slot in free.timetable([resource], on, on) if slot.from_at == named.from_at}
    if SlotKind.RESERVED in kinds:
        return "这是给高龄、患病、残疾、孕产、路远的家属预留的场次，前三个工作日才向其他家属开放。请另选，或列入候补。"
    return ""
