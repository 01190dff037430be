"""统一社会信用代码 (GB 32100): eighteen characters, the last of which checks the others."""

from __future__ import annotations

import re
import unicodedata

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


class CreditCodeWrong(ValueError):
    """The message says in Chinese what is wrong and what to do."""


def read_credit_code(raw: str) -> str:
    """The code in its normal form. Raises CreditCodeWrong."""
    code = re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", raw)).upper()
    if len(code) != 18:
        raise CreditCodeWrong(f"统一社会信用代码应为18位，现为{len(code)}位。请对照证照核对。")
    if wrong := sorted(set(code) - set(_ALPHABET)):
        raise CreditCodeWrong(f"统一社会信用代码里不会有{'、'.join(wrong)}。请对照证照核对（容易把0写成O、1写成I）。")
    if check_character(code[:17]) != code[17]:
        raise CreditCodeWrong("统一社会信用代码的校验码不符（GB 32100），可能有一位录错。请对照证照逐位核对。")
    return code


def check_character(first_seventeen: str) -> str:
    """The 18th character that belongs to these seventeen."""
    total = sum(weight * _ALPHABET.index(each) for weight, each in zip(_WEIGHTS, first_seventeen, strict=True))
    return _ALPHABET[-total % 31]
