"""A committee driven in words: each verb is one official act on one day."""

from __future__ import annotations

from datetime import date
from typing import Any

from fengqiao.lines.mediation.committees import procedure as p
from fengqiao.lines.mediation.committees.composition import problems
from fengqiao.lines.mediation.committees.loading import open_committee
from fengqiao.lines.mediation.committees.roster import Member, roster
from fengqiao.lines.mediation.models import Committee, Mediator
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, known_facts, open_matter, perform
from fengqiao.matter.models import ClockState, DeadlineRow, TaskRow
from fengqiao.matter.procedure import Action
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.actor import Actor
from tests.county import County, at


def person(name: str, side: str = "委员", sex: str = "1", **data: Any) -> dict[str, Any]:
    """A member as the forms give one: 汉族, born in 1970, male unless said."""
    return {"side": side, "name": name, "sex": sex, "birth_on": "1970-05-01", "ethnicity": "汉族", **data}


THREE = (person("周主任", "主任"), person("吴大姐", sex="2"), person("郑叔"))


class Body:
    """One committee. The bureau's section acts unless another person is named."""

    def __init__(self, county: County, office: str = "village") -> None:
        self.county, self.office = county, county.offices[office]
        self.actor: Actor = county["section"]
        self.pk: Any = None

    def prepare(self, day: str, **data: Any) -> Body:
        given = {"host": "H1", "set_up_as": "committee", **data}
        doings = [Doing(p.prepare, given, date.fromisoformat(day))]
        procedure = registry.procedure_on("committee", date.fromisoformat(day))
        self.pk = open_matter(self.actor, procedure, doings, self.office, now=at(day)).matter.pk
        return self

    def take_in(self, day: str, people: tuple[dict[str, Any], ...] = THREE, term_from: str = "", **data: Any) -> Body:
        """Taken into the register, filed and told to the court unless ``data`` says otherwise."""
        begun = term_from or day
        told = {"filed_on": begun, "filing_no": "枫司调备〔2024〕1号", "court_told_on": begun}
        given = {"host": "H1", "set_up_as": "committee", "term_from_on": begun, "parties": list(people), **told, **data}
        given = {name: value for name, value in given.items() if value is not None}
        self.pk = open_committee(self.actor, self.office, given, date.fromisoformat(day), now=at("2026-11-22")).pk
        return self

    def elect(self, day: str, people: tuple[dict[str, Any], ...] = THREE) -> Body:
        return self.do(p.elect, day, elected_by="村民代表会议推选", parties=list(people))

    def do(self, action: Action, day: str, actor: Actor | None = None, entered: str = "", **data: Any) -> Body:
        doing = Doing(action, data, date.fromisoformat(day))
        perform(actor or self.actor, self.pk, [doing], now=at(entered or day))
        return self

    def change(self, day: str, n: int, **changes: Any) -> Body:
        return self.do(p.change, day, party=n, changes=changes, reason="变更")

    @property
    def row(self) -> Committee:
        return Committee.objects.get(pk=self.pk)

    @property
    def stage(self) -> str:
        return registry.procedure_of(self.row).stage(self.row.stage).label

    @property
    def facts(self) -> Facts:
        return known_facts(self.row)

    def member(self, n: int) -> Member:
        return next(m for m in roster(self.facts) if m.n == n)

    def mediator(self, n: int) -> Mediator:
        return Mediator.objects.get(matter_id=self.pk, n=n)

    def wrong(self, day: str) -> list[str]:
        return [problem.code for problem in problems(self.facts, date.fromisoformat(day))]

    def due(self, code: str) -> list[str]:
        """The last days of the running clocks of one deadline."""
        rows = DeadlineRow.objects.filter(matter_id=self.pk, rule=code, state=ClockState.RUNNING).order_by("n")
        return [row.due_on.isoformat() for row in rows]

    def tasks(self) -> list[str]:
        return [task.label for task in TaskRow.objects.filter(matter_id=self.pk).order_by("n")]
