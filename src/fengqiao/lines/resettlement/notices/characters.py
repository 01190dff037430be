"""Traditional characters read as the simplified ones of headings, places and usual words. Names stay as they are written."""

from __future__ import annotations

import unicodedata

# Pairs as they stand in headings, names of places and organs; a character that is not here is left as it is
_PAIRS = (
    "證证號号碼码釋释戶户監监獄狱別别電电話话擬拟縣县鄉乡鎮镇區区劉刘張张陳陈楊杨趙赵黃黄吳吴孫孙馬马鄭郑許许鄧邓馮冯蕭萧葉叶蘇苏呂吕盧卢賈贾鍾钟薑姜範范韓韩"
    "職职業业農农東东龍龙鳳凤興兴慶庆華华國国漢汉濱滨陽阳陰阴濟济寧宁灣湾溪溪橋桥楓枫嶺岭崗岗壩坝塢坞莊庄園园廣广廠厂門门關关開开間间"
    "單单位位機机構构備备註注類类據据實实際际對对應应當当歸归屬属來来時时間间發发書书記记錄录審审減减滿满罰罚姦奸盜盗竊窃搶抢奪夺詐诈騙骗傷伤殺杀毒毒販贩運运"
    "經经濟济紹绍親亲聯联繫系絡络歲岁內内處处辦办務务員员長长組组織织聚聚傳传貧贫殘残廢废醫医療疗學学習习勞劳動动會会優优貴贵陸陆"
)  # fmt: skip
SIMPLIFIED = {ord(_PAIRS[i]): _PAIRS[i + 1] for i in range(0, len(_PAIRS) - 1, 2)}


def simplified(text: str) -> str:
    """The text in half width with its traditional characters as simplified ones."""
    return unicodedata.normalize("NFKC", text).translate(SIMPLIFIED)


def is_traditional(text: str) -> bool:
    """Whether the text holds a character this table would change."""
    return any(ord(char) in SIMPLIFIED and SIMPLIFIED[ord(char)] != char for char in text)
