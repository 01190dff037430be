"""The data keys of this room and of the citizens' pages, wrapped by the master key; what they seal opens only in its row."""

from __future__ import annotations

from django.db import transaction

from fengqiao.messages.models import SealingKey
from fengqiao.orgs.keys import ring
from fengqiao.vault import DataKey, KeyRing, VaultError

_NAME = "messages"


def data_key(name: str = _NAME) -> DataKey:
    """The key of this room, or of another by its name, made when it is first needed."""
    kept = SealingKey.objects.filter(pk=name).first()
    if kept is None:
        kept, _ = SealingKey.objects.get_or_create(pk=name, defaults={"wrapped": bytes(ring().new_data_key())})
    return ring().unwrap(kept.wrapped)


@transaction.atomic
def rewrap(keys: KeyRing) -> bool:
    """Move the keys to the current master key; whether any moved. What they sealed is not touched."""
    return any([_rewrap(kept, keys) for kept in SealingKey.objects.select_for_update().order_by("pk")])


def _rewrap(kept: SealingKey, keys: KeyRing) -> bool:
    new = keys.rewrap(kept.wrapped)
    if new == bytes(kept.wrapped):
        return False
    if keys.unwrap(new).subkey(b"rewrap proof") != keys.unwrap(kept.wrapped).subkey(b"rewrap proof"):
        raise VaultError("通知的数据密钥改由新主密钥保护后不一致，没有保存。请停止操作并报告。")
    kept.wrapped = bytes(new)
    kept.save(update_fields=["wrapped"])
    return True
