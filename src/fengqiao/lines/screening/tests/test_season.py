"""排查的一季：布置、上报、零报告、迟报、漏报、免报、线索、补录、更正、司法所撤并，之后每个指标再用SQL数一遍。"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from fengqiao.lines.screening import following
from fengqiao.lines.screening.leads import procedure as leads
from fengqiao.lines.screening.models import Lead, ScreeningReport
from fengqiao.lines.screening.reports import procedure as reports
from fengqiao.lines.screening.tests.driver import FENCE, Round, Unit, find_lead, on_lead
from tests.county import County, at
from tests.season import Hand, Season, assert_shown_is_what_the_tables_say

OWED = (
    "from screening_screeningreport r join matter_matter m on m.id = r.matter_ptr_id where m.stage <> 'voided' and r.result <> 'excused' and m.territory between q.low and q.high"
)
DUE = f"{OWED} and r.deadline_on between q.first and q.last"
LEADS = "from screening_lead l join matter_matter m on m.id = l.matter_ptr_id where m.stage <> 'voided' and m.territory between q.low and q.high and l.ended_on between q.first and q.last"
SET = "screening"
BY_HAND = {
    "M10": Hand(f"count(*) {DUE} and r.filed_on is not null", kind="r.unit_kind"),
    "M10l": Hand(f"count(*) {DUE} and r.filed_on > r.deadline_on", kind="r.unit_kind"),
    "M10z": Hand(f"count(*) {DUE} and r.zero", kind="r.unit_kind"),
    "M10d": Hand(f"sum(r.leads_count) {DUE} and r.filed_on is not null", kind="r.unit_kind"),
    "M10r": Hand(f"count(*) {LEADS} and l.disposal = 'raise'"),
    "M10p": Hand(f"count(*) {LEADS} and l.disposal = 'dissolve'"),
    "M11": Hand(f"count(*) {DUE}", f"count(*) {DUE} and r.filed_on <= r.deadline_on", kind="r.unit_kind"),
    "M10c": Hand(f"count(*) {OWED} and r.zero and r.contradicted_on between q.first and q.last"),
}  # fmt: skip
WHO = {"village": "village_head", "town": "head", "village2": "village2_head"}


class Looking(Season):
    """Rounds of two offices, answered by three committees."""

    def __init__(self, county: County, seed: int) -> None:
        super().__init__(county, seed, "2026-02-02")

    def report(self, **only: Any) -> tuple[Unit, str]:
        """Any report in that state, and who files it."""
        names = {office.pk: name for name, office in self.county.offices.items()}
        row = self.one([each for each in ScreeningReport.objects.filter(**only).order_by("opened_on", "territory", "deadline_on") if names[each.office_id] in WHO])
        return Unit(self.county, row.pk), WHO[names[row.office_id]]

    def round(self, day: str) -> None:
        office, runner = self.one((("office", "office_head"),) if self.county.offices["office2"].to_on else (("office", "office_head"), ("office2", "office2_head")))
        days = {name: (self.day + timedelta(days=n)).isoformat() for name, n in (("period_from", 0), ("period_to", 8), ("deadline", 9))}
        Round(self.county, office, runner).start(day, name=f"{day}排查", **days)

    def file(self, day: str) -> None:
        unit, who = self.report(stage="owed")
        unit.file(day, who, leads=[FENCE] * self.dice.randint(1, 2), visited=60)

    def file_zero(self, day: str) -> None:
        unit, who = self.report(stage="owed")
        unit.zero(day, who)

    def late(self, day: str) -> None:
        """Filed on paper days ago, entered today."""
        unit, who = self.report(stage="owed")
        unit.file(self.earlier(1, 8), who, entered=day, zero=True)

    def excuse(self, day: str) -> None:
        unit, _ = self.report(stage="owed")
        unit.do(reports.excuse, day, self.over(unit), reason="单位撤并")

    def contradict(self, day: str) -> None:
        """A quarrel of those days becomes known elsewhere."""
        row = self.one([each for each in ScreeningReport.objects.filter(zero=True, contradicted_on=None).order_by("opened_on", "territory") if each.filed_on and each.filed_on < self.day])
        following.contradict(row.period_from_on, row.territory, uuid4(), self.day, now=at(day))

    def over(self, unit: Unit) -> str:
        return "office2_head" if unit.row.territory // 10**6 == self.county.offices["office2"].territory // 10**6 else "office_head"

    def find(self, day: str) -> None:
        find_lead(self.county, day, "village2_head", "village2", type=self.one(("T01", "T02")))

    def lead(self) -> tuple[Lead, str]:
        row = self.one(list(Lead.objects.filter(closed=False).order_by("opened_on", "territory", "report_place")))
        return row, "office2_head" if row.territory // 10**6 == self.county.offices["office2"].territory // 10**6 else "office_head"

    def raise_matter(self, day: str) -> None:
        row, who = self.lead()
        on_lead(self.county, row, leads.raise_matter, day, who)

    def dissolve(self, day: str) -> None:
        row, who = self.lead()
        on_lead(self.county, row, leads.dissolve, day, who, outcome="双方到场量过，各让一步。")

    def slip(self, day: str) -> None:
        row, who = self.lead()
        self.perform(row.pk, self.county[who], "correct", entry=1, field="type", old="T02", new="T04", reason="笔误")

    def wrong_day(self, day: str) -> None:
        """A lead was dissolved on another day than was written."""
        row, who = self.lead()
        self.misdated(row.pk, self.county[who], "find", most=9)

    @property
    def steps(self) -> tuple[Any, ...]:
        return (self.round, self.round, self.file, self.file, self.file_zero, self.file_zero, self.late, self.excuse, self.contradict, self.find, self.raise_matter, self.dissolve, self.slip, self.wrong_day)


def test_after_anything_every_figure_is_what_the_reports_say(county: County) -> None:
    season = Looking(county, 1)
    season.go(60, *season.steps)
    season.merge("office2", "office")
    season.go(14, *season.steps)
    assert season.never(*season.steps) == {}
    assert season.day > date(2026, 3, 31)
    assert_shown_is_what_the_tables_say(season, SET, BY_HAND, ("bureau", "office", "office2", "village2"))
