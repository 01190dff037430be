"""What a claim's page shows beside the common parts: the case, the amount and how it came about, the signs to be looked into."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from fengqiao.lines.mediation.subsidies import codes, states
from fengqiao.lines.mediation.subsidies.rule import FORMS, WORDS
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Card
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.actor import Actor
from fengqiao.ui.parts import Cell, Column, Fact, Row

FOLDER = "mediation/subsidies/"


def cards(matter: Matter, facts: Facts, actor: Actor, today: date) -> list[Card]:
    """The cards of a claim's page, in order."""
    made, signs = states.award(facts), states.open_signs(facts)
    found = []
    if signs:
        shown = [{"label": states.LABELS[sign.code], "said": sign.said, "on": sign.on} for sign in signs]
        found.append(Card("待核查", FOLDER + "card_signs.html", {"signs": shown}, count=len(signs)))
    found.append(Card("金额", FOLDER + "card_award.html", {
        "total": made.get("total"), "steps": made.get("steps", ()), "rule": _rule(facts), "columns": [Column("调解员"), Column("份额"), Column("金额（元）", num=True)],
        "rows": _shares(facts, made),
    }))  # fmt: skip
    found.append(
        Card("案件", FOLDER + "card_case.html", {"facts": _case(facts), "url": _case_url(facts, actor)}, aside=True)
    )
    drawn = states.sampled(facts)
    if drawn is not None:
        result = dict(codes.CALL_RESULTS).get(states.called_back(facts), "还没有回访" if drawn else "没有抽中")
        draw = facts.last("draw")
        seed = draw.get("seed", "") if draw is not None else ""
        found.append(
            Card(
                "抽查回访",
                FOLDER + "card_draw.html",
                {"drawn": drawn, "result": result, "pool": draw.get("pool") if draw else 0, "seed": seed},
                aside=True,
            )
        )
    return found


def _rule(facts: Facts) -> str:
    return next((str(fact.get("rule_label")) for fact in reversed(list(facts)) if fact.get("rule_label")), "")


def _shares(facts: Facts, made: Any) -> list[Row]:
    amounts = list(made.get("amounts", ()))
    parts = states.parts(facts)
    return [
        Row((Cell(part["name"] + ("（主持）" if part.get("host") else "")), Cell(f"{part['percent']}%"), Cell(amount)))
        for part, amount in zip(parts, amounts or [""] * len(parts), strict=False)
    ]


def _case(facts: Facts) -> list[Fact]:
    """The case as it stood at the last step that looked at it."""
    seen = next((fact for fact in reversed(list(facts)) if fact.get("case_number")), facts.opening)
    missing = "、".join(seen.get("missing", ())) or "没有缺漏"
    made = states.award(facts)
    return [
        Fact("案号", seen.get("case_number", "")), Fact("协议生效", seen.get("outcome_on", "")), Fact("协议形式", FORMS.get(seen.get("form", ""), "")),
        Fact("等次", WORDS.get(made.get("level", ""), "")), Fact("履行", "履行完毕" if seen.get("performed") else "未履行完毕"),
        Fact("归档", "已归档" if seen.get("archived") else "未归档"), Fact("卷宗", missing),
    ]  # fmt: skip


def _case_url(facts: Facts, actor: Actor) -> str:
    """The way to the case, for who may open it."""
    case = UUID(facts.opening.data["case"])
    may = Matter.objects.visible_to(actor).filter(pk=case).exists()
    return reverse("matter", args=[case.hex]) if may else ""
