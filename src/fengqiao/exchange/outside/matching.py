"""Which of our matters a row of their table is: by their number, by ours, by day and parties. Never guessed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from fengqiao.exchange.outside.fields import Told, fields_of
from fengqiao.exchange.outside.mapping import as_day, cell, mapped, said
from fengqiao.exchange.outside.models import OutsideSystem
from fengqiao.exchange.outside.reading import TableRow

THEIR_NUMBER = (
    "系统编号",
    "平台编号",
    "省平台编号",
    "综治编号",
    "事项编号",
    "受理编号",
    "登记编号",
    "业务流水号",
    "流水号",
    "案件编码",
)
OUR_NUMBER = ("本单位编号", "本局编号", "原编号", "外部编号", "来源编号", "案件编号", "编号")
_DAYS = ("opened_on", "accepted_on")
_NAMES = ("parties", "applicants", "respondents", "title")


class Matcher:
    """Matters indexed by what their table may know them by; of each only its id is held, however many there are."""

    def __init__(self, system: OutsideSystem, found: Iterable[Told], numbers: dict[UUID, str]) -> None:
        self.system, self.fields = system, fields_of(system.line)
        columns = mapped(system)
        self.theirs = tuple(dict.fromkeys(word for word in (system.number_heading, *THEIR_NUMBER) if word))
        self.days = [each for each in columns if each.field in _DAYS]
        self.names = [each for each in columns if each.field in _NAMES]
        ours = [each.heading for each in columns if each.field in ("number", "code")]
        self.ours = tuple(ours) or tuple(word for word in OUR_NUMBER if word not in self.theirs)
        self.columns = columns
        self.by_their_number: dict[str, UUID] = {}
        self.by_our_number: dict[str, UUID] = {}
        self.by_day: dict[tuple[str, ...], list[UUID]] = defaultdict(list)
        for each in found:
            pk = each.matter.pk
            if numbers.get(pk):
                self.by_their_number[said(numbers[pk])] = pk
            for own in (each.matter.number, each.matter.code):
                self.by_our_number[said(own)] = pk
            self.by_day[self._key(lambda column, told=each: cell(system, column, self.fields, told))].append(pk)

    @property
    def headings(self) -> list[str]:
        """Every heading by which rows may be known."""
        return [*self.theirs, *self.ours, *(each.heading for each in self.columns)]

    def find(self, row: TableRow) -> tuple[UUID | None, str]:
        """The id of the matter of a row, or None and why."""
        theirs = self.by_their_number.get(said(row.get(self.theirs)))
        ours = self.by_our_number.get(said(row.get(self.ours)))
        if theirs is not None and ours is not None and theirs != ours:
            return None, "对方编号和本单位编号是两件不同的案件，请人工核对"
        if theirs is not None or ours is not None:
            return theirs or ours, ""
        if not (self.days and self.names):
            return None, "没有对应的编号"
        key = self._key(lambda column: row.cells.get(said(column.heading)))
        alike = self.by_day.get(key, []) if all(key) else []
        if len(alike) == 1:
            return alike[0], ""
        return None, f"日期和当事人相同的有{len(alike)}件，请人工核对" if alike else "没有对应的案件"

    def _key(self, value: Any) -> tuple[str, ...]:
        days = (as_day(value(column), self.system.date_format) for column in self.days)
        names = (self._people(value(column)) for column in self.names)
        return (*(day.isoformat() if day else "" for day in days), *names)

    def _people(self, value: Any) -> str:
        return "、".join(sorted(part for part in said(value).replace(",", "、").replace(";", "、").split("、") if part))
