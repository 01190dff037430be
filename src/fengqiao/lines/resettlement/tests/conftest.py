from __future__ import annotations

import pytest

from fengqiao.lines.resettlement.tests.driver import Help
from tests.county import County


@pytest.fixture
def help_(county: County) -> Help:
    """枫林县的安置帮教."""
    return Help(county)
