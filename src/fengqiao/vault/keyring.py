"""The key ring: master keys in versions, the blind-index key and the signing key, outside the database.

A data key per matter is wrapped by the current master key and stored beside the matter. Rotation adds a
master key and rewraps data keys; what the data keys sealed is never touched, because the timeline hashes it.

What a statute seals is kept *apart*: its data keys are wrapped by master keys of their own (``sealed-0001.key``), so that
whoever holds the ordinary ones and the database reads nothing of it.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from datetime import date
from pathlib import Path

from . import sm4
from .blind import BlindIndex
from .datakey import DataKey, DestroyedKey
from .errors import KeysExist, KeysExposed, KeysMissing, UnknownKeyVersion, WrongKey
from .keyfiles import BLIND_NAME, SIGNING_NAME, KeyFile, master_name, master_versions, read_key, use_of, write_key
from .sm3 import hmac_sm3, same

_WRAP_MARKS = {False: b"FQK1", True: b"FQS1"}  # by whether it is kept apart
_MARK_BYTES = 4
_HEADER_BYTES = _MARK_BYTES + 4
_WRAPPED_BYTES = _HEADER_BYTES + sm4.NONCE_BYTES + sm4.KEY_BYTES + sm4.TAG_BYTES
_CACHED_KEYS = 512
_WORDS = {False: "主密钥", True: "封存密钥"}


class WrappedKey(bytes):
    """A data key under a master key: 52 bytes for a binary column; useless without the ring."""

    @property
    def master_version(self) -> int:
        """Which master key wraps it. Raises `WrongKey` for bytes that are no wrapped key."""
        if len(self) != _WRAPPED_BYTES or self[:_MARK_BYTES] not in _WRAP_MARKS.values():
            raise WrongKey("案件的数据密钥记录已损坏（长度或格式不符）。请从数据库备份中恢复该案件的密钥记录。")
        return int.from_bytes(self[_MARK_BYTES:_HEADER_BYTES], "big")

    @property
    def apart(self) -> bool:
        """Whether a key for what is sealed by statute wraps it."""
        return self[:_MARK_BYTES] == _WRAP_MARKS[True]


class KeyRing:
    """All keys of one installation. Safe to share between threads."""

    def __init__(
        self, directory: Path, masters: dict[bool, dict[int, KeyFile]], blind: KeyFile, signing: KeyFile
    ) -> None:
        self._directory = directory
        self._masters = masters
        self._blind = BlindIndex(blind.key)
        self._signing = signing.key
        self._cache: OrderedDict[bytes, DataKey] = OrderedDict()
        self._lock = threading.Lock()

    def __repr__(self) -> str:
        return f"<KeyRing {self._directory} master {self.current_version}>"

    @classmethod
    def create(cls, directory: Path | str, *, on: date | None = None) -> KeyRing:
        """Makes the directory (0700) and the first keys. Raises `KeysExist` when any key is already there."""
        directory = Path(directory)
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        directory.chmod(0o700)
        if any(directory.glob("*.key")):
            raise KeysExist(
                f"密钥目录 {directory} 中已有密钥，不能重新生成，否则已加密的个人信息无法读出。"
                "如需更换主密钥，请运行 fengqiao keys rotate。"
            )
        try:
            write_key(directory, BLIND_NAME, KeyFile("blind-index", 1, sm4.new_key() + sm4.new_key(), on))
            write_key(directory, SIGNING_NAME, KeyFile("signing", 1, sm4.new_key() + sm4.new_key(), on))
            for apart in (True, False):  # the ordinary one last: with it the ring is whole
                write_key(directory, master_name(1, apart), KeyFile(use_of(apart), 1, sm4.new_key(), on))
        except FileExistsError:
            raise KeysExist(f"另一个进程正在 {directory} 生成密钥，本次不再生成。请稍后再启动。") from None
        return cls.open(directory)

    @classmethod
    def open(cls, directory: Path | str) -> KeyRing:
        """The ring of an installation. Raises `KeysMissing`, `KeysExposed` or `KeyDamaged`, never makes a key."""
        directory = Path(directory)
        if not directory.is_dir():
            raise KeysMissing(
                f"未找到密钥目录 {directory}。新安装的系统请运行 fengqiao keys create 生成密钥；"
                "已经有数据的系统请从密封保存的密钥备份中恢复这个目录，不要重新生成。"
            )
        try:
            versions = master_versions(directory)
        except PermissionError:
            raise KeysExposed(f"当前系统用户无权读取密钥目录 {directory}。请用安装本系统的用户启动。") from None
        if not versions:
            raise KeysMissing(
                f"密钥目录 {directory} 中没有主密钥（master-0001.key）。请从密封保存的密钥备份中恢复后再启动。"
            )
        masters = {False: versions, True: master_versions(directory, apart=True)}
        read = {
            apart: {v: read_key(directory / master_name(v, apart), use_of(apart)) for v in found}
            for apart, found in masters.items()
        }
        blind = read_key(directory / BLIND_NAME, "blind-index")
        return cls(directory, read, blind, read_key(directory / SIGNING_NAME, "signing"))

    @property
    def directory(self) -> Path:
        return self._directory

    @property
    def current_version(self) -> int:
        """The master key version that wraps new data keys."""
        return max(self._masters[False])

    @property
    def apart_version(self) -> int:
        """The current version of the key for what is sealed by statute; 0 where there is none yet."""
        return max(self._masters[True], default=0)

    @property
    def versions(self) -> list[tuple[int, date | None]]:
        """Every master key version with the day it was made (None when not recorded), ascending."""
        return self._made_on(apart=False)

    @property
    def apart_versions(self) -> list[tuple[int, date | None]]:
        """The same of the keys for what is sealed by statute."""
        return self._made_on(apart=True)

    def _made_on(self, apart: bool) -> list[tuple[int, date | None]]:
        return [(v, key.made_on) for v, key in sorted(self._masters[apart].items())]

    @property
    def blind_index(self) -> BlindIndex:
        return self._blind

    def new_data_key(self) -> WrappedKey:
        """A fresh data key, wrapped; get the key itself with `unwrap`."""
        return self._wrap(sm4.new_key())

    def unwrap(self, wrapped: bytes | memoryview) -> DataKey:
        """The data key; of nothing (a key destroyed on purpose) one that opens nothing.

        Raises `UnknownKeyVersion` (master key lost) or `WrongKey` (another ring, damaged row).
        """
        if not bytes(wrapped):
            return DestroyedKey()
        token = WrappedKey(bytes(wrapped))
        with self._lock:
            known = self._cache.get(token)
            if known is not None:
                self._cache.move_to_end(token)
                return known
        key = DataKey(self._unwrap_bytes(token))
        with self._lock:
            self._cache[token] = key
            while len(self._cache) > _CACHED_KEYS:
                self._cache.popitem(last=False)
        return key

    def rotate(self, *, on: date | None = None) -> int:
        """Adds a master key of both kinds and returns the ordinary one's version.

        Data keys wrapped before stay valid; `rewrap` moves them.
        """
        self._reload()
        for apart in (True, False):
            self._add(max(self._masters[apart], default=0) + 1, apart, on)
        return self.current_version

    def begin_apart(self, *, on: date | None = None) -> None:
        """Makes the first key for what is sealed by statute, in a ring that is older than this kind.

        The caller makes sure that nothing is under such a key already. Raises `KeysExist`.
        """
        self._add(1, True, on)

    def _add(self, version: int, apart: bool, on: date | None) -> None:
        made = KeyFile(use_of(apart), version, sm4.new_key(), on)
        try:
            write_key(self._directory, master_name(version, apart), made)
        except FileExistsError:
            raise KeysExist(f"另一个进程刚刚更换过主密钥（第{version}版），本次不再更换。") from None
        self._reload()

    def rewrap(self, wrapped: bytes | memoryview, *, apart: bool | None = None) -> WrappedKey:
        """The same data key under the current master key; unchanged when it already is. Seals nothing anew.

        ``apart``: under the key for what is sealed by statute, or under the ordinary one; None: under the kind it has.
        """
        if not bytes(wrapped):
            return WrappedKey(b"")
        token = WrappedKey(bytes(wrapped))
        kind = token.apart if apart is None else apart
        if self.is_current(token) and token.apart == kind:
            self._unwrap_bytes(token)
            return token
        return self._wrap(self._unwrap_bytes(token), kind)

    def is_current(self, token: WrappedKey) -> bool:
        """Whether the newest key of its kind wraps it."""
        return token.master_version == (self.apart_version if token.apart else self.current_version)

    def sign(self, purpose: str, data: bytes) -> bytes:
        """A 32-byte HMAC-SM3 over `data` for one purpose, for links and codes this installation hands out."""
        return hmac_sm3(self._signing, purpose.encode("utf-8") + b"\x00" + data)

    def is_signed(self, purpose: str, data: bytes, signature: bytes) -> bool:
        """Whether `signature` was made by `sign` for the same purpose and data."""
        return same(self.sign(purpose, data), signature)

    def _wrap(self, key: bytes, apart: bool = False) -> WrappedKey:
        version = self.apart_version if apart else self.current_version
        if not version:
            raise KeysMissing(
                f"密钥目录 {self._directory} 中没有封存密钥（{master_name(1, apart=True)}），封存的档案不能另行保护。"
                "请重新启动本系统，由启动时生成；生成后把密钥目录重新密封保存一份。"
            )
        header = _WRAP_MARKS[apart] + version.to_bytes(4, "big")
        nonce = sm4.new_nonce()
        return WrappedKey(header + nonce + sm4.encrypt(self._masters[apart][version].key, nonce, key, header))

    def _unwrap_bytes(self, token: WrappedKey) -> bytes:
        master = self._master(token.master_version, token.apart)
        header, rest = token[:_HEADER_BYTES], token[_HEADER_BYTES:]
        try:
            return sm4.decrypt(master.key, rest[: sm4.NONCE_BYTES], rest[sm4.NONCE_BYTES :], header)
        except sm4.InvalidTag:
            raise WrongKey(
                f"密钥目录 {self._directory} 中的第{token.master_version}版{_WORDS[token.apart]}解不开该案件的数据密钥："
                "密钥可能来自另一套系统，或者数据库中的密钥记录被改动。请核对密钥备份与数据库备份是否为同一套系统。"
            ) from None

    def _master(self, version: int, apart: bool) -> KeyFile:
        if version not in self._masters[apart]:
            self._reload()  # another process may have rotated since this one started
        if version not in self._masters[apart]:
            raise UnknownKeyVersion(
                f"缺少第{version}版{_WORDS[apart]}（{master_name(version, apart)}），用它加密的个人信息无法读出。"
                f"请从密封保存的密钥备份中把该文件恢复到 {self._directory}，旧版主密钥不可删除。"
            )
        return self._masters[apart][version]

    def _reload(self) -> None:
        for apart in (False, True):
            for version in master_versions(self._directory, apart):
                if version not in self._masters[apart]:
                    found = read_key(self._directory / master_name(version, apart), use_of(apart))
                    self._masters = {**self._masters, apart: {**self._masters[apart], version: found}}
