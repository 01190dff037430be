"""By kind, and the charts of seasons: which kind in which month, which village in which month; the darker the more, and the number in it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from fengqiao.desk.board.asked import SEASONS, Board
from fengqiao.desk.board.drawn import Drawing, Line, There, both, drawing, grain, highest, names, plain, rolled_up
from fengqiao.indicators.asking import WIDTHS, By, Group
from fengqiao.indicators.figures import Figure, split_over
from fengqiao.indicators.periods import Period
from fengqiao.indicators.vocabulary import Times
from fengqiao.orgs.models import OfficeKind

MOST_ROWS, MOST_DRAWN = 12, 10
SHADES = 5
OTHERS, UNSAID = "其他", "没有写明"
_SEASONS = ("冬", "春", "夏", "秋")
Labelled = Callable[[Group], tuple[str, str]]  # its label and where it leads


@dataclass(frozen=True)
class Square:
    """What stands in a square, and how dark it is: 0 to 5."""

    n: int
    shade: int


@dataclass(frozen=True)
class Row:
    """A village or a kind through the months."""

    label: str
    url: str
    squares: Sequence[Square]
    total: int


@dataclass(frozen=True)
class Seasons:
    """A chart of seasons. ``seasons``: each with how many months it covers here."""

    key: str
    title: str
    head: str
    seasons: Sequence[tuple[str, int]]
    months: Sequence[str]
    rows: Sequence[Row]
    said: str = ""
    why_not: str = ""


def kinds(board: Board) -> tuple[Drawing, Seasons]:
    """By kind with last year beside, and each kind month by month."""
    period, months = board.question.period, board.months()[-SEASONS:]
    title, by_month = f"{board.drawn.label}：按类型", _summed(board)
    if callable(board.drawn.kinds) or not board.drawn.kinds or board.drawn.is_rate:
        none = "按人的不在驾驶舱里分列。" if callable(board.drawn.kinds) else "这项指标不分类型。"  # no scores of named persons
        return drawing(board, "kinds", "bars", title, "类型", (), why_not=none), _empty("kind-months", title, "类型", none)
    periods = [period, period.year_before(), *(months if by_month else [])]
    now, before, *rest = (found for (found,) in split_over([board.drawn], board.question.asked, periods, "kind"))
    groups = sorted({*now, *before}, key=lambda each: (-(now[each].number or 0) if each in now else 0, str(each)))
    lines = [
        Line(_word(board, group), *figures, _kind_url(board, group))
        for group, figures in zip(groups, both(board, board.drawn, groups, now, before), strict=True)
    ]  # fmt: skip
    bars = drawing(board, "kinds", "bars", title, "类型", lines, said=highest(lines), limit=MOST_DRAWN)
    if not by_month:
        return bars, _empty("kind-months", f"{title}、月份", "类型", _why(board))
    counted = {group: [_n(month, group) for month in rest] for group in {each for month in rest for each in month}}
    return bars, _chart(board, "kind-months", f"{title}、月份", "类型", counted, lambda group: (_word(board, group), ""))


def villages(board: Board, found: There) -> Seasons:
    """Where it happened and when: the villages that had most in the last twelve months; to whom sums alone are shown, the towns."""
    spots = board.spots
    by: By = "place" if board.whole else grain(board)
    head = "村（社区）" if by == "place" else "乡镇"
    title = f"{(spots or board.drawn).label}：{head}、月份"
    if spots is None:
        return _empty("village-months", title, head, f"“{board.drawn_set.label}”不按村统计。")
    rows = [rolled_up(month, by) for month in found.months]
    bodies, towns = names(board, by), names(board, "office")
    same = Counter(plain(each) for each in bodies.values() if each.kind == OfficeKind.COMMITTEE)
    counted = {group: [_n(month, group) for month in rows] for group in {each for month in rows for each in month}}

    def labelled(group: Group) -> tuple[str, str]:
        body = bodies.get(int(group))
        if body is None:
            return "没有写明村（社区）" if by == "place" else "已经调整的机构", ""
        own = by == "place" and body.kind != OfficeKind.COMMITTEE
        town = towns.get(body.territory // WIDTHS["office"])
        where = "（没有写到村）" if own else f"（{plain(town)}）" if body.kind == OfficeKind.COMMITTEE and same[plain(body)] > 1 and town is not None else ""
        return plain(body) + where, board.figure_url(board.drawn_set, spots, office=str(body.territory))

    return _chart(board, "village-months", title, head, counted, labelled)


def _summed(board: Board) -> bool:
    """Whether months may stand beside each other: how often it happened in them, not what stands at their end, and told of them at all."""
    return board.by_month and isinstance(board.drawn.of, Times)


def _why(board: Board) -> str:
    return "这项指标不是件数，不逐月相加。" if board.by_month else "人数指标，只看合计的岗位不列逐月。"


def _n(found: Mapping[Group, Figure], group: Group) -> int:
    return found[group].of.n if group in found else 0


def _word(board: Board, kind: Group) -> str:
    return board.drawn.words_of((str(kind),)).get(str(kind), str(kind)) or UNSAID


def _kind_url(board: Board, kind: Group) -> str:
    if not board.whole:
        return ""
    return board.question.url("figure-matters", board.drawn_set.code, board.drawn.code, half="of", kind=str(kind) or "-")


def _empty(key: str, title: str, head: str, why: str) -> Seasons:
    return Seasons(key, title, head, (), (), (), why_not=why)


def _chart(board: Board, key: str, title: str, head: str, counted: Mapping[Group, Sequence[int]], labelled: Labelled) -> Seasons:
    """The rows with most first, what is over in one row; of one label one row."""
    months = board.months()[-SEASONS:]
    named: dict[tuple[str, str], list[int]] = {}
    for group in sorted(counted, key=str):
        label = labelled(group)
        named[label] = [a + b for a, b in zip(named.get(label, [0] * len(months)), counted[group], strict=True)]
    ranked = sorted(((label, numbers) for label, numbers in named.items() if sum(numbers)), key=lambda each: (-sum(each[1]), each[0]))
    shown, rest = ranked[:MOST_ROWS], ranked[MOST_ROWS:]
    most = max((n for _, numbers in shown for n in numbers), default=0)
    rows = [Row(label, url, [Square(n, shade(n, most)) for n in numbers], sum(numbers)) for (label, url), numbers in shown]
    if rest:
        sums = [sum(column) for column in zip(*(numbers for _, numbers in rest), strict=True)]
        rows.append(Row(f"{OTHERS}{len(rest)}个", "", [Square(n, 0) for n in sums], sum(sums)))
    return Seasons(key, title, head, _seasons(months), [str(month.from_on.month) for month in months], rows, said=_said(rows, months), why_not="" if rows else "这十二个月没有数。")


def _seasons(months: Sequence[Period]) -> list[tuple[str, int]]:
    words = [_SEASONS[month.from_on.month % 12 // 3] for month in months]
    return [(word, len(list(run))) for word, run in groupby(words)]


def shade(n: float, most: float) -> int:
    """0 for nothing, else 1 to 5 by its part of the most."""
    return 0 if not n or not most else max(1, math.ceil(n * SHADES / most))


def _said(rows: Sequence[Row], months: Sequence[Period]) -> str:
    found = [(square.n, row.label, month) for row in rows if not row.label.startswith(OTHERS) for square, month in zip(row.squares, months, strict=True)]
    if not found:
        return ""
    n, label, month = max(found, key=lambda each: each[0])
    return f"最多的是{label}{month.from_on.year}年{month.from_on.month}月，{n}件。"
