"""What the forms of the search ask for."""

from __future__ import annotations

from fengqiao.lines.corrections.cases.missing import searches as m
from fengqiao.matter.needs import Choice, Day, FactPick, LongText, Text, Upload, Yes

LOOKED_FOR = (m.SUSPECTED, m.SEARCHING, m.WITH_POLICE, m.IS_NOT_FOUND)
OPEN = (
    Choice("trigger", "怎样发现的", options=(
        ("calls", "应当报告没有报告，二十四小时内两次电话联系不上"), ("leave", "外出逾期未归，没有说明"), ("device", "电子定位装置离线，联系不上"),
        ("told", "家属、村（居）委会或者他人反映"), ("visit", "查访时发现不在"), ("other", "其他"),
    )),
    Day("last_contact", "最后一次确认联系的日期"),
    LongText("facts", "情况", least=4, lines=3, help="写哪一天、怎样联系、结果如何。没有智能手机、没有接到一次电话，不是失联。"),
)
SEARCH = (
    FactPick("search", "哪一次失联", of=lambda facts: m.in_state(facts, *LOOKED_FOR)),
    Choice("channel", "查找途径", options=m.CHANNELS),
    LongText("done", "怎样查的，问了谁", least=4, lines=3, help="对亲属、邻居只说必要的话，不暴露其身份。"),
    Choice("result", "结果", options=(("no", "没有找到"), ("clue", "有线索")), initial="no"),
    Upload("files", "记录、截图", required=False),
)
POLICE = (
    FactPick("search", "哪一次失联", of=lambda facts: m.in_state(facts, m.SUSPECTED, m.SEARCHING, m.IS_NOT_FOUND)),
    Text("organ", "公安机关", most=60),
    Yes("told_procuratorate", "已告知人民检察院组织查找的情况"),
    Text("urgent", "三种途径没有查完就请公安协查的原因", required=False, most=120, help="有危险、有自杀迹象等紧急情形才填。"),
)
FOUND = (
    FactPick("search", "哪一次失联", of=lambda facts: m.in_state(facts, *LOOKED_FOR)),
    LongText("how", "在哪里、怎样找到的", least=2, lines=2),
    Choice("cause", "失联的原因", options=(
        ("hospital", "住院、突发疾病"), ("custody", "被羁押、留置"), ("phone", "手机丢失、损坏，无法联系"), ("disaster", "灾害、交通中断"),
        ("left", "擅自离开"), ("hid", "有意躲避"), ("other", "其他"),
    )),
    Choice("accepts", "是否接受管理", options=(("yes", "接受"), ("no", "拒绝接受管理"))),
    LongText("statement", "本人的说明", required=False, lines=2, personal=True),
    Upload("files", "证明材料", required=False),
)
NOT_FOUND = (
    FactPick("search", "哪一次失联", of=lambda facts: m.in_state(facts, m.WITH_POLICE, m.SEARCHING)),
    LongText("summary", "查找的情况和下一步", least=4, lines=3),
)
ACCEPTS = (
    FactPick("search", "哪一次失联", of=lambda facts: m.in_state(facts, m.REFUSES)), LongText("how", "怎样接受管理的", least=2, lines=2),
)  # fmt: skip
CONFIRM = (
    FactPick("search", "哪一次失联", of=m.undecided),
    Day("from_on", "脱管自", help="最后一次确认联系，或者法定报到日的次日。"),
    Day("to_on", "至", required=False, help="找到并接受管理的当日；还没有回来的空着。"),
    LongText("reasons", "认定的事实和理由", least=4, lines=4),
    Upload("files", "证据", required=False),
)
JUSTIFY = (
    FactPick("search", "哪一次失联", of=m.undecided), LongText("reasons", "为什么不是脱管", least=4, lines=3), Upload("files", "证明材料", required=False),
)  # fmt: skip
OUTSIDE = (
    Choice("found_by", "怎样得知", options=(("visit", "查访"), ("police", "公安机关告知"), ("self", "本人自报"), ("other", "其他"))),
    Text("where", "在哪个市、县", most=60, help="只写到市、县。"),
    LongText("explanation", "本人的说明、怎样处理的", least=2, lines=2, help="就医等急事来不及报批的，补办手续，不是脱管。"),
    Choice("verdict", "是否有正当理由", options=(("unknown", "正在核实"), ("yes", "有，补办手续"), ("no", "没有"))),
)
