"""The invented county's committees and mediators, taken into the register through the same door as real ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from fengqiao.demo.shapes import CommitteePlan, CountyPlan, MemberPlan, StaffPlan
from fengqiao.lines.mediation.committees.loading import open_committee, opening_day
from fengqiao.lines.mediation.committees.procedure import engage, honour, leave, publish_engagement, train
from fengqiao.matter.actions import Doing
from fengqiao.orgs.actor import actor_of
from fengqiao.orgs.models import Office, Post, Staff

SEXES = {"男": "1", "女": "2"}
HONOURS = {"全国": "国家", "全省": "省", "全市": "市"}


def load_committees(
    plan: CountyPlan, offices: dict[int, Office], staff: dict[str, Staff], *, say: Callable[[str], None], today: date
) -> None:
    """One matter a committee: its people, then their training and honours on their days."""
    post = Post.objects.select_related("office", "staff").filter(
        office__in=offices.values(), roles__contains=["section_mediation"]
    )
    actor, now = actor_of(post[0]), evening_of(today)
    people = {person.key: person for person in plan.staff}
    for number, committee in enumerate(plan.committees, 1):
        data = _data(committee, people, staff)
        opened = opening_day(committee.founded_on, committee.term_from_on)
        later = [doing for doing in _records(committee, people) if opened <= doing.happened_on <= today]
        later += _lately(number, len(committee.members), today)
        open_committee(actor, offices[committee.territory], data, opened, later, now=now, demo=True)
        if number % 100 == 0:
            say(f"  调委会 {number}/{len(plan.committees)}")


def evening_of(day: date) -> datetime:
    """When the day's work is entered."""
    return timezone.make_aware(datetime.combine(day, time(17, 30)))


def _lately(number: int, members: int, today: date) -> list[Doing]:
    """Here and there something has just changed and waits for its next step: a member left, a mediator is proposed."""
    if number % 12 == 5 and members > 3:
        left = {"party": members, "kind": "辞任"}
        return [Doing(leave, left, today - timedelta(days=6))]
    if number % 12 == 9:
        who = {"name": "宋老师", "sex": "1", "birth_on": "1962-09-10", "ethnicity": "汉族"}
        notice = {"party": members + 1, "until_on": (today + timedelta(days=2)).isoformat(), "place": "村务公开栏"}
        return [
            Doing(engage, {"parties": [who]}, today - timedelta(days=5)),
            Doing(publish_engagement, notice, today - timedelta(days=5)),
        ]
    return []


def _data(plan: CommitteePlan, people: dict[str, StaffPlan], staff: dict[str, Staff]) -> dict[str, Any]:
    days = {
        "founded_on": plan.founded_on, "term_from_on": plan.term_from_on, "term_to_on": plan.term_to_on,
        "filed_on": plan.filed_on, "court_told_on": plan.court_told_on,
    }  # fmt: skip
    return {
        "host": plan.host, "field": plan.field, "set_up_as": "committee", "place": plan.address, "body_phone": plan.phone,
        "elected_by": plan.elected_by, "filing_no": plan.filing_no,
        "parties": [_row(member, people.get(member.staff), staff) for member in plan.members],
        **{name: day.isoformat() for name, day in days.items() if day is not None},
    }  # fmt: skip


def _row(member: MemberPlan, person: StaffPlan | None, staff: dict[str, Staff]) -> dict[str, Any]:
    row: dict[str, Any] = {
        "side": member.post, "name": member.person.name, "sex": SEXES[member.person.sex],
        "birth_on": member.person.birth_on.isoformat(), "ethnicity": member.person.ethnicity, "phone": member.person.phone,
    }  # fmt: skip
    known = person.mediator if person is not None else None
    if known is not None:
        row |= {
            "staff": staff[member.staff].pk, "education": known.education, "full_time": known.full_time,
            "purchased": known.purchased, "produced_by": known.produced_by, "identities": list(known.identities),
            "expertise": known.expertise[:80], "grade": known.grade, "from_on": known.from_on.isoformat(),
            "declared_kin": known.declared_kin,
        }  # fmt: skip
    return {name: value for name, value in row.items() if value not in (None, "", [], False)}


def _records(plan: CommitteePlan, people: dict[str, StaffPlan]) -> Iterator[Doing]:
    """Training taken together is one entry; an honour is one person's."""
    courses: dict[tuple[str, str, date, int], list[int]] = {}
    for n, member in enumerate(plan.members, 1):
        person = people.get(member.staff)
        for record in person.mediator.records if person is not None and person.mediator is not None else ():
            if record.kind == "training":
                courses.setdefault((record.title, record.organiser, record.on, record.hours or 0), []).append(n)
                continue
            given = {
                "party": n, "level": HONOURS.get(record.title[:2], "县"), "title": record.title, "organiser": record.organiser,
                "document_no": record.document_no,
            }  # fmt: skip
            yield Doing(honour, given, record.on)
    for (title, organiser, on, hours), who in courses.items():
        given = {"who": who, "subject": title, "organiser": organiser, "hours": hours, "mode": "集中授课"}
        yield Doing(train, given, on)
