"""What the pages of requests and answers show beside the common parts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from fengqiao.lines.burden import asking, codes
from fengqiao.lines.burden.answers import state as answers
from fengqiao.lines.burden.models import FigureAnswer
from fengqiao.lines.burden.permissions import FILL
from fengqiao.lines.burden.requests import looking
from fengqiao.lines.burden.requests import state as requests
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Card
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.actor import Actor
from fengqiao.ui.parts import Cell, Column, Fact, Row

FOLDER = "burden/"
FIELDS = [Column("项目"), Column("单位"), Column("怎样填"), Column("说明")]
UNITS = [Column("单位"), Column("统计期"), Column("填报情况"), Column("填报"), Column("改动项", num=True)]
ANSWERS = [Column("项目"), Column("记录里的"), Column("填报的"), Column("理由")]
MARKED = (codes.NOT_FILLED, codes.LATE, codes.REFUSED, codes.MISSED)
MOST = 400


def of_request(matter: Matter, facts: Facts, actor: Actor, today: date) -> list[Card]:
    """What it asks and costs; once it is out, how the units stand, with the table."""
    given = requests.draft_of(facts)
    listed = requests.fields(facts)
    rows = [Row((Cell(each.label), Cell(each.unit), Cell("系统已有，单位核对" if each.how == codes.HELD else "单位填写"), Cell(_said(each)))) for each in listed]
    cards = [Card("要什么数", FOLDER + "card_fields.html", {"columns": FIELDS, "rows": rows, "cost": _cost(matter, facts), "repeats": _repeats(matter, facts)}, count=len(rows))]
    if facts.has("release"):
        cards.insert(0, _progress(matter))
    return [*cards, Card("依据和期限", "ui/card_facts.html", {"facts": _basis(facts, given)}, aside=True)]


def _said(field: asking.Field) -> str:
    if not field.alike:
        return ""
    return f"已有数据：{asking.label_of(field.alike)}。仍要填写：{field.why or '没有写明理由'}"


def _cost(matter: Matter, facts: Facts) -> dict[str, str]:
    reckoned = requests.cost(facts) or looking.reckon(matter, requests.draft_of(facts), len(looking.units_of(requests.draft_of(facts), matter.office)))
    return {"words": reckoned.words, "saved": asking.hours(reckoned.retyped - reckoned.minutes) if reckoned.retyped > reckoned.minutes else ""}


def _repeats(matter: Matter, facts: Facts) -> list[dict[str, str]]:
    found = requests.draft_of(facts).get("repeats") or []
    return [{**each, "url": reverse("matter", args=[each["code"]])} for each in found]


def _basis(facts: Facts, given: Any) -> list[Fact]:
    judged, opinion, ends = facts.last("judge"), facts.last("opinion"), requests.end_on(facts)
    shown: list[tuple[str, object]] = [
        ("用途", given["purpose"]), ("统计期", f"{given['from']}至{given['to']}，{dict(codes.FREQUENCIES)[given['frequency']]}"),
        ("性质", dict(codes.SURVEY).get(requests.nature(facts), "还没有答复是否统计调查")),
    ]  # fmt: skip
    if judged is not None:
        shown += [(word, judged.get(name, "")) for name, word in (("form_no", "表号"), ("maker", "制定机关"), ("approval_no", "批准或者备案文号"), ("basis", "依据"))]
    shown += [("到哪天为止", ends.isoformat() if ends else "")]
    if opinion is not None:
        shown += [("依据文件", opinion.data["basis_doc"]), ("合法性意见", f"{opinion.data['opinion_by']}：{opinion.data['opinion']}")]
    return [Fact(label, str(value), wide=len(str(value)) > 30) for label, value in shown if value]


def _progress(matter: Matter) -> Card:
    listed = list(FigureAnswer.objects.filter(request_id=matter.pk).select_related("office").order_by("-from_on", "territory")[: MOST + 1])
    rows = [
        Row((Cell(each.office.short_name), Cell(each.period_word), Cell(each.result_word, template=FOLDER + "cell_result.html", data={"marked": each.result in MARKED}),
             Cell(each.filled_on.isoformat() if each.filled_on else ""), Cell(each.corrected or "", num=True)), reverse("matter", args=[each.code]), each.code)
        for each in listed[:MOST]
    ]  # fmt: skip
    results = [each.result for each in listed]
    numbers = [
        {"label": "应填", "value": sum(1 for r in results if r != codes.EXCUSED), "unit": "份"},
        {"label": "已填", "value": sum(1 for r in results if r in (codes.FILLED, codes.LATE)), "unit": "份"},
        {"label": "待填", "value": results.count(codes.NOT_FILLED), "unit": "份", "state": "soon" if codes.NOT_FILLED in results else ""},
        {"label": "改了记录里的数", "value": sum(1 for each in listed if each.corrected), "unit": "份"},
    ]
    data = {"columns": UNITS, "rows": rows, "numbers": numbers, "more": len(listed) > MOST, "table": reverse("burden-table", args=[matter.code])}
    return Card("填报进度", FOLDER + "card_progress.html", data, count=len(rows))


def of_answer(matter: Matter, facts: Facts, actor: Actor, today: date) -> Sequence[Card]:
    """What is asked; while it is owed the way to the form; once filled, what was said beside what the records held."""
    opening, said = facts.opening, answers.answers(facts)
    shown = [
        ("用途", opening.get("purpose", "")), ("统计期", answers.period(facts).words), ("截止", f"{opening.data['due']}"), ("依据", opening.get("basis", "")),
        ("统计调查表有效期", opening.get("valid_until", "")), ("预计用时", asking.hours(opening.get("minutes", 0)) if opening.get("minutes") else ""),
    ]  # fmt: skip
    facts_shown = [Fact(label, str(value), wide=len(str(value)) > 30) for label, value in shown if value]
    url = reverse("burden-fill", args=[matter.code]) if actor.holds(FILL) and actor.reaches(matter.territory) and not matter.closed else ""
    lacking = set(asking.unseen([each.field.key for each in said], actor))
    rows = [
        Row((Cell(each.field.label), *(Cell("—") if each.field.label in lacking else Cell(text) for text in (each.held, each.said)), Cell(each.reason))) for each in said
    ]
    card = Card("填报", FOLDER + "card_answers.html", {"url": url, "filled": bool(said), "columns": ANSWERS, "rows": rows}, count=len(rows) or None)
    return [card, Card("要求", "ui/card_facts.html", {"facts": facts_shown}, aside=True)]
