"""Credited minutes. Pure: every rule of the bureau about what counts stands here, and nothing else.

Counted is what the host confirmed, inside the term, and not at the same time as another log of the same person: minutes that
two logs claim are counted to neither until one is corrected. What was done online counts up to a quarter of the month's
minimum. No log is ever refused for being too much; it says why it does not count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from fengqiao.lines.advisers import codes

Key = tuple[str, int]  # the appointment and the number of the entry
Interval = tuple[int, int]


@dataclass(frozen=True)
class Log:
    """One service as it was logged. Times are minutes of the day; ``confirmed``: by the host, in time or verified since."""

    appointment: str
    seq: int
    on: date
    begins: int
    ends: int
    kind: str = codes.DUTY
    online: bool = False
    confirmed: bool = True
    returned: bool = False
    reused: bool = False  # one of its photographs had been used for another log
    people: int = 0

    @property
    def key(self) -> Key:
        return (self.appointment, self.seq)

    @property
    def minutes(self) -> int:
        return self.ends - self.begins


@dataclass(frozen=True)
class Term:
    """An appointment's days, both included, and its least hours; ``away``: days on which it was suspended."""

    from_on: date
    to_on: date
    hours_month: int = 0
    lectures_quarter: int = 0
    lessons_year: int = 0
    away: tuple[tuple[date, date | None], ...] = ()

    def covers(self, day: date) -> bool:
        if not self.from_on <= day <= self.to_on:
            return False
        return not any(first <= day and (last is None or day <= last) for first, last in self.away)

    @property
    def online_cap(self) -> int | None:
        """Minutes a month that may be online; None where no hours are asked for."""
        return self.hours_month * 60 * codes.ONLINE_PERCENT // 100 if self.hours_month else None


@dataclass(frozen=True)
class Credit:
    """What of a log counts, and why not the rest."""

    minutes: int
    flags: frozenset[str] = field(default_factory=frozenset)

    @property
    def words(self) -> str:
        return "、".join(word for code, word in codes.FLAGS if code in self.flags)


def left_over(own: Interval, others: Iterable[Interval]) -> int:
    """How many minutes of a stretch no other stretch covers."""
    first, last = own
    covered, reached = 0, first
    for begins, ends in sorted(others):
        begins, ends = max(begins, reached), min(ends, last)
        if ends > begins:
            covered += ends - begins
            reached = ends
    return last - first - covered


def credits(logs: Sequence[Log], terms: Mapping[str, Term]) -> dict[Key, Credit]:
    """Of one person's logs, in all appointments, what each counts; those of an appointment without a term count nothing.

    A log that was returned claims no time. The order of the logs makes no difference.
    """
    by_day: dict[date, list[Log]] = defaultdict(list)
    for log in logs:
        if not log.returned:
            by_day[log.on].append(log)
    bare: dict[Key, tuple[int, set[str]]] = {}
    for log in logs:
        flags = {codes.PHOTO} if log.reused else set()
        others = [(each.begins, each.ends) for each in by_day[log.on] if each.key != log.key]
        free = left_over((log.begins, log.ends), others)
        if free < log.minutes and not log.returned:
            flags.add(codes.OVERLAP)
        term = terms.get(log.appointment)
        if term is None or not term.covers(log.on):
            flags.add(codes.OUTSIDE)
        counts = log.confirmed and not log.returned and codes.OUTSIDE not in flags
        bare[log.key] = (free if counts else 0, flags)
    return _capped(logs, terms, bare)


def _capped(
    logs: Sequence[Log], terms: Mapping[str, Term], bare: Mapping[Key, tuple[int, set[str]]]
) -> dict[Key, Credit]:
    """With the online ones cut at the cap, the earlier before the later."""
    room: dict[tuple[str, int, int], int] = {}
    found: dict[Key, Credit] = {}
    for log in sorted(logs, key=lambda each: (each.on, each.begins, each.ends, each.key)):
        minutes, flags = bare[log.key]
        term = terms.get(log.appointment)
        cap = term.online_cap if term is not None else None
        if log.online and cap is not None and minutes:
            month = (log.appointment, log.on.year, log.on.month)
            left = room.setdefault(month, cap)
            if minutes > left:
                minutes, flags = left, flags | {codes.OVER_CAP}
            room[month] = left - minutes
        found[log.key] = Credit(minutes, frozenset(flags))
    return found


# The month ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Month:
    """What an appointment asks for in a month and what there is. Lectures are asked for at a quarter's end, lessons at the year's."""

    first: date
    minutes: int
    needed: int
    online: int = 0
    people: int = 0
    lectures: int = 0
    lectures_needed: int = 0
    lessons: int = 0
    lessons_needed: int = 0
    waiting: int = 0
    flags: frozenset[str] = field(default_factory=frozenset)

    @property
    def met(self) -> bool:
        return not self.short

    @property
    def short(self) -> str:
        """What is missing, in words; empty when nothing is."""
        said = []
        if self.minutes < self.needed:
            said.append(f"服务时间差{hours(self.needed - self.minutes)}")
        if self.lectures < self.lectures_needed:
            said.append(f"本季度讲座差{self.lectures_needed - self.lectures}次")
        if self.lessons < self.lessons_needed:
            said.append(f"本年法治课差{self.lessons_needed - self.lessons}课时")
        return "，".join(said)


def hours(minutes: int) -> str:
    """3小时20分"""
    whole, rest = divmod(minutes, 60)
    return f"{whole}小时{rest}分" if whole and rest else f"{whole}小时" if whole or not rest else f"{rest}分"


def month(logs: Sequence[Log], found: Mapping[Key, Credit], term: Term, first: date) -> Month:
    """One appointment's month; ``logs`` are its own, of the whole year."""
    here = [log for log in logs if (log.on.year, log.on.month) == (first.year, first.month)]
    quarter = [log for log in logs if log.on.year == first.year and (log.on.month - 1) // 3 == (first.month - 1) // 3 and log.on.month <= first.month]
    year = [log for log in logs if log.on.year == first.year and log.on.month <= first.month]
    minutes = {log.key: found[log.key].minutes for log in year}
    quarter_ends, year_ends = first.month % 3 == 0, first.month == 12
    whole_quarter = term.from_on <= date(first.year, first.month - 2, 1) if quarter_ends else False
    whole_year = term.from_on <= date(first.year, 1, 1)
    return Month(
        first,
        minutes=sum(minutes[log.key] for log in here),
        needed=term.hours_month * 60,
        online=sum(minutes[log.key] for log in here if log.online),
        people=sum(log.people for log in here if minutes[log.key]),
        lectures=sum(1 for log in quarter if log.kind == codes.LECTURE and minutes[log.key]),
        lectures_needed=term.lectures_quarter if whole_quarter else 0,
        lessons=sum(minutes[log.key] // codes.LESSON_MINUTES for log in year if log.kind == codes.LESSON),
        lessons_needed=term.lessons_year if year_ends and whole_year else 0,
        waiting=sum(1 for log in here if not log.confirmed and not log.returned),
        flags=frozenset(flag for log in here for flag in found[log.key].flags),
    )
