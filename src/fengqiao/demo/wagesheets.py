"""Sheets of wage earners in the invented county: one that waits for three confirmations, one near the year's end, one that was paid. All 演示数据."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from fengqiao.booking.spans import at
from fengqiao.demo.legalservice import _workday
from fengqiao.demo.people import People, stream
from fengqiao.demo.shapes import CountyPlan
from fengqiao.lines.wagesheets.procedure import SHEET
from fengqiao.matter.actions import Doing, open_matter, perform
from fengqiao.matter.models import Matter
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Office, OfficeKind, Post
from fengqiao.orgs.roles import OFFICE_STAFF


def load_wage_sheets(plan: CountyPlan, *, say: Callable[[str], None], today: date) -> None:
    """At the window of the first office that has somebody."""
    bureau = Office.objects.get(territory=int(plan.code) * 10**9)
    posts = Post.objects.held_on(today).filter(office__territory__range=bureau.reach, office__kind=OfficeKind.OFFICE, roles__contains=[OFFICE_STAFF.code])
    post = posts.select_related("staff", "office").order_by("office__territory", "pk").first()
    if post is None:
        return
    with transaction.atomic():
        made = _sheets(actor_of(post), post.office, People(plan.code, stream(2026, plan.code, "wagesheets"), today), today)
    say(f"  欠薪群体登记{made}张已装入。")


def _sheets(clerk: Actor, office: Office, people: People, today: date) -> int:
    def enter(back: int, employer: str, n: int, story: str, **more: Any) -> Matter:
        rows = []
        for number in range(n):
            person = people.person((24, 58))
            phone = {"phone": person.phone} if number != n - 1 else {}  # the last has none and comes to the window
            rows.append({"role": "front" if number == 0 else "member", "name": person.name, "amount": 600_000 + 85_000 * number, **phone})
        on = _workday(today, back)
        data = {"employer": employer, "story": story, "employment": "ended", "migrant": True, "parties": rows, "confirmed_front": True, **more}
        return open_matter(clerk, SHEET, [Doing(SHEET.action("enter"), data, on)], office, now=at(on, "10:10"), demo=True).matter

    def do(matter: Matter, code: str, back: int, **data: Any) -> None:
        on = _workday(today, back)
        perform(clerk, matter.pk, [Doing(SHEET.action(code), data, on)], now=at(on, "15:40"))

    waiting = enter(0, "望江装饰工程队（演示）", 5, "贴瓷砖四个月，说好完工结清，一直没给（演示）", ended_on=(today - timedelta(days=70)).isoformat(), site="安置房二期工地")
    do(waiting, "confirm_here", 0, who=[2], way="called")
    near = enter(2, "青溪建材厂（演示）", 3, "去年停产，最后三个月的工资没有发（演示）", ended_on=(today - timedelta(days=345)).isoformat())
    do(near, "confirm_here", 1, who=[2, 3], way="came")
    paid = enter(12, "古渡餐饮店（演示）", 3, "两个月工资没有发（演示）", employment="still")
    do(paid, "drop", 6, reason="paid", words="司法所打电话以后，老板当天付清")
    return 3
