"""What is known of a legal aid case, read from the facts. Pure; asking twice gives the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fengqiao.lines.aidcases import codes
from fengqiao.matter.timeline import Fact, Facts, PartyFact, read_once
from fengqiao.vault import VaultError, age_on, parse_id_number

LETTERS = ("receive", "renotice")
NAMES = ("assign", "name")
ADULT, OLD = 18, 60


def recipient(facts: Facts) -> PartyFact | None:
    """The one who is helped; of several the first."""
    return next(iter(recipients(facts)), None)


def recipients(facts: Facts) -> list[PartyFact]:
    """Everybody who is helped in this case: co-workers who applied together are one case. Who left is none, unless all did."""
    found = [party for party in facts.parties if party.side in ("", codes.RECIPIENT)]
    return [party for party in found if party.left_on is None] or found


def agent(facts: Facts) -> PartyFact | None:
    """Who acts for a recipient without full capacity, or in custody."""
    return next((party for party in facts.present_parties if party.side == codes.AGENT), None)


def is_violent(facts: Facts) -> bool:
    """Violence at home, or a ward infringed by the guardian: nobody of that side hears anything."""
    return bool(facts.value("protect") == codes.VIOLENCE)


def opponents(facts: Facts) -> list[PartyFact]:
    return [party for party in facts.parties if party.side == codes.OPPONENT]


SAFETY = ("protect", "may_call", "may_sms", "quiet_hours", "code_word", "forbidden")


def safety(facts: Facts, today: date) -> dict[str, object]:
    """How the recipient may be reached, as last said."""
    return {name: value for name in SAFETY if (value := facts.value(name)) is not None}


def by_letter(facts: Facts) -> bool:
    """Whether an organ's letter opened it: no application, no means, no review."""
    return facts.opening.action == "receive"


def origin(facts: Facts) -> str:
    return str(facts.opening.get("origin") or (codes.DEFENCE if by_letter(facts) else codes.APPLIED))


def letter(facts: Facts) -> Fact | None:
    """The organ's letter that is to be answered now."""
    return facts.last(*LETTERS)


def ground(facts: Facts) -> str:
    """Why the organ notified, as its last letter says."""
    fact = letter(facts)
    return str(fact.get("ground", "")) if fact else ""


def born_on(facts: Facts) -> date | None:
    who = next((p for p in facts.parties_as_told if p.side in ("", codes.RECIPIENT)), None)
    return _born(who.data, facts.opening.happened_on) if who else None


def _born(row: object, today: date) -> date | None:
    get = row.get  # type: ignore[attr-defined]
    if get("birth_on"):
        return date.fromisoformat(get("birth_on"))
    try:
        return parse_id_number(get("id_no"), today=today).birth_on if get("id_no") else None
    except VaultError:
        return None


def is_minor(facts: Facts) -> bool:
    """Said by the letter, or one of the recipients is under eighteen: in criminal matters until the day AFTER the birthday, in others until it."""
    if ground(facts) == codes.MINOR:
        return True
    day = facts.opening.happened_on - timedelta(days=aid_form(facts) in codes.LAWYERS_ONLY)
    return any(years < ADULT for years in _ages(facts, day))


def _ages(facts: Facts, day: date) -> list[int]:
    """Of the recipients whose birth is known, the full years on a day."""
    births = [_born(party.data, day) for party in facts.parties_as_told if party.side in ("", codes.RECIPIENT) and party.left_on is None]
    return [age_on(born, day) for born in births if born is not None and born <= day]


def campaigns(facts: Facts) -> list[str]:
    """五个专项维权行动 it belongs to: as the application had it; of a letter, or of what another centre sent, by age."""
    if facts.opening.action == "opened":
        told = facts.opening.get("campaigns", ())
        return [code for code, _ in codes.CAMPAIGNS if code in told]
    old = any(years >= OLD for years in _ages(facts, facts.opening.happened_on))
    return [*([codes.MINORS] if is_minor(facts) else []), *([codes.ELDERLY] if old else [])]


def is_mandatory(facts: Facts) -> bool:
    """Whether the organ had to notify (法律援助法25第一款、28)."""
    return by_letter(facts) and (ground(facts) in codes.MANDATORY or is_minor(facts))


def is_grave(facts: Facts) -> bool:
    """Life imprisonment, death, or the review of a death sentence: three years of practice are asked (法律援助法26)."""
    return ground(facts) in codes.GRAVE or bool(facts.opening.get("grave"))


def aid_form(facts: Facts) -> str:
    if by_letter(facts):
        return codes.DEFENDED if facts.opening.get("origin", codes.DEFENCE) == codes.DEFENCE else codes.CRIMINAL
    return str(facts.opening.get("aid_form", ""))


def stage_code(facts: Facts) -> str:
    return str(facts.value("case_stage", ""))


def organ(facts: Facts) -> str:
    return str(facts.value("organ", ""))


# Assignment --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Assigned:
    """One assignment: by which entry, the unit, the person once named, as the register said it then."""

    n: int
    on: date
    org: str
    org_name: str
    handler: str = ""
    handler_name: str = ""
    licence_no: str = ""
    phone: str = ""
    kind: str = ""
    staff_id: int | None = None
    named_on: date | None = None
    mode: str = ""
    overridden: bool = False
    override_reason: str = ""
    by_id: int | None = None
    ended: str = ""
    ended_on: date | None = None
    declined: str = ""
    fault: str = ""
    points: int = 0
    level: int | None = None
    minutes: int | None = None


ENDS_ONE = {"decline": "declined", "turn_down": "declined", "grant_change": "changed", "renotice": "refused", "terminate": "terminated", "move_taken": "moved"}
LIFTED, JUDGED = "lifted", "judge_fault"


@read_once
def assignments(facts: Facts) -> Sequence[Assigned]:
    """Every assignment in the order it was made; the last one stands unless it has ended."""
    found: list[Assigned] = []
    for fact in facts.all(*NAMES, *ENDS_ONE, LIFTED, JUDGED):
        if fact.action == "assign":
            found.append(_assigned(fact, facts))
        elif fact.action == LIFTED:
            if found and found[-1].ended == "terminated":  # who had the case has it again
                found[-1] = _replaced(found[-1], ended="", ended_on=None)
        elif fact.action == JUDGED:
            found = [_replaced(one, fault=fact.get("fault")) if one.fault == codes.UNDECIDED else one for one in found]
        elif found and not found[-1].ended and fact.action == "name":
            found[-1] = _named(found[-1], fact)
        elif found and not found[-1].ended:
            declined = str(fact.get("decline", "")) if ENDS_ONE[fact.action] == "declined" else ""
            found[-1] = _replaced(found[-1], ended=ENDS_ONE[fact.action], ended_on=fact.happened_on, declined=declined, fault=str(fact.get("fault", "")))
    return tuple(found)


def _replaced(one: Assigned, **changes: object) -> Assigned:
    return Assigned(**{**vars(one), **changes})


def _assigned(fact: Fact, facts: Facts) -> Assigned:
    asked = [each for each in facts.all("ask_override") if each.seq < fact.seq] if fact.get("override") else []
    one = Assigned(
        fact.seq, fact.happened_on, str(fact.get("org", "")), str(fact.get("org_name", "")), mode=str(fact.get("mode", "")), by_id=fact.actor_id,
        overridden=bool(fact.get("override")), override_reason=str(asked[-1].get("override_reason", "")) if asked else "", points=int(fact.get("points", 0)),
    )  # fmt: skip
    return _named(one, fact) if fact.get("handler_name") else one


def _named(one: Assigned, fact: Fact) -> Assigned:
    return _replaced(
        one, handler=str(fact.get("handler", "")), handler_name=str(fact.get("handler_name", "")), licence_no=str(fact.get("licence_no", "")),
        phone=str(fact.get("office_phone", "")), kind=str(fact.get("handler_kind", "")), staff_id=fact.get("handler_staff"), named_on=fact.happened_on,
        level=fact.get("level"), minutes=fact.get("minutes"),
    )  # fmt: skip


def assigned(facts: Facts) -> Assigned | None:
    """The assignment that stands."""
    made = assignments(facts)
    return made[-1] if made and not made[-1].ended else None


def last_assigned(facts: Facts) -> Assigned | None:
    """The last one, even where it has ended with the case."""
    made = assignments(facts)
    return made[-1] if made else None


# what shows that the person named has taken the case, whether or not it was said in so many words
TAKES = ("accept", "sign", "not_signed", "work", "tell", "report_grave", "refuse_defence", "hand_over", "close")


def offered(facts: Facts) -> Assigned | None:
    """The assignment whose person has not answered yet. Who has no account here answers by other ways: nothing is waited for."""
    one = assigned(facts)
    if one is None or one.named_on is None or one.staff_id is None:
        return None
    named = facts.last(*NAMES)
    return None if named is None or any(fact.seq > named.seq for fact in facts.all(*TAKES)) else one


def found_no_conflict(facts: Facts) -> bool:
    """Whether the person named has looked at the names and declared that there is no conflict."""
    named, said = facts.last(*NAMES), facts.last("no_conflict")
    return named is not None and said is not None and said.seq > named.seq


def handler(facts: Facts) -> Assigned | None:
    """Who has the case and may read it: the one named, once no conflict was declared or the work was begun; after a termination, or a move to
    another centre, still the one who hands in its file."""
    one = last_assigned(facts)
    if one is None or one.ended not in ("", "terminated", "moved") or (offered(facts) is not None and not found_no_conflict(facts)):
        return None
    return one


def named_on(facts: Facts) -> date | None:
    """The first day on which somebody was named."""
    return next((each.named_on for each in assignments(facts) if each.named_on), None)


def named_since(facts: Facts, seq: int) -> date | None:
    """The first naming behind an entry."""
    rows = [fact for fact in facts.all(*NAMES) if fact.get("handler_name") and fact.seq > seq]
    return min((fact.happened_on for fact in rows), default=None)


def removed(facts: Facts) -> list[str]:
    """The handlers who are not to have the case again: changed, refused by the recipient, or who declined (H11, H12)."""
    return [each.handler for each in assignments(facts) if each.handler and each.ended in ("changed", "refused", "declined")]


# Handling ----------------------------------------------------------------------------------------------------------------


def _since(facts: Facts) -> int:
    """The entry from which the present handler has the case; 0 where nobody has."""
    one = assigned(facts) or last_assigned(facts)
    return one.n if one else 0


def work(facts: Facts) -> list[Fact]:
    """What the present handler did."""
    since = _since(facts)
    return [fact for fact in facts.all("work") if fact.seq > since]


def has_met(facts: Facts) -> bool:
    return any(fact.get("kind") in codes.MET for fact in work(facts))


def first_met_on(facts: Facts, key: str = "") -> date | None:
    return min((fact.happened_on for fact in work(facts) if fact.get("kind") in codes.MET), default=None)


def agreed_on(facts: Facts) -> date | None:
    """When the present handler's agreement was signed, or why not was recorded."""
    since = _since(facts)
    return min((fact.happened_on for fact in facts.all("sign", "not_signed") if fact.seq > since), default=None)


def is_stopped(facts: Facts) -> bool:
    fact = facts.last("stop_work", "grant_change", "resume_work")
    return fact is not None and fact.action == "stop_work"


def change_asked(facts: Facts) -> Fact | None:
    """The request to change the handler that waits for a decision."""
    fact = facts.last("ask_change", "grant_change", "refuse_change", "drop_change")
    return fact if fact is not None and fact.action == "ask_change" else None


def changed_with_fault(facts: Facts) -> bool:
    return any(one.fault == codes.AT_FAULT for one in assignments(facts))


def fault_undecided(facts: Facts) -> bool:
    """Whether it is still to be judged if a handler who was changed was at fault: until then nothing is paid for that part."""
    return any(one.fault == codes.UNDECIDED for one in assignments(facts))


# The end -----------------------------------------------------------------------------------------------------------------


def termination(facts: Facts) -> Fact | None:
    """The decision to terminate that stands; one that the bureau had lifted stands no more."""
    fact = facts.last("terminate", LIFTED)
    return fact if fact is not None and fact.action == "terminate" else None


def _before_lifting(facts: Facts) -> int:
    """The entry with which a termination was last lifted: what was served and handed in before belongs to it; 0 without."""
    fact = facts.last(LIFTED)
    return fact.seq if fact else 0


def hand_ins(facts: Facts) -> list[Fact]:
    """The times the file was handed in, without those upon a termination that was lifted."""
    since = _before_lifting(facts)
    return [fact for fact in facts.all("hand_in") if fact.seq > since]


def passed(facts: Facts) -> Fact | None:
    """The entry with which the file passed."""
    since = _before_lifting(facts)
    return next((fact for fact in facts.all("pass_file") if fact.seq > since), None)


def closing_day(facts: Facts) -> date | None:
    """结案日: the day of the document, never that of its upload; of a termination the day it reached the unit."""
    fact = facts.last("close", "terminate", LIFTED)
    if fact is None or fact.action == LIFTED:
        return None
    if fact.action == "close":
        return fact.day("closing_day")
    return served_on(facts, "unit")


def served_on(facts: Facts, addressee: str) -> date | None:
    """When a termination reached one of its three addressees."""
    since = _before_lifting(facts)
    for fact in facts.all("serve"):
        if fact.seq > since and fact.get("addressee") == addressee:
            return fact.day("served_on") or fact.happened_on
    return None


def to_be_served(facts: Facts) -> list[str]:
    """Whom a termination has to reach."""
    if termination(facts) is None:
        return []
    known = ["recipient", *(["unit"] if last_assigned(facts) else []), *(["organ"] if organ(facts) else [])]
    return [each for each in known if served_on(facts, each) is None]


def outcome(facts: Facts) -> str:
    fact = facts.last("close", "terminate", LIFTED)
    return "" if fact is None or fact.action == LIFTED else "terminated" if fact.action == "terminate" else str(fact.get("outcome", ""))


def recovered_fen(facts: Facts) -> int | None:
    fact = facts.last("close")
    return fact.get("recovered") if fact else None


def points(facts: Facts) -> int:
    """工作量分 by the bureau's table; for a group of co-workers one more for every five, five at most."""
    form, stage = aid_form(facts), stage_code(facts)
    base = codes.GRAVE_POINTS if is_grave(facts) else codes.STAGE_POINTS.get(stage, codes.POINTS.get(form, 4)) if form in codes.LAWYERS_ONLY else codes.POINTS.get(form, 4)
    helped = sum(party.side in ("", codes.RECIPIENT) for party in facts.parties)
    return base + min(helped // 5, 5)
