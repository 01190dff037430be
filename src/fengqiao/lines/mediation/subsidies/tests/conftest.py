"""What every test of subsidies begins with."""

from __future__ import annotations

import pytest

from fengqiao.lines.mediation.subsidies.tests.driver import roster, rule
from tests.county import County


@pytest.fixture
def ready(county: County) -> County:
    """A county with a standard, and the town's committee in the register."""
    rule(county)
    roster(county)
    return county
