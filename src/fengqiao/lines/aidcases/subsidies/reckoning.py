"""What is paid: amount = direct + labour × quality + adds. Pure and exact; the percentages are the bureau's data.

    reckon(rate, work) -> Reckoned     lines that add up to the total, to the fen, and the formula in words
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

MEETING, READING, SPEAKING, FILING = "meeting", "reading", "speaking", "filing"
WORDS = {MEETING: "首次会见（约见）", READING: "阅卷、取证", SPEAKING: "庭审或者书面意见", FILING: "结案材料"}


@dataclass(frozen=True)
class Rate:
    """补贴标准: one service at one time. Amounts in fen, shares in percent."""

    direct_fen: int
    day_rate_fen: int
    days: Fraction
    cross_fen: int = 0
    quality: Mapping[str, int] = field(default_factory=dict)  # grade to percent; a grade not named is 100
    milestones: Mapping[str, int] = field(default_factory=lambda: {MEETING: 30, READING: 30, SPEAKING: 30, FILING: 10})
    few_percent: int = 50  # persons two to five of a group
    many_percent: int = 20  # from the sixth
    most_bases: int = 5

    @property
    def labour_fen(self) -> Fraction:
        return self.day_rate_fen * self.days


@dataclass(frozen=True)
class Work:
    """What was done: the whole case, or as far as it came before it was terminated or the handler changed."""

    persons: int = 1
    cross_county: bool = False
    public_payroll: bool = False
    receipts_fen: int | None = None  # None: the fixed standard of direct cost, no receipts asked
    grade: str = ""
    veto: bool = False
    broken_off: bool = False
    milestones: frozenset[str] = frozenset()
    removed_for_fault: bool = False


@dataclass(frozen=True)
class Line:
    """One line of the sheet. ``fen`` of all lines add up to the total."""

    label: str
    formula: str
    fen: int


@dataclass(frozen=True)
class Reckoned:
    """The sheet."""

    lines: tuple[Line, ...]
    total_fen: int


def half_up(amount: Fraction) -> int:
    """Whole fen; half a fen goes up."""
    return int((Decimal(amount.numerator) / Decimal(amount.denominator)).quantize(Decimal(1), ROUND_HALF_UP))


def reckon(rate: Rate, work: Work) -> Reckoned:
    """The sheet of one case."""
    if work.removed_for_fault:
        return Reckoned((Line("因过错更换", "原承办人不计补贴", 0),), 0)
    exact = [_direct(rate, work), _labour(rate, work)]
    exact.append(("群体加计", *_group(rate, work, sum((part for _, _, part in exact), Fraction()))))
    exact.append(("跨县（市、区）", f"{_yuan(rate.cross_fen)}元" if work.cross_county else "没有", Fraction(rate.cross_fen if work.cross_county else 0)))
    total = half_up(sum((part for _, _, part in exact), Fraction()))
    lines = [Line(label, formula, half_up(part)) for label, formula, part in exact if part or label in ("直接费用", "劳务费")]
    return Reckoned(tuple(_adding_up(lines, total)), total)


def _direct(rate: Rate, work: Work) -> tuple[str, str, Fraction]:
    if work.public_payroll or work.broken_off or work.receipts_fen is not None:
        paid = min(work.receipts_fen or 0, rate.direct_fen)
        return "直接费用", f"凭据{_yuan(work.receipts_fen or 0)}元，不超过标准{_yuan(rate.direct_fen)}元", Fraction(paid)
    return "直接费用", f"标准{_yuan(rate.direct_fen)}元", Fraction(rate.direct_fen)


def _labour(rate: Rate, work: Work) -> tuple[str, str, Fraction]:
    said = f"{_yuan(rate.day_rate_fen)}元×{_days(rate.days)}日"
    if work.public_payroll:
        return "劳务费", "领财政工资，不计劳务费", Fraction()
    if work.veto:
        return "劳务费", "质量评估有否决项，不计劳务费", Fraction()
    amount = rate.labour_fen
    if work.broken_off:
        share = sum(percent for name, percent in rate.milestones.items() if name in work.milestones)
        said += f"×已完成{share}%（{'、'.join(WORDS[name] for name in rate.milestones if name in work.milestones) or '无'}）"
        amount = amount * share / 100
    factor = rate.quality.get(work.grade, 100)
    return "劳务费", said + (f"×质量{factor}%" if work.grade else ""), amount * factor / 100


def _group(rate: Rate, work: Work, base: Fraction) -> tuple[str, Fraction]:
    """What the others of a group add to the base of the first, capped in bases."""
    if work.persons <= 1:
        return "没有", Fraction()
    few, many = min(work.persons - 1, 4), max(work.persons - 5, 0)
    share = Fraction(few * rate.few_percent + many * rate.many_percent, 100)
    capped = min(share, Fraction(rate.most_bases - 1))
    said = f"第2至5人{few}×{rate.few_percent}%，第6人起{many}×{rate.many_percent}%" + ("，封顶" if capped < share else "")
    return said, base * capped


def _adding_up(lines: list[Line], total: int) -> list[Line]:
    """The lines with the odd fen of rounding on the largest, so that they add up."""
    odd = total - sum(line.fen for line in lines)
    if not odd:
        return lines
    largest = max(range(len(lines)), key=lambda n: lines[n].fen)
    return [Line(each.label, each.formula, each.fen + (odd if n == largest else 0)) for n, each in enumerate(lines)]


def shift_fen(rate: Rate, hours: Fraction) -> int:
    """A shift of duty: a full day's rate, half of it up to four hours."""
    return half_up(Fraction(rate.day_rate_fen, 2) if hours <= 4 else Fraction(rate.day_rate_fen))


def _yuan(fen: int) -> str:
    return f"{Decimal(fen) / 100:f}"


def _days(days: Fraction) -> str:
    return f"{float(days):g}"
