"""Two that may be one quarrel, side by side; the act that makes them one stands below. Looking is recorded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.desk.veil import Veil
from fengqiao.lines.disputes import codes
from fengqiao.matter import registry
from fengqiao.matter.actions import known_facts
from fengqiao.matter.looks import record_look
from fengqiao.matter.models import Matter
from fengqiao.matter.refusals import NotVisible
from fengqiao.matter.timeline import Facts
from fengqiao.matter.visibility import get_matter, why_not
from fengqiao.orgs.actor import Actor
from fengqiao.vault import mask_name


@staff_only
def compare(request: HttpRequest, code: str, other: str) -> HttpResponse:
    """A report or a matter on the left, a matter on the right; what is the same is marked."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    left, right = get_matter(actor, code), get_matter(actor, other)
    if left.line not in ("reports", "disputes") or right.line != "disputes":
        raise NotVisible
    for matter in (left, right):
        record_look(actor, matter, "比对是否重复", "核对重复来件", now=timezone.now())
    pairs = _pairs(_Side.of(left, actor), _Side.of(right, actor))
    does = "join" if left.line == "reports" else "merge"
    action = registry.procedure_of(left).action(does)
    refusal = why_not(actor, action.by, left) if action.by else ""
    context = {
        "left": left, "right": right, "pairs": pairs, "label": action.label, "refusal": refusal or "",
        "do_url": f"{reverse('act', args=[left.code, does])}?{urlencode({'into': right.number})}",
        "left_title": left.title_for(actor.staff_id), "right_title": right.title_for(actor.staff_id),
        "places": [{"label": registry.line(left.line).label, "url": registry.line(left.line).list_url},
                   {"label": left.number, "url": reverse("matter", args=[left.code])}, {"label": "比对"}],
    }  # fmt: skip
    return render(request, "disputes/compare.html", context)


@dataclass(frozen=True)
class _Side:
    """One of the two as this reader may see it: names and numbers in running text veiled unless it is their own."""

    matter: Matter
    facts: Facts
    veil: Veil

    @classmethod
    def of(cls, matter: Matter, actor: Actor) -> _Side:
        facts = known_facts(matter)
        return cls(matter, facts, Veil.over(facts, full=matter.handler_id == actor.staff_id))

    def told(self, need: str) -> str:
        return self.veil(str(self.facts.opening.get(need) or ""))

    def people(self, side: str) -> str:
        """Names of one side, masked: enough to see whether they are the same."""
        people = [p for p in self.facts.parties if p.side == side]
        return "、".join(sorted(mask_name(p.name) if p.get("kind") == codes.PERSON else p.name for p in people))

    @property
    def amount(self) -> str:
        fen = self.facts.opening.get("amount")
        return f"{fen / 100:,.2f}元" if fen else ""


def _pairs(left: _Side, right: _Side) -> list[dict[str, Any]]:
    """Each thing told, on both sides, and whether it is the same."""
    return [
        {"label": label, "left": read(left), "right": read(right), "same": bool(read(left)) and read(left) == read(right)}
        for label, read in _TOLD
    ]


_TOLD: tuple[tuple[str, Callable[[_Side], str]], ...] = (
    ("编号", lambda side: side.matter.number), ("登记日期", lambda side: side.matter.opened_on.isoformat()),
    ("类型", lambda side: dict(codes.TYPES).get(side.facts.value("type", ""), "")),
    ("甲方", lambda side: side.people(codes.APPLICANT)), ("乙方", lambda side: side.people(codes.RESPONDENT)),
    ("地点", lambda side: side.told("place")), ("发生日期", lambda side: side.told("occurred_on")), ("金额", lambda side: side.amount),
    ("主要情况", lambda side: side.told("summary")), ("诉求", lambda side: side.told("claim")),
)  # fmt: skip
