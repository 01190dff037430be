"""People's mediation as the rest of the product knows it."""

from __future__ import annotations

from dataclasses import replace

from fengqiao.codes.disputes import TAGS
from fengqiao.lines.mediation import codes, confirmation, papers
from fengqiao.lines.mediation.journeys import ORAL, PAPER
from fengqiao.lines.mediation.ledger import LEDGER
from fengqiao.lines.mediation.papers import catalogue
from fengqiao.lines.mediation.permissions import MAY_SEE
from fengqiao.lines.mediation.procedure import GENERAL
from fengqiao.matter import areas
from fengqiao.matter.dossier import DossierPlan
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Line


def _model() -> type[Matter]:
    from fengqiao.lines.mediation.models import MediationCase

    return MediationCase


def _place(code: str, title: str) -> int:
    """Where a paper lies in the official contents."""
    return catalogue.place_of(catalogue.Listed(code, title))


_dossier = DossierPlan(papers.COVER, papers.STATEMENT, _place, apart=catalogue.NOT_LISTED)

MEDIATION = Line(
    code="mediation", area=areas.DISPUTES,
    label="人民调解",
    icon="scale",
    model=_model,
    procedures=(replace(GENERAL, journeys=(ORAL, PAPER)),),
    may_see=MAY_SEE,
    papers=papers.PAPERS,
    paper_values=papers.values,
    dossier=_dossier,
    ledger=LEDGER,
    columns=(
        ("type_word", "纠纷类型"),
        ("source_word", "来源"),
        ("accepted_on", "受理"),
        ("outcome_word", "结果"),
        ("tags_word", "标记"),
        ("confirmation", "司法确认"),
    ),
    filters=("dispute_type", "source", "regime", "outcome", "confirmation", "tags"),
    choices={
        "dispute_type": codes.TYPES,
        "source": codes.SOURCES,
        "regime": codes.REGIMES,
        "outcome": codes.OUTCOMES,
        "tags": TAGS,
        "confirmation": tuple((word, word) for word in confirmation.STATES),
    },
)
