"""File names that every system takes: Linux, Windows, a USB stick."""

from __future__ import annotations

import re
import unicodedata

MOST_BYTES = 180  # of 255; leaves room for an ending and a mark of work in progress
_WIDE = str.maketrans(
    {"/": "／", "\\": "＼", ":": "：", "*": "＊", "?": "？", '"': "”", "<": "＜", ">": "＞", "|": "｜"}
)
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def safe(name: str, most_bytes: int = MOST_BYTES) -> str:
    """The name with what some system refuses put another way; never empty, at most ``most_bytes`` in UTF-8."""
    text = unicodedata.normalize("NFC", name).translate(_WIDE)
    text = "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    text = re.sub(r"\s+", " ", text).strip().strip(".")
    if _RESERVED.match(text):
        text = f"_{text}"
    while len(text.encode()) > most_bytes:
        text = text[:-1]
    return text.rstrip(" .") or "未命名"
