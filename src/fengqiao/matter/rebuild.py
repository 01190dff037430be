"""One matter rebuilt from its timeline and compared with what is stored: the engine's own pure functions, nothing else.

What is derived must equal what is stored, to the day. A stored clock that had ended keeps the verdict of the calendar
or house limit it got it by; a row of an older declaration is told from one that somebody changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from django.db.models import Field, Model

from fengqiao.daycount import Calendar
from fengqiao.matter import derive, sharing
from fengqiao.matter.deadlines import OPEN_STATES, Clock, derive_clocks, derive_tasks
from fengqiao.matter.models import DeadlineRow, Entry, Matter, Party, Recusal, Share, TaskRow
from fengqiao.matter.procedure import Procedure, Sight
from fengqiao.matter.timeline import Standing
from fengqiao.vault import DataKey, VaultError

PERSONAL_COLUMNS = frozenset({"title", "masked_title", "name", "sealed", "id_index", "phone_index"})
CLOCK_COLUMNS = (
    "n", "label", "statutory", "start_on", "nominal_on", "due_on", "due_at", "provisional", "state", "met_on", "whose", "warn_days",
    "source", "territory", "version",
)  # fmt: skip
TASK_COLUMNS = (
    "label", "action", "deadline_n", "due_on", "due_at", "statutory", "provisional", "warn_days", "source", "whose", "roles",
    "handler_id", "since_on", "territory", "urgency",
)  # fmt: skip
WORDS = {"warn_days": "提前提醒天数", "deadline_n": "所属期限", "next_due_statutory": "最近期限是否法定"}
PARTY_COLUMNS = ("side", "kind", "name", "left_on", "id_index", "phone_index", "territory")


class Cause(StrEnum):
    """Why a stored value is not the rebuilt one, as far as the rows tell."""

    CHANGED = "数据被改动，或没有随时间轴更新"
    OLDER_RULE = "按较早版本的规则推算，尚未重算"
    OLDER_CALENDAR = "按较早的放假安排或本局时限推算，尚未重算"
    UNKNOWN_CALENDAR = "按本机没有记录的放假安排推算，无法复算"
    BROKEN = "时间轴被改动"
    FILE = "文件"
    NUMBER = "编号"


@dataclass(frozen=True)
class Difference:
    """One thing that is not as the timeline says. Values in words; both empty where they are personal data."""

    where: str
    stored: str
    rebuilt: str
    cause: Cause

    def __str__(self) -> str:
        if not self.stored and not self.rebuilt:
            return f"{self.where}（{self.cause}）"
        return f"{self.where}：登记为“{self.stored}”，按时间轴应为“{self.rebuilt}”（{self.cause}）"


@dataclass(frozen=True)
class Stored:
    """A matter with all its rows, as read in one snapshot."""

    matter: Matter
    entries: Sequence[Entry]
    deadlines: Sequence[DeadlineRow] = ()
    tasks: Sequence[TaskRow] = ()
    parties: Sequence[Party] = ()
    shares: Sequence[Share] = ()
    recusals: Sequence[Recusal] = ()
    search: bytes | None = field(default=None, kw_only=True)  # the digest of the search row


@dataclass(frozen=True)
class Rules:
    """What clocks were and are counted by: calendars and parameters one after another, the present ones last."""

    calendars: tuple[Calendar, ...]
    parameters: Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Rebuilt:
    """What follows from a timeline under the present rules."""

    procedure: Procedure
    standing: Standing
    rules: Rules
    laid_out_to: date | None = None  # to which day what recurs was laid out

    @cached_property
    def clocks(self) -> list[Clock]:
        return self._derive(-1, -1)

    def _derive(self, calendar: int, parameters: int) -> list[Clock]:
        rules = self.rules
        return derive_clocks(
            self.procedure, self.standing, rules.calendars[calendar], rules.parameters[parameters],
            laid_out_to=self.laid_out_to,
        )  # fmt: skip

    def as_counted_then(self, row: DeadlineRow) -> Clock | None:
        """The clock of a row under the calendar and limit the row was counted by; None when they are not known."""
        for calendar in range(len(self.rules.calendars)):
            if self.rules.calendars[calendar].version != row.explanation.get("calendar"):
                continue
            for parameters in range(len(self.rules.parameters)):
                for clock in self._derive(calendar, parameters):
                    same = (clock.rule.code, clock.key) == (row.rule, row.key)
                    if same and clock.explanation["period"] == row.explanation.get("period"):
                        return clock
        return None


def compare(stored: Stored, rebuilt: Rebuilt, key: DataKey) -> Iterator[Difference]:
    """Everything about a matter that is not as its timeline says."""
    matter, procedure, standing = stored.matter, rebuilt.procedure, rebuilt.standing
    clocks = right_clocks(stored, rebuilt)
    differences = list(_compare_clocks(stored.deadlines, derive.deadline_rows(matter, procedure, clocks), rebuilt))
    yield from differences
    cause = next((each.cause for each in differences if each.cause is not Cause.CHANGED), Cause.CHANGED)
    for name, value in derive.columns(procedure, standing, clocks, rebuilt.laid_out_to).items():
        given = cause if name.startswith("next_due") else Cause.CHANGED
        yield from _differ(matter, "本案", name, getattr(matter, name), value, given)
    seat = procedure.seat(standing.facts)
    if seat is not None:
        yield from _differ(matter, "本案", "office_id", matter.office_id, seat, Cause.CHANGED)
    tasks = derive_tasks(procedure, standing, clocks)
    yield from _compare_tasks(stored.tasks, derive.task_rows(matter, procedure, clocks, tasks), cause)
    yield from _compare_parties(stored, standing, key)
    yield from _compare_seeing(stored, procedure, standing)
    for said in procedure.kept(matter, standing.facts):
        yield Difference(said, "", "", Cause.CHANGED)


# Clocks --------------------------------------------------------------------------------------------------------------


def right_clocks(stored: Stored, rebuilt: Rebuilt) -> list[Clock]:
    """The clocks as they should be stored: one that had ended is counted by what it was counted by then."""
    matter, procedure = stored.matter, rebuilt.procedure
    present = {(clock.rule.code, clock.key): clock for clock in rebuilt.clocks}
    verdicts: dict[tuple[str, str], DeadlineRow] = {}
    for row in stored.deadlines:
        if row.state not in OPEN_STATES and _counted_otherwise(row, present.get((row.rule, row.key))):
            then = rebuilt.as_counted_then(row)
            if then is not None and not then.open:
                verdicts[row.rule, row.key] = derive.deadline_rows(matter, procedure, [then])[0]
    if not verdicts:
        return rebuilt.clocks
    rules = rebuilt.rules
    return derive_clocks(
        procedure, rebuilt.standing, rules.calendars[-1], rules.parameters[-1], verdicts, laid_out_to=rebuilt.laid_out_to
    )


def _counted_otherwise(row: DeadlineRow, clock: Clock | None) -> bool:
    if clock is None:
        return True
    return any(row.explanation.get(k) != clock.explanation[k] for k in ("calendar", "period"))


def _compare_clocks(
    stored: Sequence[DeadlineRow], expected: Sequence[DeadlineRow], rebuilt: Rebuilt
) -> Iterator[Difference]:
    wanted = {(row.rule, row.key): row for row in expected}
    for row in stored:
        right = wanted.pop((row.rule, row.key), None)
        if right is None:
            yield Difference(f"多出期限“{row.label}”", "", "", Cause.CHANGED)
            continue
        changed = [name for name in CLOCK_COLUMNS if getattr(row, name) != getattr(right, name)]
        same_rules = all(row.explanation.get(k) == right.explanation[k] for k in ("calendar", "period", "declared"))
        explained = row.explanation == right.explanation or not same_rules
        cause = Cause.CHANGED if not changed and explained else _cause(row, right, rebuilt)
        for name in changed:
            yield from _differ(row, f"期限“{right.label}”", name, getattr(row, name), getattr(right, name), cause)
        if not explained:
            yield Difference(f"期限“{right.label}”的计算说明与时间轴不符", "", "", cause)
    for row in wanted.values():
        yield Difference(f"缺少期限“{row.label}”", "", "", Cause.CHANGED)


def _cause(row: DeadlineRow, right: DeadlineRow, rebuilt: Rebuilt) -> Cause:
    """An older declaration or calendar only where the row is exactly what it gave then; anything else was changed."""
    if row.version != right.version or row.explanation.get("declared") != right.explanation["declared"]:
        return Cause.OLDER_RULE
    if row.explanation.get("calendar") not in {calendar.version for calendar in rebuilt.rules.calendars}:
        return Cause.UNKNOWN_CALENDAR
    then = rebuilt.as_counted_then(row)
    older = any(row.explanation.get(k) != right.explanation[k] for k in ("calendar", "period"))
    if older and then is not None and (then.due_on, then.state) == (row.due_on, row.state):
        return Cause.OLDER_CALENDAR
    return Cause.CHANGED


# Tasks, parties, shares ----------------------------------------------------------------------------------------------


def _compare_tasks(stored: Sequence[TaskRow], expected: list[TaskRow], cause: Cause) -> Iterator[Difference]:
    wanted = {row.n: row for row in expected}
    for row in stored:
        right = wanted.pop(row.n, None)
        if right is None:
            yield Difference(f"多出待办“{row.label}”", "", "", cause)
            continue
        for name in TASK_COLUMNS:
            yield from _differ(row, f"待办“{right.label}”", name, getattr(row, name), getattr(right, name), cause)
    for row in wanted.values():
        yield Difference(f"缺少待办“{row.label}”", "", "", cause)


def _compare_parties(stored: Stored, standing: Standing, key: DataKey) -> Iterator[Difference]:
    wanted = {party.n: party for party in derive.stored_parties(standing.facts)}
    for row in stored.parties:
        party = wanted.pop(row.n, None)
        where = f"第{row.n}位当事人"
        if party is None:
            yield Difference(f"多出{where}", "", "", Cause.CHANGED)
            continue
        right = derive.party_row(stored.matter, party)
        for name in PARTY_COLUMNS:
            yield from _differ(
                row, where, name, _plain(getattr(row, name)), _plain(getattr(right, name)), Cause.CHANGED
            )
        if _opened(row, key) != derive.party_identity(party):
            yield Difference(f"{where}的加密信息与时间轴不符", "", "", Cause.CHANGED)
    for n in wanted:
        yield Difference(f"缺少第{n}位当事人", "", "", Cause.CHANGED)


def _opened(row: Party, key: DataKey) -> dict[str, str] | None:
    """The identity of a party in clear; None when it cannot be opened with the matter's key."""
    try:
        return {name: key.open(value, bound_to=row.matter_id.bytes) for name, value in row.sealed.items()}
    except VaultError:
        return None


def _compare_seeing(stored: Stored, procedure: Procedure, standing: Standing) -> Iterator[Difference]:
    """Shares and recusals: who may see a matter is part of what must not be changed behind its back."""
    shares = sharing.shares_of(procedure, standing.facts)
    for row in stored.shares:
        is_there = Sight(row.office_id, row.reason, row.from_on, row.to_on)
        if is_there in shares:
            shares.remove(is_there)
        else:
            yield Difference(f"多出给机构{row.office_id}的协办", "", "", Cause.CHANGED)
    for share in shares:
        yield Difference(f"缺少给机构{share.office_id}的协办", "", "", Cause.CHANGED)
    recused = sharing.recusals_of(standing.facts)
    for one in stored.recusals:
        found = sharing.Recused(one.staff_id, one.reason, one.from_on)
        if found in recused:
            recused.remove(found)
        else:
            yield Difference(f"多出人员{one.staff_id}的回避", "", "", Cause.CHANGED)
    for each in recused:
        yield Difference(f"缺少人员{each.staff_id}的回避", "", "", Cause.CHANGED)


# Words ---------------------------------------------------------------------------------------------------------------


def _differ(row: Model, where: str, name: str, stored: Any, right: Any, cause: Cause) -> Iterator[Difference]:
    if stored == right or stored == _as_column(row, name, right):
        return
    word = _word(row, name)
    if name in PERSONAL_COLUMNS:
        yield Difference(f"{where}的{word}与时间轴不符", "", "", cause)
    else:
        yield Difference(f"{where}的{word}", _say(stored), _say(right), cause)


def _as_column(row: Model, name: str, value: Any) -> Any:
    """The value as the database gives it back: a line may write a date as text."""
    field = row._meta.get_field(name)
    return field.to_python(value) if isinstance(field, Field) else value


def _word(row: Model, name: str) -> str:
    """The column's Chinese name."""
    return WORDS.get(name) or str(getattr(row._meta.get_field(name), "verbose_name", name))


def _say(value: Any) -> str:
    if value is None or value == "":
        return "空"
    if isinstance(value, bool):
        return "是" if value else "否"
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def grouped(rows: Iterable[Any]) -> dict[Any, list[Any]]:
    """Rows by the matter they belong to, in their order."""
    found: dict[Any, list[Any]] = {}
    for row in rows:
        found.setdefault(row.matter_id, []).append(row)
    return found
