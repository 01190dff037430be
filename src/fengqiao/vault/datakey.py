"""The data key of one matter: seals its personal values as text that fits a JSON payload."""

from __future__ import annotations

import base64
import binascii
import re

from . import sm4
from .errors import NotSealed, SealBroken
from .sm3 import hmac_sm3

_MARK = "~1."
_SHAPE = re.compile(r"~1\.[A-Za-z0-9_-]{38,}\Z")  # 12 nonce + 16 tag = 28 bytes = 38 characters at least
DESTROYED = "（已销毁）"
_VALUE_DOMAIN = b"fengqiao value 1\x00"
_SUBKEY_DOMAIN = b"fengqiao subkey 1\x00"


def is_sealed(text: str) -> bool:
    """Whether `text` has the form of a sealed value; says nothing about whether it opens."""
    return _SHAPE.match(text) is not None


class DataKey:
    """An unwrapped 128-bit data key. It lives in memory only and never shows its bytes."""

    __slots__ = ("_key",)

    def __init__(self, key: bytes) -> None:
        if len(key) != sm4.KEY_BYTES:
            raise ValueError("a data key has 16 bytes")
        self._key = key

    def __repr__(self) -> str:
        return "<DataKey>"

    def seal(self, plain: str, *, bound_to: bytes) -> str:
        """`plain` as `~1.` and base64url of nonce, ciphertext and tag.

        `bound_to` says where the value belongs (a matter's id and the field's name): the result opens only
        with the same `bound_to`, so that a sealed value copied to another row or field does not pass.
        """
        nonce = sm4.new_nonce()
        sealed = sm4.encrypt(self._key, nonce, plain.encode("utf-8"), _VALUE_DOMAIN + bound_to)
        return _MARK + base64.urlsafe_b64encode(nonce + sealed).rstrip(b"=").decode("ascii")

    def open(self, token: str, bound_to: bytes) -> str:
        """The plain text. Raises `NotSealed` for text that was never sealed, `SealBroken` for a changed one."""
        raw = _token_bytes(token)
        nonce, sealed = raw[: sm4.NONCE_BYTES], raw[sm4.NONCE_BYTES :]
        try:
            return sm4.decrypt(self._key, nonce, sealed, _VALUE_DOMAIN + bound_to).decode("utf-8")
        except sm4.InvalidTag:
            raise SealBroken(
                "这项加密的个人信息无法解开：内容被改动过，或者被挪到了别的案件、别的栏目。"
                "请勿覆盖原记录，报系统管理员运行 fengqiao verify 核对本案，并从备份中找回。"
            ) from None

    def subkey(self, purpose: bytes) -> bytes:
        """A 128-bit key for another use of the same data key (files), from which this key cannot be found."""
        return hmac_sm3(self._key, _SUBKEY_DOMAIN + purpose)[: sm4.KEY_BYTES]


class DestroyedKey(DataKey):
    """What stands for a data key that was destroyed on purpose: opens nothing, says so, seals nothing anew."""

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__(bytes(sm4.KEY_BYTES))

    def seal(self, plain: str, *, bound_to: bytes) -> str:
        raise SealBroken("本案的个人信息保存期限已满，密钥已销毁，不能再写入个人信息。")

    def open(self, token: str, bound_to: bytes) -> str:
        _token_bytes(token)
        return DESTROYED

    def subkey(self, purpose: bytes) -> bytes:
        raise SealBroken("本案的个人信息保存期限已满，密钥已销毁。")


def _token_bytes(token: str) -> bytes:
    if not is_sealed(token):
        raise NotSealed(
            "这项内容不是加密后的个人信息（应以“~1.”开头）。请报系统管理员核对导入或升级过程，不要手工改写。"
        )
    body = token[len(_MARK) :]
    try:
        return base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))
    except (binascii.Error, ValueError):
        raise SealBroken("这项加密的个人信息被截断，无法解开。请报系统管理员从备份中找回。") from None
