"""SM3 digests (GB/T 32905-2016) and HMAC-SM3, by OpenSSL through `cryptography`."""

from __future__ import annotations

import hmac as _constant_time

from cryptography.hazmat.primitives import hashes, hmac

DIGEST_BYTES = 32


def sm3(data: bytes) -> bytes:
    """The 32-byte SM3 digest of `data`."""
    running = hashes.Hash(hashes.SM3())
    running.update(data)
    return running.finalize()


def sm3_hex(data: bytes) -> str:
    """The SM3 digest of `data` as 64 lower-case hexadecimal digits."""
    return sm3(data).hex()


class Sm3:
    """An SM3 digest fed in pieces, for streams. After `hexdigest()` nothing can be added."""

    def __init__(self) -> None:
        self._running = hashes.Hash(hashes.SM3())

    def update(self, piece: bytes) -> None:
        self._running.update(piece)

    def hexdigest(self) -> str:
        return self._running.finalize().hex()


def hmac_sm3(key: bytes, data: bytes) -> bytes:
    """The 32-byte HMAC-SM3 of `data` (RFC 2104 with SM3)."""
    running = hmac.HMAC(key, hashes.SM3())
    running.update(data)
    return running.finalize()


def same(one: bytes, other: bytes) -> bool:
    """Whether two digests are equal, in a time that does not depend on where they differ."""
    return _constant_time.compare_digest(one, other)
