"""督办提示规则：which indicator, how much of it a month, by when it is to be made good. Simple on purpose: it proposes, people decide."""

from __future__ import annotations

from datetime import date
from typing import Any

from fengqiao.indicators import registry
from fengqiao.indicators.figures import Figure
from fengqiao.indicators.vocabulary import DOWN
from fengqiao.lines.supervision import codes
from fengqiao.lines.supervision.permissions import KEEP_RULES
from fengqiao.matter.everyday import EVERYDAY
from fengqiao.matter.needs import Choice, LongText, Number
from fengqiao.matter.procedure import Action, Procedure, Stage
from fengqiao.matter.timeline import Facts

IN_USE = Stage("in_use", "在用")
ENDED = Stage("ended", "停用", closed=True)
PERCENT = 100


def falls_short(figure: Figure, target: int) -> bool:
    """Compared exactly, never rounded; nothing to count is no failing. Of what is better when less, more than the target."""
    number = figure.number
    if number is None:
        return False
    wanted = target if not figure.indicator.is_rate else None
    value = number * PERCENT if wanted is None else number
    return value > target if figure.indicator.better == DOWN else value < target


def label_of(key: str) -> str:
    found = registry.chosen(key)
    return f"{found[0].label}：{found[1].label}" if found else key


def columns(facts: Facts) -> dict[str, Any]:
    """The columns of a rule's row."""
    given = facts.opening.data
    return {"title": label_of(given["indicator"]), "indicator": given["indicator"], "target": given["wanted"], "days": given["days"]}


set_rule = Action(
    "set_rule", "设定督办提示规则", (), KEEP_RULES, to=IN_USE, cite=codes.WHOLE, needs=(
        Choice("indicator", "哪个指标", options=registry.choices), Number("wanted", "月底应达到", most=10_000, help="比率写百分数；越低越好的指标，超过才提示。"),
        Number("days", "提示的办理天数", least=1, most=365, initial=30), LongText("basis", "为什么定这条规则", lines=2, most=400),
    ), sentence="月底{indicator}应达到{wanted}", help="每月底各司法所没有达到的，提示一件，由人决定立不立；系统自己不立。",
)  # fmt: skip
end = Action("end", "停用规则", (IN_USE,), KEEP_RULES, to=ENDED, cite=codes.WHOLE, needs=(LongText("reason", "理由", lines=2, most=400),), sentence="停用：{reason}")


def _everyday() -> tuple[Action, ...]:
    return tuple(action for action in EVERYDAY if action.code == "note")


RULE = Procedure(
    "supervision_rule", "督办提示规则", date(2020, 1, 1), (IN_USE, ENDED), (set_rule, end, *_everyday()), (), office_kinds=("bureau", "section"), project=columns,
)  # fmt: skip
