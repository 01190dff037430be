"""Phone numbers as people say them: normalised when they can be, kept and flagged when they cannot."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

MOBILE = "mobile"
LANDLINE = "landline"
SERVICE = "service"
UNKNOWN = "unknown"

_KIND_NAMES = {MOBILE: "手机", LANDLINE: "座机", SERVICE: "服务热线", UNKNOWN: "待核"}
_TWO_PHONES = "这里像是有两个电话，已按原样保留。请分开填写，一栏一个，否则无法按电话查找和发短信。"
_FILLERS = re.compile(r"[\s\-‐-―－()（）.·_]+")
_LABEL = re.compile(r"^(?:联系)?(?:电话|手机|座机|号码|tel|mobile|phone)+(?:号码|号)?[::]?", re.IGNORECASE)
_EXTENSION = re.compile(r"(?:转|分机|ext\.?|x|#)[\s::]*(\d{1,6})$", re.IGNORECASE)
_COUNTRY = re.compile(r"^(?:\+|00)86")
_MOBILE_SHAPE = re.compile(r"1[3-9]\d{9}\Z", re.ASCII)
# 010 and 02x have three digits; all others four. Local numbers have seven or eight digits, never beginning 0 or 1.
_LANDLINE_SHAPE = re.compile(r"(?:010|02[0-9]|0[3-9]\d{2})[2-9]\d{6,7}\Z", re.ASCII)
_LOCAL_SHAPE = re.compile(r"[2-9]\d{6,7}\Z", re.ASCII)
_SERVICE_SHAPE = re.compile(r"(?:1[12]\d{1,3}|9\d{4,5}|[48]00\d{7})\Z", re.ASCII)


@dataclass(frozen=True)
class Phone:
    """`digits` is what to dial and to index (empty unless `ok`), `said` the text as given, never lost."""

    digits: str
    kind: str
    ok: bool
    said: str
    extension: str = ""
    problem: str = ""

    @property
    def kind_name(self) -> str:
        """手机、座机、服务热线 or 待核."""
        return _KIND_NAMES[self.kind]


def parse_phone(raw: str, *, local_area_code: str | None = None) -> Phone:
    """Never raises. Digits without +86: a mobile's eleven, a landline's area code and number.

    `local_area_code` (0915) completes a landline said without one. What cannot be read comes back with
    `ok=False`, `said` as given, and `problem` a sentence for the person who typed it.
    """
    said = raw.strip()
    text = _LABEL.sub("", unicodedata.normalize("NFKC", said)).strip()
    if not text:
        return _unread(said, "没有填写电话。请填手机号，或者区号加座机号；确无电话的，请写明如何联系。")
    text, extension = _split_extension(text)
    digits = _FILLERS.sub("", text)
    digits = _COUNTRY.sub("", digits)
    if not re.fullmatch(r"\d+", digits, re.ASCII):
        return _unread(said, _problem_of_text(text))
    if not extension and _MOBILE_SHAPE.match(digits):
        return Phone(digits, MOBILE, True, said)
    if _LANDLINE_SHAPE.match(digits):
        return Phone(digits, LANDLINE, True, said, extension)
    # +86 915 … is written without the 0 of the area code.
    if _COUNTRY.match(_FILLERS.sub("", text)) and _LANDLINE_SHAPE.match("0" + digits):
        return Phone("0" + digits, LANDLINE, True, said, extension)
    if _LOCAL_SHAPE.match(digits) and local_area_code:
        return Phone(local_area_code + digits, LANDLINE, True, said, extension)
    if _SERVICE_SHAPE.match(digits):
        return Phone(digits, SERVICE, True, said, extension)
    return _unread(said, _problem_of_digits(digits))


def _split_extension(text: str) -> tuple[str, str]:
    match = _EXTENSION.search(text)
    if match is None:
        return text, ""
    return text[: match.start()], match[1]


def _unread(said: str, problem: str) -> Phone:
    return Phone("", UNKNOWN, False, said, problem=problem)


def _problem_of_text(text: str) -> str:
    if len(re.findall(r"\d{7,}", text)) > 1:
        return _TWO_PHONES
    return "这个电话里有数字以外的内容，已按原样保留，但无法按电话查找和发短信。请核对后改为手机号，或区号加座机号。"


def _problem_of_digits(digits: str) -> str:
    if len(digits) >= 18:
        return _TWO_PHONES
    if _LOCAL_SHAPE.match(digits):
        return "座机缺少区号，已按原样保留，但无法按电话查找。请在前面加上区号，如0915。"
    if digits.startswith("1") and len(digits) != 11:
        return f"手机号应为11位，现为{len(digits)}位，已按原样保留，但无法按电话查找和发短信。请核对是否漏录或多录。"
    return "这不是能拨通的手机号或座机号，已按原样保留，但无法按电话查找和发短信。请向本人核对。"
