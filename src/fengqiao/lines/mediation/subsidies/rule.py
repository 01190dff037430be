"""One version of the county's subsidy standard, and what follows from it for a case: the level, the amount, the shares. Pure.

人民调解法 16; 财行〔2007〕179号: by number, quality, difficulty and effect; the levels are fixed by the county's justice and
finance organs. The level follows from criteria, not from what the claimant says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from fengqiao.lines.mediation.codes import DIFFICULTY

WORDS = dict(DIFFICULTY)
LEVELS = ("major", "hard", "ordinary", "simple")  # the gravest first
VILLAGE_LEVEL, TOWN_LEVEL, COUNTY_LEVEL = "village", "town", "county"
HOST_LEVELS = {VILLAGE_LEVEL: "村（社区）", TOWN_LEVEL: "乡镇（街道）及其他", COUNTY_LEVEL: "县级行业性专业性"}
LEVEL_OF_HOST = {"H1": VILLAGE_LEVEL, "H2": VILLAGE_LEVEL}
WRITTEN, ORAL = "written", "oral"
FORMS = {WRITTEN: "书面", ORAL: "口头"}
EXTRAS = {"confirmed": "经司法确认", "entrusted": "机关移送委托", "prevented": "防止激化", "group": "群体性纠纷"}
GROUP_LEAST = 10


class RuleFault(ValueError):
    """The standard cannot be applied; the text says what is missing."""


@dataclass(frozen=True)
class Criterion:
    """A level and what makes a case one: any of these is enough. 0 asks for nothing of its kind."""

    level: str
    people_least: int = 0
    amount_least_fen: int = 0
    sessions_least: int = 0
    types: tuple[str, ...] = ()
    predictions: tuple[str, ...] = ()

    def reason(self, case: CaseFacts) -> str:
        """Why the case is of this level; empty when it is not."""
        if self.people_least and case.people >= self.people_least:
            return f"涉及{case.people}人（{self.people_least}人以上）"
        if self.amount_least_fen and case.amount_fen >= self.amount_least_fen:
            return f"涉及金额{case.amount_fen // 100}元（{self.amount_least_fen // 100}元以上）"
        if self.sessions_least and case.sessions >= self.sessions_least:
            return f"调解{case.sessions}次（{self.sessions_least}次以上）"
        if case.type in self.types:
            return "属于列明的纠纷类型"
        return "可能激化" if case.prediction in self.predictions else ""


@dataclass(frozen=True)
class Rule:
    """The standard in force for agreements that took effect from ``from_on`` on. Amounts in whole yuan; 0 is no cap."""

    name: str
    document_no: str
    from_on: date
    rates: Mapping[str, int]  # "village.ordinary.written" -> yuan
    criteria: tuple[Criterion, ...] = ()
    extras: Mapping[str, int] = field(default_factory=dict)
    case_cap_yuan: int = 0
    month_cap_yuan: int = 0
    excluded: tuple[str, ...] = ()
    performed_required: bool = True
    archived_required: bool = True
    id: int | None = None

    @property
    def label(self) -> str:
        """《枫林县人民调解案件补贴办法》（枫司发〔2026〕3号）"""
        return f"《{self.name}》（{self.document_no}）"

    def content(self) -> dict[str, Any]:
        """The part that is stored as JSON."""
        found = asdict(self)
        for name in ("name", "document_no", "from_on", "id"):
            found.pop(name)
        return found


def rule_from(name: str, document_no: str, from_on: date, content: Mapping[str, Any], pk: int | None = None) -> Rule:
    """The stored standard as a rule."""
    plain = dict(content)
    criteria = tuple(
        Criterion(**{**row, "types": tuple(row.get("types", ())), "predictions": tuple(row.get("predictions", ()))})
        for row in plain.pop("criteria", ())
    )
    excluded = tuple(plain.pop("excluded", ()))
    return Rule(name, document_no, from_on, criteria=criteria, excluded=excluded, id=pk, **plain)


@dataclass(frozen=True)
class CaseFacts:
    """What a standard asks of a case. ``host_level`` by the committee's host; amounts in fen."""

    host_level: str
    form: str
    people: int
    amount_fen: int
    sessions: int
    type: str
    prediction: str
    confirmed: bool = False
    entrusted: bool = False
    prevented: bool = False


def level_of(rule: Rule, case: CaseFacts) -> tuple[str, str]:
    """The level by criteria and why: the gravest that fits; an oral agreement after one session is 简易, all else 一般."""
    for level in LEVELS:
        for criterion in rule.criteria:
            if criterion.level == level and (why := criterion.reason(case)):
                return level, why
    if case.form == ORAL and case.sessions <= 1:
        return "simple", "口头协议，一次调成"
    return "ordinary", "不具备更高等次的情形"


@dataclass(frozen=True)
class Share:
    """What one mediator gets. ``percent`` is a whole number; the shares of a case sum to 100."""

    staff_id: int
    name: str
    percent: int
    host: bool = False


@dataclass(frozen=True)
class Award:
    """The amount of a case and how it came about; ``amounts`` in whole yuan in the order of the shares."""

    level: str
    why: str
    total_yuan: int
    amounts: tuple[int, ...]
    steps: tuple[str, ...]


def award(
    rule: Rule,
    case: CaseFacts,
    shares: Sequence[Share],
    *,
    paid_in_month: Mapping[int, int] | None = None,
    level: str = "",
) -> Award:
    """The amount by the standard, shared out in whole yuan, the remainder to the host mediator.

    ``paid_in_month`` is what each person already has for agreements of the same month; ``level`` is one set by the bureau with
    a reason. Raises RuleFault when the standard has no rate for the case.
    """
    found, why = (level, "局复核时另行核定") if level else level_of(rule, case)
    base = rule.rates.get(f"{case.host_level}.{found}.{case.form}")
    if base is None:
        words = f"{HOST_LEVELS[case.host_level]}、{WORDS[found]}、{FORMS[case.form]}"
        raise RuleFault(f"{rule.label}没有“{words}”的金额。请业务科室补全标准。")
    steps = [f"等次：{WORDS[found]}（{why}）", f"{HOST_LEVELS[case.host_level]}{FORMS[case.form]}协议{base}元"]
    total = base
    for code in _extras(case):
        if rule.extras.get(code):
            total += rule.extras[code]
            steps.append(f"{EXTRAS[code]}，加{rule.extras[code]}元")
    if rule.case_cap_yuan and total > rule.case_cap_yuan:
        total = rule.case_cap_yuan
        steps.append(f"每案最高{rule.case_cap_yuan}元")
    amounts = share_out(total, shares)
    capped = _cap(rule, shares, amounts, paid_in_month or {}, steps)
    return Award(found, why, sum(capped), tuple(capped), tuple(steps))


def _extras(case: CaseFacts) -> list[str]:
    holds = {
        "confirmed": case.confirmed, "entrusted": case.entrusted, "prevented": case.prevented, "group": case.people >= GROUP_LEAST,
    }  # fmt: skip
    return [code for code, so in holds.items() if so]


def share_out(total_yuan: int, shares: Sequence[Share]) -> list[int]:
    """Whole yuan each, rounded down; what is left over goes to the host mediator, or to the first."""
    amounts = [total_yuan * share.percent // 100 for share in shares]
    host = next((place for place, share in enumerate(shares) if share.host), 0)
    if amounts:
        amounts[host] += total_yuan - sum(amounts)
    return amounts


def _cap(
    rule: Rule, shares: Sequence[Share], amounts: list[int], paid: Mapping[int, int], steps: list[str]
) -> list[int]:
    """Each person's amount within the month's cap; what is cut is not given to anybody else."""
    if not rule.month_cap_yuan:
        return amounts
    capped = []
    for share, amount in zip(shares, amounts, strict=True):
        left = max(rule.month_cap_yuan - paid.get(share.staff_id, 0), 0)
        if amount > left:
            steps.append(
                f"{share.name}当月已有{paid.get(share.staff_id, 0)}元，每人每月最高{rule.month_cap_yuan}元，本案计{left}元"
            )
        capped.append(min(amount, left))
    return capped


def share_faults(rule: Rule, shares: Sequence[Share], identities: Mapping[int, Sequence[str]]) -> list[str]:
    """What is wrong with how a case is shared: the sum, a person twice, an excluded identity."""
    found = []
    total = sum(share.percent for share in shares)
    if total != 100:
        found.append(f"份额合计{total}%，应为100%。请核对各人份额。")
    if len({share.staff_id for share in shares}) != len(shares):
        found.append("同一位调解员写了两次。请合并。")
    for share in shares:
        barred = [word for word in identities.get(share.staff_id, ()) if word in rule.excluded]
        if barred:
            found.append(f"{share.name}的身份是{'、'.join(barred)}，按{rule.label}不领案件补贴。请调整份额。")
    return found
