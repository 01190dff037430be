"""The sum of it: which sample a seed gives, what two or three scores come to. Pure."""

from __future__ import annotations

from fractions import Fraction

import pytest

from fengqiao.lines.aidcases.quality import codes
from fengqiao.lines.aidcases.quality.drawing import draw, fingerprint, how_many
from fengqiao.lines.aidcases.quality.facts import final, grade_of

CASES = [f"（2026）枫林援字第{n:04d}号" for n in range(1, 41)]


def test_a_seed_gives_one_sample_whatever_the_order_of_the_cases() -> None:
    drawn = draw(CASES, 4, "种子甲")
    assert drawn == draw(reversed(CASES), 4, "种子甲")
    assert (len(set(drawn)), set(drawn) <= set(CASES)) == (4, True)
    assert drawn != draw(CASES, 4, "种子乙")
    assert draw(CASES, 8, "种子甲")[:4] == drawn  # 比例加大，已经抽中的还在


def test_every_case_is_as_likely_as_another() -> None:
    times = dict.fromkeys(CASES, 0)
    for n in range(400):
        for number in draw(CASES, 4, str(n)):
            times[number] += 1
    assert (sum(times.values()), min(times.values()) > 15, max(times.values()) < 80) == (1600, True, True)  # 每件约40次


def test_the_fingerprint_is_that_of_the_cases_and_not_of_their_order() -> None:
    assert fingerprint(CASES) == fingerprint(reversed(CASES)) != fingerprint(CASES[1:])


@pytest.mark.parametrize(("population", "percent", "count"), [(0, 10, 0), (3, 10, 1), (10, 10, 1), (11, 10, 2), (40, 100, 40)])
def test_a_share_of_a_few_is_still_one(population: int, percent: int, count: int) -> None:
    assert how_many(population, percent) == count


@pytest.mark.parametrize(
    ("given", "points"),
    [
        ((88,), None), ((88, 84), Fraction(86)), ((85, 80), Fraction(165, 2)), ((90, 70, 72), Fraction(71)), ((60, 80, 78), Fraction(79)),
        ((60, 70, 80), Fraction(65)), ((90, 75, 60), Fraction(135, 2)),  # 一样近：取低的两份
    ],
)  # fmt: skip
def test_what_two_or_three_scores_come_to(given: tuple[int, ...], points: Fraction | None) -> None:
    assert final(given) == points


@pytest.mark.parametrize(
    ("points", "vetoed", "grade"),
    [
        (Fraction(90), False, codes.EXCELLENT), (Fraction(179, 2), False, codes.GOOD), (Fraction(75), False, codes.GOOD), (Fraction(149, 2), False, codes.PASS),
        (Fraction(60), False, codes.PASS), (Fraction(119, 2), False, codes.FAIL), (Fraction(98), True, codes.FAIL),
    ],
)  # fmt: skip
def test_ninety_seventy_five_sixty_and_a_veto_fails(points: Fraction, vetoed: bool, grade: str) -> None:
    assert grade_of(points, vetoed) == grade


def test_the_sheet_is_of_a_hundred() -> None:
    assert sum(most for _, _, most in codes.ITEMS) == 100
