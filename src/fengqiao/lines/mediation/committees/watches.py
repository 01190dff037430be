"""AL14 for many committees at once: hours of training short towards the year's end, people whose time ran out and who still
hold cases. Neither stands in one committee's facts alone: the county says how many hours, other matters say who handles them.

Notices name numbers, never persons. 人民调解法 13, 14.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from fengqiao.divisions.territory import county_of
from fengqiao.lines.mediation.alerts import AMBER, HEAD, OFFICE, SECTION, YELLOW
from fengqiao.lines.mediation.committees import codes
from fengqiao.matter import calendars
from fengqiao.matter.models import Matter, Notice
from fengqiao.matter.notices import notice_to

TRAINING, ASSIGNED = "AL14-training", "AL14-assigned"
FROM_MONTH = 10  # hours are asked for by the year: from October on there is a reason to say so
LAST_MONTH = 12


def training_short(now: datetime) -> Iterable[Notice]:
    """One notice a committee from October on, said again when the number of people changes and once more in December."""
    today = timezone.localdate(now)
    if today.month < FROM_MONTH:
        return
    for matter, short, wanted in _short(today):
        last = today.month == LAST_MONTH
        text = (
            f"本年培训学时不足{wanted}的在任调解员有{short}人，{'年底前' if last else '到年底还有两个多月'}须补足（本局要求）。"
            "请安排培训；已经参加的，请登记培训。"
        )
        key = f"{today.year}:{LAST_MONTH if last else FROM_MONTH}:{short}"
        for to in (SECTION, HEAD):
            yield notice_to(matter, TRAINING, key, AMBER if last else YELLOW, text, to)


def _short(today: date) -> Iterator[tuple[Matter, int, int]]:
    """Committees with people in office whose hours of this year stay below what their county asks for."""
    from fengqiao.lines.mediation.committees.procedure import COMMITTEE
    from fengqiao.lines.mediation.models import Committee, Mediator, MediatorRecord

    wanted: dict[int, int] = {}
    hours = _hours(MediatorRecord.objects.filter(kind=codes.TRAINING, on__year=today.year, on__lte=today))
    here = Mediator.objects.filter(state=codes.IN_OFFICE, left_on=None).filter(Q(to_on=None) | Q(to_on__gte=today))
    count: dict[Any, int] = {}
    for matter_id, n, territory in here.values_list("matter_id", "n", "territory"):
        county = county_of(territory)
        if county not in wanted:
            wanted[county] = int(calendars.parameters(COMMITTEE, county)["training_hours"])
        if hours.get((matter_id, n), 0) < wanted[county]:
            count[matter_id] = count.get(matter_id, 0) + 1
    for matter in Committee.objects.filter(pk__in=count, closed=False).order_by("pk"):
        yield matter, count[matter.pk], wanted[county_of(matter.territory)]


def _hours(records: Any) -> dict[tuple[Any, int], int]:
    found = records.values_list("matter_id", "mediator_n").annotate(sum=Coalesce(Sum("hours"), 0))
    return {(matter_id, n): total for matter_id, n, total in found}


def expired_but_assigned(now: datetime) -> Iterable[Notice]:
    """Committees with people whose term or engagement ran out while they hold its open cases; said anew when that changes."""
    from fengqiao.lines.mediation.models import Committee

    found = _expired(timezone.localdate(now))
    for matter in Committee.objects.filter(pk__in=found, closed=False).order_by("pk"):
        people, cases = found[matter.pk]
        text = (
            f"有{people}位调解员任期或聘期已届满，仍承办{cases}件没有办结的案件。届满前受理的可以办完；"
            "请尽快换届、续聘，或另行指派（人民调解法第十三条）。"
        )
        for to in (SECTION, OFFICE, HEAD):
            yield notice_to(matter, ASSIGNED, f"{people}:{cases}", AMBER, text, to)


def _expired(today: date) -> dict[Any, tuple[int, int]]:
    """By committee: how many people whose time ran out hold open cases there, and how many cases."""
    from fengqiao.lines.mediation.models import MediationCase, Mediator

    open_cases = MediationCase.objects.filter(closed=False, handler_id__isnull=False)
    held = {
        (staff, office): n
        for staff, office, n in open_cases.values_list("handler_id", "office_id").annotate(n=Count("pk"))
    }
    rows = Mediator.objects.filter(left_on=None, staff_id__in={staff for staff, _ in held})
    people = list(rows.values_list("matter_id", "staff_id", "office_id", "to_on"))
    serving = {(matter, staff) for matter, staff, _, to_on in people if to_on is None or to_on >= today}
    found: dict[Any, tuple[int, int]] = {}
    for matter, staff, office in {row[:3] for row in people}:
        cases = held.get((staff, office), 0)
        if cases and (matter, staff) not in serving:
            before = found.get(matter, (0, 0))
            found[matter] = (before[0] + 1, before[1] + cases)
    return found


WATCHES = {TRAINING: training_short, ASSIGNED: expired_but_assigned}
