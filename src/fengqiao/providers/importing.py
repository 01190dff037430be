"""The lawyers' register taken in from a workbook: whatever another office saved it as, each row entered or refused in a sentence.

A person is known again by the licence, else by the identity card; only columns that say something change what is kept. A refused
row leaves the others alone. Nothing is guessed: a merged cell, a number of fifteen digits, an unknown firm is sent back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from fengqiao.divisions import territory as territories
from fengqiao.imports.book import LedgerWrong, Sheet, open_book
from fengqiao.imports.headings import plain
from fengqiao.imports.values import CellWrong, Notes, read_day
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.recording import record
from fengqiao.providers import codes, keeping, keys
from fengqiao.providers.models import Provider, ServiceOrg
from fengqiao.vault import InvalidIdNumber, parse_id_number

NEW, CHANGED, SAME, REFUSED = "新登记", "更新", "没有变化", "没有导入"
MOST_ROWS, HEAD_ROWS = 5_000, 20
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "name": ("姓名", "律师姓名"), "id_no": ("身份证号", "身份证号码", "公民身份号码"), "sex": ("性别",),
    "org": ("执业机构", "律师事务所", "所在机构", "机构名称"), "kind": ("类别", "人员类别"),
    "licence_no": ("执业证号", "执业证书号", "律师执业证号", "执业许可证号"), "licence_to": ("执业证有效至", "有效期至", "有效期", "执业证有效期"),
    "practice_from": ("执业起始日", "首次执业日期", "执业日期"), "criminal_from": ("刑事执业起始日",), "phone": ("办公电话", "联系电话", "电话"),
    "specialties": ("专长", "业务专长"), "languages": ("语言",), "capacity_points": ("承办上限", "同时承办上限"),
}  # fmt: skip
WANTED_HEADINGS = "、".join(words[0] for words in HEADINGS.values())
_BY_WORD = {word: name for name, words in HEADINGS.items() for word in words}
_DAYS = {"licence_to": "执业证有效至", "practice_from": "执业起始日", "criminal_from": "刑事执业起始日"}
_OWN = ("name", "id_no", "licence_no")  # of one person alone: never shared with the row above


@dataclass(frozen=True)
class Layout:
    """The headings of a register: the field of each, which must be there, which belong to one row alone."""

    by_word: Mapping[str, str]
    signs: frozenset[str]
    own: tuple[str, ...]
    headings: str
    least: str


PEOPLE = Layout(_BY_WORD, frozenset({"name", "licence_no"}), _OWN, WANTED_HEADINGS, "姓名、执业证号")


class RegisterWrong(ValueError):
    """The file cannot be read as a register; the message says why in Chinese."""


@dataclass(frozen=True)
class Line:
    """What became of a row."""

    number: int
    name: str
    result: str
    said: str = ""


@dataclass
class Outcome:
    """All rows of a file."""

    file_name: str
    dry_run: bool
    rows: list[Line] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def counts(self) -> Counter[str]:
        return Counter(each.result for each in self.rows)


@dataclass(frozen=True)
class Raw:
    """A row as it stands: cells by field, and the fields whose cell is merged with the row above."""

    number: int
    cells: Mapping[str, Any]
    merged: frozenset[str]


def take(actor: Actor, content: bytes, file_name: str, *, dry_run: bool, now: datetime) -> Outcome:
    """Enter every row; with ``dry_run`` everything is tried and nothing kept. Raises RegisterWrong."""
    outcome = Outcome(file_name, dry_run)
    raw = read(content, outcome.notes)
    with transaction.atomic():
        _Taking(actor, outcome, file_name, now).enter(raw)
        record(actor, "register.import", file_name, now=now, territory=actor.territory, new={"rows": len(raw), **outcome.counts})
        if dry_run:
            transaction.set_rollback(True)
    return outcome


# Reading the workbook --------------------------------------------------------------------------------------------------


def read(content: bytes, notes: list[str], layout: Layout = PEOPLE) -> list[Raw]:
    """The rows of the first sheet that has the headings of a register. Raises RegisterWrong."""
    try:
        sheets = open_book(content).sheets
        for sheet in sheets:
            found = _rows(sheet, notes, layout)
            if found is not None:
                return found
    except LedgerWrong as wrong:
        raise RegisterWrong(str(wrong)) from wrong
    raise RegisterWrong(f"没有找到表头。请在一行里写上：{layout.headings}；至少要有{layout.least}。")


def _rows(sheet: Sheet, notes: list[str], layout: Layout) -> list[Raw] | None:
    fields: list[str] = []
    found: list[Raw] = []
    merged = {(row, column): top for (top, left), (bottom, right) in sheet.merged for row in range(top, bottom + 1) for column in range(left, right + 1)}
    above: dict[str, Any] = {}
    for place, values in enumerate(sheet.rows()):
        if not fields:
            if place >= HEAD_ROWS:
                return None
            named = [layout.by_word.get(plain(value), "") for value in values]
            if layout.signs <= set(named):
                fields = named
                unknown = [plain(value) for value, name in zip(values, named, strict=True) if not name and plain(value)]
                notes.extend([f"这些栏目没有导入：{'、'.join(unknown)}"] if unknown else [])
            continue
        cells = {name: value for name, value in zip(fields, values, strict=False) if name}
        if not any(plain(value) for value in cells.values()) or plain(values[0]).startswith(("合计", "共计", "总计")):
            continue
        if "导出,共" in plain(values[0]):  # the foot of our own export
            continue
        joined = frozenset(fields[column] for (row, column), top in merged.items() if row == place and top < place and column < len(fields))
        cells |= {name: above[name] for name in joined - set(layout.own) if name in above}
        above = cells
        found.append(Raw(place + 1, cells, joined))
        if len(found) > MOST_ROWS:
            raise RegisterWrong(f"名册超过{MOST_ROWS}行。请分成几个文件。")
    return found if fields else None


# Entering --------------------------------------------------------------------------------------------------------------


class _Taking:
    """One file: who is known already, which bodies there are, which rows of the file named whom."""

    def __init__(self, actor: Actor, outcome: Outcome, file_name: str, now: datetime) -> None:
        self.actor, self.outcome, self.file_name, self.now, self.today = actor, outcome, file_name, now, timezone.localdate(now)
        low, high = territories.county_reach(actor.territory)
        held = Provider.objects.filter(territory__gte=low, territory__lte=high, left_on=None).select_related("org")
        self.by_licence = {each.licence_no: each for each in held if each.licence_no}
        self.by_index = {bytes(each.id_index): each for each in held if each.id_index is not None}
        self.orgs = {keys.plain(each.name): each for each in ServiceOrg.objects.filter(territory__gte=low, territory__lte=high, left_on=None)}
        self.seen: dict[str | bytes, int] = {}

    def enter(self, rows: Sequence[Raw]) -> None:
        for raw in rows:
            name = plain(raw.cells.get("name"))
            try:
                with transaction.atomic():
                    result, said = self._one(raw)
            except CellWrong as wrong:
                result, said = REFUSED, str(wrong)
            except Refused as refusal:
                result, said = REFUSED, str(refusal)
            self.outcome.rows.append(Line(raw.number, name, result, said))

    def _one(self, raw: Raw) -> tuple[str, str]:
        notes = Notes()
        fields = self._fields(raw, notes)
        self._first_in_file(raw, fields)
        row = self.by_licence.get(fields["licence_no"]) or self.by_index.get(fields.get("id_index") or b"")
        if row is not None and row.name != fields["name"]:
            raise CellWrong(f"执业证号或身份证号已经登记在“{row.name}”名下，姓名不同。请核对是哪一个写错。")
        new = row is None
        if row is None:
            row = Provider()
            fields = {"kind": codes.ProviderKind.LAWYER, "in_aid_pool": True, "confirmed_on": self.today} | fields
        elif all(_kept(row, name) == value for name, value in fields.items()):
            return SAME, "；".join(notes.corrected)
        keeping.save(self.actor, row, fields, f"名册导入：{self.file_name}", now=self.now)
        return (NEW if new else CHANGED), "；".join(notes.corrected)

    def _first_in_file(self, raw: Raw, fields: Mapping[str, Any]) -> None:
        for key in (fields["licence_no"], fields.get("id_index")):
            if not key:
                continue
            before = self.seen.setdefault(key, raw.number)
            if before != raw.number:
                raise CellWrong(f"与第{before}行是同一个执业证号或身份证号。请核对后留一行。")

    def _fields(self, raw: Raw, notes: Notes) -> dict[str, Any]:
        """What the row says, by the names of the model's fields. Raises CellWrong."""
        shared = [HEADINGS[name][0] for name in _OWN if name in raw.merged]
        if shared:
            raise CellWrong(f"{'、'.join(shared)}的单元格与上一行合并了，看不出是谁的。请取消合并，每人一行写全。")
        cells = {name: plain(value) for name, value in raw.cells.items()}
        found: dict[str, Any] = {"name": cells.get("name", ""), "licence_no": cells.get("licence_no", "").upper()}
        if not found["name"]:
            raise CellWrong("没有写姓名。请补上。")
        if not found["licence_no"]:
            raise CellWrong("没有写执业证号。请照证件补上；志愿者等没有证件的，请逐人登记。")
        for name, label in _DAYS.items():
            day = read_day(raw.cells.get(name), label, notes, date.max, None, 1980)
            if day is not None:
                found[name] = day
        self._in_order(found)
        for name, reader in _READERS.items():
            if cells.get(name):
                found |= reader(cells[name], self)
        return found

    def _in_order(self, found: Mapping[str, Any]) -> None:
        for name in ("practice_from", "criminal_from"):
            if name in found and found[name] > self.today:
                raise CellWrong(f"{_DAYS[name]}{found[name].isoformat()}晚于今天。请核对。")
        if "licence_to" in found and "practice_from" in found and found["licence_to"] <= found["practice_from"]:
            raise CellWrong(f"执业证有效至{found['licence_to'].isoformat()}不晚于执业起始日{found['practice_from'].isoformat()}。请核对哪一个写错。")
        if "criminal_from" in found and "practice_from" in found and found["criminal_from"] < found["practice_from"]:
            raise CellWrong("刑事执业起始日早于执业起始日。请核对。")


def _kept(row: Provider, name: str) -> Any:
    value = getattr(row, name)
    return bytes(value) if name == "id_index" and value is not None else value


def _id_no(text: str, taking: _Taking) -> dict[str, Any]:
    try:
        return {"id_index": keys.person(parse_id_number(text, today=taking.today).number)}
    except InvalidIdNumber as wrong:
        raise CellWrong(str(wrong), "id_no") from None


def _org(text: str, taking: _Taking) -> dict[str, Any]:
    org = taking.orgs.get(keys.plain(text))
    if org is None:
        raise CellWrong(f"没有登记“{text}”这家机构。请先在“机构”里登记，或者照登记的全称写。")
    return {"org": org}


def _chosen(name: str, label: str, options: Mapping[str, str]) -> Callable[[str, _Taking], dict[str, Any]]:
    """A reader of one word of a list."""

    def read(text: str, taking: _Taking) -> dict[str, Any]:
        code = next((code for code, word in options.items() if text == word), None)
        if code is None:
            raise CellWrong(f"{label}“{text}”认不出来。请写{'、'.join(options.values())}。")
        return {name: code}

    return read


def _specialties(text: str, taking: _Taking) -> dict[str, Any]:
    """专长：劳动、欠薪；常办：合同、债务, as we write it; words without a level are what is often done."""
    levels = {word: int(code) for code, word in codes.LEVELS}
    found: dict[str, int] = {}
    for part in text.replace(";", "；").split("；"):
        head, colon, rest = part.replace(":", "：").partition("：")
        level, words = (levels.get(head, 0), rest) if colon else (2, part)
        if colon and head not in levels:
            raise CellWrong(f"专长“{part}”认不出来。请写成“专长：刑事；常办：合同、债务”。")
        left = words
        for code, word in sorted(codes.AREAS, key=lambda pair: -len(pair[1])):
            if word in left:
                found[code] = max(level, found.get(code, 0))
                left = left.replace(word, "")
        if rest := left.strip("、，, /"):
            raise CellWrong(f"专长里的“{rest}”认不出来。请从这些里选：{'；'.join(word for _, word in codes.AREAS)}。")
    return {"specialties": found}


def _languages(text: str, taking: _Taking) -> dict[str, Any]:
    by_word = {word: code for code, word in codes.LANGUAGES}
    words = [word for word in text.replace("，", "、").replace(",", "、").split("、") if word]
    if unknown := [word for word in words if word not in by_word]:
        raise CellWrong(f"语言“{'、'.join(unknown)}”认不出来。请从这些里选：{'、'.join(by_word)}。")
    return {"languages": [by_word[word] for word in words]}


def _points(text: str, taking: _Taking) -> dict[str, Any]:
    if not text.isdigit() or int(text) > 500:
        raise CellWrong(f"承办上限“{text}”应是0到500的整数。")
    return {"capacity_points": int(text)}


_READERS: Mapping[str, Callable[[str, _Taking], dict[str, Any]]] = {
    "id_no": _id_no, "org": _org, "sex": _chosen("sex", "性别", dict(codes.Sex.choices)),
    "kind": _chosen("kind", "类别", dict(codes.ProviderKind.choices)), "phone": lambda text, taking: {"phone": text[:40]},
    "specialties": _specialties, "languages": _languages, "capacity_points": _points,
}  # fmt: skip
