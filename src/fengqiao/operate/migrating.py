"""Migrating from nothing in a third of the time: a new model is rendered by itself.

Django renders every model again that is related to a new one, and nearly every table here is related to matter and staff: so each of
three hundred steps rendered fifty models. What a new table is made from is its own model alone; where code of a migration reads models,
all of them are rendered afresh first, as Django does itself for delayed changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.migrations.state import ModelState, ProjectState


def _add_model(state: ProjectState, model: ModelState) -> None:
    key = model.app_label, model.name_lower
    state.models[key] = model
    if state._relations is not None:  # type: ignore[attr-defined]
        state.resolve_model_relations(key)
    if "apps" in state.__dict__:
        state.is_delayed = True
        state.apps.render_multiple([model])


@contextmanager
def new_models_alone() -> Iterator[None]:
    """Migrate inside the block."""
    before = ProjectState.add_model
    ProjectState.add_model = _add_model  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        ProjectState.add_model = before  # type: ignore[method-assign]
