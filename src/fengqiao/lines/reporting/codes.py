"""The words of reports and of the hand register."""

from __future__ import annotations

from fengqiao.statutes import BureauPaper

HOUSE = BureauPaper("公文处理和统计报表制度")

YEARLY, QUARTERLY, MONTHLY, SPEECH = "yearly", "quarterly", "monthly", "speech"
KINDS = ((YEARLY, "年度工作总结"), (QUARTERLY, "季报"), (MONTHLY, "月报"), (SPEECH, "会议讲话数据页"))
LONGEST = {YEARLY: 5000, QUARTERLY: 4000, MONTHLY: 4000, SPEECH: 4000}  # characters of the text: 为基层减负的篇幅要求，一般5000字，专题4000字

PUBLICITY = "publicity"
HAND = (
    ("study", "集中学习"), ("warning", "警示教育集中宣讲"), ("hero", "政法英模（个人）"), ("problem_found", "顽瘴痼疾（查摆）"), ("problem_closed", "顽瘴痼疾（整治销号）"),
    ("mechanism", "长效机制（印发）"), (PUBLICITY, "法治宣传活动"), ("village_national", "全国民主法治示范村（社区）"), ("village_province", "全省民主法治示范村（社区）"),
    ("mediator_province", "全省优秀人民调解员"), ("committee_province", "全省优秀人民调解组织"),
    ("psych", "社区矫正、安置帮教对象心理帮助"),
)  # fmt: skip
UNITS = {
    "study": "次", "warning": "次", "hero": "人", "problem_found": "条", "problem_closed": "条", "mechanism": "项", PUBLICITY: "次", "village_national": "个",
    "village_province": "个", "mediator_province": "人", "committee_province": "个", "psych": "次",
}  # fmt: skip
LEVELS = (("national", "国家级"), ("province", "省级"), ("city", "市级"), ("county", "县级"), ("none", "不分级别"))
