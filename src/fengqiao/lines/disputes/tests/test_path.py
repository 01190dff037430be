"""小事不出村、大事不出镇、矛盾不上交：一件来件从窗口到结案。"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fengqiao.lines.disputes import codes
from fengqiao.lines.disputes import procedure as p
from fengqiao.lines.disputes import reports as r
from fengqiao.lines.disputes.beside import panel
from fengqiao.lines.disputes.models import DispatchTask, Dispute
from fengqiao.lines.disputes.tests.driver import Platform
from fengqiao.matter.actions import Doing, perform
from fengqiao.matter.forms import ActionForm, Setting
from fengqiao.matter.models import Matter, Share, TaskRow
from fengqiao.matter.numbers import is_checked
from fengqiao.matter.refusals import Refused
from fengqiao.messages.guarding import Wish, objection
from fengqiao.messages.wording import VERIFICATION_CODE
from tests.county import at


def test_a_report_becomes_a_matter_with_a_code_of_its_own(platform: Platform) -> None:
    report = platform.receive("2026-05-06")
    known = report.raise_("2026-05-06")
    assert report.row.number == "LJ999901202605060001"
    assert known.row.number.startswith("9999012026000001")
    assert is_checked(known.row.number)
    assert (known.stage, known.row.title) == ("待研判", "张三与李四邻里纠纷")
    assert known.row.office == platform.county.offices["office"]
    assert report.row.dispute_id == known.matter.pk
    assert report.stage == "待答复"


def test_the_reporter_is_no_party_unless_he_says_so(platform: Platform) -> None:
    people = [{"side": "applicant", "kind": "person", "name": "张三"}, {"side": "respondent", "kind": "person", "name": "李四"}]
    report = platform.receive("2026-05-06", reporter_role="neighbour", reporter_name="王五", parties=people)
    known = report.raise_("2026-05-06")
    assert [party.name for party in known.facts.parties] == ["张三", "李四"]
    assert [party.name for party in report.facts.parties] == ["张三", "李四", "王五"]
    assert "王五" not in str([entry.data for entry in known.matter.entries.all()])


def test_dispatch_sends_it_to_the_village_and_the_village_has_it_on_its_list(platform: Platform) -> None:
    known = platform.receive("2026-05-06").raise_("2026-05-06").dispatch("2026-05-06")
    village, office = platform.county.offices["village"], platform.county.offices["office"]
    assert (known.row.office, known.row.territory) == (village, village.territory)
    assert known.due("accept") == "2026-05-07"
    task = TaskRow.objects.get(matter_id=known.matter.pk, label="签收或退回")
    assert (task.territory, task.roles) == (village.territory, ["committee_head", "office_head", "office_staff", "section_mediation"])
    assert Share.objects.filter(matter_id=known.matter.pk, office=office).exists()
    seen = Matter.objects.visible_to(platform.county["village_head"]).filter(pk=known.matter.pk)
    assert seen.exists()
    assert not Matter.objects.visible_to(platform.county["village2_head"]).filter(pk=known.matter.pk).exists()


def test_the_village_takes_it_resolves_it_and_it_ends_in_the_village(platform: Platform) -> None:
    report = platform.receive("2026-05-06")
    known = report.raise_("2026-05-06").in_hand("2026-05-06").resolve("2026-05-08")
    assert (known.stage, known.row.resolved_level, known.row.outcome) == ("已化解", "village", "settled")
    known.visit("2026-05-12")
    with pytest.raises(Refused, match="还有来件没有答复：LJ999901202605060001"):
        known.do(p.close, "2026-05-12", by="office_head", opinion="同意结案。")
    report.reply("2026-05-12")
    known.do(p.close, "2026-05-13", by="office_head", opinion="同意结案。")
    assert (known.stage, report.stage) == ("结案", "已答复")


def test_a_unit_may_return_twice_then_the_leader_names_an_office(platform: Platform) -> None:
    known = platform.receive("2026-05-06").raise_("2026-05-06")
    known.dispatch("2026-05-06").give_back("2026-05-07")
    assert (known.stage, known.row.returns) == ("待研判", 1)
    assert known.row.office == platform.county.offices["office"]
    known.dispatch("2026-05-07", unit="town").give_back("2026-05-08", by="head")
    known.dispatch("2026-05-08")
    with pytest.raises(Refused, match="已经退回过两次，不能再退回"):
        known.give_back("2026-05-09")


def test_a_committee_cannot_be_ordered(platform: Platform) -> None:
    known = platform.receive("2026-05-06").raise_("2026-05-06")
    known.dispatch("2026-05-06").give_back("2026-05-07").dispatch("2026-05-07", unit="town").give_back("2026-05-08", by="head")
    village, office2 = platform.county.offices["village"], platform.county.offices["office2"]
    with pytest.raises(Refused, match="群众性组织，不能命令"):
        known.do(p.designate, "2026-05-08", by="leader", unit=village.pk, reason="两次退回，指定承办。")
    known.do(p.designate, "2026-05-08", by="leader", unit=office2.pk, reason="两次退回，指定承办。")
    assert (known.stage, known.row.office) == ("办理中", office2)
    states = list(DispatchTask.objects.filter(matter_id=known.matter.pk).order_by("n").values_list("state", flat=True))
    assert states == ["已退回", "已退回", "已签收"]


def test_what_the_village_cannot_settle_goes_up_and_is_no_failure(platform: Platform) -> None:
    known = platform.receive("2026-05-06").raise_("2026-05-06").in_hand("2026-05-06")
    office = platform.county.offices["office"]
    known.do(p.escalate, "2026-05-12", by="village_head", unit=office.pk, reason="双方分歧太大，村里调不了。", parties_told=True)
    assert (known.stage, known.row.office, known.row.level, known.row.outcome) == ("待签收", office, "town", "")
    first = DispatchTask.objects.filter(matter_id=known.matter.pk).order_by("n")[0]
    assert (first.state, first.ended_on.isoformat()) == ("转上级", "2026-05-12")


def test_going_up_must_lead_up(platform: Platform) -> None:
    known = platform.receive("2026-05-06").raise_("2026-05-06").in_hand("2026-05-06")
    with pytest.raises(Refused, match="上报要到更高的层级"):
        known.do(
            p.escalate, "2026-05-12", by="village_head", unit=platform.county.offices["village2"].pk,
            reason="双方分歧太大，村里调不了。", parties_told=True,
        )  # fmt: skip


def test_the_colour_may_be_raised_by_anybody_and_lowered_by_few(platform: Platform) -> None:
    known = platform.receive("2026-05-06").raise_("2026-05-06").in_hand("2026-05-06")
    known.do(p.change_risk, "2026-05-07", by="village_head", risk="red", risk_reason="一方持刀上门。")
    assert (known.row.risk, known.row.urgency, known.row.urgent_word) == ("red", 2, "红色风险")
    assert set(TaskRow.objects.filter(matter_id=known.matter.pk).values_list("urgency", flat=True)) == {2}
    with pytest.raises(Refused, match="下调风险等级由司法所所长或指挥中心办理"):
        known.do(p.change_risk, "2026-05-08", by="village_head", risk="yellow", risk_reason="已经平息。")
    known.do(p.change_risk, "2026-05-08", by="office_head", risk="yellow", risk_reason="刀具已收缴，双方平静。")
    calmed = Dispute.objects.get(pk=known.matter.pk)
    assert (calmed.risk, calmed.urgency, calmed.urgent_word) == ("yellow", 0, "")


def test_an_order_is_chosen_in_words_and_people_by_surname(platform: Platform) -> None:
    known = platform.receive("2026-05-06").raise_("2026-05-06").in_hand("2026-05-06")
    known.do(p.supervise, "2026-05-15", by="leader", ground="late", order_level="remind", asks="请两天内报明进展。")
    setting = Setting(platform.county["leader"], date(2026, 5, 15), facts=known.facts, sides=dict(codes.SIDE_WORDS), veiled=True)
    answer, hand_off = ActionForm(p.answer_order.needs, setting), ActionForm(p.hand_off.needs, setting)
    assert [word for _, word in answer.main.fields["order"].choices] == ["提醒：超期（2026-05-15发出）"]
    assert [word for _, word in hand_off.main.fields["consented"].choices] == ["张*（甲方）", "李*（乙方）"]


def test_what_comes_back_to_who_registered_it_needs_no_share_any_more(platform: Platform) -> None:
    known = platform.receive("2026-05-06").raise_("2026-05-06").dispatch("2026-05-06")
    assert Share.objects.filter(matter_id=known.matter.pk).count() == 1
    known.give_back("2026-05-07")
    assert not Share.objects.filter(matter_id=known.matter.pk).exists()


def test_no_text_goes_out_where_there_is_violence_at_home(platform: Platform) -> None:
    violent, quiet = platform.receive("2026-05-06", flags=["violence"]), platform.receive("2026-05-06", reporter_name="王五")
    assert (violent.row.urgent_word, quiet.row.urgent_word) == ("紧急情形", "")  # the list does not say which
    wish = Wish(VERIFICATION_CODE, "sms", "15400000001", violent.matter.pk)
    assert objection(wish) == "家庭暴力事项不发短信：电话可能被对方看到。请当面，或按受害人指定的方式告知。"
    assert objection(replace(wish, matter_id=quiet.matter.pk)) == ""
    assert objection(replace(wish, matter_id=None)) == ""


def test_whoever_tells_of_it_is_the_first_party_wherever_they_were_written(platform: Platform) -> None:
    people = [{"side": "respondent", "kind": "person", "name": "张三"}, {"side": "respondent", "kind": "person", "name": "李四"}]
    report = platform.receive("2026-05-06", parties=people)
    assert [(party.name, party.side) for party in report.facts.parties] == [("张三", "applicant"), ("李四", "respondent")]


def test_a_name_one_gives_oneself_is_proposed_as_the_reporter(platform: Platform) -> None:
    said = "昨天上午来所里反映：我叫张建国，5月3日邻居李卫东家盖房子把滴水排到我家院墙上，还说再告就打断腿，要求赔偿3500元。"
    shown = panel({"summary": said, "on": "2026-05-06", "then": "raise", "risk": "yellow"}, platform.county["clerk"], date(2026, 5, 6))
    proposed = {(each.label, each.value) for each in shown["proposals"]}
    assert {("反映人", "张建国"), ("涉及的人", "李卫东"), ("涉及金额", "3,500.00元")} <= proposed
    assert {("来件日期", "2026-05-05"), ("发生日期", "2026-05-03"), ("风险等级", "红")} <= proposed
    assert (shown["flags"], shown["types"][0].value) == ('{"flags": ["revenge"]}', "邻里纠纷")


def test_in_one_sitting_the_next_step_is_judged_by_the_office_that_has_it_then(platform: Platform) -> None:
    """转给邻乡的村，同一次办理里就不能再替它签收；转给自己辖区的村可以。"""
    known, county, day = platform.receive("2026-05-06").raise_("2026-05-06"), platform.county, date(2026, 5, 6)

    def sitting(unit: str) -> list[Doing]:
        sent = {"unit": county.offices[unit].pk, "reason": "属地调委会先调"}
        return [Doing(p.dispatch, sent, day), Doing(p.accept_task, {}, day)]

    with pytest.raises(Refused, match="您只有协办权限"):
        perform(county["office_head"], known.matter.pk, sitting("village2"), now=at("2026-05-06"))
    assert (known.stage, known.row.office) == ("待研判", county.offices["office"])
    perform(county["office_head"], known.matter.pk, sitting("village"), now=at("2026-05-06"))
    assert (known.stage, known.row.territory) == ("办理中", county.offices["village"].territory)


def test_what_a_village_settles_at_once_is_settled_in_the_village(platform: Platform) -> None:
    """小事不出村：当场化解的不用再转办，化解层级是村。"""
    report = platform.receive("2026-05-06", by="village_head")
    report.do(r.settle, "2026-05-06", type="T02", agreed="当场移走花盆，握手言和。", nothing_left=True)
    known = report.dispute
    assert (known.stage, known.row.resolved_level, known.row.office) == ("已化解", "village", platform.county.offices["village"])
