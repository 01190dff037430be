"""The people of a mediation case: consent, capacity, who must act for whom. 人民调解法 17; 民法典 18-24, 145, 171."""

from __future__ import annotations

from datetime import date

from fengqiao.lines.mediation import codes
from fengqiao.matter.merging import absorbed
from fengqiao.matter.timeline import Facts, PartyFact, read_once
from fengqiao.vault import age_on, mask_name

CONSENT, HEIRS_JOIN = "consent", "heirs_join"
REPRESENTED = ("limited", "none")
TYPE_WORDS = dict(codes.TYPES)


def answers(facts: Facts, kind: str) -> dict[int, str]:
    """Each party's latest answer to one question: yes, no, withdrawn. An applicant's application is a yes to mediation."""
    found: dict[int, str] = {}
    if kind == "mediation" and facts.opening.get("source") == "2":
        found = {party.n: "yes" for party in facts.parties if party.side == codes.APPLICANT}
    for fact in facts:
        if kind == "mediation" and fact.action == HEIRS_JOIN:
            found |= {row["n"]: "yes" for row in fact.get("parties", ())}
        if fact.action == CONSENT and fact.get("kind") == kind:
            found |= {n: fact.get("answer") for n in fact.get("who", ())}
    return found


def without_consent(facts: Facts, kind: str) -> list[PartyFact]:
    """Present parties who have not said yes, third parties left out."""
    given = answers(facts, kind)
    return [p for p in facts.present_parties if p.side != codes.THIRD and given.get(p.n) != "yes"]


def dead(facts: Facts) -> list[PartyFact]:
    """Parties recorded as dead, for whom no heir takes part yet."""
    found = {fact.get("who") for fact in facts.all("death")}
    return [party for party in facts.present_parties if party.n in found]


def refused(facts: Facts) -> PartyFact | None:
    """A present party whose latest word on mediation is no, or who withdrew consent."""
    given = answers(facts, "mediation")
    for party in facts.present_parties:
        if given.get(party.n) in ("no", "withdrawn"):
            return party
    return None


def birth_in(number: str) -> date:
    """The birth date in an identity number that was checked when it was entered."""
    return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))


def birth_on(party: PartyFact) -> date | None:
    """The birth date, from the identity number or as given."""
    number = party.get("id_no")
    if number:
        return birth_in(number)
    given = party.get("birth_on")
    return date.fromisoformat(given) if given else None


def age(party: PartyFact, day: date) -> int | None:
    born = birth_on(party)
    return age_on(born, day) if born else None


def capacity(party: PartyFact, day: date) -> str:
    """full, limited or none: by proof where given, else by age (民法典 17-20); unknown age is taken as full."""
    if party.get("kind", codes.PERSON) != codes.PERSON:
        return "full"
    if party.get("capacity") and party.get("capacity_proof"):
        return str(party.get("capacity"))
    years = age(party, day)
    if years is None or years >= 18:
        return "full"
    return "limited" if years >= 8 else "none"


def unrepresented(facts: Facts, day: date) -> list[PartyFact]:
    """Parties who need a legal representative and have none named."""
    return [p for p in facts.present_parties if capacity(p, day) in REPRESENTED and not p.get("representative")]


def has_minor(facts: Facts) -> bool:
    """Whether a party was under eighteen when the case was opened."""
    day = facts.opening.happened_on
    ages = [age(party, day) for party in facts.parties if party.get("kind", codes.PERSON) == codes.PERSON]
    return any(years is not None and years < 18 for years in ages)


def flags(facts: Facts) -> set[str]:
    """The marks that protect people: those of the case, and of the cases merged into it."""
    brought = {flag for fact in absorbed(facts) for flag in fact.get("flags", ())}
    return set(facts.opening.get("flags", ())) | brought


def names(parties: list[PartyFact]) -> str:
    return "、".join(party.name for party in parties)


def title(facts: Facts, masked: bool = False) -> str:
    """甲与乙邻里纠纷, with 等 where there are more; ``masked`` leaves of each person only the surname."""
    return _masked_title(facts) if masked else _title(facts)


@read_once
def _title(facts: Facts) -> str:
    return _titled(facts, masked=False)


@read_once
def _masked_title(facts: Facts) -> str:
    return _titled(facts, masked=True)


def _titled(facts: Facts, masked: bool) -> str:
    sides: dict[str, list[str]] = {codes.APPLICANT: [], codes.RESPONDENT: []}
    for party in facts.parties:
        if party.side in sides:
            person = party.get("kind", codes.PERSON) == codes.PERSON
            sides[party.side].append(mask_name(party.name) if masked and person else party.name)
    first, second = (words[0] + ("等" if len(words) > 1 else "") if words else "" for words in sides.values())
    word = TYPE_WORDS.get(facts.value("type", "T99"), "纠纷")
    return f"{first}与{second}{word}" if second else f"{first}{word}"
