"""The draw: on the third of each month or later, of each unit's work that ended last month. Repeatable: a unit's month is drawn once.

Who is drawn follows from the seed and the frame alone: each matter's digest with the seed, the smallest first. What is sealed,
withheld from view or voided is not in the frame.
"""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from fengqiao.divisions.territory import county_of
from fengqiao.indicators.periods import Period
from fengqiao.indicators.quality.recalls import recallable
from fengqiao.lines.doubts.models import Recall
from fengqiao.lines.doubts.recalls.procedure import RECALL, draw
from fengqiao.matter import calendars, registry
from fengqiao.matter.actions import Doing, open_matter
from fengqiao.matter.models import Matter
from fengqiao.orgs.models import Office
from fengqiao.vault import sm3_hex

FIRST_DAY = 3
OFFICE = 10**6


@app.periodic(cron="30 3 * * *")
@app.task(name="doubts.recalls", queue="sweep", queueing_lock="doubts.recalls")
def draw_recalls(timestamp: int = 0) -> None:
    """Draw what ended last month, where that was not done yet."""
    now = timezone.now()
    if timezone.localdate(now).day >= FIRST_DAY:
        draw_of_last_month(now=now)


def draw_of_last_month(*, now: datetime) -> int:
    """How many units were drawn from."""
    last = timezone.localdate(now).replace(day=1) - timedelta(days=1)
    return draw_of(Period(last.replace(day=1), last), now=now)


def draw_of(period: Period, *, now: datetime, seed: str = "") -> int:
    """A recall for each unit that ended something in the period and has none."""
    frames = frames_of(period)
    units = {each.territory: each for each in Office.objects.filter(territory__in=list(frames), to_on__isnull=True)}
    there = set(Recall.objects.filter(from_on=period.from_on, to_on=period.to_on).values_list("unit_id", flat=True))
    bureaus = {each.territory: each for each in Office.objects.filter(territory__in={county_of(territory) for territory in frames})}
    made = 0
    for territory in sorted(frames):
        unit, bureau = units.get(territory), bureaus.get(county_of(territory))
        if unit is not None and bureau is not None and unit.pk not in there:
            made += _draw(unit, bureau, period, frames[territory], seed or secrets.token_hex(8), now)
    return made


def frames_of(period: Period) -> dict[int, dict[str, str]]:
    """By the territory of the unit: the code and the number of everything that ended there in the period and may be called back."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for each in recallable():
        rows = each.ended(period).filter(sealed=False, restricted="").exclude(stage="voided")
        for pk, territory, number in rows.order_by("pk").values_list("pk", "territory", "number"):
            found[territory // OFFICE * OFFICE][pk.hex] = f"{each.label}{number or '（未编号）'}"
    return dict(found)


def chosen(codes: Sequence[str], count: int, seed: str) -> list[str]:
    """So many of them: the smallest digests with the seed."""
    return sorted(codes, key=lambda code: sm3_hex(f"{seed}:{code}".encode()))[:count]


def fingerprint(codes: Sequence[str]) -> str:
    """SM3 of the frame: whether somebody draws again from the same."""
    return sm3_hex("\n".join(sorted(codes)).encode())


@transaction.atomic
def _draw(unit: Office, bureau: Office, period: Period, frame: dict[str, str], seed: str, now: datetime) -> bool:
    count = int(calendars.parameters(RECALL, bureau.territory)["recall_cases"])
    taken = chosen(sorted(frame), count, seed)
    if not taken:
        return False
    day = timezone.localdate(now)
    data = {
        "unit": unit.pk, "unit_name": unit.short_name, "unit_territory": unit.territory, "from": period.from_on.isoformat(), "to": period.to_on.isoformat(), "period_words": period.words,
        "seed": seed, "frame_n": len(frame), "frame_digest": fingerprint(list(frame)), "drawn": [{"code": code, "words": frame[code]} for code in taken],
    }  # fmt: skip
    demo = Matter.objects.filter(pk=UUID(taken[0]), demo=True).exists()
    open_matter(None, registry.procedure_on(RECALL.code, day), [Doing(draw, data, day)], bureau, now=now, demo=demo)
    return True
