"""矛盾纠纷排查的指标（M10、M11）：每个数只在这里定义一次，打开就是那些上报、线索。

A round's own summary counts the answers to that round at the moment it was summed up, and stays; here the year is counted.
"""

from __future__ import annotations

from typing import Any

from fengqiao.indicators.registry import OnBoard
from fengqiao.indicators.vocabulary import DOWN, UP, Indicator, Rows, Tallied, Times, Total
from fengqiao.lines.screening import codes

SOURCE = "矛盾纠纷排查工作统计（通行口径；法律没有规定，以本局报表说明为准）"


def _reports(**only: Any) -> Rows:
    """What units owe: those that were excused owe nothing."""
    from fengqiao.lines.screening.models import ScreeningReport

    return ScreeningReport.objects.filter(**only).exclude(result=codes.EXCUSED)


def _leads(disposal: str) -> Rows:
    from fengqiao.lines.screening.models import Lead

    return Lead.objects.filter(disposal=disposal)


_UNITS = dict(codes.UNIT_KINDS)
OWED = Tallied("screenings.owed", _reports, "deadline_on", kind="unit_kind")
FILED = Tallied("screenings.filed", lambda: _reports(filed_on__isnull=False), "deadline_on", kind="unit_kind", amount="leads_count")
ON_TIME = Tallied("screenings.on_time", lambda: _reports(filed_on__isnull=False, late=False), "deadline_on", kind="unit_kind")
LATE = Tallied("screenings.late", lambda: _reports(late=True), "deadline_on", kind="unit_kind")
ZERO = Tallied("screenings.zero", lambda: _reports(zero=True), "deadline_on", kind="unit_kind")
DOUBTED = Tallied("screenings.contradicted", lambda: _reports(zero=True), "contradicted_on")
RAISED = Tallied("leads.raised", lambda: _leads(codes.RAISE), "ended_on", kind="dispute_type")
DISSOLVED = Tallied("leads.dissolved", lambda: _leads(codes.DISSOLVE), "ended_on", kind="dispute_type")

FILINGS = Indicator("M10", "排查次数", "截止日在本期的排查中，单位上报的份数，按时、迟报都算；免报的不算", Times(FILED), unit="次", source=SOURCE, kinds=_UNITS)
LATE_ONES = Indicator("M10l", "其中迟报", "截止日以后才报的", Times(LATE), unit="次", source=SOURCE, better=DOWN, kinds=_UNITS)
ZEROS = Indicator("M10z", "其中零报告", "报告没有发现苗头线索的", Times(ZERO), unit="次", source=SOURCE, kinds=_UNITS)
FOUND = Indicator("M10d", "发现苗头线索", "这些上报中的线索条数之和；平时发现、不在上报里的不算", Total(FILED), unit="条", source=SOURCE, kinds=_UNITS)
MATTERS = Indicator("M10r", "立事项", "办结日期在本期、立为纠纷事项的线索，平时发现的也算", Times(RAISED), source=SOURCE)
PREVENTED = Indicator("M10p", "劝解消化", "办结日期在本期、劝解消化的线索，平时发现的也算", Times(DISSOLVED), source=SOURCE, better=UP)
RATE = Indicator("M11", "排查按时上报率", "按时上报的÷截止日在本期的排查中应报的单位次数；免报的不在内", Times(OWED), Times(ON_TIME), blank="没有应报的", source=SOURCE, better=UP, kinds=_UNITS)
SHOWN = (FILINGS, LATE_ONES, ZEROS, FOUND, MATTERS, PREVENTED, RATE)
INDICATORS = (*SHOWN, Indicator("M10c", "零报告存疑", "零报告以后发现漏报的，按发现日期", Times(DOUBTED), source=SOURCE, better=DOWN))
BOARD = OnBoard(tiles=("M10", "M11", "M10d", "M10r", "M10p", "M10l", "M10z", "M10c"), drawn="M10d", spots="M10r")
