"""人民调解的一季：办案、补录、更正、作废、并案、转上级、归档、撤并机构，之后每个指标再用SQL从案件里数一遍。"""

from __future__ import annotations

from typing import Any

from fengqiao.lines.mediation import procedure as p
from fengqiao.lines.mediation.committees import procedure as committees
from fengqiao.lines.mediation.committees.tests.driver import Body, person
from fengqiao.lines.mediation.tests.driver import Case, money
from fengqiao.lines.mediation.tests.test_bound_file import picture
from fengqiao.matter.everyday import correct, scan_signed
from fengqiao.matter.models import Paper
from tests.county import County
from tests.season import Hand, Season, assert_shown_is_what_the_tables_say

CASES = (
    "from mediation_mediationcase c join matter_matter m on m.id = c.matter_ptr_id"
    " where c.outcome not in ('merged', 'void') and m.stage <> 'voided' and m.territory between q.low and q.high"
)
ACCEPTED = f"{CASES} and c.accepted_on between q.first and q.last"
OVER = f"{CASES} and c.outcome_on between q.first and q.last and c.outcome"
AGREED, FAILED = f"{OVER} in ('written', 'oral')", f"{OVER} in ('failed', 'refused', 'absent', 'by_law')"
EITHER = f"{OVER} in ('written', 'oral', 'failed', 'refused', 'absent', 'by_law')"
BY_COURT = f"{EITHER} and c.regime = 'court_before'"
BODIES = (
    "from mediation_committee b join matter_matter m on m.id = b.matter_ptr_id where m.stage <> 'voided' and m.territory between q.low and q.high"
    " and b.founded_on <= q.last and (m.closed_on is null or m.closed_on > q.last)"
)
PEOPLE = (
    "count(distinct (w.name, w.born_on)) from mediation_mediator w where w.territory between q.low and q.high and w.from_on <= q.last"
    " and (w.left_on is null or w.left_on > q.last)"
)
SET = "mediation"
BY_HAND = {
    "M01": Hand(f"count(*) {ACCEPTED} and c.source <> '90'", kind="c.dispute_type"),
    "M01c": Hand(f"count(*) {ACCEPTED}", kind="c.source"),
    "M01p": Hand(f"sum(c.people_count) {ACCEPTED} and c.source <> '90'"),
    "M01o": Hand(f"count(*) {CASES} and c.accepted_on <= q.last and (c.outcome_on is null or c.outcome_on > q.last)", kind="c.dispute_type"),
    "M02": Hand(f"count(*) {EITHER} and c.accepted_on is not null", kind="c.dispute_type"),
    "M03": Hand(f"count(*) {AGREED}", kind="c.outcome"),
    "M03f": Hand(f"count(*) {FAILED}", kind="c.outcome"),
    "M04a": Hand(f"count(*) {ACCEPTED} and c.source <> '90'", f"count(*) {AGREED}"),
    "M04b": Hand(f"count(*) {EITHER}", f"count(*) {AGREED}"),
    "M05": Hand(f"sum(c.amount_agreed_fen) {AGREED}"),
    "M09": Hand(f"count(*) {AGREED}", f"count(*) {AGREED} and c.outcome = 'oral'"),
    "M06n": Hand(f"count(*) {CASES} and c.outcome in ('written', 'oral') and c.performed_on between q.first and q.last"),
    "M15": Hand(f"count(*) {ACCEPTED}", f"count(*) {OVER} = 'escalated'"),
    "M16": Hand(f"count(*) {BY_COURT}", f"count(*) {BY_COURT} and c.outcome in ('written', 'oral')"),
    "M18": Hand(f"count(*), sum(c.outcome_on - c.accepted_on) {EITHER} and c.accepted_on is not null"),
    "M23": Hand(f"count(*) {ACCEPTED} and c.difficulty in ('hard', 'major')"),
    "M28n": Hand(f"count(*) {CASES} and c.archived_on between q.first and q.last"),
    "M24": Hand(f"count(*) {BODIES}", kind="b.host"),
    "M24h": Hand(f"count(*) {BODIES} and b.field <> ''"),
    "M24m": Hand(PEOPLE, place="w.territory"),
    "M24f": Hand(f"{PEOPLE} and w.full_time", place="w.territory"),
    "M24w": Hand(f"{PEOPLE} and w.sex = '2'", place="w.territory"),
}  # fmt: skip
OPEN = ("调解中",)
SEATS = (("town", "head", "mediator"), ("village", "village_head", "village_head"), ("village2", "village2_head", "village2_head"))


class Mediating(Season):
    """Three committees of two offices."""

    def __init__(self, county: County, seed: int) -> None:
        super().__init__(county, seed, "2026-02-01")
        self.cases: list[tuple[Case, str, str]] = []

    def case(self, *stages: str) -> Case:
        """Any case in one of these stages, its people in the posts they hold now; where none is, one that begins today."""
        if "调解中" in stages and not any(case.stage in stages for case, _, _ in self.cases):
            self.begin(self.day.isoformat())
        case, head, mediator = self.one([each for each in self.cases if not stages or each[0].stage in stages])
        case.head, case.mediator = self.county[head], self.county[mediator]
        return case

    def begin(self, day: str) -> None:
        committee, head, mediator = self.one(SEATS)
        said = self.one(({}, {}, {"source": "31", "regime": "court_before", "court": "枫林县人民法院", "court_ref": "（2026）委派1号"}, {"difficulty": "hard"}, {"source": "90"}))
        case = Case(self.county, committee, head, mediator).apply(day, type=self.one(("T01", "T02", "T04")), **said)
        case.consent(day, who=(1, 2)).accept(day).assign(day).meet(day, result="3")
        self.cases.append((case, head, mediator))

    def late(self, day: str) -> None:
        """What happened weeks before is entered today."""
        begun = self.earlier()
        case = Case(self.county).apply(begun)
        case.do(p.consent, begun, entered=day, who=[1, 2], kind="mediation", answer="yes", way="signature")
        case.do(p.accept, begun, actor=self.county["head"], entered=day, rights_told=True, open_mode="closed")
        self.cases.append((case, "head", "mediator"))

    def agree(self, day: str) -> None:
        amount = self.dice.randint(1, 90) * 10_000
        self.case(*OPEN).draft(day, items=(money(amount, "2026-12-01"),), total=amount).sign(day)

    def agree_orally(self, day: str) -> None:
        self.case(*OPEN).do(p.reach_oral, day, facts="两家因院墙滴水发生争执，墙面受损。", agreed="李四三日内改好滴水。")

    def fail(self, day: str) -> None:
        self.case(*OPEN).do(p.end, day, reason=self.one(("no_prospect", "refused")), ways=["suit"])

    def withdraw(self, day: str) -> None:
        case = Case(self.county).apply(day)
        self.cases.append((case, "head", "mediator"))
        case.do(p.withdraw, day, who=1, reason="自行和解，不再需要调解。", way="signature")

    def send_up(self, day: str) -> None:
        case = self.case(*OPEN)
        case.do(p.escalate, day, actor=case.head, to_committee="枫林镇人民调解委员会", reason="设立单位是当事人。")

    def pay(self, day: str) -> None:
        case = self.case("履行中")
        found = next((fact.get("total") for fact in case.facts if fact.action == "draft_agreement"), None)
        case.do(p.perform, day, item=1, amount=found or 0)

    def file(self, day: str) -> None:
        """A case from beginning to archive in one day."""
        case = Case(self.county).in_mediation(day).draft(day, items=(money(100_000, day),), total=100_000).sign(day)
        assert case.matter is not None
        agreement = Paper.objects.get(matter_id=case.matter.pk, kind="agreement")
        case.do(scan_signed, day, paper=agreement.n, files=[picture()]).do(p.perform, day, item=1, amount=100_000)
        case.do(p.visit, day, way="phone", performance="已付清", satisfaction="yes")
        case.do(p.close, day, actor=case.head, opinion="同意结案。").do(p.archive, day, actor=case.head, retention="long", explanation="身份证复印件存来件卷。")
        self.cases.append((case, "head", "mediator"))

    def slip(self, day: str) -> None:
        """A slip of the pen in the application."""
        field, old, new = self.one((("type", "T02", "T05"), ("difficulty", "ordinary", "major"), ("source", "2", "1")))
        self.case("履行中", *OPEN).do(correct, day, entry=1, field=field, old=old, new=new, reason="笔误")

    def wrong_day(self, day: str) -> None:
        """What was entered late was also entered with a wrong day."""
        self.late(day)
        case, _, _ = self.cases[-1]
        assert case.matter is not None
        self.misdated(case.matter.pk, self.county["head"], "accept")

    def wrong_entry(self, day: str) -> None:
        case = self.case("履行中", "待签署", "履行完毕")
        assert case.matter is not None
        self.strike(case.matter.pk, case.head, "draft_agreement", "sign", "perform", "reach_oral")

    def never_was(self, day: str) -> None:
        case = self.case(*OPEN)
        case.do(p.void_case, day, actor=case.head, reason="误录")

    def join(self, day: str) -> None:
        """Somebody applied again in a quarrel that is under way."""
        into = self.case(*OPEN)
        head = next(head for case, head, _ in self.cases if case is into)
        again = Case(self.county, *next(seat for seat in SEATS if seat[1] == head)).apply(day)
        again.do(p.merge, day, actor=self.county["office_head"], into=into.matter.code, why="同一院墙，同一对邻居。", parties_agree=True)
        self.cases.append((again, head, head))

    def part(self, day: str) -> None:
        """They were two quarrels after all."""
        case = self.one([case for case, _, _ in self.cases if case.stage == "并案"])
        case.do(p.unmerge, day, actor=self.county["office_head"], reason="经核实是另一面墙。")

    @property
    def steps(self) -> tuple[Any, ...]:
        often = (self.begin, self.begin, self.agree, self.agree, self.fail, self.slip, self.late)
        return (*often, self.agree_orally, self.withdraw, self.send_up, self.pay, self.file, self.wrong_day, self.wrong_entry, self.never_was, self.join, self.part)


BOTH = person("吴大姐", sex="2")  # she sits in two committees


def committee_of_a_trade(county: County) -> None:
    """Founded, and closed in May."""
    people = (person("金主任", "主任", birth_on="1966-02-01"), person("木大姐", sex="2"), person("水叔"))
    body = Body(county, "village2").take_in("2025-12-10", people, host="H6", field="医疗")
    body.do(committees.revoke, "2026-05-15", reason="设立单位撤销。")


def committees_of_places(county: County) -> None:
    """A village's and a town's; from now on only who is on their lists conducts cases there."""
    Body(county, "village").take_in("2025-03-03", (person("周主任", "主任"), BOTH, person("郑叔")))
    Body(county, "town").take_in("2025-03-03", (person("周镇长", "主任", full_time=True), BOTH, person("马叔")), host="H3")


def test_after_anything_every_figure_is_what_the_cases_say(county: County) -> None:
    season = Mediating(county, 2)
    committee_of_a_trade(county)
    season.go(45, *season.steps)
    season.merge("office2", "office")
    season.go(16, *season.steps)
    committees_of_places(county)
    assert season.never(*season.steps) == {}
    assert_shown_is_what_the_tables_say(season, SET, BY_HAND, ("bureau", "office", "office2", "town", "village2"))
