"""What the person who has just typed is shown once, after saving: never stored, seen by nobody else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

from fengqiao.desk.lawlinks import laws_of
from fengqiao.matter.models import Matter
from fengqiao.matter.procedure import Action
from fengqiao.ui.htmx import render_page
from fengqiao.ui.parts import Law


@dataclass(frozen=True)
class Shown:
    """One caution on screen, with the button that acts on it."""

    text: str
    laws: list[Law]
    button: str
    url: str


def cautions_of(matter: Matter, action: Action, data: Mapping[str, Any]) -> list[Shown]:
    """What the action's cautions say of the words just typed."""
    found = []
    for caution in action.cautions:
        text = caution.says(data)
        if text:
            url = f"{reverse('act', args=[matter.code, caution.does])}?{urlencode(caution.preset)}"
            found.append(Shown(text, laws_of(caution.cite), caution.button, url))
    return found


def show_cautions(request: HttpRequest, matter: Matter, action: Action, shown: list[Shown]) -> HttpResponse:
    """The answer to the saved form: it is not redirected, so that nothing need be kept for the next page."""
    context = {
        "matter": matter, "action": action, "cautions": shown,
        "places": [
            {"label": matter.number or "本案", "url": reverse("matter", args=[matter.code])}, {"label": action.label},
        ],
    }  # fmt: skip
    response = render_page(request, "desk/cautions.html", context, fragment="content")
    response.headers["Cache-Control"] = "no-store"
    return response
