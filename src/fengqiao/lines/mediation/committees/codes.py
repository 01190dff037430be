"""Code lists of committees and mediators. Words are the codes: they stand on paper as they stand here."""

from __future__ import annotations

from fengqiao.codes import code_list
from fengqiao.lines.mediation.codes import HOSTS
from fengqiao.matter.needs import Options


def _same(*words: str) -> Options:
    return tuple((word, word) for word in words)


HEAD, DEPUTY, MEMBER, ENGAGED = "主任", "副主任", "委员", "聘任调解员"
MEMBER_POSTS: Options = _same(HEAD, DEPUTY, MEMBER)
POSTS: Options = _same(HEAD, DEPUTY, MEMBER, ENGAGED)
HAN = "汉族"

VILLAGE, RESIDENTS, TOWN, STREET, ENTERPRISE, ORGANISATION = (code for code, _ in HOSTS)
OF_PEOPLE = (VILLAGE, RESIDENTS)
BY_FIELD = (ENTERPRISE, ORGANISATION)
LEVELS = {VILLAGE: "村(社区)", RESIDENTS: "村(社区)", TOWN: "镇(街)", STREET: "镇(街)", ENTERPRISE: "其他"}

COMMITTEE, SHARED_DUTY = "committee", "shared_duty"
FORMS: Options = ((COMMITTEE, "设人民调解委员会"), (SHARED_DUTY, "不设，由村（居）委会成员分工负责"))

ELECTED_BY: Options = _same(
    "村民会议推选", "村民代表会议推选", "居民会议推选", "职工大会推选", "职工代表大会推选", "工会组织推选",
    "乡镇（街道）聘任", "设立单位聘任", "主管部门会同县司法局聘任",
)  # fmt: skip
PRODUCED_BY: Options = _same("推选", "聘任", "委派")
IDENTITIES: Options = _same(
    "村干部", "律师", "退休政法", "教师", "医生", "乡贤", "两代表一委员", "法律明白人", "公务员", "事业编制", "社会工作者", "其他",
)  # fmt: skip
GRADES: Options = _same("首席", "一级", "二级", "三级")
STANDARDS: Options = _same("未评定", "规范化", "示范")

PROPOSED, PUBLISHED, IN_OFFICE, PAUSED, EXPIRED = "拟聘", "公示", "在任", "暂停", "届满"
LEAVING: Options = _same("届满", "解聘", "罢免", "辞任", "去世")
FOR_MISCONDUCT = ("解聘", "罢免")
NOT_LEFT = (PROPOSED, PUBLISHED, IN_OFFICE, PAUSED)
STATES: Options = _same(*NOT_LEFT, *(word for word, _ in LEAVING))

TRAINING, HONOUR, DISCIPLINE, INJURY = "training", "honour", "discipline", "injury"
RECORDS: Options = ((TRAINING, "培训"), (HONOUR, "表彰"), (DISCIPLINE, "违纪处理"), (INJURY, "因公伤亡"))
MODES: Options = _same("集中授课", "现场观摩", "旁听庭审", "网络学习", "其他")
HONOUR_LEVELS: Options = _same("国家", "省", "市", "县", "乡镇")
FAULTS: Options = (
    ("1", "偏袒一方当事人"), ("2", "侮辱当事人"), ("3", "索取、收受财物或者牟取其他不正当利益"), ("4", "泄露当事人的个人隐私、商业秘密"),
)  # fmt: skip
MEASURES: Options = _same("批评教育", "责令改正", "罢免", "解聘")
HARMS: Options = _same("致伤", "致残", "牺牲")
KINS: Options = _same("配偶", "父母", "子女", "兄弟姐妹", "其他近亲属", "同族", "债权债务", "其他利害关系")


def ethnicities() -> Options:
    return tuple((code.name, code.name) for code in code_list("ethnicity"))


def educations() -> Options:
    return tuple((code.name, code.name) for code in code_list("education"))


def politics() -> Options:
    return tuple((code.name, code.name) for code in code_list("political"))
