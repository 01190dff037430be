"""The duty roster (值班排班): who stands which shift. What is asked and what is answered, as objects and as documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from .plan import VERSION
from .problem import Kind, Span
from .reading import BadInput, check, day, spans, unique

_HOURS = {"am": (9.0, 12.0), "pm": (14.0, 17.5), "day": (9.0, 17.5), "night": (18.0, 32.0)}
CRIMINAL_POSTS = frozenset({"detention", "court", "procuratorate"})
"""Posts of R-30: licensed lawyers with criminal practice only."""


@dataclass(frozen=True)
class Member:
    """Somebody who may be on duty. `history` is this year's weighted shifts so far."""

    id: str
    name: str = ""
    kind: Kind = Kind.LAWYER
    gender: str = ""
    licence_valid_to: date | None = None
    suspended_until: date | None = None
    criminal_since: date | None = None
    languages: frozenset[str] = frozenset()
    history: int = 0
    travel: Mapping[str, int] = field(default_factory=dict)
    unavailable: tuple[Span, ...] = ()
    forbidden: frozenset[str] = frozenset()
    avoid: frozenset[date] = frozenset()

    @property
    def called(self) -> str:
        """The name, or the id where none is given."""
        return self.name or self.id


@dataclass(frozen=True)
class Shift:
    """One shift at one point on one day, for so many heads; ``hours`` where it does not begin and end as its half says; ``lawyers``: for them alone."""

    id: str
    point: str
    date: date
    half: str = "day"
    kind: str = "hall"
    heads: int = 1
    weight: int | None = None
    languages: frozenset[str] = frozenset()
    gender: str = ""
    hours: Span | None = None
    lawyers: bool = False

    @property
    def start(self) -> datetime:
        """When it begins."""
        if self.hours is not None:
            return self.hours.start
        return datetime.combine(self.date, datetime.min.time()) + timedelta(hours=_HOURS[self.half][0])

    @property
    def end(self) -> datetime:
        """When it ends; a night shift the next morning."""
        if self.hours is not None:
            return self.hours.end
        return datetime.combine(self.date, datetime.min.time()) + timedelta(hours=_HOURS[self.half][1])

    @property
    def week(self) -> tuple[int, int]:
        """Its week, Monday to Sunday."""
        return self.date.isocalendar()[:2]


def weight_of(worked: bool, holiday: bool) -> int:
    """What a shift of such a day weighs: 3 on a statutory holiday, 1 on a day that is worked, else 2."""
    return 3 if holiday else 1 if worked else 2


@dataclass(frozen=True)
class Duty:
    """One roster to be made, or with `published` and `repair` one to be mended; who is `held` on a shift stays on it, whatever the rules say."""

    members: tuple[Member, ...]
    shifts: tuple[Shift, ...]
    repair: bool = False
    max_per_week: int = 2
    consecutive_days: bool = False
    minimums: Mapping[str, int] = field(default_factory=dict)
    holidays: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()
    published: frozenset[tuple[str, str]] = frozenset()
    held: frozenset[tuple[str, str]] = frozenset()

    def weight(self, shift: Shift) -> int:
        """1 on a working day, 2 on a weekend, 3 on a statutory holiday, unless the shift says."""
        if shift.weight is not None:
            return shift.weight
        return weight_of(shift.date.weekday() < 5 or shift.date in self.workdays, shift.date in self.holidays)


@dataclass(frozen=True)
class Standing:
    """One member's row of the fairness table; `why` for who can stand no shift."""

    member: str
    history: int
    added: int
    shifts: int
    minutes: int
    eligible: int
    why: tuple[str, ...]


@dataclass(frozen=True)
class Roster:
    """The proposal. `levels` are the objectives in order with their values; `proven` only if each is the least possible.

    `ties_settled`: among all of these values it is the first by shifts and ids (⑤).
    """

    duties: tuple[tuple[str, str], ...]
    uncovered: tuple[tuple[str, int, tuple[str, ...]], ...]
    below_minimum: tuple[tuple[str, str, int], ...]
    levels: tuple[tuple[str, int], ...]
    proven: bool
    ties_settled: bool
    changes: tuple[tuple[str, str, str], ...]
    table: tuple[Standing, ...]


def roster(document: Mapping[str, Any]) -> Duty:
    """The duty of a document. Raises BadInput."""
    check(document, "schema-roster")
    members = tuple(_member(one, f"members[{at}]") for at, one in enumerate(document["members"]))
    shifts = tuple(_shift(one, f"shifts[{at}]") for at, one in enumerate(document["shifts"]))
    unique((one.id for one in members), "members")
    unique((one.id for one in shifts), "shifts")
    known = ({one.id for one in shifts}, {one.id for one in members})
    for at, one in enumerate(document.get("published", ())):
        for name, ids in zip(("shift", "member"), known, strict=True):
            if one[name] not in ids:
                raise BadInput(f"published[{at}].{name}", f"“{one[name]}”不在 {name}s 之中。")
    if document.get("mode") == "repair" and "published" not in document:
        raise BadInput("published", "mode 为 repair 时须给出已发布的排班表。")
    if document.get("mode", "plan") != "repair" and document.get("published"):
        raise BadInput("published", "只在 mode 为 repair 时写。要修补已发布的排班表，请写 repair；要从头排，请删去 published。")
    for point in document.get("minimums", {}):
        if point not in {one.point for one in shifts}:
            raise BadInput(f"minimums.{point}", f"“{point}”没有班次，不能有每周最少班次。")
    return Duty(
        members=members,
        shifts=shifts,
        repair=document.get("mode") == "repair",
        max_per_week=document.get("max_per_week", 2),
        consecutive_days=document.get("consecutive_days", False),
        minimums=document.get("minimums", {}),
        holidays=_days(document.get("holidays", ()), "holidays"),
        workdays=_days(document.get("workdays", ()), "workdays"),
        published=frozenset((one["shift"], one["member"]) for one in document.get("published", ())),
    )


def _days(some: Any, where: str) -> frozenset[date]:
    return frozenset(found for at, one in enumerate(some) if (found := day(one, f"{where}[{at}]")) is not None)


def _member(one: Mapping[str, Any], where: str) -> Member:
    made = dict(one)
    for name in ("licence_valid_to", "suspended_until", "criminal_since"):
        made[name] = day(one.get(name), f"{where}.{name}")
    made["kind"] = Kind(one.get("kind", "lawyer"))
    made["languages"], made["forbidden"] = frozenset(one.get("languages", ())), frozenset(one.get("forbidden", ()))
    made["avoid"] = _days(one.get("avoid", ()), f"{where}.avoid")
    made["unavailable"] = spans(one.get("unavailable", ()), f"{where}.unavailable")
    return Member(**made)


def _shift(one: Mapping[str, Any], where: str) -> Shift:
    found = day(one["date"], f"{where}.date")
    assert found is not None
    if found == date.max:
        raise BadInput(f"{where}.date", f"日期“{one['date']}”以后没有日子，夜班排不到次日。")
    return Shift(**{**one, "date": found, "languages": frozenset(one.get("languages", ()))})


def roster_document(duty: Duty, made: Roster) -> dict[str, Any]:
    """The answer to one roster."""
    at = {shift.id: shift for shift in duty.shifts}
    return {
        "kind": "roster-plan",
        "version": VERSION,
        "status": "optimal" if made.proven else "feasible",
        "status_words": "已证明最优" if made.proven else "未证明最优：各级目标为已找到的最好值",
        "ties_settled": made.ties_settled,
        "levels": [{"label": label, "value": value} for label, value in made.levels],
        "duties": [
            {"shift": shift, "member": member, "date": at[shift].date.isoformat(), "half": at[shift].half, "point": at[shift].point}
            for shift, member in made.duties
        ],
        "uncovered": [{"shift": shift, "missing": missing, "why": list(why)} for shift, missing, why in made.uncovered],
        "below_minimum": [{"point": point, "week": week, "missing": missing} for point, week, missing in made.below_minimum],
        "changes": [{"shift": shift, "member": member, "change": change} for shift, member, change in made.changes],
        "table": [asdict(one) | {"total": one.history + one.added, "why": list(one.why)} for one in made.table],
    }
