"""What is read elsewhere at the moment of an act, and recorded with it: the standard in force, who applied before, the minute."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from fengqiao.daycount import Period, Unit, count
from fengqiao.divisions import territory as territories
from fengqiao.lines.legalaid import campaigns
from fengqiao.lines.legalaid import facts as f
from fengqiao.matter import calendars
from fengqiao.matter.procedure import Asking

if TYPE_CHECKING:
    from fengqiao.matter.forms import Setting


def standards(setting: Setting) -> Iterable[tuple[str, str]]:
    """The standard of the county on the day of receipt; none where none was registered for that day."""
    from fengqiao.lines.legalaid.models import EconomicStandard

    received = f.received_on(setting.facts) or setting.today
    for each in EconomicStandard.of_county(setting.actor.territory, received):
        yield str(each.pk), f"{each.kept.words}（{each.source_doc}）"


def of_receipt(asking: Asking) -> Mapping[str, Any]:
    """Who received it, the campaigns it belongs to, how long it was on the way, and hidden: who stands on the other side."""
    from fengqiao.lines.legalaid import duplicates
    from fengqiao.lines.legalaid.transfers import letters

    data = asking.data
    who = f.applicant_of(data.get("parties") or (), asking.happened_on, tuple(data.get("groups") or ()))
    found: dict[str, Any] = {"received_by": asking.actor.staff_id, "received_at": asking.matter.office.short_name, "tags": campaigns.tags(who, data), **letters.of_letter(data)}
    if who.age is not None:
        found["age"] = who.age
    late = forwarding_minutes(data, asking.happened_on)
    if late is not None:
        found["forwarding_minutes"] = late
    opposite = duplicates.opposite(asking.matter, data)
    return found | ({"opposite": opposite} if opposite else {})


def forwarding_minutes(data: Mapping[str, Any], received_on: date) -> int | None:
    """Minutes from the asking of somebody in custody to our receipt; None where the minute of either is not known."""
    if not (data.get("asked_on") and data.get("asked_time") and data.get("received_time")):
        return None
    asked = datetime.fromisoformat(f"{data['asked_on']}T{data['asked_time']}")
    came = datetime.fromisoformat(f"{received_on.isoformat()}T{data['received_time']}")
    return (came - asked) // timedelta(minutes=1)


def of_means(asking: Asking) -> Mapping[str, Any]:
    """The standard as it is in force, so that its later change changes nothing here (T8)."""
    from fengqiao.lines.legalaid.models import EconomicStandard

    county = territories.county_reach(asking.matter.territory)[0]
    received = f.received_on(asking.facts) or asking.happened_on
    chosen = str(asking.data.get("standard", ""))
    row = next((each for each in EconomicStandard.of_county(county, received) if str(each.pk) == chosen), None)
    return {"standard_kept": row.as_data()} if row else {"standard_gone": True}


def of_proposal(asking: Asking) -> Mapping[str, Any]:
    """The row of the table that decides, from what is known on that day and what the reviewer says."""
    return f.verdict(asking.facts, asking.data).as_data()


def of_first_aid(asking: Asking) -> Mapping[str, Any]:
    """The days left, and by when the formalities are to be made up."""
    from fengqiao.lines.legalaid.procedure import LEGALAID

    kept = calendars.parameters(LEGALAID, asking.matter.territory)
    ends = count(asking.happened_on, Period(int(kept["formalities_days"]), Unit.CALENDAR, roll=True), calendars.current()).due_on
    left = f.days_left(asking.facts, asking.happened_on)
    return {"formalities_by": ends.isoformat(), "by_head": asking.actor.staff_id} | ({"days_left": left} if left is not None else {})


def of_decision(asking: Asking) -> Mapping[str, Any]:
    """The row proposed, kept with the decision; who proposed, for whoever reviews an objection."""
    fact = asking.facts.last("propose")
    if fact is None:
        return {}
    return {"row": fact.get("row"), "outcome": fact.get("outcome"), "by_reviewer": fact.actor_id, "by_head": asking.actor.staff_id}


def of_history(asking: Asking) -> Mapping[str, Any]:
    """Of a row of an old ledger: the campaigns it belongs to."""
    data = asking.data
    return {"tags": campaigns.tags(f.applicant_of(data.get("parties") or (), asking.happened_on, tuple(data.get("groups") or ())), data)}
