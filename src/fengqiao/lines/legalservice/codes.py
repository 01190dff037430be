"""The words of the line: channels, what is asked, what it is about, how it ended."""

from __future__ import annotations

from fengqiao.matter.needs import Options
from fengqiao.statutes import BureauPaper

HOUSE = BureauPaper("公共法律服务工作规范")

COUNTER, STATION, ROOM, HOME, HOTLINE, OLD_148, MAYOR_LINE = "hall", "station", "room", "home", "12348", "148", "12345"
WEB, H5, LETTER, REFERRED, FOUND = "web", "h5", "letter", "referred", "found"
CHANNELS: Options = (
    (HOTLINE, "热线12348"), (OLD_148, "148转接"), (MAYOR_LINE, "12345转办"), (COUNTER, "大厅"), (STATION, "工作站"), (ROOM, "工作室"), (HOME, "上门"),
    (WEB, "网站"), (H5, "手机、公众号"), (LETTER, "来信"), (REFERRED, "部门转介"), (FOUND, "主动发现"),
)  # fmt: skip
BY_CALL = (HOTLINE, OLD_148)
IN_PERSON = (COUNTER, STATION, ROOM, HOME)
IN_WRITING = (WEB, H5)

CONSULT, AID, MEDIATION, NOTARY, FORENSIC, FIND_LAWYER, BOOK, COMPLAIN, OTHER = (
    "consult", "aid", "mediation", "notary", "forensic", "find_lawyer", "book", "complain", "other",
)  # fmt: skip
INTENTS: Options = (
    (CONSULT, "咨询"), (AID, "申请法援"), (MEDIATION, "调解"), (NOTARY, "公证"), (FORENSIC, "鉴定"), (FIND_LAWYER, "律师查询"), (BOOK, "预约"),
    (COMPLAIN, "投诉"), (OTHER, "其他"),
)  # fmt: skip
# what of two that came at once is taken first: points of the house, one point is an hour of waiting
BASE = {AID: 12, COMPLAIN: 10, MEDIATION: 8, CONSULT: 6, BOOK: 4, NOTARY: 3, FORENSIC: 3, FIND_LAWYER: 2, OTHER: 2}
RISK_POINTS = 100  # 自杀、家暴、持械 …: before everything else

AREAS: Options = (
    ("labour.wages", "劳动：欠薪"), ("labour.injury", "劳动：工伤"), ("labour.contract", "劳动：合同、辞退、社保"),
    ("family.divorce", "婚姻家庭：离婚、抚养"), ("family.support", "婚姻家庭：赡养、扶养"), ("family.violence", "婚姻家庭：家庭暴力"), ("family.heir", "婚姻家庭：继承"),
    ("injury.traffic", "人身损害：交通事故"), ("injury.medical", "人身损害：医疗"), ("injury.other", "人身损害：其他"),
    ("debt.loan", "债权债务：民间借贷"), ("debt.contract", "债权债务：买卖、承揽等合同"), ("debt.consumer", "债权债务：消费"), ("debt.guarantee", "债权债务：担保"),
    ("home.sale", "房产物业：买卖"), ("home.rent", "房产物业：租赁"), ("home.property", "房产物业：物业、相邻"),
    ("land", "土地：承包、宅基地、征收"), ("admin", "行政：处罚、复议、诉讼"), ("criminal", "刑事"), ("social", "社会保险、社会救助"), ("company", "公司、企业经营"),
    ("service", "办事指引：法援、公证、鉴定、调解"), ("other", "其他"),
)  # fmt: skip
LANGUAGES: Options = (("mandarin", "普通话"), ("dialect", "本地方言"), ("minority", "少数民族语言"), ("sign", "手语"), ("foreign", "外语"))
SAFE_ANY, SAFE_CALL, SAFE_NO_TEXT, SAFE_ONLY = "any", "call", "no_text", "only"
SAFE: Options = ((SAFE_ANY, "随时可以联系"), (SAFE_NO_TEXT, "可以打电话，不要发短信"), (SAFE_ONLY, "只在约定的时间联系，先对暗语"), (SAFE_CALL, "不要联系，本人会再来"))
VULNERABLE: Options = (
    ("minor", "未成年人"), ("elder", "老年人"), ("disabled", "残疾人"), ("woman", "妇女权益"), ("migrant", "农民工"), ("soldier", "军人军属、退役军人"), ("poor", "低保、特困等社会救助对象"),
)  # fmt: skip
SUICIDE, VIOLENCE, WEAPON, CROWD, MINOR = "suicide", "violence", "weapon", "crowd", "minor"
RISKS: Options = ((SUICIDE, "轻生"), (VIOLENCE, "家庭暴力"), (WEAPON, "持械、扬言伤人"), (CROWD, "群体"), (MINOR, "未成年人受侵害"))
SCRIPTS = {
    SUICIDE: "不要挂电话，问清在哪里、身边有谁；请同事同时拨110、120，稳住他，联系家属陪护。",
    VIOLENCE: "问现在是否安全；不安全的马上报110。告诉他可以申请人身安全保护令、可以找妇联，记下安全的联系方式，不联系家里别人。",
    WEAPON: "问清人在哪里、手里有什么；立即报110，劝离开现场，不去对质。",
    CROWD: "问清多少人、在哪里、带头人是谁、要什么；马上报局领导和指挥中心。",
    MINOR: "马上报110和民政；不向可能的侵害人核实，不公开身份。",
}  # fmt: skip

MODES: Options = (("face", "当面"), ("phone", "电话"), ("video", "视频"), ("text", "文字"), ("letter", "来信"))
NEXT: Options = (
    (AID, "申请法援"), (MEDIATION, "调解"), ("arbitration", "仲裁"), ("suit", "诉讼"), ("review", "复议"), ("police", "报警"), (NOTARY, "公证"), (OTHER, "其他"), ("none", "无"),
)  # fmt: skip
RESULTS: Options = (("through", "接通"), ("no_answer", "无人接听"), ("refused", "拒接"), ("wrong", "号码错"), ("not_self", "不是本人"))
SOLVED, GO_ON = "solved", "go_on"
REVISITED: Options = ((SOLVED, "已解决"), (GO_ON, "继续处理"), ("unreached", "联系不上"), ("withdrawn", "本人不再追究"))
GRADES: Options = (("5", "非常满意"), ("4", "满意"), ("3", "基本满意"), ("2", "不满意"), ("1", "非常不满意"))
BAD = ("1", "2")
REASONS: Options = (("slow", "等得久"), ("unclear", "没说清楚"), ("template", "照本宣科"), ("attitude", "态度"), ("not_solved", "问题没解决"), ("again", "反复说了几遍"))
RELEASE_WHY: Options = (("skill", "不是我熟悉的领域"), ("language", "语言不通"), ("conflict", "与我有利害关系"), ("shift", "交班"), ("other", "其他"))
BOUNCE_WHY: Options = (("not_ours", "不属于本单位职责"), ("place", "不在本辖区"), ("double", "已经在办"), ("unclear", "情况不清楚"))
TURN: Options = (("citizen", "群众"), ("seat", "坐席"), ("counter", "窗口"), ("outside", "外单位"), ("none", "无"))
CLOSURES: Options = (
    ("answered", "已答复"), ("handed", "已转入业务"), ("out", "已转外单位"), ("unreached", "联系不上"), ("withdrawn", "本人撤回"), ("prank", "无效来电来访"),
)  # fmt: skip
PRANKS: Options = (("prank", "骚扰、玩笑"), ("silent", "无声"), ("wrong", "打错"), ("abuse", "辱骂"))
SENT_TO: Options = (("police", "公安（110）"), ("women", "妇联"), ("civil", "民政"), ("labour", "人社、劳动监察"), ("leader", "局领导"), ("command", "指挥中心"))
OUT_TO: Options = (
    ("police", "公安机关"), ("women", "妇联"), ("civil", "民政"), ("labour", "人力资源社会保障"), ("arbitration", "劳动人事争议仲裁"), ("court", "人民法院"),
    ("procurate", "人民检察院"), ("notary", "公证处"), ("forensic", "司法鉴定机构"), ("petition", "信访"), ("housing", "住房城乡建设"), ("market", "市场监管"), ("other", "其他"),
)  # fmt: skip
ANSWERED_BY_HALVES = ("09:00", "09:30", "10:00", "10:30", "11:00", "14:30", "15:00", "15:30", "16:00", "16:30")
# the danger words of triage, as the marks of this line
DANGER_MARKS = {"suicide": SUICIDE, "violence": VIOLENCE, "weapon": WEAPON, "revenge": WEAPON, "crowd": CROWD, "many": CROWD, "minor": MINOR}
