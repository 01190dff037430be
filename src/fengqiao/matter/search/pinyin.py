"""Names by their sound: 欧阳建国 as ouyangjianguo, oyjg; surnames with the readings they have as surnames."""

from __future__ import annotations

import os
from functools import lru_cache

LONGEST = 12  # of an organisation's longer name only words are searched
SPOKEN = 4  # longer ones by their initials only
# What a character is read as when it is a surname; the usual reading follows where both are heard.
SURNAMES: dict[str, tuple[str, ...]] = {
    "单": ("shan",), "解": ("xie",), "仇": ("qiu",), "曾": ("zeng",), "查": ("zha",), "区": ("ou",), "朴": ("piao",), "盖": ("ge", "gai"),
    "覃": ("qin", "tan"), "翟": ("zhai",), "任": ("ren",), "乐": ("yue", "le"), "员": ("yun",), "缪": ("miao",), "召": ("shao",),
    "牟": ("mu", "mou"), "冼": ("xian",), "洗": ("xian",), "繁": ("po",), "秘": ("bi",), "黑": ("he",), "折": ("she",), "种": ("chong",),
    "重": ("chong",), "尉": ("wei", "yu"), "宓": ("mi", "fu"), "幺": ("yao",), "俞": ("yu",), "褚": ("chu",), "晁": ("chao",),
    "臧": ("zang",), "瞿": ("qu",), "葛": ("ge",), "纪": ("ji",), "逄": ("pang",), "郇": ("xun", "huan"), "佘": ("she",), "卜": ("bu",),
    "都": ("du",), "句": ("gou",), "能": ("nai",), "适": ("kuo",), "薄": ("bo",), "那": ("na",), "车": ("che",), "贾": ("jia",),
    "尉迟": ("yuchi",), "万俟": ("moqi",), "长孙": ("zhangsun",), "澹台": ("tantai",), "令狐": ("linghu",), "单于": ("chanyu",),
    "欧阳": ("ouyang",), "上官": ("shangguan",), "司马": ("sima",), "诸葛": ("zhuge",), "夏侯": ("xiahou",), "皇甫": ("huangfu",),
    "慕容": ("murong",), "宇文": ("yuwen",), "公孙": ("gongsun",), "东方": ("dongfang",),
}  # fmt: skip
_INITIALS = {"yuchi": "yc", "moqi": "mq", "zhangsun": "zs", "tantai": "tt", "linghu": "lh", "chanyu": "cy", "ouyang": "oy",
             "shangguan": "sg", "sima": "sm", "zhuge": "zg", "xiahou": "xh", "huangfu": "hf", "murong": "mr", "yuwen": "yw",
             "gongsun": "gs", "dongfang": "df"}  # fmt: skip


@lru_cache(maxsize=4096)
def sounds(name: str) -> frozenset[str]:
    """The initials of a name and, of a short one, its whole sound, its surname's and its given name's; nothing for names
    in other letters."""
    if not 1 < len(name) <= LONGEST or not all("一" <= c <= "鿿" for c in name):
        return frozenset()
    surname = name[:2] if name[:2] in SURNAMES else name[:1]
    given = [_usual(character) for character in name[len(surname) :]]
    found: set[str] = set()
    for said in SURNAMES.get(surname) or (_usual(surname),):
        found.add(_INITIALS.get(said, said[:1]) + "".join(syllable[:1] for syllable in given))
        if len(name) <= SPOKEN:
            found |= {said + "".join(given), said, "".join(given)} - {""}
    return frozenset(found)


@lru_cache(maxsize=8192)
def _usual(character: str) -> str:
    """The usual sound of one character, without tone."""
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")  # 14 instead of 58 MB: names are read character by character
    from pypinyin import Style, pinyin  # and nothing at all before a name is first written down

    return str(pinyin(character, style=Style.NORMAL)[0][0]).replace("ü", "v")
