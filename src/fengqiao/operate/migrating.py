"""Migrating from nothing in a fifth of the time: a model that is new, or has something more, is rendered by itself.

Django renders every model again that is related to a changed one, and nearly every table here is related to matter and staff: so each of
three hundred steps rendered fifty models. What a new table, column, index or constraint is made from is its own model alone; where code of
a migration reads models, all of them are rendered afresh first, as Django does itself for delayed changes. A column that is altered or
taken away can change others that point to it: there all are rendered as Django does.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.migrations.state import ModelState, ProjectState
from django.db.models.fields import NOT_PROVIDED


def _add_model(state: ProjectState, model: ModelState) -> None:
    key = model.app_label, model.name_lower
    state.models[key] = model
    if state._relations is not None:  # type: ignore[attr-defined]
        state.resolve_model_relations(key)
    _render(state, *key)


def _add_field(state: ProjectState, app_label: str, model_name: str, name: str, field: Any, preserve_default: bool) -> None:
    key = app_label, model_name
    if not preserve_default:
        field = field.clone()
        field.default = NOT_PROVIDED
    state.models[key].fields[name] = field
    if state._relations is not None:  # type: ignore[attr-defined]
        state.resolve_model_field_relations(key, name, field)
    _render(state, *key)


def _append_option(state: ProjectState, app_label: str, model_name: str, option_name: str, obj: Any) -> None:
    options = state.models[app_label, model_name].options
    options[option_name] = [*options[option_name], obj]
    _render(state, app_label, model_name)


def _render(state: ProjectState, app_label: str, model_name: str) -> None:
    """Only this model, if models were rendered at all so far."""
    if "apps" not in state.__dict__:
        return
    state.is_delayed = True
    with state.apps.bulk_update():
        state.apps.unregister_model(app_label, model_name)
    state.apps.render_multiple([state.models[app_label, model_name]])


OWN = {"add_model": _add_model, "add_field": _add_field, "_append_option": _append_option}


@contextmanager
def models_alone() -> Iterator[None]:
    """Migrate inside the block."""
    before = {name: getattr(ProjectState, name) for name in OWN}
    for name, own in OWN.items():
        setattr(ProjectState, name, own)
    try:
        yield
    finally:
        for name, djangos in before.items():
            setattr(ProjectState, name, djangos)
