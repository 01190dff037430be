"""``fengqiao days`` at the command line."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from fengqiao.daycount.commands import add_commands
from fengqiao.daycount.tests import notice_2027


def run(*words: str) -> int:
    parser = argparse.ArgumentParser(prog="fengqiao")
    add_commands(parser.add_subparsers(required=True))
    args = parser.parse_args(["days", *words])
    return int(args.run(args))


def run_json(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    assert run(*words, "--json") == 0
    printed = json.loads(capsys.readouterr().out)
    assert isinstance(printed, dict)
    return printed


def test_add_working_days_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    answer = run_json(capsys, "add", "2026-09-18", "5", "--unit", "working")
    assert {key: answer[key] for key in ("due", "provisional", "counted", "skipped")} == {
        "due": "2026-09-24",
        "provisional": False,
        "counted": 5,
        "skipped": [{"date": "2026-09-19", "reason": "周六"}],
    }


def test_add_natural_days_with_a_roll(capsys: pytest.CaptureFixture[str]) -> None:
    answer = run_json(capsys, "add", "2026-04-24", "10", "--unit", "calendar", "--roll")
    assert (answer["nominal"], answer["due"], answer["counted"]) == ("2026-05-04", "2026-05-06", 10)
    assert answer["skipped"] == [
        {"date": "2026-05-04", "reason": "劳动节放假"},
        {"date": "2026-05-05", "reason": "劳动节放假"},
    ]


@pytest.mark.parametrize(
    ("n", "unit", "due", "provisional"),
    [
        ("6", "month", "2027-02-28", False),
        ("1", "year", "2027-08-31", False),
        ("100", "calendar", "2026-12-09", False),
    ],
)
def test_add_other_units(
    capsys: pytest.CaptureFixture[str], n: str, unit: str, due: str, provisional: bool
) -> None:
    answer = run_json(capsys, "add", "2026-08-31", n, "--unit", unit)
    assert (answer["due"], answer["provisional"]) == (due, provisional)


def test_add_into_2027_is_provisional_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    answer = run_json(capsys, "add", "2026-08-31", "6", "--unit", "month", "--roll")
    assert (answer["due"], answer["provisional"], answer["unpublished_years"]) == ("2027-03-01", True, [2027])
    assert run("add", "2026-08-31", "6", "--unit", "month", "--roll") == 0
    printed = capsys.readouterr().out
    assert printed.startswith("2027年3月1日（周一）（暂定）\n  1. 2026年8月31日（周一）为起算日")
    assert "2027年放假安排尚未公布" in printed


def test_add_before_an_event(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_json(capsys, "add", "2026-05-12", "5", "--unit", "working", "--before")["due"] == "2026-05-06"


def test_add_with_an_arrangement_file_is_final(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "2027.csv"
    path.write_text(notice_2027.csv_text(), encoding="utf-8")
    plain = run_json(capsys, "add", "2027-02-04", "3", "--unit", "working")
    loaded = run_json(capsys, "add", "2027-02-04", "3", "--unit", "working", "--calendar", str(path))
    assert (plain["due"], plain["provisional"]) == ("2027-02-11", True)
    assert (loaded["due"], loaded["provisional"]) == ("2027-02-15", False)
    assert plain["calendar"] != loaded["calendar"]


def test_add_with_an_odd_arrangement_warns(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "2027.csv"
    path.write_text(notice_2027.csv_text(without=("2027-10-09",)), encoding="utf-8")
    assert run("show", "2027", "--calendar", str(path)) == 0
    assert capsys.readouterr().err.startswith("注意：周一至周五放假17天、周末上班3天")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("add", "2026-02-30", "5", "--unit", "working"), "起算日“2026-02-30”不存在，请核对月份和日数。"),
        (
            ("add", "2026/03/02", "5", "--unit", "working"),
            "起算日“2026/03/02”无法识别，请写成 2026-09-18 的形式。",
        ),
        (
            ("add", "2026-03-02", "-5", "--unit", "working"),
            "期限长度不能为负数（现为-5）。如需向前倒推，请使用倒推计算。",
        ),
        (("add", "2026-03-02", "五", "--unit", "working"), "期限长度“五”不是整数，请填写非负整数。"),
        (("add", "2026-03-02", "1.5", "--unit", "month"), "期限长度“1.5”不是整数，请填写非负整数。"),
        (
            ("add", "2026-03-02", "5", "--unit", "week"),
            "计量单位“week”不认识，请用 calendar（自然日）、working（工作日）、month（月）或 year（年）。",
        ),
        (
            ("add", "2026-03-02", "99999", "--unit", "working"),
            "期限99999个工作日超过25000个工作日的上限，请核对数字。",
        ),
        (
            ("add", "2003-03-03", "5", "--unit", "working"),
            "2003年3月4日早于工作日历的起始年份（2004年），无法判断是否工作日。"
            "请改按自然日计算，或人工核定后录入届满日。",
        ),
        (
            ("add", "2026-03-02", "5"),
            "请用 --unit 指明计量单位：calendar、working、month 或 year。",
        ),
        (("show", "2003"), "没有2003年的放假安排，工作日历自2004年开始，请查询2004年及以后。"),
        (("show", "今年"), "年份“今年”无法识别，请写成四位数字，例如 2026。"),
        (("show", "2026", "--calendar", "没有.csv"), "找不到文件“没有.csv”，请核对路径。"),
    ],
)
def test_what_cannot_be_counted_is_refused_with_2(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], message: str
) -> None:
    assert run(*words) == 2
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", f"{message}\n")


def test_show_a_year(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("show", "2026") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "2026年：工作日248天"
    assert lines[2] == "月份    工作日  休息日"
    assert lines[4] == "2月     16      12"
    assert "  春节：2026年2月15日至2月23日" in lines
    assert "  国庆节：2026年10月10日（周六）" in lines


def test_show_a_year_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    facts = run_json(capsys, "show", "2026")
    months = facts["months"]
    assert isinstance(months, list)
    assert [month["working_days"] for month in months] == [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]
    assert (facts["working_days"], facts["official"]) == (248, True)


@pytest.mark.parametrize(
    ("year", "note"),
    [
        (
            "2027",
            "2027年放假安排尚未公布，本表暂定：仅含周末和法定节日，补休日和调休上班日未知。"
            "通知公布后请用 fengqiao calendar load 导入。",
        ),
        (
            "2030",
            "2030年放假安排尚未公布，本表暂定：仅含周末和日期固定的元旦、劳动节、国庆节，"
            "农历节日、清明节和调休均未计入。通知公布后请用 fengqiao calendar load 导入。",
        ),
    ],
)
def test_show_says_what_is_not_known(capsys: pytest.CaptureFixture[str], year: str, note: str) -> None:
    assert run("show", year) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"{year}年（暂定）：")
    assert lines[-1] == note
