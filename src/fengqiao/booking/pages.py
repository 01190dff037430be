"""场所和预约 on screen: what there is, one thing with its times and closures, the calendar, a meeting."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from fengqiao.booking import diary, free, keeping, spans, taking
from fengqiao.booking.forms import CheckForm, ClosureForm, MeetingForm, ResourceForm, TimesForm
from fengqiao.booking.models import Closure, Resource
from fengqiao.booking.permissions import BOOK, KEEP, SEE
from fengqiao.booking.taking import Wanted
from fengqiao.desk.access import staff_only
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office
from fengqiao.orgs.permissions import Permission
from fengqiao.ui.forms import Form
from fengqiao.ui.htmx import redirect_to
from fengqiao.ui.once import mark_sent, read_once
from fengqiao.ui.parts import Cell, Column, Row

COLUMNS = [Column("名称"), Column("种类"), Column("座位", num=True), Column("状态"), Column("优先预留"), Column("说明")]
HOME = {"label": "场所和预约", "url": "/booking/"}
PARTICULARS = ("kind", "name", "sort", "number", "since_on", "seats", "condition", "condition_reason", "note", "network_checked_on")


def _actor(request: HttpRequest, permission: Permission = SEE) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.holds(permission):
        raise Refused.because("permission", actor.lacks(permission))
    return actor


@staff_only
def resources(request: HttpRequest) -> HttpResponse:
    """What the county has to lend, one group an office."""
    actor, today = _actor(request), timezone.localdate()
    groups: dict[int, dict[str, Any]] = {}
    shares = _shares(today)
    for each in free.of_county(actor.territory):
        group = groups.setdefault(each.office_id, {"name": each.office.name, "rows": []})
        mine = actor.holds(KEEP) and actor.reaches(each.territory)
        share = shares.get(each.pk)
        cells = (
            Cell(each.name), Cell(each.get_kind_display()), Cell(each.seats, num=True), Cell(each.get_condition_display()),
            Cell("" if share is None else f"{share}%"), Cell(each.condition_reason or each.note),
        )  # fmt: skip
        group["rows"].append(Row(cells, reverse("booking-resource", args=[each.pk]) if mine else "", str(each.pk)))
    context = {
        "groups": groups.values(), "columns": COLUMNS, "may_keep": actor.holds(KEEP), "may_book": actor.holds(BOOK), "places": [{"label": "场所和预约"}],
    }  # fmt: skip
    return render(request, "booking/resources.html", context)


def _shares(today: date) -> dict[int, int]:
    """Per cent of reserved times by thing."""
    from fengqiao.booking.models import SlotKind, WeeklySlot

    found: dict[int, list[str]] = {}
    for pk, kind in (
        WeeklySlot.objects.filter(from_on__lte=today).exclude(to_on__lt=today).values_list("resource_id", "kind")
    ):
        found.setdefault(pk, []).append(kind)
    return {pk: round(100 * kinds.count(SlotKind.RESERVED) / len(kinds)) for pk, kinds in found.items()}


@staff_only
def new(request: HttpRequest) -> HttpResponse:
    """A further thing."""
    actor, today = _actor(request, KEEP), timezone.localdate()
    form = ResourceForm(request.POST or None, actor=actor, today=today)
    if request.method == "POST" and form.is_valid():
        office = Office.objects.get(pk=form.cleaned_data["office"])
        try:
            made = keeping.add(actor, office, now=timezone.now(), **form.values())
        except Refused as refusal:
            _refuse(form, refusal)
        else:
            return mark_sent(request, redirect_to(request, reverse("booking-resource", args=[made.pk])))
    context = {"form": form, "places": [HOME, {"label": "登记"}]}
    return render(request, "booking/new.html", context, status=422 if form.errors else 200)


@staff_only
def resource(request: HttpRequest, number: int) -> HttpResponse:
    """One thing: its particulars, its weekly times, its closures."""
    actor = _actor(request)
    found = keeping.kept_by(actor, number)
    today = timezone.localdate()
    initial = _given(found)
    form = ResourceForm(request.POST or None, actor=actor, today=today, fixed=True, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            hit = keeping.change(actor, found, now=timezone.now(), **form.values())
        except Refused as refusal:
            _refuse(form, refusal)
        else:
            _say_hit(request, hit)
            return mark_sent(request, redirect_to(request, reverse("booking-resource", args=[number])))
    return _show(request, found, form=form)


def _show(
    request: HttpRequest, found: Resource, *, form: Form | None = None, times: Form | None = None, closure: Form | None = None,
    check: Form | None = None,
) -> HttpResponse:  # fmt: skip
    today, actor = timezone.localdate(), request.actor  # type: ignore[attr-defined]
    given = _given(found)
    forms = (form, times, closure, check)
    closures = list(found.closures.filter(to_at__gte=timezone.now())[:50])
    context = {
        "resource": found, "form": form or ResourceForm(actor=actor, today=today, fixed=True, initial=given), "times_form": times or TimesForm(today=today),
        "closure_form": closure or ClosureForm(today=today), "days": _week(found, today), "closures": [_closed(each) for each in closures],
        "check_form": check or CheckForm(today=today), "upkeep": found.upkeep.select_related("made_by")[:20],
        "share": keeping.reserved_share(found, today), "least": keeping.RESERVED_SHARE, "places": [HOME, {"label": str(found)}], "today": today,
    }  # fmt: skip
    return render(
        request,
        "booking/resource.html",
        context,
        status=422 if any(each is not None and each.errors for each in forms) else 200,
    )


def _given(found: Resource) -> dict[str, Any]:
    """The particulars as the form shows them."""
    return {name: getattr(found, name) for name in PARTICULARS} | {"keeper": found.keeper_id}


def _week(found: Resource, today: date) -> list[dict[str, Any]]:
    """The weekly times by weekday; ended ones left out."""
    days: dict[str, list[Any]] = {}
    for row in found.weekly.exclude(to_on__lt=today):
        days.setdefault(row.get_weekday_display(), []).append(row)
    return [{"label": label, "times": rows} for label, rows in days.items()]


def _closed(row: Closure) -> dict[str, Any]:
    return {
        "number": row.pk,
        "words": f"{timezone.localtime(row.from_at):%m月%d日 %H:%M} 至 {timezone.localtime(row.to_at):%m月%d日 %H:%M}",
        "reason": row.reason,
    }


@staff_only
@require_POST
def add_times(request: HttpRequest, number: int) -> HttpResponse:
    """A weekly time on some weekdays."""
    actor = _actor(request)
    found = keeping.kept_by(actor, number)
    form = TimesForm(request.POST, today=timezone.localdate())
    if form.is_valid():
        try:
            keeping.add_times(actor, found, **form.values(), now=timezone.now())
        except Refused as refusal:
            _refuse(form, refusal)
        else:
            return mark_sent(request, redirect_to(request, reverse("booking-resource", args=[number])))
    return _show(request, found, times=form)


@staff_only
@require_POST
def end_time(request: HttpRequest, number: int, row: int) -> HttpResponse:
    """A weekly time is given up from tomorrow on."""
    actor = _actor(request)
    found = keeping.kept_by(actor, number)
    keeping.end_time(actor, found, row, timezone.localdate(), now=timezone.now())
    messages.success(request, "这个场次从明天起不再开放，已经约好的不变。")
    return redirect_to(request, reverse("booking-resource", args=[number]))


@staff_only
@require_POST
def checked(request: HttpRequest, number: int) -> HttpResponse:
    """A thing was inspected: a line in its upkeep."""
    actor = _actor(request)
    found = keeping.kept_by(actor, number)
    form = CheckForm(request.POST, today=timezone.localdate())
    if form.is_valid():
        keeping.checked(actor, found, date.fromisoformat(form.cleaned_data["on"]), form.cleaned_data["said"], now=timezone.now())
        messages.success(request, "已记入维护记录。")
        return mark_sent(request, redirect_to(request, reverse("booking-resource", args=[number])))
    return _show(request, found, check=form)


@staff_only
@require_POST
def close(request: HttpRequest, number: int) -> HttpResponse:
    """Nothing is lent for a time."""
    actor = _actor(request)
    found = keeping.kept_by(actor, number)
    form = ClosureForm(request.POST, today=timezone.localdate())
    if form.is_valid():
        data = form.cleaned_data
        last = data["to_on"] or data["from_on"]
        from_at, to_at = keeping.whole_days(date.fromisoformat(data["from_on"]), date.fromisoformat(last))
        from_at = spans.at(data["from_on"], data["from_time"]) if data["from_time"] else from_at
        to_at = spans.at(last, data["to_time"]) if data["to_time"] else to_at
        try:
            hit = keeping.close(actor, found, from_at, to_at, data["reason"], now=timezone.now())
        except Refused as refusal:
            _refuse(form, refusal)
        else:
            _say_hit(request, hit)
            return mark_sent(request, redirect_to(request, reverse("booking-resource", args=[number])))
    return _show(request, found, closure=form)


@staff_only
@require_POST
def reopen(request: HttpRequest, number: int, row: int) -> HttpResponse:
    """A closure goes."""
    actor = _actor(request)
    keeping.reopen(actor, keeping.kept_by(actor, number), row, now=timezone.now())
    return redirect_to(request, reverse("booking-resource", args=[number]))


def _say_hit(request: HttpRequest, hit: int) -> None:
    if hit:
        messages.warning(request, f"有{hit}个已约好的受影响，已提醒经办人改约。预约没有被删除。")
    else:
        messages.success(request, "已登记。")


def _refuse(form: Form, refusal: Refused) -> None:
    for reason in refusal.reasons:
        form.add_error(reason.need if reason.need in form.fields else None, str(reason))


# The calendar --------------------------------------------------------------------------------------------------------


@staff_only
def calendar(request: HttpRequest) -> HttpResponse:
    """A day or a week: who has what, and what is free."""
    actor, today = _actor(request), timezone.localdate()
    on = _day(request.GET.get("on", ""), today)
    week = request.GET.get("view") == "week"
    first = on - timedelta(days=on.weekday()) if week else on
    last = first + timedelta(days=6) if week else on
    found = free.of_county(actor.territory)
    offices = {each.office_id: each.office.short_name for each in found}
    chosen = int(text) if (text := request.GET.get("office", "")).isdigit() and int(text) in offices else None
    mine = chosen or (actor.office_id if actor.office_id in offices else None)
    shown = [each for each in found if each.office_id == mine] if mine else found
    listed = diary.lines(actor, shown, first, last, now=timezone.now())
    context = {
        "days": _days(listed, first, last), "on": on, "week": week, "office": mine, "offices": [(pk, name, pk == mine) for pk, name in offices.items()],
        "before": (first - timedelta(days=7 if week else 1)).isoformat(), "after": (last + timedelta(days=1)).isoformat(), "today": today,
        "may_book": actor.holds(BOOK), "places": [HOME, {"label": "日程"}],
    }  # fmt: skip
    return render(request, "booking/calendar.html", context)


def _days(listed: list[diary.Line], first: date, last: date) -> list[dict[str, Any]]:
    found = []
    for number in range((last - first).days + 1):
        on = first + timedelta(days=number)
        of_day = [
            line
            for line in listed
            if line.from_at.astimezone(spans.HERE).date() == on or (number == 0 and line.from_at < spans.day(on))
        ]
        found.append(
            {
                "on": on,
                "taken": [line for line in of_day if not line.free],
                "free": [line for line in of_day if line.free],
            }
        )
    return found


def _day(text: str, today: date) -> date:
    try:
        on = date.fromisoformat(text)
    except ValueError:
        return today
    return on if abs((on - today).days) < 1000 else today


# A meeting -----------------------------------------------------------------------------------------------------------


@staff_only
def meeting(request: HttpRequest) -> HttpResponse:
    """Book a room or a thing for something that is no matter."""
    actor, today = _actor(request, BOOK), timezone.localdate()
    own = [each for each in free.of_county(actor.territory) if actor.reaches(each.territory)]
    form = MeetingForm(
        request.POST or None, resources=own, today=today, initial={"on": request.GET.get("on", today.isoformat())}
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        from_at, to_at = spans.at(data["on"], data["begins"]), spans.at(data["on"], data["ends"])
        try:
            if to_at <= from_at:
                raise Refused.because("order", "结束须晚于开始。请核对时间。", need="ends")
            taking.book(
                actor,
                Wanted(data["resource"], from_at, to_at, what=data["what"]),
                now=timezone.now(),
                once=read_once(request),
            )
        except Refused as refusal:
            for reason in refusal.reasons:
                form.add_error("begins" if reason.need == "slot" else reason.need or None, str(reason))
        else:
            messages.success(request, "已预约。")
            return mark_sent(request, redirect_to(request, f"{reverse('booking-calendar')}?on={data['on']}"))
    context = {"form": form, "places": [HOME, {"label": "预约场所"}]}
    return render(request, "booking/meeting.html", context, status=422 if form.errors else 200)


@staff_only
@require_POST
def cancel(request: HttpRequest, booking: str) -> HttpResponse:
    """Give a meeting's booking back."""
    actor = _actor(request, BOOK)
    try:
        taking.cancel(actor, UUID(booking))
    except ValueError:
        raise NotVisible from None
    messages.success(request, "已取消预约，场所空出来了。")
    return redirect_to(request, reverse("booking-calendar"))
