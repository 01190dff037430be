"""What papers about a breach print alike: the fact, its evidence, what the person said, and the sanctions before it."""

from __future__ import annotations

from datetime import date
from typing import Any

from fengqiao.documents import Column, Rows, RowsTable, Slot
from fengqiao.documents.wording import day, label, sentence, short_day
from fengqiao.lines.corrections.cases.conduct import grounds as g
from fengqiao.lines.corrections.cases.conduct import sanctions as c
from fengqiao.lines.corrections.papers.reading import Reading
from fengqiao.matter.timeline import Fact

FACTS = Slot("facts", "事实", required=True, blank_em=24)
GROUND = Slot("ground", "情形", required=True, blank_em=20)
EVIDENCE = Slot("evidence", "证据", required=True)
STATEMENT = Slot("statement", "本人意见", required=True, blank_em=20)
PRIOR = Rows("prior", "以前的处理", required=False, naming="kind", fields=(
    Slot("kind", "种类", required=True), Slot("why", "情形", required=True), Slot("decided_on", "决定日期"), Slot("served_on", "送达日期"),
))  # fmt: skip
PRIOR_TABLE = RowsTable(PRIOR, (Column("kind", 2), Column("why", 6, "left"), Column("decided_on", 2.6), Column("served_on", 2.6)), least_rows=1)
HEARD = {"nothing": "表示没有意见。", "refused": "拒绝陈述意见。", "absent": "下落不明，无法听取。"}


def entry(reading: Reading, seq: Any) -> Fact | None:
    """One entry of the case by its number."""
    return next((fact for fact in reading.context.facts if fact.seq == seq), None)


def evidence(fact: Fact | None) -> list[str]:
    """Each piece of evidence in a line."""
    rows = fact.get("evidence", ()) if fact else ()
    return [f"{row['what']}{'（' + day(row['on']) + '）' if row.get('on') else ''}" for row in rows]


def statement(reading: Reading, breach: int) -> str:
    """What the person said of it, or that nothing was said."""
    found = c.breach_of(reading.facts, breach)
    heard = found.heard if found else None
    if heard is None:
        return ""
    return sentence(heard.get("statement")) if heard.get("how") == "said" else HEARD.get(heard.get("how", ""), "")


def _standing(reading: Reading, besides: int) -> list[c.Handling]:
    """The sanctions served in this case that stand, in the order of service."""
    standing = [one for kind in g.SANCTIONS for one in c.served(reading.facts, kind) if one.seq != besides]
    return sorted(standing, key=lambda one: (one.served_on or one.proposed_on, one.seq))


def _decided_on(one: c.Handling) -> date | None:
    return one.decided.happened_on if one.decided else None


def prior(reading: Reading, besides: int = 0) -> list[dict[str, str]]:
    """What was decided and served before, as rows of a table."""
    return [
        {"kind": one.label, "why": ground(one.ground), "decided_on": short_day(_decided_on(one)), "served_on": short_day(one.served_on)}
        for one in _standing(reading, besides)
    ]  # fmt: skip


def before(reading: Reading, besides: int = 0) -> str:
    """The same as a sentence, where a table would take the room of the signatures."""
    said = (f"{day(_decided_on(one))}{one.label}（{ground(one.ground)}），{day(one.served_on)}送达" for one in _standing(reading, besides))
    return sentence(*said)


def ground(code: str) -> str:
    """The ground without the kind it belongs to."""
    return label(g.GROUNDS, code).partition("：")[2]
