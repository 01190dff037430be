"""A round of screening driven in words: planned, started, answered by its units, summed up. What follows by itself is called."""

from __future__ import annotations

from datetime import date
from typing import Any

from fengqiao.lines.screening import following
from fengqiao.lines.screening.leads import procedure as leads
from fengqiao.lines.screening.models import Lead, ScreeningReport
from fengqiao.lines.screening.reports import procedure as reports
from fengqiao.lines.screening.rounds import procedure as rounds
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter, perform, standing_of
from fengqiao.matter.models import DeadlineRow, Matter, Notice
from fengqiao.matter.procedure import Action
from fengqiao.matter.timeline import Facts
from tests.county import County, at

PLAN = {
    "name": "2026年5月上半月定期排查", "kind": "regular", "frequency": "half_month", "period_from": "2026-05-01", "period_to": "2026-05-15",
    "deadline": "2026-05-16", "theme": "邻里、土地流转", "unit_kinds": ["committee"],
}  # fmt: skip
FENCE = {
    "type": "T02", "place": "白水村三组", "summary": "两家因院墙滴水多次争吵，尚未动手。", "development": "sign", "people": "张三、李四",
}  # fmt: skip


class Round:
    """One round of one office. Days are literal."""

    def __init__(self, county: County, office: str = "office", runner: str = "office_head") -> None:
        self.county, self.office, self.runner = county, county.offices[office], county[runner]
        self.matter: Matter | None = None

    def plan(self, day: str, **data: Any) -> Round:
        doing = Doing(rounds.plan, {**PLAN, **data}, date.fromisoformat(day))
        procedure = registry.procedure_on("round", doing.happened_on)
        self.matter = open_matter(self.runner, procedure, [doing], self.office, now=at(day)).matter
        return self

    def do(self, action: Action, day: str, entered: str = "", **data: Any) -> Round:
        doing = Doing(action, data, date.fromisoformat(day))
        self.matter = perform(self.runner, self.pk, [doing], now=at(entered or day)).matter
        return self

    def start(self, day: str = "2026-05-01", **data: Any) -> Round:
        """Planned and started on one day, every unit given its report."""
        self.plan(day, **data)
        self.do(rounds.start, day, deadline={**PLAN, **data}["deadline"])
        following.open_reports(self.pk, now=at(day))
        return self

    def sum_up(self, day: str, **data: Any) -> Round:
        self.do(rounds.summarise, day, **data)
        following.close_reports(self.pk, now=at(day))
        return self

    @property
    def pk(self) -> Any:
        assert self.matter is not None
        return self.matter.pk

    @property
    def stage(self) -> str:
        assert self.matter is not None
        self.matter.refresh_from_db()
        return registry.procedure_of(self.matter).stage(self.matter.stage).label

    def reports(self) -> dict[str, str]:
        """What each unit answered, in words."""
        found = ScreeningReport.objects.filter(round_id=self.pk).select_related("office").order_by("territory")
        return {report.office.short_name: report.result_word for report in found}

    def of(self, unit: str) -> Unit:
        return Unit(self.county, ScreeningReport.objects.get(round_id=self.pk, office=self.county.offices[unit]).pk)


class Unit:
    """One unit's report."""

    def __init__(self, county: County, pk: Any) -> None:
        self.county, self.pk = county, pk

    def file(
        self, day: str, who: str = "village_head", action: Action = reports.file, entered: str = "", **data: Any
    ) -> Unit:
        return self.do(action, day, who, entered, **data)

    def zero(self, day: str, who: str = "village_head", **data: Any) -> Unit:
        return self.do(reports.file, day, who, zero=True, **data)

    def do(self, action: Action, day: str, who: str, entered: str = "", **data: Any) -> Unit:
        doing = Doing(action, data, date.fromisoformat(day))
        perform(self.county[who], self.pk, [doing], now=at(entered or day))
        following.open_leads(self.pk, now=at(entered or day))
        return self

    @property
    def row(self) -> ScreeningReport:
        return ScreeningReport.objects.get(pk=self.pk)

    @property
    def facts(self) -> Facts:
        return standing_of(self.row).facts

    @property
    def stage(self) -> str:
        return reports.SCREENING.stage(self.row.stage).label

    @property
    def deadline(self) -> DeadlineRow:
        return DeadlineRow.objects.get(matter_id=self.pk)

    def notices(self) -> set[tuple[str, str]]:
        """Code and addressee of every notice made."""
        found = Notice.objects.filter(matter_id=self.pk)
        return {(notice.code, role) for notice in found for role in notice.roles}

    def leads(self) -> list[Lead]:
        return list(Lead.objects.filter(report_id=self.pk).order_by("opened_on", "report_place"))


def find_lead(county: County, day: str, who: str = "village_head", unit: str = "village", **data: Any) -> Lead:
    """A lead found in ordinary work."""
    given = {name: value for name, value in FENCE.items() if name != "people"} | data
    doing = Doing(leads.find, given, date.fromisoformat(day))
    procedure = registry.procedure_on("lead", doing.happened_on)
    pk = open_matter(county[who], procedure, [doing], county.offices[unit], now=at(day)).matter.pk
    return Lead.objects.get(pk=pk)


def on_lead(county: County, lead: Lead, action: Action, day: str, who: str = "office_head", **data: Any) -> Lead:
    perform(county[who], lead.pk, [Doing(action, data, date.fromisoformat(day))], now=at(day))
    return Lead.objects.get(pk=lead.pk)
