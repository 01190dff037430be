"""The dispute platform as the rest of the product knows it: what came in, and what it is about."""

from __future__ import annotations

from fengqiao.lines.disputes import cards, codes, letters, papers, register
from fengqiao.lines.disputes.papers import dossier
from fengqiao.lines.disputes.permissions import MAY_SEE, MAY_SEE_REPORTS
from fengqiao.lines.disputes.procedure import DISPUTE
from fengqiao.lines.disputes.reports import REPORT
from fengqiao.matter import areas
from fengqiao.matter.dossier import DossierPlan
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Line


def _report() -> type[Matter]:
    from fengqiao.lines.disputes.models import Report

    return Report


def _dispute() -> type[Matter]:
    from fengqiao.lines.disputes.models import Dispute

    return Dispute


REPORTS = Line(
    code="reports", area=areas.DISPUTES, label="来件", icon="message", model=_report, procedures=(REPORT,), may_see=MAY_SEE_REPORTS,
    number_word="来件编号", columns=(("channel_word", "渠道"), ("type_word", "类型"), ("result_word", "处理方式"), ("replied_on", "答复")),
    filters=("channel", "dispute_type", "result"),
    choices={"channel": codes.CHANNELS, "dispute_type": codes.TYPES, "result": codes.REPORT_RESULTS[1:]}, party_word="涉及的人", cards=cards.of_report, fills=letters.fill,
    papers=papers.REPORT_PAPERS, paper_values=papers.report_values,
)  # fmt: skip
DISPUTES = Line(
    code="disputes", area=areas.DISPUTES, label="纠纷事项", icon="arrows-exchange", model=_dispute, procedures=(DISPUTE,), may_see=MAY_SEE,
    number_word="事项码",
    columns=(
        ("type_word", "类型"), ("risk_word", "风险"), ("level_word", "层级"), ("first_report_on", "首次来件"), ("reports_count", "来件"),
        ("state_word", "情况"),
    ),
    filters=("dispute_type", "risk", "level", "origin", "difficulty", "outcome", "order_level"),
    choices={
        "dispute_type": codes.TYPES, "risk": codes.RISKS, "level": codes.LEVELS, "origin": codes.ORIGINS, "difficulty": codes.DIFFICULTY,
        "outcome": codes.OUTCOMES, "order_level": codes.ORDER_LEVELS,
    },
    gives=register.gives, cards=cards.of_dispute, pages=(("command", "协同指挥", "flag"),), papers=papers.DISPUTE_PAPERS, paper_values=papers.dispute_values,
    dossier=DossierPlan(papers.COVER, papers.STATEMENT, dossier.place, apart=dossier.NOT_LISTED),
)  # fmt: skip
