"""What an act looks up beyond its own matter, recorded with the entry: notary offices, what to bring, free times, missed ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from fengqiao.booking import free, taking
from fengqiao.booking.models import Kind, Resource
from fengqiao.booking.spans import HERE
from fengqiao.booking.taking import Wanted
from fengqiao.divisions.territory import county_reach
from fengqiao.lines.notary import codes
from fengqiao.matter import calendars, net
from fengqiao.matter.forms import Setting
from fengqiao.matter.keys import ring
from fengqiao.matter.models import Party
from fengqiao.matter.procedure import Asking
from fengqiao.providers.codes import OrgKind
from fengqiao.providers.models import ServiceOrg
from fengqiao.vault import parse_phone

LOOK_AHEAD, LEAST_AHEAD = 21, 1  # days whose times are offered; from tomorrow, so that nobody sets out in vain
MOST_OFFERED = 60


# Notary offices and what they want to see ------------------------------------------------------------------------------


def offices(territory: int) -> list[ServiceOrg]:
    """The county's notary offices as they stand in the register."""
    low, high = county_reach(territory)
    return list(ServiceOrg.objects.filter(territory__gte=low, territory__lte=high, kind=OrgKind.NOTARY, left_on=None).order_by("name"))


def notaries(setting: Setting) -> list[tuple[str, str]]:
    return [(str(row.pk), row.name) for row in offices(setting.actor.territory)]


def materials(territory: int, item: str) -> list[str]:
    """What to bring: the county's own list, else the usual one."""
    from fengqiao.lines.notary.models import MaterialList

    low, high = county_reach(territory)
    own = MaterialList.objects.filter(territory__gte=low, territory__lte=high, item=item).first()
    return list(own.materials) if own is not None else list(codes.BY_CODE[item].materials) if item in codes.BY_CODE else []


# Times ---------------------------------------------------------------------------------------------------------------


def windows(territory: int, today: date, *, home: bool | None = None) -> list[free.FreeSlot]:
    """The free times of the county's notary windows and home visits from tomorrow on; ``home``: of these alone."""
    first, last = today + timedelta(days=LEAST_AHEAD), today + timedelta(days=LOOK_AHEAD)
    things, lent = free.lent_in(territory, Kind.COUNTER, first, last)
    sorts = (codes.WINDOW, codes.AT_HOME) if home is None else (codes.AT_HOME,) if home else (codes.WINDOW,)
    ours = [each for each in things if each.sort in sorts]
    return free.slots(ours, first, last, now=timezone.now(), spare=False, calendar=calendars.current(), taken=free.busy_by(lent))


def free_for(setting: Setting) -> list[tuple[str, str]]:
    """The free times a form offers, one line a time and place, with how many windows are left at it."""
    home = bool(setting.facts.value("home_visit")) if len(setting.facts) else None
    territory = setting.office.territory if setting.office else setting.actor.territory
    return grouped(windows(territory, setting.today, home=home))[:MOST_OFFERED]


def grouped(slots: Sequence[free.FreeSlot]) -> list[tuple[str, str]]:
    """Key of the first free window and words for each time at one place."""
    found: dict[tuple[Any, ...], list[free.FreeSlot]] = {}
    for slot in slots:
        found.setdefault((slot.from_at, slot.to_at, slot.resource.office_id, slot.resource.sort), []).append(slot)
    return [(same[0].key, f"{same[0].when}，{place(same[0].resource)}{f'，还有{len(same)}个' if len(same) > 1 else ''}") for same in found.values()]


def place(resource: Resource) -> str:
    return "公证员上门" if resource.sort == codes.AT_HOME else f"{resource.office.short_name}{resource.sort}"


def nearest(territory: int, today: date, wish_on: date, half: str, *, home: bool) -> str:
    """The key of the free time nearest to the wish, of that half of the day first; empty where none is."""
    found = windows(territory, today, home=home)
    before_noon = half != "afternoon"

    def far(slot: free.FreeSlot) -> tuple[int, bool, Any]:
        return abs((slot.on - wish_on).days), (slot.from_at.astimezone(HERE).hour < 12) != before_noon, slot.from_at

    return min(found, key=far).key if found else ""


def of_slot(data: Mapping[str, Any], *, home: bool) -> dict[str, Any]:
    """The time chosen in words, and why it cannot be had."""
    key = str(data.get("slot") or "")
    if not key:
        return {}
    try:
        named = free.parse(key)
        resource = Resource.objects.select_related("office").get(pk=named.resource_id, kind=Kind.COUNTER, sort__in=(codes.WINDOW, codes.AT_HOME))
    except (ValueError, OverflowError, Resource.DoesNotExist):
        return {"slot_problem": "选的时间认不出来。请重新选择。"}
    problem = taking.why_not(Wanted(named.resource_id, named.from_at, named.to_at)) or ""
    if (resource.sort == codes.AT_HOME) != home:
        problem = "请公证员上门的，选“公证员上门”的时间；到窗口办的，选窗口的时间。"
    return {"slot_words": f"{free.when(named.from_at, named.to_at)}，{place(resource)}", "slot_problem": problem}


# The acts ------------------------------------------------------------------------------------------------------------


def of_asking(asking: Asking) -> Mapping[str, Any]:
    """The notary office, what to bring, the time in words, how often the same telephone did not come within a year."""
    data = asking.data
    there = offices(asking.matter.territory)
    chosen = next((row for row in there if str(row.pk) == str(data.get("notary", ""))), there[0] if there else None)
    phones = [str(row.get("phone")) for row in data.get("parties", ()) if row.get("phone")]
    return {
        "notary_id": chosen.pk if chosen else None, "notary_name": chosen.name if chosen else "", "notary_phone": chosen.phone if chosen else "",
        "materials": materials(asking.matter.territory, str(data.get("item", ""))), "missed_before": missed(asking.matter.territory, phones, asking.happened_on, but=asking.matter.pk),
        **of_slot(data, home=bool(data.get("home_visit"))),
    }  # fmt: skip


def of_time(asking: Asking) -> Mapping[str, Any]:
    return of_slot(asking.data, home=bool(asking.facts.value("home_visit")))


def missed(territory: int, phones: Sequence[str], on: date, *, but: Any = None) -> int:
    """Times somebody with one of these telephones did not come, in the year before: a number, nothing shown."""
    from fengqiao.lines.notary.models import NotaryBooking

    keys = [ring().blind_index.of("phone", read.digits) for phone in phones if (read := parse_phone(phone)).ok]
    if not keys:
        return 0
    low, high = county_reach(territory)
    with net.widened(low, high):
        named = Party.objects.filter(phone_index__in=keys, matter__line="notary").values("matter_id")
        rows = NotaryBooking.objects.filter(pk__in=named, asked_on__gte=on - timedelta(days=365)).exclude(pk=but)
        return sum(rows.values_list("missed", flat=True))
