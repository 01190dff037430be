"""The prisons of the county's list and their rules: kept by the bureau's visit clerk, one version after another."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from fengqiao.divisions import territory as territories
from fengqiao.lines.visits import codes
from fengqiao.lines.visits.models import Prison, PrisonRule
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.recording import record

COUNTED_BEFORE = date(2026, 11, 1)  # until then video visits counted; since then each prison is asked
_WEEK = "一二三四五六日"
_FIELDS = (
    "max_persons", "count_infants", "minutes", "monthly_quota", "video_counts", "lead_days", "answer_days", "open_days", "languages", "modes",
)  # fmt: skip


def of_county(actor: Actor) -> QuerySet[Prison]:
    """Those of the actor's county."""
    low, high = territories.county_reach(actor.territory)
    return Prison.objects.filter(territory__gte=low, territory__lte=high)


def add(actor: Actor, **fields: Any) -> Prison:
    """A further prison. Raises Refused."""
    county = territories.county_of(actor.territory)
    try:
        with transaction.atomic():
            return Prison.objects.create(territory=county, **fields)
    except IntegrityError:
        raise Refused.because("twice", f"“{fields['name']}”已经登记过。请打开它修改规定。", need="name") from None


def set_rule(actor: Actor, prison: Prison, *, now: datetime, **fields: Any) -> PrisonRule:
    """A new version of the prison's rule from a day on; the old ones stay for the days they held. Raises Refused."""
    try:
        with transaction.atomic():
            made = PrisonRule.objects.create(prison=prison, made_by_id=actor.staff_id, made_at=now, **fields)
    except IntegrityError:
        raise Refused.because(
            "twice", f"{fields['from_on'].isoformat()}起的规定已经登记过。请换一个起始日期。", need="from_on"
        ) from None
    new = {"from_on": made.from_on.isoformat(), "rule": words(made), "source": made.source}
    record(actor, "prison.rule", prison.name, now=now, territory=prison.territory, new=new)
    return made


def starting(rule: PrisonRule | None, today: date) -> dict[str, Any]:
    """What the form of a new version begins with: the last one, valid from today."""
    found = (
        {name: getattr(rule, name) for name in _FIELDS}
        if rule is not None
        else {"max_persons": 3, "minutes": 30, "monthly_quota": 1}
    )
    return found | {"from_on": today.isoformat()}


def words(rule: PrisonRule) -> str:
    """A version in a sentence."""
    days = "、".join(f"周{_WEEK[n - 1]}" for n in rule.open_days)
    said = [
        f"每月{rule.monthly_quota}次，视频会见{'计入' if rule.video_counts else '不计入'}次数",
        f"每次{rule.minutes}分钟、最多{rule.max_persons}人（婴幼儿{'计入' if rule.count_infants else '不计入'}）",
        f"提前{rule.lead_days}个工作日，{rule.answer_days}个工作日内答复",
    ]
    said += [f"{days}安排"] if days else []
    said += [f"语言：{_list(codes.LANGUAGES, rule.languages)}"] if rule.languages else []
    said += [f"方式：{_list(codes.MODES, rule.modes)}"] if rule.modes else []
    return "；".join(said)


def _list(options: Any, chosen: list[str]) -> str:
    return "、".join(word for code, word in options if code in chosen)
