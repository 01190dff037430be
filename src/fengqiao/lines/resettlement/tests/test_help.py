"""Help is offered: consent, wishes, refusal and coming back, needs and what becomes of them, the end by itself."""

from __future__ import annotations

import pytest

from fengqiao.documents.kinds import flat
from fengqiao.lines.resettlement import papers
from fengqiao.lines.resettlement.tests.driver import MINOR, Case, Help
from fengqiao.lines.resettlement.wording import telling_words, texts_in
from fengqiao.matter.models import Matter, Notice, Parameter
from fengqiao.matter.notices import sweep_alerts, sweep_clocks
from fengqiao.matter.refusals import Refused
from tests.county import at


@pytest.fixture
def linked(help_: Help) -> Case:
    """郑平安，2026年11月4日释放，当天衔接."""
    return help_.notice("2026-10-08", "2026-11-04").ready("2026-10-09").link("2026-11-04")


def test_help_begins_with_the_persons_own_word(linked: Case) -> None:
    linked.open_case(
        "2026-11-06", consent="partly", agreed="只要帮忙落户。", wishes=["phone"], agreement=True, needs=["papers"]
    )
    assert (linked.stage, linked.row.consent, linked.row.placement_word) == ("在帮", "partly", "待安置")
    assert "帮教协议书" in linked.papers()
    with pytest.raises(Refused, match="本人只同意：电话"):
        linked.do("contact", "2026-11-10", channel="visit", reached=True)
    linked.do("contact", "2026-11-11", channel="phone", reached=True, summary="已去派出所补办证件。")
    assert linked.clocks()["offer"] == "2026-12-04"  # 一周、一个月、三个月……


def test_talks_are_offered_in_a_rhythm_and_never_to_one_who_wants_none(linked: Case) -> None:
    linked.open_case("2026-11-06")
    assert linked.clocks()["offer"] == "2026-11-11"
    linked.do("contact", "2026-11-12", channel="phone", reached=True, next_on="2026-11-20")
    assert linked.clocks()["offer"] == "2026-11-20"
    linked.do("change_wishes", "2026-11-13", wishes=["none"])
    assert "offer" not in linked.clocks()
    with pytest.raises(Refused, match="本人不希望平时联系"):
        linked.do("contact", "2026-11-14", channel="phone", reached=True)


def test_a_refusal_is_an_outcome_and_whoever_refused_may_come_back(linked: Case) -> None:
    """监狱法第六十二条：平等的权利。拒绝不是违规，在册数不减，随时可以再来。"""
    linked.do("refuse", "2026-11-06", told_services=True, manner="signed")
    assert (linked.stage, linked.row.consent, linked.row.closed) == ("书面拒绝", "refused", False)
    assert "不参加帮教确认书" in linked.papers()
    assert set(linked.clocks()) == {"help_custody"}
    with pytest.raises(Refused, match="不能办理“登记走访联系”"):
        linked.do("contact", "2026-11-07", channel="phone", reached=True)
    linked.do("come_back", "2027-03-01", wishes=["office"])
    assert (linked.stage, linked.row.consent) == ("在帮", "all")


def test_art45_the_relief_referral_never_says_where_he_was(linked: Case) -> None:
    """社会救助法第四十五条：救助决定在村里公布，转介单不写过去。"""
    linked.open_case("2026-11-06").do("ask", "2026-11-06", kind="relief", urgent=True, said="房屋漏雨，没有口粮。")
    assert linked.clocks()["urgent_need"] == "2026-11-11"
    need = next(n for n, _ in _open_needs(linked))
    given = {"need": need, "referred_to": "枫林镇人民政府", "situation": "刚刑满释放，没有口粮。", "amount": 60_000}
    with pytest.raises(Refused, match="请写急难发生地"):
        linked.do("refer", "2026-11-06", **{**given, "situation": "没有口粮，房屋漏雨。"})
    with pytest.raises(Refused, match="不能写“刑满释放”"):
        linked.do("refer", "2026-11-06", where="枫林镇", **given)
    linked.do("refer", "2026-11-06", where="枫林镇", **{**given, "situation": "没有口粮，房屋漏雨，急需过渡。"})
    said = linked.paper("relief_referral")
    assert (said["name"], said["amount"]) == ("郑平安", "600.00元（人民币陆佰元整）")
    assert telling_words(*texts_in(said), linked.row.number) == []
    assert "urgent_need" not in linked.clocks()


@pytest.mark.parametrize("kind", papers.NEUTRAL, ids=lambda kind: kind.code)
def test_no_word_printed_on_a_referral_tells_of_the_past(kind: object) -> None:
    assert isinstance(kind, papers.PaperKind)
    printed = [kind.title, kind.form, kind.basis, kind.copies, *(repr(block) for block in flat(kind.blocks))]
    assert telling_words(*printed) == []


def _open_needs(case: Case) -> list[tuple[int, str]]:
    from fengqiao.lines.resettlement import facts as f

    return list(f.open_need_choices(case.facts))


def test_a_job_is_looked_at_again_after_three_months(linked: Case) -> None:
    linked.open_case("2026-11-06", needs=["job"])
    [(need, _)] = _open_needs(linked)
    linked.do(
        "refer", "2026-11-09", need=need, referred_to="枫林县公共就业服务中心", situation="会电焊，想在本县找工作。"
    )
    linked.do("need_result", "2026-11-20", need=need, outcome="given", placement="01", outcome_text="电子厂")
    assert (linked.row.placement_word, linked.clocks()["work_check"]) == ("就业", "2027-02-20")
    linked.do("check_work", "2027-02-18", need=need, still=True, found="还在岗。")
    assert "work_check" not in linked.clocks()


def test_the_counsellors_notes_stay_with_the_counsellor(help_: Help, linked: Case) -> None:
    """精神卫生法第二十三条：保守秘密，不诊断；只有写明由其参加的人看得到。"""
    counsellor = help_.counsellor()
    linked.open_case("2026-11-06").do(
        "offer_psych", "2026-11-10", provider="县心理协会", referral_reason="睡不好。", consented=True
    )
    assert not Matter.objects.visible_to(counsellor).filter(pk=linked.matter.pk).exists()
    linked.do("appoint", "2026-11-10", by="office_head", helpers=[counsellor.staff_id])
    assert Matter.objects.visible_to(counsellor).filter(pk=linked.matter.pk).exists()
    psych = linked.facts.last("offer_psych").seq
    linked.do("psych_session", "2026-11-16", by="counsellor", psych=psych, attended=True)
    with pytest.raises(Refused, match="先在一次服务中登记“建议就医”"):
        linked.do("end_psych", "2026-11-20", by="counsellor", psych=psych, psych_end="hospital", topic="mood")
    linked.do("end_psych", "2026-11-20", by="counsellor", psych=psych, psych_end="done", topic="mood")
    assert linked.paper("psych_end")["attended"] == "1次（约1次）"
    with pytest.raises(Refused, match="由司法所工作人员、司法所所长、社会工作者办理"):
        linked.do("contact", "2026-11-21", by="counsellor", channel="phone", reached=True)


def test_after_five_years_the_system_ends_it_and_hides_the_name(linked: Case) -> None:
    """期满由系统结束，姓名隐去；五年自释放之日起算。"""
    linked.open_case("2026-11-06")
    sweep_clocks(at("2031-10-10"))
    assert "帮教期2031-11-04届满" in linked.told("RB08")[0]
    linked.pass_to("2031-11-05")
    row = linked.row
    assert (linked.stage, row.ending, row.title, row.handler_id) == ("结束", "expired", "郑**", None)
    assert linked.papers()[-1] == "期满归档表"


def test_a_period_lengthened_later_does_not_lengthen_what_began(linked: Case) -> None:
    """期限改长的，已有的仍按原来的；改短的，按短的。"""
    for years, ends in ((6, "2031-11-04"), (3, "2029-11-04")):
        Parameter.objects.create(
            territory=999901_000_000_000,
            procedure="resettlement",
            name="custody_years",
            value=years,
            basis="本局文件",
            from_on="2026-11-05",
        )
        linked.pass_to("2026-11-06").do("note", "2026-11-06", text="期限参数已变。")
        assert linked.due("help_custody") == ends
    linked.open_case("2026-11-09").do("extend", "2029-10-01", asked=True, service="学徒期满", until="2030-06-30")
    assert linked.due("help_custody") == "2030-06-30"


def test_transfer_waits_for_the_other_county(linked: Case) -> None:
    linked.open_case("2026-11-06").do(
        "transfer", "2026-11-10", by="resettler", county="青河县", reason="随家人迁居。", asked=True
    )
    assert (linked.stage, linked.due("receipt")) == ("在帮", "2026-11-17")
    linked.do("transfer_declined", "2026-11-16", by="resettler", reason="未见居住证明。")
    linked.do("transfer", "2026-11-20", by="resettler", county="青河县", reason="补了居住证明。", asked=True)
    linked.do("transfer_accepted", "2026-11-24", by="resettler", receipt_no="青安帮〔2026〕5号")
    assert (linked.stage, linked.row.ending) == ("结束", "moved")


def test_sealed_records_are_seen_by_few(help_: Help) -> None:
    """预防未成年人犯罪法第五十九条。"""
    case = help_.notice("2026-10-08", "2026-11-04", parties=[{"name": "小满", "sex": "男", "id_no": MINOR}]).assign(
        "2026-10-09"
    )
    assert not Matter.objects.visible_to(help_.county["office_staff"]).filter(pk=case.matter.pk).exists()
    assert Matter.objects.visible_to(help_.county["office_head"]).filter(pk=case.matter.pk).exists()
    assert Matter.objects.visible_to(help_.county["resettler"]).filter(pk=case.matter.pk).exists()


def test_the_days_are_announced(help_: Help) -> None:
    """RB01、RB03、RB12：三十日内没有核查、今天释放、释放日是节日。"""
    case = help_.notice("2026-09-01", "2026-10-01").assign("2026-09-02")
    sweep_alerts(at("2026-09-20"))
    assert case.told("RB01")
    assert "休息日或节日" in case.told("RB12")[0]
    sweep_alerts(at("2026-10-01"))
    assert any("今天释放" in text for text in case.told("RB03"))
    assert not any("郑" in text for text in Notice.objects.values_list("text", flat=True))
