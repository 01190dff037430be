"""Reading a prison's list: heads in their usual words, simplified or traditional; every row comes back with what became of it."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO, StringIO
from typing import Any

import python_calamine

from fengqiao.lines.resettlement import codes
from fengqiao.lines.resettlement.notices.characters import is_traditional, simplified
from fengqiao.lines.resettlement.notices.days import Unreadable, read_day
from fengqiao.vault import VaultError, parse_id_number

MOST_ROWS, MOST_BYTES, HEAD_WITHIN = 2_000, 10 * 1024 * 1024, 12
TOTALS = ("合计", "总计", "小计", "共计")
HEADS: dict[str, tuple[str, ...]] = {
    "name": ("姓名", "人员姓名", "罪犯姓名"),
    "sex": ("性别",),
    "id_no": ("公民身份号码", "身份证号码", "身份证号", "身份证", "证件号码"),
    "birth_on": ("出生日期", "出生年月日", "生日"),
    "phone": ("联系电话", "电话", "手机号", "手机"),
    "address": ("户籍地", "户籍地址", "户口所在地", "户籍所在地"),
    "residence": ("拟居住地", "居住地", "现住址", "返回地", "回归地址", "释放后住址"),
    "release_on": ("释放日期", "刑满日期", "刑满释放日期", "释放时间", "出监日期", "刑期止日"),
    "prison": ("释放机关", "监狱", "监狱名称", "关押单位", "释放单位"),
    "notice_no": ("通知书文号", "文号", "通知书编号"),
    "release_kind": ("释放事由", "释放原因", "释放类别"),
    "offence": ("罪名", "犯罪类别", "原犯罪类别"),
    "term": ("刑期", "原判刑期"),
    "key": ("重点", "是否重点", "重点帮教对象", "是否重点帮教"),
    "key_reason": ("重点理由", "列为重点的理由", "备注理由"),
}
_BY_HEAD = {word: name for name, words in HEADS.items() for word in words}
_OFFENCE_WORDS = (
    ("organised", "黑社会 恶势力 有组织"), ("drugs", "毒品 贩毒 吸毒 制毒"), ("property", "盗窃 抢劫 诈骗 抢夺 侵占 敲诈"), ("person", "伤害 杀人 强奸 拘禁 绑架"),
    ("duty", "受贿 贪污 行贿 渎职 挪用"), ("safety", "交通肇事 危险驾驶 放火 爆炸"), ("order", "寻衅 聚众 赌博 妨害公务 开设赌场"), ("economy", "非法吸收 合同诈骗 走私 假冒"),
)  # fmt: skip
_KIND_WORDS = (
    (codes.PAROLE, "假释"),
    (codes.PARDON, "赦"),
    (codes.OUTSIDE_DONE, "暂予监外"),
    (codes.TERM, "刑满 期满 届满"),
)
YES = frozenset({"是", "重点", "√", "✓", "1", "有", "Y", "y"})


class NotAList(ValueError):
    """The file cannot be read as a list; the text says what to do."""


@dataclass(frozen=True)
class ListRow:
    """One row. ``number`` is the spreadsheet's; ``notes`` what was put right, ``wrong`` what could not be read."""

    number: int
    values: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()


def read_list(content: bytes, today: date) -> list[ListRow]:
    """The rows of the first sheet that has the heads 姓名 and 释放日期. Raises NotAList."""
    if len(content) > MOST_BYTES:
        raise NotAList("文件超过10MB。请删去图片和多余的工作表后再上传。")
    for grid in _grids(content):
        head = _head(grid)
        if head is not None:
            at, names = head
            rows = list(_rows(grid[at + 1 :], names, at + 2, today))
            if len(rows) > MOST_ROWS:
                raise NotAList(f"名单超过{MOST_ROWS}行。请分成几个文件上传。")
            return rows
    raise NotAList("没有找到表头。请保证有一行写着“姓名”和“释放日期”，其余栏目可以没有。")


def _grids(content: bytes) -> Iterator[list[list[Any]]]:
    if content[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        try:
            book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(content))
            for name in book.sheet_names:
                yield book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        except Exception:  # calamine raises many kinds for a file that is no workbook
            raise NotAList("这个文件打不开。请用Excel或WPS另存为.xlsx后再上传；有打开密码的请先去掉。") from None
        return
    for encoding in ("utf-8-sig", "gb18030", "big5"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        delimiter = max(",\t;", key=text[:5000].count)
        yield [list(row) for row in csv.reader(StringIO(text), delimiter=delimiter)]
        return
    raise NotAList("这个文件的文字读不出来。请选Excel或WPS的表格（.xlsx、.xls），或者UTF-8的.csv。")


def _plain(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return re.sub(r"\s+", "", str(value)) if value is not None else ""


def _head(grid: list[list[Any]]) -> tuple[int, dict[int, str]] | None:
    for at, row in enumerate(grid[:HEAD_WITHIN]):
        names: dict[int, str] = {}
        for place, cell in enumerate(row):
            name = _BY_HEAD.get(re.sub(r"[（(].*?[)）]|[*＊:：]", "", simplified(_plain(cell))))
            if name and name not in names.values():
                names[place] = name
        if {"name", "release_on"} <= set(names.values()):
            return at, names
    return None


def _rows(grid: list[list[Any]], names: Mapping[int, str], first: int, today: date) -> Iterator[ListRow]:
    for number, cells in enumerate(grid, first):
        found = {name: cells[place] for place, name in names.items() if place < len(cells) and _plain(cells[place])}
        if found and not any(_plain(cell).startswith(TOTALS) for cell in cells[:3]):
            yield _read(number, found, today)


def _read(number: int, cells: Mapping[str, Any], today: date) -> ListRow:
    """One row's cells as the form would have them."""
    values: dict[str, Any] = {}
    notes: list[str] = []
    wrong: list[str] = []
    for name, value in cells.items():
        try:
            values[name], note = _READ.get(name, _text)(value, HEADS[name][0])
        except Unreadable as reason:
            wrong.append(str(reason))
            continue
        if note:
            notes.append(note)
    wrong += [f"没有{HEADS[name][0]}" for name in ("name", "release_on") if name not in cells]
    _by_number(values, notes, wrong, today)
    if "name" in values and is_traditional(values["name"]):
        notes.append("姓名含繁体字，按原样保留，请对照证件")
    return ListRow(number, {k: v for k, v in values.items() if v not in ("", None)}, tuple(notes), tuple(wrong))


def _by_number(values: dict[str, Any], notes: list[str], wrong: list[str], today: date) -> None:
    """What the identity number says by itself, and where the row says otherwise."""
    number = values.get("id_no")
    if not number:
        notes.append("没有身份号码，登记后请补正")
        return
    try:
        found = parse_id_number(number, today=today)
    except VaultError as error:
        wrong.append(str(error).rstrip("。"))
        return
    values["id_no"] = found.number
    born = values.get("birth_on")
    disagreements = found.disagreements(birth_on=date.fromisoformat(born) if born else None, sex=values.get("sex"))
    wrong += [said.rstrip("。") for said in disagreements]
    values.setdefault("sex", found.sex)


def _text(value: Any, what: str) -> tuple[Any, str]:
    return _plain(value)[:120], ""


def _place(value: Any, what: str) -> tuple[Any, str]:
    text = _plain(value)[:120]
    return simplified(text), f"{what}的繁体字已转为简体" if is_traditional(text) else ""


def _day(value: Any, what: str) -> tuple[Any, str]:
    day, note = read_day(value, what)
    return day.isoformat(), note


def _sex(value: Any, what: str) -> tuple[Any, str]:
    text = _plain(value)
    if text[:1] in ("男", "女"):
        return text[:1], ""
    raise Unreadable(f"{what}“{text}”不是男或者女")


def _yes(value: Any, what: str) -> tuple[Any, str]:
    return (True if _plain(value) in YES or _plain(value).startswith("重点") else None), ""


def _one_of(words: tuple[tuple[str, str], ...], other: str) -> Callable[[Any, str], tuple[Any, str]]:
    def read(value: Any, what: str) -> tuple[Any, str]:
        text = simplified(_plain(value))
        return next((code for code, named in words if any(word in text for word in named.split())), other), ""

    return read


_READ: dict[str, Callable[[Any, str], tuple[Any, str]]] = {
    "release_on": _day, "birth_on": _day, "sex": _sex, "key": _yes, "address": _place, "residence": _place, "prison": _place,
    "offence": _one_of(_OFFENCE_WORDS, "other"), "release_kind": _one_of(_KIND_WORDS, codes.TERM),
}  # fmt: skip
