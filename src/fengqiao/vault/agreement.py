"""Sealing for another machine that shares no secret with this one: X25519 agreement, a key of its own for each letter.

The sender makes a pair for this one letter, agrees with the recipient's public key and keeps nothing; only the private
half of the recipient opens it. Who wrote it is another question: that is what a signature is for.
"""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from .datakey import DataKey
from .errors import SealBroken
from .sm3 import hmac_sm3

KEY_BYTES = 32
_DOMAIN = b"fengqiao agreement 1\x00"


class AgreementKey:
    """One pair. It never shows its private half but to be kept sealed."""

    __slots__ = ("_private", "public")

    def __init__(self, private: X25519PrivateKey) -> None:
        self._private = private
        self.public = private.public_key().public_bytes_raw()

    def __repr__(self) -> str:
        return "<AgreementKey>"

    @classmethod
    def new(cls) -> AgreementKey:
        return cls(X25519PrivateKey.generate())

    @classmethod
    def of(cls, raw: bytes) -> AgreementKey:
        """The pair of a 32-byte private half. Raises ValueError."""
        return cls(X25519PrivateKey.from_private_bytes(raw))

    def to_keep(self) -> bytes:
        """The private half, to be sealed at rest."""
        return self._private.private_bytes_raw()

    def open_with(self, once: bytes) -> DataKey:
        """The key of a letter sealed for this pair; ``once`` is what its sender sent along. Raises SealBroken."""
        return DataKey(_key(self._private, once, once, self.public))


def seal_for(public: bytes) -> tuple[bytes, DataKey]:
    """A public half that travels with the letter, and the letter's key. Raises SealBroken for what is no public key."""
    once = X25519PrivateKey.generate()
    travels = once.public_key().public_bytes_raw()
    return travels, DataKey(_key(once, public, travels, public))


def _key(private: X25519PrivateKey, public: bytes, once: bytes, recipient: bytes) -> bytes:
    try:
        shared = private.exchange(X25519PublicKey.from_public_bytes(public))
    except ValueError:
        raise SealBroken("对方的公钥不能用。请重新配对。") from None
    return hmac_sm3(shared, _DOMAIN + once + recipient)[:16]
