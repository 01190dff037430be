"""矛盾纠纷平台的指标：来件、事项、层级化解、督办。来件按次计，事项按件计（一案一码），并入的只算一件。"""

from __future__ import annotations

from fengqiao.indicators.registry import OnBoard
from fengqiao.indicators.sources import days_between, entries
from fengqiao.indicators.vocabulary import DOWN, UP, Indicator, Lasting, Rows, Standing, Tallied, Times, Total
from fengqiao.lines.disputes import codes

SHEET = "矛盾纠纷多元化解月报（本局口径）"


def _reports() -> Rows:
    from fengqiao.lines.disputes.models import Report

    return Report.objects.all()


def _matters() -> Rows:
    from fengqiao.lines.disputes.models import Dispute

    return Dispute.objects.filter(merged_into=None).exclude(outcome="merged")


REPORTS = Tallied("reports.received", _reports, "opened_on", kind="channel")
JOINED = Tallied("reports.joined", lambda: _reports().filter(result="joined"), "opened_on")
REPLIED = Tallied("reports.replied", _reports, "replied_on", kind="channel")
RAISED_THERE = Tallied("disputes.raised_there", _matters, "first_report_on", kind="dispute_type", at="place_territory")
RAISED = Tallied("disputes.raised", _matters, "first_report_on", kind="dispute_type", amount="people_count")
OPEN = Tallied("disputes.open", _matters, "first_report_on", until="closed_on", kind="dispute_type")
WITH_OUTCOME = Tallied("disputes.with_outcome", lambda: _matters().exclude(outcome__in=("", "lapsed")), "outcome_on", kind="outcome", amount=days_between("first_report_on", "outcome_on"))
RESOLVED = Tallied("disputes.resolved", lambda: _matters().filter(outcome__in=codes.RESOLVED), "outcome_on", kind="resolved_level")
AGAIN = Tallied("disputes.again", lambda: _matters().filter(reopened__gt=0), "outcome_on")
RETURNED = Tallied("disputes.returned", lambda: entries("disputes", "return_task"), "day")

INDICATORS = (
    Indicator("D01", "来件数", "收到日期在本期的来件，按次计", Times(REPORTS), source=SHEET, kinds=dict(codes.CHANNELS)),
    Indicator("D02", "重复来件率", "并入已有事项的来件÷来件数", Times(REPORTS), Times(JOINED), blank="本期没有来件", source=SHEET, better=DOWN),
    Indicator("D03", "答复来件数", "答复日期在本期的来件", Times(REPLIED), source=SHEET, kinds=dict(codes.CHANNELS)),
    Indicator("D04", "新立事项", "首次来件在本期的纠纷事项；并入别的事项的不算", Times(RAISED), source=SHEET, kinds=dict(codes.TYPES)),
    Indicator("D04p", "新立事项（按发生地）", "首次来件在本期的纠纷事项，计在发生的村（社区）；没有写明发生地的，计在办理的机构", Times(RAISED_THERE), source=SHEET, kinds=dict(codes.TYPES)),
    Indicator("D05", "涉及人数", "本期新立事项的涉及人数之和（人次）", Total(RAISED), unit="人次", source=SHEET),
    Indicator("D06", "期末在办事项", "期末没有办结的纠纷事项", Standing(OPEN), source=SHEET, kinds=dict(codes.TYPES)),
    Indicator("D07", "有结果的事项", "结果日期在本期的纠纷事项；失效的不算", Times(WITH_OUTCOME), source=SHEET, kinds=dict(codes.OUTCOMES)),
    Indicator("D08", "化解率", "书面、口头协议和当场和解的÷有结果的事项", Times(WITH_OUTCOME), Times(RESOLVED), blank="本期没有结果", source=SHEET, better=UP),
    Indicator("D09", "就地化解率（村、镇）", "在村（社区）、镇（街）化解的÷化解的事项", Times(RESOLVED), Times(RESOLVED, kinds=("village", "town")), blank="本期没有化解", source=SHEET, better=UP, kinds=dict(codes.LEVELS)),
    Indicator("D10", "小事不出村", "在村（社区）化解的÷化解的事项", Times(RESOLVED), Times(RESOLVED, kinds=("village",)), blank="本期没有化解", source=SHEET, better=UP),
    Indicator("D11", "平均化解天数", "从首次来件到有结果的自然日，平均数", Lasting(WITH_OUTCOME), unit="天", source=SHEET, better=DOWN),
    Indicator("D13", "退回次数", "发生日期在本期的退回，按次计", Times(RETURNED), unit="次", source=SHEET, better=DOWN),
    Indicator("D12", "复发事项", "结果日期在本期、曾经复发的事项", Times(AGAIN), source=SHEET, better=DOWN),
)  # fmt: skip

BOARD = OnBoard(tiles=("D04", "D08", "D06", "D10", "D11", "D02", "D13", "D12"), drawn="D04", spots="D04p")
