"""The list of what is in a backup, with sizes and SM3 digests (GB/T 32905-2016), so that damage is seen.

manifest.json    what, when, from where; digest of the dump and of files.jsonl; fingerprints of the keys (not the keys)
files.jsonl      one line a file of the copied directories: path, size, mtime, digest
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import BinaryIO

from .errors import LocalDBError

FORMAT = 1
DUMP, FILES, LIST, MANIFEST = "database.dump", "files", "files.jsonl", "manifest.json"
CHUNK_BYTES = 1 << 20


@dataclass(frozen=True)
class FileEntry:
    """One copied file; the path is relative, its first part the name of the copied directory."""

    path: str
    size_bytes: int
    mtime_ns: int
    sm3: str


@dataclass(frozen=True)
class Manifest:
    """What a backup holds."""

    made_at: str  # ISO 8601 with offset
    fengqiao: str
    postgresql: str
    dump_bytes: int
    dump_sm3: str
    files: int
    files_bytes: int
    list_sm3: str
    keys: dict[str, str] = field(default_factory=dict)  # file name to fingerprint
    format: int = FORMAT

    def write(self, directory: Path) -> None:
        text = json.dumps(asdict(self), ensure_ascii=False, indent=2) + "\n"
        (directory / MANIFEST).write_text(text, encoding="utf-8")


def read_manifest(directory: Path) -> Manifest:
    """Raises LocalDBError when the directory is no backup, an unfinished one, or of a newer format."""
    try:
        words = json.loads((directory / MANIFEST).read_text(encoding="utf-8"))
        if words.get("format") != FORMAT:
            raise LocalDBError(f"{directory} 是新版枫桥做的备份，本版读不了。请在新版上恢复。")
        return Manifest(**words)
    except FileNotFoundError:
        raise LocalDBError(
            f"{directory} 不是完整的备份：没有 {MANIFEST}。请指到 fengqiao-年月日-时分秒 这一层目录。"
        ) from None
    except (ValueError, TypeError, AttributeError) as error:
        raise LocalDBError(f"{directory / MANIFEST} 已损坏（{error}）。请换用另一份备份。") from None


def read_list(directory: Path) -> Iterator[FileEntry]:
    """The copied files, in the order of their paths."""
    with open(directory / LIST, encoding="utf-8") as file:
        for line in file:
            yield FileEntry(**json.loads(line))


def digest_of(path: Path) -> str:
    """The file's SM3 as 64 hexadecimal digits."""
    with open(path, "rb") as file:
        return digest_while_copying(file, None)


def digest_while_copying(source: BinaryIO, target: BinaryIO | None) -> str:
    """The SM3 of what is left in `source`, written to `target` on the way."""
    from cryptography.hazmat.primitives import hashes

    running = hashes.Hash(hashes.SM3())
    while chunk := source.read(CHUNK_BYTES):
        running.update(chunk)
        if target:
            target.write(chunk)
    return running.finalize().hex()


def key_fingerprints(keys: Path) -> dict[str, str]:
    """Fingerprint of each `*.key` file by its name; passwords and session secrets are made anew and not listed.

    The files hold random keys, so a digest gives nothing away; it tells later whether the right keys are at hand.
    """
    from cryptography.hazmat.primitives import hashes

    found = {}
    for path in sorted(keys.glob("[!.]*.key")):
        running = hashes.Hash(hashes.SM3())
        running.update(b"fengqiao backup key\0" + path.read_bytes())
        found[path.name] = running.finalize().hex()[:16]
    return found


def verify(directory: Path) -> Manifest:
    """Read every byte of the backup and compare. Raises LocalDBError naming the first file that differs."""
    manifest = read_manifest(directory)
    _require(directory / DUMP, manifest.dump_bytes, manifest.dump_sm3)
    _require(directory / LIST, None, manifest.list_sm3)
    for entry in read_list(directory):
        _require(directory / FILES / entry.path, entry.size_bytes, entry.sm3)
    return manifest


def _require(path: Path, size_bytes: int | None, sm3: str) -> None:
    try:
        same = (size_bytes is None or path.stat().st_size == size_bytes) and digest_of(path) == sm3
    except FileNotFoundError:
        raise LocalDBError(f"备份不完整：缺 {path}。请换用另一份备份。") from None
    if not same:
        raise LocalDBError(f"备份已损坏：{path} 的内容与清单不符。请换用另一份备份，并检查存放备份的磁盘。")
