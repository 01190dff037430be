"""`fengqiao offices init CODE`: the tree that is proposed to a real bureau."""

from __future__ import annotations

from collections import Counter

import pytest

from fengqiao.divisions import CountyPlan, PlannedDivision, plan_county, territory


@pytest.fixture(scope="module")
def hanbin() -> CountyPlan:
    return plan_county("610902")


def test_one_office_per_town_and_one_committee_per_town_and_village(hanbin: CountyPlan) -> None:
    assert hanbin.counts == {"bureau": 1, "section": 11, "office": 28, "town": 28, "committee": 28 + 528}
    assert hanbin.reach == (610902000000000, 610902999999999)
    assert hanbin.to_check == ("“恒口镇”有1个统计单位（联合村委会大）看不出是村或社区，没有建调委会，请人工核对。",)


def test_the_bureau_its_sections_and_an_office(hanbin: CountyPlan) -> None:
    (bureau,) = hanbin.of_kind("bureau")
    assert (bureau.territory, bureau.name, bureau.parent) == (610902000000000, "汉滨区司法局", None)
    sections = {section.short_name: section for section in hanbin.of_kind("section")}
    assert sections["人民参与和促进法治股"].lines == ("人民调解", "普法宣传", "法律明白人", "司法所指导")
    assert sections["行政复议股"].territory == 610902907000000
    office = hanbin.of_kind("office")[0]
    assert (office.territory, office.name, office.parent) == (
        610902001000000,
        "汉滨区司法局老城司法所",
        bureau.territory,
    )
    assert office.divisions == (
        PlannedDivision("610902001", "老城街道", "民政2026"),
        PlannedDivision("610902001", "老城街道", "统计2023"),
    )


def test_the_town_government_is_a_second_parent(hanbin: CountyPlan) -> None:
    office = hanbin.of_kind("office")[0]
    town = hanbin.of_kind("town")[0]
    assert (town.name, office.town) == ("汉滨区老城街道办事处", town.territory)
    assert hanbin.of_kind("town")[4].name == "汉滨区关庙镇人民政府"


def test_committees_bear_the_full_name_and_a_word_of_their_own_for_numbers(hanbin: CountyPlan) -> None:
    of_town, of_village = hanbin.of_kind("committee")[:2]
    assert (of_town.name, of_town.number_word, of_town.host) == (
        "汉滨区老城街道人民调解委员会",
        "老城街道",
        "H4",
    )
    assert (of_village.name, of_village.host) == ("汉滨区老城街道西大街社区人民调解委员会", "H2")
    assert of_village.territory == 610902001011000
    hosts = Counter(unit.host for unit in hanbin.of_kind("committee"))
    assert (hosts["H3"], hosts["H4"], hosts["H1"] + hosts["H2"]) == (24, 4, 528)


@pytest.mark.parametrize("code", ["610902", "360113", "152525", "441900"])
def test_the_tree_is_sound(code: str) -> None:
    plan = plan_county(code)
    seen: set[int] = set()
    for unit in plan.units:
        assert unit.territory not in seen
        assert unit.parent is None or unit.parent in seen  # parents come first
        assert unit.parent is None or territory.contains(unit.parent, unit.territory)
        seen.add(unit.territory)
    assert {unit.town for unit in plan.units} - {None} <= seen
    words = [unit.number_word for unit in plan.of_kind("committee")]
    assert len(set(words)) == len(words)


def test_the_same_lists_give_the_same_numbers(hanbin: CountyPlan) -> None:
    assert plan_county("610902") == hanbin


def test_two_villages_of_one_name_in_one_town_are_told_apart_and_reported() -> None:
    plan = plan_county("370921")
    twins = [unit.number_word for unit in plan.of_kind("committee") if "磁窑镇周家庄村" in unit.number_word]
    assert twins == ["磁窑镇周家庄村", "磁窑镇周家庄村（2）"]
    assert "“磁窑镇”有两个“周家庄村”，已加序号区分，请人工核对名称。" in plan.to_check


def test_a_district_of_a_municipality_says_ke_and_a_county_says_gu() -> None:
    assert "行政复议科" in {unit.short_name for unit in plan_county("120101").of_kind("section")}


def test_a_city_without_districts_takes_the_only_list_there_is_and_says_so() -> None:
    plan = plan_county("441900")
    assert plan.counts["office"] == 32
    assert "2026年名录没有本地的乡镇名单，“东城街道”取自2023年统计名录，请人工核对。" in plan.to_check
