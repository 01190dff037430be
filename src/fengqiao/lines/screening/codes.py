"""Code lists of screening, and the bureau's paper its limits rest on."""

from __future__ import annotations

from fengqiao.matter.needs import Options
from fengqiao.statutes import BureauPaper

HOUSE = BureauPaper("矛盾纠纷排查工作制度")

REGULAR, SPECIAL, SENSITIVE = "regular", "special", "sensitive"
KINDS: Options = ((REGULAR, "定期排查"), (SPECIAL, "专项排查"), (SENSITIVE, "敏感时期排查"))
FREQUENCIES: Options = (
    ("once", "一次"), ("daily", "每日"), ("weekly", "每周"), ("half_month", "每半月"), ("month", "每月"), ("quarter", "每季度"),
)  # fmt: skip
EVERY_DAYS = {"daily": 1, "weekly": 7}  # the rhythms a sensitive period may open its rounds by

COMMITTEE, STATION, OFFICE = "committee", "station", "office"
UNIT_KINDS: Options = ((COMMITTEE, "村（社区）和各调委会"), (OFFICE, "司法所"), (STATION, "工作站（室）"))

SIGN, HAPPENED, WORSE = "sign", "happened", "worse"
DEVELOPMENTS: Options = ((SIGN, "苗头"), (HAPPENED, "已发生"), (WORSE, "激化"))

RAISE, DISSOLVE, WATCH, REFER, UNTRUE = "raise", "dissolve", "watch", "refer", "untrue"
DISPOSALS: Options = (
    (RAISE, "立事项"), (DISSOLVE, "劝解消化"), (WATCH, "持续关注"), (REFER, "转有关部门"), (UNTRUE, "不属实"),
)  # fmt: skip

NOT_FILED, ON_TIME, ZERO, LATE, EXCUSED, CONTRADICTED = (
    "not_filed", "on_time", "zero", "late", "excused", "contradicted",
)  # fmt: skip
RESULTS: Options = (
    (NOT_FILED, "未报"), (ON_TIME, "按时"), (ZERO, "零报告"), (LATE, "迟报"), (EXCUSED, "免报"), (CONTRADICTED, "漏报（倒查）"),
)  # fmt: skip
REVIEWS: Options = (
    ("missed", "漏报属实，已提醒改进"), ("later", "报告以后才有苗头，不是漏报"), ("hidden", "当时无法在排查中发现"),
)  # fmt: skip
