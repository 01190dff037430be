"""The papers of a visit. None speaks of an offence or a term; the prison's rule is named as the prison's own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from fengqiao.documents import (
    Closing,
    Column,
    Conditional,
    FieldTable,
    Head,
    Notice,
    Number,
    PaperKind,
    Para,
    Passage,
    Rows,
    RowsTable,
    Sign,
    Signatures,
    SignCell,
    Slot,
    Terms,
    Title,
    Value,
    chinese_date,
)
from fengqiao.lines.visits import codes, states
from fengqiao.matter.timeline import Fact, Facts, PartyFact
from fengqiao.statutes.corrections import PRISON_VISIT_RULES

if TYPE_CHECKING:
    from fengqiao.matter.papers import PaperContext

FORM, VERSION = "本地常用格式，本局可换用自己的表样", "2026.1"
BASIS = PRISON_VISIT_RULES.whole().full_label
ISSUER = Slot("issuer", "单位", required=True, blank_em=14)
MADE_ON = Slot("made_on", "日期", required=True, kind="date")
NUMBER = Slot("number", "申请编号", required=True, blank_em=12, searched=True)
INMATE = Slot("inmate", "服刑人员姓名", required=True)
PRISON = Slot("prison", "所在监狱", required=True, blank_em=12)
INMATE_NO = Slot("inmate_no", "编号")
WHEN = Slot("when", "会见时间")
PLACE = Slot("place", "会见地点")
MODE = Slot("mode", "会见方式")
VISITORS = Rows("visitors", "会见人", fields=(
    Slot("name", "姓名"), Slot("relation", "与服刑人员关系"), Slot("id_type", "证件"), Slot("id_no", "证件号码"), Slot("phone", "电话"),
))  # fmt: skip
PEOPLE = RowsTable(
    VISITORS,
    (Column("name", 1.6), Column("relation", 1.8), Column("id_type", 1.6), Column("id_no", 3.2), Column("phone", 2.2)),
)
PRIVACY = "登记的个人信息只用于办理本次会见和核验身份，办结后保存12个月；不问、不记服刑人员的罪名和刑期，不查会见人的前科。要看、要更正自己的信息，请向办理单位提出。"

APPLICATION = PaperKind(
    "visit_application", "远程会见申请表", version=VERSION, form=FORM, basis=BASIS, copies="办理单位存档",
    blocks=(
        Title(above=ISSUER), Number(NUMBER),
        FieldTable((2.4, 5.6, 2.4, 5.6), (
            (Head("服刑人员"), Value(INMATE), Head("编号"), Value(INMATE_NO)),
            (Head("所在监狱"), Value(PRISON), Head("会见方式"), Value(MODE)),
            (Head("申请渠道"), Value(Slot("channel", "渠道")), Head("申请日期"), Value(Slot("asked_on", "申请日期"))),
            (Head("希望的日子"), Value(Slot("wishes", "希望的日子"), span=3)),
            (Head("优先情形"), Value(Slot("priority", "优先情形"), span=3)),
            (Head("情况说明"), Value(Slot("reason", "情况说明"), span=3, lines=3)),
        )),
        PEOPLE, Notice(PRIVACY, "个人信息"),
        FieldTable((8, 8), ((SignCell("申请人（签名）", "以上情况属实。"), SignCell("经办人（签名）", "身份证件、亲属关系已核对。")),)),
    ),
)  # fmt: skip

_PROOF_ROWS = Rows("proofs", "核验情况", fields=(
    Slot("name", "姓名"), Slot("relation", "与服刑人员关系"), Slot("proof", "凭据"), Slot("verified_on", "核验日期"), Slot("note", "说明"),
))  # fmt: skip
KINSHIP = PaperKind(
    "visit_kinship", "亲属关系证明材料清单", version=VERSION, form=FORM, basis=BASIS, copies="办理单位存档一份，退补时交会见人一份",
    blocks=(
        Title(above=ISSUER), Number(NUMBER),
        RowsTable(_PROOF_ROWS, (Column("name", 1.5), Column("relation", 2), Column("proof", 2.6), Column("verified_on", 2), Column("note", 3))),
        Conditional(Slot("missing", "还缺的材料"), (Para("请补齐以下材料，一次补齐即可：", indented=True), Terms(Slot("missing", "还缺的材料"), style="figures", blank_lines=2))),
        Para("首次会见须有身份证和户口簿或者其他亲属关系证明，再次会见凭身份证；未成年人凭户口簿。改名的，请带户口簿上的变更记载或公安机关的证明。"),
        Closing(ISSUER, MADE_ON),
    ),
)  # fmt: skip

FORWARDING = PaperKind(
    "visit_forwarding", "远程会见转报函", version=VERSION, form=FORM, basis=BASIS, layout="official", copies="监狱一份，办理单位存档一份",
    blocks=(
        Title(), Number(NUMBER), Para("{prison}：", (PRISON,), indented=False),
        Para("下列人员申请与服刑人员{inmate}{mode}。我单位已核验其身份证件和亲属关系，现转报名单，拟安排于{when}，请审核并答复。", (
            INMATE, MODE, WHEN)),
        PEOPLE,
        Conditional(Slot("priority", "优先情形"), (Para("优先情形：{priority}。", (Slot("priority", "优先情形"),)),)),
        Conditional(Slot("special", "请特批的事由"), (Para("请予特批：{special}。", (Slot("special", "请特批的事由"),)),)),
        Conditional(Slot("note", "说明"), (Para("说明：{note}", (Slot("note", "说明"),)),)),
        Para("会见地点：{place}。请于{answer_by}前答复。", (PLACE, Slot("answer_by", "答复期限"))),
        Closing(ISSUER, MADE_ON),
    ),
)  # fmt: skip

NOTICE = PaperKind(
    "visit_notice", "会见通知", version=VERSION, form=FORM, copies="念给或发给会见人，存档一份",
    blocks=(
        Title(above=ISSUER), Number(NUMBER),
        Para("{names}：您申请的会见已经安排好。", (Slot("names", "会见人", required=True),), indented=False),
        Para("时间：{when}，请提前30分钟到。", (WHEN,)), Para("地点：{place}（{address}）。", (PLACE, Slot("address", "地址"))),
        Para("请带：{bring}。", (Slot("bring", "要带什么"),)),
        Para("每次{minutes}分钟，最多{max_persons}人（{prison}的规定）。到时没有来、也没有打电话的，过15分钟这个场次让给别人，可以另约。", (
            Slot("minutes", "时长"), Slot("max_persons", "人数"), PRISON)),
        Para("来不了、要改时间，请打电话：{phone}。", (Slot("phone", "电话"),)),
        Passage(Slot("script", "短信话术"), lines=2), Passage(Slot("spoken", "电话话术"), lines=3),
        Closing(ISSUER, MADE_ON),
    ),
)  # fmt: skip

_DUTIES = (
    "带身份证原件，未成年人带户口簿、由成年人陪同；人证不符的不能进入。",
    "只有名单上的人可以会见，不能临时换人；有人来不了的，其他人照常会见。",
    "会见由监狱民警在线监督并录音录像，录音录像归监狱；本单位和会见人都不录音、不录像、不截屏、不直播。要查录像的，向监狱提出。",
    "按监狱的规定使用约定的语言；听力、语言不便的，事先说明，由监狱安排。",
    "不谈与会见无关的案情，不传递暗语、不当信息；违反规定不听劝阻的，监狱民警可以终止会见，并可能暂停以后的会见。",
    "停电、断网、设备故障中断的，不计次数，优先另约。",
)
PLEDGE = PaperKind(
    "visit_pledge", "会见须知与承诺书", version=VERSION, form=FORM, basis=BASIS, copies="会见人签署，办理单位存档",
    blocks=(
        Title(above=ISSUER), Number(NUMBER), RowsTable(VISITORS, (Column("name"), Column("relation"))), Terms(Slot("duties", "须知"), style="figures"),
        Notice(PRIVACY, "个人信息"), Para("以上内容已经宣读，我（们）听懂了，承诺遵守。"),
        Signatures((Sign("会见人", each="visitors"), Sign("宣读人"))),
    ),
)  # fmt: skip

_ARRIVED = Rows("arrived", "到场会见人", fields=(
    Slot("name", "姓名"), Slot("relation", "与服刑人员关系"), Slot("check", "证件核对"), Slot("remark", "说明"),
))  # fmt: skip
REGISTER = PaperKind(
    "visit_register", "远程会见登记表", version=VERSION, form=FORM, basis=BASIS, copies="办理单位存档",
    blocks=(
        Title(above=ISSUER), Number(NUMBER),
        FieldTable((2.4, 5.6, 2.4, 5.6), (
            (Head("服刑人员"), Value(INMATE), Head("所在监狱"), Value(PRISON)),
            (Head("约定时间"), Value(WHEN), Head("地点"), Value(PLACE)),
            (Head("签到"), Value(Slot("came_at", "签到")), Head("接通"), Value(Slot("begun", "接通"))),
            (Head("结束"), Value(Slot("ended", "结束")), Head("实际分钟"), Value(Slot("real_minutes", "分钟"))),
            (Head("结果"), Value(Slot("outcome", "结果")), Head("计入次数"), Value(Slot("quota", "计入次数"))),
            (Head("有关情况"), Value(Slot("incident", "有关情况"), span=3, lines=3)),
        )),
        RowsTable(_ARRIVED, (Column("name", 1.6), Column("relation", 2), Column("check", 2), Column("remark", 3))),
        FieldTable((8, 8), ((SignCell("会见人（签名）"), SignCell("经办人（签名）")),)),
    ),
)  # fmt: skip
PAPERS = {kind.code: kind for kind in (APPLICATION, KINSHIP, FORWARDING, NOTICE, PLEDGE, REGISTER)}


def values(context: PaperContext, kind: PaperKind) -> dict[str, Any]:
    """What a paper of a request says; only what the kind prints."""
    facts, slot = context.facts, states.current(context.facts)
    if slot is None and kind is REGISTER:
        slot = next(reversed(states.placed(facts)), None)
    office = context.matter.office
    when, _, place = slot.words.partition("，") if slot else ("", "", "")
    said: dict[str, Any] = {
        "issuer": office.name, "number": context.matter.number, "made_on": _day(context.fact), "inmate": _inmate(kind, facts),
        "prison": _prison(facts), "inmate_no": facts.value("inmate_no", ""), "when": when, "place": place,
        "mode": _word(codes.MODES, facts.value("mode", "")), "visitors": [_visitor(party) for party in states.visitors(facts)],
        "priority": _priority(facts), "channel": _word(codes.CHANNELS, facts.opening.get("channel", "")),
        "asked_on": chinese_date(facts.opening.happened_on), "wishes": _wishes(facts), "reason": facts.value("reason", ""),
    }  # fmt: skip
    said |= _checked(facts) | _forwarded(facts) | _told(facts, context, when, place) | _held(facts)
    known = {each.name for each in kind.slots}
    return {name: value for name, value in said.items() if name in known}


def _inmate(kind: PaperKind, facts: Facts) -> str:
    """The name; to the prison with the number, where the family knew it."""
    name, number = str(facts.value("inmate_name", "")), facts.value("inmate_no", "")
    return f"{name}（编号{number}）" if number and kind is FORWARDING else name


def _day(fact: Fact | None) -> str:
    return chinese_date(fact.happened_on) if fact is not None else ""


def _iso(text: str) -> str:
    return chinese_date(date.fromisoformat(text)) if text else ""


def _word(options: Any, code: str) -> str:
    return str(dict(options).get(code, ""))


def _prison(facts: Facts) -> str:
    return str(facts.value("prison_name") or facts.value("prison_said", ""))


def _priority(facts: Facts) -> str:
    return "，".join(
        filter(None, (_word(codes.PRIORITIES, facts.value("priority", "")), str(facts.value("priority_said", ""))))
    )


def _wishes(facts: Facts) -> str:
    days = [facts.value(name) for name in ("wish_on", "wish_2", "wish_3")]
    return "、".join(_iso(day) for day in days if day)


def _visitor(party: PartyFact) -> dict[str, Any]:
    return {
        "name": party.name, "relation": _word(codes.RELATIONS, party.get("relation", "")), "id_type": _word(codes.ID_TYPES, party.get("id_type", "")),
        "id_no": party.get("id_no") or party.get("other_id_no", ""), "phone": party.get("phone", ""),
    }  # fmt: skip


def _checked(facts: Facts) -> dict[str, Any]:
    """What was verified of whom, and what is still missing."""
    proved, short = states.proved(facts), facts.last("need_docs")
    rows = [
        {
            "name": party.name, "relation": _word(codes.RELATIONS, party.get("relation", "")), "proof": _word(codes.PROOFS, fact.get("proof", "")) if fact else "",
            "verified_on": fact.happened_on.isoformat() if fact else "", "note": fact.get("note", "") if fact else "",
        }
        for party in states.visitors(facts) for fact in (proved.get(party.n),)
    ]  # fmt: skip
    missing = [_word(codes.MISSING, code) for code in short.get("missing", ())] if short else []
    if short is not None and short.get("missing_note"):
        missing.append(str(short.get("missing_note")))
    return {"proofs": rows, "missing": missing}


def _forwarded(facts: Facts) -> dict[str, Any]:
    fact = facts.last("forward")
    special = str(facts.value("reason", "") or "家庭情况特殊") if facts.value("special") else ""
    return {
        "special": special.rstrip("。"), "note": fact.get("note", "") if fact else "", "answer_by": _iso(str(fact.get("answer_by", ""))) if fact else "",
    }  # fmt: skip


def _told(facts: Facts, context: PaperContext, when: str, place: str) -> dict[str, Any]:
    """The notice, and the same as one says it. Neither names the inmate or the prison in the short message."""
    office, rule, answer = context.matter.office, facts.value("rule", {}), facts.last("approve")
    names = "、".join(party.name for party in states.visitors(facts))
    bring = str(answer.get("bring", "") if answer else "") or "身份证"
    phone = office.phone or "12348"
    return {
        "names": names, "address": office.address or office.name, "bring": bring, "minutes": str(rule.get("minutes", 30)),
        "max_persons": str(rule.get("max_persons", 3)), "phone": phone, "duties": list(_DUTIES),
        "script": f"【{office.short_name}】您预约的事项已安排在{when}，地点{place}，请提前30分钟到，带{bring}。有变动请打{phone}。",
        "spoken": f"您好，这里是{office.short_name}。您申请的会见安排好了，是{when}，在{place}。请提前半小时到，带上{bring}。您重复一遍时间好吗？来不了请提前打电话，我们给您改。",
    }  # fmt: skip


def _held(facts: Facts) -> dict[str, Any]:
    """How the last visit went."""
    held = list(states.sessions(facts))
    if not held:
        return {"arrived": []}
    last = held[-1]
    over, minutes = last.over, states.minutes_of(last)
    rows = [
        {
            "name": (party := facts.party(row["who"])).name, "relation": _word(codes.RELATIONS, party.get("relation", "")),
            "check": _word(codes.CHECKS, row.get("check", "")), "remark": row.get("remark", ""),
        }
        for row in last.came.get("arrivals", ())
    ]  # fmt: skip
    result = (
        ""
        if over is None
        else "已完成"
        if over.action == "finish"
        else f"中止：{_word(codes.STOPS, over.get('why', ''))}"
    )
    counted = "" if over is None else "否（设备原因）" if over.get("why") == codes.TECHNICAL else "是"
    return {
        "arrived": rows, "came_at": last.came.get("came_at", ""), "begun": last.begun.get("begun", "") if last.begun else "",
        "ended": over.get("ended", "") if over else "", "real_minutes": str(minutes) if minutes is not None else "", "outcome": result,
        "quota": counted, "incident": over.get("incident", "") if over else "",
    }  # fmt: skip
