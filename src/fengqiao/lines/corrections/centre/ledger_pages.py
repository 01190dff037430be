"""The centre's ledgers on screen: a period, the counts that open their rows, the rows, Excel; the form of the counter."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fengqiao.booking.roster.reading import month_of
from fengqiao.booking.spans import at
from fengqiao.desk.access import staff_only
from fengqiao.desk.bulk import ask_for, may_take_rows
from fengqiao.desk.spreadsheet import form_of, sheet
from fengqiao.lines.corrections.centre import ledgers, reading
from fengqiao.lines.corrections.centre.forms import ReceptionForm
from fengqiao.lines.corrections.centre.pages import seeing
from fengqiao.lines.corrections.centre.permissions import RECEIVE_HERE
from fengqiao.lines.corrections.models import CentreReception
from fengqiao.matter import registry
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office
from fengqiao.ui.htmx import redirect_to
from fengqiao.ui.once import mark_sent
from fengqiao.ui.parts import Column

LONGEST_DAYS, MOST_SHOWN = 370, 300
LINE = "corrections"


class Period:
    """From day to day, both included, as asked for in the address; this month where nothing can be read."""

    def __init__(self, request: HttpRequest, today: date) -> None:
        first, last = month_of(today)
        self.said = ""
        self.from_on, self.to_on = self._read(request, "from", first), self._read(request, "to", last)
        if self.to_on < self.from_on:
            self.said = "结束早于开始，已改为这个月。"
            self.from_on, self.to_on = first, last
        elif (self.to_on - self.from_on).days > LONGEST_DAYS:
            self.said = "一次最多看一年，已改为这个月。"
            self.from_on, self.to_on = first, last
        self.group = request.GET.get("group", "")[:40]

    def _read(self, request: HttpRequest, name: str, otherwise: date) -> date:
        text = request.GET.get(name, "")
        try:
            on = date.fromisoformat(text) if text else otherwise
        except ValueError:
            self.said = f"“{text[:20]}”不是日期，请写成 2026-11-21 这样。先列这个月。"
            return otherwise
        return on if 2000 <= on.year <= 2100 else otherwise

    def query(self, **more: str) -> str:
        asked = {"from": self.from_on.isoformat(), "to": self.to_on.isoformat(), **({"group": self.group} if self.group else {}), **more}
        return urlencode({name: value for name, value in asked.items() if value})


def _asked(request: HttpRequest, kind: str) -> tuple[Actor, Office, ledgers.Ledger, Period, list[ledgers.Line]]:
    """What the address asks for. Raises NotVisible where there is no such ledger, or no centre."""
    actor, now = seeing(request), timezone.now()
    centre, ledger = reading.centre_of(actor), ledgers.BY_CODE.get(kind)
    if centre is None or ledger is None:
        raise NotVisible
    period = Period(request, timezone.localdate(now))
    return actor, centre, ledger, period, ledger.lines(actor, centre, period.from_on, period.to_on, now)


@staff_only
def ledger(request: HttpRequest, kind: str) -> HttpResponse:
    """One ledger of a period; a count opens the rows it counts."""
    actor, centre, found, period, lines = _asked(request, kind)
    return _show(request, actor, centre, found, period, lines)


def _show(
    request: HttpRequest, actor: Actor, centre: Office, found: ledgers.Ledger, period: Period, lines: list[ledgers.Line], form: Any = None
) -> HttpResponse:  # fmt: skip
    shown = [line for line in lines if period.group in ("", line.group)]
    here = reverse("corrections-centre-ledger", args=[found.code])
    may_receive = found.code == "reception" and actor.holds(RECEIVE_HERE) and actor.reaches(centre.territory)
    context: dict[str, Any] = {
        "centre": centre, "ledger": found, "period": period, "columns": [Column(word) for word in found.head], "rows": [found.row(line) for line in shown[:MOST_SHOWN]],
        "total": len(shown), "more": max(len(shown) - MOST_SHOWN, 0), "people": sum(line.people for line in shown),
        "numbers": [
            {"label": group, "value": n, "unit": found.unit, "url": f"{here}?{period.query(group=group)}", "note": f"{people}人次" if people else ""}
            for group, n, people in ledgers.counts(lines)
        ],
        "tabs": [{"label": each.label, "url": f"{reverse('corrections-centre-ledger', args=[each.code])}?{Period.query(_ungrouped(period))}", "current": each is found} for each in ledgers.LEDGERS],
        "excel_url": f"{reverse('corrections-centre-ledger-excel', args=[found.code])}?{period.query()}", "whole_url": f"{here}?{Period.query(_ungrouped(period))}" if period.group else "",
        "form": form or (ReceptionForm(today=timezone.localdate(), initial=_now()) if may_receive else None), "url": reverse("corrections-centre-receive"),
        "empty": {"title": f"这段时间没有{found.label}的记录", "text": "换一段时间再看。", "icon": "files"},
        "places": [{"label": "社区矫正中心", "url": reverse("corrections-centre")}, {"label": f"{found.label}台账"}],
    }  # fmt: skip
    return render(request, "corrections/centre/ledger.html", context, status=422 if form is not None else 200)


def _ungrouped(period: Period) -> Period:
    """The same period, every group."""
    whole = object.__new__(Period)
    whole.from_on, whole.to_on, whole.group, whole.said = period.from_on, period.to_on, "", ""
    return whole


def _now() -> dict[str, str]:
    now = timezone.localtime()
    return {"on": now.date().isoformat(), "time": f"{now:%H:%M}"}


@staff_only
def ledger_excel(request: HttpRequest, kind: str) -> HttpResponse:
    """The rows as shown, as Excel; more than fifty leave with a second person's consent, as of every list of this line."""
    (actor, _, found, period, lines), form = _asked(request, kind), form_of(request)
    shown = [line for line in lines if period.group in ("", line.group)]
    if not may_take_rows(actor, registry.line(LINE), _query(kind, period), len(shown), timezone.now()):
        return redirect_to(request, f"{reverse('corrections-centre-ledger-ask', args=[kind])}?{period.query()}")
    return sheet(form, actor, f"centre-{kind}", f"{found.label}台账", found.head, (line.cells for line in shown))


def _query(kind: str, period: Period) -> str:
    return f"ledger={kind}&{period.query()}"


@staff_only
def ledger_ask(request: HttpRequest, kind: str) -> HttpResponse:
    """Say why so many rows are wanted."""
    actor, _, found, period, lines = _asked(request, kind)
    rows = sum(period.group in ("", line.group) for line in lines)
    back = f"{reverse('corrections-centre-ledger', args=[kind])}?{period.query()}"
    return ask_for(request, actor, registry.line(LINE), _query(kind, period), rows, f"{found.label}台账", back)


@staff_only
def receive(request: HttpRequest) -> HttpResponse:
    """Write down who came to the centre; without names."""
    actor, now = seeing(request), timezone.now()
    if request.method != "POST":
        return redirect_to(request, reverse("corrections-centre-ledger", args=["reception"]))
    centre = reading.centre_of(actor)
    if centre is None:
        raise NotVisible
    if not (actor.holds(RECEIVE_HERE) and actor.reaches(centre.territory)):
        raise Refused.because("permission", actor.lacks(RECEIVE_HERE))
    form = ReceptionForm(request.POST, today=timezone.localdate(now))
    if form.is_valid() and _receive(actor, centre, form, now):
        messages.success(request, "已登记接待。")
        return mark_sent(request, redirect_to(request, reverse("corrections-centre-ledger", args=["reception"])))
    actor, centre, found, period, lines = _asked(request, "reception")
    return _show(request, actor, centre, found, period, lines, form=form)


def _receive(actor: Actor, centre: Office, form: ReceptionForm, now: datetime) -> bool:
    data = form.cleaned_data
    when = at(data["on"], data["time"])
    if when > now:
        form.add_error("time", "时间还没有到。请核对。")
        return False
    CentreReception.objects.create(
        office=centre, territory=centre.territory, at=when, kind=data["kind"], people=data["people"], what=data["what"], done=data["done"],
        received_by_id=actor.staff_id, made_at=now,
    )  # fmt: skip
    return True
