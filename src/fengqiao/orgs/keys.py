"""The key ring of this installation, opened once per process."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings

from fengqiao.vault import KeyRing


@lru_cache(maxsize=1)
def ring() -> KeyRing:
    """The key ring beside the data home. Raises the vault's own sentence when keys are missing."""
    return KeyRing.open(settings.HOME / "keys")
