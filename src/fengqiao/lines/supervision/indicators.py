"""督办的指标：按期办结率、曾亮红率、平均逾期工作日、退回率。"""

from __future__ import annotations

from django.db.models import F

from fengqiao.indicators.registry import OnBoard
from fengqiao.indicators.sources import entries
from fengqiao.indicators.vocabulary import DOWN, UP, Indicator, Lasting, Rows, Tallied, Times

SOURCE = "督查督办工作制度（本局）"


def _cards() -> Rows:
    from fengqiao.lines.supervision.models import SupervisionCard

    return SupervisionCard.objects.filter(issued=True)


DUE = Tallied("supervision.due", _cards, "due_on")
IN_TIME = Tallied("supervision.in_time", lambda: _cards().filter(accepted_on__isnull=False, reported_on__lte=F("due_on")), "due_on")
EVER_RED = Tallied("supervision.ever_red", lambda: _cards().filter(red_on__isnull=False), "due_on")
LATE = Tallied("supervision.late", lambda: _cards().filter(accepted_on__isnull=False, late_days__gt=0), "due_on", amount="late_days")
REPORTS = Tallied("supervision.reports", lambda: entries("supervision", "report"), "day")
SENT_BACK = Tallied("supervision.sent_back", lambda: entries("supervision", "send_back"), "day")

INDICATORS = (
    Indicator("S01", "到期督办事项数", "办结期限（含经批准延期的）在本期的督办事项", Times(DUE), source=SOURCE),
    Indicator("S02", "按期办结率", "本期到期的事项中，报结日不晚于原定或者经批准的期限、并经核实的÷本期到期的", Times(DUE), Times(IN_TIME), source=SOURCE, better=UP, blank="无到期事项"),
    Indicator("S03", "曾亮红率", "本期到期的事项中曾经亮红的÷本期到期的；延期、补做不消除", Times(DUE), Times(EVER_RED), source=SOURCE, better=DOWN, blank="无到期事项"),
    Indicator("S04", "平均逾期工作日", "本期到期、逾期办结的事项，从期限到报结的工作日的平均数", Lasting(LATE), unit="个工作日", source=SOURCE, better=DOWN, blank="无逾期办结"),
    Indicator("S05", "退回率", "核实时退回的次数÷报结的次数", Times(REPORTS), Times(SENT_BACK), source=SOURCE, better=DOWN, blank="无报结"),
)  # fmt: skip
BOARD = OnBoard(tiles=("S01", "S02", "S03", "S04", "S05"), drawn="S01")
