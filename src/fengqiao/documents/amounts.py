"""Money on papers: 人民币大写, figures, and what people type into an amount field.

An amount is a whole number of fen. What a person typed is either certain (35000.00) or read from words that
leave room for doubt (3.5万, 三万五): the latter carries `needs_confirmation`, and the form shows `shown` and asks.
The words follow 正确填写票据和结算凭证的基本规定 (支付结算办法附一).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

MOST_FEN = 10**14 - 1  # below 一万亿元: no paper of a justice office needs more, a longer one is a slip of the key
_UPPER = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿")
_FIGURES = {
    word: n
    for n, words in enumerate(("〇零○", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for word in words
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1_000, "仟": 1_000, "k": 1_000, "K": 1_000}
_LARGE = {"万": 10_000, "萬": 10_000, "w": 10_000, "W": 10_000, "亿": 100_000_000, "億": 100_000_000}
_WIDE = str.maketrans("０１２３４５６７８９．，－＋−", "0123456789.,-+-")
_PLAIN = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?", re.ASCII)
_COINS = re.compile(r"(?:(?P<jiao>.)[角毛])?(?P<zero>零)?(?:(?P<last>.)(?P<fen>分)?)?")


class AmountError(ValueError):
    """The text is not an amount; the message says in Chinese why and what to type."""


@dataclass(frozen=True)
class Amount:
    """A sum of money in fen; `shown` reads it back: 35,000.00元（人民币叁万伍仟元整）."""

    fen: int
    needs_confirmation: bool = False

    @property
    def shown(self) -> str:
        return f"{in_figures(self.fen)}元（人民币{in_words(self.fen)}）"


def in_figures(fen: int) -> str:
    """3500000 fen is 35,000.00, in yuan."""
    sign = "-" if fen < 0 else ""
    yuan, rest = divmod(abs(fen), 100)
    return f"{sign}{yuan:,}.{rest:02d}"


def in_words(fen: int) -> str:
    """3500000 fen is 叁万伍仟元整, without 人民币 in front.

    Raises AmountError for a negative amount or one of 一万亿元 or more.
    """
    _check_range(fen)
    yuan, rest = divmod(fen, 100)
    jiao, last = divmod(rest, 10)
    words = f"{_yuan_in_words(yuan)}元" if yuan or not rest else ""
    if not rest:
        return words + "整"
    if jiao:
        words += _UPPER[jiao] + "角"
    elif yuan:
        words += "零"
    return words + (_UPPER[last] + "分" if last else "整")


def _yuan_in_words(yuan: int) -> str:
    if yuan == 0:
        return "零"
    groups: list[int] = []
    while yuan:
        yuan, group = divmod(yuan, 10_000)
        groups.append(group)
    words = ""
    gap = False
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if group == 0:
            gap = bool(words)
            continue
        if words and (gap or group < 1_000):
            words += "零"
        words += _group_in_words(group) + _GROUPS[place]
        gap = False
    return words


def _group_in_words(group: int) -> str:
    words = ""
    for place in (3, 2, 1, 0):
        figure = group // 10**place % 10
        if figure:
            words += _UPPER[figure] + _PLACES[place]
        elif words and group % 10**place and not words.endswith("零"):
            words += "零"
    return words


def parse_amount(text: str) -> Amount:
    """What a person typed for money: 35000, 35,000.00元, ３５０００, 3.5万, 三万五, 叁万伍仟元整.

    Figures alone are certain; a unit (万, 千) or words need confirmation. Raises AmountError with a Chinese sentence
    for nothing, a negative amount, more than two decimals, or text that is no amount.
    """
    typed = re.sub(r"\s", "", text.translate(_WIDE))
    if not typed:
        raise AmountError("没有填写金额。请填写数字，例如 35000 或 3.5万。")
    bare = re.sub(r"^(人民币|RMB|rmb|[¥￥])+", "", typed)
    if bare[:1] in ("-", "负"):
        raise AmountError(f"“{text.strip()}”是负数，金额不能小于零。如为退款或抵扣，请写明由谁付给谁，金额填正数。")
    bare = re.sub(r"[块圆圓]", "元", bare.removeprefix("+"))
    bare = re.sub(r"(整|正|钱)$", "", bare)
    if _PLAIN.fullmatch(bare.removesuffix("元")):
        return Amount(_to_fen(text, Decimal(bare.removesuffix("元").replace(",", ""))))
    return Amount(_to_fen(text, _read_words(text, bare)), needs_confirmation=True)


def _to_fen(text: str, yuan: Decimal) -> int:
    fen = yuan * 100
    if fen != fen.to_integral_value():
        raise AmountError(f"“{text.strip()}”的小数超过两位，人民币最小到分。请四舍五入到两位小数后重新填写。")
    _check_range(int(fen))
    return int(fen)


def _check_range(fen: int) -> None:
    if fen < 0:
        raise AmountError("金额不能小于零。请填写正数，并写明由谁付给谁。")
    if fen > MOST_FEN:
        raise AmountError("金额达到一万亿元，超出可以填写的范围。请核对是否多输了零。")


def _read_words(text: str, bare: str) -> Decimal:
    whole, mark, coins = bare.partition("元")
    if not mark and re.search(r"[角毛分]", bare):
        whole, coins = "", bare
    if not (whole or coins) or (mark and not whole):
        raise _not_an_amount(text)
    yuan = _read_yuan(text, whole) if whole else Decimal(0)
    return yuan + _read_coins(text, coins)


def _read_yuan(text: str, words: str) -> Decimal:
    """三万五 is 35000: a single last figure straight after 百, 千, 万 or 亿 counts in the next lower place."""
    total = section = Decimal(0)
    number: Decimal | None = None
    smallest, below, tail_unit = 10_000, 10**12, 1
    for token in _tokens(text, words):
        if token in _UNITS:
            unit = _UNITS[token]
            if unit >= smallest or (number is None and (unit != 10 or section)):
                raise _not_an_amount(text)
            section, smallest, tail_unit = section + (1 if number is None else number) * unit, unit, unit
            number = None
        elif token in _LARGE:
            unit = _LARGE[token]
            if unit >= below or not section + (number or 0):
                raise _not_an_amount(text)
            total, section, number = total + (section + (number or 0)) * unit, Decimal(0), None
            smallest, below, tail_unit = 10_000, unit, unit
        elif number:
            raise _not_an_amount(text)
        else:
            number = Decimal(_FIGURES[token]) if token in _FIGURES else Decimal(token.replace(",", ""))
            if not number or len(token) > 1:
                tail_unit = 1
    return total + section + (number or 0) * (tail_unit // 10 if tail_unit >= 100 else 1)


def _tokens(text: str, words: str) -> list[str]:
    found, at = [], 0
    while at < len(words):
        figures = _PLAIN.match(words, at)
        token = figures[0] if figures else words[at]
        if not figures and token not in _FIGURES and token not in _UNITS and token not in _LARGE:
            raise _not_an_amount(text)
        found.append(token)
        at += len(token)
    return found


def _read_coins(text: str, coins: str) -> Decimal:
    """五角三分, 零五分; 三块五 is fifty fen, 三块零五 five."""
    found = _COINS.fullmatch(coins)
    if not found:
        raise _not_an_amount(text)
    jiao, last = (_figure(text, found[name]) for name in ("jiao", "last"))
    if found["last"] and not found["fen"] and not found["jiao"] and not found["zero"]:
        jiao, last = last, 0
    return Decimal(jiao * 10 + last) / 100


def _figure(text: str, word: str | None) -> int:
    if word is None:
        return 0
    if word in _FIGURES:
        return _FIGURES[word]
    if word.isascii() and word.isdigit():
        return int(word)
    raise _not_an_amount(text)


def _not_an_amount(text: str) -> AmountError:
    return AmountError(f"“{text.strip()}”不是可以识别的金额。请填写数字（单位：元），例如 35000、35000.50 或 3.5万。")
