"""Which files people may hand in: told by their content, never by their name, with a way out for every other kind."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from typing import BinaryIO

from .errors import FileTypeRefused
from .pictures import MOST_PIXELS, pixels_of

_HEAD_BYTES = 4096
_TAIL_BYTES = 65536
_UNPACKED_LIMIT_BYTES = 300 * 1024 * 1024


@dataclass(frozen=True)
class FileType:
    """A kind of file: its media type, the extension it is saved under, its name on screen."""

    mime: str
    extension: str
    name: str


PDF = FileType("application/pdf", "pdf", "PDF")
JPEG = FileType("image/jpeg", "jpg", "JPG照片")
PNG = FileType("image/png", "png", "PNG图片")
DOCX = FileType("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx", "Word文档")
XLSX = FileType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", "Excel表格")
ACCEPTED = (PDF, JPEG, PNG, DOCX, XLSX)

EMPTY = "这个文件是空的（0字节），可能是拷贝或拍照没有完成。请重新选择文件。"
_TAKEN = "可以上传：PDF、JPG或PNG图片、Word文档（docx）、Excel表格（xlsx）。"
_HEIC_BRANDS = (b"heic", b"heix", b"heif", b"hevc", b"mif1", b"msf1", b"avif")


def file_type(file: BinaryIO) -> FileType:
    """The type of a seekable file, read from its content; the file is left at its start.

    Raises `FileTypeRefused`: what it is, and how to turn it into something that is taken.
    """
    size_bytes = file.seek(0, 2)
    file.seek(0)
    head = file.read(_HEAD_BYTES)
    file.seek(max(0, size_bytes - _TAIL_BYTES))
    tail = file.read(_TAIL_BYTES)
    try:
        return _told_by(head, tail, file)
    finally:
        file.seek(0)


def _told_by(head: bytes, tail: bytes, file: BinaryIO) -> FileType:
    if not head:
        raise FileTypeRefused(EMPTY)
    if b"%PDF-" in head[:1024] and not is_markup(head):
        return _whole(PDF, b"%%EOF" in tail)
    if head.startswith(b"\xff\xd8\xff"):
        return _sized(_whole(JPEG, b"\xff\xd9" in tail), file)
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return _sized(_whole(PNG, b"IEND" in tail), file)
    if head.startswith(b"PK\x03\x04"):
        return _told_by_zip(file)
    raise FileTypeRefused(_refusal(head))


def is_markup(head: bytes) -> bool:
    """Whether it begins as a page, a drawing or other markup, whatever stands further down."""
    return head.lstrip(b"\xef\xbb\xbf\x00\t\n\x0c\r ").startswith(b"<")


def _sized(kind: FileType, file: BinaryIO) -> FileType:
    size = pixels_of(file)
    if size is not None and size[0] * size[1] > MOST_PIXELS:
        raise FileTypeRefused(
            f"这张{kind.name}有{size[0]}×{size[1]}个像素，大得不像照片，打开会拖垮电脑，没有保存。请用手机的普通画质重拍，或缩小后再传。"
        )
    return kind


def _whole(kind: FileType, has_end: bool) -> FileType:
    if not has_end:
        raise FileTypeRefused(f"这个{kind.name}不完整，可能是上传或拷贝中断。请重新选择原文件再传一次。")
    return kind


def _told_by_zip(file: BinaryIO) -> FileType:
    names = packed_names(file)
    if "word/document.xml" in names:
        return DOCX
    if "xl/workbook.xml" in names:
        return XLSX
    if "OFD.xml" in names:
        raise FileTypeRefused("这是OFD版式文件，目前不能在线预览和装订。请用阅读器另存为PDF再传。")
    raise FileTypeRefused("这是压缩包，不能直接作为材料保存。请解压后逐个上传。" + _TAKEN)


def packed_names(file: BinaryIO) -> set[str]:
    """What lies in a packed file. Raises `FileTypeRefused`: cut off, of many times its size when unpacked, with macros."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = {*archive.namelist()}
            unpacked_bytes = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise FileTypeRefused("这个文件不完整，可能是上传或拷贝中断。请重新选择原文件再传一次。") from None
    if unpacked_bytes > _UNPACKED_LIMIT_BYTES:
        raise FileTypeRefused("这个文件解开后过大，不予保存。请拆分后上传，或转为PDF再传。")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise FileTypeRefused("这个文档带有宏，可能含有病毒，不予保存。请另存为不带宏的docx、xlsx或PDF再传。")
    return names


def _refusal(head: bytes) -> str:
    if head[4:8] == b"ftyp":
        if head[8:12] in _HEIC_BRANDS:
            return (
                "这是HEIC格式的照片，多数电脑打不开，不便归档。"
                "请在手机“设置—相机—格式”中选“兼容性最佳”后重拍，或把照片存为JPG再传。"
            )
        return "这是视频或录音文件，不能作为卷宗材料上传。请把关键画面截成图片，或按本局规定另行封存。"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "这是WebP图片，不便归档。请截图或另存为JPG再传。"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return "这是旧版Word、Excel或WPS格式（doc、xls、wps）。请打开后另存为docx、xlsx或PDF再传。"
    if head.startswith((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
        return "这是压缩包，不能直接作为材料保存。请解压后逐个上传。" + _TAKEN
    if head.startswith((b"MZ", b"\x7fELF")):
        return "这是可执行程序，不予保存，也请不要在本机打开。" + _TAKEN
    if head.startswith((b"GIF8", b"BM", b"II*\x00", b"MM\x00*")):
        return "这种图片格式（GIF、BMP、TIFF）不便归档。请另存为JPG、PNG或PDF再传。"
    if is_markup(head):
        return "这是网页或者矢量图（HTML、SVG），里面可能带有程序，不予保存。请打开后截图，或另存为PDF再传。"
    return "认不出这个文件的格式，不予保存。" + _TAKEN


def called(head: bytes, file: BinaryIO) -> str:
    """What a file is that some field cannot use, in a few words: “照片”, “PDF”, “网页”; empty where nobody can tell."""
    for starts, word in _CALLED:
        if head.startswith(starts) and (starts != b"BM" or b"\x00" in head[:64]):
            return word
    if b"%PDF-" in head[:1024] and not is_markup(head):
        return "PDF"
    if head.startswith(b"PK\x03\x04"):
        names = packed_names(file)
        return "Word文档" if "word/document.xml" in names else "Excel表格" if "xl/workbook.xml" in names else "OFD版式文件" if "OFD.xml" in names else "压缩包"
    if head[4:8] == b"ftyp":
        return "HEIC照片" if head[8:12] in _HEIC_BRANDS else "视频或录音"
    return "网页或者矢量图（HTML、SVG）" if is_markup(head) else ""


_CALLED: tuple[tuple[bytes | tuple[bytes, ...], str], ...] = (
    ((b"MZ", b"\x7fELF", b"#!"), "可执行程序"), (b"\xff\xd8\xff", "照片"), ((b"\x89PNG", b"GIF8", b"II*\x00", b"MM\x00*"), "图片"), (b"BM", "图片"),
    ((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b"), "压缩包"), (b"\xd0\xcf\x11\xe0", "旧版Word、Excel或WPS文件"),
)  # fmt: skip
