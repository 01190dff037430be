"""What an appointment's page shows beside the common parts: the minimum, this month so far, the logs with what counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fengqiao.lines.advisers import codes
from fengqiao.lines.advisers.appointments import facts as f
from fengqiao.lines.advisers.appointments.papers import least
from fengqiao.lines.advisers.reckoning import looking
from fengqiao.lines.advisers.reckoning.credit import hours
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Card
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.actor import Actor
from fengqiao.ui.parts import Cell, Column, Row

SHOWN = 12


def of_appointment(matter: Matter, facts: Facts, actor: Actor, today: date) -> Sequence[Card]:
    """This month, the months before, the term."""
    if not facts.has("appoint"):
        return [_term(facts)]
    return [_month(matter, facts, today), *_results(facts), _term(facts)]


def _month(matter: Matter, facts: Facts, today: date) -> Card:
    first = today.replace(day=1)
    month, rows = looking.month_of(matter.pk, facts, first)
    flags, states = dict(codes.FLAGS), dict(codes.LOG_STATES)
    shown = [
        Row((
            Cell(row["words"]), Cell(row["minutes"], num=True),
            Cell("、".join([states[_state(facts, row, today)], *(flags[flag] for flag in row["flags"])])),
        ))
        for row in rows
    ]  # fmt: skip
    columns = [Column("日志"), Column("计入（分）", num=True), Column("状态")]
    cap = f.term(facts).online_cap
    note = f"本月计入{hours(month.minutes)}" + (f"，要求{hours(month.needed)}。" if month.needed else "。")
    note += f"线上最多计入{hours(cap)}。" if cap is not None else ""
    note += "重叠的时间两条都不计入，更正一条以后再算。" if codes.OVERLAP in month.flags else ""
    return Card(f"{first.year}年{first.month}月", "ui/card_table.html", {"caption": "本月的日志", "columns": columns, "rows": shown, "note": note}, count=len(rows))


def _state(facts: Facts, row: dict[str, object], today: date) -> str:
    if row["state"] != codes.WAITING:
        return str(row["state"])
    log = next(each for each in f.logs(facts) if each.seq == row["log"])
    return codes.TO_VERIFY if today > log.last_on else codes.WAITING


def _results(facts: Facts) -> list[Card]:
    found = sorted(f.results(facts).items(), reverse=True)[:SHOWN]
    if not found:
        return []
    rows = [Row((Cell(fact.get("month", "")), Cell(fact.get("result_word", "")), Cell(fact.get("counted", ""), num=True), Cell(fact.get("short", "")))) for _, fact in found]
    columns = [Column("月份"), Column("认定"), Column("计入", num=True), Column("差什么")]
    return [Card("月度履职", "ui/card_table.html", {"caption": "月度履职", "columns": columns, "rows": rows, "note": ""})]


def _term(facts: Facts) -> Card:
    term = f.term(facts)
    rows = [
        Row((Cell("聘期"), Cell(f"{term.from_on.isoformat()}至{term.to_on.isoformat()}，第{f.term_no(facts)}届"))),
        Row((Cell("最低要求"), Cell(least(facts)))),
        Row((Cell("所在单位"), Cell(facts.opening.get("source_unit", "")))),
        Row((Cell("公示牌"), Cell("；".join(filter(None, (facts.value("duty_days", ""), facts.value("public_phone", "")))) or "还没有写"))),
    ]
    return Card("聘任", "ui/card_table.html", {"caption": "聘任", "columns": [Column("项目"), Column("内容")], "rows": rows, "note": ""}, aside=True)
