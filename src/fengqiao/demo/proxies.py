"""Authorities to act for one's family in the invented county: one in force, one to be checked today, one taken back, one stopped. All 演示数据."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from fengqiao.booking.spans import at
from fengqiao.demo.legalservice import _workday
from fengqiao.demo.people import People, stream
from fengqiao.demo.shapes import CountyPlan
from fengqiao.lines.proxies.procedure import AUTHORITY
from fengqiao.matter.actions import Doing, open_matter, perform
from fengqiao.matter.models import Matter
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.citizen import citizen_of
from fengqiao.orgs.models import Office, OfficeKind, Post, Staff
from fengqiao.orgs.roles import OFFICE_STAFF


def load_proxies(plan: CountyPlan, *, say: Callable[[str], None], today: date) -> None:
    """At the window of the first office that has somebody."""
    bureau = Office.objects.get(territory=int(plan.code) * 10**9)
    posts = Post.objects.held_on(today).filter(office__territory__range=bureau.reach, office__kind=OfficeKind.OFFICE, roles__contains=[OFFICE_STAFF.code])
    post = posts.select_related("staff", "office").order_by("office__territory", "pk").first()
    if post is None:
        return
    with transaction.atomic():
        Staff.objects.filter(pk=citizen_of(int(plan.code), now=at(today, "08:00")).staff_id).update(demo=True)
        made = _authorities(actor_of(post), post.office, People(plan.code, stream(2026, plan.code, "proxies"), today), int(plan.code), today)
    say(f"  代办授权{made}件已装入。")


def _authorities(clerk: Actor, office: Office, people: People, county: int, today: date) -> int:
    def give(back: int, action: str, by: Actor, relation: str, *scopes: str, **more: Any) -> Matter:
        old, young, on = people.person((66, 84)), people.person((32, 50)), _workday(today, back)
        data = {
            "parties": [{"side": "person", "name": old.name, "phone": old.phone}, {"side": "proxy", "name": young.name, "phone": young.phone}], "relation": relation,
            "scopes": list(scopes), "to_on": (on + timedelta(days=180)).isoformat(), **more,
        }  # fmt: skip
        return open_matter(by, AUTHORITY, [Doing(AUTHORITY.action(action), data, on)], office, now=at(on, "09:30"), demo=True).matter

    def do(matter: Matter, code: str, back: int, **data: Any) -> None:
        on = _workday(today, back)
        perform(clerk, matter.pk, [Doing(AUTHORITY.action(code), data, on)], now=at(on, "16:10"))

    give(20, "enter", clerk, "child", "consult", "supply", "progress", basis="counter", checked="came")
    give(1, "ask", citizen_of(county, now=at(today, "08:00")), "child", "progress", basis="entrusted", by_person="1")
    do(give(30, "enter", clerk, "kin", "progress", "book", basis="entrusted", checked="called"), "revoke", 9, by="person", why="孩子回来了，自己办")
    do(give(15, "enter", clerk, "child", "progress", basis="counter", checked="came"), "block", 4, reason="conflict", words="代办人自己要分这笔赔偿款（演示）")
    return 4
