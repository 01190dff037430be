"""A form of the province's as they hand it out: a title, headings with marks, an example row, looks and a second sheet."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils import timezone
from python_calamine import load_workbook

from fengqiao.exchange.outside.models import OutsideSystem
from fengqiao.exchange.outside.template import Sheet, sheets_of
from fengqiao.matter.files import store
from tests.county import County

HEADINGS = ("本单位编号*", "纠纷类别", "申请人 ", "被申请人", "登记时间", "受理机构", "数据来源")
TRANSLATIONS = {"dispute_type": {"T02": "相邻关系纠纷"}}
FIELDS = ("number", "dispute_type", "applicants", "respondents", "opened_on", "office", "")


def form() -> bytes:
    """Their empty form."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet, notes = book.add_worksheet("报送表"), book.add_worksheet("填报说明")
        head, red = (
            book.add_format({"bold": True, "bg_color": "#ffcc00"}),
            book.add_format({"font_color": "red", "border": 1}),
        )
        sheet.merge_range(0, 0, 0, len(HEADINGS) - 1, "全省矛盾纠纷数据报送表", head)
        sheet.write_row(1, 0, HEADINGS, head)
        sheet.write_row(2, 0, ("示例-001", "示例", "张某", "李某", "2025/01/01", "某调委会", "示例"), red)
        sheet.merge_range(4, 0, 4, 3, "填报人签字：", red)
        sheet.data_validation(2, 1, 500, 1, {"validate": "list", "source": ["相邻关系纠纷", "婚姻家庭纠纷"]})
        sheet.set_column(0, 0, 33)
        notes.write(0, 0, "一行一件。")
    return stream.getvalue()


def province(county: County, **fields: Any) -> OutsideSystem:
    """省平台 as the section has set it up."""
    columns = [
        {"column": place, "heading": heading.strip(), "field": field, "constant": "" if field else "枫桥"}
        for place, (heading, field) in enumerate(zip(HEADINGS, FIELDS, strict=True), 1)
    ]
    given = {
        "territory": county.offices["bureau"].territory, "name": "省平台", "line": "mediation", "since_on": "2026-01-01",
        "template_digest": store().put(form()), "template_name": "报送表.xlsx", "sheet": "报送表", "head_row": 2, "columns": columns,
        "translations": TRANSLATIONS, "date_format": "%Y/%m/%d", "number_heading": "平台编号", "made_at": timezone.now(),
        "made_by_id": county["section"].staff_id,
    }  # fmt: skip
    return OutsideSystem.objects.create(**{**given, **fields})


def table(*rows: tuple[Any, ...], title: str = "导出结果") -> bytes:
    """A workbook of theirs with these rows under one another."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("数据")
        sheet.write(0, 0, title)
        for place, row in enumerate(rows, 1):
            sheet.write_row(place, 0, row)
    return stream.getvalue()


def grid(content: bytes, sheet: str = "报送表") -> list[list[Any]]:
    """What a workbook shows."""
    return [
        list(row) for row in load_workbook(BytesIO(content)).get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    ]


def first_sheet(content: bytes) -> Sheet:
    return sheets_of(content)[0]
