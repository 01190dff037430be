"""The papers of an application. What leaves the house of a minor or of somebody beaten names neither address nor telephone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from fengqiao.documents import PaperKind, chinese_date
from fengqiao.documents.wording import label, labels, sentence
from fengqiao.lines.legalaid import codes, means
from fengqiao.lines.legalaid import facts as f
from fengqiao.lines.legalaid.eligibility import WORDS, Outcome
from fengqiao.lines.legalaid.papers.applying import (
    ACCEPTANCE,
    APPLICATION,
    COOPERATION,
    DEEMED,
    FORWARDING,
    GAPS,
    MEANS,
    RECEIPT,
    REDIRECTION,
    WITHDRAWAL,
)
from fengqiao.lines.legalaid.papers.applying import KINDS as APPLYING
from fengqiao.lines.legalaid.papers.deciding import (
    APPROVAL,
    FEE_RELIEF,
    FIRST_AID,
    GRANT,
    REFUSAL,
    TERMINATION,
    TO_CUSTODY,
)
from fengqiao.lines.legalaid.papers.deciding import KINDS as DECIDING
from fengqiao.lines.legalaid.papers.moving import KINDS as MOVING
from fengqiao.matter.models import DeadlineRow
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.bodies import AID_AGENCY
from fengqiao.orgs.models import OfficeKind
from fengqiao.statutes.known import LEGAL_AID

if TYPE_CHECKING:
    from fengqiao.matter.papers import PaperContext

PAPERS: dict[str, PaperKind] = {kind.code: kind for kind in (*APPLYING, *DECIDING, *MOVING)}
INTERNAL = (APPLICATION, MEANS, APPROVAL)  # they stay in the house
POINTS = (OfficeKind.OFFICE, OfficeKind.STATION)  # they receive for the agency
COPIES = {"original": "原件", "copy": "复印件", "digital": "电子证照"}


def values(context: PaperContext, kind: PaperKind) -> dict[str, Any]:
    """What a paper says; only what the kind prints."""
    facts = context.facts
    said = _common(context, kind) | _people(facts, kind) | _received(facts) | _means(facts) | _decided(context) | _ended(context)
    strange = set(kind.unknown(said))
    return {name: value for name, value in said.items() if name not in strange}


def _common(context: PaperContext, kind: PaperKind) -> dict[str, Any]:
    """Whoever received it says so; everything else comes from the agency that decides."""
    facts, bureau = context.facts, context.bureau
    office = context.matter.office if kind is RECEIPT and context.matter.office.kind in POINTS else context.body(AID_AGENCY)
    return {
        "issuer": office.name, "number": context.matter.number, "made_on": chinese_date(context.fact.happened_on) if context.fact else "",
        "cause": facts.value("cause", ""), "aid_form": label(codes.AID_FORMS, facts.value("aid_form", "")),
        "matter": label(codes.MATTERS, facts.value("matter_code", "")), "stage": label(codes.STAGES, facts.value("stage", "")),
        "organ": facts.value("organ", ""), "received_on": _day(f.received_on(facts)), "point": facts.opening.get("received_at", context.matter.office.short_name),
        "office_phone": office.phone or "12348", "supervision": bureau.phone or "12348", "bureau": bureau.name,
        "channel": label(codes.CHANNELS, facts.opening.get("channel", "")),
    }  # fmt: skip


def _day(day: date | None) -> str:
    return chinese_date(day) if day is not None else ""


def _people(facts: Facts, kind: PaperKind) -> dict[str, Any]:
    """The applicants and the agent; of somebody to be protected no address and no telephone outside the house."""
    people, agent = f.applicants(facts), f.agent(facts)
    first = people[0] if people else None
    received = f.received_on(facts)
    born, sex = f.born_and_sex(first, received) if first and received else (None, "")
    open_ = kind in INTERNAL or not f.restricted(facts)
    return {
        "name": "、".join(party.name for party in people), "id_no": (first.get("id_no") or first.get("other_id_no", "")) if first and open_ else "",
        "phone": first.get("phone") or (agent.get("phone", "") if agent else "") if first and open_ else "", "address": first.get("address", "") if first and open_ else "",
        "agent": f"{agent.name}（{label(codes.AGENTS, agent.get('agent_kind', ''))}）" if agent else "无",
        "groups": "、".join([*labels(codes.GROUPS, facts.value("groups", [])), *labels(codes.AIDS, facts.value("need_aids", []))]) or "无", "status": label(codes.STATUSES, facts.value("legal_status", "")),
        "elsewhere": facts.value("elsewhere", "") or "否", "sex_birth": "，".join(filter(None, (sex, _day(born)))), "story": facts.value("story", ""),
        "opponents": [{"opponent": party.name, "relation": "是" if party.get("lives_with") else "否"} for party in f.opponents(facts)],
    }  # fmt: skip


def _received(facts: Facts) -> dict[str, Any]:
    data = facts.opening.data
    minutes = data.get("forwarding_minutes")
    rows = [{"material": row.get("name", ""), "copy": COPIES.get(row.get("copy", ""), ""), "pages": str(row.get("pages", ""))} for row in data.get("materials") or ()]
    asked = data.get("asked_on")
    return {
        "materials": rows, "asked_at": f"{chinese_date(date.fromisoformat(asked))}{data.get('asked_time', '')}" if asked else "",
        "came_at": f"{_day(f.received_on(facts))}{data.get('received_time', '')}",
        "took": f"{minutes // 60}小时{minutes % 60}分" if minutes is not None else "", "late": "" if minutes is None else "是" if minutes > 1440 else "否",
    }  # fmt: skip


def _means(facts: Facts) -> dict[str, Any]:
    fact, found = facts.last("state_means"), f.reckoned(facts)
    if fact is None or found is None:
        return {"members": [], "incomes": []}
    kept = means.Standard(**fact.data["standard_kept"])
    members = [
        {"member": row.get("name", ""), "relation": label(codes.MEMBER_RELATIONS, row.get("relation", "")), "age": str(row.get("age", "")),
         "together": "是" if row.get("lives_with") or row.get("relation") == "self" else "否"}
        for row in fact.get("members", ())
    ]  # fmt: skip
    assets = "；".join(f"{label(codes.ASSET_KINDS, row['kind'])}{means.yuan(row.get('value') or 0)}" for row in fact.get("assets", ())) or "无"
    rigid = "；".join(f"{row['what']}每月{means.yuan(row.get('amount') or 0)}，{row.get('months')}个月" for row in fact.get("rigid", ())) or "无"
    return _checked(facts) | {
        "rigid": rigid, "members": members, "incomes": [{"said": said, "amount": amount} for said, amount in found.lines], "assets": assets,
        "basis_word": "家庭" if found.basis == means.HOUSEHOLD else "申请人个人", "months": f"{kept.window_months}个月", "standard": f"{kept.words}（{kept.source}）",
    }  # fmt: skip


def _checked(facts: Facts) -> dict[str, str]:
    """Why nobody had to be asked, or what those who were asked said; else the applicant's own word stands."""
    proof, checks = facts.last("prove_exempt"), facts.all("check")
    said = "".join(sentence(f"{chinese_date(one.happened_on)}向{label(codes.CHECK_SOURCES, one.get('source'))}核查，{one.get('result', '')}") for one in checks)
    return {"exempt": label(codes.EXEMPTS, proof.get("exempt")) if proof else "不属于", "checks": said or "本人书面诚信承诺，没有另行核查。"}


def _decided(context: PaperContext) -> dict[str, Any]:
    """The proposal, the row, the decision; the article it rests on."""
    facts = context.facts
    proposal = facts.last("propose")
    decision = facts.last("grant", "refuse", "end_first_aid")
    found: dict[str, Any] = {"law": _law(facts, decision.action if decision else "first_aid" if facts.has("first_aid") else "")}
    if proposal is not None:
        found |= {
            "steps": [{"step": f"第{row}行", "found": said} for row, said in proposal.get("steps", ())], "row": str(proposal.get("row", "")),
            "outcome": WORDS[Outcome(proposal.get("outcome"))],
            "opinion": f"{sentence(proposal.get('opinion'))}（{proposal.actor_name}，{chinese_date(proposal.happened_on)}）",
        }  # fmt: skip
    if decision is None:
        return found
    word = {"grant": "给予法律援助", "refuse": "不予法律援助", "end_first_aid": "终止法律援助"}[decision.action]
    fees = labels(codes.FEES, decision.get("fees", []))
    organ = str(facts.value("organ", ""))
    to = [organ if "法院" in organ else "人民法院" if "court" in decision.get("fees", ()) else "", "公证机构、司法鉴定机构" if {"notary", "forensic"} & set(decision.get("fees", ())) else ""]
    return found | {
        "approval": "，".join(filter(None, (word, str(decision.get("opinion") or decision.get("words") or "")))) + f"（{decision.actor_name}，{chinese_date(decision.happened_on)}）",
        "decision": word, "reason": label(codes.REFUSALS, decision.get("reason", "")), "words": decision.get("words", "") if decision.action == "end_first_aid" else sentence(decision.get("words")), "fees": "、".join(fees),
        "to": "、".join(filter(None, to)), "ground": label(codes.ENDS, decision.get("ground", "")),
    }  # fmt: skip


def _law(facts: Facts, action: str) -> str:
    """法律援助法第三十一条第五项、第四十三条第一款."""
    if action == "end_first_aid":
        fact = facts.last("end_first_aid")
        return LEGAL_AID.art(48, 1, int(fact.get("ground", 8)) if fact else None).label
    if action == "first_aid":
        return LEGAL_AID.art(44).label
    head = f.head(facts)
    of_matter = LEGAL_AID.art(32, item=codes.HEAD_ITEMS[head]) if head else codes.article_of(str(facts.value("matter_code", "")))
    return "、".join(cited.label for cited in (of_matter, LEGAL_AID.art(43, 1)) if cited is not None)


def _ended(context: PaperContext) -> dict[str, Any]:
    """What the fact itself says: gaps, another agency, the ground of first aid; and the last day of the review."""
    fact, facts = context.fact, context.facts
    if fact is None:
        return {}
    found: dict[str, Any] = {"due_on": _due(context, "review")}
    match fact.action:
        case "ask_supplement" | "ask_again":
            found |= {"gaps": [*labels(codes.GAPS, fact.get("gaps", [])), str(fact.get("gaps_note", ""))], "by_on": _due(context, "supplement_due")}
        case "redirect":
            where = f"（{fact.get('address')}）" if fact.get("address") else ""
            found |= {"why": label(codes.REDIRECT_WHYS, fact.get("why", "")), "to_agency": f"{fact.get('to_agency', '')}{where}", "how": _how(fact.data)}
        case "transfer" | "transfer_taken":
            sent = facts.last("transfer") or fact
            found |= {"why": label(codes.REDIRECT_WHYS, sent.get("why", "")), "to_agency": sent.get("to_agency", ""), "words": fact.get("words", ""),
                      "their_number": fact.get("their_number", ""), "limitation": facts.value("limitation_on", "") or "不知道"}
        case "hand_back":
            found |= {"why": label(codes.HAND_BACKS, fact.get("why", "")), "words": fact.get("words", ""), "from_agency": facts.opening.get("from_agency", ""),
                      "their_number": facts.opening.get("their_number", "")}
        case "ask_elsewhere":
            found |= {"to_agency": fact.get("to_agency", ""), "what": fact.get("what", "")}
        case "withdraw":
            found |= {"why": fact.get("why", "")}
        case "first_aid":
            ends = fact.get("formalities_by")
            found |= {"ground": label(codes.FIRST_GROUNDS, fact.get("ground", "")), "formalities_by": _day(date.fromisoformat(ends)) if ends else ""}
    return found if facts else {}


def _how(data: Mapping[str, Any]) -> str:
    return "我机构已将申请材料移送该机构" if data.get("how") == "transfer" else "请您向该机构提出申请，材料随本书退还"


def _due(context: PaperContext, rule: str) -> str:
    row = DeadlineRow.objects.filter(matter_id=context.matter.pk, rule=rule).order_by("-n").first()
    return chinese_date(row.due_on) if row is not None else ""


__all__ = [
    "ACCEPTANCE", "APPLICATION", "APPROVAL", "COOPERATION", "DEEMED", "FEE_RELIEF", "FIRST_AID", "FORWARDING", "GAPS", "GRANT", "MEANS", "PAPERS",
    "RECEIPT", "REDIRECTION", "REFUSAL", "TERMINATION", "TO_CUSTODY", "WITHDRAWAL", "values",
]  # fmt: skip
