"""What is shown of a request beside the common parts: the visit, the inmate (little), the prison's rule; the visits held."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse

from fengqiao.lines.visits import codes, states
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Card
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.actor import Actor
from fengqiao.ui.parts import Cell, Column, Fact, Row
from fengqiao.vault import mask_name

FOLDER = "visits/"
SESSION_COLUMNS = [
    Column("日期"),
    Column("接通"),
    Column("结束"),
    Column("分钟", num=True),
    Column("到场", num=True),
    Column("结果"),
]
OUTCOMES = {"done": "已完成", "": "进行中", **{code: f"中止：{word}" for code, word in codes.STOPS}}


def of_request(matter: Matter, facts: Facts, actor: Actor, today: date) -> list[Card]:
    """The visit first; the inmate's name in full only for who handles it."""
    cards = [
        Card("会见安排", FOLDER + "card_facts.html", {"facts": _visit(facts), "note": _note(facts), "url": _choose(matter)}),
        Card("服刑人员和监狱", FOLDER + "card_facts.html", {"facts": _inmate(matter, facts, actor), "note": _rule_note(facts)}, aside=True),
    ]  # fmt: skip
    held = _sessions(facts)
    if held:
        cards.append(
            Card("会见记录", FOLDER + "card_sessions.html", {"rows": held, "columns": SESSION_COLUMNS}, count=len(held))
        )
    return cards


def _visit(facts: Facts) -> list[Fact]:
    slot, offered, proved = states.current(facts), states.offered(facts), states.proved(facts)
    left = states.unproved(facts)
    shown = [
        ("时间地点", slot.words if slot else "还没有安排"),
        ("占用", {"soft": "已占住，等监狱答复", "booked": "监狱已批准"}.get(slot.state, "") if slot else ""),
        ("空出的场次", offered.get("slot_words") if offered else ""),
        ("希望的日子", "、".join(str(facts.value(name)) for name in ("wish_on", "wish_2", "wish_3") if facts.value(name))),
        ("方式", _word(codes.MODES, facts.value("mode", ""))), ("语言", _word(codes.LANGUAGES, facts.value("language", ""))),
        ("优先", "，".join(filter(None, (_word(codes.PRIORITIES, facts.value("priority", "")), str(facts.value("priority_said", "")))))),
        ("改约", "因监狱或我方原因改约，优先安排，不计次数" if states.jumps(facts) else ""),
        ("亲属关系", f"已核验{len(proved)}位" + (f"，还有{len(left)}位没有核验" if left else "")),
        ("需要照顾", _needs(facts)), ("出行", "来终端没有车，批准后请安排接送" if facts.value("needs_ride") else ""),
    ]  # fmt: skip
    return [Fact(label, value, wide=len(str(value)) > 24) for label, value in shown if value]


def _choose(matter: Matter) -> str:
    """The way to the free times while one is wanted."""
    return reverse("visits-slots", args=[matter.code]) if matter.stage in ("asked", "waiting") else ""


def _note(facts: Facts) -> str:
    fault = states.faulted(facts)
    return f"{fault.get('words')}。请改约并告诉家属。" if fault is not None else ""


def _needs(facts: Facts) -> str:
    found = {need for party in states.visitors(facts) for need in party.get("needs", ())}
    return "、".join(word for code, word in codes.NEEDS if code in found)


def _inmate(matter: Matter, facts: Facts, actor: Actor) -> list[Fact]:
    name = str(facts.value("inmate_name", ""))
    own = matter.handler_id == actor.staff_id
    prison = facts.value("prison_name") or f"待核对（家属说：{facts.value('prison_said', '不清楚')}）"
    shown = [("姓名", name if own else mask_name(name)), ("监狱", prison)]
    if own:
        shown += [("编号", facts.value("inmate_no", "")), ("出生年份", facts.value("inmate_birth_year", ""))]
    return [Fact(label, value) for label, value in shown if value]


def _rule_note(facts: Facts) -> str:
    """The prison's rule, as the prison's own."""
    rule: Mapping[str, Any] = facts.value("rule", {})
    if not rule:
        return "还没有登记该监狱的规定；按监狱的答复办理。"
    counted = "视频会见计入次数" if rule.get("video_counts") else "视频会见不计入次数"
    return (
        f"该监狱的规定（不是全国规定）：每月{rule['monthly_quota']}次，{counted}；每次{rule['minutes']}分钟、最多{rule['max_persons']}人；"
        f"提前{rule['lead_days']}个工作日，{rule['answer_days']}个工作日内答复。依据：{rule['source']}。不登记罪名、刑期。"
    )  # fmt: skip


def _sessions(facts: Facts) -> list[Row]:
    from fengqiao.lines.visits.keeping import session_rows

    return [
        Row((
            Cell(row["on"].isoformat()), Cell(row["begun"]), Cell(row["ended"]), Cell("" if row["minutes"] is None else row["minutes"], num=True),
            Cell(f"{row['arrived']}" + (f"（另{row['turned_away']}人未进）" if row["turned_away"] else ""), num=True), Cell(OUTCOMES.get(row["outcome"], "")),
        ))
        for row in session_rows(facts)
    ]  # fmt: skip


def of_restriction(matter: Matter, facts: Facts, actor: Actor, today: date) -> list[Card]:
    """What the prison said, and how many requests it ended."""
    opening, own = facts.opening, matter.handler_id == actor.staff_id
    name = str(opening.get("inmate_name", ""))
    visitor = str(opening.get("visitor_name", ""))
    shown = [
        ("监狱", opening.get("prison_name", "")), ("服刑人员", name if own else mask_name(name)), ("会见人", visitor if own else mask_name(visitor)),
        ("情况", _word(codes.CHANGES, opening.get("change", ""))), ("自", opening.get("from_on", "")), ("至", opening.get("to_on", "")),
        ("怎样算的", opening.get("counted", "")), ("失效的申请", f"{len(opening.get('affected', ()))}件"),
    ]  # fmt: skip
    note = "暂停由监狱决定；本局（所）只转告，不另列名单。"
    return [
        Card(
            "监狱通知",
            FOLDER + "card_facts.html",
            {"facts": [Fact(k, v, wide=len(str(v)) > 24) for k, v in shown if v], "note": note},
        )
    ]


def _word(options: Any, code: str) -> str:
    return str(dict(options).get(code, ""))
