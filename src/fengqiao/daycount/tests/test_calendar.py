"""The working calendar, with chinesecalendar as an independent oracle."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from fengqiao.daycount import (
    ArrangedDay,
    Arrangement,
    ArrangementError,
    Calendar,
    DayKind,
    OutsideCalendar,
    Overlay,
)
from fengqiao.daycount.tests.counts import on

chinese_calendar = pytest.importorskip("chinese_calendar")


def every_day(first: str, last: str) -> list[date]:
    return [on(first) + timedelta(days=k) for k in range((on(last) - on(first)).days + 1)]


def test_every_day_of_23_years_agrees_with_chinesecalendar_but_one(calendar: Calendar) -> None:
    """2005-12-31 是周六，为2006年元旦调休上班日，chinesecalendar 漏了这一天。"""
    differing = [
        day
        for day in every_day("2004-01-01", "2026-12-31")
        if calendar.is_workday(day) != chinese_calendar.is_workday(day)
    ]
    assert differing == [date(2005, 12, 31)]
    assert calendar.day(date(2005, 12, 31)).kind is DayKind.SWAP_WORK


def test_is_workday_and_day_agree_on_every_day(calendar: Calendar) -> None:
    for day in every_day("2004-01-01", "2029-12-31"):
        assert calendar.is_workday(day) == calendar.day(day).is_workday


def test_2026_has_248_working_days(calendar: Calendar) -> None:
    months = [
        sum(calendar.is_workday(day) for day in every_day("2026-01-01", "2026-12-31") if day.month == month)
        for month in range(1, 13)
    ]
    assert months == [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]
    assert sum(months) == 248


def test_2026_days_off_and_days_worked_instead_are_those_of_the_notice(calendar: Calendar) -> None:
    """国务院办公厅2025年11月4日通知。"""
    spans = [("01-01", "01-03"), ("02-15", "02-23"), ("04-04", "04-06"), ("05-01", "05-05")]
    spans += [("06-19", "06-21"), ("09-25", "09-27"), ("10-01", "10-07")]
    off = [day for first, last in spans for day in every_day(f"2026-{first}", f"2026-{last}")]
    worked = [on(f"2026-{day}") for day in ("01-04", "02-14", "02-28", "05-09", "09-20", "10-10")]
    named = [day for day in calendar.days_of(2026) if day.name]
    assert [day.date for day in named if not day.is_workday] == off
    assert [day.date for day in named if day.is_workday] == worked


def test_kinds_of_a_national_day_week(calendar: Calendar) -> None:
    kinds = [calendar.day(date(2026, 10, day)).kind for day in range(1, 12)]
    assert kinds == [
        *[DayKind.HOLIDAY] * 3,
        DayKind.REST,
        *[DayKind.SWAP_OFF] * 3,
        *[DayKind.WORK] * 2,
        DayKind.SWAP_WORK,
        DayKind.REST,
    ]


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("2026-10-05", "国庆节放假"),
        ("2026-10-10", "国庆节调休上班"),
        ("2026-10-11", "周日"),
        ("2026-10-12", "工作日"),
    ],
)
def test_a_day_says_why(calendar: Calendar, day: str, reason: str) -> None:
    assert calendar.day(on(day)).reason == reason


def test_days_off_and_days_worked_balance_to_the_statutory_days_of_every_year(calendar: Calendar) -> None:
    """2008年前每年10天，2008年起11天，2025年起13天；2015年抗战纪念日、2020年延长春节假期另加。"""
    balance = {
        year.year: sum(day.rest and day.on.weekday() < 5 for day in year.days)
        - sum(not day.rest for day in year.days)
        for year in calendar.arrangements
        if year.official
    }
    usual = {year: 10 if year < 2008 else 11 if year < 2025 else 13 for year in range(2004, 2027)}
    assert balance == usual | {2015: 12, 2020: 13}


def test_2027_is_provisional_with_the_thirteen_statutory_days_only(calendar: Calendar) -> None:
    named = [day for day in calendar.days_of(2027) if day.name]
    assert len(named) == 13
    assert {day.kind for day in named} == {DayKind.HOLIDAY}
    assert not any(day.official for day in calendar.days_of(2027))
    assert calendar.published(2026)
    assert not calendar.published(2027)
    assert (calendar.last_published_year, calendar.last_year) == (2026, 2027)


def test_beyond_2027_weekends_and_festivals_of_a_fixed_date_only(calendar: Calendar) -> None:
    named = [day.date.isoformat() for day in calendar.days_of(2028) if day.name]
    assert named == ["2028-01-01", "2028-05-01", "2028-05-02", "2028-10-01", "2028-10-02", "2028-10-03"]
    assert not calendar.day(date(2028, 3, 1)).official


def test_before_2004_nothing_is_known(calendar: Calendar) -> None:
    with pytest.raises(OutsideCalendar) as refused:
        calendar.is_workday(date(2003, 12, 31))
    assert str(refused.value) == (
        "2003年12月31日早于工作日历的起始年份（2004年），无法判断是否工作日。请改按自然日计算，或人工核定后录入届满日。"
    )
    with pytest.raises(OutsideCalendar):
        calendar.day(date(2003, 12, 31))


def test_a_loaded_year_replaces_what_was_known_and_leaves_the_old_calendar_alone(calendar: Calendar) -> None:
    days = (ArrangedDay(date(2027, 2, 9), True, "春节"), ArrangedDay(date(2027, 2, 13), False, "春节"))
    loaded = calendar.with_arrangement(Arrangement(2027, days, "演示通知"))
    assert loaded.published(2027)
    assert not calendar.published(2027)
    assert loaded.day(date(2027, 2, 9)).kind is DayKind.SWAP_OFF
    assert loaded.day(date(2027, 2, 13)).kind is DayKind.SWAP_WORK
    assert loaded.day(date(2027, 2, 9)).source == "演示通知"
    assert calendar.is_workday(date(2027, 2, 9))
    assert not calendar.is_workday(date(2027, 2, 13))


def test_differing_days_are_those_whose_work_changes(calendar: Calendar) -> None:
    known = next(one for one in calendar.arrangements if one.year == 2027)
    added = (ArrangedDay(date(2027, 2, 9), True, "春节"), ArrangedDay(date(2027, 2, 13), False, "春节"))
    loaded = calendar.with_arrangement(Arrangement(2027, (*known.days, *added), "演示通知"))
    assert loaded.differing_days(calendar) == (date(2027, 2, 9), date(2027, 2, 13))
    assert loaded.differing_days(loaded) == ()


def test_a_notice_may_reach_back_into_december(calendar: Calendar) -> None:
    """2019年元旦：2018年12月30日至2019年1月1日放假，12月29日上班，写在2019年的通知里。"""
    before = Calendar(tuple(one for one in calendar.arrangements if one.year <= 2018))
    assert before.is_workday(date(2018, 12, 31))
    assert not before.is_workday(date(2018, 12, 29))
    notice = next(one for one in calendar.arrangements if one.year == 2019)
    after = before.with_arrangement(notice)
    assert not after.is_workday(date(2018, 12, 31))
    assert after.is_workday(date(2018, 12, 29))
    assert set(after.differing_days(before)) >= {date(2018, 12, 29), date(2018, 12, 31)}


def test_a_day_of_another_year_is_no_part_of_an_arrangement() -> None:
    with pytest.raises(ArrangementError, match="2026-05-01不是2027年安排的日期"):
        Arrangement(2027, (ArrangedDay(date(2026, 5, 1), True, "劳动节"),), "演示通知")


def test_local_holidays_lie_over_the_national_calendar(calendar: Calendar) -> None:
    """放假办法第四条：少数民族习惯的节日由民族自治地方规定放假日期。"""
    days = (
        ArrangedDay(date(2026, 7, 20), True, "州庆"),
        ArrangedDay(date(2026, 7, 25), False, "州庆"),
        ArrangedDay(date(2026, 10, 1), True, "州庆"),
    )
    local = calendar.with_overlay(Overlay("某自治州", days, "演示文件"))
    assert local.day(date(2026, 7, 20)).kind is DayKind.LOCAL_OFF
    assert local.day(date(2026, 7, 20)).reason == "州庆放假"
    assert local.is_workday(date(2026, 7, 25))
    assert local.day(date(2026, 10, 1)).kind is DayKind.HOLIDAY
    assert local.version != calendar.version
    assert calendar.is_workday(date(2026, 7, 20))


def test_a_local_day_worked_must_be_a_weekend() -> None:
    with pytest.raises(ArrangementError, match="2026-07-20本来就是工作日"):
        Overlay("某自治州", (ArrangedDay(date(2026, 7, 20), False, "州庆"),), "演示文件")


def test_version_follows_the_content(calendar: Calendar) -> None:
    assert len(calendar.version) == 12
    same = Calendar(calendar.arrangements)
    assert same.version == calendar.version
    assert same == calendar
    assert hash(same) == hash(calendar)
    renamed = Arrangement(2027, (ArrangedDay(date(2027, 1, 1), True, "元旦"),), "另一份通知")
    assert calendar.with_arrangement(renamed).version != calendar.version


def test_next_and_previous_working_day(calendar: Calendar) -> None:
    assert calendar.next_workday(date(2026, 10, 1)) == date(2026, 10, 8)
    assert calendar.next_workday(date(2026, 10, 10)) == date(2026, 10, 10)
    assert calendar.previous_workday(date(2026, 2, 23)) == date(2026, 2, 14)
