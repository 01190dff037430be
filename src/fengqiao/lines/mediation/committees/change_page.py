"""Changing what is written of a person: one form with what is written now; only what differs is recorded, old beside new."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.desk.form_layout import lay_out
from fengqiao.lines.mediation.committees import asks, codes
from fengqiao.lines.mediation.committees import procedure as p
from fengqiao.lines.mediation.committees.mediator_page import the_committee, the_mediator
from fengqiao.lines.mediation.committees.permissions import MAY_KEEP_ROSTER
from fengqiao.lines.mediation.models import Committee, Mediator
from fengqiao.matter.actions import Doing, known_facts, perform
from fengqiao.matter.forms import ActionForm, Setting
from fengqiao.matter.looks import record_look
from fengqiao.matter.needs import Need, Text
from fengqiao.matter.refusals import Refused
from fengqiao.matter.timeline import PartyFact
from fengqiao.matter.visibility import check_permission
from fengqiao.orgs.actor import Actor
from fengqiao.ui.htmx import redirect_to, render_page
from fengqiao.ui.once import mark_sent, read_once

REASON = Text("reason", "变更理由", most=120)


@staff_only
def change_member(request: HttpRequest, code: str, n: int) -> HttpResponse:
    """One form with what is written now; only what differs is recorded, old beside new."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    committee = the_committee(actor, code)
    check_permission(actor, MAY_KEEP_ROSTER, committee)
    found, facts = the_mediator(actor, committee, n), known_facts(committee)
    party = facts.party(n)
    setting = Setting(actor, timezone.localdate(), committee.office, facts, committee.pk)
    needs = (*_asked(found), REASON)
    if request.method != "POST":
        record_look(actor, committee, f"{found.name}的登记（变更）", "变更登记", now=timezone.now())
        return _show_change(request, committee, found, ActionForm(needs, setting, initial=dict(party.data)))
    form = ActionForm(needs, setting, request.POST, request.FILES)
    if not form.is_valid():
        return _show_change(request, committee, found, form, 422)
    changes = differences(needs[:-1], party, form.data())
    doing = Doing(
        p.change,
        {"party": n, "changes": changes, "reason": form.data()["reason"]},
        form.happened_on,
        behalf_of=form.behalf_of,
    )
    try:
        perform(actor, committee.pk, [doing], now=timezone.now(), once=read_once(request))
    except Refused as refusal:
        for reason in refusal.reasons:
            form.refuse(str(reason), reason.need)
        return _show_change(request, committee, found, form, 422)
    messages.success(request, f"已变更{found.name}的登记；原来写的仍看得到。")
    return mark_sent(request, redirect_to(request, reverse("mediator", args=[code, n])))


def _asked(m: Mediator) -> tuple[Need, ...]:
    """An engaged mediator has no seat to change: the post is asked of members only."""
    return asks.CHANGED if m.post == codes.ENGAGED else (asks.MEMBER_POST, *asks.CHANGED)


def differences(needs: Iterable[Need], party: PartyFact, given: dict[str, Any]) -> dict[str, Any]:
    """What the form says differently from what is written; an emptied field is None."""
    found = {}
    for need in needs:
        old, new = party.get(need.name), given.get(need.name)
        if (old or None) != (new or None):
            found[need.name] = new
    return found


def _show_change(
    request: HttpRequest, committee: Committee, m: Mediator, form: ActionForm, status: int = 200
) -> HttpResponse:
    context = {
        "form": form, "layout": lay_out(form), "url": request.path, "mediator": m, "committee": committee, "draft": f"{committee.code}-change-{m.n}",
        "back": reverse("mediator", args=[committee.code, m.n]),
        "places": [{"label": committee.title, "url": reverse("matter", args=[committee.code])},
                   {"label": m.name, "url": reverse("mediator", args=[committee.code, m.n])}, {"label": "变更登记"}],
    }  # fmt: skip
    return render_page(request, "mediation/committees/change.html", context, fragment="form", status=status)
