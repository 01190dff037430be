"""What the register shows of a case, and its rows of assignments and work. All read from the facts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from fengqiao.lines.aidcases import codes
from fengqiao.lines.aidcases import facts as f
from fengqiao.matter.models import Matter
from fengqiao.matter.sharing import restricted_by_hand
from fengqiao.matter.timeline import Facts
from fengqiao.vault import mask_name

TERMINATION = "termination"  # the word of objections for it


def columns(facts: Facts) -> dict[str, Any]:
    """The columns of a case's row."""
    who, one, opening = f.recipient(facts), f.last_assigned(facts), facts.opening
    name, more = who.name if who else "", len(f.recipients(facts))
    others = f"等{more}人" if more > 1 else ""
    having = f.handler(facts)
    letter = f.letter(facts)
    return {
        "title": name + others, "masked_title": mask_name(name) + others if name else "", "handler_id": having.staff_id if having else None,
        "restricted": restricted_by_hand(facts) or _guarded(facts),
        "origin": f.origin(facts), "aid_form": f.aid_form(facts), "case_stage": f.stage_code(facts), "cause": str(facts.value("cause", "")),
        "organ": f.organ(facts), "organ_kind": str(facts.value("organ_kind", "")), "letter_no": str(letter.get("letter_no", "")) if letter else "",
        "ground": f.ground(facts), "mandatory": f.is_mandatory(facts), "minor": f.is_minor(facts), "in_custody": bool(facts.value("in_custody")),
        "received_on": opening.happened_on, "from_agency": str(opening.get("from_agency", "")), "their_number": str(opening.get("their_number", "")), "decided_on": opening.day("decided_on") or opening.day("granted_on"), "hearing_on": _hearing(facts),
        "org_name": one.org_name if one else "", "org_key": one.org if one else "", "handler_name": one.handler_name if one else "",
        "provider_key": one.handler if one else "", "assigned_on": one.on if one else None, "named_on": f.named_on(facts),
        "replied_on": facts.on("reply"), "agreed_on": f.agreed_on(facts), "met_on": f.first_met_on(facts), "points": one.points if one else 0,
        "overridden": bool(one and one.overridden), "closing_day": f.closing_day(facts), "outcome": f.outcome(facts),
        "end_ground": str(ended.get("end_ground", "")) if (ended := f.termination(facts)) else "",
        "recovered_fen": f.recovered_fen(facts), "handed_in_on": handed[-1].happened_on if (handed := f.hand_ins(facts)) else None, "passed_on": passed.happened_on if (passed := f.passed(facts)) else None,
        "archive_no": str(facts.value("archive_no", "")), "satisfaction": str(facts.value("satisfaction", "")), "with_fault": f.changed_with_fault(facts),
        "called_back_on": facts.on("call_back"), "campaigns": f.campaigns(facts),
        "persons": sum(party.side in ("", codes.RECIPIENT) for party in facts.parties), "cross_county": bool(facts.value("cross")),
        "receipts_fen": facts.value("receipts"), "grade": str(facts.value("grade", "")), "vetoed": bool(facts.value("vetoed")),
        "case_set": UUID(found) if (found := opening.get("case_set")) else None, "application_id": UUID(found) if (found := opening.get("application")) else None,
    }  # fmt: skip


def _guarded(facts: Facts) -> str:
    """Whom the case protects: one beaten at home before a minor."""
    return codes.VIOLENCE if f.is_violent(facts) else "minor" if f.is_minor(facts) else ""


def gives(facts: Facts) -> dict[str, Any]:
    """What an objection or a complaint is told: the people, who had the case, and a termination that may be objected to."""
    made, ended = f.assignments(facts), f.termination(facts)
    last = f.last_assigned(facts)
    found: dict[str, Any] = {
        "parties": [{"n": party.n, "name": party.name, "side": party.side, **({"phone": phone} if (phone := party.get("phone")) else {})} for party in facts.present_parties if party.side in ("", codes.RECIPIENT)],
        "restricted": _guarded(facts), "had_it": sorted({one.staff_id for one in made if one.staff_id}),
        "who_acts": {"handler": last.handler_name, "body": last.org_name} if last else {}, "aid_form": f.aid_form(facts), "cause": str(facts.value("cause", "")),
    }  # fmt: skip
    if ended is not None:
        by = [ended.actor_id] if ended.actor_id else []
        found["decision"] = {"against": TERMINATION, "on": ended.happened_on.isoformat(), "by": by, "why": str(ended.get("said", ""))}
    return found


def _hearing(facts: Facts) -> Any:
    fact = facts.last("set_hearing")
    return (fact or facts.opening).day("hearing_on")


def _rows(matter: Matter, facts: Facts) -> dict[Any, list[Any]]:
    """By table."""
    from fengqiao.lines.aidcases.models import Assignment, WorkDone

    common = {"matter_id": matter.pk, "territory": matter.territory}
    made = [
        Assignment(
            **common, n=one.n, on=one.on, org_key=one.org, org_name=one.org_name, provider_key=one.handler, handler_name=one.handler_name, named_on=one.named_on,
            mode=one.mode, overridden=one.overridden, override_reason=one.override_reason, by_id=one.by_id, points=one.points, ended=one.ended, ended_on=one.ended_on, declined=one.declined,
            level=one.level, minutes=one.minutes,
        )
        for one in f.assignments(facts)
    ]  # fmt: skip
    done = [
        WorkDone(**common, n=fact.seq, on=fact.happened_on, kind="tell" if fact.action == "tell" else fact.get("kind", ""), minutes=fact.get("minutes"),
                 by_id=fact.actor_id)
        for fact in facts.all("work", "tell")
    ]
    return {Assignment: made, WorkDone: done}


def _content(rows: list[Any]) -> list[tuple[Any, ...]]:
    return [tuple(getattr(row, field.attname) for field in row._meta.concrete_fields) for row in rows]


def keep(matter: Matter, facts: Facts, before: Facts | None) -> None:
    """The rows of assignments and work, as the facts say. What an act leaves as it was costs no question."""
    there = _rows(matter, before) if before is not None else None
    for model, rows in _rows(matter, facts).items():
        if there is None or _content(there[model]) != _content(rows):
            fields = [field.name for field in model._meta.concrete_fields if field.name not in ("matter", "n")]
            model.objects.filter(matter_id=matter.pk).exclude(n__in=[row.n for row in rows]).delete()
            if rows:
                model.objects.bulk_create(rows, update_conflicts=True, unique_fields=["matter", "n"], update_fields=fields)


def words(options: tuple[tuple[str, str], ...], code: str) -> str:
    return dict(options).get(code, "")
