"""Where a matter was sent, who has it now, who still follows it: read from the facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from fengqiao.lines.disputes import codes
from fengqiao.matter.merging import taken_back
from fengqiao.matter.procedure import Asking, Sight
from fengqiao.matter.timeline import Fact, Facts
from fengqiao.orgs.models import Office, OfficeDivision

DISPATCH, DESIGNATE, REASSIGN, ESCALATE, SEND_DOWN = "dispatch", "designate", "reassign", "escalate", "send_down"
ACCEPT, RETURN = "accept_task", "return_task"
SENDING = (DISPATCH, DESIGNATE, REASSIGN, ESCALATE, SEND_DOWN)
WAITING, TAKEN, RETURNED, REASSIGNED, UPWARDS, DOWNWARDS, DONE = "待签收", "已签收", "已退回", "改派", "转上级", "交下级", "已办结"
ENDING = ("resolve", "settle_here", "case_resolved", "refer_out", "merge")


@dataclass(frozen=True)
class Sent:
    """One 转办单: ``seq`` is the entry's that sent it."""

    seq: int
    kind: str
    from_office: int
    to_office: int
    level: str
    sent_on: date
    from_name: str = ""
    to_name: str = ""
    state: str = WAITING
    accepted_on: date | None = None
    ended_on: date | None = None
    reason: str = ""

    @property
    def open(self) -> bool:
        return self.state in (WAITING, TAKEN)


def sendings(facts: Facts) -> list[Sent]:
    """Every sending in its order, with what became of it; at most the last is open."""
    found: list[Sent] = []
    of_no_account = taken_back(facts)
    for fact in facts:
        if fact.seq in of_no_account:
            continue
        if fact.action in SENDING:
            if found and found[-1].open:
                became = {ESCALATE: UPWARDS, SEND_DOWN: DOWNWARDS}.get(fact.action, REASSIGNED)
                found[-1] = replace(found[-1], state=became, ended_on=fact.happened_on)
            found.append(_sent(fact))
        elif found and found[-1].open:
            found[-1] = _after(found[-1], fact)
    return found


def _sent(fact: Fact) -> Sent:
    taken = fact.action == DESIGNATE
    return Sent(
        fact.seq, fact.action, fact.get("from_office"), fact.get("unit"), fact.get("unit_level", codes.OTHER_LEVEL),
        fact.happened_on, fact.get("from_name", ""), fact.get("unit_name", ""), TAKEN if taken else WAITING, fact.happened_on if taken else None,
    )  # fmt: skip


def _after(sent: Sent, fact: Fact) -> Sent:
    if fact.action == ACCEPT:
        return replace(sent, state=TAKEN, accepted_on=fact.happened_on)
    if fact.action == RETURN:
        return replace(sent, state=RETURNED, ended_on=fact.happened_on, reason=fact.get("reason", ""))
    if fact.action in ENDING:
        return replace(sent, state=DONE, ended_on=fact.happened_on)
    return sent


def lead(facts: Facts) -> Sent | None:
    """The sending that names the lead unit now; None while the matter is being sorted."""
    found = sendings(facts)
    return found[-1] if found and found[-1].state in (WAITING, TAKEN, DONE) else None


def returns(facts: Facts) -> int:
    """How often units sent it back since it was last opened; an order to take it is not a return."""
    again = facts.on("reopen")
    return sum(1 for fact in facts.all(RETURN) if again is None or fact.happened_on >= again)


def seat(facts: Facts) -> int | None:
    """The office that has the matter now: the unit it was sent to, or whoever sorts it."""
    found = sendings(facts)
    if not found:
        return int(facts.opening.get("desk")) if facts.opening.get("desk") else None
    last = found[-1]
    again = facts.last("reopen")
    if again is not None and again.seq > last.seq:
        return int(again.get("desk"))
    return last.from_office if last.state == RETURNED else last.to_office


def level(facts: Facts) -> str:
    """The level of the unit that has it; the sorting office's own before it was ever sent."""
    found = sendings(facts)
    return found[-1].level if found else str(facts.opening.get("desk_level", codes.TOWN))


def sight(facts: Facts) -> Iterator[Sight]:
    """Who sent it follows it; who took it in follows it; a unit that gave it back, or lost it, does not."""
    now = seat(facts)
    seen: set[int] = set()
    opening = facts.opening
    senders = [(opening.get("at"), opening.get("at_name", ""), opening.happened_on, "登记单位跟踪")]
    senders += [(sent.from_office, sent.from_name, sent.sent_on, "转出单位跟踪") for sent in sendings(facts)]
    for office, name, since, reason in senders:
        if office and office != now and office not in seen:
            seen.add(office)
            yield Sight(int(office), reason, since, name=name)


# Gathered when it is sent ---------------------------------------------------------------------------------------------


def of_sending(asking: Asking) -> Mapping[str, Any]:
    """From where it goes, and the name, level and kind of the unit it goes to, as they are on that day."""
    unit = Office.objects.get(pk=asking.data["unit"])
    return {
        "from_office": asking.matter.office_id, "from_name": asking.matter.office.short_name, "unit_name": unit.short_name,
        "unit_level": level_of(unit), "unit_kind": unit.kind, **_ended(unit, asking.happened_on),
    }  # fmt: skip


def _ended(unit: Office, day: date) -> dict[str, str]:
    """Since when the unit is no more, and who took its work over; empty while it stands."""
    if unit.to_on is None or unit.to_on > day:
        return {}
    into = unit.changes.filter(into__isnull=False).order_by("on", "pk").values_list("into__name", flat=True).last()
    return {"unit_ended_on": unit.to_on.isoformat(), **({"unit_into": into} if into else {})}


def level_of(office: Office) -> str:
    """Village, town or county, by the division an office serves; a committee without one by where it hangs and its name."""
    if office.kind in ("bureau", "section"):
        return codes.COUNTY_LEVEL
    if office.kind == "office":
        return codes.TOWN
    if office.territory // 10**6 % 1000 == 0:
        return codes.COUNTY_LEVEL
    served = OfficeDivision.objects.filter(office=office, to_on=None).values_list("code", flat=True).first() or ""
    if len(served) == 12:
        return codes.TOWN if served.endswith("000") else codes.VILLAGE
    own = office.name.removesuffix("人民调解委员会")
    return codes.VILLAGE if own.endswith(("村", "社区", "居委会", "村委会")) else codes.TOWN
