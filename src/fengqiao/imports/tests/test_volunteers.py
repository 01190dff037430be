"""法律服务志愿者名册: in the workbooks offices really keep; who is there already stays one; taken back whole."""

from __future__ import annotations

from datetime import date
from typing import Any

from fengqiao.imports.headings import OwnWords
from fengqiao.imports.running import Outcome, Work, enter, undo
from fengqiao.imports.sheet import read_ledger
from fengqiao.imports.tests.registers import register
from fengqiao.lines.volunteers.models import Volunteer
from fengqiao.lines.volunteers.tests.driver import section
from fengqiao.providers.models import Provider
from tests.county import County, at

OWN = OwnWords("volunteers")
HEADINGS = ("序号", "姓名", "身份证号", "联系电话", "志愿者类别", "学校", "特长", "是否培训", "注册时间", "累计时长", "备注")
ZHOU: dict[str, Any] = {
    "姓名": "周晓雨", "身份证号": "110101198001011224", "联系电话": "１３８００００２２２２", "志愿者类别": "学生", "学校": "枫林师范学院", "特长": "劳动、讲课", "是否培训": "是", "注册时间": "2024.3.5", "累计时长": "126.5",
}  # fmt: skip
WU: dict[str, Any] = {"姓名": "吴桂兰", "身份证号": "110101195001011247", "联系电话": "0571-88880000", "志愿者类别": "退休法官", "是否培训": "否"}


def work(county: County) -> Work:
    return Work(county.offices["bureau"], section(county), OWN, "志愿者.xlsx", at("2026-11-20"), say=lambda text: None)


def bring(county: County, *rows: dict[str, Any]) -> Outcome:
    return enter(work(county), read_ledger(register(*rows, headings=HEADINGS, title="枫林县法律服务志愿者名册"), OWN))


def test_a_register_comes_in_once_and_goes_out_whole(county: County) -> None:
    wrong = [
        {**WU, "身份证号": "110101195001011248"}, {**WU, "姓名": "甲", "身份证号": ""}, {**WU, "身份证号": "110101196001011217", "联系电话": "无"},
        {**WU, "身份证号": "110101196001011225", "志愿者类别": "律师"}, {**WU, "身份证号": "110101196001011233", "累计时长": "很多"},
    ]  # fmt: skip
    outcome = bring(county, ZHOU, WU, ZHOU, *wrong)
    results = [each.result for each in outcome.judged]
    assert results[:2] == ["更正后导入", "更正后导入"], [each.said for each in outcome.judged]
    assert results[2] == "表内重复"
    assert set(results[3:]) == {"没有导入"}
    said = " ".join(each.said for each in outcome.judged[3:])
    for words in ("志愿者凭它认人", "请写一个打得通的号码", "律师要写执业证号", "服务时长“很多”认不出来"):
        assert words in said
    zhou, wu = Volunteer.objects.get(kind="law_school"), Volunteer.objects.get(kind="retired")
    assert (zhou.minutes, zhou.stars, zhou.skills, zhou.trained, zhou.opened_on) == (126 * 60, 1, ["labour", "teach"], True, date(2024, 3, 5))
    assert (wu.minutes, wu.trained) == (0, False)
    assert Provider.objects.filter(kind="volunteer", left_on=None).count() == 2
    assert [each.result for each in bring(county, ZHOU, {**WU, "备注": "改了一个字"}).judged] == ["以前已导入", "以前已导入"]
    content = register(ZHOU, WU, headings=HEADINGS, title="枫林县法律服务志愿者名册")
    assert {each.result for each in undo(work(county), read_ledger(content, OWN), "名册是去年的").judged} == {"已作废"}
    assert not Provider.objects.filter(kind="volunteer", left_on=None).exists()
    assert {each.result for each in bring(county, ZHOU).judged} == {"更正后导入"}
