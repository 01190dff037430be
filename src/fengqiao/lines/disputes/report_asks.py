"""What the forms of a report 来件 ask for."""

from __future__ import annotations

from fengqiao.lines.disputes import codes
from fengqiao.matter.needs import (
    TODAY,
    Choice,
    Day,
    IdNumber,
    LongText,
    Many,
    Mark,
    MatterPick,
    Money,
    Number,
    OfficePick,
    Origin,
    Parties,
    Phone,
    Text,
    Upload,
    Yes,
)

NO_SECRETS = "不得上传国家秘密和工作秘密。"
PERSON = (
    Text("name", "姓名或名称", most=60),
    Phone("phone", "电话", required=False),
    Choice("side", "哪一方", options=codes.SIDES, initial=codes.RESPONDENT),
    Choice("kind", "类别", options=codes.PARTY_KINDS, initial=codes.PERSON, seldom=True),
    IdNumber("id_no", "身份证号", required=False, only_if=("kind", (codes.PERSON,)), seldom=True),
    Text("address", "住址或单位", required=False, personal=True, seldom=True),
)  # fmt: skip
TYPE = Choice("type", "纠纷类型", options=codes.TYPES, required=False)
RECEIVE = (
    LongText("summary", "主要情况", least=10, lines=8, searched=True, help="照他说的写。写到谁、在哪里、什么时候，会提出建议。"),
    LongText("claim", "诉求", least=2, lines=2, searched=True, help="想要什么结果。"),
    Choice("channel", "来件渠道", options=codes.CHANNELS, initial=codes.WINDOW),
    Text("from_organ", "来文单位", most=60, searched=True, only_if=("channel", codes.BY_LETTER), help="谁移送、委派、转送来的，写单位全称。"),
    Text("ext_code", "外部编号", most=60, searched=True, only_if=("channel", codes.WITH_NUMBER), help="来文、转办单或案件的编号。"),
    Day("reply_by", "要求答复的日期", required=False, future=True, only_if=("channel", (codes.MAYOR_LINE, codes.SUPERIOR, codes.AGENCY))),
    Yes("platform", "由人民法院调解平台推送", required=False, only_if=("channel", (codes.COURT,))),
    Choice("reporter_role", "反映人身份", options=codes.ROLES, initial="party"),
    Text("reporter_name", "反映人", required=False, most=40, personal=True, help="来文没有写反映人的，不填。"),
    Phone("reporter_phone", "反映人电话", required=False),
    Yes("anonymous", "不愿留名，匿名反映", required=False),
    Parties("parties", "涉及的人", of=PERSON, least=0, most=30, blank=1, row_word="人",
            help="反映的一方是甲方，对方是乙方。反映人是当事人的，不用再填一遍；对方是谁还不清楚的，可以先不填。"),
    TYPE,
    OfficePick("place_unit", "发生在哪个村（社区）", kinds=("committee",), county=True, unknown="说不清，由研判的人问明",
               help="转给谁办，先看发生在哪里。"),
    Text("place", "具体地点", required=False, most=80, searched=True, told=True),
    Day("occurred_on", "发生日期", required=False),
    Number("people_count", "涉及人数", least=1, most=100_000, required=False),
    Money("amount", "涉及金额", required=False),
    Many("flags", "紧急标记", options=codes.FLAGS, required=False),
    Upload("files", "照片、材料", required=False, help=NO_SECRETS),
    Mark("letter", "来文"),
    Origin("origin", "来自"),
)  # fmt: skip
RAISE = (
    Choice("type", "纠纷类型", options=codes.TYPES, known=True),
    Choice("difficulty", "难易程度", options=codes.DIFFICULTY, initial="ordinary"),
    Choice("risk", "风险等级", options=codes.RISKS, initial=codes.YELLOW),
    Text("risk_reason", "风险等级的理由", required=False, most=120),
)  # fmt: skip
INTO = MatterPick("into", "并入哪一事项", line="disputes", help="写事项码。并入后，这位反映人照样按原来的期限单独答复。")
JOIN = (INTO, Text("why", "为什么是同一件事", most=120))
LEAVE = (Text("reason", "拆分理由", most=120),)
SETTLE = (
    Choice("type", "纠纷类型", options=codes.TYPES, known=True),
    LongText("agreed", "怎样化解的", least=4, lines=3),
    Yes("nothing_left", "双方都同意，没有还要履行的事"),
)
CONSULT = (LongText("answer", "怎样答复的", least=4, lines=4, help="写明依据和可以办理的途径。"),)
DECLINE = (
    Choice("ground", "不予受理的理由", options=codes.DECLINE_GROUNDS),
    LongText("explanation", "具体说明", least=4, lines=3),
    Many("ways", "告知的其他途径", options=codes.PLACES_TO_GO),
)
REFER = (
    Choice("agency", "转给哪个部门", options=codes.AGENCIES),
    Text("body", "单位全称", most=60),
    LongText("explanation", "转办理由", least=4, lines=2),
    Yes("agreed", "反映人知道并同意转去", required=False, help="向公安机关报告人身危险，不需要同意。"),
)
REPLY = (
    Choice("way", "答复方式", options=codes.REPLY_WAYS),
    LongText("content", "答复内容", least=4, lines=3, help="不写其他反映人是谁，不写对方的联系方式。"),
    Choice("satisfaction", "反映人是否满意", options=codes.SATISFACTION, initial="none"),
)  # fmt: skip
SUPPLEMENT = (LongText("text", "补充了什么", least=2, lines=3), Upload("files", "照片、材料", required=False, help=NO_SECRETS))
EXTEND = (Day("new_due_on", "延长到", future=True), Text("reason", "理由", most=120))
NEXT_STEPS = (
    ("later", "先登记，稍后处理"), ("raise", "新立事项"), ("join", "并入已有事项"), ("consult", "仅咨询，当场答复"), ("decline", "不予受理"),
)  # fmt: skip
INTAKE = (
    *RECEIVE[:-2],
    Day("on", "来件日期", initial=TODAY, help="补录过去的来件，请写当时的日期。"),
    Choice("then", "怎样处理", options=NEXT_STEPS, initial="later"),
    Choice("difficulty", "难易程度", options=codes.DIFFICULTY, initial="ordinary", only_if=("then", ("raise",))),
    Choice("risk", "风险等级", options=codes.RISKS, initial=codes.YELLOW, only_if=("then", ("raise",))),
    Text("risk_reason", "风险等级的理由", required=False, most=120, only_if=("then", ("raise",))),
    MatterPick("into", "并入哪一事项", line="disputes", only_if=("then", ("join",)), help="写事项码，或在“可能重复”中选。"),
    Text("why", "为什么是同一件事", most=120, only_if=("then", ("join",))),
    LongText("answer", "怎样答复的", lines=3, only_if=("then", ("consult",))),
    Choice("ground", "不予受理的理由", options=codes.DECLINE_GROUNDS, only_if=("then", ("decline",))),
    LongText("explanation", "具体说明", lines=2, only_if=("then", ("decline",))),
    Many("ways", "告知的其他途径", options=codes.PLACES_TO_GO, only_if=("then", ("decline",))),
    *RECEIVE[-2:],
)  # fmt: skip
