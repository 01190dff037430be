"""Edge cases and bad input, one by one: the county's table E01 to E30, as far as it is about people's mediation.

Elsewhere: E22 the importer; E23 two users, tests of concurrency; E24, E25, E27 dispute intake and statistics; E29 the
indicators by period. E07, E09, E10, E12 to E15 and E21 are in test_agreement, beside the articles they rest on.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fengqiao.lines.mediation import asks
from fengqiao.lines.mediation import procedure as p
from fengqiao.lines.mediation.models import Committee, Mediator
from fengqiao.lines.mediation.tests.driver import LI, ZHANG, Case, money
from fengqiao.matter.actions import ChangedMeanwhile, Doing, perform
from fengqiao.matter.fields import DayField, MoneyField, PhoneField
from fengqiao.matter.forms import Setting, needs_form
from fengqiao.matter.refusals import Refused
from tests.county import County, at

TODAY = date(2026, 5, 6)


@pytest.fixture
def case(county: County) -> Case:
    return Case(county)


def refusal(case: Case, action: Any, day: str, **data: Any) -> str:
    """The full sentence with which the action is refused."""
    with pytest.raises(Refused) as refused:
        case.do(action, day, **data)
    return str(refused.value)


def refused_opening(case: Case, day: str = "2026-05-06", **data: Any) -> str:
    with pytest.raises(Refused) as refused:
        case.apply(day, **data)
    return str(refused.value)


def party_form(county: County, **given: str) -> Any:
    """One party's row of the application form, filled in."""
    data = {"side": "applicant", "kind": "person", "name": "张三", **given}
    form = needs_form(asks.PARTY, Setting(county["mediator"], TODAY))(data)
    form.is_valid()
    return form


def said_of(field: Any, typed: str) -> str:
    """What a field answers to what was typed: the refusal's sentence, or the value."""
    from django.core.exceptions import ValidationError

    field.label = field.label or "日期"
    try:
        return str(field.clean(typed))
    except ValidationError as error:
        return str(error.messages[0])


def right_id(birth: str) -> str:
    """An identity number of an invented person: right check digit."""
    body = f"110101{birth}123"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 11]


# E01 to E04: what is typed ---------------------------------------------------------------------------------------------


def test_e01_a_wrong_check_digit_is_refused_at_its_field(county: County) -> None:
    right = right_id("19850101")
    wrong = right[:-1] + ("0" if right[-1] != "0" else "1")
    assert list(party_form(county, id_no=wrong).errors) == ["id_no"]
    assert not party_form(county, id_no=right).errors


def test_e01_nobody_is_a_hundred_and_forty(county: County) -> None:
    assert list(party_form(county, id_no=right_id("18860101")).errors) == ["id_no"]


def test_e01_birth_date_and_identity_number_must_agree(case: Case) -> None:
    said = refused_opening(case, parties=({**ZHANG, "id_no": right_id("19850101"), "birth_on": "1986-01-01"}, LI))
    assert said == "张三的出生日期1986-01-01与身份证号中的1985-01-01不一致。请核对证件；填了身份证号的，出生日期可以不填。"


def test_e01_without_papers_a_reason_will_do(county: County) -> None:
    form = party_form(county, no_id_reason="户口在补办")
    assert not form.errors
    assert form.cleaned_data["no_id_reason"] == "户口在补办"


def test_e02_nothing_happens_tomorrow(case: Case) -> None:
    case.apply("2026-05-06")
    said = refusal(case, p.consent, "2026-05-07", entered="2026-05-06", who=[2], kind="mediation", answer="yes", way="oral")
    assert said == "发生日期不能晚于今天。请核对日期。"
    assert said_of(DayField(today=TODAY, future=False, label="收到移送日期"), "2026-05-07") == (
        "收到移送日期不能晚于今天（2026-05-06）。请核对日期。"
    )


def test_e02_accepted_before_it_was_received(case: Case) -> None:
    case.apply("2026-05-06").consent("2026-05-06", who=(1, 2))
    said = refusal(case, p.accept, "2026-05-05", actor=case.head, entered="2026-05-06", rights_told=True, open_mode="closed")
    assert said == "2026-05-05时本案尚未立案，不能办理“受理”。请核对发生日期；如日期无误，请先补录在此之前的步骤。"


def test_e02_registered_before_the_transfer_came(case: Case) -> None:
    said = refused_opening(case, source="31", regime="court_before", from_organ="枫林县人民法院", received_on="2026-05-08")
    assert said == "收到移送的日期是2026-05-08，晚于登记日期2026-05-06。先收到移送，再登记案件；请核对日期。"


def test_e02_no_session_before_acceptance_no_visit_before_agreement(case: Case) -> None:
    case.apply("2026-05-06").consent("2026-05-06", who=(1, 2))
    data = {"place": "调解室", "present": [1, 2], "course": "当面商谈。", "result": "3"}
    assert refusal(case, p.session, "2026-05-06", **data) == (
        "2026-05-06时本案处于“待受理”，不能办理“登记调解”。请核对发生日期；如日期无误，请先补录在此之前的步骤。"
    )
    case.accept("2026-05-06").assign("2026-05-06").meet("2026-05-07", result="3")
    assert refusal(case, p.visit, "2026-05-08", way="phone", performance="尚未履行", satisfaction="none") == (
        "2026-05-08时本案处于“调解中”，不能办理“登记回访”。请核对发生日期；如日期无误，请先补录在此之前的步骤。"
    )


@pytest.mark.parametrize("typed", ["3.5万", "三万五", "３．５万"])
def test_e03_words_for_money_are_read_back_before_they_count(typed: str) -> None:
    field = MoneyField(label="金额")
    said = said_of(field, typed)
    assert said == f"“{typed}”已换算为35,000.00元（人民币叁万伍仟元整）。请核对，无误后再办理一次。"
    assert field.corrected == "35,000.00"
    assert said_of(MoneyField(label="金额"), field.corrected) == "3500000"


def test_e03_figures_of_either_width_count_at_once() -> None:
    assert said_of(MoneyField(label="金额"), "３５０００") == "3500000"
    assert said_of(MoneyField(label="金额"), "35,000.50元") == "3500050"


def test_e03_negative_or_too_fine_is_refused() -> None:
    assert said_of(MoneyField(label="金额"), "-500") == "“-500”是负数，金额不能小于零。如为退款或抵扣，请写明由谁付给谁，金额填正数。"
    assert said_of(MoneyField(label="金额"), "0.125") == "“0.125”的小数超过两位，人民币最小到分。请四舍五入到两位小数后重新填写。"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("154 0000 0001", "15400000001"), ("+86 154-0000-0001", "15400000001"), ("0915-3201234", "09153201234"),
        ("他儿子的电话记不清", "他儿子的电话记不清"), ("1540000", "1540000"),
    ],
)  # fmt: skip
def test_e04_telephones_are_normalised_and_never_lost(typed: str, kept: str) -> None:
    assert said_of(PhoneField(label="电话"), typed) == kept


# E05, E06, E08: the parties --------------------------------------------------------------------------------------------


def test_e05_nobody_disputes_with_himself(case: Case) -> None:
    assert refused_opening(case, parties=(ZHANG, {**ZHANG, "side": "respondent"})) == (
        "申请人与被申请人的姓名相同，不能自己与自己调解。请核对当事人信息。"
    )
    same = right_id("19850101")
    assert refused_opening(case, parties=({**ZHANG, "id_no": same}, {**LI, "id_no": same})) == (
        "申请人与被申请人的身份证号相同，不能自己与自己调解。请核对当事人信息。"
    )


def test_e05_a_namesake_with_papers_of_his_own_may(case: Case) -> None:
    other = {**ZHANG, "side": "respondent", "id_no": right_id("19900101")}
    assert case.apply("2026-05-06", parties=({**ZHANG, "id_no": right_id("19850101")}, other)).stage == "待受理"


def test_e06_without_a_known_respondent_there_is_no_case_yet(case: Case) -> None:
    assert refused_opening(case, parties=(ZHANG, {**LI, "side": "third"})) == (
        "申请人和被申请人各至少一位。请在当事人一栏补齐；对方尚不明确的，先登记来件，查明后再立案。"
    )


def test_e08_one_side_sues_and_the_court_has_accepted(case: Case) -> None:
    case.in_mediation("2026-05-06").do(p.end, "2026-05-12", reason="court", who=2, ways=["suit"])
    assert case.stage == "调解终止"
    assert case.matter is not None
    assert case.matter.outcome == "by_law"


def test_e08_a_case_the_court_has_already_is_declined(case: Case) -> None:
    case.apply("2026-05-06").do(p.decline, "2026-05-07", actor=case.head, reason="N2", explanation="法院已经立案，未委托调解。", ways=["suit"])
    assert case.stage == "不予受理"


# E11, E12, E15, E16: the agreement -------------------------------------------------------------------------------------


def test_e11_who_cannot_read_hears_it_read_before_a_witness(case: Case) -> None:
    """人民调解法第二十九条; the clauses are read aloud, the mark is the party's own."""
    case.in_mediation("2026-05-06", parties=(ZHANG, {**LI, "needs": ["illiterate"]})).draft("2026-05-11")
    row: dict[str, Any] = {"party": 2, "way": "signature", "on": "2026-05-11"}
    said = "李四不识字：签署前须宣读协议，由本人按指印或盖章，并写明见证人。请补填这一行。（人民调解法第二十九条）"
    assert refusal(case, p.sign, "2026-05-11", signatures=[row]) == said
    assert refusal(case, p.sign, "2026-05-11", signatures=[{**row, "way": "fingerprint", "read_aloud": True}]) == said
    case.do(p.sign, "2026-05-11", signatures=[{**row, "way": "fingerprint", "read_aloud": True, "witness": "村民孙某"}])
    assert case.facts.last("sign") is not None


def test_e12_a_seal_of_tomorrow_is_refused() -> None:
    field = DayField(today=TODAY, future=False, label="加盖调委会印章日期")
    assert said_of(field, "2026-05-07") == "加盖调委会印章日期不能晚于今天（2026-05-06）。请核对日期。"


def test_e15_what_is_paid_too_much_is_shown_and_not_counted(case: Case) -> None:
    from fengqiao.lines.mediation import agreement

    case.in_mediation("2026-05-06").draft("2026-05-11", items=(money(3_000_00, "2026-05-20"),), total=3_000_00).sign("2026-05-11")
    case.do(p.perform, "2026-05-20", item=1, amount=3_200_00)
    item = agreement.items(case.facts)[0]
    assert (item.done_fen, item.surplus_fen, item.remainder_fen) == (3_000_00, 200_00, 0)


def test_e16_mediation_is_free(case: Case) -> None:
    """第四条：人民调解委员会调解民间纠纷，不收取任何费用."""
    case.in_mediation("2026-05-06")
    said = refusal(case, p.reach_oral, "2026-05-07", facts="两家因院墙滴水发生争执。", agreed="李四另交手续费一百元。")
    assert said == "协议不能约定向调委会或调解员交“手续费”：调解民间纠纷不收取任何费用。请删去。（人民调解法第四条）"


# E17 to E19: where and by whom -----------------------------------------------------------------------------------------


def test_e17_the_same_dispute_is_not_opened_twice_at_one_committee(case: Case) -> None:
    case.in_mediation("2026-05-06")
    assert refused_opening(case, "2026-05-11", another=False) == (
        "本调委会正在办理双方的同类纠纷：（2026）枫林镇人调字第0001号。是同一件事的，请在那一件中继续办理；"
        "确实是另一件事的，请在“登记调解案件”中勾选“与在办案件不是同一件事”。"
    )
    assert case.apply("2026-05-11", another=True).stage == "待受理"


def test_e17_sides_changed_over_it_is_still_the_same(case: Case) -> None:
    case.apply("2026-05-06")
    turned = ({**LI, "side": "applicant"}, {**ZHANG, "side": "respondent"})
    assert refused_opening(case, "2026-05-11", parties=turned, another=False).startswith(
        "本调委会正在办理双方的同类纠纷：2026-05-06登记、尚未编号的案件。"
    )


def test_e17_another_type_or_a_closed_case_is_no_obstacle(case: Case) -> None:
    case.apply("2026-05-06").do(p.withdraw, "2026-05-07", reason="双方已自行和解")
    assert case.apply("2026-05-11", another=False).stage == "待受理"
    assert case.apply("2026-05-12", type="T03", another=False).stage == "待受理"


def test_e18_the_committees_host_is_a_party(county: County) -> None:
    case = Case(county, "village", "village_head", "village_head")
    host = {"side": "respondent", "kind": "organisation", "name": "白水村村民委员会"}
    case.apply("2026-05-06", parties=(ZHANG, host), type="T07").consent("2026-05-06", who=(1, 2))
    said = refusal(case, p.accept, "2026-05-06", actor=case.head, rights_told=True, open_mode="closed")
    assert said == (
        "白水村村民委员会是本调委会的设立单位，又是本案当事人，本调委会不能受理。"
        "请办理“转上级调委会”，由上一级调委会调解。（人民调解法第三条）"
    )
    case.do(p.escalate, "2026-05-06", actor=case.head, to_committee="枫林镇人民调解委员会", reason="设立单位是当事人。")
    assert case.stage == "转上级"


def test_e18_a_villager_is_not_the_village(county: County) -> None:
    case = Case(county, "village", "village_head", "village_head")
    case.apply("2026-05-06").consent("2026-05-06", who=(1, 2)).accept("2026-05-06")
    assert case.stage == "已受理"


def _taken_in(case: Case, left_on: date) -> None:
    """The committee in the register, and its mediator who left."""
    office, county = case.office, case.county
    committee = Committee.objects.create(
        line="committee", procedure="committee", procedure_version="2011-01-01", title=office.name, office=office,
        territory=office.territory, stage="in_office", opened_on=date(2024, 1, 2), data_key=b"", host="H3",
        term_from_on=date(2024, 1, 2), term_to_on=date(2027, 1, 2),
    )  # fmt: skip
    Mediator.objects.create(
        matter_id=committee.pk, n=1, territory=office.territory, office=office, staff=county.staff("mediator"), name="调解员王",
        sex="1", post="member", from_on=date(2024, 1, 2), to_on=date(2027, 1, 2), left_on=left_on, state="辞职",
        spans=[["2024-01-02", "2026-05-11"]], lapses=[],
    )  # fmt: skip


def test_e19_a_mediator_who_left_cannot_sign(case: Case) -> None:
    """人民调解法第十三条: signed on the day, judged by the day."""
    case.in_mediation("2026-05-06").draft("2026-05-11")
    _taken_in(case, date(2026, 5, 12))
    signatures = [{"party": n, "way": "signature", "on": "2026-05-13"} for n in (1, 2)]
    me = case.mediator.staff_id
    said = refusal(case, p.sign, "2026-05-13", signatures=signatures, mediator=me, mediator_on="2026-05-13")
    assert said == (
        "调解员王在2026-05-13不在任（2026-05-12辞职），不能主持调解、不能签名。请另行指派；日期有误的，请核对。（人民调解法第十三条）"
    )


# E20, E23, E26, E28, E30 -------------------------------------------------------------------------------------------------


def test_e20_a_year_without_arrangement_gives_a_provisional_day(case: Case) -> None:
    case.in_mediation("2026-12-07").draft("2026-12-08", items=(money(3_000_00, "2027-03-31"),), total=3_000_00).sign("2026-12-08")
    row = case.deadline("confirm")
    assert (row.due_on.isoformat(), row.provisional) == ("2027-01-07", True)  # 2027年放假安排尚未公布
    assert case.deadline("seal").provisional is False


def test_e23_two_people_close_the_same_case(case: Case) -> None:
    case.in_mediation("2026-05-06").do(p.end, "2026-05-12", reason="no_prospect", ways=["suit"])
    assert case.matter is not None
    seen = case.matter.head_seq
    close = [Doing(p.close, {"opinion": "同意结案。"}, date(2026, 5, 13))]
    perform(case.head, case.matter.pk, close, now=at("2026-05-13"), seen_seq=seen)
    with pytest.raises(ChangedMeanwhile) as refused:
        perform(case.county["office_head"], case.matter.pk, close, now=at("2026-05-13"), seen_seq=seen)
    assert str(refused.value) == "在您填写期间，本案有了新的记录。请先看一看，再决定是否继续办理。"


def test_e26_a_request_to_delete_is_answered_and_the_file_only_kept(case: Case) -> None:
    """个人信息保护法第四十七条第二款：保存期限未届满的，停止除存储和采取必要的安全保护措施之外的处理."""
    case.in_mediation("2026-05-06").do(p.answer_deletion, "2026-05-12", actor=case.head, who=2, answered=True)
    assert case.matter is not None
    assert case.matter.restricted == "sensitive"
    assert case.stage == "调解中"
    assert case.facts.party(2).name == "李四"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2026-02-30", "没有2026-02-30这一天，请核对日期。"),
        ("正月初三", "“正月初三”是农历，已换算为公历2026-02-19。请核对，无误后再办理一次。"),
        ("２０２６年５月３日", "2026-05-03"),
        ("20260503", "2026-05-03"),
        ("上个月", "发生日期写得不对，请写成 2026-11-21 这样。"),
    ],
)
def test_e28_days_that_do_not_exist_and_lunar_days(typed: str, said: str) -> None:
    assert said_of(DayField(today=TODAY, future=False, label="发生日期"), typed) == said


def test_e30_success_is_a_document_not_a_word(case: Case) -> None:
    """第二十八条、第二十九条: a session that went well is no agreement."""
    case.in_mediation("2026-05-06").meet("2026-05-11", result="1")
    assert case.matter is not None
    assert case.matter.outcome == ""
    assert refusal(case, p.close, "2026-05-12", actor=case.head, opinion="调解成功，同意结案。") == (
        "2026-05-12时本案处于“调解中”，不能办理“结案”。请核对发生日期；如日期无误，请先补录在此之前的步骤。"
    )
