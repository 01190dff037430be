"""刑期、考验期、请假: the first day counts and nothing rolls."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from fengqiao.daycount import PeriodError, Term, leave_days, leave_end, term, term_end
from fengqiao.daycount.tests.counts import on


@pytest.mark.parametrize(
    ("start", "years", "months", "end"),
    [
        ("2025-03-01", 3, 0, "2028-02-29"),
        ("2024-02-28", 1, 0, "2025-02-27"),
        ("2026-01-31", 0, 1, "2026-02-27"),
        ("2026-08-31", 0, 6, "2027-02-27"),
        ("2026-03-15", 0, 1, "2026-04-14"),  # 某月某日至下月对应日的前一日
        ("2026-03-31", 0, 1, "2026-04-29"),  # 月末日起：至下月最后一日的前一日
        ("2026-04-30", 0, 1, "2026-05-30"),
        ("2026-02-28", 0, 1, "2026-03-30"),
        ("2023-02-28", 1, 0, "2024-02-28"),
        ("2024-02-29", 1, 0, "2025-02-27"),
        ("2024-01-30", 0, 1, "2024-02-28"),  # 下月无对应日：至最后一日的前一日
        ("2026-01-01", 1, 0, "2026-12-31"),
        ("2026-11-30", 0, 3, "2027-02-27"),
    ],
)
def test_interpretation_202_years_and_months(start: str, years: int, months: int, end: str) -> None:
    """最高人民法院关于适用刑事诉讼法的解释（2021）第二百零二条。"""
    assert term_end(on(start), years, months).isoformat() == end


def test_interpretation_202_days() -> None:
    assert term_end(on("2026-03-01"), days=15) == date(2026, 3, 15)
    assert term_end(on("2026-03-01"), years=1, months=6, days=10) == date(2027, 9, 10)


def test_years_and_months_are_reckoned_together_from_the_start() -> None:
    """不逐月连算：1月31日起两个月至3月30日，而不是先到2月底再加一个月。"""
    assert term_end(on("2026-01-31"), months=2) == date(2026, 3, 30)
    assert term_end(on("2026-01-31"), years=1, months=2) == term_end(on("2026-01-31"), months=14)


def test_a_term_never_rolls() -> None:
    """K4：期满日在国庆假期内也不顺延。"""
    assert term_end(on("2024-10-05"), years=2) == date(2026, 10, 4)


def test_the_explanation_asks_for_a_human_check_near_the_month_end() -> None:
    assert term(on("2025-03-01"), years=3) == Term(
        date(2025, 3, 1),
        date(2028, 2, 29),
        needs_check=True,
        steps=(
            "自2025年3月1日起算3年，当日计入。",
            "对应日为2028年3月1日，算至其前一日2028年2月29日。",
            "期满日为2028年2月29日（周二）（含当日），不因休息日顺延。",
            "起始日在28日以后或涉及二月，请人工核对，并以法律文书载明的起止日为准。",
        ),
    )
    assert not term(on("2026-03-15"), months=3).needs_check
    assert term(on("2026-03-28"), months=3).needs_check
    assert not term(on("2026-03-29"), days=15).needs_check


def test_a_term_counts_both_its_ends() -> None:
    assert term(on("2026-03-01"), days=15).days == 15


@pytest.mark.parametrize("lengths", [(0, 0, 0), (-1, 0, 0), (1, -1, 0), (True, 0, 0)])
def test_a_term_without_a_length_is_refused(lengths: tuple[int, int, int]) -> None:
    with pytest.raises(PeriodError, match="应为非负整数且不全为零"):
        term_end(on("2026-03-01"), *lengths)


def test_an_instant_is_no_start_of_a_term() -> None:
    with pytest.raises(PeriodError, match="起始日应为日期"):
        term_end(datetime(2026, 3, 1, 9, 0), days=5)


def test_a_leave_counts_departure_and_return() -> None:
    """K9：4月28日离开、5月4日返回，共7日。"""
    assert leave_days(on("2026-04-28"), on("2026-05-04")) == 7
    assert leave_end(on("2026-04-28"), 7) == date(2026, 5, 4)
    assert leave_days(on("2026-04-28"), on("2026-04-28")) == 1
    with pytest.raises(PeriodError, match="返回日2026-04-27早于离开日2026-04-28"):
        leave_days(on("2026-04-28"), on("2026-04-27"))
