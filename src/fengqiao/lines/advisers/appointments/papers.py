"""拟聘公示, 聘书, 月度工作日志."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fengqiao.documents import (
    Column,
    FieldTable,
    Head,
    PaperKind,
    Para,
    Rows,
    RowsTable,
    Sign,
    Signatures,
    Slot,
    Value,
)
from fengqiao.documents.usual import CLOSED, HEADED, ISSUER, LOCAL_FORM, VERSION, numbered
from fengqiao.documents.wording import day, label
from fengqiao.lines.advisers import codes
from fengqiao.lines.advisers.appointments import facts as f
from fengqiao.lines.advisers.reckoning.credit import hours

if TYPE_CHECKING:
    from fengqiao.matter.papers import PaperContext

BASIS, NUMBERED = codes.HOUSE_NAME, numbered("聘任编号")
NAME = Slot("name", "姓名", required=True)
SERVED = Slot("served", "服务对象", required=True, blank_em=12)
TEAM = Slot("team", "职务", required=True)
FROM, TO = Slot("from_on", "聘期自", required=True), Slot("to_on", "聘期至", required=True)
LEAST = Slot("least", "最低履职", blank_em=16)

POSTING = PaperKind(
    "adviser_posting", "法律顾问拟聘公示", layout="official", version=VERSION, form=LOCAL_FORM, basis=BASIS, copies="服务对象公示栏、存档各一份",
    blocks=(
        HEADED, NUMBERED,
        Para("经双向选择，拟聘任{name}（{unit}）为{served}的{team}，聘期{from_on}至{to_on}。", (NAME, Slot("unit", "所在单位"), SERVED, TEAM, FROM, TO)),
        Para("履职的最低要求：{least}。", (LEAST,)),
        Para("公示到{until}。有意见的，请在此以前向{issuer}反映，电话：{phone}。", (Slot("until", "公示到", required=True), ISSUER, Slot("phone", "电话"))),
        CLOSED,
    ),
)  # fmt: skip
LETTER = PaperKind(
    "adviser_letter", "聘书", layout="official", version=VERSION, form=LOCAL_FORM, basis=BASIS, copies="本人、服务对象、存档各一份",
    blocks=(
        HEADED, NUMBERED, Para("{name}：", (NAME,), indented=False),
        Para("兹聘任您为{served}的{team}（第{term_no}届），聘期{from_on}至{to_on}。", (SERVED, TEAM, Slot("term_no", "届次"), FROM, TO)),
        Para("履职的最低要求：{least}。服务情况由服务对象确认，每月由司法所认定。", (LEAST,)),
        Para("对在服务中知道的秘密和隐私保密；不借服务收取财物，不借服务招揽案件；与服务对象或者当事人有利害关系的，主动说明并回避。"),
        Signatures((Sign("受聘人", date=False), Sign("服务对象", "盖章", date=False))), CLOSED,
    ),
)  # fmt: skip
_LOGS = Rows("logs", "服务日志", fields=(
    Slot("when", "时间和内容"), Slot("content", "做了什么"), Slot("people", "人数"), Slot("confirmer", "确认人"), Slot("counted", "计入"), Slot("flags", "说明"),
))  # fmt: skip
LOGBOOK = PaperKind(
    "adviser_logbook", "法律顾问月度工作日志", version=VERSION, form=LOCAL_FORM, basis=BASIS, copies="司法所存档，服务对象一份",
    blocks=(
        HEADED, NUMBERED,
        FieldTable((3, 6, 3, 6), (
            (Head("姓名"), Value(NAME), Head("职务"), Value(TEAM)),
            (Head("服务对象"), Value(SERVED), Head("月份"), Value(Slot("month", "月份", required=True))),
            (Head("最低要求"), Value(LEAST), Head("计入时间"), Value(Slot("minutes", "计入时间", required=True))),
            (Head("认定"), Value(Slot("result", "认定", required=True)), Head("差什么"), Value(Slot("short", "差什么"))),
        )),
        RowsTable(_LOGS, (Column("when", 4), Column("content", 5), Column("people", 1.2), Column("confirmer", 1.8), Column("counted", 1.8), Column("flags", 2.2))),
        Para("计入的时间，须经服务对象确认、在聘期以内、不与本人的其他日志重叠；线上的每月最多计入最低时间的四分之一。"),
        Signatures((Sign("受聘人"), Sign("服务对象", "盖章"), Sign("司法所", "盖章"))),
    ),
)  # fmt: skip
PAPERS = {kind.code: kind for kind in (POSTING, LETTER, LOGBOOK)}


def values(context: PaperContext, kind: PaperKind) -> dict[str, Any]:
    """What a paper says at the moment it is made."""
    facts, fact = context.facts, context.fact or list(context.facts)[-1]
    opening, term = facts.opening, f.term(facts)
    office = context.matter.office if kind is LOGBOOK else context.bureau
    return {
        "issuer": office.name, "number": context.matter.number, "made_on": day(fact.happened_on), "name": facts.parties[0].name if facts.parties else "",
        "unit": opening.get("source_unit", ""), "served": opening.get("served", ""), "team": label(codes.TEAMS, f.team(facts)),
        "from_on": day(_term_begins(facts, fact)), "to_on": day(term.to_on), "term_no": str(f.term_no(facts)), "least": least(facts), "phone": office.phone or "12348",
        "until": day(fact.get("until")), **(_month(fact) if fact.action == "reckon" else {}),
    }  # fmt: skip


def _term_begins(facts: Any, fact: Any) -> str:
    """A renewal begins the day after the term before it ends."""
    earlier = [one for one in facts.all(*f.TERMS) if one.seq < fact.seq]
    ended = earlier[-1].day("to") if fact.action == "renew" and earlier else None
    return (ended + f.ONE_DAY).isoformat() if ended else str(facts.opening.get("from", ""))


def least(facts: Any) -> str:
    """每月不少于4小时，每季度讲座不少于1次"""
    term = f.term(facts)
    said = [
        f"每月不少于{term.hours_month}小时" if term.hours_month else "",
        f"每季度讲座不少于{term.lectures_quarter}次" if term.lectures_quarter else "",
        f"每年法治课不少于{term.lessons_year}课时" if term.lessons_year else "",
    ]
    return "，".join(filter(None, said)) or "按约定"


def _month(fact: Any) -> dict[str, Any]:
    flags, states = dict(codes.FLAGS), dict(codes.LOG_STATES)
    rows = [
        {
            "when": row["words"], "content": row.get("content", ""), "people": str(row.get("people", "")), "confirmer": row.get("confirmer", ""), "counted": hours(row["minutes"]),
            "flags": "、".join([*(flags[flag] for flag in row["flags"]), *([states[row["state"]]] if row["state"] != codes.COUNTED else [])]),
        }
        for row in fact.get("rows", ())
    ]  # fmt: skip
    result = fact.get("result_word", "")
    return {
        "month": fact.get("month", ""), "minutes": hours(int(fact.get("minutes", 0))), "short": fact.get("short", "") or "不差",
        "result": f"{result}：{fact.get('exempt_reason')}" if fact.get("exempt_reason") else result, "logs": rows,
    }  # fmt: skip
