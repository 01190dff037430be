"""The net in the database: what a forgotten filter cannot show, and what the web's own role cannot do."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from fengqiao.lines.mediation import procedure as p
from fengqiao.lines.mediation.models import MediationCase
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.matter import net
from fengqiao.matter.everyday import add_material, recuse, restrict, share, unshare
from fengqiao.matter.looks import record_look
from fengqiao.matter.models import (
    DeadlineRow,
    Entry,
    Errand,
    Look,
    Matter,
    Notice,
    Paper,
    Party,
    Recusal,
    Share,
    TaskRow,
)
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.matter.tests.roles import as_role, as_web
from fengqiao.matter.visibility import get_matter
from fengqiao.orgs.actor import Actor
from tests.county import County, at

OURS, THEIRS = "town", "other_office"
FILE = {"digest": "0" * 64, "name": "收条.jpg", "mime": "image/jpeg", "size_bytes": 9}


def filled(county: County, committee: str, head: str, mediator: str, other: str, village: str) -> Case:
    """A case with a row in every table that a matter has."""
    case = Case(county, committee, head, mediator).apply("2026-05-06")
    assert case.matter is not None
    office = county.offices[village]
    case.do(recuse, "2026-05-07", actor=case.head, staff=county[other].staff_id, reason="亲属")
    case.do(add_material, "2026-05-07", name="收条", files=[FILE])
    Share.objects.create(
        matter_id=case.matter.pk, territory=case.matter.territory, low=office.territory, high=office.territory,
        office=office, reason="一起办理", from_on="2026-05-07",
    )  # fmt: skip
    record_look(case.mediator, case.matter, "看电话", "联系当事人", now=at("2026-05-07"))
    Errand.objects.create(
        territory=case.matter.territory, office=case.office, what="送达回执", made_by_id=case.mediator.staff_id,
        made_on="2026-05-07",
    )  # fmt: skip
    Notice.objects.create(
        matter_id=case.matter.pk,
        territory=case.matter.territory,
        code="t",
        level="提醒",
        text="到期",
        made_at=at("2026-05-07"),
    )
    return case


@pytest.fixture
def ours(county: County) -> Case:
    return filled(county, OURS, "head", "mediator", "second", "village")


@pytest.fixture
def theirs(county: County) -> Case:
    """A case of the neighbouring county."""
    return filled(county, THEIRS, "other_head", "other_head", "other_section", "other_office")


TABLES: dict[str, tuple[Any, str]] = {
    "matter_matter": (Matter, "pk"),
    "mediation_mediationcase": (MediationCase, "pk"),
    "matter_entry": (Entry, "matter_id"),
    "matter_party": (Party, "matter_id"),
    "matter_deadline": (DeadlineRow, "matter_id"),
    "matter_task": (TaskRow, "matter_id"),
    "matter_paper": (Paper, "matter_id"),
    "matter_share": (Share, "matter_id"),
    "matter_recusal": (Recusal, "matter_id"),
    "matter_look": (Look, "matter_id"),
    "matter_notice": (Notice, "matter_id"),
}


# Every table of a matter ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", TABLES)
def test_each_county_sees_its_own_rows_and_no_others(table: str, county: County, ours: Case, theirs: Case) -> None:
    model, column = TABLES[table]
    assert ours.matter is not None
    assert theirs.matter is not None
    both = {ours.matter.pk, theirs.matter.pk}
    assert set(model.objects.values_list(column, flat=True)) == both, "give this test a row in the table"
    for actor, visible in (
        (county["mediator"], {ours.matter.pk}),
        (county["section"], {ours.matter.pk}),
        (county["other_head"], {theirs.matter.pk}),
        (county["other_section"], {theirs.matter.pk}),
        (county["office2_head"], set()),
    ):
        with as_web(actor):
            assert set(model.objects.values_list(column, flat=True)) == visible, actor.name
            assert model.objects.count() == len(model.objects.all())


def test_errands_belong_to_offices(county: County, ours: Case, theirs: Case) -> None:
    with as_web(county["mediator"]):
        assert list(Errand.objects.values_list("office_id", flat=True)) == [county.offices[OURS].pk]
    with as_web(county["office2_head"]):
        assert Errand.objects.count() == 0


@pytest.mark.parametrize("table", sorted(net.policies()))
def test_every_table_of_a_matter_is_under_the_net(table: str, db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select relrowsecurity, relforcerowsecurity from pg_class where relname = %s", [table])
        assert cursor.fetchall() == [(True, False)]  # forced, the owner could not back it up
        cursor.execute(
            "select policyname, roles::text, permissive from pg_policies where tablename = %s order by 1", [table]
        )
        assert cursor.fetchall() == [
            ("scope", "{fengqiao_web}", "PERMISSIVE"), ("worker", "{fengqiao_worker}", "PERMISSIVE"),
        ]  # fmt: skip


# Tables that name a matter or a territory and are meant to be read across counties, each with its reason.
OUTSIDE_THE_NET = {
    "matter_mattersearch": "找案件用：范围写在同一个索引里，找到后再经行级安全读案件",
    "matter_changed": "变动的案件号码：先记先取，取走即删，除了号码什么也没有",
    "matter_once": "一次性表单：只有口令和编号",
    "matter_counter": "编号计数",
    "matter_parameter": "本局参数",
    "matter_ownform": "本局样式：只是模板",
    "messages_out_outmessage": "发出的通知：收件人和内容都加密，取验证码的群众没有岗位、没有辖区；名单页按辖区和案件可见范围查",
    "api_apitoken": "接口令牌：哪个单位读哪个机构的统计数；调用时先认令牌，才知道辖区",
    "api_apicall": "接口调用的记录：令牌、时间、问了哪个地址；没有案件",
    "orgs_office": "机构树是公开的",
    "booking_resource": "可以预约的场所、设备、床位：不载人",
    "corrections_delegation": "委托司法所办理的事项：只有机构、文件和起止",
    "legalservice_skill": "坐席会答什么：机构自己的分工，不载当事人",
    "legalservice_knowledgeitem": "知识条目：一问一答，由第二个人去掉能认出人的内容后发布",
    "legalservice_hotlineday": "热线一天的呼入数：只有次数",
    "visits_prison": "监狱的会见规定：不载人",
    "orgs_adminrecord": "三员的操作记录：不是案件",
    "orgs_secondfactorrole": "登录安全的设定：不是案件",
    "mediation_committeestandard": "规范化调委会标准：公开的文件",
    "imports_importrow": "导入的一行的结果：有问题的格子加密，只随导入批次读，批次在网内",
    "portal_follow": "群众手机页：电话的盲索引和案件的编号，读的人没有岗位；案情只在公开的快照里",
    "mediation_subsidyrule": "补贴标准：公开的文件",
    "mediation_subsidybatch": "补贴批次：公示用，不载当事人",
    "exchange_partner": "往来单位：不是案件；验签时还没有人登录",
    "exchange_rejection": "没有收下的来件：只记来处和理由",
    "exchange_externalcode": "对方编号与案件码的对照，不载当事人",
    "exchange_outsidesystem": "外部系统：表样和栏目对照",
    "exchange_filingbatch": "导出批次：件数和摘要",
    "exchange_reconciliation": "核对批次：行数和摘要；内容在差异表，加密并在网下",
}


def test_no_table_of_a_matter_is_forgotten() -> None:
    """新增的表里有案件号或区域号的，要么在网下，要么在此写明为什么不用。"""
    names = {"matter", "matter_id", "territory"}
    holding = {m._meta.db_table for m in apps.get_models() if names & {f.name for f in m._meta.get_fields()}}
    assert holding - set(net.policies()) <= set(OUTSIDE_THE_NET)


def test_the_net_is_laid_before_serving(db: None) -> None:
    with as_role(net.WEB):
        assert net.holes() == []
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("alter table matter_party disable row level security")
        cursor.execute("grant delete on matter_entry to fengqiao_web")
        with as_role(net.WEB):
            assert net.holes() == ["表matter_party没有启用行级安全", "网页进程可以修改只增不改的表matter_entry"]
        transaction.set_rollback(True)


# Without a scope -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", [Matter, MediationCase, Entry, Party, TaskRow, Share, Errand])
def test_a_missing_scope_is_loud(model: Any, ours: Case) -> None:
    with pytest.raises(DatabaseError), as_web(None):
        model.objects.count()


def test_the_worker_sees_every_matter(ours: Case, theirs: Case) -> None:
    with as_role(net.WORKER):
        assert Matter.objects.count() == 2
        assert Entry.objects.count() == 6


# What may be added is never changed ----------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [net.WEB, net.WORKER])
@pytest.mark.parametrize("sql", [
    "update matter_entry set as_whom = '别人'", "delete from matter_entry", "truncate matter_entry",
    "update matter_look set reason = '无'", "delete from matter_look", "truncate matter_look",
])  # fmt: skip
def test_entries_and_looks_cannot_be_changed_or_removed(role: str, sql: str, county: County, ours: Case) -> None:
    def attempt() -> None:
        with as_role(role), connection.cursor() as cursor:
            net.set_scope(county["mediator"].low, county["mediator"].high)
            cursor.execute(sql)

    with pytest.raises(DatabaseError, match="permission denied"):
        attempt()


# Writing outside one's reach -----------------------------------------------------------------------------------------


def test_rows_outside_ones_reach_cannot_be_written(county: County, ours: Case, theirs: Case) -> None:
    assert theirs.matter is not None
    with as_web(county["mediator"]):
        assert Matter.objects.filter(pk=theirs.matter.pk).update(title="改") == 0
        assert TaskRow.objects.filter(matter_id=theirs.matter.pk).delete()[0] == 0
    row = TaskRow.objects.filter(matter=theirs.matter).values().first()
    assert row is not None
    with pytest.raises(DatabaseError, match="row-level security"), as_web(county["mediator"]):
        TaskRow.objects.create(**{**row, "n": 99})
    entry = Entry.objects.filter(matter=theirs.matter).values().first()
    assert entry is not None
    with pytest.raises(DatabaseError, match="row-level security"), as_web(county["mediator"]):
        Entry.objects.create(**{**entry, "seq": 99})
    with pytest.raises(DatabaseError, match="row-level security"), as_web(county["mediator"]):
        Errand.objects.create(
            territory=theirs.matter.territory, office=theirs.office, what="送达",
            made_by_id=county["mediator"].staff_id, made_on="2026-05-07",
        )  # fmt: skip


def test_a_matter_cannot_be_moved_out_of_reach_but_in_the_widened_scope(
    county: County, ours: Case, theirs: Case
) -> None:
    """派单、上报：权限核过之后，只在一个写明的地方放宽，出来即恢复。"""
    assert ours.matter is not None
    actor, there = county["mediator"], county.offices["village2"].territory
    with pytest.raises(DatabaseError, match="row-level security"), as_web(actor):
        Matter.objects.filter(pk=ours.matter.pk).update(territory=there)
    with as_web(actor):
        with net.widened(actor.low, there):
            Matter.objects.filter(pk=ours.matter.pk).update(territory=there)
        assert not Matter.objects.filter(pk=ours.matter.pk).exists()
        assert scope() == (str(actor.low), str(actor.high))


def test_the_scope_is_restored_when_the_work_in_it_fails(county: County, ours: Case) -> None:
    actor = county["mediator"]
    seen: list[tuple[str, str]] = []
    with as_web(actor):
        with pytest.raises(ZeroDivisionError):
            fail_within(net.widened(0, 10**15), seen)
        assert seen == [("0", str(10**15))]
        assert scope() == (str(actor.low), str(actor.high))


def fail_within(scoped: AbstractContextManager[None], seen: list[tuple[str, str]]) -> None:
    with scoped:
        seen.append(scope())
        raise ZeroDivisionError


def scope() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('fq.lo', true), current_setting('fq.hi', true)")
        low, high = cursor.fetchone()
        return low, high


# Shares, recusal, restriction, sealing -------------------------------------------------------------------------------


def sees(actor: Actor, case: Case) -> bool:
    """Whether the actor finds the case in lists and may open it, as the web's own role."""
    assert case.matter is not None
    with as_web(actor):
        listed = Matter.objects.visible_to(actor).filter(pk=case.matter.pk).exists()
        try:
            get_matter(actor, case.matter.code)
        except NotVisible:
            opened = False
        else:
            opened = True
    assert listed == opened
    return listed


def test_a_share_opens_one_matter_to_one_office(county: County) -> None:
    shared = Case(county).apply("2026-05-06")
    other = Case(county).apply("2026-05-07", parties=({"side": "applicant", "kind": "person", "name": "王甲"},
                                                      {"side": "respondent", "kind": "person", "name": "赵乙"}))  # fmt: skip
    office2 = county.offices["office2"].pk
    assert not sees(county["office2_head"], shared)
    shared.do(share, "2026-05-07", actor=shared.head, office=office2, reason="当事人住竹溪乡")
    assert sees(county["office2_head"], shared)
    assert not sees(county["office2_head"], other)
    assert not sees(county["village2_head"], shared)  # 协办给的是所，不是所下的村
    assert not sees(county["other_head"], shared)
    with as_web(county["office2_head"]):
        assert Entry.objects.filter(matter=shared.matter).count() == 2
        assert Party.objects.filter(matter=shared.matter).count() == 2
    shared.do(unshare, "2026-05-08", actor=shared.head, office=office2)
    assert not sees(county["office2_head"], shared)


def test_an_ended_share_is_closed_for_the_door_too(county: County) -> None:
    """数据库之外，列表的门自己也不放过期的协办。"""
    case = Case(county).apply("2026-05-06")
    office2 = county.offices["office2"].pk
    case.do(share, "2026-05-07", actor=case.head, office=office2, reason="一起办理", to_on="2026-05-08")
    assert not Matter.objects.visible_to(county["office2_head"]).exists()


def test_who_works_with_us_may_see_but_not_decide(county: County) -> None:
    case = Case(county).apply("2026-05-06").consent("2026-05-06")
    case.do(share, "2026-05-07", actor=case.head, office=county.offices["office2"].pk, reason="一起办理")
    with pytest.raises(Refused, match="您只有协办权限。请由承办机构办理。"):
        case.do(p.accept, "2026-05-07", actor=county["office2_head"], rights_told=True, open_mode="closed")


def test_recused_staff_do_not_see_the_matter(county: County) -> None:
    case = Case(county).in_mediation("2026-05-06")
    assert sees(county["second"], case)
    case.do(recuse, "2026-05-07", actor=case.head, staff=county["second"].staff_id, reason="当事人的表弟")
    assert not sees(county["second"], case)
    assert sees(county["mediator"], case)
    case.do(recuse, "2026-05-07", actor=case.head, staff=county["mediator"].staff_id, reason="当事人的邻居")
    assert not sees(county["mediator"], case)  # 承办人自己回避的，也看不到


def test_a_restricted_matter_is_seen_by_its_handler_and_those_who_answer_for_it(county: County) -> None:
    case = Case(county).in_mediation("2026-05-06")
    assert sees(county["second"], case)
    case.do(restrict, "2026-05-07", actor=case.head, restricted="violence", reason="涉及家庭暴力")
    assert sees(county["mediator"], case)
    assert sees(county["head"], case)
    assert sees(county["office_head"], case)
    assert not sees(county["second"], case)
    assert not sees(county["clerk"], case)
    case.do(restrict, "2026-05-08", actor=case.head, restricted="none", reason="误设")
    assert sees(county["second"], case)


def test_a_sealed_matter_is_in_nobodys_list(county: County) -> None:
    case = Case(county).in_mediation("2026-05-06")
    Matter.objects.filter(pk=case.matter.pk).update(sealed=True)  # type: ignore[union-attr]
    for actor in ("mediator", "head", "office_head", "section", "leader"):
        assert not sees(county[actor], case)


@pytest.mark.parametrize("actor", ["sysadmin", "secadmin", "auditadmin"])
def test_the_three_administrators_see_no_matters(actor: str, county: County) -> None:
    assert not sees(county[actor], Case(county).in_mediation("2026-05-06"))
