"""How a law is called: with or without 中华人民共和国, with book marks, by its common short name."""

from __future__ import annotations

import re
from functools import lru_cache

STATE = "中华人民共和国"

_ALIASES = {
    "民诉法": "民事诉讼法",
    "刑诉法": "刑事诉讼法",
    "行诉法": "行政诉讼法",
    "复议法": "行政复议法",
    "处罚法": "行政处罚法",
    "许可法": "行政许可法",
    "强制法": "行政强制法",
    "赔偿法": "国家赔偿法",
    "治安处罚法": "治安管理处罚法",
    "治安法": "治安管理处罚法",
    "个保法": "个人信息保护法",
    "个人信息法": "个人信息保护法",
    "未保法": "未成年人保护法",
    "未成年保护法": "未成年人保护法",
    "反家暴法": "反家庭暴力法",
    "老年法": "老年人权益保障法",
    "老年人保障法": "老年人权益保障法",
    "妇女法": "妇女权益保障法",
    "妇女保障法": "妇女权益保障法",
    "残疾人法": "残疾人保障法",
    "劳动仲裁法": "劳动争议调解仲裁法",
    "劳动争议仲裁法": "劳动争议调解仲裁法",
    "土地承包仲裁法": "农村土地承包经营纠纷调解仲裁法",
    "农村土地承包仲裁法": "农村土地承包经营纠纷调解仲裁法",
    "村组法": "村民委员会组织法",
    "村委会组织法": "村民委员会组织法",
    "居委会组织法": "城市居民委员会组织法",
    "居民委员会组织法": "城市居民委员会组织法",
    "噪声法": "噪声污染防治法",
    "环境噪声污染防治法": "噪声污染防治法",
    "保密法": "保守国家秘密法",
    "法援法": "法律援助法",
    "社矫法": "社区矫正法",
    "矫正法": "社区矫正法",
    "预未法": "预防未成年人犯罪法",
    "普法法": "法治宣传教育法",
    "环境法典": "生态环境法典",
    "消法": "消费者权益保护法",
    "道交法": "道路交通安全法",
    "民促法": "民营经济促进法",
    "数安法": "数据安全法",
    "网安法": "网络安全法",
    "香港基本法": "香港特别行政区基本法",
    "澳门基本法": "澳门特别行政区基本法",
}

_EDITION_NOTE = re.compile(r"[（(](\d{4})(?:年?(?:修[订正改]|版本?|文本))?[）)]$")


@lru_cache(maxsize=4096)
def short_name(name: str) -> str:
    """The name that citations print: no state prefix, outer book marks or edition note; aliases resolved."""
    text = re.sub(r"\s", "", name).replace("(", "（").replace(")", "）")
    text = _EDITION_NOTE.sub("", text)
    if text.startswith("《") and text.find("》") == len(text) - 1:
        text = text[1:-1]
    text = _EDITION_NOTE.sub("", text).removeprefix(STATE)
    return _ALIASES.get(text, text)


def plain_name(name: str) -> str:
    """The name for comparing: as printed, without any inner book marks or state prefix either."""
    return re.sub(f"[《》〈〉]|{STATE}", "", short_name(name))


def edition_note(name: str) -> str | None:
    """The year in 行政复议法（2023年修订）; None without such a note."""
    found = _EDITION_NOTE.search(re.sub(r"[\s《》]", "", name).replace("(", "（").replace(")", "）"))
    return found[1] if found else None


def aliases() -> dict[str, str]:
    """Common short name to name."""
    return dict(_ALIASES)
