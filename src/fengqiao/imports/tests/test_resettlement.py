"""安置帮教对象名册: who is on the register comes in with the notice, the office and the hand-over; whether help is wanted is asked later."""

from __future__ import annotations

from datetime import date
from typing import Any

from fengqiao.imports.headings import OwnWords
from fengqiao.imports.running import Outcome, Work, enter, undo
from fengqiao.imports.sheet import read_ledger
from fengqiao.imports.tests.registers import RESETTLEMENT, ZHENG, id_number, register
from fengqiao.indicators.tests.reading import standing
from fengqiao.lines.resettlement.models import ReleaseCase
from fengqiao.lines.resettlement.tests.driver import Help
from fengqiao.matter import verify
from fengqiao.matter.models import DeadlineRow, Entry, TaskRow
from tests.county import County, at

NOW = at("2026-11-20")
OWN = OwnWords("resettlement")
LIN = {**ZHENG, "姓名": "林秋", "性别": "女", "身份证号": id_number("19951103", 4), "人员来源": "解矫", "释放单位": "枫林县司法局", "衔接方式": "", "安置情况": ""}


def work(county: County) -> Work:
    if "resettler" not in county.actors:
        Help(county)
    return Work(county.offices["bureau"], county["resettler"], OWN, "帮教名册.xlsx", NOW, say=lambda text: None)


def bring(county: County, *rows: dict[str, Any]) -> Outcome:
    content = register(*rows, headings=RESETTLEMENT, title="枫林县安置帮教对象名册")
    return enter(work(county), read_ledger(content, OWN))


def results(outcome: Outcome) -> list[str]:
    return [each.result for each in outcome.judged]


def test_rows_come_in_as_far_as_the_register_bears_them_out(county: County) -> None:
    waiting = {**LIN, "姓名": "周末", "身份证号": id_number("19880101", 6), "衔接时间": "", "释放时间": "2026-08-01"}
    outcome = bring(county, ZHENG, LIN, waiting)
    assert results(outcome) == ["更正后导入"] * 3, [each.said for each in outcome.judged]
    zheng, lin, zhou = (ReleaseCase.objects.get(title=name) for name in ("郑平安", "林秋", "周末"))
    assert (zheng.stage, zheng.release_on, zheng.linked_on, zheng.link_mode, zheng.placement) == ("linked", date(2025, 6, 20), date(2025, 6, 20), "kin", "03")
    assert (zheng.office, zheng.source, lin.source, lin.link_mode) == (county.offices["office"], "prison", "corrections", "corrections")
    assert zhou.stage == "not_linked"
    assert not Entry.objects.filter(action="open_case").exists()  # nobody else says yes for a person
    assert "问本人愿不愿意接受帮教" in TaskRow.objects.filter(matter_id=zheng.pk).values_list("label", flat=True)
    late = DeadlineRow.objects.filter(rule__in=("notice", "feed_back", "feed_back_soon", "assign"))
    assert not late.exists()  # the day of the notice is unknown: nobody is called late
    assert list(map(str, verify.walk(verify.Tally(), files=False))) == []


def test_what_is_wrong_stands_at_its_cell(county: County) -> None:
    wrong = [
        ({"释放时间": ""}, "release_on", "没有写释放（解除）日期"),
        ({"衔接时间": "2025-06-01"}, "linked_on", "早于释放日期"),
        ({"是否重点": "是"}, "key", "要写通知书上的理由"),
        ({"责任司法所": "西乡所"}, "office", "本县没有叫“西乡所”的司法所"),
        ({"安置情况": "跑了"}, "placement", "“跑了”没有对应的"),
        ({"身份证号": "12345"}, "id_no", "应为18位"),
    ]
    rows = [{**LIN, "姓名": f"林{'一二三四五六'[n]}", "身份证号": id_number("19900101", 10 + 2 * n), **changed} for n, (changed, _, _) in enumerate(wrong)]
    outcome = bring(county, *rows)
    assert results(outcome) == ["没有导入"] * len(wrong)
    for judged, (_, field, said) in zip(outcome.judged, wrong, strict=True):
        assert any(at_field == field and said in text for at_field, text in judged.problems), judged.problems
    assert not ReleaseCase.objects.exists()


def test_nobody_twice_and_the_whole_of_it_taken_back(county: County) -> None:
    bring(county, ZHENG)
    again = bring(county, {**ZHENG, "联系电话": "15400000099"}, {**ZHENG, "备注": "重复"})
    assert results(again) == ["以前已导入", "表内重复"]
    assert again.judged[0].said == "已在册（枫林镇司法所），同一次释放，没有重复"
    second = bring(county, {**ZHENG, "释放时间": "2026-05-04", "衔接时间": "2026-05-04"})
    assert results(second) == ["没有导入"]
    assert "确是再次释放的" in second.judged[0].said
    assert standing(county, "resettlement", "J01") == 1
    content = register(ZHENG, headings=RESETTLEMENT, title="枫林县安置帮教对象名册")
    assert results(undo(work(county), read_ledger(content, OWN), "名册是去年的")) == ["已作废"]
    assert (ReleaseCase.objects.get().stage, standing(county, "resettlement", "J01")) == ("voided", 0)
    assert results(bring(county, ZHENG)) == ["更正后导入"]
