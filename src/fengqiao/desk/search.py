"""Finding a matter: by number, by a name, by a phrase."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from fengqiao.desk.access import staff_only
from fengqiao.matter import registry
from fengqiao.matter import search as index
from fengqiao.matter.models import Matter
from fengqiao.orgs.actor import Actor
from fengqiao.ui.htmx import redirect_to
from fengqiao.ui.parts import Cell, Column, Row

LONGEST = 100
MOST = 50
MATTER, TIGHT = "desk/cell_matter.html", "desk/cell_tight.html"


@staff_only
def search(request: HttpRequest) -> HttpResponse:
    """The matters whose number, title or parties hold what is asked. One hit by its whole number opens at once."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    text = request.GET.get("q", "").strip()[:LONGEST]
    found = _found(actor, text)
    number = text.replace("(", "（").replace(")", "）").replace(" ", "")
    exact = [matter for matter in found if matter.number and matter.number == number]
    if len(exact) == 1:
        return redirect_to(request, reverse("matter", args=[exact[0].code]))
    rows = [_row(matter, actor.staff_id) for matter in found]
    context = {
        "q": text, "rows": rows, "more": len(rows) == MOST,
        "columns": [Column(word) for word in ("案件", "条线", "阶段", "登记日期", "机构")],
        "empty": {
            "title": "没有找到" if text else "要找什么？", "icon": "search",
            "text": "换一个名字、编号或词再试；只能找到您辖区和条线内的事。" if text else "写案号、当事人姓名，或案件名称里的一个词。",
        },
        "places": [{"label": "查找"}],
    }  # fmt: skip
    return render(request, "desk/search.html", context)


def _found(actor: Actor, text: str) -> list[Matter]:
    """The matters the index names, read through the door, the latest first."""
    ids = index.find(actor, text, MOST)
    matters = Matter.objects.visible_to(actor).filter(pk__in=ids).select_related("office", "handler")
    return sorted(matters, key=lambda matter: matter.opened_on, reverse=True)


def _row(matter: Matter, staff_id: int) -> Row:
    stage, url = registry.procedure_of(matter).stage(matter.stage).label, reverse("matter", args=[matter.code])
    cells = (
        Cell(matter.title_for(staff_id), template=MATTER, data={"number": registry.number_of(matter), "url": url}), Cell(registry.line(matter.line).label), Cell(stage),
        Cell(matter.opened_on.isoformat(), template=TIGHT), Cell(matter.office.short_name),
    )  # fmt: skip
    return Row(cells, url)
