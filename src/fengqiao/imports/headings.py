"""Which column is which, as an office writes it: its own mapping file, and what it said in the browser."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from configparser import ConfigParser
from configparser import Error as ConfigError
from dataclasses import dataclass, field
from pathlib import Path

from fengqiao.imports.kinds import named

COLUMNS, DAYS = "栏目", "日期"
_IN_BRACKETS = re.compile(r"[（(].*?[)）]")


class MappingWrong(ValueError):
    """The mapping file cannot be used; the message says why in Chinese."""


@dataclass(frozen=True)
class OwnWords:
    """What an office writes in its own way in a kind of ledger: columns, words of some columns, the year of days without one.

    From its mapping file (sections 栏目, 日期 with 年份 = 2025, and one for each column with words of its own, such as 调解员,
    of lines 台账的写法 = 系统的写法), or as it was said in the browser and is remembered.
    """

    kind: str = "mediation"
    headings: Mapping[str, str] = field(default_factory=dict)
    meanings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    year: int | None = None

    def field_of(self, heading: str) -> str:
        """The field a heading stands for; empty for none."""
        text = plain(heading)
        return self.headings.get(text) or named(self.kind).by_heading.get(_IN_BRACKETS.sub("", text).strip("*:："), "")

    def of(self, name: str) -> Mapping[str, str]:
        """What the words of a column were said to mean, in the product's words."""
        return self.meanings.get(name, {})


def read_own_words(path: Path, kind: str = "mediation") -> OwnWords:
    """The mapping file. Raises MappingWrong."""
    declared = named(kind)
    sections = {each.label: each.field for each in declared.words}
    said = ConfigParser(delimiters=("=",), comment_prefixes=("#",), interpolation=None, strict=False)
    said.optionxform = str  # type: ignore[assignment, method-assign]
    try:
        said.read_string(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, ConfigError) as error:
        under = "、".join(f"[{name}]" for name in (COLUMNS, *sections))
        raise MappingWrong(
            f"对照文件{path.name}读不了。请存成UTF-8，每行写“台账的写法 = 系统的写法”，分在{under}下。"
        ) from error
    given = {name: {plain(k): plain(v) for k, v in said[name].items()} if name in said else {} for name in (COLUMNS, DAYS, *sections)}
    columns = given[COLUMNS]
    headings = {word: name if name in declared.labels else declared.by_heading.get(name, "") for word, name in columns.items()}
    unknown = [columns[word] for word, name in headings.items() if not name]
    if unknown:
        known = "、".join(each.headings[0] for each in declared.fields if each.headings)
        raise MappingWrong(f"对照文件里没有这些栏目：{'、'.join(unknown)}。可用的有：{known}。")
    year = given[DAYS].get("年份", "")
    if year and not re.fullmatch(r"20\d\d", year):
        raise MappingWrong(f"对照文件里的年份“{year}”不对，请写成2025这样。")
    return OwnWords(kind, headings, {name: given[label] for label, name in sections.items()}, int(year) if year else None)


def plain(value: object) -> str:
    """The text of a cell: full-width signs made ordinary, spaces and line breaks gone, 3.0 as 3."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(value))) if value is not None else ""
