"""What a unit's report asks for: very little. A zero report is one statement; otherwise the leads, a card each."""

from __future__ import annotations

from fengqiao.codes.disputes import TYPES
from fengqiao.lines.screening import codes
from fengqiao.matter.needs import Choice, Day, LongText, Many, Number, Rows, Text, Yes

ZERO_STATEMENT = "零报告：已走访排查，没有发现苗头"
LEADS = Rows(
    "leads", "苗头线索", of=(
        Choice("type", "哪类纠纷", options=TYPES),
        Text("place", "在哪里", most=80),
        LongText("summary", "什么事", least=4, most=1000, lines=3),
        Choice("development", "到了哪一步", options=codes.DEVELOPMENTS),
        Text("people", "涉及的人", required=False, personal=True, most=120, help="几个人的，用顿号隔开。"),
        Text("suggestion", "建议怎么办", required=False, most=120),
    ), least=0, most=30, row_word="条",
)  # fmt: skip
FILE = (
    Yes("zero", ZERO_STATEMENT, required=False, help="勾选的，下面的苗头线索不填。"),
    Number("visited", "走访户数", required=False, most=100_000),
    LEADS,
)
SUPPLEMENT = (
    LongText("explanation", "补充什么，为什么现在才报", least=2, most=500, lines=2),
    Number("visited", "走访户数", required=False, most=100_000, help="要改的才填。"),
    LEADS,
)
EXPECT = (
    Text("round", "排查活动的代码"),
    Text("title", "排查活动"),
    Choice("kind", "种类", options=codes.KINDS),
    Text("unit_name", "单位"),
    Choice("unit_kind", "单位类别", options=codes.UNIT_KINDS),
    Text("theme", "重点", required=False),
    LongText("demands", "要求", required=False),
    Day("period_from", "排查期间自", future=True),
    Day("period_to", "排查期间至", future=True),
    Day("deadline", "上报截止", future=True),
)
URGE = (Text("words", "催报的话", required=False, most=120),)
EXCUSE = (Text("reason", "免报理由", most=120),)
END = (Text("round_ended", "排查活动", required=False),)
CONTRADICT = (
    Day("occurred_on", "纠纷发生日期"),
    Text("matter", "事项的代码"),
    Day("found_on", "发现日期"),
)
REVIEW = (
    Choice("verdict", "结论", options=codes.REVIEWS),
    LongText("explanation", "怎样核查的", least=4, lines=3),
    Many("measures", "改进措施", options=(
        ("talk", "约谈提醒"), ("revisit", "重新走访"), ("train", "培训"), ("patrol", "增加走访频次")), required=False),
)  # fmt: skip
