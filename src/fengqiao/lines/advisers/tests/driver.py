"""Advisers driven in words: each verb is one act on one day. Nobody here is real."""

from __future__ import annotations

from datetime import date
from typing import Any

from fengqiao.lines.advisers.models import Appointment, MonthResult, ServiceLog
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter, perform, standing_of
from fengqiao.matter.models import DeadlineRow, Matter, Notice, Paper
from fengqiao.matter.papers import values_of
from fengqiao.orgs import roles
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Office, Post, Staff
from fengqiao.orgs.roles import Role
from fengqiao.vault import check_digit
from tests.county import FOUNDED, County, at


def id_number(born: str, order: str = "451") -> str:
    """A number of the invented county, with the check digit it must have."""
    body = f"999901{born}{order}"
    return body + check_digit(body)


LI, RETIRED = id_number("19800307"), id_number("19590601", "217")


class Team:
    """One county's advisers. Dates are literal; every act is done on the day it happened."""

    def __init__(self, county: County) -> None:
        self.county = county
        self.join("advisers", "顾问股吕", "section", roles.ADVISERS)

    def join(self, key: str, name: str, office: str, role: Role) -> Actor:
        staff = Staff.objects.create_user(key, "correct-horse-battery", name=name, confirmed=True)
        post = Post.objects.create(staff=staff, office=self.county.offices[office], roles=[role.code], from_on=FOUNDED)
        self.county.actors[key] = actor_of(post)
        return self.county.actors[key]

    def propose(self, day: str, served: str = "白水村", by: str = "advisers", *, name: str = "李正", id_no: str = LI, office: str = "office", **data: Any) -> File:
        given = {
            "team": "village", "served": served, "unit": self.county.offices[office].pk, "parties": [{"name": name, "id_no": id_no}], "source": "firm",
            "source_unit": "枫林正义律师事务所", "from": "2026-01-01", "to": "2026-12-31", "term_no": 1, "hours_month": 4, "lectures_quarter": 0, "lessons_year": 0,
            **data,
        }  # fmt: skip
        return self.open("adviser_appointment", "propose", day, by, given)

    def serving(self, day: str = "2026-01-04", **data: Any) -> File:
        """Proposed and posted on one day, appointed when the posting is over."""
        made = self.propose(day, **data)
        made.do("post", day, by="advisers", where="村务公开栏")
        return made.do("appoint", "2026-01-13", by="advisers", objections="none")

    def open(self, code: str, action: str, day: str, by: str, given: dict[str, Any]) -> File:
        actor, on = self.county[by], date.fromisoformat(day)
        given = {name: value for name, value in given.items() if value not in (None, "", [])}
        procedure = registry.procedure_on(code, on)
        done = open_matter(actor, procedure, [Doing(procedure.action(action), given, on)], Office.objects.get(pk=actor.office_id), now=at(day))
        return File(self.county, done.matter)


class File:
    """One matter of the advisers' lines."""

    def __init__(self, county: County, matter: Matter) -> None:
        self.county, self.matter = county, matter

    def do(self, action: str, day: str, by: str = "office_staff", entered: str = "", **data: Any) -> File:
        """``entered``: the day it was recorded, where that is a later one."""
        declared = registry.procedure_of(self.matter).action(action)
        self.matter = perform(self.county[by], self.matter.pk, [Doing(declared, data, date.fromisoformat(day))], now=at(entered or day)).matter
        return self

    def pass_to(self, day: str) -> File:
        """The days go by; the law acts."""
        self.matter = perform(None, self.matter.pk, [], now=at(day)).matter
        return self

    def log(self, day: str, begins: str = "09:00", ends: str = "11:00", **data: Any) -> int:
        """The number of the entry."""
        given = {"kind": "duty", "begins": begins, "ends": ends, "people": 5, "content": "在村委会接待咨询", **data}
        self.do("log", day, **given)
        return int(self.facts.last("log").seq)

    def confirm(self, seq: int, day: str, **data: Any) -> File:
        return self.do("confirm_log", day, **{"log": seq, "confirmer": "周主任", "how": "signed", **data})

    def served(self, day: str, begins: str = "09:00", ends: str = "11:00", **data: Any) -> int:
        """Logged and confirmed on one day."""
        seq = self.log(day, begins, ends, **data)
        self.confirm(seq, day)
        return seq

    def reckon(self, day: str, month: str, **data: Any) -> Any:
        """What the month was reckoned."""
        self.do("reckon", day, window=f"{month}-01", **data)
        return self.facts.last("reckon")

    @property
    def row(self) -> Appointment:
        return Appointment.objects.get(pk=self.matter.pk)

    @property
    def stage(self) -> str:
        self.matter = Matter.objects.get(pk=self.matter.pk)
        return registry.procedure_of(self.matter).stage(self.matter.stage).label

    @property
    def facts(self) -> Any:
        return standing_of(Matter.objects.get(pk=self.matter.pk)).facts

    def logs(self) -> list[ServiceLog]:
        return list(ServiceLog.objects.filter(matter_id=self.matter.pk))

    def results(self) -> list[str]:
        return [row.result for row in MonthResult.objects.filter(matter_id=self.matter.pk).order_by("month_on")]

    def clocks(self) -> dict[str, str]:
        """Running clocks: rule to last day."""
        rows = DeadlineRow.objects.filter(matter_id=self.matter.pk, state="running").order_by("due_on")
        return {row.rule: row.due_on.isoformat() for row in rows}

    def told(self, code: str) -> list[str]:
        return list(Notice.objects.filter(matter_id=self.matter.pk, code=code).order_by("pk").values_list("text", flat=True))

    def paper(self, kind: str) -> dict[str, Any]:
        return values_of(Paper.objects.filter(matter_id=self.matter.pk, kind=kind).order_by("n").last(), Matter.objects.get(pk=self.matter.pk))  # type: ignore[arg-type]
