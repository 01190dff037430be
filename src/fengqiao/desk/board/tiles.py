"""The tiles: at most eight figures, each with last year's and its last twelve months, opening to the figure's page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest

from fengqiao.desk.board.asked import SEASONS, Board
from fengqiao.indicators.figures import NONE, Figure, figures_over
from fengqiao.indicators.registry import IndicatorSet
from fengqiao.indicators.telling import change, told_alone
from fengqiao.indicators.vocabulary import Indicator

MOST = 8
WIDTH, HEIGHT = 100, 24  # of the small line, in its own units
Chosen = tuple[IndicatorSet, Indicator]


@dataclass(frozen=True)
class Tile:
    """One figure. ``number`` and ``rest`` are its words: 97.50% and （39/40）. A locked figure stands as locked."""

    label: str
    line: str
    number: str
    rest: str
    before: str
    change: str
    points: str
    url: str
    since: str  # of a locked figure that is another one now
    empty: bool = False  # words stand for a number there is none of


@dataclass(frozen=True)
class Read:
    """What the board asked of the figures that run through the months: the tiles, and of the drawn one its months beside last year's."""

    tiles: list[Tile]
    months: list[Figure]
    months_before: list[Figure]


def chosen(board: Board) -> list[Chosen]:
    """Of one line its own; of several the first of each, then the second, until there are eight."""
    wanted = [board.drawn_set] if board.line else board.sets
    columns = [[(each, each.indicator(code)) for code in each.shown.tiles] for each in wanted]
    return [one for row in zip_longest(*columns) for one in row if one is not None][:MOST]


def read(board: Board) -> Read:
    """One question, however many tiles and months there are."""
    tiles, months = chosen(board), board.months()
    period = board.question.period
    periods = [period, period.year_before(), *months, *(month.year_before() for month in months)]
    rows = figures_over([board.drawn, *(indicator for _, indicator in tiles)], board.question.asked, periods)
    (_, _, *drawn), *rest = zip(*rows, strict=True)
    return Read([_tile(board, *each, figures) for each, figures in zip(tiles, rest, strict=True)], drawn[: len(months)], drawn[len(months) :])


def _tile(board: Board, of: IndicatorSet, indicator: Indicator, figures: Sequence[Figure]) -> Tile:
    present, before, months = figures[0], figures[1], figures[2 : 2 + len(board.months())][-SEASONS:]
    now = board.lock.figures.get((of.code, indicator.code), present) if board.lock else present
    moved = board.whole and (now.of, now.met) != (present.of, present.met)
    told, then = told_alone(now, board.whole), told_alone(before, board.whole)
    number, _, rest = told.words.partition("（")
    drawn = months if board.whole or not indicator.people else []
    return Tile(
        indicator.label, of.label, number, f"（{rest}" if rest else "", then.words.partition("（")[0] if before.number is not None else NONE, change(now, before, board.whole),
        line_of([each.number for each in drawn]), board.figure_url(of, indicator), f"现为{present.words}" if moved else "", now.number is None,
    )  # fmt: skip


def line_of(numbers: Sequence[Decimal | None]) -> str:
    """The points of a small line; a month without a figure is left out. Nothing to draw: empty."""
    known = [(place, number) for place, number in enumerate(numbers) if number is not None]
    if len(known) < 2 or not any(number for _, number in known):
        return ""
    top, step = max(number for _, number in known), WIDTH / (len(numbers) - 1)
    return " ".join(f"{place * step:.1f},{HEIGHT - 2 - float(number / top) * (HEIGHT - 4):.1f}" for place, number in known)

