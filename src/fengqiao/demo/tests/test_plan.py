"""枫林县 on paper: enough to work with, lawful, invented from end to end, and the same every time."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from fengqiao.demo import CountyPlan, People, county_plan, county_plans, stream
from fengqiao.demo.places import county_name
from fengqiao.divisions import county_codes, search, territory, townships
from fengqiao.vault import parse_id_number, parse_phone

TODAY = date(2026, 11, 21)
ROLES = {
    "sysadmin", "secadmin", "auditadmin", "leader", "section_mediation", "duty", "office_head", "office_staff",
    "committee_head", "mediator", "clerk", "grid", "liaison", "finance", "audit",
}  # fmt: skip


@pytest.fixture(scope="module")
def fenglin() -> CountyPlan:
    return county_plan(today=TODAY)


@pytest.fixture(scope="module")
def small() -> CountyPlan:
    return county_plan("small", today=TODAY)


def test_28_towns_27_offices_6_areas_and_some_500_villages(fenglin: CountyPlan) -> None:
    assert (fenglin.code, fenglin.name, fenglin.mark) == ("999901", "枫林县", "演示数据")
    assert (len(fenglin.towns), len(fenglin.offices), len(fenglin.areas)) == (28, 27, 6)
    assert Counter(town.kind for town in fenglin.towns) == {"街道": 4, "镇": 16, "乡": 8}
    assert 440 <= len(fenglin.villages) <= 520
    assert 520 <= len(fenglin.mediators) <= 580


def test_the_small_county(small: CountyPlan) -> None:
    assert (len(small.towns), len(small.offices), len(small.villages)) == (4, 3, 30)


def test_larger_sizes_add_invented_counties() -> None:
    city = county_plans("city", today=TODAY)
    assert [plan.code for plan in city] == ["999901", "999902", "999903", "999904", "999905", "999906"]
    keys = [person.key for plan in city for person in plan.staff]
    assert len(keys) == len(set(keys))
    assert county_plan("province", code="999940").name == "霁川县"
    with pytest.raises(ValueError, match="演示县的代码为999901至999940"):
        county_plan(code="610902")


def test_the_same_seed_and_day_give_the_same_county(fenglin: CountyPlan) -> None:
    assert county_plan(today=TODAY) == fenglin
    assert county_plan(seed=7, today=TODAY).staff != fenglin.staff


def test_no_name_is_a_real_countys() -> None:
    names = {county_name(f"9999{number:02d}") for number in range(1, 41)}
    assert len(names) == 40
    assert [name for name in names if search(name, limit=1) and search(name, limit=1)[0].name == name] == []
    assert not [code for code in county_codes() if code.startswith("99")]


def test_its_towns_are_not_a_real_countys_set(fenglin: CountyPlan) -> None:
    ours = {town.name for town in fenglin.towns}
    most = max(len(ours & {town.name for town in townships(code)}) for code in county_codes())
    assert most <= 4


def test_one_office_serves_two_towns(fenglin: CountyPlan) -> None:
    (shared,) = [office for office in fenglin.offices if len(office.towns) > 1]
    assert (shared.short_name, shared.towns, shared.note) == ("鹿鸣司法所", ("鹿鸣乡", "栗园乡"), "一所服务两乡")
    towns = [town for town in fenglin.towns if town.office == shared.territory]
    assert [town.territory - shared.territory for town in towns] == [990_000, 991_000]
    committees = [c.short_name for c in fenglin.committees if c.office == shared.territory and c.level == "镇(街)"]
    assert committees == ["鹿鸣乡调委会", "栗园乡调委会"]


def test_areas_hold_every_office_once_and_hang_together(fenglin: CountyPlan) -> None:
    members = [office for area in fenglin.areas for office in area.offices]
    assert sorted(members) == sorted(office.territory for office in fenglin.offices)
    neighbours = {office.territory: set(office.neighbours) for office in fenglin.offices}
    for area in fenglin.areas:
        reached, edge = {area.offices[0]}, [area.offices[0]]
        while edge:
            step = (neighbours[edge.pop()] & set(area.offices)) - reached
            reached |= step
            edge += step
        assert reached == set(area.offices)
        assert area.centre_in(2026) in area.offices
        assert area.centre_in(2026) != area.centre_in(2027)
        assert area.centre_in(2030) is None


def test_neighbourhood_is_mutual(fenglin: CountyPlan) -> None:
    by_name = {town.name: town for town in fenglin.towns}
    assert all(town.name in by_name[other].neighbours for town in fenglin.towns for other in town.neighbours)


def test_the_tree_is_sound(fenglin: CountyPlan, small: CountyPlan) -> None:
    for plan in (fenglin, small):
        seen: set[int] = set()
        for unit in plan.units:
            assert unit.territory not in seen
            assert unit.parent is None or (unit.parent in seen and territory.contains(unit.parent, unit.territory))
            seen.add(unit.territory)
        assert {post.unit for person in plan.staff for post in person.posts} <= seen
        assert {village.territory for village in plan.villages} <= seen
        words = [unit.number_word for unit in plan.units if unit.kind == "committee"]
        assert len(words) == len(set(words))


def test_art8_committees_of_three_to_nine_with_one_head_and_a_woman(fenglin: CountyPlan) -> None:
    """人民调解法第八条：委员三至九人，设主任一人，应当有妇女成员。"""
    for committee in fenglin.committees:
        assert 3 <= len(committee.members) <= 9
        assert sum(member.post == "主任" for member in committee.members) == 1
        assert any(member.person.sex == "女" for member in committee.members)


def test_art9_terms_of_three_years_some_of_them_run_out(fenglin: CountyPlan) -> None:
    """人民调解法第九条：每届任期三年。"""
    for committee in fenglin.committees:
        whole = committee.term_to_on + timedelta(days=1)
        assert whole == committee.term_from_on.replace(year=committee.term_from_on.year + 3)
        assert (committee.term_to_on < TODAY) == (committee.note == "任期届满待换届")
    assert 2 <= sum(committee.note == "任期届满待换届" for committee in fenglin.committees) <= 5


def test_art10_every_change_of_members_is_told_to_the_court(fenglin: CountyPlan) -> None:
    """人民调解法第十条：人员组成情况通报基层人民法院。"""
    for committee in fenglin.committees:
        assert committee.filed_on is not None
        assert committee.court_told_on is not None
        assert committee.term_from_on <= committee.filed_on <= committee.court_told_on <= TODAY
    assert fenglin.court == "枫林县人民法院"


def test_art14_mediators_are_adults_who_were_grown_when_they_began(fenglin: CountyPlan) -> None:
    """人民调解法第十四条：由成年公民担任。"""
    for person in fenglin.mediators:
        assert person.mediator is not None
        began = person.mediator.from_on
        assert began.year - person.person.birth_on.year >= 19
        assert began <= TODAY


def test_the_professional_committees(fenglin: CountyPlan) -> None:
    fields = [(c.field, c.territory, c.host) for c in fenglin.committees if c.level == "县"]
    assert fields == [
        ("医疗", 999901000001000, "H6"),
        ("道路交通", 999901000002000, "H6"),
        ("劳动", 999901000003000, "H6"),
    ]


def test_two_villages_without_a_committee_go_to_the_towns(fenglin: CountyPlan) -> None:
    lone = [village for village in fenglin.villages if village.committee is None]
    committees = {committee.territory: committee for committee in fenglin.committees}
    assert len(lone) == 2
    assert {committees[village.territory].level for village in lone} == {"镇(街)"}


def test_every_role_is_held_and_the_three_administrators_hold_nothing_else(
    fenglin: CountyPlan, small: CountyPlan
) -> None:
    for plan in (fenglin, small):
        roles = [[role for post in person.posts for role in post.roles] for person in plan.staff]
        assert {role for each in roles for role in each} == ROLES
        for each in roles:
            if {"sysadmin", "secadmin", "auditadmin"} & set(each):
                assert len(each) == 1


def test_the_sign_in_sheet_has_a_person_for_every_role(fenglin: CountyPlan, small: CountyPlan) -> None:
    for plan in (fenglin, small):
        assert {role for person in plan.sign_ins for post in person.posts for role in post.roles} == ROLES
        assert 15 <= len(plan.sign_ins) <= 25


def test_a_head_who_is_away_has_somebody_acting_with_dates_and_a_paper(fenglin: CountyPlan) -> None:
    (acting,) = [post for person in fenglin.staff for post in person.posts if post.kind == "acting"]
    assert acting.to_on is not None
    assert acting.from_on <= TODAY <= acting.to_on
    assert acting.basis.startswith("枫司〔2026〕")
    absent = next(person for person in fenglin.staff if person.key == acting.stands_for)
    assert "脱产培训" in absent.note
    assert absent.posts[0].unit == acting.unit


def test_a_substitute_comes_from_another_office(fenglin: CountyPlan) -> None:
    ((person, post),) = [(p, post) for p in fenglin.staff for post in p.posts if post.kind == "substitute"]
    assert person.posts[0].roles == post.roles == ("office_head",)
    assert person.posts[0].unit != post.unit


def test_one_office_has_its_head_alone(fenglin: CountyPlan) -> None:
    crews = Counter(post.unit for person in fenglin.staff for post in person.posts if post.kind == "regular")
    alone = [office.short_name for office in fenglin.offices if crews[office.territory] == 1]
    assert alone == ["丹崖司法所"]
    offices = [office.territory for office in fenglin.offices]
    assert 2.5 <= sum(crews[each] for each in offices) / len(offices) <= 4


def test_well_known_mediators_have_a_room_of_their_own(fenglin: CountyPlan) -> None:
    staff = {person.key: person for person in fenglin.staff}
    assert len(fenglin.studios) == 3
    for studio in fenglin.studios:
        mediator = staff[studio.mediator].mediator
        assert mediator is not None
        assert mediator.full_time
        assert any(record.kind == "honour" for record in mediator.records)
        assert studio.name.endswith("调解室")


def test_the_village_mediator_of_58_with_large_type_is_on_the_sheet(fenglin: CountyPlan) -> None:
    (person,) = [person for person in fenglin.sign_ins if "大字模式" in person.say]
    assert person.elder_mode
    assert TODAY.year - person.person.birth_on.year == 58


def test_nobody_can_be_a_real_person(fenglin: CountyPlan) -> None:
    people = [person.person for person in fenglin.staff]
    people += [member.person for committee in fenglin.committees for member in committee.members if not member.staff]
    assert len({person.id_number for person in people}) == len({person.phone for person in people}) == len(people)
    for person in people:
        number = parse_id_number(person.id_number, today=TODAY)
        assert number.area_code == "999901"
        assert number.disagreements(birth_on=person.birth_on, sex=person.sex) == []
        assert person.phone.startswith("154")
        assert parse_phone(person.phone).ok


def test_people_do_not_run_out() -> None:
    """Parties of fifty thousand matters are drawn from one county."""
    people = People("999901", stream(1, "many"), TODAY)
    drawn = [people.person((30, 31), "男", surname="王") for _ in range(1500)]
    assert len({person.id_number for person in drawn}) == 1500
    assert {parse_id_number(person.id_number, today=TODAY).age_on(TODAY) for person in drawn} == {30, 31}
