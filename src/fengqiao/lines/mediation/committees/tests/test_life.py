"""A committee's life by article: set up, filed, told to the court, changed, elected again, dissolved. 人民调解法 7 to 16."""

from __future__ import annotations

from typing import Any

import pytest

from fengqiao.lines.mediation.committees import procedure as p
from fengqiao.lines.mediation.committees.tests.driver import THREE, Body, person
from fengqiao.lines.mediation.models import MediatorRecord
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.matter.models import Entry, Paper, TaskRow
from fengqiao.matter.papers import pdf_bytes, values_of
from fengqiao.matter.refusals import Refused
from tests.county import County

TOLD: dict[str, Any] = {"court": "枫林县人民法院", "way": "letter"}


@pytest.fixture
def body(county: County) -> Body:
    return Body(county)


def test_from_preparation_to_office(body: Body) -> None:
    body.prepare("2026-03-02").elect("2026-03-20")
    assert body.stage == "已推选"
    assert body.due("file") == ["2026-05-07"]  # 30个工作日，清明、劳动节放假
    assert body.due("tell_court") == ["2026-04-03"]
    assert body.due("term") == ["2029-03-20"]
    body.do(p.file, "2026-04-01", filing_no="枫司调备〔2026〕3号").do(p.tell_court, "2026-04-02", **TOLD)
    assert body.stage == "在任"
    assert body.row.title == "白水村人民调解委员会"
    assert (body.row.members_count, body.row.filing_no, str(body.row.court_told_on)) == (
        3,
        "枫司调备〔2026〕3号",
        "2026-04-02",
    )
    assert body.wrong("2026-04-02") == []


def test_art8_an_unlawful_election_is_refused(body: Body) -> None:
    body.prepare("2026-03-02")
    with pytest.raises(Refused) as refused:
        body.elect("2026-03-20", (person("甲", "主任"), person("乙"), person("丙")))
    assert str(refused.value) == (
        "委员中没有妇女，应当有妇女成员。请核对名单；名单无误的，须依法重新推选。（人民调解法第八条第三款）"
    )
    assert body.stage == "筹备"


def test_medical_regulations_art32_filing_within_thirty_working_days(body: Body) -> None:
    """医疗纠纷预防和处理条例第三十二条：自设立之日起30个工作日内备案，是法定期限，不是本局时限。"""
    body.prepare("2026-03-02", host="H6", field="医疗").elect("2026-03-20")
    assert body.due("file_medical") == ["2026-05-07"]
    assert body.due("file") == []


def test_art10_each_change_is_told_to_the_court(body: Body) -> None:
    body.take_in("2025-05-12")
    assert body.due("tell_court") == []
    body.do(p.add, "2026-05-06", parties=[person("钱婶", sex="2")], reason="补选")
    assert body.due("tell_court") == ["2026-05-19"]  # 05-09是调休上班日
    assert body.wrong("2026-05-06") == ["court_untold"]
    body.do(p.leave, "2026-05-07", party=3, kind="辞任")
    assert body.due("tell_court") == ["2026-05-19", "2026-05-20"]
    body.do(p.tell_court, "2026-05-18", **TOLD)
    assert body.due("tell_court") == []
    assert body.wrong("2026-05-18") == []
    with pytest.raises(Refused, match="现在没有需要通报的变动。"):
        body.do(p.tell_court, "2026-05-18", **TOLD)


def test_art10_the_notice_names_who_came_and_who_went(body: Body) -> None:
    body.take_in("2025-05-12").do(p.add, "2026-05-06", parties=[person("钱婶", sex="2")], reason="补选")
    body.do(p.leave, "2026-05-07", party=3, kind="辞任").do(p.tell_court, "2026-05-18", **TOLD)
    paper = Paper.objects.get(matter_id=body.pk, kind="committee_notice")
    said = values_of(paper, body.row)
    assert (said["court"], said["event"], said["bureau"]) == ("枫林县人民法院", "人员调整", "枫林县司法局")
    assert said["term"] == "2025年5月12日至2028年5月12日"
    assert [(m["name"], m["post"], m["change"]) for m in said["members"]] == [
        ("周主任", "主任", ""), ("吴大姐", "委员", ""), ("郑叔", "委员", "离任（辞任）"), ("钱婶", "委员", "新任"),
    ]  # fmt: skip
    assert pdf_bytes(paper, body.row).startswith(b"%PDF")


def test_art10_a_new_telephone_number_is_no_change_of_the_composition(body: Body) -> None:
    body.take_in("2025-05-12").change("2026-05-06", 2, phone="15400000009")
    assert body.due("tell_court") == []
    body.change("2026-05-07", 2, side="副主任")
    assert body.due("tell_court") == ["2026-05-20"]
    assert body.mediator(2).post == "副主任"


def test_what_was_written_before_stays_beside_and_phones_stay_sealed(body: Body) -> None:
    body.take_in("2025-05-12", (*THREE[:2], person("郑叔", phone="15400000001"))).change(
        "2026-05-06", 3, phone="15400000009", grade="一级"
    )
    entry = Entry.objects.get(matter_id=body.pk, action="change_party")
    assert entry.data["changes"]["grade"] == "一级"
    assert entry.data["before"]["grade"] is None
    assert "154000000" not in str(Entry.objects.filter(matter_id=body.pk).values_list("data", flat=True))
    fact = body.facts.last("change_party")
    assert fact is not None
    assert (fact.get("before")["phone"], fact.get("changes")["phone"]) == ("15400000001", "15400000009")


def test_art8_nobody_is_elected_above_nine(body: Body) -> None:
    body.take_in("2025-05-12", (*THREE, *(person(f"委员{n}") for n in range(6))))
    with pytest.raises(Refused, match="增补后委员为10人，委员应为三至九人。"):
        body.do(p.add, "2026-05-06", parties=[person("第十人")], reason="补选")


def test_art9_the_term_ends_on_the_corresponding_day_and_waits_for_an_election(body: Body) -> None:
    body.take_in("2023-05-10")
    assert body.due("term") == ["2026-05-10"]
    assert "组织推选，登记换届" in body.tasks()
    body.do(p.re_elect, "2026-06-01", elected_by="村民代表会议推选", leaves=[3], parties=[person("钱婶", sex="2")])
    assert body.due("term") == ["2029-06-01"]
    assert (body.stage, body.row.term_number) == ("已推选", 2)
    assert [m.name for m in (body.member(1), body.member(4))] == ["周主任", "钱婶"]
    assert body.member(3).left_on is not None
    assert body.due("tell_court") == ["2026-06-15"]
    assert body.due("file_again") == ["2026-07-14"]  # 06-19至21端午


def test_al13_the_election_is_on_the_list_ninety_days_before_not_three_years(body: Body) -> None:
    body.take_in("2023-05-10")
    task = TaskRow.objects.get(matter_id=body.pk, label="组织推选，登记换届")
    assert (str(task.since_on), str(task.due_on), task.statutory) == ("2026-02-09", "2026-05-10", True)


def test_art9_re_election_must_make_a_lawful_committee(body: Body) -> None:
    body.take_in("2023-05-10")
    with pytest.raises(Refused, match="委员中没有妇女"):
        body.do(p.re_elect, "2026-05-08", elected_by="村民代表会议推选", leaves=[2], parties=[person("钱叔")])
    with pytest.raises(Refused, match="委员现有2人"):
        body.do(p.re_elect, "2026-05-08", elected_by="村民代表会议推选", leaves=[3])


def test_a_member_who_stays_may_become_the_head(body: Body) -> None:
    body.take_in("2023-05-10").do(p.re_elect, "2026-05-08", elected_by="村民代表会议推选", new_head=2)
    assert [body.mediator(n).post for n in (1, 2, 3)] == ["委员", "主任", "委员"]


def test_art13_engaging_a_mediator_proposed_published_appointed(body: Body) -> None:
    body.take_in("2025-05-12").do(p.engage, "2026-05-06", parties=[person("孙老师")])
    assert (body.mediator(4).state, body.mediator(4).post, body.row.members_count) == ("拟聘", "聘任调解员", 3)
    terms: dict[str, Any] = {"party": 4, "from_on": "2026-05-12", "to_on": "2029-05-11"}
    with pytest.raises(Refused, match="还没有公示的记录。"):
        body.do(p.appoint, "2026-05-06", **terms)
    body.do(p.publish_engagement, "2026-05-06", party=4, until_on="2026-05-12")
    with pytest.raises(Refused, match="公示到2026-05-12为止，聘期须从公示期满以后起算。"):
        body.do(p.appoint, "2026-05-13", **terms)
    body.do(p.appoint, "2026-05-13", party=4, from_on="2026-05-13", to_on="2029-05-12")
    assert body.mediator(4).spans == [["2026-05-13", "2029-05-12"]]
    assert body.due("engagement") == ["2029-05-12"]
    assert body.due("tell_court") == ["2026-05-27"]
    body.do(p.renew, "2026-06-01", who=[4], to_on="2031-05-12")
    assert body.due("engagement") == ["2031-05-12"]


def test_art15_dismissal_needs_the_facts(body: Body) -> None:
    body.take_in("2025-05-12")
    with pytest.raises(Refused) as refused:
        body.do(p.leave, "2026-05-06", party=3, kind="罢免")
    assert str(refused.value) == "罢免和解聘须写明违纪事实。请补填说明。（人民调解法第十五条）"
    body.do(p.leave, "2026-05-06", party=3, kind="罢免", reason="收受当事人财物，经查属实。")
    assert (body.mediator(3).state, body.row.members_count) == ("罢免", 2)
    assert body.wrong("2026-05-06") == ["too_few", "court_untold"]


def test_art14_training_of_several_is_one_entry_and_counts_for_each(body: Body) -> None:
    body.take_in("2025-05-12").do(
        p.train, "2026-04-10", who=[1, 3], subject="人民调解法实务", organiser="枫林县司法局", hours=8, mode="集中授课"
    )
    found = MediatorRecord.objects.filter(matter_id=body.pk, kind="training").order_by("mediator_n")
    assert [(r.mediator_n, r.hours, r.on.isoformat()) for r in found] == [(1, 8, "2026-04-10"), (3, 8, "2026-04-10")]
    assert Entry.objects.filter(matter_id=body.pk).count() == 2


def test_declared_relations_name_kin_and_employer(body: Body) -> None:
    body.take_in("2025-05-12").do(p.declare, "2026-05-06", party=1, kins=["配偶"], relatives="在本镇卫生院工作")
    assert body.mediator(1).declared_kin == "配偶；在本镇卫生院工作"


def test_running_cases_are_reassigned_before_a_committee_is_dissolved(body: Body, county: County) -> None:
    body.take_in("2025-05-12")
    Case(county, committee="village", head="village_head", mediator="village_head").apply("2026-05-06")
    with pytest.raises(Refused, match="本会还有1件案件没有办结。请先改派或办结，再撤销。"):
        body.do(p.revoke, "2026-05-07", reason="并村")


def test_dissolution_is_told_to_the_court_as_well(body: Body) -> None:
    body.take_in("2025-05-12").do(p.revoke, "2026-05-06", reason="并村")
    assert body.stage == "撤销"
    assert body.due("tell_court") == ["2026-05-19"]


def test_only_the_section_dissolves_and_only_within_reach(body: Body, county: County) -> None:
    body.take_in("2025-05-12")
    with pytest.raises(Refused, match="“撤销调委会”由局人民调解业务科室办理"):
        body.do(p.revoke, "2026-05-06", actor=county["office_head"], reason="并村")
    with pytest.raises(Refused, match="您只有协办权限"):
        body.do(
            p.train,
            "2026-05-06",
            actor=county["office2_head"],
            who=[1],
            subject="法律知识",
            organiser="局",
            hours=4,
            mode="集中授课",
        )


def test_everything_can_be_rebuilt_from_the_timeline(body: Body) -> None:
    from fengqiao.lines.mediation.committees import keeping

    body.take_in("2023-05-10").do(
        p.re_elect, "2026-05-08", elected_by="村民代表会议推选", leaves=[3], parties=[person("钱婶", sex="2")]
    )
    before = [(m.n, m.state, m.spans, m.post) for m in (body.mediator(n) for n in (1, 2, 3, 4))]
    keeping.keep(body.row, body.facts)
    assert [(m.n, m.state, m.spans, m.post) for m in (body.mediator(n) for n in (1, 2, 3, 4))] == before
