"""今天的安排: the meetings agreed for today and tomorrow among one's tasks, in the order of their hours."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse

from fengqiao.matter.appointments import KEPT, hour_of
from fengqiao.matter.models import DeadlineRow, TaskRow
from fengqiao.orgs.actor import Actor

MOST = 20
WORDS = ("今天", "明天")


def arrangements(tasks: QuerySet[TaskRow], actor: Actor, today: date) -> list[dict[str, Any]]:
    """Today's meetings and tomorrow's, each with its hour and place, and the page where it is recorded; in one question."""
    clock = DeadlineRow.objects.filter(matter_id=OuterRef("matter_id"), n=OuterRef("deadline_n"), rule=KEPT)
    days = {today + timedelta(days=n): word for n, word in enumerate(WORDS)}
    found = tasks.filter(due_on__in=days).annotate(agreed=Subquery(clock.values("label"))).exclude(agreed=None)
    rows = [_row(task, days, actor) for task in found.select_related("matter").order_by("due_on", "matter_id", "n")[:MOST]]
    return sorted(rows, key=lambda row: (row["on"], row["hour"]))


def _row(task: TaskRow, days: dict[date, str], actor: Actor) -> dict[str, Any]:
    words = task.agreed.partition("：")[2]  # type: ignore[attr-defined]
    begins, _, place = words.partition("）")[2].partition("，")
    matter = task.matter
    assert task.due_on is not None
    return {
        "on": task.due_on, "day": days[task.due_on], "hour": hour_of(begins), "begins": begins, "place": place, "what": task.label.partition("：")[0],
        "matter": matter.title_for(actor.staff_id), "number": matter.number, "url": reverse("matter", args=[matter.code]),
    }  # fmt: skip
