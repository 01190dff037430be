"""E22, E28: last year's ledger comes in row by row; what cannot be read is said, nothing is dropped, nothing twice."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from python_calamine import load_workbook

from fengqiao.imports.headings import MappingWrong, OwnWords, read_own_words
from fengqiao.imports.kinds import named
from fengqiao.imports.report import write_report
from fengqiao.imports.running import ImportWrong, Outcome, Work, actor_for, enter, office_of, undo
from fengqiao.imports.sheet import LedgerWrong, read_ledger
from fengqiao.imports.tests.ledger import GOOD, HEADINGS, ledger
from fengqiao.imports.values import CellWrong, Notes, read_day, read_money, split_sides
from fengqiao.lines.mediation.models import MediationCase
from fengqiao.matter.models import Entry
from tests.county import County, at

NOW = at("2026-01-15")
TODAY = date(2026, 1, 15)


def work(county: County, own: OwnWords | None = None, dry_run: bool = False) -> Work:
    return Work(
        county.offices["town"], county["head"], own or OwnWords(), "2025台账.xlsx", NOW, dry_run, say=lambda text: None
    )


def bring(
    county: County, *rows: dict[str, Any], own: OwnWords | None = None, dry_run: bool = False, **shape: Any
) -> Outcome:
    own = own or OwnWords()
    return enter(work(county, own, dry_run), read_ledger(ledger(*rows, **shape), own))


def results(outcome: Outcome) -> list[str]:
    return [each.result for each in outcome.judged]


def test_a_row_becomes_a_closed_case_with_its_real_dates(county: County) -> None:
    outcome = bring(county, GOOD)
    assert results(outcome) == ["更正后导入", "空行", "合计行"]
    case = MediationCase.objects.get()
    assert (case.number, case.title) == ("（2025）枫林镇人调字第0001号", "张三与李四邻里纠纷")
    assert (case.stage, case.closed, case.outcome, case.amount_agreed_fen) == ("closed", True, "written", 300_000)
    assert (case.opened_on, case.outcome_on, case.closed_on) == (date(2025, 3, 5), date(2025, 3, 5), date(2025, 4, 5))
    assert all(entry.late for entry in Entry.objects.filter(matter_id=case.pk))
    note = Entry.objects.get(matter_id=case.pk, action="entered_from")
    assert note.data["text"].startswith("2025台账.xlsx，第4行")


def test_dates_types_and_sums_as_ledgers_have_them_are_corrected_and_said(county: County) -> None:
    messy = {**GOOD, "登记时间": 45_721, "纠纷类别": "宅基地", "协议金额": "3.5万", "回访时间": "2025年4月5日"}
    outcome = bring(county, messy)
    said = outcome.judged[0].said
    assert "登记日期45721是Excel的日期序号，读作2025-03-05" in said
    assert "纠纷类型“宅基地”记为房屋宅基地纠纷" in said
    assert "协议金额“3.5万”读作35,000.00元" in said
    assert "回访日期“2025年4月5日”读作2025-04-05" in said
    case = MediationCase.objects.get()
    assert (case.opened_on, case.dispute_type, case.amount_agreed_fen) == (date(2025, 3, 5), "T03", 3_500_000)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (
            {"登记时间": "正月初三"},
            "登记日期“正月初三”是农历日期。它是公历2025-01-31，请核对后按公历填写。",
        ),
        ({"登记时间": "2025-02-30"}, "登记日期“2025-02-30”：没有这一天。请核对。"),
        ({"登记时间": "3月5日"}, "登记日期“3月5日”没有年份。请补上，或写明按哪一年。"),
        ({"登记时间": "2027-03-05"}, "登记日期2027-03-05晚于今天。请核对。"),
        ({"被申请人": ""}, "申请人和被申请人要各有一位。请补齐。"),
        ({"被申请人": "张三"}, "申请人与被申请人的姓名相同，不能自己与自己调解。请核对当事人信息。"),
        ({"调解结果": "继续做工作"}, "调解结果“继续做工作”看不出成没成。请写“成功”或“不成功”，并写明书面或口头。"),
        ({"调解员": "老刘"}, "本调委会没有叫“老刘”的调解员"),
        ({"协议金额": "很多"}, "协议金额“很多”"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_write(county: County, changed: dict[str, Any], said: str) -> None:
    outcome = bring(county, {**GOOD, **changed}, GOOD)
    assert results(outcome)[0] == "没有导入"
    assert said in outcome.judged[0].said
    assert MediationCase.objects.count() == 1


def test_the_same_file_again_and_a_corrected_file_bring_nothing_twice(county: County) -> None:
    bad = {**GOOD, "申请人": "赵五", "登记时间": "三月五号"}
    assert results(bring(county, GOOD, bad)) == ["更正后导入", "没有导入", "空行", "合计行"]
    assert results(bring(county, GOOD, bad)) == ["以前已导入", "没有导入", "空行", "合计行"]
    again = bring(county, {**bad, "登记时间": "2025-03-06"}, GOOD)
    assert results(again)[:2] == ["更正后导入", "以前已导入"]
    assert again.judged[1].number == "（2025）枫林镇人调字第0001号"
    assert MediationCase.objects.count() == 2


def test_two_rows_that_say_the_same_are_two_cases_and_are_pointed_out(county: County) -> None:
    outcome = bring(county, GOOD, GOOD)
    assert "与前面的一行完全相同" in outcome.judged[1].said
    assert MediationCase.objects.count() == 2
    assert results(bring(county, GOOD, GOOD))[:2] == ["以前已导入", "以前已导入"]


def test_a_trial_says_the_same_and_leaves_nothing(county: County) -> None:
    tried = bring(county, GOOD, {**GOOD, "申请人": ""}, dry_run=True)
    assert results(tried)[:2] == ["更正后导入", "没有导入"]
    assert not MediationCase.objects.exists()
    assert bring(county, GOOD).judged[0].number == "（2025）枫林镇人调字第0001号"


def test_undoing_voids_and_the_rows_may_come_in_again(county: County) -> None:
    bring(county, GOOD)
    content = read_ledger(ledger(GOOD), OwnWords())
    assert results(undo(work(county), content, "台账年份弄错")) == ["已作废"]
    case = MediationCase.objects.get()
    assert (case.stage, case.outcome, case.number) == ("voided", "void", "（2025）枫林镇人调字第0001号")
    assert Entry.objects.filter(matter_id=case.pk, action="sign").exists()
    assert bring(county, GOOD).judged[0].number == "（2025）枫林镇人调字第0002号"
    assert results(undo(work(county), content, "再撤一次")) == ["已作废"]


def test_merged_types_hold_for_the_rows_below_and_a_merged_number_is_one_case(county: County) -> None:
    first = {**GOOD, "序号": 1}
    second = {"序号": 1, "申请人": "王五", "纠纷类别": "邻里纠纷"}
    third = {**GOOD, "序号": 2, "申请人": "赵六", "纠纷类别": None}
    outcome = bring(county, first, second, third, merge=((1, 2, "序号"), (1, 3, "纠纷类别")))
    assert results(outcome) == ["更正后导入", "更正后导入", "空行", "合计行"], outcome.judged[0].said
    assert "第5行与本行编号合并，作为同一件的当事人" in outcome.judged[0].said
    titles = set(MediationCase.objects.values_list("title", flat=True))
    assert titles == {"张三等与李四邻里纠纷", "赵六与李四邻里纠纷"}


def test_what_failed_is_closed_as_failed(county: County) -> None:
    bring(county, {**GOOD, "调解结果": "调解不成功", "协议金额": "", "履行情况": ""})
    case = MediationCase.objects.get()
    assert (case.outcome, case.closed, case.amount_agreed_fen) == ("failed", True, None)


@pytest.mark.parametrize(
    ("changed", "said", "stage"),
    [
        ({"履行情况": "未履行"}, "台账写明还没有履行完，已入系统，未结案", "performing"),
        ({"回访时间": ""}, "台账没有回访日期，已入系统，未结案；请登记回访后结案（人民调解法第三十一条）", "performed"),
    ],
)
def test_what_the_ledger_does_not_bear_out_is_not_closed(
    county: County, changed: dict[str, Any], said: str, stage: str
) -> None:
    outcome = bring(county, {**GOOD, **changed})
    assert said in outcome.judged[0].said
    assert MediationCase.objects.get().stage == stage


def test_columns_nobody_asked_for_are_kept_in_the_note(county: County) -> None:
    outcome = bring(county, {**GOOD, "包案领导": "钱副镇长"}, headings=(*HEADINGS, "包案领导"))
    assert outcome.ledger.unknown == ["包案领导"]
    assert "包案领导：钱副镇长" in Entry.objects.get(action="entered_from").data["text"]


def test_two_line_headings_and_a_sum_in_ten_thousands(county: County) -> None:
    headings = tuple(word if word != "协议金额" else "协议金额（万元）" for word in HEADINGS)
    outcome = bring(county, {**GOOD, "协议金额（万元）": 1.2}, headings=headings)
    assert "协议金额“1.2”（万元）读作12,000.00元" in outcome.judged[0].said


def test_a_mapping_file_gives_a_bureaus_own_words(county: County, tmp_path: Path) -> None:
    mapping = tmp_path / "对照.txt"
    said = (
        "[日期]\n年份 = 2025\n[栏目]\n哪一方告 = 申请人\n[纠纷类型]\n鸡毛蒜皮 = 邻里纠纷\n[调解员]\n老王 = 调解员王\n"
    )
    mapping.write_text(said, encoding="utf-8")
    own = read_own_words(mapping)
    headings = tuple(word if word != "申请人" else "哪一方告" for word in HEADINGS)
    row = {**GOOD, "哪一方告": "张三", "纠纷类别": "鸡毛蒜皮", "调解员": "老王", "登记时间": "3.5"}
    outcome = bring(county, row, own=own, headings=headings)
    assert results(outcome)[0] == "更正后导入", outcome.judged[0].said
    case = MediationCase.objects.get()
    assert (case.opened_on, case.dispute_type) == (date(2025, 3, 5), "T02")
    mapping.write_text("[栏目]\n甲 = nobody\n", encoding="utf-8")
    with pytest.raises(MappingWrong, match="没有这些栏目：nobody"):
        read_own_words(mapping)


def test_the_report_has_every_row_with_its_reason(county: County, tmp_path: Path) -> None:
    outcome = bring(county, GOOD, {**GOOD, "登记时间": "正月初三"})
    write_report(tmp_path / "结果.xlsx", outcome)
    rows = load_workbook(tmp_path / "结果.xlsx").get_sheet_by_name("导入结果").to_python()
    assert [row[1:3] for row in rows[1:]] == [["4", "更正后导入"], ["5", "没有导入"], ["6", "空行"], ["7", "合计行"]]
    assert "农历日期" in str(rows[2][4])


def test_no_ledger_and_no_committee_are_said(county: County) -> None:
    with pytest.raises(LedgerWrong, match="没有找到表头"):
        read_ledger(ledger(headings=("甲", "乙", "丙"), totals=False), OwnWords())
    with pytest.raises(LedgerWrong, match="打不开"):
        read_ledger(b"not a workbook", OwnWords())
    with pytest.raises(ImportWrong, match="枫林镇司法所不是调委会"):
        office_of(999901_001_000_000, named("mediation"))
    with pytest.raises(ImportWrong, match="leader没有在枫林镇人民调解委员会"):
        actor_for(county.offices["town"], TODAY, "leader")
    assert actor_for(county.offices["town"], TODAY).name == "主任李"


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("2025.3.5", "2025-03-05"), ("2025/03/05", "2025-03-05"), ("20250305", "2025-03-05"), ("２０２５年３月５日", "2025-03-05"),
        ("25.3.5", "2025-03-05"), (45_721.0, "2025-03-05"), ("2025-3-5 上午", "2025-03-05"), ("2025年3月5号", "2025-03-05"),
    ],
)  # fmt: skip
def test_days_in_every_way_of_writing(given: Any, day: str) -> None:
    assert read_day(given, "日期", Notes(), TODAY) == date.fromisoformat(day)


def test_empty_cells_in_every_way_of_writing() -> None:
    assert [read_day(text, "日期", Notes(), TODAY) for text in ("", None, "/", "无", "—")] == [None] * 5
    assert read_money("无", "金额", Notes()) is None


def test_two_sides_in_one_cell() -> None:
    assert split_sides("张三与李四、王五", Notes()) == (["张三"], ["李四", "王五"])
    assert split_sides("青山公司诉李四等3人", Notes()) == (["青山公司"], ["李四"])
    with pytest.raises(CellWrong, match="只有一方"):
        split_sides("张三", Notes())
