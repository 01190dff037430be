"""Plan items that are behind schedule are proposed for supervision, once; a person issues the card or does not.

A plan is written in words, and read as far as they are plain: a last day people write (6月底前, 上半年, 2027-09-30), a figure that is
declared under just that name, a number in the target. What cannot be read is proposed thirty days before the last day, since nobody can
tell how far it is; without a last day it is left alone.
"""

from __future__ import annotations

import logging
import re
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from fengqiao.daycount.months import days_in_month
from fengqiao.indicators import registry
from fengqiao.indicators.asking import Asked
from fengqiao.indicators.figures import figures
from fengqiao.indicators.periods import Period
from fengqiao.indicators.vocabulary import Indicator
from fengqiao.lines.reporting.published import PlanItem, plans
from fengqiao.lines.supervision.models import SupervisionCard
from fengqiao.lines.supervision.procedure import propose
from fengqiao.matter import registry as lines
from fengqiao.matter.actions import Doing, open_matter
from fengqiao.orgs.models import Office

log = logging.getLogger(__name__)
NEAR_DAYS, BEHIND_POINTS, MORE_DAYS = 30, 10, 30
PLAN = "plan"
_DAY = re.compile(r"(?:(\d{4})[-年.])?(\d{1,2})[-月.](\d{1,2})日?")
_MONTH = re.compile(r"(?:(\d{4})[-年.])?(\d{1,2})月?")
_WORDS = {"年底": 12, "年末": 12, "年内": 12, "全年": 12, "下半年": 12, "上半年": 6, "一季度": 3, "二季度": 6, "三季度": 9, "四季度": 12}
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def last_day(text: str, year: int) -> date | None:
    """The last day people mean: 6月底前 is 30 June of the planned year; None where it says none (每季度, 长期)."""
    if "每" in text or "长期" in text:
        return None
    for word, month in _WORDS.items():
        if word in text:
            return date(year, month, days_in_month(year, month))
    if found := _DAY.search(text):
        said, month, day = int(found[1] or year), int(found[2]), int(found[3])
        return date(said, month, day) if 1 <= month <= 12 and 1 <= day <= days_in_month(said, month) else None
    if (found := _MONTH.search(text)) and "月" in text and 1 <= int(found[2]) <= 12:
        said, month = int(found[1] or year), int(found[2])
        return date(said, month, days_in_month(said, month))
    return None


def propose_of_plans(now: datetime) -> int:
    """How many were proposed. Repeatable: an item is proposed once."""
    today, proposed = timezone.localdate(now), 0
    for item in list(plans(today.year)):
        try:
            proposed += _propose(item, today, now)
        except Exception:
            log.exception("a plan item could not be proposed")
    return proposed


@transaction.atomic
def _propose(item: PlanItem, today: date, now: datetime) -> int:
    key = f"{PLAN}:{item.report.hex}:{item.place}"
    until = last_day(item.until, item.year)
    if until is None or not item.content or SupervisionCard.objects.filter(proposed_key=key).exists():
        return 0
    bureau = Office.objects.get(pk=item.bureau_id)
    why = behind(item, until, bureau, today)
    if not why:
        return 0
    lead = _unit(item.unit, bureau) or bureau
    due = until if until > today else today + timedelta(days=MORE_DAYS)
    data = {
        "source": PLAN, "key": key, "content": f"{item.content}\n{item.source}：{item.unit}，{item.until}。{why}", "lead": lead.pk, "lead_name": lead.short_name, "due": due.isoformat(),
    }  # fmt: skip
    open_matter(None, lines.procedure_on("supervision", today), [Doing(propose, data, today)], bureau, now=now, demo=item.demo)
    return 1


def behind(item: PlanItem, until: date, bureau: Office, today: date) -> str:
    """Why the item is behind, in a sentence; empty where it is not."""
    measured = _measured(item, bureau, today)
    if measured is not None:
        words, number, target = measured
        if number >= target:
            return ""
        begun = date(item.year, 1, 1)
        planned = 100 if today > until else Decimal((today - begun).days * 100) / max((until - begun).days, 1)
        done = number * 100 / target if target else Decimal(100)
        return f"计划{item.target}，现在{words}，{'期限已过' if today > until else f'按时间应完成{int(planned)}%，落后{int(planned - done)}个百分点'}。" if planned - done > BEHIND_POINTS or today > until else ""
    left = (until - today).days
    if left < 0:
        return "期限已过，系统看不出办没办完。"
    return f"离期限还有{left}天，系统看不出办到哪一步。" if left <= NEAR_DAYS else ""


def _measured(item: PlanItem, bureau: Office, today: date) -> tuple[str, Decimal, Decimal] | None:
    """The figure as it stands this year, and how much was planned; None where either cannot be read."""
    wanted, indicator = _NUMBER.search(item.target), _indicator(item.figure)
    if wanted is None or indicator is None or today.year != item.year:
        return None
    figure = figures([indicator], Asked(*bureau.reach, Period(date(item.year, 1, 1), today)))[0]
    if figure.number is None:
        return None
    number = Decimal(figure.number) * (100 if indicator.is_rate else 1)
    return figure.words, number, Decimal(wanted[0])


def _indicator(words: str) -> Indicator | None:
    """The declared indicator of just that name; None for none, or for several that differ."""
    found = [each for every in registry.sets() for each in every.indicators if each.label == words] if words else []
    return found[0] if len(found) == 1 and not found[0].fen else None


def _unit(words: str, bureau: Office) -> Office | None:
    """The office or section of that name, in full or short."""
    low, high = bureau.reach
    there = Office.objects.filter(territory__range=(low, high), to_on__isnull=True, kind__in=("office", "section"))
    return next((each for each in there.order_by("territory") if words and words in (each.name, each.short_name)), None)

