"""Papers and scans in the content store: filed once, opened whole, damage noticed, wrong files turned away."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fengqiao.vault import (
    DataKey,
    FileDamaged,
    FileMissing,
    FileStore,
    FileTooLarge,
    FileTypeRefused,
    KeyRing,
    StoreUnreachable,
    sm3_hex,
)
from fengqiao.vault.sealedfile import CHUNK_BYTES, OpenedFile, SealingReader, sealed_size

PAPER = "人民调解协议书".encode() * 10
KEY = DataKey(b"0123456789abcdef")


@pytest.fixture(params=["plain", "sealed"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "files", key=KEY if request.param == "sealed" else None)


def stored_path(root: Path) -> Path:
    (path,) = (path for path in root.rglob("*") if path.is_file())
    return path


def test_a_paper_is_filed_under_its_sm3_digest(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    digest = store.put(PAPER)
    assert digest == sm3_hex(PAPER)
    assert stored_path(tmp_path) == tmp_path / digest[:2] / digest[2:4] / digest
    assert store.read(digest) == PAPER
    assert store.exists(digest)
    assert not store.exists("0" * 64)


def test_filing_twice_is_filing_once(store: FileStore, tmp_path: Path) -> None:
    first = store.put(PAPER)
    written_at = stored_path(tmp_path).stat().st_mtime_ns
    assert store.put(io.BytesIO(PAPER)) == first
    assert stored_path(tmp_path).stat().st_mtime_ns == written_at
    assert list(store.digests()) == [first]


def test_an_empty_and_a_large_paper(store: FileStore) -> None:
    large = os.urandom(3 * 1024 * 1024 + 17)
    for content in (b"", b"x", large):
        digest = store.put(content)
        store.verify(digest)
        assert store.read(digest) == content


def test_a_scan_can_be_read_from_any_place(store: FileStore) -> None:
    content = os.urandom(200_000)
    with store.open(store.put(content)) as file:
        assert file.seek(-100, 2) == 199_900
        assert file.read() == content[-100:]
        file.seek(65_530)
        assert file.read(20) == content[65_530:65_550]
        file.seek(0)
        assert file.read() == content


def test_a_docx_opens_straight_from_the_store(store: FileStore) -> None:
    digest = store.put(office_file("word/document.xml"))
    with store.open(digest) as file, zipfile.ZipFile(file) as archive:
        assert archive.read("word/document.xml") == b"<x/>"


def test_damage_on_the_disk_is_noticed(store: FileStore, tmp_path: Path) -> None:
    digest = store.put(PAPER)
    path = stored_path(tmp_path)
    changed = bytearray(path.read_bytes())
    changed[-20] ^= 1
    path.write_bytes(changed)
    with pytest.raises(FileDamaged, match=digest):
        store.verify(digest)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileMissing) as refusal:
        FileStore(tmp_path).open("ab" * 32)
    assert str(refusal.value) == (
        f"文件库中没有这个文件（{'ab' * 32}）。请从最近的备份中恢复文件目录，再运行 fengqiao verify。"
    )
    with pytest.raises(ValueError, match="64 lower-case"):
        FileStore(tmp_path).exists("../../etc/passwd")


def test_half_written_files_never_appear(tmp_path: Path) -> None:
    class Torn(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(28, "No space left on device")

    store = FileStore(tmp_path)
    with pytest.raises(StoreUnreachable, match="检查磁盘空间和目录权限"):
        store._blobs.write("ab/cd/" + "ab" * 32, Torn(), 5)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_what_is_sealed_at_rest_shows_nothing_and_opens_only_with_the_key(tmp_path: Path) -> None:
    digest = FileStore(tmp_path, key=KEY).put(PAPER)
    at_rest = stored_path(tmp_path).read_bytes()
    assert "调解".encode() not in at_rest
    assert len(at_rest) == sealed_size(len(PAPER))
    with pytest.raises(FileDamaged, match="没有打开加密"):
        FileStore(tmp_path).open(digest)
    with pytest.raises(FileDamaged, match="解不开"):
        FileStore(tmp_path, key=DataKey(b"another key 1234")).read(digest)


def test_turning_on_sealing_leaves_older_files_readable(tmp_path: Path) -> None:
    old = FileStore(tmp_path / "files").put(b"before")
    ring = KeyRing.create(tmp_path / "keys")
    store = FileStore(tmp_path / "files")
    store.seal_with(ring)
    new = store.put(b"after")
    assert (store.read(old), store.read(new)) == (b"before", b"after")
    assert sorted(store.digests()) == sorted([old, new])

    ring.rotate()
    again = FileStore(tmp_path / "files")
    again.seal_with(KeyRing.open(tmp_path / "keys"))
    assert again.read(new) == b"after"


@settings(max_examples=25, deadline=None)
@given(size_bytes=st.sampled_from([0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES, 150_001]))
def test_sealing_in_chunks_is_identity_at_every_edge(size_bytes: int) -> None:
    plain = (b"0123456789abcdef" * (size_bytes // 16 + 1))[:size_bytes]
    sealed = io.BufferedReader(SealingReader(io.BytesIO(plain), KEY, "name")).read()
    assert len(sealed) == sealed_size(size_bytes)
    assert io.BufferedReader(OpenedFile(io.BytesIO(sealed), KEY, "name")).read() == plain


def test_chunks_cannot_be_dropped_swapped_or_moved_to_another_file() -> None:
    plain = bytes(CHUNK_BYTES * 3)
    sealed = io.BufferedReader(SealingReader(io.BytesIO(plain), KEY, "name")).read()
    head, chunk = sealed[:20], CHUNK_BYTES + 16
    first, second, third = (sealed[20 + n * chunk : 20 + (n + 1) * chunk] for n in range(3))
    for changed in (
        head + first + second,
        head + second + first + third,
        head + first + third,
        head[:19] + first,
    ):
        with pytest.raises(FileDamaged):
            io.BufferedReader(OpenedFile(io.BytesIO(changed), KEY, "name")).read()
    with pytest.raises(FileDamaged):
        io.BufferedReader(OpenedFile(io.BytesIO(sealed), KEY, "other")).read()


# Uploads


def office_file(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in ("[Content_Types].xml", *names):
            archive.writestr(name, "<x/>")
    return buffer.getvalue()


ACCEPTED_FILES = {
    "pdf": b"%PDF-1.7\n1 0 obj\n%%EOF\n",
    "jpg": b"\xff\xd8\xff\xe0" + b"\x00" * 60 + b"\xff\xd9",
    "png": b"\x89PNG\r\n\x1a\n" + b"\x00" * 20 + b"IEND\xaeB`\x82",
    "docx": office_file("word/document.xml"),
    "xlsx": office_file("xl/workbook.xml"),
}


@pytest.mark.parametrize("extension", ACCEPTED_FILES)
def test_what_a_window_takes(extension: str, store: FileStore) -> None:
    content = ACCEPTED_FILES[extension]
    stored = store.take_upload(io.BytesIO(content))
    assert (stored.type.extension, stored.size_bytes) == (extension, len(content))
    assert store.read(stored.digest) == content


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "这个文件是空的"),
        (b"\x00\x00\x00\x18ftypheic" + b"\x00" * 40, "这是HEIC格式的照片"),
        (b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 40, "这是视频或录音文件"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "这是WebP图片"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 40, "旧版Word、Excel或WPS格式"),
        (b"Rar!\x1a\x07\x00", "请解压后逐个上传"),
        (b"MZ\x90\x00", "这是可执行程序"),
        (b"GIF89a", "请另存为JPG、PNG或PDF再传"),
        (b"<html>", "这是网页或者矢量图"),
        (b"<html>%PDF-1.7 %%EOF", "这是网页或者矢量图"),
        (b"no kind of file", "认不出这个文件的格式"),
        (office_file("word/document.xml", "word/vbaProject.bin"), "带有宏"),
        (office_file("OFD.xml"), "OFD版式文件"),
        (office_file("notes.txt"), "这是压缩包"),
        (ACCEPTED_FILES["docx"][:-30], "不完整"),
        (ACCEPTED_FILES["pdf"][:-8], "不完整"),
        (ACCEPTED_FILES["jpg"][:-2], "这个JPG照片不完整，可能是上传或拷贝中断。请重新选择原文件再传一次。"),
    ],
)
def test_other_files_are_turned_away_with_a_way_on(content: bytes, sentence: str, tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    with pytest.raises(FileTypeRefused) as refusal:
        store.take_upload(content)
    assert sentence in str(refusal.value)
    assert list(store.digests()) == []


def test_a_document_that_unpacks_to_gigabytes_is_turned_away(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w") as part,
    ):
        for _ in range(310):
            part.write(bytes(1024 * 1024))
    with pytest.raises(FileTypeRefused, match="解开后过大"):
        FileStore(tmp_path).take_upload(buffer.getvalue())


def test_a_file_over_the_limit_is_not_kept(tmp_path: Path) -> None:
    store = FileStore(tmp_path, limit_bytes=1024 * 1024)
    with pytest.raises(FileTooLarge, match="文件超过1MB的上限"):
        store.put(bytes(1024 * 1024 + 1))
    assert store.put(bytes(1024 * 1024))
    assert len(list(store.digests())) == 1


class BreaksOff(Exception):
    """The power cut."""


def test_what_lies_apart_comes_under_the_new_key_also_when_broken_off_in_the_middle(tmp_path: Path) -> None:
    """更换主密钥：封存档案的文件逐份改由新的封存密钥保护，内容不动；中途断电，再运行一次接着做完。"""
    ring = KeyRing.create(tmp_path / "keys")
    store = FileStore(tmp_path / "files", ring=lambda: ring)
    papers = {store.put(content): content for content in (b"one", os.urandom(200_000), b"three", b"four")}
    for digest in papers:
        store.keep_apart(digest)
    ring.rotate()
    assert sorted(store.behind_apart()) == sorted(papers)
    assert all(store.read(digest) == content for digest, content in papers.items())  # the old key still opens them

    def cut(done: int) -> None:
        if done == 2:
            raise BreaksOff

    with pytest.raises(BreaksOff):
        store.rewrap_apart(cut)
    assert len(store.behind_apart()) == 2
    assert all(store.read(digest) == content for digest, content in papers.items())
    assert (store.rewrap_apart(), store.rewrap_apart(), store.behind_apart()) == (2, 0, [])
    (tmp_path / "keys" / "sealed-0001.key").rename(tmp_path / "kept-apart")  # the old one is needed no more
    again = FileStore(tmp_path / "files", ring=lambda: KeyRing.open(tmp_path / "keys"))
    assert all(again.read(digest) == content for digest, content in papers.items())


def test_a_file_cut_off_while_it_is_being_written_leaves_the_old_one_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """写到一半断电：原来的那份还在，打得开；改动过的不会换到新密钥下。"""
    ring = KeyRing.create(tmp_path / "keys")
    store = FileStore(tmp_path / "files", ring=lambda: ring)
    digest = store.put(PAPER)
    store.keep_apart(digest)
    ring.rotate()

    def cut(source: str, target: str) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(os, "rename", cut)
        with pytest.raises(StoreUnreachable):
            store.rewrap_apart()
    assert (store.read(digest), store.behind_apart()) == (PAPER, [digest])
    path = next(path for path in (tmp_path / "files" / "apart").rglob("*.sm4"))
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    with pytest.raises(FileDamaged):
        store.rewrap_apart()
    assert store.behind_apart() == [digest]
