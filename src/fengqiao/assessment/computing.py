"""A computation: values of all units into sheets with places, frozen as they were; what a changed value moves.

Pure but for reading the scheme's own rows; :mod:`rounds` stores what comes of it, inside the act that wants it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from fengqiao.assessment import rules, scoring
from fengqiao.assessment.codes import BESIDE, Method
from fengqiao.assessment.gathering import Values
from fengqiao.assessment.models import Scheme, SchemeItem, Sheet, Target
from fengqiao.assessment.scoring import Score, half_up, plain
from fengqiao.assessment.totals import (
    BONUS,
    MINUS,
    VETO,
    Placed,
    Rules,
    Scored,
    Status,
    Total,
    ahead_of,
    places,
    total_of,
)
from fengqiao.assessment.values import Value, empty
from fengqiao.orgs.models import Office
from fengqiao.vault import sm3

KINDS = {Method.BON: BONUS, Method.MINUS: MINUS, Method.VETO: VETO}
Params = Mapping[tuple[str, int], Mapping[str, Any]]  # by the item's code and the office's id


@dataclass(frozen=True)
class Computed:
    """All sheets of one computation, not yet stored. ``digest``: SM3 over every value and score."""

    sheets: tuple[Sheet, ...]
    digest: str
    pending: int


@dataclass(frozen=True)
class Moved:
    """A unit that a recount moved."""

    office_id: int
    rank_before: int | None
    rank: int | None
    total_before: str
    total: str

    def plain(self) -> list[Any]:
        return [self.office_id, self.rank_before, self.rank, self.total_before, self.total]


def rules_of(scheme: Scheme) -> Rules:
    return Rules(
        _exact(scheme.bonus_cap), _exact(scheme.deduct_cap), Fraction(scheme.min_coverage), scheme.by_core,
        tuple((str(word), Fraction(str(least))) for word, least in scheme.grades),
    )  # fmt: skip


def _exact(number: Decimal | None) -> Fraction | None:
    return None if number is None else Fraction(number)


def params_of(items: Sequence[SchemeItem], offices: Sequence[Office]) -> Params:
    """Each item's parameters for each unit: its own target over what the item says of all."""
    own = {(row.item_id, row.office_id): row.params for row in Target.objects.filter(item__in=[item.pk for item in items])}
    return {(item.code, office.pk): {**item.params, **own.get((item.pk, office.pk), {})} for item in items for office in offices}


def compute(
    scheme: Scheme, items: Sequence[SchemeItem], offices: Sequence[Office], values: Values, notes: Mapping[tuple[str, int], str] | None = None,
    minus: Mapping[int, Sequence[tuple[str, Fraction]]] | None = None,
) -> Computed:
    """Score every value, add up, rank. ``notes``: what an appeal changed, said beside the value. ``minus``: what is taken off for false data."""
    group_of = groups_of(scheme)
    taken: Mapping[int, Sequence[tuple[str, Fraction]]] = minus or {}
    params = params_of(items, offices)
    values = _with_targets(items, offices, values, params)
    together = _together(offices, group_of)
    ranked = {item.code: {pk: place for each in together.values() for pk, place in _ranks(item, each, values).items()} for item in items if item.method == Method.RANK}
    scores = {
        (item.code, office.pk): _score(item, params[item.code, office.pk], values[item.code, office.pk], ranked.get(item.code, {}), office.pk)
        for item in items for office in offices
    }  # fmt: skip
    how = rules_of(scheme)
    totals = {
        office.pk: total_of([
            *(_scored(item, values[item.code, office.pk], scores[item.code, office.pk]) for item in items),
            *(Scored(Fraction(0), Status.VALUE, points, kind=MINUS) for _, points in taken.get(office.pk, ())),
        ], how) for office in offices
    }  # fmt: skip
    placed = {pk: place for each in together.values() for pk, place in places({office.pk: totals[office.pk] for office in each}, how).items()}
    shared = {word: _shared({office.pk: placed[office.pk] for office in each}) for word, each in together.items()}
    sheets = tuple(
        _sheet(office, totals[office.pk], placed[office.pk], shared[group_of.get(office.pk, "")], [
            *(_row(item, values[item.code, office.pk], scores[item.code, office.pk], (notes or {}).get((item.code, office.pk), "")) for item in items),
            *(_taken(place, why, points) for place, (why, points) in enumerate(taken.get(office.pk, ()), 1)),
        ], group_of.get(office.pk, ""))
        for office in offices
    )  # fmt: skip
    return Computed(sheets, digest_of(sheets), sum(sheet.pending for sheet in sheets))


def groups_of(scheme: Scheme) -> dict[int, str]:
    """Which group each unit is ranked in; empty where all are ranked together."""
    return {pk: word for word, offices in scheme.rank_groups for pk in offices}


def _together(offices: Sequence[Office], group_of: Mapping[int, str]) -> dict[str, list[Office]]:
    found: dict[str, list[Office]] = {}
    for office in offices:
        found.setdefault(group_of.get(office.pk, ""), []).append(office)
    return found


def _taken(place: int, why: str, points: Fraction) -> dict[str, Any]:
    """What is taken off for false data, as the sheet keeps it: beside the items, like any other deduction."""
    said = Value(Status.VALUE, words="认定失实", told="认定失实").plain()
    return {
        "code": f"失实{place}", "label": "数据失实减分", "group": "", "weight": "0", "method": Method.MINUS.value, "core": False, "value": said, "points": str(points),
        "formula": f"{why}，减{scoring.shown(points)}分", "source": "fault", "public": False,
    }  # fmt: skip


def _with_targets(items: Sequence[SchemeItem], offices: Sequence[Office], values: Values, params: Params) -> Values:
    """A value whose target was never set is 未设目标, never a pass."""
    found = dict(values)
    for item in items:
        for office in offices:
            key = item.code, office.pk
            if found[key].status is Status.VALUE and (lacking := rules.unset(item, params[key])):
                found[key] = Value(**{**found[key].__dict__, "status": Status.UNSET, "note": f"没有设{'、'.join(lacking)}"})
    return found


def _ranks(item: SchemeItem, offices: Sequence[Office], values: Values) -> dict[int, tuple[Fraction, int]]:
    there = {office.pk: value.x for office in offices if (value := values[item.code, office.pk]).counts and value.x is not None}
    middle = scoring.mid_ranks(there, item.better)
    return {office: (place, len(there)) for office, place in middle.items()}


def _score(item: SchemeItem, params: Mapping[str, Any], value: Value, ranked: Mapping[int, tuple[Fraction, int]], office: int) -> Score | None:
    return rules.score(item, params, value, ranked.get(office)) if value.counts else None


def _scored(item: SchemeItem, value: Value, score: Score | None) -> Scored:
    kind = KINDS.get(Method(item.method), "")
    return Scored(Fraction(0) if kind else Fraction(item.weight), value.status, score.points if score else None, item.core, kind)


def _shared(placed: Mapping[int, Placed]) -> dict[int, int]:
    found: dict[int, int] = {}
    for each in placed.values():
        if each.rank is not None:
            found[each.rank] = found.get(each.rank, 0) + 1
    return found


def _row(item: SchemeItem, value: Value, score: Score | None, note: str) -> dict[str, Any]:
    """One item as the sheet keeps it."""
    found: dict[str, Any] = {
        "code": item.code, "label": item.label, "group": item.group, "weight": plain(item.weight), "method": item.method, "core": item.core, "value": value.plain(),
        "points": str(score.points) if score else "", "formula": score.words if score else _why_none(item, value), "source": item.source,
        "public": item.public,
    }  # fmt: skip
    if item.source == "system":
        found |= {"set": item.set_code, "indicator": item.indicator_code, "version": item.indicator_version}
    return found | ({"changed": note} if note else {})


def _why_none(item: SchemeItem, value: Value) -> str:
    """What is said where there are no points."""
    beside = item.method in BESIDE
    match value.status:
        case Status.NA:
            return f"不适用{f'（{value.note}）' if value.note else ''}，{'不计' if beside else '本项分值不计入'}"
        case Status.MISS:
            return "未报，计0分"
        case Status.PEND:
            return f"待核：{value.held}"
        case Status.NODATA:
            return f"未到期{f'（{value.note}）' if value.note else ''}，本期不计"
        case Status.FALSE:
            return f"{value.note}，计0分"
        case Status.UNSET:
            return f"{value.note}，不能算达标，计0分"
        case _:
            return ""


def _sheet(office: Office, total: Total, placed: Placed, shared: Mapping[int, int], rows: list[dict[str, Any]], group: str) -> Sheet:
    ahead = ahead_of(placed.rank, placed.of_n, shared[placed.rank]) if placed.rank is not None else None
    return Sheet(
        territory=office.territory, office_id=office.pk, items=rows, total=total.published, best=total.best, core=total.core, coverage=half_up(total.coverage, 4),
        vetoed=total.vetoed, pending=total.pending, rank=placed.rank, of_n=placed.of_n, ahead=None if ahead is None else int(ahead), grade=placed.grade, group=group,
    )  # fmt: skip


def digest_of(sheets: Sequence[Sheet]) -> str:
    """SM3 over every value and score, the units in the order of their territories."""
    content = [[each.territory, each.items, str(each.total), each.rank, each.grade] for each in sorted(sheets, key=lambda each: each.territory)]
    return sm3(json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hex()


def values_of(sheets: Sequence[Sheet]) -> tuple[Values, dict[tuple[str, int], str]]:
    """The values that sheets were computed from, and what appeals had changed of them; what was taken off for false data is asked anew."""
    values: Values = {}
    notes: dict[tuple[str, int], str] = {}
    for sheet in sheets:
        for row in (each for each in sheet.items if each["source"] != "fault"):
            value = Value.of(row["value"])
            values[row["code"], sheet.office_id] = empty_target(value)
            if row.get("changed"):
                notes[row["code"], sheet.office_id] = row["changed"]
    return values, notes


def empty_target(value: Value) -> Value:
    """未设目标 follows from the scheme, not from the value: asked anew."""
    if value.status is Status.UNSET:
        return Value(**{**value.__dict__, "status": Status.VALUE, "note": ""}) if value.x is not None else empty(Status.MISS)
    return value


def moved_between(before: Sequence[Sheet], after: Sequence[Sheet]) -> list[Moved]:
    """Whose place or score is another, the units of the better places first."""
    then = {sheet.office_id: sheet for sheet in before}
    found = [
        Moved(sheet.office_id, then[sheet.office_id].rank, sheet.rank, str(then[sheet.office_id].total), str(sheet.total))
        for sheet in after
        if sheet.office_id in then and (then[sheet.office_id].rank, then[sheet.office_id].total) != (sheet.rank, sheet.total)
    ]
    return sorted(found, key=lambda each: (each.rank is None, each.rank or 0, each.office_id))
