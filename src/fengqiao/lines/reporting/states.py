"""What a report is, read from its facts: whose, of which days, what was frozen, what is written around the figures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from fengqiao.indicators.periods import Period
from fengqiao.lines.reporting import codes
from fengqiao.matter.timeline import Fact, Facts


def kind(facts: Facts) -> str:
    return str(facts.opening.get("kind", ""))


def period(facts: Facts) -> Period:
    said = facts.opening
    return Period(said.day("period_from") or date.min, said.day("period_to") or date.max)


def about(facts: Facts) -> int:
    """The territory of the office the report is about."""
    return int(facts.opening.get("about_territory", 0))


def about_name(facts: Facts) -> str:
    return str(facts.opening.get("about_name", ""))


def title(facts: Facts) -> str:
    """枫林县司法局2026年度工作总结; what was typed instead, if something was."""
    typed = str(facts.value("title", "") or "")
    return typed or usual_title(about_name(facts), kind(facts), period(facts))


def usual_title(office: str, kind: str, period: Period) -> str:
    """枫林县司法局2026年度工作总结, 枫林县司法局2026年第三季度报告, 枫林县司法局2026年10月月报."""
    if kind == codes.QUARTERLY:
        return f"{office}{period.words}报告"  # 季度季报 says it twice
    when = f"{period.to_on.year}" if kind == codes.YEARLY else period.words
    return f"{office}{when}{dict(codes.KINDS).get(kind, '')}"


def misfit(kind: str, first: date, last: date) -> str:
    """Why a report of this kind is not of these days; empty where it may be.

    A month's is of one month, a quarter's of one quarter, each from its first day, to its last or to the day it is written on.
    """
    length, said, example = {codes.MONTHLY: (1, "月报只写一个月，从1日起", "2026-10-01至2026-10-31"), codes.QUARTERLY: (3, "季报只写一个季度，从季度第一天起", "2026-07-01至2026-09-30")}.get(kind, (0, "", ""))
    if not length:
        return ""
    begins = (first.month - 1) % length == 0 and first.day == 1
    within = (last.year, (last.month - 1) // length) == (first.year, (first.month - 1) // length)
    return "" if begins and within else f"{said}，例如{example}。跨得更长的，请选别的种类。"


def frozen(facts: Facts) -> Fact | None:
    """The check that holds: None while the report is a draft, or since it was sent back."""
    check, back = facts.last("check"), facts.last("send_back")
    return check if check is not None and (back is None or back.place < check.place) else None


def _holding(facts: Facts, code: str) -> Fact | None:
    """The last such act since the figures were frozen."""
    held, act = frozen(facts), facts.last(code)
    return act if held is not None and act is not None and act.place > held.place else None


def signed(facts: Facts) -> Fact | None:
    return _holding(facts, "sign")


def issued(facts: Facts) -> Fact | None:
    return _holding(facts, "issue")


def plan(facts: Facts) -> list[Mapping[str, Any]]:
    """The plan of next year as it was last written."""
    fact = facts.last("plan")
    return list(fact.get("rows", ())) if fact else []


def text(facts: Facts, name: str) -> str:
    """What was last written under 亮点 or 存在问题."""
    return str(facts.value(name, "") or "")


def own_template(facts: Facts) -> str:
    """The digest of the template uploaded for this report alone; empty where it has none."""
    fact = facts.last("own_template")
    files = fact.get("files", ()) if fact else ()
    return str(files[0]["digest"]) if files else ""


def columns(facts: Facts) -> dict[str, Any]:
    """The columns of a report's row."""
    said, when = facts.opening, period(facts)
    check, sign, issue = frozen(facts), signed(facts), issued(facts)
    return {
        "title": title(facts)[:200], "masked_title": title(facts)[:200], "kind": said.get("kind", ""), "about_low": about(facts), "about_name": about_name(facts)[:120],
        "from_on": when.from_on, "to_on": when.to_on, "frozen_on": check.happened_on if check else None, "signed_on": sign.happened_on if sign else None,
        "issued_on": issue.happened_on if issue else None, "doc_no": sign.get("doc_no", "") if sign else "",
    }  # fmt: skip
