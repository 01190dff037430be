"""Deadlines and tasks, derived from where a matter stands. Pure: calendar and the bureau's parameters are passed in.

A clock starts by an action or a moment, stands still in its pauses, moves by an agreed extension, is met, or ends with
the meaning the procedure declares. Each explains itself: the days counted, the days skipped, the rule, the article.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from fengqiao import daycount
from fengqiao.daycount import Calendar, Period, Unit
from fengqiao.matter import recurring
from fengqiao.matter.limits import Parameters
from fengqiao.matter.models import ClockState, DeadlineRow
from fengqiao.matter.procedure import Action, Deadline, Met, Moment, Procedure, Recurring, Start, Todo
from fengqiao.matter.timeline import Fact, Facts, Standing


@dataclass(frozen=True)
class Clock:
    """One running or ended period of a matter. ``due_on`` is the last day on which the act is in time."""

    rule: Deadline
    key: str
    label: str
    start_on: date
    nominal_on: date
    due_on: date
    provisional: bool
    state: ClockState
    met_on: date | None
    explanation: Mapping[str, Any]
    due_at: datetime | None = None  # of a period of hours, to the minute; ``due_on`` is its day
    met_at: datetime | None = None  # the minute it was met, where that is known

    @property
    def open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def recurs(self) -> bool:
        """Whether it is a window of a rhythm; those are laid out before they begin."""
        return isinstance(self.rule.after, Recurring)

    @property
    def source(self) -> str:
        return self.rule.source_label


@dataclass(frozen=True)
class Task:
    """What somebody must do next."""

    todo: Todo
    whose: str
    since_on: date
    clock: Clock | None = None

    @property
    def action(self) -> Action | None:
        return self.todo.does

    @property
    def words(self) -> str:
        """The task on the list, with which one it is where it says so."""
        which = self.clock.label.removeprefix(self.clock.rule.label) if self.todo.names and self.clock else ""
        return f"{self.todo.label}{which}"[:120]


Verdicts = Mapping[tuple[str, str], DeadlineRow]  # by rule and key
OPEN_STATES = (ClockState.RUNNING, ClockState.PAUSED)


def derive_clocks(
    procedure: Procedure, standing: Standing, calendar: Calendar, parameters: Mapping[str, Any],
    verdicts: Verdicts | None = None, rules: Iterable[Deadline] | None = None, laid_out_to: date | None = None,
) -> list[Clock]:  # fmt: skip
    """All clocks of a matter in the order of the procedure; a deadline whose start is unknown gives none.

    What comes due again and again is laid out to ``laid_out_to``; without that day it gives no clock.

    ``verdicts`` are the stored rows of clocks that had ended: a later calendar or house limit does not reopen them.
    ``rules`` narrows the answer to some of the procedure's deadlines.
    """
    clocks: list[Clock] = []
    for rule in procedure.deadlines if rules is None else rules:
        if not rule.applies(standing.facts):
            continue
        if isinstance(rule.after, Recurring):
            if laid_out_to is not None:
                clocks += _laid_out(rule, parameters, standing, calendar, verdicts or {}, laid_out_to)
            continue
        for start in _starts(rule, standing.facts):
            if rule.in_force is not None and not rule.in_force.covers(start.on):
                continue
            row = (verdicts or {}).get((rule.code, start.key))
            period = _period_on(rule, parameters, start.on)
            if period is not None:
                clock = _run(rule, period, start, standing, calendar)
                clocks.append(_as_decided(clock, row) if row else clock)
            elif row is not None:  # switched off since: what had ended stays
                clock = _as_decided(_run(rule, period_of(row), start, standing, calendar), row)
                clocks += [] if clock.open else [clock]
    return clocks


def _period_on(rule: Deadline, parameters: Mapping[str, Any], day: date) -> Period | None:
    """The length of a clock that begins on a day; None while its house limit was switched off."""
    if not callable(rule.period):
        return rule.period
    return rule.period(parameters.on(day) if isinstance(parameters, Parameters) else parameters)


def verdicts_of(rows: Iterable[DeadlineRow]) -> Verdicts:
    """The stored clocks that have ended, as :func:`derive_clocks` takes them."""
    return {(row.rule, row.key): row for row in rows if row.state not in OPEN_STATES and "period" in row.explanation}


def period_of(row: DeadlineRow) -> Period:
    """The period a stored clock was counted by."""
    n, unit, roll = row.explanation["period"]
    return Period(n, Unit(unit), roll)


def _as_decided(clock: Clock, row: DeadlineRow) -> Clock:
    """The clock as it had been decided when only the calendar or the house limit has changed since (CV-15 期限冻结).

    A late record that moves its beginning, a pause or its extension does change it.
    """
    old, new = row.explanation, clock.explanation
    if clock.open or row.start_on != clock.start_on or any(old.get(k) != new.get(k) for k in ("pauses", "until", "lasts")):
        return clock
    if old.get("calendar") == new["calendar"] and old["period"] == new["period"]:
        return clock
    state = clock.state
    if clock.met_on is not None:
        in_time = _in_time(clock.met_on, row.due_on, clock.met_at, row.due_at)
        state = ClockState.MET if in_time else ClockState.MET_LATE
    return replace(
        clock, nominal_on=row.nominal_on, due_on=row.due_on, due_at=row.due_at, provisional=row.provisional, state=state, explanation=old
    )


def _in_time(met_on: date, due_on: date, met_at: datetime | None, due_at: datetime | None) -> bool:
    """By the minute where both are known, else by the day."""
    return met_at <= due_at if met_at is not None and due_at is not None else met_on <= due_on


def _starts(rule: Deadline, facts: Facts) -> Iterator[Start]:
    if isinstance(rule.after, Moment):
        yield from rule.after.starts(facts)
        return
    assert isinstance(rule.after, Action)
    fact = facts.last(rule.after)
    if fact is not None:
        yield Start(fact.happened_on, at=fact.instant)


def _run(
    rule: Deadline, period: daycount.Period, start: Start, standing: Standing, calendar: Calendar
) -> Clock:
    pauses, open_since = _pauses(rule, standing.facts)
    period = start.lasts or period
    begins: date = _begins_at(start) if period.unit is Unit.HOUR else start.on
    counted = daycount.count(begins, period, calendar, pauses=pauses)
    if start.at_most is not None:
        began_with = daycount.count(start.on, start.at_most, calendar, pauses=pauses)
        if began_with.due_on < counted.due_on:
            counted, period = began_with, start.at_most
    due_on, steps = counted.due_on, list(counted.steps)
    extended = _extended_to(rule, standing.facts)
    if extended is not None and extended > due_on:
        due_on = extended
        steps.append(f"经办理延期，届满日改为{due_on.isoformat()}。")
    met_on = _met_on(rule, start, standing.facts, counted.due_at is not None)
    met_at = _met_at(rule, start, met_on, standing.facts) if counted.due_at is not None else None
    return Clock(
        rule=rule,
        key=start.key,
        label=f"{rule.label}：{start.label}" if start.label else rule.label,
        start_on=start.on,
        nominal_on=counted.nominal_on,
        due_on=due_on,
        provisional=counted.provisional and extended is None,
        state=_state(
            rule, standing, met_on, due_on, open_since, f"{rule.label}：{start.label}" if start.label else "", met_at=met_at, due_at=counted.due_at
        ),
        met_on=met_on,
        due_at=counted.due_at,
        met_at=met_at,
        explanation={
            "rule": rule.code,
            "steps": steps,
            "skipped": [[skip.date.isoformat(), skip.reason] for skip in counted.skipped],
            "sources": list(rule.source_keys),
            "expiry": rule.on_expiry.meaning,
            "calendar": calendar.version,
            "period": [period.n, period.unit.value, period.roll],
            "pauses": [[pause.from_on.isoformat(), pause.to_on.isoformat()] for pause in pauses],
            "until": extended.isoformat() if extended else None,
            "declared": rule.declared,
            **({"lasts": [period.n, period.unit.value]} if start.lasts else {}),
        },
    )


def _laid_out(
    rule: Deadline, parameters: Mapping[str, Any], standing: Standing, calendar: Calendar, verdicts: Verdicts, laid_out_to: date
) -> Iterator[Clock]:  # fmt: skip
    """The clocks of a deadline that recurs: every window that waits, and the last of those that have ended."""
    for window, met_on, settled in recurring.outcomes(rule, standing.facts, laid_out_to):
        if not recurring.remembered(window, met_on or settled, laid_out_to):
            continue
        period = _period_on(rule, parameters, window.from_on)
        if period is None:
            continue
        due_on, provisional, skipped = recurring.due_on(window, period, calendar)
        state = _state(rule, standing, met_on, due_on, None)
        if state == ClockState.RUNNING and settled is not None:
            state = ClockState.EXPIRED
        clock = Clock(
            rule=rule, key=window.key, label=f"{rule.label}：{window.label}", start_on=window.from_on - recurring.ONE_DAY,
            nominal_on=window.to_on, due_on=due_on, provisional=provisional, state=state, met_on=met_on,
            explanation={
                "rule": rule.code, "steps": [f"{window.rhythm.words}，本期自{window.from_on}至{window.to_on}。"],
                "skipped": skipped, "sources": list(rule.source_keys), "expiry": rule.on_expiry.meaning,
                "calendar": calendar.version, "period": [period.n, period.unit.value, period.roll], "pauses": [],
                "until": None, "declared": rule.declared,
            },
        )  # fmt: skip
        row = verdicts.get((rule.code, window.key))
        yield _as_decided(clock, row) if row else clock


def _state(
    rule: Deadline, standing: Standing, met_on: date | None, due_on: date, paused_since: date | None, named: str = "",
    met_at: datetime | None = None, due_at: datetime | None = None,
) -> ClockState:  # fmt: skip
    """``named``: the clock's own label where the rule may have several; what the law did then names its clock."""
    effect = rule.on_expiry.effect
    if met_on is not None:
        return ClockState.MET if _in_time(met_on, due_on, met_at, due_at) else ClockState.MET_LATE
    if effect is not None and any(not named or fact.get("deadline") == named for fact in standing.facts.all(effect)):
        return ClockState.EXPIRED
    if standing.stage is not None and standing.stage.closed and not rule.survives_closing:
        return ClockState.VOID
    return ClockState.PAUSED if paused_since is not None else ClockState.RUNNING


def _pauses(rule: Deadline, facts: Facts) -> tuple[list[daycount.Pause], date | None]:
    """Finished pauses, and since when the clock stands still now, if it does."""
    finished: list[daycount.Pause] = []
    open_since: date | None = None
    for pause in rule.pauses:
        since: Fact | None = None
        for fact in facts.all(pause.by, pause.until):
            if fact.action == pause.by.code and pause.only_if(fact.data):
                if pause.ended and (over := fact.day(pause.ended)) is not None:
                    finished.append(daycount.Pause.after_event(fact.happened_on, over, pause.by.label))
                else:
                    since = since or fact
            elif fact.action == pause.until.code and since is not None:
                finished.append(daycount.Pause.after_event(since.happened_on, fact.happened_on, pause.by.label))
                since = None
        if since is not None:
            open_since = min(open_since or since.happened_on, since.happened_on)
    return finished, open_since


def _extended_to(rule: Deadline, facts: Facts) -> date | None:
    if rule.extension is None:
        return None
    days = [fact.day(rule.extension.until) for fact in facts.all(rule.extension.by)]
    return max((day for day in days if day is not None), default=None)


def _begins_at(start: Start) -> datetime:
    """The minute a period of hours begins with (民法典第二百零一条); of a day alone its end, since nothing earlier is known."""
    if start.at is not None:
        return timezone.localtime(start.at)
    return timezone.make_aware(datetime.combine(start.on + timedelta(days=1), time()))


def _met_at(rule: Deadline, start: Start, met_on: date | None, facts: Facts) -> datetime | None:
    """The minute of the first of that day's acts that meet it; None where one of them is known by its day alone."""
    told = [minute for met in rule.met_by if isinstance(met, Met) and met.at is not None and (minute := met.at(facts, start.key)) is not None]
    if told:
        return min(told)
    acts = [met for met in rule.met_by if isinstance(met, Action)]
    instants = [fact.instant for fact in facts.all(*acts) if fact.happened_on == met_on] if acts else []
    known = [instant for instant in instants if instant is not None]
    return min(known) if known and len(known) == len(instants) else None


def _met_on(rule: Deadline, start: Start, facts: Facts, by_minute: bool = False) -> date | None:
    """``by_minute``: what was done on its first day before it began does not meet it."""
    found: list[date] = []
    for met in rule.met_by:
        if isinstance(met, Met):
            day = met.on(facts, start.key)
            if day is not None:
                found.append(day)
        else:
            found += [fact.happened_on for fact in facts.all(met) if fact.happened_on >= start.on and not (by_minute and _before(fact, start))]
    return min(found, default=None)


def _before(fact: Fact, start: Start) -> bool:
    return start.at is not None and fact.instant is not None and fact.instant < start.at


def derive_tasks(procedure: Procedure, standing: Standing, clocks: list[Clock]) -> list[Task]:
    """What is to be done, clocks first in order of their last day, then what the stage waits for without a clock.

    A clock that stands still asks for nothing: its day is not known, and its act often not allowed.
    """
    running = sorted(
        (c for c in clocks if c.state == ClockState.RUNNING and c.rule.todo is not None), key=lambda c: c.due_on
    )
    tasks: list[Task] = []
    asked: set[tuple[str, str]] = set()
    for clock in running:
        todo = clock.rule.todo
        assert todo is not None
        if (todo.label, clock.key) not in asked:
            asked.add((todo.label, clock.key))
            tasks.append(Task(todo, clock.rule.whose, _asked_from(clock), clock))
    covered = {task.action.code for task in tasks if task.action is not None}
    for expected in procedure.expected:
        does = expected.todo.does
        if expected.stage is not standing.stage or expected.unless(standing.facts):
            continue
        if does is None or does.code not in covered:
            tasks.append(Task(expected.todo, expected.whose, standing.since_on))
    return tasks


def _asked_from(clock: Clock) -> date:
    """The day from which the clock's task is on somebody's list: of what recurs, the first day of its window at the earliest."""
    days = clock.rule.asks_days_before
    if days is None:
        return clock.start_on + recurring.ONE_DAY if clock.recurs else clock.start_on
    asked = clock.due_on - timedelta(days=days)
    return asked if clock.start_on >= clock.due_on else max(clock.start_on, asked)  # an agreed day is its own first day


def next_due(clocks: list[Clock]) -> Clock | None:
    """The open clock a reader should know first: the earliest statutory one, else the earliest house limit."""
    ours = [clock for clock in clocks if clock.state == ClockState.RUNNING]
    return min(ours, key=lambda c: (not c.rule.statutory, c.due_on, c.due_at.timestamp() if c.due_at else math.inf), default=None)
