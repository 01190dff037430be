"""Hand-offs in both directions with bodies we exchange signed letters with: police, courts, petitions, 12345, others.

Out: a hand-off to such a body leaves as a letter in the same transaction. In: a letter fills the intake form; what becomes
of the report is answered to it. What was said in confidence or conceded is never in a letter, nor who reported.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from fengqiao.exchange import filling, kinds
from fengqiao.exchange.filling import Letter
from fengqiao.exchange.kinds import ACCEPTED, HANDOFF, REFUSED, RESULT, RETURNED
from fengqiao.exchange.receiving import Incoming, NotTaken
from fengqiao.exchange.sending import send
from fengqiao.lines.disputes import codes, handing
from fengqiao.matter.actions import Doing, known_facts, perform
from fengqiao.matter.models import Matter
from fengqiao.matter.procedure import Action, Asking, Carrying

CHANNEL_OF = {"police": codes.POLICE, "court": codes.COURT, "petition": codes.PETITION, "hotline": codes.MAYOR_LINE}
FILLED = ("summary", "type", "occurred_on", "place")


def fill(letter: Letter) -> dict[str, Any]:
    """What a letter writes into the intake form; a person reads it over and registers."""
    if letter.kind != HANDOFF.code:
        return {}
    body = letter.body
    found: dict[str, Any] = {name: body[name] for name in FILLED if body.get(name)}
    found |= {
        "channel": CHANNEL_OF.get(letter.agency, codes.AGENCY), "ext_code": body.get("number") or letter.ext_code,
        "from_organ": letter.sender, "reporter_role": "other" if body.get("reporter_name") else "unit",
        "reporter_name": body.get("reporter_name"), "reporter_phone": body.get("reporter_phone"), "letter": str(letter.number),
        "claim": f"{letter.sender}移送，请予办理。",
        "parties": [_person(row) for row in body.get("parties") or ()],
    }  # fmt: skip
    return {name: value for name, value in found.items() if value not in (None, "", [])}


def _person(row: Mapping[str, Any]) -> dict[str, Any]:
    sides = {code for code, _ in codes.SIDES}
    kept = {name: row[name] for name in ("name", "phone", "id_no", "address") if row.get(name)}
    side, kind = row.get("side"), row.get("kind")
    return {**kept, "side": side if side in sides else codes.THIRD, "kind": kind if kind in dict(codes.PARTY_KINDS) else codes.PERSON}


def of_letter(data: Mapping[str, Any]) -> dict[str, Any]:
    """The letter's number where it is one that waits for us; anything else in its place counts for nothing."""
    number = str(data.get("letter", ""))
    known = number.isdigit() and filling.waiting_letter(int(number)) is not None
    return {} if known or "letter" not in data else {"letter": ""}


def registered(carrying: Carrying) -> None:
    """A report was registered from a letter: the letter belongs to it."""
    number = carrying.facts.opening.get("letter")
    if number:
        note = f"已登记为来件{carrying.matter.number}"
        filling.settle(int(number), carrying.matter.pk, actor=carrying.actor, now=carrying.now, note=note)


def answer(carrying: Carrying, kind: str, **body: Any) -> None:
    """Answer the letter a report came from; nothing where it came otherwise, or the body no longer takes letters."""
    letter = filling.letter_of(carrying.matter.pk)
    if letter is None or letter.partner.why_closed(carrying.happened_on):
        return
    said = {"on": carrying.happened_on.isoformat(), **{name: value for name, value in body.items() if value}}
    send(
        letter.partner, kind, said, now=carrying.now, actor=carrying.actor, matter_id=carrying.matter.pk,
        in_reply_to=letter.message_id,
    )  # fmt: skip


def accepted(carrying: Carrying) -> None:
    answer(carrying, ACCEPTED.code, number=carrying.matter.number, unit=carrying.matter.office.name)


def refused(carrying: Carrying) -> None:
    """Not taken: the ground in the words of the list, and the explanation given."""
    ground = dict(codes.DECLINE_GROUNDS).get(carrying.data.get("ground", ""), "转有关单位办理")
    answer(carrying, REFUSED.code, reason=ground)


def replied(carrying: Carrying) -> None:
    """The result, in the words of a list; concessions never."""
    answer(carrying, RESULT.code, outcome=carrying.data["content"])


# Out -----------------------------------------------------------------------------------------------------------------


def of_handing(asking: Asking) -> Mapping[str, Any]:
    """Whether the body takes signed letters: then the hand-off leaves as one."""
    partner = filling.partner_named(asking.matter.territory, asking.data["agency"], asking.data["body"])
    open_now = partner is not None and not partner.why_closed(asking.happened_on)
    return {"by_letter": True} if open_now else {}


def handed_off(carrying: Carrying) -> None:
    """The hand-off as a signed letter, where the body takes them."""
    data, opening = carrying.data, carrying.facts.opening
    if not data.get("by_letter"):
        return
    partner = filling.partner_named(carrying.matter.territory, data["agency"], data["body"])
    if partner is None:
        return
    materials = [{"name": line.strip()} for line in str(data.get("materials", "")).splitlines() if line.strip()]
    body = {
        "number": carrying.matter.number, "legal_kind": dict(codes.HANDOFF_KINDS)[data["handoff_kind"]], "title": carrying.matter.masked_title,
        "summary": opening.get("summary"), "type": dict(codes.TYPES).get(opening.get("type"), ""), "basis": data["reason"],
        "occurred_on": opening.get("occurred_on"), "place": opening.get("place"), "consented": bool(data.get("consented")),
        "materials": materials,
        "parties": [
            {name: p.get(name) for name in ("side", "name", "kind", "phone", "address") if p.get(name)} for p in carrying.facts.present_parties
        ],
    }  # fmt: skip
    said = {name: value for name, value in body.items() if value not in (None, "", [])}
    send(partner, HANDOFF.code, said, now=carrying.now, actor=carrying.actor, matter_id=carrying.matter.pk)


# In: what the other body answers -------------------------------------------------------------------------------------


def _heard(incoming: Incoming, **data: Any) -> UUID:
    """Record the other body's answer to our last hand-off to it. Raises NotTaken when there is none that waits."""
    from fengqiao.lines.disputes import procedure as p

    matter = Matter.objects.filter(pk=incoming.matter_id, line="disputes").first() if incoming.matter_id else None
    if matter is None:
        raise NotTaken("没有对应的移送事项。请写明所答复的移送单。")
    ours = [each for each in handing.handoffs(known_facts(matter)) if each.body == incoming.partner.name]
    if not ours:
        raise NotTaken("本局没有就这一事项向贵单位移送过。请核对移送单。")
    action: Action = p.handoff_result if "result" in data else p.handoff_answered
    on = incoming.now.astimezone().date()
    perform(None, matter.pk, [Doing(action, {"handoff": ours[-1].seq, **data}, on)], now=incoming.now)
    return matter.pk


@kinds.receives(ACCEPTED)
def heard_accepted(incoming: Incoming) -> UUID | None:
    return _heard(incoming, answer="accepted", ext_code=incoming.envelope.body.get("number", ""))


@kinds.receives(REFUSED)
def heard_refused(incoming: Incoming) -> UUID | None:
    return _heard(incoming, answer="refused", explanation=incoming.envelope.body["reason"])


@kinds.receives(RETURNED)
def heard_returned(incoming: Incoming) -> UUID | None:
    return _heard(incoming, answer="refused", explanation=incoming.envelope.body["reason"])


@kinds.receives(RESULT)
def heard_result(incoming: Incoming) -> UUID | None:
    body = incoming.envelope.body
    return _heard(incoming, result=body["outcome"], document_no=body.get("document_no", ""))


