"""Code lists of bases and stays."""

from __future__ import annotations

from fengqiao.matter.needs import Options

KINDS: Options = (("public", "政府投入"), ("company", "依托企业"), ("society", "社会组织"))
BED, JOB = "bed", "job"
WANTS: Options = ((BED, "住"), (JOB, "就业"))
GROUNDS: Options = (
    ("homeless", "无家可归"), ("minor", "未成年、残疾或者患重病，无人照顾"), ("jobless", "没有收入来源"), ("other", "其他"),
)  # fmt: skip
PLACE = {"homeless": 2, "minor": 2, "jobless": 1, "other": 0}  # the waiting list goes by need, then by day
LEAVING: Options = (
    ("job", "找到工作"), ("home", "有了住处"), ("over", "期满"), ("own", "本人要走"), ("breach", "违反基地规定"), ("other", "其他"),
)  # fmt: skip
LONGEST_MONTHS = 6
FULL_PERCENT = 90
