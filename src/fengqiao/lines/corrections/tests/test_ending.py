"""羁押、减刑、解除、死亡：社区矫正法第三十二条、第三十三条、第四十四条、第四十五条、第五十一条。"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fengqiao.lines.corrections.cases.commutation import steps as commutation
from fengqiao.lines.corrections.cases.ending import facts as f
from fengqiao.lines.corrections.cases.ending import steps as ending
from fengqiao.lines.corrections.cases.procuracy import steps as procuracy
from fengqiao.lines.corrections.cases.reception import steps as reception
from fengqiao.lines.corrections.papers import PAPERS
from fengqiao.lines.corrections.tests.driver import TOLD, Case, summed_up
from fengqiao.lines.corrections.tests.test_papers import papers_of
from fengqiao.matter.models import Notice, TaskRow
from fengqiao.matter.refusals import Refused
from tests.county import County, at

BOY = {"name": "周小树", "sex": "01", "phone": "15400000013", "nationality": "0101"}
@pytest.fixture
def case(county: County) -> Case:
    return Case(county)


def complete(case: Case, kind: str) -> dict[str, Any]:
    """What the last paper of a kind says; nothing it requires is blank."""
    said = papers_of(case.matter, kind)[-1]
    assert [slot.label for slot in PAPERS[kind].missing(said)] == []
    return said


def notices(case: Case, code: str) -> list[str]:
    assert case.matter is not None
    return [notice.text for notice in Notice.objects.filter(matter_id=case.matter.pk, code=code).order_by("pk")]


# 解除 ----------------------------------------------------------------------------------------------------------------


def test_art44_the_certificate_is_printed_before_and_delivered_on_the_last_day(case: Case) -> None:
    """证明书可以先印，编号先给；没有期满不能发。"""
    case.under_supervision("2026-06-01", "2027-11-30")
    with pytest.raises(Refused, match="期满前六十日起准备。请到2027-10-01以后办理"):
        case.do(ending.prepare_certificate, "2027-09-30", case.agency)
    assert f.IN_TIME.reason(case.facts.until(date(2027, 9, 30)), None), "an appraisal means nothing yet: it is not even refused"
    with pytest.raises(Refused, match="还没有本人小结"):
        case.do(ending.appraise, "2027-10-29", appraisers=[], conduct="遵守规定", appraisal="可以解除")
    summed_up(case, "2027-10-29").do(ending.prepare_certificate, "2027-11-26", case.agency)
    number = complete(case, "release_certificate")["slip"]
    assert complete(case, "release_certificate")["released_on"] == "2027年11月30日"
    with pytest.raises(Refused, match="到期当日发放"):
        case.release("2027-11-29")
    case.release("2027-11-30", announced="public")
    assert case.stage == "已解除"
    assert [each["slip"] for each in papers_of(case.matter, "release_certificate")] == [number]
    assert "原判的刑罚不再执行" in complete(case, "release_announcement")["means"]
    complete(case, "release_notice"), complete(case, "personal_summary"), complete(case, "appraisal")
    assert TaskRow.objects.filter(matter_id=case.matter.pk).count() == 0  # type: ignore[union-attr]


def test_a_minors_release_is_not_announced_in_public_and_the_certificate_says_nothing_of_the_offence(case: Case) -> None:
    case.received("2026-06-01", "2026-12-01", person=BOY, minor=True)
    with pytest.raises(Refused, match="不公开进行"):
        case.release("2026-12-01", announced="public")
    case.release("2026-12-01", announced="private")
    from fengqiao.documents import render_pdf
    from tests.papers import in_pdf

    text = in_pdf(render_pdf(PAPERS["release_certificate"], complete(case, "release_certificate")))
    assert "盗窃" not in text
    assert "2026年12月1日起解除社区矫正" in text


def test_a_pardon_ends_it_before_the_last_day(case: Case) -> None:
    case.under_supervision("2026-06-01", "2027-11-30")
    with pytest.raises(Refused, match="赦免的文书"):
        case.release("2026-09-03", kind="02")
    case.release("2026-09-03", kind="02", document="特赦裁定书")
    assert (case.stage, case.matter.end_kind) == ("已解除", "pardoned")  # type: ignore[union-attr]
    assert complete(case, "release_certificate")["means"].startswith("因被赦免")


def test_each_measure_ends_in_its_own_way(case: Case) -> None:
    """刑法第四十条、第八十五条；监狱法第四十八条。"""
    case.received("2026-06-01", "2026-12-01", category="01")
    with pytest.raises(Refused, match="宣布解除管制"):
        case.release("2026-12-01", announced="none")
    case.release("2026-12-01", announced="public")
    assert "宣布解除管制" in complete(case, "release_certificate")["means"]
    other = Case(case.county).received("2026-06-01", "2026-12-01", category="03").release("2026-12-01")
    assert "执行完毕" in complete(other, "release_certificate")["means"]


def test_the_prison_makes_the_release_papers_of_those_released_for_a_time(case: Case) -> None:
    case.delivered("2026-06-01", "2026-12-01")
    with pytest.raises(Refused, match="由监狱、看守所办理刑满释放手续"):
        case.release("2026-12-01")
    case.release("2026-12-01", prison="北山监狱")
    assert complete(case, "release_notice")["prison"] == "北山监狱"


def test_dates_that_do_not_agree_are_asked_about_and_never_overwritten(case: Case) -> None:
    """K10：文书载明的为准；推算不一致的，去函核对。"""
    case.notice("2026-06-01").documents("2026-06-01", measure_from="2026-06-01", measure_to="2027-12-01", term_years=1, term_months=6)
    case.report_in("2026-06-01").declare("2026-06-01")
    assert case.matter.measure_to_on.isoformat() == "2027-12-01"  # type: ignore[union-attr]
    assert "起止日不一致，向决定机关核对" in case.tasks()
    assert "推算为2027-11-30" in notices(case, "AL13-dates")[0]
    with pytest.raises(Refused, match="起止日不一致还没有核对"):
        case.release("2027-12-01")
    with pytest.raises(Refused, match="没有文书的，不改日期"):
        case.do(ending.settle_mismatch, "2026-06-05", case.agency, organ="枫林县人民法院", answer="笔误。", result="corrected", measure_to="2027-11-30")
    case.do(
        ending.settle_mismatch, "2026-06-05", case.agency, organ="枫林县人民法院", answer="笔误，已更正。", result="corrected",
        measure_to="2027-11-30", document="（2026）枫刑更字第1号",
    )  # fmt: skip
    assert case.due("release") == "2027-11-30"
    assert "起止日不一致，向决定机关核对" not in case.tasks()


def test_a_term_out_of_bounds_warns_and_never_blocks(case: Case) -> None:
    """刑法第七十三条：有期徒刑的缓刑考验期不少于一年。"""
    case.received("2026-06-01", "2026-11-30")
    assert notices(case, "bounds") == []
    short = Case(case.county).notice("2026-06-01").documents("2026-06-01", measure_from="2026-06-01", measure_to="2026-11-30", term_months=6)
    assert "一年以上五年以下" in notices(short, "bounds")[0]


def test_who_is_arrested_near_the_end_is_asked_about_before_release(case: Case) -> None:
    case.under_supervision("2026-06-01", "2026-12-01")
    case.do(ending.taken_into_custody, "2026-11-20", case.agency, kind="detention", organ="枫林县公安局")
    with pytest.raises(Refused, match="被刑事拘留或者逮捕"):
        case.release("2026-12-01")
    block = next(key for key, _ in ending.asks.open_blocks(case.facts, case.facts.opening.happened_on))
    case.do(ending.clear_block, "2026-12-01", case.chief, block=block, why="办案机关书面告知不涉及本案的撤销。")
    case.release("2026-12-01")
    assert case.stage == "已解除"


def test_an_opinion_of_the_procuratorate_is_answered_before_the_release(case: Case) -> None:
    case.under_supervision("2026-06-01", "2026-12-01")
    given = {"opinion_kind": "suggest", "from_whom": "枫林县人民检察院", "content": "请说明报告次数的依据。"}
    case.do(procuracy.procuracy_opinion, "2026-11-25", case.agency, **given)
    with pytest.raises(Refused, match="检察院的意见还没有回复"):
        case.release("2026-12-01")
    block = next(key for key, _ in ending.asks.open_blocks(case.facts, case.facts.opening.happened_on))
    case.do(ending.clear_block, "2026-12-01", case.chief, block=block, why="意见与期满解除无关，另行回复。")
    case.release("2026-12-01")


# 羁押 ----------------------------------------------------------------------------------------------------------------


def test_art32_on_the_day_custody_ends_the_person_is_called(case: Case) -> None:
    case.under_supervision("2026-06-01", "2027-11-30")
    case.do(
        ending.taken_into_custody, "2026-06-10", case.agency, kind="administrative", organ="枫林县公安局", decided_on="2026-06-09",
        ends_on="2026-06-19", notified_on="2026-06-10",
    )  # fmt: skip
    assert case.clocks("custody_notice") == [("2026-06-12", "met", "有关机关通知羁押：6月9日的决定")]
    assert case.due("contact_on_return") == "2026-06-19"
    assert "报告义务停止" in notices(case, "AL17")[0]
    case.do(ending.custody_ends, "2026-06-15", ends_on="2026-06-24", heard_from="看守所")
    assert case.due("contact_on_return") == "2026-06-24"
    assert "当日联系本人" in notices(case, "AL17-back")[0]
    case.do(ending.back_from_custody, "2026-06-24", how="当日来所。", reported=True)
    assert case.clocks("contact_on_return") == [("2026-06-24", "met", "羁押结束当日联系本人")]


# 减刑 ----------------------------------------------------------------------------------------------------------------


def commuted(case: Case, day: str, **data: Any) -> Case:
    case.do(commutation.propose_commutation, "2026-08-03", case.agency, ground="great", facts="八月一日跳河救起两名落水儿童。", evidence="公安机关证明。", asked="缩短考验期六个月")
    case.do(commutation.review_commutation, "2026-08-10", case.agency, answer="agreed", document="市矫审〔2026〕3号")
    with pytest.raises(Refused):
        case.do(commutation.commutation_to_court, "2026-08-11", case.agency, court="枫市中级人民法院", copied="检察院")
    case.do(commutation.commutation_to_court, "2026-08-11", case.chief, court="枫市中级人民法院", copied="枫市人民检察院")
    return case.do(commutation.commutation_ruling, day, case.agency, document="（2026）枫刑更12号", **data)


def test_art33_only_the_ruling_moves_the_end(case: Case) -> None:
    case.under_supervision("2026-06-01", "2027-11-30")
    commuted(case, "2026-09-01", result="refused")
    assert case.clocks("commutation_ruling") == [("2026-09-10", "met", "法院裁定减刑")]
    assert case.due("release") == "2027-11-30"
    assert "缩短考验期" in complete(case, "commutation_proposal")["asked"]


def test_a_ruling_that_makes_the_end_date_past_asks_for_release_the_same_day(case: Case) -> None:
    case.under_supervision("2026-06-01", "2027-11-30")
    with pytest.raises(Refused, match="减刑不会延长"):
        commuted(case, "2026-09-01", result="granted", measure_to="2027-12-30")
    case.do(commutation.commutation_ruling, "2026-09-01", case.agency, document="（2026）枫刑更12号", result="granted", measure_to="2026-08-31")
    assert "解除社区矫正" in case.tasks()
    assert case.due("appraise") == "2026-09-01"
    case.release("2026-09-01")
    assert case.stage == "已解除"
    assert complete(case, "release_certificate")["released_on"] == "2026年9月1日"


# 终止、死亡 ----------------------------------------------------------------------------------------------------------


def test_art45_a_termination_fits_the_measure_and_rests_on_a_document(case: Case) -> None:
    case.under_supervision("2026-06-01", "2027-11-30")
    with pytest.raises(Refused, match="“收监执行”不适用于缓刑"):
        case.do(ending.terminate, "2026-09-01", case.agency, kind="03", document="收监决定书")
    case.do(ending.terminate, "2026-09-01", case.agency, kind="01", document="（2026）枫刑撤1号")
    assert complete(case, "termination_notice")["reason"] == "撤销缓刑"


def test_art51_a_death_tells_who_must_know_and_cancels_everything_to_come(case: Case) -> None:
    case.under_supervision("2026-06-01", "2027-11-30").sweep("2026-06-20")
    given = {"cause": "unnatural", "proof": "公安机关死亡证明", "explanation": "交通事故。"}
    with pytest.raises(Refused, match="立即报告；还没有通知上一级社区矫正机构"):
        case.do(ending.died, "2026-06-20", case.agency, told=TOLD, **given)
    told = [*TOLD, {"organ": "upper", "name": "枫市司法局", "how": "电话"}]
    case.do(ending.died, "2026-06-20", case.agency, told=told, **given)
    assert case.stage == "已终止"
    assert "running" not in {state for rule in ("report", "contact", "visit", "release", "review_plan") for _, state, _ in case.clocks(rule)}
    assert case.tasks() == []
    assert len(notices(case, "AL19")) == 2
    assert complete(case, "death_report")["cause"] == "非正常死亡"
    complete(case, "termination_notice")
    case.sweep("2026-07-20")
    assert len(case.clocks("report")) == 2  # the third week, which the death cut short, asks for nothing


def test_the_prison_hears_of_the_death_of_one_released_for_a_time(case: Case) -> None:
    case.delivered("2026-06-01", "2027-12-01")
    with pytest.raises(Refused, match="还没有通知批准暂予监外执行的监狱管理机关"):
        case.do(ending.died, "2026-07-01", case.agency, cause="natural", proof="医院死亡证明", told=TOLD)


def test_no_message_goes_to_the_telephone_of_the_dead(case: Case) -> None:
    from fengqiao.messages.guarding import Wish, objection
    from fengqiao.messages.wording import VERIFICATION_CODE

    case.under_supervision("2026-06-01", "2027-11-30")
    assert case.matter is not None
    wish = Wish(VERIFICATION_CODE, "sms", "15400000011", case.matter.pk)
    assert objection(wish) == ""
    case.do(ending.died, "2026-06-20", case.agency, cause="natural", proof="医院死亡证明", told=TOLD)
    assert "不再" in objection(wish)


def test_who_dies_before_reporting_is_not_received(case: Case) -> None:
    case.notice("2026-06-01").do(reception.not_received, "2026-06-05", case.agency, why="dead", explanation="家属报告，公安证明。", on="2026-06-03")
    assert case.stage == "未接收"


def test_a_last_day_in_a_long_holiday_is_told_ten_days_before(case: Case) -> None:
    """AL20：期满日不因假日顺延，事先排好值班。"""
    from fengqiao.lines.corrections.holidays import falling_in

    case.under_supervision("2026-06-01", "2026-10-03")
    assert list(falling_in(at("2026-09-14"))) == []
    (notice,) = falling_in(at("2026-09-25"))
    assert "期满解除，2026-10-03" in notice.text


def test_a_minor_who_comes_of_age_stays_under_the_rules_for_minors(case: Case) -> None:
    """第五十八条。"""
    case.received("2026-06-01", "2027-11-30", person={**BOY, "birth_on": "2008-06-20"}, minor=True)
    assert "继续按未成年人矫正" in notices(case, "AL16")[0]
    assert case.matter.restricted == "minor"  # type: ignore[union-attr]
