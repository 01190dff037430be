"""A photograph on a page without decoding it: the JPEG's own bytes go into the PDF (ISO 32000-1, 7.4.8).

Decoding a 12-megapixel photograph costs 40 MB and a third of a second; a file has dozens.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from pypdf import PageObject
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
)

_SIZED = {0xC0, 0xC1, 0xC2}  # baseline, extended, progressive: what every PDF viewer decodes
_BARE = {0x01, *range(0xD0, 0xD9)}
_ORIENTATION_TAG = 0x0112
# where the picture's right, its up and its lower left corner go, in shown widths and heights (Exif 2.3, 4.6.4)
_TURNS = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}
_SPACES = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}


@dataclass(frozen=True)
class Photograph:
    """Width and height in pixels as stored; `orientation` is how it was held (Exif 1 to 8)."""

    width: int
    height: int
    bits: int
    channels: int
    orientation: int
    is_inverted: bool

    @property
    def is_turned(self) -> bool:
        return self.orientation >= 5

    @property
    def shown(self) -> tuple[int, int]:
        """Width and height as it is to be looked at."""
        return (self.height, self.width) if self.is_turned else (self.width, self.height)


def read_photograph(data: bytes) -> Photograph | None:
    """The facts of a JPEG, or None when it is broken or of a rare kind that has to be decoded."""
    at, orientation, is_adobe = 2, 1, False
    try:
        while at + 4 <= len(data):
            if data[at] != 0xFF:
                return None
            marker = data[at + 1]
            if marker == 0xFF or marker in _BARE:
                at += 1 if marker == 0xFF else 2
                continue
            length = struct.unpack_from(">H", data, at + 2)[0]
            body = data[at + 4 : at + 2 + length]
            if marker == 0xE1 and body.startswith(b"Exif\0\0"):
                orientation = _orientation(body[6:])
            elif marker == 0xEE and body.startswith(b"Adobe"):
                is_adobe = True
            elif marker in _SIZED:
                bits, height, width, channels = struct.unpack_from(">BHHB", body)
                whole = width > 0 and height > 0 and bits == 8 and channels in _SPACES and data.rfind(b"\xff\xd9") > at
                return (
                    Photograph(width, height, bits, channels, orientation, is_adobe and channels == 4)
                    if whole
                    else None
                )
            elif 0xC3 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
                return None
            at += 2 + length
    except struct.error:
        return None
    return None


def _orientation(tiff: bytes) -> int:
    """The orientation in an Exif block; 1 when it says nothing readable."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 1
    try:
        start = struct.unpack_from(order + "I", tiff, 4)[0]
        for n in range(struct.unpack_from(order + "H", tiff, start)[0]):
            tag, _, _, value = struct.unpack_from(order + "HHIH", tiff, start + 2 + 12 * n)
            if tag == _ORIENTATION_TAG:
                return value if value in _TURNS else 1
    except struct.error:
        return 1
    return 1


def photograph_page(
    data: bytes, photograph: Photograph, place_pt: tuple[float, float, float, float], page_pt: tuple[float, float]
) -> PageObject:
    """A page of this width and height, the photograph at `place_pt`: left, bottom, shown width, shown height."""
    left, bottom, width, height = place_pt
    a, b, c, d, e, f = _TURNS[photograph.orientation]
    matrix = (a * width, b * height, c * width, d * height, left + e * width, bottom + f * height)
    content = DecodedStreamObject()
    content.set_data(f"q {' '.join(f'{x:.3f}' for x in matrix)} cm /Scan Do Q".encode("ascii"))
    page = PageObject.create_blank_page(width=page_pt[0], height=page_pt[1])
    page[NameObject("/Contents")] = content
    pictures = DictionaryObject({NameObject("/Scan"): _picture(data, photograph)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): pictures})
    return page


def _picture(data: bytes, photograph: Photograph) -> StreamObject:
    picture = StreamObject()
    picture._data = data
    picture.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Image"),
            NameObject("/Width"): NumberObject(photograph.width),
            NameObject("/Height"): NumberObject(photograph.height),
            NameObject("/ColorSpace"): NameObject(_SPACES[photograph.channels]),
            NameObject("/BitsPerComponent"): NumberObject(photograph.bits),
            NameObject("/Filter"): NameObject("/DCTDecode"),
        }
    )
    if photograph.is_inverted:
        picture[NameObject("/Decode")] = ArrayObject(FloatObject(x) for x in (1, 0) * 4)
    return picture
