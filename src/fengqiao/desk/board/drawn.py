"""What is drawn of one line: month by month beside last year, office by office, by kind, by season; and the table behind each drawing.

A drawing is JSON for the script; the table is the page. Without the script the table is all there is, and it says the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fengqiao.desk.board.asked import SEASONS, Board
from fengqiao.divisions.territory import FIRST_SECTION
from fengqiao.indicators.asking import NOTHING, WIDTHS, By, Group
from fengqiao.indicators.figures import Figure, split_over
from fengqiao.indicators.telling import Told, told
from fengqiao.indicators.vocabulary import Indicator
from fengqiao.orgs.models import Office, OfficeKind

_ENDINGS = ("人民调解委员会", "调解委员会", "调委会", "司法所")
MOST_VILLAGES = 20  # drawn; the table has all


@dataclass(frozen=True)
class Line:
    """A row of a table: what, this period's and last year's words, and their numbers for the drawing."""

    label: str
    now: Told
    before: Told
    url: str = ""


@dataclass(frozen=True)
class Drawing:
    """A drawing and its table. ``kind`` is line or bars; ``said`` tells it in a sentence; ``why_not`` where nothing is drawn."""

    key: str
    kind: str
    title: str
    head: str
    lines: Sequence[Line]
    said: str = ""
    why_not: str = ""
    unit: str = ""
    share: bool = False
    limit: int = 0  # so many are drawn; the table has all

    def as_json(self) -> dict[str, Any]:
        """For the script."""
        shown = list(self.lines)[: self.limit or None]
        return {
            "key": self.key, "kind": self.kind, "unit": "%" if self.share else self.unit, "labels": [each.label for each in shown],
            "now": [self._number(each.now) for each in shown], "before": [self._number(each.before) for each in shown],
        }  # fmt: skip

    def _number(self, told_: Told) -> float | None:
        if told_.number is None:
            return None
        return round(float(told_.number) * (100 if self.share else 1), 2)


def months(board: Board, now: Sequence[Figure], before: Sequence[Figure]) -> Drawing:
    """Two years month by month, each beside the same month a year before."""
    title = f"{board.drawn.label}：逐月和去年同月"
    if not board.by_month:
        return drawing(board, "months", "line", title, "月份", (), why_not="人数指标，只看合计的岗位不列逐月。")
    lines = [
        Line(f"{month.from_on:%Y-%m}", Told(a.words, a.number), Told(b.words, b.number),
             board.question.url("figure", board.drawn_set.code, board.drawn.code, period=month.written) if board.whole else "")
        for month, a, b in zip(board.months(), now, before, strict=True)
    ]  # fmt: skip
    return drawing(board, "months", "line", title, "月份", lines, said=highest(lines))


def drawing(board: Board, key: str, kind: str, title: str, head: str, lines: Sequence[Line], **more: Any) -> Drawing:
    return Drawing(key, kind, title, head, lines, unit=board.drawn.unit, share=board.drawn.is_rate, **more)


def highest(lines: Sequence[Line]) -> str:
    known = [each for each in lines if each.now.number]
    if not known:
        return "没有数。"
    top = max(known, key=lambda each: each.now.number or 0)
    return f"最多的是{top.label}，{top.now.words}。"


# Office by office ----------------------------------------------------------------------------------------------------


def grain(board: Board) -> By:
    """How finely it is told: a county by its offices, an office by its villages."""
    asked = board.question.asked
    return "office" if asked.high - asked.low >= WIDTHS["office"] else "place"


def names(board: Board, by: By) -> dict[int, Office]:
    """The bodies of that grain inside the question, by the number of their group; of an office itself its committees too."""
    asked, width = board.question.asked, WIDTHS[by]
    kinds = (OfficeKind.BUREAU, OfficeKind.OFFICE) if by == "office" else (OfficeKind.OFFICE, OfficeKind.COMMITTEE)
    found = [each for each in board.question.offices if asked.low <= each.territory <= asked.high and each.kind in kinds]
    return {each.territory // width: each for each in found}


def plain(office: Office) -> str:
    """枫林镇 for 枫林镇司法所, 白水村 for 白水村人民调解委员会."""
    name = office.short_name
    for ending in _ENDINGS:
        name = name.removesuffix(ending)
    return name or office.short_name


@dataclass(frozen=True)
class There:
    """Village by village, of the line that is drawn: both periods, and of its hot spots the months of the seasons."""

    now: Mapping[Group, Figure]
    before: Mapping[Group, Figure]
    months: Sequence[Mapping[Group, Figure]]


def there(board: Board) -> There:
    """One question for the offices, the map and the hot spots: offices are the sums of their villages."""
    period, spots = board.question.period, board.spots
    periods = [period, period.year_before(), *(board.months()[-SEASONS:] if spots else [])]
    now, before, *months = split_over([board.drawn, spots or board.drawn], board.question.asked, periods, "place")
    return There(now[0], before[0], [found for _, found in months])


def rolled_up(found: Mapping[Group, Figure], by: By) -> dict[Group, Figure]:
    """By office what is known by village; what the bureau's sections and centres have is the bureau's own."""
    if by == "place":
        return dict(found)
    merged: dict[Group, Figure] = {}
    for group, each in found.items():
        office = int(group) // 1000
        own = office // 1000 * 1000 if office % 1000 >= FIRST_SECTION else office
        so_far = merged.get(own)
        met = each.met + so_far.met if so_far and so_far.met and each.met else each.met
        merged[own] = Figure(each.indicator, each.of + so_far.of, met) if so_far else each
    return merged


def offices(board: Board, found: There) -> tuple[Drawing, list[tuple[Office, Line]]]:
    """This period's beside last year's, in the order of the tree; the same for the map."""
    by = grain(board)
    now, before = rolled_up(found.now, by), rolled_up(found.before, by)
    bodies = names(board, by)
    groups: list[Group] = [each for each, body in bodies.items() if each in now or each in before or (by == "office" and body.kind == OfficeKind.OFFICE and not body.to_on)]
    groups += sorted((each for each in {*now, *before} if each not in bodies), key=str)
    shown = list(zip(groups, both(board, board.drawn, groups, now, before), strict=True))
    pairs = [(bodies[int(group)], _office_line(board, bodies[int(group)], *figures)) for group, figures in shown if group in bodies]
    lines = [each for _, each in pairs] + [Line("已经调整的机构", *figures) for group, figures in shown if group not in bodies]
    word = "各所" if by == "office" else "各村（社区）"
    return drawing(board, "offices", "bars", f"{board.drawn.label}：{word}和去年同期", "机构", lines, said=highest(lines), limit=0 if by == "office" else MOST_VILLAGES), pairs


def _office_line(board: Board, office: Office, now: Told, before: Told) -> Line:
    url = board.figure_url(board.drawn_set, board.drawn, office=str(office.territory))
    return Line(plain(office) if office.kind != OfficeKind.BUREAU else "局机关", now, before, url)


def both(board: Board, of: Indicator, groups: Sequence[Group], now: Mapping[Group, Figure], before: Mapping[Group, Figure]) -> list[tuple[Told, Told]]:
    """Both periods' parts as they are told, nothing as nought."""
    none = _nothing(of)
    return list(zip(told([now.get(each, none) for each in groups], board.whole), told([before.get(each, none) for each in groups], board.whole), strict=True))


def _nothing(indicator: Indicator) -> Figure:
    return Figure(indicator, NOTHING, NOTHING if indicator.is_rate else None)
