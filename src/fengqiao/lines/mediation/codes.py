"""Code lists of people's mediation. Labels follow the statistics in use; digits are ours (official ones not verified)."""

from __future__ import annotations

from fengqiao.codes.disputes import DIFFICULTY as DIFFICULTY
from fengqiao.codes.disputes import RELATIONS as RELATIONS
from fengqiao.codes.disputes import TYPES as TYPES
from fengqiao.matter.needs import Options

SOURCES: Options = (
    ("1", "主动调解"), ("2", "当事人申请"), ("31", "法院移送委托"), ("32", "检察院移送"), ("33", "公安移送"),
    ("34", "信访移送"), ("39", "其他部门移送"), ("90", "下级调委会上报"),
)  # fmt: skip
TRANSFERRED = ("31", "32", "33", "34", "39")

GENERAL, ENTRUSTED_BEFORE, ENTRUSTED_AFTER = "general", "court_before", "court_after"
LABOUR, MEDICAL, TRAFFIC, RURAL_LAND = "labour", "medical", "traffic", "rural_land"
REGIMES: Options = (
    (GENERAL, "一般民间纠纷"), (ENTRUSTED_BEFORE, "法院委派（立案前）"), (ENTRUSTED_AFTER, "法院委托（立案后）"),
    (LABOUR, "劳动争议"), (MEDICAL, "医疗纠纷"), (TRAFFIC, "道路交通事故"), (RURAL_LAND, "农村土地承包经营"),
)  # fmt: skip
WRITTEN_ONLY = (LABOUR, MEDICAL, RURAL_LAND)

PREDICTION: Options = (
    ("none", "一般"), ("escalate", "可能激化"), ("crime", "可能引发治安刑事案件"), ("group", "可能引发群体性事件"),
)  # fmt: skip
HOSTS: Options = (
    ("H1", "村民委员会"), ("H2", "居民委员会（社区）"), ("H3", "乡镇"), ("H4", "街道"), ("H5", "企业事业单位"),
    ("H6", "社会团体和其他组织"),
)  # fmt: skip
FIELDS: Options = tuple((word, word) for word in (
    "医疗", "道路交通", "劳动", "物业", "消费", "旅游", "金融", "保险", "知识产权", "婚姻家庭", "其他"))  # fmt: skip

APPLICANT, RESPONDENT, THIRD = "applicant", "respondent", "third"
SIDES: Options = ((APPLICANT, "申请人"), (RESPONDENT, "被申请人"), (THIRD, "第三人"))
PERSON, LEGAL_PERSON, ORGANISATION = "person", "legal_person", "organisation"
PARTY_KINDS: Options = ((PERSON, "自然人"), (LEGAL_PERSON, "法人"), (ORGANISATION, "其他组织"))
SEXES: Options = (("1", "男"), ("2", "女"))
CAPACITIES: Options = (("full", "完全民事行为能力"), ("limited", "限制民事行为能力"), ("none", "无民事行为能力"))
PARTY_NEEDS: Options = (("hearing", "听力言语障碍"), ("illiterate", "不识字"), ("mobility", "行动不便"), ("dialect", "需方言或民族语言"))
PROXY_POWERS: Options = (
    ("apply", "代为申请或要求终止调解"), ("evidence", "收集、提供证据"), ("choose", "选择或接受调解员"),
    ("settle", "承认、变更、放弃请求"), ("sign", "参加调解并签署协议"), ("receive", "领取文书"),
)  # fmt: skip

CONSENTS: Options = (
    ("mediation", "同意调解"), ("mediator", "选择或接受调解员"), ("recusal", "知悉利害关系仍同意"), ("extension", "同意延期"),
    ("open", "同意公开进行"), ("participants", "同意邀请参加人"), ("recording", "同意录音录像"), ("online", "同意在线调解"),
    ("privacy", "个人信息处理已告知"), ("confirmation", "同意申请司法确认"), ("escalation", "同意转上级调委会"),
)  # fmt: skip
PHONE_CODE = "phone_code"  # the party's own answer, by a telephone that proved itself: no signature
CONSENT_WAYS: Options = (
    ("signature", "签名"), ("fingerprint", "按指印"), ("oral", "口头（记入笔录）"), ("recording", "录音录像"), ("electronic", "电子签名"),
    (PHONE_CODE, "手机验证码"))  # fmt: skip
SIGN_WAYS: Options = (("signature", "签名"), ("seal", "盖章"), ("fingerprint", "按指印"), ("electronic", "电子签名"))

SESSION_RESULTS: Options = (("1", "调解成功"), ("2", "调解不成功"), ("3", "有待继续调解"))
END_REASONS: Options = (
    ("refused", "当事人明确拒绝或要求终止"), ("absent", "一方两次不到场或失联"), ("no_prospect", "调解不成"),
    ("court", "法院或其他机关已受理"), ("unlawful", "当事人以合法形式掩盖非法目的"), ("death", "当事人死亡，无继续必要"),
    ("not_signed", "达成后拒绝签署"), ("other", "其他依法终止"),
)  # fmt: skip
OTHER_WAYS: Options = (
    ("suit", "向人民法院起诉"), ("arbitration", "申请仲裁"), ("government", "请人民政府或主管部门处理"),
    ("review", "申请行政复议"), ("police", "向公安机关报案或请求处理"), ("traffic", "请公安交管部门调解"),
)  # fmt: skip
DECLINE_REASONS: Options = (
    ("N1", "法律规定只能由专门机关管辖，或禁止用民间调解解决"), ("N2", "法院、公安或其他机关已受理或已处理，且未委托"),
    ("N3", "一方明确拒绝调解"), ("N4", "土地、林木林地权属确认"), ("N5", "涉嫌犯罪"), ("N6", "婚姻、亲子、收养身份关系本身"),
    ("N7", "企业间商事纠纷，要求有偿调解"), ("other", "其他"),
)  # fmt: skip
SUSPEND_REASONS: Options = (
    ("appraisal", "委托鉴定、评估"), ("force_majeure", "不可抗力"), ("death", "等待继承人参加"), ("missing", "当事人失联"),
    ("other_case", "等待另案结果"), ("suspected_false", "疑似虚假调解，待核查"),
)  # fmt: skip
ITEM_KINDS: Options = (("money", "金钱"), ("goods", "交付物"), ("repair", "修复"), ("apology", "赔礼道歉"), ("stop", "停止行为"), ("other", "其他"))
UNPERFORMED: Options = (("unable", "无能力"), ("regret", "反悔"), ("condition", "条件未成就"), ("missing", "失联"), ("other", "其他"))
SATISFACTION: Options = (("yes", "满意"), ("fairly", "基本满意"), ("no", "不满意"), ("none", "未评价"))
VISIT_WAYS: Options = (("door", "上门"), ("phone", "电话"), ("video", "视频"), ("refused", "当事人拒绝回访"))
PREVENTION: Options = (("P1", "防止引起自杀"), ("P2", "防止转化为刑事案件"), ("P3", "防止群体性上访"), ("P4", "防止群体性械斗"))
COURT_GROUNDS: Options = (
    ("inviting", "邀请调解的人民法院"), ("domicile", "当事人住所地基层人民法院"), ("object", "标的物所在地基层人民法院"),
    ("organisation", "调解组织所在地基层人民法院"),
)  # fmt: skip
FILED_WAYS: Options = (("window", "窗口提交"), ("post", "邮寄"), ("online", "在线提交"))
RULINGS: Options = (("valid", "裁定有效"), ("dismissed", "裁定驳回申请"), ("withdrawn", "准许撤回"), ("deemed_withdrawn", "按撤回处理"))
KIN: Options = (
    ("self", "本人是当事人"), ("near_kin", "近亲属（配偶、父母、子女、兄弟姐妹、祖父母、外祖父母、孙子女、外孙子女）"),
    ("interest", "有直接利害关系"), ("other", "同族、同事、曾任代理人、债权债务等其他关系"), ("none", "无"),
)  # fmt: skip
RETENTION: Options = (("permanent", "永久"), ("long", "长期"), ("short", "短期"))

OUTCOMES: Options = (
    ("written", "成功（书面协议）"), ("oral", "成功（口头协议）"), ("failed", "调解不成"), ("refused", "终止（拒绝或放弃）"),
    ("absent", "终止（不到场或失联）"), ("by_law", "终止（依法）"), ("escalated", "转上级"), ("merged", "并案"),
    ("withdrawn", "撤回"), ("declined", "不予受理"), ("void", "作废"),
)  # fmt: skip
NOT_COUNTED = ("merged", "void")  # the case it was merged into counts, once; a void one never was a case
