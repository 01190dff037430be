"""刑期、考验期的计算（K5—K8）：刑诉法解释第二百零二条、刑法第四十一条、民法典第二百零一条。"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.daycount.months import add_months, days_in_month, is_month_end
from fengqiao.daycount.terms import term_end
from fengqiao.lines.corrections.cases.measure import Length, mismatch, reckoned

DAYS = st.dates(date(2012, 1, 1), date(2040, 12, 31))
MONTHS = st.integers(1, 72)
ONE = timedelta(days=1)


@pytest.mark.parametrize(
    ("start", "length", "end"),
    [
        ("2025-03-01", Length(years=3), "2028-02-29"),
        ("2024-02-28", Length(years=1), "2025-02-27"),
        ("2024-02-29", Length(years=1), "2025-02-27"),  # the last day of its month ends the day before the last of that month
        ("2026-01-31", Length(months=1), "2026-02-27"),
        ("2026-08-31", Length(months=6), "2027-02-27"),
        ("2026-06-01", Length(years=1, months=6), "2027-11-30"),
    ],
)
def test_k5_the_worked_examples(start: str, length: Length, end: str) -> None:
    assert reckoned(date.fromisoformat(start), length).end_on.isoformat() == end


@pytest.mark.parametrize(("start", "months", "end"), [("2021-08-31", 60, "2026-08-31"), ("2026-08-31", 6, "2027-02-28")])
def test_k6_a_period_does_not_count_its_first_day(start: str, months: int, end: str) -> None:
    assert add_months(date.fromisoformat(start), months).isoformat() == end


@given(DAYS, MONTHS)
def test_k7_what_restricts_is_the_shorter_reckoning(start: date, months: int) -> None:
    """限制性的期限用刑期的算法，不用期间的算法：短一日；起算日为当月最后一日的，至目标月最后一日的前一日。"""
    on_the_same_day = add_months(start, months)
    if is_month_end(start):
        last = days_in_month(on_the_same_day.year, on_the_same_day.month)
        assert term_end(start, months=months) == on_the_same_day.replace(day=last) - ONE
    else:
        assert term_end(start, months=months) == on_the_same_day - ONE


@given(DAYS, MONTHS)
def test_k5_twelve_months_are_a_year_from_every_day(start: date, months: int) -> None:
    assert term_end(start, months=months + 12) == term_end(start, years=1, months=months)


@given(DAYS, MONTHS, st.integers(1, 400))
def test_k5_longer_never_ends_earlier_and_days_are_added_at_the_end(start: date, months: int, days: int) -> None:
    assert term_end(start, months=months) < term_end(start, months=months + 1)
    assert term_end(start, months=months, days=days) == term_end(start, months=months) + timedelta(days=days)
    assert term_end(start, days=days) == start + timedelta(days=days - 1)


@given(st.dates(date(2012, 1, 1), date(2040, 12, 31)).filter(lambda day: day.day < 28), MONTHS)
def test_k5_on_ordinary_days_it_ends_the_day_before_the_same_day(start: date, months: int) -> None:
    assert term_end(start, months=months) + ONE == add_months(start, months)


@given(DAYS, st.integers(3, 36), st.integers(0, 60))
def test_art41_a_day_in_custody_is_taken_off_the_end_twice_over(start: date, months: int, held: int) -> None:
    """刑法第四十一条：管制，羁押一日折抵二日；从期满日往前折。"""
    whole, less = reckoned(start, Length(months=months)), reckoned(start, Length(months=months), credit=held * 2)
    assert whole.end_on - less.end_on == timedelta(days=held * 2)


@given(DAYS, MONTHS)
def test_k10_the_reckoned_day_agrees_with_itself_and_with_no_other(start: date, months: int) -> None:
    end = reckoned(start, Length(months=months)).end_on
    assert mismatch(start, end, Length(months=months), 0) == ""
    assert end.isoformat() in mismatch(start, end + ONE, Length(months=months), 0)
