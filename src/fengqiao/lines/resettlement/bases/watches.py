"""RB07: a base that is nearly full; RB10: a sealed record that somebody else opened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone

from fengqiao.lines.resettlement.bases import codes, looking
from fengqiao.matter.models import Look, Notice, NoticeLevel
from fengqiao.matter.notices import notice_to, watch
from fengqiao.orgs.roles import OFFICE_HEAD, RESETTLEMENT

LOOKED_WITHIN = timedelta(days=2)


def nearly_full(now: datetime) -> Iterator[Notice]:
    """Each base over ninety in a hundred."""
    from fengqiao.lines.resettlement.bases.models import Base

    today = timezone.localdate(now)
    for base in Base.objects.filter(stage="active").order_by("pk"):
        use = looking.use_of(base, today)
        if use.percent > codes.FULL_PERCENT:
            text = f"基地已用{use.percent}%，快满了。请提前找别的去处。"
            yield notice_to(base, "RB07-full", today.strftime("%Y-%m"), NoticeLevel.YELLOW, text, RESETTLEMENT.code)


def sealed_opened(now: datetime) -> Iterator[Notice]:
    """Each look of the last days at a sealed record by anybody but the handler."""
    from fengqiao.lines.resettlement.models import ReleaseCase

    looks = Look.objects.filter(at__gt=now - LOOKED_WITHIN, by_handler=False)
    sealed = {row.pk: row for row in ReleaseCase.objects.filter(restricted="minor", pk__in=looks.values("matter_id"))}
    for look in looks.filter(matter_id__in=list(sealed)).order_by("pk"):
        text = "封存的记录被承办人以外的人查看，请核对事由（预防未成年人犯罪法第五十九条）。"
        for to in (RESETTLEMENT.code, OFFICE_HEAD.code):
            yield notice_to(sealed[look.matter_id], "RB10", str(look.pk), NoticeLevel.RED, text, to)


def begin() -> None:
    """Make both known; called once, when the app is ready."""
    watch("RB07-full", nearly_full)
    watch("RB10", sealed_opened)
