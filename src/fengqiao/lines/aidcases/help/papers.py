"""法律帮助记录表, 书面意见, 转交单."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from fengqiao.documents import FieldTable, Head, Number, PaperKind, Para, Passage, Sign, Signatures, Slot, Value
from fengqiao.documents.wording import day, label, labels, sentence
from fengqiao.lines.aidcases import codes as cases
from fengqiao.lines.aidcases.help import codes
from fengqiao.lines.aidcases.papers.shared import (
    BY_HAND,
    CAUSE,
    HEADED,
    LOCAL_FORM,
    MADE_ON,
    NAME,
    ORGAN,
    STAGE,
    VERSION,
)
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.bodies import AID_AGENCY

if TYPE_CHECKING:
    from fengqiao.matter.papers import PaperContext

_NO = Number(Slot("number", "帮助编号", required=True, blank_em=14))
_LAWYER = Slot("handler", "值班律师", blank_em=8)
RECORD = PaperKind(
    "legal_help_record", "值班律师法律帮助记录表", version=VERSION, form=LOCAL_FORM, basis="刑事诉讼法第三十六条", copies="法律援助机构、办案机关各一份",
    blocks=(
        HEADED, _NO,
        FieldTable((3, 5, 3, 5), (
            (Head("姓名"), Value(NAME), Head("案由"), Value(CAUSE)),
            (Head("办案机关"), Value(ORGAN), Head("阶段"), Value(STAGE)),
            (Head("值班地点"), Value(Slot("point", "地点")), Head("值班律师"), Value(_LAWYER)),
            (Head("提供帮助"), Value(Slot("kinds", "帮助"), span=3)),
            (Head("起止时间"), Value(Slot("times", "时间"), span=3)),
            (Head("会见、阅卷"), Value(Slot("done", "会见阅卷"), span=3)),
            (Head("意见"), Value(Slot("opinion", "意见"), span=3, lines=5)),
            (Head("具结见证"), Value(Slot("witness", "见证"), span=3)),
            (Head("法律援助申请"), Value(Slot("aid", "申请"), span=3)),
            (Head("结果"), Value(Slot("ended", "结果", required=True), span=3)),
        )),
        Para("值班律师提供法律帮助，不是辩护人；本人可以随时委托辩护人，或者申请法律援助。"),
        Signatures((Sign("本人", BY_HAND), Sign("值班律师"))),
    ),
)  # fmt: skip
OPINION = PaperKind(
    "legal_help_opinion", "值班律师书面意见", version=VERSION, form=LOCAL_FORM, basis="刑事诉讼法第一百七十三条", copies="办案机关一份，法律援助机构一份",
    blocks=(
        HEADED, _NO, Para("{organ}：", (ORGAN,), indented=False),
        Para("{handler}为{name}（{cause}，{stage}）提供法律帮助，经会见、阅卷，提出如下意见：", (_LAWYER, NAME, CAUSE, STAGE)),
        Passage(Slot("opinion", "意见", required=True), lines=8), Signatures((Sign("值班律师", date=False),), date=MADE_ON),
    ),
)  # fmt: skip
FORWARDING = PaperKind(
    "legal_help_forwarding", "法律援助申请转交单", version=VERSION, form=LOCAL_FORM, basis="法律援助法第三十九条第二款", copies="法律援助机构一份，值班律师一份",
    blocks=(
        HEADED, _NO,
        FieldTable((3, 5, 3, 5), (
            (Head("申请人"), Value(NAME), Head("案由"), Value(CAUSE)),
            (Head("办案机关"), Value(ORGAN), Head("阶段"), Value(STAGE)),
            (Head("提出时刻"), Value(Slot("asked", "提出时刻", required=True)), Head("转交时刻"), Value(Slot("sent", "转交时刻", required=True))),
            (Head("申请内容"), Value(Slot("claim", "申请内容", required=True), span=3, lines=3)),
            (Head("转交材料"), Value(Slot("papers", "材料", required=True), span=3)),
        )),
        Para("值班律师应当在二十四小时内将申请转交法律援助机构。"), Signatures((Sign("值班律师"), Sign("接收人"))),
    ),
)  # fmt: skip


def _common(context: PaperContext) -> dict[str, Any]:
    facts = context.facts
    who, last = (facts.parties[0] if facts.parties else None), facts.last("give")
    fact = context.fact
    return {
        "centre": context.body(AID_AGENCY).name, "made_on": day(fact.happened_on if fact else facts.opening.happened_on), "number": context.matter.number or "",
        "name": who.name if who else "", "cause": facts.opening.get("cause", ""), "organ": facts.opening.get("organ", ""),
        "stage": label(cases.STAGES, facts.opening.get("case_stage")), "point": facts.opening.get("point", ""),
        "handler": f"{last.get('handler_name', '')}（{last.get('org_name', '')}）" if last else "",
    }  # fmt: skip


def _aid(facts: Facts) -> str:
    asked, sent = facts.last("ask_aid"), facts.last("forward")
    if asked is None:
        return "没有提出"
    told = f"{day(asked.happened_on)}{asked.get('asked_at')}提出"
    return f"{told}，{day(sent.happened_on)}{sent.get('forwarded_at')}转交" if sent else told


def _record(context: PaperContext) -> dict[str, Any]:
    facts = context.facts
    given, seen = facts.all("give"), facts.last("witness")
    kinds = dict.fromkeys(kind for fact in given for kind in fact.get("kinds", ()))
    times = [f"{day(fact.happened_on)} {fact.get('begun')}—{fact.get('ended')}" for fact in given]
    done = "、".join(word for need, word in (("met", "会见本人"), ("read_file", "查阅案卷")) if any(fact.get(need) for fact in given))
    return _common(context) | {
        "kinds": "、".join(labels(codes.KINDS, list(kinds))) or "无", "times": "；".join(times) or "无", "done": done or "无",
        "opinion": "；".join(sentence(fact.get("opinion")) for fact in given if fact.get("opinion")) or "无",
        "witness": f"{day(seen.happened_on)}{seen.get('signed_at')}在场见证" if seen else "无", "aid": _aid(facts),
        "ended": "本人拒绝法律帮助" if facts.has("decline") else "已完成",
    }  # fmt: skip


def _opinion(context: PaperContext) -> dict[str, Any]:
    return _common(context) | {"opinion": context.fact.get("opinion", "") if context.fact else ""}


def _forwarding(context: PaperContext) -> dict[str, Any]:
    asked, sent = context.facts.last("ask_aid"), context.fact
    if asked is None or sent is None:
        return _common(context)
    return _common(context) | {
        "asked": f"{day(asked.happened_on)}{asked.get('asked_at')}", "sent": f"{day(sent.happened_on)}{sent.get('forwarded_at')}",
        "claim": sentence(asked.get("claim")), "papers": sent.get("papers", ""),
    }  # fmt: skip


PAPERS: dict[str, PaperKind] = {kind.code: kind for kind in (RECORD, OPINION, FORWARDING)}
_BUILD: dict[str, Callable[[PaperContext], dict[str, Any]]] = {RECORD.code: _record, OPINION.code: _opinion, FORWARDING.code: _forwarding}


def values(context: PaperContext, kind: PaperKind) -> dict[str, Any]:
    """What a paper of duty help says."""
    return _BUILD[kind.code](context)
