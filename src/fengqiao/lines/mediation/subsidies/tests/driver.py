"""A subsidy claim driven in words, and the case before it: each verb is one official act on one day."""

from __future__ import annotations

from datetime import date
from typing import Any

from fengqiao.lines.mediation import procedure as case_steps
from fengqiao.lines.mediation.committees.tests.driver import Body, person
from fengqiao.lines.mediation.models import SubsidyClaim, SubsidyShare
from fengqiao.lines.mediation.subsidies import procedure as p
from fengqiao.lines.mediation.subsidies.rule import Criterion, Rule
from fengqiao.lines.mediation.subsidies.rules import add_rule
from fengqiao.lines.mediation.tests.driver import Case, money
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, known_facts, open_matter, perform
from fengqiao.matter.everyday import scan_signed
from fengqiao.matter.models import ClockState, DeadlineRow, Paper, TaskRow
from fengqiao.matter.procedure import Action
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.actor import Actor
from tests.county import County, at

RATES = {
    f"{host}.{level}.{form}": yuan
    for host, least in (("village", 50), ("town", 80), ("county", 100))
    for level, yuan_of in (("simple", 0), ("ordinary", 50), ("hard", 150), ("major", 350))
    for form, yuan in (("written", least + yuan_of), ("oral", least + yuan_of - 20))
}
RULE = Rule(
    "枫林县人民调解案件补贴办法", "枫司发〔2026〕3号", date(2026, 1, 1), RATES,
    criteria=(Criterion("hard", amount_least_fen=50_000_00, sessions_least=4), Criterion("major", people_least=10)),
    extras={"confirmed": 30}, case_cap_yuan=500, excluded=("公务员", "事业编制"), archived_required=False,
)  # fmt: skip


def rule(county: County, made: Rule = RULE) -> None:
    add_rule(county["section"], made, now=at("2026-01-05"))


def roster(county: County, **identities: tuple[str, ...]) -> Body:
    """The town's committee in the register, with 主任李, 调解员王 and 调解员陈 in office since 2025."""
    people = [
        ("head", "主任李", "主任", "1"),
        ("mediator", "调解员王", "委员", "2"),
        ("second", "调解员陈", "委员", "1"),
    ]
    rows = [
        person(
            name,
            side,
            sex,
            staff=county[key].staff_id,
            **({"identities": list(identities[key])} if key in identities else {}),
        )
        for key, name, side, sex in people
    ]
    return Body(county, "town").take_in("2025-05-12", tuple(rows), host="H3")


def agreed_case(
    county: County, day: str = "2026-05-06", *, performed: bool = True, complete: bool = True, session: dict[str, str] | None = None,
    **data: Any,
) -> Case:  # fmt: skip
    """A case with a written agreement of 3,000 yuan, signed, performed and filed on one day unless said otherwise."""
    case = Case(county).in_mediation(day, **data)
    if session:
        case.meet(day, **session)
    case.draft(day, items=(money(3_000_00, day),), total=3_000_00).sign(day)
    if performed:
        case.do(case_steps.perform, day, item=1, amount=3_000_00)
    if complete:
        paper = Paper.objects.get(matter_id=case.matter.pk, kind="agreement")  # type: ignore[union-attr]
        case.do(scan_signed, day, paper=paper.n, files=[])
    return case


class Claim:
    """One claim. The town's mediator claims, the office's staff check, the section rechecks, the leader publishes."""

    def __init__(self, county: County, case: Case) -> None:
        self.county, self.case, self.pk = county, case, None  # type: Any, Any, Any

    def claim(self, day: str, actor: Actor | None = None, **data: Any) -> Claim:
        given = {"case": self.case.matter.code, **data}
        procedure = registry.procedure_on("subsidy", date.fromisoformat(day))
        doings = [Doing(p.claim, given, date.fromisoformat(day))]
        self.pk = open_matter(
            actor or self.county["mediator"], procedure, doings, self.case.office, now=at(day)
        ).matter.pk
        return self

    def do(self, action: Action, day: str, who: str, **data: Any) -> Claim:
        perform(self.county[who], self.pk, [Doing(action, data, date.fromisoformat(day))], now=at(day))
        return self

    def check(self, day: str, who: str = "office_staff") -> Claim:
        return self.do(p.check, day, who, file_seen=True, opinion="符合补贴条件。")

    def draw(self, day: str, drawn: bool = False) -> Claim:
        return self.do(p.draw, day, "section", drawn=drawn, pool=20, seed="3f2a")

    def recheck(self, day: str, who: str = "section", **data: Any) -> Claim:
        return self.do(p.recheck, day, who, opinion="同意补贴。", **data)

    def publish(self, day: str, until: str, who: str = "leader", batch: int = 1) -> Claim:
        return self.do(p.publish, day, who, batch=batch, until_on=until, notice_no="枫司公示〔2026〕2号")

    @property
    def row(self) -> SubsidyClaim:
        return SubsidyClaim.objects.get(pk=self.pk)

    @property
    def stage(self) -> str:
        return registry.procedure_of(self.row).stage(self.row.stage).label

    @property
    def facts(self) -> Facts:
        return known_facts(self.row)

    def shares(self) -> list[tuple[str, int, int]]:
        rows = SubsidyShare.objects.filter(matter_id=self.pk).order_by("n")
        return [(row.name, row.percent, row.amount_yuan) for row in rows]

    def due(self, code: str) -> list[str]:
        rows = DeadlineRow.objects.filter(matter_id=self.pk, rule=code, state=ClockState.RUNNING)
        return [row.due_on.isoformat() for row in rows]

    def tasks(self) -> list[str]:
        return [task.label for task in TaskRow.objects.filter(matter_id=self.pk).order_by("n")]
