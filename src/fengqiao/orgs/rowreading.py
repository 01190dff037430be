"""Cells of an imported row: kinds in the words offices use, 15-digit numbers as spreadsheets mangle them, division codes."""

from __future__ import annotations

import re
from typing import Any

from fengqiao.divisions import territory as t
from fengqiao.orgs.models import OfficeKind
from fengqiao.orgs.sheet import plain

_KINDS: dict[str, OfficeKind] = {
    "股室": OfficeKind.SECTION, "科室": OfficeKind.SECTION, "股": OfficeKind.SECTION, "科": OfficeKind.SECTION,
    "内设机构": OfficeKind.SECTION, "司法所": OfficeKind.OFFICE, "人民调解委员会": OfficeKind.COMMITTEE,
    "调委会": OfficeKind.COMMITTEE, "调解委员会": OfficeKind.COMMITTEE, "工作站": OfficeKind.STATION,
    "工作室": OfficeKind.STATION, "工作站(室)": OfficeKind.STATION, "调解室": OfficeKind.STATION,
    "社区矫正中心": OfficeKind.CENTRE, "智慧矫正中心": OfficeKind.CENTRE, "矫正中心": OfficeKind.CENTRE,
    "乡镇": OfficeKind.TOWN, "街道": OfficeKind.TOWN, "乡镇人民政府": OfficeKind.TOWN, "街道办事处": OfficeKind.TOWN,
    "乡镇人民政府、街道办事处": OfficeKind.TOWN, "乡镇人民政府(街道办事处)": OfficeKind.TOWN, "乡镇政府": OfficeKind.TOWN,
}  # fmt: skip
_LIST = re.compile(r"[;；,，、\n]+")


class RowFault(ValueError):
    """Why a row cannot be imported, in a sentence."""


def kind_in(value: Any) -> tuple[OfficeKind, str]:
    """The kind of office and, where the word was another than the official one, how it was read."""
    text = plain(value)
    if text == "司法局":
        raise RowFault("司法局由安装命令建立，不从表格导入。请删去本行。")
    kind = _KINDS.get(text)
    if kind is None:
        raise RowFault(f"机构类别“{text}”不认识。请从模板的选项中选择。" if text else "没有写机构类别。请补填。")
    official = {plain(kind.label), "乡镇人民政府(街道办事处)", "工作站(室)"}
    return kind, "" if text in official else f"类别“{text}”按{kind.label}"


def territory_in(value: Any) -> tuple[int | None, str]:
    """The 15-digit number, None for an empty cell, and what was done to read it. Raises RowFault."""
    text = plain(value)
    if not text:
        return None, ""
    if re.fullmatch(r"[\d.]+E\+?\d+", text, re.IGNORECASE):
        raise RowFault("区域号成了科学计数，后几位已经丢失。请把单元格设为文本后重新填写。")
    digits = re.sub(r"[-_.]", "", text) if not isinstance(value, float) else text
    try:
        territory = t.read_territory(digits)
    except ValueError as fault:
        raise RowFault(str(fault)) from None
    changed = isinstance(value, str) and value.strip() != digits
    return territory, "区域号去掉了空格或分隔符" if changed else ""


def divisions_in(value: Any) -> list[tuple[str, str]]:
    """Division codes with their names: 610902100 老城街道；610902101 新城街道. What is no code is left out."""
    found = []
    for part in _LIST.split(str(value if value is not None else "")):
        match = re.match(r"^\s*(\d{6,12})(?:\.0)?\s*(.*)$", plain(part))
        if match:
            found.append((match.group(1), match.group(2)[:60]))
    return found
