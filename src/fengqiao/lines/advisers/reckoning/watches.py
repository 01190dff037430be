"""A13 and A14: who is below the month's minimum on the 25th, what stands vacant, whose licence ends soon.

Notices name places and days. None of it stands in one appointment's facts alone: logs elsewhere, the register, what came after.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from fengqiao.divisions.territory import county_of
from fengqiao.lines.advisers.reckoning import looking
from fengqiao.matter.models import Notice, NoticeLevel
from fengqiao.matter.notices import notice_to, watch
from fengqiao.orgs.roles import ADVISERS, OFFICE_HEAD, OFFICE_STAFF

FROM_DAY = 25  # A13: by this day of the month
RUNGS = (60, 15)  # A14: days before a licence ends
VACANT_SINCE = timedelta(days=90)  # an older vacancy has been told of
TO = (ADVISERS.code, OFFICE_STAFF.code, OFFICE_HEAD.code)


def below_minimum(now: datetime) -> Iterator[Notice]:
    """A13: each appointment below its minimum, once a month."""
    today = timezone.localdate(now)
    if today.day < FROM_DAY:
        return
    first = today.replace(day=1)
    for appointments in _by_county(today):
        for each in looking.months(appointments, first):
            if each.owed and not each.month.met and not each.result:
                text = f"{first.month}月{each.month.short}，月底以前请补足；已经做了的，请登记并由服务对象确认。"
                for to in TO:
                    yield notice_to(each.appointment, "A13", first.isoformat(), NoticeLevel.YELLOW, text, to)


def _by_county(today: date) -> Iterator[list[Any]]:
    from fengqiao.lines.advisers.models import Appointment

    found: dict[int, list[Any]] = defaultdict(list)
    for each in Appointment.objects.filter(stage="serving", term_from_on__lte=today, term_to_on__gte=today).order_by("pk"):
        found[county_of(each.territory)].append(each)
    yield from found.values()


def vacant(now: datetime) -> Iterator[Notice]:
    """A13: a village, school or enterprise whose adviser is gone, and nobody came after."""
    from fengqiao.lines.advisers.models import Appointment

    today = timezone.localdate(now)
    for each in vacancies(Appointment.objects.filter(ended_on__gte=today - VACANT_SINCE)):
        text = f"{each.served}的{each.team_word}空缺，自{each.ended_on.isoformat()}起。请尽快另聘。"
        for to in TO:
            yield notice_to(each, "A13-vacant", each.ended_on.isoformat(), NoticeLevel.RED, text, to)


def vacancies(ended: Any) -> list[Any]:
    """Of appointments that ended, the last of each place where nobody serves in that team now."""
    from fengqiao.lines.advisers.models import Appointment

    last: dict[tuple[int, str, str], Any] = {}
    for each in ended.filter(stage__in=("dismissed", "expired")).order_by("ended_on", "pk"):
        last[(county_of(each.territory), each.team, each.served_key)] = each
    keys = {key[2] for key in last}
    running = Appointment.objects.filter(served_key__in=keys, closed=False)
    taken = {(county_of(territory), team, key) for territory, team, key in running.values_list("territory", "team", "served_key")}
    return [each for key, each in last.items() if key not in taken]


def licence_ends(now: datetime) -> Iterator[Notice]:
    """A14: a licence in the register that ends within sixty, and again within fifteen days."""
    from fengqiao.lines.advisers.models import Appointment
    from fengqiao.providers.models import Provider

    today = timezone.localdate(now)
    listed = Provider.objects.filter(left_on=None, licence_to__lte=today + timedelta(days=RUNGS[0]))
    soon = {pk: ends for pk, ends in listed.values_list("pk", "licence_to") if ends is not None}
    for each in Appointment.objects.filter(stage__in=("serving", "suspended"), provider_id__in=list(soon)).order_by("pk"):
        ends = soon[each.provider_id or 0]
        left = (ends - today).days
        if left < 0:
            level, key, text = NoticeLevel.AMBER, "over", f"名册上的执业证已于{ends.isoformat()}到期。请核实；没有续上的，办理“暂停”。"
        else:
            level, key, text = NoticeLevel.YELLOW, str(min(rung for rung in RUNGS if left <= rung)), f"名册上的执业证{ends.isoformat()}到期，请核实。"
        for to in TO:
            yield notice_to(each, "A14-licence", f"{ends.isoformat()}:{key}", level, text, to)


def begin() -> None:
    """Make them known; called once, when the app is ready."""
    watch("A13", below_minimum)
    watch("A13-vacant", vacant)
    watch("A14-licence", licence_ends)
