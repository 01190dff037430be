"""What the forms of the life under supervision ask for."""

from __future__ import annotations

from dataclasses import replace

from fengqiao.lines.corrections import codes
from fengqiao.matter.needs import TODAY, Choice, Day, LongText, Many, Rows, StaffPick, Text, Yes

SIX_ITEMS = (
    ("documents", "宣读法律文书"), ("period", "矫正期限"), ("rules", "应当遵守的规定、被禁止的事项和违反的后果"), ("rights", "依法享有的权利"),
    ("team", "矫正小组和职责"), ("other", "其他事项"),
)  # fmt: skip
DECLARE = (
    Text("place", "地点", most=80),
    Text("host", "主持人", most=40),
    Text("attendees", "参加人", most=200, required=False),
    Many("items", "宣告内容", options=SIX_ITEMS),
    Yes("private", "不公开进行", required=False, help="未成年人的宣告不公开，并通知监护人到场。"),
    Yes("guardian_there", "监护人已到场", required=False),
    Choice("signed", "本人签名", options=(("yes", "已签名"), ("refused", "拒绝签名"))),
    Text("refused_note", "拒绝签名的情况", required=False, only_if=("signed", ("refused",))),
    Text("interpreter", "翻译或手语人员", required=False, most=40),
)
MEMBER = (
    Choice("kind", "身份", options=codes.MEMBERS),
    Text("name", "姓名", most=40, personal=True),
    Choice("sex", "性别", options=codes.SEXES),
    Yes("knows_minors", "熟悉未成年人身心特点", required=False),
    Yes("agreed", "本人同意并签了保密承诺"),
    Yes("is_victim", "是本案被害人或与其有利害关系", required=False, help="有的不能作小组成员。"),
)
TEAM = (
    StaffPick("leader", "组长"),
    Rows("members", "小组成员", of=MEMBER, least=1, most=12, blank=2, row_word="人"),
    Yes("letter", "已签矫正责任书"),
)
MEASURE_ROW = (
    Choice("kind", "哪方面", options=(("supervise", "监督管理"), ("educate", "教育"), ("help", "帮扶"), ("psych", "心理"))),
    Text("what", "做什么", most=200),
    Text("owner", "谁负责", most=40),
    Text("frequency", "多久一次", required=False, most=40),
)
PLAN = (
    LongText("assessment", "评估情况", least=4, lines=4, help="心理、家庭、就业和犯罪原因；不评分，不预测。"),
    Rows("measures", "措施", of=MEASURE_ROW, least=1, most=30, blank=1, row_word="项"),
    Choice("report_every", "本人多久报告一次", options=codes.EVERY, initial="month"),
    Choice("contact_every", "我们多久联系一次", options=codes.EVERY, initial="month"),
    Choice("visit_every", "多久实地查访一次", options=codes.EVERY, initial="quarter"),
    Yes("by_app", "本人也可以用手机报告", required=False, help="本人愿意的才勾选；打电话、当面一样算数，不定位、不刷脸、不随机抽查。"),
    Text("special", "特别注意", required=False, most=200),
)
# what the plan in force says stands there: nobody is put on another rhythm because the form begins with the usual one
PLAN_AGAIN = (Text("why", "调整的原因", most=200), *(replace(need, known=True) for need in PLAN))
CLASSIFY = (
    Choice("level", "拟定的管理类别", options=codes.LEVELS),
    LongText("factors", "理由", least=4, lines=3, help="只写矫正类别、犯罪类型、所处阶段、日常表现和需要；不写民族、宗教、户籍、亲属记录、信访情况。"),
    Day("from_on", "自", future=True, initial=TODAY),
)
DECIDE_LEVEL = (
    Choice("answer", "决定", options=(("yes", "同意"), ("no", "不同意"))),
    LongText("opinion", "意见", required=False, lines=2),
)
