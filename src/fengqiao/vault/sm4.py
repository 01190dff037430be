"""SM4 in GCM mode (GB/T 32907-2016, RFC 8998): the one cipher of the vault."""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

KEY_BYTES = 16
NONCE_BYTES = 12
TAG_BYTES = 16

__all__ = [
    "KEY_BYTES",
    "NONCE_BYTES",
    "TAG_BYTES",
    "InvalidTag",
    "decrypt",
    "encrypt",
    "new_key",
    "new_nonce",
]


def new_key() -> bytes:
    """128 random bits."""
    return os.urandom(KEY_BYTES)


def new_nonce() -> bytes:
    """96 random bits. One key seals a few thousand values at most, far from where random nonces repeat."""
    return os.urandom(NONCE_BYTES)


def encrypt(key: bytes, nonce: bytes, plain: bytes, also_bound: bytes) -> bytes:
    """Ciphertext followed by the 16-byte tag; `also_bound` is authenticated but not contained."""
    encryptor = Cipher(algorithms.SM4(key), modes.GCM(nonce)).encryptor()
    encryptor.authenticate_additional_data(also_bound)
    return encryptor.update(plain) + encryptor.finalize() + encryptor.tag


def decrypt(key: bytes, nonce: bytes, sealed: bytes, also_bound: bytes) -> bytes:
    """The plain bytes. Raises `InvalidTag` when key, nonce, ciphertext or `also_bound` differ from sealing."""
    if len(sealed) < TAG_BYTES:
        raise InvalidTag
    cipher = Cipher(algorithms.SM4(key), modes.GCM(nonce, sealed[-TAG_BYTES:]))
    decryptor = cipher.decryptor()
    decryptor.authenticate_additional_data(also_bound)
    return decryptor.update(sealed[:-TAG_BYTES]) + decryptor.finalize()
