"""Beside the form while somebody is on the telephone: articles, what is known already, danger, whether they called before."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from fengqiao import statutes
from fengqiao.desk.access import staff_only
from fengqiao.lines.legalservice import codes, history, knowledge
from fengqiao.lines.legalservice.permissions import RECEIVE
from fengqiao.matter.actions import known_facts
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.matter.visibility import get_matter
from fengqiao.orgs.actor import Actor
from fengqiao.triage.dangers import dangers

LONGEST, MOST_ARTICLES, MOST_ITEMS = 2000, 6, 3


@require_POST
@staff_only
def beside(request: HttpRequest) -> HttpResponse:
    """The panel for what has been typed so far. Nothing of it is kept."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.holds(RECEIVE):
        raise Refused.because("permission", actor.lacks(RECEIVE))
    return render(request, "legalservice/beside.html", panel(request.POST, actor))


def panel(typed: Mapping[str, str], actor: Actor) -> dict[str, Any]:
    """What the panel shows for a form that opens a request, or for the answer to one."""
    story = f"{typed.get('content', '')}\n{_asked(typed.get('_matter', ''), actor)}".strip()[:LONGEST]
    found = [danger for danger in dangers(typed.get("content", "")) if danger.key in codes.DANGER_MARKS]
    articles = [_article(hit) for hit in statutes.search(story, MOST_ARTICLES, on=timezone.localdate())] if len(story) > 3 else []
    items = [_item(each) for each in knowledge.alike(actor, story, typed.get("area", ""), MOST_ITEMS)] if story else []
    before = history.count(actor, typed.get("phone", ""))
    marks = sorted({codes.DANGER_MARKS[danger.key] for danger in found})
    counted = (("注意", len(found)), ("以前来过", before), ("条文", len(articles)), ("知识", len(items)))
    return {
        "empty": not story and not before, "dangers": found, "marks": json.dumps({"risks": marks}), "scripts": [codes.SCRIPTS[mark] for mark in marks],
        "before": before, "articles": articles, "items": items, "told": " · ".join(f"{word} {count}" for word, count in counted if count),
    }  # fmt: skip


def _asked(code: str, actor: Actor) -> str:
    """What the request asks that is being answered."""
    if not code:
        return ""
    try:
        matter = get_matter(actor, code)
    except NotVisible:
        return ""
    return str(known_facts(matter).opening.get("content", ""))


def _article(hit: statutes.Hit) -> dict[str, Any]:
    label = f"{hit.article.law.title}{hit.article.label}"
    return {
        "label": label, "url_key": hit.article.url_key, "snippet": hit.snippet,
        "fill": json.dumps({"+statutes": {"article": label}}, ensure_ascii=False),
    }  # fmt: skip


def _item(item: Any) -> dict[str, Any]:
    said = item.answer + (f"\n{item.local}" if item.local else "")
    fill = {">advice": said, "knowledge": item.number, "+statutes": [{"article": row["label"]} for row in item.statutes]}
    return {"item": item, "fill": json.dumps(fill, ensure_ascii=False)}
