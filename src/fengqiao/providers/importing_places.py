"""Bodies and service points taken in from a workbook, by the same reading as the lawyers' register; each row entered or refused in a sentence.

A body is known again by its credit code, else by its name; a point by its name. Only columns that say something change what is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import transaction
from django.utils import timezone

from fengqiao.divisions import territory as territories
from fengqiao.imports.headings import plain
from fengqiao.imports.values import CellWrong, Notes, read_day
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office, OfficeKind
from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.recording import record
from fengqiao.providers import codes, keeping, keys
from fengqiao.providers.credit_code import CreditCodeWrong, read_credit_code
from fengqiao.providers.importing import CHANGED, NEW, REFUSED, SAME, Layout, Line, Outcome, Raw, read
from fengqiao.providers.models import ServiceOrg, ServicePoint
from fengqiao.providers.permissions import KEEP, KEEP_POINTS

Reader = Callable[[str, "_Taking"], Any]
_COMMON: Mapping[str, tuple[str, ...]] = {
    "name": ("名称", "机构名称", "站点名称", "单位名称"), "phone": ("对外电话", "电话", "联系电话"), "address": ("地址", "办公地址", "详细地址"),
    "town": ("乡镇（街道）", "乡镇", "街道", "乡镇街道", "所在乡镇"), "longitude": ("经度",), "latitude": ("纬度",), "languages": ("语言",),
}  # fmt: skip
ORG_WORDS: Mapping[str, tuple[str, ...]] = {
    **_COMMON, "kind": ("类别", "机构类别"), "credit_code": ("统一社会信用代码", "信用代码"), "licence_no": ("执业许可证号", "许可证号"), "licence_to": ("许可证有效至", "有效期至"),
    "head": ("负责人", "主任"), "areas": ("业务范围", "业务领域"), "prices": ("收费说明", "收费"), "relief": ("减免说明", "减免"),
}  # fmt: skip
POINT_WORDS: Mapping[str, tuple[str, ...]] = {
    **_COMMON, "kind": ("类型", "站点类型"), "village": ("村（社区）", "村", "社区", "村居"), "host": ("依托单位",), "functions": ("能办的事", "功能", "服务事项"),
    "can_receive": ("法律援助申请", "可收法援申请"), "accessible": ("无障碍",),
}  # fmt: skip


@dataclass(frozen=True)
class Places:
    """One of the two registers as a file of it is read."""

    code: str
    thing: str
    model: type[ServiceOrg] | type[ServicePoint]
    keep: Permission
    words: Mapping[str, tuple[str, ...]]
    readers: Mapping[str, Reader]

    @property
    def layout(self) -> Layout:
        return Layout({plain(word): name for name, words in self.words.items() for word in words}, frozenset({"name", "kind"}), ("name",), self.headings, "名称、类别（类型）")

    @property
    def headings(self) -> str:
        return "、".join(words[0] for words in self.words.values())


def _chosen(label: str, options: codes.Options) -> Reader:
    def reader(text: str, taking: _Taking) -> str:
        found = {plain(word): code for code, word in options}.get(text)
        if found is None:
            raise CellWrong(f"{label}“{text}”认不出来。请从这些里选：{'、'.join(word for _, word in options)}。")
        return found

    return reader


def _several(label: str, options: codes.Options) -> Reader:
    def reader(text: str, taking: _Taking) -> list[str]:
        left, found = text, []
        for code, word in sorted(options, key=lambda pair: -len(pair[1])):  # a word of the list may hold a 、 itself
            if plain(word) in left:
                found.append(code)
                left = left.replace(plain(word), "")
        if rest := left.strip("、，,；;/ "):
            raise CellWrong(f"{label}里的“{rest}”认不出来。请从这些里选：{'；'.join(word for _, word in options)}。")
        return [code for code, _ in options if code in found]

    return reader


def _degrees(label: str, least: int, most: int) -> Reader:
    def reader(text: str, taking: _Taking) -> Decimal:
        try:
            value = Decimal(text)
        except InvalidOperation:
            raise CellWrong(f"{label}“{text}”不是数。请写成度，如119.123456。") from None
        if not least <= value <= most:
            raise CellWrong(f"{label}{text}不在中国境内（{least}至{most}度）。请核对，经度纬度有没有写反。")
        return value.quantize(Decimal("0.000001"))

    return reader


def _code(text: str, taking: _Taking) -> str:
    try:
        return read_credit_code(text)
    except CreditCodeWrong as wrong:
        raise CellWrong(str(wrong)) from None


def _yes(text: str, taking: _Taking) -> bool:
    if text in ("可以收", "是", "√", "有"):
        return True
    if text in ("否", "×", "不收", "无"):
        return False
    raise CellWrong(f"法律援助申请“{text}”看不出收不收。请写“可以收”或“否”。")


_BOTH: Mapping[str, Reader] = {
    "languages": _several("语言", codes.LANGUAGES), "longitude": _degrees("经度", 73, 136), "latitude": _degrees("纬度", 3, 54),
}  # fmt: skip
ORGS = Places("orgs", "机构", ServiceOrg, KEEP, ORG_WORDS, {
    **_BOTH, "kind": _chosen("类别", tuple(codes.OrgKind.choices)), "credit_code": _code, "areas": _several("业务范围", codes.AREAS),
})  # fmt: skip
POINTS = Places("points", "站点", ServicePoint, KEEP_POINTS, POINT_WORDS, {
    **_BOTH, "kind": _chosen("类型", tuple(codes.PointKind.choices)), "functions": _several("能办的事", codes.FUNCTIONS), "can_receive": _yes,
    "accessible": _several("无障碍", codes.ACCESSIBLE),
})  # fmt: skip
PLACES: Mapping[str, Places] = {each.code: each for each in (ORGS, POINTS)}


def take(actor: Actor, places: Places, content: bytes, file_name: str, *, dry_run: bool, now: datetime) -> Outcome:
    """Enter every row; with ``dry_run`` everything is tried and nothing kept. Raises RegisterWrong, Refused."""
    keeping.require(actor, places.keep)
    outcome = Outcome(file_name, dry_run)
    rows = read(content, outcome.notes, places.layout)
    with transaction.atomic():
        taking = _Taking(actor, places, file_name, now)
        for raw in rows:
            name = plain(raw.cells.get("name"))
            try:
                with transaction.atomic():
                    result, said = taking.one(raw, name)
            except (CellWrong, Refused) as wrong:
                result, said = REFUSED, str(wrong)
            outcome.rows.append(Line(raw.number, name, result, said))
        record(actor, "register.import", file_name, now=now, territory=actor.territory, new={"rows": len(rows), **outcome.counts})
        if dry_run:
            transaction.set_rollback(True)
    return outcome


class _Taking:
    """One file: what is known already, which offices serve which towns, which rows named what."""

    def __init__(self, actor: Actor, places: Places, file_name: str, now: datetime) -> None:
        self.actor, self.places, self.file_name, self.now, self.today = actor, places, file_name, now, timezone.localdate(now)
        low, high = territories.county_reach(actor.territory)
        model: Any = places.model
        held = model.objects.filter(territory__gte=low, territory__lte=high)
        there: list[Any] = list(held.filter(left_on=None) if places is ORGS else held.exclude(state=codes.PointState.CLOSED))
        self.by_name = {keys.plain(row.name): row for row in there}
        self.by_code = {row.credit_code: row for row in there if getattr(row, "credit_code", "")}
        self.offices = list(Office.objects.filter(territory__gte=low, territory__lte=high, kind=OfficeKind.OFFICE, to_on=None))
        self.seen: dict[str, int] = {}

    def one(self, raw: Raw, name: str) -> tuple[str, str]:
        if not name:
            raise CellWrong("没有写名称。请补上。")
        if raw.merged & {"name"}:
            raise CellWrong("名称的单元格与上一行合并了，看不出是哪一家。请取消合并，每家一行写全。")
        before = self.seen.setdefault(keys.plain(name), raw.number)
        if before != raw.number:
            raise CellWrong(f"与第{before}行名称相同。请核对后留一行。")
        notes = Notes()
        fields = self._fields(raw, name, notes)
        row = self.by_code.get(fields.get("credit_code", "")) or self.by_name.get(keys.plain(name))
        if row is None:
            made: Any = self.places.model()
            if "kind" not in fields:
                raise CellWrong(f"没有写类别（类型）。新登记的{self.places.thing}要写。")
            first = {"confirmed_on": self.today, "published": True} | ({"state_on": self.today} if self.places is POINTS else {})
            keeping.save(self.actor, made, {**first, **fields}, f"名册导入：{self.file_name}", now=self.now)
            return NEW, "；".join(notes.corrected)
        if all(getattr(row, name) == value for name, value in fields.items()):
            return SAME, "；".join(notes.corrected)
        keeping.save(self.actor, row, fields, f"名册导入：{self.file_name}", now=self.now)
        return CHANGED, "；".join(notes.corrected)

    def _fields(self, raw: Raw, name: str, notes: Notes) -> dict[str, Any]:
        """What the row says, by the names of the model's fields; empty cells say nothing. Raises CellWrong."""
        found: dict[str, Any] = {"name": name}
        for field in self.places.words:
            text = str(raw.cells.get(field) if raw.cells.get(field) is not None else "").strip()
            if not text or field == "name":
                continue
            if field == "licence_to":
                day = read_day(raw.cells.get(field), "许可证有效至", notes, date.max, None, 1980)
                found |= {field: day} if day else {}
                continue
            reader = self.places.readers.get(field)
            most = getattr(self.places.model._meta.get_field(field), "max_length", None)
            value = reader(plain(text), self) if reader is not None else text
            if isinstance(value, str) and most and len(value) > most:
                raise CellWrong(f"“{text[:12]}…”超过{most}个字。请写短些。")
            found[field] = value
        if ("longitude" in found) != ("latitude" in found):
            raise CellWrong("经度、纬度只写了一个。请写全，或者都空着。")
        if self.places is POINTS and found.get("town"):
            served = [each for each in self.offices if found["town"].removesuffix("乡").removesuffix("镇").removesuffix("街道") in each.short_name]
            found |= {"office": served[0]} if len(served) == 1 else {}
        return found
