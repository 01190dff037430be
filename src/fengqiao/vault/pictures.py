"""How large a picture is, read from its head without decoding it."""

from __future__ import annotations

import struct
from typing import BinaryIO

MOST_PIXELS = 120_000_000  # the largest telephone cameras; decoded it is 360 MB, more is a bomb and no photograph
_SIZED = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_BARE = {0x01, *range(0xD0, 0xD9)}


def pixels_of(file: BinaryIO) -> tuple[int, int] | None:
    """Width and height of a PNG or JPEG; None where its head does not say. The file is left anywhere."""
    file.seek(0)
    head = file.read(24)
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return struct.unpack(">II", head[16:24]) if head[12:16] == b"IHDR" and len(head) == 24 else None
    file.seek(2)
    while len(mark := file.read(2)) == 2 and mark[0] == 0xFF:
        if mark[1] == 0xFF or mark[1] in _BARE:
            file.seek(-1 if mark[1] == 0xFF else 0, 1)
            continue
        length = file.read(2)
        if len(length) < 2:
            return None
        if mark[1] in _SIZED:
            body = file.read(5)
            if len(body) < 5:
                return None
            height, width = struct.unpack(">HH", body[1:5])
            return width, height
        file.seek(max(0, struct.unpack(">H", length)[0] - 2), 1)
    return None
