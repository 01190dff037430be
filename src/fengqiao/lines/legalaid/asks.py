"""What is asked at each step, in the order of talking. Income is asked only in its own step, never where it is irrelevant."""

from __future__ import annotations

from fengqiao.lines.legalaid import codes, gathering
from fengqiao.lines.legalaid.transfers import letters
from fengqiao.matter.needs import (
    Choice,
    Day,
    IdNumber,
    Listed,
    LongText,
    Many,
    Mark,
    Money,
    Need,
    Number,
    Origin,
    PaperPick,
    Parties,
    Phone,
    Rows,
    StaffPick,
    Text,
    TimeOfDay,
    Upload,
    Yes,
)
from fengqiao.orgs.roles import AID_REVIEWER

DETAINED = ("channel", codes.FORWARDED)
MOVED = ("channel", (codes.TRANSFERRED,))
PERSON: tuple[Need, ...] = (
    Choice("side", "是谁", options=codes.SIDES, initial=codes.APPLICANT),
    Text("name", "姓名（单位名称）", most=80, personal=True),
    Choice("kind", "个人还是单位", options=codes.KINDS, required=False, initial=codes.PERSON, seldom=True),
    IdNumber("id_no", "身份证号", required=False),
    Phone("phone", "电话", required=False),
    Choice("agent_kind", "代理申请人的身份", options=codes.AGENTS, required=False, only_if=("side", (codes.AGENT,))),
    Yes("lives_with", "与申请人共同生活", required=False, help="对方是共同生活的家庭成员的，只算申请人本人的收入。", only_if=("side", (codes.OPPONENT,))),
    Choice("id_type", "证件", options=codes.ID_TYPES, required=False, seldom=True),
    Text("other_id_no", "其他证件号码、统一社会信用代码", required=False, most=40, personal=True, seldom=True),
    Choice("sex", "性别", options=(("男", "男"), ("女", "女")), required=False, seldom=True, help="有身份证号的不用填。"),
    Day("birth_on", "出生日期", required=False, personal=True, seldom=True),
    Text("address", "住址", required=False, most=120, personal=True, seldom=True),
)
SAFE: tuple[Need, ...] = (
    Yes("may_call", "可以打电话", required=False, initial=True),
    Yes("may_sms", "可以发短信", required=False),
    Text("quiet_hours", "什么时间不能联系", required=False, most=60),
    Text("code_word", "约定的暗语", required=False, most=40, personal=True, help="回电时先问暗语，说对了再谈内容。"),
    Text("forbidden", "不能联系、不能告诉的人和电话", required=False, most=200, personal=True, help="家庭暴力、监护人侵害的必填；写明姓名和电话，用顿号分开。"),
)
RECEIVE: tuple[Need, ...] = (
    Choice("channel", "申请渠道", options=codes.CHANNELS, initial=codes.COUNTER),
    TimeOfDay("received_time", "几点收到", required=False, help="转交的、跨县同时申请的写到分。"),
    Day("asked_on", "本人提出申请的日期", required=False, only_if=DETAINED),
    TimeOfDay("asked_time", "本人几点提出", required=False, only_if=DETAINED, help="用来核对是否在二十四小时内转交。"),
    Text("from_agency", "移送机构", most=80, searched=True, only_if=MOVED),
    Text("their_number", "移送机构的申请编号", required=False, most=60, searched=True, only_if=MOVED),
    Day("first_received_on", "移送机构收到申请的日期", required=False, only_if=MOVED, help="同一事项几个机构都收到的，由最先收到的办理。"),
    TimeOfDay("first_received_time", "移送机构几点收到", required=False, only_if=MOVED),
    Parties("parties", "申请人、对方和有关的人", of=PERSON, least=1, most=60, row_word="人"),
    Choice("capacity", "申请人的行为能力", options=codes.CAPACITIES, initial=codes.FULL, required=False),
    Choice("legal_status", "申请人的法律地位", options=codes.STATUSES),
    Choice("aid_form", "援助方式", options=codes.AID_FORMS),
    Choice("matter_code", "申请事项", options=codes.MATTERS),
    Choice("head", "不受经济困难条件限制的情形", options=codes.HEADS, required=False, help="有其中一项的，不问收入。"),
    Text("cause", "案由", most=60, searched=True),
    Choice("stage", "所处阶段", options=codes.STAGES, initial=codes.BEFORE),
    LongText("story", "案情和申请理由", least=4, most=4000, personal=True, lines=4),
    Text("organ", "办案或者处理争议的机关", required=False, most=80, searched=True),
    Text("organ_case_no", "该机关的案号", required=False, most=60, seldom=True),
    Yes("elsewhere_place", "办案机关、争议处理地、事由发生地都不在本县", required=False),
    Text("event_place", "事由发生地", required=False, most=80),
    Money("claim_amount", "标的额", required=False),
    Day("limitation_on", "时效、期限哪天届满", required=False, future=True, help="能算出来的都要填；不足七日的，可以先行提供。"),
    Choice("limitation_kind", "是哪一种期限", options=codes.LIMITATIONS, required=False),
    Many("urgent", "紧急情形", options=codes.URGENT, required=False),
    Many("groups", "特定群体", options=codes.GROUPS, required=False),
    Many("concerns", "涉及", options=codes.CONCERNS, required=False),
    Yes("union", "由工会转来", required=False),
    Many("need_aids", "便利需求", options=codes.AIDS, required=False),
    *SAFE,
    Text("elsewhere", "是否已向别处申请", required=False, most=120, help="哪个机构、什么时候、到了哪一步；没有不填。"),
    Rows("materials", "收到的材料", of=(
        Text("name", "材料名称", most=60), Choice("copy", "原件还是复印件", options=(("original", "原件"), ("copy", "复印件"), ("digital", "电子证照")), required=False),
        Number("pages", "页数", required=False, least=1, most=5000)), least=0, blank=2, most=60, row_word="件"),
    Upload("files", "材料的照片、扫描件", required=False, help="不得上传国家秘密和工作秘密。"),
    Text("filled_by", "代填人", required=False, most=40, help="本人不会写的，工作人员代填，本人签名或按指印确认。"),
    Yes("told_rights", "已告知个人信息的用途和如实申请的责任", initial=True),
    Mark("letter", "来函"),
    Origin("origin", "来自"),
)  # fmt: skip
ACCEPT: tuple[Need, ...] = (
    StaffPick("reviewer", "审查员", roles=(AID_REVIEWER.code,), county=True, required=False),
    Text("note", "说明", required=False, most=200),
)
GAPS: tuple[Need, ...] = (
    Many("gaps", "缺什么", options=codes.GAPS, help="一次列全：以后不能再要求补别的。"),
    LongText("gaps_note", "逐项写明", least=4, most=1000, lines=3),
)
AGAIN: tuple[Need, ...] = (LongText("new_fact", "出现了什么新情况", least=4, most=500, lines=2), *GAPS)
BRING: tuple[Need, ...] = (
    LongText("what", "补来了什么", least=2, most=600, lines=2),
    Yes("all_in", "已经补齐", required=False),
    Upload("files", "材料", required=False),
)
REDIRECT: tuple[Need, ...] = (
    Choice("how", "怎样处理", options=codes.REDIRECTS), Choice("why", "为什么", options=codes.REDIRECT_WHYS),
    Text("to_agency", "有权的机构", most=80), Text("address", "地址和电话", required=False, most=120),
)  # fmt: skip
TRANSFER: tuple[Need, ...] = (
    Listed("centre", "移送到哪个机构", of=letters.centres, none="没有登记可以发函的法律援助机构；请用“告知另投、移送”", help="县外机构由系统管理员在“往来单位”登记，安全管理员确认。"),
    Choice("why", "为什么移送", options=codes.TRANSFER_WHYS), LongText("words", "说明", required=False, most=500, lines=2),
    Yes("told_applicant", "已告知申请人移送到哪里、为什么"),
    PaperPick("left_out", "不随函附上的扫描件", several=True, received=True, required=False, help="不选的，受理时和补来的扫描件都随函附上，一共不超过10MB、40个；经济状况的材料不附。"),
)  # fmt: skip
TRANSFER_TAKEN: tuple[Need, ...] = (Text("their_number", "对方的申请编号", most=60, searched=True),)
TRANSFER_BACK: tuple[Need, ...] = (LongText("words", "对方退回的理由", least=2, most=1000, lines=2),)
HAND_BACK: tuple[Need, ...] = (Choice("why", "为什么退回", options=codes.HAND_BACKS), LongText("words", "具体说明", least=4, most=500, lines=2))
ASK_ELSEWHERE: tuple[Need, ...] = (
    Text("to_agency", "请哪里协助", most=80), LongText("what", "查什么", least=4, most=500, lines=2),
)
HEAR_ELSEWHERE: tuple[Need, ...] = (LongText("answer", "查到了什么", least=2, most=1000, lines=2), Upload("files", "复函", required=False))
HEAD: tuple[Need, ...] = (
    Choice("head", "哪一种情形", options=codes.HEADS), Many("proofs", "有哪些材料", options=codes.HEAD_PROOFS, help="有一样就可以，不要求判决。"),
    Text("proof_note", "说明", required=False, most=200), Upload("files", "材料", required=False),
)  # fmt: skip
EXEMPT: tuple[Need, ...] = (
    Choice("exempt", "哪一类", options=codes.EXEMPTS),
    Choice("relief", "哪一种救助对象", options=codes.RELIEFS, only_if=("exempt", (codes.RELIEF,))),
    Yes("no_fixed_income", "没有固定生活来源", required=False, only_if=("exempt", (codes.NO_LIVELIHOOD,)), help="领取养老金、退休金的不算没有固定生活来源。"),
    Text("issuer", "证明由谁出具", most=80), Day("valid_from", "自哪天有效"),
    Day("valid_to", "有效到哪天", required=False, future=True, help="证明上没有写的不填。"), Upload("files", "证明", required=False),
)  # fmt: skip
MEANS: tuple[Need, ...] = (
    Listed("standard", "适用的标准", of=gathering.standards, none="还没有登记经济困难标准", help="收到申请那天施行的标准。"),
    Rows("members", "申请人和共同生活的家庭成员", of=(
        Text("name", "姓名", most=40, personal=True), Choice("relation", "与申请人的关系", options=codes.MEMBER_RELATIONS),
        Number("age", "年龄", required=False, most=130), Yes("lives_with", "共同生活", required=False, initial=True), Yes("is_opponent", "是对方当事人", required=False)),
        least=1, most=20, row_word="人"),
    Rows("incomes", "收入", of=(
        Number("member", "第几个人", least=1, most=20), Choice("kind", "哪一种", options=codes.INCOME_KINDS), Money("amount", "每月多少"),
        Number("months", "几个月", least=1, most=24)), least=0, blank=1, most=60, row_word="笔"),
    Rows("assets", "财产", of=(
        Choice("kind", "哪一种", options=codes.ASSET_KINDS), Money("value", "价值"), Yes("over_limit", "超过标准的规定", required=False)),
        least=0, blank=1, most=30, row_word="项"),
    Rows("rigid", "刚性支出", of=(Text("what", "什么支出", most=60), Money("amount", "每月多少"), Number("months", "几个月", least=1, most=24)), least=0, blank=0,
         most=30, row_word="笔"),
    Choice("sign", "本人怎样确认", options=codes.SIGNS, initial="hand"),
    Yes("pledged", "本人承诺所填属实，愿意承担不实的责任", help="承诺书：如有不实，终止法律援助，支付已实施的费用并可处罚款（法律援助法第六十四条）。"),
    Upload("files", "说明表的签字页", required=False),
)  # fmt: skip
CHECK: tuple[Need, ...] = (
    Choice("source", "向哪里核查", options=codes.CHECK_SOURCES), LongText("result", "结果", least=2, most=500, lines=2), Upload("files", "凭据", required=False),
)  # fmt: skip
TAGS: tuple[Need, ...] = (Many("campaigns", "专项行动", options=codes.CAMPAIGNS, required=False), Text("why", "为什么改", most=200))
PROPOSE: tuple[Need, ...] = (
    Choice("in_scope", "事项在法律援助范围内", options=codes.YES_NO, initial="yes"),
    Choice("competent", "归本机构办理", options=codes.YES_NO, initial="yes", help="诉讼看办案机关所在地，非诉讼看争议处理机关所在地或者事由发生地，不看户籍。"),
    Choice("entitled", "申请人（代理人）有资格", options=codes.YES_NO, initial="yes"),
    LongText("opinion", "审查意见和理由", least=4, most=2000, lines=4),
)
SEND_BACK: tuple[Need, ...] = (Choice("why", "为什么退回", options=codes.RETURNS), LongText("words", "具体意见", least=2, most=500, lines=2))
GRANT: tuple[Need, ...] = (
    LongText("opinion", "审批意见", required=False, most=500, lines=2),
    Many("fees", "出具费用减免函", options=codes.FEES, required=False),
)
REFUSE: tuple[Need, ...] = (Choice("reason", "理由", options=codes.REFUSALS), LongText("words", "具体说明", least=4, most=1000, lines=3))
FIRST: tuple[Need, ...] = (
    Choice("ground", "先行提供的情形", options=codes.FIRST_GROUNDS), LongText("words", "紧急情况", least=4, most=500, lines=2),
)
END_FIRST: tuple[Need, ...] = (Choice("ground", "终止的事由", options=codes.ENDS), LongText("words", "事实和理由", least=4, most=1000, lines=3))
WITHDRAW: tuple[Need, ...] = (Text("why", "撤回的原因", required=False, most=200), Upload("files", "撤回的书面材料", required=False))
SAFETY: tuple[Need, ...] = SAFE
ORDERED: tuple[Need, ...] = (Text("number", "责令改正的文号", required=False, most=60), Text("words", "理由", required=False, most=2000))
HISTORY: tuple[Need, ...] = (
    Parties("parties", "申请人", of=PERSON, least=1, most=60, row_word="人"),
    Choice("aid_form", "援助方式", options=codes.AID_FORMS, required=False), Choice("matter_code", "申请事项", options=codes.MATTERS, required=False),
    Text("cause", "案由", most=60, searched=True), Text("old_no", "原编号", required=False, most=60, searched=True),
    Choice("result", "结果", options=codes.OUTCOMES, initial="granted"), Day("decided", "决定日期", required=False), Many("groups", "特定群体", options=codes.GROUPS, required=False),
)  # fmt: skip
