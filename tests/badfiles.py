"""Files nobody should hand in, by what is wrong with them. Made here, byte by byte; none of them does anything."""

from __future__ import annotations

import struct
import zipfile
from dataclasses import dataclass
from io import BytesIO

from django.core.files.uploadedfile import InMemoryUploadedFile

HTML = b"<!doctype html><html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
LONG = "关于枫林县枫林镇白水村村民张三与李四因院墙滴水引起的相邻关系纠纷一案的照片" * 8  # 296 characters


@dataclass(frozen=True)
class Bad:
    """``size`` is said, not sent: nobody needs the megabytes to be refused."""

    name: str
    content: bytes
    size: int | None = None

    def file(self) -> InMemoryUploadedFile:
        size = len(self.content) if self.size is None else self.size
        return InMemoryUploadedFile(BytesIO(self.content), "file", self.name, "image/jpeg", size, None)


def packed(**parts: bytes) -> bytes:
    """An archive of parts; ``__`` in a name is ``/``, ``_`` is a dot."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_", "."), content)
    return stream.getvalue()


def png(width: int, height: int) -> bytes:
    """The head of a picture that claims to be so large, and its end."""
    return b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", width, height) + b"\x08\x02\x00\x00\x00" + bytes(20) + b"IEND\xaeB`\x82"


def jpeg(width: int, height: int) -> bytes:
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xc0\x00\x0b\x08" + struct.pack(">HH", height, width) + b"\x01\x01\x11\x00\xff\xd9"


PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n"
EXE = b"MZ\x90\x00\x03" + bytes(60) + b"This program cannot be run in DOS mode"
MACROS = packed(**{"[Content_Types]_xml": b"<Types/>", "xl__workbook_xml": b"<workbook/>", "xl__vbaProject_bin": b"\xd0\xcf"})
WORDY = packed(**{"[Content_Types]_xml": b"<Types/>", "word__document_xml": b"<document/>"})
TABLE = packed(**{"[Content_Types]_xml": b"<Types/>", "xl__workbook_xml": b"<workbook/>"})
OLD_WORD = b"\xd0\xcf\x11\xe0" + bytes(600) + "WordDocument".encode("utf-16-le")
OLD_MACROS = b"\xd0\xcf\x11\xe0" + bytes(600) + "Workbook".encode("utf-16-le") + bytes(8) + "_VBA_PROJECT_CUR".encode("utf-16-le")

# What no field of the product takes, whatever it is for.
BY_ALL = {
    "a program called a photograph": Bad("身份证.jpg", EXE),
    "a page called a PDF": Bad("判决书.pdf", HTML),
    "a page with a PDF's mark inside": Bad("判决书.pdf", HTML + PDF),
    "a drawing with a script called a picture": Bad("照片.png", SVG),
    "a workbook with macros": Bad("台账.xlsm", MACROS),
    "a workbook with macros of the old kind": Bad("台账.xls", OLD_MACROS),
    "a Word document of the old kind": Bad("台账.xls", OLD_WORD),
    "an empty file": Bad("空.pdf", b""),
    "larger than anything": Bad("大.pdf", PDF, size=400 * 1024 * 1024),
    "a picture of absurd size": Bad("照片.png", png(60_000, 60_000)),
    "a photograph of absurd size": Bad("照片.jpg", jpeg(65_000, 65_000)),
    "a picture cut off": Bad("照片.png", png(10, 10)[:30]),
    "a name of 300 characters": Bad(f"{LONG}.jpg", EXE),
    "folders in the name": Bad("../../../etc/cron.d/任务.jpg", EXE),
    "a name shown the other way round": Bad("照片\u202egpj.exe", EXE),
}
# And what is wrong for one kind of field only.
NO_MATERIAL = {"an archive called a workbook": Bad("清单.xlsx", packed(a_txt=b"a"))}
NO_TABLE = NO_MATERIAL | {"Word for Excel": Bad("台账.xlsx", WORDY), "a PDF for Excel": Bad("台账.xlsx", PDF), "a photograph for Excel": Bad("台账.xlsx", jpeg(10, 10)), "bytes": Bad("台账.csv", b"a,b\x00\x01\x02")}
NO_WORD = NO_MATERIAL | {"Excel for Word": Bad("样式.docx", TABLE), "a PDF for Word": Bad("样式.docx", PDF)}
NO_JSON = {"Excel for JSON": Bad("边界.geojson", TABLE), "words for JSON": Bad("边界.geojson", "枫林镇".encode()), "a PDF for JSON": Bad("边界.json", PDF), "an archive of other things": Bad("来件.zip", packed(a_exe=EXE))}
NO_PACKAGE = {"Excel for a package": Bad("移交.fqjz", TABLE), "words for a package": Bad("移交.fqjz", "枫林镇".encode())}
