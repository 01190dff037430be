"""What the values of a column look like, where its heading says nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

LEAST_SHARE = 0.6
_PHONE = re.compile(r"1[3-9]\d{9}|0\d{2,3}-?\d{7,8}")
_DAY = re.compile(r"(19|20)?\d{2}[-./年]\d{1,2}[-./月]\d{1,2}日?|20\d{6}")


def mostly(texts: Sequence[str], test: Callable[[str], Any]) -> bool:
    """Whether the test holds for most of them."""
    return sum(bool(test(text)) for text in texts) >= LEAST_SHARE * len(texts)


def are_days(values: Sequence[Any], texts: Sequence[str]) -> bool:
    """Whether most are days, as the sheet's own or in writing."""
    real = sum(isinstance(value, date | datetime) for value in values) >= LEAST_SHARE * len(values)
    return real or mostly(texts, _DAY.fullmatch)


def looks_like_phone(text: str) -> bool:
    """A mobile or fixed number."""
    return _PHONE.fullmatch(text) is not None
