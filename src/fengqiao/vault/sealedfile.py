"""A file at rest under a data key, in chunks, so that a large scan needs no large memory.

Layout: `FQF1`, 16 bytes of salt, then chunks of 64 KiB of plain text, each SM4-GCM with its tag. The file's own
key is derived from the store's data key and the salt; the nonce of a chunk is its number and whether it is the
last, so that chunks cannot be dropped, doubled, swapped or cut off without being noticed.
"""

from __future__ import annotations

import io
import os
from typing import BinaryIO

from . import sm4
from .datakey import DataKey
from .errors import FileDamaged

_MARK = b"FQF1"
_SALT_BYTES = 16
_HEADER_BYTES = len(_MARK) + _SALT_BYTES
CHUNK_BYTES = 64 * 1024
_SEALED_CHUNK_BYTES = CHUNK_BYTES + sm4.TAG_BYTES


def sealed_size(plain_bytes: int) -> int:
    """How many bytes a file of `plain_bytes` takes when sealed. An empty file still has one (empty) chunk."""
    chunks = max(1, -(-plain_bytes // CHUNK_BYTES))
    return _HEADER_BYTES + plain_bytes + chunks * sm4.TAG_BYTES


def _nonce(number: int, is_last: bool) -> bytes:
    return number.to_bytes(sm4.NONCE_BYTES - 1, "big") + (b"\x01" if is_last else b"\x00")


class SealingReader(io.RawIOBase):
    """Reads a plain file and gives its sealed form; `name` (the digest) is bound into every chunk."""

    def __init__(self, source: BinaryIO, key: DataKey, name: str) -> None:
        salt = os.urandom(_SALT_BYTES)
        self._key = key.subkey(b"file" + salt)
        self._name = name.encode("ascii")
        self._source = source
        self._ready = _MARK + salt
        self._ahead = source.read(CHUNK_BYTES)
        self._number = 0
        self._done = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if not self._ready and not self._done:
            self._ready = self._next_chunk()
        piece, self._ready = self._ready[: len(buffer)], self._ready[len(buffer) :]
        buffer[: len(piece)] = piece
        return len(piece)

    def _next_chunk(self) -> bytes:
        current, self._ahead = self._ahead, self._source.read(CHUNK_BYTES)
        self._done = not self._ahead
        nonce = _nonce(self._number, self._done)
        self._number += 1
        return sm4.encrypt(self._key, nonce, current, self._name)


class OpenedFile(io.RawIOBase):
    """The plain text of a sealed file, readable from any place. Raises `FileDamaged` at the chunk that differs.

    `begins`: how many bytes lie before it in the same file.
    """

    def __init__(self, sealed: BinaryIO, key: DataKey, name: str, *, begins: int = 0) -> None:
        self._sealed = sealed
        self._begins = begins
        self._label = name
        self._name = name.encode("ascii")
        total = sealed.seek(0, 2) - begins
        sealed.seek(begins)
        header = sealed.read(_HEADER_BYTES)
        body = total - _HEADER_BYTES
        self._chunks = -(-body // _SEALED_CHUNK_BYTES)
        self._size = body - self._chunks * sm4.TAG_BYTES
        if header[: len(_MARK)] != _MARK or len(header) != _HEADER_BYTES or self._size < 0 or self._chunks < 1:
            raise self._damaged()
        self._key = key.subkey(b"file" + header[len(_MARK) :])
        self._place = 0
        self._held_number = -1
        self._held = b""

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._place

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._size}[whence]
        if base + offset < 0:
            raise ValueError("negative seek position")
        self._place = base + offset
        return self._place

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if self._place >= self._size and self._size > 0:
            return 0
        number, within = divmod(self._place, CHUNK_BYTES)
        piece = self._chunk(number)[within : within + len(buffer)]
        buffer[: len(piece)] = piece
        self._place += len(piece)
        return len(piece)

    def close(self) -> None:
        self._sealed.close()
        super().close()

    def _chunk(self, number: int) -> bytes:
        if number != self._held_number:
            self._sealed.seek(self._begins + _HEADER_BYTES + number * _SEALED_CHUNK_BYTES)
            sealed = self._sealed.read(_SEALED_CHUNK_BYTES)
            try:
                self._held = sm4.decrypt(self._key, _nonce(number, number == self._chunks - 1), sealed, self._name)
            except sm4.InvalidTag:
                raise self._damaged() from None
            self._held_number = number
        return self._held

    def _damaged(self) -> FileDamaged:
        return FileDamaged(
            f"加密保存的文件（{self._label}）解不开：内容被改动、截断，或者不是用本系统的密钥加密的。"
            "请勿覆盖，从最近的备份中恢复该文件，再运行 fengqiao verify。"
        )
