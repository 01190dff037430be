"""What is announced of a case, when and to whom. 人民调解法 25, 31, 33; the alert table of the county."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from fengqiao.daycount import Calendar
from fengqiao.lines.mediation import alerts
from fengqiao.lines.mediation import procedure as p
from fengqiao.lines.mediation.tests.driver import LI, ZHANG, Case, money
from fengqiao.matter.models import Entry, Notice
from fengqiao.matter.notices import addressed_to, count_unseen, mark_seen, rungs, sweep_alerts, sweep_clocks
from fengqiao.matter.refusals import Refused
from tests.county import County, at

CHILD = {"side": "respondent", "kind": "person", "name": "小明", "birth_on": "2016-01-01", "representative": "明母"}


@pytest.fixture
def case(county: County) -> Case:
    return Case(county)


def told(case: Case, day: str) -> list[tuple[str, str, str]]:
    """The notices there are after the sweep of that morning: code, level, to whom."""
    sweep_clocks(at(day, "06:20"))
    sweep_alerts(at(day, "06:20"))
    assert case.matter is not None
    return [(n.code, n.level, "、".join(n.roles) or "handler") for n in Notice.objects.filter(matter_id=case.matter.pk).order_by("pk")]


def days_of(code: str) -> list[tuple[str, str]]:
    """The rungs of a deadline that runs from 2026-05-06 to 2026-06-05: day and level, the handler's only."""
    rule = next(rule for rule in p.DEADLINES if rule.code == code)
    found = rungs(rule, date(2026, 5, 6), date(2026, 6, 5), Calendar.bundled())
    return [(rung.on.isoformat(), str(rung.reminder.level)) for rung in found if rung.to == "handler"]


# Clocks --------------------------------------------------------------------------------------------------------------


def test_a_statutory_clock_climbs_the_ladder() -> None:
    """五个工作日前提醒，两个工作日前黄牌，当天橙牌，逾期红牌."""
    assert days_of("mediate") == [("2026-05-29", "提醒"), ("2026-06-03", "黄"), ("2026-06-05", "橙"), ("2026-06-06", "红")]


def test_overdue_goes_to_the_heads_as_well(case: Case) -> None:
    case.in_mediation("2026-05-06")  # 调解期限2026-06-08届满
    assert ("overdue", "红", "committee_head") not in told(case, "2026-06-08")
    found = told(case, "2026-06-09")
    assert [n for n in found if n[0] == "overdue"] == [
        ("overdue", "红", "handler"), ("overdue", "红", "committee_head"), ("overdue", "红", "office_head"),
    ]  # fmt: skip
    text = Notice.objects.get(code="overdue", roles=["office_head"]).text
    assert text == "调解期限：已于2026-06-08届满，现已逾期（人民调解工作若干规定第三十三条）。下一步：调解并登记。"


def test_a_house_limit_is_never_red(case: Case) -> None:
    case.apply("2026-05-06")  # 决定是否受理，本局时限3个工作日：05-09到期（周六调休上班）
    levels = {level for _, level, _ in told(case, "2026-05-29")}
    assert "红" not in levels
    assert "橙" in levels


def test_running_twice_makes_one(case: Case) -> None:
    case.in_mediation("2026-05-06")
    assert told(case, "2026-06-09") == told(case, "2026-06-09")


def test_a_computer_that_was_off_says_only_what_stands_now(case: Case) -> None:
    case.in_mediation("2026-05-06")
    found = [n for n in told(case, "2026-06-12") if n[0] in ("T-5", "T-2", "T-0")]
    assert found == []


def test_al03_the_thirty_days_for_confirmation(case: Case) -> None:
    """人民调解法第三十三条: T-10, T-3, T-0; a rung on a rest day comes earlier, never later."""
    assert days_of("confirm") == [("2026-05-26", "橙"), ("2026-06-02", "橙"), ("2026-06-05", "橙")]
    case.in_mediation("2026-05-06").draft("2026-05-07", items=(money(3_000_00, "2026-09-30"),), total=3_000_00).sign("2026-05-07")
    assert case.due("confirm") == "2026-06-08"  # 06-06是周六；十日前05-29
    assert ("AL03", "橙", "handler") not in told(case, "2026-05-28")
    assert ("AL03", "橙", "handler") in told(case, "2026-05-29")
    said = Notice.objects.get(code="AL03").text
    assert said == (
        "司法确认：双方共同申请的最后一天是2026-06-08（人民调解法第三十三条、民事诉讼法第二百零五条）。"
        "请告知双方当事人；需要申请的，协助备齐材料。"
    )


def test_al03_a_rung_on_a_rest_day_comes_on_the_working_day_before() -> None:
    rule = next(rule for rule in p.DEADLINES if rule.code == "confirm")
    found = [r.on.isoformat() for r in rungs(rule, date(2026, 9, 1), date(2026, 10, 12), Calendar.bundled())]
    assert found == ["2026-09-30", "2026-10-09", "2026-10-12"]  # 10-02放假，前移到09-30；10-09是周五


def test_al03_after_the_thirty_days_the_other_ways(case: Case) -> None:
    case.in_mediation("2026-05-06").draft("2026-05-07", items=(money(3_000_00, "2026-09-30"),), total=3_000_00).sign("2026-05-07")
    from fengqiao.matter.actions import perform

    perform(None, case.matter.pk, [], now=at("2026-06-09"))  # 每日清理
    assert Notice.objects.get(code="AL03-lapsed").text == (
        "司法确认的三十日已过，不能再申请（人民调解法第三十三条）。请告知双方：可以就协议起诉、申请支付令或办理公证。"
    )


def test_al04_signed_by_the_parties_but_not_sealed(case: Case) -> None:
    case.in_mediation("2026-05-06").draft("2026-05-11").sign("2026-05-11", mediator=True, seal=False)
    assert case.due("seal") == "2026-05-12"
    assert "AL04" not in [n[0] for n in told(case, "2026-05-12")]
    assert [n for n in told(case, "2026-05-13") if n[0] == "AL04"] == [("AL04", "橙", "handler"), ("AL04", "橙", "committee_head")]


def test_al05_performance_before_on_and_after_the_day(case: Case) -> None:
    case.in_mediation("2026-05-06").draft("2026-05-11", items=(money(3_000_00, "2026-06-10"),), total=3_000_00).sign("2026-05-11")
    for day, many in (("2026-06-04", 0), ("2026-06-05", 1), ("2026-06-10", 2), ("2026-06-11", 3), ("2026-06-17", 4), ("2026-07-10", 5)):
        assert len([n for n in told(case, day) if n[0] == "AL05"]) == many, day  # 06-07是周日，三日前的提醒在06-05
    unseen = Notice.objects.filter(code="AL05", seen_at=None)
    assert [n.text for n in unseen] == [
        "协议第1项已于2026-06-10到期，仍没有履行记录。请督促，并告知债权人其他途径（人民调解法第三十一条）。"
    ]


def test_what_is_done_need_not_be_seen(case: Case) -> None:
    case.in_mediation("2026-05-06").draft("2026-05-11", items=(money(3_000_00, "2026-06-10"),), total=3_000_00).sign("2026-05-11")
    told(case, "2026-06-11")
    case.do(p.perform, "2026-06-11", item=1, amount=3_000_00)
    told(case, "2026-06-12")
    assert not Notice.objects.filter(code="AL05", seen_at=None).exists()


# Facts ---------------------------------------------------------------------------------------------------------------


def test_al06_a_declared_relation_is_known_to_the_heads(case: Case) -> None:
    case.apply("2026-05-06").consent("2026-05-06", who=(1, 2)).accept("2026-05-06")
    case.consent("2026-05-06", who=(1, 2), kind="recusal").assign("2026-05-06", kin="other", kin_said="同村")
    assert [(n.level, n.roles) for n in Notice.objects.filter(code="AL06").order_by("pk")] == [
        ("橙", ["committee_head"]), ("橙", ["office_head"]),
    ]  # fmt: skip


def test_al06_a_mediator_of_a_partys_name_is_suspected(case: Case) -> None:
    case.in_mediation("2026-05-06", parties=({**ZHANG, "name": "调解员王"}, LI))
    found = Notice.objects.filter(code="AL06").first()
    assert found is not None
    assert found.text == "承办调解员与一方当事人同名。请核对是否本人或近亲属；是的，请更换调解员（人民调解法第十五条）。"


def test_al07_harm_to_a_minor_is_told_at_once(case: Case) -> None:
    """未成年人保护法第十一条: from the moment it is entered, not from the next sweep."""
    case.apply("2026-05-06", parties=(ZHANG, CHILD), flags=["violence"])
    found = Notice.objects.filter(code="AL07").order_by("pk")
    assert [(n.level, n.roles) for n in found] == [
        ("红", ["committee_head", "office_head"]), ("红", ["office_head"]), ("红", ["section_mediation"]),
    ]  # fmt: skip  没有指派调解员时，由主任和所长接
    assert "小明" not in found[0].text


def test_al07_is_over_once_it_was_reported(case: Case) -> None:
    case.apply("2026-05-06", parties=(ZHANG, CHILD), flags=["violence"])
    case.do(p.report, "2026-05-06", to="civil_affairs", reason="已报告并安排临时照护。")
    told(case, "2026-05-07")
    assert not Notice.objects.filter(code__startswith="AL07", seen_at=None).exists()


def test_al08_the_mediators_report_goes_to_duty_and_leader(case: Case) -> None:
    case.in_mediation("2026-05-06").do(p.report, "2026-05-07", to="police", person="民警周", reason="一方扬言报复，已劝离。")
    assert [(n.level, n.roles) for n in Notice.objects.filter(code="AL08").order_by("pk")] == [
        ("红", ["office_head"]), ("红", ["duty"]), ("红", ["leader"]),
    ]  # fmt: skip


def test_al17_seven_days_without_anything(case: Case) -> None:
    case.in_mediation("2026-05-06")
    assert "AL17" not in [n[0] for n in told(case, "2026-05-12")]
    assert ("AL17", "黄", "handler") in told(case, "2026-05-13")
    assert Notice.objects.get(code="AL17").text == "本案自2026-05-06起没有新的办理记录。请约双方调解，或登记中止、终止的情况。"
    case.meet("2026-05-14", result="3")
    told(case, "2026-05-15")
    assert not Notice.objects.filter(code="AL17", seen_at=None).exists()
    assert len([n for n in told(case, "2026-05-21") if n[0] == "AL17"]) == 2


def test_al17_an_absence_nobody_answered(case: Case) -> None:
    case.in_mediation("2026-05-06").do(p.absence, "2026-05-08", who=2, notified="电话通知两次")
    told(case, "2026-05-15")
    assert Notice.objects.get(code="AL17").text == (
        "有当事人未到场，自2026-05-08起没有新的记录。请再次通知并约时间；两次不到场的，可以终止调解。"
    )


def test_a_suspended_case_is_not_idle(case: Case) -> None:
    case.in_mediation("2026-05-06").do(p.suspend, "2026-05-07", actor=case.head, reason="appraisal")
    assert "AL17" not in [n[0] for n in told(case, "2026-06-01")]


# AL08: words -----------------------------------------------------------------------------------------------------------


def test_al08_words_of_danger() -> None:
    assert alerts.danger_words("他说要带刀去，同归于尽。") == ("同归于尽", "带刀")
    assert alerts.danger_words("双方握手言和。") == ()


def test_al08_is_shown_to_the_writer_only_and_kept_nowhere(case: Case, client: Client) -> None:
    """第二十五条: the mediator judges and reports; no machine passes on notes."""
    case.in_mediation("2026-05-06")
    matter = case.matter
    assert matter is not None
    client.force_login(case.county.staff("mediator"), backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("act", args=[matter.code, "private_talk"])
    answer = client.post(address, {"who": "2", "content": "他说要带刀去找人。", "happened_on": "2026-05-07", "_seen": matter.head_seq})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "刚才写的内容里有“带刀”。是否可能激化由您判断：有危险的，请采取预防措施并及时报告。这条提示只给您看，不保存。" in page
    assert f"{reverse('act', args=[matter.code, 'report'])}?to=police" in page
    assert not Notice.objects.filter(code="AL08").exists()
    assert Entry.objects.filter(matter_id=matter.pk, action="private_talk").count() == 1
    assert "刚才写的内容里有" not in client.get(reverse("matter", args=[matter.code])).content.decode()


# AL18: warnings that must be acknowledged ------------------------------------------------------------------------------


DRAFT = {"facts": "双方就抚养费用的数额达成一致意见。"}


def test_al18_g8_child_support_once_and_for_all(case: Case) -> None:
    """民法典第一千零八十五条第二款."""
    case.in_mediation("2026-05-06")
    terms = [{"text": "李四一次性支付抚养费五万元，今后不再承担、张三不得再主张。"}]
    with pytest.raises(Refused) as refused:
        case.do(p.draft_agreement, "2026-05-11", terms=terms, **DRAFT)
    assert str(refused.value) == (
        "协议写了抚养费以后不再主张之类的话：子女在必要时仍可以向父母任何一方提出超过协议原定数额的合理要求。建议删去。"
        "仍按此定稿的，请勾选“已看过提示”。（民法典第一千零八十五条第二款）"
    )
    case.do(p.draft_agreement, "2026-05-11", terms=terms, warned=True, **DRAFT)
    assert case.stage == "待签署"


@pytest.mark.parametrize(
    ("said", "unusual"),
    [
        ("逾期按日1%支付违约金。", True), ("逾期按年利率36%计息。", True), ("月息3%。", True), ("违约金5000元。", True),
        ("逾期每日千分之五。", True), ("逾期按日万分之五支付违约金。", False), ("逾期按年利率12%计息。", False), ("违约金1000元。", False),
    ],
)  # fmt: skip
def test_al18_g9_unusual_penalty_or_interest(said: str, unusual: bool) -> None:
    """民法典第五百八十五条第二款: 约定的违约金过分高于造成的损失的, may be reduced on request."""
    found = alerts.gate_warnings({"terms": [{"text": "李四付清赔偿款。"}], "breach": said, "total": 10_000_00})
    assert bool(found) is unusual


# Who sees them -----------------------------------------------------------------------------------------------------------


def test_a_notice_is_seen_by_those_it_is_meant_for(case: Case) -> None:
    county = case.county
    case.in_mediation("2026-05-06")
    told(case, "2026-06-09")
    counts = {name: count_unseen(county[name]) for name in ("mediator", "second", "head", "office_head", "office2_head", "other_head")}
    assert counts == {"mediator": 2, "second": 0, "head": 1, "office_head": 1, "office2_head": 0, "other_head": 0}
    own = list(addressed_to(county["mediator"]).values_list("pk", flat=True))
    assert mark_seen(county["head"], own, now=at("2026-06-09")) == 0  # 不是发给他的
    assert mark_seen(county["mediator"], own, now=at("2026-06-09")) == 2
    assert count_unseen(county["mediator"]) == 0


def test_somebody_recused_hears_nothing(case: Case) -> None:
    from fengqiao.matter.everyday import recuse

    county = case.county
    case.in_mediation("2026-05-06").do(recuse, "2026-05-07", actor=county["head"], staff=county["office_head"].staff_id, reason="近亲属")
    told(case, "2026-06-09")
    assert count_unseen(county["office_head"]) == 0


def test_the_page_the_bell_and_the_workbench(case: Case, client: Client) -> None:
    case.in_mediation("2026-05-06")
    told(case, "2026-06-09")
    client.force_login(case.county.staff("mediator"), backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("notices")).content.decode()
    assert "调解期限：已于2026-06-08届满，现已逾期" in page
    assert "红牌" in page
    assert '<span class="top-count">2<' in page
    assert "现已逾期" in client.get(reverse("workbench")).content.decode()
    numbers = [n.pk for n in addressed_to(case.county["mediator"])]
    assert client.post(reverse("notices-seen"), {"notice": numbers}, follow=True).status_code == 200
    assert '<span class="top-count">' not in client.get(reverse("notices")).content.decode()
    assert "已看" in client.get(reverse("notices") + "?seen=1").content.decode()
