"""A declaration that cannot be printed is refused when it is written, not when somebody waits at the counter."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from fengqiao.documents import (
    Column,
    Conditional,
    FieldTable,
    Head,
    PaperKind,
    Para,
    Rows,
    RowsTable,
    Sign,
    Signatures,
    Slot,
    Title,
    Value,
)
from fengqiao.documents.tests.cases import AGREED, COMPANY, LI, REGISTERED, WANG
from fengqiao.documents.tests.papers import AGREEMENT, REGISTRATION, TRANSFER_LETTER


def kind_of(*blocks):
    return PaperKind("trial", "试件", blocks=blocks, form="测试", version="1")


def test_a_complete_agreement_misses_nothing():
    assert AGREEMENT.missing(AGREED) == []
    assert REGISTRATION.missing(REGISTERED) == []


def test_what_is_missing_is_named_as_the_form_names_it():
    values = AGREED | {"facts": " \n ", "performance": None}
    assert [slot.label for slot in AGREEMENT.missing(values)] == ["纠纷主要事实、争议事项", "履行方式、时限"]


def test_an_empty_form_misses_the_parties_as_a_whole():
    assert [slot.label for slot in AGREEMENT.missing({})] == [
        "编号",
        "当事人",
        "纠纷主要事实、争议事项",
        "协议内容",
        "履行方式、时限",
        "份数",
    ]


def test_what_a_party_lacks_is_named_with_the_party():
    values = AGREED | {"parties": [WANG, LI | {"phone": ""}]}
    missing = AGREEMENT.missing(values)
    assert [(slot.name, slot.label) for slot in missing] == [("parties_2_phone", "当事人第2项（李建国）的联系方式")]


def test_an_organisation_answers_its_own_fields():
    """法人不填性别、年龄，须有法定代表人。"""
    values = AGREED | {"parties": [WANG, COMPANY | {"legal_representative": ""}]}
    assert [slot.name for slot in AGREEMENT.missing(values)] == ["parties_2_legal_representative"]


def test_zero_is_an_answer():
    kind = kind_of(Para("损失{loss}元。", (Slot("loss", "损失", required=True),)))
    assert kind.missing({"loss": 0}) == []


def test_slots_of_a_branch_count_only_while_it_is_printed():
    kind = kind_of(
        Conditional(Slot("is_oral", "口头", kind="flag"), (Para("{phone}", (Slot("phone", "电话", required=True),)),))
    )
    assert kind.missing({}) == []
    assert [slot.label for slot in kind.missing({"is_oral": True})] == ["电话"]


def test_names_the_paper_does_not_print_are_reported():
    assert AGREEMENT.unknown(AGREED | {"mediator_phone": "1"}) == ["mediator_phone"]


def test_slots_come_once_in_the_order_of_the_paper():
    assert [slot.name for slot in TRANSFER_LETTER.slots][:4] == ["issuer", "number", "addressee", "received_on"]
    assert len(TRANSFER_LETTER.slots) == len({slot.name for slot in TRANSFER_LETTER.slots})


def test_a_placeholder_without_a_slot_is_refused():
    with pytest.raises(ValueError, match="占位与栏目不一致：phone"):
        Para("请致电{phone}。")


def test_a_slot_declared_in_two_ways_is_refused():
    with pytest.raises(ValueError, match="有两种写法"):
        kind_of(Para("{day}", (Slot("day", "日期"),)), Para("{day}", (Slot("day", "送达日期"),)))


def test_a_form_table_must_cover_its_grid():
    with pytest.raises(ValueError, match="没有正好铺满2行2列"):
        FieldTable((1, 1), ((Head("甲"), Value(Slot("a", "甲"))), (Head("乙", span=1),)))


def test_a_form_table_may_span_down_and_across():
    table = FieldTable((1, 1, 1), ((Head("甲", down=2), Head("乙", span=2)), (Head("丙"), Head("丁"))))
    assert table.starts == ((0, 1), (1, 2))


def test_a_column_of_an_unknown_field_is_refused():
    with pytest.raises(ValueError, match="没有“weight”栏"):
        RowsTable(Rows("things", "物品", fields=(Slot("name", "名称"),)), (Column("weight"),))


def test_signers_of_rows_that_are_not_there_are_refused():
    with pytest.raises(ValueError, match="指向“parties”"):
        kind_of(Title(), Signatures((Sign("当事人", each="parties"),)))


def test_rows_given_as_a_text_are_refused():
    with pytest.raises(TypeError, match="“当事人”（parties）须为若干行"):
        AGREEMENT.missing(AGREED | {"parties": "王秀兰"})


def test_declaring_papers_loads_no_renderer():
    """The libraries that draw cost half a second and 40 MB: only who prints pays."""
    heavy = "{'typst', 'docx', 'docxtpl', 'jinja2', 'lxml', 'pypdf', 'segno'}"
    program = f"import sys, fengqiao.documents.tests.papers; print(sorted({heavy} & set(sys.modules)))"
    source = str(Path(__file__).parents[3])
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {source!r}); {program}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
