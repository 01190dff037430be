"""Sums of money and numbers of people that a story names: candidates to be confirmed, never taken silently."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fengqiao.documents.amounts import AmountError, in_figures, parse_amount

from .spans import Span

_WORD = "零〇一二两三四五六七八九十百千万亿"
_FIGURE = r"(?<![\d.\-])\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|(?<![\d.,\-])\d+(?:\.\d+)?"
_AMOUNT = re.compile(
    rf"(?P<said>(?:(?:{_FIGURE})(?:\s*[十百千万亿wW])*(?:\d[千百])?(?:[一二两三四五六七八九]|\d{{1,4}})?|[{_WORD}]{{1,14}})\s*(?:多|余|来)?\s*(?:元|块钱?|圆|人民币))"
    rf"|(?P<bare>(?:(?:{_FIGURE})\s*[万wW](?:\d(?![\d.万千百]))?|[一二两三四五六七八九十百]{{1,6}}万[一二三四五六七八九]?千?))(?!(?:多|余|来|几)?[\d亩头只人个户名元块平里字米家次条票])"
    rf"|(?:(?:押金|定金|订金|彩礼|罚款|工资|医药费)(?:是|有|共|一共)?|(?:欠|赔|付|借|花|给|交|损失)(?:了|我|他|她|你|们|给|款|钱)*)(?P<plain>\d{{3,7}}(?![\d\-.:：%年月日号点岁]|\s*[十百千万亿wW])|[一二两三四五六七八九]百(?:[一二三四五六七八九]十?)?|[一二两三四五六七八九]千(?:[一二三四五六七八九]百?)?)"
    r"(?=[，。、；！？,;\s]|$|[没不未还一给就到的])"
)
_PAIR = re.compile("一二|二三|两三|三四|四五|五六|六七|七八|八九")
_MONEY_NEAR = re.compile(r"钱|款|元|借|欠|赔|付|费|价|彩礼|工资|押金|损失|转账|存|贷|骗|投资|给了|交了|花了")
_ABOUT = re.compile(r"[多余来]|\s")
_COUNT = re.compile(
    rf"(?P<number>\d{{1,4}}|[{_WORD[:-2]}]{{1,5}})(?P<about>多|余|几|来)?\s*(?:个|名|位)?(?P<unit>人|户|农民工|工人|民工|业主|村民|工友|家农户|户人家|家业主)"
    r"(?![民大家身事员格均造种])"
)
_NOT_PEOPLE = re.compile(r"(?:第|每|甲|乙|丙|[\d.])$")
_MOST_PEOPLE = 9_999
_ONES = {word: at for at, word in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}


@dataclass(frozen=True)
class Sum:
    """Money named in the text. `shown` reads it back in yuan; always to be confirmed by the person who typed."""

    fen: int
    shown: str
    about: bool
    span: Span


@dataclass(frozen=True)
class People:
    """A number of people or households; a household is counted as one."""

    count: int
    unit: str
    about: bool
    span: Span


def sums_in(text: str) -> list[Sum]:
    """Every sum of money, in the order of the text."""
    found = []
    for match in _AMOUNT.finditer(text):
        group = str(match.lastgroup)
        if group == "bare" and not _MONEY_NEAR.search(text[max(0, match.start() - 14) : match.end() + 8]):
            continue
        said = match[group]
        try:
            fen = parse_amount(_ABOUT.sub("", said).replace("块钱", "元").replace("人民币", "元")).fen
        except AmountError:
            continue
        if fen:
            span = Span.of(text, *match.span(group))
            found.append(Sum(fen, in_figures(fen) + "元", any(c in said for c in "多余来"), span))
    return found


def people_in(text: str) -> list[People]:
    """Every number of people of two or more: 我们五户, 30多人, 十几个工人 (taken as 10)."""
    found = []
    for match in _COUNT.finditer(text):
        number = _PAIR.sub(lambda pair: pair[0][0], match["number"])  # 五六个人 is five at least
        count = _whole(number)
        if 2 <= count <= _MOST_PEOPLE and not _NOT_PEOPLE.search(text[max(0, match.start() - 1) : match.start()]):
            unit = "户" if "户" in match["unit"] else "人"
            found.append(
                People(count, unit, bool(match["about"]) or number != match["number"], Span.of(text, *match.span()))
            )
    return found


def _whole(words: str) -> int:
    """三十五 is 35; 0 for what is no number."""
    if words.isdigit() and words.isascii():
        return int(words)
    total, last = 0, None
    for word in words:
        if word in _ONES:
            if last is not None and last:
                return 0
            last = _ONES[word]
        elif (size := {"十": 10, "百": 100, "千": 1000}.get(word)) is not None:
            total, last = total + (1 if last is None else last) * size, None
        else:
            return 0
    return total + (last or 0)
