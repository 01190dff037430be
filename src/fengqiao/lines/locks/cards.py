"""The page of a lock: its editions, and what has changed since the last."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.timezone import localtime

from fengqiao.indicators.freezing import drift
from fengqiao.indicators.models import Snapshot
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Card
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.actor import Actor
from fengqiao.ui.parts import Cell, Column, Row

EDITIONS = [Column("版次"), Column("锁定时间"), Column("批准人"), Column("摘要（SM3）")]
MOST = 12


def of_lock(matter: Matter, facts: Facts, actor: Actor, today: date) -> list[Card]:
    """Nothing before it is locked."""
    editions = list(Snapshot.objects.filter(matter_id=matter.pk).select_related("taken_by").order_by("-taken_at"))
    if not editions:
        return []
    last, changed = editions[0], drift(editions[0])
    rows = [
        Row((Cell(f"第{len(editions) - place}版"), Cell(f"{localtime(each.taken_at):%Y-%m-%d %H:%M}"), Cell(each.taken_by.name if each.taken_by else ""),
             Cell(each.digest[:16])), reverse("frozen", args=[each.pk]))
        for place, each in enumerate(editions)
    ]  # fmt: skip
    data = {
        "columns": EDITIONS, "rows": rows, "url": reverse("frozen", args=[last.pk]), "check_url": f"{reverse('frozen', args=[last.pk])}?check=1", "digest": last.digest, "changed": len(changed),
        "changes": [{"label": each.indicator.label, "frozen": each.frozen_words, "words": each.words, "why": each.why} for each in changed[:MOST]],
        "more": max(0, len(changed) - MOST),
    }  # fmt: skip
    return [Card("锁定的数", "locks/card_editions.html", data, count=len(editions))]
