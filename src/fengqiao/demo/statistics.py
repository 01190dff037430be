"""The bureau's statistician, the periods whose figures are locked (last year, and the last quarter that is over), and the assessment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction

from fengqiao.demo.assessment import load_assessment
from fengqiao.demo.people import People, stream
from fengqiao.demo.shapes import CountyPlan
from fengqiao.demo.times import noon
from fengqiao.indicators.periods import Period, read, usual
from fengqiao.indicators.quality.rules import HOLD
from fengqiao.lines.doubts.looking import look_over
from fengqiao.lines.doubts.models import Doubt, Recall
from fengqiao.lines.doubts.procedure import accept, explain, find_false, refer
from fengqiao.lines.doubts.recalls import drawing
from fengqiao.lines.doubts.recalls.drawing import FIRST_DAY
from fengqiao.lines.doubts.recalls.procedure import TRUE, call
from fengqiao.lines.locks.procedure import lock, propose
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter, perform
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Office, Post, Staff
from fengqiao.orgs.roles import LEADER, OFFICE_HEAD, SECTION_MEDIATION, STATISTICS


def load_statistics(plan: CountyPlan, *, say: Callable[[str], None], today: date, password: str) -> None:
    """Asked for a fortnight ago, approved a week ago."""
    bureau = Office.objects.get(territory=int(plan.code) * 10**9)
    with transaction.atomic():
        asks, leader = statistician(plan, bureau, today, password), _leader(bureau)
        periods = over(today)
        for period in periods:
            _lock(bureau, period, asks, leader, today)
        load_assessment(plan, say=say, today=today)  # before what is doubted holds figures back
        doubts = _doubts(today, asks)
        _found_false(asks, leader, today)
        recalls = _recalls(bureau, today)
    say(f"  统计员1人、锁定的统计期间{len(periods)}个、数据疑点{doubts}件、抽查回访{recalls}件已装入。")


def over(today: date) -> list[Period]:
    """Last year, and the last whole quarter."""
    named = dict(usual(today))
    return [named["去年"], read(f"{today.year}-Q{(today.month + 2) // 3}").before()]


def statistician(plan: CountyPlan, bureau: Office, today: date, password: str) -> Actor:
    """Who counts for the bureau; the one there is already, where there is one."""
    there = Post.objects.filter(office=bureau, roles__contains=[STATISTICS.code]).select_related("office", "staff").first()
    if there is not None:
        return actor_of(there)
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
    opened = open_matter(asks, registry.procedure_on("locks", asked_on), [Doing(propose, data, asked_on)], bureau, now=noon(asked_on), demo=True)
    perform(leader, opened.matter.pk, [Doing(lock, {}, locked_on)], now=noon(locked_on))


def _doubts(today: date, judge: Actor) -> int:
    """What the rules find odd in the last two months; the first that an office may explain is explained, and accepted."""
    looked, raised = today - timedelta(days=5), 0
    for period in (read(f"{today:%Y-%m}").before(), Period(today.replace(day=1), today)):
        raised += look_over(period, now=noon(looked))
    for doubt in Doubt.objects.filter(territory__range=Office.objects.get(pk=judge.office_id).reach, office__kind="office").order_by("pk")[:1]:
        head = actor_of(Post.objects.filter(office=doubt.office, roles__contains=[OFFICE_HEAD.code], kind="regular").select_related("office", "staff")[0])
        perform(head, doubt.pk, [Doing(explain, {"explanation": "核对了案卷，记录属实。（演示数据）"}, looked)], now=noon(looked))
        perform(judge, doubt.pk, [Doing(accept, {"note": "看过案卷，与说明一致。"}, looked + timedelta(days=1))], now=noon(looked + timedelta(days=1)))
    return raised


def _recalls(bureau: Office, today: date) -> int:
    """Last month's draw; of the first unit's cases one was called and confirmed."""
    drawn_on = today.replace(day=FIRST_DAY) if today.day >= FIRST_DAY else today
    drawn = drawing.draw_of_last_month(now=noon(drawn_on))
    caller = actor_of(Post.objects.filter(office__territory__range=bureau.reach, roles__contains=[SECTION_MEDIATION.code]).select_related("office", "staff").order_by("pk")[0])
    for recall in Recall.objects.filter(territory__range=bureau.reach, closed=False).order_by("pk")[:1]:
        which = recall.entries.get(seq=1).data["drawn"][0]["code"]
        on = min(today, drawn_on + timedelta(days=2))
        perform(caller, recall.pk, [Doing(call, {"which": which, "result": TRUE, "said": "说事情办好了，记得是谁办的。（演示数据）"}, on)], now=noon(on))
    return drawn


def _found_false(judge: Actor, leader: Actor, today: date) -> None:
    """One doubt that holds figures back was found false; what comes off the score waits for somebody to decide."""
    offices = Office.objects.get(pk=judge.office_id).reach
    doubt = Doubt.objects.filter(territory__range=offices, office__kind="office", severity=HOLD, closed=False).order_by("pk").first()
    if doubt is None:
        return
    on = today - timedelta(days=2)
    perform(judge, doubt.pk, [Doing(refer, {"reason": "调阅案卷，两份记录的签名和经过完全相同。（演示数据）"}, on)], now=noon(on))
    perform(leader, doubt.pk, [Doing(find_false, {"finding": "同一份材料附在两件里，其中一件没有发生。（演示数据）"}, on)], now=noon(on))
