"""Rows whose content is sealed: each under a data key of its own, wrapped by the installation's master key."""

from __future__ import annotations

import json
from typing import Any

from django.apps import apps
from django.db import models, transaction

from fengqiao.matter.keys import ring
from fengqiao.matter.models import Matter
from fengqiao.vault import KeyRing, WrappedKey

BATCH = 500


class SealedRow(models.Model):
    """A row whose content is sealed under a data key of its own."""

    data_key = models.BinaryField("数据密钥（已包裹）")
    sealed = models.TextField("内容（加密）")

    class Meta:
        abstract = True

    def put(self, text: str, bound_to: bytes) -> None:
        """Seal the text under a new key of this row."""
        wrapped = ring().new_data_key()
        self.data_key, self.sealed = bytes(wrapped), ring().unwrap(wrapped).seal(text, bound_to=bound_to)

    def taken(self, bound_to: bytes) -> str:
        """The text again. Raises the vault's SealBroken when the row was changed."""
        return ring().unwrap(self.data_key).open(self.sealed, bound_to)

    def put_json(self, value: Any, bound_to: bytes) -> None:
        self.put(json.dumps(value, ensure_ascii=False, sort_keys=True), bound_to)

    def taken_json(self, bound_to: bytes) -> Any:
        return json.loads(self.taken(bound_to))


def rewrap_rows(keys: KeyRing) -> int:
    """Move every row's data key to the current master key, in batches; returns how many moved. May be begun again.

    Every table with data keys of its own is meant, whichever room it is in; matters are moved by the desk's own command.
    """
    return sum(_rewrap_table(model, keys) for model in tables())


def tables() -> list[type[models.Model]]:
    """The tables whose rows have a data key of their own, matters apart."""
    found = [m for m in apps.get_models() if any(f.name == "data_key" for f in m._meta.local_fields)]
    return [model for model in found if not issubclass(model, Matter)]


def _rewrap_table(model: type[Any], keys: KeyRing) -> int:
    moved, last = 0, 0
    while True:
        with transaction.atomic():
            rows = list(
                model._default_manager.select_for_update().filter(pk__gt=last).order_by("pk").only("data_key")[:BATCH]
            )
            behind = [row for row in rows if WrappedKey(bytes(row.data_key)).master_version != keys.current_version]
            for row in behind:
                row.data_key = bytes(keys.rewrap(row.data_key))
            model._default_manager.bulk_update(behind, ["data_key"])
        if not rows:
            return moved
        moved, last = moved + len(behind), rows[-1].pk
