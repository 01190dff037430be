"""What the applications' line knows of cases: who complains, who applied on the other side; nothing where this installation has none."""

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


def opposed(cases: Iterable[Named]) -> dict[UUID, frozenset[bytes]]:
    """Of each case by what those are known again who applied on the other side of the same thing: for the check of conflicts alone, shown to nobody."""
    rows = [(case, application) for case, application in cases if application is not None]
    if not rows or not apps.is_installed("fengqiao.lines.legalaid"):
        return {}
    from fengqiao.lines.legalaid.published import opposed_people

    found = opposed_people([application for _, application in rows])
    return {case: found[application] for case, application in rows if application in found}


def _ids(rows: list[Named]) -> list[UUID]:
    return [each for row in rows for each in row if each is not None]


def _of(rows: list[Named], targets: set[UUID]) -> set[UUID]:
    return {case for case, application in rows if case in targets or application in targets}
