"""What happens in an invented case, step by step: who does what on which day, and where the case comes to rest."""

from __future__ import annotations

import random
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from fengqiao.demo.shapes import CommitteePlan
from fengqiao.demo.telling import Told
from fengqiao.lines.mediation import procedure as p
from fengqiao.matter.everyday import scan_signed
from fengqiao.matter.procedure import Action
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office

RESTS = ("pending", "accepted", "assigned", "mediating", "suspended", "signing", "ended")  # where somebody is at work
ASIDE = ("declined", "withdrawn", "escalated", "voided")  # cases that end beside the main line
UNFINISHED = ("performed", "closed")  # one step is still missing
FAILS, SPOKEN = 0.06, 0.75
SEXES = {"男": "1", "女": "2"}


@dataclass(frozen=True)
class Crew:
    """Who works a committee's cases."""

    plan: CommitteePlan
    office: Office
    head: Actor
    mediators: tuple[Actor, ...]


@dataclass(frozen=True)
class Act:
    """One step: who does what on which day."""

    actor: Actor
    action: Action
    data: dict[str, Any]
    on: date


@dataclass(frozen=True)
class Case:
    """A story and its people. ``fate`` is the stage it comes to rest in; empty: it lives on as long as there is time."""

    told: Told
    crew: Crew
    mediator: Actor
    opened_on: date
    consented_on: date
    met_on: date
    fate: str = ""

    @property
    def everybody(self) -> list[int]:
        return [party.n for party in self.told.parties]


def acts_of(case: Case, rng: random.Random) -> Iterator[Act]:
    """All steps of a case in order of their days, those that lie in the future too."""
    told, head, mediator, day = case.told, case.crew.head, case.mediator, case.consented_on
    yield Act(mediator, p.apply, _opening(told), case.opened_on)
    if case.fate == "declined":
        said = {"reason": "N3", "explanation": told.no_agreement, "ways": ["suit"]}
        yield Act(head, p.decline, said, day)
    elif case.fate == "withdrawn":
        yield Act(mediator, p.withdraw, {"reason": "双方已自行和好，申请人撤回申请。"}, day)
    elif case.fate != "pending":
        yield Act(mediator, p.consent, _yes(case), day)
        yield Act(head, p.accept, {"rights_told": True, "open_mode": "closed"}, day)
        yield from _accepted(case, rng)


def _yes(case: Case) -> dict[str, Any]:
    return {"who": case.everybody, "kind": "mediation", "answer": "yes", "way": "signature"}


def _accepted(case: Case, rng: random.Random) -> Iterator[Act]:
    head, mediator, day = case.crew.head, case.mediator, case.consented_on
    if case.fate == "voided":
        yield Act(head, p.void_case, {"reason": "同一纠纷重复登记。"}, day)
    elif case.fate == "escalated":
        said = {"to_committee": "县人民调解委员会", "reason": "涉及人数多、专业性强，本会调解力量不足。"}
        yield Act(head, p.escalate, said, case.met_on)
    elif case.fate != "accepted":
        given = {"mediator": mediator.staff_id, "chosen_by": rng.choice(("committee", "parties")), "kin": "none"}
        yield Act(head, p.assign, given, day)
        if case.fate != "assigned":
            yield from _met(case, rng)


def _met(case: Case, rng: random.Random) -> Iterator[Act]:
    told, day = case.told, case.met_on
    met = {"place": "调解室", "present": case.everybody, "statements": told.said, "course": told.course}
    oral = told.story.oral and rng.random() < SPOKEN and case.fate != "signing"
    if case.fate == "ended" or (not case.fate and rng.random() < FAILS):
        yield from _failing(case, met, rng)
        return
    unsettled = oral or case.fate in ("mediating", "suspended")
    yield Act(case.mediator, p.session, {**met, "result": "3" if unsettled else "1"}, day)
    if case.fate == "suspended":
        yield Act(
            case.crew.head, p.suspend, {"reason": "appraisal", "explanation": "双方同意委托评估损失，等评估意见。"}, day
        )
    elif case.fate != "mediating":
        since = yield from (_spoken(case) if oral else _written(case, rng))
        if case.fate != "signing":
            yield from _afterwards(case, since, rng)


def _failing(case: Case, met: dict[str, Any], rng: random.Random) -> Iterator[Act]:
    why, day = case.told.no_agreement, case.met_on
    yield Act(case.mediator, p.session, {**met, "course": why, "result": "2", "failed_reason": why}, day)
    yield Act(case.mediator, p.end, {"reason": "no_prospect", "explanation": why, "ways": ["suit"]}, day)
    if case.fate != "ended":
        yield from _closing(case, day, rng)


def _spoken(case: Case) -> Generator[Act, None, date]:
    """The agreement by word of mouth; the day it counts from."""
    told = case.told
    data = {
        "facts": told.facts,
        "agreed": "；".join(told.terms),
        "items": _items(told),
        "total": told.agreed_fen or None,
    }
    yield Act(case.mediator, p.reach_oral, data, case.met_on)
    return case.met_on


def _written(case: Case, rng: random.Random) -> Generator[Act, None, date]:
    """The agreement in writing; the day it counts from: that of the seal, which here and there comes some days later."""
    told, mediator, day = case.told, case.mediator, case.met_on
    terms = [{"text": text} for text in told.terms]
    draft = {"facts": told.facts, "terms": terms, "items": _items(told), "total": told.agreed_fen or None}
    yield Act(mediator, p.draft_agreement, draft, day)
    if case.fate == "signing":
        return day
    on = day.isoformat()
    signatures = [{"party": n, "way": rng.choice(("signature", "fingerprint")), "on": on} for n in case.everybody]
    data = {"signatures": signatures, "mediator": mediator.staff_id, "mediator_on": on}
    if case.fate or rng.random() > 0.04:
        yield Act(mediator, p.sign, data | {"seal_on": on}, day)
    else:
        yield Act(mediator, p.sign, data, day)
        day += timedelta(days=rng.randint(2, 6))
        yield Act(mediator, p.sign, {"seal_on": day.isoformat()}, day)
    yield Act(mediator, scan_signed, {}, day)
    if rng.random() < 0.4:
        yield Act(mediator, p.confirm_inform, {}, day)
    return day


def _afterwards(case: Case, since: date, rng: random.Random) -> Iterator[Act]:
    mediator, last = case.mediator, since
    for n, row in enumerate(_items(case.told), 1):
        due = date.fromisoformat(row["due_on"])
        if not case.fate and rng.random() < 0.1:
            until = (due + timedelta(days=15)).isoformat()
            yield Act(mediator, p.urge, {"item": n, "until": until}, max(due + timedelta(days=3), last))
            if rng.random() < 0.5:
                return
            due += timedelta(days=12)
        last = max(last, due - timedelta(days=rng.choice((0, 0, 1, 3))))
        done = {"item": n, "complete": True} | ({"amount": row["amount"]} if row.get("amount") else {})
        yield Act(mediator, p.perform, {**done, "evidence": "收条"}, last)
    if case.fate == "performed":
        return
    last += timedelta(days=rng.randint(3, 14))
    visited = {"way": rng.choice(("door", "phone")), "performance": case.told.visit, "satisfaction": "yes"}
    yield Act(mediator, p.visit, visited, last)
    yield from _closing(case, last + timedelta(days=rng.randint(0, 3)), rng)


def _closing(case: Case, day: date, rng: random.Random) -> Iterator[Act]:
    yield Act(case.crew.head, p.close, {"opinion": "同意结案。"}, day)
    if case.fate != "closed":
        yield Act(case.crew.head, p.archive, {"retention": "long"}, day + timedelta(days=rng.randint(2, 20)))


def _opening(told: Told) -> dict[str, Any]:
    story = told.story
    parties: Sequence[dict[str, Any]] = [
        {
            "side": party.side, "kind": party.kind, "name": party.name, "phone": party.phone, "address": party.address,
            "occupation": party.occupation, "representative": party.representative,
            "sex": SEXES[party.person.sex] if party.person else "", "id_no": party.person.id_number if party.person else "",
            "ethnicity": party.person.ethnicity if party.person else "",
        }
        for party in told.parties
    ]  # fmt: skip
    return {
        "source": story.source, "regime": story.regime, "parties": [given(row) for row in parties], "type": story.type,
        "summary": told.facts, "claim": told.claim, "amount_claimed": told.claimed_fen, "people_count": story.people,
        "difficulty": story.difficulty, "prediction": story.prediction, "flags": list(story.flags), "from_organ": told.from_organ,
    }  # fmt: skip


def _items(told: Told) -> list[dict[str, Any]]:
    return [
        given(
            {
                "what": item.what, "kind": item.kind, "debtor": item.debtor, "creditor": item.creditor,
                "amount": item.amount_fen, "due_on": item.due_on.isoformat(), "manner": item.manner,
            }
        )
        for item in told.items
    ]  # fmt: skip


def given(data: dict[str, Any]) -> dict[str, Any]:
    """What was filled in: values that are nothing left out."""
    return {name: value for name, value in data.items() if value not in (None, "", [])}
