"""The bureau's standards as stored: the one in force on a day, and a new version. Used ones are never changed."""

from __future__ import annotations

from datetime import date, datetime

from fengqiao.divisions.territory import county_of
from fengqiao.lines.mediation.committees.standards.models import CommitteeStandard
from fengqiao.lines.mediation.committees.standards.standard import Standard, faults, standard_from
from fengqiao.matter.refusals import Reason, Refused
from fengqiao.orgs.actor import Actor


def _read(row: CommitteeStandard) -> Standard:
    return standard_from(row.name, row.document_no, row.from_on, row.content, row.pk)


def standard_on(territory: int, day: date) -> Standard | None:
    """The standard for a committee assessed on ``day``; None when the county has none for it."""
    rows = CommitteeStandard.objects.filter(territory=county_of(territory), from_on__lte=day)
    row = rows.order_by("-from_on", "-pk").first()
    return _read(row) if row is not None else None


def standards(territory: int) -> list[Standard]:
    """All versions of the county, newest first."""
    rows = CommitteeStandard.objects.filter(territory=county_of(territory))
    return [_read(row) for row in rows.order_by("-from_on", "-pk")]


def add_standard(actor: Actor, standard: Standard, *, now: datetime) -> CommitteeStandard:
    """A new version. Raises Refused when it is not sound, or does not begin after the one before."""
    wrong = faults(standard.criteria, standard.levels)
    if wrong:
        raise Refused("standard", tuple(Reason(said) for said in wrong))
    county = county_of(actor.territory)
    latest = CommitteeStandard.objects.filter(territory=county).order_by("-from_on").first()
    if latest is not None and standard.from_on <= latest.from_on:
        said = f"现行标准自{latest.from_on.isoformat()}起，新标准须从以后的日期起。已经按旧标准自评的不再改变。"
        raise Refused.because("order", said, need="from_on")
    return CommitteeStandard.objects.create(
        territory=county, name=standard.name, document_no=standard.document_no, from_on=standard.from_on,
        content=standard.content(), made_by_id=actor.staff_id, made_at=now,
    )  # fmt: skip
