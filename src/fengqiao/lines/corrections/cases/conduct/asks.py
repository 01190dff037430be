"""What the forms of rewards and sanctions ask for."""

from __future__ import annotations

from collections.abc import Iterator

from fengqiao.lines.corrections.cases.conduct import grounds as g
from fengqiao.lines.corrections.cases.conduct import sanctions as c
from fengqiao.lines.corrections.cases.reception.asks import OFFICERS
from fengqiao.matter.needs import Choice, Day, FactPick, LongText, Many, Number, Rows, StaffPick, Text, Upload, Yes
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.roles import CORRECTIONS_HEAD, CORRECTIONS_STAFF

INVESTIGATORS = (*OFFICERS, CORRECTIONS_STAFF.code, CORRECTIONS_HEAD.code)
EVIDENCE = Rows(
    "evidence", "证据", of=(
        Choice("kind", "种类", options=(
            ("record", "询问、谈话笔录"), ("document", "书证"), ("check", "核查记录"), ("photo", "照片、视听资料"), ("other", "其他"),
        )),
        Text("what", "证据", most=120), Day("on", "形成日期", required=False),
    ), least=1, most=30, blank=1, row_word="份",
)  # fmt: skip


def _open_breaches(facts: Facts) -> Iterator[tuple[int, str]]:
    for breach in c.unhandled(facts):
        yield breach.seq, breach.word


def _to_look_into(facts: Facts) -> Iterator[tuple[int, str]]:
    for breach in c.unhandled(facts):
        if breach.looked_into is None:
            yield breach.seq, breach.word


def _to_hear(facts: Facts) -> Iterator[tuple[int, str]]:
    for breach in c.unhandled(facts):
        if breach.heard is None and breach.established:
            yield breach.seq, breach.word


def _unanswered(facts: Facts) -> Iterator[tuple[int, str]]:
    for objection in c.objections(facts):
        if objection.answered is None:
            yield objection.seq, objection.word


ITEM = (
    Choice("what", "哪方面", options=(("good", "表现好的"), ("bad", "做得不够的"))),
    Text("rule", "依据哪项规定", most=80),
    LongText("note", "事实", least=2, lines=2, help="写事实，不写评价人品的话。"),
    Number("points", "计分", required=False, most=100, help="本县不计分的，空着。计分不自动引起任何奖惩。"),
    Choice("sign", "加减", options=(("plus", "加"), ("minus", "减")), required=False),
    Yes("told", "已告知本人", required=False),
    StaffPick("confirmed_by", "确认人", roles=INVESTIGATORS, required=False),
)
FIND = (
    Day("on", "违反发生的日期"),
    Text("what", "违反了什么", most=120),
    LongText("facts", "经过", least=4, lines=3),
    Day("from_on", "脱离监管、逾期自", required=False, help="与逾期报到、脱离监管有关的才填：最后一次确认联系或者法定报到日的次日。"),
    Day("to_on", "至", required=False, help="找到并接受管理、实际报到的当日。"),
    Text("found_how", "怎样发现的", most=80),
    Text("elsewhere", "在原执行地发生的，原执行地", required=False, most=60, help="变更执行地以前的事实，由现执行地处理，次数连续计算。"),
)
INVESTIGATE = (
    FactPick("breach", "哪一件", of=_to_look_into),
    StaffPick("investigators", "调查人员（两人以上）", roles=INVESTIGATORS, several=True),
    EVIDENCE,
    LongText("found", "查明的事实", least=4, lines=4),
    Choice("verdict", "认定", options=(("yes", "违反规定"), ("excused", "有正当理由，不作处理"), ("no", "事实不成立"))),
    Upload("files", "证据材料", required=False),
)
HEAR = (
    FactPick("breach", "哪一件", of=_to_hear),
    Yes("told", "已告知拟作的处理、事实和依据"),
    Choice("how", "听取意见", options=(("said", "本人陈述了意见"), ("nothing", "本人表示没有意见"), ("refused", "本人拒绝"), ("absent", "下落不明，无法听取"))),
    LongText("statement", "本人的意见", required=False, lines=3, personal=True),
    Yes("guardian_there", "监护人已到场", required=False, help="未成年人须有监护人到场。"),
)
PROPOSE = (
    Choice("kind", "拟作什么", options=g.KINDS),
    Choice("ground", "情形", options=g.GROUNDS),
    FactPick("breach", "哪一件违反", required=False, of=_open_breaches, only_if=("kind", g.SANCTIONS), help="一件事实只处理一次。"),
    Many("four", "四个方面", options=g.FOUR, required=False, only_if=("kind", (g.PRAISE,)), help="都做到了才勾选；突出表现的不用勾选。"),
    LongText("facts", "事实和理由", least=4, lines=4),
    EVIDENCE,
    Text("police", "向哪个公安机关提出", most=60, only_if=("kind", (g.PENALTY,)), help="同级公安机关，建议书主送它。如：枫林县公安局。"),
    LongText("opinion", "司法所意见", required=False, lines=2),
)
DECIDE = (
    FactPick("item", "哪一件", of=lambda facts: c.in_state(facts, c.PROPOSED)),
    Choice("answer", "决定", options=(("yes", "同意"), ("no", "不同意"))),
    LongText("reasons", "理由", required=False, lines=2),
    Text("doc_no", "文号", required=False, most=40),
)
SERVE = (
    FactPick("item", "哪一件", of=lambda facts: c.in_state(facts, c.DECIDED)),
    Choice("how", "送达方式", options=(
        ("direct", "当面送达，本人签名"), ("refused", "当面送达，拒绝签名，由见证人证明"), ("family", "同住成年家属代收"), ("post", "邮寄"),
        ("organ", "送公安机关（治安管理处罚建议）"),
    )),
    Choice("result", "结果", options=(("served", "已送达"), ("returned", "退回，没有送达")), initial="served", help="退回的不算送达，另行送达后再登记。"),
    Text("witness", "见证人", required=False, most=40, only_if=("how", ("refused",))),
    Yes("guardian_there", "监护人已到场", required=False, help="未成年人须有监护人到场。"),
    Yes("told_objection", "已告知可以提出异议", required=False),
)
PENALTY_RESULT = (
    FactPick("item", "哪一件建议", of=lambda facts: c.in_state(facts, c.SERVED, kinds=(c.PENALTY,))),
    Choice("outcome", "公安机关的决定", private=True, options=(
        ("detention", "行政拘留"), ("fine", "罚款"), ("both", "行政拘留并处罚款"), ("warning", "警告"), ("none", "不予处罚"),
    )),
    Text("document", "决定书文号", private=True, most=60),
    Text("detail", "处罚内容", private=True, required=False, most=120),
)
WITHDRAW = (
    FactPick("item", "哪一件", of=lambda facts: c.in_state(facts, c.DECIDED, c.SERVED)),
    LongText("reasons", "撤销的理由", least=4, lines=2),
)
OBJECT = (
    FactPick("item", "对哪一件", of=lambda facts: c.in_state(facts, c.NOT_DECIDED, c.DECIDED, c.SERVED)),
    LongText("text", "本人的异议", least=2, lines=3, personal=True),
    Choice("channel", "怎样提出", options=(("face", "当面"), ("written", "书面"), ("phone", "电话"), ("procuratorate", "检察院转来"))),
)
ANSWER = (
    FactPick("objection", "哪一件异议", of=_unanswered),
    Choice("result", "处理结果", options=(("kept", "维持"), ("changed", "撤销原处理"))),
    LongText("reasons", "理由", least=4, lines=3),
    Yes("told", "已告知本人，并告知可以向人民检察院反映"),
)
PUBLISH = (
    FactPick("item", "哪一次表扬", of=lambda facts: c.in_state(facts, c.SERVED, kinds=(c.PRAISE,))),
    Text("where", "在哪里公布", most=80, help="只写姓名和表扬事由，不写身份证号、住址、罪名；处分不公布。"),
    Yes("agreed", "本人同意公布"),
)
