"""The worker's share: changed matters are folded every minute; pages fold what little waits before they read."""

from __future__ import annotations

from procrastinate.contrib.django import app

from fengqiao.indicators import folding, renewing


@app.periodic(cron="* * * * *")
@app.task(name="indicators.fold", queue="sweep", queueing_lock="indicators.fold")
def fold(timestamp: int = 0) -> None:
    """Fold whatever changed."""
    folding.fold_all_changes()


def catch_up() -> None:
    """At start: what an update of the program counts otherwise."""
    renewing.renew()
