"""A year's holidays become known, or the bureau changes a limit of its own: open clocks follow, ended ones stay.

2027 is an invented arrangement that satisfies the law (see daycount's tests): 春节 2027-02-05至11日放假，02-14（周日）上班。
"""

from __future__ import annotations

import argparse
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from fengqiao.daycount import Arrangement, load_arrangement
from fengqiao.daycount.tests import notice_2027
from fengqiao.lines.mediation import procedure as p
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.matter import commands, parameters, recompute, registry
from fengqiao.matter.actions import perform
from fengqiao.matter.models import CalendarYear, DeadlineRow, Entry, Parameter, TaskRow
from fengqiao.matter.parameters import ParameterRefused
from fengqiao.matter.recompute import Move
from fengqiao.matter.verify import Tally, walk
from tests.county import County, at

LOADED_AT = at("2027-01-10")


@pytest.fixture
def notice(tmp_path: Path) -> Arrangement:
    return arrangement(tmp_path, notice_2027.csv_text())


def arrangement(folder: Path, text: str) -> Arrangement:
    path = folder / "2027.csv"
    path.write_text(text, encoding="utf-8")
    return load_arrangement(path)


def load(year: Arrangement, now: datetime = LOADED_AT) -> list[Move]:
    moves: list[Move] = []
    recompute.load_arrangement(year, by="系统管理员", now=now, say=moves.append)
    return moves


def differences() -> list[str]:
    return [str(found) for found in walk(Tally())]


def due(case: Case, rule: str) -> tuple[str, bool, str]:
    row = case.deadline(rule)
    return row.due_on.isoformat(), row.provisional, row.state


# A year is announced -------------------------------------------------------------------------------------------------


@pytest.fixture
def open_case(county: County) -> Case:
    """受理2027-01-05：一个月到2027-02-05（除夕），暂按已知的法定节日顺延到02-09。"""
    case = Case(county).in_mediation("2027-01-05")
    assert due(case, "mediate") == ("2027-02-09", True, "running")
    return case


def test_open_clocks_follow_the_announcement_and_say_which_days_moved_them(
    open_case: Case, notice: Arrangement
) -> None:
    (move,) = load(notice)
    assert str(move) == (
        "（2027）枫林镇人调字第0001号　调解期限：2027-02-09（暂定） → 2027-02-12　"
        "2027-02-09春节放假、2027-02-10春节放假、2027-02-11春节放假"
    )
    assert due(open_case, "mediate") == ("2027-02-12", False, "running")
    assert TaskRow.objects.get(matter=open_case.matter, label="调解并登记").due_on == date(2027, 2, 12)
    assert open_case.matter is not None
    open_case.matter.refresh_from_db()
    assert open_case.matter.next_due_on == date(2027, 2, 12)
    assert differences() == []


def test_a_day_that_stays_is_no_longer_provisional(county: County, notice: Arrangement) -> None:
    case = Case(county).in_mediation("2026-12-28")
    assert due(case, "mediate") == ("2027-01-28", True, "running")
    (move,) = load(notice)
    assert str(move).endswith("调解期限：2027-01-28（暂定） → 2027-01-28　2027年放假安排已公布")


def test_nothing_is_written_into_timelines(open_case: Case, notice: Arrangement) -> None:
    before = list(Entry.objects.order_by("seq").values())
    load(notice)
    assert list(Entry.objects.order_by("seq").values()) == before


def test_a_case_of_2026_is_left_alone(county: County, notice: Arrangement) -> None:
    case = Case(county).in_mediation("2026-05-06")
    before = list(DeadlineRow.objects.values())
    assert load(notice) == []
    assert list(DeadlineRow.objects.values()) == before
    assert due(case, "mediate") == ("2026-06-08", False, "running")


def test_loading_the_same_file_again_changes_nothing(open_case: Case, notice: Arrangement) -> None:
    load(notice)
    before = list(DeadlineRow.objects.values()), CalendarYear.objects.get(year=2027).loaded_at
    assert load(notice, at("2027-01-11")) == []
    assert (list(DeadlineRow.objects.values()), CalendarYear.objects.get(year=2027).loaded_at) == before


def test_a_corrected_notice_replaces_the_first_and_both_are_kept(
    open_case: Case, notice: Arrangement, tmp_path: Path
) -> None:
    load(notice)
    text = notice_2027.csv_text(extra=("2027-02-12,rest,春节,演示通知〔2027〕2号",))
    (move,) = load(arrangement(tmp_path, text), at("2027-01-20"))
    assert str(move).endswith("调解期限：2027-02-12 → 2027-02-14　2027-02-12春节放假")
    row = CalendarYear.objects.get(year=2027)
    assert row.source == "演示通知〔2026〕1号；演示通知〔2027〕2号"
    assert [old["source"] for old in row.days["before"]] == ["演示通知〔2026〕1号"]
    assert differences() == []


def test_every_run_leaves_a_report_with_old_and_new(open_case: Case, notice: Arrangement) -> None:
    _, run = recompute.load_arrangement(notice, by="系统管理员", now=LOADED_AT)
    head, move, tail = [json.loads(line) for line in run.report.read_text(encoding="utf-8").splitlines()]
    assert head == {
        "what": "放假安排", "year": 2027, "source": "演示通知〔2026〕1号", "by": "系统管理员", "new": True,
        "at": "2027-01-10T17:00:00+08:00",
    }  # fmt: skip
    assert (move["label"], move["old_due_on"], move["new_due_on"]) == ("调解期限", "2027-02-09", "2027-02-12")
    assert tail == {"looked_at": 1, "moved": 1}
    assert run.report.stat().st_mode & 0o077 == 0


# Ended clocks --------------------------------------------------------------------------------------------------------


@pytest.fixture
def decided(county: County, notice: Arrangement) -> Case:
    """2027-02-03登记，三个工作日暂算到02-10；02-12才受理，已认定超期。公布后重算本应到02-14。"""
    case = Case(county).apply("2027-02-03").consent("2027-02-03").accept("2027-02-12")
    assert due(case, "accept") == ("2027-02-10", True, "met_late")
    load(notice, at("2027-02-13"))
    return case


def test_an_ended_clock_keeps_its_verdict(decided: Case) -> None:
    assert due(decided, "accept") == ("2027-02-10", True, "met_late")
    assert differences() == []


def test_it_keeps_it_when_the_case_goes_on(decided: Case) -> None:
    decided.assign("2027-02-15").meet("2027-02-15")
    assert due(decided, "accept") == ("2027-02-10", True, "met_late")
    assert differences() == []


def test_restoring_keeps_it_too(decided: Case) -> None:
    assert decided.matter is not None
    recompute.restore_matter(decided.matter.pk)
    assert due(decided, "accept") == ("2027-02-10", True, "met_late")


def test_a_kept_verdict_that_somebody_changed_is_still_found(decided: Case) -> None:
    DeadlineRow.objects.filter(matter=decided.matter, rule="accept").update(due_on="2027-02-12", state="met")
    assert differences() == [
        "（2027）枫林镇人调字第0001号　期限“决定是否受理”的届满日：登记为“2027-02-12”，按时间轴应为“2027-02-10”"
        "（数据被改动，或没有随时间轴更新）",
        "（2027）枫林镇人调字第0001号　期限“决定是否受理”的状态：登记为“met”，按时间轴应为“met_late”"
        "（数据被改动，或没有随时间轴更新）",
    ]


def test_a_new_clock_of_the_same_case_counts_by_the_new_arrangement(decided: Case) -> None:
    row = decided.deadline("assign")
    assert (row.start_on.isoformat(), row.due_on.isoformat(), row.provisional) == ("2027-02-12", "2027-02-14", False)


def test_a_calendar_this_machine_does_not_know_is_named_as_such(decided: Case) -> None:
    row = decided.deadline("accept")
    DeadlineRow.objects.filter(matter=decided.matter, rule="accept").update(
        explanation={**row.explanation, "calendar": "0123456789ab"}
    )
    assert {said.rsplit("（", 1)[1] for said in differences()} == {"按本机没有记录的放假安排推算，无法复算）"}


# The file and the commands -------------------------------------------------------------------------------------------


def asked(**given: Any) -> argparse.Namespace:
    return argparse.Namespace(**{"json": False, "year": None, **given})


def test_a_wrong_file_is_refused_whole_and_row_by_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "wrong.csv"
    text = notice_2027.csv_text(without=("2027-10-01",), extra=("2027-03-01,work,春节,甲", "2027-02-30,rest,春节,甲"))
    path.write_text(text, encoding="utf-8")
    assert commands.run_calendar_load(asked(file=path)) == 1
    assert capsys.readouterr().err == (
        "第33行：2027-03-01是周一，本来就是工作日，不需登记上班；上班日只能是周六或周日。\n"
        "第34行：日期“2027-02-30”不存在，请核对。\n"
        "整个文件没有导入，数据库没有改动。\n"
    )


def test_the_command_lists_what_moved(open_case: Case, notice: Arrangement, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.keep_arrangement(notice, asked()) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("（2027）枫林镇人调字第0001号　调解期限：2027-02-09（暂定） → 2027-02-12")
    assert lines[1] == "2027年放假安排已导入（演示通知〔2026〕1号）。"
    assert lines[2].startswith("重算了1件，1个期限有变动；已办结的期限保持原认定。报告：")
    assert commands.keep_arrangement(notice, asked(json=True)) == 0
    again = json.loads(capsys.readouterr().out)
    assert (again["new"], again["moved"], again["moves"]) == (False, 0, [])


def test_the_list_says_what_is_known(open_case: Case, notice: Arrangement, capsys: pytest.CaptureFixture[str]) -> None:
    commands.list_calendar()
    assert capsys.readouterr().out.splitlines() == [
        "2004—2026年：随程序附带。",
        "2027年：放假安排尚未公布，届满日为暂定。公布后请运行 fengqiao calendar load。",
        "现有暂定的期限1个。",
    ]
    load(notice)
    commands.list_calendar()
    assert capsys.readouterr().out.splitlines() == [
        "2004—2026年：随程序附带。",
        "2027年：2027-01-10 17:00由系统管理员导入，依据演示通知〔2026〕1号。",
        "现有暂定的期限0个。",
    ]


# The bureau's own limits ---------------------------------------------------------------------------------------------

BASIS = "枫司发〔2026〕3号"


def set_parameter(name: str, value: int, basis: str = BASIS, county: str = "999901", *, running: bool = True) -> list[Move]:
    moves: list[Move] = []
    procedure = registry.procedure_on("mediation", date(2026, 5, 8))
    parameters.set_parameter(
        procedure, name, value, basis=basis, county=county, by="系统管理员", now=at("2026-05-08"),
        on=date(2026, 5, 8), running=running, say=moves.append,
    )  # fmt: skip
    return moves


@pytest.fixture
def applied(county: County) -> Case:
    """2026-05-06登记，三个工作日到05-09（周六，调休上班）。"""
    case = Case(county).apply("2026-05-06")
    assert due(case, "accept") == ("2026-05-09", False, "running")
    return case


def test_a_longer_limit_moves_the_open_clock(applied: Case) -> None:
    (move,) = set_parameter("accept_days", 5)
    assert str(move).endswith("决定是否受理：2026-05-09 → 2026-05-12　本局时限的长短改动")
    assert due(applied, "accept") == ("2026-05-12", False, "running")
    assert differences() == []


def test_a_clock_keeps_the_limit_of_the_day_it_began(applied: Case, county: County) -> None:
    """5月8日改为五个工作日，只对新起算的：5月6日登记的仍是三个，5月8日登记的是五个；补录的登记按它自己的那一天。"""
    assert set_parameter("accept_days", 5, running=False) == []
    assert due(applied, "accept") == ("2026-05-09", False, "running")
    assert due(Case(county).apply("2026-05-08"), "accept") == ("2026-05-14", False, "running")
    assert due(Case(county).apply("2026-05-07"), "accept") == ("2026-05-11", False, "running")
    applied.consent("2026-05-11").accept("2026-05-11")
    assert due(applied, "accept") == ("2026-05-09", False, "met_late")
    assert differences() == []


def test_a_limit_switched_off_for_what_is_new_goes_on_for_what_runs(applied: Case, county: County) -> None:
    assert set_parameter("accept_days", 0, running=False) == []
    later = Case(county).apply("2026-05-08")
    assert not DeadlineRow.objects.filter(matter=later.matter, rule="accept").exists()
    assert due(applied, "accept") == ("2026-05-09", False, "running")
    (move, other) = set_parameter("accept_days", 5)  # a paper that holds for all
    assert {str(each).split("：", 1)[1] for each in (move, other)} == {
        "2026-05-09 → 2026-05-12　本局时限的长短改动", "无 → 2026-05-14　本局时限启用",
    }  # fmt: skip
    assert differences() == []


def test_zero_switches_a_limit_off_and_another_number_on_again(applied: Case) -> None:
    (move,) = set_parameter("accept_days", 0)
    assert str(move).endswith("决定是否受理：2026-05-09 → 无　本局时限停用")
    assert not DeadlineRow.objects.filter(matter=applied.matter, rule="accept").exists()
    assert differences() == []
    (move,) = set_parameter("accept_days", 2)
    assert str(move).endswith("决定是否受理：无 → 2026-05-08　本局时限启用")
    assert differences() == []


def test_a_limit_that_outlives_the_case_comes_back_for_closed_ones_too(county: County) -> None:
    """归档时限在结案后才起算：停用后再启用，已结案的也要有。"""
    case = Case(county).in_mediation("2026-05-06").do(p.end, "2026-05-07", reason="no_prospect", ways=["suit"])
    case.do(p.close, "2026-05-07", actor=case.head, opinion="同意结案。")
    assert due(case, "archive") == ("2026-06-06", False, "running")
    set_parameter("archive_days", 0)
    assert differences() == []
    (move,) = set_parameter("archive_days", 20)
    assert str(move).endswith("归档：无 → 2026-05-27　本局时限启用")
    assert differences() == []


def test_what_was_met_under_the_old_limit_stays_met(applied: Case) -> None:
    applied.consent("2026-05-09").accept("2026-05-09")
    assert set_parameter("accept_days", 1) == []
    assert due(applied, "accept") == ("2026-05-09", False, "met")
    applied.assign("2026-05-11")
    assert due(applied, "accept") == ("2026-05-09", False, "met")
    assert set_parameter("accept_days", 0) == []
    assert due(applied, "accept") == ("2026-05-09", False, "met")
    applied.meet("2026-05-11")
    assert due(applied, "accept") == ("2026-05-09", False, "met")
    assert differences() == []


def test_another_county_keeps_its_own(applied: Case) -> None:
    assert set_parameter("accept_days", 9, county="999902") == []
    assert due(applied, "accept") == ("2026-05-09", False, "running")
    assert differences() == []


def test_a_limit_without_a_paper_behind_it_is_refused(applied: Case) -> None:
    with pytest.raises(ParameterRefused) as refused:
        set_parameter("accept_days", 5, basis="  ")
    assert str(refused.value) == "请写明依据文件，例如“枫司发〔2026〕3号”；没有依据不能改动时限。"
    assert not Parameter.objects.exists()


def test_what_the_law_asks_for_cannot_be_switched_off(applied: Case) -> None:
    with pytest.raises(ParameterRefused) as refused:
        set_parameter("general_months", 0)
    assert str(refused.value) == ("“调解期限”是法定期限（人民调解工作若干规定第三十三条），不能停用。请写大于0的数。")


def test_unknown_parameters_and_wrong_values_are_refused(applied: Case, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ParameterRefused, match="“人民调解”没有参数“accept”。可以设定的有：accept_days、"):
        set_parameter("accept", 5)
    given = {"procedure": "mediation", "name": "accept_days", "basis": BASIS, "county": "999901", "running": False}
    assert commands.set_parameter(argparse.Namespace(**given, value="三天")) == 1
    assert capsys.readouterr().err == "参数的值须是非负整数，现为“三天”。本局时限写0表示停用。\n"
    assert commands.set_parameter(argparse.Namespace(**{**given, "procedure": "mediation2"}, value="3")) == 1


def test_the_list_names_the_deadlines_behind_a_parameter(applied: Case, capsys: pytest.CaptureFixture[str]) -> None:
    set_parameter("accept_days", 5)
    commands.list_parameters()
    lines = capsys.readouterr().out.splitlines()
    at_line = lines.index("mediation accept_days = 3　决定是否受理（3个工作日）")
    assert lines[at_line + 1] == "    999901　自2026-05-08为5（枫司发〔2026〕3号），也适用于此前起算的"


def test_the_sweep_goes_by_the_new_day(county: County, notice: Arrangement) -> None:
    """公布前暂定的期限不会自动产生法律后果；公布后按新的届满日产生。"""
    case = Case(county).in_mediation("2027-01-05", regime="medical")
    assert due(case, "mediate_medical")[1] is True
    assert case.matter is not None
    perform(None, case.matter.pk, [], now=at("2027-03-01"))
    assert not case.facts.has(p.time_is_up)
    load(notice, at("2027-03-01"))
    ends = due(case, "mediate_medical")[0]
    perform(None, case.matter.pk, [], now=at("2027-03-02"))
    assert case.facts.on(p.time_is_up) == date.fromisoformat(ends) == date(2027, 2, 22)
    assert differences() == []
