"""A workbook in somebody else's form: rows written into their own template, everything else left as they made it.

The sheet's XML is edited, cell by cell; styles, widths, heading rows, validations and other sheets stay untouched.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

MOST_BYTES, MOST_UNPACKED_BYTES = 5 * 1024 * 1024, 80 * 1024 * 1024
MOST_HEAD_ROW = 30
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_BAD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_CELL = re.compile(r"([A-Z]{1,3})(\d+)\Z")


class TemplateWrong(ValueError):
    """The file is no template we can write into; the message says why and what to do."""


@dataclass(frozen=True)
class Sheet:
    """A sheet of a template: its name, and the texts of each of its first rows by column number (from 1)."""

    name: str
    rows: dict[int, dict[int, str]]

    def head(self, row: int) -> dict[int, str]:
        """The headings in a row, empty ones left out."""
        return {column: text for column, text in self.rows.get(row, {}).items() if text}

    @property
    def likely_head(self) -> int:
        """The row with most texts among the first: very likely the headings."""
        return max(self.rows, key=lambda row: (len(self.head(row)), -row), default=1)


def column_letters(number: int) -> str:
    """1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def sheets_of(content: bytes) -> list[Sheet]:
    """The sheets with the texts of their first rows. Raises TemplateWrong."""
    package = _Package(content)
    found = []
    for name, path in package.sheets():
        rows: dict[int, dict[int, str]] = {}
        for row in package.tree(path).iterfind(f"{{{_MAIN}}}sheetData/{{{_MAIN}}}row"):
            number = int(row.get("r", "0"))
            if 0 < number <= MOST_HEAD_ROW:
                rows[number] = {_place(cell)[0]: package.text_of(cell) for cell in row}
        found.append(Sheet(name, rows))
    return found


def fill(content: bytes, sheet: str, head_row: int, rows: Sequence[dict[int, str | int]]) -> bytes:
    """The template with the rows written below its headings. Example rows below the headings go; their looks stay.

    A row is texts and whole numbers by column number. Raises TemplateWrong.
    """
    package = _Package(content)
    path = dict(package.sheets()).get(sheet)
    if path is None:
        raise TemplateWrong(f"表样里没有工作表“{sheet}”。请重新上传表样并设置栏目对照。")
    tree = package.tree(path)
    data = tree.find(f"{{{_MAIN}}}sheetData")
    if data is None:
        raise TemplateWrong("表样的工作表是空的。请上传带表头的表样。")
    below = [row for row in data if int(row.get("r", "0")) > head_row]
    model = deepcopy(below[0]) if below else None
    for row in below:
        data.remove(row)
    styles = _styles(tree, model)
    for place, values in enumerate(rows, start=head_row + 1):
        data.append(_row(place, values, styles, model))
    _follow(tree, head_row, len(rows))
    package.replace(path, tree)
    return package.packed()


def _styles(tree: etree._Element, model: etree._Element | None) -> dict[int, str]:
    """The look of a cell by column: as in the first row below the headings, else as the column is set."""
    found: dict[int, str] = {}
    for column in tree.iterfind(f"{{{_MAIN}}}cols/{{{_MAIN}}}col"):
        if column.get("style"):
            last = min(int(column.get("max", "1")), 300)
            found |= {number: str(column.get("style")) for number in range(int(column.get("min", "1")), last + 1)}
    if model is not None:
        found |= {_place(cell)[0]: str(cell.get("s")) for cell in model if cell.get("s")}
    return found


def _row(
    number: int, values: dict[int, str | int], styles: dict[int, str], model: etree._Element | None
) -> etree._Element:
    row = etree.Element(f"{{{_MAIN}}}row", {"r": str(number)})
    for name in ("ht", "customHeight", "s", "customFormat"):
        if model is not None and model.get(name):
            row.set(name, str(model.get(name)))
    looks = {_place(cell)[0] for cell in model} if model is not None else set()
    for column in sorted({*values, *looks}):
        cell = etree.SubElement(row, f"{{{_MAIN}}}c", {"r": f"{column_letters(column)}{number}"})
        if column in styles:
            cell.set("s", styles[column])
        value = values.get(column, "")
        if isinstance(value, int):
            etree.SubElement(cell, f"{{{_MAIN}}}v").text = str(value)
        elif value != "":
            cell.set("t", "inlineStr")
            text = etree.SubElement(etree.SubElement(cell, f"{{{_MAIN}}}is"), f"{{{_MAIN}}}t")
            text.text = _BAD.sub("", value)
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return row


def _follow(tree: etree._Element, head_row: int, count: int) -> None:
    """What names ranges follows: the extent; merged cells of the rows that went."""
    extent = tree.find(f"{{{_MAIN}}}dimension")
    if extent is not None:
        tree.remove(extent)  # optional; readers count for themselves
    merged = tree.find(f"{{{_MAIN}}}mergeCells")
    if merged is not None:
        for each in list(merged):
            end = _CELL.match(str(each.get("ref", "")).split(":")[-1])
            if end and int(end[2]) > head_row:
                merged.remove(each)
        if len(merged):
            merged.set("count", str(len(merged)))
        else:
            tree.remove(merged)
    filtered = tree.find(f"{{{_MAIN}}}autoFilter")
    if filtered is not None and ":" in str(filtered.get("ref")):
        first, _, last = str(filtered.get("ref")).partition(":")
        end = _CELL.match(last)
        if end:
            filtered.set("ref", f"{first}:{end[1]}{head_row + max(count, 1)}")


def _place(cell: etree._Element) -> tuple[int, int]:
    found = _CELL.match(str(cell.get("r", "")))
    if not found:
        raise TemplateWrong("表样的单元格没有编号。请用Excel或WPS另存为.xlsx后再上传。")
    return column_number(found[1]), int(found[2])


class _Package:
    """An .xlsx as its parts."""

    def __init__(self, content: bytes) -> None:
        if len(content) > MOST_BYTES:
            raise TemplateWrong("表样超过5MB。请删去图片和不用的工作表后再上传。")
        try:
            with zipfile.ZipFile(BytesIO(content)) as packed:
                if sum(each.file_size for each in packed.infolist()) > MOST_UNPACKED_BYTES:
                    raise TemplateWrong("这个文件展开后过大，没有读取。请另存为新的.xlsx。")
                self._order = [each.filename for each in packed.infolist()]
                self._parts = {name: packed.read(name) for name in self._order}
            self._book = self._parse("xl/workbook.xml")
            self._shared = self._shared_texts()
        except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, RuntimeError, NotImplementedError):
            raise TemplateWrong("表样打不开。请用Excel或WPS另存为.xlsx；.xls和有打开密码的不能用。") from None

    def _parse(self, path: str) -> etree._Element:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        return etree.fromstring(self._parts[path], parser)

    def _shared_texts(self) -> list[str]:
        if "xl/sharedStrings.xml" not in self._parts:
            return []
        return ["".join(_texts(each)) for each in self._parse("xl/sharedStrings.xml").iterfind(f"{{{_MAIN}}}si")]

    def sheets(self) -> list[tuple[str, str]]:
        """Names and paths of the visible sheets."""
        relations = {
            str(each.get("Id")): str(each.get("Target"))
            for each in self._parse("xl/_rels/workbook.xml.rels").iterfind(f"{{{_PACKAGE}}}Relationship")
        }
        found = []
        for each in self._book.iterfind(f"{{{_MAIN}}}sheets/{{{_MAIN}}}sheet"):
            target = relations.get(str(each.get(f"{{{_REL}}}id")), "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            if each.get("state", "visible") == "visible" and path in self._parts:
                found.append((str(each.get("name")), path))
        return found

    def tree(self, path: str) -> etree._Element:
        try:
            return self._parse(path)
        except etree.XMLSyntaxError:
            raise TemplateWrong("表样的工作表已损坏。请用Excel或WPS另存为.xlsx后再上传。") from None

    def text_of(self, cell: etree._Element) -> str:
        """What a cell shows, as text."""
        if cell.get("t") == "inlineStr":
            return "".join(_texts(cell)).strip()
        value = cell.findtext(f"{{{_MAIN}}}v") or ""
        if cell.get("t") == "s" and value.isdigit() and int(value) < len(self._shared):
            return self._shared[int(value)].strip()
        return value.strip()

    def replace(self, path: str, tree: etree._Element) -> None:
        """Put an edited sheet in; the list of formulas goes, as some of them may have gone."""
        self._parts[path] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
        if self._parts.pop("xl/calcChain.xml", None) is not None:
            self._forget("[Content_Types].xml", "PartName", "/xl/calcChain.xml")
            self._forget("xl/_rels/workbook.xml.rels", "Target", "calcChain.xml")

    def _forget(self, path: str, attribute: str, value: str) -> None:
        tree = self._parse(path)
        for each in list(tree):
            if str(each.get(attribute, "")).endswith(value):
                tree.remove(each)
        self._parts[path] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)

    def packed(self) -> bytes:
        stream = BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
            for name in self._order:
                if name in self._parts:
                    packed.writestr(name, self._parts[name])
        return stream.getvalue()


def _texts(node: etree._Element) -> list[str]:
    """The texts of a string, the reading aids of Japanese left out."""
    aids = {f"{{{_MAIN}}}rPh"}
    return [
        each.text or ""
        for each in node.iter(f"{{{_MAIN}}}t")
        if each.getparent() is None or each.getparent().tag not in aids
    ]
