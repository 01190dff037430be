"""Registers of people as county offices really keep them, made for tests."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import xlsxwriter

CORRECTIONS = (
    "序号", "姓名", "性别", "身份证号码", "居住地址", "联系电话", "矫正类别", "判决机关", "判决书文号", "判决日期", "判决生效日期", "罪名", "原判刑罚", "矫正期限", "矫正开始日期",
    "矫正结束日期", "报到时间", "所属司法所", "责任人", "是否未成年", "状态", "备注",
)  # fmt: skip
QIAN: dict[str, Any] = {
    "姓名": "钱大勇", "性别": "男", "身份证号码": "99990119900307451X", "居住地址": "枫林镇东街12号", "联系电话": "15400000011", "矫正类别": "缓刑", "判决机关": "枫林县人民法院",
    "判决书文号": "（2026）枫刑初字第8号", "判决日期": "2026-03-02", "判决生效日期": "2026-03-13", "罪名": "盗窃罪", "原判刑罚": "有期徒刑一年，缓刑一年六个月", "矫正期限": "1年6个月",
    "矫正开始日期": "2026-03-13", "矫正结束日期": "2027-09-12", "报到时间": "2026-03-16", "所属司法所": "枫林镇司法所", "责任人": "所员孙", "状态": "在矫",
}  # fmt: skip


def id_number(born: str, order: int) -> str:
    """A number of nobody, with its check digit."""
    from fengqiao.vault.idnumber import check_digit

    first = f"999901{born}{order:03d}"
    return first + check_digit(first)


def register(*rows: dict[str, Any], headings: tuple[str, ...] = CORRECTIONS, title: str = "枫林县社区矫正对象名册", merge: tuple[Any, ...] = ()) -> bytes:
    """A title over the whole width, who filled it in, headings, the rows; ``merge``: (row, last row, heading)."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("在册")
        sheet.merge_range(0, 0, 0, len(headings) - 1, title)
        sheet.write_string(1, 0, "填表单位：枫林县司法局")
        for place, word in enumerate(headings):
            sheet.write_string(2, place, word)
        for number, row in enumerate(rows, 1):
            filled = {"序号": number, **row}
            for place, word in enumerate(headings):
                if filled.get(word) not in (None, ""):
                    sheet.write(2 + number, place, filled[word])
        for first, last, word in merge:
            column = headings.index(word)
            sheet.merge_range(2 + first, column, 2 + last, column, rows[first - 1].get(word, ""))
    return stream.getvalue()


RESETTLEMENT = (
    "序号", "姓名", "性别", "身份证号", "户籍地", "现住址", "联系电话", "人员来源", "释放单位", "释放时间", "责任司法所", "衔接时间", "衔接方式", "安置情况", "是否重点", "重点理由", "备注",
)  # fmt: skip
ZHENG: dict[str, Any] = {
    "姓名": "郑平安", "性别": "男", "身份证号": "99990119900307451X", "户籍地": "枫林镇白水村三组", "现住址": "枫林镇白水村三组", "联系电话": "15400000011", "人员来源": "刑满释放",
    "释放单位": "枫山监狱", "释放时间": "2025-06-20", "责任司法所": "枫林镇司法所", "衔接时间": "2025-06-20", "衔接方式": "家属接回", "安置情况": "务农",
}  # fmt: skip
