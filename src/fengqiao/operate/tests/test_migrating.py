"""Models rendered by themselves: what a migration is given, and what is in the database after all, is the same as by Django's own way."""

from __future__ import annotations

from itertools import chain

import pytest
from django.apps import apps
from django.db import connection, models
from django.db.migrations.state import ModelState, ProjectState

from fengqiao.operate.migrating import models_alone

KEY = [("id", models.BigAutoField(primary_key=True))]
MATTER = ModelState("matters", "Matter", [*KEY, ("title", models.CharField(max_length=10))])
ENTRY = ModelState("matters", "Entry", [*KEY, ("matter", models.ForeignKey("matters.Matter", models.CASCADE, related_name="entries"))])
CASE = ModelState("matters", "Case", [], bases=("matters.Matter",))


def test_a_new_table_knows_what_it_points_to_and_what_it_is_a_kind_of() -> None:
    with models_alone():
        state = ProjectState()
        state.add_model(MATTER.clone())
        first = state.apps.get_model("matters", "Matter")
        for added in (ENTRY, CASE):
            state.add_model(added.clone())
        assert state.apps.get_model("matters", "Matter") is first  # nothing else was rendered again
        assert state.apps.get_model("matters", "Entry")._meta.get_field("matter").related_model is first
        assert state.apps.get_model("matters", "Case")._meta.parents.keys() == {first}


def test_code_of_a_migration_reads_models_that_all_know_each_other() -> None:
    with models_alone():
        state = ProjectState()
        state.add_model(MATTER.clone())
        assert state.apps
        state = state.clone()
        state.add_model(ENTRY.clone())
        state.clear_delayed_apps_cache()  # as RunPython does
    matter, entry = (state.apps.get_model("matters", name) for name in ("Matter", "Entry"))
    assert matter._meta.get_field("entries").related_model is entry


def test_a_new_column_or_index_renders_its_own_model_alone() -> None:
    with models_alone():
        state = ProjectState()
        for added in (MATTER, ENTRY):
            state.add_model(added.clone())
        matter = state.apps.get_model("matters", "Matter")
        pointer = models.ForeignKey("matters.Matter", models.CASCADE, related_name="continued_by", null=True)
        state.add_field("matters", "entry", "onward", pointer, preserve_default=True)
        state.add_field("matters", "entry", "place", models.IntegerField(default=7), preserve_default=False)
        state.add_index("matters", "entry", models.Index("place", name="by_place"))
    entry = state.apps.get_model("matters", "Entry")
    assert state.apps.get_model("matters", "Matter") is matter
    assert entry._meta.get_field("onward").related_model is matter
    assert not entry._meta.get_field("place").has_default()  # the rows there are had it; new ones have none
    assert [index.name for index in entry._meta.indexes] == ["by_place"]


@pytest.mark.django_db
def test_after_all_migrations_every_column_key_and_index_of_the_models_is_in_the_database() -> None:
    missing = []
    with connection.cursor() as cursor:
        for model in (each for each in apps.get_models(include_auto_created=True) if each._meta.managed):
            table = model._meta.db_table
            columns = {column.name for column in connection.introspection.get_table_description(cursor, table)}
            kept = connection.introspection.get_constraints(cursor, table)
            pointing = {tuple(each["columns"]) for each in kept.values() if each["foreign_key"]}
            missing += [f"{table}.{field.column}" for field in model._meta.local_concrete_fields if field.column not in columns]
            missing += [f"{table}.{each.name}" for each in chain(model._meta.indexes, model._meta.constraints) if each.name not in kept]
            missing += [
                f"{table}.{field.column}: key" for field in model._meta.local_concrete_fields
                if isinstance(field, models.ForeignKey) and field.db_constraint and (field.column,) not in pointing
            ]  # fmt: skip
            assert columns == {field.column for field in model._meta.local_concrete_fields}, table
    assert missing == []


def test_afterwards_django_is_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    def plain(state: ProjectState, model: ModelState) -> None:
        """Stands for Django's own."""

    before = ProjectState.add_model  # of tests that begin with a new database the session's own
    with monkeypatch.context() as outside:
        outside.setattr(ProjectState, "add_model", plain)
        with models_alone():
            assert ProjectState.add_model is not plain
        assert ProjectState.add_model is plain
    assert ProjectState.add_model is before
