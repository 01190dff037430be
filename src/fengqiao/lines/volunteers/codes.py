"""The words of the line: who volunteers, what they do, how it ends."""

from __future__ import annotations

from fengqiao.matter.needs import Options
from fengqiao.statutes import BureauPaper

HOUSE = BureauPaper("法律服务志愿者管理制度")  # after 法律援助志愿者管理办法, whose text is not in the library
HOUSE_NAME = "本局《法律服务志愿者管理制度》"
LAWYER = "lawyer"
KINDS: Options = (
    ("law_school", "法学师生"), ("retired", "退休法官、检察官"), (LAWYER, "律师"), ("social", "社会工作者"), ("translator", "翻译"), ("sign", "手语"), ("other", "其他"),
)  # fmt: skip
CONSULT, DRAFT = "consult", "draft"
ACTIVITIES: Options = (
    (CONSULT, "法律咨询"), (DRAFT, "代拟法律文书"), ("teach", "法治宣传"), ("guide", "导办、陪同"), ("translate", "翻译、手语"), ("psychology", "心理疏导"), ("other", "其他"),
)  # fmt: skip
OF_LAW = (CONSULT, DRAFT)  # what somebody who is no lawyer does under a lawyer's guidance
SKILLS: Options = (
    ("labour", "劳动、欠薪"), ("family", "婚姻家庭、继承"), ("injury", "人身损害"), ("contract", "合同、债务"), ("minors", "未成年人"), ("teach", "讲课"), ("computer", "电脑、自助机"),
)  # fmt: skip
SUSPENSIONS: Options = (("own", "本人要求"), ("complaint", "投诉在查"), ("training", "没有参加培训"), ("illness", "伤病"), ("other", "其他"))
GAIN, FAILED, COMPLAINTS = "gain", "failed", "complaints"
STRIKES: Options = ((GAIN, "利用志愿服务谋取利益"), (FAILED, "一年内三次约好不到"), (COMPLAINTS, "一年内三次投诉查实"), ("died", "死亡、丧失行为能力"))
MOST_MINUTES = 8 * 60  # 每天最多计入八小时，超过的写明理由
THREE, YEAR_DAYS = 3, 365
STARS = (100, 300, 600, 1000, 1500)  # hours from which a star is given (本局约定)
