"""What stands on the notice to the court: the committee as it is composed on the day, with what changed. 人民调解法 10."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from fengqiao.documents import PaperKind, chinese_date
from fengqiao.lines.mediation.codes import HOSTS, SEXES
from fengqiao.lines.mediation.committees import codes, composition, terms
from fengqiao.lines.mediation.committees.roster import Member, roster
from fengqiao.lines.mediation.committees.standards import papers as standards
from fengqiao.matter.timeline import LEAVES, PARTY_CHANGE, PARTY_LEAVE, Fact, Facts

if TYPE_CHECKING:
    from fengqiao.matter.papers import PaperContext


def values(context: PaperContext, kind: PaperKind) -> dict[str, Any]:
    """The values of one of the committee's papers; empty for any other."""
    if kind.code in standards.KINDS:
        return standards.values(context, kind, _bureau(context))
    if context.fact is None or kind.code != "committee_notice":
        return {}
    day, body = context.fact.happened_on, composition.body(context.facts)
    known = context.facts.until(day)
    told = terms.told_by(known, context.fact)
    office = context.matter.office
    return {
        "bureau": _bureau(context),
        "court": context.fact.get("court"),
        "committee": context.matter.title,
        "event": _event(told),
        "host": dict(HOSTS).get(body.get("host", ""), ""),
        "term": _term(known),
        "contact": "，".join(filter(None, (body.get("place") or office.address, body.get("body_phone") or office.phone))),
        "members": [_row(m, told, day) for m in roster(known) if _belongs(m, told, day)],
        "made_on": chinese_date(day),
    }  # fmt: skip


def _bureau(context: PaperContext) -> str:
    from fengqiao.divisions.territory import compose
    from fengqiao.orgs.models import Office

    county = context.matter.territory // 10**9
    found = Office.objects.filter(territory=compose(county)).values_list("name", flat=True).first()
    return found or "司法局"


def _event(told: list[Fact]) -> str:
    actions = {fact.action for fact in told}
    if terms.REVOKE in actions:
        return "撤销"
    if actions & {terms.ELECT, terms.TAKE_IN}:
        return "设立"
    return "换届" if terms.RE_ELECT in actions else "人员调整"


def _term(facts: Facts) -> str:
    term = terms.current(facts)
    return f"{chinese_date(term.from_on)}至{chinese_date(term.to_on)}" if term else ""


def _belongs(member: Member, told: list[Fact], day: date) -> bool:
    if member.state_on(day) in (codes.PROPOSED, codes.PUBLISHED):
        return False
    return member.left_on is None or bool(_change(member, told))


def _row(member: Member, told: list[Fact], day: date) -> dict[str, str]:
    return {
        "name": member.name, "sex": dict(SEXES).get(member.get("sex", ""), ""), "ethnicity": member.get("ethnicity", ""),
        "post": member.post, "kind": "专职" if member.get("full_time") else "兼职", "change": _change(member, told),
    }  # fmt: skip


def _change(member: Member, told: list[Fact]) -> str:
    """新任, 离任 with its kind, or 变更, if one of the changes told of is about this person."""
    for fact in reversed(told):
        if member.n in fact.get(LEAVES, ()):
            return "届满离任"
        if fact.action == PARTY_LEAVE and fact.get("party") == member.n:
            return f"离任（{fact.get('kind', '')}）"
        if fact.action == PARTY_CHANGE and fact.get("party") == member.n:
            return "变更"
        if fact.action == "appoint" and fact.get("party") == member.n:
            return "新聘"
        if fact.action in (terms.ADD, terms.RE_ELECT) and any(row["n"] == member.n for row in fact.get("parties", ())):
            return "新任"
    return ""
