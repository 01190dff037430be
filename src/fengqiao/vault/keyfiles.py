"""Key files: one small JSON file per key, mode 0600, in a directory of mode 0700, never overwritten."""

from __future__ import annotations

import json
import os
import re
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .errors import KeyDamaged, KeysExposed, KeysMissing
from .sm3 import sm3_hex

_MASTER_NAMES = {apart: re.compile(rf"{word}-(\d{{4,}})\.key\Z") for apart, word in ((False, "master"), (True, "sealed"))}
BLIND_NAME = "blind-index.key"
SIGNING_NAME = "signing.key"
_ALGORITHMS = {"master": "SM4-128", "sealed": "SM4-128", "exchange": "Ed25519"}


@dataclass(frozen=True)
class KeyFile:
    """What one key file holds. `made_on` is empty when the maker gave no date."""

    use: str
    version: int
    key: bytes
    made_on: date | None

    def __repr__(self) -> str:
        return f"<KeyFile {self.use} {self.version}>"


def use_of(apart: bool) -> str:
    """What a master key is for: matters, or ``apart`` those that are sealed by statute."""
    return "sealed" if apart else "master"


def master_name(version: int, apart: bool = False) -> str:
    return f"{use_of(apart)}-{version:04d}.key"


def _check_value(key: bytes) -> str:
    # Tells a mistyped or cut key from the right one and gives nothing away: 32 bits of a digest of 128+ random bits.
    return sm3_hex(b"fengqiao key check\x00" + key)[:8]


def write_key(directory: Path, name: str, content: KeyFile) -> None:
    """Writes the file completely or not at all. Raises `FileExistsError` when the name is taken."""
    record = {
        "use": content.use,
        "version": content.version,
        "algorithm": _ALGORITHMS.get(content.use, "HMAC-SM3"),
        "made_on": content.made_on.isoformat() if content.made_on else "",
        "key": content.key.hex(),
        "check": _check_value(content.key),
    }
    handle, temporary = tempfile.mkstemp(prefix=".new-", dir=directory)  # mkstemp makes 0600
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            json.dump(record, file)
            file.write("\n")
            file.flush()
            os.fsync(file.fileno())
        os.link(temporary, directory / name)  # unlike rename, link never replaces an existing key
    finally:
        os.unlink(temporary)
    _sync_directory(directory)


def _sync_directory(directory: Path) -> None:
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read_key(path: Path, use: str) -> KeyFile:
    """The checked content. Raises `KeysMissing`, `KeysExposed` or `KeyDamaged`."""
    try:
        mode = path.stat().st_mode
        if mode & 0o077:
            raise KeysExposed(
                f"密钥文件 {path} 的权限为 {mode & 0o777:o}，本机其他用户也能读取。"
                f"请先运行 chmod 600 {path} 再启动；如怀疑已被他人读走，启动后运行 fengqiao keys rotate 更换主密钥。"
            )
        text = path.read_text(encoding="ascii")
    except FileNotFoundError:
        raise KeysMissing(
            f"缺少密钥文件 {path}。请从密封保存的密钥备份中恢复该文件后再启动；"
            "不要新建密钥代替，否则已加密的个人信息无法读出。"
        ) from None
    except PermissionError:
        raise KeysExposed(
            f"当前系统用户无权读取密钥文件 {path}。请用安装本系统的用户启动，或把文件的所有者改为该用户。"
        ) from None
    except UnicodeDecodeError:
        raise _damaged(path) from None
    return _parse_key(path, text, use)


def _parse_key(path: Path, text: str, use: str) -> KeyFile:
    try:
        record = json.loads(text)
        key = bytes.fromhex(record["key"])
        made_on = date.fromisoformat(record["made_on"]) if record["made_on"] else None
        content = KeyFile(record["use"], int(record["version"]), key, made_on)
    except (ValueError, KeyError, TypeError):
        raise _damaged(path) from None
    if content.use != use or record.get("check") != _check_value(key) or len(key) < 16:
        raise _damaged(path)
    return content


def _damaged(path: Path) -> KeyDamaged:
    return KeyDamaged(
        f"密钥文件 {path} 已损坏（校验不符）。请从密封保存的密钥备份中恢复该文件；原文件请留存，不要删除。"
    )


def master_versions(directory: Path, apart: bool = False) -> list[int]:
    """The versions of the master keys in the directory, ascending; ``apart``: of those for what is sealed by statute."""
    found = (_MASTER_NAMES[apart].match(name) for name in os.listdir(directory))
    return sorted(int(match[1]) for match in found if match)
