"""Notary bookings, volunteers and checked calls of the invented county: at every stage, all marked, something for today."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from fengqiao.demo.public_services import load_public_services
from fengqiao.demo.services import load_services
from fengqiao.lines.legalservice.models import QualityCheck
from fengqiao.lines.notary.models import NotaryBooking
from fengqiao.lines.volunteers.models import Volunteer
from fengqiao.matter.verify import Tally, walk
from tests.county import County, at


def test_every_stage_has_somebody(county: County, monkeypatch: Any) -> None:
    now = at("2026-11-20", "10:30")
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    plan: Any = SimpleNamespace(code="999901", name="枫林县")

    def say(text: str) -> None:
        return None

    load_services(plan, say=say, today=now.date(), password="x")
    load_public_services(plan, say=say, now=now, password="x")
    assert set(NotaryBooking.objects.values_list("stage", flat=True)) == {"asked", "booked", "accepted", "held_up", "issued", "collected", "refused"}
    assert set(Volunteer.objects.values_list("stage", flat=True)) == {"applied", "on", "suspended", "leaving"}
    assert QualityCheck.objects.filter(checked_at__isnull=False).exists()
    assert not NotaryBooking.objects.filter(demo=False).exists()
    assert not Volunteer.objects.filter(demo=False).exists()
    assert list(walk(Tally(), files=False)) == []
