"""The two lines of the assessment: results of a round, appeals against a score."""

from __future__ import annotations

from fengqiao.assessment import cards, codes, papers
from fengqiao.assessment.appeals import SCORE_APPEAL
from fengqiao.assessment.faults import SCORE_FAULT
from fengqiao.assessment.permissions import SEE_ALL, SEE_APPEALS, SEE_FAULTS, SEE_REPORTS
from fengqiao.assessment.reports import SCORE_REPORT
from fengqiao.assessment.rounds import ROUND
from fengqiao.matter import areas
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Line


def _round() -> type[Matter]:
    from fengqiao.assessment.models import Round

    return Round


def _appeal() -> type[Matter]:
    from fengqiao.assessment.models import ScoreAppeal

    return ScoreAppeal


def _fault() -> type[Matter]:
    from fengqiao.assessment.models import ScoreFault

    return ScoreFault


def _report() -> type[Matter]:
    from fengqiao.assessment.models import ScoreReport

    return ScoreReport


ROUNDS = Line(
    code="assessment_rounds", area=areas.REPORTING, label="考核结果", icon="chart-bar", seldom=True, model=_round, procedures=(ROUND,), may_see=SEE_ALL, number_word="编号", party_word="", papers=papers.PAPERS, paper_values=papers.values,
    columns=(("period_words", "周期"), ("units_n", "单位数"), ("version", "成绩版本"), ("published_on", "公布")), cards=cards.of_round,
)  # fmt: skip
APPEALS = Line(
    code="score_appeals", area=areas.REPORTING, label="考核申诉", icon="message", seldom=True, model=_appeal, procedures=(SCORE_APPEAL,), may_see=SEE_APPEALS, number_word="申诉编号", party_word="",
    columns=(("item_label", "指标项"), ("round_title", "对哪一期"), ("decision_word", "结论")), filters=("decision",), choices={"decision": codes.DECISIONS}, cards=cards.of_appeal,
)  # fmt: skip
REPORTS = Line(
    code="score_reports", area=areas.REPORTING, label="考核填报", icon="writing-sign", seldom=True, model=_report, procedures=(SCORE_REPORT,), may_see=SEE_REPORTS, number_word="填报编号", party_word="",
    columns=(("item_label", "指标项"), ("period_words", "周期"), ("words", "报的数"), ("due_on", "填报期限"), ("checked_on", "核对")), filters=("late",), choices={"late": (("True", "迟报"), ("False", "按时"))},
    cards=cards.of_report,
)  # fmt: skip
FAULTS = Line(
    code="score_faults", area=areas.REPORTING, label="失实扣分", icon="alert-triangle", seldom=True, model=_fault, procedures=(SCORE_FAULT,), may_see=SEE_FAULTS, party_word="",
    columns=(("period_words", "期间"), ("points", "减分"), ("decided_on", "确认")), cards=cards.of_fault,
)  # fmt: skip
