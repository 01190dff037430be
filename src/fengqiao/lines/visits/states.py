"""What follows from a request's facts: whom it is about, when and where the visit is, what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from fengqiao.booking import free
from fengqiao.booking.models import State
from fengqiao.booking.taking import Wanted, subject_key
from fengqiao.lines.visits import codes
from fengqiao.matter.timeline import Fact, Facts, PartyFact
from fengqiao.vault import DESTROYED, mask_name

FREEING = ("put_off", "cancel", "refuse", "lapse", "no_show")
LATE_MINUTES = 15


# Whom it is about ----------------------------------------------------------------------------------------------------


def prison(facts: Facts) -> int | None:
    """The number of the prison, as last settled."""
    said = facts.value("prison")
    return int(said) if said else None


def inmate_key(prison_id: int | None, name: str) -> bytes | None:
    """16 bytes that stand for somebody of a prison; None while the prison is not known, and once the name is destroyed."""
    folded = "".join(str(name).split()) if name != DESTROYED else ""
    return subject_key("inmate", f"{prison_id}:{folded}") if prison_id and folded else None


def inmate_of(facts: Facts) -> bytes | None:
    return inmate_key(prison(facts), facts.value("inmate_name", ""))


def visitor_key(row: Mapping[str, Any] | PartyFact) -> bytes | None:
    """16 bytes that stand for a visitor by the number of the document; None for who has not said it, and once destroyed."""
    number = row.get("id_no") or row.get("other_id_no")
    return subject_key("id_number", str(number)) if number and number != DESTROYED else None


def as_told(facts: Facts) -> dict[int, PartyFact]:
    """The visitors by number with what they said, masked or not: for keys that name nobody, never for showing."""
    return {party.n: party for party in facts.parties_as_told}


def visitors(facts: Facts) -> tuple[PartyFact, ...]:
    return facts.present_parties


def is_infant(party: PartyFact | Mapping[str, Any]) -> bool:
    return bool(party.get("infant"))


def proved(facts: Facts) -> dict[int, Fact]:
    """The visitors whose kinship was verified, with the entry."""
    return {n: fact for fact in facts.all("prove") for n in fact.get("who", ())}


def unproved(facts: Facts, known: tuple[int, ...] = ()) -> list[PartyFact]:
    """The visitors who still have to prove it; infants come with the others."""
    there = proved(facts).keys() | set(known)
    return [party for party in visitors(facts) if party.n not in there and not is_infant(party)]


# When and where ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Placed:
    """A time at a terminal. ``used``: somebody came."""

    resource_id: int
    from_at: datetime
    to_at: datetime
    buffer_minutes: int
    words: str
    state: State
    since: Fact
    used: bool = False

    @property
    def on(self) -> date:
        return self.from_at.date()

    @property
    def key(self) -> str:
        return free.key_of(self.resource_id, self.from_at, self.to_at, self.buffer_minutes)

    @property
    def minutes(self) -> int:
        return (self.to_at - self.from_at) // timedelta(minutes=1)


def placed(facts: Facts) -> list[Placed]:
    """Every time that is taken for the request or was used, in order: given up ones left out."""
    found: list[Placed] = []
    now: Placed | None = None
    for fact in facts:
        if fact.action == "forward" or (fact.action == "approve" and fact.get("slot")):
            now = _placed(fact, State.SOFT if fact.action == "forward" else State.BOOKED)
        elif fact.action == "approve" and now is not None:
            now = replace(now, state=State.BOOKED)
        elif fact.action == "check_in" and now is not None:
            now = replace(now, used=True)
        elif fact.action == "stop" and now is not None:
            found, now = [*found, now], None
        elif fact.action in FREEING and (fact.action != "no_show" or stayed_away(facts, fact)):
            now = None
    return [*found, now] if now is not None else found


def _placed(fact: Fact, state: State) -> Placed:
    named = free.parse(fact.data["slot"])
    return Placed(
        named.resource_id,
        named.from_at,
        named.to_at,
        named.buffer_minutes,
        str(fact.get("slot_words", "")),
        state,
        fact,
    )


def named(fact: Fact) -> Placed:
    """The time an entry names."""
    return _placed(fact, State.SOFT)


def current(facts: Facts) -> Placed | None:
    """The time the visit is to be, or was, held; None while there is none."""
    found, stop = placed(facts), facts.last("stop")
    if not found or (stop is not None and again(stop) and stop.seq > found[-1].since.seq):
        return None
    return found[-1]


def wanted(facts: Facts) -> list[Wanted]:
    """What must be booked, so that neither terminal nor inmate nor visitor is in two places."""
    told = as_told(facts)
    keys = [inmate_of(facts), *(visitor_key(told[party.n]) for party in visitors(facts))]
    who = tuple(sorted({key for key in keys if key is not None}))
    return [
        Wanted(each.resource_id, each.from_at, each.to_at, each.state, who, each.buffer_minutes, "远程会见")
        for each in placed(facts)
    ]


def last_freed(facts: Facts) -> Placed | None:
    """The time that was given up last; None where none was."""
    fact = facts.last(*FREEING)
    if fact is None:
        return None
    before = placed(Facts(each for each in facts if each.seq < fact.seq))
    return before[-1] if before and not before[-1].used else None


# Where it stands -----------------------------------------------------------------------------------------------------


def jumps(facts: Facts) -> bool:
    """Whether it goes before the others: put off or broken off by the prison or by us, and not given another time yet."""
    moved = [fact for fact in facts.all("put_off", "stop") if not_their_fault(fact)]
    last = facts.last("forward")
    return bool(moved) and (last is None or moved[-1].seq > last.seq)


def not_their_fault(fact: Fact) -> bool:
    return bool(fact.get("by") in (codes.PRISON, codes.OURS) or fact.get("why") == codes.TECHNICAL)


def has_priority(facts: Facts) -> bool:
    """Whether it may take a reserved time: believed as stated."""
    return bool(facts.value("priority")) or jumps(facts)


def faulted(facts: Facts) -> Fact | None:
    """The last fault of the terminal that has not been seen to."""
    fact = facts.last("fault")
    done = facts.last("forward", "put_off", "cancel", "lapse", "check_in")
    return fact if fact is not None and (done is None or fact.seq > done.seq) else None


def offered(facts: Facts) -> Fact | None:
    """A free time the family has not been called about yet."""
    fact = facts.last("offer_slot")
    done = facts.last("forward", "tell", "cancel", "queue")
    return fact if fact is not None and (done is None or fact.seq > done.seq) else None


OUTCOMES = {
    "finish": "done", "stop": "stopped", "no_show": "no_show", "cancel": "cancelled", "refuse": "refused", "lapse": "lapsed",
}  # fmt: skip


def outcome(facts: Facts) -> tuple[str, date | None]:
    """What came of it, and when; empty while it goes on."""
    found = [
        fact
        for fact in facts.all(*OUTCOMES, "forward", "put_off", "queue")
        if fact.action != "no_show" or stayed_away(facts, fact)
    ]
    if not found or found[-1].action not in OUTCOMES or (found[-1].action == "stop" and again(found[-1])):
        return "", None
    return OUTCOMES[found[-1].action], found[-1].happened_on


def stayed_away(facts: Facts, fact: Fact) -> bool:
    """Whether nobody came: a signing in that was recorded late shows that they did."""
    return not any(came.happened_on == fact.happened_on for came in facts.all("check_in"))


def again(fact: Fact) -> bool:
    """Whether a visit that was broken off is to be held another time."""
    return bool(fact.get("again")) and not_their_fault(fact)


# Rows ----------------------------------------------------------------------------------------------------------------


def title(facts: Facts, masked: bool = False) -> str:
    """张三等3人远程会见: never the inmate's name."""
    there = visitors(facts)
    name = there[0].name if there else "家属"
    said = mask_name(name) if masked else name
    return f"{said}{f'等{len(there)}人' if len(there) > 1 else ''}远程会见"


def columns(facts: Facts) -> dict[str, Any]:
    """The columns of a request's row."""
    slot, opening = current(facts), facts.opening
    answer, (word, _) = facts.last("approve", "refuse"), outcome(facts)
    priority = str(facts.value("priority", ""))
    return {
        "title": title(facts), "masked_title": title(facts, masked=True), "handler_id": opening.actor_id,
        "channel": opening.get("channel", ""), "prison_id": prison(facts), "prison_name": facts.value("prison_name", ""), "inmate_key": inmate_of(facts),
        "mode": facts.value("mode", ""), "persons": len(visitors(facts)), "priority": priority, "jumps": jumps(facts),
        "wish_on": facts.value("wish_on"), "resource_id": slot.resource_id if slot else None, "visit_at": slot.from_at if slot else None,
        "visit_minutes": slot.minutes if slot else None, "place": slot.words.partition("，")[2] if slot else "",
        "asked_on": opening.happened_on, "forwarded_on": facts.on("forward"), "answered_on": answer.happened_on if answer else None,
        "approved": answer.action == "approve" if answer else None, "outcome": word, "satisfaction": facts.value("satisfaction", ""),
        "distance_km": facts.value("distance_km"),
    }  # fmt: skip


@dataclass(frozen=True)
class Session:
    """One visit from the signing in to its end."""

    came: Fact
    begun: Fact | None = None
    over: Fact | None = None


def sessions(facts: Facts) -> Iterator[Session]:
    """Every one there was; after a power cut there may be another."""
    now: Session | None = None
    for fact in facts.all("check_in", "begin", "finish", "stop"):
        if fact.action == "check_in":
            now = Session(fact)
        elif now is not None and fact.action == "begin":
            now = replace(now, begun=fact)
        elif now is not None:
            yield replace(now, over=fact)
            now = None
    if now is not None:
        yield now


def came_in(fact: Fact) -> list[int]:
    """The numbers of those who were let in."""
    return [row["who"] for row in fact.get("arrivals", ()) if row.get("check") in (codes.PASSED, codes.EXCEPTION)]


def minutes_of(session: Session) -> int | None:
    """Real minutes from beginning to end; None while either is missing."""
    begun = session.begun.get("begun") if session.begun else None
    ended = session.over.get("ended") if session.over else None
    if not begun or not ended:
        return None
    first, last = (int(text[:2]) * 60 + int(text[3:]) for text in (begun, ended))
    return last - first if last >= first else None
