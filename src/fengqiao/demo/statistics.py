"""The bureau's statistician, and the periods whose figures are locked: last year, and the last quarter that is over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from fengqiao.demo.people import People, stream
from fengqiao.demo.shapes import CountyPlan
from fengqiao.indicators.periods import Period, read, usual
from fengqiao.lines.locks.procedure import lock, propose
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter, perform
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Office, Post, Staff
from fengqiao.orgs.roles import LEADER, STATISTICS

NOON = time(12, 0)


def load_statistics(plan: CountyPlan, *, say: Callable[[str], None], today: date, password: str) -> None:
    """Asked for a fortnight ago, approved a week ago."""
    bureau = Office.objects.get(territory=int(plan.code) * 10**9)
    with transaction.atomic():
        asks, leader = statistician(plan, bureau, today, password), _leader(bureau)
        periods = over(today)
        for period in periods:
            _lock(bureau, period, asks, leader, today)
    say(f"  统计员1人、锁定的统计期间{len(periods)}个已装入。")


def over(today: date) -> list[Period]:
    """Last year, and the last whole quarter."""
    named = dict(usual(today))
    return [named["去年"], read(f"{today.year}-Q{(today.month + 2) // 3}").before()]


def statistician(plan: CountyPlan, bureau: Office, today: date, password: str) -> Actor:
    """Who counts for the bureau."""
    person = People(plan.code, stream(2026, plan.code, "statistics"), today).person((28, 55))
    staff = Staff.objects.create(
        username=f"{plan.code[4:]}stat", name=person.name, password=make_password(password), confirmed=True, demo=True, demo_sign_in="统计员",
    )  # fmt: skip
    return actor_of(Post.objects.create(staff=staff, office=bureau, roles=[STATISTICS.code], from_on=today.replace(year=today.year - 2, day=1)))


def _leader(bureau: Office) -> Actor:
    return actor_of(Post.objects.filter(office=bureau, roles__contains=[LEADER.code]).select_related("office", "staff")[0])


def _lock(bureau: Office, period: Period, asks: Actor, leader: Actor, today: date) -> None:
    asked_on, locked_on = today - timedelta(days=14), today - timedelta(days=7)
    if period.to_on >= asked_on:
        return
    data = {"from": period.from_on.isoformat(), "to": period.to_on.isoformat(), "note": "各条线已核对。（演示数据）"}
    opened = open_matter(asks, registry.procedure_on("locks", asked_on), [Doing(propose, data, asked_on)], bureau, now=_noon(asked_on))
    perform(leader, opened.matter.pk, [Doing(lock, {}, locked_on)], now=_noon(locked_on))


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, NOON))
