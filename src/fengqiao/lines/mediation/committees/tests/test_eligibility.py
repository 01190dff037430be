"""Who may mediate on a day: 人民调解法 13; handbook: a mediator not 在任 on the session date cannot sign for that session."""

from __future__ import annotations

from datetime import date

import pytest

from fengqiao.lines.mediation import procedure as case_steps
from fengqiao.lines.mediation.committees import procedure as p
from fengqiao.lines.mediation.committees.eligibility import Service, who_may_mediate, why_not
from fengqiao.lines.mediation.committees.tests.driver import Body, person
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.matter.refusals import Refused
from tests.county import County


def service(**given: object) -> Service:
    known = {
        "staff_id": 1, "name": "王", "spans": ((date(2024, 1, 1), date(2026, 12, 31)),), "lapses": ((date(2027, 1, 1), None),),
        "state": "在任", "to_on": date(2026, 12, 31),
    }  # fmt: skip
    return Service(**{**known, **given})  # type: ignore[arg-type]


def test_in_office_from_the_first_to_the_last_day() -> None:
    assert why_not([service()], date(2024, 1, 1)) is None
    assert why_not([service()], date(2026, 12, 31)) is None
    assert why_not([service()], date(2023, 12, 31)) == (
        "在2023-12-31不在任（2024-01-01起任职），不能主持调解、不能签名。请另行指派；日期有误的，请核对。"
    )


def test_after_the_term_running_cases_are_finished_and_no_new_ones_begun() -> None:
    assert why_not([service()], date(2027, 1, 1), accepted_on=date(2026, 12, 31)) is None
    assert why_not([service()], date(2027, 1, 1), accepted_on=date(2027, 1, 1)) == (
        "在2027-01-01不在任（2026-12-31届满），不能主持调解、不能签名。请另行指派；日期有误的，请核对。"
    )


def test_whoever_serves_at_two_committees_needs_one_of_them() -> None:
    over = service(spans=((date(2020, 1, 1), date(2020, 12, 31)),), lapses=(), state="辞任", left_on=date(2021, 1, 1))
    assert why_not([over, service()], date(2025, 6, 1)) is None
    assert why_not([over], date(2025, 6, 1)) is not None
    assert why_not([], date(2025, 6, 1)) == "没有登记为人民调解员，不能主持调解。请先在调委会名单中登记，或另行指派。"


@pytest.fixture
def town(county: County) -> Body:
    """The town's committee with its two mediators and its head in office since 2025."""
    people = (
        person("主任李", "主任", staff=county["head"].staff_id),
        person("调解员王", sex="2", staff=county["mediator"].staff_id),
        person("调解员陈", staff=county["second"].staff_id),
    )
    return Body(county, "town").take_in("2025-05-12", people, host="H3")


def test_who_may_mediate_on_a_day(town: Body, county: County) -> None:
    town.do(p.leave, "2026-05-11", party=3, kind="辞任")
    office = county.offices["town"]
    assert [s.name for s in who_may_mediate(office, date(2026, 5, 10))] == ["主任李", "调解员王", "调解员陈"]
    assert [s.name for s in who_may_mediate(office, date(2026, 5, 11))] == ["主任李", "调解员王"]


def test_e19_a_mediator_who_left_between_assignment_and_signing_cannot_sign(town: Body, county: County) -> None:
    case = Case(county).in_mediation("2026-05-06").draft("2026-05-08")
    town.do(p.leave, "2026-05-11", party=2, kind="辞任")
    with pytest.raises(Refused) as refused:
        case.sign("2026-05-12")
    assert str(refused.value) == (
        "调解员王在2026-05-12不在任（2026-05-11辞任），不能主持调解、不能签名。请另行指派；日期有误的，请核对。（人民调解法第十三条）"
    )
    case.sign("2026-05-10")
    assert case.stage in ("履行中", "履行完毕")


def test_a_session_is_judged_by_its_own_day_not_by_the_day_it_is_entered(town: Body, county: County) -> None:
    case = Case(county).in_mediation("2026-05-06")
    town.do(p.leave, "2026-05-11", party=2, kind="辞任")
    case.do(
        case_steps.session,
        "2026-05-08",
        entered="2026-05-15",
        place="调解室",
        present=[1, 2],
        course="继续商谈。",
        result="3",
    )
    with pytest.raises(Refused, match="不在任"):
        case.meet("2026-05-12")


def test_assignment_asks_for_somebody_in_office(town: Body, county: County) -> None:
    town.do(p.pause_mediator, "2026-05-01", party=3, reason="被投诉，待核查")
    case = Case(county).apply("2026-05-06").consent("2026-05-06").accept("2026-05-06")
    with pytest.raises(Refused, match="调解员陈在2026-05-06不在任（暂停）"):
        case.assign("2026-05-06", mediator=county["second"].staff_id)
    case.assign("2026-05-06", others=[county["head"].staff_id])


def test_a_committee_nobody_has_registered_has_no_roster_to_judge_by(county: County) -> None:
    assert Case(county).in_mediation("2026-05-06").stage == "调解中"


def test_art9_acceptance_after_the_term_must_be_acknowledged(county: County) -> None:
    """任期届满：在办案件可以办完；新受理的须确认知悉。"""
    people = (
        person("主任李", "主任", staff=county["head"].staff_id),
        person("调解员王", sex="2", staff=county["mediator"].staff_id),
        person("丙"),
    )
    Body(county, "town").take_in("2023-05-10", people, host="H3")
    running = Case(county).in_mediation("2026-05-06")
    late = Case(county).apply("2026-05-12").consent("2026-05-12")
    with pytest.raises(Refused) as refused:
        late.accept("2026-05-12")
    assert str(refused.value) == (
        "本调委会的任期已于2026-05-10届满，还没有换届。仍要受理的，请勾选“已知悉任期届满”；在办案件可以继续办完。（人民调解法第九条第二款）"
    )
    late.do(
        case_steps.accept, "2026-05-12", actor=county["head"], rights_told=True, open_mode="closed", term_known=True
    )
    running.meet("2026-05-13", result="3")
    with pytest.raises(Refused, match="2026-05-10届满"):
        late.assign("2026-05-12")
