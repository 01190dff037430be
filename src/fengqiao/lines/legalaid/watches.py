"""A16: one body stands on the other side of many applications. The head of the centre hears how many, nobody hears which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from fengqiao.divisions.territory import county_of
from fengqiao.lines.legalaid import codes
from fengqiao.matter.models import Notice, NoticeLevel, Party
from fengqiao.matter.notices import notice_to, watch
from fengqiao.orgs.roles import AID_HEAD
from fengqiao.providers.keys import plain

CODE = "AID16"
DAYS, LEAST = timedelta(days=30), 5
BODIES = ("公司", "厂", "合作社", "集团", "医院", "学校", "银行", "经营部", "事务所", "项目部", "工地", "店")


def same_opponent(now: datetime) -> Iterator[Notice]:
    """Each body with five applications against it in thirty days; told again when there are more."""
    from fengqiao.lines.legalaid.models import Application

    since = timezone.localdate(now) - DAYS
    applications = {row.pk: row for row in Application.objects.filter(opened_on__gt=since, historical=False, sealed=False).exclude(stage="voided")}
    found: dict[tuple[int, str], set[UUID]] = defaultdict(set)
    parties = Party.objects.filter(matter_id__in=list(applications), side=codes.OPPONENT, left_on=None)
    for matter_id, kind, name in parties.values_list("matter_id", "kind", "name"):
        if kind == "org" or plain(name).endswith(BODIES):
            found[county_of(applications[matter_id].territory), plain(name)].add(matter_id)
    for ids in found.values():
        if len(ids) >= LEAST:
            newest = max((applications[each] for each in ids), key=lambda row: (row.opened_on, row.pk))
            text = f"近三十日有{len(ids)}件申请的对方是同一单位。可以询问申请人是否愿意一并办理；只告诉法律援助中心主任，不得提供给信访和其他机关。"
            yield notice_to(newest, CODE, str(len(ids)), NoticeLevel.YELLOW, text, AID_HEAD.code)


def begin() -> None:
    """Make it known; called once, when the app is ready."""
    watch(CODE, same_opponent)
