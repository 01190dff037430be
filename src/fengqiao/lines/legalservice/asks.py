"""What is asked at each step, in the order of talking. Nobody is asked for a name or an identity number to be answered."""

from __future__ import annotations

from fengqiao.lines.legalservice import codes, handing_on, points
from fengqiao.lines.legalservice.callbacks import free_slots
from fengqiao.matter.needs import (
    TODAY,
    Choice,
    Day,
    Listed,
    LongText,
    Many,
    Mark,
    Need,
    Number,
    OfficePick,
    Origin,
    Parties,
    Phone,
    Rows,
    Text,
    TimeOfDay,
    Upload,
    Yes,
)

NO_SECRETS = "不得上传国家秘密和工作秘密。"
_WHEN_CALLED = ("channel", (*codes.BY_CALL, codes.MAYOR_LINE))
_WHEN_MAYOR = ("channel", (codes.MAYOR_LINE, codes.REFERRED))
RECEIVE: tuple[Need, ...] = (
    LongText("content", "问什么、要办什么", least=4, most=6000, lines=6, help="照他说的记。右边会列出相近的条文和知识条目。"),
    Choice("channel", "渠道", options=codes.CHANNELS, initial=codes.HOTLINE),
    Choice("intent", "诉求", options=codes.INTENTS, initial=codes.CONSULT),
    Choice("area", "领域", options=codes.AREAS),
    Listed("point", "在哪个站点", required=False, of=points.choices, none="还没有登记在运行的站点", only_if=("channel", codes.IN_PERSON), help="写了，这个站点才算接待过。"),
    Text("name", "姓名", required=False, most=40, personal=True, help="咨询可以不留姓名。"),
    Phone("phone", "电话", required=False, help="不留电话的，没法回拨。"),
    Choice("safe", "怎样联系", options=codes.SAFE, initial=codes.SAFE_ANY),
    Text("code_word", "暗语", most=20, personal=True, only_if=("safe", (codes.SAFE_ONLY,)), help="回电时先对上，对不上就不说事。"),
    TimeOfDay("call_began", "来电时间", required=False, only_if=_WHEN_CALLED),
    TimeOfDay("call_ended", "挂断时间", required=False, only_if=_WHEN_CALLED),
    Text("recording", "录音编号", required=False, most=60, only_if=_WHEN_CALLED, help="开头已告知录音。录音保存两年（本局规定）。"),
    Text("ext_no", "来单编号", most=60, only_if=_WHEN_MAYOR, help="12345或来文单位自己的编号。"),
    Day("ext_due_on", "来单要求办结", required=False, future=True, only_if=_WHEN_MAYOR),
    Choice("language", "语言", options=codes.LANGUAGES, initial="mandarin"),
    Many("vulnerable", "人群", options=codes.VULNERABLE, required=False, help="说是就是，不要证明。"),
    Many("risks", "危急情形", options=codes.RISKS, required=False),
    Text("opponent", "对方是谁", required=False, most=60, personal=True, help="只在要律师解答、要查利害冲突时问。"),
    Upload("files", "照片、材料", required=False, help=NO_SECRETS),
)  # fmt: skip
STATUTES = Rows("statutes", "依据的条文", of=(Text("article", "条文", required=False, most=60),), least=0, most=20, row_word="条",
                help="写成“劳动合同法第三十条”。写了就核对，法律库里没有的不能写在这里。")  # fmt: skip
ANSWER: tuple[Need, ...] = (
    Choice("mode", "怎样解答的", options=codes.MODES, initial="phone"),
    LongText("advice", "答复意见", least=4, most=6000, lines=6, help="用他听得懂的话：结论、依据、怎么办、时限、带什么、去哪里。"),
    STATUTES,
    Text("knowledge", "用到的知识条目", required=False, most=60, help="写编号，几条之间用顿号。"),
    Many("next", "建议的下一步", options=codes.NEXT),
    Yes("told_right", "已告知有权申请法律援助", help="咨询都要告知（法律援助法第二十三条）。"),
    Number("minutes", "用时（分钟）", least=1, most=480, initial=10),
    Number("persons_served", "服务人次", least=1, most=500, initial=1, help="几个人一起问同一件事，写几人。"),
)  # fmt: skip
SLOT = Listed("slot", "约在什么时候", of=free_slots, none="近几天的时段都满了", help="按约前后半小时内回电。")
CALL_LATER: tuple[Need, ...] = (SLOT, Phone("phone", "回拨的电话", required=False, known=True), Text("why", "为什么约回拨", required=False, most=120))
THEN: tuple[tuple[str, str], ...] = (("answer", "当场答复"), ("queue", "转入待领，由别人办"), ("later", "约定回拨"))


def _only(needs: tuple[Need, ...], then: str) -> tuple[Need, ...]:
    from dataclasses import replace

    return tuple(replace(need, only_if=("then", (then,))) for need in needs)


_FIRST = ("content", "channel", "point", "ext_no", "ext_due_on", "intent", "area", "name", "phone", "risks")  # what is said first; the rest when there is time
INTAKE: tuple[Need, ...] = (
    *(need for name in _FIRST for need in RECEIVE if need.name == name),
    Choice("then", "怎样处理", options=THEN, initial="answer"),
    *_only(ANSWER, "answer"),
    *_only((SLOT, Text("why", "为什么约回拨", required=False, most=120)), "later"),
    *(need for need in RECEIVE if need.name not in _FIRST),
    Day("on", "哪天来的", initial=TODAY, help="补录过去的，写当时的日期。"),
    Mark("letter", "来文"),
    Origin("origin", "来自"),
)
# gathered from name and telephone, never typed: what of it is sealed follows from this
CALLER = Parties("parties", "来访来电人", required=False, least=0, most=1, blank=0, of=(
    Choice("side", "身份", options=(("caller", "本人"),), initial="caller"), Text("name", "姓名", most=40), Phone("phone", "电话", required=False)))
RECEIVE_ALL = (*RECEIVE, CALLER, Mark("letter", "来文"), Origin("origin", "来自"), Mark("parent", "母单"))
HISTORY: tuple[Need, ...] = (
    Choice("channel", "渠道", options=codes.CHANNELS),
    Choice("intent", "诉求", options=codes.INTENTS),
    Choice("area", "领域", options=codes.AREAS),
    CALLER,
    LongText("content", "问什么", most=6000),
    LongText("advice", "答复", required=False, most=6000),
    Text("adviser", "解答人", required=False, most=40),
    Number("persons_served", "服务人次", least=1, most=500),
    Text("old_no", "原编号", required=False, most=60),
)
TAKE = (Mark("at", "领取的时刻"),)
KEEP = (Text("why", "还要做什么", required=False, most=80),)
RELEASE = (Choice("why", "为什么放回", options=codes.RELEASE_WHY), Text("words", "说明", most=120, only_if=("why", ("other",))))
ATTEMPT: tuple[Need, ...] = (
    Choice("result", "结果", options=codes.RESULTS),
    TimeOfDay("called_at", "几点打的"),
    Yes("code_ok", "接电话的是本人，暗语对上了", required=False, only_if=("result", ("through",))),
    Text("note", "说明", required=False, most=200),
)
REFER = (
    OfficePick("unit", "转给哪个单位", kinds=("office", "section", "bureau", "station"), county=True),
    LongText("reason", "为什么转给它", least=2, lines=2),
    LongText("materials", "随转的材料", required=False, lines=2, help="一行一份。已经说过的不再问他。"),
)
BOUNCE = (Choice("why", "退回理由", options=codes.BOUNCE_WHY), LongText("explanation", "应由谁办、还缺什么", least=4, lines=2))
DECIDE = (OfficePick("unit", "决定由哪个单位承办", kinds=("office", "section", "bureau", "station"), county=True), LongText("reason", "理由", least=2, lines=2))
REFER_OUT = (
    Choice("agency", "转到哪里", options=codes.OUT_TO),
    Text("body", "单位全称", most=60),
    LongText("reason", "转办事由", least=4, lines=3, help="只写办这件事要用的。"),
    LongText("materials", "随转的材料", required=False, lines=2),
    Yes("agreed", "本人知道并同意转去", required=False, help="有人身危险、报告公安机关的，不以同意为前提。"),
)
PASS_ON = (
    Choice("to", "转为办理", options=handing_on.businesses),
    Yes("agreed", "本人同意转为办理"),
    OfficePick("unit", "由哪个单位登记", kinds=("office", "section", "bureau", "station"), county=True, required=False, only_if=("to", handing_on.WITH_A_FORM),
               help="您自己登记的不用选。选了的，这一件连同内容转到那里，不再问他：调解选司法所，法律援助选法律援助中心所在的单位或者司法所。"),
    LongText("summary", "案情（带到下一张表）", least=10, lines=5, known=True, help="已经按登记的内容写好，改正就行，不用再问一遍。"),
    Text("claim", "想要的结果", most=200),
    Text("opponent", "对方是谁", required=False, most=60, personal=True, known=True),
)
LINKED = (Text("number", "已登记的编号", most=60, help="已经在别处登记好的才写。还没有登记的，回到案件页点“登记……”，表已经带好，登记以后这一件自己办结。"),)
SPLIT = (
    LongText("content", "另一件事", least=4, lines=4),
    Choice("intent", "诉求", options=codes.INTENTS, initial=codes.CONSULT),
    Choice("area", "领域", options=codes.AREAS),
)
ESCALATE = (
    Many("risks", "危急情形", options=codes.RISKS),
    Many("told", "已报告", options=codes.SENT_TO),
    LongText("did", "怎样处置的", least=4, lines=3),
)
RATE = (
    Choice("grade", "评价", options=codes.GRADES),
    Many("reasons", "哪里不满意", options=codes.REASONS, required=False),
    LongText("said", "意见", required=False, lines=2, most=500),
    Choice("way", "怎样评价的", options=(("online", "手机"), ("phone", "电话"), ("face", "当面"), ("key", "按键")), initial="phone"),
)
REVISIT = (
    Choice("result", "结果", options=codes.REVISITED),
    LongText("said", "他怎么说、怎么办的", least=4, lines=3),
)
REOPEN = (LongText("why", "为什么重开", least=4, lines=3), Yes("same", "还是同一件事"))
SUPPLEMENT = (LongText("text", "补充了什么", least=2, lines=3), Upload("files", "照片、材料", required=False, help=NO_SECRETS))
WITHDRAW = (Text("why", "怎么说的", most=120),)
PRANK = (Choice("kind", "哪一种", options=codes.PRANKS), Text("words", "说明", required=False, most=120))
