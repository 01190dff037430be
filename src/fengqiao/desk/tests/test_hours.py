"""A limit in hours that is near is said in hours wherever the first limit of a matter stands."""

from __future__ import annotations

from datetime import date

import pytest

from fengqiao.desk import matters, registers
from fengqiao.lines.legalservice import codes
from fengqiao.lines.legalservice.tests.driver import Request
from tests.county import County, at

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("now", "register"), [("10:20", "剩3小时40分"), ("13:59", "剩1分"), ("14:30", "超本局时限30分")])
def test_the_register_and_the_head_of_a_matter_say_the_hours_left(county: County, monkeypatch: pytest.MonkeyPatch, now: str, register: str) -> None:
    """网上咨询五小时首次答复（本局时限）：九点收到，十四点到期。"""
    row = Request(county).come("2026-11-23", time="09:00", channel=codes.WEB).row
    assert row.next_due_at == at("2026-11-23", "14:00")
    for module in (registers, matters):
        monkeypatch.setattr(module.timezone, "now", lambda: at("2026-11-23", now))
    shown = registers._due(row, date(2026, 11, 23))
    assert shown is not None
    assert (shown.words, matters._first_due(row, date(2026, 11, 23)).words) == (register, register)
