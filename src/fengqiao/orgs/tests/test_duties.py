"""三员分立: what each of the three may do, and that none does another's work (GB/T 22239-2019)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError

from fengqiao.orgs import accounts, posting
from fengqiao.orgs.actor import actor_of, posts_of
from fengqiao.orgs.duties import person_for, post_for
from fengqiao.orgs.models import AdminRecord, Post, PostKind, Staff
from fengqiao.orgs.offices import create_office
from fengqiao.orgs.recording import broken_links
from fengqiao.orgs.refusal import NotAllowed, NotHere
from tests.county import County, at
from tests.web import web_role

NOW = at("2026-05-06", "09:00")
TODAY = date(2026, 5, 6)


def post_of(county: County, name: str) -> Post:
    return Post.objects.get(pk=county[name].post_id)


def new_clerk(county: County) -> Staff:
    return accounts.create_account(
        county["sysadmin"], username="zhouping", name="周平", phone="0719-1234567", office=county.offices["office"],
        from_on=TODAY, now=NOW,
    )  # fmt: skip


def test_an_account_needs_all_three(county: County) -> None:
    """系统管理员建立，安全管理员确认并授权，审计管理员看得到每一步。"""
    staff = new_clerk(county)
    assert not staff.is_active
    assert posts_of(staff, TODAY) == []
    password = accounts.confirm(county["secadmin"], staff, now=NOW)
    staff.refresh_from_db()
    assert staff.is_active
    assert staff.must_change_password
    assert staff.check_password(password)
    post = staff.posts.get()
    posting.grant(county["secadmin"], post, ["clerk"], now=NOW)
    assert [str(p) for p in posts_of(staff, TODAY)] == ["枫林镇司法所·窗口受理员"]
    deeds = list(AdminRecord.objects.values_list("deed", flat=True))
    assert deeds == ["account.create", "post.create", "account.confirm", "post.grant"]
    assert password not in "".join(map(str, AdminRecord.objects.values_list("old", "new", "about")))
    assert broken_links() == []


@pytest.mark.parametrize("who", ["secadmin", "auditadmin", "office_head", "leader"])
def test_only_the_system_administrator_makes_accounts_and_offices(county: County, who: str) -> None:
    with pytest.raises(NotAllowed, match="管理账号与岗位"):
        accounts.create_account(
            county[who], username="zhouping", name="周平", phone="", office=county.offices["office"], from_on=TODAY, now=NOW
        )
    with pytest.raises(NotAllowed, match="管理机构"):
        create_office(county[who], kind="committee", parent=county.offices["office"], name="新村调委会", from_on=TODAY, now=NOW)


@pytest.mark.parametrize("who", ["sysadmin", "auditadmin", "office_head", "leader"])
def test_only_the_security_administrator_confirms_grants_and_resets(county: County, who: str) -> None:
    staff = new_clerk(county)
    for deed in (
        lambda: accounts.confirm(county[who], staff, now=NOW),
        lambda: accounts.reset_password(county[who], county.staff("mediator"), now=NOW),
        lambda: accounts.unlock(county[who], county.staff("mediator"), now=NOW),
        lambda: posting.grant(county[who], staff.posts.get(), ["clerk"], now=NOW),
        lambda: posting.require_second_factor(county[who], ["leader"], now=NOW),
    ):
        with pytest.raises(NotAllowed, match="确认账号与授权"):
            deed()


def test_no_one_person_holds_two_of_the_three(county: County) -> None:
    """系统管理员再任审计管理员：不授予，另一个岗位上的也算。"""
    second = posting.place(county["sysadmin"], county.staff("mediator"), county.offices["bureau"], from_on=TODAY, now=NOW)
    with pytest.raises(NotAllowed) as refused:
        posting.grant(county["secadmin"], second, ["sysadmin"], now=NOW)
    assert str(refused.value) == (
        "人民调解员、系统管理员不能由同一人担任：系统、安全、审计三员分设，且不兼任业务岗位"
        "（GB/T 22239-2019 安全管理中心）。请另选一人。"
    )
    with pytest.raises(NotAllowed, match="不能由同一人担任"):
        posting.grant(county["secadmin"], post_of(county, "auditadmin"), ["auditadmin", "sysadmin"], now=NOW)


def test_a_post_still_to_come_counts_when_duties_clash(county: County) -> None:
    """先授一个下月才开始的业务岗位，再授系统管理员，也不行。"""
    staff = new_clerk(county)
    later = posting.place(county["sysadmin"], staff, county.offices["bureau"], from_on=date(2026, 6, 1), now=NOW)
    posting.grant(county["secadmin"], later, ["leader"], now=NOW)
    bureau = posting.place(county["sysadmin"], staff, county.offices["bureau"], from_on=TODAY, now=NOW)
    with pytest.raises(NotAllowed, match="不能由同一人担任"):
        posting.grant(county["secadmin"], bureau, ["sysadmin"], now=NOW)


def test_a_grant_stays_inside_the_grantable_set(county: County) -> None:
    """所长只能授在司法所，局领导不能授给村调委会；不认识的代码不授。"""
    post = post_of(county, "village_head")
    for codes, named in ((["leader"], "局领导"), (["office_head"], "司法所所长"), (["root"], "所选角色")):
        with pytest.raises(NotAllowed, match=f"“{named}”不能授给人民调解委员会的岗位"):
            posting.grant(county["secadmin"], post, codes, now=NOW)
    post.refresh_from_db()
    assert post.roles == ["committee_head", "mediator"]


def test_nobody_decides_about_the_own_account(county: County) -> None:
    own, staff = post_of(county, "secadmin"), county.staff("secadmin")
    with pytest.raises(NotAllowed, match="不能给自己授予角色"):
        posting.grant(county["secadmin"], own, ["leader"], now=NOW)
    with pytest.raises(NotAllowed, match="不能给自己重置口令"):
        accounts.reset_password(county["secadmin"], staff, now=NOW)


def test_another_countys_people_and_posts_do_not_exist(county: County) -> None:
    """青河县的人、岗位，在枫林县管理员面前等于没有。"""
    with pytest.raises(NotHere):
        person_for(county["secadmin"], county["other_head"].staff_id)
    with pytest.raises(NotHere):
        post_for(county["sysadmin"], county["other_head"].post_id)
    with pytest.raises(NotAllowed, match="不在您管理的县内"):
        posting.place(county["sysadmin"], county.staff("mediator"), county.offices["other_office"], from_on=TODAY, now=NOW)
    with pytest.raises(NotAllowed, match="不在您可以授予的范围内"):
        posting.grant(county["secadmin"], post_of(county, "other_head"), ["office_head"], now=NOW)


def test_the_county_keeps_at_least_one_of_each(county: County) -> None:
    """唯一的安全管理员不能被撤岗或离任：没有人能再授权。"""
    with pytest.raises(NotAllowed, match="安全韩是本县唯一的安全管理员"):
        posting.end_post(county["sysadmin"], post_of(county, "secadmin"), to_on=TODAY, now=NOW)
    with pytest.raises(NotAllowed, match="审计杨是本县唯一的审计管理员"):
        accounts.leave(county["sysadmin"], county.staff("auditadmin"), left_on=TODAY, now=NOW)
    with pytest.raises(NotAllowed, match="系统沈是本县唯一的系统管理员"):
        posting.grant(county["secadmin"], post_of(county, "sysadmin"), [], now=NOW)


def test_leaving_ends_sign_in_posts_and_pin_at_once(county: County) -> None:
    staff = county.staff("mediator")
    staff.pin_hash = "x"
    staff.save()
    ended = accounts.leave(county["sysadmin"], staff, left_on=TODAY, now=NOW)
    staff.refresh_from_db()
    assert (staff.is_active, staff.pin_hash, [p.to_on for p in ended]) == (False, "", [TODAY])
    with pytest.raises(NotAllowed, match="调解员王已离任，不能确认"):
        accounts.confirm(county["secadmin"], staff, now=NOW)
    accounts.come_back(county["sysadmin"], staff, now=NOW)
    assert not Staff.objects.get(pk=staff.pk).is_active  # 返岗后仍须安全管理员确认


def test_a_leaving_day_that_has_not_come_is_refused(county: County) -> None:
    with pytest.raises(NotAllowed, match="离任日期还没到"):
        accounts.leave(county["sysadmin"], county.staff("mediator"), left_on=date(2026, 5, 7), now=NOW)


def test_standing_in_names_whom_until_when_and_by_which_paper(county: County) -> None:
    head, office = post_of(county, "office_head"), county.offices["office"]
    given: dict[str, Any] = {"from_on": TODAY, "kind": PostKind.ACTING, "now": NOW}
    staff = county.staff("office_staff")
    with pytest.raises(NotAllowed, match="须写明截止日期"):
        posting.place(county["sysadmin"], staff, office, stands_for=head, basis="枫司〔2026〕31号", **given)
    with pytest.raises(NotAllowed, match="须写明依据"):
        posting.place(county["sysadmin"], staff, office, stands_for=head, to_on=date(2026, 6, 30), **given)
    with pytest.raises(NotAllowed, match="请选同一机构"):
        posting.place(
            county["sysadmin"], staff, office, stands_for=post_of(county, "office2_head"), to_on=date(2026, 6, 30),
            basis="枫司〔2026〕31号", **given,
        )  # fmt: skip
    post = posting.place(
        county["sysadmin"], staff, office, stands_for=head, to_on=date(2026, 6, 30), basis="枫司〔2026〕31号", **given
    )
    assert posting.proposed_roles(post) == ["office_head"]
    posting.grant(county["secadmin"], post, posting.proposed_roles(post), now=NOW)
    assert [str(p) for p in posts_of(staff, TODAY)] == ["枫林镇司法所·司法所工作人员", "枫林镇司法所·司法所所长（代行）"]
    assert [str(p) for p in posts_of(staff, date(2026, 7, 1))] == ["枫林镇司法所·司法所工作人员"]


def test_an_administrator_reaches_no_territory(county: County) -> None:
    """三员不接触业务数据：区间为空，数据库的行级策略也就什么都不给。"""
    for name in ("sysadmin", "secadmin", "auditadmin"):
        actor = actor_of(post_of(county, name))
        assert not actor.reaches(county.offices["office"].territory)
        assert (actor.low, actor.high) == (1, 0)
        assert actor.administers == (999901_000_000_000, 999901_999_999_999)
    assert actor_of(post_of(county, "leader")).administers is None


@pytest.mark.parametrize("table", ["orgs_adminrecord", "orgs_signin"])
def test_the_webs_role_adds_to_the_logs_and_changes_nothing(county: County, table: str) -> None:
    new_clerk(county)
    for sql in (f"update {table} set at = now()", f"delete from {table}", f"truncate {table}"):
        with pytest.raises(ProgrammingError, match="permission denied"), web_role(), transaction.atomic():
            connection.cursor().execute(sql)


def test_a_record_changed_behind_the_product_is_found(county: County) -> None:
    """绕过程序改日志：这一条和后面的都对不上。"""
    new_clerk(county)
    first, second = AdminRecord.objects.order_by("pk")
    AdminRecord.objects.filter(pk=first.pk).update(about="别人（nobody）")
    assert broken_links() == [first.pk]
    AdminRecord.objects.filter(pk=first.pk).delete()
    assert broken_links() == [second.pk]


def test_a_post_standing_in_without_an_end_is_refused_by_the_database(county: County) -> None:
    with pytest.raises(IntegrityError, match="post_standing_in_has_an_end"), transaction.atomic():
        Post.objects.create(
            staff=county.staff("second"), office=county.offices["town"], roles=["committee_head"], kind="acting", from_on=TODAY
        )
