"""Screening as the rest of the product knows it: four lines beside each other."""

from __future__ import annotations

from fengqiao.codes.disputes import TYPES
from fengqiao.lines.screening import cards, codes
from fengqiao.lines.screening.leads.procedure import LEAD
from fengqiao.lines.screening.periods.procedure import PERIOD
from fengqiao.lines.screening.permissions import SEE_LEADS, SEE_PERIODS, SEE_REPORTS, SEE_ROUNDS
from fengqiao.lines.screening.reports.procedure import SCREENING
from fengqiao.lines.screening.rounds import papers
from fengqiao.lines.screening.rounds.procedure import ROUND
from fengqiao.matter import areas
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Line


def _round() -> type[Matter]:
    from fengqiao.lines.screening.models import ScreeningRound

    return ScreeningRound


def _report() -> type[Matter]:
    from fengqiao.lines.screening.models import ScreeningReport

    return ScreeningReport


def _lead() -> type[Matter]:
    from fengqiao.lines.screening.models import Lead

    return Lead


def _period() -> type[Matter]:
    from fengqiao.lines.screening.models import SensitivePeriod

    return SensitivePeriod


ROUNDS = Line(
    code="rounds", area=areas.DISPUTES, label="排查活动", icon="flag", model=_round, procedures=(ROUND,), may_see=SEE_ROUNDS, papers=papers.PAPERS,
    paper_values=papers.values,
    columns=(("kind_word", "种类"), ("period_from_on", "自"), ("period_to_on", "至"), ("deadline_on", "截止"), ("units_count", "应报单位")),
    filters=("kind",), choices={"kind": codes.KINDS}, party_word="", cards=cards.of_round,
)  # fmt: skip
REPORTS = Line(
    code="screenings", area=areas.DISPUTES, label="排查上报", icon="checklist", model=_report, procedures=(SCREENING,), may_see=SEE_REPORTS,
    columns=(("result_word", "上报情况"), ("deadline_on", "截止"), ("filed_on", "上报"), ("visited_word", "走访"), ("leads_count", "线索")),
    filters=("result", "kind"), choices={"result": codes.RESULTS, "kind": codes.KINDS}, home="screening-mine", party_word="",
    cards=cards.of_report,
)  # fmt: skip
LEADS = Line(
    code="leads", area=areas.DISPUTES, label="苗头线索", icon="eye", model=_lead, procedures=(LEAD,), may_see=SEE_LEADS,
    number_word="线索编号", columns=(("type_word", "纠纷类型"), ("development_word", "发展阶段"), ("disposal_word", "处置"), ("disposal_due_on", "处置期限"), ("ended_on", "办结")),
    filters=("dispute_type", "development", "disposal"),
    choices={"dispute_type": TYPES, "development": codes.DEVELOPMENTS, "disposal": codes.DISPOSALS}, party_word="涉及人员",
    cards=cards.of_lead,
)  # fmt: skip
PERIODS = Line(
    code="sensitive_periods", area=areas.DISPUTES, label="敏感时期", icon="clock-exclamation", seldom=True, model=_period, procedures=(PERIOD,), may_see=SEE_PERIODS,
    columns=(("from_on", "自"), ("to_on", "至"), ("frequency_word", "报告频次")), party_word="", cards=cards.of_period,
)  # fmt: skip
