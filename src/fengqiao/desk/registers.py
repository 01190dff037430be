"""Registers 登记簿: the list of a line's matters with filters in the address, Excel of what is shown; and the search."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import xlsxwriter
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.desk.acting import openings
from fengqiao.matter import registry
from fengqiao.matter import search as index
from fengqiao.matter.models import Matter
from fengqiao.matter.refusals import NotVisible
from fengqiao.orgs.actor import Actor
from fengqiao.ui.due import describe_due
from fengqiao.ui.htmx import redirect_to, render_page
from fengqiao.ui.parts import Cell, Chip, Column, Row

PAGE = 50
EXPORT_MOST = 20_000
STATES = (("open", "在办"), ("closed", "已办结"), ("all", "全部"))


def _line(actor: Actor, code: str) -> registry.Line:
    try:
        line = registry.line(code)
    except KeyError:
        raise NotVisible from None
    if not actor.holds(line.may_see):
        raise NotVisible
    return line


def _choices(line: registry.Line, name: str) -> dict[str, str]:
    """The words of a filter's codes."""
    return dict(line.choices[name]) if name in line.choices else {}


def _filtered(request: HttpRequest, line: registry.Line) -> tuple[QuerySet[Matter], list[Chip]]:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    query = request.GET
    found = line.model()._default_manager.filter(
        pk__in=Matter.objects.visible_to(actor).filter(line=line.code).values("pk")
    )
    chips = []
    state = query.get("state", "open")
    if state in ("open", "closed"):
        found = found.filter(closed=state == "closed")
    for name in line.filters:
        value = query.get(name)
        if value:
            found = found.filter(**{name: value})
            word = _choices(line, name).get(value, value)
            chips.append(Chip(f"{line.model()._meta.get_field(name).verbose_name}：{word}", _without(request, name)))
    for name, label, lookup in (("from", "自", "opened_on__gte"), ("to", "至", "opened_on__lte")):
        if _is_day(query.get(name, "")):
            found = found.filter(**{lookup: query[name]})
            chips.append(Chip(f"{label}{query[name]}", _without(request, name)))
    if query.get("mine"):
        found = found.filter(handler_id=actor.staff_id)
        chips.append(Chip("我承办的", _without(request, "mine")))
    return found, chips


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _without(request: HttpRequest, *names: str) -> str:
    kept = {key: value for key, value in request.GET.items() if key not in (*names, "after")}
    return f"{request.path}?{urlencode(kept)}"


@staff_only
def register(request: HttpRequest, line: str) -> HttpResponse:
    """One line's register, newest first, fifty a page."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = _line(actor, line)
    matters, chips = _filtered(request, found)
    rows = list(_after(matters, request.GET.get("after", "")).select_related("office", "handler")[: PAGE + 1])
    more = len(rows) > PAGE
    rows = rows[:PAGE]
    today = timezone.localdate()
    next_url = ""
    if more:
        last = rows[-1]
        next_url = f"{_without(request, 'after')}&after={last.opened_on.isoformat()}_{last.code}"
    context = {
        "line": found, "columns": _columns(found), "rows": [_row(found, m, today, actor.staff_id) for m in rows], "chips": chips,
        "tabs": [{"label": word, "url": f"{_without(request, 'state')}&state={key}",
                  "current": request.GET.get("state", "open") == key} for key, word in STATES],
        "next_url": next_url, "previous_url": _without(request, "after") if request.GET.get("after") else "",
        "shown": len(rows), "filters": _filter_fields(request, found), "query": request.GET.urlencode(),
        "openings": openings(line, actor),
        "empty": {"title": "还没有案件", "text": "登记后，案件会列在这里。", "icon": "folders",
                  "url": reverse("opening", args=[line]) if openings(line, actor) else "", "url_label": "登记"},
        "places": [{"label": found.label}],
    }  # fmt: skip
    return render_page(request, "desk/register.html", context, fragment="table")


def _after(matters: QuerySet[Matter], after: str) -> QuerySet[Matter]:
    """Keyset paging by day and id."""
    day, _, code = after.partition("_")
    if _is_day(day) and len(code) == 32:
        matters = matters.filter(Q(opened_on__lt=day) | Q(opened_on=day, pk__lt=code))
    return matters.order_by("-opened_on", "-pk")


def _columns(line: registry.Line) -> list[Column]:
    words = ["编号", "名称", *(label for _, label in line.columns), "阶段", "期限", "承办"]
    return [Column(word) for word in words]


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _row(line: registry.Line, matter: Matter, today: Any, staff_id: int) -> Row:
    due = ""
    if matter.next_due_on and not matter.closed:
        due = describe_due(matter.next_due_on, today, house=not matter.next_due_statutory).words
    stage = registry.procedure_of(matter).stage(matter.stage).label
    cells = [
        Cell(matter.number or "（未编号）"),
        Cell(matter.title_for(staff_id)),
        *(Cell(_plain(getattr(matter, name))) for name, _ in line.columns),
        Cell(stage),
        Cell(due),
        Cell(matter.handler.name if matter.handler else matter.office.short_name, muted=matter.handler is None),
    ]
    return Row(tuple(cells), reverse("matter", args=[matter.code]), matter.code)


def _filter_fields(request: HttpRequest, line: registry.Line) -> list[dict[str, Any]]:
    fields = []
    for name in line.filters:
        label = line.model()._meta.get_field(name).verbose_name
        options = [(k, v, request.GET.get(name) == k) for k, v in _choices(line, name).items()]
        fields.append({"name": name, "label": label, "options": options})
    return fields


@staff_only
def export(request: HttpRequest, line: str) -> HttpResponse:
    """Excel of exactly what the filters show; who exported it and when is written into the file."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = _line(actor, line)
    matters, _ = _filtered(request, found)
    rows = matters.select_related("office", "handler").order_by("-opened_on", "-pk")[:EXPORT_MOST]
    stream, today = BytesIO(), timezone.localdate()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet, head = book.add_worksheet(found.label), book.add_format({"bold": True, "bottom": 1})
    for column, cell in enumerate(_columns(found)):
        sheet.write(0, column, cell.label, head)
    number = 0
    for number, matter in enumerate(rows, 1):
        for column, cell in enumerate(_row(found, matter, today, actor.staff_id).cells):
            sheet.write_string(number, column, str(cell.text))
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 34)
    sheet.set_column(2, 12, 14)
    sheet.write(number + 2, 0, f"{actor.as_whom} {actor.name} 于{timezone.localtime():%Y-%m-%d %H:%M}导出，共{number}件")
    book.close()
    response = HttpResponse(
        stream.getvalue(), content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    response["Content-Disposition"] = f'attachment; filename="{line}-{today.isoformat()}.xlsx"'
    return response


@staff_only
def search(request: HttpRequest) -> HttpResponse:
    """A number, a name, a phrase. One hit by number opens at once."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    text = request.GET.get("q", "").strip()[:100]
    ids = index.find(actor, text) if text else []
    found = list(Matter.objects.visible_to(actor).filter(pk__in=ids).select_related("office", "handler")[:50])
    if len(found) == 1 and found[0].number == text:
        return redirect_to(request, reverse("matter", args=[found[0].code]))
    rows = [
        Row((Cell(m.number or "（未编号）"), Cell(m.title_for(actor.staff_id)),
             Cell(registry.line(m.line).label), Cell(m.office.short_name)), reverse("matter", args=[m.code]))
        for m in found
    ]  # fmt: skip
    context = {
        "q": text, "rows": rows, "columns": [Column("编号"), Column("名称"), Column("条线"), Column("机构")],
        "empty": {"title": "没有找到", "text": "换一个名字、编号或词再试；只能找到您辖区和条线内的事。", "icon": "search"},
        "places": [{"label": "查找"}],
    }  # fmt: skip
    return render(request, "desk/search.html", context)
