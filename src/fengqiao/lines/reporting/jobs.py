"""The worker's share: on the day the bureau has set, the month's or quarter's report or the year's summary is begun by itself and waits as a draft."""

from __future__ import annotations

import logging
from datetime import date, datetime

from django.utils import timezone
from procrastinate.contrib.django import app

from fengqiao.daycount.months import days_in_month
from fengqiao.indicators.periods import Period, usual
from fengqiao.lines.reporting import codes
from fengqiao.matter import calendars, registry
from fengqiao.matter.actions import Doing, open_matter
from fengqiao.orgs.models import Office

log = logging.getLogger(__name__)
LATEST = 10  # days after the set one on which a computer that was off still catches up
DECEMBER = 12


@app.periodic(cron="20 * * * *")
@app.task(name="reporting.begin", queue="sweep", queueing_lock="reporting.begin")
def begin(timestamp: int = 0) -> None:
    """Begin what is due."""
    begin_reports(timezone.now())


def begin_reports(now: datetime) -> int:
    """How many were begun. Repeatable: what is there already is not begun again."""
    from fengqiao.lines.reporting.models import BureauReport

    today, done = timezone.localdate(now), 0
    for office in Office.objects.filter(kind="bureau", to_on__isnull=True).order_by("territory"):
        for kind, period in due(office, today):
            there = BureauReport.objects.filter(kind=kind, about_low=office.territory, from_on=period.from_on, to_on=period.to_on)
            if not there.exists():
                open_report(office, kind, period, now)
                done += 1
    return done


def due(office: Office, today: date) -> list[tuple[str, Period]]:
    """What this bureau has set to be begun about now."""
    procedure = registry.procedure_on("bureau_report", today)
    _, parameters = calendars.in_force(procedure, office.territory)
    found: list[tuple[str, Period]] = []
    monthly, quarterly, yearly = (int(parameters[name]) for name in ("monthly_on", "quarterly_on", "yearly_on"))
    if monthly and monthly <= today.day <= monthly + LATEST:
        found.append((codes.MONTHLY, dict(usual(today))["上月"]))
    if quarterly and today.month % 3 == 1 and quarterly <= today.day <= quarterly + LATEST:
        found.append((codes.QUARTERLY, _last_quarter(today)))
    if yearly and today.month == DECEMBER and yearly <= today.day <= yearly + LATEST:
        found.append((codes.YEARLY, Period(date(today.year, 1, 1), date(today.year, 12, 31))))
    return found


def _last_quarter(today: date) -> Period:
    """The three months before the month today lies in, which is a quarter's first."""
    return Period(date(today.year, today.month, 1), date(today.year, today.month + 2, days_in_month(today.year, today.month + 2))).before()


def open_report(office: Office, kind: str, period: Period, now: datetime) -> None:
    """A draft nobody has begun: it waits with those who write."""
    from fengqiao.lines.reporting.procedure import prepare

    today = timezone.localdate(now)
    data = {
        "kind": kind, "about": office.pk, "period_from": period.from_on.isoformat(), "period_to": period.to_on.isoformat(), "about_territory": office.territory, "about_name": office.name,
    }  # fmt: skip
    open_matter(None, registry.procedure_on("bureau_report", today), [Doing(prepare, data, today)], office, now=now)
    log.info("a report was begun by itself")
