"""How facts are worded on the papers of mediation: as on every paper, and the ways told to the parties."""

from __future__ import annotations

from collections.abc import Iterable

from fengqiao.documents.wording import ALSO, bare, day, label, labels, money, sentence, short_day, ways_told
from fengqiao.lines.mediation import codes

# 人民调解法 26: the ways a party is told of, as whole sentences.
WAYS = {
    "suit": "向有管辖权的人民法院提起诉讼",
    "arbitration": "有仲裁协议的，向约定的仲裁机构申请仲裁；劳动争议、农村土地承包经营纠纷，"
                   "向有管辖权的仲裁委员会申请仲裁",
    "government": "请人民政府或者有关主管部门依法处理",
    "review": "对行政行为不服的，依法申请行政复议",
    "police": "向公安机关报案或者请求处理",
    "traffic": "请公安机关交通管理部门调解",
}


def ways(chosen: Iterable[str] | None) -> list[str]:
    """The other ways told to the parties."""
    return ways_told(WAYS, codes.OTHER_WAYS, chosen)


__all__ = ["ALSO", "WAYS", "bare", "day", "label", "labels", "money", "sentence", "short_day", "ways"]
