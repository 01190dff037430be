"""Importing the organisation from a spreadsheet: first what would become of each row, then all of it or nothing.

Rows already there stay as they are, so that a corrected file can be imported again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum

from django.db import transaction

from fengqiao.orgs.actor import Actor
from fengqiao.orgs.dates import NoDate, read_day
from fengqiao.orgs.duties import KEEP_OFFICES, offices_of, require
from fengqiao.orgs.models import Office, OfficeDivision, OfficeKind
from fengqiao.orgs.offices import add_office, refuse_used
from fengqiao.orgs.recording import record
from fengqiao.orgs.refusal import NotAllowed
from fengqiao.orgs.rowreading import RowFault, divisions_in, kind_in, territory_in
from fengqiao.orgs.sheet import SheetRow, plain
from fengqiao.orgs.territories import check_parent, check_territory, next_territory

_TEXTS = {"short_name": 60, "area": 40, "number_word": 20, "address": 200, "phone": 40, "court": 60}


class Verdict(Enum):
    """What becomes of a row."""

    TAKEN = "可以导入"
    CORRECTED = "更正后导入"
    THERE = "已有"
    REFUSED = "不导入"
    PASSED_OVER = "跳过"


@dataclass
class Line:
    """A row of the report. ``notes`` say what was corrected or why it is refused."""

    number: int
    name: str
    verdict: Verdict = Verdict.TAKEN
    notes: list[str] = field(default_factory=list)
    office: Office | None = None  # unsaved where the row is new
    parent_line: Line | None = None  # the parent, where it stands in the same file
    town: str = ""
    divisions: list[tuple[str, str]] = field(default_factory=list)

    @property
    def new(self) -> bool:
        return self.verdict in (Verdict.TAKEN, Verdict.CORRECTED)

    def refuse(self, said: str) -> None:
        self.verdict = Verdict.REFUSED
        self.notes.append(said)

    def correct(self, said: str) -> None:
        self.verdict = Verdict.CORRECTED
        self.notes.append(said)


@dataclass
class Report:
    """What would become, or became, of every row."""

    lines: list[Line]

    def count(self, *verdicts: Verdict) -> int:
        return sum(1 for line in self.lines if line.verdict in verdicts)

    @property
    def new(self) -> int:
        return self.count(Verdict.TAKEN, Verdict.CORRECTED)

    @property
    def words(self) -> str:
        """可以导入3行，更正后导入2行，已有10行，不导入1行，跳过1行."""
        counted = Counter(line.verdict for line in self.lines)
        return "，".join(f"{verdict.value}{counted[verdict]}行" for verdict in Verdict if counted[verdict])


def preview(actor: Actor, rows: Sequence[SheetRow], *, today: date) -> Report:
    """What an import would do; nothing is written. Raises NotAllowed when the actor may not import."""
    require(actor, KEEP_OFFICES)
    return _Import(actor, rows, today).report()


@transaction.atomic
def carry_out(actor: Actor, rows: Sequence[SheetRow], *, source: str, today: date, now: datetime) -> Report:
    """Import every row that can be imported, in one transaction. ``source`` is the file's SM3 for the log."""
    low, _ = require(actor, KEEP_OFFICES)
    report = _Import(actor, rows, today).report()
    made: dict[int, Office] = {}
    for line in report.lines:
        if line.new:
            _make(line, made, today)
    towns = list(offices_of(actor).filter(kind=OfficeKind.TOWN))
    for line in report.lines:
        if line.new and line.town:
            _set_town(made[id(line)], line.town, towns)
    territories = sorted(office.territory for office in made.values())
    record(
        actor, "office.import", report.words or "没有可导入的行", now=now, territory=low,
        new={"file_sm3": source, "territories": territories},
    )  # fmt: skip
    return report


def _make(line: Line, made: dict[int, Office], today: date) -> Office:
    """The office of a line, its parent made first wherever it stands in the file."""
    if id(line) in made:
        return made[id(line)]
    planned = line.office
    assert planned is not None
    parent = _make(line.parent_line, made, today) if line.parent_line is not None else planned.parent
    assert parent is not None
    office = add_office(
        kind=planned.kind, parent=parent, name=planned.name, from_on=planned.from_on, territory=planned.territory,
        **{name: getattr(planned, name) for name in _TEXTS},
    )  # fmt: skip
    OfficeDivision.objects.bulk_create(
        OfficeDivision(office=office, code=code, name=name, source="导入", from_on=today) for code, name in line.divisions
    )
    line.office = made[id(line)] = office
    return office


def _set_town(office: Office, name: str, towns: list[Office]) -> None:
    found = [town for town in towns if name in (town.name, town.short_name)]
    if len(found) == 1:
        office.town = found[0]
        office.save(update_fields=["town"])


class _Import:
    """One reading of a file against the offices there are."""

    def __init__(self, actor: Actor, rows: Sequence[SheetRow], today: date) -> None:
        self.today = today
        self.lines = [Line(row.number, plain(row.cells.get("name"))[:120]) for row in rows]
        self.cells = {id(line): row.cells for line, row in zip(self.lines, rows, strict=True)}
        for line, row in zip(self.lines, rows, strict=True):
            if row.is_total:
                line.verdict = Verdict.PASSED_OVER
                line.notes.append("合计行")
        self.there = [office for office in offices_of(actor).select_related("parent") if office.to_on is None]
        self.taken: dict[int, int] = {}  # territory: row

    def report(self) -> Report:
        waiting = [line for line in self.lines if line.verdict is not Verdict.PASSED_OVER]
        while waiting:
            later = [line for line in waiting if not self._judge(line)]
            if len(later) == len(waiting):
                for line in later:
                    said = plain(self.cells[id(line)].get("parent"))
                    line.refuse(f"没有找到上级“{said}”。请核对名称，或把上级也写进表里。" if said else "没有写业务上级。请补填。")
                break
            waiting = later
        return Report(self.lines)

    def _judge(self, line: Line) -> bool:
        """Whether the row could be judged; a row whose parent is not known yet waits for the next round."""
        try:
            found = self._parent(line)
            if found is None:
                return False
            parent, line.parent_line = found
            self._fill(line, parent)
        except (RowFault, NoDate, NotAllowed) as fault:
            line.refuse(str(fault))
        return True

    def _parent(self, line: Line) -> tuple[Office, Line | None] | None:
        said = plain(self.cells[id(line)].get("parent"))
        if not line.name:
            raise RowFault("没有机构名称。请补填。")
        found: list[tuple[Office, Line | None]] = []
        for office in self.there:
            if said in (office.name, office.short_name, str(office.territory)):
                found.append((office, None))
        for other in self.lines:
            if other.new and other.office is not None and said in (other.office.name, other.office.short_name, str(other.office.territory)):
                found.append((other.office, other))
        if len(found) > 1:
            raise RowFault(f"名叫“{said}”的上级有{len(found)}个。请改写上级的15位区域号。")
        if not found and any(other.verdict is Verdict.REFUSED and other.name == said for other in self.lines):
            raise RowFault(f"上级“{said}”所在的行没有导入，本行也不能导入。请先改好那一行。")
        return found[0] if found else None

    def _fill(self, line: Line, parent: Office) -> None:
        cells = self.cells[id(line)]
        kind, said = kind_in(cells.get("kind"))
        if said:
            line.correct(said)
        territory, said = territory_in(cells.get("territory"))
        if said:
            line.correct(said)
        if self._is_there(line, parent, kind, territory):
            return
        check_parent(kind, parent)
        territory = self._number(line, kind, parent, territory)
        from_on, said = read_day(cells["from_on"]) if plain(cells.get("from_on")) else (self.today, "没有生效日期，按今天")
        if said:
            line.correct(said)
        texts = {name: self._text(line, name, most) for name, most in _TEXTS.items()}
        texts["short_name"] = texts["short_name"] or line.name[:60]
        if str(cells.get("name", "")).strip() != line.name:
            line.correct("名称去掉了空格或全角字符")
        line.town, line.divisions = plain(cells.get("town")), divisions_in(cells.get("divisions"))
        line.office = Office(name=line.name, kind=kind, parent=None if line.parent_line else parent, territory=territory,
                             from_on=from_on, **texts)  # fmt: skip
        self.taken[territory] = line.number

    def _is_there(self, line: Line, parent: Office, kind: str, territory: int | None) -> bool:
        same = next((o for o in self.there if o.name == line.name and o.parent_id == parent.pk and parent.pk), None)
        if same is not None and territory in (None, same.territory):
            line.verdict, line.office = Verdict.THERE, same
            return True
        if same is not None:
            raise RowFault(f"系统中已有“{line.name}”，区域号是{same.territory}，与表中不同。请核对。")
        twin = next((o for o in self.lines if o is not line and o.new and o.office is not None and o.name == line.name
                     and (o.office.parent_id == parent.pk if parent.pk else o.parent_line is line.parent_line)), None)  # fmt: skip
        if twin is not None:
            raise RowFault(f"与第{twin.number}行重复。")
        return False

    def _number(self, line: Line, kind: str, parent: Office, territory: int | None) -> int:
        if territory is None:
            return next_territory(kind, parent, frozenset(self.taken))
        if territory in self.taken:
            raise RowFault(f"区域号与第{self.taken[territory]}行相同。每个机构的区域号只能用一次，请核对。")
        refuse_used(territory)
        check_territory(territory, kind, parent)
        return territory

    def _text(self, line: Line, name: str, most: int) -> str:
        value = self.cells[id(line)].get(name)
        text = plain(value) if name == "phone" else " ".join(str(value or "").split())
        if len(text) > most:
            line.correct(f"“{text[:8]}…”太长，只保留前{most}个字")
        return text[:most]
