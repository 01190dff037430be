"""往年咨询台账: what stations wrote down comes in as history, counted and never timed; taken back whole."""

from __future__ import annotations

from datetime import date
from typing import Any

from fengqiao.imports.headings import OwnWords
from fengqiao.imports.running import Outcome, Work, enter, undo
from fengqiao.imports.sheet import read_ledger
from fengqiao.imports.tests.registers import register
from fengqiao.indicators.tests.reading import said as counted
from fengqiao.lines.legalservice import queueing
from fengqiao.lines.legalservice.models import ServiceRequest
from fengqiao.matter.models import DeadlineRow
from tests.county import County, at

OWN = OwnWords("consultations")
HEADINGS = ("序号", "来访日期", "来访人", "联系电话", "咨询方式", "咨询类型", "主要内容", "解答意见", "值班律师", "人数", "备注")
LIU: dict[str, Any] = {
    "来访日期": "2024.3.5", "来访人": "刘芳", "联系电话": "138 0000 2222", "咨询方式": "来访", "咨询类型": "劳务欠薪", "主要内容": "老板拖欠三个月工资", "解答意见": "向劳动监察投诉，也可以仲裁", "值班律师": "高律师", "人数": "3人",
}  # fmt: skip
NOBODY: dict[str, Any] = {"来访日期": "2024年3月6日", "来访人": "匿名", "咨询方式": "12348", "咨询类型": "离婚", "主要内容": "怎么起诉离婚"}


def work(county: County) -> Work:
    return Work(county.offices["office"], county["office_head"], OWN, "咨询台账2024.xlsx", at("2026-11-20"), say=lambda text: None)


def bring(county: County, *rows: dict[str, Any], merge: tuple[Any, ...] = ()) -> Outcome:
    return enter(work(county), read_ledger(register(*rows, headings=HEADINGS, title="枫林镇司法所法律咨询登记台账", merge=merge), OWN))


def test_history_counts_and_is_never_late(county: County) -> None:
    """计入咨询量和人次；不计时限、满意、一次解决；不排进接听台。"""
    outcome = bring(county, LIU, NOBODY)
    assert [each.result for each in outcome.judged] == ["更正后导入", "更正后导入"], [each.said for each in outcome.judged]
    liu, nobody = ServiceRequest.objects.order_by("answered_on")
    assert (liu.channel, liu.area, liu.persons_served, liu.answered_on, liu.historical, liu.stage) == ("hall", "labour.wages", 3, date(2024, 3, 5), True, "answered")
    assert (nobody.channel, nobody.area, nobody.anonymous, nobody.title) == ("12348", "family.divorce", True, "未留姓名咨询（婚姻家庭：离婚、抚养）")
    assert not DeadlineRow.objects.exists()
    assert queueing.take_next(county["office_head"], now=at("2026-11-20")) is None
    codes = ("I-12", "I-12p", "I-13", "I-10", "W24")
    assert counted("legalservice", *codes, period="2024", reach=county.offices["bureau"].reach) == ("2", "4", "没有答复", "没有答复", "没有网上咨询")


def test_merged_days_twice_the_same_and_what_cannot_be_read(county: County) -> None:
    """合并的日期格往下填；同一文件再导不重复；认不出的写明在哪一格；整批可撤。"""
    second = {**NOBODY, "来访日期": ""}
    outcome = bring(county, LIU, NOBODY, second, merge=((2, 3, "来访日期"),))
    assert [each.result for each in outcome.judged][:2] == ["更正后导入", "更正后导入"]
    assert "与前面的一行完全相同，请核对是不是两件" in outcome.judged[2].said
    assert ServiceRequest.objects.filter(answered_on=date(2024, 3, 6)).count() == 2
    assert [each.result for each in bring(county, LIU).judged] == ["以前已导入"]
    wrong = bring(county, {**LIU, "来访日期": "上个月"}, {**LIU, "来访日期": ""}, {**LIU, "人数": "若干"}, {**LIU, "咨询方式": "托梦"}, {"来访日期": "2024-05-01", "来访人": "王五"})
    assert {each.result for each in wrong.judged} == {"没有导入"}
    said = " ".join(each.said for each in wrong.judged)
    for words in ("“上个月”认不出来", "没有写哪天咨询的", "人次“若干”不对", "“托梦”没有对应的", "没有写问的是什么"):
        assert words in said
    content = register(LIU, NOBODY, headings=HEADINGS, title="枫林镇司法所法律咨询登记台账")
    assert {each.result for each in undo(work(county), read_ledger(content, OWN), "导错了年份").judged} == {"已作废"}
    assert ServiceRequest.objects.exclude(stage="voided").count() == 1
