from __future__ import annotations

import pytest

from fengqiao.exchange.models import Partner
from fengqiao.exchange.tests.other import Other, have_own_key, register_court
from fengqiao.lines.aidcases.tests.driver import Aid
from fengqiao.vault.signingkeys import SigningKey
from tests.county import County

THERE, CODE = "青河县法律援助中心", "qh-aid"


@pytest.fixture
def aid(county: County) -> Aid:
    """枫林县的法律援助中心."""
    return Aid(county)


@pytest.fixture
def other() -> Other:
    """The centre of the next county, with its own key."""
    have_own_key()
    return Other(SigningKey.new(), CODE)


@pytest.fixture
def there(county: County, other: Other) -> Partner:
    return register_court(county, other, code=CODE, name=THERE, agency="aid")
