"""A case as a row of the committee's yearly ledger, in the words the import of a ledger knows.

What comes out so can be imported at another committee or installation; taken out there, it says the same again. A case
without an outcome stands in it too: the import names it as one that has to be gone on with by hand.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from fengqiao.lines.mediation import agreement, codes, register
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Ledger
from fengqiao.matter.timeline import Facts

FAILED = ("failed", "by_law", "refused", "absent")


def _row(matter: Matter, facts: Facts) -> list[Any]:
    word, on = register.outcome(facts)
    reached = word in ("written", "oral")
    items = agreement.items(facts) if reached else []
    done = agreement.performed_on(facts) if reached else None
    return [
        matter.number, facts.opening.happened_on.isoformat(), _day(facts.on("accept")), _day(facts.on("session")),
        _day(on if word == "written" else None), _day(matter.closed_on or (on if word in FAILED else None)),
        *_sides(facts), dict(codes.TYPES).get(facts.opening.get("type", ""), ""),
        dict(codes.SOURCES).get(facts.opening.get("source", ""), ""), facts.opening.get("summary", ""), _terms(facts) if reached else "",
        "调解成功" if reached else "调解不成功" if word in FAILED else "",
        {"written": "书面协议", "oral": "口头协议"}.get(word, ""),
        _yuan(agreement.total_fen(facts)) if reached else "",
        ("履行完毕" if done else "未履行") if reached else "", _day(done if items else None),
        _day(agreement.last_due_on(facts) if items else None), _day(facts.on("visit")),
        matter.handler.name if matter.handler else "",
    ]  # fmt: skip


def _sides(facts: Facts) -> list[str]:
    """Names of both sides, and the telephone of the first of each."""
    found: list[str] = []
    for side in (codes.APPLICANT, codes.RESPONDENT):
        mine = [party for party in facts.present_parties if party.side == side]
        found += ["、".join(party.name for party in mine), str(mine[0].get("phone", "")) if mine else ""]
    return found


def _terms(facts: Facts) -> str:
    fact = agreement.text(facts)
    if fact is None:
        return ""
    return str(fact.get("agreed") or "\n".join(str(row["text"]) for row in fact.get("terms", ())))


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _yuan(fen: int | None) -> str:
    return "" if fen is None else f"{fen // 100}.{fen % 100:02d}"


COLUMNS = (
    ("编号", 28), ("登记日期", 12), ("受理日期", 12), ("调解日期", 12), ("签订日期", 12), ("结案日期", 12), ("申请人", 18),
    ("申请人电话", 14), ("被申请人", 18), ("被申请人电话", 14), ("纠纷类型", 16), ("案件来源", 14), ("纠纷简要情况", 50), ("协议内容", 50),
    ("调解结果", 12), ("协议形式", 10), ("协议金额", 12), ("履行情况", 10), ("履行日期", 12), ("履行期限", 12), ("回访日期", 12), ("调解员", 12),
)  # fmt: skip
LEDGER = Ledger(COLUMNS, _row)
