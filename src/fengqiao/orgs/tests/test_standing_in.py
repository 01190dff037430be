"""代行与AB岗: who may act today, and that nothing waits for a head who is away."""

from __future__ import annotations

from datetime import date

import pytest

from fengqiao.orgs.models import Post, PostKind
from fengqiao.orgs.standing_in import away, second_person, who_may_act
from tests.county import County

HEADS = ("committee_head",)


def stand_in(county: County, who: str, for_whom: str, office: str, from_on: str, to_on: str, kind: PostKind) -> Post:
    head = Post.objects.get(pk=county[for_whom].post_id)
    return Post.objects.create(
        staff=county.staff(who), office=county.offices[office], roles=list(head.roles), kind=kind, stands_for=head,
        basis="枫司〔2026〕31号", from_on=date.fromisoformat(from_on), to_on=date.fromisoformat(to_on),
    )  # fmt: skip


def names(county: County, office: str, roles: tuple[str, ...], day: str) -> list[str]:
    found = who_may_act(county.offices[office].pk, roles, date.fromisoformat(day))
    return [f"{post.staff.name}·{post.title}" for post in found]


def test_the_regular_head_acts(county: County) -> None:
    assert names(county, "town", HEADS, "2026-05-06") == ["主任李·调委会主任"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-04-30", ["主任李·调委会主任"]),
        ("2026-05-01", ["调解员陈·调委会主任（代行）"]),  # 起日当天算
        ("2026-05-20", ["调解员陈·调委会主任（代行）"]),  # 止日当天算
        ("2026-05-21", ["主任李·调委会主任"]),
    ],
)
def test_an_acting_head_acts_from_the_first_day_to_the_last(county: County, day: str, expected: list[str]) -> None:
    stand_in(county, "second", "head", "town", "2026-05-01", "2026-05-20", PostKind.ACTING)
    assert names(county, "town", HEADS, day) == expected


def test_a_substitute_from_the_neighbouring_office_acts(county: County) -> None:
    """AB岗：竹溪所长休假期间替补枫林所长，两处都能办。"""
    stand_in(county, "office2_head", "office_head", "office", "2026-05-01", "2026-05-20", PostKind.SUBSTITUTE)
    assert names(county, "office", ("office_head",), "2026-05-06") == ["所长钱·司法所所长（AB岗替补）"]
    assert names(county, "office2", ("office_head",), "2026-05-06") == ["所长钱·司法所所长"]


def test_nobody_waits_for_the_one_who_is_away(county: County) -> None:
    """主任外出，由调解员王代行：王自己办过前一步的，不用等主任回来。"""
    mediator = county["mediator"].staff_id
    town = county.offices["town"].pk
    assert str(second_person(town, HEADS, date(2026, 5, 6), besides=mediator)) == "枫林镇调委会·调委会主任"
    stand_in(county, "mediator", "head", "town", "2026-05-01", "2026-05-20", PostKind.ACTING)
    assert second_person(town, HEADS, date(2026, 5, 6), besides=mediator) is None


def test_somebody_who_left_or_was_never_granted_does_not_stand_in(county: County) -> None:
    post = stand_in(county, "second", "head", "town", "2026-05-01", "2026-05-20", PostKind.ACTING)
    Post.objects.filter(pk=post.pk).update(roles=[])
    assert away(date(2026, 5, 6)) == set()
    assert names(county, "town", HEADS, "2026-05-06") == ["主任李·调委会主任"]
    Post.objects.filter(pk=post.pk).update(roles=["committee_head"])
    staff = county.staff("second")
    staff.left_on = date(2026, 5, 5)
    staff.save()
    assert names(county, "town", HEADS, "2026-05-06") == ["主任李·调委会主任"]


def test_two_posts_of_one_person_are_one_pair_of_eyes(county: County) -> None:
    """村主任兼调解员：一个人，不因为有两个岗位就成了两个人。"""
    Post.objects.create(
        staff=county.staff("village_head"), office=county.offices["village"], roles=["committee_head"], from_on=date(2026, 1, 1)
    )
    here = county.offices["village"].pk
    assert second_person(here, HEADS, date(2026, 5, 6), besides=county["village_head"].staff_id) is None
