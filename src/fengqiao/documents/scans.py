"""Uploaded pieces of a file become A4 pages: photographs, scans, PDF pages of any size."""

from __future__ import annotations

import io
import subprocess
import sys

from pypdf import PageObject, PdfReader, Transformation
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, NameObject

from fengqiao.documents.binding import ScanError
from fengqiao.documents.jpeg import photograph_page, read_photograph
from fengqiao.documents.typesetting import TEMPLATES

A4_WIDTH_PT, A4_HEIGHT_PT = 595.276, 841.89
TOLERANCE_PT = 6.0
SIDE_ROOM_PT, END_ROOM_PT = 57.0, 68.0
POINTS_PER_PIXEL = 1.0  # a small picture is not blown up beyond 72 dots an inch
LONGEST_DECODING_S = 60
_HARMLESS_LINKS = ("/URI", "/GoTo")


def pages_of(name: str, data: bytes) -> list[PageObject]:
    """The pages of one PDF, JPG or PNG, each A4 upright or across, nothing enlarged.

    Raises ScanError when the bytes are something else, are broken, or are locked with a password.
    """
    if data.startswith(b"\xff\xd8\xff"):
        return [_photograph(name, data)]
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return [_decoded(name, data, "png")]
    if b"%PDF-" not in data[:1024]:
        raise ScanError(f"“{name}”不是PDF、JPG或PNG文件，不能装订。手机照片请存为JPG，Word文件请先转成PDF，再上传。")
    return [_as_a4(page) for page in _pdf_pages(name, data)]


def _pdf_pages(name: str, data: bytes) -> list[PageObject]:
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ScanError(f"“{name}”设有打开密码，不能装订。请用原软件去掉密码另存后，再上传。")
        pages = list(reader.pages)
        for page in pages:
            page.get_contents()
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        if isinstance(error, ScanError):
            raise
        raise ScanError(f"“{name}”的PDF文件已损坏，打不开。请重新扫描或重新导出后，再上传。") from error
    if not pages:
        raise ScanError(f"“{name}”的PDF文件没有页。请核对文件后重新上传。")
    return pages


def _photograph(name: str, data: bytes) -> PageObject:
    photograph = read_photograph(data)
    if photograph is None:
        return _decoded(name, data, "jpg")
    wide, high = photograph.shown
    page_width, page_height = (A4_HEIGHT_PT, A4_WIDTH_PT) if wide > high else (A4_WIDTH_PT, A4_HEIGHT_PT)
    fit = min(POINTS_PER_PIXEL, (page_width - SIDE_ROOM_PT) / wide, (page_height - END_ROOM_PT) / high)
    width, height = wide * fit, high * fit
    place = ((page_width - width) / 2, (page_height - height) / 2, width, height)
    return photograph_page(data, photograph, place, (page_width, page_height))


def _decoded(name: str, data: bytes, ending: str) -> PageObject:
    """A page made in a process of its own, which decodes the picture and gives the memory back."""
    program = [sys.executable, "-I", str(TEMPLATES / "picture_page.py"), str(TEMPLATES / "scan.typ"), ending]
    try:
        done = subprocess.run(program, input=data, capture_output=True, timeout=LONGEST_DECODING_S, check=False)
    except subprocess.TimeoutExpired as error:
        raise ScanError(f"“{name}”的图片太大，{LONGEST_DECODING_S}秒内没有读完。请缩小后再上传。") from error
    if done.returncode:
        raise ScanError(f"“{name}”的图片已损坏，打不开。请重新拍照或扫描后，再上传。")
    return PdfReader(io.BytesIO(done.stdout)).pages[0]


def _as_a4(page: PageObject) -> PageObject:
    """The page itself when it is A4; else its visible part scaled down onto A4. What could run is taken off."""
    _disarm(page)
    if page.rotation:
        page.transfer_rotation_to_content()
    box = page.cropbox
    width, height = float(box.width), float(box.height)
    across = width > height
    to_width, to_height = (A4_HEIGHT_PT, A4_WIDTH_PT) if across else (A4_WIDTH_PT, A4_HEIGHT_PT)
    is_a4 = abs(width - to_width) <= TOLERANCE_PT and abs(height - to_height) <= TOLERANCE_PT
    if is_a4 and float(box.left) == 0 and float(box.bottom) == 0:
        return page
    scale = min(1.0, to_width / max(width, 1), to_height / max(height, 1))
    sheet = PageObject.create_blank_page(width=to_width, height=to_height)
    left, bottom = (to_width - width * scale) / 2, (to_height - height * scale) / 2
    move = Transformation().translate(-float(box.left), -float(box.bottom)).scale(scale).translate(left, bottom)
    page.mediabox = box  # what lies outside the visible part stays outside
    sheet.merge_transformed_page(page, move)
    return sheet


def _disarm(page: PageObject) -> None:
    """Takes off page actions, and annotations that run a script or open a file."""
    page.pop("/AA", None)
    kept = ArrayObject(mark for mark in page.get("/Annots", ArrayObject()) or () if _is_harmless(mark.get_object()))
    if "/Annots" in page:
        page[NameObject("/Annots")] = kept


def _is_harmless(mark: object) -> bool:
    if not isinstance(mark, DictionaryObject) or "/AA" in mark:
        return False
    action = mark.get("/A")
    return action is None or action.get_object().get("/S") in _HARMLESS_LINKS
