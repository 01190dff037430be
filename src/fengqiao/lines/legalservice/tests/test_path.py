"""A question from the first word to the evaluation, and everything a busy counter does in between."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from fengqiao.lines.legalservice import codes, handing_on, history, queueing
from fengqiao.lines.legalservice.procedure import SERVICE_REQUEST
from fengqiao.lines.legalservice.subscribers import opened_out_of
from fengqiao.lines.legalservice.tests.driver import ANSWERED, Request
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.matter.actions import Doing, perform
from fengqiao.matter.events import OpenedOutOf
from fengqiao.matter.models import DeadlineRow, Entry, Look, Matter, Paper, TaskRow
from fengqiao.matter.refusals import Refused
from fengqiao.matter.verify import Tally, walk
from tests.county import County, at
from tests.web import signed_in

pytestmark = pytest.mark.django_db


def test_a_call_is_taken_answered_and_rated(county: County) -> None:
    """来电登记、领取、答复（条文核对过、已告知法援权利）、评价；咨询登记表出具。"""
    request = Request(county).come("2026-11-23", call_began="08:58", call_ended="09:06", recording="20261123-0007")
    assert (request.stage, request.due("live"), request.row.turn_word) == ("待领", "2026-11-23 running", "坐席")
    stored = str(list(Entry.objects.filter(matter_id=request.pk).values_list("data", flat=True)))
    assert "13800002222" not in stored  # sealed, wherever it stands
    taken = queueing.take_next(county["office_staff"], now=at("2026-11-23", "09:10"))
    assert taken is not None
    assert taken.pk == request.pk
    assert request.row.handler_id == county["office_staff"].staff_id
    request.answered("2026-11-23", "09:20", persons_served=3)
    row = request.row
    assert (request.stage, row.closure, row.persons_served, row.told_right, row.turn_word) == ("已答复", "answered", 3, True, "群众")
    assert request.due("live") == "2026-11-23 met"
    assert list(Paper.objects.filter(matter_id=request.pk).values_list("kind", flat=True)) == ["legal_consultation"]
    request.do("rate", "2026-11-24", grade="4", way="phone")
    assert (request.stage, request.row.grade_word) == ("已答复", "满意")


def test_nobody_is_asked_who_they_are(county: County) -> None:
    """咨询可以不留姓名、不留电话；标题里没有名字，也没法约回拨。"""
    request = Request(county).come("2026-11-23", name="", phone="")
    assert request.row.anonymous
    assert request.row.title.startswith("未留姓名咨询")
    with pytest.raises(Refused, match="没有留电话，没法回拨"):
        request.do("call_later", "2026-11-23", slot="2026-11-24T09:00")
    assert request.answered("2026-11-23").stage == "已答复"


def test_an_article_that_is_nowhere_is_not_cited(county: County) -> None:
    request = Request(county).come("2026-11-23")
    with pytest.raises(Refused, match="“劳动合同法第九百条”在法律库里没有找到"):
        request.answered("2026-11-23", statutes=[{"article": "劳动合同法第九百条"}])
    assert request.stage == "待领"


def test_the_next_one_is_danger_then_the_weak_then_the_oldest(county: County) -> None:
    """领取下一件：危急的最先；特殊群体加20分；别的按等的时间。手上的放回去，排在原来的位置。"""
    old = Request(county).come("2026-11-23", "08:00", channel=codes.H5)
    weak = Request(county).come("2026-11-23", "09:00", channel=codes.H5, vulnerable=["elder"])
    danger = Request(county).come("2026-11-23", "09:30", channel=codes.H5, content="老公又打我，我不想活了", area="family.violence")
    assert danger.row.risks == ["suicide", "violence"]
    assert "SV-danger" in danger.notices()
    assert danger.row.restricted == "violence"
    now = at("2026-11-23", "10:00")
    order = []
    for _ in range(3):
        taken = queueing.take_next(county["office_staff"], now=now)
        assert taken is not None
        order.append(taken.pk)
    assert order == [danger.pk, weak.pk, old.pk]
    assert queueing.take_next(county["office_staff"], now=now) is None
    old.do("release", "2026-11-23", "10:05", why="shift")
    assert (old.stage, old.row.released, old.row.handler_id) == ("待领", 1, None)


def test_what_is_not_touched_for_a_quarter_of_an_hour_goes_back(county: County) -> None:
    """领取后留十五分钟，动一次再留十五分钟；到时别人可以领，在这以前谁也拿不走。"""
    request = Request(county).come("2026-11-23", channel=codes.H5)
    assert queueing.take_next(county["office_staff"], now=at("2026-11-23", "10:00")) is not None
    request.do("keep", "2026-11-23", "10:10", why="查地方规定")
    other = county["office_head"]
    assert queueing.take_next(other, now=at("2026-11-23", "10:24")) is None
    with pytest.raises(Refused, match="所员孙正在办，留到10:25"):
        request.do("take", "2026-11-23", "10:24", by="office_head", at=at("2026-11-23", "10:24").isoformat())
    assert queueing.take_next(other, now=at("2026-11-23", "10:26")) is not None
    assert (request.stage, request.row.handler_id) == ("处理中", other.staff_id)


def test_three_calls_on_two_days_reach_nobody(county: County) -> None:
    """约定回拨：三次没通、跨两天，才按联系不上办结；十五日内可以重开，超过的另行登记。"""
    request = Request(county).come("2026-11-23", channel=codes.H5)
    request.do("call_later", "2026-11-23", slot="2026-11-23T15:00")
    assert (request.stage, request.due("callback")) == ("约定回拨", "2026-11-23 running")
    for time in ("15:02", "15:20", "16:00"):
        request.do("attempt", "2026-11-23", time, result="no_answer", called_at=time)
    assert request.stage == "约定回拨"  # three, but all on one day
    request.do("attempt", "2026-11-24", "09:00", result="refused", called_at="09:00")
    assert (request.stage, request.row.closure) == ("联系不上", "unreached")
    with pytest.raises(Refused, match="办结已超过15日"):
        request.do("reopen", "2026-12-10", why="本人打来了", same=True)
    assert "超过15日" in str(SERVICE_REQUEST.action("reopen").conditions[0].reason(request.facts.until(date(2026, 12, 10)), None))  # 按钮是灰的，写着为什么
    assert request.do("reopen", "2026-12-09", why="本人打来了", same=True).stage == "待领"


def test_a_code_word_comes_before_the_first_word(county: County) -> None:
    request = Request(county).come("2026-11-23", safe=codes.SAFE_ONLY, code_word="白菜")
    request.do("call_later", "2026-11-23", slot="2026-11-24T09:00")
    with pytest.raises(Refused, match="接通后先对暗语"):
        request.do("attempt", "2026-11-24", result="through", called_at="09:01")
    assert request.do("attempt", "2026-11-24", result="through", called_at="09:01", code_ok=True).stage == "处理中"


def test_a_half_hour_holds_two_calls(county: County) -> None:
    for _ in range(2):
        Request(county).come("2026-11-23").do("call_later", "2026-11-23", slot="2026-11-24T09:00")
    with pytest.raises(Refused, match="已经约满"):
        Request(county).come("2026-11-23").do("call_later", "2026-11-23", slot="2026-11-24T09:00")


def test_it_bounces_once_then_the_head_decides(county: County) -> None:
    """转办：内容一起过去；退回一次后再转，由负责人决定；定了不能再退。"""
    request = Request(county).come("2026-11-23")
    office2 = county.offices["office2"].pk
    request.do("refer", "2026-11-23", unit=office2, reason="事情在竹溪乡")
    assert (request.stage, request.row.office_id, request.due("accept")) == ("已转办", office2, "2026-11-24 running")
    request.do("bounce", "2026-11-23", by="office2_head", why="not_ours", explanation="用工单位在枫林镇")
    assert (request.stage, request.row.office_id) == ("待领", county.offices["office"].pk)
    with pytest.raises(Refused, match="已经退回过一次"):
        request.do("refer", "2026-11-23", unit=office2, reason="还是转过去")
    request.do("decide", "2026-11-23", by="office_head", unit=office2, reason="住在竹溪乡，就近办")
    with pytest.raises(Refused, match="负责人已经决定"):
        request.do("bounce", "2026-11-24", by="office2_head", why="place", explanation="不在本辖区")
    assert request.do("accept_referral", "2026-11-24", by="office2_head").stage == "处理中"
    assert request.answered("2026-11-24", by="office2_head").stage == "已答复"


def test_who_is_not_content_is_called_back(county: County) -> None:
    request = Request(county).come("2026-11-23").answered("2026-11-23")
    request.do("rate", "2026-11-24", grade="2", reasons=["unclear"], way="phone")
    assert (request.stage, request.due("revisit"), "A12" in request.notices()) == ("待不满意回访", "2026-11-26 running", True)
    request.do("revisit", "2026-11-25", result="go_on", said="没听懂仲裁去哪里申请")
    assert request.stage == "处理中"
    assert request.row.revisited_on is not None
    assert request.answered("2026-11-25").row.answers == 2


def test_a_dispute_report_is_made_without_asking_again(county: County) -> None:
    """转为业务：纠纷来件当场登记，带着姓名、电话、案情；调解、法援打开带好的表。"""
    request = Request(county).come("2026-11-23", content="邻居砌墙占了我家半米宅基地，说也不听", area="home.property")
    request.do("pass_on", "2026-11-23", to="reports", agreed=True, summary="邻居砌墙占了我家半米宅基地，说也不听", claim="拆墙", opponent="张三")
    report = Matter.objects.get(line="reports")
    assert (request.stage, request.row.closure, request.row.turn_word) == ("已转入业务", "handed", "无")
    assert {(party.side, party.name) for party in report.parties.all()} == {("applicant", "刘芳"), ("respondent", "张三")}


def test_the_request_ends_when_the_mediation_is_registered(county: County) -> None:
    """转为调解：登记的表带着姓名、电话、案情和对方；登记以后这一件自己办结，不用谁来点。"""
    request = Request(county).come("2026-11-23").do(
        "pass_on", "2026-11-23", to="mediation", agreed=True, summary="老板拖欠三个月工资", claim="付清工资", opponent="王老板")  # fmt: skip
    assert (request.stage, request.due("register")) == ("待登记业务", "2026-11-24 running")
    given = handing_on.gives(request.facts)
    assert [(row["side"], row["name"]) for row in given["parties"]] == [("applicant", "刘芳"), ("respondent", "王老板")]
    case = Case(county).apply("2026-11-23", origin=request.pk.hex)
    for _ in range(2):  # it may be told twice
        opened_out_of(OpenedOutOf(case.matter.pk, date(2026, 11, 23), request.pk))  # type: ignore[union-attr]
    assert (request.stage, handing_on.other_matter(request.facts)) == ("已转入业务", case.matter.number)  # type: ignore[union-attr]


def test_an_application_for_aid_was_received_when_it_was_asked_for(county: County) -> None:
    """转法援申请：收到的时刻是在这里提出的那一分钟（法律援助法第四十三条），暗语一起过去。"""
    request = Request(county).come("2026-11-23", call_began="08:58", safe=codes.SAFE_ONLY, code_word="白菜", vulnerable=["migrant"])
    request.do("pass_on", "2026-11-23", to="legalaid", agreed=True, summary="老板拖欠三个月工资", claim="付清工资")
    given = handing_on.gives(request.facts)
    assert {name: given[name] for name in ("received_time", "channel", "code_word", "groups", "may_call")} == {
        "received_time": "08:58", "channel": "hotline", "code_word": "白菜", "groups": ["migrant"], "may_call": True,
    }  # fmt: skip
    assert request.row.aid_on == date(2026, 11, 23)


def test_two_problems_are_two_requests(county: County) -> None:
    request = Request(county).come("2026-11-23")
    request.do("split", "2026-11-23", content="还想问离婚孩子归谁", intent="consult", area="family.divorce")
    child = Matter.objects.exclude(pk=request.pk).get(line="legalservice")
    assert child.title == "刘芳咨询（婚姻家庭：离婚、抚养）"
    assert child.servicerequest.parent_id == request.pk


def test_a_prank_bars_nobody(county: County) -> None:
    """无效来电只记这一次；同一个号码下次照样进队列。"""
    Request(county).come("2026-11-23").do("prank", "2026-11-23", kind="silent")
    assert Request(county).come("2026-11-23", "11:00").stage == "待领"


def test_a_sheet_from_12345_keeps_its_number_and_day(county: County) -> None:
    request = Request(county).come("2026-11-23", channel=codes.MAYOR_LINE, ext_no="12345-889", ext_due_on="2026-11-25")
    assert (request.due("asked"), request.row.ext_no) == ("2026-11-25 running", "12345-889")
    with pytest.raises(Refused, match="这个来单编号已经登记过"):
        Request(county).come("2026-11-23", channel=codes.MAYOR_LINE, ext_no="12345-889", ext_due_on="2026-11-25")
    request.answered("2026-11-24", mode="letter")
    assert set(Paper.objects.filter(matter_id=request.pk).values_list("kind", flat=True)) == {"legal_consultation", "consultation_reply"}


def test_what_a_telephone_asked_before_is_looked_at_on_need(county: County) -> None:
    Request(county).come("2026-11-20").answered("2026-11-20")
    actor = county["office_staff"]
    assert history.count(actor, "138 0000 2222") == 1
    assert not Look.objects.filter(reason=history.REASON).exists()
    found = history.looked_up(county["office_head"], "13800002222", now=at("2026-11-23"))
    assert len(found) == 1
    assert Look.objects.filter(reason=history.REASON, staff_id=county["office_head"].staff_id).count() == 1
    assert history.count(county["office2_head"], "13800002222") == 0  # beyond the reach


def test_a_question_from_the_web_is_answered_by_the_hour(county: County) -> None:
    """网上首次答复：目标五小时、最迟二十四小时（本局时限），按分钟算，夜里、周末照走；民法典第二百零一条。"""
    request = Request(county).come("2026-11-21", "20:30", channel=codes.H5)  # 周六晚上
    rows = {row.rule: row for row in DeadlineRow.objects.filter(matter_id=request.pk)}
    assert {rule: row.due_at for rule, row in rows.items()} == {"web_target": at("2026-11-22", "01:30"), "web": at("2026-11-22", "20:30")}
    assert "自2026年11月21日20:30起连续计算24小时" in "".join(rows["web"].explanation["steps"])
    task = TaskRow.objects.get(matter_id=request.pk, label="答复")
    assert task.due_at == at("2026-11-22", "01:30")
    request.answered("2026-11-22", "20:31")  # a minute late, on the last day
    assert (request.due("web_target"), request.due("web")) == ("2026-11-22 met_late", "2026-11-22 met_late")
    in_time = Request(county).come("2026-11-21", "20:30", channel=codes.H5).answered("2026-11-22", "20:30")
    assert (in_time.due("web_target"), in_time.due("web")) == ("2026-11-22 met_late", "2026-11-22 met")
    late = Request(county).come("2026-11-20", "09:00", channel=codes.H5)
    late.answered("2026-11-21", "09:30")
    assert late.due("web") == "2026-11-21 met_late"
    assert list(walk(Tally())) == []


def test_a_letter_stands_in_the_queue_by_its_day(county: County) -> None:
    """来信七个工作日（本局时限）：接听台看得到哪天，过了才加分；看的是期限本身，局里改了时限也一致。"""
    letter = Request(county).come("2026-11-09", channel=codes.LETTER)
    assert letter.due("letter") == "2026-11-18 running"
    page = signed_in(county.staff("office_staff")).get("/legalservice/queue/").content.decode()
    assert "11-18 17:30前，已过" in page
    assert [row.pk for row in queueing.waiting(county["office_staff"], at("2026-11-23"))] == [letter.pk]
    [late] = queueing.waiting(county["office_staff"], at("2026-11-18", "17:31"))
    [in_time] = queueing.waiting(county["office_staff"], at("2026-11-18", "17:29"))
    assert round(late.priority - in_time.priority) == queueing.LATE  # type: ignore[attr-defined]


def test_what_is_entered_afterwards_is_judged_by_its_day(county: County) -> None:
    """补录的不知道几点：按日子算，不因为录得晚算迟。"""
    request = Request(county).come("2026-11-20", "09:00", channel=codes.H5)
    action = SERVICE_REQUEST.action("answer")
    perform(county["office_staff"], request.pk, [Doing(action, dict(ANSWERED), date(2026, 11, 21))], now=at("2026-11-24", "10:00"))
    assert request.due("web") == "2026-11-21 met"


def test_the_worklist_says_hours(county: County) -> None:
    now = timezone.now()
    request = Request(county).come(timezone.localdate(now - timedelta(hours=2)).isoformat(), timezone.localtime(now - timedelta(hours=2)).strftime("%H:%M"), channel=codes.H5)
    page = signed_in(county.staff("office_staff")).get("/?who=all").content.decode()
    assert request.row.code in page
    assert re.search(r"剩(3小时|2小时5\d分)", page)
    assert re.search(r"剩2[12]小时", signed_in(county.staff("office_staff")).get(f"/matters/{request.row.code}/").content.decode())
