"""The tests' database: real roles, real policies; built as the owner, asked as the web's own role."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

pytest_plugins = ["tests.county"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> Iterator[None]:
    """The test database is migrated as a real one is."""
    from fengqiao.operate.migrating import new_models_alone

    with new_models_alone():
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Lay the net on the test database, as set-up does on a real one."""
    from fengqiao.matter import net

    with django_db_blocker.unblock():
        net.install()
