"""Targets and reported values from a workbook, read as the other registers are: every row judged, entered or refused in a sentence.

A unit is known by its name as the organisation has it, an item by its number in the scheme or its name. Nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import transaction

from fengqiao.assessment import keeping, rules, scoring
from fengqiao.assessment.models import Scheme, SchemeItem
from fengqiao.assessment.permissions import KEEP
from fengqiao.imports.headings import plain
from fengqiao.imports.values import CellWrong
from fengqiao.indicators.periods import Period
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office
from fengqiao.orgs.recording import record
from fengqiao.providers.importing import NEW, REFUSED, Layout, Line, Outcome, Raw, read

TARGETS, VALUES = "targets", "values"
PARAMS: Mapping[str, str] = {"x0": "零分值", "x1": "满分值", "target": "目标值", "d": "每次扣分", "a": "区间下限", "b": "区间上限", "slack": "归零宽度", "over": "超过几次否决"}
_SHARED: Mapping[str, tuple[str, ...]] = {"office": ("单位", "司法所", "被考核单位"), "item": ("指标项", "指标", "序号", "指标名称")}
HEADINGS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    TARGETS: {**_SHARED, **{key: (word,) for key, word in PARAMS.items()}},
    VALUES: {**_SHARED, "value": ("值", "数值", "完成数"), "num": ("分子",), "den": ("分母",), "not_applicable": ("不适用原因", "不适用"), "source": ("出处", "来源", "依据")},
}  # fmt: skip


def layout(which: str) -> Layout:
    heads = HEADINGS[which]
    said = "、".join(words[0] for words in heads.values())
    return Layout({word: name for name, words in heads.items() for word in words}, frozenset({"office", "item"}), (), said, "单位、指标项")


def take(actor: Actor, scheme: Scheme, which: str, content: bytes, file_name: str, period: Period | None, *, dry_run: bool, now: datetime) -> Outcome:
    """Enter every row; with ``dry_run`` everything is tried and nothing kept. Raises RegisterWrong, Refused."""
    keeping.require(actor, KEEP)
    outcome = Outcome(file_name, dry_run)
    rows = read(content, outcome.notes, layout(which))
    taking = _Taking(actor, scheme, file_name, period, now)
    with transaction.atomic():
        for raw in rows:
            outcome.rows.append(_line(taking, which, raw))
        if which == VALUES and not dry_run:
            record(actor, "assessment.report", f"{scheme} {period.words if period else ''}", now=now, territory=scheme.territory, new={"rows": len(rows), "name": file_name})
        if taking.targets:
            keeping.set_targets(actor, scheme, taking.targets, file_name, now=now)
        if dry_run:
            transaction.set_rollback(True)
    return outcome


def _line(taking: _Taking, which: str, raw: Raw) -> Line:
    name = plain(raw.cells.get("office"))
    try:
        with transaction.atomic():
            said = taking.target(raw) if which == TARGETS else taking.value(raw)
    except (CellWrong, Refused) as wrong:
        return Line(raw.number, name, REFUSED, str(wrong))
    return Line(raw.number, name, NEW, said)


class _Taking:
    """One file: the units and items of the scheme by what they are called, what each row of it said."""

    def __init__(self, actor: Actor, scheme: Scheme, file_name: str, period: Period | None, now: datetime) -> None:
        self.actor, self.scheme, self.file_name, self.period, self.now = actor, scheme, file_name, period, now
        units = [row.office for row in scheme.units.select_related("office")]
        self.offices: dict[str, Office] = {plain(word): office for office in units for word in (office.name, office.short_name)}
        items = list(scheme.items.all())
        self.items: dict[str, SchemeItem] = {item.label: item for item in items} | {item.code: item for item in items}
        self.targets: dict[tuple[int, int], dict[str, str]] = {}
        self.seen: dict[tuple[int, int], int] = {}

    def _who(self, raw: Raw) -> tuple[SchemeItem, Office]:
        said, what = plain(raw.cells.get("office")), plain(raw.cells.get("item"))
        office = self.offices.get(said)
        if office is None:
            raise CellWrong(f"“{said}”不是这个方案的被考核单位。请照机构的全称或者简称写。" if said else "没有写单位。")
        item = self.items.get(what) or self.items.get(what.removesuffix(".0"))
        if item is None:
            raise CellWrong(f"方案里没有“{what}”这一项。请写序号或者名称，和方案里一样。" if what else "没有写指标项。")
        before = self.seen.setdefault((item.pk, office.pk), raw.number)
        if before != raw.number:
            raise CellWrong(f"与第{before}行是同一个单位的同一项。请核对后留一行。")
        return item, office

    def target(self, raw: Raw) -> str:
        """A unit's own target. Raises CellWrong."""
        item, office = self._who(raw)
        asked = {key for key, _ in (*rules.ASKS.get(item.method, ()), *rules.FURTHER.get(item.method, ()))}
        given = {key: _number(raw.cells.get(key), word) for key, word in PARAMS.items()}
        params = {key: text for key, text in given.items() if text and key in asked}
        if not params:
            wanted = "、".join(word for key, word in rules.ASKS.get(item.method, ()) if key in PARAMS)
            raise CellWrong(f"“{item.label}”是{item.get_method_display()}计分，请填{wanted}。" if wanted else f"“{item.label}”是{item.get_method_display()}计分，不用目标值。")
        if wrong := rules.wrong(item, {**item.params, **params}):
            raise CellWrong("".join(wrong))
        self.targets[item.pk, office.pk] = params
        return "，".join(f"{PARAMS[key]}{text}{item.unit}" for key, text in params.items())

    def value(self, raw: Raw) -> str:
        """A reported value. Raises CellWrong, Refused."""
        if self.period is None:
            raise CellWrong("没有选报的是哪一期。")
        item, office = self._who(raw)
        said: dict[str, Any] = {name: _decimal(raw.cells.get(name), word) for name, word in (("value", "值"), ("num", "分子"), ("den", "分母"))}
        said["not_applicable"] = plain(raw.cells.get("not_applicable"))
        if not item.is_rate and said["value"] is None and said["num"] is not None and said["den"] is None and not said["not_applicable"]:
            said["value"] = said["num"]
        made = keeping.report(self.actor, self.scheme, item, office, self.period, said, plain(raw.cells.get("source")) or self.file_name, now=self.now)
        return f"{item.label}：{'不适用' if made.not_applicable else made.value if made.value is not None else f'{made.num}/{made.den}'}"


def _exact(value: Any, label: str) -> Fraction | None:
    try:
        return rules.number(plain(value))
    except ValueError as wrong:
        raise CellWrong(f"{label}{wrong}") from None


def _number(value: Any, label: str) -> str:
    found = _exact(value, label)
    return "" if found is None else scoring.plain(found)


def _decimal(value: Any, label: str) -> Decimal | None:
    found = _exact(value, label)
    return None if found is None else Decimal(found.numerator) / Decimal(found.denominator)
