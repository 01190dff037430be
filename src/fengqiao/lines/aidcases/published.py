"""What legal aid cases tell other lines: what they count, so that figures over several lines read the same definitions."""

from __future__ import annotations

from fengqiao.lines.aidcases.indicators import NOTICES, TAKEN

__all__ = ["NOTICES", "TAKEN"]
