"""What an outside system may be told of a matter: common fields, the line's own columns, and what the line declares.

Nothing said apart, nobody who reported: what is not in this list cannot be put into a template.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from typing import Any
from uuid import UUID

from django.db import models

from fengqiao.matter import areas, registry
from fengqiao.matter.actions import known_facts
from fengqiao.matter.keys import ring
from fengqiao.matter.models import Matter, Party
from fengqiao.matter.sealing import opener

Value = str | int | date | None


class Told:
    """A matter as it is told: its row, its parties, its facts when a field needs them."""

    def __init__(self, matter: Matter, parties: list[Party]) -> None:
        self.matter, self.parties = matter, [party for party in parties if party.left_on is None]

    @cached_property
    def facts(self) -> Any:
        return known_facts(self.matter)

    def names(self, *sides: str) -> str:
        return "、".join(party.name for party in self.parties if not sides or party.side in sides)

    def first(self, side: str, name: str) -> str:
        """A sealed particular of the first party of a side."""
        found = next((party for party in self.parties if party.side == side), None)
        if found is None or not found.sealed.get(name):
            return ""
        open_value = opener(ring().unwrap(self.matter.data_key), self.matter.pk)
        return str(open_value(found.sealed[name]))


@dataclass(frozen=True)
class Reportable:
    """One thing an outside system may be told. ``words``: code and our word, which may be translated into theirs."""

    code: str
    label: str
    value: Callable[[Told], Value]
    words: Mapping[str, str] = field(default_factory=dict)
    personal: bool = False


def _stage(told: Told) -> str:
    return registry.procedure_of(told.matter).stage(told.matter.stage).label


def _party(side: str, name: str) -> Callable[[Told], str]:
    return lambda told: told.first(side, name)


COMMON = (
    Reportable("number", "编号", lambda t: t.matter.number),
    Reportable("code", "案件码", lambda t: t.matter.code),
    Reportable("title", "名称", lambda t: t.matter.title, personal=True),
    Reportable("opened_on", "登记日期", lambda t: t.matter.opened_on),
    Reportable("closed_on", "办结日期", lambda t: t.matter.closed_on),
    Reportable("stage", "阶段", _stage),
    Reportable("closed", "是否办结", lambda t: "是" if t.matter.closed else "否"),
    Reportable("office", "承办机构", lambda t: t.matter.office.name),
    Reportable("handler", "承办人", lambda t: t.matter.handler.name if t.matter.handler else ""),
    Reportable("parties", "当事人", lambda t: t.names(), personal=True),
    Reportable("applicants", "申请人", lambda t: t.names("applicant"), personal=True),
    Reportable("respondents", "被申请人", lambda t: t.names("respondent"), personal=True),
    Reportable("parties_count", "当事人人数", lambda t: len(t.parties)),
    Reportable("applicant_id", "申请人证件号码", _party("applicant", "id_no"), personal=True),
    Reportable("applicant_phone", "申请人电话", _party("applicant", "phone"), personal=True),
    Reportable("respondent_id", "被申请人证件号码", _party("respondent", "id_no"), personal=True),
    Reportable("respondent_phone", "被申请人电话", _party("respondent", "phone"), personal=True),
)
_DECLARED: dict[str, dict[str, Reportable]] = {}


def reports(line: str, *fields: Reportable) -> None:
    """Declare what else of a line an outside system may be told; called once, when the line is ready."""
    known = _DECLARED.setdefault(line, {})
    fields_of.cache_clear()
    for each in fields:
        if known.setdefault(each.code, each) is not each:
            raise ValueError(f"reportable field declared twice: {line}.{each.code}")


def may_be_told(line: str) -> bool:
    """Whether an outside system may want to hear of its matters: casework, never the bureau's own figures, reports and supervision."""
    return registry.line(line).area is not areas.REPORTING


@cache
def fields_of(line: str) -> dict[str, Reportable]:
    """Everything a template of this line's system may hold, by code."""
    declared = registry.line(line)
    own = (_column(column, declared) for column in declared.model()._meta.local_concrete_fields if _tellable(column))
    return {each.code: each for each in (*COMMON, *own, *_DECLARED.get(line, {}).values())}


def _tellable(column: models.Field[Any, Any]) -> bool:
    kinds = (models.CharField, models.TextField, models.DateField, models.IntegerField)
    return isinstance(column, kinds) and not column.primary_key and not column.is_relation


def _column(column: models.Field[Any, Any], line: registry.Line) -> Reportable:
    name = column.attname
    words = dict(line.choices.get(name) or column.flatchoices)
    if name.endswith("_fen"):
        label = str(column.verbose_name).replace("（分）", "（元）")
        return Reportable(name, label, lambda t: _yuan(getattr(t.matter, name)))
    return Reportable(
        name, str(column.verbose_name), lambda t: getattr(t.matter, name), {str(k): str(v) for k, v in words.items()}
    )


def _yuan(fen: int | None) -> str:
    return "" if fen is None else f"{fen // 100}.{fen % 100:02d}"


def told(line: str, matters: list[Matter]) -> list[Told]:
    """The matters with their parties, ready to be told: two questions for all of them."""
    return told_by_id(line, [matter.pk for matter in matters])


def told_by_id(line: str, ids: Sequence[UUID]) -> list[Told]:
    """The same of matters known by their ids; the caller has looked whether they may be seen."""
    model = registry.line(line).model()
    rows = {row.pk: row for row in model._default_manager.filter(pk__in=ids).select_related("office", "handler")}
    parties: dict[Any, list[Party]] = {}
    for party in Party.objects.filter(matter_id__in=ids).order_by("n"):
        parties.setdefault(party.matter_id, []).append(party)
    return [Told(rows[pk], parties.get(pk, [])) for pk in ids if pk in rows]
