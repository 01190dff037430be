"""The calendar every test counts on."""

from __future__ import annotations

import pytest

from fengqiao.daycount import Calendar


@pytest.fixture(scope="session")
def calendar() -> Calendar:
    return Calendar.bundled()
