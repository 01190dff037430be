"""The SM3 chain of a timeline: each entry's hash covers its content and the hash before it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from fengqiao.matter.models import Entry
from fengqiao.vault import sm3


def entry_hash(entry: Entry) -> bytes:
    """32 bytes over the entry's content and ``prior_hash``."""
    content = {
        "matter": entry.matter_id.hex,
        "seq": entry.seq,
        "action": entry.action,
        "happened_on": entry.happened_on.isoformat(),
        "happened_at": _instant(entry.happened_at),
        "recorded_at": _instant(entry.recorded_at),
        "actor": entry.actor_id,
        "as_whom": entry.as_whom,
        "behalf_of": entry.behalf_of,
        "batch": entry.batch.hex if entry.batch else None,
        "private": entry.private,
        "data": entry.data,
    }
    return sm3(bytes(entry.prior_hash) + canonical(content))


def canonical(content: Mapping[str, Any]) -> bytes:
    """One byte form per content: sorted keys, no spaces, UTF-8."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _instant(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat() if at else None


def refuse_unstable(value: Any) -> None:
    """Raises ValueError for what PostgreSQL's jsonb would not give back as it was: floats and NUL."""
    if isinstance(value, float):
        raise ValueError("no floats in a timeline: use whole fen or text")
    if isinstance(value, str) and "\x00" in value:
        raise ValueError("no NUL in a timeline")
    if isinstance(value, dict):
        for each in value.values():
            refuse_unstable(each)
    elif isinstance(value, list | tuple):
        for each in value:
            refuse_unstable(each)
