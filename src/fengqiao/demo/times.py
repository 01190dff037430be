"""When things are done in the invented county, where only the day matters."""

from __future__ import annotations

from datetime import date, datetime, time

from django.utils import timezone

NOON = time(12, 0)


def noon(day: date) -> datetime:
    """Noon of the day."""
    return timezone.make_aware(datetime.combine(day, NOON))
