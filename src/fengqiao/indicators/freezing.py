"""Figures frozen: what they were at a moment, by which definition, over which matters; and what has become of them since.

A snapshot is written once. What changes afterwards (late records, corrections, a merger, another definition) shows as a
difference beside it, with the matters that came and went; never silently.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from fengqiao.indicators import defining, folding, registry
from fengqiao.indicators.asking import Asked, Sum, counted
from fengqiao.indicators.figures import Figure, figures, rounded, splits
from fengqiao.indicators.models import Frozen, Snapshot
from fengqiao.indicators.vocabulary import Half, Indicator, Measure
from fengqiao.matter.models import FormerSeat
from fengqiao.orgs.models import Office, Staff
from fengqiao.vault import sm3_hex

MOST_KEPT = 2_000  # matters of one figure; of more only their mark is kept
OFFICE = 10**6
Wanted = Sequence[tuple[str, Indicator]]
Key = tuple[str, str]  # the set's code and the indicator's


@transaction.atomic
def freeze(
    label: str, asked: Asked, wanted: Wanted, office: Office, by: Staff | None, *, by_office: bool = False, matter_id: UUID | None = None, locks: bool = False,
    at: datetime | None = None,
) -> Snapshot:
    """Write down what these figures are now, everything that waits counted in; ``by_office``: of each office below too."""
    folding.fold_now()
    indicators = [each for _, each in wanted]
    groups: dict[int, list[Figure]] = {0: figures(indicators, asked)}
    if by_office and asked.high - asked.low >= OFFICE:
        groups |= {int(group) * OFFICE: found for group, found in sorted(splits(indicators, asked, "office").items())}
    period = asked.period
    snapshot = Snapshot(
        label=label, office=office, office_name=office.name, territory=asked.low, from_on=period.from_on, to_on=period.to_on, as_was=asked.as_was,
        taken_at=at or timezone.now(), taken_by=by, matter_id=matter_id, locks=locks,
    )  # fmt: skip
    rows = [_row(snapshot, group, code, figure, asked) for group, found in groups.items() for (code, _), figure in zip(wanted, found, strict=True)]
    snapshot.digest = digest_of(snapshot, rows)
    snapshot.save(force_insert=True)
    Frozen.objects.bulk_create(rows, batch_size=2_000)
    return snapshot


def _row(snapshot: Snapshot, group: int, set_code: str, figure: Figure, asked: Asked) -> Frozen:
    indicator, met = figure.indicator, figure.met
    return Frozen(
        snapshot=snapshot, territory=group or asked.low, group=group, set_code=set_code, code=indicator.code, label=indicator.label, version=indicator.version,
        definition=defining.of_indicator(indicator), words=figure.words, of_n=figure.of.n, of_amount=figure.of.amount, of_mark=figure.of.mark,
        met_n=None if met is None else met.n, met_amount=None if met is None else met.amount, met_mark=None if met is None else met.mark,
        of_matters=None if group else _matters(indicator.of, figure.of, asked), met_matters=None if group or met is None else _matters(indicator.met, met, asked),
    )  # fmt: skip


def _matters(half: Half | None, found: Sum, asked: Asked) -> bytes | None:
    """The matters behind it, sixteen bytes each in order; None where they are too many, or no matters."""
    if not isinstance(half, Measure) or found.n > MOST_KEPT:
        return None
    ids = counted(half, asked).order_by().values_list("matter_id", flat=True).distinct()
    return b"".join(sorted(each.bytes for each in ids))


def digest_of(snapshot: Snapshot, rows: Iterable[Frozen]) -> str:
    """SM3 over everything that was frozen: whoever changes a figure in the database is found out."""
    head = [snapshot.label, snapshot.territory, snapshot.from_on.isoformat(), snapshot.to_on.isoformat(), snapshot.as_was, snapshot.taken_at.astimezone(UTC).isoformat()]
    lines = sorted(
        [row.group, row.set_code, row.code, row.version, row.definition, row.words, row.of_n, row.of_amount, str(row.of_mark), row.met_n, row.met_amount,
         str(row.met_mark), bytes(row.of_matters or b"").hex(), bytes(row.met_matters or b"").hex()]
        for row in rows
    )  # fmt: skip
    return sm3_hex(json.dumps([head, lines], ensure_ascii=False).encode())


def is_whole(snapshot: Snapshot) -> bool:
    """Whether it is still as it was written; for who sees all its rows."""
    return digest_of(snapshot, snapshot.rows.all()) == snapshot.digest


def latest_of(matter_id: UUID) -> Snapshot | None:
    """The last one taken for this matter."""
    return Snapshot.objects.filter(matter_id=matter_id).order_by("-taken_at").first()


def asked_of(snapshot: Snapshot, group: int = 0) -> Asked:
    """The question it answered, of the whole or of one office below."""
    low, high = (group, group + OFFICE - 1) if group else snapshot.reach
    return Asked(low, high, snapshot.period, snapshot.as_was)


def figures_of(snapshot: Snapshot, group: int = 0) -> dict[Key, Figure]:
    """The frozen figures of indicators that are still declared."""
    return {(row.set_code, row.code): _figure(row, indicator) for row in rows_of(snapshot, group) if (indicator := _declared(row)) is not None}


def figures_by_office(snapshot: Snapshot) -> dict[int, dict[Key, Figure]]:
    """The same of every office that was frozen, by its territory, in one question; the whole under 0. Of no office where it was frozen as a whole."""
    found: dict[int, dict[Key, Figure]] = {}
    for row in snapshot.rows.order_by("pk"):
        if (indicator := _declared(row)) is not None:
            found.setdefault(row.group, {})[row.set_code, row.code] = _figure(row, indicator)
    return found


def _declared(row: Frozen) -> Indicator | None:
    try:
        return registry.find(row.set_code).indicator(row.code)
    except KeyError:
        return None


def _figure(row: Frozen, indicator: Indicator) -> Figure:
    of = Sum(row.of_n, row.of_amount, int(row.of_mark))
    return Figure(indicator, of, None if row.met_n is None else Sum(row.met_n, row.met_amount or 0, int(row.met_mark or 0)))


@dataclass(frozen=True)
class Drift:
    """A frozen figure that is another one now. ``then``: now, but counted by the offices as they were; None where no office moved."""

    set_code: str
    indicator: Indicator
    frozen: Figure
    frozen_words: str
    now: Figure
    redefined: bool
    then: Figure | None
    came: tuple[UUID, ...] = ()
    went: tuple[UUID, ...] = ()
    known: bool = True  # whether which matters came and went is known

    @property
    def why(self) -> str:
        """口径改变, 机构调整, or 记录变动."""
        if self.redefined:
            return "口径改变"
        return "机构调整" if self.then is not None and _same(self.then, self.frozen) else "记录变动"

    @property
    def words(self) -> str:
        """变动 +3, or what it is now."""
        now, frozen = self.now.number, self.frozen.number
        if self.frozen.met is not None or now is None or frozen is None:
            return f"现为{self.now.words}"
        if now == frozen:
            return "件数未变，案件有变"
        moved = f"{rounded(now - frozen, 2):+,f}"
        return f"变动 {moved}元" if self.indicator.fen else f"变动 {moved.removesuffix('.00')}"


def rows_of(snapshot: Snapshot, group: int = 0, only: str = "") -> list[Frozen]:
    """What was frozen of the whole, or of one office below; ``only``: of one set."""
    return list(snapshot.rows.filter(group=group, **({"set_code": only} if only else {})).order_by("pk"))


def drift(snapshot: Snapshot, group: int = 0, frozen_rows: Sequence[Frozen] | None = None) -> list[Drift]:
    """What differs today, in the order it was frozen (of these rows, otherwise of all); asked together, however many figures there are."""
    kept = rows_of(snapshot, group) if frozen_rows is None else frozen_rows
    rows = [(row, indicator) for row in kept if (indicator := _declared(row)) is not None]
    asked = asked_of(snapshot, group)
    now = figures([indicator for _, indicator in rows], asked)
    differ = [(row, _figure(row, indicator), present, row.definition != defining.of_indicator(indicator)) for (row, indicator), present in zip(rows, now, strict=True)]
    differ = [each for each in differ if each[3] or not _same(each[1], each[2])]
    moved = not asked.as_was and bool(differ) and FormerSeat.objects.exists()
    then = figures([frozen.indicator for _, frozen, _, _ in differ], replace(asked, as_was=True)) if moved else [None] * len(differ)
    return [
        Drift(row.set_code, frozen.indicator, frozen, row.words, present, redefined, past, *_moves(row, frozen.indicator, asked))
        for (row, frozen, present, redefined), past in zip(differ, then, strict=True)
    ]


def _same(one: Figure, other: Figure) -> bool:
    return _halves(one) == _halves(other)


def _halves(figure: Figure) -> list[tuple[int, int, int]]:
    return [(each.n, each.amount, each.mark) for each in (figure.of, figure.met) if each is not None]


def _moves(row: Frozen, indicator: Indicator, asked: Asked) -> tuple[tuple[UUID, ...], tuple[UUID, ...], bool]:
    """Which matters came, which went, and whether that is known."""
    came: set[bytes] = set()
    went: set[bytes] = set()
    known = True
    for half, kept in ((indicator.of, row.of_matters), (indicator.met, row.met_matters)):
        if not isinstance(half, Measure):
            continue
        if kept is None:
            known = False
            continue
        before = {bytes(kept[at : at + 16]) for at in range(0, len(kept), 16)}
        now = {each.bytes for each in counted(half, asked).order_by().values_list("matter_id", flat=True).distinct()[: MOST_KEPT * 2]}
        came |= now - before
        went |= before - now
    return tuple(UUID(bytes=each) for each in sorted(came)), tuple(UUID(bytes=each) for each in sorted(went)), known


def locked(asked: Asked) -> tuple[Snapshot, int] | None:
    """The lock that holds these figures, and which group of it they are: of this place, or of the whole county it lies in."""
    period = asked.period
    of_period: QuerySet[Snapshot] = Snapshot.objects.filter(locks=True, from_on=period.from_on, to_on=period.to_on, as_was=asked.as_was)
    county = asked.low // 10**9 * 10**9
    groups = {asked.low: 0} | ({county: asked.low} if asked.low != county else {})
    for snapshot in of_period.filter(territory__in=groups).order_by("-taken_at"):
        if snapshot.reach == (asked.low, asked.high):
            return snapshot, 0
        if (group := groups[snapshot.territory]) and asked.high - asked.low == OFFICE - 1:
            return snapshot, group
    return None
