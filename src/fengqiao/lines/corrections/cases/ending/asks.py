"""What the forms of custody and of the end ask for."""

from __future__ import annotations

from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.cases.ending.blocks import open_blocks
from fengqiao.matter.needs import Choice, Day, KeyPick, LongText, Rows, Text, Upload, Yes

NATURAL, UNNATURAL, UNKNOWN = "natural", "unnatural", "unknown"
PUBLIC, PRIVATELY, NOT_HELD = "public", "private", "none"
DOCUMENT_STANDS, CORRECTED = "stands", "corrected"

CUSTODY = (
    Choice("kind", "什么措施", options=codes.CUSTODY_KINDS),
    Text("organ", "决定机关", most=60),
    Day("decided_on", "决定日期", required=False, help="有关机关应当及时通知；三日内没有通知的，记下来催问。"),
    Day("notified_on", "收到通知日期", required=False),
    Day("ends_on", "期满日期", required=False, future=True, help="知道的填上，到日提醒当日联系本人。"),
    Text("why", "事由", required=False, most=200),
)
CUSTODY_ENDS = (Day("ends_on", "期满、释放日期", future=True), Text("heard_from", "从哪里得知", most=80))
BACK = (LongText("how", "怎样得知、现在的情况", least=2, lines=2), Yes("reported", "当日已经联系上本人"))
SETTLE_MISMATCH = (
    Text("organ", "去函的决定机关", most=60),
    LongText("answer", "核对的结果", least=4, lines=3),
    Choice("result", "以什么为准", options=((DOCUMENT_STANDS, "文书载明的日期正确"), (CORRECTED, "决定机关更正"))),
    Day("measure_to", "更正后的矫正止日", future=True, required=False, only_if=("result", (CORRECTED,))),
    Text("document", "更正的文书", required=False, only_if=("result", (CORRECTED,)), most=80, help="没有文书的，不改日期。"),
    Upload("files", "往来文书", required=False),
)
SUMMARISE = (
    Choice("way", "怎样写的", options=(("self", "本人书写"), ("dictated", "口述，由工作人员代记并念给本人听"), ("declined", "本人不写"))),
    LongText("summary", "本人小结", required=False, lines=5, only_if=("way", ("self", "dictated"))),
    Upload("files", "原件", required=False),
)
APPRAISER = (
    Text("name", "姓名", most=40),
    Text("capacity", "身份", most=40, help="司法所、村（居）委会、社工、家属……"),
    Text("said", "意见", most=300),
)
APPRAISE = (
    Rows("appraisers", "参加鉴定的人", of=APPRAISER, least=2, most=12, blank=2, row_word="人"),
    LongText("conduct", "遵纪守法、接受监督管理和教育的情况", least=4, lines=3),
    Text("skills", "学会的技能、取得的证书", required=False, most=200),
    LongText("appraisal", "鉴定意见", least=4, lines=3, help="只写表现和需要，不评分。"),
    Yes("hand_over_agreed", "本人同意把情况告诉安置帮教机构", required=False, help="不同意的不移交，也不影响解除。"),
)
PREPARE = (Text("certificate_no", "解除证明书编号", required=False, most=40, help="不填的，用矫正编号。"),)
CLEAR = (
    KeyPick("block", "哪一项", of=open_blocks),
    LongText("why", "怎样核实的、为什么不影响解除", least=4, lines=3),
)
RELEASE = (
    Choice("kind", "解除原因", options=codes.ENDS, initial="01"),
    Text("document", "赦免的文书", required=False, only_if=("kind", ("02",)), most=80),
    Text("certificate_no", "解除证明书编号", required=False, most=40, help="事先准备了证明书的不填。"),
    Text("told", "通知了哪些机关", most=200, initial="决定机关、检察院、公安机关"),
    Choice("announced", "解除宣告", options=((PUBLIC, "公开宣告"), (PRIVATELY, "不公开宣告"), (NOT_HELD, "不举行")), required=False),
    Text("prison", "办理刑满释放手续的监狱、看守所", required=False, most=60, help="只有暂予监外执行要填。"),
)
TERMINATE = (
    Choice("kind", "终止原因", options=codes.TERMINATIONS_BUT_DEATH),
    Text("document", "生效的文书", most=80, help="撤销、收监须有生效文书。没有文书的，听说的不算，不得终止。"),
    LongText("explanation", "说明", required=False, lines=2),
    Upload("files", "扫描件", required=False),
)
TOLD = (
    Choice("organ", "通知谁", options=codes.TOLD_OF_DEATH),
    Text("name", "单位", most=60),
    Text("how", "怎样通知的", most=80),
)
DIED = (
    Choice("cause", "死亡情况", options=((NATURAL, "正常死亡"), (UNNATURAL, "非正常死亡"), (UNKNOWN, "原因还不清楚"))),
    Text("proof", "死亡证明", most=80, help="医院、公安机关或者户籍机关的证明；听说的不算。"),
    Text("reported_by", "谁来报告的", required=False, most=60, personal=True),
    LongText("explanation", "经过", required=False, lines=3),
    Rows("told", "通知的机关", of=TOLD, least=1, most=12, blank=3, row_word="个"),
    Upload("files", "证明材料", required=False),
)
HOLD = (LongText("why", "哪件建议还没有决定", least=4, lines=2),)
RESUME = (LongText("why", "决定的结果", least=4, lines=2),)
