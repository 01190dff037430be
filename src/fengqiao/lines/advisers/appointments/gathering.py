"""What an appointment must look up beyond itself, at the moment of an act: the person's other appointments and logs, the register.

Asked over the whole county: an adviser of two villages may serve in two townships. What is found is recorded with the entry.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from fengqiao.booking.taking import subject_key
from fengqiao.daycount import Period, Unit, count
from fengqiao.divisions import territory as territories
from fengqiao.lines.advisers import codes
from fengqiao.lines.advisers.appointments import facts as f
from fengqiao.matter import calendars, net
from fengqiao.matter.procedure import Asking
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.models import Office
from fengqiao.vault import DESTROYED, InvalidIdNumber, parse_id_number


def person_key(facts: Facts) -> bytes | None:
    """By what the person is known again in another appointment; None once the number is destroyed."""
    told = facts.parties_as_told
    number = told[0].get("id_no") if told else None
    return subject_key("id_number", str(number)) if number and number != DESTROYED else None


def served_key(name: str) -> str:
    """The name of a village, school or enterprise, however its blanks are written."""
    return "".join(str(name).split())


def provider_choices(territory: int) -> Iterator[tuple[str, str]]:
    from fengqiao.providers.models import Provider

    with net.widened(*territories.county_reach(territory)):
        for one in Provider.objects.filter(left_on=None).select_related("org").order_by("name"):
            yield str(one.pk), str(one)


def of_proposing(asking: Asking) -> Mapping[str, Any]:
    """The person as the one it is about, the age on the first day, the schools there are already, the licence."""
    data = asking.data
    rows = [{**row, "side": codes.SELF, "kind": "person"} for row in data.get("parties") or ()]
    number = str(rows[0].get("id_no", "")) if rows else ""
    found: dict[str, Any] = {"parties": rows}
    found["age"] = _age(number, date.fromisoformat(data["from"]), asking.happened_on)
    found["schools"] = _schools(asking, subject_key("id_number", number), str(data.get("served", ""))) if number else 0
    found["same"] = _same(asking, subject_key("id_number", number), data) if number else False
    if data.get("provider"):
        found |= _licence(int(data["provider"]), asking.matter.territory)
    if data.get("unit"):
        found["unit_name"] = Office.objects.filter(pk=data["unit"]).values_list("short_name", flat=True).first() or ""
    return found


def of_renewing(asking: Asking) -> Mapping[str, Any]:
    """The age on the day after the present term, and which term it will be."""
    told = asking.facts.parties_as_told
    number = str(told[0].get("id_no", "")) if told else ""
    old = f.term(asking.facts).to_on
    return {"age": _age(number, old, asking.happened_on), "term_no": f.term_no(asking.facts) + 1, "old_to": old.isoformat()}


def _age(number: str, on: date, today: date) -> int | None:
    try:
        return parse_id_number(number, today=today).age_on(on)
    except (InvalidIdNumber, ValueError):
        return None


def _schools(asking: Asking, key: bytes, served: str) -> int:
    """At how many other schools this person is, or is to be, 法治副校长."""
    from fengqiao.lines.advisers.models import Appointment

    with net.widened(*territories.county_reach(asking.matter.territory)) as _:
        there = Appointment.objects.filter(team=codes.VICE, person_key=key, closed=False).exclude(pk=asking.matter.pk)
        return there.exclude(served_key=served_key(served)).values("served_key").distinct().count()


def _same(asking: Asking, key: bytes, data: Mapping[str, Any]) -> bool:
    """Whether the same person is appointed to the same place in the same team already."""
    from fengqiao.lines.advisers.models import Appointment

    with net.widened(*territories.county_reach(asking.matter.territory)):
        there = Appointment.objects.filter(
            team=data.get("team"), person_key=key, served_key=served_key(str(data.get("served", ""))), closed=False
        )
        return there.exclude(pk=asking.matter.pk).exists()


def _licence(provider_id: int, territory: int) -> Mapping[str, Any]:
    from fengqiao.providers.models import Provider

    with net.widened(*territories.county_reach(territory)):
        one = Provider.objects.filter(pk=provider_id).select_related("org").first()
    if one is None:
        return {}
    return {"provider_name": one.name, "licence_to": one.licence_to.isoformat() if one.licence_to else None}


def of_posting(asking: Asking) -> Mapping[str, Any]:
    """Until when it stands in public: so many working days, as the bureau has set."""
    from fengqiao.lines.advisers.appointments.procedure import APPOINTMENT

    days = int(calendars.parameters(APPOINTMENT, asking.matter.territory)["posting_days"])
    until = count(asking.happened_on, Period(days, Unit.WORKING), calendars.current()).due_on if days else asking.happened_on
    return {"until": until.isoformat()}


def of_logging(asking: Asking) -> Mapping[str, Any]:
    """Whether the adviser enters it, and whether a photograph has been used before."""
    from fengqiao.lines.advisers.models import ServiceLog

    digests = [file["digest"] for file in asking.data.get("files") or () if file.get("digest")]
    own = {file.get("digest") for fact in asking.facts.all("log") for file in fact.get("files", ())}
    with net.widened(*territories.county_reach(asking.matter.territory)):
        used = bool(digests) and (bool(own & set(digests)) or ServiceLog.objects.filter(photos__overlap=digests).exists())
    return {"by_adviser": asking.facts.opening.get("adviser") == asking.actor.staff_id, "reused": used or len(digests) != len(set(digests))}


def of_confirming(asking: Asking) -> Mapping[str, Any]:
    """Which log it is in words, and whether the adviser is the one who confirms."""
    log = next((each for each in f.logs(asking.facts) if each.seq == asking.data.get("log")), None)
    return {
        "log_words": log.words if log else "", "late": log is not None and asking.happened_on > log.last_on,
        "by_adviser": asking.facts.opening.get("adviser") == asking.actor.staff_id,
    }  # fmt: skip


def of_reckoning(asking: Asking) -> Mapping[str, Any]:
    """What counts in the month, over all logs of the person, and what it comes to."""
    from fengqiao.lines.advisers.reckoning import looking
    from fengqiao.lines.advisers.reckoning.credit import hours

    if not asking.data.get("window"):
        return {}
    first = date.fromisoformat(str(asking.data["window"]).rpartition(":")[2])
    month, rows = looking.month_of(asking.matter.pk, asking.facts, first)
    result = codes.EXEMPT if asking.data.get("exempt") else codes.MET if month.met else codes.MISSED
    return {
        "month_on": first.isoformat(), "month": f"{first.year}年{first.month}月", "minutes": month.minutes, "counted": hours(month.minutes),
        "needed": month.needed, "lectures": month.lectures, "lessons": month.lessons, "short": month.short, "result": result,
        "result_word": dict(codes.RESULTS)[result], "unconfirmed": month.waiting, "rows": rows,
    }  # fmt: skip
