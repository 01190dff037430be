"""The page 可以提供什么、依据、给谁: for everybody who may be asked."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from fengqiao.desk.access import staff_only
from fengqiao.lines.corrections.permissions import ANSWER_LETTERS
from fengqiao.lines.corrections.replies.catalogue import ASKERS
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor


@staff_only
def what_may_be_given(request: HttpRequest) -> HttpResponse:
    """Each asker with what may and may not be given, and the articles."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.holds(ANSWER_LETTERS):
        raise Refused.because("permission", actor.lacks(ANSWER_LETTERS))
    context = {
        "askers": [(each, [(c.label, reverse("law", args=[c.url_key])) for c in each.cite]) for each in ASKERS],
        "new_url": reverse("open-new", args=["information_requests", "receive"]), "list_url": reverse("register", args=["information_requests"]),
        "places": [{"label": "来函答复", "url": reverse("register", args=["information_requests"])}, {"label": "可以提供什么"}],
    }  # fmt: skip
    return render(request, "corrections/may_be_given.html", context)
