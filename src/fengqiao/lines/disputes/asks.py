"""What the forms of a dispute 纠纷事项 ask for."""

from __future__ import annotations

from fengqiao.lines.disputes import codes, handing, orders
from fengqiao.lines.disputes.report_asks import NO_SECRETS, PERSON
from fengqiao.matter.needs import (
    Choice,
    Day,
    FactPick,
    LongText,
    Many,
    MatterPick,
    Money,
    Number,
    OfficePick,
    Parties,
    PartyPick,
    StaffPick,
    Text,
    Upload,
    Yes,
)


def _order(*states: str) -> FactPick:
    return FactPick("order", "哪一份督办单", of=lambda facts: orders.choices(facts, states))


UNITS = ("committee", "station", "office", "section", "bureau")
OPEN = (
    Parties("parties", "当事人", of=PERSON, least=0, most=30, row_word="人"),
    Choice("type", "纠纷类型", options=codes.TYPES),
    Choice("difficulty", "难易程度", options=codes.DIFFICULTY, initial="ordinary"),
    Choice("risk", "风险等级", options=codes.RISKS, initial=codes.YELLOW),
    Text("risk_reason", "风险等级的理由", required=False, most=120),
    LongText("summary", "主要情况", least=10, lines=5, searched=True),
    LongText("claim", "诉求", least=2, lines=2, searched=True),
    Text("place", "发生地", required=False, most=80, searched=True, told=True),
    Day("occurred_on", "发生日期", required=False),
    Number("people_count", "涉及人数", least=1, required=False),
    Money("amount", "涉及金额", required=False),
    Many("flags", "紧急标记", options=codes.FLAGS, required=False),
    Choice("channel", "首次来件渠道", options=codes.CHANNELS),
    Text("from_organ", "来文单位", required=False, searched=True),
    Text("ext_code", "来文编号", required=False, searched=True),
    Choice("origin", "发现方式", options=codes.ORIGINS, required=False),
)  # fmt: skip
JOINED = (Choice("channel", "来件渠道", options=codes.CHANNELS),)
ABSORBED = (Text("number", "事项码"),)
ADD_PARTY = (
    Parties("parties", "当事人", of=PERSON, least=1, most=10, row_word="人", help="反映的一方是甲方，对方是乙方。"),
    Text("reason", "怎样知道的", required=False, most=120),
)
ASSESS = (
    Choice("type", "纠纷类型", options=codes.TYPES, known=True),
    Choice("relation", "当事人关系", options=codes.RELATIONS, required=False, known=True, help="不选的，按当事人的类别算。"),
    Choice("difficulty", "难易程度", options=codes.DIFFICULTY, known=True),
    Choice("risk", "风险等级", options=codes.RISKS, known=True),
    LongText("risk_reason", "理由", least=2, lines=2, help="写明凭什么这样定；只写事，不评价人。"),
)
RISK = (
    Choice("risk", "风险等级", options=codes.RISKS, known=True),
    LongText("risk_reason", "理由", least=2, lines=2, help="写明凭什么；下调由司法所所长或指挥中心办理。"),
)
DISPATCH = (
    OfficePick("unit", "承办单位", kinds=UNITS, county=True, help="调委会、群众组织以同意为准；收到后可以退回。"),
    LongText("reason", "为什么转给它", least=2, lines=2),
    Yes("hide_reporter", "不告知承办单位反映人是谁", required=False),
    Day("done_by", "办结要求", required=False, future=True, help="不填的，按难易程度。"),
)
DESIGNATE = (
    OfficePick("unit", "承办单位", kinds=("office", "section", "bureau"), county=True, help="只能指定政府单位和司法所；调委会不能命令。"),
    LongText("reason", "指定的理由", least=4, lines=3),
)
REASSIGN = (
    OfficePick("unit", "改由哪个单位承办", kinds=UNITS, county=True),
    Choice("why", "改派原因", options=(("recusal", "回避"), ("merged", "机构合并"), ("conflict", "利益冲突"), ("other", "其他"))),
    LongText("reason", "理由", least=2, lines=2),
)
ACCEPT_TASK = (StaffPick("handler", "承办人", required=False, help="不选的，由签收的人承办。"),)
RETURN_TASK = (
    Choice("reason", "退回理由", options=codes.RETURN_REASONS),
    LongText("explanation", "具体说明", least=4, lines=3, help="应由谁办、缺什么，写清楚。"),
)
HANDLER = (StaffPick("handler", "承办人"), Text("reason", "理由", required=False, most=120))
PROGRESS = (LongText("text", "做了什么、进展到哪里", least=4, lines=4), Upload("files", "照片、材料", required=False, help=NO_SECRETS))
ESCALATE = (
    OfficePick("unit", "上报到", kinds=("committee", "office", "section", "bureau"), county=True),
    LongText("reason", "为什么本级办不了", least=4, lines=3),
    Yes("parties_told", "已告知当事人；当事人可以不同意由上级调解"),
)
SEND_DOWN = (
    OfficePick("unit", "交给下级", kinds=("committee", "office"), county=True),
    LongText("reason", "理由", least=4, lines=2),
    Yes("agreed", "下级已同意接收"),
)
PAUSE = (
    Choice("reason", "暂停原因", options=codes.PAUSE_REASONS),
    Day("review_on", "最迟哪天复核", future=True, help="一次最多三十日；法定期限不因此停下来。"),
    LongText("explanation", "说明", required=False, lines=2),
)
CALL_SESSION = (
    Many("bodies", "请哪些单位", options=codes.AGENCIES),
    Text("others", "其他单位", required=False, most=120),
    LongText("reason", "会商什么", least=4, lines=2),
    Day("session_on", "哪天开", future=True),
    Text("session_time", "几点", most=20, help="例如：上午9时30分。"),
    Text("session_place", "在哪里开", most=80),
)
HOLD_SESSION = (
    Text("place", "地点", most=80),
    Text("present", "到会单位和人员", most=300),
    Text("absent", "未到单位和原因", required=False, most=200),
    LongText("opinions", "各单位意见", least=4, lines=5, help="一个单位一行。"),
    LongText("conclusion", "结论", least=4, lines=3),
    Text("lead_named", "牵头单位", most=60),
    Day("next_on", "下次会商", required=False, future=True),
    Upload("files", "会商纪要签到", required=False, help=NO_SECRETS),
)
ORDER_UNIT = (
    Choice("agency", "对方", options=codes.AGENCIES),
    Text("body", "单位全称", most=60),
    LongText("what", "请做什么", least=4, lines=3),
    Day("by_on", "最迟哪天", future=True),
)
HAND_OFF = (
    Choice("agency", "移送给", options=codes.AGENCIES),
    Text("body", "单位全称", most=60),
    Choice("handoff_kind", "移送性质", options=codes.HANDOFF_KINDS, initial="settle"),
    LongText("reason", "移送理由", least=4, lines=3),
    LongText("materials", "材料清单", required=False, lines=3, help="一行一份，写明页数。"),
    PartyPick("consented", "同意移送的当事人", several=True, required=False, help="安全报告不需要当事人同意。"),
    Text("ext_code", "对方编号", required=False, most=60, help="对方已经编号的才填。"),
)
HANDOFF = FactPick("handoff", "哪一次移送", of=handing.choices)
HANDOFF_ANSWERED = (
    HANDOFF,
    Choice("answer", "对方答复", options=(("accepted", "接收"), ("refused", "退回"))),
    Text("ext_code", "对方编号", required=False, most=60),
    LongText("explanation", "退回理由", lines=2, only_if=("answer", ("refused",))),
)
HANDOFF_RESULT = (HANDOFF, LongText("result", "办理结果", least=4, lines=3), Text("document_no", "文书编号", required=False, most=60))
RESOLVE = (
    Choice("outcome", "怎样化解", options=tuple(pair for pair in codes.OUTCOMES if pair[0] in codes.RESOLVED)),
    LongText("result", "化解情况", least=4, lines=3),
    Upload("files", "协议或登记表", help="书面协议、口头协议登记表的照片或扫描件。" + NO_SECRETS),
    Day("performed_by", "最后履行日期", required=False, future=True),
)  # fmt: skip
SETTLE_HERE = (
    Choice("outcome", "怎样化解", options=(("settled", "当场和解"),), initial="settled"), LongText("result", "化解情况", least=4, lines=2),
)
REFER_OUT = (
    Choice("outcome", "转到哪里", options=tuple(pair for pair in codes.OUTCOMES if pair[0] in ("suit", "arbitration", "government", "dropped"))),
    LongText("explanation", "未化解的情况", least=4, lines=3),
    Many("ways", "告知的途径", options=codes.PLACES_TO_GO),
    Yes("told_in_writing", "已书面告知当事人"),
)  # fmt: skip
VISIT = (
    Choice("way", "回访方式", options=codes.VISIT_WAYS),
    PartyPick("who", "回访了谁", several=True, required=False),
    LongText("state", "履行和现状", least=2, lines=2),
    Choice("satisfaction", "满意度", options=codes.SATISFACTION, initial="none"),
    LongText("risk_left", "有无新的隐患", required=False, lines=2),
)  # fmt: skip
EVALUATE = (
    Choice("satisfaction", "满意度", options=codes.SATISFACTION[:3]),
    LongText("said", "意见", required=False, lines=2),
    Choice("way", "怎样评价的", options=(("online", "网上"), ("phone", "电话"), ("face", "当面")), initial="face"),
)
CLOSE = (LongText("opinion", "审核意见", least=2, lines=2, initial="同意结案。"),)
REOPEN = (LongText("reason", "怎样复发的", least=4, lines=3), Yes("same", "当事人和事由与原来相同"))
MERGE = (
    MatterPick("into", "并入哪一事项", line="disputes", help="写事项码。两件都有案件的，先受理的继续办，另一件在人民调解中办理“并案”。"),
    LongText("why", "为什么是同一件事", least=2, lines=2),
)
UNMERGE = (Text("reason", "拆分理由", most=120),)
ISSUE_ORDER = (
    Choice("ground", "督办事由", options=codes.ORDER_GROUNDS),
    Choice("order_level", "级别", options=codes.ORDER_LEVELS, initial=codes.REMIND),
    LongText("asks", "要求", least=4, lines=3),
)
ANSWER_ORDER = (
    _order(orders.SENT),
    LongText("progress", "进展", least=4, lines=3),
    LongText("measures", "措施", least=2, lines=2),
    Day("new_date", "预计办结", required=False, future=True),
)
ACCEPT_ANSWER = (_order(orders.ANSWERED), Text("opinion", "意见", required=False, most=120))
AGAIN = (_order(orders.ANSWERED), LongText("why", "为什么不能销号", least=4, lines=2))
HOLD_ORDER = (_order(orders.SENT, orders.ANSWERED), Text("reason", "理由", most=120))
GO_ON_ORDER = (_order(orders.HELD), Text("reason", "理由", most=120))
WATCH = (
    Choice("ground", "列入事由", options=codes.WATCH_GROUNDS),
    Text("basis", "依据材料", most=120),
    LongText("measures", "措施", least=2, lines=2, help="关注的是这件事，不是人；不写人的病史、前科、上访经历。"),
    Day("review_on", "最迟哪天复核", future=True),
)
WATCH_REVIEW = (LongText("found", "复核情况", least=2, lines=2), Day("review_on", "下次复核", future=True))
UNWATCH = (Text("reason", "退出理由", most=120),)
TAG = (
    Many("tags", "标签", options=codes.TAGS),
    Text("since", "从什么时候起", required=False, most=40, help="历史欠账写明起于哪一年、办过几次。"),
    Text("reason", "理由", most=120),
)
REPORT_HARM = (
    Choice("to", "报告给", options=(("police", "公安机关"), ("civil_affairs", "民政部门"), ("education", "教育部门"), ("other", "其他有关部门"))),
    Text("person", "对方接报人", required=False, most=40),
    LongText("reason", "事由和已采取的措施", least=4, lines=3),
)  # fmt: skip
SPEED = {"simple": 1, "ordinary": 7, "hard": 20, "major": 20}
