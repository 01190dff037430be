"""What the forms of legal aid cases ask for."""

from __future__ import annotations

from fengqiao.lines.aidcases import codes, gathering
from fengqiao.lines.aidcases.quality.codes import GRADES
from fengqiao.matter.needs import (
    TODAY,
    Choice,
    Day,
    IdNumber,
    Listed,
    LongText,
    Many,
    Mark,
    MatterPick,
    Money,
    Number,
    Parties,
    Phone,
    Rows,
    Text,
    TimeOfDay,
    Upload,
    Yes,
)

NO_SECRETS = "不得上传国家秘密和工作秘密。"
SEXES = (("男", "男"), ("女", "女"))
PERSON = (
    Choice("side", "身份", options=codes.SIDES, required=False, seldom=True, initial=codes.RECIPIENT),
    Choice("kind", "类别", options=(("person", "个人"), ("org", "单位")), required=False, seldom=True, initial="person"),
    Text("name", "姓名", most=60, personal=True, help="少数民族、外国人按证件上的写法，可以带间隔号。"),
    Choice("sex", "性别", options=SEXES, required=False),
    IdNumber("id_no", "公民身份号码", required=False, help="没有的不填，以后补正。"),
    Day("birth_on", "出生日期", required=False, personal=True, help="有身份号码的不用填。"),
    Text("address", "羁押场所或者住所", required=False, personal=True, most=120),
    Phone("phone", "本人或者近亲属电话", required=False),
    Choice("agent_kind", "代理人的身份", options=codes.AGENTS, required=False, seldom=True, only_if=("side", (codes.AGENT,))),
)
SAFETY = (
    Choice("protect", "特别保护", options=codes.PROTECTED, required=False, help="选了的：限制查看，不发短信，不给对方和写明的电话任何消息。"),
    Yes("may_call", "可以打电话", required=False),
    Yes("may_sms", "可以发短信", required=False),
    Text("quiet_hours", "什么时间不能联系", required=False, most=60),
    Text("code_word", "约定的暗语", required=False, most=40, personal=True, help="回电时先问暗语，说对了再谈内容。"),
    Text("forbidden", "不能联系、不能告诉的人和电话", required=False, most=200, personal=True, help="家庭暴力、监护人侵害的必填；写明姓名和电话，用顿号分开。"),
)
ACCUSED = PERSON[2:-1]  # a letter names recipients alone
CO_ACCUSED = Rows("co_accused", "同案的其他人（同一份函通知的，各立一件）", of=(
    Text("name", "姓名", personal=True, most=60), Choice("sex", "性别", options=SEXES, required=False),
    IdNumber("id_no", "公民身份号码", required=False), Day("birth_on", "出生日期", required=False, personal=True),
    Choice("ground", "通知事由", options=codes.GROUNDS, required=False, help="和前面那位相同的不选。"),
), required=False, least=0, most=30, blank=0, row_word="人")  # fmt: skip
LETTER = (
    Choice("organ_kind", "哪类机关", options=codes.ORGANS),
    Text("organ", "办案机关", most=60, searched=True, told=True),
    Text("letter_no", "函号", most=60, searched=True),
    Day("letter_on", "函上的日期"),
    TimeOfDay("received_at", "收到时刻", required=False, help="夜里、节假日收到的也如实写，期限从收到那天的次日算。"),
    Choice("channel", "怎样送来", options=codes.CHANNELS, initial="hand"),
    Choice("ground", "通知事由", options=codes.GROUNDS),
)
RECEIVE = (
    Choice("origin", "通知种类", options=codes.NOTICE_KINDS, initial=codes.DEFENCE),
    *LETTER,
    Parties("parties", "犯罪嫌疑人、被告人", of=ACCUSED, least=1, most=1, row_word="人"),
    Yes("in_custody", "在押", required=False),
    Choice("case_stage", "所处阶段", options=codes.CRIMINAL_STAGES),
    Text("cause", "罪名（案由）", most=80, told=True),
    Text("organ_case_no", "办案机关案号", required=False, most=60),
    Text("officer", "办案机关联系人", most=40),
    Phone("officer_phone", "联系人电话", required=False),
    Choice("consent", "本人意见", options=codes.CONSENTS, initial="unseen"),
    Day("hearing_on", "已定的开庭日期", required=False, future=True),
    Many("missing", "函里缺的", options=codes.MISSING, required=False, help="缺的去电去函催；指派的三日不因此停。"),
    Many("need_aids", "便利需求", options=codes.NEED_AIDS, required=False),
    MatterPick("previous", "前一阶段的援助案件", line="aidcases", required=False, help="有的写案号：指派时优先考虑前一阶段的律师。"),
    CO_ACCUSED,
    Mark("case_set", "同案"),
    Upload("files", "通知函和所附文书", required=False, help=NO_SECRETS),
)  # fmt: skip
OPENED = (
    Choice("origin", "来源", options=codes.ORIGINS),
    Parties("parties", "受援人、对方当事人", of=PERSON, least=1, row_word="人"),
    Mark("application", "申请"),
    Day("decided_on", "决定日期"),
    Choice("aid_form", "援助方式", options=codes.AID_FORMS),
    Choice("matter_code", "事项", options=codes.MATTERS, required=False),
    Text("cause", "案由", most=80, told=True),
    Choice("case_stage", "所处阶段", options=codes.STAGES),
    Text("organ", "办案或者争议处理机关", required=False, most=80, searched=True, told=True),
    Yes("urgent", "先行提供", required=False),
    Text("organ_case_no", "办案机关案号", required=False, most=60),
    Many("need_aids", "便利需求", options=codes.NEED_AIDS, required=False),
    Day("formalities_by", "补办手续期限", required=False, future=True),
    *SAFETY,
    Many("campaigns", "专项行动", options=codes.CAMPAIGNS, required=False),
)
NOT_CONFIRMED = (Choice("end_ground", "终止事由", options=codes.END_GROUNDS),)
RENOTICE = (*LETTER, LongText("said", "函里说明的", required=False, lines=2), Upload("files", "通知函", required=False, help=NO_SECRETS))
CHASE = (
    Choice("way", "怎样联系", options=codes.WAYS, initial="phone"),
    Text("officer", "联系的人", most=40),
    Many("missing", "要补的", options=codes.MISSING, required=False),
    LongText("said", "说了什么", least=2, lines=2),
    Yes("supplied", "已经补齐", required=False),
)

# Assignment

ASSIGN = (
    Listed("org", "承办机构", of=gathering.bodies, none="法律援助人员库里还没有机构，请先登记法律服务机构"),
    Listed("handler", "承办人", required=False, of=gathering.people, none="人员库里没有可以指派的人", help="机构还没有确定的可以不选，由机构在二十四小时内确定；期限以记下具体承办人为准。"),
    Choice("mode", "指派方式", options=codes.MODES, initial="turn"),
    Number("points", "工作量分", least=1, most=30, required=False, help="不填的按本局的分值表。"),
    Yes("consents", "须双方同意的冲突：双方的书面同意书已收入案卷", required=False, seldom=True),
    LongText("note", "说明", required=False, lines=2),
)
OVERRIDE = (
    Listed("handler", "改派给谁", of=gathering.people, none="人员库里没有可以指派的人"),
    Choice("override_reason", "为什么不采用系统建议", options=codes.OVERRIDES),
    LongText("note", "说明", least=2, lines=2),
)
AGREE = (Yes("agreed", "同意改派"), LongText("note", "说明", required=False, lines=2))
NAME = (
    Listed("handler", "承办人", of=gathering.people_of_unit, none="这家机构没有可以指派的人"),
    Yes("no_conflict", "承办机构已作利益冲突审查，没有冲突"),
    Yes("consents", "须双方同意的冲突：双方的书面同意书已收入案卷", required=False, seldom=True),
)
DECLINE = (
    Choice("decline", "为什么", options=codes.DECLINES),
    LongText("reason", "说明", least=4, lines=2),
    Upload("files", "证明材料", required=False, help=NO_SECRETS),
)
NO_CONFLICT = (Yes("no_conflict", "已核对各方姓名，没有利益冲突", help="本人、本人的近亲属和本所，与各方都没有委托、顾问、亲属等关系。"),)
REPLY = (
    Text("reply_no", "复函文号", required=False, most=60),
    Choice("way", "怎样告知", options=codes.WAYS, initial="letter"),
    Text("received_by", "对方收件人", required=False, most=40),
)
BORROW = (
    Choice("borrow_from", "向哪里请求调配", options=codes.BORROW_FROM, initial="city"),
    LongText("blocked", "为什么本县无人可派", least=4, lines=3, help="写明卡在哪一条：例如具有三年以上刑事辩护经历的律师都与同案人有冲突。"),
    Text("speciality", "需要怎样的律师", most=80),
    Text("period", "需要多久", required=False, most=40),
)

# Handling

SIGN = (
    Day("signed_on", "签订日期", initial=TODAY),
    Choice("power", "授权", options=(("general", "一般授权"), ("special", "特别授权"))),
    Text("special", "特别授权的事项", required=False, most=200, only_if=("power", ("special",)), help="例如：代为承认、放弃、变更诉讼请求，进行和解。"),
    Yes("free", "已告知：法律援助不收取任何费用和财物"),
)
NOT_SIGNED = (LongText("reason", "为什么没有签", least=4, lines=2, help="受援人的原因或者客观原因，写清楚；能签的时候补签。"),)
WORK = (
    Choice("kind", "做了什么", options=codes.WORK),
    TimeOfDay("begun", "几点开始", required=False),
    Number("minutes", "用时（分钟）", least=1, most=1440, required=False),
    Text("place", "地点", required=False, most=120),
    LongText("note", "经过和要点", least=4, lines=4, personal=True),
    Choice("consent", "本人意见", options=codes.CONSENTS[1:], required=False, help="会见、约见时问：是否同意由您辩护（代理）。"),
    Yes("told_rights", "已告知权利义务、诉讼风险和不收费", required=False),
    Upload("files", "笔录、照片或者扫描件", required=False, help=NO_SECRETS),
)
TELL = (
    Choice("way", "怎样告知", options=codes.WAYS),
    LongText("said", "告知了什么进展", least=4, lines=3, personal=True),
    LongText("wishes", "受援人的意见", required=False, lines=2, personal=True),
    Day("next_on", "约定下一次", required=False, future=True),
)
GRAVE = (
    Many("grave", "什么情况", options=codes.GRAVE_MATTERS),
    LongText("said", "情况", least=4, lines=4, personal=True),
    LongText("asks", "需要中心做什么", required=False, lines=2),
)
REFUSED = (
    Choice("refusal", "本人怎样表示", options=(("counsel", "拒绝由这位律师辩护"), ("any", "拒绝任何法律援助律师辩护"))),
    LongText("reason", "本人说的理由", least=2, lines=2, personal=True),
    Yes("recorded", "已记入笔录，本人签名"),
    Upload("files", "笔录", required=False, help=NO_SECRETS),
)
TOLD_ORGAN = (
    Choice("way", "怎样告知", options=codes.WAYS, initial="letter"),
    Text("received_by", "对方收件人", required=False, most=40),
    Text("document_no", "函号", required=False, most=60),
)
HEARING = (Day("hearing_on", "开庭日期", future=True), TimeOfDay("hearing_at", "几点", required=False), Text("court", "法庭", required=False, most=60))

# Change, stop, termination

ASK_CHANGE = (
    Choice("by", "谁申请", options=codes.ASKED_BY, initial="recipient"),
    Choice("reason", "事由", options=codes.CHANGE_REASONS),
    LongText("facts", "事实和理由", least=4, lines=4, personal=True),
    Upload("files", "证据", required=False, help=NO_SECRETS),
)
VERIFY_CHANGE = (LongText("statement", "承办人的说明", least=2, lines=3), LongText("found", "核实的情况", least=4, lines=3))
GRANT_CHANGE = (
    Choice("fault", "承办人有没有过错", options=codes.FAULTS),
    Choice("option", "怎样换", options=(("same_unit", "由原承办单位限期另行安排"), ("other_unit", "原承办单位不再承办"))),
    Day("change_by", "限定日期", required=False, future=True),
    LongText("reason", "理由", least=2, lines=2),
)
REFUSE_CHANGE = (LongText("reason", "不准予的理由", least=4, lines=3),)
JUDGE_FAULT = (Choice("fault", "承办人有没有过错", options=codes.FAULTS[:-1]), LongText("reason", "查明的情况", least=4, lines=3))
DROP_CHANGE = (LongText("reason", "为什么撤回", least=2, lines=2),)
HAND_OVER = (Rows("items", "移交的材料", of=(Text("item", "材料", most=80), Number("pages", "页数", least=0, required=False)), least=1, row_word="份"), Yes("both_signed", "新旧承办人已在清单上签名"))
STOP = (
    Choice("rule", "什么冲突", options=(
        ("H4", "同一案件对方、近亲属或者离任回避"), ("H5", "同案人或者关联案件"), ("H6", "已有的顾问、接待等身份"), ("H1", "承办人执业证失效或者被停止执业"),
    )),
    LongText("note", "怎样发现的", least=4, lines=2, help="只写存在冲突和规则，不写对方案件的内容。"),
)  # fmt: skip
RESUME = (LongText("reason", "为什么没有冲突", least=4, lines=2),)
REPORT_END = (Choice("end_ground", "终止事由", options=codes.END_GROUNDS), LongText("said", "发现的情况", least=4, lines=3, personal=True))
TERMINATE = (
    Choice("end_ground", "终止事由（法律援助法第四十八条）", options=codes.END_GROUNDS),
    LongText("said", "事实和依据", least=4, lines=4),
    Yes("heard", "已听取受援人陈述", required=False, help="第（一）（二）（三）（四）（八）项应当听取；案件终止、自行委托、本人要求的不用。"),
    Yes("confirmed", "自行委托：已向本人核实（不只是家属说）", required=False, only_if=("end_ground", (codes.OWN_LAWYER,))),
    Yes("recover", "需要追回费用", required=False),
)
SERVE = (
    Choice("addressee", "送给谁", options=codes.ADDRESSEES),
    Day("served_on", "送达日期", initial=TODAY),
    Choice("way", "怎样送达", options=codes.WAYS, initial="letter"),
)

# Closing

CLOSE = (
    Choice("basis", "结案依据", options=codes.BASES[:-1]),
    Day("closing_day", "结案日", help="文书的收到日或者作出日，不是今天上传的日子。"),
    Text("document_no", "文书字号", required=False, most=80),
    Choice("outcome", "结果", options=codes.OUTCOMES[:-1]),
    LongText("story", "办理经过和效果", least=4, lines=4, personal=True),
    Money("recovered", "挽回金额（元）", required=False, help="有文书或者凭证证明的才填。"),
    Yes("cross", "跨县（市、区）办理", required=False),
    Number("work_days", "工作日数", least=0, most=365, required=False),
    Upload("files", "结案文书", required=False, help=NO_SECRETS),
)  # fmt: skip
RECEIPTS = (Money("receipts", "直接费用合计（元）", help="差旅、复印、鉴定等凭据的合计。"), Upload("files", "凭据", required=False, help=NO_SECRETS))
HAND_IN = (
    Rows("items", "卷内材料", of=(
        Choice("item", "材料", options=codes.FILE_ITEMS), Choice("there", "有没有", options=codes.PRESENCE, initial="yes"),
        Number("pages", "页数", least=0, most=2000, required=False), Text("reason", "缺或者不适用的原因", required=False, most=120),
    ), least=1, blank=len(codes.FILE_ITEMS), row_word="项"),
    Upload("files", "电子卷", required=False, help=NO_SECRETS),
)  # fmt: skip
RETURN = (
    Many("missing", "缺什么", options=codes.FILE_ITEMS),
    LongText("reason", "要补正的", least=4, lines=3),
)
PASS_FILE = (LongText("remark", "审查意见", required=False, lines=2),)
ARCHIVE = (Text("archive_no", "档案号", most=60, searched=True), Number("pages", "总页数", least=1, most=5000, required=False))
CALL_BACK = (
    Choice("satisfaction", "满意程度", options=codes.SATISFACTION),
    Choice("way", "怎样回访", options=codes.WAYS, initial="phone"),
    LongText("said", "受援人说了什么", required=False, lines=2, personal=True),
)


def filled_items(facts: object, today: object) -> dict[str, object]:
    """The usual contents of a file, each said once, ready to be ticked."""
    return {"items": [{"item": code, "there": "yes"} for code, _ in codes.FILE_ITEMS]}
RECOVERING = (Text("recovery_no", "追偿编号", most=60), Mark("recovery", "追偿"))
LIFTED = (Text("number", "责令改正的编号", most=60), Mark("objection", "异议"))
EVALUATED = (Choice("grade", "等级", options=GRADES), Text("review_no", "评估编号", most=60), Yes("vetoed", "有否决项", required=False))
