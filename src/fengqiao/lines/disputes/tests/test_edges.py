"""Edge cases and bad input of the platform: rows E01 to E30 as far as they are its own, and every rule of its registers.

Elsewhere: E03, E04, E16, E20, E28 are fields and calendars, tested with 人民调解; E22 the importer; E25 and E29 statistics.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fengqiao.lines.disputes import handing
from fengqiao.lines.disputes import orders as o
from fengqiao.lines.disputes import procedure as p
from fengqiao.lines.disputes import reports as r
from fengqiao.lines.disputes.models import DispatchTask, Report, SupervisionOrder
from fengqiao.lines.disputes.papers.tests.cases import picture
from fengqiao.lines.disputes.papers.tests.test_papers import papers_of
from fengqiao.lines.disputes.procedure import DISPUTE
from fengqiao.lines.disputes.published import DisputeEnded
from fengqiao.lines.disputes.register import gives
from fengqiao.lines.disputes.report_asks import PERSON
from fengqiao.lines.disputes.subscribers import tell_reports
from fengqiao.lines.disputes.tests.driver import LI, Known, Platform, Received, registry_office
from fengqiao.matter.actions import ChangedMeanwhile, Doing, open_matter, perform
from fengqiao.matter.forms import Setting, needs_form
from fengqiao.matter.linking import linked
from fengqiao.matter.recompute import restore_matter
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.models import ChangeKind, OfficeChange
from tests.county import at


def refusal(act: Any, *given: Any, **more: Any) -> str:
    """The full sentences with which it is refused."""
    with pytest.raises(Refused) as refused:
        act(*given, **more)
    return "".join(str(reason) for reason in refused.value.reasons)


def handled(platform: Platform, day: str = "2026-05-06", **data: Any) -> Known:
    """A matter the village has in hand."""
    return platform.receive(day, **data).raise_(day).in_hand(day)


def answer_all(known: Known) -> None:
    """Answer every reporter, on the day of the last visit."""
    for report in Report.objects.filter(dispute_id=known.matter.pk, closed=False):
        Received(known.county, report, known.county["office_head"]).reply(known.facts.last("visit").happened_on.isoformat())


# E01 to E06, E24: what comes in ---------------------------------------------------------------------------------------


def test_e01_a_wrong_identity_number_is_refused_at_its_field(platform: Platform) -> None:
    form = needs_form(PERSON, Setting(platform.county["clerk"], date(2026, 5, 6)))(
        {"name": "李四", "side": "respondent", "kind": "person", "id_no": "110101198501011231"}
    )
    assert (form.is_valid(), list(form.errors)) == (False, ["id_no"])


def test_e02_nothing_came_in_before_it_happened_nor_tomorrow(platform: Platform) -> None:
    assert refusal(platform.receive, "2026-05-06", occurred_on="2026-05-08") == "发生日期2026-05-08晚于收件日期2026-05-06。请核对日期。"
    known = platform.receive("2026-05-06").raise_("2026-05-06").dispatch("2026-05-06")
    assert "发生日期不能晚于今天" in refusal(perform, platform.county["village_head"], known.matter.pk,
                                  [Doing(p.accept_task, {}, date(2026, 5, 8))], now=at("2026-05-07"))  # fmt: skip
    assert refusal(perform, platform.county["village_head"], known.matter.pk,
                   [Doing(p.accept_task, {}, date(2026, 5, 5))], now=at("2026-05-07")) == (
        "2026-05-05时本案尚未立案，不能办理“签收”。请核对发生日期；如日期无误，请先补录在此之前的步骤。"
    )  # fmt: skip
    assert refusal(known.visit, "2026-05-07").startswith("2026-05-07时本案处于“待签收”，不能办理“登记回访”。")


def test_e04_a_telephone_nobody_can_read_is_kept_and_finds_nothing(platform: Platform) -> None:
    odd = {**LI, "phone": "他儿子的电话记不清"}
    known = platform.receive("2026-05-06", reporter_phone="转3号", parties=[odd]).raise_("2026-05-06")
    assert [party.get("phone") for party in known.facts.parties] == ["转3号", "他儿子的电话记不清"]


def test_e05_nobody_quarrels_with_himself(platform: Platform) -> None:
    zhang = {"side": "applicant", "kind": "person", "name": "张三"}
    same, number = {**zhang, "side": "respondent"}, {"id_no": "110101198501011237"}
    said = "甲方和乙方的姓名相同。是同一个人的，只写一行；同名的另一个人，请补身份证号。"
    assert refusal(platform.receive, "2026-05-06", parties=[zhang, same]) == said
    both = [{**zhang, **number}, {**LI, **number}]
    assert refusal(platform.receive, "2026-05-06", parties=both).startswith("甲方和乙方的身份证号相同。")
    known = platform.receive("2026-05-06", parties=[zhang, {**same, **number}]).raise_("2026-05-06").in_hand("2026-05-06")
    assert refusal(known.do, p.add_party, "2026-05-06", by="village_head", parties=[same]) == said


def test_e06_the_other_side_may_still_be_unknown(platform: Platform) -> None:
    report = platform.receive("2026-05-06", parties=[], place="白水村三组", amount=350_000)
    known = report.raise_("2026-05-06")
    assert (known.row.title, known.row.relation, known.row.state_word) == ("张三邻里纠纷", "R1", "涉及1人；3,500.00元")
    assert refusal(platform.receive, "2026-05-06", reporter_name="") == "请填写反映人；不愿留名的，勾选“匿名反映”。"
    assert refusal(platform.receive, "2026-05-06", anonymous=True).startswith("勾选了“匿名反映”，又写了反映人。")


def test_e24_what_is_entered_late_keeps_its_own_day_and_its_clock(platform: Platform) -> None:
    actor, given = platform.county["clerk"], platform.receive("2026-05-06").facts.opening.data
    data = {name: given[name] for name in ("summary", "claim", "channel", "reporter_role", "reporter_name")}
    late = open_matter(actor, r.REPORT, [Doing(r.receive, data, date(2026, 4, 28))], registry_office(actor), now=at("2026-05-06"))
    report = Received(platform.county, late.matter, actor)
    assert (report.row.number, report.row.received_at.date().isoformat()) == ("LJ999901202604280001", "2026-04-28")
    assert report.due("sort") == "2026-04-29"


def test_a_letter_names_the_body_and_two_bodies_may_use_the_same_number(platform: Platform) -> None:
    told: dict[str, Any] = {"channel": "07", "ext_code": "移字12号", "reporter_name": "", "reporter_role": "unit", "from_organ": "枫林派出所"}
    report = platform.receive("2026-05-06", **told)
    assert (report.row.title, report.row.from_organ) == ("枫林派出所反映：邻里纠纷", "枫林派出所")
    assert [party.name for party in report.facts.parties] == ["李四"]
    assert "这个外部编号已经登记过，是LJ999901202605060001" in refusal(platform.receive, "2026-05-06", **told)
    other = platform.receive("2026-05-06", **{**told, "from_organ": "竹溪派出所"})
    assert other.clocks() == {"sort": "2026-05-07", "answer_body": "2026-05-09"}  # 5-9是调休上班的周六
    given = gives(other.raise_("2026-05-06").facts)
    assert (given["from_organ"], given["ext_code"], given["source"]) == ("竹溪派出所", "移字12号", "33")


@pytest.mark.parametrize(
    ("day", "data", "clocks"),
    [
        ("2026-05-06", {"channel": "03", "ext_code": "热1", "reply_by": "2026-05-12"}, {"sort": "2026-05-07", "asked": "2026-05-12"}),
        ("2026-02-13", {"channel": "08", "ext_code": "院1", "platform": True}, {"sort": "2026-02-14", "platform_confirm": "2026-02-25"}),
        ("2026-05-06", {"channel": "10", "ext_code": "检1"}, {"sort": "2026-05-07", "answer_body": "2026-05-09"}),
        ("2026-05-06", {"channel": "01"}, {"sort": "2026-05-07"}),
        # 不顺延：十五日届满在周日
        ("2026-05-09", {"channel": "09", "ext_code": "访1"},
         {"sort": "2026-05-11", "petition_object": "2026-05-15", "petition_tell": "2026-05-24"}),
    ],
)  # fmt: skip
def test_each_channel_brings_its_own_duty_to_reply(platform: Platform, day: str, data: dict[str, Any], clocks: dict[str, str]) -> None:
    """信访工作条例第二十三条；人民法院在线调解规则第十二条；来文载明的日期；其余是本局时限."""
    assert platform.receive(day, **data).clocks() == clocks


def test_petition_art34_sixty_days_and_at_most_thirty_more_by_the_head(platform: Platform) -> None:
    report = platform.receive("2026-05-06", channel="09", ext_code="访1")
    report.raise_("2026-05-06")
    assert report.due("petition_handle") == "2026-07-05"  # 不顺延
    given = {"new_due_on": "2026-08-05", "reason": "需要鉴定。"}
    assert refusal(report.do, r.extend_handling, "2026-06-01", by="office_head", **given) == "延长不得超过三十日，最迟2026-08-04。请改日期。（信访工作条例第三十四条）"
    given["new_due_on"] = "2026-08-04"
    assert "批准延长信访办理期限" in refusal(report.do, r.extend_handling, "2026-06-01", by="office_staff", **given)
    report.do(r.extend_handling, "2026-06-01", by="office_head", **given)
    assert report.due("petition_handle") == "2026-08-04"
    told = platform.receive("2026-05-06", channel="08", ext_code="诉1")
    told.raise_("2026-05-06")
    assert "只有已受理的信访事项" in refusal(told.do, r.extend_handling, "2026-06-01", by="office_head", **given)


def test_what_was_raised_is_not_split_off_and_many_people_are_marked(platform: Platform) -> None:
    report = platform.receive("2026-05-06", people_count=5)
    known = report.raise_("2026-05-06")
    assert refusal(report.do, r.leave, "2026-05-06", reason="弄错了。").startswith("只有并入已有事项的来件可以拆分。")
    assert (report.row.flags, known.facts.opening.get("flags")) == (["crowd"], ["crowd"])
    assert refusal(platform.receive("2026-05-06").raise_, "2026-05-06", risk="red") == "定为红、橙的，请写明理由。"


# Sending it on: E23, E27, 2.4, 2.8 ------------------------------------------------------------------------------------


def test_e27_a_unit_that_is_no_more_names_its_successor(platform: Platform) -> None:
    known = platform.receive("2026-05-06").raise_("2026-05-06")
    village, town = platform.county.offices["village"], platform.county.offices["town"]
    village.to_on = date(2026, 5, 1)
    village.save()
    assert refusal(known.dispatch, "2026-05-06") == "白水村调委会已于2026-05-01撤销或合并，没有承接的机构，请选择现有的单位。"
    OfficeChange.objects.create(office=village, kind=ChangeKind.MERGE, on=village.to_on, into=town)
    assert refusal(known.dispatch, "2026-05-06") == "白水村调委会已于2026-05-01撤销或合并，由枫林镇人民调解委员会承接，请选择它。"


def test_a_unit_may_be_changed_and_no_return_is_counted(platform: Platform) -> None:
    known = handled(platform)
    town = platform.county.offices["town"].pk
    known.do(p.reassign, "2026-05-07", by="leader", unit=town, why="recusal", reason="村主任是当事人的弟弟。")
    assert (known.stage, known.row.returns, known.row.office_id) == ("待签收", 0, town)
    assert refusal(known.do, p.reassign, "2026-05-07", by="leader", unit=town, why="other", reason="再派一次。") == (
        "本事项现在就在这个单位。请选择另一个单位。"
    )


def test_up_and_down_again_with_the_lower_units_consent(platform: Platform) -> None:
    """上级可以交回下级，以下级同意为准；一路转来转去，转办单各有下落."""
    known = handled(platform)
    office, village = platform.county.offices["office"].pk, platform.county.offices["village"].pk
    known.do(p.escalate, "2026-05-08", by="village_head", unit=office, reason="村里调不了。", parties_told=True).accept("2026-05-08", "office_head")
    told = {"by": "office_head", "reason": "双方愿意回村里谈。", "agreed": True}
    assert refusal(known.do, p.send_down, "2026-05-09", unit=platform.county.offices["section"].pk, **told).startswith("交下级要到更低的层级")
    known.do(p.send_down, "2026-05-09", unit=village, **told)
    assert (known.stage, known.row.office_id, known.row.level, known.row.returns) == ("待签收", village, "village", 0)
    known.accept("2026-05-09").resolve("2026-05-11")
    states = list(DispatchTask.objects.filter(matter_id=known.matter.pk).order_by("n").values_list("state", flat=True))
    assert (states, known.row.resolved_level) == (["转上级", "交下级", "已办结"], "village")


def test_designating_waits_for_two_returns_and_cannot_be_given_back(platform: Platform) -> None:
    known = platform.receive("2026-05-06").raise_("2026-05-06")
    given = {"by": "leader", "unit": platform.county.offices["office2"].pk, "reason": "跨村，指定承办。"}
    assert "现在退回0次" in refusal(known.do, p.designate, "2026-05-06", **given)
    known.dispatch("2026-05-06").give_back("2026-05-06").dispatch("2026-05-06", "town").give_back("2026-05-06", "head")
    known.do(p.designate, "2026-05-06", **given)
    assert "处于“办理中”，不能办理“退回”" in refusal(known.give_back, "2026-05-07", by="office2_head")


def test_an_act_that_sends_nothing_asks_nothing_of_the_slips(platform: Platform) -> None:
    known = handled(platform)
    with CaptureQueriesContext(connection) as asked:
        known.do(p.progress, "2026-05-07", by="village_head", text="两家都见过了，愿意谈。")
    tables = ("disputes_dispatchtask", "disputes_supervisionorder", "disputes_handoff")
    assert not [q["sql"] for q in asked.captured_queries if any(table in q["sql"] for table in tables)]
    DispatchTask.objects.filter(matter_id=known.matter.pk).delete()
    restore_matter(known.matter.pk)
    assert DispatchTask.objects.get(matter_id=known.matter.pk).state == "已签收"


def test_risk_is_not_lowered_under_another_name(platform: Platform) -> None:
    known = handled(platform)
    known.do(p.change_risk, "2026-05-06", by="clerk", risk="orange", risk_reason="又吵起来。")
    judged = {"type": "T02", "difficulty": "hard", "risk": "yellow", "risk_reason": "平静了。"}
    assert "下调风险等级由司法所所长或指挥中心办理" in refusal(known.do, p.assess, "2026-05-07", by="office_staff", **judged)
    known.do(p.assess, "2026-05-07", by="office_head", **judged)
    assert (known.row.risk, known.row.difficulty) == ("yellow", "hard")


def test_a_pause_is_short_and_stops_the_bureaus_clocks_only(platform: Platform) -> None:
    report = platform.receive("2026-05-06", channel="09", ext_code="访1")
    known = report.raise_("2026-05-06").in_hand("2026-05-06")
    given = {"by": "office_head", "reason": "appraisal"}
    assert refusal(known.do, p.pause, "2026-05-08", review_on="2026-06-08", **given) == (
        "一次暂停最多三十日，最迟2026-06-07复核。请改日期；到期仍不能恢复的，再办一次暂停。"
    )
    before = report.clocks()
    known.do(p.pause, "2026-05-08", review_on="2026-05-20", **given).do(p.resume, "2026-05-18", by="office_head")
    assert (known.stage, known.clocks()["handle_ordinary"], report.clocks()) == ("办理中", "2026-05-23", before)


def test_a_session_is_called_ahead_and_leads_back_to_where_it_stood(platform: Platform) -> None:
    known = handled(platform)
    call = {"by": "office_head", "bodies": ["police", "court"], "reason": "院墙怎样改。", "session_time": "上午9时30分", "session_place": "镇政府"}
    assert "会商日期2026-05-06早于召集日期2026-05-07" in refusal(known.do, p.call_session, "2026-05-07", session_on="2026-05-06", **call)
    known.do(p.call_session, "2026-05-07", session_on="2026-05-11", **call)
    (notice,), (request,) = papers_of(known.matter, "session_notice"), papers_of(known.matter, "session_request")
    assert (notice["session_time"], request["session_place"]) == ("2026年5月11日上午9时30分", "镇政府")
    told = {"present": "派出所", "opinions": "加檐沟。", "conclusion": "加装檐沟。", "lead_named": "枫林镇司法所", "place": "镇政府"}
    known.do(p.hold_session, "2026-05-11", by="office_head", **told)
    assert (known.stage, known.row.office_id) == ("办理中", platform.county.offices["village"].pk)


def test_a_hand_off_asks_for_consent_but_not_a_report_of_danger(platform: Platform) -> None:
    known = handled(platform)
    given = {"by": "office_head", "agency": "court", "body": "枫林县人民法院", "reason": "双方同意委派。"}
    assert refusal(known.do, p.hand_off, "2026-05-07", handoff_kind="entrust", **given).startswith("委派、委托调解的衔接须有当事人同意。")
    known.do(p.hand_off, "2026-05-07", handoff_kind="safety", **{**given, "agency": "police", "body": "枫林派出所"})
    sent = known.row.head_seq
    assert known.clocks()["handoff"] == "2026-05-11"  # 三个工作日，含5-9调休上班
    assert "没有这次移送" in refusal(known.do, p.handoff_answered, "2026-05-08", by="office_head", handoff=99, answer="accepted")
    known.do(p.handoff_answered, "2026-05-08", by="office_head", handoff=sent, answer="refused", explanation="不属管辖。")
    assert (known.stage, "handoff" in known.clocks()) == ("办理中", False)  # 对方退回，仍由本单位办
    assert [words for _, words in handing.choices(known.facts)] == []  # 退回的、已反馈的不再登记


# Pushing and watching -------------------------------------------------------------------------------------------------


def test_orders_one_a_ground_a_level_higher_each_time_and_no_pause_of_the_unit_stops_them(platform: Platform) -> None:
    known = handled(platform)
    issue = {"by": "leader", "ground": "late", "order_level": "remind", "asks": "三日内见面。"}
    known.do(p.supervise, "2026-05-06", **issue)
    first = known.row.head_seq
    assert refusal(known.do, p.supervise, "2026-05-06", **issue).startswith("这个事由已经有一份没有销号的督办单。")
    known.do(p.pause, "2026-05-07", by="office_head", reason="missing", review_on="2026-05-20")
    assert known.clocks()["order_remind"] == "2026-05-12"
    known.do(p.hold_order, "2026-05-08", by="leader", order=first, reason="当事人外出。")
    assert "order_remind" not in known.clocks()
    known.do(p.go_on_order, "2026-05-18", by="leader", order=first, reason="当事人回来了。")
    assert known.clocks()["order_remind"] == "2026-05-25"  # 恢复之日起重新计算
    known.do(p.answer_order, "2026-05-19", by="village_head", order=first, progress="已联系上。", measures="约周五。")
    known.do(p.supervise_again, "2026-05-20", by="leader", order=first, why="没有写办结日期。")
    assert [(each.level, each.state) for each in o.orders(known.facts)] == [("remind", "再督"), ("supervise", "已发出")]
    assert SupervisionOrder.objects.filter(matter_id=known.matter.pk).count() == 2
    assert known.row.state_word == "督办中"


def test_attention_is_on_the_matter_never_on_a_person_and_ends_with_it(platform: Platform) -> None:
    known = handled(platform)
    given = {"by": "office_head", "ground": "threat", "basis": "来件时扬言报复。", "measures": "当面谈一次。", "review_on": "2026-06-01"}
    assert "“上访户”是对人的评价" in refusal(known.do, p.watch, "2026-05-07", **{**given, "basis": "张三是上访户。"})
    assert "最多三十日复核一次，最迟2026-06-06" in refusal(known.do, p.watch, "2026-05-07", **{**given, "review_on": "2026-06-07"})
    known.do(p.watch, "2026-05-07", **given)
    assert "已经列入重点关注" in refusal(known.do, p.watch, "2026-05-08", **given)
    assert (known.row.watched, known.row.state_word) == (True, "重点关注")
    known.resolve("2026-05-08").visit("2026-05-09")
    answer_all(known)
    known.do(p.close, "2026-05-09", by="office_head", opinion="同意结案。")
    assert (known.stage, known.row.watched, "watch_review" in known.clocks()) == ("结案", False, False)


# Ending: E21, E23, E30 --------------------------------------------------------------------------------------------------


def test_e30_an_agreement_is_a_paper_not_a_word(platform: Platform) -> None:
    known = handled(platform)
    assert refusal(known.resolve, "2026-05-08", outcome="written") == (
        "说是达成了协议，还没有协议书。请拍照或扫描上传；没有协议、当场和好的，选“化解（当场和解）”。"
    )
    assert "还没有口头协议登记表" in refusal(known.resolve, "2026-05-08", outcome="oral")
    known.resolve("2026-05-08", outcome="oral", files=[picture()])
    assert (known.row.outcome, known.row.state_word) == ("oral", "化解（口头协议），村（社区）")


def test_e21_closing_names_everything_that_is_open_at_once(platform: Platform) -> None:
    known = handled(platform, flags=["violence"])
    known.do(p.change_risk, "2026-05-06", by="office_head", risk="red", risk_reason="持刀上门。")
    known.do(p.supervise, "2026-05-06", by="leader", ground="risk", order_level="supervise", asks="今天见面。")
    order = known.row.head_seq
    known.resolve("2026-05-07")
    said = refusal(known.do, p.close, "2026-05-07", by="office_head", opinion="同意结案。")
    for blocker in ("先回访，再结案", "还有来件没有答复：LJ999901202605060001", "还是红色，不能结案", "涉及家庭暴力", "还有督办单没有销号"):
        assert blocker in said
    known.visit("2026-05-08").do(p.report_harm, "2026-05-08", by="office_head", to="police", reason="已报派出所。")
    known.do(p.answer_order, "2026-05-08", by="village_head", order=order, progress="已化解。", measures="回访。")
    known.do(p.accept_answer, "2026-05-08", by="leader", order=order)
    known.do(p.change_risk, "2026-05-08", by="office_head", risk="blue", risk_reason="刀具收缴。")
    answer_all(known)
    seen, close = known.row.head_seq, [Doing(p.close, {"opinion": "同意结案。"}, date(2026, 5, 9))]
    perform(platform.county["office_head"], known.matter.pk, close, now=at("2026-05-09"), seen_seq=seen)
    with pytest.raises(ChangedMeanwhile, match="本案有了新的记录"):  # E23
        perform(platform.county["section"], known.matter.pk, close, now=at("2026-05-09"), seen_seq=seen)
    number = known.row.number
    known.do(p.reopen, "2026-06-01", by="office_head", reason="又为滴水吵起来。", same=True)
    assert (known.stage, known.row.number, known.row.reopened, known.row.outcome) == ("待研判", number, 1, "")
    assert (known.row.state_word, known.row.office_id) == ("复发1次", platform.county.offices["office"].pk)
    assert "化解的事项先回访" not in refusal(known.visit, "2026-06-01")


def test_however_far_it_was_merged_its_reporters_are_answered_by_the_last(platform: Platform) -> None:
    reports = [platform.receive(day) for day in ("2026-05-04", "2026-05-05", "2026-05-06")]
    one, two, three = (report.raise_("2026-05-06") for report in reports)
    for known, into in ((one, two), (two, three)):
        known.do(p.merge, "2026-05-06", by="office_head", into=into.matter.code, why="同一件事。")
    assert (three.row.reports_count, three.row.first_report_on.isoformat()) == (3, "2026-05-04")
    fourth = platform.receive("2026-05-06").raise_("2026-05-06")
    said = refusal(fourth.do, p.merge, "2026-05-06", by="office_head", into=one.matter.code, why="同一件事。")
    assert said == f"那一件已经并入{three.row.number}。请写{three.row.number}。"
    three.in_hand("2026-05-06").resolve("2026-05-07").visit("2026-05-08")
    for report in (reports[1], reports[2]):
        report.reply("2026-05-08")
    assert "还有来件没有答复：LJ999901202605040001" in refusal(three.do, p.close, "2026-05-08", by="office_head", opinion="同意结案。")
    tell_reports(DisputeEnded(three.matter.pk, date(2026, 5, 7), "settled", "village", "people"))
    assert "reply_people" in reports[0].clocks()


def test_the_same_people_over_another_thing_are_linked_not_merged(platform: Platform) -> None:
    """同样的人、另一件事：互相关联，各办各的；解除以后两边都没有了。"""
    one = platform.receive("2026-05-06").raise_("2026-05-06")
    other = platform.receive("2026-05-06", summary="张三说李四借钱不还，写了借条。").raise_("2026-05-06", type="T04")
    before = (one.clocks(), other.clocks())
    said = {"other": other.matter.code, "why": "同样的两个人，这件是借钱。"}
    one.do(DISPUTE.action("link"), "2026-05-06", by="office_head", **said)
    assert [fact.get("other_number") for fact in linked(one.facts)] == [other.row.number]
    assert [fact.get("other_number") for fact in linked(other.facts)] == [one.row.number]
    assert (one.clocks(), other.clocks()) == before
    assert "已经与" in refusal(one.do, DISPUTE.action("link"), "2026-05-06", by="office_head", **said)
    own = {"other": one.matter.code, "why": "自己。"}
    assert refusal(one.do, DISPUTE.action("link"), "2026-05-06", by="office_head", **own) == "不能与自己关联。请写另一件的编号。"
    back = {"other": one.matter.code, "why": "看错了，不是同一个李四。"}
    other.do(DISPUTE.action("unlink"), "2026-05-07", by="office_head", **back)
    assert (linked(one.facts), linked(other.facts)) == ([], [])
