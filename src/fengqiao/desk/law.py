"""The statute library on screen: every citation opens, in place or as a page, and can be searched."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fengqiao import statutes
from fengqiao.desk.access import staff_only
from fengqiao.matter import registry
from fengqiao.matter.refusals import NotVisible
from fengqiao.statutes import Hit, Law
from fengqiao.ui.htmx import render_page

LONGEST, MOST = 60, 40
STATE_PREFIX = "中华人民共和国"


@staff_only
def laws(request: HttpRequest) -> HttpResponse:
    """A search in the text of the laws; without one, the laws the work cites and, folded, all of the library."""
    text = request.GET.get("text", "").strip()[:LONGEST]
    hits = statutes.search(text, MOST, on=timezone.localdate()) if text else []
    context = {
        "text": text, "hits": [_hit(hit) for hit in hits], "most": MOST if len(hits) == MOST else 0,
        "used": [] if text else _used(), "groups": [] if text else _groups(), "places": [{"label": "法条"}],
    }  # fmt: skip
    return render(request, "desk/laws.html", context)


def _hit(hit: Hit) -> dict[str, Any]:
    """A hit with its marks as pieces: (text, whether it is what was looked for)."""
    pieces, at = [], 0
    for begin, end in hit.marks:
        pieces += [(hit.snippet[at:begin], False), (hit.snippet[begin:end], True)]
        at = end
    pieces.append((hit.snippet[at:], False))
    law = hit.article.law
    return {"url_key": hit.article.url_key, "label": f"{short(law)}{hit.article.label}", "pieces": [p for p in pieces if p[0]]}


def short(law: Law) -> str:
    """The law's name as people say it, its year beside it where an older edition is meant."""
    name = law.name.removeprefix(STATE_PREFIX)
    return name if law.is_current else f"{name}（{law.version}）"


@cache
def _used() -> tuple[tuple[str, str], ...]:
    """The laws in the library that the procedures cite, by how often: (key, name)."""
    counts: dict[str, int] = {}
    for procedure in registry.procedures():
        cited = [c for a in procedure.actions for c in a.cite] + [c for d in procedure.deadlines for c in d.sources]
        for citation in cited:
            if citation.is_law and citation.in_library:
                counts[citation.url_key.split("/")[0]] = counts.get(citation.url_key.split("/")[0], 0) + 1
    ordered = sorted(counts, key=lambda key: -counts[key])
    return tuple((key, short(law)) for key in ordered if (law := statutes.find_law(key)) is not None)


@cache
def _groups() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """The library by kind of text: (kind, laws as (key, name))."""
    kinds: dict[str, list[Law]] = {}
    for law in statutes.laws():
        kinds.setdefault(_kind(law), []).append(law)
    return tuple(
        (kind, tuple((statutes.law_key(law), short(law)) for law in sorted(found, key=short)))
        for kind, found in sorted(kinds.items(), key=lambda pair: -len(pair[1]))
    )


def _kind(law: Law) -> str:
    for word in ("修正案", "解释", "决定", "决议"):
        if law.name.endswith(word) or f"{word}（" in law.name:
            return {"决议": "决定"}.get(word, word)
    return "法律"


@staff_only
def article(request: HttpRequest, key: str) -> HttpResponse:
    """One article, 人民调解法/29, with its neighbours; or a whole law."""
    name, _, number = key.partition("/")
    today = timezone.localdate()
    law = statutes.find_law(name, on=today)
    if law is None:
        raise NotVisible
    every = statutes.articles(law)
    place = next((i for i, each in enumerate(every) if each.key == number), None)
    if number and place is None:
        raise NotVisible
    shown = every if place is None else every[max(place - 1, 0) : place + 2]
    context = {
        "law": law, "key": statutes.law_key(law), "standing": statutes.standing(law, today), "articles": shown, "here": number,
        "one": every[place] if place is not None else None, "heads": list(_heads(shown)) if place is None else [],
        "places": [{"label": "法条", "url": "/laws/"}, {"label": short(law)}],
    }  # fmt: skip
    return render_page(request, "desk/law.html", context, fragment="desk/law_one.html" if place is not None else None)


def _heads(shown: tuple[statutes.Article, ...]) -> Iterator[tuple[str, str]]:
    """The chapters of a law and the article each begins with: (heading, key)."""
    last = ""
    for each in shown:
        if each.heading and each.heading != last:
            last = each.heading
            yield each.heading, each.key
