"""Code lists of legal aid cases. A code never changes its meaning; the words are those of the law and of the usual forms."""

from __future__ import annotations

from fengqiao.matter.needs import Options
from fengqiao.statutes import BureauPaper

HOUSE = BureauPaper("法律援助案件办理制度")
HOUSE_NAME = "本局《法律援助案件办理制度》"
RECIPIENT, OPPONENT, AGENT = "recipient", "opponent", "agent"
SIDES: Options = ((RECIPIENT, "受援人"), (OPPONENT, "对方当事人"), (AGENT, "代理人（监护人、近亲属）"))
AGENTS: Options = (
    ("statutory", "法定代理人"), ("other_statutory", "其他法定代理人（原法定代理人侵害其权益）"), ("kin", "近亲属"), ("authorised", "委托代理人"),
)  # fmt: skip
VIOLENCE = "violence"  # the word by which the core holds back every text message
PROTECTED: Options = ((VIOLENCE, "家庭暴力、监护人侵害"),)

# Where a case comes from

DEFENCE, REPRESENTATION, APPLIED, FIRST_AID, ORDERED, MOVED = "defence", "representation", "applied", "urgent", "ordered", "moved"
NOTICE_KINDS: Options = ((DEFENCE, "通知辩护"), (REPRESENTATION, "通知代理"))
ORIGINS: Options = (
    *NOTICE_KINDS, (APPLIED, "依申请"), (FIRST_AID, "先行提供"), (ORDERED, "责令改正"), (MOVED, "异地移送"),
)  # fmt: skip
ORGANS: Options = (("police", "公安机关"), ("procuratorate", "人民检察院"), ("court", "人民法院"), ("security", "国家安全机关"), ("prison", "监狱"))
CHANNELS: Options = (("hand", "专人送达"), ("post", "邮寄"), ("platform", "政法协同平台"), ("fax", "传真"))

MINOR, SENSES, MIND, LIFE, DEATH_REVIEW, ABSENT, TREATMENT, OTHER_LAW, ORDINARY, PILOT = (
    "minor", "senses", "mind", "life", "death_review", "absent", "treatment", "other_law", "ordinary", "pilot",
)  # fmt: skip
GROUNDS: Options = (
    (MINOR, "未成年人"), (SENSES, "视力、听力、言语残疾人"), (MIND, "不能完全辨认自己行为的成年人"), (LIFE, "可能被判处无期徒刑、死刑"),
    (DEATH_REVIEW, "申请法律援助的死刑复核案件被告人"), (ABSENT, "缺席审判案件的被告人"), (TREATMENT, "强制医疗案件的被申请人或者被告人"),
    (OTHER_LAW, "法律法规规定的其他人员"), (ORDINARY, "其他适用普通程序审理的案件"), (PILOT, "审查起诉阶段试点通知"),
)  # fmt: skip
MANDATORY = (MINOR, SENSES, MIND, LIFE, DEATH_REVIEW, ABSENT, TREATMENT, OTHER_LAW)
GRAVE = (LIFE, DEATH_REVIEW)
STAGES: Options = (
    ("before", "未进入程序"), ("mediation", "调解"), ("arbitration", "仲裁"), ("investigation", "侦查"), ("prosecution", "审查起诉"), ("first", "一审"),
    ("appeal", "二审"), ("retrial", "再审"), ("death_review", "死刑复核"), ("treatment", "强制医疗"), ("enforcement", "执行"), ("reconsideration", "复议"),
)  # fmt: skip
CRIMINAL_STAGES: Options = tuple(
    each for each in STAGES if each[0] in ("investigation", "prosecution", "first", "appeal", "retrial", "death_review", "treatment")
)
DEFENDED, CRIMINAL = "defence", "criminal"  # the words of applications, so that a grant needs no translation
AID_FORMS: Options = (
    (DEFENDED, "刑事辩护"), (CRIMINAL, "刑事代理"), ("civil", "民事诉讼代理"), ("administrative", "行政诉讼代理"), ("compensation", "国家赔偿代理"),
    ("arbitration", "劳动争议仲裁代理"), ("reconsideration", "行政复议代理"), ("nonlit", "非诉讼代理"), ("drafting", "代拟法律文书"),
    ("enforcement", "执行代理"),
)  # fmt: skip
LAWYERS_ONLY = (DEFENDED, CRIMINAL)
LITIGATION = (DEFENDED, CRIMINAL, "civil", "administrative", "compensation", "enforcement")
GRAVE_POINTS = 6
# 工作量分: the bureau's table; where the form alone does not say it, the stage does
POINTS: dict[str, int] = {
    DEFENDED: 4, CRIMINAL: 4, "civil": 4, "administrative": 4, "compensation": 4, "arbitration": 3, "reconsideration": 2, "nonlit": 2, "drafting": 1,
    "enforcement": 2,
}  # fmt: skip
STAGE_POINTS: dict[str, int] = {"investigation": 3, "prosecution": 3, "death_review": 6, "treatment": 3}
REFUSES = "refuses"
CONSENTS: Options = (("unseen", "还没有见到本人"), ("agrees", "同意"), (REFUSES, "拒绝"))
MISSING: Options = (
    ("ground", "通知事由"), ("documents", "采取强制措施决定书、起诉意见书、起诉书、判决书等文书副本"), ("place", "羁押场所或者住所"),
    ("officer", "承办人和联系方式"), ("seal", "公函盖章"),
)  # fmt: skip
NEED_AIDS: Options = (
    ("sign", "手语"), ("braille", "盲文"), ("large", "大字"), ("wheelchair", "轮椅"), ("home", "上门"), ("dialect", "方言"), ("language", "民族语言"),
    ("interpreter", "翻译"), ("woman", "女律师"),
)  # fmt: skip

# what aid was asked for, in the words of applications
MATTERS: Options = (
    ("state", "请求国家赔偿"), ("social", "请求社会保险待遇或者社会救助"), ("pension", "请求发给抚恤金"), ("support", "请求给付赡养费、抚养费、扶养费"),
    ("wages", "确认劳动关系或者支付劳动报酬"), ("capacity", "认定无（限制）民事行为能力"), ("work_injury", "工伤事故人身损害赔偿"), ("traffic", "交通事故人身损害赔偿"),
    ("food", "食品药品安全事故人身损害赔偿"), ("medical", "医疗事故人身损害赔偿"), ("environment", "环境污染、生态破坏损害赔偿"), ("local", "法律、法规、规章规定的其他情形"),
    ("exempt", "不受经济困难条件限制的情形（第三十二条）"), ("defence", "犯罪嫌疑人、被告人没有委托辩护人"), ("victim", "被害人、自诉人、附带民事诉讼原告人"),
    ("retry", "再审、抗诉案件"), ("reconsider", "行政复议"), ("other", "其他事项"),
)  # fmt: skip
MINORS, ELDERLY = "minors", "elderly"
CAMPAIGNS: Options = (("women", "妇女"), ("workers", "职工"), ("migrants", "农民工"), (MINORS, "未成年人"), (ELDERLY, "老年人"))  # the words of applications

# Assignment

LAWYER = "lawyer"  # 律师, as the register of providers has it
MODES: Options = (
    ("proposed", "系统优化"), ("turn", "轮候"), ("random", "随机"), ("chosen", "受援人点援"), ("expert", "专家"), ("inside", "内派"), ("duty", "值班律师转案"),
)  # fmt: skip
OVERRIDES: Options = (
    ("recipient", "受援人选择"), ("team", "专案团队"), ("series", "系列案"), ("place", "地域"), ("urgent", "紧急"), ("other", "其他"),
)  # fmt: skip
DECLINES: Options = (
    ("conflict", "利益冲突"), ("time", "时间冲突"), ("speciality", "专业不符"), ("staff", "人员不足"), ("none", "无正当理由"),
)  # fmt: skip
BORROW_FROM: Options = (("city", "市法律援助中心"), ("county", "邻近县（区）法律援助中心"))

# Handling

MEETING, INTERVIEW, FILES, EVIDENCE, PRESERVE, OPINION, COURT, MEDIATION, APPOINTMENT = (
    "meeting", "interview", "files", "evidence", "preserve", "opinion", "court", "mediation", "appointment",
)  # fmt: skip
WORK: Options = (
    (MEETING, "会见"), (INTERVIEW, "约见"), (FILES, "阅卷"), (EVIDENCE, "调查取证"), (PRESERVE, "申请保全"), (OPINION, "提交书面意见"), (COURT, "开庭"),
    (MEDIATION, "调解"), (APPOINTMENT, "开庭准备"),
)  # fmt: skip
MET = (MEETING, INTERVIEW)
READ = (FILES, EVIDENCE)
SPOKEN = (COURT, OPINION, MEDIATION)
WAYS: Options = (("face", "当面"), ("phone", "电话"), ("message", "短信、微信"), ("letter", "书面"), ("video", "视频"))
GRAVE_MATTERS: Options = (
    ("group", "涉及群体"), ("impact", "有重大社会影响"), ("hard", "疑难复杂"), ("evidence", "证据、事实有重大疑义"), ("safety", "有人身安全危险"),
)  # fmt: skip

# Change and end

ASKED_BY: Options = (("recipient", "受援人"), ("handler", "承办人"), ("centre", "法律援助机构"), ("organ", "办案机关"))
CHANGE_REASONS: Options = (
    ("idle", "未依法履行职责"), ("interest", "利害关系"), ("unable", "客观上不能继续承办"), ("refused", "拒绝辩护"), ("quality", "服务质量"), ("other", "其他"),
)  # fmt: skip
AT_FAULT, UNDECIDED = "yes", "open"
FAULTS: Options = ((AT_FAULT, "有过错"), ("no", "没有过错"), (UNDECIDED, "待定"))
CASE_OVER, OWN_LAWYER, ASKED = "5", "6", "7"
END_GROUNDS: Options = (
    ("1", "以欺骗或者其他不正当手段获得法律援助"), ("2", "故意隐瞒与案件有关的重要事实或者提供虚假证据"), ("3", "利用法律援助从事违法活动"),
    ("4", "经济状况发生变化，不再符合法律援助条件"), (CASE_OVER, "案件终止审理或者已经被撤销"), (OWN_LAWYER, "自行委托律师或者其他代理人"),
    (ASKED, "受援人有正当理由要求终止"), ("8", "法律法规规定的其他情形"),
)  # fmt: skip
UNHEARD = (CASE_OVER, OWN_LAWYER, ASKED)
ADDRESSEES: Options = (("recipient", "受援人"), ("unit", "承办单位"), ("organ", "办案机关"))

# Closing

BASES: Options = (
    ("opinion", "收到起诉意见书"), ("withdrawn", "撤销案件"), ("indictment", "收到起诉书"), ("no_prosecution", "不起诉决定"), ("judgment", "判决书"),
    ("ruling", "裁定书"), ("settled", "调解书"), ("award", "仲裁裁决书"), ("review", "行政复议决定书"), ("peace", "和解协议"), ("first_payment", "首次履行（没有文书）"),
    ("drafted", "文书交付受援人"), ("terminated", "终止决定书送达承办单位"),
)  # fmt: skip
BASES_OF: dict[str, tuple[str, ...]] = {
    "investigation": ("opinion", "withdrawn"), "prosecution": ("indictment", "no_prosecution", "withdrawn"), "arbitration": ("award", "settled", "peace", "ruling"),
    "reconsideration": ("review", "peace"),
}  # fmt: skip
BEFORE_TRIAL = ("opinion", "indictment", "no_prosecution")
OF_CRIMINAL = ("not_charged", "acquitted", "lighter")
OUTCOMES: Options = (
    ("won", "胜诉"), ("partly", "部分胜诉"), ("lost", "败诉"), ("mediated", "调解"), ("peace", "和解"), ("dropped", "撤诉"), ("not_charged", "不起诉"),
    ("acquitted", "无罪"), ("lighter", "从轻、减轻或者免除处罚"), ("adopted", "意见被采纳"), ("not_adopted", "意见未被采纳"), ("terminated", "终止"),
)  # fmt: skip
FILE_ITEMS: Options = (
    ("assignment", "指派通知书、公函"), ("agreement", "委托协议、授权委托书"), ("meeting", "会见（约见）笔录"), ("reading", "阅卷摘要、调查取证材料"),
    ("opinion", "辩护词、代理词或者书面意见"), ("court", "出庭通知、庭审记录"), ("told", "向受援人通报的记录"), ("document", "判决书等结案文书"),
    ("report", "结案报告表"),
)  # fmt: skip
PRESENCE: Options = (("yes", "有"), ("no", "缺"), ("none", "不适用"))
DISSATISFIED, NOT_REACHED = ("2", "1"), "0"
SATISFACTION: Options = (("5", "非常满意"), ("4", "满意"), ("3", "基本满意"), ("2", "不满意"), ("1", "非常不满意"), ("0", "没有联系上"))
