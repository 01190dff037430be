"""What the forms of a change of the place of execution ask for, on the old side and on the new."""

from __future__ import annotations

from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.cases.reception.asks import OFFICERS
from fengqiao.matter.needs import Choice, Day, LongText, OfficePick, Rows, StaffPick, Text, Upload, Yes

_FILES = Upload("files", "材料", required=False)
REASONS = (("work", "工作变动"), ("home", "居所变化"), ("other", "其他"))
YES_NO = (("yes", "同意"), ("no", "不同意"))
APPLY = (
    Choice("reason", "理由", options=REASONS),
    LongText("explanation", "具体情况", least=4, lines=3),
    Text("to", "拟变更到", most=120, help="写到县、区，如“浙江省绍兴市诸暨市”。"),
    Text("new_address", "新居住地", most=120, personal=True),
    Day("from_on", "拟自", required=False, future=True, help="一般提前一个月申请。"),
    _FILES,
)
OPINION = (
    Choice("opinion", "意见", options=(("agree", "建议同意变更"), ("against", "建议不同意变更"))),
    LongText("said", "理由和核实的情况", least=4, lines=3),
)
INQUIRE = (Text("to_organ", "新地社区矫正机构", most=80), Text("letter_no", "函号", required=False, most=60), LongText("asked", "请核实什么", least=2, lines=2))
REPLY = (
    Choice("answer", "答复", options=YES_NO),
    Text("letter_no", "复函文号", most=60),
    LongText("said", "对方的理由", required=False, lines=2),
    _FILES,
)
DISPUTE = (Text("to_organ", "报请哪一级协调", most=80, help="双方共同的上级社区矫正机构。"), LongText("said", "分歧和本局意见", least=4, lines=3))
SETTLE = (Choice("answer", "协调结果", options=YES_NO), Text("document", "文号", most=60), LongText("said", "说明", required=False, lines=2), _FILES)
DECIDE = (
    Choice("answer", "决定", options=(("yes", "同意变更"), ("no", "不予变更"))),
    LongText("why", "理由", least=4, lines=3),
    Text("told", "通知了哪些机关", required=False, most=200, help="同意变更的，通知决定机关和新地社区矫正机构。"),
)
SERVE = (
    Choice("how", "怎样送达", options=(("face", "当面送达"), ("post", "邮寄送达"), ("agreed", "本人同意的其他方式"))),
    Yes("educated", "已教育并告知到新地报到的期限、后果"),
    Choice("signed", "签收", options=(("yes", "本人签收"), ("refused", "拒绝签收，已留置"))),
)
TELL_REFUSAL = (Choice("how", "怎样告知", options=(("face", "当面"), ("written", "书面"), ("phone", "电话，书面另送"))), Yes("rights", "已告知申诉的途径"))
ITEM = (Text("what", "材料", most=80), Text("pages", "页数", required=False, most=10))
SEND_FILE = (
    Rows("items", "移交的档案", of=ITEM, least=1, most=80, blank=3, row_word="份"),
    Choice("how", "怎样移交", options=(("package", "移交包"), ("post", "机要或挂号"), ("hand", "专人送达"))),
    Text("copies", "抄送了哪些机关", most=200, initial="决定机关、原执行地检察院、公安机关"),
)
FILE_RECEIPT = (Text("receipt_no", "回执文号", required=False, most=60), _FILES)
AWAY = (
    Text("new_number", "新地的矫正编号", required=False, most=60),
    Text("document", "新地登记接收的文书", most=80, help="以新地的接收通知为准；没有收到的，仍在本局册上。"),
    _FILES,
)
NOT_ARRIVED = (Text("told_by", "谁告知的", most=60), LongText("said", "情况和本局采取的查找措施", least=4, lines=3))
WITHDRAW = (LongText("why", "为什么撤回", least=2, lines=2),)
ANSWER = (
    Choice("answer", "答复", options=YES_NO),
    LongText("said", "核实的情况和理由", least=4, lines=3, help="有固定住所、固定收入来源等；不同意的写明理由。"),
    Text("letter_no", "复函文号", required=False, most=60),
)
FILE_IN = (
    Day("served_on", "本人收到变更决定的日期", help="从这天起七日内来报到。"),
    Rows("items", "收到的档案", of=ITEM, least=1, most=80, blank=3, row_word="份"),
    Text("receipt_to", "回执寄给", most=80),
    Text("copies", "法律文书转送", most=120, initial="本县检察院、公安机关"),
    _FILES,
)
TAKE_OVER = (
    Text("from_organ", "原执行地社区矫正机构", most=80),
    Text("from_number", "原矫正编号", required=False, most=60),
    Text("package", "移交包编号", most=60),
    OfficePick("office", "负责的司法所", kinds=("office",), county=True),
    _FILES,
)
ARRIVED = (
    Choice("identity", "身份核对", options=codes.IDENTITY, initial="papers"),
    StaffPick("officer", "承办的工作人员", roles=OFFICERS),
    Text("address", "现居住地", most=120, personal=True),
    LongText("late_reason", "逾期报到的原因", required=False, lines=2),
    Yes("told_rights", "已告知个人信息怎样使用、保存多久、怎样查阅"),
)
TELL_OLD = (Text("told", "告知了谁", most=60), LongText("said", "情况", least=2, lines=2))
