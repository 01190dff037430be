"""我的值班: whoever is on a roster signs in and out, at the desk and on a telephone page that lends its frame."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fengqiao.booking.roster import reading, serving, signing
from fengqiao.booking.roster.forms import SignOutForm
from fengqiao.booking.roster.models import Duty
from fengqiao.booking.roster.permissions import SEE
from fengqiao.desk.access import staff_only
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.orgs.actor import Actor
from fengqiao.ui.htmx import redirect_to
from fengqiao.ui.once import mark_sent


@dataclass
class Own:
    """One own duty as the page shows it."""

    duty: Duty
    said: str
    absent: bool
    signs: bool
    may_come: bool
    may_leave: bool
    form: SignOutForm
    reasons: list[str] = field(default_factory=list)

    @property
    def hidden(self) -> dict[str, Any]:
        return {"duty": self.duty.pk, "act": "out"}


@staff_only
def mine(request: HttpRequest) -> HttpResponse:
    """The own duties: sign in, sign out."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    places = [{"label": "值班表", "url": reverse("roster")}] if actor.holds(SEE) else []
    return answer(request, actor, reverse("roster-mine"), "booking/roster/mine.html", {"places": [*places, {"label": "我的值班"}]})


def answer(request: HttpRequest, actor: Actor, url: str, template: str, more: dict[str, Any]) -> HttpResponse:
    """The page in this frame, and what was sent from it. Raises NotVisible."""
    now = timezone.now()
    refused: dict[int, tuple[SignOutForm | None, list[str]]] = {}
    if request.method == "POST":
        text = request.POST.get("duty", "")
        number = int(text) if text.isdigit() and len(text) < 18 else 0
        form, said, reasons = _sent(request, actor, number, now)
        if said:
            messages.success(request, said)
            return mark_sent(request, redirect_to(request, url))
        refused[number] = form, reasons
    own = [_own(duty, now, *refused.pop(duty.pk, (None, []))) for duty in signing.own_duties(actor, now)]
    for _, reasons in refused.values():  # of a duty that is not shown (any more)
        for reason in reasons:
            messages.warning(request, reason)
    done = [_own(duty, now, None, []) for duty in signing.done_duties(actor, now)]
    return render(request, template, {"own": own, "done": done, "url": url, **more}, status=422 if request.method == "POST" else 200)


def _sent(request: HttpRequest, actor: Actor, number: int, now: datetime) -> tuple[SignOutForm | None, str, list[str]]:
    """The form that was sent, what is said of it where it was done, and why not."""
    act, form = request.POST.get("act", ""), None
    if act not in ("in", "out"):
        raise NotVisible
    try:
        if act == "in":
            return None, f"已签到，{reading.attendance(signing.sign_in(actor, number, now=now), now)}。", []
        form = SignOutForm(request.POST, prefix=f"out{number}")
        if not form.is_valid():
            return form, "", []
        duty = signing.sign_out(actor, number, form.cleaned_data["served"], form.cleaned_data["note"], now=now)
        return form, f"已签退，{reading.attendance(duty, now)}，接待{duty.served}人。", []
    except Refused as refusal:
        return form, "", [str(reason) for reason in refusal.reasons]


def _own(duty: Duty, now: datetime, form: SignOutForm | None, reasons: list[str]) -> Own:
    leaves, absent, signs = signing.may_leave(duty, now), reading.is_absent(duty, now), reading.is_to_sign(duty)
    shown = form or SignOutForm(prefix=f"out{duty.pk}", initial={"note": duty.note})
    if leaves and (received := serving.received(duty, now)) is not None:
        shown.propose(received)
    return Own(duty, reading.attendance(duty, now), absent, signs, signing.may_come(duty, now), leaves, shown, reasons)
