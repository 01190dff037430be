"""Who may mediate on a day: only somebody in office then (人民调解法 13, 15). Judged by the day it happened, not the day it is entered.

A member whose term has just run out may finish the cases accepted before; everything else waits for the new election.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from fengqiao.lines.mediation.committees import codes
from fengqiao.lines.mediation.committees.roster import Span
from fengqiao.matter.asked_once import ask
from fengqiao.matter.procedure import Asking, Condition
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts
from fengqiao.statutes.known import PEOPLES_MEDIATION

if TYPE_CHECKING:
    from fengqiao.lines.mediation.models import Mediator
    from fengqiao.orgs.models import Office

LAW = PEOPLES_MEDIATION
Data = Mapping[str, Any] | None


@dataclass(frozen=True)
class Service:
    """One person's service at one committee. ``spans``: days in office, both ends included, the last may be open;
    ``lapses``: days after the term or engagement ran out, until another state or the next term."""

    staff_id: int | None
    name: str
    spans: tuple[Span, ...]
    lapses: tuple[Span, ...]
    state: str
    left_on: date | None = None
    to_on: date | None = None

    def in_office_on(self, day: date) -> bool:
        return _holds(self.spans, day)

    def finishing_on(self, day: date, accepted_on: date | None) -> bool:
        """Whether an office that has run out still allows to finish a case accepted while it lasted."""
        return accepted_on is not None and _holds(self.lapses, day) and self.in_office_on(accepted_on)


def _holds(spans: Iterable[Span], day: date) -> bool:
    return any(begins <= day and (ends is None or day <= ends) for begins, ends in spans)


def why_not(services: Sequence[Service], day: date, *, accepted_on: date | None = None) -> str | None:
    """Why nobody of these services (one person's) allows to mediate on ``day``; None when one does."""
    if not services:
        return "没有登记为人民调解员，不能主持调解。请先在调委会名单中登记，或另行指派。"
    if any(s.in_office_on(day) or s.finishing_on(day, accepted_on) for s in services):
        return None
    last = services[-1]
    return f"在{day.isoformat()}不在任（{_word(last, day)}），不能主持调解、不能签名。请另行指派；日期有误的，请核对。"


def _word(service: Service, day: date) -> str:
    if service.left_on is not None and day >= service.left_on:
        return f"{service.left_on.isoformat()}{service.state}"
    if service.to_on is not None and day > service.to_on:
        return f"{service.to_on.isoformat()}届满"
    if service.spans and day < service.spans[0][0]:
        return f"{service.spans[0][0].isoformat()}起任职"
    return service.state if service.state != codes.IN_OFFICE else codes.PAUSED


def service_of(row: Mediator) -> Service:
    """A stored row as a service."""
    return Service(row.staff_id, row.name, _read(row.spans), _read(row.lapses), row.state, row.left_on, row.to_on)


def _read(stored: Iterable[Sequence[str | None]]) -> tuple[Span, ...]:
    return tuple(
        (date.fromisoformat(begins or ""), date.fromisoformat(ends) if ends else None) for begins, ends in stored
    )


def services(staff_ids: Iterable[int]) -> dict[int, list[Service]]:
    """What each of these people has served as, wherever within reach."""
    asked = sorted(staff_ids)
    return ask(("services", *asked), lambda: _services(asked))


def _services(staff_ids: Iterable[int]) -> dict[int, list[Service]]:
    from fengqiao.lines.mediation.models import Mediator

    found: dict[int, list[Service]] = {pk: [] for pk in staff_ids}
    for row in Mediator.objects.filter(staff_id__in=found).order_by("from_on", "n"):
        found[row.staff_id].append(service_of(row))  # type: ignore[index]
    return found


def who_may_mediate(office: Office, day: date) -> tuple[Service, ...]:
    """The people of a committee who are in office on ``day``, by name; those without an account included."""
    from fengqiao.lines.mediation.models import Mediator

    rows = Mediator.objects.filter(office=office).order_by("name", "n")
    return tuple(s for s in map(service_of, rows) if s.in_office_on(day))


def not_in_office(
    office_id: int, staff_ids: Iterable[int | None], day: date, *, accepted_on: date | None = None
) -> list[str]:
    """One sentence for each of these people who may not mediate on ``day``, by name.

    A committee that has not been taken into the register (纳入管理) has no roster to judge by: nobody is refused.
    """
    from fengqiao.lines.mediation.models import Committee
    from fengqiao.orgs.models import Staff

    asked = [pk for pk in dict.fromkeys(staff_ids) if pk is not None]
    if not asked or not ask(("has roster", office_id), lambda: Committee.objects.filter(office_id=office_id).exists()):
        return []
    refused = {
        pk: said for pk, served in services(asked).items() if (said := why_not(served, day, accepted_on=accepted_on))
    }
    if not refused:
        return []
    names = dict(Staff.objects.filter(pk__in=refused).values_list("pk", "name"))
    return [f"{names.get(pk, '')}{said}" for pk, said in refused.items()]


# What the procedure of a case plugs in -------------------------------------------------------------------------------


def of_assignment(asking: Asking) -> Mapping[str, Any]:
    """Those named in an assignment, on its day."""
    who = [asking.data.get("mediator"), *(asking.data.get("others") or ())]
    return _gathered(asking, who, asking.happened_on)


def of_session(asking: Asking) -> Mapping[str, Any]:
    """Those assigned, on the day of the session."""
    return _gathered(asking, _assigned(asking.facts), asking.happened_on)


def of_signing(asking: Asking) -> Mapping[str, Any]:
    """Whoever signs as mediator, on the day of that signature."""
    day = asking.data.get("mediator_on")
    who = asking.data.get("mediator") or asking.matter.handler_id
    return _gathered(asking, [who], date.fromisoformat(day)) if day else {}


def of_committee(asking: Asking) -> Mapping[str, Any]:
    """When the committee's term ran out, if it had by the day of acceptance."""
    from fengqiao.lines.mediation.models import Committee

    office_id = asking.matter.office_id
    found = ask(("term", office_id), lambda: Committee.objects.filter(office_id=office_id, closed=False).first())
    if found is None or found.term_to_on is None or asking.happened_on <= found.term_to_on:
        return {}
    return {"term_ended_on": found.term_to_on.isoformat()}


def _gathered(asking: Asking, staff_ids: Iterable[int | None], day: date) -> Mapping[str, Any]:
    said = not_in_office(asking.matter.office_id, staff_ids, day, accepted_on=asking.facts.on("accept"))
    return {"not_in_office": said} if said else {}


def _assigned(facts: Facts) -> list[int | None]:
    fact = facts.last("assign", "replace")
    return [] if fact is None else [fact.get("mediator"), *fact.get("others", ())]


def _all_in_office(facts: Facts, data: Data) -> Reason | None:
    said = data.get("not_in_office") if data is not None else None
    return Reason("；".join(said), (LAW.art(13),), need="mediator") if said else None


def _term_known(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("term_ended_on") or data.get("term_known"):
        return None
    return Reason(
        f"本调委会的任期已于{data['term_ended_on']}届满，还没有换届。仍要受理的，请勾选“已知悉任期届满”；在办案件可以继续办完。",
        (LAW.art(9, 2),), need="term_known",
    )  # fmt: skip


IN_OFFICE = Condition("调解员在任", _all_in_office)
TERM_KNOWN = Condition("知悉任期届满", _term_known)
