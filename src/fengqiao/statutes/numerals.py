"""Chinese numerals as statutes use them: 第二十九条, 第一千二百六十条, （三）."""

from __future__ import annotations

import re

_DIGITS = "零一二三四五六七八九"
_UNITS = {"十": 10, "百": 100, "千": 1000}
_FULL_WIDTH = str.maketrans("０１２３４５６７８９〇两", "0123456789零二")


def to_chinese(number: int) -> str:
    """The numeral of an article or item: 17 is 十七, 201 is 二百零一. Raises ValueError outside 1 to 9999."""
    if not 1 <= number <= 9999:
        raise ValueError(f"条款序号须在1至9999之间，收到的是{number}。")
    out, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit == 0:
            gap = bool(out)
            continue
        out += ("零" if gap else "") + _DIGITS[digit] + name
        gap = False
    return out[1:] if 10 <= number <= 19 else out


def to_int(text: str) -> int:
    """The number of an Arabic (also full-width) or Chinese numeral. Raises ValueError for anything else."""
    plain = text.strip().translate(_FULL_WIDTH)
    if re.fullmatch(r"\d{1,4}", plain) and int(plain) > 0:
        return int(plain)
    total = digit = 0
    for sign in plain:
        if sign in _UNITS:
            total += (digit or 1) * _UNITS[sign]
            digit = 0
        elif sign in _DIGITS:
            digit = _DIGITS.index(sign)
        else:
            raise ValueError(f"“{text}”不是条款序号。请写成“29”或“二十九”。")
    if total + digit == 0 or to_chinese(total + digit) not in (plain, plain.removeprefix("一")):
        raise ValueError(f"“{text}”不是条款序号。请写成“29”或“二十九”。")
    return total + digit


_ARTICLE = re.compile(r"第?([^条之\-]+?)条?(?:(?:之|-)([^条之\-]+))?")
WHOLE_TEXT = "全文"
"""Key of a text without numbered articles (a short decision or interpretation)."""


def article_key(article: int | str) -> str:
    """The key of an article: 29, "29" and "第二十九条" give "29"; "17-1" and "第十七条之一" give "17-1".

    Raises ValueError when it is no article number.
    """
    text = str(article).strip()
    if text == WHOLE_TEXT:
        return text
    found = _ARTICLE.fullmatch(text)
    if not found:
        raise ValueError(f"“{article}”不是条号。请写成“29”“17-1”或“第二十九条”。")
    number, branch = to_int(found[1]), found[2]
    return f"{number}-{to_int(branch)}" if branch else str(number)


def article_label(key: str) -> str:
    """What is printed for a key: "29" is 第二十九条, "17-1" is 第十七条之一, 全文 is 全文."""
    if key == WHOLE_TEXT:
        return key
    number, _, branch = key.partition("-")
    return f"第{to_chinese(int(number))}条" + (f"之{to_chinese(int(branch))}" if branch else "")
