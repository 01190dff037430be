"""The papers of a request: 咨询登记表, 答复函, 转办单. None names the other side to the person who asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fengqiao.documents import (
    Column,
    Conditional,
    FieldTable,
    Head,
    Notice,
    PaperKind,
    Para,
    Passage,
    Rows,
    RowsTable,
    SignCell,
    Slot,
    Terms,
    Title,
    Value,
    chinese_date,
)
from fengqiao.documents.usual import CLOSED, HEADED, LOCAL_FORM, VERSION, numbered
from fengqiao.documents.wording import day
from fengqiao.lines.legalservice import codes, states
from fengqiao.matter.timeline import Fact, Facts
from fengqiao.statutes.known import LEGAL_AID

if TYPE_CHECKING:
    from fengqiao.matter.papers import PaperContext

BASIS = LEGAL_AID.art(22).full_label
NUMBERED = numbered("工单号")
RIGHT = "经济困难的，可以向法律援助机构申请法律援助；法律规定不受经济困难条件限制的，也可以申请。窗口、电话、网上都可以申请，不收费。"
CONSULTED = "解答只依据本人陈述和提供的材料，供参考；办案机关的决定以其文书为准。"

SHEET = PaperKind(
    "legal_consultation", "咨询登记表", version=VERSION, form=LOCAL_FORM, basis=BASIS, copies="办理单位存档，本人需要的给一份",
    blocks=(
        HEADED, NUMBERED,
        FieldTable((2.4, 5.6, 2.4, 5.6), (
            (Head("咨询人"), Value(Slot("caller", "咨询人")), Head("电话"), Value(Slot("phone", "电话"))),
            (Head("渠道"), Value(Slot("channel", "渠道")), Head("时间"), Value(Slot("arrived", "时间"))),
            (Head("诉求"), Value(Slot("intent", "诉求")), Head("领域"), Value(Slot("area", "领域"))),
            (Head("人群"), Value(Slot("groups", "人群")), Head("语言"), Value(Slot("language", "语言"))),
            (Head("问的事"), Value(Slot("content", "问的事"), span=3, lines=3)),
            (Head("答复意见"), Value(Slot("advice", "答复意见"), span=3, lines=5)),
            (Head("依据"), Value(Slot("statutes", "依据"), span=3)),
            (Head("下一步"), Value(Slot("next", "下一步"), span=3)),
            (Head("解答方式"), Value(Slot("mode", "解答方式")), Head("用时人次"), Value(Slot("spent", "用时人次"))),
            (Head("法援告知"), Value(Slot("told", "法援告知")), Head("解答人"), Value(Slot("adviser", "解答人"))),
        )),
        Notice(f"{RIGHT}{CONSULTED}", "法律援助和说明"),
        FieldTable((8, 8), ((SignCell("来访人（当面的签名）", "以上内容已看过。"), SignCell("解答人（签名）")),)),
    ),
)  # fmt: skip

_ARTICLES = Rows("articles", "依据的条文", fields=(Slot("label", "条文"), Slot("text", "原文")))
REPLY = PaperKind(
    "consultation_reply", "答复函", version=VERSION, form=LOCAL_FORM, basis=BASIS, layout="official", copies="本人一份，存档一份",
    blocks=(
        Title(), NUMBERED, Para("{caller_or}：", (Slot("caller_or", "收件人", required=True),), indented=False),
        Para("您于{arrived}提出的咨询收悉。现答复如下：", (Slot("arrived", "时间"),)),
        Passage(Slot("advice", "答复意见"), lines=8),
        Conditional(Slot("articles_there", "依据"), (Para("依据的法律条文："), RowsTable(_ARTICLES, (Column("label", 3), Column("text", 9)), least_rows=0))),
        Para(RIGHT), Para(CONSULTED), Para("还有不明白的，请打{office_phone}，报工单号即可，不用再说一遍。", (Slot("office_phone", "电话"),)),
        CLOSED,
    ),
)  # fmt: skip

TRANSFER = PaperKind(
    "service_transfer", "转办单", version=VERSION, form=LOCAL_FORM, copies="接收单位一份，转出单位存档一份",
    blocks=(
        HEADED, NUMBERED,
        FieldTable((2.4, 5.6, 2.4, 5.6), (
            (Head("转给"), Value(Slot("to", "转给")), Head("来单编号"), Value(Slot("ext_no", "来单编号"))),
            (Head("联系人"), Value(Slot("caller", "联系人")), Head("电话"), Value(Slot("phone", "电话"))),
            (Head("怎样联系"), Value(Slot("safe", "怎样联系")), Head("收到时间"), Value(Slot("arrived", "收到时间"))),
            (Head("诉求"), Value(Slot("intent", "诉求")), Head("领域"), Value(Slot("area", "领域"))),
            (Head("内容"), Value(Slot("content", "内容"), span=3, lines=4)),
            (Head("转办理由"), Value(Slot("reason", "转办理由"), span=3, lines=3)),
        )),
        Conditional(Slot("materials", "随转材料"), (Para("随转材料："), Terms(Slot("materials", "随转材料"), style="figures"))),
        Para("请在一个工作日内承接或者退回（本局时限）；退回写明理由，只退一次。来访来电人已经说过的，请不要再问。"),
        Notice("姓名、电话和内容只用于办理这一件，不转给无关的人。", "保密"),
        FieldTable((8, 8), ((SignCell("转出人（签名）"), SignCell("接收人（签名）", "于　月　日　时接收。")),)),
        CLOSED,
    ),
)  # fmt: skip
PAPERS = {kind.code: kind for kind in (SHEET, REPLY, TRANSFER)}


def answers_in_writing(facts: Facts) -> bool:
    """A letter goes to who wrote, or whose body sent it; who asked on the telephone was told."""
    answer = facts.last("answer")
    by_letter = states.channel(facts) in (codes.LETTER, codes.MAYOR_LINE, codes.REFERRED)
    return by_letter or (answer is not None and answer.get("mode") == "letter")


def values(context: PaperContext, kind: PaperKind) -> dict[str, Any]:
    """What each paper says, from the facts."""
    facts, office = context.facts, context.matter.office
    fact = context.fact or facts.opening
    found = _common(facts) | {
        "issuer": office.name, "number": context.matter.number, "made_on": day(fact.happened_on), "office_phone": office.phone or "12348",
    }  # fmt: skip
    if kind is TRANSFER:
        return found | _transfer(facts, fact)
    return found | _answer(facts, facts.last("answer"))


def _common(facts: Facts) -> dict[str, Any]:
    from django.utils import timezone

    opening, person = facts.opening, next(iter(facts.present_parties), None)
    at = timezone.localtime(states.arrived_at(facts))
    name = person.name if person else ""
    return {
        "caller": name or "未留姓名", "caller_or": name or "来信人", "phone": str(person.get("phone", "")) if person else "",
        "channel": _word(codes.CHANNELS, opening.get("channel")) + (f"（{opening.get('point_name')}）" if opening.get("point_name") else ""), "arrived": f"{chinese_date(at.date())}{at:%H:%M}",
        "intent": _word(codes.INTENTS, facts.value("intent")), "area": _word(codes.AREAS, facts.value("area")),
        "groups": _words(codes.VULNERABLE, opening.get("vulnerable", ())) or "一般", "language": _word(codes.LANGUAGES, opening.get("language")),
        "content": opening.get("content", ""), "ext_no": opening.get("ext_no", "") or "无", "safe": _word(codes.SAFE, opening.get("safe", codes.SAFE_ANY)),
    }  # fmt: skip


def _answer(facts: Facts, answer: Fact | None) -> dict[str, Any]:
    if answer is None:
        return {}
    cited = [str(row.get("article", "")) for row in answer.get("statutes", ())]
    articles = [{"label": label, "text": text} for label in cited if (text := text_of(label, answer))]
    return {
        "advice": answer.get("advice", ""), "statutes": "、".join(cited), "next": _words(codes.NEXT, answer.get("next", ())),
        "mode": _word(codes.MODES, answer.get("mode")), "spent": f"{answer.get('minutes', '')}分钟，{answer.get('persons_served', 1)}人次",
        "told": "已告知有权申请法律援助" if answer.get("told_right") else "", "adviser": answer.actor_name,
        "articles": articles, "articles_there": "有" if articles else "",
    }  # fmt: skip


def text_of(label: str, answer: Fact) -> str:
    """The words of an article as they stood on the day of the answer; empty where the library does not hold them."""
    from fengqiao.statutes import CitationError, parse_citation

    try:
        return parse_citation(label, on=answer.happened_on).text() or ""
    except CitationError:
        return ""


def _transfer(facts: Facts, fact: Fact) -> dict[str, Any]:
    lines = [line.strip() for line in str(fact.get("materials", "")).splitlines() if line.strip()]
    return {"to": fact.get("body") or fact.get("unit_name", ""), "reason": fact.get("reason", ""), "materials": lines}


def _word(options: Any, code: Any) -> str:
    return str(dict(options).get(code, ""))


def _words(options: Any, found: Any) -> str:
    return "、".join(word for code, word in options if code in (found or ()))
