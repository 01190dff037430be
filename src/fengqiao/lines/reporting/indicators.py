"""人工登记的指标：没有条线记录的数，口径同别的指标一样，打开的是登记的各条和依据的文件。"""

from __future__ import annotations

from fengqiao.indicators.registry import OnBoard
from fengqiao.indicators.vocabulary import Indicator, Rows, Tallied, Times, Total
from fengqiao.lines.reporting import codes

SET, MARK = "hand_entries", "人工登记"


def _entries() -> Rows:
    from fengqiao.lines.reporting.models import HandEntry

    return HandEntry.objects.filter(withdrawn=False)


QUANTITIES = Tallied("hand_entries.quantities", _entries, "on", kind="kind", amount="quantity")
MATERIALS = Tallied("hand_entries.materials", _entries, "on", kind="kind", amount="materials")
PEOPLE = Tallied("hand_entries.people", _entries, "on", kind="kind", amount="people")


def _of(kind: str, label: str) -> Indicator:
    words = f"人工登记：日期在本期、没有撤销的“{label}”各条，数量之和；每条都写明依据的文件"
    return Indicator(f"R-{kind}", label, words, Total(QUANTITIES, kinds=(kind,)), unit=codes.UNITS[kind], source=MARK)


INDICATORS = (
    *(_of(kind, label) for kind, label in codes.HAND),
    Indicator("R-materials", "法治宣传发放资料", "人工登记：本期各次法治宣传活动登记的发放资料份数之和", Total(MATERIALS, kinds=(codes.PUBLICITY,)), unit="份", source=MARK),
    Indicator("R-people", "法治宣传现场参与", "人工登记：本期各次法治宣传活动登记的现场参与人次之和，线上的不算", Total(PEOPLE, kinds=(codes.PUBLICITY,)), unit="人次", source=MARK),
    Indicator("R-psych-people", "心理帮助人次", "人工登记：本期登记的心理帮助人次之和", Total(PEOPLE, kinds=("psych",)), unit="人次", source=MARK, people=True),
    Indicator("R-entries", "人工登记条数", "日期在本期、没有撤销的人工登记，一条计一次", Times(QUANTITIES), unit="条", source=MARK, kinds=dict(codes.HAND)),
)  # fmt: skip
BOARD = OnBoard(tiles=("R-publicity", "R-people", "R-materials", "R-study", "R-mechanism"), drawn="R-publicity")
