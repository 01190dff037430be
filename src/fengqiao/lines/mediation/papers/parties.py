"""The parties as papers print them: their rows, their ages, who acts for them, and whose contact data stays off."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from fengqiao.documents import Conditional, PartiesBlock, Rows, Slot
from fengqiao.lines.mediation import codes
from fengqiao.lines.mediation.papers.wording import ALSO, label
from fengqiao.matter.timeline import PARTY_CHANGE, Facts, PartyFact, read_once
from fengqiao.vault import VaultError, age_on, parse_id_number

HIDDEN = "（按当事人要求不载明）"
LEAST_ADDRESS = 6  # a shorter address, such as a town's name, says nothing and stands in other words too

_SIDE = Slot("side", "地位")
_PHONE = Slot("phone", "联系方式", required=True)
PERSON = (
    _SIDE, Slot("name", "姓名", required=True), Slot("sex", "性别", required=True), Slot("ethnicity", "民族"),
    Slot("age", "年龄", required=True), Slot("occupation", "职业或职务"), _PHONE,
    Slot("address", "单位或住址", required=True), Slot("agent", "代理人"),
)  # fmt: skip
ORGANISATION = (
    _SIDE, Slot("name", "名称", required=True), Slot("address", "地址", required=True),
    Slot("legal_representative", "法定代表人（负责人）", required=True), _PHONE, Slot("agent", "代理人"),
)  # fmt: skip
HAS_AGENTS = Slot("has_agents", "有代理人", kind="flag")

Lines = tuple[tuple[tuple[str, float], ...], ...]
_PERSON_LINES: Lines = (
    (("name", 3.4), ("sex", 1), ("ethnicity", 1.4), ("age", 1.4)), (("occupation", 1), ("phone", 1.3)),
    (("address", 1),),
)  # fmt: skip
_ORGANISATION_LINES: Lines = ((("name", 1),), (("address", 1),), (("legal_representative", 1), ("phone", 1.5)))
_AGENT: Lines = ((("agent", 1),),)


def party_rows(name: str = "parties", word: str = "当事人") -> Rows:
    """The slot of a group of parties; every paper has at least one of them."""
    return Rows(name, word, required=True, fields=PERSON, organisation_fields=ORGANISATION)


def parties_block(rows: Rows) -> Conditional:
    """The parties line by line; the line of agents only where somebody has one."""
    return Conditional(
        HAS_AGENTS,
        (PartiesBlock(rows, _PERSON_LINES + _AGENT, _ORGANISATION_LINES + _AGENT, lead=rows.label),),
        (PartiesBlock(rows, _PERSON_LINES, _ORGANISATION_LINES, lead=rows.label),),
    )


def party_row(party: PartyFact, on: date, *, hidden: bool) -> dict[str, Any]:
    """One party on the paper's day. ``hidden`` takes the contact data of a person off."""
    given = {
        "side": label(codes.SIDES, party.side), "name": party.name, "agent": agent(party),
        "phone": party.get("phone", ""), "address": party.get("address", ""),
    }  # fmt: skip
    if not is_person(party):
        return {**given, "is_organisation": True, "legal_representative": party.get("representative", "")}
    if hidden:
        given |= {"phone": HIDDEN, "address": HIDDEN}
    return {
        **given, "sex": sex(party, on), "ethnicity": party.get("ethnicity", ""), "age": age(party, on),
        "occupation": party.get("occupation", ""),
    }  # fmt: skip


def is_person(party: PartyFact) -> bool:
    return bool(party.get("kind", codes.PERSON) == codes.PERSON)


def agent(party: PartyFact) -> str:
    """Who acts for the party: 王建国（法定代理人，父亲）、张敏（委托代理人）."""
    found = []
    if is_person(party) and party.get("representative"):
        relation = party.get("representative_relation")
        found.append(f"{party.get('representative')}（法定代理人{'，' + relation if relation else ''}）")
    if party.get("proxy"):
        found.append(f"{party.get('proxy')}（委托代理人）")
    return ALSO.join(found)


def has_agents(parties: Iterable[PartyFact]) -> bool:
    return any(agent(party) for party in parties)


def sex(party: PartyFact, on: date) -> str:
    """男 or 女, as given or as the identity number says."""
    return label(codes.SEXES, party.get("sex")) or _in_id_number(party, on)[1]


def birth_on(party: PartyFact, on: date) -> date | None:
    """The birth date, from the identity number, else as given."""
    given = party.get("birth_on")
    return _in_id_number(party, on)[0] or (date.fromisoformat(given) if given else None)


def age(party: PartyFact, on: date) -> str:
    """46岁 on that day; empty when nobody said when the person was born."""
    born = birth_on(party, on)
    return f"{age_on(born, on)}岁" if born and born <= on else ""


def _in_id_number(party: PartyFact, on: date) -> tuple[date | None, str]:
    if not party.get("id_no"):
        return None, ""
    try:
        found = parse_id_number(party.get("id_no"), today=on)
    except VaultError:
        return None, ""
    return found.birth_on, found.sex


def hides_contacts(facts: Facts, restricted: str = "") -> bool:
    """Whether the matter touches domestic violence: then no paper tells one side where the other is to be found.

    Who is the victim is not recorded, and the one who applies is not always the victim: no person's address is
    printed.
    """
    return restricted == "violence" or _told_of_violence(facts)


@read_once
def _told_of_violence(facts: Facts) -> bool:
    said = {fact.get("restricted") for fact in facts.all("restrict")}
    return "violence" in said or any("violence" in fact.get("flags", ()) for fact in facts)


def contacts(facts: Facts, but_side: str = "") -> set[str]:
    """Telephone numbers and addresses of the persons, earlier ones included, except those of one side."""
    shown = {party.n for party in facts.parties if not is_person(party) or party.side == but_side}
    found: set[str] = set()
    for fact in facts:
        rows = [row for row in fact.data.get("parties") or () if row.get("n") not in shown]
        if fact.action == PARTY_CHANGE and fact.get("party") not in shown:
            rows.append(fact.get("changes", {}))
        for row in rows:
            found |= {row.get("phone") or "", row.get("address") or ""}
    return {text for text in found if len(text) >= LEAST_ADDRESS}


def without(value: Any, secrets: Collection[str]) -> Any:
    """The value with every secret in any of its texts replaced."""
    if not secrets:
        return value
    if isinstance(value, str):
        for secret in sorted(secrets, key=len, reverse=True):
            value = value.replace(secret, HIDDEN)
        return value
    if isinstance(value, dict):
        return {key: without(inner, secrets) for key, inner in value.items()}
    if isinstance(value, list):
        return [without(inner, secrets) for inner in value]
    return value
