"""Figures as a token may read them: exact, or as they may leave the house, and then not to be worked out from their neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from fengqiao.api.door import Reader
from fengqiao.api.shapes import FigureOut, IndicatorOut
from fengqiao.indicators.asking import NOTHING, Asked, By, Group
from fengqiao.indicators.figures import FEW_WORDS, Figure, figures, splits
from fengqiao.indicators.registry import IndicatorSet
from fengqiao.indicators.vocabulary import Indicator
from fengqiao.indicators.withholding import WITHHELD, withheld

TOTAL = "total"  # stands for the sum among the groups
OFFICE_WIDTH, COUNTY_WIDTH = 10**6, 10**9
Wanted = Sequence[tuple[str, Indicator]]


def indicator_out(each: Indicator) -> IndicatorOut:
    """The definition with its source and the law behind it."""
    return IndicatorOut(
        code=each.code, label=each.label, words=each.words, unit=each.unit, is_rate=each.is_rate, people=each.people, source=each.source,
        cite=[str(one) for one in each.cite], kinds={} if of_persons(each) else dict(each.words_of(())), version=each.version,
    )  # fmt: skip


def of_persons(indicator: Indicator) -> bool:
    """Whether its kinds are people, whose names are asked for: those are never told, nor their numbers."""
    return callable(indicator.kinds)


def wanted_of(found: Iterable[IndicatorSet]) -> list[tuple[str, Indicator]]:
    """The indicators of these sets, each with its set."""
    return [(each.code, indicator) for each in found for indicator in each.indicators]


def figure_out(line: str, figure: Figure, words: str = "", *, group: str = "", group_label: str = "", frozen: bool = False) -> FigureOut:
    """One figure; ``words``: what stands for one that is not told."""
    told = figure.as_json()
    return FigureOut(
        line=line, code=figure.indicator.code, label=figure.indicator.label, version=figure.indicator.version, unit=told["unit"], group=group, group_label=group_label,
        of=None if words else told["of"], met=None if words else told.get("met"), value=None if words else told["value"], words=words or figure.words,
        withheld=bool(words), frozen=frozen, now_value=None, now_words="", difference=None,
    )  # fmt: skip


def frozen_out(reader: Reader, line: str, frozen: Figure, now: Figure, words: str = "", *, group: str = "", group_label: str = "") -> FigureOut:
    """A locked figure with what it is today and the difference. Of people these two are told exactly or not at all: few came or went."""
    told = figure_out(line, frozen, words, group=group, group_label=group_label, frozen=True)
    if words or (frozen.indicator.people and not reader.exact):
        return told
    then, today = frozen.number, now.number
    return told.model_copy(update={
        "now_value": None if today is None else str(today), "now_words": now.words, "difference": None if today is None or then is None else str(today - then),
    })  # fmt: skip


def hides(reader: Reader, figure: Figure) -> str:
    """The words of a figure that is not told to this reader on its own account; empty when it is."""
    return FEW_WORDS if not reader.exact and figure.published == FEW_WORDS else ""


Held = Mapping[int, Mapping[tuple[str, str], Figure]]  # what is locked, by territory; the whole under 0


def of_groups(reader: Reader, wanted: Wanted, asked: Asked, by: By, names: Mapping[Group, str], held: Held | None = None) -> list[FigureOut]:
    """Group by group, the total of each indicator first; by office as they were locked, where they are."""
    if held is not None and by == "office":
        return _held_by_office(reader, wanted, asked, names, held)
    indicators = [each for _, each in wanted]
    totals, groups = figures(indicators, asked), splits(indicators, asked, by)
    rows: list[FigureOut] = []
    for n, (line, indicator) in enumerate(wanted):
        told = {} if by == "kind" and of_persons(indicator) else groups
        column: dict[Group, Figure] = {TOTAL: totals[n], **{group: told[group][n] for group in sorted(told, key=str)}}
        words = words_of(column) if indicator.people and not reader.exact else {}
        for group, figure in column.items():
            code, label = ("", "") if group == TOTAL else (_code(group, by), _label(indicator, group, by, names))
            rows.append(figure_out(line, figure, words.get(group, ""), group=code, group_label=label))
    return rows


def _held_by_office(reader: Reader, wanted: Wanted, asked: Asked, names: Mapping[Group, str], held: Held) -> list[FigureOut]:
    """The locked figures office by office, and today's beside them."""
    indicators = [each for _, each in wanted]
    totals, groups = figures(indicators, asked), splits(indicators, asked, "office")
    rows: list[FigureOut] = []
    for n, (line, indicator) in enumerate(wanted):
        now: dict[Group, Figure] = {TOTAL: totals[n], **{group: found[n] for group, found in groups.items()}}
        column = held_column(held, line, indicator)
        if not column:  # declared since it was locked
            words = words_of(now) if indicator.people and not reader.exact else {}
            for group in _in_order(now):
                code, label = _named(group, names)
                rows.append(figure_out(line, now[group], words.get(group, ""), group=code, group_label=label))
            continue
        none = Figure(indicator, NOTHING, NOTHING if indicator.is_rate else None)
        column = {group: column.get(group, none) for group in {**column, **now}}
        words = words_of(column) if indicator.people and not reader.exact else {}
        for group in _in_order(column):
            code, label = _named(group, names)
            rows.append(frozen_out(reader, line, column[group], now.get(group, none), words.get(group, ""), group=code, group_label=label))
    return rows


def held_column(held: Held, line: str, indicator: Indicator) -> dict[Group, Figure]:
    """One indicator's locked figures: the total and each office; empty where it was not locked."""
    found: dict[Group, Figure] = {}
    for territory, each in held.items():
        if (line, indicator.code) in each:
            found[territory // OFFICE_WIDTH if territory else TOTAL] = each[line, indicator.code]
    return found


def _in_order(column: Mapping[Group, Figure]) -> list[Group]:
    return [TOTAL, *sorted((group for group in column if group != TOTAL), key=str)]


def _named(group: Group, names: Mapping[Group, str]) -> tuple[str, str]:
    return ("", "") if group == TOTAL else (_code(group, "office"), names.get(group, ""))


def words_of(column: Mapping[Group, Figure]) -> dict[Group, str]:
    """What is not told of one indicator's groups and total, and what stands for it."""
    few = {group for group, figure in column.items() if figure.published == FEW_WORDS}
    hidden = set(few)
    sums = [([group for group in column if group != TOTAL], TOTAL)]
    for numbers in ({group: each.of.n for group, each in column.items()}, {group: each.met.n if each.met else 0 for group, each in column.items()}):
        if any(numbers.values()):
            hidden |= withheld(numbers, sums, hidden)
    return {group: FEW_WORDS if group in few else WITHHELD for group in hidden}


def of_office(reader: Reader, wanted: Wanted, asked: Asked) -> list[FigureOut]:
    """One place's figures. An office below the county is told as it would be among the others, so that no difference tells it."""
    indicators = [each for _, each in wanted]
    found = figures(indicators, asked)
    words = ["" if reader.exact else hides(reader, figure) for figure in found]
    if not reader.exact and asked.high - asked.low < COUNTY_WIDTH - 1 and (reader.low, reader.high) != (asked.low, asked.high):
        low = asked.low // COUNTY_WIDTH * COUNTY_WIDTH
        whole = Asked(low, low + COUNTY_WIDTH - 1, asked.period, asked.as_was)
        totals, groups = figures(indicators, whole), splits(indicators, whole, "office")
        for n, each in enumerate(indicators):
            if each.people:
                column: dict[Group, Figure] = {TOTAL: totals[n], **{group: row[n] for group, row in groups.items()}}
                words[n] = words_of(column).get(asked.low // OFFICE_WIDTH, words[n])
    return [figure_out(line, figure, said) for (line, _), figure, said in zip(wanted, found, words, strict=True)]


def of_locked_office(reader: Reader, wanted: Wanted, asked: Asked, held: Held, territory: int) -> list[FigureOut]:
    """One place's locked figures (``territory`` of the lock, 0 for all of it), told as they would be among the other offices."""
    today = figures([each for _, each in wanted], asked)
    rows: list[FigureOut] = []
    for (line, indicator), now in zip(wanted, today, strict=True):
        column = held_column(held, line, indicator)
        group: Group = territory // OFFICE_WIDTH if territory else TOTAL
        if not column:  # declared since it was locked
            rows += of_office(reader, [(line, indicator)], asked)
            continue
        frozen = column.get(group, Figure(indicator, NOTHING, NOTHING if indicator.is_rate else None))
        whole = reader.exact or (reader.low, reader.high) == (asked.low, asked.high) or not territory
        words = hides(reader, frozen) if whole or not indicator.people else words_of({**column, group: frozen}).get(group, "")
        rows.append(frozen_out(reader, line, frozen, now, words))
    return rows


def _code(group: Group, by: By) -> str:
    width = {"office": OFFICE_WIDTH, "county": COUNTY_WIDTH}.get(by)
    return str(int(group) * width) if width else str(group)


def _label(indicator: Indicator, group: Group, by: By, names: Mapping[Group, str]) -> str:
    return indicator.words_of([str(group)]).get(str(group), str(group) or "没有写明") if by == "kind" else names.get(group, "")
