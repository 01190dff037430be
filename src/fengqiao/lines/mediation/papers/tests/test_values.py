"""What stands on the papers, read from a case told in facts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import pytest

from fengqiao.lines.mediation.papers import (
    AGREEMENT,
    APPLICATION,
    ASSIGNMENT,
    CERTIFICATE,
    CLOSING,
    CONFIRMATION_APPLICATION,
    CORRECTION_SHEET,
    COURT_REPLY,
    COVER,
    DECLINING,
    ENDING,
    ENTRUST_REPLY,
    ESCALATION,
    EVIDENCE_LIST,
    HANDOVER,
    ORAL_AGREEMENT,
    PERFORMANCE,
    POWER,
    REGISTER,
    RIGHTS,
    SESSION,
    URGING,
    values,
)
from fengqiao.lines.mediation.papers.tests.cases import (
    LI,
    LONG_NAME,
    LONG_ORGANISATION,
    Case,
    declined_case,
    hard_case,
    names,
    oral_case,
    whole_case,
)


def said(case: Case, kind: Any, action: str | None) -> dict[str, Any]:
    return values(case.at(action), kind, staff_names=names)


def test_the_application_numbers_the_claims_and_dates_from_the_day_applied() -> None:
    found = said(whole_case(), APPLICATION, "apply")
    assert found["claims"] == ["1. 修复厨房西墙", "2. 赔偿灶台、粮食损失3500元", "3. 恢复排水沟原状"]
    assert found["made_on"] == "2026年5月2日"
    assert found["applicants"][0] == {
        "side": "申请人", "name": "王秀英", "sex": "女", "ethnicity": "汉族", "age": "58岁", "occupation": "务农",
        "phone": "13900000001", "address": "枫林县枫林镇溪口村三组18号", "agent": "",
    }  # fmt: skip


def test_age_and_sex_come_from_the_identity_number_on_the_paper_s_day() -> None:
    """Li is born on 1975-11-30: fifty years old until 2026-11-29."""
    found = said(whole_case(), APPLICATION, "apply")["respondents"][0]
    assert (found["sex"], found["age"]) == ("男", "50岁")
    case = Case().happens("apply", "2026-11-30", source="2", type="T02", summary="墙", claim="修", parties=[LI])
    assert said(case, APPLICATION, "apply")["respondents"][0]["age"] == "51岁"


def test_an_organisation_has_a_legal_representative_and_no_age() -> None:
    row = said(hard_case(), AGREEMENT, "draft_agreement")["parties"][2]
    assert row["is_organisation"] is True
    assert (row["name"], row["legal_representative"]) == (LONG_ORGANISATION, "孙国强")
    assert "age" not in row


def test_a_child_acts_through_the_representative_named_on_the_paper() -> None:
    row = said(hard_case(), AGREEMENT, "draft_agreement")["parties"][0]
    assert (row["age"], row["agent"]) == ("11岁", "王建国（法定代理人，父亲）")


def test_the_register_names_the_court_that_sent_the_case() -> None:
    found = said(hard_case(), REGISTER, "accept")
    assert found["source"] == "移送委托"
    assert found["transferred_by"] == "法院移送委托，枫林县人民法院，（2026）枫诉前调委字第88号"
    assert said(whole_case(), REGISTER, "accept")["source"] == "当事人申请"


def test_rights_are_told_before_anybody_is_assigned() -> None:
    found = said(hard_case(), RIGHTS, "accept")
    assert found["mediators"] == "受理后由调委会指定或者由你们选择，另行告知"
    assert [row["name"] for row in found["signers"]] == ["王小雨", LONG_NAME, LONG_ORGANISATION, "周德顺"]


def test_a_paper_does_not_know_what_happened_after_it() -> None:
    """The assignment of 3 May names Zhao, that of 4 May Qian and why."""
    case = hard_case()
    first, second = said(case, ASSIGNMENT, "assign"), said(case, ASSIGNMENT, "replace")
    assert (first["host"], first["relation"]) == ("赵明", "同族、同事、曾任代理人、债权债务等其他关系；"
                                                          "与孙国强曾在同一单位工作。")
    assert (second["host"], second["replaced"]) == ("钱芳", f"{LONG_NAME}要求更换；理由：当事人不放心。")
    assert said(case, SESSION, "session")["told"].endswith("调解员为钱芳，当事人可以要求更换。")


def test_names_of_staff_are_asked_for_once_a_paper() -> None:
    asked: list[Collection[int]] = []

    def count(ids: Collection[int]) -> Mapping[int, str]:
        asked.append(ids)
        return names(ids)

    case = whole_case()
    values(case.at("session"), SESSION, staff_names=count)
    assert asked == [[7, 8, 9]]


def test_the_power_of_attorney_ticks_what_was_granted() -> None:
    found = said(hard_case(), POWER, None)
    assert (found["principal"], found["proxy"]) == (LONG_NAME, "张敏")
    assert found["powers"] == ["代为申请或要求终止调解", "收集、提供证据", "承认、变更、放弃请求", "参加调解并签署协议"]


def test_materials_are_listed_with_who_gave_and_who_took_them() -> None:
    first, second = said(whole_case(), EVIDENCE_LIST, "add_material")["exhibits"]
    assert first == {
        "name": "厨房西墙裂缝照片6张", "source": "现场拍摄", "copy": "原件", "pages": "", "by": "王秀英", "taken_by": "赵明",
        "on": "2026.5.4",
    }  # fmt: skip
    assert (second["source"], second["copy"]) == ("王秀英", "复印件")


def test_the_session_tells_who_was_there_and_when() -> None:
    found = said(whole_case(), SESSION, "session")
    assert found["time"] == "2026年5月6日 9:30至11:40"
    assert [row["name"] for row in found["present"]] == ["王秀英", "李建国"]
    assert (found["result"], found["failed"], found["ways"]) == ("调解成功", False, [])


def test_a_failed_session_tells_the_other_ways() -> None:
    found = said(hard_case(), SESSION, "session")
    assert found["ways"][0] == "向有管辖权的人民法院提起诉讼。"
    assert (found["result"], found["failed"]) == ("调解不成功", True)


def test_the_agreement_is_worded_from_the_draft() -> None:
    found = said(whole_case(), AGREEMENT, "draft_agreement")
    assert found["terms"][-1] == "违约责任：逾期付款的，按未付金额每日万分之三支付违约金。"
    assert found["performance"] == [
        "协议涉及金额：3,000.00元（人民币叁仟元整）。",
        "（一）李建国向王秀英履行：修复厨房西墙，最迟于2026年6月15日，李建国请人施工。",
        "（二）李建国向王秀英履行：赔偿款，3,000.00元（人民币叁仟元整），最迟于2026年5月20日，在调委会当面付清。",
    ]
    assert found["copies"] == "三"


def test_the_date_beside_the_seal_stays_open_until_the_seal_is_on() -> None:
    """人民调解法第二十九条：盖章之日决定生效，不能预先印上。"""
    assert said(whole_case(), AGREEMENT, "draft_agreement")["made_on"] == ""
    assert said(whole_case(), AGREEMENT, "sign")["made_on"] == "2026年5月16日"


def test_entrusted_cases_take_effect_by_their_own_rule_and_an_illiterate_party_is_read_to() -> None:
    found = said(hard_case(), AGREEMENT, "draft_agreement")
    assert (found["has_own_effect"], found["effect"]) == (True, "本协议自各方当事人签署之日起生效。")
    assert (found["is_read_aloud"], found["read_to"], found["decides_status"]) == (True, LONG_NAME, True)
    assert said(whole_case(), AGREEMENT, "draft_agreement")["has_own_effect"] is False


def test_the_oral_register_carries_every_telephone_number() -> None:
    found = said(oral_case(), ORAL_AGREEMENT, "reach_oral")
    assert [row["phone"] for row in found["parties"]] == ["13900000001", "13900000002"]
    assert found["performance"] == ["李建国向王秀英履行：加装接水槽，最迟于2026年5月5日。"]
    assert (found["mediator"], found["recorder"]) == ("赵明", "赵明")


def test_art26_ending_tells_the_ways_and_its_ground() -> None:
    found = said(hard_case(), ENDING, "end")
    assert (found["reason"], found["ended_on"]) == ("达成后拒绝签署", "2026年7月10日")
    assert found["ground"] == "依照《中华人民共和国人民调解法》第二十三条第四项、第二十六条的规定，"
    assert len(found["ways"]) == 3


def test_art17_declining_speaks_to_the_applicant_only() -> None:
    found = said(declined_case(), DECLINING, "decline")
    assert (found["party_names"], found["reason"]) == ("王秀英", "一方明确拒绝调解")
    assert found["applied_on"] == "2026年5月2日"
    assert found["explanation"] == "李建国当面表示不愿意调解。"


def test_art31_urging_tells_what_is_left_and_what_follows() -> None:
    found = said(whole_case(), URGING, "urge")
    assert (found["debtor"], found["creditor"], found["until"]) == ("李建国", "王秀英", "2026年5月29日")
    assert found["owed"] == (
        "第2项：赔偿款，约定3,000.00元（人民币叁仟元整），尚欠1,000.00元（人民币壹仟元整），"
        "约定最迟于2026年5月20日履行。"
    )
    assert [line[:12] for line in found["consequences"]] == ["就协议的履行向人民法院提", "请求给付金钱、有价证券的"]


def test_after_confirmation_enforcement_is_what_follows() -> None:
    case = whole_case()
    case.happens("confirm_ruling", "2026-05-21", ruling="valid", document_no="（2026）枫民特5号")
    assert said(case, URGING, "urge")["consequences"][0].startswith("向人民法院申请强制执行，申请执行的期间为二年")


def test_receipts_are_listed_with_what_is_left_open() -> None:
    found = said(whole_case(), PERFORMANCE, "perform")
    assert [(row["on"], row["what"], row["amount"]) for row in found["receipts"]] == [
        ("2026.5.20", "赔偿款", "2,000.00"), ("2026.5.28", "赔偿款", "1,000.00"), ("2026.6.10", "修复厨房西墙", ""),
    ]  # fmt: skip
    assert found["standing"][1] == "第2项赔偿款：已履行（2026年5月28日），已履行3,000.00元。"


def test_the_joint_application_goes_to_the_committee_s_court_or_to_the_inviting_one() -> None:
    found = said(whole_case(), CONFIRMATION_APPLICATION, "confirm_prepare")
    assert (found["court"], found["agreed_on"], found["effective_on"]) == ("枫林县人民法院", "2026年5月16日", "2026年5月16日")
    assert [row["name"] for row in found["applicants"]] == ["王秀英", "李建国"]
    assert found["applicants"][0]["born_on"] == "1968年4月12日"
    assert found["enclosures"] == ["调解协议", "调解组织主持调解的证明", "身份证明", "送达地址和联系方式"]


def test_the_certificate_discloses_a_relation_but_claims_consent_only_where_it_is_recorded() -> None:
    case = whole_case()
    assert said(case, CERTIFICATE, "confirm_prepare")["has_relation"] is False
    case.happens("replace", "2026-05-05", mediator=8, kin="other", kin_said="与李建国同族", chosen_by="parties", reason="当事人要求")
    told = said(case, CERTIFICATE, "confirm_prepare")["relation"]
    assert told == "同族、同事、曾任代理人、债权债务等其他关系；与李建国同族。"
    case.happens("consent", "2026-05-06", who=[1, 2], kind="recusal", answer="yes", way="signature")
    assert said(case, CERTIFICATE, "confirm_prepare")["relation"].endswith("；各方当事人知悉后同意其主持调解。")


def test_the_escalation_counts_the_work_and_tells_no_word_of_it() -> None:
    assert said(hard_case(), ESCALATION, "escalate")["done"] == "调解1次（2026年5月6日）。"


@pytest.mark.parametrize("kind", [COURT_REPLY, ENTRUST_REPLY, HANDOVER])
def test_letters_to_courts_and_police_carry_no_concession(kind: Any) -> None:
    """民诉法解释第一百零七条、特邀调解规定第二十二条：让步不得在后续程序中作为不利证据。"""
    text = str(said(hard_case(), kind, None)) + str(said(hard_case(), kind, "end"))
    assert "一万二" not in text
    assert "两万" not in text
    assert "明确不签" not in text
    assert "（2026）枫诉前调委字第88号" in text


def test_the_report_to_the_court_tells_the_outcome_in_the_words_of_the_list() -> None:
    assert said(hard_case(), COURT_REPLY, "end")["result"] == [
        "未达成调解协议。本委员会已于2026年7月10日终止调解，原因：达成后拒绝签署。"
    ]
    assert said(whole_case(), COURT_REPLY, None)["result"] == [
        "经调解，各方当事人于2026年5月16日达成书面调解协议，协议自2026年5月16日起生效。",
        "协议约定的事项已于2026年6月10日全部履行完毕。",
    ]


def test_closing_and_cover_sum_the_case_up() -> None:
    closing, cover = said(whole_case(), CLOSING, "close"), said(whole_case(), COVER, "archive")
    assert closing["after"] == "2026年6月20日上门回访，满意；司法确认：已备件。"
    assert closing["prevention"] == "防止转化为刑事案件；涉及2人；依据：调解记录。"
    assert (cover["volume"], cover["retention"]) == ("王秀英与李建国邻里纠纷", "长期")
    assert cover["period"] == "自2026年5月3日至2026年5月16日"


def test_a_slip_is_told_with_the_old_and_the_new_wording() -> None:
    case = whole_case()
    case.happens("correct", "2026-06-26", entry=1, field="type", old="T02", new="T06", reason="笔误")
    found = said(case, CORRECTION_SHEET, "correct")
    assert (found["subject"], found["old"], found["new"]) == ("第1条“申请登记”的“纠纷类型”", "邻里纠纷", "损害赔偿纠纷")


def test_what_a_court_changed_is_told_after_closing() -> None:
    found = said(whole_case(), CORRECTION_SHEET, "set_aside")
    assert found["old"] == "见协议原文（自2026年5月16日起生效）。"
    assert found["reason"] == "文字错误"
