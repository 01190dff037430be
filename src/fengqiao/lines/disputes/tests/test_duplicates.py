"""重复来件：从不自动并；说得出为什么像；看不到的，不会露出来。"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fengqiao.lines.disputes import duplicates
from fengqiao.lines.disputes.tests.driver import Platform

TODAY = date(2026, 5, 20)
ZHANG = {"name": "张三", "phone": "15400000001"}
LI = {"name": "李四", "phone": "15400000002"}


def alike(platform: Platform, *people: dict[str, Any], by: str = "clerk", **data: Any) -> list[duplicates.Alike]:
    return duplicates.alike(platform.county[by], duplicates.told_of(data, people), TODAY)


def test_both_sides_by_telephone_are_strongly_alike(platform: Platform) -> None:
    platform.receive("2026-05-06").raise_("2026-05-06")
    (one,) = alike(platform, ZHANG, LI, type="T02")
    assert (one.word, one.points, one.both_sides) == ("高度疑似", 30 + 30 + 40 + 10, True)
    assert one.why == ("电话相同", "双方都对得上", "同一类纠纷")


def test_the_same_village_and_names_are_alike(platform: Platform) -> None:
    village = platform.county.offices["village"]
    platform.receive("2026-05-06", place_unit=village.pk).raise_("2026-05-06")
    (one,) = alike(platform, {"name": "张三"}, {"name": "李四"}, place_territory=village.territory, type="T06")
    assert (one.word, one.points) == ("高度疑似", 25 + 25 + 40 + 10 + 15)
    assert one.why == ("姓名相同、同一村（社区）", "双方都对得上", "同一类纠纷", "同一地点")


def test_one_name_alone_says_little(platform: Platform) -> None:
    platform.receive("2026-05-06").raise_("2026-05-06")
    assert alike(platform, {"name": "张三"}, {"name": "赵六"}) == []


def test_what_is_older_than_the_window_is_not_offered(platform: Platform) -> None:
    platform.receive("2025-10-06").raise_("2025-10-06")
    assert alike(platform, ZHANG, LI) == []


def test_what_lies_outside_ones_sight_is_not_offered(platform: Platform) -> None:
    platform.receive("2026-05-06").raise_("2026-05-06")
    assert alike(platform, ZHANG, LI, by="office2_head") == []
    assert alike(platform, ZHANG, LI, by="other_head") == []


def test_a_restricted_matter_is_offered_only_to_those_who_may_know_of_it(platform: Platform) -> None:
    platform.receive("2026-05-06", flags=["violence"]).raise_("2026-05-06")
    assert alike(platform, ZHANG, LI) == []
    assert len(alike(platform, ZHANG, LI, by="office_head")) == 1


@pytest.mark.parametrize("people", [(), ({"name": " "},), ({"name": "'; drop table"},)])
def test_nothing_told_finds_nothing(platform: Platform, people: tuple[dict[str, Any], ...]) -> None:
    platform.receive("2026-05-06").raise_("2026-05-06")
    assert alike(platform, *people) == []


def test_two_questions_are_enough(platform: Platform, django_assert_max_num_queries: Any) -> None:
    for day in ("2026-05-06", "2026-05-07", "2026-05-08"):
        platform.receive(day).raise_(day)
    with django_assert_max_num_queries(2):
        assert len(alike(platform, ZHANG, LI)) == 3
