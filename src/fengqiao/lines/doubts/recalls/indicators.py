"""抽查回访的指标：属实率本身就是一个指标，按被抽查的单位统计。"""

from __future__ import annotations

from django.db.models import BigIntegerField, OuterRef, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from fengqiao.indicators.registry import OnBoard
from fengqiao.indicators.sources import entries
from fengqiao.indicators.vocabulary import DOWN, UP, Indicator, Rows, Tallied, Times
from fengqiao.lines.doubts.recalls import procedure as p

SOURCE = "统计数据质量核查办法（本局）"


def _calls() -> Rows:
    """Each call on its day with what was heard, at the unit whose work it was."""
    from fengqiao.matter.models import Entry

    opening = Entry.objects.filter(matter_id=OuterRef("matter_id"), seq=1).values("data__unit_territory")[:1]
    found = entries("recalls", "call").annotate(heard=KeyTextTransform("result", "data"), unit_at=Cast(Subquery(opening), BigIntegerField()))
    return found


CALLS = Tallied("recalls.calls", _calls, "happened_on", kind="heard", at="unit_at")
INDICATORS = (
    Indicator("Q01", "抽查回访", "回访日期在本期的，打过几次算几次", Times(CALLS), unit="次", source=SOURCE, kinds=dict(p.RESULTS)),
    Indicator("Q02", "抽查回访属实率", "说属实的÷问到了的（属实、部分不符、否认）；没有联系上、不愿说的不算", Times(CALLS, kinds=p.ANSWERED), Times(CALLS, kinds=(p.TRUE,)), blank="没有问到的", source=SOURCE, better=UP),
    Indicator("Q03", "没有联系上的", "没有联系上的÷打过的", Times(CALLS), Times(CALLS, kinds=(p.UNREACHED,)), blank="没有回访", source=SOURCE, better=DOWN),
)  # fmt: skip

BOARD = OnBoard(tiles=("Q01", "Q02", "Q03"), drawn="Q01")
