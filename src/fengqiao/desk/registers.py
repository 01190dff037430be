"""Registers 登记簿: the list of a line's matters with filters in the address, Excel of what is shown."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.desk.bulk import may_take
from fengqiao.desk.opening import openings
from fengqiao.desk.register_filters import LABELS, STATES, Shown, filtered, known_line
from fengqiao.desk.search import search
from fengqiao.desk.spreadsheet import form_of, sheet
from fengqiao.matter import registry
from fengqiao.matter.models import Matter
from fengqiao.orgs.actor import Actor
from fengqiao.ui.due import Due, describe_due
from fengqiao.ui.htmx import redirect_to, render_page
from fengqiao.ui.parts import Cell, Column, Row
from fengqiao.ui.taking import MOST_ROWS

__all__ = ["export", "register", "search"]

PAGE = 50
LONG_WORD = 9
MATTER, TIGHT, DUE = "desk/cell_matter.html", "desk/cell_tight.html", "desk/cell_due.html"


@staff_only
def register(request: HttpRequest, line: str) -> HttpResponse:
    """One line's register, fifty a page, newest first unless asked otherwise."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = known_line(actor, line)
    shown = filtered(request, actor, found)
    rows = list(shown.page(PAGE + 1).select_related("office", "handler"))
    more, rows = len(rows) > PAGE, rows[:PAGE]
    today, total = timezone.localdate(), shown.total()
    context = {
        "line": found, "count_url": shown.count_url, "columns": _columns(found, shown), "chips": shown.chips, "clear_url": shown.url(only=("state", "sort")),
        "rows": [_row(found, matter, today, actor.staff_id) for matter in rows], "tabs": _tabs(shown),
        "next_url": shown.after(rows[-1]) if more else "", "previous_url": shown.url(without=("after",)) if shown.begins else "",
        "shown": len(rows), "total": total, "filters": shown.fields, "kept": shown.kept,
        "days": shown.days, "on": shown.on, "ranges": shown.ranges, "said": "".join(shown.said), "export_url": _export_url(found, shown),
        "openings": openings(line, actor), "empty": _empty(found, actor, shown),
        "partial": f"您只看得到{actor.office_name}辖区内、您的岗位可以看的案件。", "places": [{"label": found.label}],
    }  # fmt: skip
    return render_page(request, "desk/register.html", context, fragment="table")


def _tabs(shown: Shown) -> list[dict[str, Any]]:
    return [
        {"label": word, "url": shown.url(without=("after",), state=key), "current": shown.state == key} for key, word in STATES
    ]


def _export_url(line: registry.Line, shown: Shown) -> str:
    return f"{reverse('register-export', args=[line.code])}?{shown.query}"


def _empty(line: registry.Line, actor: Actor, shown: Shown) -> dict[str, str]:
    """What would be here, and how to begin; with filters on, how to see more."""
    if shown.chips:
        return {"title": "没有符合这些条件的案件", "text": "去掉一两个条件再看。", "icon": "filter",
                "url": shown.url(only=("state",)), "url_label": "去掉全部条件"}  # fmt: skip
    if not openings(line.code, actor):
        return {"title": f"还没有{line.label}", "text": "辖区内登记的会列在这里。", "icon": "folders"}
    url = reverse("opening", args=[line.code])
    return {"title": f"还没有{line.label}", "text": "登记以后列在这里。", "icon": "folders", "url": url, "url_label": "登记"}


def _columns(line: registry.Line, shown: Shown) -> list[Column]:
    """The columns on the screen; those that can be sorted by are links."""
    words = [line.number_word, *(label for _, label in line.columns), "阶段", LABELS["due"], "承办"]
    sorted_by = {line.number_word: "number", LABELS["due"]: "due"}
    return [
        Column(word, sort_url=shown.sort_url(sorted_by[word]), sorted=shown.direction(sorted_by[word]))
        if word in sorted_by else Column(word)
        for word in words
    ]  # fmt: skip


def _row(line: registry.Line, matter: Matter, today: date, staff_id: int) -> Row:
    """A row on the screen: the title and under it the number, then what Excel has in the same order."""
    url, (number, title, *words, due, handler) = reverse("matter", args=[matter.code]), _texts(line, matter, today, staff_id)
    cells = [
        Cell(title, template=MATTER, data={"number": number, "url": url}),
        *(Cell(word, template=TIGHT if (word and len(word) < LONG_WORD) or word[:1].isdigit() else "") for word in words),
        Cell(due, template=DUE, data={"due": _due(matter, today)}) if due else Cell(""),
        Cell(handler, template=TIGHT) if matter.handler else Cell(handler, muted=True),
    ]
    return Row(tuple(cells), url, matter.code)


def _texts(line: registry.Line, matter: Matter, today: date, staff_id: int) -> list[str]:
    """What a row says: number, title, the line's own columns, stage, days left, who."""
    due = _due(matter, today)
    return [
        registry.number_of(matter), matter.title_for(staff_id), *(_plain(getattr(matter, name)) for name, _ in line.columns),
        registry.procedure_of(matter).stage(matter.stage).label, due.words if due else "",
        matter.handler.name if matter.handler else matter.office.short_name,
    ]  # fmt: skip


def _due(matter: Matter, today: date) -> Due | None:
    if not matter.next_due_on or matter.closed:
        return None
    return describe_due(matter.next_due_on, today, house=not matter.next_due_statutory, due_at=matter.next_due_at, now=timezone.now())


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")


@staff_only
def export(request: HttpRequest, line: str) -> HttpResponse:
    """Excel, CSV or JSON of exactly what the filters show, in the order shown, names masked as on the screen."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = known_line(actor, line)
    shown, form = filtered(request, actor, found), form_of(request)
    if not may_take(actor, found, shown, timezone.now()):
        return redirect_to(request, f"{reverse('bulk-ask', args=[line])}?{shown.query}")
    matters = shown.all(MOST_ROWS).select_related("office", "handler")
    today = timezone.localdate()
    head = [found.number_word, "名称", *(column.label for column in _columns(found, shown)[1:])]
    return sheet(form, actor, line, found.label, head, (_texts(found, matter, today, actor.staff_id) for matter in matters))
