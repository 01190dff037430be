"""What the forms of the device ask for."""

from __future__ import annotations

from fengqiao.lines.corrections.cases.device import orders as o
from fengqiao.matter.needs import Choice, Day, FactPick, LongText, Number, Rows, Text, Upload, Yes

GROUNDS = (
    ("1", "违反人民法院禁止令"), ("2", "无正当理由，未经批准离开所居住的市、县"), ("3", "拒不按规定报告自己的活动情况，被给予警告"),
    ("4", "违反监督管理规定，被给予治安管理处罚"), ("5", "拟提请撤销缓刑、假释或者暂予监外执行收监执行"),
)  # fmt: skip
ANSWER = Choice("answer", "决定", options=(("yes", "批准"), ("no", "不批准")))
OFFICE = Choice(
    "as_whom", "以什么身份批准", options=(("head", "县级司法行政部门负责人"), ("deputy", "经书面授权的副职")), initial="head"
)
AUTHORITY = Text("authority", "授权文件的名称和文号", required=False, most=80, only_if=("as_whom", ("deputy",)))
EVIDENCE = Rows(
    "evidence", "证据", of=(Text("what", "证据", most=120), Day("on", "形成日期", required=False)), least=1, most=30, blank=1, row_word="份",
)  # fmt: skip
MONTHS = Number("months", "期限（月）", least=1, most=3, initial=3, help="不超过三个月；佩戴当日计入。")

PROPOSE = (
    Choice("ground", "法定情形", options=GROUNDS),
    LongText("facts", "事实", least=4, lines=4),
    EVIDENCE,
    LongText("need", "为什么必要、为什么没有更轻的办法", least=4, lines=3, help="电子定位是例外。考虑就业、就学、就医和年龄、健康。"),
    MONTHS,
    Upload("files", "证据材料", required=False),
)
APPROVE = (
    FactPick("order", "哪一件", of=lambda facts: o.in_state(facts, o.PROPOSED)), ANSWER, OFFICE, AUTHORITY,
    LongText("opinion", "意见", required=False, lines=2),
)  # fmt: skip
FIT = (
    FactPick("order", "哪一件", of=lambda facts: o.in_state(facts, o.APPROVED)),
    Text("device_no", "装置编号", most=40),
    Yes("told", "已书面告知期限、要求和违反的后果"),
    Choice("notice_signed", "告知书", options=(("yes", "本人已签名"), ("refused", "拒绝签名，在场人签名"))),
    Text("witness", "在场人", required=False, most=40, only_if=("notice_signed", ("refused",))),
    Yes("guardian_there", "监护人已到场", required=False, help="未成年人须有监护人到场。"),
)
ASSESS = (
    FactPick("order", "哪一件", of=lambda facts: o.in_state(facts, o.ON)),
    LongText("assessment", "评估：为什么仍有必要", least=10, lines=5, help="写这一期的表现和仍然存在的情形；不能只写“仍有必要”。"),
    MONTHS,
    Upload("files", "评估材料", required=False),
)
EXTEND = (
    FactPick("order", "哪一件", of=o.assessed), ANSWER, OFFICE, AUTHORITY, MONTHS, LongText("opinion", "意见", required=False, lines=2),
)  # fmt: skip
REMOVE = (
    FactPick("order", "哪一件", of=lambda facts: o.in_state(facts, o.ON)),
    Choice("why", "解除原因", options=(("needless", "不需要继续使用"), ("gone", "法定情形已经消失"), ("objection", "异议、检察意见成立"), ("other", "其他"))),
    LongText("explanation", "说明", required=False, lines=2),
    Yes("taken_off", "装置已当日取下", required=False, help="没有取下的，另行登记取下；超期佩戴次日红色提醒。"),
)  # fmt: skip
REPLACE = (
    FactPick("order", "哪一件", of=lambda facts: o.in_state(facts, o.ON)),
    Text("device_no", "换上的装置编号", most=40),
    Choice("why", "为什么换", options=(("lost", "丢失"), ("broken", "故障、损坏"), ("other", "其他"))),
    LongText("explanation", "核实的情况", least=2, lines=2, help="丢失、故障本身不是违反规定；故意丢弃、损坏的另行登记违反规定。"),
)
TAKE_OFF = (
    FactPick("order", "哪一件", of=lambda facts: [(order.seq, order.word) for order in o.still_worn(facts)]),
    Text("where", "在哪里取下、谁在场", required=False, most=80),
)
DARK = (
    Choice("kind", "什么情况", options=(("dark", "装置离线超过四小时"), ("removed", "装置被拆除、损坏"), ("lost", "装置丢失"))),
    Day("since", "自"),
    Choice("cause", "已知原因", options=(
        ("unknown", "还不清楚"), ("power", "没电、充电故障"), ("signal", "地下室、山区无信号"), ("hospital", "住院、检查需要"), ("broken", "装置故障"),
        ("wilful", "本人故意拆除、损坏"),
    ), initial="unknown"),
    LongText("explanation", "怎样核实的", least=2, lines=2, help="离线只是疑似，须先联系本人。不要写位置。"),
)  # fmt: skip
