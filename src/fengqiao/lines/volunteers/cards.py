"""What is shown of a volunteer beside the common parts: hours, stars, what was done."""

from __future__ import annotations

from datetime import date

from fengqiao.lines.volunteers import codes, states
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Card
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.actor import Actor
from fengqiao.ui.parts import Cell, Column, Fact, Row

FOLDER = "volunteers/"
COLUMNS = [Column("日期"), Column("做了什么"), Column("在哪里"), Column("时间"), Column("人次", num=True), Column("指导"), Column("超时理由")]
SHOWN = 60


def of_volunteer(matter: Matter, facts: Facts, actor: Actor, today: date) -> list[Card]:
    """Hours first, then each activity, the latest on top."""
    minutes = states.credited(facts)
    shown = [
        ("计入时长", f"{minutes / 60:.1f}小时"), ("星级", "★" * states.stars(minutes) or "还没有"), ("类别", dict(codes.KINDS).get(facts.value("kind", ""), "")),
        ("单位", facts.opening.get("unit", "")), ("专长", "、".join(word for code, word in codes.SKILLS if code in facts.opening.get("skills", ()))),
        ("培训", "已培训" if states.trained(facts) else "还没有培训，不能安排活动"), ("约好不到（一年内）", f"{states.within_a_year(facts, 'failed', today)}次"),
        ("查实的投诉（一年内）", f"{states.within_a_year(facts, 'complaint', today)}次"),
    ]  # fmt: skip
    done = sorted(facts.all("activity"), key=lambda fact: fact.place, reverse=True)
    words = dict(codes.ACTIVITIES)
    rows = [
        Row((
            Cell(fact.happened_on.isoformat()), Cell(words.get(fact.get("what"), "")), Cell(fact.get("place", "")), Cell(f"{fact.get('begins')}–{fact.get('ends')}"),
            Cell(fact.get("people", ""), num=True), Cell(fact.get("supervisor", "")), Cell(fact.get("excess_reason", "")),
        ))
        for fact in done[:SHOWN]
    ]  # fmt: skip
    note = "提供咨询、代拟文书等帮助，不担任辩护人、代理人（法律援助法第十七条）。"
    cards = [Card("志愿服务", "ui/card_facts.html", {"facts": [Fact(label, value) for label, value in shown if value], "note": note}, aside=True)]
    return [Card("活动", FOLDER + "card_activities.html", {"rows": rows, "columns": COLUMNS}, count=len(done)), *cards] if rows else cards
