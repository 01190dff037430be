"""Code lists of legal aid applications, the paper the centre's house limits rest on, the article behind each matter."""

from __future__ import annotations

from fengqiao.matter.needs import Options
from fengqiao.statutes import BureauPaper, Citation
from fengqiao.statutes.known import LEGAL_AID
from fengqiao.statutes.legalaid import RECONSIDERATION

HOUSE = BureauPaper("法律援助工作制度")
OTHER = "other"

COUNTER, POINT, HOTLINE, ONLINE, POST = "counter", "point", "hotline", "online", "post"
ORGAN, CUSTODY, DUTY, GROUP, FOUND, TRANSFERRED = "organ", "custody", "duty", "group", "found", "transfer"
CHANNELS: Options = (
    (COUNTER, "窗口"), (POINT, "站点"), (HOTLINE, "热线记录"), (ONLINE, "网络（手机）"), (POST, "邮寄"), (ORGAN, "办案机关转交"), (CUSTODY, "监管场所转交"),
    (DUTY, "值班律师转交"), (TRANSFERRED, "其他法律援助机构移送"), (GROUP, "群团转交"), (FOUND, "主动发现"),
)  # fmt: skip
FORWARDED = (ORGAN, CUSTODY, DUTY)  # who must hand it on within twenty-four hours

APPLICANT, AGENT, OPPONENT, RELATED = "applicant", "agent", "respondent", "related"
SIDES: Options = ((APPLICANT, "申请人"), (AGENT, "代理申请人"), (OPPONENT, "对方当事人"), (RELATED, "关联人"))
PERSON, UNIT = "person", "org"
KINDS: Options = ((PERSON, "个人"), (UNIT, "单位"))
ID_TYPES: Options = (
    ("id_card", "居民身份证"), ("household", "户口簿"), ("permit", "港澳台居民居住证、通行证"), ("passport", "护照（外国人）"), ("none", "没有证件"), (OTHER, "其他"),
)  # fmt: skip
STATUTORY, OTHER_STATUTORY, KIN, AUTHORISED = "statutory", "other_statutory", "kin", "authorised"
AGENTS: Options = (
    (STATUTORY, "法定代理人"), (OTHER_STATUTORY, "其他法定代理人（原法定代理人侵害其权益）"), (KIN, "近亲属"), (AUTHORISED, "委托代理人"),
)  # fmt: skip
FULL, AS_FULL, LIMITED, NONE = "full", "as_full", "limited", "none"
CAPACITIES: Options = (
    (FULL, "完全民事行为能力"), (AS_FULL, "视为完全（16岁以上，以自己的劳动收入为主要生活来源）"), (LIMITED, "限制民事行为能力"), (NONE, "无民事行为能力"),
)  # fmt: skip
STATUSES: Options = (
    ("plaintiff", "原告"), ("defendant", "被告"), ("third", "第三人"), ("applicant", "申请人"), ("respondent", "被申请人"), ("suspect", "犯罪嫌疑人"),
    ("accused", "被告人"), ("victim", "被害人"), ("prosecutor", "自诉人"), ("incidental", "附带民事诉讼原告人"), ("executed", "被执行人"),
)  # fmt: skip
DEFENCE, CRIMINAL, NON_LITIGATION, ARBITRATION = "defence", "criminal", "nonlit", "arbitration"
AID_FORMS: Options = (
    (DEFENCE, "刑事辩护"), (CRIMINAL, "刑事代理"), ("civil", "民事诉讼代理"), ("administrative", "行政诉讼代理"), ("compensation", "国家赔偿代理"),
    (ARBITRATION, "劳动争议仲裁代理"), ("reconsideration", "行政复议代理"), (NON_LITIGATION, "非诉讼代理"), ("drafting", "代拟法律文书"),
    ("enforcement", "执行代理"),
)  # fmt: skip
BEFORE, TRIAL = "before", "first"
STAGES: Options = (
    (BEFORE, "未进入程序"), ("mediation", "调解"), ("arbitration", "仲裁"), ("investigation", "侦查"), ("prosecution", "审查起诉"), (TRIAL, "一审"),
    ("appeal", "二审"), ("retrial", "再审"), ("enforcement", "执行"), ("reconsideration", "复议"),
)  # fmt: skip

# what aid may be applied for. The province's extensions come in as 其他法规、规章规定的情形 with their document
WAGES, WORK_INJURY, TRAFFIC, CHILD_SUPPORT, EXEMPT_MATTER = "wages", "work_injury", "traffic", "support", "exempt"
MATTERS: Options = (
    ("state", "请求国家赔偿"), ("social", "请求社会保险待遇或者社会救助"), ("pension", "请求发给抚恤金"), (CHILD_SUPPORT, "请求给付赡养费、抚养费、扶养费"),
    (WAGES, "确认劳动关系或者支付劳动报酬"), ("capacity", "认定无（限制）民事行为能力"), (WORK_INJURY, "工伤事故人身损害赔偿"), (TRAFFIC, "交通事故人身损害赔偿"),
    ("food", "食品药品安全事故人身损害赔偿"), ("medical", "医疗事故人身损害赔偿"), ("environment", "环境污染、生态破坏损害赔偿"), ("local", "法律、法规、规章规定的其他情形"),
    (EXEMPT_MATTER, "不受经济困难条件限制的情形（第三十二条）"), ("defence", "犯罪嫌疑人、被告人没有委托辩护人"), ("victim", "被害人、自诉人、附带民事诉讼原告人"),
    ("retry", "再审、抗诉案件"), ("reconsider", "行政复议"), (OTHER, "其他事项"),
)  # fmt: skip
_ITEMS = {
    "state": 1, "social": 2, "pension": 3, CHILD_SUPPORT: 4, WAGES: 5, "capacity": 6, WORK_INJURY: 7, TRAFFIC: 7, "food": 7, "medical": 7,
    "environment": 8, "local": 9,
}  # fmt: skip
_ARTICLES = {EXEMPT_MATTER: 32, "defence": 24, "victim": 29, "retry": 33}


def article_of(matter: str) -> Citation | None:
    """The article under which aid is applied for; None for what no article names."""
    if matter in _ITEMS:
        return LEGAL_AID.art(31, item=_ITEMS[matter])
    if matter == "reconsider":
        return RECONSIDERATION.art(18)
    return LEGAL_AID.art(_ARTICLES[matter]) if matter in _ARTICLES else None


# heads under which income is irrelevant and not asked. The number is the item of article 32
HEROES, BRAVERY, ACQUITTED, ABUSED, BY_RULE = "heroes", "bravery", "acquitted", "abused", "by_rule"
HEADS: Options = (
    (HEROES, "英雄烈士近亲属维护英雄烈士的人格权益"), (BRAVERY, "因见义勇为主张相关民事权益"), (ACQUITTED, "再审改判无罪请求国家赔偿"),
    (ABUSED, "遭受虐待、遗弃或者家庭暴力的受害人主张相关权益"), (BY_RULE, "法律、法规、规章规定的其他情形"),
)  # fmt: skip
HEAD_ITEMS = {HEROES: 1, BRAVERY: 2, ACQUITTED: 3, ABUSED: 4, BY_RULE: 5}
HEAD_PROOFS: Options = (
    ("warning", "告诫书"), ("police", "报警回执、出警记录"), ("injury", "伤情照片、诊断病历"), ("words", "本人陈述、证人证言"), ("order", "人身安全保护令"),
    ("unit", "村（居）委会、妇联、单位的记录"), ("judgment", "裁判文书"), ("certificate", "证书、认定文书"), (OTHER, "其他"),
)  # fmt: skip

# who need not be checked, with proof that is valid on the day of receipt
NO_LIVELIHOOD, RELIEF, JUDICIAL, PREFERRED, MIGRANT = "no_livelihood", "relief", "judicial", "preferred", "migrant"
EXEMPTS: Options = (
    (NO_LIVELIHOOD, "无固定生活来源的未成年人、老年人、残疾人等"), (RELIEF, "社会救助对象"), (JUDICIAL, "司法救助对象"), (PREFERRED, "优抚对象"),
    (MIGRANT, "请求支付劳动报酬、工伤赔偿的进城务工人员"), (BY_RULE, "法律、法规、规章规定的其他人员"),
)  # fmt: skip
RELIEFS: Options = (
    ("extreme", "特困人员"), ("minimum", "最低生活保障家庭"), ("marginal", "最低生活保障边缘家庭"), ("rigid", "刚性支出困难家庭"), ("disaster", "受灾人员"),
    ("hard", "基本生活暂时出现严重困难"), ("illness", "需要疾病应急救助"), ("homeless", "生活无着的流散人员"),
)  # fmt: skip
MIGRANT_CLAIMS = (WAGES, WORK_INJURY)
ROUTES: Options = (("head", "事项不受经济困难条件限制"), ("exempt", "身份免予核查"), ("pledge", "个人诚信承诺"), ("check", "信息核查"))

URGENT_LIMITATION, PRESERVATION, ADVANCE, IN_CUSTODY, SAFETY, CROWD = "limitation", "preservation", "advance", "custody", "safety", "crowd"
URGENT: Options = (
    (URGENT_LIMITATION, "时效、期限将届满"), (PRESERVATION, "需要立即保全"), (ADVANCE, "需要先予执行"), (IN_CUSTODY, "被羁押"), (SAFETY, "人身安全"), (CROWD, "群体"),
)  # fmt: skip
FIRST_GROUNDS: Options = (
    (URGENT_LIMITATION, "距法定时效或者期限届满不足七日"), (PRESERVATION, "需要立即申请财产保全、证据保全或者先予执行"), (BY_RULE, "法律、法规、规章规定的其他情形"),
)  # fmt: skip
GROUPS: Options = (
    ("disabled", "残疾人"), (MIGRANT, "进城务工人员"), ("worker", "职工"), ("soldier", "军人、军人军属"), ("veteran", "退役军人"), ("minority", "少数民族"),
    ("foreign", "外国人、无国籍人"), ("corrections", "社区矫正对象"), ("prisoner", "服刑人员"),
)  # fmt: skip
PRIORITY_GROUPS = ("soldier", "veteran")
AIDS: Options = (
    ("sign", "手语"), ("braille", "盲文"), ("large", "大字"), ("wheelchair", "轮椅"), ("home", "上门"), ("dialect", "方言"), ("language", "民族语言"),
    ("interpreter", "翻译"), ("woman", "女律师"),
)  # fmt: skip
# what of the matter counts for the campaign for women; asked because the code of the matter does not say it
CONCERNS: Options = (
    ("violence", "家庭暴力、虐待"), ("divorce", "离婚财产"), ("job", "就业歧视"), ("harassment", "性骚扰"), ("land", "土地权益"),
)  # fmt: skip
WOMEN, WORKERS, MIGRANTS, MINORS, ELDERLY = "women", "workers", "migrants", "minors", "elderly"
CAMPAIGNS: Options = ((WOMEN, "妇女"), (WORKERS, "职工"), (MIGRANTS, "农民工"), (MINORS, "未成年人"), (ELDERLY, "老年人"))

GAPS: Options = (
    ("form", "法律援助申请表"), ("id", "身份证件"), ("agent", "代理权证明"), ("means", "经济困难状况说明表"), ("case", "与申请事项有关的案件材料"),
    ("explain", "需要作出说明"), (OTHER, "其他"),
)  # fmt: skip
MEMBER_RELATIONS: Options = (
    ("self", "本人"), ("spouse", "配偶"), ("parent", "父母"), ("child", "子女"), ("sibling", "兄弟姐妹"), ("grand", "祖父母、孙子女等"), (OTHER, "其他近亲属"),
)  # fmt: skip
INCOME_KINDS: Options = (("wage", "工资"), ("business", "经营"), ("property", "财产"), ("transfer", "转移"), ("pension", "养老金"), (OTHER, "其他"))
ASSET_KINDS: Options = (("house", "房产"), ("car", "车辆"), ("savings", "存款"), (OTHER, "其他"))
SIGNS: Options = (("hand", "手写"), ("finger", "指印"), ("electronic", "电子签名"), ("filled", "代填，本人确认"))
CHECK_SOURCES: Options = (
    ("civil", "民政"), ("tax", "税务"), ("insurance", "社保"), ("estate", "不动产"), ("fund", "公积金"), ("village", "村（居）"),
)  # fmt: skip
STANDARD_BASES: Options = (("minimum", "低保倍数"), ("income", "可支配收入比例"), ("wage", "最低工资"), ("fixed", "固定额"))
BELOW, NOT_ABOVE = "<", "<="
COMPARATORS: Options = ((BELOW, "低于"), (NOT_ABOVE, "不超过"))
YES_NO: Options = (("yes", "是"), ("no", "否"))

REFUSALS: Options = (
    ("scope", "申请事项不属于法律援助范围"), ("means", "不符合经济困难标准"), ("entitled", "申请人不具有申请资格"), ("has_lawyer", "已经委托辩护人、代理人"),
    ("done", "同一事项已经获得法律援助"), (OTHER, "其他"),
)  # fmt: skip
RETURNS: Options = (
    ("facts", "事实没有查清"), ("scope", "事项认定不对"), ("means", "经济状况计算不对"), ("papers", "材料不全"), ("words", "文字、文书有误"), (OTHER, "其他"),
)  # fmt: skip
ENDS: Options = (
    ("1", "以欺骗或者其他不正当手段获得法律援助"), ("2", "故意隐瞒重要事实或者提供虚假证据"), ("3", "利用法律援助从事违法活动"), ("4", "经济状况变化，不再符合条件"),
    ("5", "案件终止审理或者已经被撤销"), ("6", "自行委托律师或者其他代理人"), ("7", "有正当理由要求终止"), ("8", "法律法规规定的其他情形"),
)  # fmt: skip
REDIRECTS: Options = (("tell", "告知向有权的机构申请"), ("transfer", "移送有权的机构"))
REDIRECT_WHYS: Options = (("place", "不属于本机构管辖"), ("earlier", "同一事项已由别的机构最先收到"), ("not_aid", "不是法律援助事项，转咨询或其他途径"))
TRANSFER_WHYS: Options = tuple(each for each in REDIRECT_WHYS if each[0] != "not_aid")
HAND_BACKS: Options = (
    ("place", "不属于本机构管辖"), ("earlier", "同一事项由贵机构（其他机构）最先收到"), ("had", "同一事项本机构已经受理或者给予援助"), ("gone", "申请人不同意移送，仍向贵机构申请"), (OTHER, "其他"),
)  # fmt: skip
FEES: Options = (("court", "人民法院诉讼费用"), ("notary", "公证费"), ("forensic", "鉴定费"))
LIMITATIONS: Options = (
    ("suit", "诉讼时效"), ("arbitration", "劳动仲裁申请时效"), ("reconsideration", "行政复议申请期限"), ("litigation", "起诉期限"), ("appeal", "上诉期限"),
    ("evidence", "举证期限"), (OTHER, "其他"),
)  # fmt: skip
REFUSAL, TERMINATION = "refusal", "termination"
AGAINST: Options = ((REFUSAL, "不予法律援助"), (TERMINATION, "终止法律援助"))
RESULTS: Options = (("upheld", "维持"), ("ordered", "责令改正"), ("withdrawn", "撤回"))
OUTCOMES: Options = (
    ("granted", "给予"), ("refused", "不予"), ("withdrawn", "撤回"), ("deemed", "视为撤回"), ("redirected", "另投、移送"), ("ended", "先行提供后终止"),
)  # fmt: skip
