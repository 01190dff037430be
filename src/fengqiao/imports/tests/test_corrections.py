"""社区矫正对象名册: a row becomes a case with its first real acts; what is wrong stands at its cell, nobody is entered twice."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from python_calamine import load_workbook

from fengqiao.imports.commands import LEDGERS
from fengqiao.imports.headings import OwnWords
from fengqiao.imports.kinds import kinds
from fengqiao.imports.models import ImportRun
from fengqiao.imports.running import Outcome, Work, actor_for, enter, undo
from fengqiao.imports.sheet import read_ledger
from fengqiao.imports.tests.registers import CORRECTIONS, QIAN, id_number, register
from fengqiao.imports.tests.test_pages import chosen, file_of, work_off
from fengqiao.indicators.tests.reading import standing
from fengqiao.lines.corrections.cases.living import steps as living
from fengqiao.lines.corrections.models import CorrectionCase
from fengqiao.lines.corrections.tests.driver import SIX
from fengqiao.matter import verify
from fengqiao.matter.actions import Doing, perform, standing_of
from fengqiao.matter.models import DeadlineRow, Entry, Look, Paper
from fengqiao.matter.papers import original
from fengqiao.orgs.ledger import AdminRecord
from tests.county import County, at
from tests.web import SignedIn, as_web

__all__ = ["as_web"]
NOW = at("2026-11-20")
OWN = OwnWords("corrections")
SUN = {**QIAN, "姓名": "孙小梅", "性别": "女", "身份证号码": id_number("19950412", 2), "判决书文号": "（2026）枫刑初字第9号"}


def work(county: County, office: str = "bureau", dry_run: bool = False) -> Work:
    return Work(county.offices[office], county["corrections"], OWN, "名册.xlsx", NOW, dry_run, say=lambda text: None)


def bring(county: County, *rows: dict[str, Any], office: str = "bureau", dry_run: bool = False, **shape: Any) -> Outcome:
    return enter(work(county, office, dry_run), read_ledger(register(*rows, **shape), OWN))


def results(outcome: Outcome) -> list[str]:
    return [each.result for each in outcome.judged]


def test_a_row_becomes_a_case_with_its_first_real_acts(county: County) -> None:
    outcome = bring(county, QIAN)
    assert results(outcome) == ["更正后导入"], outcome.judged[0].said
    case = CorrectionCase.objects.get()
    assert (case.number, case.title, case.stage) == ("（2026）枫林县司法局矫字第0001号", "钱大勇（缓刑）", "registered")
    assert (case.category, case.received_on, case.measure_from_on, case.measure_to_on) == ("02", date(2026, 3, 16), date(2026, 3, 13), date(2027, 9, 12))
    assert (case.office, case.handler) == (county.offices["office"], county.staff("office_staff"))
    acts = list(Entry.objects.filter(matter_id=case.pk).order_by("seq").values_list("action", "happened_on"))
    assert acts == [(action, date(2026, 3, 16)) for action in ("notice", "documents", "report_in", "entered_from")]
    facts = standing_of(case).facts
    assert facts.value("told_rights") is None  # the register does not say it
    assert (facts.value("effective_on"), facts.value("term_years"), facts.value("term_months")) == ("2026-03-13", 1, 6)
    assert "名册没有收到通知、文书的日期，按接收日期记" in outcome.judged[0].said
    assert list(map(str, verify.walk(verify.Tally(), files=False))) == []
    assert all(original(paper, case)[0] for paper in Paper.objects.filter(matter_id=case.pk))  # what is missing is left blank


@pytest.mark.parametrize(
    ("changed", "at_field", "said"),
    [
        ({"身份证号码": "999901199003074511"}, "id_no", "校验码不符"),
        ({"身份证号码": 9.9990119900307e17}, "id_no", "身份证号"),
        ({"性别": "女"}, "sex", "性别和身份证号不符"),
        ({"矫正类别": ""}, "category", "没有写矫正类别"),
        ({"矫正类别": "剥权"}, "category", "“剥权”没有对应的。可以写：管制、缓刑、假释、暂予监外执行"),
        ({"矫正结束日期": "2027-09-13"}, "measure_to", "文书载明2027-09-13期满，按起算日和期限推算为2027-09-12（1年6个月）"),
        ({"矫正期限": "18"}, "length", "期限“18”没有写是年还是月"),
        ({"矫正结束日期": "2026-03-01", "矫正期限": "", "原判刑罚": ""}, "measure_to", "早于起日"),
        ({"报到时间": ""}, "received_on", "没有写接收（报到）日期"),
        ({"所属司法所": "青河镇司法所"}, "office", "本县没有叫“青河镇司法所”的司法所"),
        ({"责任人": "老孙"}, "officer", "没有叫“老孙”的工作人员"),
        ({"判决书文号": ""}, "doc_no", "没有写判决、裁定或者决定的文号"),
        ({"状态": "已解除"}, "state", "已经解除、终止或者转出的，不导入"),
        ({"矫正类别": "保外就医", "判决机关": "省监狱管理局", "原判刑罚": "有期徒刑三年", "矫正期限": "", "矫正开始日期": "2025-01-01", "矫正结束日期": "2026-06-30", "状态": ""}, "measure_to",
         "矫正期已于2026-06-30届满，看不出是不是还没有解除"),
        ({"身份证号码": id_number("20091015", 1), "是否未成年": "否"}, "minor", "还不满十八周岁"),
    ],
)  # fmt: skip
def test_what_is_wrong_stands_at_its_cell_and_nothing_is_half_saved(county: County, changed: dict[str, Any], at_field: str, said: str) -> None:
    outcome = bring(county, {**QIAN, **changed}, dry_run=True)
    assert results(outcome) == ["没有导入"]
    assert any(field == at_field and said in text for field, text in outcome.judged[0].problems), outcome.judged[0].problems


def test_registers_as_they_are_kept(county: County) -> None:
    """Title rows, an office merged over its people, days and full-width digits in every writing, from and to in one cell, other headings."""
    renamed = {"矫正开始日期": "矫正起止时间", "身份证号码": "证件号码", "所属司法所": "乡镇"}
    headings = tuple(renamed.get(word, word) for word in CORRECTIONS if word != "矫正结束日期")

    def row(given: dict[str, Any], **more: Any) -> dict[str, Any]:
        moved = {renamed.get(word, word): value for word, value in given.items() if word != "矫正结束日期"}
        return {**moved, "矫正起止时间": f"{given['矫正开始日期']}至{given['矫正结束日期']}", **more}

    messy = row(QIAN, 证件号码="９９９９０１１９９００３０７４５１ｘ", 报到时间="2026年3月16日", 矫正期限="一年六个月", 矫正起止时间="2026.3.13-2027.9.12", 乡镇="枫林镇")
    outcome = bring(county, messy, row(SUN, 判决生效日期=46094, 责任人="", 乡镇=""), headings=headings, merge=((1, 2, "乡镇"),))
    assert results(outcome) == ["更正后导入", "更正后导入"], [each.said for each in outcome.judged]
    assert {case.office for case in CorrectionCase.objects.all()} == {county.offices["office"]}
    assert set(CorrectionCase.objects.values_list("measure_to_on", flat=True)) == {date(2027, 9, 12)}
    late = next(c for c in CorrectionCase.objects.all() if c.title.startswith("钱"))
    assert standing_of(late).facts.parties[0].get("id_no") == "99990119900307451X"


def test_what_the_register_leaves_out_is_left_out_and_nobody_is_called_late(county: County) -> None:
    bare = {**QIAN, "判决生效日期": "", "罪名": "", "原判刑罚": "", "判决日期": "", "报到时间": "2026-06-01"}
    outcome = bring(county, bare)
    assert "名册没有生效日期、判决日期、罪名、原判刑罚，空着，请照文书补正" in outcome.judged[0].said
    assert not Entry.objects.filter(action="not_reported").exists()
    known = {**SUN, "报到时间": "2026-06-01"}  # the day is known here, and so is that it was late
    bring(county, known)
    late = Entry.objects.get(action="report_in", matter__title__startswith="孙")
    assert late.data["late_reason"] == "名册没有写明，见纸质档案"
    assert DeadlineRow.objects.get(matter_id=late.matter_id, rule="report_in").state == "met_late"


def test_a_minor_and_one_released_for_a_time_come_in_as_the_line_has_them(county: County) -> None:
    young = {**QIAN, "身份证号码": id_number("20091015", 1), "姓名": "小明"}
    ill = {
        **SUN, "矫正类别": "暂予监外执行", "判决机关": "省监狱管理局", "原判刑罚": "有期徒刑三年", "矫正期限": "", "备注": "肺病",
        "判决书文号": "（2026）监外字第3号", "暂予监外执行原因": "严重疾病保外就医",
    }  # fmt: skip
    outcome = bring(county, young, ill, headings=(*CORRECTIONS, "暂予监外执行原因"))
    assert results(outcome) == ["更正后导入", "更正后导入"], [each.said for each in outcome.judged]
    minor = CorrectionCase.objects.get(category="02")
    assert minor.restricted == "minor"
    assert standing_of(minor).facts.value("sentence_le_5y") is True  # sealed when it ends, as the line does it
    outside = CorrectionCase.objects.get(category="04")
    assert (outside.stage, standing_of(outside).facts.value("outside_reason")) == ("registered", "illness")


def test_the_same_person_is_never_opened_twice(county: County) -> None:
    again = {**QIAN, "联系电话": "15400000012", "判决书文号": "(2026)枫刑初字第8号"}  # another telephone, other brackets
    outcome = bring(county, QIAN, SUN, again)
    assert results(outcome) == ["更正后导入", "更正后导入", "表内重复"]
    assert results(bring(county, QIAN, SUN)) == ["以前已导入", "以前已导入"]
    moved = bring(county, {**again, "所属司法所": "竹溪乡司法所", "责任人": ""}, office="office2")
    assert results(moved) == ["以前已导入"]
    assert moved.judged[0].said == "已在册（枫林镇司法所），同一文书，没有重复"
    second = bring(county, {**QIAN, "判决书文号": "（2026）枫刑初字第77号"})
    assert results(second) == ["更正后导入"]
    assert "同一个人在本县另有一件矫正案件，编号（2026）枫林县司法局矫字第0001号" in second.judged[0].said
    assert CorrectionCase.objects.count() == 3


def test_undoing_takes_back_what_nobody_has_gone_on_with(county: County) -> None:
    bring(county, QIAN, SUN)
    case = CorrectionCase.objects.get(title__startswith="孙")
    given = {"place": "枫林镇司法所", "host": "所员孙", "items": SIX, "signed": "yes"}
    perform(county["office_staff"], case.pk, [Doing(living.declare, given, date(2026, 11, 20))], now=at("2026-11-20", "18:00"))
    assert standing(county, "corrections", "I01") == 2
    outcome = undo(work(county), read_ledger(register(QIAN, SUN), OWN), "拿错了去年的名册")
    assert results(outcome) == ["已作废", "没有撤销"]
    assert "导入以后已经办过别的手续（最早在2026-11-20），不能整件作废" in outcome.judged[1].said
    assert dict(CorrectionCase.objects.values_list("title", "stage")) == {"钱大勇（缓刑）": "voided", "孙小梅（缓刑）": "active"}
    assert standing(county, "corrections", "I01") == 1
    assert results(bring(county, QIAN)) == ["更正后导入"]  # and may come in again
    assert list(map(str, verify.walk(verify.Tally(), files=False))) == []


def test_in_the_browser_bad_rows_go_out_and_only_the_agency_may(as_web: SignedIn, county: County) -> None:
    desk = as_web("corrections")
    page = desk.get("/imports/").content.decode()
    assert "社区矫正对象名册" in page
    assert desk.get("/imports/?kind=mediation").status_code == 404
    content = register(QIAN, {**SUN, "矫正结束日期": "2027-09-13", "所属司法所": "东片"}, {**QIAN, "备注": "抄了两遍"})
    answer = desk.post("/imports/?kind=corrections", {"office": str(county.offices["bureau"].pk), "file": file_of(content, "名册.xlsx")})
    assert answer.status_code == 303, answer.content.decode()
    columns = desk.get(answer.headers["Location"]).content.decode()
    assert "99990119900307451X" in columns  # shown to whoever uploaded it, sealed where it is kept
    run = ImportRun.objects.get()
    assert "99990119900307451X" not in str(run.plans)
    assert desk.post(answer.headers["Location"], chosen(columns)).status_code == 303
    work_off()
    run.refresh_from_db()
    assert (run.state, run.counts) == ("checked", {"更正后导入": 1, "没有导入": 1, "表内重复": 1})
    assert "按起算日和期限推算为2027-09-12" in desk.get(f"/imports/{run.pk}/").content.decode()
    desk.post(f"/imports/{run.pk}/enter/")
    work_off()
    rows = load_workbook(BytesIO(desk.get(f"/imports/{run.pk}/refused.xlsx").content)).get_sheet_by_name("在册").to_python()
    assert "推算为2027-09-12" in str(rows[1][-1])
    assert "抄了两遍" in rows[2]
    assert "原第6行：与本表前面的一行是同一个人、同一份文书，只记一件" in str(rows[2][-1])
    officer = county["corrections"].staff_id  # one look, however often the pages were opened
    assert list(Look.objects.filter(matter_id=run.pk).values_list("what", "staff_id")) == [("导入台账的行：名册.xlsx", officer)]
    assert list(AdminRecord.objects.filter(deed__startswith="matter.import").order_by("pk").values_list("deed", flat=True)) == ["matter.import", "matter.import_refused"]
    register_page = desk.get(f"/register/corrections/?state=all&import={run.pk}").content.decode()
    assert "导入批次：名册.xlsx" in register_page
    desk.post(f"/imports/{run.pk}/undo/", {"reason": "拿错了去年的名册"})
    work_off()
    assert CorrectionCase.objects.get().stage == "voided"
    assert as_web("head").get(f"/imports/{run.pk}/").status_code == 404
    assert as_web("leader").get("/imports/").status_code == 403


def test_the_commands_know_every_kind_and_act_for_the_head(county: County) -> None:
    assert [code for code, _, _ in LEDGERS] == [kind.code for kind in kinds()]
    assert actor_for(county.offices["office"], date(2026, 11, 20), kind="corrections").name == "矫正负责人何"
