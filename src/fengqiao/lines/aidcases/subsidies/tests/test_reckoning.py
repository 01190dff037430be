"""What is paid, to the fen. The percentages are those of the demonstration, every county sets its own."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from fengqiao.lines.aidcases.subsidies.reckoning import (
    FILING,
    MEETING,
    READING,
    SPEAKING,
    Rate,
    Work,
    half_up,
    reckon,
    shift_fen,
)

PUBLIC = Rate(60_000, 38_500, Fraction(2), cross_fen=39_500, quality={"excellent": 120, "fail": 0})  # 600 direct, 2 days at 385


def test_the_sums_that_counties_publish() -> None:
    """一件1370元；跨县1765元；值班全天385元，四小时以内一半。"""
    assert reckon(PUBLIC, Work()).total_fen == 137_000
    assert reckon(PUBLIC, Work(cross_county=True)).total_fen == 176_500
    assert (shift_fen(PUBLIC, Fraction(7)), shift_fen(PUBLIC, Fraction(4)), shift_fen(PUBLIC, Fraction(9, 2))) == (38_500, 19_250, 38_500)


def test_quality_multiplies_labour_only() -> None:
    assert reckon(PUBLIC, Work(grade="excellent")).total_fen == 60_000 + 92_400
    assert reckon(PUBLIC, Work(veto=True)).total_fen == 60_000


def test_who_is_paid_by_the_public_gets_receipts_only() -> None:
    assert reckon(PUBLIC, Work(public_payroll=True, receipts_fen=12_345)).total_fen == 12_345
    assert reckon(PUBLIC, Work(public_payroll=True, receipts_fen=99_999)).total_fen == 60_000
    assert reckon(PUBLIC, Work(public_payroll=True)).total_fen == 0


def test_what_broke_off_is_paid_as_far_as_it_came_and_fault_nothing() -> None:
    done = Work(broken_off=True, milestones=frozenset({MEETING, READING}), receipts_fen=5_000)
    assert reckon(PUBLIC, done).total_fen == 5_000 + 46_200
    assert reckon(PUBLIC, Work(broken_off=True, milestones=frozenset({MEETING, READING, SPEAKING, FILING}), removed_for_fault=True)).total_fen == 0


def test_a_group_pays_the_first_whole_five_by_half_the_rest_by_a_fifth_and_five_at_most() -> None:
    base = 137_000
    assert [reckon(PUBLIC, Work(persons=n)).total_fen for n in (1, 2, 5, 6, 15, 60)] == [
        base, base * 3 // 2, base * 3, base * 16 // 5, base * 5, base * 5,
    ]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    st.builds(Rate, st.integers(0, 10**6), st.integers(0, 10**5), st.fractions(0, 20, max_denominator=8), st.integers(0, 10**5), st.just({"a": 117, "b": 83})),
    st.builds(Work, persons=st.integers(1, 40), cross_county=st.booleans(), public_payroll=st.booleans(), receipts_fen=st.none() | st.integers(0, 10**6),
              grade=st.sampled_from(["", "a", "b"]), veto=st.booleans(), broken_off=st.booleans(),
              milestones=st.frozensets(st.sampled_from([MEETING, READING, SPEAKING, FILING]))),
)  # fmt: skip
def test_the_lines_add_up_to_the_total_and_nothing_is_negative(rate: Rate, work: Work) -> None:
    sheet = reckon(rate, work)
    assert sum(line.fen for line in sheet.lines) == sheet.total_fen >= 0
    assert all(line.fen >= 0 for line in sheet.lines)


def test_half_a_fen_goes_up() -> None:
    assert [half_up(Fraction(1, 2)), half_up(Fraction(3, 2)), half_up(Fraction(5, 4))] == [1, 2, 1]
