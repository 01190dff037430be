"""What follows from an application's facts: who applies, from when the clock runs, the table's verdict, what is handed on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from fengqiao.lines.legalaid import codes, means
from fengqiao.lines.legalaid.campaigns import Applicant
from fengqiao.lines.legalaid.eligibility import Question, Verdict, judge
from fengqiao.matter.timeline import Fact, Facts, PartyFact, read_once
from fengqiao.vault import VaultError, age_on, parse_id_number

SHORT_DAYS, ALARM_DAYS = 7, 15  # 不足七日; the alert's wider window


def received_on(facts: Facts) -> date | None:
    """The day of receipt at whichever point: there the seven days begin."""
    return facts.opening.happened_on if len(facts) else None


def of_side(facts: Facts, side: str) -> list[PartyFact]:
    return [party for party in facts.present_parties if party.side == side]


def applicants(facts: Facts) -> list[PartyFact]:
    return of_side(facts, codes.APPLICANT)


def opponents(facts: Facts) -> list[PartyFact]:
    return of_side(facts, codes.OPPONENT)


def agent(facts: Facts) -> PartyFact | None:
    return next(iter(of_side(facts, codes.AGENT)), None)


def born_and_sex(row: Mapping[str, Any] | PartyFact, today: date) -> tuple[date | None, str]:
    """As the identity number says, else as told."""
    number = row.get("id_no")
    if number:
        with suppress(VaultError):
            read = parse_id_number(str(number), today=today)
            return read.birth_on, read.sex
    told = row.get("birth_on")
    born = None
    with suppress(ValueError):
        born = date.fromisoformat(str(told)) if told else None
    return born, str(row.get("sex") or "")


def age(row: Mapping[str, Any] | PartyFact, day: date) -> int | None:
    """Full years on the day, the birthday included; None where the birth is not known or lies ahead."""
    born, _ = born_and_sex(row, day)
    return age_on(born, day) if born is not None and born <= day else None


def applicant_of(rows: Iterable[Mapping[str, Any] | PartyFact], day: date, groups: tuple[str, ...] = ()) -> Applicant:
    """The first applicant as the campaigns ask."""
    first = next((row for row in rows if row.get("side") == codes.APPLICANT), None)
    if first is None:
        return Applicant(None, "")
    return Applicant(age(first, day), born_and_sex(first, day)[1], groups)


@read_once
def head(facts: Facts) -> str:
    """The head of article 32 that is claimed; empty where none is."""
    return str(facts.value("head", ""))


def is_violent(facts: Facts) -> bool:
    """Violence at home, or a ward infringed by the guardian: nobody of that side hears anything."""
    return head(facts) == codes.ABUSED or "violence" in facts.value("concerns", ()) or _infringed(facts)


def _infringed(facts: Facts) -> bool:
    return any(party.get("agent_kind") == codes.OTHER_STATUTORY for party in of_side(facts, codes.AGENT))


def is_minor(facts: Facts) -> bool:
    """Whether an applicant was under eighteen on the day of receipt."""
    day = received_on(facts)
    ages = [age(party, day) for party in applicants(facts)] if day else []
    return any(found is not None and found < 18 for found in ages)


def restricted(facts: Facts) -> str:
    return "violence" if is_violent(facts) else "minor" if is_minor(facts) else ""


def days_left(facts: Facts, day: date) -> int | None:
    """Days from ``day`` to the end of limitation or period; None where it is not known."""
    ends = facts.value("limitation_on")
    return (date.fromisoformat(ends) - day).days if ends else None


def campaigns(facts: Facts) -> list[str]:
    """As derived at receipt, or as last changed by a person."""
    changed = facts.last("set_tags")
    if changed is not None:
        return list(changed.get("campaigns", ()))
    return list(_derived(facts))


def campaign_reasons(facts: Facts) -> list[tuple[str, str]]:
    changed, words = facts.last("set_tags"), dict(codes.CAMPAIGNS)
    if changed is not None:
        return [(words[code], f"人工：{changed.get('why')}") for code in changed.get("campaigns", ())]
    return [(words[code], why) for code, why in _derived(facts).items()]


def _derived(facts: Facts) -> dict[str, str]:
    """In the order of the list: what was kept by code comes back from the database in another."""
    kept = facts.opening.get("tags", {})
    return {code: kept[code] for code, _ in codes.CAMPAIGNS if code in kept}


# The table -------------------------------------------------------------------------------------------------------------


def opponent_lives_with(facts: Facts) -> bool:
    return any(party.get("lives_with") for party in opponents(facts))


def reckoned(facts: Facts) -> means.Reckoned | None:
    """The means as last stated, against the standard kept with the statement."""
    fact = facts.last("state_means")
    kept = fact.get("standard_kept") if fact is not None else None
    if fact is None or not kept:
        return None
    return means.reckon(fact.data, means.Standard(**kept), means.basis_of(opponent_lives_with(facts)))


def question(facts: Facts, said: Mapping[str, Any]) -> Question:
    """What the table is asked, of the facts and of what the reviewer says."""
    proof, exempt = facts.last("prove_head"), facts.last("prove_exempt")
    return Question(
        matter=str(facts.value("matter_code", "")), in_scope=said.get("in_scope", "yes") == "yes", competent=said.get("competent", "yes") == "yes",
        entitled=said.get("entitled", "yes") == "yes", head=head(facts), head_proved=bool(proof and proof.get("proofs")),
        exempt=str(exempt.get("exempt", "")) if exempt else "", exempt_proved=exempt is not None, exempt_valid=_valid(facts, exempt),
        no_fixed_income=bool(exempt and exempt.get("no_fixed_income")), opponent_lives_with=opponent_lives_with(facts), means=reckoned(facts),
    )  # fmt: skip


def _valid(facts: Facts, exempt: Fact | None) -> bool:
    """Whether the proof was valid on the day of receipt, both ends included."""
    day = received_on(facts)
    if exempt is None or day is None:
        return False
    begins, ends = exempt.day("valid_from"), exempt.day("valid_to")
    return (begins is None or begins <= day) and (ends is None or day <= ends)


def verdict(facts: Facts, said: Mapping[str, Any]) -> Verdict:
    return judge(question(facts, said))


# What a case is told ---------------------------------------------------------------------------------------------------


def handed_over(facts: Facts) -> dict[str, Any]:
    """The codes and numbers of the event; the people are read by ``gives``."""
    first = facts.last("first_aid")
    recipient = next(iter(applicants(facts)), None)
    return {
        "aid_form": str(facts.value("aid_form", "")), "matter_code": str(facts.value("matter_code", "")), "cause": str(facts.value("cause", "")),
        "stage": str(facts.value("stage", "")), "recipient": recipient.n if recipient else 0, "organ": str(facts.value("organ", "")),
        "opponents": ",".join(str(party.n) for party in opponents(facts)), "urgent": int(first is not None),
        "formalities_by": str(first.get("formalities_by", "")) if first else "",
    }  # fmt: skip
