"""What the forms of an investigation ask for. Nothing in them scores a person; the opinion is for the organ's reference only."""

from __future__ import annotations

from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.investigations.codes import (
    ADOPTIONS,
    ANSWERED,
    DONE,
    ENTRUSTERS,
    ITEMS,
    OPINIONS,
    OUTCOMES,
    SUBJECTS,
    UNABLE,
    UNOBTAINABLE,
)
from fengqiao.matter.needs import (
    Choice,
    Day,
    IdNumber,
    LongText,
    OfficePick,
    Parties,
    Phone,
    Rows,
    StaffPick,
    Text,
    Upload,
    Yes,
)
from fengqiao.orgs.roles import CORRECTIONS_HEAD, CORRECTIONS_STAFF

PERSON = (
    Text("name", "姓名", most=60),
    Choice("sex", "性别", options=codes.SEXES),
    IdNumber("id_no", "身份证号", required=False),
    Day("birth_on", "出生日期", required=False, personal=True, seldom=True),
    Phone("phone", "联系电话", required=False),
    Text("address", "委托函写明的居住地", required=False, personal=True),
    Text("hukou", "户籍地", required=False, personal=True, seldom=True),
    Text("guardian", "监护人及电话", required=False, personal=True, seldom=True),
)
RECEIVE = (
    Choice("entruster_type", "委托机关", options=ENTRUSTERS, help="只受理有权机关的委托函；单位、个人来问的不立。"),
    Text("entruster", "机关名称", most=60),
    Text("entrust_no", "委托函文号", most=60, searched=True),
    Day("entrust_on", "委托函日期"),
    Parties("parties", "被调查人", of=PERSON, least=1, most=1, row_word="人"),
    Choice("subject_type", "身份", options=SUBJECTS),
    Choice("category", "拟适用的矫正类别", options=codes.CATEGORIES),
    Text("charges", "涉嫌或者所犯罪名", most=120),
    Yes("fast_track", "适用速裁程序", required=False, help="勾选后期限为五个工作日。"),
    Yes("minor", "犯罪时未满十八周岁", required=False),
    Choice("annexes", "附件", options=DONE, initial="complete", help="附件不齐的，期限从收齐之日起算。"),
    Text("told", "已把委托情况告知的检察院", most=60),
    Upload("files", "委托函和附件", required=False, help="不得上传国家秘密和工作秘密。"),
)
ASK_ANNEXES = (LongText("missing", "缺什么", least=2, lines=2),)
ANNEXES_IN = (Text("received", "收到了什么", most=200), Upload("files", "附件", required=False))
ASSIGN = (
    StaffPick("officer", "承办人", roles=(CORRECTIONS_STAFF.code, CORRECTIONS_HEAD.code)),
    Rows("investigators", "调查人员", least=2, most=8, blank=2, row_word="人", of=(Text("name", "姓名", most=40), Text("unit", "单位", most=60))),
    OfficePick("helping_office", "协助调查的司法所", kinds=("office",), county=True, required=False),
)  # fmt: skip
ITEM = (
    Choice("item", "调查事项", options=ITEMS),
    Choice("state", "结果", options=((ANSWERED, "已查明"), (UNOBTAINABLE, "无法取得"))),
    Day("asked_on", "调查日期", only_if=("state", (ANSWERED,))),
    Text("interviewee", "谁说的、从哪里得知", only_if=("state", (ANSWERED,)), most=120, personal=True),
    LongText("found", "内容", only_if=("state", (ANSWERED,)), lines=4, personal=True, help="被害人、邻居的话原样记，只有办理调查的人看得到。"),
    Text("why_not", "为什么无法取得", only_if=("state", (UNOBTAINABLE,)), most=200),
    Upload("files", "笔录、材料", required=False),
)  # fmt: skip
EXTEND = (
    Day("until", "延长到", future=True),
    Text("agreed_by", "委托机关哪位同意的", most=60),
    Text("document", "同意延长的文书", most=80, help="须有书面往来。"),
    Upload("files", "文书扫描件", required=False),
)
REVIEW = (
    Text("participants", "参加集体评议的人", most=200),
    LongText("discussion", "评议情况", least=4, lines=4),
    Choice("opinion", "拟提意见", options=OPINIONS),
    LongText("reasons", "理由", least=4, lines=4, help="只写是否适宜社区矫正及其事实依据；不评分，不写应否监禁。"),
    Text("prohibit", "建议禁止的事项", required=False, most=200),
)
SEND_BACK = (LongText("why", "还要查清什么", least=2, lines=2),)
SUBMIT = (Text("told", "抄送的检察院", most=60), Text("sent_by", "怎样送出", most=60, initial="专人送达"))
CANNOT = (
    Choice("why", "为什么无法评估", options=UNABLE),
    LongText("explanation", "情况", least=4, lines=3),
)
WITHDRAW = (Text("document", "撤回的文书或者通知", most=80),)
FEED_BACK = (
    Choice("outcome", "决定的结果", options=OUTCOMES),
    Text("document", "文书文号", required=False, most=60),
    Choice("adoption", "意见是否采信", options=ADOPTIONS),
)
