"""Committees and mediators as the rest of the product knows them."""

from __future__ import annotations

from fengqiao.lines.mediation.codes import HOSTS
from fengqiao.lines.mediation.committees import papers
from fengqiao.lines.mediation.committees.cards import cards
from fengqiao.lines.mediation.committees.permissions import MAY_SEE_COMMITTEES
from fengqiao.lines.mediation.committees.procedure import COMMITTEE
from fengqiao.lines.mediation.committees.standards import papers as standard_papers
from fengqiao.lines.mediation.papers import COMMITTEE_NOTICE
from fengqiao.matter import areas
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Line


def _model() -> type[Matter]:
    from fengqiao.lines.mediation.models import Committee

    return Committee


COMMITTEES = Line(
    code="committees",
    area=areas.DISPUTES,
    seldom=True,
    label="调委会",
    icon="building-community",
    model=_model,
    procedures=(COMMITTEE,),
    may_see=MAY_SEE_COMMITTEES,
    papers={COMMITTEE_NOTICE.code: COMMITTEE_NOTICE, **standard_papers.KINDS},
    paper_values=papers.values,
    columns=(("host", "设立主体"), ("field", "领域"), ("members_count", "委员"), ("term_to_on", "任期止")),
    filters=("host", "field"),
    choices={"host": HOSTS},
    pages=(("mediators", "调解员", "users"),),
    home="committees",
    party_word="",
    cards=cards,
)
