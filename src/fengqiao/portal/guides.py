"""What citizens read without an account: questions already answered, what to bring. From the county's board; nothing kept of who looked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from fengqiao import statutes
from fengqiao.matter import public
from fengqiao.portal.board import Places
from fengqiao.statutes.likeness import ENOUGH, LEAST, likeness, shares_signs, words_in

MOST_ARTICLES = 3
MOST_ASKED = 200  # characters of a question that are read
Plain = Mapping[str, Any]


def shown_guides(places: Places) -> list[public.Guide]:
    """The guides that have something to show."""
    return [guide for guide in public.all_guides() if _entries(places, guide.code)]


def _entries(places: Places, code: str) -> list[Plain]:
    """What the boards say today; what several counties say alike is said once."""
    today, found = timezone.localdate().isoformat(), list[Plain]()
    for board in places.boards:
        published = board.content.get("guides", {}).get(code, ())
        found += [entry for entry in published if (not entry["until_on"] or entry["until_on"] > today) and entry not in found]
    return found


def _guide(code: str) -> public.Guide:
    found = next((guide for guide in public.all_guides() if guide.code == code), None)
    if found is None:
        raise Http404
    return found


@require_safe
def guide(request: HttpRequest, code: str) -> HttpResponse:
    """The list, by group; or what is nearest to what somebody asks in plain words."""
    found, asked = _guide(code), request.GET.get("q", "").strip()[:MOST_ASKED]
    entries = _entries(Places(), code)
    if found.cards and entries:
        whole = [_opened(each, found) for each in entries] if request.GET.get("all") == "1" else []
        return render(request, "portal/cards.html", {"guide": found, "entries": entries, "whole": whole})
    groups: dict[str, list[Plain]] = {}
    for entry in [] if asked else entries:
        groups.setdefault(entry["group"], []).append(entry)
    context = {"guide": found, "asked": asked, "near": _near(entries, asked), "groups": list(groups.items()), "any": bool(entries),
               "articles": _articles(asked) if found.articles and asked else []}  # fmt: skip
    return render(request, "portal/guide.html", context)


def _near(entries: Sequence[Plain], asked: str) -> list[Plain]:
    """The entries nearest to what is asked, the nearest first; of short questions those whose title has the same characters."""
    words = words_in(asked)
    scored = [(likeness(words, entry["title"], entry["said"]), shares_signs(asked, entry["title"]), entry) for entry in entries if asked]
    near = [(by_words + by_signs, entry) for by_words, by_signs, entry in scored if by_words >= LEAST or by_signs >= ENOUGH]
    return [entry for _, entry in sorted(near, key=lambda pair: -pair[0])[:20]]


def _articles(asked: str) -> list[tuple[str, str]]:
    """The articles of law nearest to what is asked, each with its text as it stands today."""
    hits = statutes.search(asked, MOST_ARTICLES, on=timezone.localdate())
    return [(f"{hit.article.law.title}{hit.article.label}", hit.article.text) for hit in hits]


def _opened(entry: Plain, guide: public.Guide) -> dict[str, Any]:
    """An entry with the words of its articles, and where its button leads."""
    today = timezone.localdate()
    goes_to = str(entry.get("goes_to") or guide.goes_to)  # boards published before entries had their own say nothing of it
    return {
        "entry": entry, "laws": laws_of(entry["laws"], today), "url": way_to(goes_to), "goes_label": entry.get("goes_label") or guide.goes_label,
        "calls": goes_to.startswith("tel:"),
    }  # fmt: skip


def way_to(goes_to: str) -> str:
    """The address a button leads to; empty for none, or for a service that is not offered here."""
    service, _, answered = goes_to.partition(":")
    if service == "tel":
        return goes_to
    if goes_to == "mine":
        return reverse("portal-mine")
    try:
        public.service(service)
    except KeyError:
        return ""
    return reverse("portal-begin", args=[service]) + (f"?k={answered}" if answered else "")


def laws_of(laws: Iterable[Sequence[str]], today: date) -> list[dict[str, str]]:
    """The articles as they are cited, with their words."""
    return [_law(str(label), str(day), today) for label, day in laws]


def _law(label: str, day: str, today: date) -> dict[str, str]:
    """An article as it is cited, with its words where the text of that day is today's."""
    try:
        citation = statutes.parse_citation(label, on=today)
    except statutes.CitationError:
        return {"label": label, "day": day, "text": ""}
    article = citation.found_article
    same = article is not None and article.law.version_on.isoformat() == day
    return {"label": label, "day": day, "text": (citation.text() or "") if same else ""}


@require_safe
def entry(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """One thing in full, with its articles and the day of their text."""
    found = _guide(code)
    there = next((each for each in _entries(Places(), code) if each["key"] == key), None)
    if there is None:
        raise Http404
    return render(request, "portal/guide_entry.html", {"guide": found, **_opened(there, found)})
