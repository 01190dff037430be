"""The words of commissions: who commissions, why time stands still, why an examination ends (司法鉴定程序通则第二十九条)."""

from __future__ import annotations

from fengqiao.matter.needs import Options
from fengqiao.providers.codes import FORENSIC_CLASSES
from fengqiao.statutes import BureauPaper

HOUSE = BureauPaper("公共法律服务工作规范")
KINDS: Options = FORENSIC_CLASSES
CLIENTS: Options = (("self", "当事人本人"), ("firm", "律师事务所、基层法律服务所"), ("organ", "办案机关"), ("other", "其他单位"))
SELF = "self"
ROLES: Options = (("both", "委托人，也是被鉴定人"), ("client", "委托人"), ("examined", "被鉴定人"), ("other", "其他当事人"))
FIRST = "first"
NATURES: Options = ((FIRST, "初次鉴定"), ("further", "补充鉴定"), ("again", "重新鉴定"))
SUPPLY, TAKE_AGAIN = "supply", "take_again"
SUPPLEMENTS: Options = ((SUPPLY, "补充鉴定材料"), (TAKE_AGAIN, "重新提取鉴定材料"))
LONGER: Options = (("complex", "复杂、疑难"), ("special", "特殊技术问题"), ("long", "鉴定过程需要较长时间"))
WAYS: Options = (("phone", "电话"), ("letter", "书面函"), ("face", "当面"), ("sms", "短信"))
LETTER = "letter"
ENDS: Options = (
    ("1", "材料、用途、要求等有不得受理的情形"), ("2", "鉴定材料耗损，不能补充"), ("3", "不履行委托书的义务、被鉴定人不配合或者受到严重干扰"),
    ("4", "委托人撤销委托，或者拒绝支付鉴定费"), ("5", "不可抗力"), ("6", "其他情形"),
)  # fmt: skip
OUTCOMES: Options = (("opinion", "已出具意见"), ("ended", "终止鉴定"))
USUAL_DAYS, MOST_LONGER = 30, 30  # working days: 第二十八条第一款、第二款
MOST_AGREED = 250
