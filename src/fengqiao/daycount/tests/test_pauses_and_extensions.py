"""中止、不计入期间、延长."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from fengqiao.daycount import (
    Calendar,
    Direction,
    Extension,
    ExtensionRefused,
    Pause,
    Period,
    PeriodError,
    Unit,
    count,
    days_elapsed,
    merge_pauses,
)
from fengqiao.daycount.tests.counts import CALENDAR, answer, on, pause


def sixty_days(*pauses: Pause) -> date:
    return answer("2026-05-11", 60, Unit.CALENDAR, pauses=pauses).due_on


def test_the_resumption_day_counts() -> None:
    assert sixty_days() == date(2026, 7, 10)
    assert sixty_days(pause("2026-06-01", "2026-06-02")) == date(2026, 7, 11)


def test_the_other_convention_counts_the_event_but_not_the_resuming_day() -> None:
    """人民调解约定（7）、法律援助T6：事由发生日计入，次日至恢复事由日不计入。"""
    same = Pause.after_event(on("2026-06-01"), on("2026-06-10"), "鉴定")
    assert same == pause("2026-06-02", "2026-06-11", "鉴定")
    assert same.days == 9
    assert sixty_days(same) == date(2026, 7, 19)


def test_an_event_resumed_the_same_day_pauses_nothing() -> None:
    assert sixty_days(Pause.after_event(on("2026-06-01"), on("2026-06-01"))) == sixty_days()


def test_overlapping_pauses_are_united_before_counting() -> None:
    assert sixty_days(pause("2026-06-01", "2026-06-08"), pause("2026-06-05", "2026-06-11")) == date(
        2026, 7, 20
    )


def test_merged_pauses_are_disjoint_and_in_order() -> None:
    first, second = pause("2026-06-01", "2026-06-08", "中止"), pause("2026-06-05", "2026-06-11", "鉴定")
    inside, empty = pause("2026-06-02", "2026-06-03"), pause("2026-06-20", "2026-06-20")
    assert merge_pauses([second, empty, inside, first]) == (first, pause("2026-06-08", "2026-06-11", "鉴定"))


def test_a_pause_before_the_start_or_after_the_end_changes_nothing() -> None:
    assert sixty_days(pause("2026-04-01", "2026-05-12")) == date(2026, 7, 10)
    assert sixty_days(pause("2026-07-11", "2026-08-01")) == date(2026, 7, 10)


def test_a_pause_that_began_before_the_start_leaves_out_only_days_of_the_period() -> None:
    assert sixty_days(pause("2026-05-01", "2026-05-16")) == date(2026, 7, 14)


def test_a_pause_on_the_last_day_moves_it_to_the_resumption() -> None:
    assert sixty_days(pause("2026-07-10", "2026-07-15")) == date(2026, 7, 15)


def test_a_pause_inside_the_days_that_another_pause_added_counts_too() -> None:
    assert sixty_days(pause("2026-06-01", "2026-06-11"), pause("2026-07-15", "2026-07-20")) == date(
        2026, 7, 25
    )


def test_working_days_leave_paused_days_out_whether_worked_or_not() -> None:
    result = answer("2026-09-18", 5, Unit.WORKING, pauses=[pause("2026-09-20", "2026-09-22", "补正")])
    assert result.due_on == date(2026, 9, 29)
    assert [(str(skip.date), skip.reason) for skip in result.skipped] == [
        ("2026-09-19", "周六"),
        ("2026-09-20", "不计入期间：补正"),
        ("2026-09-21", "不计入期间：补正"),
        ("2026-09-25", "中秋节放假"),
        ("2026-09-26", "中秋节放假"),
        ("2026-09-27", "中秋节放假"),
    ]


def test_months_run_to_the_corresponding_day_and_then_add_the_paused_days() -> None:
    result = answer("2026-01-31", 1, Unit.MONTH, pauses=[pause("2026-02-10", "2026-02-20", "鉴定")])
    assert result.due_on == date(2026, 3, 10)
    assert result.counted == 28


def test_a_roll_does_not_end_inside_a_pause() -> None:
    """届满日周六，周日起中止至周三恢复：顺延后的最后一日是恢复当日，不是中止中的周一。"""
    saturday_then_paused = [pause("2026-06-14", "2026-06-17")]
    result = answer("2026-06-03", 10, Unit.CALENDAR, roll=True, pauses=saturday_then_paused)
    assert (result.nominal_on, result.due_on) == (date(2026, 6, 13), date(2026, 6, 17))


def test_elapsed_days_of_a_suspended_period() -> None:
    """中止时已用21日，剩39日。"""
    assert days_elapsed(on("2026-05-11"), on("2026-05-31"), Unit.CALENDAR, CALENDAR) == 20
    stopped = [pause("2026-06-01", "2026-06-11")]
    assert days_elapsed(on("2026-05-11"), on("2026-06-11"), Unit.CALENDAR, CALENDAR, stopped) == 21
    assert days_elapsed(on("2026-09-18"), on("2026-09-28"), Unit.WORKING, CALENDAR) == 6
    assert days_elapsed(on("2026-09-18"), on("2026-09-18"), Unit.WORKING, CALENDAR) == 0
    with pytest.raises(PeriodError):
        days_elapsed(on("2026-09-18"), on("2026-09-18"), Unit.MONTH, CALENDAR)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: pause("2026-06-11", "2026-06-01"), "恢复日2026-06-01早于起日2026-06-11"),
        (lambda: Pause.after_event(on("2026-06-11"), on("2026-06-01")), "早于中止事由发生日"),
        (lambda: Pause(on("2026-06-01"), date.max), "尚未恢复的，请在恢复后再计算届满日"),
        (lambda: Pause(datetime(2026, 6, 1, 8, 0), on("2026-06-11")), "应为日期（不带时刻）"),
    ],
)
def test_a_pause_that_makes_no_sense_is_refused(make: object, message: str) -> None:
    assert callable(make)
    with pytest.raises(PeriodError, match=message):
        make()


def test_extensions_add_up_in_the_unit_of_the_period() -> None:
    extended = [Extension(3), Extension(2)]
    assert (
        answer("2026-09-18", 5, Unit.WORKING, extensions=extended).due_on
        == answer("2026-09-18", 10, Unit.WORKING).due_on
    )
    assert answer("2026-01-31", 1, Unit.MONTH, extensions=[Extension(1)]).due_on == date(2026, 3, 31)
    assert answer("2026-01-31", 1, Unit.YEAR, extensions=[Extension(1, Unit.MONTH)]).due_on == date(
        2027, 2, 28
    )
    assert answer("2026-01-31", 1, Unit.MONTH, extensions=[Extension(10, Unit.CALENDAR)]).due_on == date(
        2026, 3, 10
    )


def test_several_extensions_share_one_cap() -> None:
    """行政复议法第六十二条：延长期限最多不得超过三十日。"""
    period = Period(60, Unit.CALENDAR, roll=True)
    start = on("2026-08-04")
    twice = [Extension(20), Extension(10)]
    assert count(start, period, CALENDAR, extensions=twice, extension_cap=30).due_on == date(2026, 11, 2)
    with pytest.raises(ExtensionRefused, match="各次延长合计31，超过上限30"):
        count(start, period, CALENDAR, extensions=[Extension(20), Extension(11)], extension_cap=30)


def test_an_extension_is_approved_no_later_than_the_due_date_then_in_force() -> None:
    """CV-07：顺延后的10月8日批准有效，10月9日批准无效。"""
    in_time = Extension(30, approved_on=on("2026-10-08"))
    assert answer("2026-08-04", 60, Unit.CALENDAR, roll=True, extensions=[in_time]).due_on == date(
        2026, 11, 2
    )
    late = Extension(30, approved_on=on("2026-10-09"))
    with pytest.raises(ExtensionRefused) as refused:
        answer("2026-08-04", 60, Unit.CALENDAR, roll=True, extensions=[late])
    assert str(refused.value) == (
        "延长于2026年10月9日批准，但期限已于2026年10月8日届满，届满后的延长不发生效力。"
        "请按原届满日处理，并登记逾期原因。"
    )


def test_a_second_extension_may_be_approved_while_the_first_is_in_force() -> None:
    first = Extension(10, approved_on=on("2026-10-08"))
    second = Extension(10, approved_on=on("2026-10-13"))
    result = answer("2026-08-04", 60, Unit.CALENDAR, roll=True, extensions=[first, second])
    assert result.due_on == date(2026, 10, 23)


@pytest.mark.parametrize(
    ("unit", "extension"),
    [
        (Unit.WORKING, Extension(30, Unit.CALENDAR)),
        (Unit.CALENDAR, Extension(3, Unit.WORKING)),
        (Unit.CALENDAR, Extension(1, Unit.MONTH)),
        (Unit.MONTH, Extension(5, Unit.HOUR)),
    ],
)
def test_an_extension_in_another_kind_of_unit_is_refused(unit: Unit, extension: Extension) -> None:
    with pytest.raises(ExtensionRefused):
        answer("2026-03-02", 3, unit, extensions=[extension])


def test_an_extension_of_nothing_is_refused() -> None:
    with pytest.raises(PeriodError, match="延长的长度应为正整数"):
        Extension(0)


def test_a_backward_period_knows_no_pause_and_hours_know_none_either(calendar: Calendar) -> None:
    backward = Period(5, Unit.WORKING, direction=Direction.BACKWARD)
    with pytest.raises(PeriodError, match="没有中止和延长"):
        count(on("2026-05-12"), backward, calendar, [pause("2026-05-01", "2026-05-03")])
    with pytest.raises(PeriodError, match="没有中止，只能按小时延长"):
        count(
            datetime(2026, 5, 12, 9, 0),
            Period(24, Unit.HOUR),
            calendar,
            [pause("2026-05-12", "2026-05-13")],
        )
    longer = count(datetime(2026, 5, 12, 9, 0), Period(24, Unit.HOUR), calendar, extensions=[Extension(24)])
    assert longer.due_at == datetime(2026, 5, 14, 9, 0)
