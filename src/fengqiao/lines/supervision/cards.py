"""What a card's page shows: its colour with the reason, the milestones, the extensions and whether it was ever red."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fengqiao.daycount import Calendar
from fengqiao.lines.supervision import codes, colour, state
from fengqiao.matter import calendars
from fengqiao.matter.models import DeadlineRow, Matter
from fengqiao.matter.registry import Card, Glance
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.actor import Actor
from fengqiao.ui.parts import Cell, Column, Fact, Row

FOLDER = "supervision/"
MILESTONES = [Column("节点"), Column("应完成", num=True), Column("做到哪一步"), Column("现在")]
EXTENSIONS = [Column("原期限"), Column("新期限"), Column("批准人"), Column("理由")]


def glance(facts: Facts, clocks: Sequence[DeadlineRow], today: date) -> Sequence[Glance]:
    """红, with why, in the head of the page."""
    if state.issued(facts) is None:
        return []
    stand = state.stand(facts)
    calendar = calendars.current()
    which = colour.colour(stand, today, calendar)
    head = {"late": "late", "soon": "soon"}.get(colour.STATES[which], "")
    return [Glance("督办", f"{colour.WORDS[which]}（进度{stand.progress}%，{why(stand, which, today, calendar)}）", head)]


def why(stand: colour.Stand, which: str, today: date, calendar: Calendar) -> str:
    """Which of the tests said so."""
    day = stand.reported_on or today
    if which in (colour.DONE_ON_TIME, colour.DONE_LATE):
        return f"{stand.reported_on}报结，期限{stand.due_on}"
    if which == colour.RED:
        late = colour.missed(stand, day, stand.progress, calendar)
        return f"期限{stand.due_on}已过" if day > stand.due_on or late is None else f"{late.on}的节点（{late.planned}%）没有赶上"
    if stand.reported_on is not None:
        return f"{stand.reported_on}已报结，等核实"
    left = calendar.workdays_after(today, stand.due_on)
    behind = stand.planned_on(today) - stand.progress
    return f"落后计划{behind}个百分点" if which == colour.YELLOW and left > stand.limit("yellow_days") else f"还有{left}个工作日"


def of_card(matter: Matter, facts: Facts, actor: Actor, today: date) -> list[Card]:
    """What was given out, the milestones, what moved the day."""
    given, stand = state.given(facts), state.stand(facts)
    red, original = facts.all("turn_red"), state.original_due(facts)
    shown = [
        ("办什么", given["content"]), ("来源", given.get("source_doc") or dict(codes.SOURCES).get(given["source"], "")), ("牵头单位", given.get("lead_name", "")),
        ("配合单位", "、".join(given.get("co_names") or ())), ("原定期限", original.isoformat()),
        ("现在的期限", state.due_on(facts).isoformat() if state.due_on(facts) != original else ""),
        ("曾亮红", "、".join(f"{fact.happened_on.isoformat()}（{fact.get('deadline', '')}）" for fact in red)),
    ]  # fmt: skip
    cards = [Card("督办内容", "ui/card_facts.html", {"facts": [Fact(label, value, wide=len(value) > 30) for label, value in shown if value]})]
    if stand.milestones:
        rows = [
            Row((Cell(each.on.isoformat()), Cell(f"{each.planned}%", num=True), Cell(each.label), Cell(_standing(each, stand, today)))) for each in stand.milestones
        ]
        cards.append(Card("节点", FOLDER + "card_table.html", {"columns": MILESTONES, "rows": rows, "caption": "节点"}, count=len(rows)))
    if facts.has("extend"):
        cards.append(Card("延期", FOLDER + "card_table.html", {"columns": EXTENSIONS, "rows": _extensions(facts), "caption": "延期"}, count=len(facts.all("extend"))))
    return cards


def _standing(milestone: colour.Milestone, stand: colour.Stand, today: date) -> str:
    if stand.reported_on is not None or stand.progress >= milestone.planned:
        return "已达到"
    return "还没有到" if milestone.on >= today else f"没有达到，差{milestone.planned - stand.progress}个百分点"


def _extensions(facts: Facts) -> list[Row]:
    rows, before = [], state.original_due(facts).isoformat()
    for fact in facts.all("extend"):
        rows.append(Row((Cell(before), Cell(fact.data["new_due"]), Cell(fact.actor_name), Cell(fact.get("reason", "")))))
        before = fact.data["new_due"]
    return rows
