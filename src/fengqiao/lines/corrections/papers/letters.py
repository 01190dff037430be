"""协助查找函 and 检察意见回复 (A10 no. 33, 42): letters to the police and the procuratorate."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fengqiao.documents import Conditional, Heading, PaperKind, Para, Slot, Terms
from fengqiao.documents.wording import day, label, sentence
from fengqiao.lines.corrections.cases.missing import searches as m
from fengqiao.lines.corrections.cases.procuracy import copies
from fengqiao.lines.corrections.papers import breaches as b
from fengqiao.lines.corrections.papers.reading import Reading
from fengqiao.lines.corrections.papers.shared import (
    CATEGORY,
    CLOSED,
    HEADED,
    LAW,
    LOCAL_FORM,
    NUMBERED,
    TO_BODY,
    VERSION,
    WHO_LETTER,
)
from fengqiao.statutes.corrections import COMMUNITY_CORRECTIONS, CORRECTIONS_MEASURES_2012

ACT = COMMUNITY_CORRECTIONS
_ADOPTED, _REFUSED = Slot("adopted", "采纳", kind="flag"), Slot("refused", "有没有采纳的", kind="flag")

SEARCH = PaperKind(
    "search_letter", "协助查找函", version=VERSION, form=LOCAL_FORM, layout="official", basis="社区矫正法第三十条", copies="公安机关、人民检察院各一份，存档一份",
    blocks=(
        HEADED, NUMBERED, TO_BODY, WHO_LETTER,
        Para("该人系我机关执行社区矫正的对象（{category}），居住地{address}，联系电话{phone}。最后一次确认联系是{last_contact}，{facts}",
             (CATEGORY, Slot("address", "居住地", blank_em=14), Slot("phone", "电话", blank_em=10), Slot("last_contact", "最后联系", required=True, kind="date"), b.FACTS)),
        Para("我机关已查找："), Terms(Slot("traces", "查找经过", required=True), style="figures"),
        Para("仍未找到。依据{law}，请协助查找。查找到的，请告知我机关（联系人：{officer}）。", (LAW, Slot("officer", "联系人", required=True))),
        Para("以上个人信息只用于查找，请注意保密，不向他人透露其身份。"), CLOSED,
    ),
)  # fmt: skip
ANSWER = PaperKind(
    "procuracy_answer", "检察意见回复", version=VERSION, form=LOCAL_FORM, layout="official", basis="社区矫正法第六十二条", copies="人民检察院一份，存档一份",
    blocks=(
        HEADED, NUMBERED, TO_BODY,
        Para("{received_on}收到的{opinion}收悉。依据{law}，现回复如下：", (
            Slot("received_on", "收到日期", required=True, kind="date"), Slot("opinion", "意见", required=True), LAW)),
        Heading("一、意见内容"), Para("{content}", (Slot("content", "意见内容", required=True, blank_em=24),)),
        Heading("二、采纳情况"), Para("{word}。", (Slot("word", "采纳情况", required=True),)),
        Conditional(_ADOPTED, (Para("{measures}", (Slot("measures", "整改情况", required=True, blank_em=24),)),)),
        Conditional(_REFUSED, (Heading("三、没有采纳的理由"), Para("{reasons}", (Slot("reasons", "理由", required=True, blank_em=24),)))),
        CLOSED,
    ),
)  # fmt: skip


def search_values(reading: Reading) -> dict[str, Any]:
    asked = reading.of(m.POLICE)
    opened = b.entry(reading, asked.get("search", 0)) if asked else None
    if asked is None or opened is None:
        return {}
    words = dict(m.CHANNELS)
    traces = [
        f"{day(f.happened_on)}，{words.get(f.get('channel', ''), '')}：{sentence(f.get('done'))}"
        for f in reading.facts.all(m.SEARCH) if f.get("search") == opened.seq
    ]  # fmt: skip
    return {
        **reading.signed, **reading.who, "category": reading.category, "body": asked.get("organ", ""), "address": reading.person.get("address", ""),
        "phone": reading.person.get("phone", ""), "last_contact": day(opened.get("last_contact")), "facts": sentence(opened.get("facts")),
        "traces": traces or [f"情况紧急，先行请求协查：{sentence(asked.get('urgent'))}"], "officer": reading.officer or reading.agency,
        "law": reading.law(ACT.art(30), CORRECTIONS_MEASURES_2012.whole()),
    }  # fmt: skip


def answer_values(reading: Reading) -> dict[str, Any]:
    answer = reading.of(copies.ANSWER)
    opinion = b.entry(reading, answer.get("opinion", 0)) if answer else None
    if answer is None or opinion is None:
        return {}
    adopted = answer.get("adopted", "")
    word = label(copies.KINDS, opinion.get("opinion_kind"))
    return {
        **reading.signed, "slip": answer.get("doc_no") or reading.slip, "body": opinion.get("from_whom", ""), "received_on": day(opinion.happened_on),
        "opinion": f"{word}（{opinion.get('doc_no')}）" if opinion.get("doc_no") else word, "content": sentence(opinion.get("content")),
        "word": label((("yes", "采纳"), ("part", "部分采纳"), ("no", "没有采纳")), adopted), "adopted": adopted != "no", "refused": adopted != "yes",
        "measures": sentence(answer.get("measures")), "reasons": sentence(answer.get("reasons")), "law": reading.law(ACT.art(62)),
    }  # fmt: skip


KINDS: tuple[PaperKind, ...] = (SEARCH, ANSWER)
VALUES: dict[str, Callable[[Reading], dict[str, Any]]] = {SEARCH.code: search_values, ANSWER.code: answer_values}
