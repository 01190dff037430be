"""工作台: what must I do now, in the order of law. Overdue, today, this week, later, waiting for others; errands beside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.desk.lawlinks import law_part
from fengqiao.matter.models import Errand, Matter, TaskRow
from fengqiao.matter.visibility import visible
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import PostKind
from fengqiao.ui.due import describe_due
from fengqiao.ui.htmx import render_page

SHOWN = 30
OURS = "本所"
GROUPS = (("late", "已逾期"), ("today", "今天"), ("week", "本周"), ("later", "以后"), ("waiting", "等待他人"))
STATES = {"late": "late", "today": "today", "week": "soon", "later": "ok", "waiting": "waiting"}


@dataclass(frozen=True)
class Filters:
    """What the address asks for."""

    mine: bool
    line: str
    group: str

    @classmethod
    def of(cls, request: HttpRequest) -> Filters:
        query = request.GET
        return cls(query.get("who") != "all", query.get("line", ""), query.get("group", ""))


def tasks_for(actor: Actor, mine: bool) -> QuerySet[TaskRow]:
    """Tasks of visible matters; ``mine``: those one handles, and those nobody handles yet that one's post may do."""
    inside = Q(territory__gte=actor.low, territory__lte=actor.high)
    tasks = TaskRow.objects.filter(inside, matter__in=Matter.objects.filter(visible(actor)).values("pk"))
    if mine:
        tasks = tasks.filter(
            Q(handler_id=actor.staff_id) | Q(handler_id=None, roles__overlap=list(actor.roles))
        )
    return tasks


def grouped(tasks: QuerySet[TaskRow], today: date) -> dict[str, QuerySet[TaskRow]]:
    """The tasks by group. Only a statutory day that has passed is overdue; a house limit that has passed is this week's."""
    sunday = today + timedelta(days=6 - today.weekday())
    others = ~Q(whose=OURS)
    passed = Q(due_on__lt=today)
    statutory = Q(statutory=True)
    return {
        "late": tasks.filter(passed & statutory),
        "today": tasks.filter(due_on=today),
        "week": tasks.filter((Q(due_on__gt=today, due_on__lte=sunday) & ~others) | (passed & ~statutory)),
        "later": tasks.filter((Q(due_on__gt=sunday) | Q(due_on=None)) & ~others),
        "waiting": tasks.filter((Q(due_on__gt=today) | Q(due_on=None)) & others),
    }


@staff_only
def workbench(request: HttpRequest) -> HttpResponse:
    """The list, and beside it the errands, the posts one stands in for, and what changed."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    today, filters = timezone.localdate(), Filters.of(request)
    tasks = tasks_for(actor, filters.mine)
    if filters.line:
        tasks = tasks.filter(matter__line=filters.line)
    groups = [_group(key, label, found, today, filters, actor.staff_id) for (key, label), found in
              zip(GROUPS, grouped(tasks, today).values(), strict=True)]  # fmt: skip
    context = {
        "today": today,
        "groups": [group for group in groups if group["count"] or group["state"] in ("late", "today")],
        "filters": filters,
        "tabs": _tabs(filters),
        "errands": open_errands(actor, filters.mine),
        "standing_in": [p for p in request.posts if p.kind != PostKind.REGULAR],  # type: ignore[attr-defined]
        "office": actor.office_name,
        "team": _team(actor, today) if not filters.mine else [],
        "places": [],
    }
    return render_page(request, "desk/workbench.html", context, fragment="list")


def _tabs(filters: Filters) -> list[dict[str, Any]]:
    home = reverse("workbench")
    return [
        {"label": "我的", "url": home, "current": filters.mine},
        {"label": "本所", "url": f"{home}?who=all", "current": not filters.mine},
    ]


def _group(key: str, label: str, tasks: QuerySet[TaskRow], today: date, filters: Filters, staff_id: int) -> dict[str, Any]:
    limit = 500 if filters.group == key else SHOWN
    rows = list(
        tasks.select_related("matter", "handler")
        .only("label", "action", "due_on", "statutory", "provisional", "warn_days", "source", "whose", "n", "matter_id",
              "matter__title", "matter__masked_title", "matter__number", "matter__restricted", "matter__handler_id", "handler__name")
        .order_by("due_on", "matter_id", "n")[: limit + 1]
    )  # fmt: skip
    more = len(rows) > limit
    count = tasks.count() if more else len(rows)
    address = f"{reverse('workbench')}?group={key}" + ("" if filters.mine else "&who=all")
    return {
        "label": label, "state": STATES[key], "rows": [row_of(task, today, staff_id) for task in rows[:limit]], "count": count,
        "folded": key in ("later", "waiting") and count > 8 and filters.group != key,
        "more_url": address if more else "", "none": "没有逾期的事。" if key == "late" else "今天没有到期的事。",
    }  # fmt: skip


def row_of(task: TaskRow, today: date, staff_id: int) -> dict[str, Any]:
    """A row of the worklist."""
    matter = task.matter
    url = reverse("matter", args=[matter.code]) if not task.action else reverse("act", args=[matter.code, task.action])
    due = None
    if task.due_on:
        due = describe_due(
            task.due_on, today, provisional=task.provisional, house=not task.statutory, soon_days=task.warn_days,
            owner="" if task.whose == OURS else task.whose,
        )  # fmt: skip
    return {
        "id": f"{matter.code}-{task.n}",
        "todo": task.label,
        "url": url,
        "matter": matter.title_for(staff_id),
        "number": matter.number,
        "due": due,
        "law": law_part(task.source) if task.statutory else None,
        "note": f"本局时限：{task.source}" if task.source and not task.statutory else "",
        "who": task.handler.name if task.handler else "",
        "marks": ["暂定"] if task.provisional else [],
    }


def open_errands(actor: Actor, mine: bool) -> list[Errand]:
    """临时事项 of the office that are not done: one's own and those nobody took, or all."""
    errands = Errand.objects.filter(territory__gte=actor.low, territory__lte=actor.high, done_on=None)
    errands = errands.filter(office_id=actor.office_id)
    if mine:
        errands = errands.filter(Q(who_id=actor.staff_id) | Q(who=None))
    return list(errands.select_related("who").order_by("due_on", "pk")[:20])


def _team(actor: Actor, today: date) -> list[dict[str, Any]]:
    """People as rows: how much each has in hand, how much of it is late in law."""
    rows = (
        tasks_for(actor, mine=False)
        .exclude(handler=None)
        .values("handler_id", "handler__name")
        .annotate(
            load=Count("matter_id", distinct=True), late=Count("matter_id", filter=Q(due_on__lt=today, statutory=True))
        )
        .order_by("-late", "-load")[:40]
    )
    return list(rows)
