"""What the forms of help ask for. Everything here is offered; nothing a person declines is held against anybody."""

from __future__ import annotations

from fengqiao.lines.resettlement import codes
from fengqiao.lines.resettlement import facts as f
from fengqiao.lines.resettlement.asks import NO_SECRETS
from fengqiao.matter.needs import Choice, Day, FactPick, LongText, Many, Money, Rows, Text, Upload, Yes

_NEED = FactPick("need", "哪一项需求", of=f.open_need_choices)
_WORK = FactPick("need", "哪一次就业、培训", of=f.work_choices)
_PSYCH = FactPick("psych", "哪一次心理帮扶", of=f.psych_choices)
WISHES = (
    Many("wishes", "愿意怎样联系", options=codes.CHANNEL_WISHES, help="照本人的意思勾选；以后随时可以改。"),
    Yes("through_village", "可以请村（社区）的人联系", required=False),
)
OPEN_CASE = (
    Choice("consent", "本人意见", options=codes.CONSENTS, help="不愿意的，办理“书面拒绝”，不作任何不利记录。"),
    LongText("agreed", "同意哪些帮助", required=False, lines=2, personal=True, only_if=("consent", (codes.PARTLY,))),
    *WISHES,
    Yes("told_services", "已说明可以提供的帮助和自愿原则"),
    Yes("agreement", "愿意签帮教协议书", required=False, help="签不签由本人决定，不签不影响帮助。"),
    Many("needs", "眼下最需要的", options=codes.NEEDS, required=False),
    Choice("placement", "现在的状态", options=codes.PLACEMENTS[:9], initial="09"),
)  # fmt: skip
CHANGE_WISHES = (*WISHES, Text("remark", "说明", required=False, most=120))
REFUSE = (
    Yes("told_services", "已说明可以提供的帮助，以后随时可以再来"),
    Choice("manner", "怎样表示的", options=(("signed", "本人签名"), ("oral", "口头表示，两人在场")), initial="signed"),
    Text("witness", "在场的人", required=False, most=60, personal=True, only_if=("manner", ("oral",))),
    LongText("remark", "备注", required=False, lines=2, help="不写评价，不问理由。"),
)
COME_BACK = (*WISHES, LongText("asks", "现在需要什么", required=False, lines=2, personal=True))
PAUSE = (
    Choice("pause_reason", "为什么暂停", options=codes.PAUSES),
    LongText("remark", "说明", required=False, lines=2),
)
RESUME = (LongText("remark", "现在的情况", required=False, lines=2),)
TEAM = (
    Rows("members", "帮教小组成员", of=(
        Text("member", "姓名", most=40, personal=True), Text("member_role", "身份", most=30, help="亲属、村（社区）干部、志愿者、企业负责人等。"),
        Yes("agreed", "本人和这位成员都同意", required=False),
    ), least=1, most=10, row_word="人", help="民警不是当然成员。"),
)  # fmt: skip
CONTACT = (
    Choice("channel", "联系方式", options=codes.CHANNELS, help="按本人愿意的方式；上门不穿制服、不亮标志。"),
    Yes("reached", "联系上了", required=False, initial=True),
    Yes("refused", "这一次本人不愿谈", required=False, help="照实记，不作不利记录。"),
    LongText("summary", "谈了什么", required=False, personal=True, lines=3, help="只记帮助需要的，不记评价。"),
    Day("next_on", "下次约在哪天", required=False, future=True),
)
ASK = (
    Choice("kind", "需要什么", options=codes.NEEDS),
    Yes("urgent", "急难，要马上办", required=False),
    LongText("said", "具体情况", least=2, lines=2, personal=True, help="只写困难本身，不写过去。"),
)
REFER = (
    _NEED,
    Text("referred_to", "转给哪个部门、单位", most=60),
    LongText(
        "situation",
        "转介单上写的情况",
        least=4,
        lines=3,
        personal=True,
        help="救助转介单会在村里公布、别人会看到：只写困难，不写过去。",
    ),
    Money("amount", "申请金额", required=False),
    Text("where", "急难发生地", required=False, most=80, help="临时救助向急难发生地的乡镇（街道）申请，不问户籍。"),
    Yes(
        "share_past",
        "本人书面同意向对方说明经历",
        required=False,
        help="用人单位只知道本人同意说的。未成年封存记录的人没有报告义务。",
    ),
)
RESULT = (
    _NEED,
    Choice("outcome", "结果", options=codes.RESULTS),
    Text("outcome_text", "办成了什么", required=False, most=120),
    Choice("placement", "安置状态改为", options=codes.PLACEMENTS, required=False),
)
CHECK_WORK = (_WORK, Yes("still", "还在岗、还在用所学", required=False), LongText("found", "情况", least=2, lines=2))
PLACEMENT = (
    Choice("placement", "安置状态", options=codes.PLACEMENTS), Text("basis", "凭什么这样登记", most=120, help="本人告知、合同、证明等。"),
)  # fmt: skip
OFFER_PSYCH = (
    Text("provider", "由谁提供", most=60),
    LongText("referral_reason", "为什么介绍", least=2, lines=2, personal=True),
    Yes("consented", "本人（未成年人还有监护人）书面同意"),
)
SESSION = (
    _PSYCH,
    Yes("attended", "来了", required=False, initial=True),
    Choice(
        "protection",
        "需要提醒的",
        options=codes.PROTECTION[1:],
        required=False,
        help="可能患精神障碍的，建议到医疗机构就诊；不作诊断、治疗。",
    ),
)
END_PSYCH = (
    _PSYCH,
    Choice("psych_end", "怎样结束", options=codes.PSYCH_ENDS),
    Choice("topic", "主题", options=codes.SESSION_TOPICS),
)
TRANSFER = (
    Text("county", "转到哪个县的安置帮教机构", most=60),
    LongText("reason", "理由", least=4, lines=2, help="写明居住地变化的依据。"),
    Yes("asked", "本人知道并同意"),
    Text("document_no", "函号", required=False, most=60),
)
EXTEND = (
    Yes("asked", "本人自己提出"),
    Text("service", "为了哪一项帮助", most=80),
    Day("until", "延到哪天", future=True),
)
REOFFENDED = (
    Text("judgment_no", "判决书文号", most=80),
    Day("judged_on", "判决生效日期"),
    Day("crime_on", "犯罪日期", required=False),
)
NEEDS_SHEET = (
    LongText("assessed", "和本人一起看过的需求", least=4, lines=4, personal=True, help="本人说了算；不作风险评估。"),
    Many("needs", "需求", options=codes.NEEDS),
)
UPLOADED = Upload("files", "照片或扫描件", required=False, help=NO_SECRETS)
