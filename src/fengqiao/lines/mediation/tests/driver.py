"""A mediation case driven in words: each verb is one official act on one day."""

from __future__ import annotations

from datetime import date
from typing import Any

from fengqiao.lines.mediation import procedure as p
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter, perform, standing_of
from fengqiao.matter.models import DeadlineRow, Matter, TaskRow
from fengqiao.matter.procedure import Action
from fengqiao.matter.timeline import Facts
from tests.county import County, at

ZHANG = {"side": "applicant", "kind": "person", "name": "张三", "phone": "15400000001", "sex": "1"}
LI = {"side": "respondent", "kind": "person", "name": "李四", "phone": "15400000002", "sex": "1"}
SESSION = {"place": "调解室", "present": [1, 2], "course": "背靠背谈话后当面商谈。", "result": "1"}


class Case:
    """One case at one committee. Dates are literal; every act is done on the day it happened unless ``entered`` says when."""

    def __init__(self, county: County, committee: str = "town", head: str = "head", mediator: str = "mediator") -> None:
        self.county, self.office = county, county.offices[committee]
        self.head, self.mediator = county[head], county[mediator]
        self.matter: Matter | None = None

    def apply(self, day: str, parties: tuple[dict[str, Any], ...] = (ZHANG, LI), **data: Any) -> Case:
        given = {
            "source": "2", "regime": "general", "type": "T02", "difficulty": "ordinary", "prediction": "none",
            "summary": "两家因院墙滴水发生争执，多次协商不成。", "claim": "请求改正滴水并修复墙面。", "parties": list(parties),
            "another": True, **data,  # the cases of one test share their people
        }  # fmt: skip
        on = date.fromisoformat(day)
        procedure = registry.procedure_on("mediation", on)
        done = open_matter(self.mediator, procedure, [Doing(p.apply, given, on)], self.office, now=at(day))
        self.matter = done.matter
        return self

    def do(self, action: Action, day: str, actor: Any = None, entered: str = "", **data: Any) -> Case:
        assert self.matter is not None
        doing = Doing(action, data, date.fromisoformat(day))
        self.matter = perform(actor or self.mediator, self.matter.pk, [doing], now=at(entered or day)).matter
        return self

    def consent(self, day: str, who: tuple[int, ...] = (2,), kind: str = "mediation", answer: str = "yes") -> Case:
        return self.do(p.consent, day, who=list(who), kind=kind, answer=answer, way="signature")

    def accept(self, day: str) -> Case:
        return self.do(p.accept, day, actor=self.head, rights_told=True, open_mode="closed")

    def assign(self, day: str, **data: Any) -> Case:
        given = {"mediator": self.mediator.staff_id, "chosen_by": "committee", "kin": "none", **data}
        return self.do(p.assign, day, actor=self.head, **given)

    def meet(self, day: str, **data: Any) -> Case:
        return self.do(p.session, day, **{**SESSION, **data})

    def in_mediation(self, day: str, **data: Any) -> Case:
        """Applied, consented, accepted, assigned and met on one day."""
        return self.apply(day, **data).consent(day, who=(1, 2)).accept(day).assign(day).meet(day, result="3")

    def draft(self, day: str, items: tuple[dict[str, Any], ...] = (), total: int | None = None, **data: Any) -> Case:
        given = {"facts": "两家因院墙滴水发生争执，墙面受损。", "terms": [{"text": "李四于约定日期前修复墙面。"}], **data}
        if items:
            given["items"] = list(items)
        if total is not None:
            given["total"] = total
        return self.do(p.draft_agreement, day, **given)

    def sign(self, day: str, parties: tuple[int, ...] = (1, 2), mediator: bool = True, seal: bool = True) -> Case:
        data: dict[str, Any] = {"signatures": [{"party": n, "way": "signature", "on": day} for n in parties]}
        if mediator:
            data |= {"mediator": self.mediator.staff_id, "mediator_on": day}
        if seal:
            data["seal_on"] = day
        return self.do(p.sign, day, **data)

    @property
    def stage(self) -> str:
        assert self.matter is not None
        return registry.procedure_of(self.matter).stage(self.matter.stage).label

    @property
    def facts(self) -> Facts:
        assert self.matter is not None
        return standing_of(self.matter).facts

    def deadline(self, code: str, key: str = "") -> DeadlineRow:
        assert self.matter is not None
        return DeadlineRow.objects.get(matter_id=self.matter.pk, rule=code, key=key)

    def due(self, code: str) -> str:
        return self.deadline(code).due_on.isoformat()

    def tasks(self) -> list[str]:
        assert self.matter is not None
        return [task.label for task in TaskRow.objects.filter(matter_id=self.matter.pk).order_by("n")]


def money(amount_fen: int, due_on: str, what: str = "赔偿款") -> dict[str, Any]:
    """An instalment the second party owes the first."""
    return {"what": what, "kind": "money", "debtor": 2, "creditor": 1, "amount": amount_fen, "due_on": due_on}
