"""What a check found, and how findings are shown."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Level = Literal["ok", "warn", "fail"]
WORDS: dict[Level, str] = {"ok": "正常", "warn": "注意", "fail": "不行"}
MARKS: dict[Level, str] = {"ok": "✓", "warn": "!", "fail": "✗"}


@dataclass(frozen=True)
class Finding:
    """One thing about the machine: what was seen (`said`), and what to do about it ("" when nothing)."""

    code: str
    level: Level
    title: str
    said: str
    do: str = ""


def table(findings: Sequence[Finding]) -> str:
    """One line a finding, with what to do below it, and the count at the end."""
    wide = max((width(finding.title) for finding in findings), default=0)
    lines = []
    for finding in findings:
        padding = " " * (wide - width(finding.title))
        lines.append(f"{MARKS[finding.level]} {WORDS[finding.level]}  {finding.title}{padding}  {finding.said}")
        if finding.do:
            lines.append(f"{' ' * (wide + 10)}→ {finding.do}")
    return "\n".join([*lines, "", summary(findings)])


def summary(findings: Sequence[Finding]) -> str:
    """One sentence: can it run here?"""
    fails = sum(finding.level == "fail" for finding in findings)
    warns = sum(finding.level == "warn" for finding in findings)
    if fails:
        return f"有 {fails} 项不行，须先处理；另有 {warns} 项要注意。" if warns else f"有 {fails} 项不行，须先处理。"
    if warns:
        return f"可以运行；有 {warns} 项要注意。"
    return "全部正常，可以运行。"


def width(text: str) -> int:
    """Columns the text takes in a terminal: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
