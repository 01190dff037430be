"""Looking: every night the rules go over last month (until the tenth) and this month so far; what they find becomes a doubt, once.

A doubt that is open and looks different the next night says so in an entry; one that was judged is not raised again for the
same thing.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from fengqiao.indicators import folding
from fengqiao.indicators.periods import Period, read
from fengqiao.indicators.quality import rules
from fengqiao.indicators.quality.rules import Found, Rule
from fengqiao.lines.doubts.models import Doubt
from fengqiao.lines.doubts.procedure import ENDED, SERIOUS, again, raise_
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, lock_matter, open_matter, perform, standing_of
from fengqiao.matter.models import Matter
from fengqiao.orgs.models import Office
from fengqiao.vault import sm3_hex

COUNTY = 10**9
MOST = 500  # cases named in one doubt
STILL_LAST_MONTH = 10  # until this day of a month the month before is looked over too


@app.periodic(cron="40 2 * * *")
@app.task(name="doubts.look", queue="sweep", queueing_lock="doubts.look")
def look(timestamp: int = 0) -> None:
    """The night's look."""
    now = timezone.now()
    folding.fold_all_changes()
    for period in periods_on(timezone.localdate(now)):
        look_over(period, now=now)


def periods_on(day: date) -> list[Period]:
    """The months looked over that night."""
    this = Period(day.replace(day=1), day)
    return [read(f"{this.eve:%Y-%m}"), this] if day.day <= STILL_LAST_MONTH else [this]


def look_over(period: Period, *, now: datetime) -> int:
    """Every rule over one period; how many doubts were raised. Repeatable."""
    month = read(f"{period.from_on:%Y-%m}")
    raised = 0
    for rule in rules.rules():
        for found in rule.finds(period):
            raised += _lay_before(rule, found, found.about or (month if period.from_on.day == 1 else period), now)
    return raised


@transaction.atomic
def _lay_before(rule: Rule, found: Found, period: Period, now: datetime) -> bool:
    """Raise it, or say that it looks different; whether it is new."""
    key = sm3_hex(f"{rule.code} {found.territory} {period.written} {found.key}".encode())
    day = timezone.localdate(now)
    seen = {"said": found.said, "matters": [{"code": each.hex} for each in found.matters[:MOST]]}
    there = Doubt.objects.filter(rule=rule.code, from_on=period.from_on, to_on=period.to_on, key=key).first()
    if there is None:
        office = _office(found)
        if office is None:
            return False
        data = {
            "rule": rule.code, "label": rule.label, "severity": rule.severity, "from": period.from_on.isoformat(), "to": period.to_on.isoformat(), "key": key, **seen,
            **({"figures": [{"code": f"{set_code}:{code}"} for set_code, code in found.figures]} if found.figures else {}),
        }  # fmt: skip
        open_matter(None, registry.procedure_on("doubts", day), [Doing(raise_, data, day)], office, now=now, demo=_is_demo(found))
        return True
    held = lock_matter(there.pk)
    facts = standing_of(held).facts
    last = facts.last("again") or facts.opening
    if held.stage not in (ENDED.code, SERIOUS.code) and last.get("said") != found.said:
        perform(None, there.pk, [Doing(again, seen, day)], now=now)
    return False


def _office(found: Found) -> Office | None:
    """The body there, or the bureau above where none is; of the bureau's own matters the room they all lie with."""
    territory = found.territory
    if territory % COUNTY == 0 and found.matters:
        rooms = list(Matter.objects.filter(pk__in=found.matters).order_by().values_list("office_id", flat=True).distinct()[:2])
        if len(rooms) == 1:
            return Office.objects.filter(pk=rooms[0], to_on__isnull=True).first()
    wanted = {territory, territory // 10**9 * 10**9}
    return Office.objects.filter(territory__in=wanted, to_on__isnull=True).order_by("-territory").first()


def _is_demo(found: Found) -> bool:
    return bool(found.matters) and Matter.objects.filter(pk=found.matters[0], demo=True).exists()
