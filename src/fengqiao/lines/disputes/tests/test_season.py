"""矛盾纠纷平台的一季：来件、立事项、并入、转办、退回、化解、上报、结案、复发、并案、补录、更正、作废、司法所撤并，之后每个指标再用SQL数一遍。"""

from __future__ import annotations

from datetime import date
from typing import Any

from fengqiao.lines.disputes import procedure as p
from fengqiao.lines.disputes import reports as r
from fengqiao.lines.disputes.tests.driver import Known, Platform, Received, registry_office
from fengqiao.matter.actions import Doing, open_matter
from fengqiao.orgs.models import Office
from tests.county import County, at
from tests.season import FACTS, Hand, Season, assert_shown_is_what_the_tables_say

HERE, IN = "m.stage <> 'voided' and m.territory between q.low and q.high", "between q.first and q.last"
REPORTS = f"from disputes_report r join matter_matter m on m.id = r.matter_ptr_id where {HERE}"
CAME = f"{REPORTS} and m.opened_on {IN}"
MATTERS = "from disputes_dispute d join matter_matter m on m.id = d.matter_ptr_id where m.stage <> 'voided' and d.merged_into is null and d.outcome <> 'merged'"
ONE = f"{MATTERS} and m.territory between q.low and q.high"
RAISED, OVER = f"{ONE} and d.first_report_on {IN}", f"{ONE} and d.outcome_on {IN} and d.outcome not in ('', 'lapsed')"
RESOLVED = f"{OVER} and d.outcome in ('written', 'oral', 'settled')"
# a village that changed hands since has its number of today
THERE = "coalesce((select o.territory from orgs_officechange h join orgs_office o on o.id = h.office_id where h.kind = 'move' and h.from_territory = d.place_territory), d.place_territory, m.territory)"
RETURNS = f"from {FACTS} e join matter_matter m on m.id = e.matter_id where {HERE} and m.line = 'disputes' and e.action = 'return_task' and e.day {IN}"
SET = "disputes"
BY_HAND = {
    "D01": Hand(f"count(*) {CAME}", kind="r.channel"),
    "D02": Hand(f"count(*) {CAME}", f"count(*) {CAME} and r.result = 'joined'"),
    "D03": Hand(f"count(*) {REPORTS} and r.replied_on {IN}", kind="r.channel"),
    "D04": Hand(f"count(*) {RAISED}", kind="d.dispute_type"),
    "D04p": Hand(f"count(*) {MATTERS} and d.first_report_on {IN} and {THERE} between q.low and q.high", kind="d.dispute_type", place=THERE),
    "D05": Hand(f"sum(d.people_count) {RAISED}"),
    "D06": Hand(f"count(*) {ONE} and d.first_report_on <= q.last and (m.closed_on is null or m.closed_on > q.last)", kind="d.dispute_type"),
    "D07": Hand(f"count(*) {OVER}", kind="d.outcome"),
    "D08": Hand(f"count(*) {OVER}", f"count(*) {RESOLVED}"),
    "D09": Hand(f"count(*) {RESOLVED}", f"count(*) {RESOLVED} and d.resolved_level in ('village', 'town')", kind="d.resolved_level"),
    "D10": Hand(f"count(*) {RESOLVED}", f"count(*) {RESOLVED} and d.resolved_level = 'village'"),
    "D11": Hand(f"count(*), sum(d.outcome_on - d.first_report_on) {OVER}"),
    "D13": Hand(f"count(*) {RETURNS}"),
    "D12": Hand(f"count(*) {ONE} and d.outcome_on {IN} and d.reopened > 0"),
}  # fmt: skip
HEADS = {"village": "village_head", "village2": "village2_head", "town": "head", "office": "office_head", "office2": "office2_head"}


class Quarrelling(Season):
    """Two offices, three committees, and what people bring to them."""

    def __init__(self, county: County, seed: int) -> None:
        super().__init__(county, seed, "2026-02-02")
        self.platform = Platform(county)
        self.reports: list[Received] = []
        self.disputes: list[Known] = []

    def report(self, *stages: str) -> Received:
        if "已登记" in stages and not any(each.stage in stages for each in self.reports):
            self.receive(self.day.isoformat())
        return self.one([each for each in self.reports if each.stage in stages])

    def dispute(self, *stages: str) -> Known:
        if "待研判" in stages and not any(each.stage in stages for each in self.disputes):
            self.raise_matter(self.day.isoformat())
        return self.one([each for each in self.disputes if each.stage in stages])

    def head(self, known: Known) -> str:
        """Who heads the unit that has it."""
        names = {office.pk: name for name, office in self.county.offices.items()}
        return HEADS.get(names[known.row.office_id], "office_head")

    def over(self, known: Known) -> str:
        """Who heads the justice office above it."""
        territory = known.row.territory // 10**6 * 10**6
        return "office2_head" if self.county.offices["office2"].territory == territory and self.county.offices["office2"].to_on is None else "office_head"

    def receive(self, day: str, entered: str = "") -> None:
        actor = self.county[self.one(("clerk", "office2_head"))]
        given = {
            "channel": self.one(("01", "12", "03")), "reporter_role": "party", "reporter_name": "张三", "reporter_phone": "15400000001", "summary": "两家因院墙滴水发生争执，多次协商不成。",
            "claim": "请求改正滴水并修复墙面。", "type": "T02", "parties": [{"side": "respondent", "kind": "person", "name": "李四"}], "people_count": self.dice.randint(2, 6),
        }  # fmt: skip
        if place := self.one(("village", "village2", "town", "")):
            given["place_unit"] = self.county.offices[place].pk
        doing = Doing(r.receive, given, date.fromisoformat(day))
        self.reports.append(Received(self.county, open_matter(actor, r.REPORT, [doing], registry_office(actor), now=at(entered or day)).matter, actor))

    def late(self, day: str) -> None:
        """A report of some weeks ago is entered and raised today."""
        begun = self.earlier()
        self.receive(begun, entered=day)
        report = self.reports[-1]
        self.perform(report.matter.pk, report.actor, "raise", on=begun, type="T01", difficulty="ordinary", risk="yellow")
        self.disputes.append(report.dispute)

    def sorter(self, report: Received) -> str:
        return "office2_head" if report.actor.name == "所长钱" else "office_head"

    def raise_matter(self, day: str) -> None:
        report = self.report("已登记")
        report.do(r.raise_, day, by=self.sorter(report), type=self.one(("T01", "T02", "T04")), difficulty="ordinary", risk="yellow")
        self.disputes.append(report.dispute)

    def join(self, day: str) -> None:
        report = self.report("已登记")
        report.do(r.join, day, by=self.sorter(report), into=self.dispute("待研判", "办理中", "待签收").matter.code, why="同一院墙，同一对邻居。")

    def leave(self, day: str) -> None:
        report = self.one([each for each in self.reports if each.row.result == "joined"])
        report.do(r.leave, day, by=self.sorter(report), reason="说的是别家。")

    def settle(self, day: str) -> None:
        report = self.report("已登记")
        report.do(r.settle, day, by=self.sorter(report), type="T02", agreed="当场移走花盆，握手言和。", nothing_left=True)
        self.disputes.append(report.dispute)

    def reply(self, day: str) -> None:
        report = self.report("待答复")
        report.do(r.reply, day, by=self.sorter(report), way="phone", content="事项已经办结。", satisfaction="yes")

    def dispatch(self, day: str) -> None:
        known = self.dispute("待研判")
        unit = self.one(("village", "town") if self.over(known) == "office_head" else ("village2",))
        known.dispatch(day, unit, by=self.over(known))

    def accept(self, day: str) -> None:
        known = self.dispute("待签收")
        known.accept(day, by=self.head(known))

    def give_back(self, day: str) -> None:
        known = self.dispute("待签收")
        known.give_back(day, by=self.head(known))

    def handle(self, day: str) -> None:
        """Sent, taken and resolved on one day."""
        known = self.dispute("待研判")
        unit = "village" if self.over(known) == "office_head" else "village2"
        known.dispatch(day, unit, by=self.over(known)).accept(day, HEADS[unit]).resolve(day, HEADS[unit])

    def resolve(self, day: str) -> None:
        known = self.dispute("办理中")
        known.resolve(day, by=self.head(known))

    def escalate(self, day: str) -> None:
        known = self.dispute("办理中")
        known.do(p.escalate, day, by=self.head(known), unit=Office.objects.get(pk=known.row.office_id).parent_id, reason="按职责办理。", parties_told=True)

    def refer_out(self, day: str) -> None:
        known = self.dispute("待研判", "办理中")
        known.do(p.refer_out, day, by=self.head(known), outcome="suit", explanation="协商不成，告知可以起诉。", ways=["court"], told_in_writing=True)

    def close(self, day: str) -> None:
        known = self.dispute("已化解", "未化解转出")
        if known.stage == "已化解":
            known.visit(day, by=self.head(known))
        for report in [each for each in self.reports if each.row.dispute_id == known.matter.pk and each.row.replied_on is None]:
            report.do(r.reply, day, by=self.sorter(report), way="phone", content="事项已经办结。", satisfaction="yes")
        known.do(p.close, day, by=self.over(known), opinion="同意结案。")

    def again(self, day: str) -> None:
        known = self.dispute("结案")
        known.do(p.reopen, day, by=self.over(known), reason="又为滴水吵起来。", same=True)
        known.do(p.settle_here, day, by=self.over(known), outcome="settled", result="当场又说和了。") if self.dice.random() < 0.5 else None

    def merge_two(self, day: str) -> None:
        known, into = self.dispute("待研判", "办理中"), self.dispute("待研判", "办理中", "待签收")
        known.do(p.merge, day, by=self.over(known), into=into.matter.code, why="同一件事。")

    def split(self, day: str) -> None:
        known = self.dispute("并案")
        known.do(p.unmerge, day, by=self.over(known), reason="不是一件。")

    def slip(self, day: str) -> None:
        known = self.dispute("待研判", "办理中", "待签收")
        self.perform(known.matter.pk, self.county[self.over(known)], "correct", entry=1, field="people_count", old="2", new=9, reason="笔误")

    def wrong_day(self, day: str) -> None:
        known = self.dispute("待研判", "办理中", "已化解", "待签收")
        self.misdated(known.matter.pk, self.county[self.over(known)], "return_task", "resolve", most=10)

    def wrong_entry(self, day: str) -> None:
        known = self.dispute("待研判", "已化解")
        self.strike(known.matter.pk, self.county[self.over(known)], "return_task", "resolve")

    @property
    def steps(self) -> tuple[Any, ...]:
        life = (self.receive, self.receive, self.late, self.raise_matter, self.raise_matter, self.join, self.dispatch, self.dispatch, self.accept, self.give_back, self.give_back, self.handle)
        return (*life, self.leave, self.settle, self.reply, self.resolve, self.escalate, self.refer_out, self.close, self.close, self.again, self.merge_two, self.split, self.slip, self.wrong_day, self.wrong_entry)


def test_after_anything_every_figure_is_what_the_matters_say(county: County) -> None:
    season = Quarrelling(county, 1)
    season.go(70, *season.steps)
    season.merge("office2", "office")
    season.go(25, *season.steps)
    assert season.never(*season.steps) == {}
    assert_shown_is_what_the_tables_say(season, SET, BY_HAND, ("bureau", "office", "office2", "village", "village2"))
