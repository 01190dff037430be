"""The rows that follow from a claim's timeline: its columns and its shares."""

from __future__ import annotations

from datetime import date
from typing import Any

from fengqiao.lines.mediation.subsidies import states
from fengqiao.matter.models import Matter
from fengqiao.matter.timeline import Facts

NOT_COUNTED = ("withdrawn", "refused", "recovered")


def columns(facts: Facts) -> dict[str, Any]:
    """The columns of a claim's row. The title names the case, never a party."""
    opening, made = facts.opening, states.award(facts)
    published, paid = facts.last("publish"), facts.last("pay")
    number = str(opening.get("case_number", ""))
    return {
        "title": f"{number}补贴",
        "handler_id": opening.actor_id,
        "case_id": opening.get("case"),
        "case_number": number,
        "outcome_on": opening.get("outcome_on"),
        "agreement_form": opening.get("form", ""),
        "level": made.get("level", ""),
        "total_yuan": made.get("total", 0),
        "rule_id": next((f.get("rule") for f in reversed(list(facts)) if f.get("rule")), None),
        "batch_id": published.get("batch") if published is not None else None,
        "sampled": bool(states.sampled(facts)),
        "called_back": states.called_back(facts),
        "findings": [sign.code for sign in states.open_signs(facts)],
        "notice_until_on": published.day("until_on") if published is not None else None,
        "paid_on": paid.happened_on if paid is not None else None,
    }


def keep(matter: Matter, facts: Facts, before: Facts | None = None) -> None:
    """Write the claim's shares anew."""
    from fengqiao.lines.mediation.models import SubsidyShare

    SubsidyShare.objects.filter(matter_id=matter.pk).delete()
    SubsidyShare.objects.bulk_create(SubsidyShare(**row) for row in share_rows(matter, facts))


def share_rows(matter: Matter, facts: Facts) -> list[dict[str, Any]]:
    """One row a mediator: percent and whole yuan."""
    parts, made = states.parts(facts), states.award(facts)
    amounts = list(made.get("amounts", ())) or [0] * len(parts)
    outcome = str(facts.opening.get("outcome_on") or facts.opening.happened_on.isoformat())
    return [
        {
            "matter_id": matter.pk, "n": n, "territory": matter.territory, "staff_id": part["staff"], "name": part["name"],
            "percent": part["percent"], "amount_yuan": amount, "month": date.fromisoformat(outcome).replace(day=1),
            "counts": matter.stage not in NOT_COUNTED,
        }
        for n, (part, amount) in enumerate(zip(parts, amounts, strict=True), 1)
    ]  # fmt: skip
