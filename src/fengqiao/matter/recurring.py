"""What comes due again and again: the windows of a rhythm, laid out as far as a day. Pure.

A rhythm of three years is not written down at once: its windows are laid out a month ahead (``Matter.laid_out_to``), by
every act and, where nobody acts for a month, by the sweep; so a night goes on with one matter in thirty and not with every
window that begins. A window that has not begun is nobody's work yet. Every day of a rhythm lies in exactly one window.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from fengqiao.daycount import Calendar, Period, count
from fengqiao.daycount.months import add_months
from fengqiao.matter.procedure import Action, Beat, Deadline, Procedure, Recurring, Rhythm
from fengqiao.matter.timeline import Fact, Facts

ONE_DAY = timedelta(days=1)
AHEAD = timedelta(days=31)  # so far ahead windows are laid out
REMEMBERED = timedelta(days=100) + AHEAD  # so long before the last day laid out a window that was kept stays among the clocks


@dataclass(frozen=True)
class Window:
    """Days in which something is due once, both included. ``cut``: the rhythm ends before it is whole."""

    rhythm: Rhythm
    from_on: date
    to_on: date
    cut: bool = False

    @property
    def key(self) -> str:
        """Tells it from the other windows of its deadline: the rhythm's key and its first day."""
        day = self.from_on.isoformat()
        return f"{self.rhythm.key}:{day}" if self.rhythm.key else day

    @property
    def label(self) -> str:
        """7月1日至7日"""
        first, last = self.from_on, self.to_on
        if first == last:
            return f"{first.month}月{first.day}日"
        end = f"{last.day}日" if (first.year, first.month) == (last.year, last.month) else f"{last.month}月{last.day}日"
        return f"{first.month}月{first.day}日至{end}"

    @property
    def asks(self) -> bool:
        """Whether anything is due in it."""
        return not self.cut or self.rhythm.rest


def begins(rhythm: Rhythm, nth: int) -> date:
    """The first day of the n-th window, the first of all being 0. A month's day that does not exist is its last."""
    if rhythm.beat is Beat.MONTH:
        return add_months(rhythm.from_on, nth * rhythm.every)
    return rhythm.from_on + timedelta(days=nth * rhythm.every * (7 if rhythm.beat is Beat.WEEK else 1))


def windows(rhythm: Rhythm, until: date) -> Iterator[Window]:
    """The windows that begin on or before ``until``, in order."""
    nth, first = 0, rhythm.from_on
    while first <= until and (rhythm.to_on is None or first <= rhythm.to_on):
        nth += 1
        following = begins(rhythm, nth)
        last = following - ONE_DAY
        if rhythm.to_on is not None and last > rhythm.to_on:
            yield Window(rhythm, first, rhythm.to_on, cut=True)
            return
        yield Window(rhythm, first, last)
        first = following


def next_begin(rhythm: Rhythm, after: date) -> date | None:
    """The first day of the first window that begins later than ``after``; None when there is none."""
    if rhythm.from_on > after:
        return rhythm.from_on if rhythm.to_on is None or rhythm.from_on <= rhythm.to_on else None
    days = (after - rhythm.from_on).days
    unit = {Beat.DAY: 1, Beat.WEEK: 7, Beat.MONTH: 31}[rhythm.beat] * rhythm.every
    nth = max(days // unit, 0)
    while (first := begins(rhythm, nth)) <= after:
        nth += 1
    return first if rhythm.to_on is None or first <= rhythm.to_on else None


def rules(procedure: Procedure) -> Iterator[tuple[Deadline, Recurring]]:
    """The deadlines of the procedure that come due again and again."""
    for rule in procedure.deadlines:
        if isinstance(rule.after, Recurring):
            yield rule, rule.after


def lay_out(procedure: Procedure, laid_out_to: date | None, today: date) -> date | None:
    """To which day what recurs is laid out now: a month ahead, and never less far than before; None where nothing recurs."""
    if not procedure.recurs:
        return None
    ahead = today + AHEAD
    return ahead if laid_out_to is None else max(laid_out_to, ahead)


def lay_out_on(procedure: Procedure, facts: Facts, laid_out_to: date) -> date | None:
    """The day on which the next window begins that is not laid out yet, over all rhythms."""
    found = [
        day
        for rule, recurring in rules(procedure)
        if rule.applies(facts)
        for rhythm in recurring.rhythms(facts)
        if (day := next_begin(rhythm, laid_out_to)) is not None
    ]
    return min(found, default=None)


def open_windows(rule: Deadline, facts: Facts, until: date) -> list[Window]:
    """The windows begun by ``until`` in which what is due has neither been done nor been dealt with, oldest first."""
    return [w for w, met_on, settled in outcomes(rule, facts, until) if met_on is None and not settled]


def outcomes(rule: Deadline, facts: Facts, until: date) -> Iterator[tuple[Window, date | None, Fact | None]]:
    """Each window that asks, begun by ``until``; the day it was met; the act that dealt with its not being met."""
    recurring = rule.after
    assert isinstance(recurring, Recurring)
    acts = [action for action in rule.met_by if isinstance(action, Action)]
    rhythms = sorted(recurring.rhythms(facts), key=lambda each: each.from_on)
    own = {rhythm.key for rhythm in rhythms}
    named, loose = _by_window(facts.all(*acts) if acts else [], recurring.of_window, own)
    settled, _ = _by_window(facts.all(*rule.settled_by) if rule.settled_by else [], recurring.of_window, own)
    place = 0
    for rhythm in rhythms:
        for window in windows(rhythm, until):
            while place < len(loose) and loose[place].happened_on < window.from_on:
                place += 1
            days = [fact.happened_on for fact in named.get(window.key, ())]
            if place < len(loose) and loose[place].happened_on <= window.to_on:
                days.append(loose[place].happened_on)
            if window.asks:
                yield window, min(days, default=None), next(iter(settled.get(window.key, ())), None)


def _by_window(
    facts: Iterable[Fact], need: str, rhythms: set[str]
) -> tuple[Mapping[str, list[Fact]], list[Fact]]:
    """The acts by the window they name, and those that name none of these rhythms, in the order they happened."""
    named: dict[str, list[Fact]] = {}
    loose: list[Fact] = []
    for fact in facts:
        key = str(fact.get(need, ""))
        if key and key.rpartition(":")[0] in rhythms:
            named.setdefault(key, []).append(fact)
        else:
            loose.append(fact)
    return named, loose


def due_on(window: Window, period: Period, calendar: Calendar) -> tuple[date, bool, list[list[str]]]:
    """The last day on which it is in time, whether that day is provisional, and the rest days it passed over."""
    if not period.roll:
        return window.to_on, False, []
    counted = count(window.to_on, period, calendar)
    return counted.due_on, counted.provisional, [[skip.date.isoformat(), skip.reason] for skip in counted.skipped]


def remembered(window: Window, ended: Any, laid_out_to: date) -> bool:
    """Whether the window still stands among the clocks: one that waits, and for some time one that has ended."""
    return not ended or window.to_on + REMEMBERED >= laid_out_to
