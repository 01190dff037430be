"""The bundled lists, joined by county and name: the real counties the lists were checked with."""

from __future__ import annotations

import argparse

import pytest

from fengqiao.divisions import (
    UnknownDivision,
    changes_of,
    county,
    county_codes,
    resolve_name,
    search,
    townships,
    villages,
)
from fengqiao.divisions.commands import add_commands
from fengqiao.divisions.townships import stem, township_kind
from fengqiao.divisions.villages import read_village_name


def test_a_county_by_its_code() -> None:
    assert county("610902").full_name == "陕西省安康市汉滨区"
    assert county("110105").full_name == "北京市朝阳区"
    assert county("110105").is_in_municipality
    assert county("441900").full_name == "广东省东莞市"
    assert len(county_codes()) == 2850


def test_a_code_that_is_no_county_is_refused_with_where_it_went() -> None:
    with pytest.raises(UnknownDivision) as refusal:
        county("610928")
    assert str(refusal.value) == (
        "区划代码“610928”不是现行（2026年）的县级区划。"
        "2021年 撤县设市：旬阳县（610928）→旬阳市（610981）。请改用新代码。"
    )
    with pytest.raises(UnknownDivision, match="请运行 fengqiao divisions search 名称"):
        county("999901")


def test_towns_are_joined_by_name_never_by_code() -> None:
    """610902120 is 早阳镇 to the civil affairs and 县河镇 to the statisticians."""
    by_name = {town.name: town for town in townships("610902")}
    assert len(by_name) == 28
    assert by_name["早阳镇"].code_mca == "610902120"
    assert by_name["县河镇"].code_stat == "610902120"
    assert by_name["早阳镇"].code_stat != "610902120"
    assert {town.match for town in by_name.values()} == {"同名"}


def test_a_promoted_township_is_recognised_and_said() -> None:
    (town,) = [town for town in townships("360113") if town.match != "同名"]
    assert (town.name, town.match, town.is_settled) == ("厚田镇", "改设", True)
    assert town.note == "2023年统计名录中为“厚田乡”，2026年为“厚田镇”。"
    assert len([village for village in villages("360113") if village.township_name == "厚田镇"]) > 5


def test_a_zone_that_only_the_statistics_have() -> None:
    towns = townships("230605")
    assert len([town for town in towns if town.code_mca]) == 7
    assert [(town.name, town.kind, town.match) for town in towns if not town.code_mca] == [
        ("黑龙江红岗经济开发区", "其他", "仅见于统计名录")
    ]


def test_towns_that_a_change_record_brought_over() -> None:
    moved = {town.name: town.note for town in townships("533422") if town.match == "划转"}
    assert list(moved) == ["叶枝镇", "巴迪乡"]
    assert moved["巴迪乡"] == (
        "2023年统计名录中在维西傈僳族自治县之下；2024年 划转：维西傈僳族自治县叶枝镇、巴迪乡→德钦县。"
    )


def test_a_rare_character_is_left_to_a_person() -> None:
    (note,) = [town.note for town in townships("130535") if town.name == "尖冢镇"]
    assert note == "“尖冢镇”不在2023年统计名录中，可能就是其中的“尖塚镇”，村（社区）名单请人工核对后补录。"


def test_abolished_towns_are_left_out() -> None:
    assert not [town.name for town in townships("511123") if "撤" in town.name]


@pytest.mark.parametrize(
    ("code", "count"),
    [("610902", 529), ("360113", 193), ("230605", 40)],
)
def test_villages_of_the_three_counties(code: str, count: int) -> None:
    found = villages(code)
    assert len(found) == len({village.code for village in found}) == count
    assert all(village.code.startswith(village.township_code_stat) for village in found)


@pytest.mark.parametrize(
    ("listed", "name", "kind"),
    [
        ("西大街社区居委会", "西大街社区", "社区"),
        ("屈家河村委会", "屈家河村", "村"),
        ("开元北路居委会", "开元北路社区", "社区"),
        ("朱家村民委员会", "朱家村", "村"),
        ("五里台村村民委员会", "五里台村", "村"),
        ("新村村委会", "新村", "村"),
        ("加格村委员会", "加格村", "村"),
        ("西沟村村民委员", "西沟村", "村"),
        ("文联社区居员会", "文联社区", "社区"),
        ("乐园社区委员会", "乐园社区", "社区"),
        ("路集社区村民委员会", "路集社区", "村"),
        ("陈家营村委会（大）", "陈家营村（大）", "村"),
        ("潮海嘎查", "潮海嘎查", "嘎查"),
        ("中城社区", "中城社区", "社区"),
        ("崔家沟村", "崔家沟村", "村"),
        ("空港虚拟社区", "空港虚拟社区", "其他"),
        ("杨显林场生活区", "杨显林场生活区", "其他"),
        ("山河农场第四管理区", "山河农场第四管理区", "其他"),
    ],
)
def test_village_names_as_people_say_them(listed: str, name: str, kind: str) -> None:
    assert read_village_name(listed) == (name, kind)


def test_names_with_the_whole_address_before_them_are_cut() -> None:
    names = {village.official_name: village.name for village in villages("441624")}
    assert names["广东省河源市和平县彭寨镇九子村村民委员会"] == "九子村"


@pytest.mark.parametrize(
    ("name", "kind", "first_part"),
    [
        ("老城街道", "街道", "老城"),
        ("厚田镇", "镇", "厚田"),
        ("黄泥堡裕固族乡", "民族乡", "黄泥堡"),
        ("黄泥堡乡", "乡", "黄泥堡"),
        ("乌拉盖苏木", "苏木", "乌拉盖"),
        ("天竺地区", "地区", "天竺"),
        ("黑龙江红岗经济开发区", "其他", "黑龙江红岗经济开发区"),
    ],
)
def test_kinds_of_towns(name: str, kind: str, first_part: str) -> None:
    assert (township_kind(name), stem(name)) == (kind, first_part)


def test_searching_by_name_and_code() -> None:
    assert [place.path for place in search("汉滨")] == ["陕西省/安康市/汉滨区"]
    assert search("朝阳区")[0].name == "朝阳区"
    assert {place.code for place in search("朝阳区")} >= {
        "110105",
        "220104",
    }
    assert [place.name for place in search("6109", limit=3)] == ["安康市", "汉滨区", "汉阴县"]
    assert search("  ") == search("没有这个地方") == []


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("陕西省安康市汉滨区老城街道东大街1号", ["陕西省/安康市/汉滨区/老城街道"]),
        ("陕西汉滨", ["陕西省/安康市/汉滨区"]),
        ("汉滨区人民政府", ["陕西省/安康市/汉滨区"]),
        ("北京朝阳", ["北京市/朝阳区"]),
        ("朝阳区", ["北京市/朝阳区", "吉林省/长春市/朝阳区"]),
        ("吉林市", ["吉林省/吉林市"]),
        ("上海 浦东", ["上海市/浦东新区"]),
        ("东莞市", ["广东省/东莞市"]),
        ("", []),
        ("胡说八道", []),
    ],
)
def test_reading_a_place_from_a_line_of_text(text: str, paths: list[str]) -> None:
    assert [place.path for place in resolve_name(text)] == paths


def test_what_became_of_a_code() -> None:
    assert [change.sentence for change in changes_of("610928")] == [
        "2000年 同名改码：旬阳县（612429）→旬阳县（610928）",
        "2021年 撤县设市：旬阳县（610928）→旬阳市（610981）",
    ]
    assert changes_of("999901") == []


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers())
    args = parser.parse_args(words)
    return int(args.run(args))


def test_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("divisions", "search", "红谷滩") == 0
    assert "360113    县级  江西省/南昌市/红谷滩区" in capsys.readouterr().out
    assert run("divisions", "show", "230605") == 0
    assert "只见于2023年统计名录" in capsys.readouterr().out
    assert run("divisions", "changes", "610981") == 0
    assert "撤县设市" in capsys.readouterr().out
    assert run("divisions", "plan", "230605") == 0
    assert "需人工核对（1项）" in capsys.readouterr().out
    assert run("divisions", "plan", "610928") == 1
    assert "请改用新代码" in capsys.readouterr().out
    assert run("divisions", "search", "没有这个地方") == 1
