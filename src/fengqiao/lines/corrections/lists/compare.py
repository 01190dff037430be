"""Their list against ours. Pure. Nobody is registered by it: each difference is a question to a human."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

THEIRS, OURS, DIFFERS = "theirs", "ours", "differs"
STATES = ((THEIRS, "对方有、我方没有（漏管疑点）"), (OURS, "我方有、对方没有"), (DIFFERS, "两方记载不同"))
HEADINGS = {
    "name": ("姓名", "罪犯姓名", "被告人", "对象姓名", "被告人姓名"), "id_no": ("身份证号", "身份证号码", "证件号码", "公民身份号码"),
    "doc_no": ("文号", "案号", "判决书文号", "法律文书文号", "裁判文书号", "决定书文号"), "category": ("类别", "矫正类别", "刑种", "适用类别"),
    "effective_on": ("生效日期", "生效日", "生效时间"),
}  # fmt: skip
LOOKED_AT = 15  # the rows in which the headings may stand


class ListWrong(ValueError):
    """The list cannot be read; the message says why and what to do."""


@dataclass(frozen=True)
class Entry:
    """One person on a list, as it is written there. ``code``: the address of our case, for ours."""

    name: str
    id_no: str = ""
    doc_no: str = ""
    category: str = ""
    effective_on: str = ""
    code: str = ""


@dataclass(frozen=True)
class Difference:
    """Something on one list that the other does not have, or has otherwise."""

    state: str
    entry: Entry
    words: str = ""


def read(rows: Iterable[Sequence[Any]]) -> list[Entry]:
    """The entries of a sheet. Raises ListWrong when it has no heading we know."""
    found: list[Entry] = []
    places: dict[str, int] = {}
    for n, row in enumerate(rows):
        cells = [_plain(cell) for cell in row]
        if not places:
            places = _headings(cells)
            if not places and n >= LOOKED_AT:
                break
            continue
        said = {name: cells[place] if place < len(cells) else "" for name, place in places.items()}
        if said.get("name"):
            found.append(Entry(**said))
    if not places:
        raise ListWrong("没有找到表头。名单须有“姓名”和“文号”（或“身份证号”）两列，请在表头写明后再选。")
    return found


def _headings(cells: Sequence[str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, cell in enumerate(cells):
        for name, words in HEADINGS.items():
            if cell.replace(" ", "") in words:
                places.setdefault(name, place)
    known = "name" in places and ("doc_no" in places or "id_no" in places)
    return places if known else {}


def compare(theirs: Sequence[Entry], ours: Sequence[Entry]) -> list[Difference]:
    """What is on one list only, or written otherwise: by the identity number, else by document and name."""
    by_id = {_id(each.id_no): each for each in ours if each.id_no}
    by_doc = {(_doc(each.doc_no), each.name): each for each in ours if each.doc_no}
    matched: set[str] = set()
    made = []
    for each in theirs:
        found = by_id.get(_id(each.id_no)) if each.id_no else None
        found = found or by_doc.get((_doc(each.doc_no), each.name))
        if found is None:
            made.append(Difference(THEIRS, each))
            continue
        matched.add(found.code)
        words = _differs(each, found)
        if words:
            made.append(Difference(DIFFERS, Entry(**{**asdict(each), "code": found.code}), words))
    return made + [Difference(OURS, each) for each in ours if each.code not in matched]


def _differs(theirs: Entry, ours: Entry) -> str:
    pairs = (
        ("姓名", theirs.name, ours.name), ("文号", _doc(theirs.doc_no), _doc(ours.doc_no)), ("类别", theirs.category, ours.category),
        ("生效日期", _day(theirs.effective_on), _day(ours.effective_on)),
    )  # fmt: skip
    return "；".join(f"{word}：对方“{a}”，我方“{b}”" for word, a, b in pairs if a and b and a != b)


def _plain(cell: Any) -> str:
    if hasattr(cell, "isoformat"):
        return str(cell.isoformat())[:10]
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell if cell is not None else "")
    return unicodedata.normalize("NFKC", text).strip()


def _id(text: str) -> str:
    return text.replace(" ", "").upper()


def _doc(text: str) -> str:
    return re.sub(r"[\s()（）〔〕\[\]【】]", "", unicodedata.normalize("NFKC", text))


def _day(text: str) -> str:
    found = re.match(r"^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})", text)
    return "-".join(part.zfill(2) for part in found.groups()) if found else text
