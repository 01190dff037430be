"""No double entry: filed in their form, their numbers taken in, their export compared with ours."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.db import OperationalError
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from fengqiao.exchange.outside import comparing
from fengqiao.exchange.outside.answers import take_answers
from fengqiao.exchange.outside.comparing import compare
from fengqiao.exchange.outside.fields import fields_of
from fengqiao.exchange.outside.filings import counts, export, settle
from fengqiao.exchange.outside.models import (
    Difference,
    Filing,
    FilingState,
    OutsideSystem,
    Progress,
    Reconciliation,
)
from fengqiao.exchange.outside.reading import TableWrong
from fengqiao.exchange.outside.reconciling import begin, content_of, decide, differences_for, known_of
from fengqiao.exchange.outside.template import TemplateWrong, column_letters, column_number, fill, sheets_of
from fengqiao.exchange.tests.forms import form, grid, province, table
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.matter.models import Errand, Matter
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.ledger import AdminRecord
from fengqiao.orgs.models import Post
from tests.county import County

NOW = timezone.now
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zs"), exclude_characters="\ufffe\uffff"), max_size=20)


# Their form ------------------------------------------------------------------------------------------------------------


@settings(max_examples=25, deadline=None)
@given(st.lists(st.fixed_dictionaries({1: TEXT, 3: TEXT, 7: st.integers(-(10**9), 10**9)}), max_size=6))
def test_what_is_written_into_their_form_is_read_from_it_again(rows: list[dict[int, Any]]) -> None:
    """写进表样再读出来，一字不差；表头、标题和别的工作表不变。"""
    made = fill(form(), "报送表", 2, rows)
    found = grid(made)
    assert found[:2] == grid(form())[:2]
    assert [{1: row[0], 3: row[2], 7: row[6]} for row in found[2:] if row[6] != ""] == rows
    assert grid(made, "填报说明") == [["一行一件。"]]


def test_their_looks_stay() -> None:
    """边框、红字、列宽、下拉选项照旧；示例行和签字行让位。"""
    made, before = fill(form(), "报送表", 2, [{1: "甲"}, {1: "乙 & <丙>\n第二行"}]), form()
    with zipfile.ZipFile(BytesIO(made)) as after, zipfile.ZipFile(BytesIO(before)) as old:
        sheet, old_sheet = (
            after.read("xl/worksheets/sheet1.xml").decode(),
            old.read("xl/worksheets/sheet1.xml").decode(),
        )
        assert after.read("xl/styles.xml") == old.read("xl/styles.xml")
    style = old_sheet.split('r="A3" s="')[1].split('"')[0]
    assert f'r="A3" s="{style}"' in sheet
    assert f'r="G4" s="{style}"' in sheet
    assert "dataValidation" in sheet
    assert 'width="33' in sheet
    assert 'mergeCell ref="A1:G1"' in sheet
    assert "A5:D5" not in sheet
    assert grid(made)[3][0] == "乙 & <丙>\n第二行"


def test_a_file_that_is_no_form_is_refused_in_words() -> None:
    for content in (b"", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0 an old .xls"):
        with pytest.raises(TemplateWrong, match=r"另存为\.xlsx"):
            sheets_of(content)
    with pytest.raises(TemplateWrong, match="没有工作表“不在”"):
        fill(form(), "不在", 2, [])
    assert [sheet.name for sheet in sheets_of(form())] == ["报送表", "填报说明"]
    assert sheets_of(form())[0].likely_head == 2
    assert [column_letters(n) for n in (1, 26, 27, 703)] == ["A", "Z", "AA", "AAA"]
    assert column_number("AAA") == 703


# Filing ----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def system(county: County) -> OutsideSystem:
    return province(county)


@pytest.fixture
def matters(county: County) -> list[Matter]:
    """Two cases of 枫林镇, one of 竹溪乡."""
    cases = [Case(county).in_mediation("2026-05-06"), Case(county).in_mediation("2026-05-07"),
             Case(county, "village2", head="village2_head", mediator="village2_head").in_mediation("2026-05-08")]  # fmt: skip
    return [case.matter for case in cases if case.matter]


@pytest.mark.django_db
def test_what_is_due_in_reach_goes_out_in_their_form_once(
    county: County, system: OutsideSystem, matters: list[Matter]
) -> None:
    content, batch = export(county["office_head"], system, now=NOW())
    first = matters[0]
    assert grid(content)[2] == [first.number, "相邻关系纠纷", "张三", "李四", "2026/05/06", first.office.name, "枫桥"]
    assert (batch.count, len(grid(content))) == (2, 4)
    with pytest.raises(Refused, match="没有要向省平台报送的案件"):
        export(county["office_head"], system, now=NOW())
    assert counts(county["section"], system) == {"waiting": 1, "exported": 2, "filed": 0, "returned": 0, "exempt": 0}
    record = AdminRecord.objects.get(deed="outside.export")
    assert (record.new["rows"], record.new["private_reason"]) == (2, "含申请人、被申请人")


@pytest.mark.django_db
def test_their_answer_brings_numbers_and_reasons(county: County, system: OutsideSystem, matters: list[Matter]) -> None:
    actor, (one, two, three) = county["section"], matters
    export(actor, system, now=NOW())
    answer = table(
        ("平台编号", "本单位编号", "导入结果", "失败原因"), ("SPT-1", one.number, "成功", ""), ("", two.number, "失败", "当事人缺证件号码"),
        ("SPT-1", three.number, "成功", ""), ("SPT-9", "没有这个号", "成功", ""), ("合计", "", "", ""),
    )  # fmt: skip
    found = take_answers(actor, system, answer, now=NOW())
    assert (found.filed, found.returned) == (1, 1)
    assert found.left == [(5, "省平台的编号“SPT-1”已经登记在另一件案件上。请核对编号。"), (6, "没有对应的案件")]
    assert list(Filing.objects.order_by("pk").values_list("state", "number", "reason")) == [
        ("filed", "SPT-1", ""), ("returned", "", "当事人缺证件号码"), ("exported", "", ""),
    ]  # fmt: skip
    again = take_answers(actor, system, answer, now=NOW())
    assert (again.filed, again.returned, again.unchanged) == (0, 0, 2)
    assert again.left[0] == (5, "对方编号和本单位编号是两件不同的案件，请人工核对")
    filing = Filing.objects.get(matter_id=two.pk)
    settle(actor, system, two.pk, FilingState.WAITING, now=NOW(), reason="已补证件号码")
    assert [change.state for change in filing.changes.all()] == ["exported", "returned", "waiting"]
    assert export(actor, system, now=NOW())[1].count == 1


@pytest.mark.django_db
def test_a_state_needs_its_number_or_reason_and_the_reach(
    county: County, system: OutsideSystem, matters: list[Matter]
) -> None:
    actor, matter = county["section"], matters[2]
    with pytest.raises(Refused, match="要写省平台给的编号"):
        settle(actor, system, matter.pk, FilingState.FILED, now=NOW())
    with pytest.raises(Refused, match="“不需报”要写明理由"):
        settle(actor, system, matter.pk, FilingState.EXEMPT, now=NOW())
    with pytest.raises(NotVisible):
        settle(county["office_head"], system, matter.pk, FilingState.EXEMPT, now=NOW(), reason="外乡的")


@pytest.mark.django_db
def test_nothing_said_apart_and_nobody_who_reported_can_be_put_into_a_form(county: County) -> None:
    labels = [field.label for field in fields_of("mediation").values()]
    assert not [label for label in labels if any(word in label for word in ("谈话", "让步", "反映人", "密钥"))]
    assert {"编号", "纠纷类型", "受理日期", "结果", "协议金额（元）"} <= set(labels)


# Their export beside ours ----------------------------------------------------------------------------------------------

THEIRS = ("平台编号", "本单位编号", "纠纷类别", "申请人", "被申请人", "登记时间")


def reconcile(actor: Actor, system: OutsideSystem, content: bytes) -> Reconciliation:
    """Their table taken in by a request, and what the worker does with it then."""
    made = begin(actor, system, "导出.xlsx", content, now=NOW())
    assert not differences_for(actor, made).exists()
    compare(made.pk)
    made.refresh_from_db()
    assert (made.progress, made.done) == (Progress.DONE, made.rows)
    return made


@pytest.mark.django_db
def test_their_export_is_compared_row_by_row(county: County, system: OutsideSystem, matters: list[Matter]) -> None:
    """按对方编号、本局编号、日期加当事人对上；不同的逐栏列出，各自独有的单列。"""
    actor, one, three = county["section"], matters[0], matters[2]
    for matter, number in ((one, "SPT-1"), (three, "SPT-3")):
        settle(actor, system, matter.pk, FilingState.FILED, now=NOW(), number=number)
    theirs = table(
        THEIRS, ("SPT-1", "", "婚姻家庭纠纷", "张三", "李四", date(2026, 5, 6).isoformat()),
        ("SPT-2", "", "相邻关系纠纷", "张三", "李四", 46149), ("SPT-7", "", "相邻关系纠纷", "孙八", "周九", "2026.5.9"),
    )  # fmt: skip
    made = reconcile(actor, system, theirs)
    found = [(d.kind, d.matter_id, d.number, d.headings) for d in differences_for(actor, made)]
    assert found == [
        ("differs", one.pk, "SPT-1", ["纠纷类别"]), ("theirs", None, "SPT-7", []), ("ours", three.pk, "SPT-3", []),
    ]  # fmt: skip
    assert (made.rows, made.same) == (3, 1)  # SPT-2 is ours of 2026-05-07, known by day and parties
    differs, only_theirs, _ = differences_for(actor, made)
    assert content_of(differs) == [["纠纷类别", "相邻关系纠纷", "婚姻家庭纠纷"]]
    assert "孙八" not in only_theirs.sealed
    assert known_of(only_theirs) == {
        "dispute_type": "T02",
        "applicants": "孙八",
        "respondents": "周九",
        "opened_on": "2026.5.9",
    }
    assert [d.number for d in differences_for(county["office_head"], made)] == [
        "SPT-1"
    ]  # 竹溪乡的和县里的，枫林所看不到


@pytest.mark.django_db
def test_a_difference_is_decided_by_a_person_and_changes_nothing_silently(
    county: County, system: OutsideSystem, matters: list[Matter]
) -> None:
    actor, one = county["section"], matters[0]
    settle(actor, system, one.pk, FilingState.FILED, now=NOW(), number="SPT-1")
    rows = (THEIRS, ("SPT-1", "", "婚姻家庭纠纷", "张三", "李四", "2026-05-06"))
    first, second = (reconcile(actor, system, table(*rows)) for _ in range(2))
    decide(actor, first.differences.get(), "theirs", "对方已核实", now=NOW())
    errand = Errand.objects.get()
    assert errand.what == f"更正{one.number}的纠纷类别：与省平台核对后以对方为准，见该系统核对记录第1条。"
    assert (errand.office_id, errand.who_id) == (one.office_id, one.handler_id)
    with pytest.raises(Refused, match="已经处理过"):
        decide(actor, first.differences.get(), "ours", "", now=NOW())
    decide(actor, second.differences.get(), "ours", "", now=NOW())
    filing = Filing.objects.get()
    assert (filing.state, filing.number, filing.reason) == ("waiting", "SPT-1", "核对后以本系统为准，须重新报送")


@pytest.mark.django_db
def test_two_alike_are_left_to_a_person(county: County, system: OutsideSystem) -> None:
    for _ in range(2):
        Case(county).in_mediation("2026-05-06")
    made = reconcile(
        county["section"], system, table(THEIRS, ("SPT-1", "", "相邻关系纠纷", "张三", "李四", "2026/5/6"))
    )
    assert made.differences.get().note == "日期和当事人相同的有2件，请人工核对"


@pytest.mark.django_db
def test_a_table_without_their_headings_says_which_are_missing(county: County, system: OutsideSystem) -> None:
    with pytest.raises(TableWrong, match="没有找到表头"):
        reconcile(county["section"], system, table(("甲", "乙"), ("1", "2")))
    with pytest.raises(TableWrong, match="打不开"):
        reconcile(county["section"], system, b"not a workbook")


@pytest.mark.django_db
def test_a_comparison_that_was_broken_off_is_begun_anew(
    county: County, system: OutsideSystem, matters: list[Matter], monkeypatch: pytest.MonkeyPatch
) -> None:
    """后台断电：从头再比，不重复；一个任务在比，另一个不插手；岗位没有了，说明原因。"""
    monkeypatch.setattr(comparing, "BATCH", 1)
    actor, now = county["section"], NOW()
    theirs = table(THEIRS, *((f"SPT-{n}", "", "相邻关系纠纷", "孙八", "周九", "2026-05-09") for n in range(3)))
    made = begin(actor, system, "导出.xlsx", theirs, now=now)
    kept = comparing._Comparison._keep

    def cut(self: comparing._Comparison, rows: Sequence[Difference], done: int) -> None:
        kept(self, rows, done)
        if self.made.done == 2:
            raise OperationalError

    with monkeypatch.context() as power:
        power.setattr(comparing._Comparison, "_keep", cut)
        with pytest.raises(OperationalError):
            compare(made.pk)
    compare(made.pk)  # the first one may still be at it
    made.refresh_from_db()
    assert (made.progress, made.done, made.differences.count()) == (Progress.AT_WORK, 2, 2)
    Reconciliation.objects.update(beat_at=now - 2 * comparing.STALLED)
    compare(made.pk)
    assert [d.number for d in differences_for(actor, Reconciliation.objects.get())] == ["SPT-0", "SPT-1", "SPT-2"]
    again = begin(actor, system, "导出.xlsx", theirs, now=now)
    Post.objects.filter(pk=actor.post_id).update(to_on="2020-01-01")
    compare(again.pk)
    again.refresh_from_db()
    assert (again.progress, again.said[:6], again.differences.count()) == (Progress.FAILED, "核对人已没有", 0)

