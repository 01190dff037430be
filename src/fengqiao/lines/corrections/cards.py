"""What a case's page shows beside the common parts: what goes on beside the stage, chapter by chapter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from fengqiao.lines.corrections import moving_cards
from fengqiao.lines.corrections.cases.conduct import sanctions as c
from fengqiao.lines.corrections.cases.conduct.alerts import ladder
from fengqiao.lines.corrections.cases.device import orders as o
from fengqiao.lines.corrections.cases.device.asks import GROUNDS
from fengqiao.lines.corrections.cases.missing import searches as m
from fengqiao.lines.corrections.cases.procuracy import copies
from fengqiao.lines.corrections.cases.revocation import proposals as p
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Card
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.actor import Actor
from fengqiao.ui.parts import Cell, Column, Row

TABLE = "ui/card_table.html"


def of_case(matter: Matter, facts: Facts, actor: Actor, today: date) -> Sequence[Card]:
    """Leaves and permits; search, device, sanctions, revocation and the procuratorate, each only where there is something."""
    found = (_other_measure(facts), _searches(facts, today), _devices(facts, today), _sanctions(facts), _revocations(facts), _procuracy(facts))
    return [*moving_cards.of_case(matter, facts, actor, today), *(card for card in found if card)]


def _card(title: str, words: Sequence[str], rows: list[Row], note: str = "") -> Card | None:
    if not rows:
        return None
    columns = [Column(word) for word in words]
    return Card(title, TABLE, {"caption": title, "columns": columns, "rows": rows, "note": note}, count=len(rows))


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _other_measure(facts: Facts) -> Card | None:
    """The case that stood open when this one of the same person was begun, and those begun beside it since."""
    said = facts.opening
    rows = [Row((Cell(each.get("other_number", "")), Cell(""), Cell("")), reverse("matter", args=[each.get("other")])) for each in facts.all("beside_told")]
    if said.get("same"):
        rows.insert(0, Row((Cell(said.get("same_number", "")), Cell(said.get("same_office", "")), Cell(said.get("same_until", ""))), reverse("matter", args=[said.get("same")])))
    note = "两件各算各的期限、各有各的文书。报告、联络、查访登记一次，另一件一并计算；一件解除，另一件照常。"
    return _card("同一个人的另一件", ("编号", "司法所", "登记时的止日"), rows, note)


def _searches(facts: Facts, today: date) -> Card | None:
    confirmed = {each.search: each for each in m.episodes(facts)}
    rows = []
    for one in m.searches(facts):
        episode = confirmed.get(one.seq)
        said = f"脱管{episode.days(today)}日（{episode.from_on}至{episode.to_on or '今'}）" if episode else "不是脱管" if one.decided else "未认定"
        rows.append(Row((Cell(_day(one.last_contact_on)), Cell(_day(one.opened_on)), Cell(one.state), Cell(said))))
    return _card("失联查找", ("最后联系", "登记", "现在", "认定"), rows)


def _devices(facts: Facts, today: date) -> Card | None:
    rows = [
        Row((Cell(order.label), Cell(dict(GROUNDS).get(order.ground, "")), Cell(_day(order.fitted_on)), Cell(_day(order.end_on)), Cell(_worn(order, today))))
        for order in o.orders(facts)
    ]  # fmt: skip
    checked = next((order for order in o.orders(facts) if order.state == o.ON and order.needs_check), None)
    note = "这里不保存位置和轨迹；结束当日24时数据切断。"
    return _card("电子定位", ("次", "法定情形", "自", "至", "现在"), rows, note + ("止日请人工核对（月末起算或者跨二月）。" if checked else ""))


def _worn(order: o.Order, today: date) -> str:
    if order.ended_on is None:
        return f"{order.state}，延长{order.extensions}次" if order.extensions else order.state
    if order.taken_off_on is None:
        return f"{order.ended_by}，装置还没有取下" + ("：超期佩戴" if today > order.ended_on else "")
    return f"{order.ended_by}，{_day(order.taken_off_on)}取下"


def _sanctions(facts: Facts) -> Card | None:
    rows = [
        Row((Cell(one.label), Cell(c.GROUND_WORD.get(one.ground, "").partition("：")[2]), Cell(one.state), Cell(_day(one.served_on))))
        for one in c.handlings(facts)
    ]  # fmt: skip
    return _card("奖惩", ("种类", "情形", "现在", "送达"), rows, ladder(facts))


def _revocations(facts: Facts) -> Card | None:
    rows = []
    for one in p.proposals(facts):
        arrest = one.arrest_decided.get("answer") if one.arrest_decided else ""
        said = {"yes": "已决定逮捕", "no": "不予逮捕"}.get(arrest, "等决定") if one.arrest else "没有提请"
        rows.append(Row((Cell(one.label), Cell(_day(one.proposed_on)), Cell(one.state + ("，在逃" if one.at_large else "")), Cell(said))))
    return _card("撤销、收监建议", ("建议", "提出", "现在", "逮捕"), rows)


def _procuracy(facts: Facts) -> Card | None:
    """The checklist: opinions first, then what is to be copied."""
    rows = [
        Row((Cell(f"意见：{one.word}"), Cell(_day(one.on)), Cell("已书面回复" if one.answered else "等书面回复"))) for one in copies.opinions(facts)
    ]  # fmt: skip
    rows += [
        Row((Cell(f"抄送：{act.word}"), Cell(_day(act.on)), Cell(f"{_day(act.copied_on)}已抄送" if act.copied_on else "还没有抄送")))
        for act in copies.acts(facts)
        if act.asks or act.copied_on
    ]  # fmt: skip
    return _card("检察监督", ("什么", "日期", "现在"), rows)
