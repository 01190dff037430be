"""Loading a year's arrangement: what is accepted, and what each bad row is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from fengqiao.daycount import ArrangementError, Calendar, DayKind, load_arrangement, load_overlay
from fengqiao.daycount.tests import notice_2027

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write_file(text: str, name: str = "2027.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding=encoding)
        return path

    return write_file


def faults(path: Path) -> list[str]:
    with pytest.raises(ArrangementError) as refused:
        load_arrangement(path)
    return str(refused.value).split("\n")


def test_a_whole_year_becomes_final(write: Write, calendar: Calendar) -> None:
    arrangement = load_arrangement(write(notice_2027.csv_text()))
    assert (arrangement.year, arrangement.official, arrangement.warnings) == (2027, True, ())
    assert arrangement.source == notice_2027.SOURCE
    loaded = calendar.with_arrangement(arrangement)
    assert loaded.published(2027)
    assert loaded.is_workday(date(2027, 2, 14))
    assert not loaded.is_workday(date(2027, 2, 11))
    assert loaded.day(date(2027, 2, 6)).kind is DayKind.HOLIDAY
    assert loaded.day(date(2027, 2, 11)).kind is DayKind.SWAP_OFF


def test_excel_saves_gbk_and_slashes(write: Write) -> None:
    text = notice_2027.csv_text().replace("2027-0", "2027/").replace("rest", "放假").replace("work", "上班")
    text = text.replace("date,kind,name,source", "日期,类型,名称,依据")
    assert (
        load_arrangement(write(text, encoding="gb18030")).days
        == load_arrangement(write(notice_2027.csv_text(), encoding="utf-8-sig")).days
    )


def test_json_says_the_same(write: Write) -> None:
    days = [{"date": on, "kind": kind, "name": name} for on, kind, name, _ in notice_2027.rows()]
    document = {"year": 2027, "source": notice_2027.SOURCE, "days": days}
    as_json = load_arrangement(write(json.dumps(document, ensure_ascii=False), "2027.json"))
    assert as_json == load_arrangement(write(notice_2027.csv_text()))


def test_the_year_may_be_left_to_the_rows(write: Write) -> None:
    text = notice_2027.csv_text().replace("# year: 2027\n", "")
    assert load_arrangement(write(text)).year == 2027


def test_the_stated_year_must_be_the_wanted_one(write: Write) -> None:
    path = write(notice_2027.csv_text())
    assert load_arrangement(path, 2027).year == 2027
    with pytest.raises(ArrangementError, match="文件写明是2027年的安排，与指定的2028年不一致"):
        load_arrangement(path, 2028)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            "2027-02-12,maybe,春节,演示通知",
            "第34行：类型“maybe”不认识，只能填 rest（放假）或 work（上班）。",
        ),
        ("2027-02-30,rest,春节,演示通知", "第34行：日期“2027-02-30”不存在，请核对。"),
        ("二月十二,rest,春节,演示通知", "第34行：日期“二月十二”无法识别，请写成 2027-01-01。"),
        ("2027-02-12,rest,春节,", "第34行：缺少依据文件（source），请填写放假通知的名称或文号。"),
        ("2027-02-12,rest,,演示通知", "第34行：缺少名称，请填写节日名称，例如“春节”。"),
        ("2027-02-11,rest,春节,演示通知", "第34行：日期2027-02-11与第12行重复。"),
        (
            "2028-02-12,rest,春节,演示通知",
            "第34行：日期2028-02-12不是2027年的日期。一个文件只登记一年；"
            "上一年12月25日以后的日期只能是次年元旦的安排。",
        ),
        (
            "2027-02-15,work,春节,演示通知",
            "第34行：2027-02-15是周一，本来就是工作日，不需登记上班；上班日只能是周六或周日。",
        ),
    ],
)
def test_a_bad_row_is_told_what_is_wrong(write: Write, row: str, message: str) -> None:
    assert faults(write(notice_2027.csv_text(extra=(row,)))) == [message]


def test_every_bad_row_is_told_at_once(write: Write) -> None:
    rows = ("2027-02-12,x,春节,演示通知", "2027-02-31,rest,春节,演示通知", "2027-02-12,rest,春节,")
    assert [fault[:4] for fault in faults(write(notice_2027.csv_text(extra=rows)))] == [
        "第34行",
        "第35行",
        "第36行",
    ]


def test_a_statutory_day_cannot_be_worked(write: Write) -> None:
    text = notice_2027.csv_text().replace("2027-02-06,rest", "2027-02-06,work")
    assert faults(write(text)) == [
        "第7行：2027-02-06是法定节日（春节），不能安排上班（《全国年节及纪念日放假办法》第二条）。"
    ]


def test_a_missing_statutory_day_is_named(write: Write) -> None:
    assert faults(write(notice_2027.csv_text(without=("2027-04-05", "2027-09-15")))) == [
        "缺少法定节日：2027年4月5日（周一）（清明节）应登记为放假（《全国年节及纪念日放假办法》第二条）。",
        "缺少法定节日：2027年9月15日（周三）（中秋节）应登记为放假（《全国年节及纪念日放假办法》第二条）。",
    ]


def test_of_a_year_whose_lunar_days_are_unknown_the_festivals_must_be_there(write: Write) -> None:
    rows = [f"2028-{day},rest,{name},演示通知" for day, name in (("01-01", "元旦"), ("05-01", "劳动节"))]
    rows += [f"2028-10-0{n},rest,国庆节,演示通知" for n in (1, 2, 3)] + ["2028-04-04,rest,清明节,演示通知"]
    found = faults(write("\n".join(["date,kind,name,source", *rows]), "2028.csv"))
    assert found == [
        "缺少法定节日：2028年5月2日（周二）（劳动节）应登记为放假（《全国年节及纪念日放假办法》第二条）。",
        "缺少法定节日：春节应放假4天，文件中只有0天（《全国年节及纪念日放假办法》第二条）。",
        "缺少法定节日：端午应放假1天，文件中只有0天（《全国年节及纪念日放假办法》第二条）。",
        "缺少法定节日：中秋应放假1天，文件中只有0天（《全国年节及纪念日放假办法》第二条）。",
    ]


def test_since_2025_spring_festival_has_four_days(write: Write) -> None:
    """放假办法（2024年修改）：春节放假四天，除夕、初一至初三。"""
    days = [("01-01", "元旦"), ("04-04", "清明节"), ("05-01", "劳动节"), ("05-02", "劳动节")]
    days += [("05-28", "端午节"), ("10-01", "国庆节"), ("10-02", "国庆节"), ("10-03", "国庆节、中秋节")]
    days += [("01-25", "除夕"), ("01-26", "春节"), ("01-27", "春节")]
    rows = [f"2028-{day},rest,{name},演示通知" for day, name in days]
    assert faults(write("\n".join(["date,kind,name,source", *rows]), "2028.csv")) == [
        "缺少法定节日：春节应放假4天，文件中只有3天（《全国年节及纪念日放假办法》第二条）。"
    ]


def test_a_forgotten_make_up_day_is_an_oddity_not_a_fault(write: Write) -> None:
    arrangement = load_arrangement(write(notice_2027.csv_text(without=("2027-10-09",))))
    assert arrangement.warnings == (
        "周一至周五放假17天、周末上班3天，相差14天，与法定节日13天不符。"
        "请对照通知全文核对是否漏填放假日或上班日。",
    )


def test_new_year_days_of_last_december_belong_to_this_year(write: Write, calendar: Calendar) -> None:
    extra = ("2026-12-31,rest,元旦,演示通知", "2026-12-26,work,元旦,演示通知")
    arrangement = load_arrangement(write(notice_2027.csv_text(extra=extra)))
    loaded = calendar.with_arrangement(arrangement)
    assert not loaded.is_workday(date(2026, 12, 31))
    assert loaded.is_workday(date(2026, 12, 26))
    assert {date(2026, 12, 26), date(2026, 12, 31)} <= set(loaded.differing_days(calendar))


@pytest.mark.parametrize(
    ("text", "name", "message"),
    [
        ("", "2027.csv", "文件中没有放假安排，请按格式逐日填写。"),
        ("date,kind,name,source\n", "2027.csv", "文件中没有放假安排，请按格式逐日填写。"),
        (
            "日子,kind,name,source\n2027-01-01,rest,元旦,x\n",
            "2027.csv",
            "第1行：表头缺少列：date（日期）。第一行应为 date,kind,name,source。",
        ),
        ("{", "2027.json", "第1行：JSON格式有误（第2列），请核对括号、引号和逗号。"),
        (
            '{"days": "x"}',
            "2027.json",
            'JSON应为 {"year": …, "source": …, "days": [{"date", "kind", "name"}, …]}。',
        ),
        ('{"year": "2027", "days": [{}]}', "2027.json", "year应为四位数字的年份，现为“2027”。"),
    ],
)
def test_a_file_that_is_no_arrangement_is_refused(write: Write, text: str, name: str, message: str) -> None:
    assert faults(write(text, name)) == [message]


def test_a_missing_file_and_a_binary_one_are_refused(tmp_path: Path) -> None:
    assert faults(tmp_path / "no.csv") == [f"找不到文件“{tmp_path / 'no.csv'}”，请核对路径。"]
    (tmp_path / "x.csv").write_bytes(b"\xff\xfe\x00\x81")
    assert faults(tmp_path / "x.csv") == [
        "文件不是文本，或编码既不是UTF-8也不是GB18030。请另存为CSV（UTF-8）后重试。"
    ]


def test_local_holidays_come_in_the_same_format_without_the_check_for_gaps(
    write: Write, calendar: Calendar
) -> None:
    rows = ("2026-07-20,rest,州庆,演示文件", "2027-07-19,rest,州庆,演示文件", "2026-07-25,work,州庆,演示文件")
    path = write("\n".join(("date,kind,name,source", *rows)), "local.csv")
    local = calendar.with_overlay(load_overlay(path, "某自治州"))
    assert local.day(date(2027, 7, 19)).kind is DayKind.LOCAL_OFF
    assert local.is_workday(date(2026, 7, 25))
    assert not local.published(2027)
