"""A year of assessment driven in words: the scheme through its states, a round through its stages, an appeal."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from fengqiao.assessment import keeping, results, rounds
from fengqiao.assessment.appeals import SCORE_APPEAL
from fengqiao.assessment.codes import State
from fengqiao.assessment.models import Run, Scheme, SchemeItem, ScoreAppeal, Sheet
from fengqiao.assessment.rounds import ROUND
from fengqiao.matter.actions import Doing, open_matter, perform
from fengqiao.matter.models import Matter
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Post, Staff
from fengqiao.orgs.roles import STATISTICS
from tests.county import FOUNDED, County, at

MARK = {"no": "枫司表01", "issuer": "枫林县司法局", "approval": "枫统〔2026〕3号", "until": "2027-12-31"}
SUCCESS = {"code": "1", "label": "调解成功率", "set_code": "mediation", "indicator_code": "M04b", "weight": Decimal(60), "method": "lin", "params": {"x0": "50", "x1": "100"}, "core": True}
CASES = {"code": "2", "label": "调解案件数", "set_code": "mediation", "indicator_code": "M01", "weight": Decimal(30), "method": "rank", "better": "up", "params": {}}
TRAINING = {
    "code": "3", "label": "培训人次", "source": "form", "unit": "人次", "definition": "本期参加培训的人次", "form_mark": MARK, "weight": Decimal(10), "method": "thr", "better": "up",
    "params": {"target": "20"},
}  # fmt: skip


def somebody(county: County, name: str, role: str) -> Actor:
    """One more person at the bureau."""
    staff, _ = Staff.objects.get_or_create(username=name, defaults={"name": name, "confirmed": True})
    post, _ = Post.objects.get_or_create(staff=staff, defaults={"office": county.offices["bureau"], "roles": [role], "from_on": FOUNDED})
    return actor_of(post)


class Year:
    """One scheme of 枫林县 and what becomes of it."""

    def __init__(self, county: County, year: int = 2026) -> None:
        self.county, self.year = county, year
        self.keeper, self.other_keeper = county["statistics"], somebody(county, "统计员韩", STATISTICS.code)
        self.scheme: Scheme | None = None
        self.round: Matter | None = None

    def draft(self, items: tuple[dict[str, Any], ...] = (SUCCESS, CASES, TRAINING), **fields: Any) -> Year:
        now = at(f"{self.year}-01-05")
        given = {"year": self.year, "name": "司法所工作考核", "basis": "枫司〔2026〕1号", "periods": ["year", "quarter"], **fields}
        offices = [self.county.offices["office"], self.county.offices["office2"]]
        self.scheme = keeping.create(self.keeper, given, offices, now=now, today=now.date())
        for item in items:
            keeping.save_item(self.keeper, self.scheme, None, item, now=now)
        return self

    def step(self, to: str, day: str, by: Actor | None = None) -> Year:
        assert self.scheme is not None
        self.scheme = keeping.step(by or (self.county["leader"] if to == State.FROZEN else self.keeper), self.scheme, to, now=at(day), today=date.fromisoformat(day))
        return self

    def running(self, **fields: Any) -> Year:
        """Drafted, consulted, fixed and running in January."""
        self.draft(**fields).step(State.CONSULT, f"{self.year}-01-06").step(State.FROZEN, f"{self.year}-01-12")
        return self.step(State.RUNNING, f"{self.year}-01-13")

    def item(self, code: str) -> SchemeItem:
        assert self.scheme is not None
        return self.scheme.items.get(code=code)

    def report(self, office: str, day: str, value: int, period: str = "2026-Q1", code: str = "3", by: Actor | None = None) -> Year:
        assert self.scheme is not None
        said = {"value": Decimal(value)}
        where = self.county.offices[office]
        keeping.report(by or self.keeper, self.scheme, self.item(code), where, rounds.periods.read(period), said, "枫司表01", now=at(day))
        return self

    def compute(self, day: str, period: str = "2026-Q1") -> Year:
        assert self.scheme is not None
        what = f"{self.scheme.pk}|{rounds.periods.read(period).written}"
        done = open_matter(self.keeper, ROUND, [Doing(rounds.compute, {"what": what}, date.fromisoformat(day))], self.county.offices["bureau"], now=at(day))
        self.round = done.matter
        return self

    def do(self, code: str, day: str, by: Actor | None = None, **data: Any) -> Year:
        assert self.round is not None
        self.round = perform(by or self.keeper, self.round.pk, [Doing(ROUND.action(code), data, date.fromisoformat(day))], now=at(day)).matter
        return self

    def in_appeals(self, day: str = "2026-04-20", checked: str = "2026-04-27") -> Year:
        """Computed on the day, verified, checked by nobody, provisional and open to appeals seven days later."""
        return self.compute(day).do("verify", day, items=["1", "2", "3"]).do("send_check", day).do("make_provisional", checked).do("open_appeals", checked)

    def appeal(self, day: str, office: str = "office2", code: str = "3", claim: str = "培训签到表上是二十五人次，少报了五人次。") -> ScoreAppeal:
        assert self.round is not None
        doing = Doing(SCORE_APPEAL.action("file"), {"what": f"{self.round.pk.hex}|{code}", "claim": claim}, date.fromisoformat(day))
        head = self.county[f"{office}_head"]
        done = open_matter(head, SCORE_APPEAL, [doing], self.county.offices[office], now=at(day))
        return ScoreAppeal.objects.get(pk=done.matter.pk)

    def answer(self, appeal: ScoreAppeal, action: str, day: str, by: Actor | None = None, **data: Any) -> ScoreAppeal:
        perform(by or self.other_keeper, appeal.pk, [Doing(SCORE_APPEAL.action(action), data, date.fromisoformat(day))], now=at(day))
        return ScoreAppeal.objects.get(pk=appeal.pk)

    @property
    def run(self) -> Run:
        assert self.round is not None
        return results.run_of(self.round.pk)

    def sheet(self, office: str, version: int | None = None) -> Sheet:
        assert self.round is not None
        return Sheet.objects.get(run=results.run_of(self.round.pk, version), office=self.county.offices[office])

    def row(self, office: str, code: str) -> dict[str, Any]:
        found = results.row_of(self.sheet(office), code)
        assert found is not None
        return found

    @property
    def stage(self) -> str:
        assert self.round is not None
        return ROUND.stage(self.round.stage).label
