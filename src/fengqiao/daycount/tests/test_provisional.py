"""暂定: true exactly when the answer depends on the rest days of a year without a published arrangement."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from fengqiao.daycount import (
    Arrangement,
    Calendar,
    Direction,
    OutsideCalendar,
    Pause,
    Period,
    Unit,
    count,
)
from fengqiao.daycount.tests.counts import answer, on

NOTE_2027 = "暂定：2027年放假安排尚未公布，仅按周末和法定节日推算；导入通知后将重新计算。"


def only_until(last_year: int) -> Calendar:
    """The calendar as it stood before the arrangement of the following year was published."""
    return Calendar(tuple(one for one in Calendar.bundled().arrangements if one.year <= last_year))


@pytest.mark.parametrize(
    ("start", "n", "due", "provisional"),
    [
        ("2026-12-24", 5, "2026-12-31", False),  # ends with the last day of the published year
        ("2026-12-25", 5, "2027-01-04", True),  # one day more enters 2027
        ("2026-12-31", 1, "2027-01-04", True),
        ("2026-12-31", 0, "2026-12-31", False),  # nothing counted, nothing asked
        ("2027-03-01", 5, "2027-03-08", True),
        ("2029-03-01", 5, "2029-03-08", True),
    ],
)
def test_working_days_are_provisional_once_they_enter_2027(
    start: str, n: int, due: str, provisional: bool
) -> None:
    result = answer(start, n, Unit.WORKING)
    assert (result.due_on.isoformat(), result.provisional) == (due, provisional)


@pytest.mark.parametrize(
    ("start", "n", "due", "provisional"),
    [
        ("2026-12-01", 30, "2026-12-31", False),  # the last day is a worked day of a published year
        ("2026-12-01", 31, "2027-01-04", True),  # a festival for certain, but where it rolls to is not
        ("2026-12-01", 35, "2027-01-05", True),  # a Tuesday of 2027 may become a day off
        ("2026-12-01", 60, "2027-02-01", True),  # a Saturday of 2027 may become a working day
        ("2026-11-01", 27, "2026-11-30", False),  # a rest day of 2026 that rolls within 2026
    ],
)
def test_a_roll_is_provisional_if_its_last_day_lies_in_2027(
    start: str, n: int, due: str, provisional: bool
) -> None:
    result = answer(start, n, Unit.CALENDAR, roll=True)
    assert (result.due_on.isoformat(), result.provisional) == (due, provisional)


@pytest.mark.parametrize("unit", [Unit.CALENDAR, Unit.MONTH, Unit.YEAR])
def test_without_a_roll_natural_days_never_depend_on_a_notice(unit: Unit) -> None:
    assert not answer("2026-12-01", 5, unit).provisional
    assert not answer("2030-05-01", 5, unit).provisional


def test_a_roll_that_begins_in_a_published_year_and_ends_in_an_unpublished_one() -> None:
    """2022-12-31 是周六：顺延到2023年，而2023年的安排当时还没有公布。"""
    before = answer("2022-12-01", 30, Unit.CALENDAR, roll=True, calendar=only_until(2022))
    assert (before.nominal_on, before.due_on) == (date(2022, 12, 31), date(2023, 1, 2))
    assert before.provisional
    assert before.unpublished_years == (2023,)
    after = answer("2022-12-01", 30, Unit.CALENDAR, roll=True)
    assert (after.due_on, after.provisional) == (date(2023, 1, 3), False)


def test_counting_backward_out_of_2027() -> None:
    """1月5日听证要看2027年的安排；1月1日之前的工作日都在2026年。"""
    period = Period(5, Unit.WORKING, direction=Direction.BACKWARD)
    assert count(on("2027-01-05"), period, Calendar.bundled()).provisional
    final = count(on("2027-01-01"), period, Calendar.bundled())
    assert (final.due_on, final.provisional) == (date(2026, 12, 25), False)


def test_a_rest_day_of_2027_passed_on_the_way_back_into_2026_is_enough() -> None:
    """1月4日的前一个工作日：1月2日、3日若调休上班，就不是12月31日。"""
    period = Period(1, Unit.WORKING, direction=Direction.BACKWARD)
    result = count(on("2027-01-04"), period, Calendar.bundled())
    assert (result.due_on, result.unpublished_years) == (date(2026, 12, 31), (2027,))


def test_hours_never_depend_on_a_notice(calendar: Calendar) -> None:
    assert not count(datetime(2027, 1, 1, 8, 0), Period(48, Unit.HOUR), calendar).provisional


def test_paused_days_of_an_unpublished_year_are_not_asked() -> None:
    """中止横跨整个2023年：那一年哪天放假都不影响结果。"""
    known = only_until(2022).with_arrangement(
        next(one for one in Calendar.bundled().arrangements if one.year == 2024)
    )
    pauses = [Pause(on("2022-12-20"), on("2024-01-02"))]
    result = answer("2022-12-19", 3, Unit.WORKING, pauses=pauses, calendar=known)
    assert (result.due_on, result.provisional) == (date(2024, 1, 4), False)


def test_the_explanation_says_which_year_is_missing() -> None:
    assert answer("2026-12-25", 5, Unit.WORKING).steps[-2] == NOTE_2027
    beyond = answer("2028-03-01", 5, Unit.WORKING)
    assert beyond.steps[-1] == (
        "暂定：2028年放假安排尚未公布，仅按周末和元旦、劳动节、国庆节（不含农历节日）推算；导入通知后将重新计算。"
    )


def test_several_missing_years_are_all_named() -> None:
    result = answer("2026-12-01", 300, Unit.WORKING)
    assert result.unpublished_years == (2027, 2028)


def test_the_last_days_of_december_warn_that_a_notice_has_moved_them_before() -> None:
    """2018-12-31 在2019年的通知里改为放假：结果不是暂定，但提示复核。"""
    warning = "提示：2026年12月29日至31日的上班安排可能随2027年元旦放假通知调整，通知公布后请复核。"
    assert answer("2026-12-24", 5, Unit.WORKING).steps[-1] == warning
    assert warning not in answer("2026-12-24", 2, Unit.WORKING).steps
    as_known_then = answer("2018-12-24", 5, Unit.WORKING, calendar=only_until(2018))
    assert (as_known_then.due_on, as_known_then.provisional) == (date(2018, 12, 31), False)
    assert answer("2018-12-24", 5, Unit.WORKING).due_on == date(2018, 12, 29)


def test_the_same_count_is_final_once_the_year_is_loaded(calendar: Calendar) -> None:
    days = next(one for one in calendar.arrangements if one.year == 2027).days
    loaded = calendar.with_arrangement(Arrangement(2027, days, "演示通知"))
    before = answer("2026-12-25", 5, Unit.WORKING)
    after = answer("2026-12-25", 5, Unit.WORKING, calendar=loaded)
    assert before.provisional
    assert not after.provisional
    assert before.calendar_version != after.calendar_version
    assert not any(step.startswith(("暂定", "提示")) for step in after.steps)


def test_before_2004_working_days_and_rolls_are_refused_natural_days_are_not() -> None:
    assert answer("2003-03-01", 10, Unit.CALENDAR).due_on == date(2003, 3, 11)
    assert answer("2003-03-01", 10, Unit.CALENDAR).internal_due_on is None
    with pytest.raises(OutsideCalendar):
        answer("2003-03-01", 10, Unit.CALENDAR, roll=True)
    with pytest.raises(OutsideCalendar):
        answer("2003-12-30", 3, Unit.WORKING)
    assert answer("2003-12-01", 31, Unit.CALENDAR, roll=True).due_on == date(2004, 1, 2)
