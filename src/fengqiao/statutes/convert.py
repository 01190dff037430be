"""From the source's SQLite file to the library's data file."""

from __future__ import annotations

import json
import re
import sqlite3
import zipfile
from dataclasses import dataclass
from pathlib import Path

from .library import INDEX_MEMBER
from .names import plain_name
from .numerals import WHOLE_TEXT, article_key

_ITEM_OF_DECISION = re.compile(r"条目(.+)")
_PART = re.compile(r"第[一二三四五六七八九十]+(?:分)?编[ \u3000].+|附[ \u3000]*则")
_SPACE_AFTER_MARK = re.compile(r"(?<=[，。；、：）])[ \u3000]+(?=[\u4e00-\u9fff《（“])")
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Edition:
    """One law of the source: its row for the index and its articles as (key, heading, text)."""

    row: dict[str, str | int | None]
    articles: tuple[tuple[str, str, str], ...]


def read_source(database: Path) -> list[Edition]:
    """All laws of the source, by title, newest edition first. Raises sqlite3.Error for another file."""
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        rows = connection.execute(
            "select law_id, law_name, version_date, publish_date, effective_date, status, doc_type,"
            " issuing_body, law_department from laws order by law_name, version_date"
        ).fetchall()
        found = [_edition(connection, row) for row in rows]
    finally:
        connection.close()
    found.sort(key=lambda each: str(each.row["version_on"]), reverse=True)
    return sorted(found, key=lambda each: plain_name(str(each.row["name"])))


def write_data_file(editions: list[Edition], target: Path) -> None:
    """Writes the zip: the same editions give the same bytes (with the same zlib)."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        _add(archive, INDEX_MEMBER, [each.row for each in editions])
        for each in editions:
            _add(archive, str(each.row["member"]), each.articles)


def _add(archive: zipfile.ZipFile, name: str, content: object) -> None:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    archive.writestr(info, json.dumps(content, ensure_ascii=False, separators=(",", ":")))


def _edition(connection: sqlite3.Connection, row: tuple[str | None, ...]) -> Edition:
    law_id, name, version_on, published_on, effective_on, status, kind, issuer, department = row
    stored = connection.execute(
        "select article_no, chapter, section, article_text from articles where law_id = ? order by id",
        (law_id,),
    ).fetchall()
    articles = _articles(stored)
    return Edition(
        {
            "name": name,
            "version_on": version_on,
            "published_on": published_on,
            "effective_on": effective_on,
            "status": status,
            "kind": kind,
            "issuer": issuer or "",
            "department": department or "",
            "article_count": len(articles),
            "missing": _missing([key for key, _, _ in articles]),
            "member": f"laws/{plain_name(str(name))}@{version_on}.json",
        },
        articles,
    )


def _articles(stored: list[tuple[str, str | None, str | None, str]]) -> tuple[tuple[str, str, str], ...]:
    """Articles in order, one per key: what the source gives twice under one number stays together."""
    mend = _mend_page_copy if _is_page_copy([text for *_, text in stored]) else str.strip
    found: dict[str, tuple[str, str]] = {}
    part = ""
    for number, chapter, section, stored_text in stored:
        place = () if part == "附则" else (chapter, section)
        heading = " ".join(each for each in (part, *place) if each)
        text, trailing = _without_part_heading(stored_text.strip())
        text, key = _curl_quotes(mend(text)), _key(number)
        if key in found:
            heading, text = found[key][0], found[key][1] + "\n" + text
        found[key] = (heading, text)
        if trailing:
            part = _next_part(part, trailing)
    return tuple((key, heading, text) for key, (heading, text) in found.items())


def _without_part_heading(text: str) -> tuple[str, list[str]]:
    """The source leaves the heading of a part (编) at the end of the article before it."""
    lines = text.split("\n")
    trailing: list[str] = []
    while len(lines) > 1 and _PART.fullmatch(lines[-1]):
        trailing.insert(0, _heading(lines.pop()))
    return "\n".join(lines), trailing


def _heading(line: str) -> str:
    """第二编 物权; printed headings are spaced out: 第二编　物　权."""
    plain = re.sub(r"[ \u3000]+", "", line)
    return re.sub(r"(?<=编)", " ", plain, count=1)


def _next_part(part: str, trailing: list[str]) -> str:
    """第三编 合同 stays in front when only the sub-part (分编) changes."""
    new = " ".join(trailing)
    if "分编" in trailing[0] and part:
        return f"{re.split(r' (?=第[^ ]+分编)', part)[0]} {new}"
    return new


def _curl_quotes(text: str) -> str:
    """Straight quotation marks become the curved ones of the official text, in pairs."""
    if text.count('"') % 2:
        return text
    return re.sub(r'"([^"]*)"', r"“\1”", text)


def _is_page_copy(texts: list[str]) -> bool:
    """Whether a text was taken from printed pages: spaces after commas, sentences broken at line ends."""
    return sum(bool(_SPACE_AFTER_MARK.search(text)) for text in texts) > 20


def _mend_page_copy(text: str) -> str:
    text = _SPACE_AFTER_MARK.sub("", text)
    text = re.sub(r"(?<=[\u4e00-\u9fff]) +(?=[\d\u4e00-\u9fff])", "", text)
    return re.sub(r"(?<=[\u4e00-\u9fff，、])\n(?!（[一二三四五六七八九十]+）|第.+编)", "", text)


def _missing(keys: list[str]) -> str:
    """Numbers left out of a numbering that starts at one, separated by spaces."""
    numbers = {int(key) for key in keys if key.isdigit()}
    if 1 not in numbers:
        return ""
    return " ".join(str(each) for each in range(1, max(numbers)) if each not in numbers)


def _key(number: str) -> str:
    found = _ITEM_OF_DECISION.fullmatch(number)
    return WHOLE_TEXT if number == WHOLE_TEXT else article_key(found[1] if found else number)
