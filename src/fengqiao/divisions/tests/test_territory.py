"""Territories: the tree of the organisation is the prefix."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.divisions import territory

BUREAU = 610902000000000
OFFICE = 610902003000000
COMMITTEE = 610902003012000
UNIT = 610902003012004
COUNTY_COMMITTEE = 610902000001000


def test_the_reach_of_each_level() -> None:
    assert territory.reach(BUREAU) == (610902000000000, 610902999999999)
    assert territory.reach(OFFICE) == (610902003000000, 610902003999999)
    assert territory.reach(COMMITTEE) == (610902003012000, 610902003012999)
    assert territory.reach(UNIT) == (UNIT, UNIT)
    assert territory.reach(COUNTY_COMMITTEE) == (610902000001000, 610902000001999)


def test_levels_and_parents() -> None:
    assert [territory.level(each) for each in (BUREAU, OFFICE, COMMITTEE, UNIT, COUNTY_COMMITTEE)] == [
        "county",
        "office",
        "committee",
        "unit",
        "committee",
    ]
    assert [territory.parent(each) for each in (UNIT, COMMITTEE, OFFICE, BUREAU, COUNTY_COMMITTEE)] == [
        COMMITTEE,
        OFFICE,
        BUREAU,
        None,
        BUREAU,
    ]


def test_composing_reading_and_showing() -> None:
    assert territory.compose("610902", 3, 12) == COMMITTEE
    assert territory.split(UNIT) == (610902, 3, 12, 4)
    assert territory.read_territory(" 610902 003 012 000 ") == COMMITTEE
    assert territory.grouped(COMMITTEE) == "610902 003 012 000"
    assert territory.county_code(UNIT) == "610902"


def test_what_lies_below() -> None:
    assert territory.contains(BUREAU, UNIT)
    assert territory.contains(OFFICE, OFFICE)
    assert not territory.contains(OFFICE, 610902004000000)
    assert not territory.contains(COMMITTEE, OFFICE)


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        ((6109,), "区划代码应为6位数字，现为“6109”。"),
        ((610902, 1000), "所序号应在000至999之间，现为1000。"),
        ((610902, 3, -1), "调委会序号应在000至999之间，现为-1。"),
        ((610902, 3, 0, 4), "下设机构必须在某个调委会或站之下：第13至15位不为000时，第10至12位不能为000。"),
    ],
)
def test_numbers_that_make_no_territory(numbers: tuple[int, ...], sentence: str) -> None:
    with pytest.raises(ValueError, match=f"^{sentence}$"):
        territory.compose(*numbers)


@pytest.mark.parametrize("number", [0, -1, 61090200000000, 6109020000000000, 610902003000004])
def test_numbers_that_are_no_territory(number: int) -> None:
    assert not territory.is_territory(number)
    with pytest.raises(ValueError, match="区域号"):
        territory.reach(number)


@pytest.mark.parametrize("text", ["", "610902", "61090200301200X", "６１０９０２００３０１２０００"])
def test_texts_that_are_no_territory(text: str) -> None:
    with pytest.raises(ValueError, match="区域号应为15位数字"):
        territory.read_territory(text)


numbers = st.tuples(st.integers(100000, 999999), st.integers(0, 999), st.integers(0, 999), st.integers(0, 999)).filter(
    lambda four: four[2] > 0 or four[3] == 0
)


@given(numbers)
def test_splitting_undoes_composing(four: tuple[int, int, int, int]) -> None:
    assert territory.split(territory.compose(*four)) == four


@given(numbers)
def test_every_territory_lies_within_all_above_it(four: tuple[int, int, int, int]) -> None:
    here = territory.compose(*four)
    low, high = territory.reach(here)
    assert low == here <= high
    above = territory.parent(here)
    while above is not None:
        assert territory.contains(above, here)
        assert territory.contains(above, high)
        assert not territory.contains(here, above)
        above = territory.parent(above)


@given(numbers, numbers)
def test_two_reaches_nest_or_do_not_touch(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> None:
    (low, high), (other_low, other_high) = (territory.reach(territory.compose(*each)) for each in (one, other))
    apart = high < other_low or other_high < low
    nested = (low <= other_low and other_high <= high) or (other_low <= low and high <= other_high)
    assert apart or nested


@given(numbers)
def test_everything_of_a_county_has_the_same_county(four: tuple[int, int, int, int]) -> None:
    here = territory.compose(*four)
    county = territory.compose(four[0])
    assert territory.county_of(here) == county
    assert territory.county_reach(here) == territory.reach(county) == (county, county + territory.COUNTY_WIDTH)
