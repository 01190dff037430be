"""A request for figures driven in words: drafted, answered what it is, released, filled in by its units, collected."""

from __future__ import annotations

from datetime import date
from typing import Any

from fengqiao.lines.burden import following
from fengqiao.lines.burden.answers import procedure as answers
from fengqiao.lines.burden.models import FigureAnswer, FigureRequest
from fengqiao.lines.burden.requests import procedure as p
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter, perform
from fengqiao.matter.models import Matter
from fengqiao.matter.procedure import Action
from tests.county import County, at

ACCEPTED = "mediation:M01"
DRAFT = {
    "name": "2026年4月调解情况", "kind": "figures", "purpose": "县委政法委月度会商", "frequency": "once", "from": "2026-04-01", "to": "2026-04-30", "due_days": 5,
    "unit_kinds": ["office"], "held": [{"indicator": ACCEPTED}], "typed": [{"label": "开展业务培训场次", "unit": "场", "shape": "number"}],
}  # fmt: skip
SURVEY = {
    "survey": "yes", "form_no": "枫司统1表", "maker": "枫林县司法局", "approval_no": "枫统审〔2026〕3号", "valid_until": "2026-12-31",
}  # fmt: skip


class Asked:
    """One request. Days are literal."""

    def __init__(self, county: County) -> None:
        self.county = county
        self.matter: Matter | None = None

    def draft(self, day: str = "2026-05-04", who: str = "section", **data: Any) -> Asked:
        given = {name: value for name, value in {**DRAFT, **data}.items() if value is not None}
        doing = Doing(p.draft, given, date.fromisoformat(day))
        procedure = registry.procedure_on("figure_request", doing.happened_on)
        self.matter = open_matter(self.county[who], procedure, [doing], self.county.offices["bureau"], now=at(day)).matter
        return self

    def do(self, action: Action, day: str, who: str = "section", **data: Any) -> Asked:
        self.matter = perform(self.county[who], self.pk, [Doing(action, data, date.fromisoformat(day))], now=at(day)).matter
        return self

    def judge(self, day: str = "2026-05-04", **data: Any) -> Asked:
        no = {"survey": "no", "basis": "枫司发〔2026〕8号", "releaser": self.county["leader"].staff_id, "end_on": "2026-05-29"}
        return self.do(p.judge, day, **(data or no))

    def release(self, day: str = "2026-05-06", **data: Any) -> Asked:
        self.do(p.release, day, "leader", **data)
        following.open_answers(self.pk, now=at(day))
        return self

    def collect(self, day: str, period: str = "2026-04-01..2026-04-30", **data: Any) -> Asked:
        self.do(p.collect, day, period=period, **data)
        following.close_answers(self.pk, now=at(day))
        return self

    @property
    def pk(self) -> Any:
        assert self.matter is not None
        return self.matter.pk

    @property
    def row(self) -> FigureRequest:
        return FigureRequest.objects.get(pk=self.pk)

    @property
    def stage(self) -> str:
        return p.REQUEST.stage(self.row.stage).label

    def results(self) -> dict[str, str]:
        """What each unit answered, in words."""
        found = FigureAnswer.objects.filter(request_id=self.pk).select_related("office").order_by("from_on", "territory")
        return {each.office.short_name: each.result_word for each in found}

    def of(self, unit: str) -> Matter:
        return FigureAnswer.objects.filter(request_id=self.pk, office=self.county.offices[unit]).latest("from_on")

    def fill(self, unit: str, day: str, who: str, *rows: tuple[str, str, str]) -> FigureAnswer:
        """Rows of (key, what is said, why)."""
        given = [{"field": key, "said": said} | ({"reason": why} if why else {}) for key, said, why in rows]
        perform(self.county[who], self.of(unit).pk, [Doing(answers.fill, {"answers": given}, date.fromisoformat(day))], now=at(day))
        return FigureAnswer.objects.get(pk=self.of(unit).pk)
