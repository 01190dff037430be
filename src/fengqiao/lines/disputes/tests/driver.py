"""The dispute platform driven in words: each verb is one official act on one day."""

from __future__ import annotations

from datetime import date
from typing import Any

from fengqiao.lines.disputes import procedure as p
from fengqiao.lines.disputes import reports as r
from fengqiao.lines.disputes.models import Dispute, Report
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter, perform, standing_of
from fengqiao.matter.models import DeadlineRow, Matter, TaskRow
from fengqiao.matter.procedure import Action
from fengqiao.orgs.actor import Actor
from tests.county import County, at

LI = {"side": "respondent", "kind": "person", "name": "李四", "phone": "15400000002"}


class Platform:
    """One county's platform. Dates are literal; every act is done on the day it happened."""

    def __init__(self, county: County) -> None:
        self.county = county

    def receive(self, day: str, by: str = "clerk", **data: Any) -> Received:
        """A report at the counter of this person's office."""
        actor = self.county[by]
        given = {
            "channel": "01", "reporter_role": "party", "reporter_name": "张三", "reporter_phone": "15400000001",
            "summary": "两家因院墙滴水发生争执，多次协商不成。", "claim": "请求改正滴水并修复墙面。", "type": "T02", "parties": [dict(LI)], **data,
        }  # fmt: skip
        given = {name: value for name, value in given.items() if value not in (None, "")}
        office = registry_office(actor)
        doing = Doing(r.receive, given, date.fromisoformat(day))
        done = open_matter(actor, r.REPORT, [doing], office, now=at(day))
        return Received(self.county, done.matter, actor)


def registry_office(actor: Actor) -> Any:
    from fengqiao.orgs.models import Office

    return Office.objects.get(pk=actor.office_id)


class _Driven:
    model: Any

    def __init__(self, county: County, matter: Matter, actor: Actor) -> None:
        self.county, self.matter, self.actor = county, matter, actor

    def do(self, action: Action, day: str, by: str | None = "", **data: Any) -> Any:
        """``by`` empty: whoever opened it; None: the system."""
        actor = None if by is None else self.county[by] if by else self.actor
        done = perform(actor, self.matter.pk, [Doing(action, data, date.fromisoformat(day))], now=at(day))
        self.matter = done.matter
        return self

    @property
    def row(self) -> Any:
        return self.model.objects.get(pk=self.matter.pk)

    @property
    def stage(self) -> str:
        return registry.procedure_of(self.matter).stage(self.row.stage).label

    @property
    def facts(self) -> Any:
        return standing_of(self.row).facts

    def due(self, code: str, key: str | None = None) -> str:
        rows = DeadlineRow.objects.filter(matter_id=self.matter.pk, rule=code)
        row = rows.get() if key is None else rows.get(key=key)
        return row.due_on.isoformat()

    def clocks(self) -> dict[str, str]:
        """Running clocks: rule to last day."""
        rows = DeadlineRow.objects.filter(matter_id=self.matter.pk, state__in=("running", "paused"))
        return {row.rule: row.due_on.isoformat() for row in rows}

    def tasks(self) -> list[str]:
        return [task.label for task in TaskRow.objects.filter(matter_id=self.matter.pk).order_by("n")]


class Received(_Driven):
    """One report."""

    model = Report

    def raise_(self, day: str, **data: Any) -> Known:
        given = {"type": "T02", "difficulty": "ordinary", "risk": "yellow", **data}
        self.do(r.raise_, day, **given)
        return self.dispute

    @property
    def dispute(self) -> Known:
        matter = Dispute.objects.get(pk=self.row.dispute_id)
        return Known(self.county, matter, self.actor)

    def join(self, day: str, other: Known, **data: Any) -> Received:
        return self.do(r.join, day, into=other.matter.code, why="同一院墙，同一对邻居。", **data)

    def reply(self, day: str, **data: Any) -> Received:
        return self.do(r.reply, day, **{"way": "phone", "content": "事项已经办结。", "satisfaction": "yes", **data})


class Known(_Driven):
    """One dispute."""

    model = Dispute

    def dispatch(self, day: str, unit: str = "village", by: str = "office_head", **data: Any) -> Known:
        return self.do(p.dispatch, day, by=by, unit=self.county.offices[unit].pk, reason="属地调委会先调", **data)

    def accept(self, day: str, by: str = "village_head", **data: Any) -> Known:
        return self.do(p.accept_task, day, by=by, **data)

    def give_back(self, day: str, by: str = "village_head", reason: str = "scope") -> Known:
        return self.do(p.return_task, day, by=by, reason=reason, explanation="不属本会职责，请转有关单位。")

    def in_hand(self, day: str, unit: str = "village", by: str = "village_head") -> Known:
        """Dispatched and taken on one day."""
        return self.dispatch(day, unit).accept(day, by)

    def resolve(self, day: str, by: str = "village_head", **data: Any) -> Known:
        return self.do(p.resolve, day, by=by, **{"outcome": "settled", "result": "双方握手言和。", **data})

    def visit(self, day: str, by: str = "village_head", **data: Any) -> Known:
        return self.do(p.visit, day, by=by, **{"way": "door", "state": "没有再起争执。", "satisfaction": "yes", **data})
