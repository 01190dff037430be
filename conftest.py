"""The tests' database: real roles, real policies; built as the owner, asked as the web's own role."""

from __future__ import annotations

from typing import Any

import pytest

pytest_plugins = ["tests.county"]
pytest.register_assert_rewrite("tests.season")  # what it compares is shown


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Lay the net on the test database, as set-up does on a real one."""
    from fengqiao.matter import net

    with django_db_blocker.unblock():
        net.install()
