"""Relatives in the registers of people: columns side by side, several in a cell, further rows; and what is refused at its cell."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
import xlsxwriter

from fengqiao.imports.headings import OwnWords
from fengqiao.imports.running import Outcome, enter
from fengqiao.imports.sheet import read_ledger
from fengqiao.imports.tests import test_resettlement as help_register
from fengqiao.imports.tests.registers import CORRECTIONS, QIAN, RESETTLEMENT, ZHENG, register
from fengqiao.imports.tests.test_corrections import SUN, bring, results, work
from fengqiao.lines.corrections.models import CorrectionCase
from fengqiao.lines.resettlement.models import ReleaseCase
from fengqiao.matter.actions import standing_of
from fengqiao.matter.models import Entry
from tests.county import County

KIN = ("家庭成员", "与本人关系", "家属电话")
WITH_KIN = (*CORRECTIONS, *KIN)


def entered(county: County, *rows: dict[str, Any], **shape: Any) -> Outcome:
    return bring(county, *rows, **{"headings": WITH_KIN, **shape})


def kin_of(name: str) -> list[dict[str, str]]:
    case = CorrectionCase.objects.get(title__startswith=name)
    return [dict(each) for each in standing_of(case).facts.opening.get("kin", ())]


@pytest.mark.parametrize(("cells", "found"), [
    (("钱母", "母亲", "15400000021"), [("钱母", "母亲", "15400000021")]),
    (("钱老汉（父亲，15400000021）", "", ""), [("钱老汉", "父亲", "15400000021")]),
    (("父亲：钱老汉 154-0000-0021、母亲：李桂花", "", ""), [("钱老汉", "父亲", "15400000021"), ("李桂花", "母亲", None)]),
    (("钱老汉、李桂花", "父亲、母亲", "15400000021、15400000022"), [("钱老汉", "父亲", "15400000021"), ("李桂花", "母亲", "15400000022")]),
    (("钱老汉\n李桂花", "父亲\n母亲", ""), [("钱老汉", "父亲", None), ("李桂花", "母亲", None)]),
    (("妻子王小兰15400000021", "", ""), [("王小兰", "妻子", "15400000021")]),
    (("钱老汉", "", ""), [("钱老汉", "联系人", None)]),
])  # fmt: skip
def test_relatives_are_read_as_offices_write_them(county: County, cells: tuple[str, str, str], found: list[tuple[str, str, str | None]]) -> None:
    outcome = entered(county, {**QIAN, **dict(zip(KIN, cells, strict=True))})
    assert results(outcome) == ["更正后导入"], outcome.judged[0].problems
    assert [(each["kin_name"], each["relation"], each.get("kin_phone")) for each in kin_of("钱")] == found
    assert "钱老汉" not in str(Entry.objects.get(action="notice").data)  # sealed, as every personal value


@pytest.mark.parametrize(("cells", "at_field", "said"), [
    (("15400000021", "父亲", ""), "kin_name", "“15400000021”是电话号码，写在了姓名一栏"),
    (("", "父亲", "15400000021"), "kin_relation", "没有写是谁"),
    (("", "", "15400000021"), "kin_phone", "没有写是谁"),
    (("钱老汉", "15400000021", ""), "kin_relation", "“15400000021”是电话号码，写在了关系一栏"),
    (("钱老汉", "", "父亲"), "kin_phone", "“父亲”不是电话号码"),
    (("钱老汉", "父亲", "1540000"), "kin_phone", "电话“1540000”看不懂"),
    (("钱老汉、李桂花", "父亲", ""), "kin_relation", "写了2个人，关系写了1个，看不出谁是谁的"),
    (("钱老汉、李桂花", "父亲、母亲", "15400000021"), "kin_phone", "写了2个人，电话写了1个"),
    (("钱老汉李桂花王小兰钱小妹钱二妹", "", ""), "kin_name", "不像一个人的姓名"),
    (("父亲", "", ""), "kin_name", "只写了关系，没有写姓名"),
    (("钱老汉99990119600101001X", "父亲", ""), "kin_name", "不登记证件号码"),
    (("钱大勇", "", ""), "kin_name", "写的是本人"),
    (("甲一、乙二、丙三、丁四、戊五", "", ""), "kin_name", "最多登记4个"),
])  # fmt: skip
def test_what_cannot_be_told_apart_is_refused_at_its_cell(county: County, cells: tuple[str, str, str], at_field: str, said: str) -> None:
    outcome = entered(county, {**QIAN, **dict(zip(KIN, cells, strict=True))}, dry_run=True)
    assert results(outcome) == ["没有导入"]
    assert any(field == at_field and said in text for field, text in outcome.judged[0].problems), outcome.judged[0].problems


def test_a_cell_merged_over_two_people_says_of_neither_whose_it_is(county: County) -> None:
    outcome = entered(county, {**QIAN, "家庭成员": "钱母", "家属电话": "15400000021"}, {**SUN, "家庭成员": "孙父"}, merge=((1, 2, "家属电话"),))
    assert results(outcome) == ["更正后导入", "没有导入"]
    assert list(outcome.judged[1].problems) == [("kin_phone", "这一格和上一行的合并在一起，看不出是哪一位的家庭成员（联系人）。请取消合并，各写各的。")]


def test_further_rows_of_one_person_are_further_relatives_and_one_case(county: County) -> None:
    """一个人占两行，序号、姓名合并，家庭成员一人一行，一栏的大标题压着三个小标题。"""
    first = {**QIAN, "家庭成员": "钱老汉", "与本人关系": "父亲", "家属电话": "15400000021"}
    second = {"家庭成员": "钱小妹", "与本人关系": "妹妹"}
    outcome = enter(work(county), read_ledger(two_lines(first, second, {**SUN, "家庭成员": "孙父", "与本人关系": "父亲"}), OwnWords("corrections")))
    assert results(outcome) == ["更正后导入", "更正后导入"], [each.problems for each in outcome.judged]
    assert [(each["kin_name"], each.get("kin_phone")) for each in kin_of("钱")] == [("钱老汉", "15400000021"), ("钱小妹", None)]
    assert [each["kin_name"] for each in kin_of("孙")] == ["孙父"]


def two_lines(*rows: dict[str, Any]) -> bytes:
    """家庭成员 over 姓名、关系、联系电话; the first two rows are one person's, the number and the name merged."""
    stream, lower = BytesIO(), ("姓名", "关系", "联系电话")
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("在册")
        for place, word in enumerate(CORRECTIONS):
            sheet.merge_range(0, place, 1, place, word)
        sheet.merge_range(0, len(CORRECTIONS), 0, len(CORRECTIONS) + 2, "家庭成员")
        for place, word in enumerate(lower, len(CORRECTIONS)):
            sheet.write_string(1, place, word)
        for number, row in enumerate(rows, 2):
            for place, word in enumerate((*CORRECTIONS, *KIN)):
                if row.get(word):
                    sheet.write(number, place, row[word])
        sheet.merge_range(2, 0, 3, 0, 1)
        sheet.merge_range(2, 1, 3, 1, rows[0]["姓名"])
        sheet.write(4, 0, 2)
    return stream.getvalue()


def test_the_guardian_is_kept_with_the_telephone_in_both_registers(county: County) -> None:
    entered(county, {**QIAN, "监护人": "钱老汉", "监护人电话": "15400000021"}, headings=(*CORRECTIONS, "监护人", "监护人电话"))
    party = standing_of(CorrectionCase.objects.get()).facts.parties[0]
    assert party.get("guardian") == "钱老汉，15400000021"
    headings = (*RESETTLEMENT, "监护人", "监护人电话", "联系人", "联系人电话")
    row = {**ZHENG, "监护人": "郑大山", "监护人电话": "15400000031", "联系人": "郑小妹（妹妹）", "联系人电话": "15400000032"}
    content = register(row, headings=headings, title="枫林县安置帮教对象名册")
    outcome = enter(help_register.work(county), read_ledger(content, help_register.OWN))
    assert results(outcome) == ["更正后导入"], outcome.judged[0].problems
    kin = standing_of(ReleaseCase.objects.get()).facts.opening.get("kin")
    assert [(each["kin_name"], each["relation"], each.get("kin_phone")) for each in kin] == [
        ("郑小妹", "妹妹", "15400000032"), ("郑大山", "监护人", "15400000031"),
    ]  # fmt: skip


def test_a_guardians_telephone_without_a_guardian_is_nobodys(county: County) -> None:
    outcome = entered(county, {**QIAN, "监护人电话": "15400000021"}, headings=(*CORRECTIONS, "监护人", "监护人电话"), dry_run=True)
    assert list(outcome.judged[0].problems) == [("guardian_phone", "写了监护人的电话，没有写监护人是谁。请补上姓名，或把这一格空着。")]
