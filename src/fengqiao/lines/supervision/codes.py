"""Code lists of supervision cards, and the bureau's paper behind them."""

from __future__ import annotations

from fengqiao.matter.needs import Options
from fengqiao.statutes import BureauPaper

HOUSE = BureauPaper("督查督办工作制度")
WHOLE = (HOUSE.whole(),)
AUTO = "auto"
SOURCES: Options = (
    ("meeting", "会议"), ("leader", "领导批示"), ("plan", "工作计划"), ("notice", "上级文件"), ("review", "检查反馈"), (AUTO, "系统提示"),
)  # fmt: skip
