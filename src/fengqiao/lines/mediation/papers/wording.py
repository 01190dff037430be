"""How facts are worded on the papers of mediation: codes as labels, days, amounts, the ways told to the parties."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from fengqiao.documents.amounts import Amount
from fengqiao.documents.dates import chinese_date
from fengqiao.lines.mediation import codes
from fengqiao.matter.needs import Options

ALSO = "、"

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


def label(options: Options, code: str | None) -> str:
    """The option's label; the code itself when the list does not know it, empty for nothing."""
    return dict(options).get(code or "", code or "")


def labels(options: Options, chosen: Iterable[str] | None) -> list[str]:
    """The labels in the order of the list."""
    picked = set(chosen or ())
    return [word for code, word in options if code in picked]


def ways(chosen: Iterable[str] | None) -> list[str]:
    """The other ways told to the parties, one sentence each, in the order of the list."""
    picked = set(chosen or ())
    return [WAYS[code] + "。" for code, _ in codes.OTHER_WAYS if code in picked]


def day(value: str | date | None) -> str:
    """2026年5月3日 from an ISO date or a date; empty for nothing."""
    if not value:
        return ""
    return chinese_date(value if isinstance(value, date) else date.fromisoformat(value))


def short_day(value: str | date | None) -> str:
    """2026.5.3, for narrow columns."""
    if not value:
        return ""
    found = value if isinstance(value, date) else date.fromisoformat(value)
    return f"{found.year}.{found.month}.{found.day}"


def money(fen: int | None) -> str:
    """35,000.00元（人民币叁万伍仟元整）; empty for nothing."""
    return "" if fen is None else Amount(fen).shown


def sentence(*parts: str | None) -> str:
    """The parts joined with ；, each without its own end mark, closed with 。; empty for nothing."""
    kept = [part.strip().rstrip("。；; ") for part in parts if part and part.strip()]
    return "；".join(kept) + "。" if kept else ""
