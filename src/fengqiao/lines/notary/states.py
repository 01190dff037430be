"""What follows from a booking's facts: the time that stands, what is lacking, how far the notary office is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from fengqiao.booking import free
from fengqiao.booking.models import State
from fengqiao.booking.spans import HERE
from fengqiao.booking.taking import Wanted, subject_key
from fengqiao.lines.notary import codes
from fengqiao.matter.timeline import Fact, Facts, PartyFact
from fengqiao.vault import DESTROYED, mask_name

PLACING = ("ask", "book", "move")
FREEING = ("cancel", "no_show")


@dataclass(frozen=True)
class Placed:
    """A time at one of the windows, or of a notary who comes home."""

    resource_id: int
    from_at: datetime
    to_at: datetime
    buffer_minutes: int
    words: str
    since: Fact

    @property
    def on(self) -> date:
        return self.from_at.astimezone(HERE).date()


def current(facts: Facts) -> Placed | None:
    """The time that stands, or stood when they came; None while there is none."""
    found: Placed | None = None
    for fact in facts.all(*PLACING, *FREEING):
        if fact.action in FREEING:
            found = None
        elif fact.get("slot"):
            named = free.parse(fact.data["slot"])
            found = Placed(named.resource_id, named.from_at, named.to_at, named.buffer_minutes, str(fact.get("slot_words", "")), fact)
    return found


def wanted(facts: Facts) -> list[Wanted]:
    """What must be booked: the window, and the person, who cannot be at two places at once."""
    slot = current(facts)
    if slot is None:
        return []
    phones = {str(party.get("phone")) for party in facts.parties_as_told if party.get("phone") and party.get("phone") != DESTROYED}
    who = tuple(sorted(subject_key("notary", phone) for phone in phones))
    return [Wanted(slot.resource_id, slot.from_at, slot.to_at, State.BOOKED, who, slot.buffer_minutes, "公证预约")]


def applicants(facts: Facts) -> list[PartyFact]:
    return [party for party in facts.present_parties if party.side == "applicant"]


def materials(facts: Facts) -> list[str]:
    """What the notary office wanted to see when it was booked, and what it asked for further."""
    found = list(facts.value("materials", ()))
    return [*found, *(str(fact.get("further")) for fact in facts.all("precheck") if fact.get("further"))]


def lacking(facts: Facts) -> list[str]:
    """What still lacks, as it was told once; nothing where everything was brought."""
    checked = facts.last("precheck")
    if checked is None or any(fact.get("complete") and fact.seq > checked.seq for fact in facts.all("supply")) or facts.has("accept"):
        return []
    words = list(facts.value("materials", ()))
    named = [words[int(n) - 1] for n in checked.get("lacking", ()) if 0 < int(n) <= len(words)]
    return [*named, *([str(checked.get("further"))] if checked.get("further") else [])]


def held_up(facts: Facts) -> Fact | None:
    """The suspension that lasts."""
    fact = facts.last("suspend", "resume")
    return fact if fact is not None and fact.action == "suspend" else None


ENDS = {"collect": "collected", "refuse": "refused", "end": "ended", "cancel": "cancelled", "no_show": "no_show"}


def outcome(facts: Facts) -> str:
    """What came of it; empty while it goes on."""
    reviewed = facts.last("reviewed")
    if reviewed is not None and reviewed.get("result") == codes.REVOKED:
        return "revoked"
    last = facts.last(*ENDS, "move", "book", "accept")
    return ENDS.get(last.action, "") if last is not None else ""


def title(facts: Facts, masked: bool = False) -> str:
    """张三预约公证（委托）; of a company its name."""
    there = applicants(facts) or list(facts.present_parties)
    name = there[0].name if there else "申请人"
    item = codes.BY_CODE.get(str(facts.value("item", "")))
    return f"{mask_name(name) if masked else name}预约公证{f'（{item.label}）' if item else ''}"


def columns(facts: Facts) -> dict[str, Any]:
    """The columns of a booking's row."""
    slot, opening, issued, rated = current(facts), facts.opening, facts.last("issue"), facts.last("rate")
    return {
        "title": title(facts), "masked_title": title(facts, masked=True), "handler_id": opening.actor_id, "channel": opening.get("channel", ""),
        "item": facts.value("item", ""), "notary_id": opening.get("notary_id"), "notary_name": opening.get("notary_name", ""),
        "real_estate": bool(facts.value("real_estate")), "home_visit": bool(facts.value("home_visit")), "relief": bool(facts.value("relief")),
        "resource_id": slot.resource_id if slot else None, "slot_at": slot.from_at if slot else None, "slot_words": slot.words if slot else "",
        "wish_on": opening.day("wish_on"), "lacking": len(lacking(facts)), "asked_on": opening.happened_on, "accepted_on": facts.on("accept"),
        "issued_on": issued.happened_on if issued else None, "cert_no": issued.get("cert_no", "") if issued else "", "outcome": outcome(facts),
        "missed": len(facts.all("no_show")), "grade": rated.get("grade", "") if rated else "",
    }  # fmt: skip
