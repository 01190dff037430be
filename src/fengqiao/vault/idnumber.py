"""Citizens' identity numbers (GB 11643-1999): check, normalise, and read what the number itself says."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from .errors import InvalidIdNumber

FIELD = "身份证号码"
FIELD_BIRTH = "身份证号码中的出生日期（第7至14位）"
FIELD_AREA = "身份证号码中的行政区划（第1至6位）"
MAX_AGE_YEARS = 140

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
# The first two digits of a province in GB/T 2260.
_PROVINCES = frozenset({*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55)})
_PROVINCES |= {*range(61, 66), 71, 81, 82, 83}
_DEMONSTRATION = 99
_SEPARATORS = re.compile(r"[\s\-‐-―.·]+")
_LOOKS_LIKE_X = str.maketrans({"x": "X", "×": "X", "Х": "X", "х": "X", "✕": "X"})


@dataclass(frozen=True)
class IdNumber:
    """A checked 18-character number and the facts it carries. `sex` is 男 or 女."""

    number: str
    area_code: str
    birth_on: date
    sex: str

    def age_on(self, day: date) -> int:
        """Full years on `day`, the birthday included; born on 29 February, the birthday of other years is the 28th.

        民法典第二百零二条 for the missing day. Criminal and public-security law count a year of age only from the
        day after the birthday: there ask for the day before.
        """
        return age_on(self.birth_on, day)

    def disagreements(self, *, birth_on: date | None = None, sex: str | None = None) -> list[str]:
        """Sentences naming each field that says something else than the number; empty when all agree."""
        found = []
        if birth_on is not None and birth_on != self.birth_on:
            found.append(
                f"出生日期填的是{_in_chinese(birth_on)}，身份证号码显示为{_in_chinese(self.birth_on)}，"
                "请对照证件改正其中一项。"
            )
        if sex is not None and sex != self.sex:
            found.append(f"性别填的是“{sex}”，身份证号码显示为“{self.sex}”，请对照证件改正其中一项。")
        return found


def age_on(birth_on: date, day: date) -> int:
    """Full years of a person born on `birth_on`, on `day`. Raises `ValueError` for a day before birth."""
    if day < birth_on:
        raise ValueError("day lies before birth")
    years = day.year - birth_on.year
    return years if day >= _birthday_in(birth_on, day.year) else years - 1


def _birthday_in(birth_on: date, year: int) -> date:
    try:
        return birth_on.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


def normalise_id_number(raw: str) -> str:
    """Full-width forms, spaces and hyphens removed, x and look-alikes as X. Checks nothing."""
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", raw)).translate(_LOOKS_LIKE_X)


def check_digit(first_seventeen: str) -> str:
    """The 18th character that GB 11643 asks for after these seventeen digits."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, first_seventeen, strict=True))
    return _CHECK_DIGITS[total % 11]


def parse_id_number(raw: str, *, today: date) -> IdNumber:
    """The checked number, whatever way it was typed.

    Raises `InvalidIdNumber` with the field at fault and a sentence that says what to do. The area code is only
    held against the provinces: counties come and go, and people keep their numbers.
    """
    number = normalise_id_number(raw)
    _check_form(number)
    area_code = number[:6]
    if not _is_known_area(area_code):
        raise InvalidIdNumber(FIELD_AREA, "area", f"{FIELD_AREA}“{area_code}”不属于任何省份，请对照证件核对前两位。")
    birth_on = _read_birth(number[6:14], today)
    if check_digit(number[:17]) != number[17]:
        raise InvalidIdNumber(
            FIELD,
            "check_digit",
            f"{FIELD}的校验码不符（GB 11643），可能有一位录错。请对照证件逐位核对；确无证件的，选“无证件”并写明原因。",
        )
    return IdNumber(number, area_code, birth_on, "男" if int(number[16]) % 2 else "女")


def _is_known_area(area_code: str) -> bool:
    # A foreigner's permanent residence card (2023 form) begins with 9, then the province that took the application.
    if area_code[0] == "9":
        return int(area_code[1:3]) in _PROVINCES | {_DEMONSTRATION}
    return int(area_code[:2]) in _PROVINCES


def _check_form(number: str) -> None:
    if not number:
        raise InvalidIdNumber(FIELD, "empty", f"请填写{FIELD}；确无证件的，选“无证件”并写明原因。")
    if re.fullmatch(r"\d{15}", number, re.ASCII):
        raise InvalidIdNumber(
            FIELD,
            "fifteen",
            "这是15位的旧号码。第一代居民身份证自2013年1月1日起停止使用（居民身份证法第二十三条），"
            "请录入现行证件或户口簿上的18位公民身份号码；暂时查不到的，选“无证件”并写明原因。",
        )
    if len(number) != 18:
        raise InvalidIdNumber(FIELD, "length", f"{FIELD}应为18位，现为{len(number)}位，请对照证件核对是否漏录或多录。")
    if not re.fullmatch(r"\d{17}[\dX]", number, re.ASCII):
        raise InvalidIdNumber(FIELD, "characters", f"{FIELD}前17位应为数字，最后一位为数字或X，请对照证件核对。")


def _read_birth(digits: str, today: date) -> date:
    said = f"{digits[:4]}年{digits[4:6]}月{digits[6:]}日"
    try:
        birth_on = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        raise InvalidIdNumber(
            FIELD_BIRTH, "birth_impossible", f"{FIELD_BIRTH}为{said}，没有这一天，请对照证件核对。"
        ) from None
    if birth_on > today:
        raise InvalidIdNumber(FIELD_BIRTH, "birth_future", f"{FIELD_BIRTH}为{said}，晚于今天，请对照证件核对。")
    if age_on(birth_on, today) >= MAX_AGE_YEARS:
        raise InvalidIdNumber(
            FIELD_BIRTH,
            "birth_too_old",
            f"{FIELD_BIRTH}为{said}，按此已满{age_on(birth_on, today)}周岁，请对照证件核对年份。",
        )
    return birth_on


def _in_chinese(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
