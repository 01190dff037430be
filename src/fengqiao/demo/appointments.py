"""Appointments in the invented county: times that wait for an answer, meetings agreed for today and tomorrow, one refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from itertools import cycle
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from fengqiao.demo.rosters import evening_of
from fengqiao.demo.shapes import CountyPlan
from fengqiao.divisions.territory import compose, reach
from fengqiao.lines.disputes import procedure as d
from fengqiao.lines.mediation import procedure as m
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, perform, standing_of
from fengqiao.matter.appointments import ANSWER, ANY_OF_THEM, NOT, OFFER, OTHER, SUITS
from fengqiao.matter.models import Matter
from fengqiao.matter.refusals import Refused
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Post

MOST = 15
NOTE = "请带身份证和有关的票据、照片。"
Answers = tuple[dict[str, Any], ...]
# days from today of each time offered, and what the parties answered so far, in their order
WAYS: tuple[tuple[tuple[int, ...], Answers], ...] = (
    ((0, 1), ({"answer": SUITS, "slot": 1}, {"answer": SUITS, "slot": 1})),
    ((1, 2), ({"answer": ANY_OF_THEM}, {"answer": SUITS, "slot": 1})),
    ((2, 3), ({"answer": ANY_OF_THEM},)),
    ((1, 3), ({"answer": SUITS, "slot": 1}, {"answer": OTHER, "said": "这两天在外地，周六上午可以。"})),
    ((2, 4), ()),
    ((0,), ({"answer": ANY_OF_THEM}, {"answer": ANY_OF_THEM})),
    ((2,), ({"answer": NOT, "said": "不想再见面，让法院判。"},)),
)  # fmt: skip
HOURS = ("9:30", "14:30", "10:30", "16:00", "8:40")
IN_HAND = Q(line="mediation", stage__in=(m.ASSIGNED.code, m.MEDIATING.code)) | Q(line="disputes", stage=d.HANDLING.code)


def load_appointments(plan: CountyPlan, *, say: Callable[[str], None], now: datetime) -> None:
    """Offer times in matters that are in hand, those of the people who sign in to look first."""
    today, (low, high) = timezone.localdate(now), reach(compose(int(plan.code)))
    found = Matter.objects.filter(IN_HAND, territory__range=(low, high), handler__isnull=False, restricted="")
    rows = found.select_related("handler").order_by("-handler__demo_sign_in", "opened_on", "pk")
    with transaction.atomic():
        ways, made = cycle(WAYS), 0
        for matter in _in_turn(list(rows)):
            made += made < MOST and _arranged(matter, *next(ways), HOURS[made % len(HOURS)], today, now)
    say(f"  约时间 {made}件已装入。")


def _in_turn(rows: list[Matter]) -> Iterator[Matter]:
    """Of each handler the first, then of each the second, and so on."""
    seen: dict[int | None, int] = {}
    places = []
    for row in rows:
        seen[row.handler_id] = seen.get(row.handler_id, 0) + 1
        places.append((seen[row.handler_id], not row.handler.demo_sign_in if row.handler else True))
    yield from (row for _, row in sorted(zip(places, rows, strict=True), key=lambda each: each[0]))


def _arranged(matter: Matter, ahead: tuple[int, ...], answers: Answers, begins: str, today: date, now: datetime) -> bool:
    """Times offered in one matter, with the answers that have come."""
    actor, facts = _handler(matter, today), standing_of(matter).facts
    sides = {party.side: party.n for party in reversed(facts.present_parties) if party.side in ("applicant", "respondent")}
    if actor is None or len(sides) < len(("applicant", "respondent")):
        return False
    who, procedure = sorted(sides.values()), registry.procedure_of(matter)
    offer = {"who": who, "note": NOTE, "days": [
        {"on": (today + timedelta(days=n)).isoformat(), "begins": begins, "place": _place(matter)} for n in ahead
    ]}  # fmt: skip
    offered_on = _day(facts, today)
    entered = min(now, evening_of(offered_on))
    doings = [Doing(procedure.action(OFFER), offer, offered_on, done_by=actor, entered_at=entered)]
    doings += [
        Doing(procedure.action(ANSWER), {"who": n, **said}, today, done_by=actor, entered_at=now)
        for n, said in zip(who, answers, strict=False)
    ]  # fmt: skip
    try:
        perform(actor, matter.pk, doings, now=now)
    except Refused:
        return False
    return True


def _day(facts: Facts, today: date) -> date:
    """The day the times were offered: yesterday, unless the matter came to this only today."""
    return min(today, max(max(fact.happened_on for fact in facts), today - timedelta(days=1)))


def _place(matter: Matter) -> str:
    return f"{matter.office.short_name.removesuffix('调委会')}调解室"


def _handler(matter: Matter, today: date) -> Actor | None:
    if matter.handler_id is None:
        return None
    posts = Post.objects.held_on(today).filter(staff_id=matter.handler_id).select_related("staff", "office")
    actors = [actor_of(post) for post in posts]
    return next((actor for actor in actors if actor.reaches(matter.territory)), None)
