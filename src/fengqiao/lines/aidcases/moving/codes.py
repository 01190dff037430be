"""Code lists of what travels between centres. A code never changes its meaning."""

from __future__ import annotations

from fengqiao.matter.needs import Options

WHYS: Options = (
    ("organ", "案件改由外地的机关办理"), ("earlier", "同一事项已由对方机构最先收到"), ("place", "立案后发现不属于本机构管辖"), ("wish", "受援人要求，对方机构同意"), ("other", "其他"),
)  # fmt: skip
BACKS: Options = (
    ("place", "不属于本机构管辖"), ("had", "同一事项本机构已经办理"), ("lacking", "材料不齐，无法接着办"), ("nobody", "本机构现在无人可派"), ("gone", "受援人不同意移交"), ("other", "其他"),
)  # fmt: skip
TASKS: Options = (("meeting", "会见、约见"), ("evidence", "调查取证"), ("files", "查阅、复制案卷"), ("serve", "转交、送达材料"), ("court", "代为了解庭审安排"), ("other", "其他"))
