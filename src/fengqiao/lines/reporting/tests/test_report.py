"""一份年度总结的一生：起草、核对定住、审核、签发、印发；四个人；变动另标；各份之间对得上。"""

from __future__ import annotations

import io
from datetime import date

import pytest
from docx import Document

from fengqiao.indicators import folding
from fengqiao.indicators.freezing import drift
from fengqiao.indicators.models import Snapshot
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.lines.reporting import procedure as p
from fengqiao.lines.reporting import states
from fengqiao.lines.reporting.hand import procedure as hand
from fengqiao.lines.reporting.tests.driver import Bureau
from fengqiao.matter.actions import Doing, perform
from fengqiao.matter.files import store
from fengqiao.matter.refusals import Refused
from tests.county import County, at


@pytest.fixture
def bureau(county: County) -> Bureau:
    return Bureau(county)


def text_of(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    return "\n".join(par.text for par in document.paragraphs)


def test_a_report_is_written_from_the_records_and_issued_by_four_people(bureau: Bureau, county: County) -> None:
    Case(county).in_mediation("2026-05-06")
    bureau.enter("study", "党组理论学习", quantity=33)
    bureau.enter("publicity", "宪法宣传周", quantity=53, materials=25_340, people=20_640)
    bureau.enter("hero", "张三", on="2026-04-01")
    bureau.enter("hero", "李四", on="2026-05-01")
    report = bureau.report().issued()
    assert report.matter.stage == "issued"
    said = text_of(store().read(report.facts.last("issue").data["files"][0]["digest"]))
    assert "组织集中学习30余次[1]。" in said
    assert "开展法治宣传活动50余次[6]，发放资料25000余份[7]，参与群众20000余人次[8]。" in said
    assert "2人[3]（张三、李四）获评政法英模。" in said
    assert "调解案件1件[29]，上年同期为0件；" in said
    assert "枫林县司法局文件" in said
    assert "枫司〔2026〕12号" in said
    assert "草稿" not in said
    assert report.frozen("FG29") == "1件"


def test_who_wrote_it_does_not_check_it_and_nobody_looks_twice(bureau: Bureau) -> None:
    report = bureau.report().written()
    with pytest.raises(Refused, match="“写入文字”是您本人办理的"):
        report.do(p.check, bureau.writer, opened=True)
    report.do(p.check, bureau.checker, opened=True)
    with pytest.raises(Refused, match="“数据核对无误”是您本人办理的"):
        report.do(p.review, bureau.checker, digits_seen=True)
    with pytest.raises(Refused, match="“写入文字”是您本人办理的"):
        report.do(p.review, bureau.writer, digits_seen=True)
    report.do(p.review, bureau.leader, digits_seen=True)
    with pytest.raises(Refused, match="“审核同意”是您本人办理的"):
        report.do(p.sign, bureau.leader, doc_no="枫司〔2026〕12号")


def test_what_changes_after_the_check_does_not_change_the_report(bureau: Bureau, county: County) -> None:
    Case(county).in_mediation("2026-05-06")
    study = bureau.enter("study", "党组理论学习", quantity=33)
    report = bureau.report().checked()
    Case(county).in_mediation("2026-05-07")
    perform(bureau.writer, study.pk, [Doing(hand.withdraw, {"reason": "重复登记"}, date(2026, 11, 21))], now=at("2026-11-21"))
    folding.fold_all_changes()
    snapshot = Snapshot.objects.get(pk=states.frozen(report.facts).data["snapshot"])
    moved = {each.indicator.code: each.words for each in drift(snapshot)}
    assert moved["M01"] == "变动 +1"
    assert moved["R-study"] == "变动 -33"
    assert report.frozen("FG29") == "1件"
    assert report.frozen("FG01") == "33次"


def test_sent_back_it_is_a_draft_again_and_checked_anew(bureau: Bureau, county: County) -> None:
    report = bureau.report().checked()
    Case(county).in_mediation("2026-05-06")
    report.do(p.send_back, bureau.reviewer, reason="补登五月的案件")
    assert states.frozen(report.facts) is None
    report.do(p.check, bureau.checker, opened=True)
    assert report.frozen("FG29") == "1件"


def test_two_reports_of_the_same_days_that_disagree_are_not_both_signed(bureau: Bureau, county: County) -> None:
    first = bureau.report().signed()
    Case(county).in_mediation("2026-05-06")
    second = bureau.report("speech").reviewed()
    with pytest.raises(Refused, match="与同一期间的其他报告或者锁定的统计对不上") as refused:
        second.do(p.sign, bureau.leader, doc_no="枫司〔2026〕13号")
    assert "“调解案件”这里是1件，《枫林县司法局2026年度工作总结》里是0件。" in str(refused.value)
    assert first.matter.stage == "signed"


def test_a_part_greater_than_the_whole_is_not_checked(bureau: Bureau) -> None:
    bureau.enter("problem_closed", "窗口超时", quantity=42)
    bureau.enter("problem_found", "窗口超时", quantity=40)
    with pytest.raises(Refused, match="“整治顽瘴痼疾”42条，多于“查摆顽瘴痼疾”40条。请核对有关的登记。"):
        bureau.report().checked()


def test_the_same_report_is_begun_once(bureau: Bureau) -> None:
    bureau.report()
    with pytest.raises(Refused, match="同一机构、同一期间的同类报告只编一份"):
        bureau.report()


def test_days_turned_round_are_refused(bureau: Bureau) -> None:
    with pytest.raises(Refused, match="止日2026-01-01早于起日2026-12-31"):
        bureau.report(period_from="2026-12-31", period_to="2026-01-01")


def test_without_problems_written_it_is_not_checked(bureau: Bureau) -> None:
    with pytest.raises(Refused, match="还没有写存在问题"):
        bureau.report().do(p.check, bureau.checker, opened=True)
