"""Code lists of community corrections, and the bureau's paper its own limits rest on.

Values 01… follow the ministry's data specification (SF/T 0015—2021) as an open project models it; they were not verified
against its text.
"""

from __future__ import annotations

from fengqiao.matter.needs import Options
from fengqiao.statutes import BureauPaper

HOUSE = BureauPaper("社区矫正工作制度")

CONTROL, PROBATION, PAROLE, OUTSIDE = "01", "02", "03", "04"
CATEGORIES: Options = ((CONTROL, "管制"), (PROBATION, "缓刑"), (PAROLE, "假释"), (OUTSIDE, "暂予监外执行"))
COURT, POLICE, PRISONS = "01", "02", "03"
DECIDERS: Options = ((COURT, "人民法院"), (POLICE, "公安机关"), (PRISONS, "监狱管理机关"))
CRIMES: Options = (
    ("01", "危害国家安全"), ("02", "危害公共安全"), ("03", "破坏社会主义市场经济秩序"), ("04", "侵犯公民人身权利、民主权利"),
    ("05", "侵犯财产"), ("06", "妨害社会管理秩序"), ("07", "危害国防利益"), ("08", "贪污贿赂"), ("09", "渎职"), ("99", "其他"),
)  # fmt: skip
SUPPLEMENTARY: Options = (("fine", "罚金"), ("rights", "剥夺政治权利"), ("property", "没收财产"), ("expulsion", "驱逐出境"))
ILLNESS, PREGNANCY, HELPLESS = "illness", "pregnancy", "helpless"
OUTSIDE_REASONS: Options = ((ILLNESS, "患有严重疾病，保外就医"), (PREGNANCY, "怀孕或者正在哺乳"), (HELPLESS, "生活不能自理"))
INJUNCTIONS: Options = (("activity", "特定活动"), ("place", "特定区域、场所"), ("person", "接触特定的人"))
SEXES: Options = (("01", "男"), ("02", "女"))
FEMALE = "02"
NATIONALITIES: Options = (("0101", "中国（大陆）"), ("0102", "中国香港"), ("0103", "中国澳门"), ("0104", "中国台湾"), ("02", "外国籍"), ("03", "无国籍"))
EDUCATION: Options = (
    ("01", "文盲"), ("02", "小学"), ("03", "初中"), ("04", "高中"), ("05", "中专中技"), ("06", "大专"), ("07", "本科"), ("08", "研究生"), ("99", "其他"),
)  # fmt: skip
MARITAL: Options = (("01", "未婚"), ("02", "已婚"), ("03", "离异"), ("04", "丧偶"), ("99", "其他"))
WORK: Options = (("01", "就业"), ("02", "无业"), ("03", "就学"), ("04", "退休"), ("05", "无劳动能力"))
PAPERS: Options = (("judgment", "判决书"), ("ruling", "裁定书"), ("decision", "暂予监外执行决定书"), ("execution", "执行通知书"), ("other", "其他"))
STATES: Options = (("there", "有"), ("missing", "无"), ("faulty", "有误"))
CAME_BY: Options = (
    ("notice", "决定机关通知"), ("documents", "法律文书先到"), ("person", "本人先到，没有文书"), ("delivered", "监狱、看守所、公安机关移送"), ("moved", "外地变更执行地转入"),
)  # fmt: skip
IDENTITY: Options = (("papers", "核对证件"), ("compare", "人证比对"), ("other", "其他方式核实"))
REPORT_MODES: Options = (("self", "本人到场"), ("visit", "上门办理"), ("phone", "电话报到，次日补办"))
LEVELS: Options = (("01", "入矫期"), ("02", "宽松级"), ("03", "普通级"), ("04", "严格级"))
INTAKE_LEVEL = "01"
MEMBERS: Options = (
    ("office", "司法所工作人员"), ("village", "村（居）委会"), ("guardian", "监护人"), ("family", "家庭成员"), ("employer", "所在单位"), ("school", "就读学校"),
    ("social", "社会工作者"), ("volunteer", "志愿者"),
)  # fmt: skip
CHANNELS: Options = (("face", "当面"), ("phone", "电话"), ("video", "视频"), ("written", "书面"), ("app", "手机"))
CHECKS: Options = (("contact", "通信联络"), ("information", "信息化核查"), ("visit", "实地查访"))
RESULTS: Options = (("normal", "正常"), ("abnormal", "异常"), ("unreached", "未联系上"))
EVERY: Options = (("week", "每周"), ("fortnight", "每两周"), ("month", "每月"), ("two_months", "每两个月"), ("quarter", "每季度"), ("none", "不要求"))
EXCUSES: Options = (("hospital", "住院、就医"), ("custody", "被羁押"), ("outage", "系统、通信故障"), ("disaster", "灾害、交通中断"), ("family", "家中急事"), ("other", "其他"))
ENDS: Options = (("01", "矫正期满"), ("02", "赦免"))
TERMINATIONS: Options = (("01", "撤销缓刑"), ("02", "撤销假释"), ("03", "收监执行"), ("04", "死亡"), ("99", "其他"))
DEAD = "04"
TERMINATIONS_BUT_DEATH: Options = tuple(each for each in TERMINATIONS if each[0] != DEAD)  # a death is recorded by an act of its own
CUSTODY_KINDS: Options = (
    ("administrative", "行政拘留"), ("judicial", "司法拘留"), ("drugs", "强制隔离戒毒"), ("detention", "刑事拘留"), ("arrest", "逮捕"),
)  # fmt: skip
RELEASED, PARDONED, DIED = "released", "pardoned", "died"  # how a case ended; or the code of its termination
TOLD_OF_DEATH: Options = (
    ("decider", "社区矫正决定机关"), ("procuratorate", "所在地人民检察院"), ("police", "所在地公安机关"), ("prison", "批准暂予监外执行的监狱管理机关、监狱"), ("upper", "上一级社区矫正机构"),
)  # fmt: skip
LIST_ORGANS: Options = (("court", "人民法院"), ("prison", "监狱、看守所"), ("police", "公安机关"))
ALONE_KINDS: Options = (("individual", "个别谈话教育"), ("psych", "心理辅导"), ("online", "网上学习"), ("legal", "法治教育"))
ACTIVITY = "activity"
SESSION_KINDS: Options = (("class", "集体教育"), ("visit", "参观学习"), ("psych", "团体心理辅导"), ("training", "技能培训"), (ACTIVITY, "公益活动"))
HELP_KINDS: Options = (
    ("relief", "临时救助"), ("allowance", "低保"), ("insurance", "医保社保"), ("job", "就业"), ("training", "职业技能培训"), ("school", "就学"), ("legal_aid", "法律援助"),
    ("psych", "心理"), ("family", "家庭关系"),
)  # fmt: skip
