"""Open clocks counted anew after an arrangement of holidays or a house limit changed; what moved, and why.

Derived rows only: nothing is added to a timeline, and a clock that had ended keeps its verdict. Every run leaves a
report, one JSON object a line, under the data home's ``log``: old and new day of each clock that moved, and the reason.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from fengqiao.daycount import Arrangement, Calendar
from fengqiao.matter import (
    calendars,
    changes,
    derive,
    many,
    notices,
    recurring,
    registry,
    sealed,
    sealed_files,
    search,
    sharing,
)
from fengqiao.matter.actions import lock_matter, standing_of
from fengqiao.matter.asked_once import asked_once
from fengqiao.matter.deadlines import OPEN_STATES, Clock, derive_clocks, derive_tasks, verdicts_of
from fengqiao.matter.models import DeadlineRow, Matter
from fengqiao.matter.rebuild import Rebuilt, Rules, Stored, grouped, right_clocks

BATCH = 100
MOST_DAYS_NAMED = 12


@dataclass(frozen=True)
class Move:
    """A clock that moved: its last day before and after, and the days or the parameter it moved by."""

    matter: str
    number: str
    rule: str
    label: str
    old_due_on: str
    new_due_on: str
    old_provisional: bool
    new_provisional: bool
    why: str

    def __str__(self) -> str:
        def day(on: str, provisional: bool) -> str:
            return f"{on}（暂定）" if on and provisional else on or "无"

        old, new = day(self.old_due_on, self.old_provisional), day(self.new_due_on, self.new_provisional)
        return f"{self.number}　{self.label}：{old} → {new}　{self.why}"


@dataclass
class Run:
    """One recomputing: how many matters were looked at, how many clocks moved, and where the report lies."""

    report: Path
    looked_at: int = 0
    moved: int = 0


# Arrangements of holidays --------------------------------------------------------------------------------------------


def load_arrangement(
    arrangement: Arrangement, *, by: str, now: datetime, say: Callable[[Move], None] = lambda move: None
) -> tuple[bool, Run]:
    """Keep a published year and count anew what it touches; whether it was new, and the run. Repeatable."""
    with transaction.atomic():
        is_new = calendars.keep_arrangement(arrangement, by=by, now=now)
    first = min([date(arrangement.year, 1, 1), *(day.on for day in arrangement.days)])
    last = max([date(arrangement.year, 12, 31), *(day.on for day in arrangement.days)])
    touched = Q(provisional=True) | Q(start_on__lte=last, due_on__gte=first)
    head = {"what": "放假安排", "year": arrangement.year, "source": arrangement.source, "by": by, "new": is_new}
    done = run(open_clocks().filter(touched), head, now=now, say=say)
    Matter.objects.filter(pk__in=open_clocks().filter(touched).values("matter_id")).update(remind_on=None)  # working days before a last day
    return is_new, done


# Counting anew -------------------------------------------------------------------------------------------------------


def open_clocks() -> QuerySet[DeadlineRow]:
    """Every clock that has not ended."""
    return DeadlineRow.objects.filter(state__in=OPEN_STATES)


def run(
    touched: QuerySet[DeadlineRow], head: Mapping[str, Any], *, now: datetime, say: Callable[[Move], None],
    also: QuerySet[Matter] | None = None,
) -> Run:  # fmt: skip
    """Count anew the matters of the clocks (and those of ``also``) in order of their ids, and write the report."""
    report = _report_path(now)
    done = Run(report)
    with report.open("w", encoding="utf-8") as file:
        _write(file, {**head, "at": now.isoformat()})
        for ids in _batches(touched, also):
            with transaction.atomic():
                moves = recompute(ids)
            done.looked_at += len(ids)
            for move in moves:
                done.moved += 1
                _write(file, asdict(move))
                say(move)
        _write(file, {"looked_at": done.looked_at, "moved": done.moved})
    return done


def _report_path(now: datetime) -> Path:
    folder = Path(settings.HOME) / "log"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for n in range(1, 1000):
        path = folder / f"recompute-{now:%Y%m%d-%H%M%S}-{n:03d}.jsonl"
        try:
            path.touch(mode=0o600, exist_ok=False)
        except FileExistsError:
            continue
        return path
    raise FileExistsError(path)


def _write(file: Any, content: Mapping[str, Any]) -> None:
    file.write(json.dumps(content, ensure_ascii=False) + "\n")


def _batches(touched: QuerySet[DeadlineRow], also: QuerySet[Matter] | None) -> Iterator[list[UUID]]:
    """Ids ascending, a batch at a time: everybody who locks several matters locks them in this order."""
    last = UUID(int=0)
    while True:
        ids = set(_next(touched.filter(matter_id__gt=last), "matter_id"))
        if also is not None:
            ids |= set(_next(also.filter(pk__gt=last), "pk"))
        batch = sorted(ids)[:BATCH]
        if not batch:
            return
        yield batch
        last = batch[-1]


def _next(rows: QuerySet[Any], column: str) -> list[UUID]:
    return list(rows.order_by(column).values_list(column, flat=True).distinct()[:BATCH])


def recompute(ids: Sequence[UUID], laid_out_to: date | None = None) -> list[Move]:
    """Count these matters' clocks anew and store what changed; inside a transaction. What moved, open clocks only.

    ``laid_out_to``: the day to which what recurs is laid out; None: as far as it is.
    """
    matters = many.locked(ids)  # before anything else is read: nobody acts on them meanwhile
    rows = grouped(DeadlineRow.objects.filter(matter_id__in=ids).order_by("matter_id", "n"))
    moves: list[Move] = []
    moved: list[UUID] = []
    with asked_once():
        for matter, standing in many.standings(matters):
            procedure, stored = registry.procedure_of(matter), rows.get(matter.pk, [])
            calendar, parameters = calendars.in_force(procedure, matter.territory)
            to = recurring.lay_out(procedure, matter.laid_out_to, laid_out_to) if laid_out_to else matter.laid_out_to
            clocks = derive_clocks(procedure, standing, calendar, parameters, verdicts_of(stored), laid_out_to=to)
            columns = derive.laid_out_columns(procedure, standing, to)
            differ = _differ(stored, derive.deadline_rows(matter, procedure, clocks))
            if differ:
                tasks = derive_tasks(procedure, standing, clocks)
                derive.store_clocks(matter, procedure, clocks, tasks, new=False, stored=stored)
                columns |= {**derive.next_due_columns(clocks), "remind_on": notices.remind_on(clocks)}
            if differ or any(getattr(matter, name) != value for name, value in columns.items()):
                Matter.objects.filter(pk=matter.pk).update(**columns)
            if differ:
                moves += _moves(matter, stored, clocks, calendar)
                moved.append(matter.pk)
    changes.note(moved)
    return moves


def lay_out(today: date) -> int:
    """Lay out what begins by ``today`` of everything that recurs; how many matters were gone on with.

    The work grows with the matters nobody acted on for a month, not with the windows that begin.
    """
    due = Matter.objects.filter(lay_out_on__lte=today)
    last, count = UUID(int=0), 0
    while ids := list(due.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            recompute(ids, today)
        last, count = ids[-1], count + len(ids)
    return count


def restore_matter(matter_id: UUID) -> None:
    """Write everything that is derived anew from the timeline: columns, clocks, tasks, parties, shares. Never entries."""
    with transaction.atomic():
        matter = lock_matter(matter_id)
        procedure, standing = registry.procedure_of(matter), standing_of(matter)
        rules = Rules(calendars.history(), calendars.parameter_history(procedure, matter.territory))
        rows = list(DeadlineRow.objects.filter(matter_id=matter.pk))
        to = recurring.lay_out(procedure, matter.laid_out_to, timezone.localdate())
        clocks = right_clocks(Stored(matter, (), rows), Rebuilt(procedure, standing, rules, to))
        derive.store_clocks(matter, procedure, clocks, derive_tasks(procedure, standing, clocks), new=False)
        for name, value in derive.columns(procedure, standing, clocks, to).items():
            setattr(matter, name, value)
        matter.ask_on = matter.remind_on = None
        matter.data_key = sealed.own_key(matter, standing.facts)
        matter.save()
        sealed_files.keep_with(matter)
        derive.store_parties(matter, standing.facts)
        sharing.store(matter, procedure, standing.facts)
        procedure.keeps(matter, standing.facts, None)
        search.index(matter, standing.facts)
        changes.note([matter.pk])


def _differ(rows: Sequence[DeadlineRow], right: Sequence[DeadlineRow]) -> bool:
    def content(row: DeadlineRow) -> dict[str, Any]:
        return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}

    def in_order(those: Sequence[DeadlineRow]) -> list[dict[str, Any]]:
        return sorted(map(content, those), key=lambda each: each["n"])

    return in_order(rows) != in_order(right)


def _moves(matter: Matter, rows: Sequence[DeadlineRow], clocks: list[Clock], calendar: Calendar) -> list[Move]:
    before = {(row.rule, row.key): row for row in rows if row.state in OPEN_STATES}
    after = {(clock.rule.code, clock.key): clock for clock in clocks if clock.open}
    found = []
    for key in [*before, *(key for key in after if key not in before)]:
        row, clock = before.get(key), after.get(key)
        if row and clock and (row.due_on, row.provisional) == (clock.due_on, clock.provisional):
            continue
        found.append(
            Move(
                matter=matter.code, number=matter.number or f"未编号（{matter.code}）", rule=key[0],
                label=clock.label if clock else row.label if row else "",
                old_due_on=row.due_on.isoformat() if row else "", new_due_on=clock.due_on.isoformat() if clock else "",
                old_provisional=bool(row and row.provisional), new_provisional=bool(clock and clock.provisional),
                why=_why(row, clock, calendar),
            )
        )  # fmt: skip
    return found


def _why(row: DeadlineRow | None, clock: Clock | None, calendar: Calendar) -> str:
    if row is None or clock is None:
        return "本局时限启用" if row is None else "本局时限停用"
    if row.explanation.get("period") != clock.explanation["period"]:
        return "本局时限的长短改动"
    older = [each for each in calendars.history() if each.version == row.explanation.get("calendar")]
    last = max(row.due_on, clock.due_on)
    days = [on for each in older[:1] for on in each.differing_days(calendar) if row.start_on < on <= last]
    if row.due_on == clock.due_on:
        return f"{clock.due_on.year}年放假安排已公布"
    said = "、".join(f"{on.isoformat()}{calendar.day(on).reason}" for on in days[:MOST_DAYS_NAMED])
    return said or "放假安排改动"
