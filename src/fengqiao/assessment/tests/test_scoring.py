"""计分: the handbook's examples as they stand there, and what holds whatever the numbers."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction as F
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fengqiao.assessment.scoring import (
    DOWN,
    Band,
    added,
    deducted,
    gaps,
    half_up,
    in_range,
    linear,
    mid_ranks,
    ranked,
    stepped,
    threshold,
)
from fengqiao.assessment.totals import BONUS, MINUS, VETO, Rules, Scored, Status, ahead_of, places, total_of

numbers = st.fractions(min_value=-1000, max_value=1000, max_denominator=400)
weights = st.fractions(min_value=1, max_value=100, max_denominator=20)


# What the handbook writes down --------------------------------------------------------------------------------------


def test_forty_per_cent_of_27_needs_eleven() -> None:
    """N1: 目标按未四舍五入的值比较。"""
    assert threshold(F(5), F(1000, 27), F(40)).points == 0  # 10/27 is 37.04%
    assert threshold(F(5), F(1100, 27), F(40)).points == 5
    assert threshold(F(5), F(89_996, 1000), F(90)).points == 0  # shown as 90.00%, and not met


def test_linear_in_words() -> None:
    score = linear(F(20), F("97.5"), F(90), F(100), lambda x: f"{float(x):g}%")
    assert score.points == 15
    assert score.words == "20×（97.5%－90%）÷（100%－90%）＝15.00分"


def test_linear_falls_where_less_is_better() -> None:
    assert linear(F(10), F(2), F(5), F(0)).points == 6
    assert linear(F(10), F(6), F(5), F(0)).words == "6，没有超过零分值5，得0.00分"


def test_linear_of_one_and_the_same_bound_is_refused() -> None:
    with pytest.raises(ValueError, match="零分值与满分值相同"):
        linear(F(10), F(1), F(5), F(5))


def test_bands_must_cover_the_line_without_gaps() -> None:
    sound = [Band(None, F(80), F(0)), Band(F(80), F(90), F(5)), Band(F(90), None, F(10))]
    assert gaps(sound) == []
    assert [stepped(F(x), sound).points for x in (79, 80, 90)] == [0, 5, 10]
    assert gaps(sound[1:]) == ["低于80的值没有分档。请补一档，下限留空。"]
    assert gaps(sound[:2]) == ["90及以上的值没有分档。请补一档，上限留空。"]
    assert gaps([sound[0], Band(F(85), None, F(10))]) == ["80以上、不到85的值没有分档。请改成首尾相接。"]
    assert gaps([sound[0], Band(F(70), None, F(10))]) == ["“不到80”与“70以上”两档重叠。请改成首尾相接。"]


def test_rank_of_four_with_two_alike() -> None:
    """r = 并列的平均名次: 1, 2.5, 2.5, 4."""
    assert mid_ranks({1: F(9), 2: F(7), 3: F(7), 4: F(1)}) == {1: 1, 2: F(5, 2), 3: F(5, 2), 4: 4}
    assert mid_ranks({1: F(9), 2: F(7)}, DOWN) == {1: 2, 2: 1}
    assert ranked(F(10), F(5, 2), 4).points == F(25, 4)
    assert ranked(F(10), F(5, 2), 4).words == "4个单位中列第2.5，10×（4－2.5＋1）÷4＝6.25分"


def test_deduction_never_goes_below_nought() -> None:
    assert deducted(F(5), [("脱管", F(1), F(2)), ("漏管", F(1), F(1))]).points == 2
    assert deducted(F(5), [("脱管", F(4), F(2))]).words == "5分，脱管4×2分，扣完为止，得0.00分"


def test_range_falls_outside() -> None:
    assert in_range(F(10), F(50), F(40), F(60), F(20)).points == 10
    assert in_range(F(10), F(65), F(40), F(60), F(20)).points == F(15, 2)
    assert in_range(F(10), F(20), F(40), F(60), F(20)).points == 0


def test_bonus_up_to_the_cap() -> None:
    assert added(F(4), F(1), F(3)).words == "4×1分，最多3分，加3.00分"


def test_half_up_is_exact() -> None:
    """12.345 is 12.35, also where thirds made it."""
    assert half_up(sum([F(1, 3)] * 3, F(0)) + F(11345, 1000)) == Decimal("12.35")
    assert half_up(Decimal("-0.005")) == Decimal("-0.01")


# D4 -----------------------------------------------------------------------------------------------------------------


def item(weight: int, points: F | int | None, status: Status = Status.VALUE, **more: object) -> Scored:
    return Scored(F(weight), status, None if points is None else F(points), **more)  # type: ignore[arg-type]


def test_five_empties_count_differently() -> None:
    """真零、不适用、未报、待核、未到期."""
    assert total_of([item(50, 50), item(50, 0)], Rules()).published == Decimal("50.00")
    assert total_of([item(60, 60), item(40, None, Status.NA)], Rules()).published == Decimal("100.00")
    assert total_of([item(50, 50), item(50, None, Status.MISS)], Rules()).published == Decimal("50.00")
    assert total_of([item(60, 60), item(40, None, Status.NODATA)], Rules()).published == Decimal("100.00")
    held = total_of([item(50, 50), item(50, None, Status.PEND)], Rules())
    assert (held.worst, held.best, held.pending) == (Decimal("50.00"), Decimal("100.00"), True)


def test_less_than_sixty_per_cent_of_the_weight_takes_no_place() -> None:
    few = total_of([item(59, 59), item(41, None, Status.NA)], Rules())
    enough = total_of([item(60, 1), item(40, None, Status.NA)], Rules())
    found = places({1: few, 2: enough}, Rules())
    assert (found[1].rank, found[2].rank, found[2].of_n) == (None, 1, 1)


def test_veto_keeps_the_points_and_stands_last() -> None:
    rules = Rules(grades=(("优秀", F(90)), ("合格", F(60))))
    vetoed = total_of([item(100, 99), item(0, 1, kind=VETO)], rules)
    found = places({1: vetoed, 2: total_of([item(100, 61)], rules), 3: total_of([item(100, 95)], rules)}, rules)
    assert vetoed.published == Decimal("99.00")
    assert [(found[n].rank, found[n].grade) for n in (1, 2, 3)] == [(3, "不合格"), (2, "合格"), (1, "优秀")]


def test_one_two_two_four() -> None:
    """名次并列、其后顺延；并列先看核心指标得分之和。"""
    totals = {n: total_of([item(50, points, core=True), item(50, rest)], Rules()) for n, points, rest in ((1, 50, 40), (2, 40, 40), (3, 40, 40), (4, 10, 10))}
    assert [places(totals, Rules())[n].rank for n in (1, 2, 3, 4)] == [1, 2, 2, 4]
    totals[3] = total_of([item(50, 41, core=True), item(50, 39)], Rules())
    assert [places(totals, Rules())[n].rank for n in (1, 2, 3, 4)] == [1, 3, 2, 4]
    assert [places(totals, Rules(by_core=False))[n].rank for n in (1, 2, 3, 4)] == [1, 2, 2, 4]


def test_bonus_and_deduction_each_have_their_cap() -> None:
    rules = Rules(bonus_cap=F(5), deduct_cap=F(3))
    assert total_of([item(100, 80), item(0, 9, kind=BONUS), item(0, 8, kind=MINUS)], rules).published == Decimal("82.00")


def test_ahead_of_others() -> None:
    assert ahead_of(1, 11, 1) == 100
    assert ahead_of(2, 4, 2) == 33
    assert ahead_of(1, 1, 1) is None


# Whatever the numbers ----------------------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(weights, numbers, numbers, numbers, numbers)
def test_linear_is_monotone_and_bounded(weight: F, x: F, y: F, x0: F, x1: F) -> None:
    if x0 == x1:
        return
    low, high = sorted((x, y))
    one, two = linear(weight, low, x0, x1).points, linear(weight, high, x0, x1).points
    assert 0 <= one <= weight
    assert one <= two if x1 > x0 else one >= two


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(weights, numbers, numbers, st.sampled_from(["up", "down"]), numbers)
def test_threshold_is_monotone(weight: F, x: F, y: F, better: str, target: F) -> None:
    low, high = sorted((x, y))
    one, two = threshold(weight, low, target, better).points, threshold(weight, high, target, better).points
    assert one >= two if better == "down" else one <= two


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.integers(1, 60), numbers, min_size=1, max_size=40), weights, st.sampled_from(["up", "down"]))
def test_ranks_share_out_the_same_sum(values: dict[int, F], weight: F, better: str) -> None:
    """Σ w·(N－r＋1)÷N = w·(N＋1)÷2, however many are alike."""
    found = mid_ranks(values, better)
    n = len(values)
    assert sum(found.values()) == F(n * (n + 1), 2)
    assert sum(ranked(weight, place, n).points for place in found.values()) == weight * (n + 1) / 2
    for one in values:
        for two in values:
            if values[one] == values[two]:
                assert found[one] == found[two]
            elif (values[one] > values[two]) == (better == "up"):
                assert found[one] < found[two]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(weights, st.lists(st.tuples(st.just("次"), st.integers(0, 50).map(F), weights), max_size=4))
def test_more_deductions_never_add(weight: F, each: list[tuple[str, F, F]]) -> None:
    points = deducted(weight, each).points
    assert 0 <= points <= weight
    assert deducted(weight, [*each, ("次", F(1), F(1))]).points <= points


items = st.lists(
    st.tuples(st.integers(1, 100), st.fractions(0, 1, max_denominator=60), st.sampled_from(list(Status)), st.booleans()), min_size=1, max_size=12
).map(lambda rows: [Scored(F(w), s, F(w) * p if s is Status.VALUE else None, core) for w, p, s, core in rows])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(items)
def test_a_total_lies_between_nought_and_a_hundred_and_is_rounded_once(rows: list[Scored]) -> None:
    found = total_of(rows, Rules())
    kept = [each for each in rows if each.status.keeps_weight]
    if not kept:
        assert found.published is None
        return
    exact = 100 * sum((each.counted for each in kept), F(0)) / sum(each.weight for each in kept)
    assert found.published is not None
    assert found.best is not None
    assert 0 <= found.published <= 100
    assert abs(F(found.published) - exact) <= F(1, 200)
    assert found.published <= found.best
    assert total_of(rows[::-1], Rules()) == found


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.integers(1, 80), items, min_size=1, max_size=25), st.randoms())
def test_places_do_not_depend_on_the_order(units: dict[int, list[Scored]], chance: Random) -> None:
    totals = {unit: total_of(rows, Rules()) for unit, rows in units.items()}
    turned = dict(chance.sample(list(totals.items()), len(totals)))
    found = places(totals, Rules())
    assert places(turned, Rules()) == found
    ranks = sorted(each.rank for each in found.values() if each.rank is not None)
    assert all(rank <= place for place, rank in enumerate(ranks, 1))
    assert all(rank == ranks.index(rank) + 1 for rank in ranks)  # skipped places


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(items, st.integers(1, 30))
def test_weights_matter_only_in_proportion(rows: list[Scored], times: int) -> None:
    scaled = [Scored(each.weight * times, each.status, None if each.points is None else each.points * times, each.core) for each in rows]
    assert total_of(scaled, Rules()).published == total_of(rows, Rules()).published
