"""What applications tell other lines: aid was granted (or given first), confirmed, ended, ordered by the bureau.

Ids, dates and codes only: whoever opens a case reads the people from the application, by ``registry.line("legalaid").gives``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import Q

from fengqiao.lines.legalaid.indicators import (
    ACCEPTED as ACCEPTED,  # what figures over several lines count of applications
)
from fengqiao.matter.events import Event, publishes
from fengqiao.matter.public import PublicAct
from fengqiao.matter.timeline import Facts

APPLIED, FIRST, ORDERED, MOVED = "applied", "first", "ordered", "moved"  # where a case comes from: 依申请, 先行提供, 责令改正, 异地移送


@dataclass(frozen=True)
class AidGranted(Event):
    """Legal aid is to be given: ``matter_id`` is the application, ``on`` the day of the decision.

    ``recipient``: the number of the recipient among the application's parties; ``opponents``: those of the other side,
    joined by commas. ``urgent``: 1 where aid was given first. ``formalities_by``: ISO date for that case, else empty.
    """

    name: ClassVar[str] = "legalaid.granted"
    decided_on: date
    origin: str
    aid_form: str
    matter_code: str
    cause: str
    stage: str
    recipient: int
    organ: str
    opponents: str
    urgent: int
    formalities_by: str


@dataclass(frozen=True)
class AidConfirmed(Event):
    """What was given first is granted: the formalities are in order."""

    name: ClassVar[str] = "legalaid.confirmed"


@dataclass(frozen=True)
class AidEnded(Event):
    """What was given first ends: the conditions were not met. ``ground``: the item of 法律援助法48, 1 to 8."""

    name: ClassVar[str] = "legalaid.ended"
    ground: int


@dataclass(frozen=True)
class CorrectionOrdered(Event):
    """The bureau orders the centre to correct a decision. ``matter_id`` is the objection, ``target`` the matter decided on.

    ``against``: refusal, or termination. A refusal is corrected by the application itself, which then tells AidGranted.
    """

    name: ClassVar[str] = "legalaid.correction_ordered"
    target: UUID
    against: str


@dataclass(frozen=True)
class ComplaintEnded(Event):
    """A complaint is dealt with, declined, merged or withdrawn. ``target``: the application or case it was about."""

    name: ClassVar[str] = "legalaid.complaint_ended"
    target: UUID
    property: int


@dataclass(frozen=True)
class PropertyComplained(Event):
    """Somebody complains that property was taken. ``target``: the application or case it is about."""

    name: ClassVar[str] = "legalaid.property_complained"
    target: UUID


def _granted(origin: str) -> Callable[[Any], Event | None]:
    def made(work: Any) -> Event | None:
        facts = work.standing.facts
        fact = facts.last("grant", "first_aid")
        if fact is None:
            return None
        if origin == APPLIED and facts.has("first_aid"):
            return AidConfirmed(work.matter.pk, fact.happened_on)
        return granted_by(work.matter.pk, facts, origin)

    return made


def granted_by(application: UUID, facts: Facts, origin: str = APPLIED) -> AidGranted:
    """What is told of an application whose last decision gave aid."""
    from fengqiao.lines.legalaid.facts import handed_over

    fact = facts.last("grant", "first_aid")
    assert fact is not None
    on = fact.happened_on
    moved = MOVED if origin == APPLIED and facts.opening.get("channel") == "transfer" else origin
    came = ORDERED if origin == APPLIED and facts.has("ordered") else moved
    return AidGranted(application, on, decided_on=on, origin=came, **handed_over(facts))


def _ended(work: Any) -> Event | None:
    fact = work.standing.facts.last("end_first_aid")
    return AidEnded(work.matter.pk, fact.happened_on, int(fact.get("ground", 8)))


def _ordered(work: Any) -> Event | None:
    facts = work.standing.facts
    return CorrectionOrdered(work.matter.pk, facts.last("order").happened_on, UUID(facts.opening.get("origin")), facts.opening.get("against"))


def _complained(work: Any) -> Event | None:
    opening = work.standing.facts.opening
    if not opening.get("origin") or opening.get("head") != "property":
        return None
    return PropertyComplained(work.matter.pk, opening.happened_on, UUID(opening.get("origin")))


def _complaint_ended(work: Any) -> Event | None:
    facts = work.standing.facts
    origin, last = facts.opening.get("origin"), facts.last("decide", "decline", "merge", "withdraw")
    if not origin or last is None:
        return None
    return ComplaintEnded(work.matter.pk, last.happened_on, UUID(origin), int(facts.opening.get("head") == "property"))


publishes("receive", "aid_complaint")(_complained)
for _ending in ("decide", "decline", "merge", "withdraw"):
    publishes(_ending, "aid_complaint")(_complaint_ended)
publishes("grant", "legalaid")(_granted(APPLIED))
publishes("first_aid", "legalaid")(_granted(FIRST))
publishes("end_first_aid", "legalaid")(_ended)
publishes("order", "aid_objection")(_ordered)


def opposed_among(applications: Iterable[UUID]) -> set[tuple[UUID, UUID]]:
    """The pairs of these that are the two sides of the same thing: asked at assignment, never shown."""
    from fengqiao.lines.legalaid.models import Application

    wanted = set(applications)
    rows = Application.objects.filter(pk__in=wanted).values_list("pk", "opposite")
    return {(min(pk, other), max(pk, other)) for pk, every in rows for other in every if other in wanted}


def opposed_people(applications: Iterable[UUID]) -> dict[UUID, frozenset[bytes]]:
    """By what those are known again who applied on the other side of the same thing; of each application that has such. In two questions."""
    from fengqiao.lines.legalaid.models import Application
    from fengqiao.matter.models import Party

    ours = set(applications)
    rows = Application.objects.filter(Q(pk__in=ours) | Q(opposite__overlap=list(ours))).values_list("pk", "opposite")
    against: dict[UUID, set[UUID]] = {}
    for pk, opposite in rows:
        for one, other in [(pk, each) for each in opposite] + [(each, pk) for each in opposite]:
            if one in ours:
                against.setdefault(one, set()).add(other)
    theirs = {each for found in against.values() for each in found}
    people = Party.objects.filter(matter_id__in=theirs, side="applicant", id_index__isnull=False, left_on=None).values_list("matter_id", "id_index") if theirs else ()
    known = [(matter_id, bytes(index)) for matter_id, index in people if index is not None]
    return {one: frozenset(index for matter_id, index in known if matter_id in found) for one, found in against.items()}


def complaints_upheld(targets: Iterable[UUID]) -> set[UUID]:
    """Those of the applications or cases a complaint about which was found true."""
    from fengqiao.lines.legalaid.models import AidComplaint

    rows = AidComplaint.objects.filter(about_id__in=list(targets), upheld=True)
    return {each for each in rows.values_list("about_id", flat=True) if each}


def property_complaints_open(targets: Iterable[UUID]) -> set[UUID]:
    """Those of them about which a complaint that property was taken is not decided yet."""
    from fengqiao.lines.legalaid.models import AidComplaint

    rows = AidComplaint.objects.filter(about_id__in=list(targets), head="property", handling="", closed=False)
    return {each for each in rows.values_list("about_id", flat=True) if each}


def complaint_act(standing: str) -> PublicAct:
    """The citizen's button 投诉, for a line whose matters are followed on the phone; ``standing``: applicant or recipient."""
    from fengqiao.lines.legalaid.complaints.public import act

    return act(standing)


@dataclass(frozen=True)
class DecidedComplaint:
    """A complaint as whoever it was about may know it. ``protected``: nothing may point to who complained, so that ``reasons`` is empty."""

    about: UUID | None
    head: str
    result: str
    reasons: str
    protected: bool
    on: date | None
    mend_by: date | None


def decided_complaints(staff_id: int, targets: Iterable[UUID], *, low: int, high: int) -> list[DecidedComplaint]:
    """The decided complaints about this handler: named by the account, or about these matters of the own. The latest first."""
    from fengqiao.lines.legalaid.complaints.told import told_to

    return [DecidedComplaint(*each) for each in told_to(staff_id, list(targets), low, high)]
