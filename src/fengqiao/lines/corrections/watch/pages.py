"""脱管漏管排查 and 检察监督, read from the cases one may see. Names are masked; nothing is counted about a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.lines.corrections.cases.missing.suspicions import OF_CLOCK, TOO_LONG, WORDS, Suspicion, suspicions
from fengqiao.lines.corrections.models import CorrectionCase, ListCheck
from fengqiao.lines.corrections.permissions import CHECK_LISTS, WATCH_LEAKS
from fengqiao.matter.many import standings
from fengqiao.matter.models import ClockState, DeadlineRow, Matter
from fengqiao.matter.refusals import NotVisible
from fengqiao.matter.visibility import visible
from fengqiao.orgs.actor import Actor
from fengqiao.ui.htmx import render_page
from fengqiao.ui.parts import Cell, Column, Row

MOST = 300
LEAK_COLUMNS = [Column("案件"), Column("疑点"), Column("情况"), Column("自"), Column("司法所")]
COPY_COLUMNS = [Column("什么"), Column("案件"), Column("司法所"), Column("自"), Column("本局时限")]
RED = frozenset({*TOO_LONG, "T1", "T6", "L7"})


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.holds(WATCH_LEAKS):
        raise NotVisible
    return actor


@staff_only
def leaks(request: HttpRequest) -> HttpResponse:
    """What is suspected today, the gravest first; each row opens its case."""
    actor, today = _actor(request), timezone.localdate()
    found = suspected(actor, today)
    rows = [_leak(matter, each) for matter, each in found]
    waiting = (
        list(ListCheck.objects.filter(waiting__gt=0, territory__lte=actor.high, territory__gte=actor.low)[:12])
        if actor.holds(CHECK_LISTS)
        else []
    )
    codes = sorted({each.code for _, each in found})
    numbers = [
        {"label": WORDS[code], "value": sum(e.code == code for _, e in found), "unit": "件"}
        for code in codes
    ]
    context = {
        "today": today, "rows": rows[:MOST], "columns": LEAK_COLUMNS, "numbers": numbers, "more": max(len(rows) - MOST, 0), "waiting": waiting,
        "lists_url": reverse("corrections-lists") if actor.holds(CHECK_LISTS) else "", "places": [{"label": "脱管漏管排查"}],
    }  # fmt: skip
    return render_page(request, "corrections/leaks.html", context)


def suspected(actor: Actor, today: date) -> list[tuple[Matter, Suspicion]]:
    """The suspicions of every case the actor may see: from its clocks that ran out, and from what its facts say."""
    mine = visible(actor) & Q(line="corrections", closed=False)
    late: dict[UUID, list[DeadlineRow]] = defaultdict(list)
    clocks = DeadlineRow.objects.filter(
        Q(matter__closed=False) | Q(rule="take_off"),  # a device may still be worn when the measure is over
        state=ClockState.RUNNING,
        due_on__lt=today,
        rule__in=list(OF_CLOCK),
        matter_id__in=Matter.objects.filter(visible(actor), line="corrections").values("pk"),
    )
    for row in clocks.order_by("due_on"):
        late[row.matter_id].append(row)
    flagged = ~Q(away="") | Q(device_to_on__isnull=False) | Q(stage__in=("noticed", "overdue"))
    flagged |= Q(pk__in=_told_or_back(mine))
    cases = list(CorrectionCase.objects.filter(visible(actor) & (Q(pk__in=list(late)) | Q(closed=False) & flagged)).select_related("office").order_by("pk"))
    made: list[tuple[Matter, Suspicion]] = []
    for matter, standing in standings(cases):
        made += [(matter, each) for each in suspicions(standing.facts.until(today), late.get(matter.pk, ()), today)]
    return sorted(made, key=lambda one: (one[1].code not in RED, one[1].since_on))


def _told_or_back(mine: Q) -> Any:
    """Cases in which somebody was met outside the county, or came back from custody."""
    from fengqiao.matter.models import Entry

    entries = Entry.objects.filter(action__in=("found_outside", "back_from_custody"))
    return entries.filter(matter_id__in=Matter.objects.filter(mine).values("pk")).values("matter_id")


def _leak(matter: Matter, each: Suspicion) -> Row:
    cells = (
        Cell(matter.masked_title), Cell(f"{each.kind}：{each.word}"), Cell(each.why), Cell(each.since_on.isoformat()), Cell(matter.office.short_name),
    )  # fmt: skip
    return Row(cells, reverse("matter", args=[matter.code]), matter.code)


@staff_only
def procuracy(request: HttpRequest) -> HttpResponse:
    """What the procuratorate waits for: opinions without an answer, acts that were not copied."""
    actor, today = _actor(request), timezone.localdate()
    seen = Matter.objects.filter(visible(actor), line="corrections").values("pk")
    waits = DeadlineRow.objects.filter(
        state=ClockState.RUNNING, matter_id__in=seen, rule__in=("answer_opinion", "copy")
    )
    rows = list(waits.select_related("matter__office").order_by("due_on", "pk")[:MOST])
    context = {
        "opinions": _waiting(rows, "answer_opinion", today), "copies": _waiting(rows, "copy", today), "columns": COPY_COLUMNS,
        "places": [{"label": "检察监督"}],
    }  # fmt: skip
    return render_page(request, "corrections/procuracy.html", context)


def _waiting(rows: Sequence[DeadlineRow], rule: str, today: date) -> list[Row]:
    return [
        Row((
            Cell(row.label.partition("：")[2] or row.label), Cell(row.matter.masked_title), Cell(row.matter.office.short_name),
            Cell(row.start_on.isoformat()), Cell(row.due_on.isoformat() + ("（已过）" if row.due_on < today else "")),
        ), reverse("matter", args=[row.matter.code]), row.matter.code)
        for row in rows if row.rule == rule
    ]  # fmt: skip
