"""What the register shows of a dispute, and its rows of sendings, orders and hand-offs. All read from the facts."""

from __future__ import annotations

from typing import Any

from fengqiao.lines.disputes import codes, dispatching, handing, orders
from fengqiao.lines.disputes import facts as f
from fengqiao.matter.merging import merged_into
from fengqiao.matter.models import Matter
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.moving import number_now
from fengqiao.vault import mask_name


def title(facts: Facts, masked: bool = False) -> str:
    """甲与乙邻里纠纷; while the other side is not known 甲反映的…; with nobody named the place stands for them."""
    sides: dict[str, list[str]] = {codes.APPLICANT: [], codes.RESPONDENT: []}
    for party in facts.present_parties:
        if party.side in sides:
            person = party.get("kind", codes.PERSON) == codes.PERSON
            sides[party.side].append(mask_name(party.name) if masked and person else party.name)
    first, second = (words[0] + ("等" if len(words) > 1 else "") if words else "" for words in sides.values())
    word = dict(codes.TYPES).get(f.kind(facts), "纠纷")
    if first and second:
        return f"{first}与{second}{word}"
    return f"{first or second or facts.opening.get('place', '')}{word}"


def handler(facts: Facts) -> int | None:
    """Who handles it at the unit that took it."""
    fact = facts.last("accept_task", "designate", "change_handler", *dispatching.SENDING, "return_task", "reopen")
    if fact is None or fact.action not in ("accept_task", "change_handler"):
        return None
    return fact.get("handler") or fact.actor_id


def resolved_level(facts: Facts) -> str:
    """The level of the unit that obtained the agreement."""
    word, _ = f.outcome(facts)
    return dispatching.level(facts) if word in codes.RESOLVED else ""


def columns(facts: Facts) -> dict[str, Any]:
    """The columns of a dispute's row."""
    opening, lead = facts.opening, dispatching.lead(facts)
    word, on = f.outcome(facts)
    return {
        "title": title(facts), "masked_title": title(facts, masked=True), "handler_id": handler(facts),
        "restricted": f.restriction(facts), "dispute_type": f.kind(facts), "relation": f.relation(facts),
        "difficulty": f.difficulty(facts), "risk": f.risk(facts), "level": dispatching.level(facts),
        "origin": opening.get("origin", "people"), "place": opening.get("place", ""),
        "place_territory": number_now(opening.get("place_territory")), "occurred_on": opening.get("occurred_on"),
        "people_count": opening.get("people_count", 1), "amount_fen": opening.get("amount"),
        "first_report_on": f.first_report_on(facts), "reports_count": f.reports_count(facts),
        "returns": dispatching.returns(facts), "reopened": f.reopened(facts),
        "accepted_on": lead.accepted_on if lead else None, "outcome": word, "outcome_on": on,
        "resolved_level": resolved_level(facts), "satisfaction": f.satisfaction(facts), "order_level": orders.level(facts),
        "watched": f.watch(facts) is not None, "tags": f.tags(facts), "merged_into": merged_into(facts),
    }  # fmt: skip


def keep(matter: Matter, facts: Facts, before: Facts | None) -> None:
    """The rows of its sendings, orders and hand-offs, as the facts say. What an act leaves as it was costs no question."""
    there = _rows(matter, before) if before is not None else None
    for model, rows in _rows(matter, facts).items():
        if there is None or _content(there[model]) != _content(rows):
            _bring_in_line(model, matter, rows)


def _rows(matter: Matter, facts: Facts) -> dict[Any, list[Any]]:
    """By table."""
    from fengqiao.lines.disputes.models import DispatchTask, Handoff, SupervisionOrder

    common = {"matter_id": matter.pk, "territory": matter.territory}
    tasks = [
        DispatchTask(
            **common, n=t.seq, kind=t.kind, from_office_id=t.from_office, to_office_id=t.to_office, sent_on=t.sent_on,
            state=t.state, accepted_on=t.accepted_on, ended_on=t.ended_on, reason=t.reason,
        )
        for t in dispatching.sendings(facts)
    ]  # fmt: skip
    standing = [
        SupervisionOrder(
            **common, n=o.seq, ground=o.ground, level=o.level, target_id=o.target, issued_on=o.issued_on,
            replied_on=o.answered_on, ended_on=o.ended_on, state=o.state,
        )
        for o in orders.orders(facts)
    ]  # fmt: skip
    handed = [
        Handoff(
            **common, n=h.seq, agency=h.agency, body=h.body, kind=h.kind, ext_code=h.ext_code, sent_on=h.sent_on,
            answered_on=h.answered_on, state=h.state,
        )
        for h in handing.handoffs(facts)
    ]  # fmt: skip
    return {DispatchTask: tasks, SupervisionOrder: standing, Handoff: handed}


def _content(rows: list[Any]) -> list[tuple[Any, ...]]:
    return [tuple(getattr(row, field.attname) for field in row._meta.concrete_fields) for row in rows]


def _bring_in_line(model: Any, matter: Matter, rows: list[Any]) -> None:
    fields = [field.name for field in model._meta.concrete_fields if field.name not in ("matter", "n")]
    model.objects.filter(matter_id=matter.pk).exclude(n__in=[row.n for row in rows]).delete()
    if rows:
        model.objects.bulk_create(rows, update_conflicts=True, unique_fields=["matter", "n"], update_fields=fields)


def gives(facts: Facts) -> dict[str, Any]:
    """What a new matter of another line is told, by the names of its needs."""
    opening = facts.opening
    found = {
        "parties": [dict(party.data) for party in facts.present_parties], "type": f.kind(facts),
        "difficulty": f.difficulty(facts), "summary": opening.get("summary"), "claim": opening.get("claim"),
        "amount_claimed": opening.get("amount"), "people_count": opening.get("people_count"),
        "flags": sorted(f.flags(facts) & {"minor", "violence"}), "source": SOURCES.get(opening.get("channel"), "2"),
        "from_organ": opening.get("from_organ"), "ext_code": opening.get("ext_code"),
    }  # fmt: skip
    return {name: value for name, value in found.items() if value not in (None, "", [])}


SOURCES = {codes.COURT: "31", codes.AGENCY: "39", codes.POLICE: "33", codes.PETITION: "34", codes.MAYOR_LINE: "39",
           codes.SCREENING: "1", codes.FOUND: "1", codes.LOWER: "90"}  # fmt: skip
