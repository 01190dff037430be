"""The one look: opened by a press, shown in the same answer, written to the timeline, never again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.permissions import GRANT
from fengqiao.lines.corrections.queries import asks
from fengqiao.lines.corrections.queries.procedure import QUERY, view
from fengqiao.matter import registry, subject
from fengqiao.matter.actions import Doing, known_facts, perform
from fengqiao.matter.keys import ring
from fengqiao.matter.looks import record_look
from fengqiao.matter.models import Matter, Party
from fengqiao.matter.procedure import Action
from fengqiao.matter.refusals import NotVisible
from fengqiao.matter.sealed import sealed_matters
from fengqiao.matter.timeline import Fact, Facts
from fengqiao.matter.visibility import get_matter
from fengqiao.orgs.actor import Actor
from fengqiao.statutes.known import PUBLIC_SECURITY_PENALTIES

CASES = "corrections"


@dataclass(frozen=True)
class Opened:
    """What of one sealed file is shown, by the scope that was granted."""

    number: str
    person: list[tuple[str, str]]
    steps: list[dict[str, str]]
    papers: list[dict[str, str]]


@staff_only
def view_sealed(request: HttpRequest, code: str) -> HttpResponse:
    """The page before the look; pressed, the look itself."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    query = get_matter(actor, code, to=GRANT)
    if query.procedure != QUERY.code:
        raise NotVisible
    facts, now = known_facts(query), timezone.now()
    context: dict[str, Any] = {
        "query": query, "asked": facts.opening, "places": [
            {"label": "封存档案查询", "url": reverse("register", args=["sealed_queries"])},
            {"label": query.number, "url": reverse("matter", args=[code])}, {"label": "查阅"}],
    }  # fmt: skip
    if request.method != "POST":
        reasons = [r for c in view.conditions if (r := c.reason(facts.until(timezone.localdate()), None)) is not None]
        over = "" if view.allowed_in(QUERY.stage(query.stage)) else f"本申请现在{QUERY.stage(query.stage).label}，不能查阅。只开一次。"
        return render(request, "corrections/sealed_ask.html", {**context, "reasons": [over] if over else [str(r) for r in reasons]})
    perform(actor, query.pk, [Doing(view, {}, timezone.localdate(now))], now=now)
    context |= {"files": _open(actor, query, facts), "mark": f"{query.number}　{facts.opening.get('organ', '')}　{timezone.localtime(now):%Y-%m-%d %H:%M}"}
    return render(request, "corrections/sealed_view.html", context)


def _open(actor: Actor, query: Matter, facts: Facts) -> list[Opened]:
    """The files of the person, each look at one recorded with the query's number."""
    asked, decided = facts.opening, facts.last("decide")
    scope = (decided.get("allowed") if decided else None) or asked.get("scope", [])
    security = asked.get("kind") == asks.SECURITY
    identity, name = str(asked.get("person_id_no", "")), str(asked.get("person_name", ""))
    ids = set(sealed_matters(CASES, identity=identity, name=name))
    if security:
        ids |= set(_open_matters(actor, identity, name))
    found = []
    for matter in Matter.objects.filter(pk__in=ids).order_by("opened_on"):
        record_look(actor, matter, f"封存查询{query.number}"[:120], f"{asked.get('organ', '')}，{asked.get('letter_no', '')}"[:200], now=timezone.now())
        shown = _opened(matter, scope, security)
        if shown.steps or shown.person or shown.papers:
            found.append(shown)
    return found


def _open_matters(actor: Actor, identity: str, name: str) -> list[Any]:
    """The cases of the person that are not sealed as a whole, in which a security-punishment record is."""
    rows = Party.objects.filter(matter__line=CASES, territory__gte=actor.low, territory__lte=actor.high)
    rows = rows.filter(id_index=ring().blind_index.of("id_number", identity)) if identity else rows.filter(name=name)
    return list(rows.values_list("matter_id", flat=True))


def _opened(matter: Matter, scope: list[str], security: bool) -> Opened:
    procedure, facts = registry.procedure_of(matter), known_facts(matter)
    if security:
        kept = Facts(fact for fact in facts if _is_security(procedure.action(fact.action), fact))
        return Opened(matter.number, [], list(subject.steps(procedure, kept)), [])
    context_of = subject.papers_of(matter.pk) if asks.PAPERS in scope else []
    return Opened(
        matter.number, [*subject.own_data(procedure, facts), *_basis(facts)] if asks.PERSON in scope else [],
        list(subject.steps(procedure, facts)) if asks.LIFE in scope else [], context_of,
    )  # fmt: skip


def _basis(facts: Facts) -> list[tuple[str, str]]:
    words = (("decider", "决定机关"), ("judgment_no", "文书"), ("charges", "罪名"), ("principal", "原判刑罚"), ("measure_from", "矫正自"), ("measure_to", "矫正至"))
    category = dict(codes.CATEGORIES).get(str(facts.value("category", "")), "")
    return [("矫正类别", category), *((word, str(facts.value(name))) for name, word in words if facts.value(name))]


def _is_security(action: Action, fact: Fact) -> bool:
    """Whether an entry is the record of a public-security punishment."""
    cited = any(each.source is PUBLIC_SECURITY_PENALTIES for each in action.cite)
    return cited or (fact.action == "taken_into_custody" and fact.get("kind") == "administrative")
