"""The words of authorities to act for another."""

from __future__ import annotations

from fengqiao.matter.needs import Options
from fengqiao.matter.public import SCOPES as PUBLIC_SCOPES
from fengqiao.statutes import BureauPaper

HOUSE = BureauPaper("公共法律服务工作规范")
PERSON, PROXY = "person", "proxy"
SIDES: Options = ((PERSON, "本人（被代办的人）"), (PROXY, "代办人"))
ENTRUSTED, STATUTORY, COUNTER = "entrusted", "statutory", "counter"
BASES: Options = ((ENTRUSTED, "委托"), (STATUTORY, "法定代理"), (COUNTER, "窗口代录"))
SCOPES: Options = PUBLIC_SCOPES
RELATIONS: Options = (("spouse", "配偶"), ("parent", "父母"), ("child", "子女"), ("kin", "其他近亲属"), ("guardian", "其他监护人"), ("other", "其他人"))
CHECKED: Options = (("came", "本人到场"), ("called", "打本人电话核实"), ("home", "上门核实"), ("paper", "核对了户口簿、出生证明、监护文书"))
DECLINES: Options = (("not_meant", "本人没有这个意思"), ("no_proof", "证明不了关系"), ("wrong", "填错了"), ("elsewhere", "要本人当面办"))
BLOCKS: Options = (("abuse", "疑似加害人"), ("conflict", "与本人有利益冲突"), ("forced", "本人可能受胁迫"), ("other", "其他"))
ABUSE, FORCED = "abuse", "forced"
MONTHS: Options = (("1", "一个月"), ("3", "三个月"), ("6", "半年"), ("12", "一年"))
MOST_DAYS = 366  # the longest an authority lasts (本局约定); it can be given again
