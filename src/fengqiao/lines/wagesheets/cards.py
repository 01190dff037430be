"""What a sheet's page shows beside the common parts: who confirmed how much, the limitation, the way to the application."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from fengqiao.lines.wagesheets import facts as f
from fengqiao.matter import registry
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Card
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.actor import Actor
from fengqiao.ui.parts import Cell, Column, Fact, Row
from fengqiao.vault import mask_name

AID = ("legalaid", "receive")


def of_sheet(matter: Matter, facts: Facts, actor: Actor, today: date) -> list[Card]:
    return [*_way(matter, facts, actor), _people(matter, facts, actor), _limitation(facts, today)]


def _way(matter: Matter, facts: Facts, actor: Actor) -> list[Card]:
    """Where somebody has confirmed, the way to the application, filled in with those who did."""
    line = next((each for each in registry.lines() if each.code == AID[0]), None)
    by = line.procedures[-1].action(AID[1]).by if line is not None else None
    if matter.closed or by is None or not actor.holds(by) or not f.confirmed(facts):
        return []
    url = f"{reverse('open-new', args=AID)}?origin={matter.code}"
    return [Card("由本表登记", "ui/card_ways.html", {"ways": [{"label": f"登记为法律援助申请（已确认的{len(f.confirmed(facts))}人）", "url": url}]}, aside=True)]


def _people(matter: Matter, facts: Facts, actor: Actor) -> Card:
    own, sure = matter.handler_id == actor.staff_id, {party.n for party in f.confirmed(facts)}
    rows = [
        Row((Cell(party.name if own else mask_name(party.name)), Cell(f"{f.amount_fen(facts, party) / 100:,.2f}", num=True), Cell("已确认" if party.n in sure else "没有确认", muted=party.n not in sure)))
        for party in facts.present_parties
    ]  # fmt: skip
    columns = [Column("姓名"), Column("欠薪（元）", num=True), Column("确认")]
    return Card("各人和金额", "ui/card_table.html", {"caption": "各人和金额", "columns": columns, "rows": rows}, count=len(rows))


def warning(facts: Facts, today: date) -> str:
    """What the year of article 27 means for them today."""
    ended, last = f.ended_on(facts), f.last_day(facts)
    if ended is None or last is None:
        return "还在那里干的：拖欠劳动报酬不受一年限制；离开以后，从离开那天起一年内要提出（劳动争议调解仲裁法第二十七条第四款）。"
    if today > last:
        return f"最早离开的从{ended.isoformat()}起已经满一年（{last.isoformat()}）。要过工资、对方答应过的，时效可能中断（第二十七条第二款），请问清楚，不要因此不收。"
    return f"最早离开的，最迟{last.isoformat()}申请仲裁，还剩{(last - today).days}天（劳动争议调解仲裁法第二十七条第四款）。"


def _limitation(facts: Facts, today: date) -> Card:
    shown = [
        Fact("合计（已确认）", f"{f.owed_fen(facts) / 100:,.2f}元"),
        *([Fact("免予核查", "进城务工人员请求支付劳动报酬（法律援助法第四十二条）")] if facts.value("migrant") else []),
    ]  # fmt: skip
    return Card("时效", "ui/card_facts.html", {"facts": shown, "note": warning(facts, today)}, aside=True)
