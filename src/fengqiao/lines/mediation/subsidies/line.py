"""Subsidies as the rest of the product knows them: a line of their own, so that finance and audit need not see the cases."""

from __future__ import annotations

from fengqiao.lines.mediation.subsidies.cards import cards
from fengqiao.lines.mediation.subsidies.codes import LEVELS
from fengqiao.lines.mediation.subsidies.permissions import MAY_SEE_SUBSIDIES
from fengqiao.lines.mediation.subsidies.procedure import SUBSIDY
from fengqiao.matter import areas
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Line


def _model() -> type[Matter]:
    from fengqiao.lines.mediation.models import SubsidyClaim

    return SubsidyClaim


SUBSIDIES = Line(
    code="subsidies",
    area=areas.DISPUTES,
    seldom=True,
    label="案件补贴",
    icon="coin",
    model=_model,
    procedures=(SUBSIDY,),
    may_see=MAY_SEE_SUBSIDIES,
    columns=(("outcome_on", "协议生效"), ("total_yuan", "金额（元）")),
    filters=("level",),
    choices={"level": LEVELS},
    home="subsidies",
    party_word="",
    cards=cards,
)
