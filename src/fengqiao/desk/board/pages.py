"""驾驶舱 and 一张图: the pages. The wall's is the same page in larger type, which asks for itself again every few minutes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.desk.board import asked, drawn, due, places, spots, tiles
from fengqiao.desk.board.asked import Board
from fengqiao.desk.figures import asked as questions
from fengqiao.desk.middleware import BY_ITSELF
from fengqiao.desk.register_filters import DUES
from fengqiao.indicators import periods
from fengqiao.indicators.figures import NONE
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor
from fengqiao.providers import tiles as squares
from fengqiao.providers.keeping import require
from fengqiao.providers.permissions import KEEP
from fengqiao.ui.htmx import redirect_to, render_page

AGAIN_SECONDS = 240
ONLY_SUMS = ("今年", "去年")


@staff_only
def board(request: HttpRequest) -> HttpResponse:
    """The board of one's own lines and place; with ``wall`` for a screen that hangs."""
    found = asked.read(request, timezone.localdate())
    read = tiles.read(found)
    there = drawn.there(found)
    offices, pairs = drawn.offices(found, there)
    kinds, kind_months = spots.kinds(found)
    months = drawn.months(found, read.months, read.months_before)
    chart = places.chart(found, pairs)
    nowhere = chart is not None and not any(town.shade for town in chart.towns)  # what the bureau alone deals with
    chart = None if nowhere else chart
    context = {
        **_frame(found, "board"), "tiles": read.tiles, "months": months, "offices": offices, "kinds": kinds, "kind_months": kind_months,
        "village_months": spots.villages(found, there), "risks": due.risks(found), "due_words": list(DUES.values()),
        "chart": chart, "no_towns": "各乡镇都是0，没有画示意图。" if nowhere else "", "drawings": [each.as_json() for each in (months, offices, kinds) if not each.why_not],
        "map_url": found.url("board-map", wall=""), "again_url": found.url(**{BY_ITSELF: "1"}), "again_seconds": AGAIN_SECONDS, "at": timezone.localtime(),
        "none": NONE,
    }  # fmt: skip
    return render_page(request, "desk/board_wall.html" if found.wall else "desk/board.html", context, fragment="board")


@staff_only
def one_map(request: HttpRequest) -> HttpResponse:
    """The towns, each with the figure that is drawn; the table beside says the same."""
    found = asked.read(request, timezone.localdate())
    offices, pairs = drawn.offices(found, drawn.there(found))
    actor = found.question.actor
    context = {
        **_frame(found, "board-map"), "offices": offices, "chart": places.framed(found, places.chart(found, pairs)), "shapes": places.shapes(found, pairs),
        "of_offices": places.of_offices(found), "places_url": reverse("board-places") if actor.holds(KEEP) else "", "outline_url": reverse("providers-outline") if actor.holds(KEEP) else "",
        "places": [{"label": "驾驶舱", "url": found.url()}, {"label": "一张图"}],
    }  # fmt: skip
    return render_page(request, "desk/board_map.html", context)


@staff_only
def put(request: HttpRequest) -> HttpResponse:
    """Which square each office stands on; both numbers left empty, it finds one by itself."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    require(actor, KEEP)
    offices = squares.offices_of(actor.territory)
    typed = {each.territory: (request.POST.get(f"row-{each.territory}", "").strip(), request.POST.get(f"column-{each.territory}", "").strip()) for each in offices}
    said, status = "", 200
    if request.method == "POST":
        try:
            squares.place(actor, _read(typed, {each.territory: each.short_name for each in offices}), now=timezone.now())
        except Refused as refusal:
            said, status = str(refusal), 422
        else:
            messages.success(request, "方格的位置已登记。")
            return redirect_to(request, reverse("board-places"))
    else:
        given = squares.given(actor.low, actor.high)
        typed = {each.territory: tuple(map(str, given.get(each.territory, ("", "")))) for each in offices}  # type: ignore[misc]
    rows = [{"office": each, "row": typed[each.territory][0], "column": typed[each.territory][1]} for each in offices]
    context = {"rows": rows, "said": said, "most": squares.MOST, "places": [{"label": "驾驶舱", "url": reverse("board")}, {"label": "一张图", "url": reverse("board-map")}, {"label": "方格的位置"}]}
    return render_page(request, "desk/board_places.html", context, status=status)


def _read(typed: dict[int, tuple[str, str]], names: dict[int, str]) -> dict[int, squares.Place]:
    """Raises Refused for what is no number, or half of one."""
    wanted = {}
    for territory, (row, column) in typed.items():
        if not row and not column:
            continue
        if not (row.isascii() and row.isdigit() and column.isascii() and column.isdigit() and len(row + column) <= 6):
            raise Refused.because("tiles", f"“{names[territory]}”的行、列要写成数字，例如2和3；都不写的，由系统排在后面。")
        wanted[territory] = (int(row), int(column))
    return wanted


def _frame(found: Board, name: str) -> dict[str, Any]:
    """Whose board it is, of which days, and which others there are."""
    question, kept = found.question, {"line": found.line, "show": found.show, "wall": "1" if found.wall else ""}
    usual = [(label, period) for label, period in periods.usual(question.today) if found.whole or label in ONLY_SUMS]
    lines: Iterable[tuple[str, str]] = [("", "综合"), *((each.code, each.label) for each in found.sets)] if len(found.sets) > 1 else []
    return {
        "board": found, "question": question, "office": question.office, "period": question.period, "before": question.period.year_before(), "said": question.said,
        "waiting": question.waiting, "set": found.drawn_set, "drawn": found.drawn, "whole": found.whole,
        "usual": [{"label": label, "url": questions.shift(question, period).url(name, **kept), "current": period == question.period} for label, period in usual],
        "lines": [{"label": label, "url": found.url(name, line=code, show=""), "current": code == found.line} for code, label in lines],
        "wall_url": found.url(wall="1"), "desk_url": found.url(wall=""), "kept": {key: value for key, value in kept.items() if value},
        "offices_to_choose": questions.choices(question) if found.whole and len(question.offices) > 1 else [],
        "figures_to_choose": [{"value": each.code, "label": each.label, "selected": each.code == found.drawn.code} for each in found.drawable],
        "places": [],
    }  # fmt: skip
