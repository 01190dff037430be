"""Sending, reading and answering the letters between centres, in the transaction of the act that causes them.

The receiving centre needs the people, the matter, the limitation and how one may safely be reached; it asks about means itself, by
its own standard. Whoever received first, to the minute, accepts; so the minute travels with the letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils import timezone

from fengqiao.exchange import filling, kinds, scans
from fengqiao.exchange.filling import Letter
from fengqiao.exchange.models import Agency, Direction, Message, Partner
from fengqiao.exchange.receiving import Incoming, NotTaken
from fengqiao.exchange.sending import bind_code, send
from fengqiao.lines.legalaid import codes
from fengqiao.lines.legalaid import facts as f
from fengqiao.lines.legalaid.transfers.kinds import BACK, CHECK, CHECKED, TAKEN, TRANSFER
from fengqiao.matter.actions import Doing, perform
from fengqiao.matter.models import Matter
from fengqiao.matter.procedure import Action, Asking, Carrying
from fengqiao.matter.refusals import Refused

if TYPE_CHECKING:
    from fengqiao.matter.forms import Setting

PLAIN = ("aid_form", "matter_code", "cause", "stage", "legal_status", "capacity", "head", "story", "organ", "organ_case_no", "event_place", "limitation_on", "limitation_kind",
         "may_call", "may_sms", "quiet_hours", "code_word", "forbidden")  # fmt: skip
LISTS = {"urgent": codes.URGENT, "groups": codes.GROUPS, "concerns": codes.CONCERNS, "need_aids": codes.AIDS}
CHOICES = {"aid_form": codes.AID_FORMS, "matter_code": codes.MATTERS, "stage": codes.STAGES, "legal_status": codes.STATUSES, "capacity": codes.CAPACITIES, "head": codes.HEADS,
           "limitation_kind": codes.LIMITATIONS}  # fmt: skip
HANDED_IN = ("receive", "bring", "add_material", "sent_in")  # acts whose scans travel: what states or proves means does not
OF_PERSON = ("side", "name", "kind", "id_type", "id_no", "other_id_no", "sex", "birth_on", "phone", "address", "agent_kind", "lives_with")


def centres(setting: Setting) -> Iterable[tuple[str, str]]:
    """The centres one may write to today."""
    for each in filling.partners_of(setting.actor.territory, Agency.AID):
        if not each.why_closed(setting.today):
            yield str(each.pk), each.name


# Out -----------------------------------------------------------------------------------------------------------------


def of_transfer(asking: Asking) -> Mapping[str, Any]:
    """The name of the centre, as it is written down with us."""
    chosen = str(asking.data.get("centre", ""))
    found = next((each for each in filling.partners_of(asking.matter.territory, Agency.AID) if str(each.pk) == chosen), None)
    if found is None or found.why_closed(asking.happened_on):
        return {"centre_closed": True}
    return {"to_agency": found.name}


def sent(carrying: Carrying) -> None:
    """The application leaves as a letter."""
    facts, data = carrying.facts, carrying.data
    partner = Partner.objects.get(pk=int(data["centre"]))
    opening = facts.opening
    body: dict[str, Any] = {name: facts.value(name) for name in PLAIN} | {name: ",".join(facts.value(name) or ()) for name in LISTS}
    body |= {
        "number": carrying.matter.number, "why": dict(codes.REDIRECT_WHYS)[data["why"]], "words": data.get("words"), "claim_fen": facts.value("claim_amount"),
        "received_on": opening.happened_on.isoformat(), "received_time": opening.get("received_time"), "contact": carrying.actor.name if carrying.actor else "",
        "contact_phone": carrying.matter.office.phone, "parties": [{name: p.get(name) for name in OF_PERSON if p.get(name)} for p in facts.present_parties],
        "materials": [{name: row[name] for name in ("name", "copy", "pages") if row.get(name)} for row in opening.get("materials") or ()],
    }  # fmt: skip
    said = {name: value for name, value in body.items() if value not in (None, "", [])}
    handed_in = [fact.seq for fact in facts.all(*HANDED_IN)]
    attached = scans.of_matter(carrying.matter.pk, handed_in, data.get("left_out") or (), need="left_out")
    send(partner, TRANSFER.code, said, now=carrying.now, actor=carrying.actor, matter_id=carrying.matter.pk, attachments=attached)


def of_check(asking: Asking) -> Mapping[str, Any]:
    """Whether the centre that is asked takes letters."""
    partner = filling.partner_named(asking.matter.territory, Agency.AID, str(asking.data.get("to_agency", "")))
    return {"by_letter": True} if partner is not None and not partner.why_closed(asking.happened_on) else {}


def check_sent(carrying: Carrying) -> None:
    """What another centre is asked to find out, with the applicant's name and nothing else of the application."""
    data = carrying.data
    partner = filling.partner_named(carrying.matter.territory, Agency.AID, data["to_agency"]) if data.get("by_letter") else None
    if partner is None:
        return
    body = {"number": carrying.matter.number, "name": "、".join(party.name for party in f.applicants(carrying.facts)), "what": data["what"]}
    send(partner, CHECK.code, body, now=carrying.now, actor=carrying.actor, matter_id=carrying.matter.pk)


# In: an application of another centre --------------------------------------------------------------------------------


def fill(letter: Letter) -> dict[str, Any]:
    """What a letter writes into the form of receipt; a person reads it over, asks what is missing and registers."""
    if letter.kind != TRANSFER.code:
        return {}
    body = letter.body
    found: dict[str, Any] = {name: body[name] for name in PLAIN if name not in CHOICES and body.get(name) not in (None, "")}
    found |= {name: body[name] for name, options in CHOICES.items() if body.get(name) in dict(options)}
    found |= {name: [code for code in str(body.get(name, "")).split(",") if code in dict(options)] for name, options in LISTS.items()}
    found |= {
        "channel": codes.TRANSFERRED, "from_agency": letter.sender, "their_number": body.get("number"), "first_received_on": body.get("received_on"),
        "first_received_time": body.get("received_time"), "letter": str(letter.number), "claim_amount": body.get("claim_fen"),
        "elsewhere": f"{letter.sender}于{body.get('received_on')}收到（{body.get('number')}），移送本机构", "parties": [_person(row) for row in body.get("parties") or ()],
        "materials": [dict(row) for row in body.get("materials") or ()],
    }  # fmt: skip
    return {name: value for name, value in found.items() if value not in (None, "", [])}


def _person(row: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: row[name] for name in OF_PERSON if row.get(name) not in (None, "")}
    known = {"side": codes.SIDES, "kind": codes.KINDS, "id_type": codes.ID_TYPES, "agent_kind": codes.AGENTS, "sex": (("男", "男"), ("女", "女"))}
    kept = {name: value for name, value in kept.items() if name not in known or value in dict(known[name])}
    return {"side": codes.RELATED, **kept}


def of_letter(data: Mapping[str, Any]) -> dict[str, Any]:
    """The letter's number where it is a transfer that waits for us; and the application registered from it under the same number."""
    from fengqiao.lines.legalaid.models import Application

    number = str(data.get("letter") or "")
    waiting = filling.waiting_letter(int(number)) if number.isdigit() else None
    found: dict[str, Any] = {} if not number or (waiting is not None and waiting.kind == TRANSFER.code) else {"letter": ""}
    if waiting is not None and not found:
        found |= scans.brought(waiting, data.get("files"))
    if data.get("from_agency") and data.get("their_number"):
        same = Application.objects.filter(from_agency=data["from_agency"], their_number=data["their_number"]).values_list("number", flat=True).first()
        found |= {"same_transfer": same} if same else {}
    return found


def registered(carrying: Carrying) -> None:
    """An application was registered from a letter: the letter belongs to it."""
    number = str(carrying.facts.opening.get("letter") or "")
    if number:
        filling.settle(int(number), carrying.matter.pk, actor=carrying.actor, now=carrying.now, note=f"已登记为{carrying.matter.number}")


def letter_behind(matter_id: UUID) -> Message | None:
    """The transfer an application was registered from, while it has no answer yet."""
    found = Message.objects.filter(matter_id=matter_id, direction=Direction.IN, kind=TRANSFER.code).select_related("partner").order_by("noted_at").first()
    if found is None:
        return None
    answered = Message.objects.filter(matter_id=matter_id, direction=Direction.OUT, kind__in=(TAKEN.code, BACK.code), in_reply_to=found.message_id)
    return None if answered.exists() else found


def taken(carrying: Carrying) -> None:
    """The application is ours now: the centre it came from hears our number. Said once, by whatever shows it first."""
    _answer(carrying, TAKEN.code, number=carrying.matter.number, unit=carrying.matter.office.name)


def handed_back(carrying: Carrying) -> None:
    """It is not ours, or theirs came first: they hear why."""
    _answer(carrying, BACK.code, why=dict(codes.HAND_BACKS)[carrying.data["why"]], words=carrying.data["words"])


def _answer(carrying: Carrying, kind: str, **body: Any) -> None:
    letter = letter_behind(carrying.matter.pk)
    if letter is None or letter.partner.why_closed(carrying.happened_on):
        return
    said = {"on": carrying.happened_on.isoformat(), **body}
    send(letter.partner, kind, said, now=carrying.now, actor=carrying.actor, matter_id=carrying.matter.pk, in_reply_to=letter.message_id)


# In: what the other centre answers -----------------------------------------------------------------------------------


def _ours(incoming: Incoming, kind: str, stage: str) -> Matter:
    """The application an answer is about: of a letter of ours to this centre, the last of its kind, which still waits. Raises NotTaken."""
    matter = Matter.objects.filter(pk=incoming.matter_id, line="legalaid").first() if incoming.matter_id else None
    if matter is None:
        raise NotTaken("没有对应的法律援助申请。请写明所答复的函。")
    last = Message.objects.filter(matter_id=matter.pk, direction=Direction.OUT, kind=kind).order_by("-pk").first()
    if last is None or last.partner_id != incoming.partner.pk or str(last.message_id) != str(incoming.envelope.in_reply_to):
        raise NotTaken("所答复的不是本机构发给贵机构的最近一件函。请核对后另发。")
    if matter.stage != stage:
        raise NotTaken("这件函已经有了答复，或者申请已经办结，没有再登记。如有变化，请打电话联系。")
    return matter


def _perform(incoming: Incoming, matter: Matter, action: Action, data: dict[str, Any]) -> UUID:
    on: date = timezone.localdate(incoming.now)
    try:
        perform(None, matter.pk, [Doing(action, data, on)], now=incoming.now)
    except Refused as refusal:
        raise NotTaken(f"没有登记：{refusal}") from None
    return matter.pk


@kinds.receives(TAKEN)
def heard_taken(incoming: Incoming) -> UUID | None:
    """The other centre has it: our clock is met, the applicant is told where it is."""
    from fengqiao.lines.legalaid import procedure as p

    body = incoming.envelope.body
    matter = _ours(incoming, TRANSFER.code, p.TRANSFERRING.code)
    bind_code(incoming.partner, body["number"][:80], matter.pk)
    return _perform(incoming, matter, p.transfer_taken, {"their_number": body["number"][:60]})


@kinds.receives(BACK)
def heard_back(incoming: Incoming) -> UUID | None:
    """The other centre does not take it: it goes on here where it stood."""
    from fengqiao.lines.legalaid import procedure as p

    body = incoming.envelope.body
    return _perform(incoming, _ours(incoming, TRANSFER.code, p.TRANSFERRING.code), p.transfer_back, {"words": f"{body['why']}。{body['words']}"[:1000]})


@kinds.receives(CHECKED)
def heard_checked(incoming: Incoming) -> UUID | None:
    """What the other centre found out."""
    from fengqiao.lines.legalaid import procedure as p

    return _perform(incoming, _ours(incoming, CHECK.code, p.CHECKING.code), p.hear_elsewhere, {"answer": incoming.envelope.body["answer"][:1000]})
