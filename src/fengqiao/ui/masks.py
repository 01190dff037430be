"""Personal particulars as shown to eyes that need not see them whole: the vault's masks under the tags' names."""

from __future__ import annotations

from fengqiao.vault.masks import mask_id_number as mask_id
from fengqiao.vault.masks import mask_name, mask_phone

__all__ = ["mask_id", "mask_name", "mask_phone"]
