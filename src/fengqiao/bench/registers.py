"""What legal services look things up in, at a county's size: service points with their board, items of knowledge, who acted for whom,
and what citizens follow on their telephones. Written in bulk: rows of registers, not of matters.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta

import psycopg
from django.db import transaction
from django.utils import timezone

from fengqiao.demo.legalservice import ASKED
from fengqiao.divisions.territory import county_of
from fengqiao.lines.legalaid.models import Application
from fengqiao.lines.legalservice import knowledge
from fengqiao.lines.legalservice.models import KnowledgeItem
from fengqiao.orgs.actor import actor_of
from fengqiao.orgs.models import Office, OfficeKind, Post
from fengqiao.orgs.roles import SERVICE_HEAD
from fengqiao.portal import board, inside
from fengqiao.portal.keeping import index_of
from fengqiao.providers.codes import PointKind, PointState
from fengqiao.providers.models import OpenHours, ServicePoint

MATTERS_AN_ITEM, MOST_ITEMS = 150, 300  # a county with 45,000 questions has written down some three hundred answers
PHONE = "15400000000"  # whose progress is looked at
TOWNS_WORDS = ("在工地", "在厂里", "在超市", "做保姆", "送外卖", "开货车", "种大棚", "跑运输")
FOLLOWS = 3  # of so many applications one is followed by telephone
EDGES = """
insert into providers_relationedge (territory, provider_id, party_index, kind, side, confidential, from_on, source, made_at)
select m.territory, c.provider_key::bigint, substring(sha256(m.id::text::bytea) for 16), 'agent', 'recipient', true, c.named_on, 'aidcases:' || replace(m.id::text, '-', '') || ':1', now()
from aidcases_aidcase c join matter_matter m on m.id = c.matter_ptr_id where c.provider_key <> '' and c.named_on is not null
on conflict do nothing
"""
STATUSES = """
insert into portal_status (token, county, phone_index, phone_sealed, sealed, version, closed, changed_at)
select md5(s.token || n), s.county, substring(sha256((s.token || n)::bytea) for 16), s.phone_sealed, s.sealed, 1, n %% 20 > 0, s.changed_at - n * interval '1 hour'
from portal_status s cross join generate_series(1, %s) n
"""


def fill_registers(connection: psycopg.Connection, services: int) -> None:
    """All of it, for as many matters as there are."""
    now = timezone.now()
    today = timezone.localdate(now)
    bureaus = list(Office.objects.filter(kind=OfficeKind.BUREAU, to_on=None).order_by("territory"))
    with transaction.atomic():
        for bureau in bureaus:
            _points(bureau, today)
            _items(bureau, today, min(MOST_ITEMS, max(len(ASKED), services // MATTERS_AN_ITEM)))
        board.publish(now=now)
    matter = Application.objects.filter(territory__range=bureaus[0].reach, stage="accepted").select_related("office").order_by("-pk")[0]
    inside.publish(inside.begin_following(PHONE, matter, county_of(matter.territory) // 10**9, own=True, now=now), now=now)
    connection.execute(STATUSES, [Application.objects.count() // FOLLOWS])
    connection.execute(EDGES)


def own_index() -> bytes:
    """By what the telephone is found whose owner looks."""
    return index_of("phone", PHONE)


def _points(bureau: Office, today: date) -> None:
    """The centre, a station at each office, a room in each village, each with its hours."""
    low, high = bureau.reach
    rows = Office.objects.filter(territory__range=(low, high), to_on=None, kind__in=(OfficeKind.BUREAU, OfficeKind.OFFICE, OfficeKind.COMMITTEE))
    offices = {row.territory: row for row in rows.order_by("territory")}
    kinds = {OfficeKind.BUREAU: PointKind.CENTRE, OfficeKind.OFFICE: PointKind.TOWN, OfficeKind.COMMITTEE: PointKind.VILLAGE}
    made = []
    for row in offices.values():
        office = row if row.kind == OfficeKind.OFFICE else offices.get(row.territory // 10**6 * 10**6)
        town = office.short_name.removesuffix("司法所") if office and row.kind != OfficeKind.BUREAU else ""
        made.append(ServicePoint(
            territory=row.territory, office=office if row.kind != OfficeKind.BUREAU else None, station=row, kind=kinds[OfficeKind(row.kind)], name=f"{row.short_name}公共法律服务站点（测速）",
            town=town, village=row.short_name if row.kind == OfficeKind.COMMITTEE else "", address=row.address, phone=row.phone, functions=["consult", "aid", "mediate"], can_receive=True,
            languages=["mandarin"], accessible=["ramp"], state=PointState.RUNNING, state_on=today - timedelta(days=500), confirmed_on=today - timedelta(days=20), demo=True,
        ))  # fmt: skip
    OpenHours.objects.bulk_create(hours for point in ServicePoint.objects.bulk_create(made) for hours in _hours(point))


def _hours(point: ServicePoint) -> Iterator[OpenHours]:
    for day in range(1, 6):
        for begins, ends in ((time(8, 30), time(12)), (time(14), time(17, 30))):
            yield OpenHours(point=point, territory=point.territory, weekday=day, begins=begins, ends=ends)


def _items(bureau: Office, today: date, count: int) -> None:
    """Reviewed answers, each to another question; a few are there already where a demonstration was loaded."""
    post = Post.objects.filter(office=bureau, roles__contains=[SERVICE_HEAD.code]).select_related("office", "staff")[0]
    there = knowledge.of_county(actor_of(post)).count()
    cited = {articles: knowledge.cited("\n".join(articles), today) for _, _, _, articles, _ in ASKED}
    rows = []
    for n in range(there, count):
        question, area, answer, articles, _ = ASKED[n % len(ASKED)]
        rows.append(KnowledgeItem(
            territory=bureau.territory, number=f"ZS{n + 1:04d}", question=f"{TOWNS_WORDS[n % len(TOWNS_WORDS)]}，{question}"[:200], answer=f"{answer}（第{n}种情形）", area=area, statutes=cited[articles],
            review_due_on=today + timedelta(days=100 + n), state=KnowledgeItem.PUBLISHED, public=n % 2 == 0, author_id=post.staff_id, changed_at=timezone.now(),
        ))  # fmt: skip
    KnowledgeItem.objects.bulk_create(rows)
