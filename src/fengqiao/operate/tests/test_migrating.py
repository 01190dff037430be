"""New models rendered by themselves: what a migration is given is the same as by Django's own way."""

from __future__ import annotations

import pytest
from django.db import models
from django.db.migrations.state import ModelState, ProjectState

from fengqiao.operate.migrating import new_models_alone

KEY = [("id", models.BigAutoField(primary_key=True))]
MATTER = ModelState("matters", "Matter", [*KEY, ("title", models.CharField(max_length=10))])
ENTRY = ModelState("matters", "Entry", [*KEY, ("matter", models.ForeignKey("matters.Matter", models.CASCADE, related_name="entries"))])
CASE = ModelState("matters", "Case", [], bases=("matters.Matter",))


def test_a_new_table_knows_what_it_points_to_and_what_it_is_a_kind_of() -> None:
    with new_models_alone():
        state = ProjectState()
        state.add_model(MATTER.clone())
        first = state.apps.get_model("matters", "Matter")
        for added in (ENTRY, CASE):
            state.add_model(added.clone())
        assert state.apps.get_model("matters", "Matter") is first  # nothing else was rendered again
        assert state.apps.get_model("matters", "Entry")._meta.get_field("matter").related_model is first
        assert state.apps.get_model("matters", "Case")._meta.parents.keys() == {first}


def test_code_of_a_migration_reads_models_that_all_know_each_other() -> None:
    with new_models_alone():
        state = ProjectState()
        state.add_model(MATTER.clone())
        assert state.apps
        state = state.clone()
        state.add_model(ENTRY.clone())
        state.clear_delayed_apps_cache()  # as RunPython does
    matter, entry = (state.apps.get_model("matters", name) for name in ("Matter", "Entry"))
    assert matter._meta.get_field("entries").related_model is entry


def test_afterwards_django_is_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    def plain(state: ProjectState, model: ModelState) -> None:
        """Stands for Django's own."""

    before = ProjectState.add_model  # of tests that begin with a new database the session's own
    with monkeypatch.context() as outside:
        outside.setattr(ProjectState, "add_model", plain)
        with new_models_alone():
            assert ProjectState.add_model is not plain
        assert ProjectState.add_model is plain
    assert ProjectState.add_model is before
