"""临时统计 on the screen: choose, count, read the sentence out, open the matters, take it as Excel, keep it under a name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from fengqiao.desk.access import staff_only
from fengqiao.desk.counting import keeping
from fengqiao.desk.counting.asked import DAYS, USUAL, Asking, read
from fengqiao.desk.counting.counted import ALL, Counted, count
from fengqiao.desk.counting.grouping import groupings
from fengqiao.desk.counting.saying import sentence, spoken
from fengqiao.desk.models import SavedCount, Shared
from fengqiao.desk.register_filters import STATES, known_line
from fengqiao.desk.spreadsheet import Value, form_of, sheet
from fengqiao.indicators import periods
from fengqiao.matter import registry
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office
from fengqiao.ui.htmx import redirect_to, render_page
from fengqiao.ui.parts import Cell, Chip, Column, Row

SIGHT = "只数您看得到的：本辖区、您的岗位能看的案件；限制查看的、封存的、您须回避的和作废的不在内，别人打开可能多些或少些。"


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def given_of(query: QueryDict) -> dict[str, str]:
    """The parts of an address that say something."""
    return {name: str(value).strip() for name, value in query.items() if str(value).strip() and name != "csrfmiddlewaretoken"}


@staff_only
def page(request: HttpRequest) -> HttpResponse:
    """The question, its answer once a line is chosen, and what was kept."""
    return _page(request, given_of(request.GET))


def _page(request: HttpRequest, given: Mapping[str, str], refused: str = "", name: str = "", shared: str = Shared.OWN) -> HttpResponse:
    actor = _actor(request)
    mine = [line for line in registry.lines() if actor.holds(line.may_see)]
    if not mine:
        raise Refused.because("permission", "您的岗位不看案件，没有可以统计的。需要某项数字的，请看“统计”，或者问本单位负责人。")
    context: dict[str, Any] = {
        "lines": _by_area(mine, given), "saved": [_saved(each, actor) for each in keeping.counts_for(actor)], "places": _places(actor), "refused": refused, "name": name,
        "shares": [(key, word, key == shared) for key, word in Shared.choices], "sight": SIGHT,
    }  # fmt: skip
    if given.get("line"):
        context |= _answered(read(given, actor, known_line(actor, given["line"]), timezone.localdate()))
    return render_page(request, "desk/count.html", context, status=422 if refused else 200)


def _places(actor: Actor) -> list[dict[str, str]]:
    return [{"label": "统计", "url": reverse("figures")}, {"label": "临时统计"}]


def _by_area(lines: Iterable[registry.Line], given: Mapping[str, str]) -> list[dict[str, Any]]:
    """The lines one may count, by area."""
    areas: dict[str, list[dict[str, Any]]] = {}
    for line in lines:
        areas.setdefault(line.area.label, []).append({"code": line.code, "label": line.label, "chosen": line.code == given.get("line")})
    return [{"label": label, "lines": found} for label, found in areas.items()]


def _saved(kept: SavedCount, actor: Actor) -> dict[str, Any]:
    own = kept.made_by_id == actor.staff_id
    of = "" if own else f"{kept.made_by.name}（{kept.office.short_name}）存的"
    return {"pk": kept.pk, "name": kept.name, "url": f"{reverse('count')}?{kept.query}", "own": own, "of": of, "shared": Shared(kept.shared).label if own else ""}


def _answered(asking: Asking) -> dict[str, Any]:
    """What was asked, ready to be asked again, and what it comes to."""
    line, shown = asking.line, asking.shown
    usual = [(word, word, word == asking.chosen) for word, _ in periods.usual(timezone.localdate())]
    context: dict[str, Any] = {
        "line": line, "asking": asking, "said": asking.said, "fields": [each for each in shown.fields if each["options"]], "ranges": shown.ranges,
        "periods": [*usual, (DAYS, "另写日期", asking.chosen == DAYS)], "days": [(key, word, key == shown.on) for key, word in shown.days.items()],
        "from_on": asking.period.from_on.isoformat() if asking.chosen == DAYS else "", "to_on": asking.period.to_on.isoformat() if asking.chosen == DAYS else "",
        "by": _choices(line, asking.given.get("by", "")), "then": _choices(line, asking.given.get("then", "")),
        "states": [(key, word, key == asking.given.get("state", "all")) for key, word in reversed(STATES)],
        "chips": [Chip(said, asking.url(without=name)) for name, said in asking.conditions], "filtered": bool(asking.conditions),
        "clear_url": f"{reverse('count')}?line={line.code}&period={USUAL if asking.chosen == DAYS else asking.chosen}",
    }  # fmt: skip
    try:
        counted = count(asking)
    except Refused as refusal:
        return context | {"too_much": str(refusal)}
    office = _office_of(asking)
    columns, rows, totals = _table(asking, counted)
    return context | {
        "counted": counted, "total": counted.words(), "period": spoken(asking.period), "office_name": office, "day": asking.shown.days[asking.shown.on], "sentence": sentence(asking, counted, office),
        "opens": asking.opens(), "columns": columns, "rows": rows, "totals": totals, "may_differ": asking.about_people, "public": asking.public,
        "public_url": asking.url(public="" if asking.public else "1"), "export_url": asking.url("count-sheet"),
        "empty": {"title": "没有这样的案件", "text": "这个期间、这些条件下一件也没有。去掉一两个条件再数。", "icon": "filter"},
    }  # fmt: skip


def _choices(line: registry.Line, chosen: str) -> list[tuple[str, str, bool]]:
    return [(code, label, code == chosen) for code, label in groupings(line).items()]


def _office_of(asking: Asking) -> str:
    """Whose count it is, as the sentence says it: the whole of one's reach."""
    own = Office.objects.filter(territory=asking.actor.low).order_by("to_on").values_list("name", flat=True).first()
    return own or asking.actor.office_name


def _table(asking: Asking, counted: Counted) -> tuple[list[Column], list[Row], list[str | Cell]]:
    """First level down, second across; every number opens to its matters, a sum to all of its row, column or table."""
    if not counted.groups:
        return [], [], []
    first, *second = counted.groups
    columns = [Column(first.label), *(Column(second[0].said(key), num=True) for key in counted.columns if second), Column("合计", num=True)]
    rows = [
        Row((
            Cell(first.said(row)), *(_cell(asking, counted, row, column) for column in counted.columns), _cell(asking, counted, row, ALL),
        ))
        for row in counted.rows
    ]  # fmt: skip
    return columns, rows, ["合计", *(_cell(asking, counted, ALL, column) for column in counted.columns), _cell(asking, counted, ALL, ALL)]


def _cell(asking: Asking, counted: Counted, row: Any, column: Any) -> Cell:
    if not counted.numbers.get((row, column), 0):
        return Cell("0", num=True, muted=True)
    narrower: dict[str, str] = {}
    for group, key in zip(counted.groups, (row, column), strict=False):
        more = {} if key is ALL else group.narrows(key)
        if more.keys() & narrower.keys() == {"from", "to"}:  # by month and by year: the days of both
            more = {"from": max(more["from"], narrower["from"]), "to": min(more["to"], narrower["to"])}
        narrower |= more
    return Cell(counted.words(row, column), url=asking.opens(**narrower), num=True)


@staff_only
def as_sheet(request: HttpRequest) -> HttpResponse:
    """The table as Excel, CSV or JSON; the sentence at its foot."""
    actor, given, form = _actor(request), given_of(request.GET), form_of(request)
    asking = read(given, actor, known_line(actor, given.get("line", "")), timezone.localdate())
    counted = count(asking)
    head = [*(each.label for each in counted.groups[:1]), *(counted.groups[1].said(key) for key in counted.columns), "合计"]
    rows: list[list[Value]] = [[counted.groups[0].said(row), *(_value(counted, row, each) for each in counted.columns), _value(counted, row, ALL)] for row in counted.rows]
    rows.append([*(["合计"] if counted.groups else []), *(_value(counted, ALL, each) for each in counted.columns), _value(counted, ALL, ALL)])
    notes = (sentence(asking, counted, _office_of(asking)), SIGHT.replace("您", "导出的人"), *((asking.said,) if asking.said else ()))
    return sheet(form, actor, f"count-{asking.line.code}", f"{asking.line.label}统计", head, rows, notes=notes)


def _value(counted: Counted, row: Any, column: Any) -> Value:
    return counted.words(row, column) if (row, column) in counted.hidden else counted.numbers.get((row, column), 0)


@require_POST
@staff_only
def save(request: HttpRequest) -> HttpResponse:
    """Keep this way of counting under a name."""
    actor = _actor(request)
    given = given_of(QueryDict(request.POST.get("query", "")))
    line, name, shared = known_line(actor, given.get("line", "")), request.POST.get("name", ""), request.POST.get("shared", Shared.OWN)
    try:
        kept = keeping.save(actor, name, line.code, given, shared, timezone.now())
    except Refused as refusal:
        return _page(request, given, str(refusal), name, shared)
    messages.success(request, f"已存下“{kept.name}”，{Shared(kept.shared).label}。存的是怎么数，打开时重新数。")
    return redirect_to(request, f"{reverse('count')}?{kept.query}")


@require_POST
@staff_only
def delete(request: HttpRequest, number: int) -> HttpResponse:
    """Remove one of one's own."""
    messages.success(request, f"已删除“{keeping.delete(_actor(request), number)}”。")
    return redirect_to(request, reverse("count"))
