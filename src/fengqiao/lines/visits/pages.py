"""The line's own pages: the visits of a day, the prisons with their rules, the figures."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fengqiao.booking.free import FreeSlot, parse
from fengqiao.booking.models import Resource
from fengqiao.booking.spans import HERE, day
from fengqiao.booking.taking import Taken, Wanted, hold
from fengqiao.desk.access import acting, staff_only
from fengqiao.documents import render_pdf
from fengqiao.indicators import folding
from fengqiao.lines.visits import codes, figures, gathering, indicators, prisons
from fengqiao.lines.visits.forms import PrisonForm, RuleForm
from fengqiao.lines.visits.models import Prison, PrisonRule, VisitRequest
from fengqiao.lines.visits.permissions import HANDLE, KEEP_PRISONS, SEE, SEE_FIGURES
from fengqiao.matter.actions import standing_of
from fengqiao.matter.looks import record_looks
from fengqiao.matter.models import Matter
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.matter.visibility import get_matter
from fengqiao.orgs.actor import Actor
from fengqiao.ui.htmx import redirect_to
from fengqiao.ui.once import mark_sent
from fengqiao.ui.parts import Cell, Column, Row

DAY_COLUMNS = [
    Column("时间"), Column("会见人"), Column("人数", num=True), Column("地点"), Column("监狱"), Column("阶段"), Column("照顾和出行"),
]  # fmt: skip
PRISON_COLUMNS = [
    Column("监狱"),
    Column("每月次数"),
    Column("每次"),
    Column("提前"),
    Column("答复"),
    Column("视频计入次数"),
    Column("自"),
    Column("依据"),
]
DAYS_OPEN = 3  # days whose times stand open besides those the family wishes for
PRIORITY_WORDS = dict(codes.PRIORITIES)


# The visits of a day (VC02: the list for tomorrow) --------------------------------------------------------------------


@staff_only
def day_list(request: HttpRequest) -> HttpResponse:
    """Who comes when, for the person at the terminal: one day, tomorrow a press away."""
    actor, today = acting(request, SEE), timezone.localdate()
    on = _day(request.GET.get("on", ""), today)
    seen = Matter.objects.visible_to(actor).filter(line="visits").values("pk")
    rows = VisitRequest.objects.filter(pk__in=seen, visit_at__gte=day(on), visit_at__lt=day(on + timedelta(days=1)))
    found = list(rows.exclude(stage__in=("cancelled", "lapsed", "refused")).order_by("visit_at", "place")[:200])
    record_looks(actor, found, "会见日程", "会见当日名单", now=timezone.now())
    names = {"today": today, "tomorrow": today + timedelta(days=1)}
    tabs = [
        {"label": "今天", "url": f"?on={names['today'].isoformat()}", "current": on == names["today"]},
        {"label": "明天", "url": f"?on={names['tomorrow'].isoformat()}", "current": on == names["tomorrow"]},
    ]  # fmt: skip
    context = {
        "on": on, "tabs": tabs, "columns": DAY_COLUMNS, "rows": [_of_day(row, actor) for row in found],
        "empty": {"title": "这一天没有会见", "text": "监狱批准后的会见会列在这里。", "icon": "calendar"},
        "before": (on - timedelta(days=1)).isoformat(), "after": (on + timedelta(days=1)).isoformat(), "places": [{"label": "会见日程"}],
    }  # fmt: skip
    return render(request, "visits/day.html", context)


def _of_day(row: VisitRequest, actor: Actor) -> Row:
    from fengqiao.lines.visits.procedure import VISIT

    assert row.visit_at is not None
    care = "，".join(filter(None, (PRIORITY_WORDS.get(row.priority, ""), row.urgent_word)))
    cells = (
        Cell(f"{row.visit_at.astimezone(HERE):%H:%M}"), Cell(row.title_for(actor.staff_id)), Cell(row.persons, num=True), Cell(row.place),
        Cell(row.prison_name), Cell(VISIT.stage(row.stage).label), Cell(care),
    )  # fmt: skip
    return Row(cells, reverse("matter", args=[row.code]), row.code)


# A time for a request ------------------------------------------------------------------------------------------------


@staff_only
def slots(request: HttpRequest, code: str) -> HttpResponse:
    """The free times for one request, day by day; a press keeps one for ten minutes and opens the form."""
    actor, today = acting(request, HANDLE), timezone.localdate()
    matter = get_matter(actor, code, to=HANDLE)
    if matter.line != "visits" or matter.stage not in ("asked", "waiting"):
        return redirect_to(request, reverse("matter", args=[code]))
    facts = standing_of(matter).facts
    if request.method == "POST":
        return _hold(request, actor, matter, request.POST.get("slot", ""))
    wishes = {facts.value(name) for name in ("wish_on", "wish_2", "wish_3")}
    days = _days(gathering.free_slots(facts, matter.territory, today), matter.office_id, wishes)
    near = [day for n, day in enumerate(days) if day["wished"] or n < DAYS_OPEN]
    context = {
        "matter": matter, "title": matter.title_for(actor.staff_id),
        "near": sorted(near, key=lambda day: (not day["wished"], day["on"])), "later": [day for day in days if day not in near],
        "places": [{"label": "远程会见", "url": reverse("register", args=["visits"])}, {"label": matter.number, "url": reverse("matter", args=[code])}, {"label": "挑场次"}],
    }  # fmt: skip
    return render(request, "visits/slots.html", context)


def _days(slots: list[FreeSlot], own: int, wishes: set[Any]) -> list[dict[str, Any]]:
    """The free times day by day, in each the places, the request's own office first."""
    found: dict[date, dict[Resource, list[FreeSlot]]] = {}
    for slot in sorted(slots, key=lambda slot: (slot.on, slot.resource.office_id != own, slot.resource.pk, slot.from_at)):
        found.setdefault(slot.on, {}).setdefault(slot.resource, []).append(slot)
    return [
        {"on": on, "wished": on.isoformat() in wishes, "places": list(places.items()), "count": sum(map(len, places.values()))}
        for on, places in found.items()
    ]  # fmt: skip


def _hold(request: HttpRequest, actor: Actor, matter: Matter, key: str) -> HttpResponse:
    """Keep the time while the form is filled in; who comes second is told what is free."""
    try:
        named = parse(key)
        wanted = Wanted(
            named.resource_id, named.from_at, named.to_at, buffer_minutes=named.buffer_minutes, what="远程会见"
        )
        hold(actor, wanted, now=timezone.now(), matter_id=matter.pk)
    except Taken as refusal:
        messages.error(request, str(refusal))
        return redirect_to(request, reverse("visits-slots", args=[matter.code]))
    except (ValueError, OverflowError, Resource.DoesNotExist):
        messages.error(request, "选的场次认不出来。请重新选择。")
        return redirect_to(request, reverse("visits-slots", args=[matter.code]))
    messages.success(request, "已占住10分钟，请转报监狱。")
    return redirect_to(request, f"{reverse('act', args=[matter.code, 'forward'])}?slot={key}")


def _day(text: str, today: date) -> date:
    try:
        on = date.fromisoformat(text)
    except ValueError:
        return today
    return on if abs((on - today).days) < 4000 else today


# Prisons -------------------------------------------------------------------------------------------------------------


@staff_only
def prison_list(request: HttpRequest) -> HttpResponse:
    """Each prison with the rule in force, said as its own."""
    actor, today = acting(request, SEE), timezone.localdate()
    rules = Prefetch("rules", PrisonRule.objects.filter(from_on__lte=today))
    rows = [_prison_row(each, actor) for each in prisons.of_county(actor).prefetch_related(rules)]
    context = {
        "columns": PRISON_COLUMNS, "rows": rows, "may_keep": actor.holds(KEEP_PRISONS), "places": [{"label": "监狱和规定"}],
        "empty": {"title": "还没有登记监狱", "text": "由局会见专办员登记每所监狱和它的会见规定；各监狱规定不同，都不是全国规定。", "icon": "building"},
    }  # fmt: skip
    return render(request, "visits/prisons.html", context)


def _prison_row(each: Prison, actor: Actor) -> Row:
    rule = next(iter(each.rules.all()), None)
    said = (
        [f"{rule.monthly_quota}次", f"{rule.minutes}分钟、{rule.max_persons}人", f"{rule.lead_days}个工作日", f"{rule.answer_days}个工作日",
         "计入" if rule.video_counts else "不计入", rule.from_on.isoformat(), rule.source]
        if rule else ["还没有登记", "", "", "", "", "", ""]
    )  # fmt: skip
    cells = tuple(Cell(word) for word in (each.name + ("（不再使用）" if each.closed else ""), *said))
    return Row(cells, reverse("visits-prison", args=[each.pk]), str(each.pk))


@staff_only
def prison_new(request: HttpRequest) -> HttpResponse:
    """A further prison."""
    actor = acting(request, KEEP_PRISONS)
    form = PrisonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = prisons.add(actor, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("name", str(refusal))
        else:
            return mark_sent(request, redirect_to(request, reverse("visits-prison", args=[made.pk])))
    context = {
        "form": form,
        "places": [{"label": "监狱和规定", "url": reverse("visits-prisons")}, {"label": "登记监狱"}],
    }
    return render(request, "visits/prison_new.html", context, status=422 if form.errors else 200)


@staff_only
def prison(request: HttpRequest, number: int) -> HttpResponse:
    """One prison: every version of its rule; a new one from a day on."""
    actor, today = acting(request, SEE), timezone.localdate()
    found = prisons.of_county(actor).filter(pk=number).first()
    if found is None:
        raise NotVisible
    if request.method == "POST" and not actor.holds(KEEP_PRISONS):
        raise Refused.because("permission", actor.lacks(KEEP_PRISONS))
    rules = list(found.rules.select_related("made_by"))
    form = RuleForm(request.POST or None, today=today, initial=prisons.starting(rules[0] if rules else None, today))
    if request.method == "POST" and form.is_valid():
        try:
            prisons.set_rule(actor, found, now=timezone.now(), **form.values())
        except Refused as refusal:
            form.add_error("from_on", str(refusal))
        else:
            messages.success(request, "已登记。已经在办的申请按转报当天的规定，不用重办。")
            return mark_sent(request, redirect_to(request, reverse("visits-prison", args=[number])))
    context = {
        "prison": found, "rules": [(rule, prisons.words(rule)) for rule in rules], "form": form, "may_keep": actor.holds(KEEP_PRISONS),
        "places": [{"label": "监狱和规定", "url": reverse("visits-prisons")}, {"label": found.name}],
    }  # fmt: skip
    return render(request, "visits/prison.html", context, status=422 if form.errors else 200)


# Figures -------------------------------------------------------------------------------------------------------------


@staff_only
def figure_page(request: HttpRequest) -> HttpResponse:
    """V01 to V11 of one's reach; requests and visits side by side."""
    actor, today = acting(request, SEE_FIGURES), timezone.localdate()
    folding.fold_little()
    span = _span(request, actor, today)
    found = indicators.Found(span)
    context: dict[str, Any] = {
        "span": span, "first": [{"label": each.label, "value": each.of(found)} for each in indicators.FIRST],
        "rows": [Row((Cell(each.code), Cell(each.label), Cell(each.of(found)))) for each in indicators.FIGURES[1:]],
        "columns": [Column("代码"), Column("指标"), Column("数")], "periods": figures.periods(today), "places": [{"label": "会见统计"}],
        "pdf": f"{reverse('visits-figures-pdf')}?from={span.first_on.isoformat()}&to={span.last_on.isoformat()}",
    }  # fmt: skip
    return render(request, "visits/figures.html", context)


@staff_only
def figure_sheet(request: HttpRequest) -> HttpResponse:
    """会见情况统计表 of the days, to be printed."""
    actor, today = acting(request, SEE_FIGURES), timezone.localdate()
    folding.fold_little()
    span = _span(request, actor, today)
    content = render_pdf(figures.SHEET, figures.values(span, actor.office_name, today))
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="visits.pdf"'
    return response


def _span(request: HttpRequest, actor: Actor, today: date) -> indicators.Span:
    first, last = (
        _day(request.GET.get("from", ""), today.replace(month=1, day=1)),
        _day(request.GET.get("to", ""), today),
    )
    return indicators.Span(actor.low, actor.high, min(first, last), max(first, last))
