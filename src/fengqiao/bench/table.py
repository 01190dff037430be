"""The results as a table for the terminal and as JSON."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any


def as_text(report: Mapping[str, Any]) -> str:
    """The whole report: filling, ratios, memory."""
    filled = report["filling"]
    lines = [
        f"枫桥测速（{report['size']}）：{filled['matters']}件（其中矫正三年的{filled['people']}人，{filled['records']}条记录；法律援助和公共法律服务{filled['services']}件），{sum(filled['rows'].values())}行，库{report['database_mb']}MB；"
        f"{report['machine']['cpus']}核，Python {report['machine']['python']}，PostgreSQL {report['machine']['postgresql']}",
        "",
        *_grid(("项目", "本程序", "裸SQL", "倍数", "查询数", "说明"), [_row(m) for m in report["measures"]]),
        "",
        f"抽{filled['verified']}件、另抽矫正三年的{filled['people_verified']}人、法律服务{filled['services_verified']}件按时间轴重建核对：差异{len(filled['differences'])}处。",
    ]
    if report["crowd"]:
        lines += ["", *_crowd(report["crowd"])]
    if report["memory"]:
        rows = [(m["name"], str(m["processes"]), f"{m['rss_mb']}MB", f"{m['pss_mb']}MB") for m in report["memory"]]
        lines += ["", *_grid(("内存", "进程", "RSS合计", "PSS合计"), rows)]
    elif report["memory"] is not None:
        lines += ["", "内存：本机没有 /proc，未测。"]
    over = [m["name"] for m in report["measures"] if not m["within_budget"]]
    if over:
        lines += ["", f"查询数超出上限：{'、'.join(over)}。"]
    return "\n".join(lines)


def _crowd(crowd: Mapping[str, Any]) -> list[str]:
    """Fifty people at once: all together, and what each thing took."""
    head = f"{crowd['people']}人同时办公：{crowd['requests']}次，每秒{crowd['per_second']}次，中位{crowd['middle_ms']:.0f}ms，"
    rows = [(name, str(count), f"{p95:.0f}ms") for name, (count, p95) in sorted(crowd["by_name"].items())]
    return [f"{head}p95 {crowd['p95_ms']:.0f}ms，出错{crowd['errors']}次。", *_grid(("", "次数", "p95"), rows)]


def _row(measure: Mapping[str, Any]) -> tuple[str, ...]:
    queries = "" if measure["queries"] is None else str(measure["queries"])
    if measure["budget"] is not None:
        queries += f"/{measure['budget']}" + ("" if measure["within_budget"] else " 超")
    times = (f"{measure['ours_ms']:.2f}ms", f"{measure['bare_ms']:.2f}ms", f"{measure['ratio']:.1f}")
    return (measure["name"], *times, queries, measure["note"])


def _grid(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Columns lined up; a Chinese character takes two places."""
    table = [head, *rows]
    widths = [max(_width(row[at]) for row in table) for at in range(len(head))]
    return ["  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table]


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
