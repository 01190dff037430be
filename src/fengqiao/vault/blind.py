"""Blind indexes: find a sealed value by its exact text without storing the text (HMAC-SM3, 16 bytes)."""

from __future__ import annotations

from .sm3 import hmac_sm3

INDEX_BYTES = 16


class BlindIndex:
    """Turns a normalised value into 16 bytes for an indexed column.

    Without the key the bytes cannot be recomputed by trying all numbers, which for phones takes minutes.
    The key has no versions: a new one means computing every index anew, so it is kept as long as the data.
    """

    __slots__ = ("_key",)

    def __init__(self, key: bytes) -> None:
        if len(key) < 16:
            raise ValueError("a blind index key has at least 16 bytes")
        self._key = key

    def __repr__(self) -> str:
        return "<BlindIndex>"

    def of(self, kind: str, normalised_value: str) -> bytes:
        """The index of a value of one kind (`id_number`, `phone`); equal values of two kinds differ.

        Normalise first: `parse_id_number(raw).number`, `parse_phone(raw).digits`.
        """
        if not kind or "\x00" in kind:
            raise ValueError("kind is a short name without NUL")
        message = kind.encode("utf-8") + b"\x00" + normalised_value.encode("utf-8")
        return hmac_sm3(self._key, message)[:INDEX_BYTES]
