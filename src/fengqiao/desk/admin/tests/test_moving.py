"""撤乡并镇: an office moves with its matters, in one command; numbers, history and visibility follow."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction

from fengqiao.desk.admin.restamping import matters_of, move, stamped_tables
from fengqiao.indicators import checking, folding, periods
from fengqiao.indicators.asking import Asked
from fengqiao.indicators.figures import figures
from fengqiao.indicators.registry import find
from fengqiao.lines.disputes.models import Dispute, Report
from fengqiao.lines.disputes.tests.driver import Platform
from fengqiao.lines.mediation import procedure as p
from fengqiao.lines.mediation.tests.driver import LI, ZHANG, Case
from fengqiao.matter import search
from fengqiao.matter.models import Counter, DeadlineRow, Errand, Look, Matter, Party, Share, TaskRow
from fengqiao.matter.verify import Tally, walk
from fengqiao.orgs.actor import actor_of
from fengqiao.orgs.models import AdminRecord, Office, OfficeChange, Post
from fengqiao.orgs.moving import number_now
from fengqiao.orgs.refusal import NotAllowed
from fengqiao.providers.models import ServicePoint
from tests.county import County, at

NOW, ON = at("2026-06-01", "09:00"), date(2026, 6, 1)
BASIS = "枫政函〔2026〕18号"


def sees(county: County, who: str, case: Case) -> bool:
    actor = actor_of(Post.objects.select_related("office", "staff").get(pk=county[who].post_id))
    assert case.matter is not None
    return Matter.objects.visible_to(actor).filter(pk=case.matter.pk).exists()


def test_a_village_moves_to_another_office_with_its_cases(county: County) -> None:
    """白水村划归竹溪乡：案件随同，枫林镇司法所不再看得到，竹溪乡司法所看得到。"""
    case = Case(county, "village", head="village_head", mediator="village_head").in_mediation("2026-05-06")
    assert case.matter is not None
    number, hash_before = case.matter.number, bytes(case.matter.head_hash)
    assert (sees(county, "office_head", case), sees(county, "office2_head", case)) == (True, False)
    moved, matters = move(
        county["sysadmin"], county.offices["village"], county.offices["office2"], merge=False, on=ON, basis=BASIS, now=NOW
    )
    assert (moved.territories, matters) == ({999901_001_002_000: 999901_002_003_000}, 1)
    assert (sees(county, "office_head", case), sees(county, "office2_head", case)) == (False, True)
    assert sees(county, "village_head", case)
    matter = Matter.objects.get(pk=case.matter.pk)
    assert (matter.number, bytes(matter.head_hash), matter.office_id) == (number, hash_before, county.offices["village"].pk)
    for model in (Party, DeadlineRow, TaskRow):
        assert set(model.objects.filter(matter_id=matter.pk).values_list("territory", flat=True)) == {999901_002_003_000}
    assert differences() == []


def differences() -> list[str]:
    """What ``fengqiao verify`` would name."""
    return [str(found) for found in walk(Tally(), files=False)]


def test_numbers_go_on_without_gap_or_double(county: County) -> None:
    first = Case(county, "village", head="village_head", mediator="village_head").in_mediation("2026-05-06")
    move(county["sysadmin"], county.offices["village"], county.offices["office2"], merge=False, on=ON, basis=BASIS, now=NOW)
    county.offices["village"].refresh_from_db()
    refreshed = Post.objects.select_related("office", "staff").get(pk=county["village_head"].post_id)
    county.actors["village_head"] = actor_of(refreshed)
    second = Case(county, "village", head="village_head", mediator="village_head")
    second.in_mediation("2026-06-02", parties=(ZHANG, {**LI, "name": "赵六"}))
    assert first.matter is not None
    assert second.matter is not None
    assert first.matter.number.endswith("第0001号")
    assert second.matter.number.endswith("第0002号")
    assert list(Counter.objects.values_list("body", "last")) == [(999901_002_003_000, 2)]
    assert differences() == []


def test_a_search_finds_it_in_the_new_place_only(county: County) -> None:
    case = Case(county, "village", head="village_head", mediator="village_head").in_mediation("2026-05-06")
    assert case.matter is not None
    move(county["sysadmin"], county.offices["village"], county.offices["office2"], merge=False, on=ON, basis=BASIS, now=NOW)
    assert search.find(county["office_head"], "张三") == []
    assert search.find(county["office2_head"], "张三") == [case.matter.pk]
    assert search.find(county["section"], "张三") == [case.matter.pk]


def test_a_share_with_the_office_that_moved_still_reaches_it(county: County) -> None:
    """协办给白水村调委会的案件，白水村改属以后仍看得到。"""
    case = Case(county).in_mediation("2026-05-06")
    share = case_share(case, county)
    assert sees(county, "village_head", case)
    move(county["sysadmin"], county.offices["village"], county.offices["office2"], merge=False, on=ON, basis=BASIS, now=NOW)
    share.refresh_from_db()
    assert (share.low, share.high) == (999901_002_003_000, 999901_002_003_999)
    assert sees(county, "village_head", case)


def case_share(case: Case, county: County) -> Share:
    assert case.matter is not None
    procedure_share = next(action for action in p.GENERAL.actions if action.code == "share")
    case.do(procedure_share, "2026-05-07", actor=county["head"], office=county.offices["village"].pk, reason="涉及白水村村民")
    return Share.objects.get(matter_id=case.matter.pk)


def test_two_offices_merge(county: County) -> None:
    """竹溪乡并入枫林镇：竹溪乡司法所撤销，下级和案件归枫林镇司法所，岗位到前一天为止。"""
    case = Case(county, "village2", head="village2_head", mediator="village2_head").in_mediation("2026-05-06")
    errand = Errand.objects.create(
        territory=county.offices["office2"].territory, office=county.offices["office2"], what="报半年小结",
        made_by=county.staff("office2_head"), made_on=ON,
    )  # fmt: skip
    moved, matters = move(
        county["sysadmin"], county.offices["office2"], county.offices["office"], merge=True, on=ON, basis=BASIS, now=NOW
    )
    assert moved.territories == {999901_002_002_000: 999901_001_003_000, 999901_002_000_000: 999901_001_000_000}
    assert matters == 1
    assert sees(county, "office_head", case)
    assert differences() == []
    errand.refresh_from_db()
    assert errand.territory == 999901_001_000_000
    office2 = county.offices["office2"]
    office2.refresh_from_db()
    assert office2.to_on == date(2026, 5, 31)
    assert [(post.staff.name, post.to_on) for post in moved.posts_ended] == [("所长钱", date(2026, 5, 31))]
    village2 = county.offices["village2"]
    village2.refresh_from_db()
    assert (village2.territory, village2.parent) == (999901_001_003_000, county.offices["office"])
    said = OfficeChange.objects.filter(office=office2).values_list("kind", "basis", "from_territory", "into__name")
    assert list(said) == [("merge", BASIS, 999901_002_000_000, "枫林镇司法所")]
    record = AdminRecord.objects.get(deed="office.merge")
    assert (record.about, record.new["matters"], record.new["basis"]) == ("竹溪乡司法所", 1, BASIS)


def test_a_number_once_used_is_never_given_again(county: County) -> None:
    """白水村搬走又搬回：得到新的号，旧号不再用。"""
    village, office, office2 = (county.offices[name] for name in ("village", "office", "office2"))
    move(county["sysadmin"], village, office2, merge=False, on=ON, basis=BASIS, now=NOW)
    moved, _ = move(county["sysadmin"], village, office, merge=False, on=ON, basis=BASIS, now=NOW)
    assert moved.territories == {999901_002_003_000: 999901_001_003_000}


@pytest.mark.parametrize(
    ("office", "parent", "merge", "said"),
    [
        ("village", "office", False, "现在就在“枫林镇司法所”之下"),
        ("village", "town", False, "人民调解委员会的业务上级应是司法所、司法局"),
        ("bureau", "office", False, "司法局是一个县的根"),
        ("village", "other_office", False, "两个机构都应在您管理的县内"),
        ("village", "office2", True, "只有同类机构可以合并"),
        ("village", "village", True, "不能并入自己"),
    ],
)
def test_what_cannot_be_moved(county: County, office: str, parent: str, merge: bool, said: str) -> None:
    with pytest.raises(NotAllowed, match=said):
        move(county["sysadmin"], county.offices[office], county.offices[parent], merge=merge, on=ON, basis=BASIS, now=NOW)


def test_only_the_system_administrator_moves_and_says_why(county: County) -> None:
    for who in ("secadmin", "auditadmin", "leader", "section"):
        with pytest.raises(NotAllowed, match="管理机构"):
            move(county[who], county.offices["village"], county.offices["office2"], merge=False, on=ON, basis=BASIS, now=NOW)
    with pytest.raises(NotAllowed, match="请写明批准文号或依据"):
        move(county["sysadmin"], county.offices["village"], county.offices["office2"], merge=False, on=ON, basis="", now=NOW)


def test_the_command_at_the_server_may_cross_counties(county: County) -> None:
    """跨县调整只在服务器上办。"""
    case = Case(county, "village", head="village_head", mediator="village_head").in_mediation("2026-05-06")
    moved, matters = move(
        None, county.offices["village"], county.offices["other_office"], merge=False, on=ON, basis=BASIS, now=NOW
    )
    assert (list(moved.territories.values()), matters) == ([999902_001_001_000], 1)
    assert sees(county, "other_head", case)
    assert not sees(county, "section", case)


def test_what_was_looked_at_stays_as_it_was_written(county: County) -> None:
    case = Case(county, "village", head="village_head", mediator="village_head").in_mediation("2026-05-06")
    assert case.matter is not None
    look = Look.objects.create(
        matter_id=case.matter.pk, territory=case.matter.territory, staff=county.staff("village_head"), as_whom="x", at=NOW,
        what="打开本案", reason="承办",
    )  # fmt: skip
    move(county["sysadmin"], county.offices["village"], county.offices["office2"], merge=False, on=ON, basis=BASIS, now=NOW)
    look.refresh_from_db()
    assert look.territory == 999901_001_002_000


def test_every_table_with_a_territory_follows(county: County) -> None:
    """新增的表带区域号的，自动随同；日志和机构表除外。"""
    found = stamped_tables()
    assert found[0] == "matter_matter"
    assert {"matter_party", "matter_deadline", "matter_task", "matter_errand", "matter_share", "matter_recusal"} <= set(found)
    assert not {"orgs_office", "orgs_adminrecord", "matter_look", "matter_entry"} & set(found)
    assert matters_of(county.offices["office"]) == 0


def test_what_both_offices_have_of_which_there_may_be_one_is_named(county: County) -> None:
    """两个所各有一个同名的站点：说清是什么、先做什么，什么也没有改。"""
    for name in ("office", "office2"):
        office = county.offices[name]
        ServicePoint.objects.create(territory=office.territory, name="工作站", kind="town", state="running", state_on=ON, confirmed_on=ON, office=office)
    with pytest.raises(NotAllowed, match="两个机构有同一个服务站点：已经登记过同名的站点。请先改名或者停用其中一个"), transaction.atomic():
        move(county["sysadmin"], county.offices["office2"], county.offices["office"], merge=True, on=ON, basis=BASIS, now=NOW)
    assert Office.objects.get(pk=county.offices["office2"].pk).to_on is None
    assert set(ServicePoint.objects.values_list("territory", flat=True)) == {999901_001_000_000, 999901_002_000_000}


def test_a_village_that_moved_is_counted_where_it_is_now(county: County) -> None:
    """按发生地计：白水村划走以后，从前在白水村发生的，计在它现在的区域号下，原来的所不再有。"""
    report = Platform(county).receive("2026-05-06", place_unit=county.offices["village"].pk)
    report.raise_("2026-05-06")
    folding.fold_all_changes()

    def there(name: str) -> int:
        office = Office.objects.get(pk=county.offices[name].pk)
        folding.fold_all_changes()
        return figures([find("disputes").indicator("D04p")], Asked(*office.reach, periods.read("2026")))[0].of.n

    assert [there(name) for name in ("village", "office", "office2")] == [1, 1, 0]
    move(county["sysadmin"], county.offices["village"], county.offices["office2"], merge=False, on=ON, basis=BASIS, now=NOW)
    assert [there(name) for name in ("village", "office", "office2")] == [1, 0, 1]
    assert list(checking.differences()) == []


def test_where_a_dispute_was_is_read_by_the_numbers_of_today(county: County) -> None:
    """白水村先划归竹溪乡，后来并入竹溪村：发生地跟着走，重复提示、各所的数都认得，校核没有出入。"""
    platform = Platform(county)
    village = county.offices["village"]
    dispute = platform.receive("2026-05-06", place_unit=village.pk).raise_("2026-05-06")
    move(county["sysadmin"], village, county.offices["office2"], merge=False, on=ON, basis=BASIS, now=NOW)
    village.refresh_from_db()
    rows = Dispute.objects.filter(pk=dispute.row.pk), Report.objects.filter(place_territory__isnull=False)
    assert [set(found.values_list("place_territory", flat=True)) for found in rows] == [{village.territory}] * 2
    move(county["sysadmin"], village, county.offices["village2"], merge=True, on=date(2026, 6, 20), basis=BASIS, now=at("2026-06-20", "09:00"))
    assert number_now(999901_001_002_000) == county.offices["village2"].territory
    assert [set(found.values_list("place_territory", flat=True)) for found in rows] == [{county.offices["village2"].territory}] * 2
    assert differences() == []
