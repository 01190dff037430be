"""A new master key: every matter's data key is wrapped anew, in batches. What the data keys sealed is never touched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from uuid import UUID

from django.db import connection, transaction

from fengqiao.matter.models import Matter
from fengqiao.vault import KeyRing, VaultError, WrappedKey

BATCH = 500
_PROOF = b"rewrap proof"


class RewrapFailed(VaultError):
    """A rewrapped key is not the key it was; nothing of its batch was kept."""


def versions_in_use(apart: bool = False) -> dict[int, int]:
    """How many matters each version of the master key protects; ``apart``: of the key for what is sealed by statute."""
    counted: Counter[int] = Counter()
    for (wrapped,) in Matter.objects.filter(shredded=False).values_list("data_key").iterator(chunk_size=5000):
        if (token := WrappedKey(bytes(wrapped))).apart == apart:
            counted[token.master_version] += 1
    return dict(sorted(counted.items()))


def rewrap_all(ring: KeyRing, say: Callable[[int], None] = lambda done: None) -> int:
    """Move every data key to the current master key; returns how many moved. May be broken off and begun again."""
    moved, last = 0, UUID(int=0)
    while True:
        seen, changed, last = _rewrap_batch(ring, last)
        moved += changed
        if not seen:
            return moved
        say(moved)


@transaction.atomic
def _rewrap_batch(ring: KeyRing, after: UUID) -> tuple[int, int, UUID]:
    """One batch behind ``after`` in the order of ids, its rows locked: how many seen, how many changed, the last id."""
    rows = list(
        Matter.objects.select_for_update().filter(pk__gt=after).order_by("pk").values_list("pk", "data_key", "sealed")[:BATCH]
    )
    changed = {}
    for pk, wrapped, sealed in rows:
        new = ring.rewrap(wrapped, apart=sealed)
        if new != bytes(wrapped):
            _prove_same(ring, bytes(wrapped), new, pk)
            changed[pk] = bytes(new)
    if changed:
        with connection.cursor() as cursor:
            cursor.execute(
                "update matter_matter set data_key = moved.wrapped"
                " from unnest(%s::uuid[], %s::bytea[]) as moved(id, wrapped) where matter_matter.id = moved.id",
                [list(changed), list(changed.values())],
            )
    return len(rows), len(changed), rows[-1][0] if rows else after


def _prove_same(ring: KeyRing, old: bytes, new: WrappedKey, pk: UUID) -> None:
    if ring.unwrap(old).subkey(_PROOF) != ring.unwrap(new).subkey(_PROOF):
        raise RewrapFailed(f"案件{pk}的数据密钥改由新主密钥保护后不一致，这一批没有保存。请停止操作并报告。")


def check_all(ring: KeyRing) -> list[UUID]:
    """The matters whose data key is not under the current master key of its kind, or does not open; a shredded one has none."""
    wrong = []
    there = Matter.objects.filter(shredded=False).order_by("pk").values_list("pk", "data_key", "sealed")
    for pk, wrapped, sealed in there.iterator(chunk_size=2000):
        try:
            ring.unwrap(wrapped)
            token = WrappedKey(bytes(wrapped))
            current = ring.is_current(token) and token.apart == sealed
        except VaultError:
            current = False
        if not current:
            wrong.append(pk)
    return wrong
