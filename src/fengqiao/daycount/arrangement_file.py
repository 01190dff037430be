"""Read the file of ``fengqiao calendar load FILE``, CSV or JSON (docs/calendar-format.md)."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from fengqiao.daycount.arrangement import ArrangedDay, Arrangement, Overlay, arrangement_year
from fengqiao.daycount.arrangement_check import check_days, find_oddities, known_statutory_days
from fengqiao.daycount.errors import ArrangementError, RowError

_COLUMNS = {
    "date": ("date", "日期"),
    "kind": ("kind", "类型"),
    "name": ("name", "名称", "节日"),
    "source": ("source", "source_document", "依据", "依据文号"),
    "statutory": ("statutory", "法定"),
}
_NEEDED = ("date", "kind", "name")
_RESTS = {"rest": True, "放假": True, "休": True, "work": False, "上班": False, "班": False}
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_YEAR_LINE = re.compile(r"#\s*(?:year|年份)\s*[:：,，]?\s*(\d{4})")
_LARGEST_FILE_BYTES = 1_000_000


@dataclass(frozen=True)
class _Row:
    line: int
    cells: Mapping[str, str]


def load_arrangement(path: str | Path, year: int | None = None) -> Arrangement:
    """The arrangement in the file, checked and final; oddities that do not forbid it are ``warnings``.

    ``year`` must agree with the file where both state it; if neither does, it is the year of most rows.
    Raises ``ArrangementError`` naming every fault, row by row, in Chinese.
    """
    stated, source, rows = _read_rows(Path(path))
    if year is not None and stated is not None and year != stated:
        raise ArrangementError([RowError(0, f"文件写明是{stated}年的安排，与指定的{year}年不一致。")])
    parsed, cited, errors = _parse_rows(rows, source)
    if not parsed:
        raise ArrangementError(errors)
    year = (
        year
        or stated
        or Counter(arrangement_year(day.on, day.name) for _, day in parsed).most_common(1)[0][0]
    )
    errors += check_days(parsed, year, complete=not errors)
    _raise_if_any(errors)
    known = known_statutory_days(year)
    days = tuple(sorted(replace(day, statutory=True) if day.on in known else day for _, day in parsed))
    return Arrangement(year, days, cited, True, find_oddities(days, year))


def load_overlay(path: str | Path, name: str) -> Overlay:
    """The local holidays of a district called ``name``, of any years, from a file of the same format.

    Raises ``ArrangementError`` as ``load_arrangement`` does.
    """
    _, source, rows = _read_rows(Path(path))
    parsed, cited, errors = _parse_rows(rows, source)
    for year in sorted({day.on.year for _, day in parsed}):
        errors += check_days([row for row in parsed if row[1].on.year == year], year, complete=False)
    _raise_if_any(errors)
    return Overlay(name, tuple(sorted(day for _, day in parsed)), cited)


def _read_rows(path: Path) -> tuple[int | None, str, list[_Row]]:
    """The year the file states, the source it states for all rows, and its rows as text."""
    text = _read_text(path)
    is_json = path.suffix.lower() == ".json" or text.lstrip().startswith(("{", "["))
    stated, source, rows = _json_rows(text) if is_json else _csv_rows(text)
    if not rows:
        raise ArrangementError([RowError(0, "文件中没有放假安排，请按格式逐日填写。")])
    return stated, source, rows


def _parse_rows(rows: list[_Row], source: str) -> tuple[list[tuple[int, ArrangedDay]], str, list[RowError]]:
    """The days with their lines, the documents cited, and the faults of single rows."""
    errors: list[RowError] = []
    parsed: list[tuple[int, ArrangedDay]] = []
    cited: Counter[str] = Counter()
    for row in rows:
        day = _parse_row(row, errors)
        row_source = row.cells.get("source", "") or source
        if not row_source:
            errors.append(RowError(row.line, "缺少依据文件（source），请填写放假通知的名称或文号。"))
        cited[row_source] += 1
        if day is not None:
            parsed.append((row.line, day))
    return parsed, "；".join(name for name, _ in cited.most_common()), errors


def _raise_if_any(errors: list[RowError]) -> None:
    if errors:
        raise ArrangementError(sorted(errors, key=lambda one: one.line or 10**9))


def _read_text(path: Path) -> str:
    if not path.is_file():
        raise ArrangementError([RowError(0, f"找不到文件“{path}”，请核对路径。")])
    if path.stat().st_size > _LARGEST_FILE_BYTES:
        raise ArrangementError([RowError(0, "文件超过1MB，不像是一年的放假安排，请核对。")])
    content = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ArrangementError(
        [RowError(0, "文件不是文本，或编码既不是UTF-8也不是GB18030。请另存为CSV（UTF-8）后重试。")]
    )


def _csv_rows(text: str) -> tuple[int | None, str, list[_Row]]:
    stated = None
    table: list[tuple[int, list[str]]] = []
    for line, cells in enumerate(csv.reader(text.splitlines()), start=1):
        joined = ",".join(cells).strip()
        if joined.startswith("#"):
            match = _YEAR_LINE.match(joined)
            stated = int(match[1]) if match else stated
        elif joined.strip(","):
            table.append((line, [cell.strip() for cell in cells]))
    if not table:
        return stated, "", []
    header = _canonical_header(table[0][1])
    rows = [_Row(line, dict(zip(header, cells, strict=False))) for line, cells in table[1:]]
    return stated, "", rows


def _canonical_header(cells: list[str]) -> list[str]:
    header = []
    for cell in cells:
        known = [name for name, words in _COLUMNS.items() if cell.lower() in words]
        header.append(known[0] if known else cell)
    missing = [f"{name}（{_COLUMNS[name][1]}）" for name in _NEEDED if name not in header]
    if missing:
        raise ArrangementError(
            [RowError(1, f"表头缺少列：{'、'.join(missing)}。第一行应为 date,kind,name,source。")]
        )
    return header


def _json_rows(text: str) -> tuple[int | None, str, list[_Row]]:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise ArrangementError(
            [RowError(error.lineno, f"JSON格式有误（第{error.colno}列），请核对括号、引号和逗号。")]
        ) from None
    if isinstance(data, list):
        data = {"days": data}
    days = data.get("days") if isinstance(data, dict) else None
    if not isinstance(days, list) or not all(isinstance(one, dict) for one in days):
        raise ArrangementError(
            [RowError(0, 'JSON应为 {"year": …, "source": …, "days": [{"date", "kind", "name"}, …]}。')]
        )
    stated = data.get("year")
    if stated is not None and (isinstance(stated, bool) or not isinstance(stated, int)):
        raise ArrangementError([RowError(0, f"year应为四位数字的年份，现为“{stated}”。")])
    rows = [_Row(number, _string_cells(one)) for number, one in enumerate(days, start=1)]
    return stated, str(data.get("source") or "").strip(), rows


def _string_cells(record: Mapping[str, object]) -> dict[str, str]:
    cells = {}
    for key, value in record.items():
        known = [name for name, words in _COLUMNS.items() if key.lower() in words]
        text = "" if value is None else str(int(value)) if isinstance(value, bool) else str(value)
        cells[known[0] if known else key] = text.strip()
    return cells


def _parse_row(row: _Row, errors: list[RowError]) -> ArrangedDay | None:
    on = _parse_date(row, errors)
    kind = row.cells.get("kind", "").lower()
    if kind not in _RESTS:
        errors.append(
            RowError(
                row.line, f"类型“{row.cells.get('kind', '')}”不认识，只能填 rest（放假）或 work（上班）。"
            )
        )
    name = row.cells.get("name", "")
    if not name:
        errors.append(RowError(row.line, "缺少名称，请填写节日名称，例如“春节”。"))
    if on is None or kind not in _RESTS or not name:
        return None
    return ArrangedDay(on, _RESTS[kind], name, row.cells.get("statutory", "") in ("1", "是", "true", "True"))


def _parse_date(row: _Row, errors: list[RowError]) -> date | None:
    written = row.cells.get("date", "")
    match = _DATE.fullmatch(written)
    if match is None:
        errors.append(RowError(row.line, f"日期“{written}”无法识别，请写成 2027-01-01。"))
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        errors.append(RowError(row.line, f"日期“{written}”不存在，请核对。"))
        return None
