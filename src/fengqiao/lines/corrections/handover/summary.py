"""What a package takes along, in words: read from the facts, on the side that hands over and on the side that takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.cases import measure
from fengqiao.lines.corrections.cases.conduct import sanctions
from fengqiao.lines.corrections.cases.device import orders
from fengqiao.lines.corrections.cases.duties.steps import report
from fengqiao.lines.corrections.cases.ending.facts import in_custody_since
from fengqiao.lines.corrections.cases.leaving.leaves import in_two_months, leaves
from fengqiao.lines.corrections.cases.living.facts import is_minor
from fengqiao.lines.corrections.cases.missing import searches
from fengqiao.lines.corrections.cases.permits.permits import open_bans
from fengqiao.lines.corrections.cases.relocation import moves
from fengqiao.lines.corrections.cases.travelling import permits as travelling
from fengqiao.matter.timeline import Facts

# What other chapters declare, by code: told as a count, so that both sides see that nothing was lost
COUNTED = (
    (sanctions.SERVE, "已送达的奖惩"), (sanctions.RESULT, "治安处罚结果"), (sanctions.FIND, "发现的违反规定"), (orders.APPROVE, "电子定位决定"),
    (orders.FIT, "电子定位佩戴"), (orders.EXTEND, "电子定位延期"), (searches.OPEN, "失联查找"), (report.code, "报告"), (travelling.TRIP, "许可内的行程"),
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One line of the summary."""

    label: str
    value: str


def lines(facts: Facts, papers: int, today: date) -> list[Line]:
    """Person, measure, counters and what still runs."""
    return [Line(label, value) for label, value in _lines(facts, papers, today) if value]


def _lines(facts: Facts, papers: int, today: date) -> Iterator[tuple[str, str]]:
    yield "社区矫正对象", "、".join(party.name for party in facts.parties)
    yield "矫正类别", dict(codes.CATEGORIES).get(measure.category(facts), "")
    first, last = measure.from_on(facts), measure.to_on(facts)
    yield "矫正期限", f"{first}至{last}" if first and last else ""
    yield "未成年人", "是，身份保密，单独进行" if is_minor(facts) else ""
    move = moves.last(facts)
    if move is not None:
        yield "变更决定", f"{move.decided_on}决定，{move.served_on or '尚未'}送达本人"
    found = [leave for leave in leaves(facts) if leave.approved_on]
    most = in_two_months(facts)
    away = f"批准{len(found)}次，共{sum(leave.stay.days for leave in found)}日" if found else "没有"
    yield "外出", f"{away}，两个月内最多{most[0]}日" if most else away
    counted = [f"{word}{len(facts.all(code))}次" for code, word in COUNTED if facts.has(code)]
    yield "次数", "、".join(counted)
    yield "禁止令", _injunctions(facts)
    yield "不准出境报备", f"{len(open_bans(facts))}项" if open_bans(facts) else ""
    since = in_custody_since(facts)
    yield "羁押", f"自{since}起" if since else ""
    yield "经过", f"{len(facts)}条，{facts.opening.happened_on}至{max(fact.happened_on for fact in facts)}"
    yield "文书和材料", f"{papers}份"


def _injunctions(facts: Facts) -> str:
    documents = facts.last("documents")
    found = documents.get("injunctions", ()) if documents else ()
    words = dict(codes.INJUNCTIONS)
    return "；".join(f"{words.get(row.get('kind'), '')}：{row.get('text', '')}" for row in found)
