"""The worker process: jobs from the queue, and the sweep at start and every hour."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, cast

import django

if TYPE_CHECKING:
    from procrastinate.contrib.django.django_connector import DjangoConnector


def main() -> int:
    """Work until told to stop."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fengqiao.conf.settings")
    django.setup()
    from procrastinate.contrib.django import app

    from fengqiao.indicators import jobs as indicator_jobs
    from fengqiao.matter import jobs
    from fengqiao.messages import jobs as message_jobs

    jobs.catch_up()
    message_jobs.catch_up()
    indicator_jobs.catch_up()
    connector = cast("DjangoConnector", app.connector)
    worker_app = app.with_connector(connector.get_worker_connector())
    worker_app.run_worker(wait=True, concurrency=1, install_signal_handlers=True, delete_jobs="successful")
    return 0


if __name__ == "__main__":
    sys.exit(main())
