"""A10: at the beginning of a quarter the head of the centre hears what of the last one's assigning lies beyond the bureau's lines.

Participation, distance from the fair share, evenness, the three largest bodies, overrides, ways (F1, F2, F3, F4, F6, F10), who had
nothing for ninety days (F12), whose capacity is all but taken. Numbers alone; who they are is in 统计 and on the register's page.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils import timezone

from fengqiao.divisions import territory as territories
from fengqiao.indicators.asking import Asked
from fengqiao.indicators.figures import figures
from fengqiao.indicators.folding import fold_little
from fengqiao.indicators.periods import Period, read
from fengqiao.lines.aidcases import gathering
from fengqiao.lines.aidcases.indicators import INDICATORS
from fengqiao.lines.aidcases.models import AidCase
from fengqiao.matter.models import Notice, NoticeLevel
from fengqiao.matter.notices import notice_to, watch
from fengqiao.orgs.roles import AID_HEAD

CODE = "A10-aid"
TOLD_FOR = timedelta(days=30)  # into the quarter; afterwards the next one is waited for
FULL = 90  # percent of the capacity (本局提示线)
LINES = tuple(each for each in INDICATORS if each.code in ("F1", "F2", "F3", "F4", "F6", "F10"))
IDLE = next(each for each in INDICATORS if each.code == "F12")


def quarter_to_publish(now: datetime) -> Iterator[Notice]:
    """In each county with assignments of the quarter that ended, once, upon the last case that was named in it."""
    today = timezone.localdate(now)
    this = read(f"{today.year}-Q{(today.month + 2) // 3}")
    if today > this.from_on + TOLD_FOR:
        return
    ended = this.before()
    named = AidCase.objects.filter(named_on__range=(ended.from_on, ended.to_on), sealed=False).order_by("named_on", "number")
    last = {territories.county_of(case.territory): case for case in named}
    if last:
        fold_little()
    for county, case in last.items():
        said = beyond(county, ended, today)
        if said:
            text = f"{ended.words}的指派有超过提示线的：{'；'.join(said)}。请在“统计”的法律援助案件里打开核对，并按季向承办机构公布。"
            yield notice_to(case, CODE, f"{county}:{ended.written}", NoticeLevel.YELLOW, text, AID_HEAD.code)


def beyond(county: int, ended: Period, today: date) -> list[str]:
    """What is beyond its line, in words with the numbers."""
    low, high = territories.county_reach(county)
    *lines, idle = figures([*LINES, IDLE], Asked(low, high, ended))
    said = [f"{each.indicator.label}{each.words}" for each in lines if each.beyond]
    if idle.number:
        said.append(f"{idle.indicator.label}{idle.words}")
    points = gathering.points_in_hand(low, high)
    full = sum(points.get(str(one.pk), 0) * 100 > one.capacity_points * FULL for one in gathering.pool_within(low, high, today).filter(capacity_points__gt=0))
    return [*said, f"手里的工作量分超过承载分{FULL}%的{full}人"] if full else said


def begin() -> None:
    """Make it known; called once, when the app is ready."""
    watch(CODE, quarter_to_publish)
