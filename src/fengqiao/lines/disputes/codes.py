"""Code lists of the dispute platform: channels, roles of those who report, grounds, outcomes, orders, hand-offs.

Channels CH 01-14, grounds N1-N9 and outcomes follow the platform's register; digits are ours.
"""

from __future__ import annotations

from fengqiao.codes.disputes import DIFFICULTY, RELATIONS, TAGS, TYPES
from fengqiao.matter.needs import Options

# Reports 来件

WINDOW, PHONE, MAYOR_LINE, SCAN, GRID, SCREENING, POLICE, COURT, PETITION, AGENCY = (
    "01", "02", "03", "04", "05", "06", "07", "08", "09", "10",
)  # fmt: skip
LOWER, LETTER, SUPERIOR, FOUND = "11", "12", "13", "14"
CHANNELS: Options = (
    (WINDOW, "窗口来访"), (PHONE, "电话、12348热线"), (MAYOR_LINE, "12345转办"), (SCAN, "扫码、小程序"), (GRID, "网格员上报"),
    (SCREENING, "排查发现"), (POLICE, "公安移送"), (COURT, "法院委派、委托"), (PETITION, "信访转送、交办"), (AGENCY, "检察院或其他部门移送"),
    (LOWER, "村居、下级调委会上报"), (LETTER, "来信"), (SUPERIOR, "领导交办"), (FOUND, "调委会主动发现"),
)  # fmt: skip
WITH_NUMBER = (MAYOR_LINE, POLICE, COURT, PETITION, AGENCY)  # their own number comes with them
BY_LETTER = (POLICE, COURT, PETITION, AGENCY)  # a body hands it over by a letter of its own
FROM_BODIES = (MAYOR_LINE, POLICE, COURT, PETITION, AGENCY)
ON_THE_SPOT = (WINDOW,)
ROLES: Options = (
    ("party", "当事人本人"), ("kin", "亲属"), ("neighbour", "邻里"), ("grid", "网格员"), ("unit", "单位"), ("other", "其他"),
)  # fmt: skip
FLAGS: Options = (
    ("weapon", "持械"), ("revenge", "扬言报复"), ("suicide", "自伤自杀风险"), ("violence", "家庭暴力"), ("minor", "涉及未成年人"),
    ("crowd", "群体聚集"), ("wages", "欠薪讨薪"), ("hospital", "医闹"), ("online", "网络舆情"), ("again", "三十日内再次激化"),
)  # fmt: skip
CROWD, MANY_PEOPLE = "crowd", 5  # from so many people on it is marked (本局约定)
REPORTER, APPLICANT, RESPONDENT, THIRD = "reporter", "applicant", "respondent", "third"
SIDES: Options = ((APPLICANT, "甲方"), (RESPONDENT, "乙方"), (THIRD, "有关的人"))
SIDE_WORDS: Options = ((APPLICANT, "甲方"), (RESPONDENT, "乙方"), (THIRD, "有关的人"), (REPORTER, "反映人"))
PERSON, LEGAL_PERSON, ORGANISATION = "person", "legal_person", "organisation"
PARTY_KINDS: Options = ((PERSON, "自然人"), (LEGAL_PERSON, "法人"), (ORGANISATION, "其他组织"))
REPORT_RESULTS: Options = (
    ("", "待处理"), ("raised", "新立事项"), ("joined", "并入事项"), ("settled", "当场化解"), ("consulted", "仅咨询"),
    ("declined", "不予受理"), ("referred", "转外单位"),
)  # fmt: skip
DECLINE_GROUNDS: Options = (
    ("N1", "法律规定只能由专门机关处理，或禁止调解"), ("N2", "法院、公安或其他机关已受理或已处理，且未委托"),
    ("N3", "当事人明确拒绝调解"), ("N4", "土地、林木、林地权属争议，应由人民政府处理"), ("N5", "涉嫌犯罪，已报告公安机关"),
    ("N6", "婚姻、亲子、收养等身份关系本身"), ("N7", "企业之间的商事纠纷，请求有偿调解"), ("N8", "征收补偿决定争议，应申请行政复议或起诉"),
    ("N0", "不属于纠纷或查无实据"),
)  # fmt: skip
PLACES_TO_GO: Options = (
    ("court", "向人民法院起诉"), ("arbitration", "申请仲裁"), ("labour", "申请劳动争议仲裁"), ("review", "申请行政复议"),
    ("government", "请人民政府或主管部门处理"), ("police", "向公安机关报案"), ("legal_aid", "申请法律援助"),
    ("registry", "到登记机关或法院办理身份关系"), ("commercial", "商事调解组织"), ("hotline", "拨打12348继续咨询"),
)  # fmt: skip
REPLY_WAYS: Options = (
    ("face", "当面"), ("phone", "电话"), ("letter", "书面"), ("sms", "短信"), ("online", "网上（进度页）"), ("system", "原系统回复"),
)  # fmt: skip

# Matters 事项

ORIGINS: Options = (("people", "群众反映"), ("screening", "排查发现"), ("found", "主动发现"), ("agency", "部门移送"))
ORIGIN_OF = {SCREENING: "screening", FOUND: "found", LOWER: "found", POLICE: "agency", COURT: "agency",
             PETITION: "agency", AGENCY: "agency", MAYOR_LINE: "agency"}  # fmt: skip
RED, ORANGE, YELLOW, BLUE = "red", "orange", "yellow", "blue"
RISKS: Options = ((RED, "红"), (ORANGE, "橙"), (YELLOW, "黄"), (BLUE, "蓝"))
RISK_ORDER = (BLUE, YELLOW, ORANGE, RED)
VILLAGE, TOWN, COUNTY_LEVEL, OTHER_LEVEL = "village", "town", "county", "other"
LEVELS: Options = ((VILLAGE, "村（社区）"), (TOWN, "镇（街）"), (COUNTY_LEVEL, "县"), (OTHER_LEVEL, "其他"))
RETURN_REASONS: Options = (
    ("scope", "不属职责"), ("place", "地域不符"), ("recusal", "应当回避"), ("double", "重复"), ("unclear", "信息不足"), ("other", "其他"),
)  # fmt: skip
OUTCOMES: Options = (
    ("written", "化解（书面协议）"), ("oral", "化解（口头协议）"), ("settled", "化解（当场和解）"), ("suit", "未化解，转诉讼"),
    ("arbitration", "未化解，转仲裁"), ("government", "未化解，转行政处理"), ("dropped", "未化解，当事人放弃"), ("merged", "并案"),
    ("lapsed", "失效"),
)  # fmt: skip
RESOLVED = ("written", "oral", "settled")
PAUSE_REASONS: Options = (("appraisal", "鉴定、评估"), ("missing", "当事人失联"), ("other_case", "等待另案"), ("force_majeure", "不可抗力"))
WATCH_GROUNDS: Options = (
    ("threat", "扬言报复或暴力威胁"), ("suicide", "自伤自杀风险"), ("violence", "家暴史"), ("crowd", "群体聚集"), ("wages", "欠薪"),
    ("again", "多次复发"),
)  # fmt: skip


# Supervision 督办, hand-offs 移送

REMIND, SUPERVISE, LISTED = "remind", "supervise", "listed"
ORDER_LEVELS: Options = ((REMIND, "提醒"), (SUPERVISE, "督办"), (LISTED, "挂牌督办"))
ORDER_GROUNDS: Options = (
    ("late", "超期"), ("returned", "退单两次"), ("risk", "风险升级"), ("repeated", "信访重复"), ("leader", "领导批示"), ("unhappy", "回访不满意"),
)  # fmt: skip
AGENCIES: Options = (
    ("police", "公安机关"), ("court", "人民法院"), ("petition", "信访部门"), ("procuratorate", "人民检察院"), ("labour", "人社部门"),
    ("health", "卫健部门"), ("land", "自然资源部门"), ("housing", "住建部门"), ("hotline", "12345热线"), ("centre", "综治中心"), ("other", "其他部门"),
)  # fmt: skip
INDEPENDENT = ("court", "procuratorate")  # asked by letter, never ordered
HANDOFF_KINDS: Options = (
    ("settle", "移交处理（对方职责）"), ("safety", "安全报告（不需当事人同意）"), ("entrust", "委派、委托调解衔接"), ("assist", "请求协助"),
)  # fmt: skip
SATISFACTION: Options = (("yes", "满意"), ("fairly", "基本满意"), ("no", "不满意"), ("none", "未评价"))
VISIT_WAYS: Options = (("door", "上门"), ("phone", "电话"), ("video", "视频"), ("refused", "当事人不愿回访"))

__all__ = ["DIFFICULTY", "RELATIONS", "TAGS", "TYPES"]
