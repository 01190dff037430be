"""Code lists of requests for figures, and the bureau's paper the house's own rules rest on."""

from __future__ import annotations

from fengqiao.matter.needs import Options
from fengqiao.statutes import BureauPaper

HOUSE = BureauPaper("为基层减负和数据报送管理办法")

FIGURES, REVIEW = "figures", "review"
KINDS: Options = ((FIGURES, "数据报送"), (REVIEW, "村级达标、验收、评比"))
ONCE, MONTH, QUARTER, HALF, YEAR = "once", "month", "quarter", "half", "year"
FREQUENCIES: Options = ((ONCE, "一次"), (MONTH, "每月"), (QUARTER, "每季度"), (HALF, "每半年"), (YEAR, "每年"))
MONTHS = {MONTH: 1, QUARTER: 3, HALF: 6, YEAR: 12}

OFFICE, COMMITTEE, STATION = "office", "committee", "station"
UNIT_KINDS: Options = ((OFFICE, "司法所"), (COMMITTEE, "村（社区）和各调委会"), (STATION, "工作站（室）"))
RURAL, URBAN = "rural", "urban"
WHERE: Options = ((RURAL, "农村的村"), (URBAN, "城市社区"))

YES, NO = "yes", "no"
SURVEY: Options = ((YES, "是统计调查"), (NO, "不是统计调查"))
BY_LAW, BY_REGULATION, BY_STATE, OTHERWISE = "law", "regulation", "state_council", "other"
BASES: Options = ((BY_LAW, "法律"), (BY_REGULATION, "行政法规、地方性法规"), (BY_STATE, "国务院批准"), (OTHERWISE, "其他文件"))
NUMBER, TEXT = "number", "text"
SHAPES: Options = ((NUMBER, "数"), (TEXT, "文字"))

HELD, TYPED = "held", "typed"  # a field the records answer; one that somebody types
NOT_FILLED, FILLED, LATE, REFUSED, MISSED, EXCUSED = "not_filled", "filled", "late", "refused", "missed", "excused"
RESULTS: Options = (
    (NOT_FILLED, "待填"), (FILLED, "按时"), (LATE, "迟填"), (REFUSED, "拒绝填报"), (MISSED, "未填"), (EXCUSED, "免填"),
)  # fmt: skip
