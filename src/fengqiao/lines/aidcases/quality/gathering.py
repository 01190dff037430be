"""What a plan and a review look up: the closed cases, those that must be looked at, whether somebody may score.

Of the handler and the body a review keeps their numbers in the register, to keep them and their colleagues from scoring; their
names are read from the case when the scores are in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from secrets import token_hex
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from fengqiao.daycount.months import add_months
from fengqiao.divisions import territory as territories
from fengqiao.lines.aidcases import codes as cases
from fengqiao.lines.aidcases.complained import upheld
from fengqiao.lines.aidcases.models import AidCase, AidQuality, AidQualityPlan, Assignment
from fengqiao.lines.aidcases.permissions import MAY_MANAGE_QUALITY
from fengqiao.lines.aidcases.quality import codes, drawing
from fengqiao.matter.procedure import Asking
from fengqiao.orgs.models import Post, Staff
from fengqiao.providers.models import Provider

MONTHS = 12  # within which a second failure keeps somebody from the pool


# The sample ------------------------------------------------------------------------------------------------------------


def of_draw(asking: Asking) -> Mapping[str, Any]:
    """The sample of a period: what must be looked at, and a share of the rest by a seed nobody chose."""
    first, last = date.fromisoformat(asking.data["from_on"]), date.fromisoformat(asking.data["to_on"])
    closed = _closed(asking.matter.territory, last)
    must = {case.pk: found for case in closed if (found := list(_reasons(case)))}
    for pk in upheld([(case.pk, case.application_id) for case in closed]):
        must[pk] = [codes.COMPLAINT, *must.get(pk, [])]
    inside = [case for case in closed if case.closing_day and case.closing_day >= first]
    frame = {case.number: case for case in inside if case.pk not in must}
    seed = token_hex(8)
    drawn = drawing.draw(frame, drawing.how_many(len(inside), int(asking.data["share"])), seed)
    rows = [(case, must[case.pk]) for case in closed if case.pk in must] + [(frame[number], [codes.RANDOM]) for number in drawn]
    sample = [{"case": case.pk.hex, "case_no": case.number, "reasons": list(why)} for case, why in rows]
    before = AidQualityPlan.objects.filter(territory=asking.matter.territory, from_on__lte=last, to_on__gte=first).exclude(pk=asking.matter.pk).count()
    return {
        "seed": seed, "frame": sorted(frame), "frame_hash": drawing.fingerprint(frame), "population": len(inside), "sample": sample,
        "must_count": len(must), "random_count": len(drawn), "drawn_before": before or None,
    }  # fmt: skip


def _closed(territory: int, until: date) -> list[AidCase]:
    """The county's cases closed by that day, with a handler, not yet looked at or being so."""
    low, high = territories.county_reach(territory)
    there = AidQuality.objects.exclude(stage="dropped").values("case_id")
    found: QuerySet[AidCase] = AidCase.objects.filter(territory__gte=low, territory__lte=high, closing_day__lte=until, sealed=False)
    return list(found.exclude(pk__in=there).exclude(provider_key="").order_by("number"))


def _reasons(case: AidCase) -> Iterable[str]:
    if case.with_fault:
        yield codes.FAULT
    if case.ground in cases.GRAVE:
        yield codes.GRAVE
    if case.end_ground:
        yield codes.TERMINATED


# Who may score ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Kept:
    """Who had the case, by their numbers: accounts, people of the register, bodies."""

    staff: frozenset[int]
    people: frozenset[str]
    bodies: frozenset[str]


def _kept(case_id: UUID) -> Kept:
    rows = list(Assignment.objects.filter(matter_id=case_id))
    keys = [row.provider_key for row in rows if row.provider_key.isdigit()]
    people = list(Provider.objects.filter(pk__in=keys))
    bodies = {row.org_key for row in rows if row.org_key} | {str(one.org_id) for one in people if one.org_id}
    return Kept(frozenset(one.staff_id for one in people if one.staff_id), frozenset(keys), frozenset(bodies))


def unfit(case_id: UUID, staff_id: int, day: date) -> str:
    """Why this person may not score the case, in a sentence that names neither handler nor body; empty where nothing is known."""
    staff = Staff.objects.filter(pk=staff_id).first()
    name = staff.name if staff else "这个账号"
    roles = {role for post in Post.objects.held_on(day).filter(staff_id=staff_id) for role in post.roles}
    if roles & MAY_MANAGE_QUALITY.role_codes:
        return f"{name}在法律援助中心组织评估，看得到各人的评分，不能同时评分。"
    kept = _kept(case_id)
    if staff_id in kept.staff:
        return f"{name}承办过本案，不能评估。"
    low, high = territories.county_reach(AidCase.objects.values_list("territory", flat=True).get(pk=case_id))
    person = Provider.objects.filter(Q(left_on=None) | Q(left_on__gt=day), staff_id=staff_id, territory__gte=low, territory__lte=high).first()
    if person is None:
        return f"{name}没有在人员名册登记，看不出在哪家机构执业。请先登记。"
    if str(person.pk) in kept.people:
        return f"{name}承办过本案，不能评估。"
    if person.org_id is not None and str(person.org_id) in kept.bodies:
        return f"{name}与本案承办人在同一机构，不能评估。"
    return ""


def of_naming(asking: Asking) -> Mapping[str, Any]:
    """Why those named may not score, if anything keeps them from it."""
    case_id = UUID(asking.facts.opening.get("case"))
    chosen = [int(asking.data[name]) for name in ("first", "second", "third") if asking.data.get(name)]
    said = [found for each in chosen if (found := unfit(case_id, each, asking.happened_on))]
    return {"not_fit": "".join(said)} if said else {}


def of_score(asking: Asking) -> Mapping[str, Any]:
    """Whether it is for this person to score, and once."""
    from fengqiao.lines.aidcases.quality import facts as f

    who = asking.actor.staff_id
    if who not in f.reviewers(asking.facts):
        return {"not_named": True}
    if f.scored_by(asking.facts, who):
        return {"twice": True}
    said = unfit(UUID(asking.facts.opening.get("case")), who, asking.happened_on)
    return {"not_fit": said} if said else {}


# What follows ----------------------------------------------------------------------------------------------------------


def of_feedback(asking: Asking) -> Mapping[str, Any]:
    """Whose case it was, now that the scores are in."""
    case = AidCase.objects.get(pk=UUID(asking.facts.opening.get("case")))
    return {"org_name": case.org_name, "handler_name": case.handler_name, "cause": case.cause, "provider": case.provider_key}


def of_grade(asking: Asking) -> Mapping[str, Any]:
    """The other failure of the same person within twelve months, by its number."""
    told = asking.facts.last("feedback")
    key = told.get("provider") if told else ""
    since = add_months(asking.happened_on, -MONTHS)
    found = AidQuality.objects.filter(provider_key=key, grade=codes.FAIL, graded_on__gt=since, graded_on__lte=asking.happened_on).exclude(pk=asking.matter.pk)
    other = found.order_by("-graded_on").first() if key else None
    return {"failed_before": other.number} if other else {}
