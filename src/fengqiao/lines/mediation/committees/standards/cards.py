"""The card of the programme on a committee's page: where it stands, what is missing, what one may do next."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from fengqiao.lines.mediation.committees.standards import papers, states
from fengqiao.lines.mediation.committees.standards.states import Programme, programme
from fengqiao.matter.models import Matter
from fengqiao.matter.procedure import Action
from fengqiao.matter.registry import Card, procedure_of
from fengqiao.matter.timeline import Facts
from fengqiao.matter.visibility import why_not
from fengqiao.orgs.actor import Actor
from fengqiao.ui.parts import Cell, Column, Row

OWN_PAGE = {states.ASSESS: "assess", states.REVIEW: "review", states.RECHECK: "recheck"}
NAMES_SHORT = (states.REFUSE, states.RECTIFY)


def card(matter: Matter, facts: Facts, actor: Actor, today: date) -> Card:
    """Where the committee stands in the bureau's own programme."""
    p = programme(facts)
    out = p.outcome
    data: dict[str, Any] = {
        "lines": _lines(p, matter, today), "steps": _steps(matter, facts, actor, p), "standard": p.assessed.get("standard", "") if p.assessed else "",
        "columns": [Column("编号"), Column("标准"), Column("结果"), Column("说明")], "url": reverse("committee-standards"),
        "rows": [
            Row((Cell(c.code), Cell(c.text), Cell(papers.said(c, p.findings.get(c.code)) or "没有填写"), Cell(_note(p, c.code))))
            for c in p.criteria if c.code in out.short
        ],
        "met": len(p.criteria) - len(out.short), "all": len(p.criteria),
    }  # fmt: skip
    return Card("规范化创建", "mediation/committees/card_standard.html", data)


def _note(p: Programme, code: str) -> str:
    found = p.findings.get(code)
    return found.note if found is not None else ""


def _lines(p: Programme, matter: Matter, today: date) -> list[str]:
    """What there is to say, in sentences, the most important first."""
    found = []
    known, level = p.recognised, p.level_on(today)
    if known is not None and p.to_on is not None:
        word = f"有效期到{p.to_on.isoformat()}" if level else f"已于{p.to_on.isoformat()}到期"
        found.append(
            f"{known.happened_on.isoformat()}认定为“{known.get('level')}”（{known.get('document_no')}），{word}。"
        )
    elif getattr(matter, "standard", "") and not p.state:
        found.append(f"纳入管理时纸面上的等级：{getattr(matter, 'standard', '')}。")
    if p.assessed is not None:
        out = p.outcome
        veto = f"；一票否决第{'、'.join(out.vetoed)}项" if out.vetoed else ""
        found.append(
            f"{p.assessed.happened_on.isoformat()}自评，现得{out.total}分（满分{out.full}分{veto}）。{dict(states.STATES).get(p.state, '')}。"
        )
    if p.state == states.RETURNED and p.reviewed is not None:
        found.append(f"退回意见：{p.reviewed.get('opinion', '')}")
    if p.order is not None:
        found.append(f"第{p.order.get('criteria')}项限{p.order.get('until_on')}前整改：{p.order.get('reason')}")
    if p.state in (states.REFUSED, states.CANCELLED) and p.last is not None:
        found.append(f"理由：{p.last.get('reason', '')}")
    return found or ["还没有自评。"]


def _steps(matter: Matter, facts: Facts, actor: Actor, p: Programme) -> list[dict[str, str]]:
    """The steps of the programme that this person may take now."""
    procedure = procedure_of(matter)
    stage = procedure.stage(matter.stage)
    actions = [procedure.action(code) for code in states.STEPS]
    return [
        {"label": action.label, "url": _url(matter, action, p)}
        for action in actions
        if action.by is not None and action.allowed_in(stage) and why_not(actor, action.by, matter) is None
        and all(c.reason(facts, None) is None for c in action.conditions)
    ]  # fmt: skip


def _url(matter: Matter, action: Action, p: Programme) -> str:
    if action.code in OWN_PAGE:
        return reverse("committee-standard", args=[matter.code, OWN_PAGE[action.code]])
    url = reverse("act", args=[matter.code, action.code])
    short = "、".join(p.outcome.short)
    return f"{url}?criteria={short}" if action.code in NAMES_SHORT and short else url
