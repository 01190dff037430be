"""What the forms of people's mediation ask for. Fields and codes: the 2010 unified papers and the county's registers."""

from __future__ import annotations

from fengqiao.codes.disputes import OLD, TAGS
from fengqiao.lines.mediation import codes
from fengqiao.matter.needs import (
    Choice,
    ClockPick,
    Day,
    IdNumber,
    LongText,
    Many,
    MatterPick,
    Money,
    Number,
    Origin,
    Parties,
    PartyPick,
    Phone,
    Rows,
    StaffPick,
    Text,
    Upload,
    Yes,
)
from fengqiao.orgs.roles import COMMITTEE_HEAD, MEDIATOR

MEDIATORS = (MEDIATOR.code, COMMITTEE_HEAD.code)
PARTY = (
    Choice("side", "地位", options=codes.SIDES, initial=codes.APPLICANT),
    Choice("kind", "类别", options=codes.PARTY_KINDS, initial=codes.PERSON),
    Text("name", "姓名或名称", most=60),
    Choice("sex", "性别", options=codes.SEXES, required=False, only_if=("kind", (codes.PERSON,))),
    IdNumber("id_no", "身份证号", required=False, help="没有证件可不填，另写明原因。", only_if=("kind", (codes.PERSON,))),
    Text("no_id_reason", "无证件原因", required=False, only_if=("kind", (codes.PERSON,))),
    Day("birth_on", "出生日期", required=False, personal=True, help="填了身份证号可不填。", only_if=("kind", (codes.PERSON,))),
    Text("ethnicity", "民族", required=False, most=20, only_if=("kind", (codes.PERSON,))),
    Text("occupation", "职业或职务", required=False, most=40),
    Phone("phone", "联系电话", required=False),
    Text("address", "单位或住址", required=False, personal=True),
    Text("representative", "法定代理人或法定代表人", required=False, most=60),
    Text("representative_relation", "与当事人关系", required=False, most=30),
    Text("proxy", "委托代理人", required=False, most=60),
    Many("proxy_powers", "代理权限", options=codes.PROXY_POWERS, required=False),
    Choice("capacity", "行为能力（另有证明时）", options=codes.CAPACITIES, required=False),
    Text("capacity_proof", "行为能力的证明", required=False, most=80),
    Many("needs", "需要的照顾", options=codes.PARTY_NEEDS, required=False),
)  # fmt: skip

ANOTHER = Yes("another", "与在办案件不是同一件事", required=False, help="没有提示的，不用勾选。")
APPLY = (
    Choice("source", "案件来源", options=codes.SOURCES, initial="2"),
    Choice("regime", "程序类别", options=codes.REGIMES, initial=codes.GENERAL, help="决定期限和协议形式。"),
    Parties("parties", "当事人", of=PARTY, least=2, most=30, blank=2, row_word="当事人"),
    Choice("type", "纠纷类型", options=codes.TYPES),
    LongText("summary", "纠纷简要情况", least=10, lines=5, searched=True),
    LongText("claim", "申请事项", least=2, lines=3, searched=True),
    Money("amount_claimed", "涉案金额", required=False),
    Number("people_count", "涉及人数", least=1, most=10000, required=False),
    Choice("difficulty", "难易程度", options=codes.DIFFICULTY, initial="ordinary"),
    Choice("prediction", "案件预测", options=codes.PREDICTION, initial="none"),
    Many("flags", "特别情形", options=(("minor", "涉及未成年人"), ("violence", "涉及家庭暴力"), ("sensitive", "工作敏感")), required=False),
    Text("from_organ", "移送机关", required=False, searched=True, only_if=("source", codes.TRANSFERRED)),
    Text("ext_code", "来文编号", required=False, searched=True, only_if=("source", codes.TRANSFERRED)),
    Day("received_on", "收到移送日期", required=False, only_if=("source", codes.TRANSFERRED)),
    Choice("court_track", "法院审理程序", options=(("ordinary", "普通程序"), ("simplified", "简易程序")), required=False,
           only_if=("regime", (codes.ENTRUSTED_AFTER,))),
    Yes("platform", "由人民法院调解平台推送", required=False, only_if=("regime", (codes.ENTRUSTED_BEFORE, codes.ENTRUSTED_AFTER)),
        help="推送的，三个工作日内在平台确认、征询对方意见。"),
    ANOTHER,
    Origin("origin", "来自"),
)  # fmt: skip

CONSENT = (
    PartyPick("who", "哪位当事人", several=True),
    Choice("kind", "同意什么", options=codes.CONSENTS, initial="mediation"),
    Choice("answer", "答复", options=(("yes", "同意"), ("no", "不同意"), ("withdrawn", "撤回同意"))),
    Choice("way", "方式", options=codes.CONSENT_WAYS, initial="signature"),
)
ASK = (
    Choice("way", "联系方式", options=(("visit", "上门"), ("phone", "电话"), ("letter", "书面通知"), ("online", "在线"))),
    LongText("said", "对方的答复或情况", required=False, lines=2),
)
DECLINE = (
    Choice("reason", "不予受理的理由", options=codes.DECLINE_REASONS),
    LongText("explanation", "具体说明", least=4, lines=3),
    Many("ways", "告知的其他途径", options=codes.OTHER_WAYS),
)
ACCEPT = (
    Yes("rights_told", "已向各方当事人告知权利义务、不收费，并说明个人信息如何使用"),
    Choice("open_mode", "公开方式", options=(("closed", "不公开"), ("open", "公开")), initial="closed"),
    Yes("term_known", "已知悉本会任期届满、尚未换届，仍受理", required=False, help="任期没有届满的，不用勾选。"),
)
ASSIGN = (
    StaffPick("mediator", "主持调解员", roles=MEDIATORS),
    StaffPick("others", "共同调解员", roles=MEDIATORS, several=True, required=False),
    StaffPick("recorder", "记录人", roles=(), required=False),
    Choice("chosen_by", "产生方式", options=(("committee", "调委会指定"), ("parties", "当事人选择")), initial="committee"),
    Choice("kin", "调解员与当事人有无下列关系", options=codes.KIN),
    Text("kin_said", "关系说明", required=False, only_if=("kin", ("other", "near_kin", "interest"))),
)
REPLACE = (*ASSIGN, Text("reason", "更换理由"), PartyPick("asked_by", "哪位当事人要求", required=False))
SESSION = (
    Text("place", "地点", most=80, initial="调解室"),
    Text("begins", "开始时间", required=False, most=10, help="如 9:30"),
    Text("ends", "结束时间", required=False, most=10),
    PartyPick("present", "到场的当事人", several=True),
    Text("participants", "受邀参加人", required=False, help="经双方同意邀请的亲属、邻里、同事或专业人员。"),
    LongText("statements", "当事人陈述", lines=4, required=False),
    LongText("verified", "核实质证情况", lines=2, required=False),
    LongText("course", "调解经过", least=4, lines=5),
    LongText("undisputed", "各方无争议的事实", lines=2, required=False, searched=True),
    Choice("result", "调解结果", options=codes.SESSION_RESULTS),
    LongText("failed_reason", "不成原因", required=False, lines=2, only_if=("result", ("2",))),
    Many("ways", "告知的其他途径", options=codes.OTHER_WAYS, required=False, only_if=("result", ("2",))),
)
ABSENCE = (PartyPick("who", "哪位当事人未到场"), LongText("notified", "怎样通知的", least=2, lines=2))
INVESTIGATE = (
    Text("place", "地点", most=80),
    Text("person", "被调查人", most=40),
    Text("relation", "与当事人关系", required=False, most=40),
    Text("phone", "联系方式", required=False, personal=True),
    LongText("content", "调查内容", least=4, lines=5),
    Text("recorder", "记录人", required=False, most=40),
)
PRIVATE_TALK = (
    PartyPick("who", "与谁单独谈话"),
    LongText("content", "谈话内容（只有本人和调委会主任看得到）", least=2, lines=5, private=True),
    LongText("may_tell", "对方同意转告的内容", required=False, lines=2),
)
INVITE = (
    Text("person", "邀请谁", most=60),
    Choice("kind", "身份", options=(("kin", "亲属"), ("neighbour", "邻里"), ("colleague", "同事"), ("expert", "专业人员"), ("insurer", "保险公司"), ("other", "其他"))),
    Text("why", "为什么邀请", required=False),
)  # fmt: skip
SUSPEND = (
    Choice("reason", "中止理由", options=codes.SUSPEND_REASONS),
    LongText("explanation", "说明", required=False, lines=2),
)
EXTEND = (Day("new_due_on", "延长到", future=True), Text("reason", "理由"))

ITEM = (
    Text("what", "履行什么", most=120),
    Choice("kind", "种类", options=codes.ITEM_KINDS, initial="money"),
    PartyPick("debtor", "谁履行"),
    PartyPick("creditor", "向谁履行", required=False),
    Money("amount", "金额", required=False),
    Day("due_on", "最迟哪天", future=True),
    Text("manner", "方式、地点", required=False, most=80),
)
WARNED = Yes("warned", "已看过提示，仍按此定稿", required=False, help="没有提示的，不用勾选。")
AGREEMENT = (
    LongText("facts", "纠纷主要事实、争议事项", least=10, lines=5, searched=True),
    Rows("terms", "协议内容", of=(LongText("text", "条款", lines=2, least=2, searched=True),), row_word="条", blank=2),
    Money("total", "协议涉及金额", required=False),
    Text("total_words", "金额大写", required=False, help="填写时与数字核对。"),
    Rows("items", "履行安排", of=ITEM, least=0, row_word="项", help="每一项写明时间和方式；当场履行的写签订当日。"),
    Text("breach", "违约责任", required=False),
    Number("copies", "份数", least=2, most=50, required=False, help="不填按当事人每人一份、调委会一份。"),
    Yes("status_part", "含身份关系或权属确认内容（该部分不能司法确认）", required=False),
    WARNED,
)
SIGN = (
    Rows("signatures", "当事人签署", of=(
        PartyPick("party", "当事人"),
        Choice("way", "方式", options=codes.SIGN_WAYS, initial="signature"),
        Text("by", "由谁签（本人可不填）", required=False, most=40),
        Yes("read_aloud", "已宣读", required=False),
        Text("witness", "见证人", required=False, most=40),
        Day("on", "日期"),
    ), least=0, row_word="签署", blank=2),
    StaffPick("mediator", "签名的调解员", roles=MEDIATORS, required=False),
    Day("mediator_on", "调解员签名日期", required=False),
    Day("seal_on", "加盖调委会印章日期", required=False),
)  # fmt: skip
ORAL = (
    LongText("facts", "纠纷主要事实、争议事项", least=10, lines=4, searched=True),
    LongText("agreed", "协议内容", least=4, lines=4, searched=True),
    Money("total", "协议涉及金额", required=False),
    Rows("items", "履行安排", of=ITEM, least=0, row_word="项"),
    Text("recorder", "记录人", required=False, most=40),
    WARNED,
)
END = (
    Choice("reason", "终止原因", options=codes.END_REASONS),
    PartyPick("who", "由哪位当事人提出", required=False),
    LongText("explanation", "说明", required=False, lines=2),
    Many("ways", "告知的其他途径", options=codes.OTHER_WAYS),
)
PERFORM = (
    ClockPick("item", "第几项", least=1, most=200),
    Money("amount", "履行金额", required=False),
    Yes("complete", "本项已全部履行", required=False),
    Text("evidence", "凭证", required=False, help="收条、转账记录等。"),
    Upload("files", "凭证照片", required=False, help="不得上传国家秘密和工作秘密。"),
)
URGE = (
    ClockPick("item", "第几项", least=1, most=200),
    Day("until", "请在哪天前履行", future=True),
    LongText("said", "债务人的答复", required=False, lines=2),
)
UNPERFORMED = (
    ClockPick("item", "第几项", least=1, most=200),
    Choice("reason", "未履行原因", options=codes.UNPERFORMED),
    Many("ways", "已告知的途径", options=(
        ("suit", "就协议起诉"), ("payment_order", "申请支付令"), ("enforcement", "申请强制执行（已司法确认）"),
        ("notary", "办理具有强制执行效力的公证"), ("arbitration", "申请劳动仲裁"), ("police", "告知公安机关"))),
)  # fmt: skip
WAIVE = (ClockPick("item", "第几项", least=1, most=200), Text("reason", "免除理由"))
VISIT = (
    Choice("way", "回访方式", options=codes.VISIT_WAYS),
    PartyPick("who", "回访了谁", several=True, required=False),
    LongText("performance", "履行情况", least=2, lines=2),
    Choice("satisfaction", "满意度", options=codes.SATISFACTION, initial="none"),
    LongText("risk", "有无新的隐患", required=False, lines=2),
    LongText("measures", "采取的措施", required=False, lines=2),
)
CLOSE = (
    LongText("opinion", "审核意见", least=2, lines=2, initial="同意结案。"),
    Many("prevention", "防止激化", options=codes.PREVENTION, required=False),
    Text("prevention_basis", "防止激化的依据材料", required=False),
    Number("prevention_people", "防止激化涉及人数", least=0, required=False),
)
ARCHIVE = (
    Choice("retention", "保管期限", options=codes.RETENTION, initial="long"),
    LongText("explanation", "卷宗情况说明", required=False, lines=2),
)
CONFIRM_FILE = (
    Text("court", "人民法院"),
    Choice("ground", "管辖依据", options=codes.COURT_GROUNDS, initial="organisation"),
    Choice("way", "提交方式", options=codes.FILED_WAYS),
    Day("posted_on", "交邮日期", required=False, only_if=("way", ("post",))),
)
CONFIRM_PREPARE = (
    Many("materials", "已备材料", options=(
        ("application", "司法确认申请书"), ("agreement", "调解协议"), ("certificate", "调解组织主持调解的证明"),
        ("identity", "身份证明"), ("property", "与协议相关的财产权利证明"), ("contacts", "送达地址和联系方式"))),
)  # fmt: skip
CONFIRM_ANSWER = (
    Choice("answer", "法院答复", options=(("accepted", "受理"), ("not_accepted", "不予受理"))),
    Text("case_no", "法院案号", required=False, searched=True),
)
CONFIRM_RULING = (
    Choice("ruling", "裁定", options=codes.RULINGS),
    Text("document_no", "裁定书文号", required=False, searched=True),
    Upload("files", "裁定书", required=False),
)
ESCALATE = (Text("to_committee", "转到哪个调委会"), LongText("reason", "理由", least=4, lines=3))
DEMAND_RATIFICATION = (PartyPick("who", "须追认的当事人"), Text("of_whom", "向谁催告（法定代理人或被代理人）"))
RATIFY = (PartyPick("who", "当事人"), Choice("answer", "答复", options=(("yes", "追认"), ("no", "拒绝追认"))))
REPORT = (
    Choice("to", "报告给", options=(("police", "公安机关"), ("civil_affairs", "民政部门"), ("education", "教育部门"), ("other", "其他有关部门"))),
    Text("person", "对方接报人", required=False, most=40),
    LongText("reason", "事由和已采取的预防措施", least=4, lines=3),
)  # fmt: skip
SET_ASIDE = (
    Choice("what", "情形", options=(("void", "确认无效"), ("revoked", "撤销"), ("changed", "变更"), ("clerical", "文字错误"))),
    Text("document_no", "裁判文书文号", required=False, searched=True),
    LongText("explanation", "说明", least=2, lines=3),
    Upload("files", "裁判文书", required=False),
)  # fmt: skip
DELETION = (
    PartyPick("who", "哪位当事人请求删除"),
    Yes("answered", "已答复：卷宗依法保管，保管期内不能删除；除存储和必要的安全保护外，停止处理"),
)
MERGE = (
    MatterPick("into", "并入哪一件", line="mediation", help="写案号，如（2026）枫林镇人调字第0012号。先受理的一件继续办理。"),
    LongText("why", "为什么是同一件纠纷", least=2, lines=2),
    Yes("parties_agree", "各方当事人都知道，同意在那一件中一并调解"),
    Text("taken_by", "另一调委会同意接收的人和日期", required=False, help="并入另一个调委会的案件时才填写。"),
)
UNMERGE = (Text("reason", "拆分理由", most=120),)
ABSORBED = (Text("number", "案号"),)
DEATH = (PartyPick("who", "哪位当事人"), Day("on", "死亡日期"), Text("proof", "证明", required=False))
HEIRS = (
    PartyPick("leaves", "哪位死亡的当事人", several=True),
    Parties("parties", "参加调解的继承人", of=PARTY, least=1, most=10, row_word="继承人"),
    Text("proof", "继承关系的证明", help="如户口簿、亲属关系证明。"),
    Yes("agree", "各继承人都愿意继续调解"),
)
VOIDING = (Text("reason", "作废理由"),)
WITHDRAWAL = (Text("reason", "撤回理由"),)
REDRAFT = (Text("reason", "为什么退回修改"),)
TAG = (
    Many("tags", "标记", options=TAGS, required=False, help="以这次勾选的为准；一个也不选，就是取消标记。"),
    Day("owed_since_on", "历史欠账自哪天起", only_if=("tags", (OLD,)), help="纠纷最初发生或最初反映的日期。"),
    Number("handled_before", "此前办理过几次", least=0, most=200, only_if=("tags", (OLD,))),
    Text("reason", "理由", most=200, help="写明依据，如几次来访、何处报道。不写当事人的隐私。"),
)
