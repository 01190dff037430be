"""The key ring that wraps the matters' own keys: this installation's, opened once per process."""

from __future__ import annotations

from fengqiao.orgs.keys import ring

__all__ = ["ring"]
