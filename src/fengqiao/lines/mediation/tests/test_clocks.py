"""The periods of a mediation: one month, court, medical, labour; pauses, extensions, what their end means."""

from __future__ import annotations

import pytest

from fengqiao.lines.mediation import procedure as p
from fengqiao.lines.mediation.tests.driver import Case, money
from fengqiao.matter.everyday import note
from fengqiao.matter.jobs import settle_due
from fengqiao.matter.models import Parameter
from fengqiao.matter.refusals import Refused
from tests.county import County


@pytest.fixture
def case(county: County) -> Case:
    return Case(county)


@pytest.mark.parametrize(
    ("accepted", "due"),
    [("2026-05-06", "2026-06-08"), ("2026-01-31", "2026-02-28"), ("2026-03-31", "2026-04-30")],
)
def test_rules_art33_generally_within_a_month(case: Case, accepted: str, due: str) -> None:
    """人民调解工作若干规定第三十三条：一般在一个月内调结；没有对应日的，月末届满（民法典第二百零二条）。"""
    case.in_mediation(accepted)
    assert case.due("mediate") == due


def test_a_county_may_set_another_number_of_months_and_switch_house_limits_off(case: Case) -> None:
    for name, value in (("general_months", 2), ("assign_days", 0)):
        Parameter.objects.create(
            territory=999901_000_000_000, procedure="mediation", name=name, value=value, basis="枫司发〔2026〕3号",
            from_on="2026-01-01",
        )  # fmt: skip
    case.apply("2026-05-06").consent("2026-05-06").accept("2026-05-06")
    assert case.due("mediate") == "2026-07-06"
    assert not case.matter.deadlines.filter(rule="assign").exists()


def test_invited_mediation_art27_thirty_days_from_receipt(case: Case) -> None:
    """特邀调解规定第二十七条。"""
    case.in_mediation("2026-01-16", source="31", regime="court_before", from_organ="枫林县人民法院")
    assert case.due("mediate_court_before") == "2026-02-24"


def test_online_rules_art12_art15_three_working_days_from_the_push(case: Case) -> None:
    """在线调解规则第十二、十五条：周五推送，周六（调休上班）、春节后周二、周三——三个工作日；没有上平台的不适用。"""
    court: dict[str, str] = {"source": "31", "regime": "court_before", "from_organ": "枫林县人民法院"}
    case.apply("2026-02-13", platform=True, received_on="2026-02-13", **court)
    assert (case.due("confirm_entrusted"), case.due("ask_other_side")) == ("2026-02-25", "2026-02-25")
    case.consent("2026-02-24")
    assert case.due("confirm_entrusted") == "2026-02-25"
    assert case.deadline("ask_other_side").state == "met"


def test_online_rules_bind_only_on_the_courts_platform(case: Case) -> None:
    case.apply("2026-02-13", source="31", regime="court_before", from_organ="枫林县人民法院")
    assert not case.matter.deadlines.filter(rule__in=("confirm_entrusted", "ask_other_side")).exists()


@pytest.mark.parametrize(("track", "rule", "due"), [
    ("ordinary", "mediate_court_ordinary", "2026-05-21"), ("simplified", "mediate_court_simplified", "2026-05-13"),
])  # fmt: skip
def test_invited_mediation_art27_after_filing(case: Case, track: str, rule: str, due: str) -> None:
    """委托调解：普通程序十五日，简易程序七日。"""
    case.in_mediation("2026-05-06", source="31", regime="court_after", court_track=track, from_organ="枫林县人民法院")
    assert case.due(rule) == due


def test_medical_art38_thirty_working_days_appraisal_not_counted_then_deemed_failed(case: Case) -> None:
    """医疗纠纷预防和处理条例第三十八条：三十个工作日；鉴定时间不计入；超过期限未达成协议的，视为调解不成。"""
    case.in_mediation("2026-05-06", type="T15", regime="medical")
    assert case.due("mediate_medical") == "2026-06-16"
    case.do(p.suspend, "2026-05-12", actor=case.head, reason="appraisal")
    assert case.deadline("mediate_medical").state == "paused"
    case.do(p.resume, "2026-05-22", actor=case.head)
    assert case.due("mediate_medical") == "2026-06-29"
    case.do(note, "2026-06-29", text="最后一天仍未达成协议")
    assert case.stage == "调解中"
    case.do(note, "2026-06-30", text="期满后整理材料")
    assert case.stage == "调解终止"
    assert case.matter.outcome == "failed"
    assert case.matter.outcome_on.isoformat() == "2026-06-29"


def test_the_sweep_lets_the_law_act_without_anybody(case: Case) -> None:
    case.in_mediation("2026-01-05", type="T15", regime="medical")
    assert settle_due() >= 1
    case.matter.refresh_from_db()
    assert case.stage == "调解终止"


def test_a_late_record_undoes_a_derived_expiry(case: Case) -> None:
    """补录的协议早于期满，期满的法律后果不再成立；原记录仍看得到。"""
    case.in_mediation("2026-01-05", type="T15", regime="medical")
    settle_due()
    case.do(p.draft_agreement, "2026-02-02", entered="2026-11-20", facts="双方就后续治疗费达成一致意见。", terms=[{"text": "一次付清。"}])
    assert case.stage == "待签署"
    assert [f.action for f in case.facts if f.action == "time_is_up"] == []


def test_labour_art14_after_fifteen_days_a_party_may_go_to_arbitration(case: Case) -> None:
    """劳动争议调解仲裁法第十四条第三款：十五日内未达成协议的，当事人可以依法申请仲裁。提示，不妨碍继续调解。"""
    case.in_mediation("2026-05-01", type="T10", regime="labour")
    clock = case.deadline("labour_arbitration")
    assert (clock.due_on.isoformat(), clock.whose) == ("2026-05-16", "当事人")
    case.meet("2026-05-20", result="3")
    assert case.stage == "调解中"


def test_an_extension_needs_everybody_and_comes_before_the_end(case: Case) -> None:
    case.in_mediation("2026-05-06")
    with pytest.raises(Refused) as refused:
        case.do(p.extend, "2026-06-01", actor=case.head, new_due_on="2026-07-06", reason="等待评估")
    assert str(refused.value) == "延期须各方同意：还缺张三、李四。请先登记同意延期。"
    case.consent("2026-06-01", who=(1, 2), kind="extension")
    case.do(p.extend, "2026-06-01", actor=case.head, new_due_on="2026-07-06", reason="等待评估")
    assert case.due("mediate") == "2026-07-06"


def test_an_extension_after_the_end_is_refused(case: Case) -> None:
    case.in_mediation("2026-05-06").consent("2026-06-10", who=(1, 2), kind="extension")
    with pytest.raises(Refused) as refused:
        case.do(p.extend, "2026-06-10", actor=case.head, new_due_on="2026-07-06", reason="等待评估")
    assert str(refused.value).startswith("原期限已于2026-06-08届满，不能再延期。")


def test_force_majeure_stops_the_month_another_case_does_not(case: Case) -> None:
    case.in_mediation("2026-05-06")
    case.do(p.suspend, "2026-05-12", actor=case.head, reason="other_case").do(p.resume, "2026-05-22", actor=case.head)
    assert case.due("mediate") == "2026-06-08"
    case.do(p.suspend, "2026-05-25", actor=case.head, reason="force_majeure").do(p.resume, "2026-06-04", actor=case.head)
    assert case.due("mediate") == "2026-06-16"


def test_a_case_entered_late_is_judged_by_its_real_dates(case: Case) -> None:
    """补录：规则按发生日期，记录写明录入日期。"""
    case.apply("2026-03-02").consent("2026-03-02").accept("2026-03-03").assign("2026-03-03")
    case.do(p.session, "2026-03-10", entered="2026-05-08", place="村委会", present=[1, 2], course="在村委会调解，双方和好。", result="1")
    assert case.due("mediate") == "2026-04-03"
    entry = case.matter.entries.get(action="session")
    assert (entry.happened_on.isoformat(), entry.late) == ("2026-03-10", True)


def test_a_late_session_may_not_lie_before_the_acceptance(case: Case) -> None:
    """E02：先后颠倒的，说明当时处在哪一步。"""
    case.in_mediation("2026-05-06")
    with pytest.raises(Refused) as refused:
        case.do(p.session, "2026-05-05", entered="2026-05-08", place="村委会", present=[1], course="调解一次。", result="3")
    assert str(refused.value) == (
        "2026-05-05时本案尚未立案，不能办理“登记调解”。请核对发生日期；如日期无误，请先补录在此之前的步骤。"
    )


def test_a_due_day_in_an_unpublished_year_is_provisional(case: Case) -> None:
    """2027年的放假安排尚未公布，顺延与否暂定。"""
    case.in_mediation("2026-12-07").draft("2026-12-08", items=(money(1_000_00, "2027-03-01"),), total=1_000_00)
    case.sign("2026-12-08")
    assert case.deadline("confirm").provisional
    assert case.due("mediate") == "2027-01-07"


def test_enforcement_two_years_after_the_last_instalment_of_a_confirmed_agreement(case: Case) -> None:
    """民事诉讼法第二百五十条：二年，自最后一期履行期限届满之次日起。"""
    case.in_mediation("2026-05-06").draft("2026-05-11", items=(money(1_000_00, "2026-06-01"),), total=1_000_00).sign("2026-05-11")
    case.consent("2026-05-12", who=(1, 2), kind="confirmation")
    case.do(p.confirm_file, "2026-05-13", court="枫林县人民法院", ground="organisation", way="window")
    case.do(p.confirm_answer, "2026-05-15", answer="accepted", case_no="（2026）枫0001民特3号")
    assert case.due("ruling") == "2026-06-14"
    case.do(p.confirm_ruling, "2026-05-25", ruling="valid")
    assert case.due("enforce") == "2028-06-01"


def test_a_clock_that_stands_still_asks_for_nothing(case: Case) -> None:
    """中止期间不计时，也不催“调解并登记”；恢复以后照旧。"""
    case.in_mediation("2026-05-06").do(p.suspend, "2026-05-11", actor=case.head, reason="appraisal", explanation="委托评估墙体损失。")
    assert case.tasks() == ["中止事由消除后恢复"]
    case.do(p.resume, "2026-05-18", actor=case.head, explanation="评估意见已送双方。")
    assert case.tasks() == ["调解并登记"]
