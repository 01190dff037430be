"""A row of a mediation ledger as the journey 补录整案 and the closing behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import pairwise
from typing import Any, TypeVar

from fengqiao.imports.headings import OwnWords, plain
from fengqiao.imports.sheet import LedgerRow
from fengqiao.imports.values import (
    NOTHING,
    CellWrong,
    Notes,
    RowWrong,
    is_organisation,
    read_day,
    read_money,
    read_people,
    split_sides,
)
from fengqiao.imports.words import knows_type, performed, read_form, read_source, read_type
from fengqiao.lines.mediation import codes
from fengqiao.lines.mediation import procedure as p
from fengqiao.lines.mediation.conditions import FROM_LEDGER
from fengqiao.lines.mediation.journeys import PAPER
from fengqiao.matter.actions import Doing
from fengqiao.matter.everyday import note
from fengqiao.matter.procedure import Action
from fengqiao.vault import parse_phone

Found = TypeVar("Found")
ON_PAPER = "台账没有写，见纸质卷宗。"
LEAST_SUMMARY, LONGEST_NAME = 10, 60
DAYS = {
    "applied_on": "登记日期", "accepted_on": "受理日期", "session_on": "调解日期", "signed_on": "签订日期", "ended_on": "结案日期",
    "visited_on": "回访日期", "performed_on": "履行日期",
}  # fmt: skip


@dataclass(frozen=True)
class Setting:
    """What rows are read with: today, the bureau's own words, the people who may have mediated by name.

    ``unknown`` counts the rows of each word that nobody knew, by field and word.
    """

    today: date
    own: OwnWords
    mediators: Mapping[str, int]
    source: str
    unknown: Counter[tuple[str, str]] = field(default_factory=Counter)


@dataclass
class Entered:
    """A row read: the steps, what was corrected, and whether the case can be closed as it stands."""

    doings: list[Doing]
    notes: Notes
    still_open: str = ""
    opened_on: date | None = None


@dataclass
class _Reading:
    row: LedgerRow
    setting: Setting
    notes: Notes = field(default_factory=Notes)
    problems: list[CellWrong] = field(default_factory=list)

    def text(self, name: str) -> str:
        said = str(self.row.cells.get(name) if self.row.cells.get(name) is not None else "").strip()
        return "" if plain(said) in NOTHING else said

    def days(self) -> dict[str, date]:
        own, today = self.setting.own, self.setting.today
        read = {
            name: self.tried(name, partial(read_day, self.row.cells.get(name), label, self.notes, today, own.year))
            for name, label in DAYS.items()
        }
        return {name: day for name, day in read.items() if day is not None}

    def tried(self, name: str, read: Callable[[], Found]) -> Found | None:
        """What a cell says; None where it cannot be read, and the problem is kept for the end."""
        try:
            return read()
        except CellWrong as wrong:
            self.problems.append(CellWrong(wrong.said, wrong.field or name))
            return None

    def failed_formulas(self) -> None:
        """A cell that shows #REF! would read as empty: it is refused instead."""
        for name, said in self.row.errors.items():
            if name != "serial":
                self.problems.append(CellWrong(f"这一格是公式错误{said}。请改成实际的内容。", name))

    def refuse(self) -> None:
        """Raises RowWrong when anything could not be read."""
        if self.problems:
            raise RowWrong(self.problems)


def read_row(row: LedgerRow, setting: Setting) -> Entered:
    """The steps of a row. Raises RowWrong with everything that cannot be read, each thing at its cell."""
    reading = _Reading(row, setting)
    reading.failed_formulas()
    day = reading.days()
    result, how = plain(reading.text("result")), plain(reading.text("form"))
    form = reading.tried("result", partial(read_form, result, how, "signed_on" in day)) or ""
    told = _told(reading, form)
    unread = any(
        problem.field in DAYS for problem in reading.problems
    )  # a day that is there but cannot be read is not missing
    dated = None if unread or not form else reading.tried("", partial(_in_order, day, form, reading.notes))
    reading.refuse()
    assert dated is not None
    data = _journey_data(reading, told, form, dated, day)
    done = data.pop("performed")
    steps = PAPER.steps(data)
    last = max(on for _, _, on in steps)
    said = f"{FROM_LEDGER}：{setting.source}，第{row.number}行" + (
        f"，原编号{reading.text('number')}" if reading.text("number") else ""
    )
    more = [
        said,
        *(
            f"{label}：{reading.text(name)}"
            for name, label in (("note", "备注"), ("visited", "回访情况"))
            if reading.text(name)
        ),
    ]
    more += [*row.unmapped, *reading.notes.corrected]
    more += ["这一行在台账里是隐藏行"] if row.hidden else []
    behind: list[tuple[Action, dict[str, Any], date]] = [(note, {"text": "；".join(more)}, last)]
    still_open = _why_open(form, done, "visited_on" in day)
    if not still_open:
        behind.append((p.close, {"opinion": "台账载明已办结，补录结案。"}, max(last, day.get("ended_on", last))))
    doings = [Doing(action, values, on, under=PAPER.by) for action, values, on in [*steps, *behind]]
    return Entered(doings, reading.notes, still_open, dated["applied_on"])


def _in_order(day: Mapping[str, date], form: str, notes: Notes) -> dict[str, date]:
    """The days the journey needs; those the ledger leaves out are the nearest ones it has, and said."""
    known = [day[name] for name in ("applied_on", "accepted_on", "session_on", "signed_on", "ended_on") if name in day]
    if not known:
        raise CellWrong("没有日期。请至少写明登记、受理、调解或签订日期中的一个。")
    applied = day.get("applied_on", min(known))
    accepted = day.get("accepted_on", applied)
    met = (
        day.get("session_on")
        or day.get("signed_on")
        or (day.get("ended_on") if form == "none" else None)
        or max(accepted, min(known))
    )
    dated = {"applied_on": applied, "accepted_on": accepted, "session_on": met}
    if form == "written":
        dated["signed_on"] = dated["seal_on"] = day.get("signed_on", met)
    if form == "none":
        dated["ended_on"] = day.get("ended_on", met)
    order = list(dated.items())
    for (_, before), (name, after) in pairwise(order):
        if after < before:
            said = f"{DAYS.get(name, '盖章日期')}{after.isoformat()}早于前一步的{before.isoformat()}。请核对日期。"
            raise CellWrong(said, name)
    missing = [DAYS[name] for name in dated if name in DAYS and name not in day]
    if missing:
        notes.add(f"台账没有{'、'.join(missing)}，按相邻的日期记")
    return dated


def _told(reading: _Reading, form: str) -> dict[str, Any]:
    """What single cells say beside the days; what cannot be read is kept in the reading's problems."""
    notes, own, row = reading.notes, reading.setting.own, reading.row
    word = plain(reading.text("type"))
    kind = reading.tried("type", partial(read_type, word, own.types, notes))
    if kind is not None and not knows_type(word, own.types):
        reading.setting.unknown["type", word] += 1
    told: dict[str, Any] = {"type": kind, "parties": reading.tried("parties", partial(_parties, reading))}
    told["mediator"] = reading.tried("mediator", partial(_mediator, reading))
    if form != "none":
        unit = row.units.get("total", "")
        told["total"] = reading.tried("total", partial(read_money, row.cells.get("total"), "协议金额", notes, unit))
    return told


def _journey_data(
    reading: _Reading, told: Mapping[str, Any], form: str, dated: Mapping[str, date], day: Mapping[str, date]
) -> dict[str, Any]:
    notes = reading.notes
    word = dict(codes.TYPES)[told["type"]]
    summary = reading.text("summary")
    if len(summary) < LEAST_SUMMARY:
        notes.add("纠纷情况过简，原文照录" if summary else "台账没有纠纷情况")
        summary = f"{word}：{summary or ON_PAPER}（台账原文如此）"
    data: dict[str, Any] = {
        "source": read_source(plain(reading.text("source")), notes), "regime": codes.GENERAL, "parties": told["parties"],
        "type": told["type"], "summary": summary, "claim": "请求调解", "mediator": told["mediator"], "place": "调解室",
        "course": f"由台账补录，调解经过{ON_PAPER}", "agreement_form": form, **{name: on.isoformat() for name, on in dated.items()},
    }  # fmt: skip
    if "visited_on" in day:
        data["visited_on"] = day["visited_on"].isoformat()
    done = performed(plain(reading.text("performed")))
    if form == "none":
        return data | {"performed": None}
    data |= {"facts": summary, "terms": [{"text": reading.text("terms") or ON_PAPER}]}
    if not reading.text("terms"):
        notes.add("台账没有协议内容")
    total = told["total"]
    if total is not None:
        data["total"] = total
    if total is not None and done is not None:
        data["items"] = [_item(reading, total, done, dated, day)]
    return data | {"performed": True if done is None and not total else done}


def _item(
    reading: _Reading, total: int, done: bool, dated: Mapping[str, date], day: Mapping[str, date]
) -> dict[str, Any]:
    signed = dated.get("signed_on", dated["session_on"])
    done_on = max(day.get("performed_on", signed), signed)
    try:
        due_on = read_day(
            reading.row.cells.get("due_on"), "履行期限", reading.notes, date.max, reading.setting.own.year
        )
    except CellWrong:
        due_on = None
    if due_on is None:
        reading.notes.add("台账没有履行期限，按" + ("履行日期" if done else "签订日期") + "记")
    item = {"what": "按协议支付款项", "kind": "money", "debtor": "2", "amount": total,
            "due_on": (due_on or (done_on if done else signed)).isoformat()}  # fmt: skip
    if done and "performed_on" not in day:
        reading.notes.add("台账没有履行日期，按签订日期记")
    return item | ({"done_on": done_on.isoformat()} if done else {})


def _parties(reading: _Reading) -> list[dict[str, Any]]:
    first = read_people(reading.row.cells.get("applicant"), "申请人", reading.notes)
    second = read_people(reading.row.cells.get("respondent"), "被申请人", reading.notes)
    if not (first and second) and reading.text("parties"):
        first, second = split_sides(reading.text("parties"), reading.notes)
    if not (first and second):
        raise CellWrong("申请人和被申请人要各有一位。请补齐。", "respondent" if first else "applicant")
    rows = []
    for side, names, phone in (
        (codes.APPLICANT, first, "applicant_phone"),
        (codes.RESPONDENT, second, "respondent_phone"),
    ):
        for place, name in enumerate(names):
            if len(name) > LONGEST_NAME:
                said = f"姓名“{name[:12]}……”太长，像是几个人写在一起。请用顿号隔开。"
                raise CellWrong(said, "applicant" if side == codes.APPLICANT else "respondent")
            row = {"side": side, "kind": codes.LEGAL_PERSON if is_organisation(name) else codes.PERSON, "name": name}
            said = plain(reading.text(phone))
            if said and place == 0:
                read = parse_phone(said)
                row["phone"] = read.digits if read.ok and not read.extension else said
            rows.append(row)
    return rows


def _mediator(reading: _Reading) -> int:
    names = read_people(reading.row.cells.get("mediator"), "调解员", reading.notes)
    if not names:
        raise CellWrong("没有写调解员。请补上。")
    name = reading.setting.own.mediators.get(names[0], names[0])
    if name not in reading.setting.mediators:
        reading.setting.unknown["mediator", names[0]] += 1
        known = "、".join(list(reading.setting.mediators)[:8])
        raise CellWrong(f"本调委会没有叫“{name}”的调解员（现有：{known}）。请先登记这位调解员，或改成现有的人。")
    if name != names[0]:
        reading.notes.add(f"调解员“{names[0]}”按对照记为{name}")
    if len(names) > 1:
        reading.notes.add(f"调解员以“{names[0]}”为主持，其余：{'、'.join(names[1:])}")
    return reading.setting.mediators[name]


def _why_open(form: str, done: bool | None, visited: bool) -> str:
    """Why a case that is in the ledger cannot be closed as it stands; empty when it can. 人民调解法 31."""
    if form == "none":
        return ""
    if done is False:
        return "台账写明还没有履行完，已入系统，未结案"
    if done is None:
        return "台账没有写履行情况，已入系统，未结案；请核实后登记履行"
    return "" if visited else "台账没有回访日期，已入系统，未结案；请登记回访后结案（人民调解法第三十一条）"
