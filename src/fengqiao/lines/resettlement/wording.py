"""RB11: words that say of a person that he was in prison. They stand on no paper that others post, pass on or read out.

The finding is shown to whoever types; nothing is changed by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

TELLING = (
    "刑满释放", "刑释", "释放人员", "释放证明", "出狱", "监狱", "看守所", "服刑", "判刑", "刑期", "罪犯", "犯罪", "犯过罪", "前科", "案底", "劳改", "劳教",
    "坐牢", "蹲监", "牢里", "假释", "缓刑", "社区矫正", "安置帮教", "帮教", "两劳", "改造人员", "减刑",
)  # fmt: skip
_TELLING = re.compile("|".join(map(re.escape, sorted(TELLING, key=len, reverse=True))))


def telling_words(*texts: str | None) -> list[str]:
    """The words in these texts that tell of it, each once, in the order found; spaces inside a word hide nothing."""
    found: dict[str, None] = {}
    for text in texts:
        plain = re.sub(r"\s+", "", text or "")
        found |= dict.fromkeys(_TELLING.findall(plain))
    return list(found)


def texts_in(value: object) -> Iterable[str]:
    """Every text inside a paper's values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts_in(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts_in(inner)
