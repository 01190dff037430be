"""What follows from a request's facts: who has it, whose turn it is, by when, what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from fengqiao.lines.legalservice import callbacks, codes
from fengqiao.matter.procedure import Sight, Urgency
from fengqiao.matter.timeline import Fact, Facts
from fengqiao.vault import mask_name

LOCK = timedelta(minutes=15)
WEB_TARGET, WEB_LIMIT = timedelta(hours=5), timedelta(hours=24)
CLOSES_AT = time(17, 30)
GIVEN_BACK = ("release", "bounce", "refer", "decide", "reopen", "receive", "split")
TAKING = ("take", "keep", "accept_referral", "answer", "call_later", "attempt", "pass_on", "refer_out", "revisit", "offer_days", "met")
MOVING = (*GIVEN_BACK, *TAKING, "withdraw", "prank", "taken_over")
AGAIN_WITHIN = 15


def arrived_at(facts: Facts) -> datetime:
    """The instant it came in: as the call says, else when it was entered, else noon of its day."""
    opening = facts.opening
    if began := opening.get("call_began"):
        return timezone.make_aware(datetime.combine(opening.happened_on, time.fromisoformat(began)))
    entered = timezone.localtime(opening.recorded_at)
    if entered.date() == opening.happened_on:
        return opening.recorded_at
    return timezone.make_aware(datetime.combine(opening.happened_on, time(12)))


def handler(facts: Facts) -> int | None:
    """Who has it now; whoever answered it keeps it. A citizen's own acts change nothing."""
    fact = facts.last(*GIVEN_BACK, *TAKING)
    return fact.actor_id if fact is not None and fact.action in TAKING and not fact.get("handed_over") else None


def taken_until(facts: Facts) -> datetime | None:
    """Until when it is kept for who took it from the queue: a quarter of an hour from the last thing done; None: it is not."""
    moved = facts.last(*MOVING)
    if moved is None or moved.action not in ("take", "keep"):
        return None
    own = [fact.recorded_at for fact in facts if fact.seq >= moved.seq and fact.actor_id == moved.actor_id]
    return max(own) + LOCK


def risks(facts: Facts) -> list[str]:
    """Every danger told of, at the opening or later."""
    found = {code for fact in facts.all("receive", "escalate", "supplement") for code in fact.get("risks", ())}
    return [code for code, _ in codes.RISKS if code in found]


def channel(facts: Facts) -> str:
    return str(facts.opening.get("channel", ""))


def due(facts: Facts) -> tuple[datetime | None, datetime | None]:
    """When it should be, and at the latest is to be answered first (本局时限): by the minute where the channel is waited at."""
    at, kind = arrived_at(facts), channel(facts)
    if facts.has("enter_history"):
        return None, None
    if kind in codes.IN_WRITING:
        return at + WEB_TARGET, at + WEB_LIMIT
    closing = timezone.make_aware(datetime.combine(timezone.localdate(at), CLOSES_AT))
    if kind in (*codes.IN_PERSON, *codes.BY_CALL):
        return at, max(at, closing)
    asked = facts.opening.day("ext_due_on")
    by = timezone.make_aware(datetime.combine(asked, CLOSES_AT)) if asked else None
    return by, by


def points(facts: Facts) -> int:
    """What does not change as time goes by: the intent, people to be helped first, danger."""
    base = codes.BASE.get(facts.value("intent", codes.OTHER), 2)
    return base + (20 if facts.opening.get("vulnerable") else 0) + (codes.RISK_POINTS if risks(facts) else 0)


def referred(facts: Facts) -> Fact | None:
    """The last sending to another unit that stands: not sent back."""
    fact = facts.last("refer", "decide", "bounce")
    return fact if fact is not None and fact.action != "bounce" else None


def bounces(facts: Facts) -> int:
    return len(facts.all("bounce"))


def seat(facts: Facts) -> int | None:
    """The office that has it: where it was sent to, or where it came back to."""
    now: int | None = None
    for fact in facts.all("refer", "decide", "bounce", "pass_on"):
        if fact.action == "bounce":
            now = fact.get("back_to")
        elif fact.action != "pass_on" or fact.get("handed_over"):
            now = fact.get("unit")
    return now


def sight(facts: Facts) -> Iterable[Sight]:
    """Whoever sent it on sees what becomes of it."""
    for fact in facts.all("refer", "decide", "pass_on"):
        if fact.get("from_office"):
            yield Sight(fact.get("from_office"), "转出单位", fact.happened_on)


def urgency(facts: Facts) -> Urgency:
    if risks(facts):
        return Urgency(2, "危急情形")
    return Urgency(1, "特殊群体") if len(facts) and facts.opening.get("vulnerable") else Urgency()


# What came of it -----------------------------------------------------------------------------------------------------

CLOSED_BY = {"answer": "answered", "enter_history": "answered", "taken_over": "handed", "linked": "handed", "refer_out": "out", "withdraw": "withdrawn", "prank": "prank"}


def closure(facts: Facts) -> str:
    """How it ended; empty while it goes on."""
    last = facts.last(*CLOSED_BY, "attempt", "reopen", "revisit")
    passed = facts.last("pass_on")
    if passed is not None and passed.get("other") and (last is None or last.seq < passed.seq):
        return "handed"
    if last is None or last.action == "reopen":
        return ""
    if last.action == "attempt":
        return "unreached" if callbacks.unreached(facts) else ""
    if last.action == "revisit":
        return "" if last.get("result") == codes.GO_ON else "answered"
    return CLOSED_BY[last.action]


def rating(facts: Facts) -> Fact | None:
    """The evaluation that stands: of the last answer."""
    fact, answer = facts.last("rate"), facts.last("answer")
    return fact if fact is not None and (answer is None or fact.seq > answer.seq) else None


def is_bad(facts: Facts) -> bool:
    fact = rating(facts)
    return fact is not None and fact.get("grade") in codes.BAD


def turn(facts: Facts) -> str:
    """轮到谁: who has to do something now."""
    last = facts.last(*MOVING, "rate", "linked", "answer_days", "call_off_days")
    if facts.has("enter_history"):
        return "none"
    if last is not None and last.action in ("offer_days", "answer_days", "call_off_days", "met"):
        return "citizen" if last.action == "offer_days" else "seat"
    if last is None or last.action in (*GIVEN_BACK, "take", "keep") or (last.action == "rate" and is_bad(facts)):
        return "counter" if last is not None and last.action in ("refer", "decide") else "seat"
    if last.action == "pass_on":
        return "none" if last.get("other") else "counter"
    if last.action in ("call_later", "attempt", "accept_referral"):
        return "counter" if last.action == "accept_referral" else "seat"
    if last.action == "refer_out":
        return "outside"
    return "citizen" if last.action == "answer" else "none"


# Rows ----------------------------------------------------------------------------------------------------------------


def title(facts: Facts, masked: bool = False) -> str:
    """张三咨询：劳动：欠薪; who left no name is 来访人."""
    name = next((party.name for party in facts.present_parties), "")
    said = (mask_name(name) if masked else name) if name else "未留姓名"
    intent = dict(codes.INTENTS).get(facts.value("intent", ""), "诉求")
    area = dict(codes.AREAS).get(facts.value("area", ""), "")
    return f"{said}{intent}{f'（{area}）' if area else ''}"


def restriction(facts: Facts) -> str:
    by_hand = facts.last("restrict")
    if by_hand is not None:
        word = str(by_hand.get("restricted"))
        return "" if word == "none" else word
    found = risks(facts)
    if codes.VIOLENCE in found or facts.value("area") == "family.violence":
        return "violence"
    return "minor" if codes.MINOR in found or "minor" in facts.opening.get("vulnerable", ()) else ""


def columns(facts: Facts) -> dict[str, Any]:
    """The columns of a request's row."""
    opening, answers, mark, history = facts.opening, facts.all("answer", "enter_history"), rating(facts), facts.first("enter_history")
    target, latest = due(facts)
    agreed = facts.last("call_later")
    last = answers[-1] if answers else None
    return {
        "title": title(facts), "masked_title": title(facts, masked=True), "handler_id": handler(facts), "restricted": restriction(facts),
        "channel": channel(facts), "ext_no": opening.get("ext_no", ""), "intent": facts.value("intent", ""), "area": facts.value("area", ""),
        "language": opening.get("language", ""), "vulnerable": opening.get("vulnerable", []), "risks": risks(facts), "points": points(facts),
        "anonymous": not facts.present_parties, "arrived_at": arrived_at(facts), "target_at": target, "latest_at": latest,
        "ext_due_on": opening.day("ext_due_on"), "taken_until": taken_until(facts), "turn": turn(facts), "closure": closure(facts),
        "callback_at": callbacks.instant(agreed.get("slot")) if agreed is not None else None, "tries": len(callbacks.failures(facts)),
        "answered_at": last.recorded_at if last and history is None else None, "answered_on": last.happened_on if last else None,
        "first_answer_at": answers[0].recorded_at if answers and history is None else None,
        "answers": len(answers), "persons_served": sum(fact.get("persons_served", 1) for fact in answers),
        "minutes": sum(fact.get("minutes", 0) for fact in answers), "told_right": any(fact.get("told_right") for fact in answers),
        "grade": mark.get("grade", "") if mark else "", "rated_on": mark.happened_on if mark else None,
        "revisited_on": revisited(facts), "reopened": len(facts.all("reopen")), "reopened_on": facts.on("reopen"),
        "released": len(facts.all("release")), "transfers": len(facts.all("refer", "decide")), "parent_id": opening.get("parent"),
        "historical": history is not None, "point_id": int(point) if (point := str(opening.get("point", ""))).isdigit() else None,
        "aid_on": passed.happened_on if (passed := facts.last("pass_on")) is not None and passed.get("to") == "legalaid" else None,
    }  # fmt: skip


def revisited(facts: Facts) -> date | None:
    """The day somebody who was not content was called back, after the evaluation that stands."""
    mark, fact = rating(facts), facts.last("revisit")
    return fact.happened_on if fact is not None and mark is not None and fact.seq > mark.seq else None
