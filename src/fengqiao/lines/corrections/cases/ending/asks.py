"""What the forms of custody and of the end ask for."""

from __future__ import annotations

from fengqiao.lines.corrections import codes
from fengqiao.matter.needs import Choice, Day, LongText, Text, Upload, Yes

CUSTODY = (
    Choice("kind", "什么措施", options=(
        ("administrative", "行政拘留"), ("judicial", "司法拘留"), ("drugs", "强制隔离戒毒"), ("detention", "刑事拘留"), ("arrest", "逮捕"),
    )),
    Text("organ", "决定机关", most=60),
    Day("notified_on", "收到通知日期", required=False),
    Text("why", "事由", required=False, most=200),
)  # fmt: skip
BACK = (LongText("how", "怎样得知、现在的情况", least=2, lines=2), Yes("reported", "当日已经联系上本人"))
APPRAISE = (
    LongText("summary", "本人小结", least=4, lines=4),
    LongText("appraisal", "矫正小组和司法所的鉴定", least=4, lines=4),
    Yes("hand_over_agreed", "本人同意把情况告诉安置帮教机构", required=False, help="不同意的不移交，也不影响解除。"),
)
RELEASE = (
    Choice("kind", "解除原因", options=codes.ENDS, initial="01"),
    Text("certificate_no", "解除证明书编号", required=False, most=40),
    Text("told", "通知了哪些机关", most=200, initial="决定机关、检察院、公安机关"),
    Yes("declared", "已宣告", required=False, help="未成年人不公开宣告。"),
)
TERMINATE = (
    Choice("kind", "终止原因", options=codes.TERMINATIONS),
    Text("document", "文书或证明", most=80, help="撤销、收监须有生效文书；死亡须有证明。没有文书的，不得终止。"),
    LongText("explanation", "说明", required=False, lines=2),
    Upload("files", "扫描件", required=False),
)
HOLD = (LongText("why", "哪件建议还没有决定", least=4, lines=2),)
RESUME = (LongText("why", "决定的结果", least=4, lines=2),)
