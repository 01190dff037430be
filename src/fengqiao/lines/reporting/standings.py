"""名次: how the offices stand beside each other in a few figures that have a good direction, in the assessment, and the county in the city.

By figures: a rate or a mean over fewer than five is not placed, since one case would decide it; alike share a place and the next is skipped.
By the assessment: only what goes out to the units, the published results of a year, or of a shorter period where the scheme lists it; nobody
reads more out in a speech than the units may read themselves (按月、按季排名通报是基层负担).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from fengqiao.assessment import results, rounds
from fengqiao.assessment.lost import Lost, lost
from fengqiao.assessment.models import CityRanking, Round, Run, Sheet
from fengqiao.assessment.scoring import plain
from fengqiao.divisions.territory import county_of
from fengqiao.indicators.asking import Asked, Group
from fengqiao.indicators.figures import Figure, percent, rounded, split_over
from fengqiao.indicators.vocabulary import DOWN, Indicator
from fengqiao.lines.reporting.catalogue import declared
from fengqiao.orgs.models import Office

RANKED = (("mediation", "M04b"), ("disputes", "D08"), ("mediation", "M18"), ("supervision", "S02"))
FEWEST = 5  # a house limit: what rests on fewer is not placed
OFFICE, COUNTY = 10**6, 10**9
MOST_LOST = 3
SMALL, NONE = "基数小", "—"
YEAR = timedelta(days=366)


@dataclass(frozen=True)
class Standings:
    """``rows``: an office and a cell for each figure of ``heads``; ``assessed``: unit, total, place, grade; ``said`` of when they are, or why
    there are none; ``city``: the county's place among the others of its city."""

    heads: Sequence[str] = ()
    rows: Sequence[tuple[str, Sequence[str]]] = ()
    said: str = ""
    assessed: Sequence[Sequence[str]] = ()
    city: str = ""

    def as_json(self) -> dict[str, Any]:
        rows = [[name, list(cells)] for name, cells in self.rows]
        return {"heads": list(self.heads), "rows": rows, "said": self.said, "assessed": [list(each) for each in self.assessed], "city": self.city}

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Standings:
        """Nothing of a report that was frozen before there were places."""
        rows = [(name, tuple(cells)) for name, cells in told.get("rows", ())]
        return cls(tuple(told.get("heads", ())), rows, told.get("said", ""), [tuple(each) for each in told.get("assessed", ())], told.get("city", ""))


def standings(asked: Asked) -> Standings:
    """The places inside what is asked: offices below a bureau; of an office alone its own line of the assessment."""
    heads, rows = _by_figures(asked) if asked.high - asked.low >= OFFICE else ([], [])
    said, assessed = _assessed(asked)
    return Standings(heads, rows, said, assessed, _city(asked))


# By figures ------------------------------------------------------------------------------------------------------------


def _by_figures(asked: Asked) -> tuple[list[str], list[tuple[str, Sequence[str]]]]:
    shown = [indicator for source in RANKED if (indicator := declared(source)) is not None]
    offices = Office.objects.filter(territory__range=(asked.low, asked.high), kind="office", to_on__isnull=True).order_by("territory").values_list("territory", "short_name")
    groups: list[tuple[Group, str]] = [(territory // OFFICE, name) for territory, name in offices]
    now, before = split_over(shown, asked, [asked.period, asked.period.year_before()], "office")
    there = {group for group, _ in groups}
    columns = [
        [_cell(group, year, places(year, indicator, there), places(last, indicator, there)) for group, _ in groups]
        for indicator, year, last in zip(shown, now, before, strict=True)
    ]  # fmt: skip
    return [each.label for each in shown], [(name, tuple(column[n] for column in columns)) for n, (_, name) in enumerate(groups)]


def places(found: Mapping[Group, Figure], indicator: Indicator, there: set[Group]) -> dict[Group, int]:
    """The place of each group among these, the best first; those alike have one place, the next is skipped."""
    numbers: dict[Group, Decimal] = {group: each.number for group, each in found.items() if group in there and each.number is not None and each.of.n >= FEWEST}
    sign = 1 if indicator.better == DOWN else -1
    ordered = sorted(number * sign for number in numbers.values())
    return {group: ordered.index(number * sign) + 1 for group, number in numbers.items()}


def _cell(group: Group, found: Mapping[Group, Figure], now: Mapping[Group, int], before: Mapping[Group, int]) -> str:
    figure = found.get(group)
    if figure is None or figure.number is None:
        return NONE
    words = percent(figure.number) if figure.met is not None else f"{rounded(figure.number, 1)}{figure.indicator.unit}"
    if group not in now:
        return f"{words}\n{SMALL}"
    last = f"，上年第{before[group]}" if group in before else ""
    return f"{words}\n第{now[group]}名{last}"


# By the assessment -----------------------------------------------------------------------------------------------------


def _assessed(asked: Asked) -> tuple[str, list[Sequence[str]]]:
    """The latest published results of these days, or of the year before them."""
    period = asked.period
    published = Round.objects.filter(territory=county_of(asked.low), stage=rounds.PUBLISHED.code, to_on__lte=period.to_on, to_on__gte=period.from_on - YEAR)
    latest = published.select_related("scheme").order_by("-to_on", "from_on")
    for found in latest:
        if found.period.is_year or found.scheme.interim_lists:
            return f"{found.scheme.name}，{found.period_words}的成绩，{found.published_on:%Y-%m-%d}公布。", _lines(found, asked)
    first = latest.first()
    if first is not None:
        return f"{first.period_words}的考核成绩只告知各单位自己，不列名次。", []
    return "这段时间没有公布过考核成绩。", []


def _lines(found: Round, asked: Asked) -> list[Sequence[str]]:
    try:
        run = results.run_of(found.pk)
    except Run.DoesNotExist:
        return []
    sheets = [each for each in results.sheets_of(run) if asked.low <= each.territory <= asked.high]
    return [_line(each) for each in sorted(sheets, key=lambda each: (each.rank is None, each.rank or 0, each.territory))]


def _line(sheet: Sheet) -> Sequence[str]:
    total = NONE if sheet.total is None else str(sheet.total)
    return sheet.office.short_name, total, f"{sheet.rank}/{sheet.of_n}" if sheet.rank is not None else "不排名", sheet.grade or NONE


def _city(asked: Asked) -> str:
    """Of a county, not of one of its offices."""
    if asked.high - asked.low < COUNTY - 1:
        return ""
    period = asked.period
    row = CityRanking.objects.filter(territory=county_of(asked.low), year__range=(period.from_on.year - 1, period.to_on.year)).order_by("-year", "-pk").first()
    if row is None:
        return ""
    moved = "" if not row.last_rank else f"，上期第{row.last_rank}名" + ("，位次持平" if row.last_rank == row.rank else f"，{'前移' if row.rank < row.last_rank else '后移'}{abs(row.last_rank - row.rank)}位")
    behind = [each for each in lost([Lost.of(kept) for kept in row.rows]) if each.to_median > 0][:MOST_LOST]
    told = "；与中位数相比失分最多的是" + "、".join(f"{each.label}（少{plain(each.to_median)}分）" for each in behind) if behind else ""
    return f"{row.when}全市第{row.rank}名，共{row.of_n}个县（区）{moved}{told}（{row.document}）。"
