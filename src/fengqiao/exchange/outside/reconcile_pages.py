"""核对 on screen: what differs, what only one side has, and the officer's decision on each."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from fengqiao.desk.access import staff_only
from fengqiao.exchange.outside import reconciling
from fengqiao.exchange.outside.filings import systems_for
from fengqiao.exchange.outside.models import Decision, Difference, DifferenceKind, Progress, Reconciliation
from fengqiao.exchange.outside.pages import actor_of_request
from fengqiao.matter.looks import record_look
from fengqiao.matter.models import Matter
from fengqiao.matter.refusals import NotVisible
from fengqiao.orgs.actor import Actor
from fengqiao.ui.htmx import redirect_to
from fengqiao.ui.once import mark_sent

PAGE = 20
REASON = "与外部系统核对"


def _made(actor: Actor, number: int) -> Reconciliation:
    """A reconciliation made inside the actor's reach. Raises NotVisible."""
    found = Reconciliation.objects.filter(
        pk=number, system__in=systems_for(actor), territory__gte=actor.low, territory__lte=actor.high
    )
    made = found.select_related("system", "made_by").first()
    if made is None:
        raise NotVisible
    return made


@staff_only
def reconciliation(request: HttpRequest, number: int) -> HttpResponse:
    """The differences, those not yet decided first asked for."""
    actor = actor_of_request(request)
    made = _made(actor, number)
    places = [{"label": "对外报送", "url": f"{reverse('filings')}?system={made.system_id}"}, {"label": "核对"}]
    if made.progress != Progress.DONE:
        context = {"made": made, "system": made.system, "state": Progress(made.progress).label, "places": places}
        return render(request, "exchange/outside/comparing.html", context)
    if request.headers.get("HX-Target") == "comparing-now":  # the page that waited for it: now the whole one
        return redirect_to(request, reverse("reconciliation", args=[made.pk]))
    found = reconciling.differences_for(actor, made)
    counts = dict.fromkeys(DifferenceKind.values, 0)
    for each in found.order_by().values_list("kind", flat=True):
        counts[each] += 1
    first = next((key for key, n in counts.items() if n), DifferenceKind.DIFFERS.value)
    kind = request.GET.get("kind", first)
    page = Paginator(found.filter(kind=kind).select_related("decided_by"), PAGE).get_page(request.GET.get("page"))
    here = reverse("reconciliation", args=[made.pk])
    context = {
        "made": made, "system": made.system, "kind": kind,
        "items": [_item(each, matters) for matters in [_matters(page.object_list)] for each in page.object_list],
        "tabs": [
            {"label": DifferenceKind(key).label, "url": f"{here}?kind={key}", "current": key == kind, "count": n} for key, n in counts.items()
        ],
        "next_url": f"{here}?kind={kind}&page={page.number + 1}" if page.has_next() else "",
        "previous_url": f"{here}?kind={kind}&page={page.number - 1}" if page.has_previous() else "",
        "places": places,
    }  # fmt: skip
    _note_looks(actor, page.object_list)
    return render(request, "exchange/outside/reconciliation.html", context)


def _matters(found: Any) -> dict[Any, Matter]:
    ids = [each.matter_id for each in found if each.matter_id]
    return Matter.objects.in_bulk(ids)


def _item(each: Difference, matters: dict[Any, Matter]) -> dict[str, Any]:
    matter = matters.get(each.matter_id)
    return {
        "difference": each, "matter": matter, "cells": reconciling.content_of(each), "decision": Decision(each.decision).label,
        "may_choose": each.matter_id is not None, "may_open": each.matter_id is None and reconciling.draft_opener(each.reconciliation.system.line) is not None,
    }  # fmt: skip


def _note_looks(actor: Actor, found: Any) -> None:
    """Both sides stand in full on the page: one look for each matter, leafing through within ten minutes is one."""
    for matter in _matters(found).values():
        record_look(
            actor,
            matter,
            "与外部系统核对的内容",
            REASON,
            now=timezone.now(),
            by_handler=matter.handler_id == actor.staff_id,
        )


@require_POST
@staff_only
def deciding(request: HttpRequest, number: int, n: int) -> HttpResponse:
    """One difference decided."""
    actor = actor_of_request(request)
    made = _made(actor, number)
    found = reconciling.differences_for(actor, made).filter(n=n).first()
    if found is None:
        raise NotVisible
    decision = request.POST.get("decision", "")
    reconciling.decide(actor, found, decision, request.POST.get("note", "")[:200], now=timezone.now())
    said = {"theirs": "已请承办机构更正，列入其临时事项。", "ours": "已重新列入待报。"}.get(decision, "已记为一致。")
    messages.success(request, said)
    return mark_sent(request, redirect_to(request, f"{reverse('reconciliation', args=[number])}?kind={found.kind}"))


@require_POST
@staff_only
def opening(request: HttpRequest, number: int, n: int) -> HttpResponse:
    """A row only they have, begun as a matter of ours by the line's own way of beginning."""
    actor = actor_of_request(request)
    found = reconciling.differences_for(actor, _made(actor, number)).filter(n=n, matter_id__isnull=True).first()
    opener = reconciling.draft_opener(found.reconciliation.system.line) if found else None
    if found is None or opener is None:
        raise NotVisible
    return redirect_to(request, opener(actor, reconciling.known_of(found)))
