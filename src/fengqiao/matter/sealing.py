"""What personal values look like in a timeline: sealed under the matter's own key, opened only on reading."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from fengqiao.matter.needs import Choice, Day, Need, Number, OtherValue, Rows, Yes, needs_named
from fengqiao.vault import DataKey, is_sealed

CHANGES, BEFORE = "changes", "before"


def seal_data(
    data: Mapping[str, Any], needs: tuple[Need, ...], key: DataKey, matter_id: UUID, party_needs: tuple[Need, ...] = ()
) -> dict[str, Any]:
    """The same data with every personal or private text sealed; other values unchanged."""
    named = needs_named(needs)
    sealed = {name: _seal(value, named.get(name), key, matter_id) for name, value in data.items()}
    for name in (CHANGES, BEFORE):  # what changes about a party is as personal as what was first said
        if isinstance(sealed.get(name), dict):
            sealed[name] = seal_data(sealed[name], party_needs, key, matter_id)
    return sealed


def needs_of_correcting(needs: tuple[Need, ...], corrected: tuple[Need, ...], field: str) -> tuple[Need, ...]:
    """The needs of a correction: what stood there and what should is as plain as it was, where it is a day, a choice or a number that is nobody's."""
    if any(need.private for need in corrected):
        return needs
    need = needs_named(corrected).get(field)
    plain = isinstance(need, Choice | Day | Yes | Number) and not need.personal
    return tuple(each for each in needs if not isinstance(each, OtherValue)) if plain or field == "happened_on" else needs


def _seal(value: Any, need: Need | None, key: DataKey, matter_id: UUID) -> Any:
    if need is None or value in (None, "", []):
        return value
    if isinstance(need, OtherValue):
        return _seal_texts(value, key, matter_id)
    if isinstance(need, Rows):
        return [seal_data(row, need.of, key, matter_id) for row in value]
    if need.personal or need.private:
        return key.seal(str(value), bound_to=matter_id.bytes)
    return value


def _seal_texts(value: Any, key: DataKey, matter_id: UUID) -> Any:
    """Every text inside the value sealed, its form kept."""
    if isinstance(value, str):
        return key.seal(value, bound_to=matter_id.bytes)
    if isinstance(value, dict):
        return {name: _seal_texts(each, key, matter_id) for name, each in value.items()}
    if isinstance(value, list):
        return [_seal_texts(each, key, matter_id) for each in value]
    return value


def opener(key: DataKey, matter_id: UUID) -> Callable[[Any], Any]:
    """A function that opens every sealed text inside a value."""

    def open_value(value: Any) -> Any:
        if isinstance(value, str):
            return key.open(value, bound_to=matter_id.bytes) if is_sealed(value) else value
        if isinstance(value, dict):
            return {name: open_value(each) for name, each in value.items()}
        if isinstance(value, list):
            return [open_value(each) for each in value]
        return value

    return open_value
