"""Agreements: when they take effect, what they may say, how they are performed. 人民调解法 28-33 and the other regimes."""

from __future__ import annotations

from typing import Any

import pytest

from fengqiao.lines.mediation import agreement
from fengqiao.lines.mediation import procedure as p
from fengqiao.lines.mediation.tests.driver import LI, ZHANG, Case, money
from fengqiao.matter.refusals import Refused
from tests.county import County


@pytest.fixture
def case(county: County) -> Case:
    return Case(county)


def refusal(case: Case, action: object, day: str, **data: object) -> str:
    """The full sentence with which the action is refused."""
    with pytest.raises(Refused) as refused:
        case.do(action, day, **data)  # type: ignore[arg-type]
    return str(refused.value)


# Effective dates -----------------------------------------------------------------------------------------------------


def test_art30_an_oral_agreement_takes_effect_the_day_it_is_reached(case: Case) -> None:
    """第三十条：口头调解协议自各方当事人达成协议之日起生效。"""
    case.in_mediation("2026-05-06")
    case.do(p.reach_oral, "2026-05-07", facts="两家因院墙滴水发生争执，墙面受损。", agreed="李四三日内改好滴水。")
    assert agreement.effective_on(case.facts).isoformat() == "2026-05-07"
    assert case.stage == "履行完毕"
    assert case.matter.outcome == "oral"


def test_invited_mediation_art24_a_court_entrusted_agreement_needs_no_seal(case: Case) -> None:
    """特邀调解规定第二十四条：委派调解达成的协议自各方当事人签字后生效。"""
    case.in_mediation("2026-05-06", source="31", regime="court_before", from_organ="枫林县人民法院")
    case.draft("2026-05-11").sign("2026-05-12", mediator=False, seal=False)
    assert agreement.effective_on(case.facts).isoformat() == "2026-05-12"


def test_labour_art14_needs_mediator_and_seal(case: Case) -> None:
    """劳动争议调解仲裁法第十四条：由双方当事人签名或者盖章，经调解员签名并加盖调解组织印章后生效。"""
    case.in_mediation("2026-05-06", type="T10", regime="labour").draft("2026-05-11")
    case.sign("2026-05-12", mediator=True, seal=False)
    assert agreement.effective_on(case.facts) is None
    assert case.stage == "待签署"


@pytest.mark.parametrize(
    ("regime", "said"),
    [
        ("labour", "劳动争议须订立书面协议，不能用口头协议。请办理“拟定协议”。（劳动争议调解仲裁法第十四条）"),
        ("medical", "医疗纠纷须订立书面协议，不能用口头协议。请办理“拟定协议”。（医疗纠纷预防和处理条例第三十九条）"),
        ("rural_land", "农村土地承包经营须订立书面协议，不能用口头协议。请办理“拟定协议”。（农村土地承包经营纠纷调解仲裁法第十条）"),
    ],
)
def test_regimes_that_must_be_in_writing(case: Case, regime: str, said: str) -> None:
    case.in_mediation("2026-05-06", regime=regime)
    data = {"facts": "双方就报酬发生争执，数额已核对。", "agreed": "五日内付清。"}
    assert refusal(case, p.reach_oral, "2026-05-07", **data) == said


def test_e09_signed_by_one_side_only_is_no_agreement(case: Case) -> None:
    case.in_mediation("2026-05-06").draft("2026-05-11").sign("2026-05-12", parties=(1,))
    assert case.stage == "待签署"
    assert case.matter.outcome == ""


def test_e10_a_spouse_without_authority_cannot_sign_and_ratification_heals_it(case: Case) -> None:
    """民法典第一百七十一条：未经追认的，对被代理人不发生效力。"""
    case.in_mediation("2026-05-06").draft("2026-05-11")
    signatures = [{"party": 1, "way": "signature", "on": "2026-05-11"}]
    signatures.append({"party": 2, "way": "signature", "by": "李四之妻", "on": "2026-05-11"})  # type: ignore[dict-item]
    case.do(p.sign, "2026-05-11", signatures=signatures, mediator=1, mediator_on="2026-05-11", seal_on="2026-05-11")
    assert case.stage == "待签署"
    case.do(p.demand_ratification, "2026-05-12", who=2, of_whom="李四")
    assert case.due("ratify") == "2026-06-11"
    case.do(p.ratify, "2026-05-20", who=2, answer="yes")
    assert case.stage == "履行完毕"


def test_art145_silence_for_thirty_days_is_refusal(case: Case) -> None:
    """民法典第一百四十五条第二款：未作表示的，视为拒绝追认。"""
    case.in_mediation("2026-05-06").draft("2026-05-11")
    case.do(p.demand_ratification, "2026-05-12", who=2, of_whom="李四")
    from fengqiao.matter.everyday import note

    case.do(note, "2026-06-15", text="到期后联系不上")
    assert case.stage == "调解中"
    assert [f.action for f in case.facts if f.action == "ratification_refused"] == ["ratification_refused"]


def test_e12_dates_before_the_draft_are_refused(case: Case) -> None:
    case.in_mediation("2026-05-06").draft("2026-05-11")
    signatures = [{"party": 1, "way": "signature", "on": "2026-05-08"}]
    said = refusal(case, p.sign, "2026-05-12", signatures=signatures)
    assert said == "签署或盖章日期不能早于协议定稿的2026-05-11。请核对日期。（人民调解法第二十九条）"


def test_e07_nobody_signs_after_death(case: Case) -> None:
    case.in_mediation("2026-05-06").draft("2026-05-11")
    case.do(p.death, "2026-05-12", who=2, on="2026-05-12")
    signatures = [{"party": 2, "way": "signature", "on": "2026-05-13"}]
    said = refusal(case, p.sign, "2026-05-13", signatures=signatures)
    assert said == (
        "李四已死亡，不能签署。请办理中止、“继承人参加调解”（协议已定稿的，先“退回修改”），或者终止调解。（民法典第十三条）"
    )


def test_e07_the_heirs_take_part_and_sign(case: Case) -> None:
    """中止不计时；继承人愿意，就由继承人参加并签署；没有登记死亡的人，谁也不能替。"""
    case.in_mediation("2026-05-06")
    heir = {"side": "respondent", "kind": "person", "name": "李小四", "phone": "15400000004"}
    data: dict[str, Any] = {"parties": [heir], "proof": "户口簿", "agree": True}
    assert refusal(case, p.heirs_join, "2026-05-12", leaves=[2], **data) == "李四没有登记死亡。请先办理“登记当事人死亡”，或改选当事人。"
    case.do(p.death, "2026-05-12", who=2, on="2026-05-12").do(p.suspend, "2026-05-12", actor=case.head, reason="death")
    assert case.deadline("mediate").state == "paused"
    case.do(p.heirs_join, "2026-05-20", leaves=[2], **data).do(p.resume, "2026-05-20", actor=case.head)
    assert [(party.name, party.left_on is None) for party in case.facts.parties] == [("张三", True), ("李四", False), ("李小四", True)]
    assert case.due("mediate") == "2026-06-15"  # 六月六日加停下的八天是六月十四日，周日，顺延
    case.draft("2026-05-21").sign("2026-05-21", parties=(1, 3))
    assert case.stage in ("履行中", "履行完毕")


def test_e13_a_frozen_draft_changes_only_by_a_new_version(case: Case) -> None:
    case.in_mediation("2026-05-06").draft("2026-05-11").sign("2026-05-12", parties=(1,))
    case.do(p.redraft, "2026-05-13", reason="金额写错")
    case.draft("2026-05-14")
    case.sign("2026-05-14", parties=(2,))
    assert case.stage == "待签署"  # 张三签的是旧稿，不算
    papers = case.matter.papers.filter(kind="agreement").order_by("version")
    assert [(paper.version, paper.state) for paper in papers] == [(1, "replaced"), (2, "issued")]


# What it may say ---------------------------------------------------------------------------------------------------------


def test_art4_no_fee(case: Case) -> None:
    case.in_mediation("2026-05-06")
    said = refusal(
        case, p.draft_agreement, "2026-05-11", facts="双方就墙面修复达成一致意见。", terms=[{"text": "双方各交调解费五十元。"}]
    )
    assert said == "协议不能约定向调委会或调解员交“调解费”：调解民间纠纷不收取任何费用。请删去。（人民调解法第四条）"


def test_art3_no_waiver_of_the_courts(case: Case) -> None:
    case.in_mediation("2026-05-06")
    said = refusal(
        case, p.draft_agreement, "2026-05-11", facts="双方就墙面修复达成一致意见。", terms=[{"text": "今后不得起诉。"}]
    )
    assert said.startswith("协议不能写“不得起诉”：")
    assert said.endswith("（人民调解法第三条）")


def test_e14_instalments_add_up(case: Case) -> None:
    case.in_mediation("2026-05-06")
    items = [money(6_000_00, "2026-05-20"), money(5_000_00, "2026-06-20")]
    said = refusal(
        case, p.draft_agreement, "2026-05-11", facts="双方就赔偿数额达成一致意见。", terms=[{"text": "分两期付清。"}],
        items=items, total=12_000_00,
    )  # fmt: skip
    assert said == "各期金额合计11,000.00元，与协议金额12,000.00元不一致。请核对后再定稿。"


def test_g6_amount_in_words_and_figures(case: Case) -> None:
    case.in_mediation("2026-05-06")
    said = refusal(
        case, p.draft_agreement, "2026-05-11", facts="双方就赔偿数额达成一致意见。", terms=[{"text": "一次付清。"}],
        items=[money(35_000_00, "2026-05-20")], total=35_000_00, total_words="叁万伍佰元整",
    )  # fmt: skip
    assert said == "大写金额与数字不一致：数字对应的大写是“叁万伍仟元整”。请核对。"


# Performance and confirmation ---------------------------------------------------------------------------------------------


def signed(case: Case, day: str = "2026-05-11") -> Case:
    items = (money(6_000_00, "2026-05-20"), money(6_000_00, "2026-06-20"))
    return case.in_mediation("2026-05-06").draft(day, items=items, total=12_000_00).sign(day)


def test_art31_each_instalment_is_watched(case: Case) -> None:
    signed(case)
    assert case.deadline("perform", "1").due_on.isoformat() == "2026-05-20"
    case.do(p.perform, "2026-05-22", item=1, amount=6_000_00)
    first = case.deadline("perform", "1")
    assert (first.state, first.met_on.isoformat(), first.whose) == ("met_late", "2026-05-22", "当事人")
    assert case.stage == "履行中"
    case.do(p.perform, "2026-06-20", item=2, amount=6_000_00)
    assert case.stage == "履行完毕"


def test_e15_a_surplus_is_shown_and_not_counted(case: Case) -> None:
    signed(case)
    case.do(p.perform, "2026-05-20", item=1, amount=7_000_00)
    first = agreement.items(case.facts)[0]
    assert (first.done_fen, first.surplus_fen, first.state) == (6_000_00, 1_000_00, "已履行")


def test_partial_payment_leaves_the_remainder(case: Case) -> None:
    signed(case)
    case.do(p.perform, "2026-05-20", item=1, amount=2_000_00)
    first = agreement.items(case.facts)[0]
    assert (first.remainder_fen, first.state) == (4_000_00, "部分履行")


def test_art32_unperformed_only_after_two_demands(case: Case) -> None:
    signed(case)
    data = {"item": 1, "reason": "unable", "ways": ["suit", "payment_order"]}
    assert refusal(case, p.unperformed, "2026-06-01", **data) == (
        "第1项只督促过0次。请督促两次后再办理未履行处理。（人民调解法第三十一条）"
    )
    case.do(p.urge, "2026-05-25", item=1, until="2026-06-05").do(p.urge, "2026-06-06", item=1, until="2026-06-15")
    case.do(p.unperformed, "2026-06-16", **data)
    assert agreement.items(case.facts)[0].state == "未履行（已告知途径）"


def test_closing_waits_for_open_items_and_the_visit(case: Case) -> None:
    """E21：有未了结事项时列出，不能结案。"""
    signed(case)
    case.do(p.perform, "2026-05-20", item=1, amount=6_000_00)
    with pytest.raises(Refused) as refused:
        case.do(p.close, "2026-05-26", actor=case.head, opinion="同意结案。")
    assert str(refused.value) == (
        "还有未了结的履行事项：第2项赔偿款。请登记履行、免除，或办理“未履行处理”。（人民调解法第三十一条）；"
        "还没有回访记录。请先回访；当事人拒绝回访的，也在回访中记明。（人民调解法第三十一条）"
    )


@pytest.mark.parametrize(
    ("effective", "due"),
    [("2026-01-16", "2026-02-24"), ("2026-01-15", "2026-02-14"), ("2026-01-30", "2026-03-02")],
)
def test_art33_thirty_days_for_judicial_confirmation(case: Case, effective: str, due: str) -> None:
    """第三十三条：自调解协议生效之日起三十日内共同申请；末日休假的顺延（民事诉讼法第八十五条）。"""
    case.in_mediation("2026-01-12").draft(effective).sign(effective)
    assert case.due("confirm") == due


def test_art33_both_apply_and_the_postmark_counts(case: Case) -> None:
    signed(case)
    data = {"court": "枫林县人民法院", "ground": "organisation", "way": "post", "posted_on": "2026-06-10"}
    assert refusal(case, p.confirm_file, "2026-06-10", **data) == (
        "司法确认须双方共同申请：还缺张三、李四的同意。（人民调解法第三十三条）"
    )
    case.consent("2026-06-09", who=(1, 2), kind="confirmation").do(p.confirm_file, "2026-06-12", **data)
    clock = case.deadline("confirm")
    assert (clock.state, clock.met_on.isoformat()) == ("met", "2026-06-10")
    assert case.matter.confirmation == "已提交"


def test_art33_too_late_is_refused_with_other_ways(case: Case) -> None:
    signed(case)
    case.consent("2026-06-08", who=(1, 2), kind="confirmation")
    data = {"court": "枫林县人民法院", "ground": "organisation", "way": "window"}
    assert refusal(case, p.confirm_file, "2026-06-12", **data) == (
        "自协议生效之日起三十日已过，不能再申请司法确认。可就协议起诉、申请支付令或办理公证。（人民调解法第三十三条）"
    )


def test_g4_status_cannot_be_confirmed(case: Case) -> None:
    case.in_mediation("2026-05-06").draft("2026-05-11", status_part=True).sign("2026-05-11")
    case.consent("2026-05-12", who=(1, 2), kind="confirmation")
    data = {"court": "枫林县人民法院", "ground": "organisation", "way": "window"}
    assert refusal(case, p.confirm_file, "2026-05-13", **data).startswith("协议含身份关系或权属确认内容")


def test_a_minor_needs_a_legal_representative(case: Case) -> None:
    """民法典第二十条、第二十二条。"""
    child = {**LI, "name": "李小四", "birth_on": "2016-03-01"}
    case.apply("2026-05-06", parties=(ZHANG, child)).consent("2026-05-06")
    with pytest.raises(Refused) as refused:
        case.accept("2026-05-06")
    assert str(refused.value).startswith("李小四不是完全民事行为能力人，须有法定代理人。")
    assert case.matter.restricted == "minor"
