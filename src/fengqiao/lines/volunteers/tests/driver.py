"""A volunteer driven in words: applies, is enrolled, helps, leaves. Days are literal."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from fengqiao.lines.volunteers import procedure as p
from fengqiao.lines.volunteers.models import Volunteer
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter, perform
from fengqiao.matter.models import DeadlineRow
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Post, Staff
from tests.county import FOUNDED, County, at

STUDENT = {"name": "周晓雨", "id_no": "110101198001011224", "phone": "13800002222"}


def section(county: County, name: str = "legal_service") -> Actor:
    """Somebody of the bureau's section that keeps the volunteers."""
    staff = Staff.objects.filter(username=name).first() or Staff.objects.create_user(name, "correct-horse-battery", name="科长唐", confirmed=True)
    post = Post.objects.filter(staff=staff).first() or Post.objects.create(staff=staff, office=county.offices["bureau"], roles=["legal_service"], from_on=FOUNDED)
    return actor_of(post)


class Helper:
    """One volunteer of one office; the section decides, the office records."""

    def __init__(self, county: County) -> None:
        self.county, self.clerk, self.section = county, county["office_staff"], section(county)
        self.pk: UUID = UUID(int=0)

    def apply(self, day: str, **data: Any) -> Helper:
        given = {"parties": [STUDENT], "kind": "law_school", "trained": True, "pledged": True, **data}
        given = {name: value for name, value in given.items() if value not in (None, "", False)}
        doing = Doing(p.apply, given, date.fromisoformat(day))
        self.pk = open_matter(self.clerk, p.VOLUNTEER, [doing], self.county.offices["office"], now=at(day)).matter.pk
        return self

    def do(self, code: str, day: str, **data: Any) -> Helper:
        action = p.VOLUNTEER.action(code)
        actor = self.section if action.by is not None and not self.clerk.holds(action.by) else self.clerk
        perform(actor, self.pk, [Doing(action, data, date.fromisoformat(day))], now=at(day))
        return self

    def helped(self, day: str, begins: str, ends: str, **data: Any) -> Helper:
        given = {"what": "guide", "place": "枫林镇工作站", "people": 6, **data}
        return self.do("activity", day, begins=begins, ends=ends, **given)

    @property
    def row(self) -> Volunteer:
        return Volunteer.objects.get(pk=self.pk)

    @property
    def stage(self) -> str:
        return registry.procedure_of(self.row).stage(self.row.stage).label

    def due(self, rule: str) -> str:
        row = DeadlineRow.objects.get(matter_id=self.pk, rule=rule)
        return f"{row.due_on} {row.state}"
