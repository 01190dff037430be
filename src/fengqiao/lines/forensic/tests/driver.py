"""Commissions driven in words. Nobody here is real."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from fengqiao.lines.forensic import procedure as p
from fengqiao.lines.forensic.models import ForensicCommission
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter, perform
from fengqiao.matter.models import DeadlineRow, Paper, TaskRow
from fengqiao.providers.models import ServiceOrg
from tests.county import County, at


def institute(county: County, name: str = "枫林司法鉴定所", **said: Any) -> ServiceOrg:
    """An institute of the county's register: legal medicine and traces, its licence good for a year."""
    given = {"kind": "forensic", "classes": ["medical", "trace"], "licence_to": date(2027, 8, 31), "phone": "0571-86005678", "confirmed_on": date(2026, 9, 1), **said}
    return ServiceOrg.objects.create(territory=county.offices["bureau"].territory, name=name, **given)


class Commissioned:
    """One commission at one office."""

    def __init__(self, county: County, where: ServiceOrg, office: str = "office", who: str = "office_staff") -> None:
        self.county, self.where, self.office, self.who = county, where, county.offices[office], county[who]
        self.pk = UUID(int=0)

    def begin(self, effective: str, entered: str = "", **data: Any) -> Commissioned:
        """Effective on that day; entered then, or later."""
        given = {"kind": "medical", "subject": "伤残等级", "institute": str(self.where.pk), "parties": [{"role": "both", "name": "陈伤", "phone": "13800001111"}], "client": "self", "nature": "first"}
        told = {name: value for name, value in (given | data).items() if value not in (None, "")}
        day = entered or effective
        self.pk = open_matter(self.who, p.COMMISSION, [Doing(p.commission, told, date.fromisoformat(effective))], self.office, now=at(day)).matter.pk
        return self

    def do(self, code: str, day: str, entered: str = "", actor: str = "", **data: Any) -> Commissioned:
        who = self.county[actor] if actor else self.who
        perform(who, self.pk, [Doing(p.COMMISSION.action(code), data, date.fromisoformat(day))], now=at(entered or day))
        return self

    def suspend(self, day: str, entered: str = "", **data: Any) -> Commissioned:
        return self.do("suspend", day, entered, why="supply", words="补住院病历原件", **data)

    def extend(self, day: str, days: int = 30, told_on: str = "", entered: str = "") -> Commissioned:
        return self.do("extend", day, entered, days=days, reason="complex", approved=True, told_on=told_on or day, told_by="letter")

    def issue(self, received: str, opinion_on: str) -> Commissioned:
        return self.do("issue", received, opinion_no="枫林司鉴所〔2026〕临鉴字第88号", opinion_on=opinion_on)

    @property
    def row(self) -> ForensicCommission:
        return ForensicCommission.objects.get(pk=self.pk)

    @property
    def stage(self) -> str:
        return registry.procedure_of(self.row).stage(self.row.stage).label

    @property
    def due(self) -> str:
        row = DeadlineRow.objects.filter(matter_id=self.pk, rule="opinion").get()
        return f"{row.due_on} {row.state}"

    @property
    def tasks(self) -> list[str]:
        return list(TaskRow.objects.filter(matter_id=self.pk).order_by("n").values_list("label", flat=True))

    @property
    def papers(self) -> list[str]:
        return list(Paper.objects.filter(matter_id=self.pk).order_by("n").values_list("title", flat=True))
