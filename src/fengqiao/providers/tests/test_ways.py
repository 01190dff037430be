"""乡镇间路程表：每一行登记或者说明为什么没有；往返一样；没有登记的两地不受影响。"""

from __future__ import annotations

from typing import Any

import pytest

from fengqiao.matter.refusals import Refused
from fengqiao.providers import distances, ways
from fengqiao.providers.importing import RegisterWrong
from fengqiao.providers.models import TownWay
from fengqiao.providers.tests.people import keeper
from fengqiao.providers.tests.test_importing_places import book
from tests.county import County, at

NOW = at("2026-05-06")
HEAD = ["甲地", "乙地", "分钟"]


def taken(county: County, *rows: list[Any], head: list[str] = HEAD, dry: bool = False) -> Any:
    county.actors["keeper"] = county.actors.get("keeper") or keeper(county)
    return ways.take(county["keeper"], book(head, *rows), "路程.xlsx", dry_run=dry, now=NOW)


def test_a_pair_is_the_same_both_ways(county: County) -> None:
    outcome = taken(county, ["枫林镇", "白水乡", 35], ["白水乡人民政府", "枫林镇", "35分钟"], ["枫林镇", "枫林镇", 8])
    assert outcome.counts == {"新登记": 2, "没有变化": 1}
    table = distances.between(county.offices["bureau"].territory)
    assert table[distances.pair("白水乡", "枫林镇")] == table[distances.pair("枫林镇人民政府", "白水乡")] == 35
    assert table[distances.pair("枫林镇", "枫林镇")] == 8


def test_a_second_file_changes_what_it_names_and_leaves_the_rest(county: County) -> None:
    taken(county, ["枫林镇", "白水乡", 35], ["枫林镇", "青山街道", 20])
    outcome = taken(county, ["白水乡", "枫林镇", 40], head=["起点", "终点", "单程分钟"])
    assert [(row.result, "原来是35分钟" in row.said or "名册里没有" in row.said) for row in outcome.rows] == [("更新", True)]
    assert sorted(TownWay.objects.values_list("minutes", flat=True)) == [20, 40]
    assert taken(county, ["枫林镇", "青山街道", 20]).counts == {"没有变化": 1}


@pytest.mark.parametrize(("row", "said"), [
    (["", "白水乡", 35], "没有写甲地"), (["枫林镇", None, 35], "没有写乙地"), (["枫林镇", "白水乡", ""], "没有写分钟"), (["枫林镇", "白水乡", "半小时"], "“半小时”不是数"),
    (["枫林镇", "白水乡", 35.5], "不是整数"), (["枫林镇", "白水乡", -5], "不在1至600之间"), (["枫林镇", "白水乡", 0], "不在1至600之间"), (["枫林镇", "白水乡", 2100], "单位是不是分钟"),
    (["枫林镇", "白水乡", "1e400"], "不"), (["枫林镇", "白水乡", "NaN"], "不是"), (["枫" * 41, "白水乡", 35], "超过40个字"),
])  # fmt: skip
def test_a_bad_row_is_sent_back_in_a_sentence_and_the_others_are_entered(county: County, row: list[Any], said: str) -> None:
    outcome = taken(county, row, ["枫林镇", "青山街道", 20])
    assert [line.result for line in outcome.rows] == ["没有导入", "新登记"]
    assert said in outcome.rows[0].said
    assert TownWay.objects.count() == 1


def test_two_rows_that_contradict_each_other_are_not_guessed(county: County) -> None:
    outcome = taken(county, ["枫林镇", "白水乡", 35], ["白水乡", "枫林镇", 50])
    assert outcome.rows[1].said == "与第2行是同样的两地，那一行写的是35分钟。往返按一样计，请核对后留一行。"


def test_a_town_nobody_is_in_is_entered_and_said(county: County) -> None:
    outcome = taken(county, ["枫林镇", "仙女镇", 35])
    assert "名册里没有仙女镇" in outcome.rows[0].said


@pytest.mark.parametrize(("content", "said"), [(b"not a workbook", ""), (book(["姓名", "电话"], ["张三", "1"]), "没有找到表头")])
def test_what_is_no_table_of_ways_is_refused(county: County, content: bytes, said: str) -> None:
    with pytest.raises(RegisterWrong, match=said):
        ways.take(keeper(county), content, "路程.xlsx", dry_run=False, now=NOW)


def test_only_who_keeps_the_registers_may_and_a_try_keeps_nothing(county: County) -> None:
    with pytest.raises(Refused, match="管理法律服务机构和人员名册"):
        ways.take(county["office_head"], book(HEAD, ["枫林镇", "白水乡", 35]), "路程.xlsx", dry_run=True, now=NOW)
    assert taken(county, ["枫林镇", "白水乡", 35], dry=True).counts == {"新登记": 1}
    assert not TownWay.objects.exists()
