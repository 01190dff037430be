"""方案检查: what cannot be saved, what cannot be fixed, what one should think about; each in the words people read."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from fengqiao.assessment import codes, keeping, rules
from fengqiao.assessment.codes import State
from fengqiao.assessment.tests.driver import CASES, MARK, SUCCESS, TRAINING, Year
from fengqiao.matter.refusals import Refused
from tests.county import County, at

pytestmark = pytest.mark.django_db
NOW = at("2026-01-05")


def refused(county: County, **item: Any) -> str:
    year = Year(county).draft(items=())
    assert year.scheme is not None
    with pytest.raises(Refused) as said:
        keeping.save_item(year.keeper, year.scheme, None, {**TRAINING, **item}, now=NOW)
    assert not year.scheme.items.exists()
    return str(said.value)


@pytest.mark.parametrize(
    ("label", "what"),
    [("平台登录次数", "登录次数"), ("公众号点赞数", "点赞数"), ("活动照片张数", "照片数量"), ("在线时长", "在线时长"), ("APP 积 分 排名", "积分排名"), ("信息篇数", "信息篇数")],
)
def test_g15_what_counts_touches_of_a_screen_cannot_be_an_item(county: County, label: str, what: str) -> None:
    """第15条: 登录、点赞、照片张数、在线时长不得作为考核指标。"""
    assert refused(county, label=label) == f"“{label}”考核的是{what}，只看操作痕迹、不看工作实效，不能作为考核指标（整治形式主义为基层减负）。请换成办成了什么事的指标。"


def test_g15_the_definition_is_read_too(county: County) -> None:
    assert "考核的是登录次数" in refused(county, label="平台使用情况", definition="按本月登录平台的次数计")


def test_what_was_done_is_no_burden() -> None:
    for label in ("照顾困难群众户数", "调解成功率", "点对点衔接率", "法治副校长授课次数"):
        assert codes.burden_in(label) == "", label


def test_an_item_with_wrong_parameters_is_not_saved(county: County) -> None:
    same = refused(county, method="lin", params={"x0": "90", "x1": "90"})
    assert same == "“培训人次”：零分值与满分值都是90人次，线性计分没有意义。请改成两个不同的数。"
    bands = refused(county, method="step", params={"bands": [[None, "80", "0"], ["85", None, "10"]]})
    assert bands == "“培训人次”：80人次以上、不到85人次的值没有分档。请改成首尾相接。"
    assert "超过本项的10分" in refused(county, method="step", params={"bands": [[None, "80", "0"], ["80", None, "11"]]})
    assert "要写明方向" in refused(county, better="")
    assert "区间的下限大于上限" in refused(county, method="range", params={"a": "9", "b": "3", "slack": "1"})
    assert "归零宽度须大于0" in refused(county, method="range", params={"a": "3", "b": "9", "slack": "0"})
    assert "分值须大于0" in refused(county, weight=Decimal(0))
    assert "不占分值" in refused(county, method="veto", params={"over": "0"})
    assert "没有选系统里的指标" in refused(county, source="system")


def test_a_form_without_its_four_marks_may_be_refused_by_those_asked(county: County) -> None:
    """统计法第十七条: 表号、制定机关、批准或者备案文号、有效期限。"""
    said = refused(county, form_mark={**MARK, "approval": ""})
    assert said == "报表填报的指标要标明批准或者备案文号，没有标明的，被调查单位有权拒绝填报（统计法第十七条）。没有批准的报表，请改用系统取数或者上级文件。"


def test_a_scheme_is_not_fixed_while_something_is_wrong(county: County) -> None:
    year = Year(county).draft(items=(SUCCESS, CASES), groups=[["人民调解", "100"]])
    assert year.scheme is not None
    said = [each.said for each in keeping.findings(year.scheme) if each.level == "wrong"]
    assert said == [
        "各项分值合计90分，应为100分。请调整分值。", "“人民调解”一组定为100分，各项合计0分。请改成一致。", "“没有分组”的指标项不在分组权重里。请补上这一组，或者改指标项的分组。",
    ]  # fmt: skip
    with pytest.raises(Refused, match="还有3处不对：各项分值合计90分"):
        year.step(State.CONSULT, "2026-01-06")


def test_an_empty_target_is_never_a_pass(county: County) -> None:
    """未设目标: the scheme is not fixed without it; one unit's own target closes its own gap alone."""
    year = Year(county).draft(items=(SUCCESS, CASES, {**TRAINING, "params": {}}))
    assert year.scheme is not None
    [found] = [each.said for each in keeping.findings(year.scheme) if each.level == "wrong"]
    assert found == "“培训人次”没有设目标值：所有单位。没有目标不能算达标，请补上或者导入目标值。"
    item = year.item("3")
    keeping.set_targets(year.keeper, year.scheme, {(item.pk, county.offices["office"].pk): {"target": "30"}}, "目标.xlsx", now=NOW)
    [found] = [each.said for each in keeping.findings(year.scheme) if each.level == "wrong"]
    assert "没有设目标值：竹溪乡司法所。" in found


def test_the_scheme_says_what_to_think_about(county: County) -> None:
    year = Year(county).draft(items=({**SUCCESS, "core": False, "params": {"x0": "100", "x1": "50"}}, CASES, TRAINING), interim_lists=True)
    assert year.scheme is not None
    assert [each.said for each in keeping.findings(year.scheme)] == [
        "方案要在年度以外也公布名次表。按月、按季通报排名容易层层加压，请想一想有没有必要。", "没有标核心指标，总分并列的无从再分，将并列名次。",
        "“调解成功率”在统计里是越高越好，这里的计分方向相反。请核对。", "“调解案件数”按名次计分，只有2个单位，差一名就差很多分。",
    ]  # fmt: skip


def test_after_it_is_fixed_nothing_changes(county: County) -> None:
    year = Year(county).running()
    assert year.scheme is not None
    with pytest.raises(Refused, match="方案已经执行，不能再改。确需修改的，请出新版，由各单位确认。"):
        keeping.save_item(year.keeper, year.scheme, year.item("1"), {"weight": Decimal(50)}, now=NOW)
    with pytest.raises(Refused, match="“考核方案定稿、成绩定稿”由局领导办理"):
        year.draft(name="又一个").step(State.CONSULT, "2026-01-06").step(State.FROZEN, "2026-01-07", by=year.keeper)


def test_bands_as_people_write_them() -> None:
    rows = [[None, "80", "0"], ["80", "90", "5"], ["90", None, "10"]]
    assert rules.read_bands("不到80：0；80-90：5；90以上：10") == rows
    assert rules.read_bands(rules.write_bands(rows)) == rows
    assert rules.read_bands("<80%：0分\n80%至90%:5\n≥90%：10") == rows
    with pytest.raises(ValueError, match="“大概八十：0”认不出来"):
        rules.read_bands("大概八十：0")
