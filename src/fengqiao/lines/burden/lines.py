"""Requests for figures and their answers as the rest of the product knows them."""

from __future__ import annotations

from fengqiao.lines.burden import cards, codes
from fengqiao.lines.burden.answers.procedure import ANSWER
from fengqiao.lines.burden.permissions import METER, SEE, SEE_ANSWERS
from fengqiao.lines.burden.requests import papers
from fengqiao.lines.burden.requests.procedure import REQUEST
from fengqiao.matter import areas
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Line


def _request() -> type[Matter]:
    from fengqiao.lines.burden.models import FigureRequest

    return FigureRequest


def _answer() -> type[Matter]:
    from fengqiao.lines.burden.models import FigureAnswer

    return FigureAnswer


REQUESTS = Line(
    code="figure_requests", area=areas.REPORTING, label="数据报送", icon="list-check", model=_request, procedures=(REQUEST,), may_see=SEE, papers=papers.PAPERS,
    paper_values=papers.values, number_word="编号",
    columns=(("survey_word", "性质"), ("period_word", "统计期"), ("frequency_word", "频次"), ("units_count", "单位"), ("hours_word", "预计工时"), ("end_on", "结束")),
    filters=("kind", "survey", "frequency"), choices={"kind": codes.KINDS, "survey": codes.SURVEY, "frequency": codes.FREQUENCIES}, party_word="", seldom=True,
    cards=cards.of_request, pages=(("burden-meter", "报送负担", "chart-bar"),), pages_of={"burden-meter": METER},
)  # fmt: skip
ANSWERS = Line(
    code="figure_answers", area=areas.REPORTING, label="数据填报", icon="checklist", model=_answer, procedures=(ANSWER,), may_see=SEE_ANSWERS,
    columns=(("period_word", "统计期"), ("result_word", "填报情况"), ("due_on", "截止"), ("filled_on", "填报")), filters=("result",), choices={"result": codes.RESULTS},
    party_word="", seldom=True, cards=cards.of_answer,
)  # fmt: skip
