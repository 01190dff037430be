"""The counts of visits, V01 to V11: each declared once, both halves querysets of the line's rows. Counts alone, no names.

申请 and 会见 are different things: V01, V03, V04, V05 are always shown side by side.
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
from fengqiao.lines.visits import codes
from fengqiao.lines.visits.models import VisitRequest, VisitSession
from fengqiao.matter import calendars
from fengqiao.matter.counting import tally

SOURCE = "本局远程会见情况统计表"


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


Rows = Callable[[Span], QuerySet[Any]]
Number = tuple[Rows, str]  # how many rows, or the sum of the named column


class Found:
    """What the figures of a span are reckoned from: every number in one question, the rest when it is first asked for."""

    def __init__(self, span: Span) -> None:
        self.span = span
        numbers = tally([(rows(span), column) if column else rows(span) for rows, column in NUMBERS])
        self._numbers = dict(zip(NUMBERS, numbers, strict=True))

    def number(self, rows: Rows, column: str = "") -> int:
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
class Count:
    """How many rows, or the sum of one of their columns. ``ratio_of``: per cent of these."""

    code: str
    label: str
    unit: str
    rows: Rows
    source: str = SOURCE
    sums: str = ""
    ratio_of: Rows | None = None
    blank: str = ""  # the word where there is nothing to divide by

    def of(self, found: Found) -> str:
        """The figure in words."""
        number = found.number(self.rows, self.sums)
        if self.ratio_of is None:
            return f"{number}{self.unit}"
        whole = found.number(self.ratio_of, self.sums)
        return f"{100 * number / whole:.1f}%（{number}÷{whole}）" if whole else self.blank


@dataclass(frozen=True)
class Reckoned:
    """A figure that is neither count nor sum: distinct people, working days."""

    code: str
    label: str
    reckon: Callable[[Found], str]
    source: str = SOURCE

    def of(self, found: Found) -> str:
        return self.reckon(found)


Figure = Count | Reckoned


def asked(span: Span) -> QuerySet[VisitRequest]:
    """V01: requests of the days, each once."""
    return VisitRequest.objects.filter(**span.inside, **span.days("asked_on"))


def answered(span: Span) -> QuerySet[VisitRequest]:
    return VisitRequest.objects.filter(**span.inside, **span.days("answered_on"), approved__isnull=False)


def approved(span: Span) -> QuerySet[VisitRequest]:
    return answered(span).filter(approved=True)


def held(span: Span) -> QuerySet[VisitSession]:
    """V03: visits that were held to their end."""
    return VisitSession.objects.filter(**span.inside, **span.days("on"), outcome="done")


def held_with_priority(span: Span) -> QuerySet[VisitSession]:
    with_priority = VisitRequest.objects.filter(**span.inside).exclude(priority="").values("pk")
    return held(span).filter(matter_id__in=with_priority)


def not_come(span: Span) -> QuerySet[VisitRequest]:
    return VisitRequest.objects.filter(**span.inside, stage="no_show", **span.days("closed_on"))


def signed_in(span: Span) -> QuerySet[VisitSession]:
    return VisitSession.objects.filter(**span.inside, **span.days("on")).exclude(outcome="")


def _rate_of_no_shows(found: Found) -> str:
    """V07: of all that were to be held."""
    missed, there = found.number(not_come), found.number(signed_in)
    return (
        f"{100 * missed / (missed + there):.1f}%（{missed}÷{missed + there}）" if missed + there else "没有应到的会见"
    )


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


def at_terminals(span: Span) -> QuerySet[VisitSession]:
    """What was held at the terminals inside the reach."""
    here = Resource.objects.filter(kind=Kind.TERMINAL, **span.inside).values("pk")
    return VisitSession.objects.filter(**span.days("on"), resource_id__in=here)


def _used(found: Found) -> str:
    """V09: real minutes of the terminals' open minutes, inside the reach."""
    span, used = found.span, found.number(at_terminals, "minutes")
    terminals = [each for each in free.of_county(span.low, Kind.TERMINAL) if span.low <= each.territory <= span.high]
    slots = free.timetable(terminals, span.first_on, span.last_on, found.calendar)
    open_minutes = sum((slot.to_at - slot.from_at).seconds // 60 for slot in slots)
    return f"{100 * used / open_minutes:.1f}%（{used}÷{open_minutes}分钟）" if open_minutes else "没有开放的场次"


def by_channel(channel: str) -> Rows:
    return lambda span: asked(span).filter(channel=channel)


def _channels(found: Found) -> str:
    """V10: of the requests of the days, by how they came."""
    whole = found.number(asked)
    counted = [(label, found.number(rows)) for label, rows in CHANNELS]
    words = [f"{label}{number}（{100 * number / whole:.0f}%）" for label, number in counted if number]
    return "、".join(words) or "没有申请"


def with_distance(span: Span) -> QuerySet[VisitRequest]:
    return VisitRequest.objects.filter(pk__in=held(span).values("matter_id")).exclude(distance_km=None)


def _kilometres(found: Found) -> str:
    """V11: twice the way each family said, of visits held; never tracked."""
    return f"{2 * found.number(with_distance, 'distance_km')}公里（{found.number(with_distance)}家说了路程）"


CHANNELS = tuple((label, by_channel(code)) for code, label in codes.CHANNELS)
V01 = Count("V01", "申请次数", "次", asked)
V02 = Count("V02", "批准次数", "次", approved)
V02_RATE = Count("V02", "批准率", "", approved, ratio_of=answered, blank="没有已答复的申请")
V03 = Count("V03", "会见次数", "次", held)
V04 = Count("V04", "会见人次", "人次", held, sums="arrived")
V05 = Reckoned("V05", "会见人数（去重）", _people)
V06 = Count("V06", "优先会见次数", "次", held_with_priority)
V06_PEOPLE = Count("V06", "优先会见人次", "人次", held_with_priority, sums="arrived")
V07 = Reckoned("V07", "未到率", _rate_of_no_shows)
V08 = Reckoned("V08", "平均答复时长、平均等待", _answer_time)
V09 = Reckoned("V09", "终端利用率", _used)
V10 = Reckoned("V10", "渠道占比", _channels)
V11 = Reckoned("V11", "节省路程（往返，自述）", _kilometres)
FIRST: tuple[Figure, ...] = (V01, V03, V04, V05)  # never one without the others
FIGURES: tuple[Figure, ...] = (V01, V02, V02_RATE, V03, V04, V05, V06, V06_PEOPLE, V07, V08, V09, V10, V11)
NUMBERS: tuple[Number, ...] = (
    *((rows, "") for rows in (asked, approved, answered, held, held_with_priority, not_come, signed_in, with_distance)),
    *((rows, "") for _, rows in CHANNELS),
    (held, "arrived"), (held_with_priority, "arrived"), (with_distance, "distance_km"), (at_terminals, "minutes"),
)  # fmt: skip
