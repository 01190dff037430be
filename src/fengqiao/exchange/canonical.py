"""Canonical JSON: one spelling for one value, so that a signature over bytes is a signature over meaning.

UTF-8, names sorted by code point, no white space, no floats, whole numbers within ±(2**53 - 1), only the escapes JSON
requires. What is not spelt so is refused, not mended.
"""

from __future__ import annotations

import json
from typing import Any

GREATEST = 2**53 - 1
DEEPEST = 24


class NotCanonical(ValueError):
    """The value cannot be spelt canonically, or the bytes are not so spelt; the message says why in Chinese."""


def spell(value: Any) -> bytes:
    """The canonical bytes. Raises NotCanonical for floats, numbers too large, names that are no text, lone surrogates."""
    _check(value, 0)
    try:
        return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")
    except UnicodeEncodeError:
        raise NotCanonical("文字中有不成对的代理字符，不能写成UTF-8。") from None


def _check(value: Any, depth: int) -> None:
    if depth > DEEPEST:
        raise NotCanonical(f"内容嵌套超过{DEEPEST}层。")
    if value is None or isinstance(value, bool):
        return
    if isinstance(value, str):
        if "\x00" in value:
            raise NotCanonical("文字中有空字符（NUL）。")
    elif isinstance(value, int):
        if abs(value) > GREATEST:
            raise NotCanonical(f"数字{str(value)[:20]}超出范围，请写成文字。")
    elif isinstance(value, list):
        for each in value:
            _check(each, depth + 1)
    elif isinstance(value, dict):
        for name, each in value.items():
            if not isinstance(name, str):
                raise NotCanonical("栏目名不是文字。")
            _check(name, depth + 1)
            _check(each, depth + 1)
    else:
        raise NotCanonical(f"不能有{type(value).__name__}类型的值；小数请写成整数（如金额用分）或文字。")


def read(content: bytes) -> Any:
    """The value behind canonical bytes. Raises NotCanonical for anything spelt otherwise."""
    try:
        value = json.loads(
            content.decode("utf-8"), object_pairs_hook=_once_each, parse_float=_refuse, parse_constant=_refuse
        )
    except NotCanonical:
        raise
    except (ValueError, RecursionError):
        raise NotCanonical("不是JSON，或者不完整。") from None
    if spell(value) != content:
        raise NotCanonical("不是规范写法（栏目要按名称排序、没有空格和换行）。")
    return value


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotCanonical("同一个栏目出现了两次。")
    return found


def _refuse(said: str) -> Any:
    raise NotCanonical(f"数字{said[:20]}是小数，规范写法只用整数。")
