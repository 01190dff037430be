"""Which cases somebody complains about, as the applications' line knows; nothing where this installation has none."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.apps import apps

Named = tuple[UUID, UUID | None]  # a case and the application it came from: a complaint may name either


def property_complained(cases: Iterable[Named]) -> set[UUID]:
    """The cases about which a complaint that property was taken is open."""
    rows = list(cases)
    if not rows or not apps.is_installed("fengqiao.lines.legalaid"):
        return set()
    from fengqiao.lines.legalaid.published import property_complaints_open

    return _of(rows, property_complaints_open(_ids(rows)))


def upheld(cases: Iterable[Named]) -> set[UUID]:
    """The cases about which a complaint was found true."""
    rows = list(cases)
    if not rows or not apps.is_installed("fengqiao.lines.legalaid"):
        return set()
    from fengqiao.lines.legalaid.published import complaints_upheld

    return _of(rows, complaints_upheld(_ids(rows)))


def _ids(rows: list[Named]) -> list[UUID]:
    return [each for row in rows for each in row if each is not None]


def _of(rows: list[Named], targets: set[UUID]) -> set[UUID]:
    return {case for case, application in rows if case in targets or application in targets}
