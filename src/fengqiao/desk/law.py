"""The statute library on screen: every citation opens, in place or as a page, and can be searched."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fengqiao import statutes
from fengqiao.desk.access import staff_only
from fengqiao.matter.refusals import NotVisible
from fengqiao.ui.htmx import render_page


@staff_only
def laws(request: HttpRequest) -> HttpResponse:
    """The laws in the library, and a search in their text."""
    text = request.GET.get("text", "").strip()[:60]
    today = timezone.localdate()
    context = {
        "text": text,
        "hits": statutes.search(text, 40, on=today) if text else [],
        "laws": [] if text else [(statutes.law_key(law), law.name) for law in sorted(statutes.laws(), key=lambda l: l.name)],
        "places": [{"label": "法条"}],
    }
    return render(request, "desk/laws.html", context)


@staff_only
def article(request: HttpRequest, key: str) -> HttpResponse:
    """One article, 人民调解法/29, with its neighbours; or a whole law."""
    name, _, number = key.partition("/")
    law = statutes.find_law(name, on=timezone.localdate())
    if law is None:
        raise NotVisible
    every = statutes.articles(law)
    place = next((i for i, each in enumerate(every) if each.key == number), None)
    if number and place is None:
        raise NotVisible
    shown = every if place is None else every[max(place - 1, 0) : place + 2]
    context = {
        "law": law, "key": statutes.law_key(law), "standing": statutes.standing(law, timezone.localdate()), "articles": shown, "here": number, "one": every[place] if place is not None else None,
        "places": [{"label": "法条", "url": "/laws/"}, {"label": law.name}],
    }  # fmt: skip
    return render_page(request, "desk/law.html", context, fragment="one")
