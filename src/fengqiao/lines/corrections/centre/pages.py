"""The centre on screen: a day of its rooms, its equipment, who is on duty, what falls due; booking a room and giving it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from fengqiao.booking import spans, taking
from fengqiao.booking.models import Condition, Kind, Resource
from fengqiao.booking.permissions import BOOK, KEEP
from fengqiao.booking.roster.reading import on_duty
from fengqiao.booking.taking import Wanted
from fengqiao.desk.access import staff_only
from fengqiao.lines.corrections.centre import codes, reading
from fengqiao.lines.corrections.centre.forms import RoomForm, UsedForm
from fengqiao.lines.corrections.centre.permissions import SEE_CENTRE
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office
from fengqiao.ui.forms import Form
from fengqiao.ui.htmx import redirect_to
from fengqiao.ui.once import mark_sent, read_once
from fengqiao.ui.parts import Cell, Column, Row

EQUIPMENT = [Column("名称"), Column("类别"), Column("编号"), Column("启用"), Column("保管人"), Column("状态")]
DUE = [Column("什么"), Column("案件"), Column("承办")]
FURTHEST = 400  # days from today


def seeing(request: HttpRequest) -> Actor:
    """The actor, who may see the centre. Raises Refused."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.holds(SEE_CENTRE):
        raise Refused.because("permission", actor.lacks(SEE_CENTRE))
    return actor


@staff_only
def centre(request: HttpRequest) -> HttpResponse:
    """A day at the centre; the form books one of its rooms."""
    actor, now = seeing(request), timezone.now()
    today = timezone.localdate(now)
    on = _day(request.GET.get("on", ""), today)
    found, things = reading.with_things(actor)
    if found is None:
        if request.method == "POST":
            raise NotVisible
        return render(request, "corrections/centre/none.html", {"places": [{"label": "社区矫正中心"}]})
    form = RoomForm(request.POST if request.method == "POST" else None, rooms=things, today=today, on=on) if actor.holds(BOOK) else None
    if request.method == "POST":
        if form is None:
            raise Refused.because("permission", actor.lacks(BOOK))
        if form.is_valid() and _book(request, actor, form, now):
            return mark_sent(request, redirect_to(request, f"{reverse('corrections-centre')}?on={form.cleaned_data['on']}"))
    return _show(request, actor, found, things, on, now, form=form)


def _show(
    request: HttpRequest, actor: Actor, found: Office, things: Sequence[Resource], on: date, now: datetime, *, form: Form | None
) -> HttpResponse:  # fmt: skip
    rooms = [each for each in things if each.kind == Kind.ROOM and each.condition != Condition.RETIRED]
    listed, today = reading.uses(actor, things, on, on, now=now), timezone.localdate(now)
    equipment = [each for each in things if each.kind != Kind.ROOM]
    context: dict[str, Any] = {
        "centre": found, "on": on, "today": today, "before": on - timedelta(days=1), "after": on + timedelta(days=1), "form": form,
        "uses": listed, "rooms": [_room(each, listed, on == today) for each in rooms], "duties": on_duty([found.pk], on),
        "columns": EQUIPMENT, "equipment": [_thing(each, actor) for each in equipment],
        "broken": sum(each.condition == Condition.REPAIR for each in things), "due_columns": DUE, "due": [_due(row) for row in reading.due_here(actor, on)],
        "may_keep": actor.holds(KEEP) and actor.reaches(found.territory), "places": [{"label": "社区矫正中心"}],
    }  # fmt: skip
    return render(request, "corrections/centre/centre.html", context, status=422 if form is not None and form.errors else 200)


def _room(room: Resource, listed: Sequence[reading.Use], is_today: bool) -> dict[str, Any]:
    """What a room is doing now, or how often it is taken that day."""
    mine = [use for use in listed if use.room.pk == room.pk]
    ahead = next((use for use in mine if not use.begun), None)
    if not room.usable:
        word, state = f"{room.get_condition_display()}：{room.condition_reason}", "off"
    elif any(use.now for use in mine):
        word, state = "正在使用", "taken"
    elif is_today:
        word, state = (f"空闲，{ahead.hours.partition('–')[0]}起有预约" if ahead else "空闲"), "free"
    else:
        word, state = f"预约{len(mine)}次" if mine else "没有预约", "free"
    return {"room": room, "word": word, "state": state}


def _thing(each: Resource, actor: Actor) -> Row:
    reason = f"（{each.condition_reason}）" if each.condition_reason and not each.usable else ""
    cells = (
        Cell(each.name), Cell(each.sort), Cell(each.number), Cell(each.since_on.isoformat() if each.since_on else ""),
        Cell(each.keeper.name if each.keeper else "未定", muted=each.keeper is None), Cell(f"{each.get_condition_display()}{reason}"),
    )  # fmt: skip
    mine = actor.holds(KEEP) and actor.reaches(each.territory)
    return Row(cells, reverse("booking-resource", args=[each.pk]) if mine else "", str(each.pk))


def _due(row: Any) -> Row:
    cells = (Cell(row.label.partition("：")[2] or row.label), Cell(row.matter.masked_title), Cell(row.matter.office.short_name))
    return Row(cells, reverse("matter", args=[row.matter.code]), row.matter.code)


def _day(text: str, today: date) -> date:
    try:
        on = date.fromisoformat(text)
    except ValueError:
        return today
    return on if abs((on - today).days) < FURTHEST else today


# Booking -------------------------------------------------------------------------------------------------------------


def _book(request: HttpRequest, actor: Actor, form: RoomForm, now: datetime) -> bool:
    """Book the room; False with the reason in the form."""
    data = form.cleaned_data
    room = form.rooms[data["room"]]
    wanted = Wanted(
        room.pk, spans.at(data["on"], data["begins"]), spans.at(data["on"], data["ends"]), what=form.words, purpose=data["purpose"], people=data["people"],
    )  # fmt: skip
    try:
        _possible(wanted, room, data["people"], now)
        taking.book(actor, wanted, now=now, once=read_once(request))
    except Refused as refusal:
        for reason in refusal.reasons:
            need = "begins" if reason.need == "slot" else reason.need
            form.add_error(need if need in form.fields else None, str(reason))
        return False
    messages.success(request, f"已预约{room.name}：{data['on']} {data['begins']}–{data['ends']}，{form.words}。")
    _caution(request, actor, room, wanted, data["group"], now)
    return True


def _possible(wanted: Wanted, room: Resource, people: int, now: datetime) -> None:
    """Raises Refused for what no room can give."""
    assert wanted.to_at is not None
    if wanted.to_at <= wanted.from_at:
        raise Refused.because("order", "结束须晚于开始。请核对时间。", need="ends")
    if wanted.to_at <= now:
        raise Refused.because("past", "这段时间已经过去。请核对日期和时间。", need="on")
    if people > room.seats:
        raise Refused.because("seats", f"{room.name}只有{room.seats}座，坐不下{people}人。请换一间，或者分批进行。", need="people")


def _caution(request: HttpRequest, actor: Actor, room: Resource, wanted: Wanted, group: str, now: datetime) -> None:
    """Minors and adults at the centre at the same time: said, so that they do not wait together (社区矫正法第五十二条)."""
    on = wanted.from_at.astimezone(spans.HERE).date()
    others = [
        use for use in reading.uses(actor, [room, *_others(room)], on, on, now=now)
        if use.booking.from_at < (wanted.to_at or use.booking.from_at) and (use.booking.to_at is None or wanted.from_at < use.booking.to_at)
        and use.room.pk != room.pk and use.booking.purpose not in ("", "meeting", "procuracy") and group != codes.NOBODY
        and (codes.MINORS_WORD in use.booking.what) != (group == codes.MINORS)
    ]  # fmt: skip
    if others:
        rooms = "、".join(sorted({use.room.name for use in others}))
        messages.warning(request, f"同一时间{rooms}另有{'成年人' if group == codes.MINORS else '未成年人'}的预约，请错开到场和等候。")


def _others(room: Resource) -> list[Resource]:
    return list(Resource.objects.filter(office_id=room.office_id, kind=Kind.ROOM).exclude(pk=room.pk))


@staff_only
@require_POST
def cancel(request: HttpRequest, booking: str) -> HttpResponse:
    """Give a room back."""
    actor = seeing(request)
    if not actor.holds(BOOK):
        raise Refused.because("permission", actor.lacks(BOOK))
    taking.cancel(actor, _number(booking), now=timezone.now())
    messages.success(request, "已取消预约，房间空出来了。")
    return redirect_to(request, _back(request))


@staff_only
def used(request: HttpRequest, booking: str) -> HttpResponse:
    """How a booking went, for the ledger."""
    actor = seeing(request)
    if not actor.holds(BOOK):
        raise Refused.because("permission", actor.lacks(BOOK))
    row = taking.own(actor, _number(booking))
    form = UsedForm(request.POST if request.method == "POST" else None, initial={"outcome": row.outcome or "used", "people": row.people, "said": row.said})
    on = row.from_at.astimezone(spans.HERE).date()
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            taking.used(actor, row.pk, data["outcome"], people=data["people"], said=data["said"], now=timezone.now())
        except Refused as refusal:
            for reason in refusal.reasons:
                form.add_error(reason.need if reason.need in form.fields else None, str(reason))
        else:
            messages.success(request, "已登记，记入场所使用台账。")
            return mark_sent(request, redirect_to(request, f"{reverse('corrections-centre')}?on={on.isoformat()}"))
    context = {
        "form": form, "booking": row, "on": on, "url": reverse("corrections-centre-used", args=[booking]), "back": f"{reverse('corrections-centre')}?on={on.isoformat()}",
        "places": [{"label": "社区矫正中心", "url": reverse("corrections-centre")}, {"label": "登记使用情况"}],
    }  # fmt: skip
    return render(request, "corrections/centre/used.html", context, status=422 if form.errors else 200)


def _number(booking: str) -> UUID:
    try:
        return UUID(booking)
    except ValueError:
        raise NotVisible from None


def _back(request: HttpRequest) -> str:
    on = _day(request.POST.get("on", ""), timezone.localdate())
    return f"{reverse('corrections-centre')}?on={on.isoformat()}"
