"""The figures of visits, V01 to V11, each declared once. Counts alone, no names.

申请 and 会见 are different things: V01, V03, V04, V05 are always shown side by side. What counts requests and visits is declared as
indicators and opens to them; who came as a different person, working days and the terminals' hours are reckoned here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from fengqiao.booking import free
from fengqiao.booking.models import Kind, Resource
from fengqiao.daycount import Calendar
from fengqiao.indicators.asking import Asked
from fengqiao.indicators.figures import Figure, figures
from fengqiao.indicators.periods import Period
from fengqiao.indicators.registry import OnBoard
from fengqiao.indicators.vocabulary import DOWN, Indicator, Rows, Tallied, Times, Total
from fengqiao.lines.visits import codes
from fengqiao.matter import calendars
from fengqiao.matter.counting import tally

SOURCE = "本局远程会见情况统计表"


def _requests() -> Rows:
    from fengqiao.lines.visits.models import VisitRequest

    return VisitRequest.objects.all()


def _sessions() -> Rows:
    from fengqiao.lines.visits.models import VisitSession

    return VisitSession.objects.exclude(outcome="")


def _held() -> Rows:
    """Visits that were held to their end."""
    return _sessions().filter(outcome="done")


ASKED = Tallied("visits.asked", _requests, "asked_on", kind="channel", amount="persons")
ANSWERED = Tallied("visits.answered", lambda: _requests().filter(approved__isnull=False), "answered_on")
APPROVED = Tallied("visits.approved", lambda: _requests().filter(approved=True), "answered_on", kind="priority", amount="persons")
HELD = Tallied("visits.held", _held, "on", amount="arrived")
WITH_PRIORITY = Tallied(
    "visits.with_priority", lambda: _held().exclude(matter__visitrequest__priority=""), "on", kind="matter__visitrequest__priority", amount="arrived"
)  # fmt: skip
NOT_COME = Tallied("visits.not_come", lambda: _requests().filter(stage="no_show"), "closed_on")
SIGNED_IN = Tallied("visits.signed_in", _sessions, "on")

V01 = Indicator("V01", "申请次数", "登记日期在本期的申请，一个申请只计一次", Times(ASKED), unit="次", source=SOURCE, kinds=dict(codes.CHANNELS))
V02 = Indicator("V02", "批准次数", "监狱答复日期在本期、同意的申请", Times(APPROVED), unit="次", source=SOURCE)
V02_RATE = Indicator("V02r", "批准率", "同意的÷监狱答复日期在本期的申请", Times(ANSWERED), Times(APPROVED), blank="没有已答复的申请", source=SOURCE)
FROM_AFAR = (codes.OLD, codes.SICK, codes.FAR)
V02_PEOPLE = Indicator("V02p", "批准会见人数", "同意的申请上的会见人数之和，按人次，不去重", Total(APPROVED), unit="人次", source=SOURCE)
V02_SPECIAL = Indicator("V02s", "其中：高龄、患病、路途遥远", "同意的申请中，家属所述情形是高龄、患病或者路途遥远的", Times(APPROVED, kinds=FROM_AFAR), unit="次", source=SOURCE)
V02_SPECIAL_PEOPLE = Indicator("V02sp", "高龄、患病、路途遥远会见人数", "高龄、患病、路途遥远的同意的申请上的会见人数之和", Total(APPROVED, kinds=FROM_AFAR), unit="人次", source=SOURCE)
V03 = Indicator("V03", "会见次数", "会见日期在本期、会见完毕的；中止的不计", Times(HELD), unit="次", source=SOURCE)
V04 = Indicator("V04", "会见人次", "本期会见完毕的，到场人数之和", Total(HELD), unit="人次", source=SOURCE)
V06 = Indicator("V06", "优先会见次数", "本期会见完毕的，有家属所述优先情形的", Times(WITH_PRIORITY), unit="次", source=SOURCE, kinds=dict(codes.PRIORITIES))
V06_PEOPLE = Indicator("V06p", "优先会见人次", "本期优先会见的到场人数之和", Total(WITH_PRIORITY), unit="人次", source=SOURCE, kinds=dict(codes.PRIORITIES))
V07 = Indicator("V07", "未到率", "约定以后没有来的÷没有来的和签到的", Times(SIGNED_IN, also=(NOT_COME,)), Times(NOT_COME), blank="没有应到的会见", source=SOURCE, better=DOWN)
INDICATORS = (V01, V02, V02_PEOPLE, V02_SPECIAL, V02_SPECIAL_PEOPLE, V02_RATE, V03, V04, V06, V06_PEOPLE, V07)
BOARD = OnBoard(tiles=("V01", "V03", "V02r", "V04", "V07"), drawn="V01")


@dataclass(frozen=True)
class Span:
    """Whose figures, and of which days, both ends included."""

    low: int
    high: int
    first_on: date
    last_on: date

    @property
    def inside(self) -> dict[str, Any]:
        return {"territory__gte": self.low, "territory__lte": self.high}

    def days(self, column: str) -> dict[str, Any]:
        return {f"{column}__gte": self.first_on, f"{column}__lte": self.last_on}


Within = Callable[[Span], QuerySet[Any]]
Number = tuple[Within, str]  # how many rows, or the sum of the named column


class Found:
    """What the figures of a span are reckoned from: indicators and numbers in one question each, the rest when first asked for."""

    def __init__(self, span: Span) -> None:
        self.span = span
        asked = Asked(span.low, span.high, Period(span.first_on, span.last_on))
        self._figures = {each.indicator.code: each for each in figures(INDICATORS, asked)}
        numbers = tally([(rows(span), column) if column else rows(span) for rows, column in NUMBERS])
        self._numbers = dict(zip(NUMBERS, numbers, strict=True))

    def figure(self, indicator: Indicator) -> Figure:
        """One of INDICATORS."""
        return self._figures[indicator.code]

    def number(self, rows: Within, column: str = "") -> int:
        """One of NUMBERS."""
        return self._numbers[rows, column]

    @cached_property
    def calendar(self) -> Calendar:
        return calendars.current()

    @cached_property
    def visits(self) -> list[tuple[list[str], date, date | None, bool]]:
        """Of each visit held: who came, when, when it was asked for, whether its particulars are destroyed."""
        matter = "matter__visitrequest__asked_on"
        return list(held(self.span).values_list("arrived_keys", "on", matter, "matter__shredded"))


@dataclass(frozen=True)
class Line:
    """A line of the sheet: its code, its words, and its value as it is printed."""

    code: str
    label: str
    of: Callable[[Found], str]


def held(span: Span) -> QuerySet[Any]:
    """V03's rows of the days, read one by one where counting them is not enough."""
    return _held().filter(**span.inside, **span.days("on"))


def answered(span: Span) -> QuerySet[Any]:
    return _requests().filter(**span.inside, **span.days("answered_on"), approved__isnull=False)


def _people(found: Found) -> str:
    """V05: how many different visitors came; those without a document number are not told apart, nor those of long ago."""
    keys = {key for came, _, _, _ in found.visits for key in came}
    past = sum(destroyed for _, _, _, destroyed in found.visits)
    return f"{len(keys)}人" + (f"（另有{past}次已过保存期限，不再能去重）" if past else "")


def _answer_time(found: Found) -> str:
    """V08: working days from forwarding to the answer, and days from asking to the visit, in the mean."""
    calendar = found.calendar
    asked_and_told = answered(found.span).values_list("forwarded_on", "answered_on")
    days = [
        calendar.workdays_after(sent, told) for sent, told in asked_and_told if sent is not None and told is not None
    ]
    waits = [(on - asked_on).days for _, on, asked_on, _ in found.visits if asked_on is not None]
    return f"答复{_mean(days)}个工作日，等待{_mean(waits)}天" if days or waits else "没有已答复的申请"


def _mean(found: Iterable[int]) -> str:
    listed = list(found)
    return f"{sum(listed) / len(listed):.1f}" if listed else "0"


def at_terminals(span: Span) -> QuerySet[Any]:
    """What was held at the terminals inside the reach."""
    from fengqiao.lines.visits.models import VisitSession

    here = Resource.objects.filter(kind=Kind.TERMINAL, **span.inside).values("pk")
    return VisitSession.objects.filter(**span.days("on"), resource_id__in=here)


def _used(found: Found) -> str:
    """V09: real minutes of the terminals' open minutes, inside the reach."""
    span, used = found.span, found.number(at_terminals, "minutes")
    terminals = [each for each in free.of_county(span.low, Kind.TERMINAL) if span.low <= each.territory <= span.high]
    slots = free.timetable(terminals, span.first_on, span.last_on, found.calendar)
    open_minutes = sum((slot.to_at - slot.from_at).seconds // 60 for slot in slots)
    return f"{100 * used / open_minutes:.1f}%（{used}÷{open_minutes}分钟）" if open_minutes else "没有开放的场次"


def by_channel(channel: str) -> Within:
    return lambda span: _requests().filter(**span.inside, **span.days("asked_on"), channel=channel)


def _channels(found: Found) -> str:
    """V10: of the requests of the days, by how they came."""
    whole = found.figure(V01).of.n
    counted = [(label, found.number(rows)) for label, rows in CHANNELS]
    words = [f"{label}{number}（{100 * number / whole:.0f}%）" for label, number in counted if number]
    return "、".join(words) or "没有申请"


def with_distance(span: Span) -> QuerySet[Any]:
    return _requests().filter(pk__in=held(span).values("matter_id")).exclude(distance_km=None)


def _kilometres(found: Found) -> str:
    """V11: twice the way each family said, of visits held; never tracked."""
    return f"{2 * found.number(with_distance, 'distance_km')}公里（{found.number(with_distance)}家说了路程）"


CHANNELS = tuple((label, by_channel(code)) for code, label in codes.CHANNELS)


def _shown(indicator: Indicator) -> Line:
    return Line(indicator.code, indicator.label, lambda found: found.figure(indicator).words)


V05 = Line("V05", "会见人数（去重）", _people)
FIRST: tuple[Line, ...] = (_shown(V01), _shown(V03), _shown(V04), V05)  # never one without the others
FIGURES: tuple[Line, ...] = (
    *map(_shown, (V01, V02, V02_RATE, V03, V04)), V05, *map(_shown, (V06, V06_PEOPLE, V07)), Line("V08", "平均答复时长、平均等待", _answer_time),
    Line("V09", "终端利用率", _used), Line("V10", "渠道占比", _channels), Line("V11", "节省路程（往返，自述）", _kilometres),
)  # fmt: skip
NUMBERS: tuple[Number, ...] = (
    (with_distance, ""), *((rows, "") for _, rows in CHANNELS), (with_distance, "distance_km"), (at_terminals, "minutes"),
)  # fmt: skip
