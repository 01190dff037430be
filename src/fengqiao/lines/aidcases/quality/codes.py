"""Code lists of quality reviews. The sheet is the bureau's: the ministry's sheets by kind of case may take its place."""

from __future__ import annotations

from fengqiao.matter.needs import Options

RANDOM, COMPLAINT, FAULT, GRAVE, TERMINATED = "random", "complaint", "fault", "grave", "terminated"
REASONS: Options = (
    (RANDOM, "随机抽中"), (COMPLAINT, "投诉成立"), (FAULT, "更换时认定有过错"), (GRAVE, "可能判处无期徒刑、死刑，死刑复核"), (TERMINATED, "终止援助"),
)  # fmt: skip
MUST = (COMPLAINT, FAULT, GRAVE, TERMINATED)

# What is scored, and how much each counts; together a hundred
ITEMS: tuple[tuple[str, str, int], ...] = (
    ("meeting", "会见约见、告知权利和风险", 20), ("reading", "阅卷、调查取证", 20), ("opinion", "辩护词、代理词、书面意见的质量", 30), ("court", "出庭、与办案机关沟通", 15),
    ("file", "向受援人通报、案卷归档", 15),
)  # fmt: skip
VETOES: Options = (
    ("unmet", "没有会见、约见"), ("property", "收取财物"), ("absent", "无正当理由缺席庭审"), ("missed", "错过法定期限"), ("leaked", "泄露秘密、隐私"),
)  # fmt: skip
EXCELLENT, GOOD, PASS, FAIL = "excellent", "good", "pass", "fail"
GRADES: Options = ((EXCELLENT, "优秀"), (GOOD, "良好"), (PASS, "合格"), (FAIL, "不合格"))
FLOORS = ((EXCELLENT, 90), (GOOD, 75), (PASS, 60))
DIFFERENCE = 10  # points; above it a third reviewer scores
NO_WORDS, DEFENDS = "none", "defends"
ANSWERS: Options = ((DEFENDS, "提出申辩"), (NO_WORDS, "没有意见"))
