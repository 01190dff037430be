"""Which sign-in names are locked now, by the lock-out's own count."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Sum
from django.utils import timezone


def locked_names(names: Iterable[str]) -> set[str]:
    """Those of the names that cannot sign in now because of failures within the cool-off."""
    since = timezone.now() - timedelta(hours=settings.AXES_COOLOFF_TIME)
    failures = (
        AccessAttempt.objects.filter(username__in=list(names), attempt_time__gte=since)
        .values("username")
        .annotate(times=Sum("failures_since_start"))
    )
    return {row["username"] for row in failures if row["times"] >= settings.AXES_FAILURE_LIMIT}
