from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.utils import timezone

from fengqiao.portal import inside
from fengqiao.portal.tests.person import Person
from tests.county import County


@pytest.fixture
def open_county(county: County, settings: Any) -> County:
    """枫林县, its places published, its text messages shown instead of sent."""
    settings.DEMO = True
    inside.publish_boards(now=timezone.now())
    return county


@pytest.fixture
def zhang(open_county: County) -> Person:
    """张三, with a telephone of his own."""
    return Person("15400000001")


@pytest.fixture
def li(open_county: County) -> Person:
    """李四, the other side."""
    return Person("15400000002", address="10.0.0.2")


@pytest.fixture
def now() -> datetime:
    return timezone.now()
