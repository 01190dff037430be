"""A course that mediators of several committees took: one form, one entry in each committee's record."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.desk.form_layout import lay_out
from fengqiao.desk.lawlinks import law_of
from fengqiao.lines.mediation.committees import asks
from fengqiao.lines.mediation.committees import procedure as p
from fengqiao.lines.mediation.committees.mediator_list import filtered_mediators, visible_mediators
from fengqiao.lines.mediation.committees.permissions import MAY_KEEP_ROSTER
from fengqiao.lines.mediation.models import Mediator
from fengqiao.matter.actions import Doing, perform
from fengqiao.matter.forms import ActionForm, Setting
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor
from fengqiao.statutes.known import PEOPLES_MEDIATION
from fengqiao.ui.htmx import redirect_to, render_page
from fengqiao.ui.once import mark_sent, read_once

MOST_AT_ONCE = 500


@staff_only
def training(request: HttpRequest) -> HttpResponse:
    """A course that mediators of several committees took: one form, one entry in each committee's record."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.holds(MAY_KEEP_ROSTER):
        raise Refused.because("permission", actor.lacks(MAY_KEEP_ROSTER))
    chosen = _chosen(request)
    needs = tuple(need for need in asks.TRAIN if need.name != "who")
    setting = Setting(actor, timezone.localdate())
    if request.method != "POST":
        return _show_training(request, chosen, ActionForm(needs, setting))
    form = ActionForm(needs, setting, request.POST)
    if not form.is_valid() or not chosen:
        if not chosen:
            form.refuse("还没有选人。请回到调解员名单，勾选参加培训的人。")
        return _show_training(request, chosen, form, 422)
    try:
        _record_training(request, actor, chosen, form)
    except Refused as refusal:
        form.refuse(str(refusal))
        return _show_training(request, chosen, form, 422)
    messages.success(request, f"已为{len(chosen)}人登记培训。")
    return mark_sent(request, redirect_to(request, reverse("mediators")))


def _chosen(request: HttpRequest) -> list[Mediator]:
    """The people ticked in the list, or everybody the filters show."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if request.GET.get("all") == "1" and request.method != "POST":
        return list(filtered_mediators(request, timezone.localdate())[0][:MOST_AT_ONCE])
    picked = (request.POST if request.method == "POST" else request.GET).getlist("pick")[:MOST_AT_ONCE]
    wanted: dict[UUID, set[int]] = {}
    for each in picked:
        code, _, n = each.partition(".")
        if len(code) == 32 and n.isdigit():
            wanted.setdefault(UUID(code), set()).add(int(n))
    rows = (
        visible_mediators(actor)
        .filter(matter_id__in=wanted, left_on=None)
        .select_related("office")
        .order_by("territory", "n")
    )
    return [row for row in rows if row.n in wanted[row.matter_id]]


def _record_training(request: HttpRequest, actor: Actor, chosen: list[Mediator], form: ActionForm) -> None:
    groups: dict[UUID, list[int]] = {}
    for m in chosen:
        groups.setdefault(m.matter_id, []).append(m.n)
    once = read_once(request)
    for matter_id in sorted(groups):
        doing = Doing(p.train, {**form.data(), "who": groups[matter_id]}, form.happened_on, behalf_of=form.behalf_of)
        perform(
            actor, matter_id, [doing], now=timezone.now(), once=f"{once}{matter_id.hex[-12:]}"[-64:] if once else ""
        )


def _show_training(request: HttpRequest, chosen: list[Mediator], form: ActionForm, status: int = 200) -> HttpResponse:
    offices: dict[str, list[str]] = {}
    for m in chosen:
        offices.setdefault(m.office.short_name, []).append(m.name)
    context = {
        "form": form, "layout": lay_out(form), "url": reverse("mediators-training"), "chosen": chosen,
        "picked": [f"{m.matter_id.hex}.{m.n}" for m in chosen], "offices": list(offices.items()),
        "laws": [law_of(PEOPLES_MEDIATION.art(14, 2))], "back": reverse("mediators"),
        "places": [{"label": "调解员", "url": reverse("mediators")}, {"label": "登记培训"}],
    }  # fmt: skip
    return render_page(request, "mediation/committees/training.html", context, status=status)
