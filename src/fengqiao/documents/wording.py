"""How facts are worded on papers, whatever the line: codes as labels, days, amounts, sentences joined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from fengqiao.documents.amounts import Amount
from fengqiao.documents.dates import chinese_date

Options = Iterable[tuple[str, str]]
ALSO = "、"


def label(options: Options, code: str | None) -> str:
    """The option's label; the code itself when the list does not know it, empty for nothing."""
    return dict(options).get(code or "", code or "")


def labels(options: Options, chosen: Iterable[str] | None) -> list[str]:
    """The labels in the order of the list."""
    picked = set(chosen or ())
    return [word for code, word in options if code in picked]


def ways_told(said: Mapping[str, str], options: Options, chosen: Iterable[str] | None) -> list[str]:
    """The other ways a person was told of, one whole sentence each as ``said`` has it, in the order of the list."""
    picked = set(chosen or ())
    return [said[code] + "。" for code, _ in options if code in picked]


def day(value: str | date | None) -> str:
    """2026年5月3日 from an ISO date or a date; empty for nothing."""
    if not value:
        return ""
    return chinese_date(value if isinstance(value, date) else date.fromisoformat(value))


def short_day(value: str | date | None) -> str:
    """2026.5.3, for narrow columns; empty for nothing."""
    if not value:
        return ""
    found = value if isinstance(value, date) else date.fromisoformat(value)
    return f"{found.year}.{found.month}.{found.day}"


def money(fen: int | None) -> str:
    """35,000.00元（人民币叁万伍仟元整）; empty for nothing."""
    return "" if fen is None else Amount(fen).shown


def bare(text: str | None) -> str:
    """A typed text without its end mark, to stand in a sentence."""
    return (text or "").strip().rstrip("。；; ")


def sentence(*parts: str | None) -> str:
    """The parts joined with ；, each without its own end mark, closed with 。; empty for nothing."""
    kept = [said for part in parts if (said := bare(part))]
    return "；".join(kept) + "。" if kept else ""
