"""What must hold for every date and every length; working days are checked against chinesecalendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fengqiao.daycount import (
    ArrangedDay,
    Arrangement,
    Calendar,
    Direction,
    Extension,
    Pause,
    Period,
    Unit,
    count,
    merge_pauses,
    term_end,
)
from fengqiao.daycount.months import add_months, is_month_end
from fengqiao.daycount.tests.counts import CALENDAR

chinese_calendar = pytest.importorskip("chinese_calendar")

quick = settings(max_examples=150, deadline=None)

ONE_DAY = timedelta(days=1)
starts = st.dates(date(2004, 1, 1), date(2025, 6, 30))
lengths = st.integers(0, 120)
day_units = st.sampled_from([Unit.CALENDAR, Unit.WORKING])
all_units = st.sampled_from([Unit.CALENDAR, Unit.WORKING, Unit.MONTH, Unit.YEAR])


@st.composite
def pauses_near(draw: st.DrawFn) -> tuple[date, list[Pause]]:
    start = draw(starts)
    spans = draw(st.lists(st.tuples(st.integers(-10, 90), st.integers(0, 30)), max_size=4))
    return start, [Pause(start + timedelta(days=a), start + timedelta(days=a + b)) for a, b in spans]


def turn_over(calendar: Calendar) -> Calendar:
    """A calendar whose unpublished years are arranged as unlike the provisional guess as can be."""
    for year in (2027, 2028, 2029, 2030):
        days = [date(year, 1, 1) + timedelta(days=k) for k in range(365)]
        turned = tuple(ArrangedDay(on, on.weekday() < 5 and on.day % 7 > 0, "演示") for on in days)
        calendar = calendar.with_arrangement(Arrangement(year, turned, "演示"))
    return calendar


UPSIDE_DOWN = turn_over(CALENDAR)


def worked(on: date) -> bool:
    """The oracle, with the one day it lacks."""
    return on == date(2005, 12, 31) or bool(chinese_calendar.is_workday(on))


@quick
@given(starts, lengths)
def test_exactly_n_working_days_lie_after_the_start_up_to_the_end(start: date, n: int) -> None:
    due_on = count(start, Period(n, Unit.WORKING), CALENDAR).due_on
    span = [start + timedelta(days=k) for k in range(1, (due_on - start).days + 1)]
    assert sum(worked(on) for on in span) == n
    assert n == 0 or worked(due_on)


@quick
@given(starts, lengths)
def test_backward_exactly_n_working_days_lie_from_the_act_up_to_the_event(start: date, n: int) -> None:
    event = start + timedelta(days=400)
    due_on = count(event, Period(n, Unit.WORKING, direction=Direction.BACKWARD), CALENDAR).due_on
    span = [due_on + timedelta(days=k) for k in range((event - due_on).days)]
    assert sum(worked(on) for on in span) == n
    assert n == 0 or worked(due_on)


@quick
@given(starts, st.integers(1, 120))
def test_forward_undoes_backward(start: date, n: int) -> None:
    """从倒推得到的工作日再顺推N个工作日，不早于基准日。"""
    event = start + timedelta(days=400)
    act = count(event, Period(n, Unit.WORKING, direction=Direction.BACKWARD), CALENDAR).due_on
    again = count(act, Period(n, Unit.WORKING), CALENDAR).due_on
    assert again >= event
    assert all(not worked(event + timedelta(days=k)) for k in range((again - event).days))


@quick
@given(starts, st.integers(0, 40), lengths, all_units, st.booleans())
def test_a_later_start_never_ends_earlier(start: date, later: int, n: int, unit: Unit, roll: bool) -> None:
    n = n % 3 if unit is Unit.YEAR else n % 24 if unit is Unit.MONTH else n
    period = Period(n, unit, roll)
    assert (
        count(start, period, CALENDAR).due_on <= count(start + timedelta(days=later), period, CALENDAR).due_on
    )


@quick
@given(pauses_near(), st.integers(0, 40), lengths, day_units, st.booleans())
def test_a_later_start_never_ends_earlier_with_pauses(
    case: tuple[date, list[Pause]], later: int, n: int, unit: Unit, roll: bool
) -> None:
    start, pauses = case
    period = Period(n, unit, roll)
    earlier = count(start, period, CALENDAR, pauses).due_on
    assert earlier <= count(start + timedelta(days=later), period, CALENDAR, pauses).due_on


@quick
@given(starts, lengths, all_units)
def test_one_more_never_ends_earlier_and_a_roll_never_moves_back(start: date, n: int, unit: Unit) -> None:
    n = n % 3 if unit is Unit.YEAR else n % 24 if unit is Unit.MONTH else n
    plain = count(start, Period(n, unit), CALENDAR)
    rolled = count(start, Period(n, unit, roll=True), CALENDAR)
    longer = count(start, Period(n + 1, unit), CALENDAR)
    assert plain.due_on == plain.nominal_on == rolled.nominal_on <= rolled.due_on
    assert plain.due_on < longer.due_on


@quick
@given(starts, lengths)
def test_a_roll_ends_on_a_working_day_with_only_rest_days_passed(start: date, n: int) -> None:
    result = count(start, Period(n, Unit.CALENDAR, roll=True), CALENDAR)
    assert worked(result.due_on)
    passed = [result.nominal_on + timedelta(days=k) for k in range((result.due_on - result.nominal_on).days)]
    assert [skip.date for skip in result.skipped] == passed
    assert not any(worked(on) for on in passed)


@quick
@given(starts, lengths)
def test_rolling_twice_is_rolling_once(start: date, n: int) -> None:
    rolled = count(start, Period(n, Unit.CALENDAR, roll=True), CALENDAR).due_on
    assert count(rolled, Period(0, Unit.CALENDAR, roll=True), CALENDAR).due_on == rolled


@quick
@given(starts, lengths)
def test_the_internal_date_is_the_last_working_day_not_after_the_nominal_one(start: date, n: int) -> None:
    result = count(start, Period(n, Unit.CALENDAR), CALENDAR)
    internal_on = result.internal_due_on
    assert internal_on is not None
    assert start <= internal_on <= result.nominal_on
    if internal_on != result.nominal_on:
        assert worked(internal_on)
        after = range(1, (result.nominal_on - internal_on).days + 1)
        assert not any(worked(internal_on + timedelta(days=k)) for k in after)


@quick
@given(pauses_near(), lengths, all_units, st.booleans())
def test_a_pause_of_no_days_changes_nothing(
    case: tuple[date, list[Pause]], n: int, unit: Unit, roll: bool
) -> None:
    start, pauses = case
    empty = [Pause(one.from_on, one.from_on) for one in pauses]
    period = Period(n % 3, unit, roll)
    assert count(start, period, CALENDAR, empty) == count(start, period, CALENDAR)


@quick
@given(pauses_near(), lengths, day_units, st.integers(0, 30), st.booleans())
def test_a_pause_split_in_two_changes_nothing(
    case: tuple[date, list[Pause]], n: int, unit: Unit, cut: int, roll: bool
) -> None:
    start, pauses = case
    split = []
    for one in pauses:
        middle = min(one.from_on + timedelta(days=cut), one.to_on)
        split += [Pause(one.from_on, middle), Pause(middle, one.to_on)]
    period = Period(n, unit, roll)
    assert count(start, period, CALENDAR, split).due_on == count(start, period, CALENDAR, pauses).due_on


@quick
@given(pauses_near(), lengths, day_units)
def test_order_and_repetition_of_pauses_do_not_matter(
    case: tuple[date, list[Pause]], n: int, unit: Unit
) -> None:
    start, pauses = case
    period = Period(n, unit)
    assert (
        count(start, period, CALENDAR, [*reversed(pauses), *pauses]).due_on
        == count(start, period, CALENDAR, pauses).due_on
    )


@quick
@given(pauses_near(), st.integers(1, 120))
def test_exactly_n_days_outside_every_pause_lie_up_to_the_end(case: tuple[date, list[Pause]], n: int) -> None:
    start, pauses = case
    due_on = count(start, Period(n, Unit.CALENDAR), CALENDAR, pauses).due_on
    span = [start + timedelta(days=k) for k in range(1, (due_on - start).days + 1)]
    running = [on for on in span if not any(one.from_on <= on < one.to_on for one in pauses)]
    assert len(running) == n
    assert running[-1] == due_on


@quick
@given(pauses_near())
def test_merging_keeps_exactly_the_paused_days(case: tuple[date, list[Pause]]) -> None:
    def days(pauses: list[Pause] | tuple[Pause, ...]) -> list[date]:
        return [one.from_on + timedelta(days=k) for one in pauses for k in range(one.days)]

    merged = merge_pauses(case[1])
    assert sorted(set(days(case[1]))) == days(merged)
    assert merge_pauses(merged) == merged


@quick
@given(starts, st.integers(0, 90), st.integers(1, 60), day_units, st.booleans())
def test_an_extension_is_the_same_as_a_longer_period(
    start: date, n: int, more: int, unit: Unit, roll: bool
) -> None:
    extended = count(start, Period(n, unit, roll), CALENDAR, extensions=[Extension(more)])
    assert extended.due_on == count(start, Period(n + more, unit, roll), CALENDAR).due_on


@quick
@given(starts, st.integers(-240, 240))
def test_months_end_on_the_same_day_or_the_month_end(start: date, months: int) -> None:
    end = add_months(start, months)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day == start.day or (end.day < start.day and (end + ONE_DAY).day == 1)


@quick
@given(starts, st.integers(-240, 240))
def test_months_agree_with_dateutil(start: date, months: int) -> None:
    relativedelta = pytest.importorskip("dateutil.relativedelta").relativedelta
    assert add_months(start, months) == start + relativedelta(months=months)


@quick
@given(starts, st.integers(1, 240))
def test_a_term_ends_before_the_period_of_the_same_length(start: date, months: int) -> None:
    """K7：刑期算法比一般期间短，只有自月末日起算的例外：2月28日起一个月，刑期至3月30日，一般期间至3月28日。"""
    assume(not is_month_end(start))
    assert term_end(start, months=months) <= count(start, Period(months, Unit.MONTH), CALENDAR).due_on


@quick
@given(starts, st.integers(1, 240), st.integers(1, 40))
def test_a_term_of_months_and_days_is_the_days_after_the_months(start: date, months: int, days: int) -> None:
    assert term_end(start, months=months, days=days) == term_end(start, months=months) + timedelta(days=days)


@quick
@given(st.dates(date(2026, 6, 1), date(2028, 6, 1)), lengths, all_units, st.booleans())
def test_a_final_answer_survives_any_arrangement_of_the_unpublished_years(
    start: date, n: int, unit: Unit, roll: bool
) -> None:
    """不是暂定的结果，无论2027年以后怎样安排放假都不变。"""
    period = Period(n % 3 if unit in (Unit.MONTH, Unit.YEAR) else n, unit, roll)
    result = count(start, period, CALENDAR)
    if not result.provisional:
        assert count(start, period, UPSIDE_DOWN).due_on == result.due_on
