"""What is asked at each step. By telephone the item, a name, a number and a time are enough."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from fengqiao.lines.notary import codes, gathering
from fengqiao.matter.needs import (
    Choice,
    Day,
    KeyPick,
    Listed,
    LongText,
    Many,
    Need,
    Origin,
    Parties,
    Phone,
    Text,
    Upload,
    Yes,
)
from fengqiao.matter.timeline import Facts

PERSON: tuple[Need, ...] = (
    Choice("side", "身份", options=(("applicant", "申请人"), ("agent", "代办的人")), initial="applicant"),
    Text("name", "姓名或者单位名称", most=60, personal=True),
    Phone("phone", "电话", required=False),
    Yes("texts", "可以发短信提醒", required=False, help="短信只写时间、地点，不写办什么事。"),
)
SLOT = Listed("slot", "时间", required=False, of=gathering.free_for, none="近期没有空的时间，先登记，再安排", help="选了就占住；定不下来的先空着。")
SLOT_NOW = Listed("slot", "时间", of=gathering.free_for, none="近期没有空的时间")
ASK: tuple[Need, ...] = (
    Choice("channel", "渠道", options=codes.CHANNELS, initial=codes.COUNTER),
    Choice("item", "公证事项", options=codes.OPTIONS, help="公证法第十一条、第十二条列明的事项。拿不准的选“其他”，写清楚要办什么。"),
    Text("what", "具体办什么", required=False, most=120, help="例如：继承父亲在县城的一套房。不用写别人的名字。"),
    Yes("real_estate", "涉及房屋、土地（不动产）", required=False),
    Many("ties", "和本县的联系", options=codes.TIES, help="公证法第二十五条：住所地、经常居住地、行为地、事实发生地；涉及不动产的，向不动产所在地提出。"),
    Text("land_place", "不动产在哪里", most=80, required=False, only_if=("real_estate", (True,))),
    Parties("parties", "谁来办", of=PERSON, least=1, most=6, row_word="人"),
    Listed("notary", "公证处", required=False, of=gathering.notaries, none="还没有登记公证处", help="本县只有一家的不用选。"),
    Yes("home_visit", "请公证员上门", required=False, help="行动不便的老人、病人、残疾人等；能不能上门由公证处定。"),
    Text("home_address", "上门的地址", most=120, personal=True, only_if=("home_visit", (True,))),
    Text("home_why", "为什么要上门", most=120, personal=True, only_if=("home_visit", (True,))),
    SLOT,
    Day("wish_on", "没有选时间的，最想哪天", required=False, future=True),
    Yes("relief", "符合法律援助条件，申请减免公证费", required=False, help="公证法第三十四条：符合法律援助条件的，公证机构应当按照规定减免。"),
    Upload("files", "材料", required=False),
    Origin("origin", "由哪一件转来"),
)  # fmt: skip
BOOK: tuple[Need, ...] = (SLOT_NOW,)
MOVE: tuple[Need, ...] = (
    SLOT_NOW,
    Choice("by", "因谁改约", options=codes.WHO_MOVES, initial=codes.THEIRS),
    Text("why", "原因", required=False, most=120),
)


def _wanted(facts: Facts, today: date) -> Iterable[tuple[str, str]]:
    return [(str(n), word) for n, word in enumerate(facts.value("materials", ()), 1)]


PRECHECK: tuple[Need, ...] = (
    KeyPick("lacking", "还缺哪几样", required=False, several=True, of=_wanted, help="一次说全；一样也不缺的不勾。"),
    Text("further", "清单以外还要的", required=False, most=200, help="公证处另外要求的，写明是谁说的。"),
    Upload("files", "看过的材料", required=False),
)
SUPPLY: tuple[Need, ...] = (Text("what", "补来了什么", most=200), Yes("complete", "都补齐了", required=False), Upload("files", "材料", required=False))
TELL: tuple[Need, ...] = (
    Choice("way", "怎样告诉", options=(("phone", "电话"), ("sms", "短信"), ("face", "当面"))), Text("told", "说了什么", most=200), Yes("reached", "已经告诉到", required=False, initial=True),
)  # fmt: skip
CANCEL: tuple[Need, ...] = (
    Choice("by", "谁取消", options=codes.WHO_MOVES, initial=codes.THEIRS), Choice("why", "原因", options=codes.CANCELS), Text("words", "说明", required=False, most=120),
)  # fmt: skip
ACCEPT: tuple[Need, ...] = (
    Text("acceptance_no", "公证处受理编号", most=60, searched=True), Text("officer", "承办公证员", required=False, most=40),
    Text("fee_relief", "公证费减免", required=False, most=80, help="公证处同意减免的，写减免多少。"), Upload("files", "公证处的受理单", required=False),
)  # fmt: skip
SUSPEND: tuple[Need, ...] = (Choice("why", "为什么不计算在期限内", options=codes.SUSPENSIONS), Text("words", "补什么、核实什么", most=200))
RESUME: tuple[Need, ...] = (Text("words", "补来了什么、核实的情况", most=200),)
ISSUE: tuple[Need, ...] = (Text("cert_no", "公证书编号", most=60, searched=True), Text("where", "到哪里领", most=80, initial="公证处窗口"))
REFUSE: tuple[Need, ...] = (
    Choice("ground", "不予办理的理由（第三十一条）", options=codes.REFUSALS), Text("words", "公证处的说明", most=200), Upload("files", "不予办理公证决定书", required=False),
)  # fmt: skip
END: tuple[Need, ...] = (Choice("why", "为什么终止", options=codes.ENDS), Text("words", "公证处的说明", required=False, most=200))
COLLECT: tuple[Need, ...] = (Choice("way", "怎样领", options=codes.COLLECTS),)
ASK_REVIEW: tuple[Need, ...] = (
    Choice("who", "谁提出", options=(("party", "当事人"), ("interested", "公证事项的利害关系人"))), LongText("error", "认为哪里错了", least=4, most=1000, lines=3, personal=True),
)  # fmt: skip
REVIEWED: tuple[Need, ...] = (Choice("result", "复查结果", options=codes.REVIEWS), Text("words", "公证处的说明", most=200), Upload("files", "复查决定", required=False))
RATE: tuple[Need, ...] = (Choice("grade", "评价", options=codes.GRADES), LongText("said", "意见", required=False, most=500, lines=3))
