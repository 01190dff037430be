"""The centre's ledgers 台账: use of rooms, equipment, duty, reception. Each is its rows; every count opens the rows behind it.

No ledger holds a name of somebody under supervision: what is said of a case is its masked title, for who may see the case.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from fengqiao.booking.models import Booking, Outcome, Resource, Upkeep
from fengqiao.booking.roster.models import DutyChange
from fengqiao.booking.roster.reading import on_duty
from fengqiao.booking.spans import HERE, day
from fengqiao.lines.corrections.centre import codes, reading
from fengqiao.lines.corrections.models import CentreReception
from fengqiao.matter.models import Entry, Matter
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office
from fengqiao.ui.parts import Cell, Row

OTHER = "other"
RECEIVED = {"report_in": "报到接收", "deliver": "移送接收"}


@dataclass(frozen=True)
class Line:
    """One row of a ledger: what it counts under, its cells, where it opens, how many people (or 0)."""

    group: str
    cells: tuple[str, ...]
    url: str = ""
    people: int = 0


@dataclass(frozen=True)
class Ledger:
    code: str
    label: str
    head: tuple[str, ...]
    lines: Callable[[Actor, Office, date, date, datetime], list[Line]]
    unit: str = "次"
    note: str = ""

    def row(self, line: Line) -> Row:
        return Row(tuple(Cell(text) for text in line.cells), line.url)


def counts(lines: Iterable[Line]) -> list[tuple[str, int, int]]:
    """The groups with how many rows and people each has, the largest first."""
    rows: Counter[str] = Counter()
    people: Counter[str] = Counter()
    for line in lines:
        rows[line.group] += 1
        people[line.group] += line.people
    return [(group, n, people[group]) for group, n in sorted(rows.items(), key=lambda one: (-one[1], one[0]))]


def rooms(actor: Actor, centre: Office, from_on: date, to_on: date, now: datetime) -> list[Line]:
    """Every booking of a room of the centre that has begun by now or is still to come."""
    words = dict(codes.PURPOSES)
    things = reading.rooms_of(centre)
    makers = _makers(things, from_on, to_on)
    found = []
    for use in reading.uses(actor, things, from_on, to_on, now=now):
        row = use.booking
        people = (row.people or 0) if row.outcome != Outcome.UNUSED else 0
        state = use.state or "还没有到时间"
        at = row.from_at.astimezone(HERE)
        found.append(Line(
            words.get(row.purpose, words[OTHER]), (
                f"{at:%Y-%m-%d}", use.hours, use.room.name, use.words, str(people or ""), state, row.said if use.own else "", makers.get(row.made_by_id or 0, ""),
            ), f"{reverse('corrections-centre')}?on={at:%Y-%m-%d}", people,
        ))  # fmt: skip
    return found


def _makers(things: Sequence[Resource], from_on: date, to_on: date) -> dict[int, str]:
    """The names of those who booked, by number."""
    rows = Booking.objects.filter(resource__in=things, from_at__gte=day(from_on), from_at__lt=day(to_on + timedelta(days=1)))
    return dict(rows.exclude(made_by=None).values_list("made_by_id", "made_by__name").distinct())


def equipment(actor: Actor, centre: Office, from_on: date, to_on: date, now: datetime) -> list[Line]:
    """What was done to the centre's things: entered, inspected, repaired, retired, handed on."""
    rows = Upkeep.objects.filter(resource__office=centre, on__range=(from_on, to_on)).select_related("resource__keeper", "made_by").order_by("on", "pk")
    return [
        Line(row.get_kind_display(), (
            row.on.isoformat(), row.resource.name, row.resource.sort, row.resource.number, row.get_kind_display(), row.said,
            row.resource.keeper.name if row.resource.keeper else "", row.resource.get_condition_display(), row.made_by.name if row.made_by else "",
        ), f"{reverse('corrections-centre')}#equipment")
        for row in rows
    ]  # fmt: skip


def duty(actor: Actor, centre: Office, from_on: date, to_on: date, now: datetime) -> list[Line]:
    """Who was on duty, what was changed, what happened."""
    changed: dict[tuple[date, str], list[str]] = {}
    for each in DutyChange.objects.filter(office=centre, on__range=(from_on, to_on)).select_related("was", "now").order_by("pk"):
        said = f"{each.was.name if each.was else '空'}改为{each.now.name if each.now else '空'}" + (f"（{each.why}）" if each.why else "")
        changed.setdefault((each.on, each.shift.partition(" ")[0]), []).append(said)
    return [
        Line(row.staff.name, (
            row.on.isoformat(), f"{row.shift.name} {row.shift.hours}", row.staff.name, "；".join(changed.get((row.on, row.shift.name), ())), row.note,
        ), f"{reverse('roster')}?office={centre.pk}&month={row.on:%Y-%m}")
        for row in on_duty([centre.pk], from_on, to_on)
    ]  # fmt: skip


def reception(actor: Actor, centre: Office, from_on: date, to_on: date, now: datetime) -> list[Line]:
    """Who came to the centre: what was entered at the counter, and the receptions recorded in the cases one may see."""
    begins, ends = day(from_on), day(to_on + timedelta(days=1))
    rows = CentreReception.objects.filter(office=centre, at__gte=begins, at__lt=ends).select_related("received_by")
    found = [
        (timezone.localtime(row.at), Line(row.get_kind_display(), (
            f"{timezone.localtime(row.at):%Y-%m-%d %H:%M}", row.get_kind_display(), row.what, str(row.people), row.done, row.received_by.name,
        ), people=row.people))
        for row in rows
    ]  # fmt: skip
    return [line for _, line in sorted([*found, *_of_cases(actor, from_on, to_on)], key=lambda one: one[0])]


def _of_cases(actor: Actor, from_on: date, to_on: date) -> list[tuple[datetime, Line]]:
    """Receptions recorded in cases: the masked title, for who may open the case."""
    entries = Entry.objects.filter(matter__line="corrections", action__in=list(RECEIVED), happened_on__range=(from_on, to_on))
    seen = Matter.objects.visible_to(actor).filter(line="corrections", pk__in=entries.values("matter_id")).select_related("handler").in_bulk()
    found = []
    for entry in entries.filter(matter_id__in=list(seen)).order_by("happened_on", "pk"):
        matter, word = seen[entry.matter_id], RECEIVED[entry.action]
        cells = (entry.happened_on.isoformat(), word, matter.masked_title, "1", "已登记接收", matter.handler.name if matter.handler else "")
        found.append((day(entry.happened_on), Line(word, cells, reverse("matter", args=[matter.code]), 1)))
    return found


LEDGERS = (
    Ledger("rooms", "场所使用", ("日期", "时间", "房间", "用途", "人数", "情况", "说明", "预约人"), rooms, note="人数按登记的到场人数；还没有登记的，按预约人数。取消的不列，记在操作日志里。"),
    Ledger("equipment", "设备", ("日期", "设备", "类别", "编号", "事项", "情况", "保管人", "现在", "登记人"), equipment),
    Ledger("duty", "值班", ("日期", "班次", "值班人", "变动", "值班记录"), duty, unit="班"),
    Ledger("reception", "接待", ("时间", "来访", "何事", "人数", "怎么办的", "接待人"), reception, note="只列您看得到的案件；封存的、限制查看的不列。"),
)  # fmt: skip
BY_CODE = {each.code: each for each in LEDGERS}
