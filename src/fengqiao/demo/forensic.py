"""Commissions to the invented county's forensic institute: the counter's and one of a legal aid case. All of it 演示数据.

One comes due in a few days, one waits for material, one was extended, one is late, one ended with its opinion, one was ended.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction

from fengqiao.booking.spans import at
from fengqiao.demo.legalservice import _workday
from fengqiao.demo.people import People, stream
from fengqiao.demo.shapes import CountyPlan
from fengqiao.lines.aidcases.models import AidCase
from fengqiao.lines.forensic import gathering
from fengqiao.lines.forensic.procedure import COMMISSION
from fengqiao.matter.actions import Doing, open_matter, perform
from fengqiao.matter.models import Matter
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Office, OfficeKind, Post
from fengqiao.orgs.roles import AID_ASSIGNER, LEGAL_SERVICE, OFFICE_STAFF
from fengqiao.providers.models import ServiceOrg


def load_forensic(plan: CountyPlan, *, say: Callable[[str], None], today: date) -> None:
    """What the counter of an office follows, and what a case needs."""
    bureau = Office.objects.get(territory=int(plan.code) * 10**9)
    institutes = [row for row in gathering.register(bureau.territory) if row.licence_to is None or row.licence_to > today]
    if not institutes:
        return
    with transaction.atomic():
        people = People(plan.code, stream(2026, plan.code, "forensic"), today)
        made = _counter(bureau, institutes[0], people, today) + _of_a_case(bureau, institutes[0], today)
    say(f"  鉴定委托{made}件已装入。")


def _begin(by: Actor, office: Office, where: ServiceOrg, on: date, subject: str, parties: list[dict[str, Any]], **more: Any) -> Matter:
    data = {"kind": "medical", "subject": subject, "institute": str(where.pk), "parties": parties, "client": "self", "nature": "first", **more}
    return open_matter(by, COMMISSION, [Doing(COMMISSION.action("commission"), data, on)], office, now=at(on, "09:40"), demo=True).matter


def _do(by: Actor, matter: Matter, code: str, on: date, **data: Any) -> None:
    perform(by, matter.pk, [Doing(COMMISSION.action(code), data, on)], now=at(on, "15:20"))


def _counter(bureau: Office, where: ServiceOrg, people: People, today: date) -> int:
    """At an office's window and in the bureau's section."""
    posts = Post.objects.held_on(today).filter(office__territory__range=bureau.reach).select_related("staff", "office").order_by("office__territory", "pk")
    section = posts.filter(roles__contains=[LEGAL_SERVICE.code]).first()
    town = posts.filter(roles__contains=[OFFICE_STAFF.code], office__kind=OfficeKind.OFFICE).first()
    made = 0
    for post in (town, section):
        if post is None:
            continue
        by, office = actor_of(post), post.office

        def begin(back: int, subject: str, by: Actor = by, office: Office = office, **more: Any) -> Matter:
            person = people.person((24, 70))
            return _begin(by, office, where, _workday(today, back), subject, [{"role": "both", "name": person.name, "phone": person.phone}], **more)

        begin(27, "伤残等级", relief=True)
        held = begin(12, "误工期、护理期、营养期")
        _do(by, held, "suspend", _workday(today, 4), why="supply", words="补出院记录和影像光盘原件")
        late = begin(33, "笔迹", kind="trace")
        _do(by, late, "chase", _workday(today, 2), way="letter", said="已经超过三十个工作日，请书面说明原因")
        longer = begin(31, "伤残等级")
        _do(by, longer, "extend", _workday(today, 3), days=20, reason="complex", approved=True, told_on=_workday(today, 3).isoformat(), told_by="letter")
        done = begin(40, "伤残等级")
        _do(by, done, "issue", _workday(today, 10), opinion_no="演示鉴字第12号", opinion_on=_workday(today, 12).isoformat(), opinion="构成十级伤残（演示）")
        ended = begin(25, "伤病关系")
        _do(by, ended, "end", _workday(today, 15), ground="3", words="被鉴定人两次没有到场", returned=True)
        made += 6
    return made


def _of_a_case(bureau: Office, where: ServiceOrg, today: date) -> int:
    """For the first case that a lawyer has in hand: the centre registers it, the lawyer follows."""
    case = AidCase.objects.filter(territory__range=bureau.reach, stage="handling", handler__isnull=False).order_by("number").first()
    post = Post.objects.held_on(today).filter(office=case.office, roles__contains=[AID_ASSIGNER.code]).select_related("staff", "office").first() if case else None
    if case is None or post is None:
        return 0
    since = max(_workday(today, 24), case.opened_on)
    _begin(actor_of(post), case.office, where, since, "伤残等级", [{"role": "examined", "name": case.title}], client="firm", client_name=case.org_name, origin=case.pk.hex, relief=True)
    return 1
