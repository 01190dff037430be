"""What a commission's page shows beside the common parts: the institute, how long it has, when material was lacking."""

from __future__ import annotations

from datetime import date

from fengqiao.lines.forensic import codes, states
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Card
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.actor import Actor
from fengqiao.ui.parts import Cell, Column, Fact, Row

FACTS, TABLE = "ui/card_facts.html", "ui/card_table.html"


def of_commission(matter: Matter, facts: Facts, actor: Actor, today: date) -> list[Card]:
    """What was asked of whom, the length it has, the times that are not counted."""
    return [Card("鉴定机构", FACTS, {"facts": _asked(facts)}), *_supplements(facts), Card("时限", FACTS, {"facts": _length(facts), "note": "鉴定由机构独立进行；这里照它的文书登记。"}, aside=True)]


def _asked(facts: Facts) -> list[Fact]:
    opening = facts.opening
    shown = [
        ("鉴定机构", opening.get("institute_name", "")), ("机构电话", opening.get("institute_phone", "")), ("由哪一件登记", opening.get("origin_no", "")),
        ("减免", "申请减免鉴定费（法律援助法第五十三条）" if facts.value("relief") else ""),
    ]  # fmt: skip
    return [Fact(label, value, wide=len(str(value)) > 24) for label, value in shown if value]


def _length(facts: Facts) -> list[Fact]:
    opening, more, other, issued, ended = facts.opening, states.longer(facts), states.agreed(facts), facts.last("issue"), facts.last("end")
    shown = [
        ("委托书生效", opening.happened_on.isoformat()), ("时限", f"{states.length(facts)}个工作日"),
        ("延长", f"{more.get('days')}个工作日，{more.happened_on.isoformat()}批准，{more.get('told_on')}告知委托人" if more else ""),
        ("约定", f"{other.get('words')}（{other.happened_on.isoformat()}）" if other else ""),
        ("意见书", f"{issued.get('opinion_no')}，{issued.get('opinion_on')}" if issued else ""), ("收到", issued.happened_on.isoformat() if issued else ""),
        ("终止", f"{dict(codes.ENDS).get(ended.get('ground'), '')}，{ended.happened_on.isoformat()}" if ended else ""),
    ]  # fmt: skip
    return [Fact(label, value) for label, value in shown if value]


def _supplements(facts: Facts) -> list[Card]:
    spans = states.supplements(facts)
    if not spans:
        return []
    rows = [Row((Cell(span.from_on.isoformat()), Cell(span.to_on.isoformat() if span.to_on else "还没有补来"))) for span in spans]
    columns = [Column("要求补充"), Column("补来")]
    return [Card("不计入时限的时间", TABLE, {"caption": "不计入时限的时间", "columns": columns, "rows": rows}, count=len(rows))]
