"""An item's parameters read and judged, and its score: what a scheme's row means in the words of :mod:`scoring`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any, Protocol

from fengqiao.assessment import scoring
from fengqiao.assessment.codes import Method
from fengqiao.assessment.scoring import Band, Score, plain
from fengqiao.assessment.values import Value

# What each method asks for: the key of the parameter and its word
ASKS: Mapping[str, tuple[tuple[str, str], ...]] = {
    Method.LIN: (("x0", "零分值"), ("x1", "满分值")), Method.THR: (("target", "目标值"),), Method.STEP: (("bands", "分档"),), Method.RANK: (),
    Method.DED: (("d", "每次扣分"),), Method.RANGE: (("a", "区间下限"), ("b", "区间上限"), ("slack", "归零宽度")), Method.BON: (("each", "每次加分"),),
    Method.MINUS: (("each", "每次减分"),), Method.VETO: (("over", "超过多少否决"),),
}  # fmt: skip
FURTHER: Mapping[str, tuple[tuple[str, str], ...]] = {Method.BON: (("most", "最多加分"),), Method.MINUS: (("most", "最多减分"),)}
MARK = "unset"


class Asked(Protocol):
    """What of an item's row is needed here."""

    method: str
    better: str
    weight: Decimal
    unit: str
    label: str
    params: Any


def number(text: Any) -> Fraction | None:
    """A number as written, exact; None for an empty cell. Raises ValueError with what to write."""
    written = str(text if text is not None else "").strip().rstrip("%％").replace(",", "").replace("，", "")
    if not written:
        return None
    try:
        found = Decimal(written)
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite():
        raise ValueError(f"“{text}”不是数。请写成95或者95.5这样；百分数直接写95。")
    return Fraction(found)


def show_as(unit: str) -> Callable[[Fraction], str]:
    """Numbers of an item as people write them: 97.5%, 3件."""
    return lambda x: f"{plain(x)}{unit}"


def read_bands(text: str) -> list[list[str | None]]:
    """Bands as written, one a line: 不到80：0, 80-90：5, 90以上：10. Raises ValueError with what to write."""
    found: list[list[str | None]] = []
    for line in filter(None, (each.strip() for each in text.replace("；", "\n").splitlines())):
        head, mark, points = line.replace(":", "：").partition("：")
        span = head.replace("—", "-").replace("－", "-").replace("~", "-").replace("至", "-").strip()
        low, high = _span(span)
        if not mark or (low is None and high is None and span not in ("其他", "任何值")):
            raise ValueError(f"“{line}”认不出来。请写成：不到80：0；80-90：5；90以上：10。")
        got = number(points.strip().rstrip("分"))
        if got is None:
            raise ValueError(f"“{line}”没有写几分。")
        found.append([None if low is None else plain(low), None if high is None else plain(high), plain(got)])
    return found


def _span(span: str) -> tuple[Fraction | None, Fraction | None]:
    for word in ("不到", "低于", "小于", "<", "＜"):
        if span.startswith(word):
            return None, number(span[len(word) :])
    for word in ("及以上", "以上"):
        if span.endswith(word):
            return number(span[: -len(word)]), None
    for word in ("≥", ">=", "不低于"):
        if span.startswith(word):
            return number(span[len(word) :]), None
    if "-" in span[1:]:
        place = span.index("-", 1)
        return number(span[:place]), number(span[place + 1 :])
    return None, None


def write_bands(rows: Sequence[Sequence[str | None]]) -> str:
    """Bands as a person writes them; :func:`read_bands` reads it back."""
    lines = []
    for low, high, points in rows:
        span = f"不到{high}" if low is None and high is not None else f"{low}以上" if high is None and low is not None else f"{low}-{high}" if low is not None else "任何值"
        lines.append(f"{span}：{points}")
    return "\n".join(lines)


def bands_of(params: Mapping[str, Any]) -> list[Band]:
    return [Band(number(low), number(high), number(points) or Fraction(0)) for low, high, points in params.get("bands", ())]


def wrong(item: Asked, params: Mapping[str, Any]) -> list[str]:
    """What is wrong with parameters that are there, in words; what is missing is :func:`unset`."""
    try:
        read = {key: number(value) for key, value in params.items() if key not in ("bands", "also")}
        bands = bands_of(params)
    except ValueError as unread:
        return [str(unread)]
    show = show_as(item.unit)
    said: list[str] = []
    if item.method == Method.LIN and read.get("x0") is not None and read.get("x0") == read.get("x1"):
        said.append(f"零分值与满分值都是{show(read['x0'] or Fraction(0))}，线性计分没有意义。请改成两个不同的数。")
    if item.method == Method.STEP and params.get("bands"):
        said += scoring.gaps(bands, show)
        weight = Fraction(item.weight)
        said += [f"“{band.words(show)}”一档得{plain(band.points)}分，超过本项的{plain(weight)}分。" for band in bands if band.points > weight]
        said += ["分档的得分不能是负数。" for band in bands if band.points < 0][:1]
    if item.method == Method.RANGE and read.get("a") is not None and read.get("b") is not None:
        if (read["a"] or 0) > (read["b"] or 0):
            said.append("区间的下限大于上限。请对调。")
        if read.get("slack") is not None and (read["slack"] or 0) <= 0:
            said.append("归零宽度须大于0。")
    for key, word in (("d", "每次扣分"), ("each", "每次加减分"), ("most", "最多加减分")):
        if (read.get(key) or 0) < 0:
            said.append(f"{word}不能是负数。")
    if item.method in (Method.THR, Method.RANK) and not item.better:
        said.append(f"{dict(Method.choices)[item.method]}计分要写明方向：越高越好，还是越低越好。")
    return said


def unset(item: Asked, params: Mapping[str, Any]) -> list[str]:
    """The parameters that are still empty, by their words (未设目标)."""
    return [word for key, word in ASKS.get(item.method, ()) if params.get(key) in (None, "", [])]


def score(item: Asked, params: Mapping[str, Any], value: Value, place: tuple[Fraction, int] | None = None) -> Score:
    """The points of a value that is there. ``place``: of RANK, the middle place and how many take part."""
    weight, show, x = Fraction(item.weight), show_as(item.unit), value.x
    assert x is not None
    given: Callable[[str], Fraction] = lambda key: number(params[key]) or Fraction(0)  # noqa: E731 - short for what follows
    match item.method:
        case Method.LIN:
            return scoring.linear(weight, x, given("x0"), given("x1"), show)
        case Method.THR:
            return scoring.threshold(weight, x, given("target"), item.better, show)
        case Method.STEP:
            return scoring.stepped(x, bands_of(params), show)
        case Method.RANK:
            assert place is not None
            return scoring.ranked(weight, *place)
        case Method.DED:
            further = [(label, n, number(d) or Fraction(0)) for (label, d, *_), n in zip(params.get("also", ()), value.further, strict=False)]
            return scoring.deducted(weight, [(item.label, x, given("d")), *further])
        case Method.RANGE:
            return scoring.in_range(weight, x, given("a"), given("b"), given("slack"), show)
        case Method.BON | Method.MINUS:
            return scoring.added(x, given("each"), number(params.get("most")), "加" if item.method == Method.BON else "减")
        case Method.VETO:
            over = given("over")
            hit = x > over
            return Score(Fraction(1 if hit else 0), f"{show(x)}，{'超过' if hit else '没有超过'}{show(over)}，{'一票否决' if hit else '不否决'}")
    raise ValueError(f"unknown method {item.method!r}")
