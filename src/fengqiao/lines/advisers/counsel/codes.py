"""Code lists of the government's legal counsel."""

from __future__ import annotations

from fengqiao.matter.needs import Options

SCOPE: Options = (
    ("decision", "重大决策论证"), ("document", "规范性文件审查"), ("contract", "合同审查"), ("litigation", "复议应诉"), ("petition", "涉法信访"),
    ("emergency", "突发事件"), ("training", "培训"),
)  # fmt: skip
CONCLUSIONS: Options = (("agree", "同意"), ("amend", "修改后同意"), ("disagree", "不同意"), ("more", "需补充研究"))
RISKS: Options = (("low", "低"), ("middle", "中"), ("high", "高"))
RATINGS: Options = (("5", "非常满意"), ("4", "满意"), ("3", "基本满意"), ("2", "不满意"), ("1", "非常不满意"))
ADOPTED, PARTLY, NOT = "adopted", "partly", "not"
ADOPTIONS: Options = ((ADOPTED, "采纳"), (PARTLY, "部分采纳"), (NOT, "不采纳"))
