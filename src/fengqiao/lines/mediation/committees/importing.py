"""Taking a table of committees and mediators into the register, row by row with a report. The same table twice changes nothing.

A committee that is not in the register is taken in with its people; to one that is, only people it does not have are added.
What differs from the register is said, never overwritten.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from fengqiao.lines.mediation.committees import asks, codes
from fengqiao.lines.mediation.committees.columns import COLUMNS
from fengqiao.lines.mediation.committees.loading import open_committee, opening_day
from fengqiao.lines.mediation.committees.procedure import complete
from fengqiao.lines.mediation.committees.reading import ReadRow, ReadTable
from fengqiao.lines.mediation.committees.roster import Member, roster
from fengqiao.lines.mediation.models import Committee
from fengqiao.matter.actions import Doing, known_facts, perform
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office, OfficeKind

ACCEPTED, CORRECTED, KNOWN, REFUSED, TOTAL = "录入", "更正后录入", "已有", "未录入", "合计行"
OF_COMMITTEE = tuple(column.name for column in COLUMNS if column.of_committee and column.name != "committee")
OF_PERSON = tuple(column.name for column in COLUMNS if not column.of_committee)
COMPARED = tuple(
    need for need in asks.MEMBER if need.name in OF_PERSON and need.name not in ("name", "from_on", "to_on", "id_no")
)


@dataclass(frozen=True)
class RowReport:
    """What became of one row, and why."""

    number: int
    sheet: str
    outcome: str
    committee: str
    name: str
    said: str = ""


@dataclass
class _Group:
    """The rows of one committee."""

    office: Office
    rows: list[ReadRow] = field(default_factory=list)


@dataclass
class _Import:
    """One run: who imports what; ``keep`` False judges only."""

    actor: Actor
    now: datetime
    keep: bool
    reports: list[RowReport] = field(default_factory=list)

    def report(self, row: ReadRow, outcome: str, said: Iterable[str] = ()) -> None:
        text = "；".join(part for part in said if part)
        self.reports.append(
            RowReport(row.number, row.sheet, outcome, row.values.get("committee", ""), row.values.get("name", ""), text)
        )


def import_table(actor: Actor, table: ReadTable, *, now: datetime, keep: bool) -> list[RowReport]:
    """The report of every row, in the table's order; ``keep`` says whether it is carried out or only judged."""
    run = _Import(actor, now, keep)
    for group in _groups(run, table):
        try:
            with transaction.atomic():
                said = _take(run, group)
        except Refused as refusal:
            said = [(row, REFUSED, (str(refusal),)) for row in group.rows]
        for row, outcome, why in said:
            run.report(row, outcome, why)
    order = {(row.sheet, row.number): place for place, row in enumerate(table.rows)}
    return sorted(run.reports, key=lambda each: order[each.sheet, each.number])


def _groups(run: _Import, table: ReadTable) -> list[_Group]:
    """The readable rows by committee; the others are reported at once."""
    offices = _offices(run.actor)
    groups: dict[int, _Group] = {}
    for row in table.rows:
        if row.total:
            run.report(row, TOTAL, ("合计行不是人员，不录入",))
        elif row.wrong:
            run.report(row, REFUSED, row.wrong)
        else:
            office = offices.get(_key(row.values["committee"]))
            if office is None:
                run.report(
                    row,
                    REFUSED,
                    (
                        f"机构中没有“{row.values['committee']}”，或不在您的辖区。请核对名称；确需新增的，请系统管理员先登记机构。",
                    ),
                )
                continue
            groups.setdefault(office.pk, _Group(office)).rows.append(row)
    return sorted(groups.values(), key=lambda group: group.office.territory)


def _key(name: str) -> str:
    return name.replace(" ", "").replace("人民调解委员会", "调委会")


def _offices(actor: Actor) -> dict[str, Office]:
    """Committees within reach by full and short name; a short name that two share finds neither."""
    found = Office.objects.filter(
        kind=OfficeKind.COMMITTEE, to_on=None, territory__gte=actor.low, territory__lte=actor.high
    )
    named: dict[str, Office | None] = {}
    for office in found:
        for name in {_key(office.name), _key(office.short_name), _key(f"{office.number_word}调委会")}:
            named[name] = office if name not in named else None
    return {name: office for name, office in named.items() if office is not None}


Said = list[tuple[ReadRow, str, tuple[str, ...]]]


def _take(run: _Import, group: _Group) -> Said:
    committee = Committee.objects.filter(office=group.office, closed=False).first()
    return _take_in(run, group) if committee is None else _complete(run, group, committee)


def _outcome(row: ReadRow, *more: str) -> tuple[ReadRow, str, tuple[str, ...]]:
    notes = (*row.notes, *more)
    return row, CORRECTED if any(notes) else ACCEPTED, notes


# A committee that is not in the register -----------------------------------------------------------------------------


def _take_in(run: _Import, group: _Group) -> Said:
    data, notes = _committee_data(group)
    rows, twice = _without_doubles(group.rows)
    data["parties"] = [person(row.values) for row in rows]
    founded = data.get("founded_on")
    opened = opening_day(date.fromisoformat(founded) if founded else None, date.fromisoformat(data["term_from_on"]))
    if opened > run.now.date():
        raise Refused.because("future", f"任期起{data['term_from_on']}在今天以后。请核对日期。")
    if run.keep:
        open_committee(run.actor, group.office, data, opened, now=run.now)
    return [_outcome(row, *(notes if number == 0 else ())) for number, row in enumerate(rows)] + twice


def _committee_data(group: _Group) -> tuple[dict[str, Any], list[str]]:
    """What the rows say of the committee: the first value counts, a different one further down is said."""
    data: dict[str, Any] = {"set_up_as": codes.COMMITTEE}
    notes: list[str] = []
    for row in group.rows:
        for name in OF_COMMITTEE:
            value = row.values.get(name)
            if value in (None, ""):
                continue
            if data.setdefault(name, value) != value:
                notes.append(f"第{row.number}行的{_label(name)}与前面不同，以前面的为准")
    if "host" not in data:
        data["host"] = host_of_name(group.office.name)
        notes.append("设立主体按名称推定，请核对")
    return data, notes


def _label(name: str) -> str:
    return next(column.heads[0] for column in COLUMNS if column.name == name)


def host_of_name(name: str) -> str:
    """The host as a committee's name suggests it."""
    for word, host in (
        ("社区", codes.RESIDENTS),
        ("居委会", codes.RESIDENTS),
        ("村", codes.VILLAGE),
        ("街道", codes.STREET),
        ("镇", codes.TOWN),
        ("乡", codes.TOWN),
    ):
        if word in name:
            return host
    return codes.ORGANISATION


def _without_doubles(rows: list[ReadRow]) -> tuple[list[ReadRow], Said]:
    """The first of several rows of one person; the others are reported."""
    kept: dict[tuple[str, str], ReadRow] = {}
    twice: Said = []
    for row in rows:
        key = (row.values["name"], row.values.get("birth_on", ""))
        if key in kept:
            twice.append((row, REFUSED, (f"与第{kept[key].number}行是同一人，只录一次",)))
        else:
            kept[key] = row
    return list(kept.values()), twice


def person(values: Mapping[str, Any]) -> dict[str, Any]:
    """A row's values as a member's data."""
    found = {name: values[name] for name in OF_PERSON if values.get(name) not in (None, "", [], False)}
    return {"side": codes.MEMBER, "ethnicity": codes.HAN, **found}


# A committee that is there ------------------------------------------------------------------------------------------


def _complete(run: _Import, group: _Group, committee: Committee) -> Said:
    people = roster(known_facts(committee))
    rows, said = _without_doubles(group.rows)
    new = []
    for row in rows:
        known = _same_person(people, row.values)
        if known is None:
            new.append(row)
        else:
            said.append(_compared(row, known))
    if new and run.keep:
        parties = [person(row.values) for row in new]
        perform(
            run.actor,
            committee.pk,
            [Doing(complete, {"parties": parties, "reason": "从表格导入"}, run.now.date())],
            now=run.now,
        )
    return said + [_outcome(row) for row in new]


def _same_person(people: Iterable[Member], values: Mapping[str, Any]) -> Member | None:
    """Somebody of the name whose birth date does not speak against it."""
    for member in people:
        born, given = member.get("birth_on"), values.get("birth_on")
        if member.name == values["name"] and (not born or not given or born == given):
            return member
    return None


def _compared(row: ReadRow, member: Member) -> tuple[ReadRow, str, tuple[str, ...]]:
    if member.left_on is not None:
        said = f"名册中此人已于{member.left_on.isoformat()}离任；重新当选或聘任的，请在调委会页面办理"
        return row, REFUSED, (said,)
    different = [
        f"{need.label}表中为“{need.show(row.values[need.name])}”、名册为“{need.show(member.get(need.name)) or '空'}”"
        for need in COMPARED
        if row.values.get(need.name) not in (None, "", [], False) and row.values[need.name] != member.get(need.name)
    ]
    return row, KNOWN, (("未改动：" + "，".join(different) + "。要改的请打开此人办理“变更登记”",) if different else ())
