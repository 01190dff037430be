"""What the forms of revocation and recommittal ask for."""

from __future__ import annotations

from collections.abc import Iterator

from fengqiao.lines.corrections.cases.conduct import sanctions as c
from fengqiao.lines.corrections.cases.conduct.asks import EVIDENCE
from fengqiao.lines.corrections.cases.revocation import grounds as g
from fengqiao.lines.corrections.cases.revocation import proposals as p
from fengqiao.matter.needs import Choice, Day, FactPick, LongText, Many, Text, Upload, Yes
from fengqiao.matter.timeline import Facts


def _breaches(facts: Facts) -> Iterator[tuple[int, str]]:
    for breach in c.breaches(facts):
        if breach.established:
            yield breach.seq, breach.word


def _proposal(*states: str) -> FactPick:
    return FactPick("proposal", "哪一件建议", of=lambda facts: p.in_state(facts, *states))


PROPOSE = (
    Choice("kind", "建议什么", options=g.KINDS),
    Choice("revocation_ground", "法定情形", options=g.GROUNDS),
    FactPick("breach", "依据的违反", required=False, of=_breaches, help="以违反规定为由的，选择已经查明的违反；两次警告以后的，须是第二次警告送达以后的违反。"),
    LongText("facts", "事实和理由", least=10, lines=6),
    EVIDENCE,
    Choice("to", "向谁提出", options=(("original", "原审人民法院、原决定机关"), ("local", "执行地人民法院、社区矫正决定机关"))),
    Text("organ", "机关名称", most=60),
    Choice("arrest", "是否同时提请逮捕", options=(("no", "不提请"), ("yes", "提请")), initial="no", help="只有撤销缓刑、撤销假释可以。"),
    Many("dangers", "提请逮捕的情形", options=g.DANGERS, required=False, only_if=("arrest", ("yes",))),
    Upload("files", "证据材料", required=False),
)
APPROVE = (
    _proposal(p.PROPOSED), Choice("answer", "决定", options=(("yes", "同意提请"), ("no", "不提请"))), Text("doc_no", "建议书文号", required=False, most=40),
    LongText("opinion", "意见", required=False, lines=2),
)  # fmt: skip
RECEIVED = (
    _proposal(p.SENT),
    Text("received_at", "收到的时刻", required=False, most=20, help="同时提请逮捕的必填，写到分：2026-11-20 15:30。四十八小时自这一刻起算。"),
    Text("receipt", "回执、签收人", required=False, most=60),
)
ARREST = (
    _proposal(p.SENT, p.REVIEWED), Choice("answer", "决定", options=(("yes", "决定逮捕"), ("no", "不予逮捕"))), Text("document", "决定书文号", most=60),
)  # fmt: skip
ARRESTED = (_proposal(p.SENT, p.REVIEWED, p.REVOKED), Text("by", "执行的公安机关", most=60))
HEARING = (
    _proposal(p.SENT, p.REVIEWED),
    Choice("how", "法院怎样听取意见", options=(("person", "听取本人申辩"), ("both", "听取本人申辩和委托的律师的意见"), ("written", "书面"))),
    LongText("said", "知道的情况", required=False, lines=2),
)
RULING = (
    _proposal(p.SENT, p.REVIEWED),
    Choice("outcome", "结果", options=(("revoked", "撤销、收监执行"), ("kept", "不予撤销、不予收监"))),
    Text("document", "裁定书、决定书文号", most=60, help="只凭文书登记。听说的、电话里讲的不登记。"),
    Day("document_on", "文书日期"),
    Day("received_on", "收到日期"),
    Upload("files", "文书扫描件", required=False),
)
BY_TRIAL = (
    Choice("why", "原因", options=(("new", "矫正期间犯新罪"), ("omitted", "发现漏罪"), ("organ", "决定机关直接决定收监执行"))),
    Choice("kind", "结果", options=g.KINDS),
    Text("organ", "审理的人民法院、决定机关", most=60),
    Text("document", "判决书、决定书文号", most=60),
    Day("document_on", "文书日期"),
    Upload("files", "文书扫描件", required=False),
)
AT_LARGE = (
    _proposal(p.REVOKED), Choice("state", "情况", options=(("at_large", "在逃，公安机关追捕"), ("handed", "已送交监狱、看守所"))),
    Text("organ", "公安机关、监狱或者看守所", most=60), LongText("explanation", "我们协助的情况", required=False, lines=2),
)  # fmt: skip
AGAIN = (
    _proposal(p.KEPT), Choice("channel", "怎样联系上的", options=(("face", "当面"), ("phone", "电话"), ("visit", "上门"))),
    LongText("told", "告知了什么", least=2, lines=2, help="告知不予撤销的结果，恢复报告；被逮捕的当日释放。"), Yes("reported", "当日已经联系上本人"),
)  # fmt: skip
WITHDRAW = (_proposal(p.SENT, p.REVIEWED), LongText("reasons", "撤回的理由", least=4, lines=2))
