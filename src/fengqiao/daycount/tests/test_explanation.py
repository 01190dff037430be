"""The sentences a clerk reads."""

from __future__ import annotations

from fengqiao.daycount import Direction, Extension, Period, Unit, count
from fengqiao.daycount.tests.counts import CALENDAR, answer, on, pause


def test_working_days_over_national_day() -> None:
    assert answer("2025-09-26", 5, Unit.WORKING).steps == (
        "2025年9月26日（周五）为起算日，当日不计入，自2025年9月27日起计算5个工作日。",
        "计入5个工作日：2025年9月28日至9月30日；2025年10月9日至10月10日。",
        "2025年9月28日（周日）国庆节调休上班，虽是周末，按工作日计入。",
        "不计入：2025年9月27日（周六）；2025年10月1日至10月5日（国庆节放假）；"
        "2025年10月6日（周一）中秋节放假；2025年10月7日至10月8日（国庆节放假）。",
        "最后一日为2025年10月10日（周五）。",
    )


def test_natural_days_with_pause_extension_and_roll() -> None:
    result = answer(
        "2026-05-11",
        60,
        Unit.CALENDAR,
        roll=True,
        pauses=[pause("2026-06-01", "2026-06-11", "中止")],
        extensions=[Extension(30, approved_on=on("2026-07-01"), reason="案情复杂，批准延长")],
    )
    assert result.steps == (
        "2026年5月11日（周一）为起算日，当日不计入，自2026年5月12日起计算60日。",
        "案情复杂，批准延长30日（2026年7月1日批准），与原期限合并计算。",
        "按自然日连续计算，中间的休息日照算，最后一日为2026年8月9日（周日）。",
        "不计入：2026年6月1日至6月10日（中止）。",
        "不计入的10日顺加后，最后一日为2026年8月19日（周三）。",
        "该日是工作日，不需顺延。",
    )


def test_a_roll_says_from_where_to_where_and_why() -> None:
    assert answer("2026-08-04", 60, Unit.CALENDAR, roll=True).steps[-1] == (
        "该日是休息日（国庆节放假），顺延至休息日后的第一个工作日2026年10月8日（周四）。"
    )


def test_a_rest_day_that_does_not_roll_suggests_the_working_day_before() -> None:
    assert answer("2026-01-16", 30, Unit.CALENDAR).steps[-1] == (
        "该日是休息日（春节放假），本期限不顺延；宜在2026年2月14日（周六）当日或之前办结。"
    )


def test_a_month_without_the_day_says_so() -> None:
    assert answer("2026-08-31", 6, Unit.MONTH).steps[1:3] == (
        "按月、年的对应日计算，最后一日为2027年2月28日（周日）。",
        "该月没有31日，以月末日为最后一日。",
    )
    assert not any("该月没有" in step for step in answer("2026-08-30", 3, Unit.MONTH).steps)


def test_backward() -> None:
    period = Period(5, Unit.WORKING, direction=Direction.BACKWARD)
    assert count(on("2026-05-12"), period, CALENDAR).steps == (
        "以2026年5月12日（周二）为基准日，当日不计入，向前倒推5个工作日。",
        "计入5个工作日：2026年5月6日至5月9日；2026年5月11日（周一）。",
        "2026年5月9日（周六）劳动节调休上班，虽是周末，按工作日计入。",
        "不计入：2026年5月10日（周日）。",
        "最迟应在2026年5月6日（周三）。",
    )
    days = Period(7, Unit.CALENDAR, direction=Direction.BACKWARD)
    assert count(on("2026-05-12"), days, CALENDAR).steps[1] == (
        "按自然日连续计算，中间的休息日照算，最迟为2026年5月5日（周二）。"
    )


def test_a_long_count_is_summed_up_by_reason() -> None:
    steps = answer("2026-01-05", 120, Unit.WORKING).steps
    assert steps[1] == "计入120个工作日：2026年1月6日至7月2日之间。"
    assert steps[-2] == (
        "不计入：2026年1月10日至6月28日之间的周末38日、春节放假9日、清明节放假3日、劳动节放假5日、端午节放假3日。"
    )


def test_a_period_of_no_days() -> None:
    assert answer("2026-10-08", 0, Unit.CALENDAR).steps == ("期限为当日：2026年10月8日（周四）。",)
