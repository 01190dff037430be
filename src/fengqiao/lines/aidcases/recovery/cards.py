"""What a recovery shows: the sum, what came in, what is left, and the way to the case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fengqiao.lines.aidcases.recovery import procedure as p
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Card
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.actor import Actor
from fengqiao.ui.parts import Cell, Column, Fact, Row


def of_recovery(matter: Matter, facts: Facts, actor: Actor, today: date) -> Sequence[Card]:
    """The money."""
    said = [("案号", str(facts.opening.get("case_no", ""))), ("应付", _yuan(p.principal_fen(facts))), ("已收", _yuan(p.received_fen(facts))), ("还应付", _yuan(p.remaining_fen(facts)))]
    money = Card("金额", "ui/card_facts.html", {"facts": [Fact(k, v) for k, v in said], "note": "金额以责令支付决定书为准；罚款另案办理。"}, aside=True)
    rows = [Row((Cell(fact.get("paid_on", "")), Cell(_yuan(int(fact.get("amount", 0))), num=True), Cell(fact.get("voucher", "")))) for fact in facts.all("receive_money")]
    columns = [Column("日期"), Column("金额", num=True), Column("凭证")]
    return [money, Card("收款", "ui/card_table.html", {"caption": "收款", "columns": columns, "rows": rows}, count=len(rows))] if rows else [money]


def _yuan(fen: int) -> str:
    return f"{fen / 100:,.2f}元"
