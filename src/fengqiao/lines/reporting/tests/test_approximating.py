"""概数“余”（E2）：十以下照实；两位数留一位；三位以上留两位；没有舍掉的不加“余”。"""

from __future__ import annotations

import pytest

from fengqiao.lines.reporting.approximating import approximate


@pytest.mark.parametrize(
    ("exact", "unit", "said"),
    [  # the seven approximate figures of a real report of 2021
        (33, "次", "30余次"), (53, "次", "50余次"), (25_340, "份", "25000余份"), (20_640, "人次", "20000余人次"), (207, "次", "200余次"), (509, "人", "500余人"),
        (556, "人", "550余人"),
    ],
)  # fmt: skip
def test_the_seven_figures_of_the_seed(exact: int, unit: str, said: str) -> None:
    assert approximate(exact).said(unit) == said


@pytest.mark.parametrize(
    ("exact", "said"),
    [
        (0, "0"), (1, "1"), (9, "9"), (10, "10"), (11, "10余"), (19, "10余"), (20, "20"), (99, "90余"), (100, "100"), (101, "100余"), (109, "100余"), (110, "110"),
        (999, "990余"), (1000, "1000"), (1001, "1000余"), (25_000, "25000"), (25_999, "25000余"), (26_000, "26000"),
    ],
)  # fmt: skip
def test_at_the_boundaries(exact: int, said: str) -> None:
    assert approximate(exact).said() == said


def test_less_than_nothing_is_no_count() -> None:
    with pytest.raises(ValueError, match="-1"):
        approximate(-1)


def test_never_more_than_there_is_and_never_less_than_nine_tenths() -> None:
    for exact in range(1, 20_000):
        rounded = approximate(exact)
        assert rounded.number <= exact
        assert rounded.more == (rounded.number != exact)
        assert rounded.number * 2 > exact
