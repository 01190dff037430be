"""The results of a round: computed inside the act that wants them, stored with it, read for pages.

What is computed while an act is judged is kept in memory until the same act is stored, known by its digest: it is computed once.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from fengqiao.assessment import computing
from fengqiao.assessment.codes import Source
from fengqiao.assessment.computing import Computed, Moved
from fengqiao.assessment.faults import Confirmed, confirmed_of
from fengqiao.assessment.gathering import Values, gather, indicator_of, items_of
from fengqiao.assessment.models import Round, Run, Scheme, SchemeItem, Sheet
from fengqiao.assessment.totals import Status
from fengqiao.assessment.values import Value
from fengqiao.divisions.territory import county_reach
from fengqiao.indicators.asking import Asked
from fengqiao.indicators.freezing import freeze
from fengqiao.indicators.periods import Period
from fengqiao.orgs.models import Office, Staff

KEPT = 4
_COMPUTED: OrderedDict[str, tuple[Computed, UUID | None]] = OrderedDict()


def units_of(scheme: Scheme) -> list[Office]:
    return [row.office for row in scheme.units.select_related("office").order_by("office__territory")]


def compute_now(scheme: Scheme, period: Period, today: date, matter_id: UUID, by: int | None) -> Computed:
    """Freeze the figures and score them. Kept until :func:`store` is called with the same digest."""
    items, offices = items_of(scheme, period), units_of(scheme)
    snapshot = _frozen(scheme, items, period, matter_id, by)  # from here on nothing is counted until this transaction ends
    false = confirmed_of(scheme, period)
    found = computing.compute(scheme, items, offices, _nought(gather(scheme, items, offices, period, today), false), None, false.minus)
    _keep(found, snapshot)
    return found


def _nought(values: Values, false: Confirmed) -> Values:
    """What was found false, and confirmed, counts nought; its weight stays."""
    return {key: replace(value, status=Status.FALSE, note=false.zero[key]) if key in false.zero else value for key, value in values.items()}


def _frozen(scheme: Scheme, items: Sequence[SchemeItem], period: Period, matter_id: UUID, by: int | None) -> UUID | None:
    keys = dict.fromkeys((item.set_code, item.indicator_code) for item in items if item.source == Source.SYSTEM)
    wanted = [(set_code, next(indicator_of(item) for item in items if (item.set_code, item.indicator_code) == (set_code, code))) for set_code, code in keys]
    bureau = Office.objects.filter(territory=scheme.territory).first()
    if not wanted or bureau is None:
        return None
    low, high = county_reach(scheme.territory)
    staff = Staff.objects.filter(pk=by).first() if by is not None else None
    made = freeze(f"{scheme.name} {period.words}"[:120], Asked(low, high, period), wanted, bureau, staff, by_office=True, matter_id=matter_id)
    return made.pk


def _keep(found: Computed, snapshot: UUID | None) -> None:
    _COMPUTED[found.digest] = found, snapshot
    while len(_COMPUTED) > KEPT:
        _COMPUTED.popitem(last=False)


def recount(scheme: Scheme, run: Run, changes: dict[tuple[str, int], Value], note: str) -> tuple[Computed, list[Moved]]:
    """The same values but for these, all items of all units scored anew; whom it moves. Kept for :func:`store`."""
    before = sheets_of(run)
    values, notes = computing.values_of(before)
    codes_there = {code for code, _ in values}
    items = [item for item in scheme.items.all() if item.code in codes_there]
    there = {sheet.office_id for sheet in before}
    offices = [office for office in Office.objects.filter(pk__in=there).order_by("territory")]
    round_ = Round.objects.get(pk=run.round_id)
    found = computing.compute(scheme, items, offices, values | changes, notes | dict.fromkeys(changes, note), confirmed_of(scheme, round_.period).minus)
    _keep(found, run.snapshot_id)
    return found, computing.moved_between(before, found.sheets)


def store(territory: int, round_id: UUID, version: int, why: str, digest: str, now: datetime) -> Run:
    """Write the sheets that were computed, with whom they move against the version before. Raises KeyError where nothing of this digest was."""
    computed, snapshot = _COMPUTED.pop(digest)
    moved = computing.moved_between(sheets_of(run_of(round_id)), computed.sheets) if version > 1 else []
    run = Run.objects.create(
        territory=territory, round_id=round_id, version=version, why=why[:200], digest=digest, snapshot_id=snapshot, moved=[each.plain() for each in moved], made_at=now,
    )  # fmt: skip
    for sheet in computed.sheets:
        sheet.pk, sheet.run = None, run
    Sheet.objects.bulk_create(computed.sheets, batch_size=500)
    return run


def sheets_of(run: Run) -> list[Sheet]:
    return list(Sheet.objects.filter(run=run).select_related("office").order_by("territory"))


def run_of(round_id: UUID, version: int | None = None) -> Run:
    """The latest computation of a round, or the one of a version. Raises Run.DoesNotExist."""
    runs = Run.objects.filter(round_id=round_id)
    found = (runs.filter(version=version) if version is not None else runs.order_by("-version")).first()
    if found is None:
        raise Run.DoesNotExist
    return found


def is_whole(run: Run) -> bool:
    """Whether its sheets are still as they were written."""
    return computing.digest_of(sheets_of(run)) == run.digest




def row_of(sheet: Sheet, code: str) -> dict[str, Any] | None:
    """One item of a sheet."""
    return next((row for row in sheet.items if row["code"] == code), None)
