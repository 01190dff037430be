"""Public legal services in the invented county, in the order in which they rest on one another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from fengqiao.demo.legalservice import load_legal_service
from fengqiao.demo.notary import load_notary
from fengqiao.demo.shapes import CountyPlan
from fengqiao.demo.volunteers import load_volunteers


def load_public_services(plan: CountyPlan, *, say: Callable[[str], None], now: datetime, password: str) -> None:
    """The hotline and its queue, the notary's window, volunteers and last month's checked calls."""
    load_legal_service(plan, say=say, now=now, password=password)
    load_notary(plan, say=say, now=now, password=password)
    load_volunteers(plan, say=say, now=now)
