"""A court beside the bureau."""

from __future__ import annotations

import pytest

from fengqiao.exchange.models import Partner
from fengqiao.exchange.tests.other import Other, have_own_key, register_court
from fengqiao.vault.signingkeys import SigningKey
from tests.county import County


@pytest.fixture
def other() -> Other:
    have_own_key()
    return Other(SigningKey.new())


@pytest.fixture
def court(county: County, other: Other) -> Partner:
    return register_court(county, other)
