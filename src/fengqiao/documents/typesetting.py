"""The typesetter: one typst compiler per process and template, with the two Chinese fonts of the font wheel only.

System fonts are ignored, so a page looks the same on a machine without any font. A compiler is not for two threads
at once ("Already borrowed"): calls queue up behind a lock, 15 to 40 ms each.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path

import pylopdf_fonts_zh_cn
import typst

TEMPLATES = Path(__file__).parent
_lock = threading.Lock()


@lru_cache(maxsize=1)
def fonts() -> typst.Fonts:
    """The two Chinese fonts, and no others."""
    folder = str(pylopdf_fonts_zh_cn.serif_path().parent)
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


@lru_cache(maxsize=4)
def _compiler(template: str) -> typst.Compiler:
    return typst.Compiler(input=str(TEMPLATES / template), root=str(TEMPLATES), font_paths=fonts())


def typeset(template: str, data: Mapping[str, object], *, made_at: datetime | None = None) -> bytes:
    """The PDF of a template of this folder with this data. `made_at`, with its zone, is written into it."""
    inputs = {"paper": json.dumps({**data, "dated": made_at is not None}, ensure_ascii=False, separators=(",", ":"))}
    with _lock:
        made = _compiler(template).compile(
            format="pdf", sys_inputs=inputs, timestamp=made_at and int(made_at.timestamp())
        )
    if not isinstance(made, bytes):
        raise TypeError(f"排版没有返回一份PDF，而是{type(made).__name__}。")
    return made
