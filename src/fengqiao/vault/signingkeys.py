"""The keys with which this installation signs what leaves it: Ed25519, in versions, beside the other keys.

A key is named by the digest of its public half, so that the two sides can compare it on the telephone.
"""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from .agreement import AgreementKey
from .errors import KeysExist, KeysMissing, SealBroken
from .keyfiles import KeyFile, read_key, write_key
from .sm3 import sm3_hex

USE = "exchange"
_P = 2**255 - 19
_NAME = re.compile(r"exchange-(\d{4,})\.key\Z")


def key_id(public: bytes) -> str:
    """The name of a key: 16 hexadecimal digits of the SM3 digest of its 32 public bytes."""
    return sm3_hex(public)[:16]


def is_signed_by(public: bytes, data: bytes, signature: bytes) -> bool:
    """Whether ``signature`` over ``data`` was made with the private half of ``public``."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True


def agreement_public(public: bytes) -> bytes:
    """The key with which one seals for whoever signs with ``public``: the same point on the other form of the curve.

    RFC 7748, 4.1: u = (1 + y) / (1 - y). So nobody has to register a second key. Raises SealBroken.
    """
    y = int.from_bytes(public, "little") & ((1 << 255) - 1)
    if len(public) != 32 or (1 - y) % _P == 0:
        raise SealBroken("对方的公钥不能用。请重新登记。")
    return ((1 + y) * pow(1 - y, -1, _P) % _P).to_bytes(32, "little")


@dataclass(frozen=True)
class SigningKey:
    """One key pair. ``public`` is handed to the other side."""

    version: int
    made_on: date | None
    public: bytes
    _private: Ed25519PrivateKey

    def __repr__(self) -> str:
        return f"<SigningKey {self.version} {self.key_id}>"

    @classmethod
    def of(cls, raw: bytes, version: int = 1, made_on: date | None = None) -> SigningKey:
        """The pair of a 32-byte private key."""
        private = Ed25519PrivateKey.from_private_bytes(raw)
        return cls(version, made_on, private.public_key().public_bytes_raw(), private)

    @classmethod
    def new(cls) -> SigningKey:
        """A pair that is kept nowhere."""
        return cls.of(Ed25519PrivateKey.generate().private_bytes_raw())

    @property
    def key_id(self) -> str:
        return key_id(self.public)

    def sign(self, data: bytes) -> bytes:
        """The 64-byte signature."""
        return self._private.sign(data)

    def agreement(self) -> AgreementKey:
        """The pair with which what is sealed for this key is opened; its public half is :func:`agreement_public`."""
        return AgreementKey.of(hashlib.sha512(self._private.private_bytes_raw()).digest()[:32])


def signing_keys(directory: Path) -> list[SigningKey]:
    """Every signing key of the installation, the newest last; empty before the first is made."""
    if not directory.is_dir():
        return []
    found = sorted(int(match[1]) for name in os.listdir(directory) if (match := _NAME.match(name)))
    files = [read_key(directory / _name(version), USE) for version in found]
    return [SigningKey.of(file.key, file.version, file.made_on) for file in files]


def current_signing_key(directory: Path) -> SigningKey:
    """The key that signs now. Raises `KeysMissing` when none was made."""
    keys = signing_keys(directory)
    if not keys:
        raise KeysMissing("本机还没有往来签名密钥。请系统管理员在“往来单位”页生成，再把公钥交给对方登记。")
    return keys[-1]


def make_signing_key(directory: Path, *, on: date) -> SigningKey:
    """Adds a key, which signs from now on. The older ones stay: what they signed can still be checked."""
    version = max((key.version for key in signing_keys(directory)), default=0) + 1
    private = Ed25519PrivateKey.generate().private_bytes_raw()
    try:
        write_key(directory, _name(version), KeyFile(USE, version, private, on))
    except FileExistsError:
        raise KeysExist(f"刚刚已有人生成第{version}版签名密钥，本次不再生成。请刷新后查看。") from None
    return SigningKey.of(private, version, on)


def _name(version: int) -> str:
    return f"exchange-{version:04d}.key"
