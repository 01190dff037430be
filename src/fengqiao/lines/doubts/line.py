"""Doubts about data as the rest of the product knows them."""

from __future__ import annotations

from fengqiao.indicators.quality.rules import SEVERITIES
from fengqiao.lines.doubts import cards
from fengqiao.lines.doubts.models import RESULTS
from fengqiao.lines.doubts.permissions import SEE, SEE_RECALLS
from fengqiao.lines.doubts.procedure import DOUBT
from fengqiao.lines.doubts.recalls.cards import of_recall
from fengqiao.lines.doubts.recalls.procedure import RECALL
from fengqiao.matter import areas
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Line


def _doubt() -> type[Matter]:
    from fengqiao.lines.doubts.models import Doubt

    return Doubt


def _recall() -> type[Matter]:
    from fengqiao.lines.doubts.models import Recall

    return Recall


DOUBTS = Line(
    code="doubts", area=areas.REPORTING, label="数据疑点", icon="search", model=_doubt, procedures=(DOUBT,), may_see=SEE, party_word="",
    columns=(("rule_word", "规则"), ("severity_word", "级别"), ("period_word", "统计期间"), ("matters_count", "涉及件数"), ("result_word", "结论")),
    filters=("severity", "result"), choices={"severity": SEVERITIES, "result": RESULTS}, cards=cards.of_doubt,
)  # fmt: skip
RECALLS = Line(
    code="recalls", area=areas.REPORTING, label="抽查回访", icon="phone", seldom=True, model=_recall, procedures=(RECALL,), may_see=SEE_RECALLS, party_word="",
    columns=(("unit_word", "单位"), ("period_word", "哪个月"), ("drawn_n", "抽中"), ("left_n", "没有回访"), ("true_n", "属实"), ("denied_n", "不符、否认")), cards=of_recall,
)  # fmt: skip
