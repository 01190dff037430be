"""Sending, reading and answering the letters of cases, in the transaction of the act that causes them.

The other centre answers when somebody there has taken the case, and only then it leaves the one who has it here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils import timezone

from fengqiao.exchange import filling, kinds, scans
from fengqiao.exchange.canonical import read
from fengqiao.exchange.filling import Letter
from fengqiao.exchange.models import Agency, Direction, Message, Partner
from fengqiao.exchange.receiving import Incoming, NotTaken
from fengqiao.exchange.sending import bind_code, send, text_of
from fengqiao.lines.aidcases import codes as of_cases
from fengqiao.lines.aidcases import facts as f
from fengqiao.lines.aidcases.moving import codes
from fengqiao.lines.aidcases.moving import facts as m
from fengqiao.lines.aidcases.moving.kinds import BACK, DONE, MOVE, TAKEN, TASK
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, known_facts, perform
from fengqiao.matter.models import Matter, Paper
from fengqiao.matter.procedure import Asking, Carrying
from fengqiao.matter.refusals import Refused

if TYPE_CHECKING:
    from fengqiao.matter.forms import Setting

LINE = "aidcases"
PLAIN = ("aid_form", "matter_code", "cause", "case_stage", "organ_case_no", "in_custody", *f.SAFETY)
OF_PERSON = ("side", "kind", "name", "sex", "id_no", "birth_on", "address", "phone", "agent_kind")
CHOICES = {"aid_form": of_cases.AID_FORMS, "case_stage": of_cases.STAGES, "protect": of_cases.PROTECTED, "matter_code": of_cases.MATTERS}


def centres(setting: Setting) -> Iterable[tuple[str, str]]:
    """The centres one may write to today."""
    return [(str(each.pk), each.name) for each in filling.partners_of(setting.actor.territory, Agency.AID) if not each.why_closed(setting.today)]


def of_centre(asking: Asking) -> Mapping[str, Any]:
    """The name of the centre, as it is written down with us."""
    chosen = str(asking.data.get("centre", ""))
    found = next((each for each in filling.partners_of(asking.matter.territory, Agency.AID) if str(each.pk) == chosen), None)
    return {"to_agency": found.name} if found is not None and not found.why_closed(asking.happened_on) else {"centre_closed": True}


# Out -----------------------------------------------------------------------------------------------------------------


def _contact(carrying: Carrying) -> dict[str, Any]:
    return {"contact": carrying.actor.name if carrying.actor else "", "contact_phone": carrying.matter.office.phone}


def _said(body: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in body.items() if value not in (None, "", [], False)}


def sent(carrying: Carrying) -> None:
    """The case leaves as a letter, with what was handed in; what its handler noted of the talks with the recipient stays."""
    facts, data, one = carrying.facts, carrying.data, f.last_assigned(carrying.facts)
    body = {name: facts.value(name) for name in PLAIN} | {
        "number": registry.number_of(carrying.matter), "why": dict(codes.WHYS)[data["why"]], "words": data["words"], "aid_form": f.aid_form(facts), "case_stage": f.stage_code(facts),
        "granted_on": (facts.opening.day("decided_on") or facts.opening.day("granted_on") or facts.opening.happened_on).isoformat(), "organ": f.organ(facts), "grave": f.is_grave(facts),
        "hearing_on": _hearing(facts), "need_aids": ",".join(facts.value("need_aids") or ()), "handler": one.handler_name if one else "", "handler_phone": one.phone if one else "",
        "parties": [{"side": of_cases.RECIPIENT} | {name: p.get(name) for name in OF_PERSON if p.get(name)} for p in facts.present_parties], **_contact(carrying),
    }  # fmt: skip
    acts = [fact.seq for fact in facts if fact.get("files")]
    attached = scans.of_matter(carrying.matter.pk, acts, data.get("left_out") or (), need="left_out")
    _send(carrying, MOVE.code, _said(body), attached)


def _hearing(facts: Any) -> str:
    day = (facts.last("set_hearing") or facts.opening).day("hearing_on")
    return day.isoformat() if day else ""


def _send(carrying: Carrying, kind: str, body: Mapping[str, Any], attached: Any) -> None:
    partner = Partner.objects.get(pk=int(carrying.data["centre"]))
    send(partner, kind, body, now=carrying.now, actor=carrying.actor, matter_id=carrying.matter.pk, attachments=attached)


def task_sent(carrying: Carrying) -> None:
    """What another centre is asked to do in the case."""
    facts, data, who = carrying.facts, carrying.data, f.recipient(carrying.facts)
    asked = facts.last(m.TASK)
    assert asked is not None
    body = {
        "number": registry.number_of(carrying.matter), "task": asked.seq, "name": who.name if who else "", "kind": data["kind"], "what": data["what"], "by_on": data.get("by_on"),
        "organ": f.organ(facts), "organ_case_no": facts.value("organ_case_no"), **_contact(carrying),
    }  # fmt: skip
    chosen = Paper.objects.filter(matter_id=carrying.matter.pk, n__in=data.get("scans") or ())
    rest = Paper.objects.filter(matter_id=carrying.matter.pk).exclude(n__in=data.get("scans") or ())
    attached = scans.of_matter(carrying.matter.pk, list(chosen.values_list("entry_seq", flat=True)), rest.values_list("n", flat=True), need="scans")
    _send(carrying, TASK.code, _said(body), attached)


# In: a case of another centre ----------------------------------------------------------------------------------------


def fill(letter: Letter) -> dict[str, Any]:
    """What a letter writes into the form; a person reads it over and registers."""
    if letter.kind != MOVE.code:
        return {}
    body = letter.body
    found = {name: body.get(name) for name in ("why", "granted_on", "cause", "organ", "organ_case_no", "in_custody", "grave", "hearing_on", *f.SAFETY[1:])}
    found |= {name: body[name] for name, options in CHOICES.items() if body.get(name) in dict(options)}
    found |= {
        "from_agency": letter.sender, "their_number": body.get("number"), "done": body.get("words"), "their_handler": body.get("handler"), "their_phone": body.get("handler_phone"),
        "letter": str(letter.number), "need_aids": [code for code in str(body.get("need_aids", "")).split(",") if code in dict(of_cases.NEED_AIDS)],
        "parties": [_person(row) for row in body.get("parties") or ()],
    }  # fmt: skip
    return _said(found)


def _person(row: Mapping[str, Any]) -> dict[str, Any]:
    known = {"side": dict(of_cases.SIDES), "kind": {"person", "org"}, "sex": {"男", "女"}, "agent_kind": dict(of_cases.AGENTS)}
    kept = {name: row[name] for name in OF_PERSON if row.get(name) not in (None, "")}
    return {"side": of_cases.RECIPIENT} | {name: value for name, value in kept.items() if name not in known or value in known[name]}


def of_letter(asking: Asking) -> Mapping[str, Any]:
    """Where the case comes from; the scans of its letter; and the case that was taken in under the same number of theirs."""
    from fengqiao.lines.aidcases.models import AidCase

    data, number = asking.data, str(asking.data.get("letter") or "")
    waiting = filling.waiting_letter(int(number)) if number.isdigit() else None
    found: dict[str, Any] = {"origin": of_cases.MOVED}
    if number and (waiting is None or waiting.kind != MOVE.code):
        found["letter"] = ""
    elif waiting is not None:
        found |= scans.brought(waiting, data.get("files"))
    same = AidCase.objects.filter(from_agency=data.get("from_agency", ""), their_number=data.get("their_number", "")).exclude(stage="sent_back").values_list("number", flat=True).first()
    return found | ({"same_case": same} if same else {})


def registered(carrying: Carrying) -> None:
    """A case was taken in from a letter: the letter belongs to it."""
    number = str(carrying.facts.opening.get("letter") or "")
    if number:
        filling.settle(int(number), carrying.matter.pk, actor=carrying.actor, now=carrying.now, note=f"已接收为{registry.number_of(carrying.matter)}")


def _behind(matter_id: UUID) -> Message | None:
    """The letter a case was taken in from, while it has no answer yet."""
    found = Message.objects.filter(matter_id=matter_id, direction=Direction.IN, kind=MOVE.code).select_related("partner").order_by("noted_at").first()
    if found is None:
        return None
    answered = Message.objects.filter(matter_id=matter_id, direction=Direction.OUT, kind__in=(TAKEN.code, BACK.code), in_reply_to=found.message_id)
    return None if answered.exists() else found


def taken(carrying: Carrying) -> None:
    """Somebody here has taken a case of another centre: it hears who, once. Silent for every other case."""
    if carrying.facts.opening.action != m.TAKE_OVER:
        return
    one = f.assigned(carrying.facts)
    if one is None or one.named_on is None or f.offered(carrying.facts) is not None:
        return
    said = {"number": registry.number_of(carrying.matter), "unit": carrying.matter.office.name, "handler": one.handler_name, "handler_phone": one.phone}
    _answer(carrying, TAKEN.code, _said(said))


def handed_back(carrying: Carrying) -> None:
    """It is not ours, or nobody can take it: they hear why, and go on."""
    _answer(carrying, BACK.code, {"why": dict(codes.BACKS)[carrying.data["why"]], "words": carrying.data["words"]})


def _answer(carrying: Carrying, kind: str, body: Mapping[str, Any]) -> None:
    letter = _behind(carrying.matter.pk)
    if letter is None or letter.partner.why_closed(carrying.happened_on):
        return
    said = {"on": carrying.happened_on.isoformat(), **body}
    send(letter.partner, kind, said, now=carrying.now, actor=carrying.actor, matter_id=carrying.matter.pk, in_reply_to=letter.message_id)


# In: what the other centre answers -----------------------------------------------------------------------------------


def _asked(incoming: Incoming, kind: str) -> tuple[Matter, Message]:
    """The case an answer is about, and our letter it answers. Raises NotTaken."""
    matter = Matter.objects.filter(pk=incoming.matter_id, line=LINE).first() if incoming.matter_id else None
    ours = Message.objects.filter(matter_id=matter.pk, direction=Direction.OUT, kind=kind, message_id=incoming.envelope.in_reply_to or incoming.envelope.id).first() if matter else None
    if matter is None or ours is None or ours.partner_id != incoming.partner.pk:
        raise NotTaken("所答复的不是本机构发给贵机构的函。请写明所答复的函后另发。")
    return matter, ours


def _perform(incoming: Incoming, matter: Matter, action: str, data: dict[str, Any]) -> UUID:
    on: date = timezone.localdate(incoming.now)
    try:
        perform(None, matter.pk, [Doing(registry.procedure_of(matter).action(action), data, on)], now=incoming.now)
    except Refused as refusal:
        raise NotTaken(f"没有登记：{refusal}") from None
    return matter.pk


def _moving(incoming: Incoming) -> Matter:
    matter, ours = _asked(incoming, MOVE.code)
    last = Message.objects.filter(matter_id=matter.pk, direction=Direction.OUT, kind=MOVE.code).latest("pk")
    if last.pk != ours.pk:
        raise NotTaken("这件移交函已经有了答复，又另行移交过。请核对后另发。")
    if m.waiting(known_facts(matter)) is None:
        raise NotTaken("这件移交已经有了答复，没有再登记。如有变化，请打电话联系。")
    return matter


@kinds.receives(TAKEN)
def heard_taken(incoming: Incoming) -> UUID | None:
    """Somebody there has the case: here it is over."""
    body, matter = incoming.envelope.body, _moving(incoming)
    bind_code(incoming.partner, body["number"][:80], matter.pk)
    said = {"their_number": body["number"][:60], "their_handler": body["handler"][:40], "their_phone": str(body.get("handler_phone", ""))[:40]}
    return _perform(incoming, matter, m.MOVED, _said(said))


@kinds.receives(BACK)
def heard_back(incoming: Incoming) -> UUID | None:
    """The other centre does not take it: who has the case here goes on."""
    body = incoming.envelope.body
    return _perform(incoming, _moving(incoming), m.MOVED_BACK, {"words": f"{body['why']}。{body['words']}"[:1000]})


@kinds.receives(DONE)
def heard_done(incoming: Incoming) -> UUID | None:
    """What the other centre did for us, with what it sends along."""
    matter, ours = _asked(incoming, TASK.code)
    task = read(text_of(ours))["body"]["task"]
    if task not in dict(m.open_tasks(known_facts(matter))):
        raise NotTaken("这件协作已经有了答复，没有再登记。如有补充，请打电话联系。")
    said = {"task": task, "answer": incoming.envelope.body["answer"][:2000], **scans.brought(incoming.message)}
    return _perform(incoming, matter, m.TASK_DONE, said)
