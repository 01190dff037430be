"""Community corrections as the rest of the product knows it."""

from __future__ import annotations

from fengqiao.lines.corrections import codes, papers
from fengqiao.lines.corrections.cases.procedure import CORRECTION
from fengqiao.lines.corrections.permissions import SEE, SEE_MINORS
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Line


def _case() -> type[Matter]:
    from fengqiao.lines.corrections.models import CorrectionCase

    return CorrectionCase


CASES = Line(
    code="corrections", label="社区矫正", icon="user-circle", model=_case, procedures=(CORRECTION,), may_see=SEE, may_see_restricted=SEE_MINORS,
    number_word="矫正编号", party_word="社区矫正对象",
    columns=(
        ("category_word", "矫正类别"), ("level_word", "管理类别"), ("received_on", "接收"), ("measure_from_on", "矫正自"), ("measure_to_on", "矫正至"),
    ),
    filters=("category", "level"), choices={"category": codes.CATEGORIES, "level": codes.LEVELS},
    papers=papers.PAPERS, paper_values=papers.values,
)  # fmt: skip
