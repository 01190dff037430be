"""The tests' database: real roles, real policies; built as the owner, asked as the web's own role."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from typing import Any

import pytest

pytest_plugins = ["tests.county"]
pytest.register_assert_rewrite("tests.season")  # what it compares is shown

LONGEST = ("tests/test_demo.py", "src/fengqiao/bench/tests/test_bench.py", "tests/test_power_cut.py", "tests/journeys/", "tests/")
"""What takes minutes begins first, so that no process is left with it at the end while the others have nothing to do."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: a fifth of a process's time is waiting for its database, its browser or a clock."""
    return len(os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each file stays together, in its own order."""
    items.sort(key=lambda item: next((place for place, start in enumerate(LONGEST) if item.nodeid.startswith(start)), len(LONGEST)))


def pytest_collection_finish() -> None:
    """What is imported by now stays: the collector need not walk it again with every test."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> Iterator[None]:
    """The test database is migrated as a real one is."""
    from fengqiao.operate.migrating import models_alone

    with models_alone():
        yield


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> None:
    """Lay the net on the test database, as set-up does on a real one; where a test begins with a database of its own, keep an empty copy."""
    from django.db import connection
    from django.test import TransactionTestCase

    from fengqiao.matter import net

    TransactionTestCase._fixture_teardown = take_rows_away  # type: ignore[method-assign]
    with django_db_blocker.unblock():
        net.install()
        if any("empty_database" in getattr(item, "fixturenames", ()) for item in request.session.items):
            name = connection.settings_dict["NAME"]
            connection.close()  # who is connected stands in the way
            with connection._nodb_cursor() as cursor:
                cursor.execute(f'drop database if exists "{name}_empty"')
                cursor.execute(f'create database "{name}_empty" template "{name}"')


def take_rows_away(self: Any) -> None:
    """After a test that commits: the rows go. Django would write its own list of models and rights anew each time; nobody here asks for it."""
    from django.core.management import call_command

    call_command("flush", verbosity=0, interactive=False, reset_sequences=False, inhibit_post_migrate=True)


@pytest.fixture(scope="session")
def empty_database(django_db_setup: None) -> str:
    """The name of a database that is set up and that nobody uses."""
    from django.db import connection

    return f"{connection.settings_dict['NAME']}_empty"
