"""Whether somebody may be given a case on a day, and what in the registers is about to end. Sentences, not codes.

``why_not(providers, day)`` is asked by whoever assigns: an empty list means that nothing in the register stands against it.
A licence that has ended, a suspension, a failed review of the person or the firm do (法律援助法第十二条: those with a licence).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from fengqiao.divisions import territory as territories
from fengqiao.matter.coming import Coming, tells
from fengqiao.orgs.actor import Actor
from fengqiao.providers.codes import LICENSED, PointState, Review
from fengqiao.providers.models import Provider, ServiceOrg, ServicePoint, Suspension
from fengqiao.providers.permissions import KEEP, KEEP_POINTS

SOON_DAYS, NOW_DAYS = 60, 15  # 提前六十日、十五日提醒（本局时限）
STALE_DAYS = 180  # particulars nobody has confirmed for so long are out of date


def why_not(providers: Iterable[Provider], day: date) -> dict[int, list[str]]:
    """By the number of each, why it may not be assigned on the day; two questions to the database."""
    wanted = list(providers)
    orgs = {each.org_id for each in wanted if each.org_id is not None}
    rows = Suspension.objects.filter(Q(provider__in=[each.pk for each in wanted]) | Q(org__in=orgs), from_on__lte=day)
    holding = [row for row in rows if row.holds_on(day)]
    of_org = ServiceOrg.objects.in_bulk(orgs)
    return {each.pk: [*_of_person(each, day, holding), *_of_org(of_org.get(each.org_id or 0), day, holding)] for each in wanted}


def why_not_orgs(orgs: Iterable[ServiceOrg], day: date) -> dict[int, list[str]]:
    """The same for bodies, by the number of each."""
    wanted = list(orgs)
    rows = Suspension.objects.filter(org__in=[each.pk for each in wanted], from_on__lte=day)
    holding = [row for row in rows if row.holds_on(day)]
    return {each.pk: [said.removeprefix("所在机构") for said in _of_org(each, day, holding)] for each in wanted}


def _of_person(each: Provider, day: date, holding: list[Suspension]) -> list[str]:
    said = []
    if each.left_on is not None and each.left_on <= day:
        said.append("已退出名册")
    if not each.in_aid_pool:
        said.append("不在法律援助人员库")
    if each.kind in LICENSED and not each.licence_no:
        said.append("没有登记执业证号")
    if each.licence_to is not None and each.licence_to < day:
        said.append(f"执业证已于{each.licence_to.isoformat()}到期")
    if each.review == Review.FAILED:
        said.append("年度考核不称职（不合格）")
    said += [f"暂停指派：{row.reason}" for row in holding if row.provider_id == each.pk]
    return said


def _of_org(org: ServiceOrg | None, day: date, holding: list[Suspension]) -> list[str]:
    if org is None:
        return []
    said = []
    if org.left_on is not None and org.left_on <= day:
        said.append("所在机构已注销或迁出")
    if org.licence_to is not None and org.licence_to < day:
        said.append(f"所在机构许可证已于{org.licence_to.isoformat()}到期")
    if org.review == Review.FAILED:
        said.append("所在机构年度考核不合格")
    said += [f"所在机构暂停指派：{row.reason}" for row in holding if row.org_id == org.pk]
    return said


def state_words(said: list[str]) -> str:
    """For a list: 可以指派, or the first reason."""
    return said[0] if said else "可以指派"


# What is coming ------------------------------------------------------------------------------------------------------

_ENDS = (("licence_to", "执业证（许可证）到期", "请督促换证；到期后不再指派。"), ("review_to", "年度考核到期", "请核对新一年度的考核结果。"))


def _waiting(actor: Actor, today: date) -> Sequence[QuerySet[Any]] | None:
    if actor.holds(KEEP):
        return None
    return [_mending(actor)] if actor.holds(KEEP_POINTS) else []


def _mending(actor: Actor) -> QuerySet[ServicePoint]:
    return ServicePoint.objects.filter(state=PointState.MENDING, mend_by__isnull=False, territory__gte=actor.low, territory__lte=actor.high)


@tells(_waiting)
def of_registers(actor: Actor, today: date) -> list[Coming]:
    """Licences and reviews that end within :data:`SOON_DAYS`, for who keeps them; points to be put in order, for whose they are."""
    found: list[Coming] = []
    if actor.holds(KEEP):
        low, high = territories.county_reach(actor.territory)
        for model, which in ((ServiceOrg, "orgs"), (Provider, "people")):
            until = today + timedelta(days=SOON_DAYS)
            rows = model.objects.filter(Q(licence_to__lte=until) | Q(review_to__lte=until), territory__gte=low, territory__lte=high, left_on=None)
            found += [one for row in rows.only("name", "licence_to", "review_to") for one in _ending(row, which, until)]
    if actor.holds(KEEP_POINTS):
        for point in _mending(actor).only("name", "mend_by"):
            url = reverse("providers-one", args=["points", point.pk])
            found.append(Coming(point.mend_by or today, f"{point.name}：整改到期", "请复查，合格的恢复运行。", url))
    return found


def _ending(row: Provider | ServiceOrg, which: str, until: date) -> Iterable[Coming]:
    for name, word, todo in _ENDS:
        ends = getattr(row, name)
        if ends is not None and ends <= until:
            yield Coming(ends, f"{row.name}：{word}", todo, reverse("providers-one", args=[which, row.pk]))


def ending_soon(today: date) -> Q:
    """The same as a condition of a register."""
    until = today + timedelta(days=SOON_DAYS)
    return Q(licence_to__lte=until) | Q(review_to__lte=until)


def is_stale(confirmed_on: date, today: date) -> bool:
    return confirmed_on + timedelta(days=STALE_DAYS) < today


