"""Locks of statistical periods as the rest of the product knows them."""

from __future__ import annotations

from fengqiao.lines.locks import cards
from fengqiao.lines.locks.permissions import SEE
from fengqiao.lines.locks.procedure import LOCK
from fengqiao.matter import areas
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Line


def _lock() -> type[Matter]:
    from fengqiao.lines.locks.models import PeriodLock

    return PeriodLock


LOCKS = Line(
    code="locks", area=areas.REPORTING, label="统计锁定", icon="lock", seldom=True, model=_lock, procedures=(LOCK,), may_see=SEE, party_word="",
    columns=(("period_word", "统计期间"), ("edition_word", "版次"), ("locked_on", "锁定")), cards=cards.of_lock,
)  # fmt: skip
