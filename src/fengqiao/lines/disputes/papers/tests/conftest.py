from __future__ import annotations

import pytest

from fengqiao.lines.disputes.tests.driver import Platform
from tests.county import County


@pytest.fixture
def platform(county: County) -> Platform:
    """枫林县的矛盾纠纷平台."""
    return Platform(county)
