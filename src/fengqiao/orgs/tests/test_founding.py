"""The first three administrators of a new installation."""

from __future__ import annotations

import re
from datetime import date

import pytest

from fengqiao.orgs.founding import bureau_of, create_administrators, reset_administrator
from fengqiao.orgs.models import AdminRecord, Office, OfficeKind, Post, Staff
from fengqiao.orgs.refusal import NotAllowed
from tests.county import County, at

NOW = at("2026-05-06")


@pytest.fixture
def bureau(db: None) -> Office:
    return Office.objects.create(
        territory=610902_000_000_000, name="汉滨区司法局", short_name="汉滨区司法局", kind=OfficeKind.BUREAU, from_on=date(2026, 1, 1)
    )


def test_three_accounts_each_with_a_password_of_its_own(bureau: Office) -> None:
    made = create_administrators(bureau_of(), now=NOW)
    assert [(each.role.label, each.username) for each in made] == [
        ("系统管理员", "sysadmin"), ("安全管理员", "secadmin"), ("审计管理员", "auditadmin"),
    ]  # fmt: skip
    assert len({each.password for each in made}) == 3
    for each in made:
        assert re.fullmatch(r"([a-z2-9]{4}-){3}[a-z2-9]{4}", each.password)
        staff = Staff.objects.get(username=each.username)
        assert staff.check_password(each.password)
        assert (staff.is_active, staff.must_change_password) == (True, True)
        assert list(staff.posts.values_list("roles", flat=True)) == [[each.role.code]]
    assert set(AdminRecord.objects.values_list("deed", "as_whom")) == {("account.create", "安装命令")}


def test_never_twice(bureau: Office) -> None:
    create_administrators(bureau, now=NOW)
    with pytest.raises(NotAllowed, match="汉滨区司法局已有系统管理员（sysadmin），不再建立"):
        create_administrators(bureau, now=NOW)
    assert Staff.objects.count() == 3


def test_no_county_or_two_counties(db: None, request: pytest.FixtureRequest) -> None:
    with pytest.raises(NotAllowed, match="请先运行 fengqiao offices init"):
        bureau_of()
    county: County = request.getfixturevalue("county")
    with pytest.raises(NotAllowed, match="系统中不止一个县"):
        bureau_of()
    assert bureau_of("999902") == county.offices["other_bureau"]


def test_the_server_resets_an_administrator_and_nobody_else(county: County) -> None:
    password = reset_administrator("secadmin", now=NOW)
    assert Staff.objects.get(username="secadmin").check_password(password)
    with pytest.raises(NotAllowed, match="“mediator”不是在岗的系统、安全、审计管理员"):
        reset_administrator("mediator", now=NOW)
    Post.objects.filter(staff__username="sysadmin").update(to_on=date(2026, 5, 5))
    with pytest.raises(NotAllowed, match="“sysadmin”不是在岗的"):
        reset_administrator("sysadmin", now=NOW)
