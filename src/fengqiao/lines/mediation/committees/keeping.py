"""The rows that follow from a committee's timeline: its columns, its mediators, their records. Written anew each time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from fengqiao.lines.mediation.committees import codes, composition, rooms, terms
from fengqiao.lines.mediation.committees.roster import Span, on_day, roster
from fengqiao.lines.mediation.committees.standards import states
from fengqiao.matter.models import Matter
from fengqiao.matter.procedure import Asking
from fengqiao.matter.timeline import Fact, Facts

RECORD_OF = {
    "train": codes.TRAINING, "honour": codes.HONOUR, "discipline": codes.DISCIPLINE, "injury": codes.INJURY,
}  # fmt: skip


def running_cases(office_id: int) -> int:
    """How many mediation cases of the committee are not closed."""
    from fengqiao.lines.mediation.models import MediationCase

    return MediationCase.objects.filter(office_id=office_id, closed=False).count()


def named(asking: Asking) -> dict[str, Any]:
    """The committee's name on the day it is stated."""
    return {"name": asking.matter.office.name}


def columns(facts: Facts) -> dict[str, Any]:
    """The columns of a committee's row."""
    people, body, term = roster(facts), composition.body(facts), terms.current(facts)
    last_day = max([fact.happened_on for fact in facts] + [m.changes[-1].on for m in people])
    sitting = on_day(people, last_day)
    untold, changed = terms.untold(facts), terms.changes(facts)
    filing = facts.last(terms.FILE, terms.TAKE_IN)
    elected = facts.last(*terms.ELECTIONS)
    composed = [p.code for p in composition.problems(facts, last_day) if not p.code.startswith("term")]
    return {
        "title": body.get("name", "人民调解委员会"),
        "host": body.get("host", ""),
        "field": body.get("field", ""),
        "set_up_as": body["set_up_as"],
        "code_no": body.get("code", ""),
        "founded_on": body.get("founded_on") or (elected.happened_on if elected else None),
        "elected_by": elected.get("elected_by", "") if elected else "",
        "term_number": term.number if term else 0,
        "term_from_on": term.from_on if term else None,
        "term_to_on": term.to_on if term else None,
        "filed_on": terms.filed_on(facts),
        "filing_no": filing.get("filing_no", "") if filing else "",
        "court_told_on": terms.told_court_on(facts),
        "untold_since_on": min((terms.changed_on(fact) for fact in untold), default=None),
        "changed_on": max((terms.changed_on(fact) for fact in (*changed, *facts.all(terms.TAKE_IN))), default=None),
        "members_count": len(sitting),
        "mediators_count": len([m for m in people if m.left_on is None]),
        "minority_area": bool(body.get("minority_area")),
        **states.columns(facts, body.get("standard", "")),
        **rooms.columns(facts),
        "faults": composed + (["term_too_long"] if term and term.too_long else []),
    }


def keep(matter: Matter, facts: Facts, before: Facts | None = None) -> None:
    """Write the committee's mediators and their records anew."""
    from fengqiao.lines.mediation.models import Mediator, MediatorRecord

    Mediator.objects.filter(matter_id=matter.pk).delete()
    MediatorRecord.objects.filter(matter_id=matter.pk).delete()
    Mediator.objects.bulk_create(Mediator(**row) for row in mediator_rows(matter, facts))
    MediatorRecord.objects.bulk_create(
        MediatorRecord(matter_id=matter.pk, territory=matter.territory, n=n, **row)
        for n, row in enumerate(record_rows(facts), 1)
    )


def mediator_rows(matter: Matter, facts: Facts) -> Iterator[dict[str, Any]]:
    """Everybody who ever belonged to the committee as a row."""
    kin = declared(facts)
    for m in roster(facts):
        yield {
            "matter_id": matter.pk, "n": m.n, "territory": matter.territory, "office_id": matter.office_id, "staff_id": m.staff_id,
            "name": m.name, "sex": m.get("sex", ""), "born_on": m.get("birth_on"), "ethnicity": m.get("ethnicity", ""),
            "education": m.get("education", ""), "politics": m.get("politics", ""), "post": m.post,
            "full_time": bool(m.get("full_time")), "purchased": bool(m.get("purchased")),
            "produced_by": m.get("produced_by") or ("聘任" if m.engaged else "推选"), "identities": list(m.get("identities", ())),
            "expertise": m.get("expertise", ""), "languages": m.get("languages", ""), "grade": m.get("grade", ""),
            "court_roster": bool(m.get("court_roster")), "from_on": m.joined_on, "to_on": m.to_on, "left_on": m.left_on,
            "state": m.changes[-1].state, "spans": _days(m.spans), "lapses": _days(m.lapses), "declared_kin": kin.get(m.n, ""),
        }  # fmt: skip


def _days(spans: Iterable[Span]) -> list[list[str | None]]:
    return [[begins.isoformat(), ends.isoformat() if ends else None] for begins, ends in spans]


def declared(facts: Facts) -> dict[int, str]:
    """What each mediator declared last, in words."""
    found = {}
    for fact in facts.all("declare"):
        found[fact.get("party")] = "；".join(filter(None, ("、".join(fact.get("kins", ())), fact.get("relatives", ""))))
    for party in facts.parties:
        if party.get("declared_kin"):
            found.setdefault(party.n, party.get("declared_kin"))
    return found


def record_rows(facts: Facts) -> Iterator[dict[str, Any]]:
    """Training, honours, discipline and injuries, one row a person."""
    for fact in facts.all(*RECORD_OF):
        for n in fact.get("who") or [fact.get("party")]:
            yield {
                "mediator_n": n,
                "kind": RECORD_OF[fact.action],
                "on": fact.happened_on,
                "entry_seq": fact.seq,
                **_record(fact),
            }


def _record(fact: Fact) -> dict[str, Any]:
    number = fact.get("document_no", "")
    if fact.action == "train":
        return {"title": fact.get("subject", ""), "organiser": fact.get("organiser", ""), "hours": fact.get("hours")}
    if fact.action == "honour":
        return {
            "title": fact.get("title", ""),
            "organiser": fact.get("organiser", ""),
            "level": fact.get("level", ""),
            "document_no": number,
        }
    if fact.action == "discipline":
        faults = dict(codes.FAULTS)
        said = "、".join(faults.get(each, each) for each in fact.get("faults", ()))
        return {"title": said, "level": fact.get("measure", ""), "document_no": number}
    return {"title": str(fact.get("facts", ""))[:200], "level": fact.get("harm", "")}
