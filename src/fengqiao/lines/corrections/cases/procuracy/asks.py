"""What the forms of the procuratorate's supervision ask for."""

from __future__ import annotations

from fengqiao.lines.corrections.cases.conduct.asks import INVESTIGATORS
from fengqiao.lines.corrections.cases.procuracy import copies as c
from fengqiao.matter.needs import Choice, FactPick, LongText, StaffPick, Text, Upload, Yes

WHICH = FactPick("opinion", "哪一件意见", of=c.unanswered)
OPINION = (
    Choice("opinion_kind", "种类", options=c.KINDS),
    Text("from_whom", "检察院、检察官", most=60),
    Text("doc_no", "文号", required=False, most=60, help="口头意见没有文号的空着。"),
    LongText("content", "意见内容", least=4, lines=4),
    Upload("files", "扫描件", required=False),
)
ASSIGN = (
    WHICH, StaffPick("officer_of_opinion", "承办人", roles=INVESTIGATORS), LongText("instruction", "要求", required=False, lines=2),
)  # fmt: skip
ANSWER = (
    WHICH,
    Choice("adopted", "采纳情况", options=(("yes", "采纳"), ("part", "部分采纳"), ("no", "不采纳"))),
    LongText("measures", "整改情况", required=False, lines=3, help="采纳的写已经做的、准备做的和完成日期。"),
    LongText("reasons", "不采纳的理由", required=False, lines=3),
    Text("doc_no", "回复文号", required=False, most=60),
    Yes("written", "书面回复"),
)
COPY = (
    FactPick("act", "抄送什么", of=c.not_copied),
    Text("to", "抄送的检察院", most=60),
    Choice("how", "方式", options=(("paper", "纸质"), ("system", "信息平台"), ("other", "其他")), initial="paper"),
    Text("receipt", "回执、签收人", required=False, most=60),
)
