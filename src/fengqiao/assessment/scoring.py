"""计分方法: what an indicator's value is worth, as pure functions. Exact: a third stays a third until the one rounding of the total.

Values and parameters are in the unit people read: of a rate per cent, so that 97.5% is 97.5. A target is compared with the value as
it is, never with what is shown of it. Every score says in words how it came about.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby, pairwise
from operator import itemgetter

Number = Fraction | Decimal | int
Show = Callable[[Fraction], str]
UP, DOWN = "up", "down"


@dataclass(frozen=True)
class Score:
    """Points, exact, and the sum they come from in words."""

    points: Fraction
    words: str


@dataclass(frozen=True)
class Band:
    """[low, high): None is without end."""

    low: Fraction | None
    high: Fraction | None
    points: Fraction

    def holds(self, x: Fraction) -> bool:
        return (self.low is None or self.low <= x) and (self.high is None or x < self.high)

    def words(self, show: Show) -> str:
        """90%以上、不到95%."""
        low = f"{show(self.low)}以上" if self.low is not None else ""
        high = f"不到{show(self.high)}" if self.high is not None else ""
        return "、".join(filter(None, (low, high))) or "任何值"


def half_up(number: Number, places: int = 2) -> Decimal:
    """Rounded half up (四舍五入): exactly, whatever the number of digits before."""
    exact = Fraction(number)
    scaled = exact * 10**places
    whole = (abs(scaled) + Fraction(1, 2)).__floor__()
    return Decimal(whole if scaled >= 0 else -whole).scaleb(-places)


def plain(number: Number) -> str:
    """At most four decimals, no trailing noughts: 97.5, 3, 0.3333."""
    text = f"{half_up(number, 4):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown(points: Number) -> str:
    """Points as they are shown: two decimals."""
    return f"{half_up(points):.2f}"


def linear(weight: Fraction, x: Fraction, x0: Fraction, x1: Fraction, show: Show = plain) -> Score:
    """线性: nought at ``x0``, all at ``x1``; falling where ``x0`` is the greater. Raises ValueError where they are the same."""
    if x0 == x1:
        raise ValueError("零分值与满分值相同，线性计分没有意义。")
    share = min(max((x - x0) / (x1 - x0), Fraction(0)), Fraction(1))
    points = weight * share
    if share in (0, 1):
        side = "达到满分值" if share else "没有超过零分值"
        bound = x1 if share else x0
        return Score(points, f"{show(x)}，{side}{show(bound)}，得{shown(points)}分")
    return Score(points, f"{plain(weight)}×（{show(x)}－{show(x0)}）÷（{show(x1)}－{show(x0)}）＝{shown(points)}分")


def threshold(weight: Fraction, x: Fraction, target: Fraction, better: str = UP, show: Show = plain) -> Score:
    """门槛（全扣全得）: all where the target is met, on the value as it is."""
    met = x <= target if better == DOWN else x >= target
    word = "不高于" if better == DOWN else "不低于"
    return Score(weight if met else Fraction(0), f"目标{word}{show(target)}，实际{show(x)}，{'达到' if met else '没有达到'}，得{shown(weight if met else 0)}分")


def gaps(bands: Sequence[Band], show: Show = plain) -> list[str]:
    """What keeps bands from covering the whole line once, in words; empty where they do."""
    if not bands:
        return ["没有写分档。请至少写一档。"]
    ordered = sorted(bands, key=lambda band: (band.low is not None, band.low or 0))
    said = [f"“{band.words(show)}”这一档的下限不小于上限。请改正。" for band in ordered if band.low is not None and band.high is not None and band.low >= band.high]
    if ordered[0].low is not None:
        said.append(f"低于{show(ordered[0].low)}的值没有分档。请补一档，下限留空。")
    if ordered[-1].high is not None:
        said.append(f"{show(ordered[-1].high)}及以上的值没有分档。请补一档，上限留空。")
    for one, two in pairwise(ordered):
        if one.high is None or two.low is None or one.high > two.low:
            said.append(f"“{one.words(show)}”与“{two.words(show)}”两档重叠。请改成首尾相接。")
        elif one.high < two.low:
            said.append(f"{show(one.high)}以上、不到{show(two.low)}的值没有分档。请改成首尾相接。")
    return said


def stepped(x: Fraction, bands: Sequence[Band], show: Show = plain) -> Score:
    """分档: the points of the band that holds the value. Raises ValueError where the bands do not cover the line once."""
    if wrong := gaps(bands, show):
        raise ValueError("".join(wrong))
    band = next(each for each in bands if each.holds(x))
    return Score(band.points, f"{show(x)}在“{band.words(show)}”一档，得{shown(band.points)}分")


def mid_ranks(values: Mapping[int, Fraction], better: str = UP) -> dict[int, Fraction]:
    """Each one's place among all, first is 1; those alike share the mean of their places."""
    ordered = sorted(values.items(), key=itemgetter(1), reverse=better != DOWN)
    found: dict[int, Fraction] = {}
    for _, together in groupby(ordered, key=itemgetter(1)):
        alike = [key for key, _ in together]
        found |= dict.fromkeys(alike, Fraction(2 * len(found) + 1 + len(alike), 2))
    return found


def ranked(weight: Fraction, place: Fraction, of_n: int) -> Score:
    """名次: w·(N－r＋1)÷N, N those with a value."""
    if of_n < 1:
        raise ValueError("没有可排名次的单位。")
    points = weight * (of_n - place + 1) / of_n
    return Score(points, f"{of_n}个单位中列第{plain(place)}，{plain(weight)}×（{of_n}－{plain(place)}＋1）÷{of_n}＝{shown(points)}分")


def deducted(weight: Fraction, each: Sequence[tuple[str, Fraction, Fraction]]) -> Score:
    """扣分: ``each`` is (what, how often, how many points a time); never below nought."""
    lost = sum((n * d for _, n, d in each), Fraction(0))
    points = max(Fraction(0), weight - lost)
    said = "；".join(f"{what}{plain(n)}×{plain(d)}分" for what, n, d in each if n) or "没有扣分的情形"
    return Score(points, f"{plain(weight)}分，{said}，{'扣完为止，' if lost > weight else ''}得{shown(points)}分")


def in_range(weight: Fraction, x: Fraction, low: Fraction, high: Fraction, slack: Fraction, show: Show = plain) -> Score:
    """区间: all inside [low, high], falling to nought ``slack`` outside. Raises ValueError for a range that is none."""
    if low > high or slack <= 0:
        raise ValueError("区间的下限不能大于上限，归零宽度须大于0。")
    away = max(low - x, x - high, Fraction(0))
    points = weight * max(Fraction(0), 1 - away / slack)
    if not away:
        return Score(points, f"{show(x)}在{show(low)}至{show(high)}之间，得满分{shown(points)}分")
    return Score(points, f"{show(x)}偏离{show(low)}至{show(high)} {show(away)}，偏离{show(slack)}归零，得{shown(points)}分")


def added(x: Fraction, each: Fraction, most: Fraction | None = None, word: str = "加") -> Score:
    """加分、减分: so many points a time, up to ``most``."""
    points = x * each
    capped = most is not None and points > most
    points = most if capped and most is not None else points
    return Score(points, f"{plain(x)}×{plain(each)}分{f'，最多{plain(most)}分' if capped and most is not None else ''}，{word}{shown(points)}分")


