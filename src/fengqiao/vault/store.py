"""Papers and scans, filed under the SM3 digest of their content: one content, one place, never changed.

What a statute seals lies apart, in a folder of its own: each file under a fresh key that stands at its head, wrapped by the
key ring's key for what is sealed. Reading it is the same; without that key it does not open.
"""

from __future__ import annotations

import heapq
import io
import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Self, cast

from . import s3
from .blobs import Blobs, DiskBlobs
from .datakey import DataKey
from .errors import FileDamaged, FileMissing, FileTooLarge, KeysMissing
from .filetypes import FileType, file_type
from .keyring import KeyRing, WrappedKey
from .sealedfile import OpenedFile, SealingReader, sealed_size
from .sm3 import Sm3

DEFAULT_LIMIT_BYTES = 50 * 1024 * 1024
_IN_MEMORY_BYTES = 2 * 1024 * 1024
_PIECE_BYTES = 1 << 20
_DIGEST = re.compile(r"[0-9a-f]{64}\Z")
_SEALED_SUFFIX = ".sm4"
_STORE_KEY_NAME = "store.key"
_APART = "apart/"
_WRAPPED_BYTES = 52


@dataclass(frozen=True)
class StoredFile:
    """An upload that was taken: its digest, what it is, and how many bytes."""

    digest: str
    type: FileType
    size_bytes: int


class ContentStore:
    """Puts and opens files by digest. With a key, new files are sealed at rest; older plain ones still open.

    `ring`: whose key for what is sealed by statute wraps the keys of what lies apart.
    """

    def __init__(
        self, blobs: Blobs, *, key: DataKey | None = None, ring: Callable[[], KeyRing] | None = None,
        limit_bytes: int = DEFAULT_LIMIT_BYTES,
    ) -> None:  # fmt: skip
        self._blobs = blobs
        self._key = key
        self._ring = ring
        self._limit_bytes = limit_bytes

    def put(self, content: bytes | BinaryIO) -> str:
        """Files the content and returns its SM3 digest (64 hexadecimal digits); twice is the same as once.

        Raises `FileTooLarge`, `StoreUnreachable`. For what the product itself makes; uploads go to `take_upload`.
        """
        with _spool(content, self._limit_bytes) as spooled:
            self._file(spooled)
            return spooled.digest

    def take_upload(self, content: bytes | BinaryIO) -> StoredFile:
        """Files what a person hands in, when its content is of an accepted type. Raises `FileTypeRefused` too."""
        with _spool(content, self._limit_bytes) as spooled:
            kind = file_type(spooled.file)
            self._file(spooled)
            return StoredFile(spooled.digest, kind, spooled.size_bytes)

    def open(self, digest: str) -> BinaryIO:
        """The content as a seekable file; close it. Raises `FileMissing`, `FileDamaged`, `UnknownKeyVersion`."""
        name = self._stored_name(digest)
        if name is None:
            raise FileMissing(
                f"文件库中没有这个文件（{digest}）。请从最近的备份中恢复文件目录，再运行 fengqiao verify。"
            )
        raw = self._blobs.read(name)
        if name.startswith(_APART):
            return self._open_apart(raw, digest)
        if not name.endswith(_SEALED_SUFFIX):
            return raw
        if self._key is None:
            raw.close()
            raise FileDamaged(f"文件（{digest}）是加密保存的，而文件库没有打开加密。请恢复文件库的加密设置后再试。")
        return cast(BinaryIO, io.BufferedReader(OpenedFile(raw, self._key, digest)))

    def read(self, digest: str) -> bytes:
        """The whole content. Raises as `open`."""
        with self.open(digest) as file:
            return file.read()

    def exists(self, digest: str) -> bool:
        """Whether the content is filed; says nothing about its bytes."""
        return self._stored_name(digest) is not None

    def remove(self, digest: str) -> None:
        """Take the content away for good: when the time of keeping is over. Silent where there is none."""
        for name in (*self._open_names(digest), _apart_name(digest)):
            self._blobs.remove(name)

    def verify(self, digest: str) -> None:
        """Reads the content and compares its digest. Raises `FileMissing`, `FileDamaged`; silent when all is well."""
        with self.open(digest) as file:
            self._compare(digest, file)

    @staticmethod
    def _compare(digest: str, file: BinaryIO) -> None:
        running = Sm3()
        while piece := file.read(_PIECE_BYTES):
            running.update(piece)
        if running.hexdigest() != digest:
            raise _damaged(digest)

    def digests(self) -> Iterator[str]:
        """Every digest in the store, ascending, once each."""
        last = ""
        for digest in heapq.merge(self._digests("", but=_APART), self.apart_digests()):
            if digest != last:
                last = digest
                yield digest

    def _digests(self, under: str, but: str = "\n") -> Iterator[str]:
        for name in self._blobs.names(under):
            digest = name.rsplit("/", 1)[-1].removesuffix(_SEALED_SUFFIX)
            if not name.startswith(but) and _DIGEST.match(digest):
                yield digest

    # What is sealed by statute ----------------------------------------------------------------------------------------

    def apart_digests(self) -> Iterator[str]:
        """Every digest that lies apart, ascending."""
        yield from self._digests(_APART)

    def is_open(self, digest: str) -> bool:
        """Whether the content is there to be read without the key for what is sealed."""
        return any(self._blobs.exists(name) for name in self._open_names(digest))

    def keep_apart(self, digest: str) -> bool:
        """Bring the content under the key for what is sealed; whether there was anything to do. May be broken off.

        What lies open goes only when what lies apart has been read back. Raises as `verify`.
        """
        if not self.is_open(digest):
            return False
        if not self._blobs.exists(_apart_name(digest)):
            with self.open(digest) as plain:
                self._write_apart(digest, plain)
        with self._blobs.read(_apart_name(digest)) as raw:
            self._compare(digest, self._open_apart(raw, digest))
        for name in self._open_names(digest):
            self._blobs.remove(name)
        return True

    def keep_open(self, digest: str) -> bool:
        """The way back: file the content as all others are; whether it lay apart."""
        if not self._blobs.exists(_apart_name(digest)):
            return False
        if not self.is_open(digest):
            with self.open(digest) as file, _spool(file, self._limit_bytes) as spooled:
                if spooled.digest != digest:
                    raise _damaged(digest)
                self._write_open(spooled)
        self._blobs.remove(_apart_name(digest))
        return True

    def rewrap_apart(self, say: Callable[[int], None] = lambda done: None) -> int:
        """Move the key of every file that lies apart under the newest key for what is sealed; returns how many moved.

        The key alone is wrapped anew, what it seals is copied as it is. May be broken off at any file and begun again.
        """
        moved = 0
        for digest in self.behind_apart():
            self._rewrap_one(digest)
            moved += 1
            say(moved)
        return moved

    def behind_apart(self) -> list[str]:
        """The files that lie apart under an older key."""
        ring = self._own_ring() if (digests := list(self.apart_digests())) else None
        return [digest for digest in digests if ring and not ring.is_current(self._wrapped_of(digest))]

    def _wrapped_of(self, digest: str) -> WrappedKey:
        with self._blobs.read(_apart_name(digest)) as raw:
            return WrappedKey(raw.read(_WRAPPED_BYTES))

    def _rewrap_one(self, digest: str) -> None:
        """One file under the newest key, in one step; opened before it takes the old one's place. Raises as `verify`."""
        name = _apart_name(digest)
        with self._blobs.read(name) as raw, tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY_BYTES) as spooled:
            spooled.write(self._own_ring().rewrap(raw.read(_WRAPPED_BYTES), apart=True))
            while piece := raw.read(_PIECE_BYTES):
                spooled.write(piece)
            size = spooled.tell()
            spooled.seek(0)
            opened = self._open_apart(cast(BinaryIO, spooled), digest)  # closes what it reads when it is let go
            self._compare(digest, opened)
            spooled.seek(0)
            self._blobs.replace(name, cast(BinaryIO, spooled), size)

    def _write_apart(self, digest: str, plain: BinaryIO) -> None:
        ring = self._own_ring()
        wrapped = ring.rewrap(ring.new_data_key(), apart=True)
        size = plain.seek(0, io.SEEK_END)
        plain.seek(0)
        with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY_BYTES) as spooled:
            spooled.write(wrapped)
            sealing = io.BufferedReader(SealingReader(plain, ring.unwrap(wrapped), digest))
            while piece := sealing.read(_PIECE_BYTES):
                spooled.write(piece)
            spooled.seek(0)
            self._blobs.write(_apart_name(digest), cast(BinaryIO, spooled), len(wrapped) + sealed_size(size))

    def _open_apart(self, raw: BinaryIO, digest: str) -> BinaryIO:
        try:
            key = self._own_ring().unwrap(WrappedKey(raw.read(_WRAPPED_BYTES)))
            return cast(BinaryIO, io.BufferedReader(OpenedFile(raw, key, digest, begins=_WRAPPED_BYTES)))
        except BaseException:
            raw.close()
            raise

    def _own_ring(self) -> KeyRing:
        if self._ring is None:
            raise KeysMissing("这个文件库没有接上密钥目录，封存档案的文件打不开、也放不进去。请用本系统的命令办理。")
        return self._ring()

    # At rest ----------------------------------------------------------------------------------------------------------

    def seal_with(self, ring: KeyRing) -> None:
        """From now on new files are sealed, under a data key that lies wrapped in the store itself."""
        if not self._blobs.exists(_STORE_KEY_NAME):
            wrapped = ring.new_data_key()
            self._blobs.write(_STORE_KEY_NAME, io.BytesIO(wrapped), len(wrapped))
        with self._blobs.read(_STORE_KEY_NAME) as file:
            self._key = ring.unwrap(WrappedKey(file.read()))

    def _stored_name(self, digest: str) -> str | None:
        names = (*self._open_names(digest), _apart_name(digest))
        return next((name for name in names if self._blobs.exists(name)), None)

    @staticmethod
    def _open_names(digest: str) -> tuple[str, str]:
        name = _name(digest)
        return name, name + _SEALED_SUFFIX

    def _file(self, spooled: _Spooled) -> None:
        if self._stored_name(spooled.digest) is None:
            self._write_open(spooled)

    def _write_open(self, spooled: _Spooled) -> None:
        name = _name(spooled.digest)
        spooled.file.seek(0)
        if self._key is None:
            self._blobs.write(name, spooled.file, spooled.size_bytes)
            return
        sealing = io.BufferedReader(SealingReader(spooled.file, self._key, spooled.digest))
        self._blobs.write(name + _SEALED_SUFFIX, cast(BinaryIO, sealing), sealed_size(spooled.size_bytes))


def _name(digest: str) -> str:
    if not _DIGEST.match(digest):
        raise ValueError("a digest is 64 lower-case hexadecimal digits")
    return f"{digest[:2]}/{digest[2:4]}/{digest}"


def _apart_name(digest: str) -> str:
    return _APART + _name(digest) + _SEALED_SUFFIX


def _damaged(digest: str) -> FileDamaged:
    return FileDamaged(
        f"文件（{digest}）的内容与登记的SM3摘要不符，可能被改动或磁盘损坏。请勿覆盖，从最近的备份中恢复。"
    )


class FileStore(ContentStore):
    """The store on a local or mounted disk, in two levels of directories under `root`."""

    def __init__(
        self, root: Path | str, *, key: DataKey | None = None, ring: Callable[[], KeyRing] | None = None,
        limit_bytes: int = DEFAULT_LIMIT_BYTES,
    ) -> None:  # fmt: skip
        super().__init__(DiskBlobs(root), key=key, ring=ring, limit_bytes=limit_bytes)


class S3Store(ContentStore):
    """The same store in a bucket of an S3-compatible service."""

    def __init__(
        self, bucket: s3.Bucket, *, key: DataKey | None = None, ring: Callable[[], KeyRing] | None = None,
        limit_bytes: int = DEFAULT_LIMIT_BYTES,
    ) -> None:  # fmt: skip
        super().__init__(s3.S3Blobs(bucket), key=key, ring=ring, limit_bytes=limit_bytes)


class _Spooled:
    """Content read once into memory or, when larger, into a temporary file; with its digest and size."""

    def __init__(self, file: BinaryIO, digest: str, size_bytes: int) -> None:
        self.file = file
        self.digest = digest
        self.size_bytes = size_bytes

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()


def _spool(content: bytes | BinaryIO, limit_bytes: int) -> _Spooled:
    source = io.BytesIO(content) if isinstance(content, bytes) else content
    opened = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY_BYTES)  # noqa: SIM115 - closed by the caller
    spooled = cast(BinaryIO, opened)
    running, size_bytes = Sm3(), 0
    try:
        while piece := source.read(_PIECE_BYTES):
            size_bytes += len(piece)
            if size_bytes > limit_bytes:
                raise FileTooLarge(
                    f"文件超过{limit_bytes // (1024 * 1024)}MB的上限，没有保存。"
                    "扫描件请用200至300dpi重新扫描或拆分后再传；照片请用手机的普通画质。"
                )
            running.update(piece)
            spooled.write(piece)
    except BaseException:
        spooled.close()
        raise
    return _Spooled(spooled, running.hexdigest(), size_bytes)
