"""经济困难的计算: pure arithmetic, every line shown. The standard is the province's, as data; nothing here scores anybody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from fengqiao.lines.legalaid import codes

HOUSEHOLD, INDIVIDUAL = "household", "individual"


@dataclass(frozen=True)
class Standard:
    """The standard in force on the day of receipt, as it stands in an entry. ``amount_fen``: a month, for one person."""

    amount_fen: int
    comparator: str
    window_months: int
    source: str
    number: int = 0
    rigid_deducted: bool = False
    asset_rule: str = ""

    @property
    def words(self) -> str:
        """人均月收入低于1,460.00元."""
        return f"人均月收入{dict(codes.COMPARATORS)[self.comparator]}{yuan(self.amount_fen)}"


@dataclass(frozen=True)
class Reckoned:
    """What the statement comes to. ``lines``: the words and the amount of each step, in fen."""

    basis: str
    persons: int
    lines: tuple[tuple[str, str], ...]
    per_capita_fen: Fraction
    low_enough: bool
    too_much_property: bool

    @property
    def meets(self) -> bool:
        return self.low_enough and not self.too_much_property

    @property
    def words(self) -> str:
        return f"人均月收入{yuan(self.per_capita_fen)}"


def yuan(fen: int | Fraction) -> str:
    """1,460.00元, half up."""
    cents = int(Fraction(fen) + Fraction(1, 2))
    return f"{cents // 100:,}.{cents % 100:02d}元"


def basis_of(opponent_lives_with: bool) -> str:
    """When the opponent is of the co-living family, only the applicant's own means count (R-15)."""
    return INDIVIDUAL if opponent_lives_with else HOUSEHOLD


def counted(members: Sequence[Mapping[str, Any]], basis: str) -> list[int]:
    """The places, from 1, of the members who count."""
    if basis == INDIVIDUAL:
        return [n for n, row in enumerate(members, 1) if row.get("relation") == "self"]
    return [
        n
        for n, row in enumerate(members, 1)
        if row.get("relation") == "self" or (row.get("lives_with") and not row.get("is_opponent"))
    ]


def reckon(statement: Mapping[str, Any], standard: Standard, basis: str) -> Reckoned:
    """The income of one person a month against the standard, and whether property is above its rule."""
    members = list(statement.get("members") or ())
    among = set(counted(members, basis))
    incomes = [row for row in statement.get("incomes") or () if int(row.get("member", 1)) in among]
    months, persons = standard.window_months, max(len(among), 1)
    total = sum(row["amount"] * int(row.get("months") or months) for row in incomes)
    lines = [_income_line(row, members, months) for row in incomes]
    lines.append(("收入合计", yuan(total)))
    if standard.rigid_deducted:
        rigid = sum(row["amount"] * int(row.get("months") or months) for row in statement.get("rigid") or ())
        lines.append(("减去刚性支出", yuan(rigid)))
        total = max(total - rigid, 0)
    each = Fraction(total, months * persons)
    lines.append((f"÷ {months}个月 ÷ {persons}人", yuan(each)))
    low = each < standard.amount_fen if standard.comparator == codes.BELOW else each <= standard.amount_fen
    lines.append((f"标准：{standard.words}（{standard.source}）", "符合" if low else "不符合"))
    rich = [row for row in statement.get("assets") or () if row.get("over_limit")]
    for row in rich:
        lines.append((f"财产：{dict(codes.ASSET_KINDS)[row['kind']]}超过规定", yuan(row.get("value") or 0)))
    return Reckoned(basis, persons, tuple(lines), each, low, bool(rich))


def _income_line(row: Mapping[str, Any], members: Sequence[Mapping[str, Any]], window: int) -> tuple[str, str]:
    number, months = int(row.get("member", 1)), int(row.get("months") or window)
    name = members[number - 1].get("name", "") if 0 < number <= len(members) else ""
    kind = dict(codes.INCOME_KINDS).get(row.get("kind", ""), "")
    return f"{name}{kind}收入 {yuan(row['amount'])} × {months}个月", yuan(row["amount"] * months)
