"""Whether an uploaded Word file may be opened at all: its size, its macros, what it would fetch from elsewhere."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

MOST_BYTES = 5_000_000
MOST_BYTES_OPEN = 60_000_000  # a form is a few hundred kilobytes; a "zip bomb" is gigabytes
MOST_FILES = 500
_NOT_WORD = "这个文件不是Word文档（.docx）。旧格式（.doc）、WPS文字（.wps）请先另存为.docx，再上传。"
_LINKS_ALLOWED = ("hyperlink",)


def package_problems(data: bytes) -> list[str]:
    """Chinese sentences about a file that must not be opened as a template; empty when it may."""
    if len(data) > MOST_BYTES:
        return [f"模板文件有{len(data) / 1e6:.1f}兆，超过{MOST_BYTES // 1_000_000}兆。请压缩里面的图片后再上传。"]
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _problems_in(package)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError):
        return [_NOT_WORD]


def _problems_in(package: zipfile.ZipFile) -> list[str]:
    names = package.namelist()
    if "word/document.xml" not in names or "[Content_Types].xml" not in names:
        return [_NOT_WORD]
    if len(names) > MOST_FILES or sum(entry.file_size for entry in package.infolist()) > MOST_BYTES_OPEN:
        return ["模板文件展开后过大。请新建一个Word文档，把表单内容复制过去，再上传。"]
    if any(name.lower().endswith(("vbaproject.bin", ".vbs", ".exe", ".dll")) for name in names):
        return ["模板文件带有宏或程序，不能使用。请在Word里另存为“Word文档（.docx）”，再上传。"]
    return _outside_links(package, names)


def _outside_links(package: zipfile.ZipFile, names: list[str]) -> list[str]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for name in names:
        if not name.endswith((".rels", ".xml")):
            continue
        data = package.read(name)
        if b"<!DOCTYPE" in data[:2000]:
            return ["模板文件里有不安全的声明。请新建一个Word文档，把表单内容复制过去，再上传。"]
        if not name.endswith(".rels"):
            continue
        try:
            links = etree.fromstring(data, parser)
        except etree.XMLSyntaxError:
            return [_NOT_WORD]
        for link in links:
            if link.get("TargetMode") == "External" and not str(link.get("Type")).endswith(_LINKS_ALLOWED):
                return [f"模板会从别处取内容（{link.get('Target')}）。请在Word里断开链接、把图片改为嵌入，再上传。"]
    return []
