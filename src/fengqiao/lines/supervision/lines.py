"""Supervision cards and the rules that propose them, as the rest of the product knows them."""

from __future__ import annotations

from fengqiao.lines.supervision import cards, codes, papers
from fengqiao.lines.supervision.permissions import SEE, SEE_RULES
from fengqiao.lines.supervision.procedure import CARD
from fengqiao.lines.supervision.rules import RULE
from fengqiao.matter import areas
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Line


def _card() -> type[Matter]:
    from fengqiao.lines.supervision.models import SupervisionCard

    return SupervisionCard


def _rule() -> type[Matter]:
    from fengqiao.lines.supervision.models import SupervisionRule

    return SupervisionRule


CARDS = Line(
    code="supervision", area=areas.REPORTING, label="督办事项", icon="flag", model=_card, procedures=(CARD,), may_see=SEE, papers=papers.PAPERS, paper_values=papers.values,
    number_word="编号", columns=(("source_word", "来源"), ("due_on", "期限"), ("progress_word", "进度"), ("reported_on", "报结"), ("red_word", "曾亮红")), filters=("source",),
    choices={"source": codes.SOURCES}, home="supervision-wall", party_word="", cards=cards.of_card, glance=cards.glance,
)  # fmt: skip
RULES = Line(
    code="supervision_rules", area=areas.REPORTING, label="督办提示规则", icon="settings", seldom=True, model=_rule, procedures=(RULE,), may_see=SEE_RULES,
    columns=(("target_word", "月底目标"), ("days", "办理天数")), party_word="",
)  # fmt: skip
