"""Which characters the PDF fonts can print: rare characters in names (生僻字) are found before the paper is printed."""

from __future__ import annotations

import struct
from functools import lru_cache
from pathlib import Path

import pylopdf_fonts_zh_cn

DRAWN = "☑"  # the template draws it
_SEGMENTED, _GROUPED = 4, 12  # the two kinds of cmap subtable that Unicode fonts carry


def unprintable(text: str) -> list[str]:
    """The characters of the text that neither PDF font has, each once, in the order they appear."""
    known = _printable()
    return [
        c
        for c in dict.fromkeys(text)
        if not c.isspace() and not _is_selector(c) and c not in DRAWN and ord(c) not in known
    ]


def _is_selector(character: str) -> bool:
    return 0xFE00 <= ord(character) <= 0xFE0F or 0xE0100 <= ord(character) <= 0xE01EF


@lru_cache(maxsize=1)
def _printable() -> frozenset[int]:
    paths = (pylopdf_fonts_zh_cn.serif_path(), pylopdf_fonts_zh_cn.sans_path())
    return frozenset().union(*(_code_points(path) for path in paths))


def _code_points(path: Path) -> set[int]:
    """The code points in an OpenType font's cmap table (OpenType 1.9, cmap formats 4 and 12)."""
    cmap = _table(path.read_bytes(), b"cmap")
    found: set[int] = set()
    for n in range(struct.unpack(">H", cmap[2:4])[0]):
        start = struct.unpack(">HHI", cmap[4 + 8 * n : 12 + 8 * n])[2]
        kind = struct.unpack(">H", cmap[start : start + 2])[0]
        if kind == _GROUPED:
            found |= _grouped(cmap[start:])
        elif kind == _SEGMENTED:
            found |= _segmented(cmap[start:])
    return found


def _table(font: bytes, tag: bytes) -> bytes:
    for n in range(struct.unpack(">H", font[4:6])[0]):
        name, _, offset, length = struct.unpack(">4sIII", font[12 + 16 * n : 28 + 16 * n])
        if name == tag:
            return font[offset : offset + length]
    raise ValueError(f"字体文件没有{tag.decode()}表，文件可能已损坏。")


def _grouped(table: bytes) -> set[int]:
    count = struct.unpack(">I", table[12:16])[0]
    groups = struct.iter_unpack(">III", table[16 : 16 + 12 * count])
    return {point for first, last, _ in groups for point in range(first, last + 1)}


def _segmented(table: bytes) -> set[int]:
    """Segments whose delta maps to glyph 0 do not occur in these fonts; the closing segment 0xFFFF is left out."""
    size = struct.unpack(">H", table[6:8])[0]
    ends = struct.unpack(f">{size // 2}H", table[14 : 14 + size])
    starts = struct.unpack(f">{size // 2}H", table[16 + size : 16 + 2 * size])
    return {
        point for first, last in zip(starts, ends, strict=True) if last != 0xFFFF for point in range(first, last + 1)
    }
