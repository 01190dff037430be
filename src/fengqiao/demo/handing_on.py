"""What community corrections told the resettlement office of those who agreed, as the worker would have recorded it."""

from __future__ import annotations

from datetime import datetime

from fengqiao.demo.rosters import evening_of
from fengqiao.demo.shapes import CountyPlan
from fengqiao.divisions.territory import compose, reach
from fengqiao.lines.corrections.models import CorrectionCase
from fengqiao.lines.resettlement import told
from fengqiao.matter.actions import known_facts


def hand_on(plan: CountyPlan, *, now: datetime) -> None:
    """Open the hand-overs, and end those whose supervision has ended; repeatable."""
    low, high = reach(compose(int(plan.code)))
    for case in CorrectionCase.objects.filter(territory__gte=low, territory__lte=high).order_by("pk"):
        facts = known_facts(case)
        appraised, released = facts.last("appraise"), facts.last("release")
        if appraised is not None:
            told.prepare(case.pk, appraised.happened_on, now=min(now, evening_of(appraised.happened_on)))
        if released is not None:
            told.end(case.pk, released.happened_on, now=min(now, evening_of(released.happened_on)))
