from __future__ import annotations

import pytest

from fengqiao.lines.aidcases.tests.driver import Aid
from tests.county import County


@pytest.fixture
def aid(county: County) -> Aid:
    """枫林县的法律援助中心."""
    return Aid(county)
