"""值班表 on screen: a month of an office, filling it, changing one duty, the shifts, who is away, the sheet for the wall."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from fengqiao.booking.roster import keeping, proposing, reading, signing
from fengqiao.booking.roster.forms import AwayForm, EnterForm, NoteForm, ShiftForm, StandInForm, SwapForm, TakeOffForm
from fengqiao.booking.roster.models import Away, Duty, DutyChange, Shift
from fengqiao.booking.roster.permissions import ENTER, FILL, SEE
from fengqiao.daycount.months import add_months
from fengqiao.desk.access import staff_only
from fengqiao.divisions import territory as territories
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office, OfficeKind
from fengqiao.ui.forms import Form
from fengqiao.ui.htmx import redirect_to
from fengqiao.ui.once import mark_sent
from fengqiao.ui.parts import Cell, Column, Row

HOME = "值班表"
WEEK = "一二三四五六日"
SWAP_WITHIN = timedelta(days=31)
LATEST_CHANGES = 12
MENDED = "原来的人不在岗、离任或者执业证到期，按建议改由他人值"  # everybody reads the changes: not why one is away
PROPOSED = (Column("谁"), Column("今年已值（加权）", num=True), Column("这个月", num=True), Column("合计", num=True))


def _actor(request: HttpRequest, permission: Any = SEE) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.holds(permission):
        raise Refused.because("permission", actor.lacks(permission))
    return actor


def _offices(actor: Actor) -> list[Office]:
    """The offices of the county whose roster may be read: those with shifts, and the own one."""
    low, high = territories.county_reach(actor.territory)
    found = Office.objects.filter(territory__gte=low, territory__lte=high, kind__in=reading.KINDS, to_on=None)
    with_shifts = Q(pk__in=Shift.objects.values("office"))
    return list(found.filter(with_shifts | Q(pk=actor.office_id) | Q(kind=OfficeKind.CENTRE)).order_by("territory"))


def _chosen(request: HttpRequest, actor: Actor, offered: Sequence[Office]) -> Office:
    """The office asked for, else the own, else the first. Raises NotVisible."""
    text = request.GET.get("office", request.POST.get("office", ""))
    wanted = int(text) if text.isdigit() else actor.office_id
    found = next((each for each in offered if each.pk == wanted), None)
    if found is None and text:
        raise NotVisible
    if found is None and not offered:
        raise NotVisible
    return found or offered[0]


def _month(text: str, today: date) -> date:
    """The first day of the month written as 2026-11; this month where it cannot be read."""
    try:
        on = date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)
    return on if abs((on - today).days) < 800 else today.replace(day=1)


def _url(office: Office, first: date, more: str = "") -> str:
    return f"{reverse('roster')}?office={office.pk}&month={first:%Y-%m}{more}"


# A month -------------------------------------------------------------------------------------------------------------


@staff_only
def roster(request: HttpRequest) -> HttpResponse:
    """A month of one office: to read, and to fill in for who may."""
    actor, now = _actor(request), timezone.now()
    today = timezone.localdate(now)
    offered = _offices(actor)
    office = _chosen(request, actor, offered)
    first, last = reading.month_of(_month(request.GET.get("month", ""), today))
    may_fill = actor.holds(FILL) and actor.reaches(office.territory)
    if request.method == "POST":
        return _fill(request, actor, office, first, last)
    context = _shown(office, first, last, may_fill, today)
    context |= {
        "offices": [{"label": each.short_name, "url": _url(each, first), "current": each.pk == office.pk} for each in offered],
        "filling": may_fill and "fill" in request.GET, "wrong": {}, "why": "",
    }  # fmt: skip
    if context["filling"]:
        context |= _proposed(office, context, request.GET.get("propose", ""), today)
    return render(request, "booking/roster/month.html", context)


def _proposed(office: Office, shown: dict[str, Any], how: str, today: date) -> dict[str, Any]:
    """Where a proposal is asked for, it is chosen in the form, to be looked at and saved; nothing is written."""
    urls = {f"{name}_url": _url(office, shown["first"], f"&fill=1&propose={word}") for name, word in (("propose", proposing.USUAL), ("wide", proposing.WIDE))}
    if how not in (proposing.USUAL, proposing.WIDE) or not (shown["empty_places"] or shown["gone"]):
        return urls
    found = proposing.propose(office, shown["days"], shown["everybody"], today, wide=how == proposing.WIDE)
    rows = [Row((Cell(name), Cell(before, num=True), Cell(added, num=True), Cell(before + added, num=True))) for name, before, added in found.table]
    return urls | {"chosen": found.chosen, "why": MENDED if shown["gone"] else "", "proposal": found, "proposed_rows": rows, "proposed_columns": PROPOSED}


def _shown(office: Office, first: date, last: date, may_fill: bool, today: date) -> dict[str, Any]:
    """Everything of the month's page but what was typed."""
    shifts = reading.shifts_of(office, first, last)
    days = reading.days_of(office, first, last, shifts)
    people = reading.people_of(office, first, last) if may_fill else None
    every = {place.shift.pk: place.shift for day in days for place in day.places}
    columns = sorted(every.values(), key=lambda each: (each.begins, each.pk))
    now = timezone.now()
    rows = [_row(day, columns, may_fill, now) for day in days if day.places]
    changes = DutyChange.objects.filter(office=office, on__range=(first, last)).select_related("was", "now", "made_by")
    return {
        "office": office, "first": first, "last": last, "today": today, "may_fill": may_fill, "shifts": columns, "columns": [Column("日期"), *(Column(f"{each.name} {each.hours}") for each in columns)],
        "rows": rows, "days": days, "people": people.staff if people else [], "everybody": people, "empty_places": sum(p.duty is None and p.on >= today for d in days for p in d.places),
        "absent": [p.duty for d in days for p in d.places if p.duty and reading.is_absent(p.duty, now) and p.duty.to_at > now] if may_fill else [],
        "gone": proposing.to_replace(days, people, today) if people else [], "away": [a for rows_ in people.away.values() for a in rows_] if people else [], "changes": changes[:LATEST_CHANGES],
        "mark": keeping.mark_of((p.duty.pk, p.duty.staff_id) for d in days for p in d.places if p.duty), "before": add_months(first, -1), "after": add_months(first, 1),
        "url": _url(office, first), "fill_url": _url(office, first, "&fill=1"), "away_form": AwayForm(people=people.staff, today=today) if people else None,
        "places": [{"label": HOME}],
    }  # fmt: skip


def _row(day: reading.Day, columns: Sequence[Shift], may_fill: bool, now: datetime) -> Row:
    cells = [Cell(f"{day.on.month}月{day.on.day}日 周{WEEK[day.on.weekday()]}")]
    for shift in columns:
        those = [place for place in day.places if place.shift.pk == shift.pk]
        named = [
            {"name": p.duty.staff.name if p.duty else "", "url": reverse("roster-duty", args=[p.duty.pk]) if p.duty and may_fill else "", "noted": bool(p.duty and p.duty.note),
             "said": reading.attendance(p.duty, now) if p.duty and may_fill else ""}
            for p in those
        ]  # fmt: skip
        cells.append(Cell(template="booking/roster/cell.html", data={"held": bool(those), "people": named}))
    return Row(tuple(cells), "", day.on.isoformat())


def _fill(request: HttpRequest, actor: Actor, office: Office, first: date, last: date) -> HttpResponse:
    """Write what was chosen for the month; refused, the page comes back with everything as it was chosen."""
    office, now = keeping.office_of(actor, office.pk), timezone.now()
    wanted, wrong = _wanted(request)
    why, seen = request.POST.get("why", ""), request.POST.get("seen", "")
    try:
        if wrong:
            raise Refused("people", ())
        changed = keeping.fill(actor, office, wanted, first, last, seen=int(seen) if seen.isdigit() else -1, now=now, why=why)
    except Refused as refusal:
        context = _shown(office, first, last, True, timezone.localdate(now))
        said = {reason.need: str(reason) for reason in refusal.reasons} | wrong
        context |= {
            "offices": [], "filling": True, "wrong": said, "errors": [{"text": text, "url": f"#{need}" if need else ""} for need, text in said.items()],
            "chosen": wanted if refusal.code != "meanwhile" else {}, "why": why,
        }  # fmt: skip
        return render(request, "booking/roster/month.html", context, status=422)
    messages.success(request, f"已保存，改动{changed}处。" if changed else "没有改动。")
    return mark_sent(request, redirect_to(request, _url(office, first)))


def _wanted(request: HttpRequest) -> tuple[dict[str, int | None], dict[str, str]]:
    """What was chosen for each place; what cannot be read is refused by name."""
    found: dict[str, int | None] = {}
    wrong: dict[str, str] = {}
    for key, text in request.POST.items():
        if key.startswith("d-"):
            if text and not str(text).isdigit():
                wrong[key] = "所选的人不在名单里。请重新选择。"
            else:
                found[key] = int(str(text)) if text else None
    return found, wrong


@staff_only
@require_POST
def repeat(request: HttpRequest) -> HttpResponse:
    """What is empty is filled as it was a week or four weeks before."""
    actor, now = _actor(request), timezone.now()
    office = _keeps(request, actor)
    first, last = reading.month_of(_month(request.POST.get("month", ""), timezone.localdate(now)))
    back = 28 if request.POST.get("back") == "month" else 7
    with transaction.atomic():
        made, said = keeping.repeat(actor, office, first, last, back, now=now)
    if made:
        messages.success(request, f"已照{'上月' if back == 28 else '上周'}排了{made}处。请核对后再张贴。")
    elif not said:
        messages.warning(request, f"{'四周前' if back == 28 else '上周'}同一天没有排班，没有可照的。请先排一周，再照着排。")
    for each in said[:6]:
        messages.warning(request, each)
    if len(said) > 6:
        messages.warning(request, f"还有{len(said) - 6}处没有排上，请在下面补。")
    return redirect_to(request, _url(office, first))


def _keeps(request: HttpRequest, actor: Actor) -> Office:
    text = request.POST.get("office", "")
    return keeping.office_of(actor, int(text) if text.isdigit() and len(text) < 10 else 0)


@staff_only
def sheet(request: HttpRequest) -> HttpResponse:
    """The month as a sheet for the wall: names and hours, no notes."""
    actor, now = _actor(request), timezone.now()
    office = _chosen(request, actor, _offices(actor))
    first, last = reading.month_of(_month(request.GET.get("month", ""), timezone.localdate(now)))
    context = _shown(office, first, last, False, timezone.localdate(now)) | {"printed_at": now, "printed_by": actor.name}
    return render(request, "booking/roster/sheet.html", context)


# One duty ------------------------------------------------------------------------------------------------------------


@staff_only
def duty(request: HttpRequest, number: int) -> HttpResponse:
    """One duty: somebody stands in, two swap, nobody has it, what happened."""
    actor, now = _actor(request), timezone.now()
    row = _duty(actor, number)
    people, counts = reading.who_can(row)
    posted = request.POST.get("act", "") if request.method == "POST" else ""
    stand_in = StandInForm(request.POST if posted == "stand_in" else None, people=people, duties=counts, prefix="stand")
    swap = SwapForm(request.POST if posted == "swap" else None, others=_others(row), prefix="swap")
    off = TakeOffForm(request.POST if posted == "off" else None, prefix="off")
    note = NoteForm(request.POST if posted == "note" else None, prefix="note", initial={"note": row.note})
    entry = EnterForm(request.POST if posted == "enter" else None, prefix="enter", initial=_entered(row))
    forms: dict[str, tuple[Form, Callable[[dict[str, Any]], Any], str]] = {
        "stand_in": (stand_in, lambda d: keeping.stand_in(actor, number, d["staff"], d["why"], now=now), "已改由别人值班，记入变动记录。"),
        "swap": (swap, lambda d: keeping.swap(actor, number, d["other"], d["why"], now=now), "两个班已对调，记入变动记录。"),
        "off": (off, lambda d: keeping.take_off(actor, number, d["why"], now=now), "这一班现在没有人，请记得补上。"),
        "note": (note, lambda d: keeping.note(actor, number, d["note"], now=now), "已记下值班记录。"),
        "enter": (entry, lambda d: signing.enter(actor, number, d["came"] or "", d["left"] or "", d["served"], d["why"], now=now), "已补登签到签退，原来的写在日志里。"),
    }  # fmt: skip
    if posted in forms and _done(request, *forms[posted]):
        return mark_sent(request, redirect_to(request, _url(row.office, row.on.replace(day=1))))
    context = {
        "duty": row, "own": row.staff_id == actor.staff_id and reading.is_to_sign(row), "absent": reading.is_absent(row, now), "attendance": reading.attendance(row, now),
        "may_enter": actor.holds(ENTER) and row.staff_id != actor.staff_id and reading.is_to_sign(row) and row.from_at <= now, "entry": entry,
        "stand_in": stand_in, "swap": swap, "off": off, "noting": note, "url": reverse("roster-duty", args=[number]), "begun": row.from_at <= now,
        "acts": {name: {"act": name} for name in forms},
        "may_fill": actor.holds(FILL) and actor.reaches(row.territory), "changes": DutyChange.objects.filter(office=row.office, on=row.on).select_related("was", "now", "made_by"),
        "places": [{"label": HOME, "url": _url(row.office, row.on.replace(day=1))}, {"label": f"{row.on.month}月{row.on.day}日{row.shift.name}"}],
    }  # fmt: skip
    return render(request, "booking/roster/duty.html", context, status=422 if posted else 200)


def _duty(actor: Actor, number: int) -> Duty:
    """A duty of a roster one keeps, or one's own. Raises NotVisible."""
    row = Duty.objects.filter(pk=number, territory__gte=actor.low, territory__lte=actor.high).select_related("office", "shift", "staff").first()
    if row is None or not (actor.holds(FILL) or row.staff_id == actor.staff_id):
        raise NotVisible
    return row


def _entered(row: Duty) -> dict[str, Any]:
    """What is there of the sign-in, as the form asks for it."""
    times = {"came": row.came_at, "left": row.left_at}
    return {name: f"{timezone.localtime(moment):%H:%M}" for name, moment in times.items() if moment} | {"served": row.served}


def _others(row: Duty) -> list[Duty]:
    """Other people's duties of the same office, near in time."""
    first = max(row.on - SWAP_WITHIN, timezone.localdate())
    return [each for each in reading.on_duty([row.office_id], first, row.on + SWAP_WITHIN) if each.staff_id != row.staff_id]


def _done(request: HttpRequest, form: Form, act: Callable[[dict[str, Any]], Any], said: str) -> bool:
    """Carry the act out; False with the reason in its form."""
    if not form.is_valid():
        return False
    try:
        with transaction.atomic():
            act(form.cleaned_data)
    except Refused as refusal:
        for reason in refusal.reasons:
            form.add_error(reason.need if reason.need in form.fields else None, str(reason))
        return False
    messages.success(request, said)
    return True


# Shifts, and who is away ---------------------------------------------------------------------------------------------


@staff_only
def shifts(request: HttpRequest) -> HttpResponse:
    """The shifts of an office, and the form for another."""
    actor, now = _actor(request), timezone.now()
    text = request.GET.get("office", request.POST.get("office", ""))
    office = keeping.office_of(actor, int(text) if text.isdigit() and len(text) < 10 else actor.office_id)
    form = ShiftForm(request.POST if request.method == "POST" else None, today=timezone.localdate(now))
    if request.method == "POST" and _done(request, form, lambda _: keeping.add_shift(actor, office, now=now, **form.values()), "已加上。"):
        return mark_sent(request, redirect_to(request, f"{reverse('roster-shifts')}?office={office.pk}"))
    context = {
        "office": office, "form": form, "hidden": {"office": office.pk}, "shifts": Shift.objects.filter(office=office).exclude(to_on__lt=timezone.localdate(now)),
        "places": [{"label": HOME, "url": _url(office, timezone.localdate(now).replace(day=1))}, {"label": "班次"}],
    }  # fmt: skip
    return render(request, "booking/roster/shifts.html", context, status=422 if form.errors else 200)


@staff_only
@require_POST
def ask_to_sign(request: HttpRequest, number: int) -> HttpResponse:
    """Who has the shift signs in and out from tomorrow on."""
    return _from_tomorrow(request, number, keeping.ask_to_sign, "从明天起，值这个班的人要签到、签退。以前的班不算缺勤。")


@staff_only
@require_POST
def end_shift(request: HttpRequest, number: int) -> HttpResponse:
    """A shift is not held any more from tomorrow on."""
    return _from_tomorrow(request, number, keeping.end_shift, "这个班次从明天起不再排。")


def _from_tomorrow(request: HttpRequest, number: int, change: Callable[..., Shift], said: str) -> HttpResponse:
    actor = _actor(request)
    office = _keeps(request, actor)
    with transaction.atomic():
        change(actor, office, number, now=timezone.now())
    messages.success(request, said)
    return redirect_to(request, f"{reverse('roster-shifts')}?office={office.pk}")


@staff_only
@require_POST
def go_away(request: HttpRequest) -> HttpResponse:
    """Somebody is away for some days; duties that fall into them are named."""
    actor, now = _actor(request), timezone.now()
    office, today = _keeps(request, actor), timezone.localdate(now)
    first, last = reading.month_of(_month(request.POST.get("month", ""), today))
    form = AwayForm(request.POST, people=reading.people_of(office, first, last).staff, today=today)
    hit: list[Duty] = []

    def act(data: dict[str, Any]) -> None:
        days = date.fromisoformat(data["from_on"]), date.fromisoformat(data["to_on"])
        hit.extend(keeping.go_away(actor, office, data["staff"], *days, data["kind"], now=now))

    if not _done(request, form, act, "已登记，这几天不再排班。"):
        context = _shown(office, first, last, True, today) | {"offices": [], "filling": False, "wrong": {}, "why": "", "away_form": form}
        return render(request, "booking/roster/month.html", context, status=422)
    if hit:
        named = "、".join(f"{each.on.month}月{each.on.day}日{each.shift.name}" for each in hit[:8])
        messages.warning(request, f"这几天里已经排了{len(hit)}班：{named}。请改由别人值。")
    return mark_sent(request, redirect_to(request, _url(office, first)))


@staff_only
@require_POST
def come_back(request: HttpRequest, number: int) -> HttpResponse:
    """The entry goes."""
    actor = _actor(request)
    office = _keeps(request, actor)
    with transaction.atomic():
        found: Away = keeping.come_back(actor, office, number, now=timezone.now())
    messages.success(request, f"已撤销{found.staff.name}的登记，可以排班。")
    return redirect_to(request, _url(office, found.from_on.replace(day=1)))
