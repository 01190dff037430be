"""Day counting by the article: the worked examples of each law and convention."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from fengqiao.daycount import (
    COUNTING,
    Calendar,
    Direction,
    Extension,
    Pause,
    Period,
    PeriodError,
    Unit,
    count,
    served_by_announcement_on,
)
from fengqiao.daycount.tests.counts import (
    answer,
    due_in_days,
    due_in_months,
    due_in_workdays,
    due_in_years,
    latest_before,
    on,
    pause,
)

# 民法典第二百零一条至第二百零三条, 民事诉讼法第八十五条


def test_civil_code_201_the_first_day_is_not_counted() -> None:
    assert due_in_days("2026-03-02", 1) == "2026-03-03"
    assert due_in_workdays("2026-03-02", 1) == "2026-03-03"


def test_civil_code_201_hours_run_from_the_minute_through_the_night(calendar: Calendar) -> None:
    """CV-11：自规定的时间开始，夜间、节假日照算，不顺延。"""
    result = count(datetime(2026, 9, 30, 16, 45, 59), Period(24, Unit.HOUR), calendar)
    assert result.due_at == datetime(2026, 10, 1, 16, 45)
    assert result.due_on == date(2026, 10, 1)
    assert not result.provisional
    assert result.steps == (
        "自2026年9月30日16:45起连续计算24小时，夜间和休息日照算，不顺延。",
        "届满时刻为2026年10月1日（周四）16:45。",
    )


def test_civil_code_202_months_end_on_the_corresponding_day() -> None:
    assert due_in_months("2026-03-15", 3) == "2026-06-15"
    assert due_in_years("2026-03-15", 2) == "2028-03-15"


def test_civil_code_202_without_a_corresponding_day_the_month_end() -> None:
    """CV-04、K6：自2026-08-31起六个月为2027-02-28；自2021-08-31起五年为2026-08-31。"""
    assert due_in_months("2026-08-31", 6) == "2027-02-28"
    assert due_in_years("2021-08-31", 5) == "2026-08-31"
    assert due_in_years("2024-02-29", 1) == "2025-02-28"
    assert due_in_months("2026-01-31", 1) == "2026-02-28"


def test_civil_code_203_a_last_day_of_rest_moves_to_the_day_after_the_holiday() -> None:
    assert due_in_days("2026-01-16", 30, roll=True) == "2026-02-24"
    assert due_in_days("2026-01-16", 30) == "2026-02-15"


def test_a_holiday_in_the_middle_changes_nothing() -> None:
    assert due_in_days("2026-09-28", 15, roll=True) == "2026-10-13"


# 行政复议法第八十八条 and the conventions built on it


def test_reconsideration_88_five_days_are_working_days() -> None:
    assert due_in_workdays("2026-04-30", 5) == "2026-05-11"
    assert due_in_workdays("2026-09-18", 5) == "2026-09-24"
    assert due_in_workdays("2025-09-26", 5) == "2025-10-10"


def test_reconsideration_62_sixty_days_roll_past_national_day() -> None:
    result = answer("2026-08-04", 60, Unit.CALENDAR, roll=True)
    assert (result.nominal_on, result.due_on) == (date(2026, 10, 3), date(2026, 10, 8))
    assert [skip.date.day for skip in result.skipped] == [3, 4, 5, 6, 7]


def test_reconsideration_62_the_extension_is_added_to_the_raw_count_never_to_a_rolled_date() -> None:
    """CV-03、CV-07：60日加30日自受理起连续计算，不从顺延后的10月8日再加。"""
    result = answer("2026-08-04", 60, Unit.CALENDAR, roll=True, extensions=[Extension(30)])
    assert result.due_on == date(2026, 11, 2)


def test_reconsideration_62_thirty_days_of_the_simplified_procedure() -> None:
    assert due_in_days("2026-01-16", 30, roll=True) == "2026-02-24"


def test_reconsideration_39_suspended_days_do_not_count() -> None:
    """CV-06：6月1日中止、6月11日恢复，10日不计入，恢复之日计入。"""
    result = answer("2026-05-11", 60, Unit.CALENDAR, roll=True, pauses=[pause("2026-06-01", "2026-06-11")])
    assert (result.nominal_on, result.due_on) == (date(2026, 7, 20), date(2026, 7, 20))
    assert len(result.skipped) == 10


def test_reconsideration_51_hearing_notice_five_working_days_before() -> None:
    """CV-05：听证5月12日，最迟5月6日通知；“净日”开关再早一个工作日。"""
    assert latest_before("2026-05-12", 5) == "2026-05-06"
    assert latest_before("2026-05-12", 5, strict=True) == "2026-04-30"


def test_penalty_64_hearing_notice_seven_working_days_before() -> None:
    assert latest_before("2026-10-15", 7) == "2026-09-30"


def test_licence_50_thirty_days_before_expiry() -> None:
    assert latest_before("2026-11-30", 30, Unit.CALENDAR) == "2026-10-31"


def test_backward_months_end_on_the_corresponding_day() -> None:
    assert latest_before("2026-05-31", 3, Unit.MONTH) == "2026-02-28"


def test_backward_roll_moves_to_an_earlier_working_day_never_later(calendar: Calendar) -> None:
    """提醒落在休息日的，只能提前。"""
    period = Period(7, Unit.CALENDAR, roll=True, direction=Direction.BACKWARD)
    result = count(on("2026-10-11"), period, calendar)
    assert (result.nominal_on, result.due_on) == (date(2026, 10, 4), date(2026, 9, 30))


def test_reconsideration_41_terminate_from_the_day_after_sixty_days() -> None:
    """CV-17：3月2日中止，5月1日是第60日，5月2日起可以终止。"""
    sixtieth = answer("2026-03-02", 60, Unit.CALENDAR).due_on
    assert sixtieth == date(2026, 5, 1)
    assert sixtieth + timedelta(days=1) == date(2026, 5, 2)


def test_reconsideration_20_force_majeure_stops_the_application_period() -> None:
    """CV-19：障碍21日不计入，消除后剩余日数继续。"""
    stood_still = [pause("2026-03-20", "2026-04-10", "不可抗力")]
    assert answer("2026-03-02", 60, Unit.CALENDAR, roll=True, pauses=stood_still).due_on == date(2026, 5, 22)


def test_decision_procedure_26_seven_working_days_for_review_before_the_meeting() -> None:
    """CV-18：9月18日收齐材料，最早第8个工作日9月30日上会。"""
    assert due_in_workdays("2026-09-18", 7) == "2026-09-29"
    assert due_in_workdays("2026-09-18", 8) == "2026-09-30"


def test_penalty_36_limitation_ends_on_the_corresponding_day_and_never_rolls() -> None:
    """CV-14。"""
    assert due_in_years("2024-10-05", 2) == "2026-10-05"
    assert due_in_years("2024-02-29", 2) == "2026-02-28"


def test_civil_procedure_95_announcement_is_served_after_thirty_days_unrolled() -> None:
    """CV-10：随后的期间自该日起算。"""
    assert served_by_announcement_on(on("2026-03-10")) == date(2026, 4, 9)
    served = served_by_announcement_on(on("2026-09-03"))
    assert served == date(2026, 10, 3)
    assert due_in_days(served.isoformat(), 15, roll=True) == "2026-10-19"


def test_authority_duty_without_a_roll_clause_shows_an_internal_date() -> None:
    """CV-13：信访书面告知15日，法定届满日10月5日在假期内，内部办结日9月30日。"""
    result = answer("2026-09-20", 15, Unit.CALENDAR)
    assert (result.due_on, result.internal_due_on) == (date(2026, 10, 5), date(2026, 9, 30))


def test_the_internal_date_never_precedes_the_start() -> None:
    """2月15日收到、3日内：之前最近的工作日2月14日早于收到日，内部办结日仍为届满日。"""
    assert answer("2026-02-15", 3, Unit.CALENDAR).internal_due_on == date(2026, 2, 18)


# 刑事诉讼法第一百零五条, 社区矫正法


def test_criminal_procedure_105_roll_to_the_first_day_after_the_holiday() -> None:
    """K3：4月24日生效，第10日是5月4日（放假），法定届满日5月6日。"""
    result = answer("2026-04-24", 10, Unit.CALENDAR, roll=True)
    assert (result.nominal_on, result.due_on) == (date(2026, 5, 4), date(2026, 5, 6))


def test_corrections_47_forty_eight_hours(calendar: Calendar) -> None:
    result = count(datetime(2026, 2, 14, 9, 5), Period(48, Unit.HOUR), calendar)
    assert result.due_at == datetime(2026, 2, 16, 9, 5)


# 人民调解


def test_mediation_33_thirty_days_for_judicial_confirmation() -> None:
    """司法确认：生效后三十日内共同申请。"""
    assert due_in_days("2026-01-16", 30, roll=True) == "2026-02-24"


def test_mediation_33_a_working_saturday_does_not_roll() -> None:
    result = answer("2026-01-15", 30, Unit.CALENDAR, roll=True)
    assert result.due_on == date(2026, 2, 14)
    assert "该日虽是周末，但为春节调休上班日，是工作日，不顺延。" in result.steps


def test_mediation_33_a_plain_sunday_rolls_to_monday() -> None:
    assert due_in_days("2026-01-30", 30, roll=True) == "2026-03-02"


def test_mediation_rules_33_one_month_from_a_month_end() -> None:
    """1月31日受理，一个月到2月28日（月末，周六但调休上班）。"""
    assert due_in_months("2026-01-31", 1, roll=True) == "2026-02-28"


def test_online_mediation_12_three_working_days_over_spring_festival() -> None:
    """2月13日推送：2月14日（周六上班）、24日、25日。"""
    assert due_in_workdays("2026-02-13", 3) == "2026-02-25"


def test_medical_disputes_38_appraisal_does_not_count() -> None:
    appraisal = [Pause.after_event(on("2026-03-10"), on("2026-03-20"), "医疗损害鉴定")]
    assert answer("2026-03-02", 30, Unit.WORKING).due_on == date(2026, 4, 14)
    assert answer("2026-03-02", 30, Unit.WORKING, pauses=appraisal).due_on == date(2026, 4, 24)


# 法律援助


def test_legal_aid_43_seven_days_are_natural_days() -> None:
    assert due_in_days("2026-03-02", 7, roll=True) == "2026-03-09"


def test_legal_aid_43_supplement_time_is_left_out() -> None:
    """T6：3月4日通知补正（当日计入）、3月10日补齐（当日不计入），6日不计入。"""
    supplement = [Pause.after_event(on("2026-03-04"), on("2026-03-10"), "补正")]
    result = answer("2026-03-02", 7, Unit.CALENDAR, roll=True, pauses=supplement)
    assert (result.nominal_on, result.due_on) == (date(2026, 3, 15), date(2026, 3, 16))


def test_legal_aid_43_three_days_to_assign_roll_past_labour_day() -> None:
    assert due_in_days("2026-04-30", 3, roll=True) == "2026-05-06"


def test_notary_30_fifteen_working_days() -> None:
    assert due_in_workdays("2026-09-18", 15) == "2026-10-15"


# What a law's own way of counting makes of the number it writes


def test_one_number_three_laws() -> None:
    """T1：同是“七日”，处罚法、复议法是工作日，法律援助法是自然日。"""
    start = on("2026-09-28")
    due = {
        law: count(start, COUNTING[law].period(7, party=False), Calendar.bundled()).due_on.isoformat()
        for law in ("行政处罚法", "行政复议法", "法律援助法")
    }
    assert due == {"行政处罚法": "2026-10-13", "行政复议法": "2026-10-13", "法律援助法": "2026-10-08"}


def test_a_period_of_no_days_is_the_day_itself() -> None:
    assert due_in_days("2026-10-03", 0) == "2026-10-03"
    assert due_in_days("2026-10-03", 0, roll=True) == "2026-10-08"
    assert due_in_workdays("2026-10-03", 0) == "2026-10-03"


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Period(-1, Unit.CALENDAR), "期限长度不能为负数"),
        (lambda: Period(True, Unit.CALENDAR), "期限长度应为整数"),
        (lambda: Period(101, Unit.YEAR), "超过100年的上限"),
        (lambda: Period(1, Unit.HOUR, roll=True), "不顺延"),
        (lambda: Period(5, Unit.WORKING, strict_clear_days=True), "只用于向前倒推"),
        (lambda: answer("9990-01-01", 20, Unit.YEAR), "超出可计算的年份"),
        (lambda: answer("9999-12-30", 5, Unit.CALENDAR), "超出可计算的年份"),
    ],
)
def test_a_period_that_makes_no_sense_is_refused(make: object, message: str) -> None:
    assert callable(make)
    with pytest.raises(PeriodError, match=message):
        make()


def test_an_instant_is_no_first_day(calendar: Calendar) -> None:
    with pytest.raises(PeriodError, match="起算日应为日期（不带时刻）"):
        count(datetime(2026, 3, 2, 9, 0), Period(5, Unit.WORKING), calendar)
    with pytest.raises(PeriodError, match="须写明起算的时刻"):
        count(date(2026, 3, 2), Period(24, Unit.HOUR), calendar)
