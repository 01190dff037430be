"""The counts of visits, V01 to V11: each declared once, both halves querysets of the line's rows. Counts alone, no names.

申请 and 会见 are different things: V01, V03, V04, V05 are always shown side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet, Sum

from fengqiao.lines.visits import codes
from fengqiao.lines.visits.models import VisitRequest, VisitSession

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

    def of(self, span: Span) -> str:
        """The figure in words."""
        found = _amount(self.rows(span), self.sums)
        if self.ratio_of is None:
            return f"{found}{self.unit}"
        whole = _amount(self.ratio_of(span), self.sums)
        return f"{100 * found / whole:.1f}%（{found}÷{whole}）" if whole else self.blank


@dataclass(frozen=True)
class Reckoned:
    """A figure that is neither count nor sum: distinct people, working days."""

    code: str
    label: str
    reckon: Callable[[Span], str]
    source: str = SOURCE

    def of(self, span: Span) -> str:
        return self.reckon(span)


Figure = Count | Reckoned


def _amount(rows: QuerySet[Any], sums: str) -> int:
    return int(rows.aggregate(n=Sum(sums))["n"] or 0) if sums else rows.count()


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


def _rate_of_no_shows(span: Span) -> str:
    """V07: of all that were to be held."""
    missed, there = not_come(span).count(), signed_in(span).count()
    return (
        f"{100 * missed / (missed + there):.1f}%（{missed}÷{missed + there}）" if missed + there else "没有应到的会见"
    )


def _people(span: Span) -> str:
    """V05: how many different visitors came; those without a document number are not told apart."""
    keys: set[str] = set()
    for row in held(span).values_list("arrived_keys", flat=True):
        keys |= set(row)
    return f"{len(keys)}人"


def _answer_time(span: Span) -> str:
    """V08: working days from forwarding to the answer, and days from asking to the visit, in the mean."""
    from fengqiao.matter import calendars

    calendar = calendars.current()
    asked_and_told = answered(span).values_list("forwarded_on", "answered_on")
    days = [
        calendar.workdays_after(sent, told) for sent, told in asked_and_told if sent is not None and told is not None
    ]
    came = held(span).values_list("on", "matter__visitrequest__asked_on")
    waits = [(on - asked_on).days for on, asked_on in came if asked_on is not None]
    return f"答复{_mean(days)}个工作日，等待{_mean(waits)}天" if days or waits else "没有已答复的申请"


def _mean(found: Iterable[int]) -> str:
    listed = list(found)
    return f"{sum(listed) / len(listed):.1f}" if listed else "0"


def _used(span: Span) -> str:
    """V09: real minutes of the terminals' open minutes, inside the reach."""
    from fengqiao.booking import free
    from fengqiao.booking.models import Kind

    terminals = [each for each in free.of_county(span.low, Kind.TERMINAL) if span.low <= each.territory <= span.high]
    open_minutes = sum(
        (slot.to_at - slot.from_at).seconds // 60 for slot in free.timetable(terminals, span.first_on, span.last_on)
    )
    used = _amount(
        VisitSession.objects.filter(**span.days("on"), resource_id__in=[each.pk for each in terminals]), "minutes"
    )
    return f"{100 * used / open_minutes:.1f}%（{used}÷{open_minutes}分钟）" if open_minutes else "没有开放的场次"


def _channels(span: Span) -> str:
    """V10: of the requests of the days, by how they came."""
    from django.db.models import Count as Number

    counted = dict(asked(span).order_by().values_list("channel").annotate(n=Number("pk")))
    whole = sum(counted.values())
    words = [
        f"{label}{counted[code]}（{100 * counted[code] / whole:.0f}%）"
        for code, label in codes.CHANNELS
        if counted.get(code)
    ]
    return "、".join(words) or "没有申请"


def _kilometres(span: Span) -> str:
    """V11: twice the way each family said, of visits held; never tracked."""
    said = VisitRequest.objects.filter(pk__in=held(span).values("matter_id")).exclude(distance_km=None)
    return f"{2 * _amount(said, 'distance_km')}公里（{said.count()}家说了路程）"


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
