"""Times are offered by the office and chosen on the telephone; either side hears of the other's answer."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from fengqiao.lines.disputes import procedure as d
from fengqiao.lines.disputes import reports as r
from fengqiao.lines.disputes.models import Dispute, Report
from fengqiao.lines.disputes.tests.driver import Known, Platform
from fengqiao.lines.mediation import procedure as m
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.matter.actions import Doing, perform, standing_of
from fengqiao.matter.appointments import ANSWER, CALL_OFF, MET, OFFER
from fengqiao.matter.models import Matter, Notice, TaskRow
from fengqiao.matter.notices import sweep_alerts
from fengqiao.matter.refusals import Refused
from fengqiao.messages.models import OutMessage
from fengqiao.portal import inside, inviting
from fengqiao.portal.models import Follow, Submission
from fengqiao.portal.tests.person import Person
from fengqiao.portal.tests.test_following import received, see
from tests.county import County
from tests.web import SignedIn, as_web

__all__ = ["as_web"]
SOON = timezone.localdate() + timedelta(days=3)
DAYS = [
    {"on": SOON.isoformat(), "begins": "9:30", "place": "枫林镇调解室"},
    {"on": (SOON + timedelta(days=1)).isoformat(), "begins": "14：00", "place": "枫林镇调解室"},
]


def today() -> str:
    return timezone.localdate().isoformat()


def does(county: County, matter: Any, procedure: Any, code: str, by: str, **data: Any) -> Matter:
    """One act of an officer, and what follows at once on the telephones."""
    now = timezone.now()
    done = perform(county[by], matter.pk, [Doing(procedure.action(code), data, date.fromisoformat(today()))], now=now)
    inside.publish_changed(now=now)
    return done.matter


def chooses(person: Person, value: str, **more: str) -> Person:
    """Choose on the telephone; ``value`` is the end of the choice."""
    see(person)
    person.open(person.links("/do/days/")[0])
    person.press(day=next(choice for choice in person.choices("day") if choice.endswith(value)))
    for name, said in more.items():
        person.press(**{name: said})
    person.press()
    inside.take_waiting(now=timezone.now())
    return person.open(person.page.request["PATH_INFO"])


def tasks(matter: Any) -> list[str]:
    return list(TaskRow.objects.filter(matter_id=matter.pk).order_by("n").values_list("label", flat=True))


def notices(matter: Any, code: str) -> list[str]:
    return list(Notice.objects.filter(matter_id=matter.pk, code=code, seen_at=None).values_list("text", flat=True))


@pytest.fixture
def case(open_county: County) -> Case:
    """张三 against 李四, with a mediator."""
    return Case(open_county).apply(today()).consent(today()).accept(today()).assign(today())


def offer(case: Case, days: list[dict[str, str]] | None = None, who: tuple[int, ...] = (1, 2)) -> None:
    case.do(m.GENERAL.action(OFFER), today(), who=list(who), days=days or DAYS, note="请带欠条。")


def answer(case: Case, who: int, **said: Any) -> None:
    case.do(m.GENERAL.action(ANSWER), today(), who=who, **said)


def heard(matter: Any) -> None:
    """Those who are asked hear of it."""
    inviting.days_offered(inviting.DaysOffered(matter.pk, timezone.localdate()))


def test_a_time_that_suits_both_is_agreed_and_stands_in_the_record_of_the_session(
    case: Case, zhang: Person, li: Person, as_web: SignedIn
) -> None:
    offer(case)
    heard(case.matter)
    assert set(tasks(case.matter)) == {"调解并登记", "等候选定时间，可打电话问"}
    assert OutMessage.objects.filter(template="portal_invited").count() == 2  # neither had looked here before
    see(zhang)
    assert "请您选见面的时间" in zhang.text
    assert "请带欠条。" in zhang.text
    chooses(zhang, ".1")
    see(zhang)
    assert "等待定下来" in zhang.text
    assert f"选了{SOON.month}月{SOON.day}日" in zhang.text
    assert notices(case.matter, "days_agreed") == []
    see(li)
    for word in ("张三", "选了", zhang.phone):  # nothing of what the other one answered
        assert word not in li.text
    chooses(li, ".any")
    agreed = f"{SOON.month}月{SOON.day}日（周{'一二三四五六日'[SOON.weekday()]}）9:30，枫林镇调解室"
    assert notices(case.matter, "days_agreed") == [f"已经约定：{agreed}。"]
    assert f"按约调解：{agreed}" in tasks(case.matter)
    for person in (zhang, li):
        inside.publish_changed(now=timezone.now())
        assert f"约好见面 {agreed}" in see(person).text
    assert case.matter is not None
    form = as_web("mediator").get(reverse("act", args=[case.matter.code, "session"])).content.decode()
    assert 'value="枫林镇调解室"' in form
    assert 'value="9:30"' in form
    case.meet(today(), place="枫林镇调解室", begins="9:30")
    inside.publish_changed(now=timezone.now())
    assert "约好见面" not in see(zhang).text


def test_a_meeting_agreed_for_tomorrow_stands_beside_the_worklist(case: Case, as_web: SignedIn) -> None:
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    offer(case, [{**DAYS[1], "on": tomorrow}])
    assert case.matter is not None
    form = as_web("mediator").get(reverse("act", args=[case.matter.code, ANSWER])).content.decode()
    assert "）14:00，枫林镇调解室" in form  # who answers by telephone hears the very times
    for n in (1, 2):
        assert "今天的安排" not in as_web("mediator").get("/").content.decode()
        answer(case, n, answer="any")
    assert "<b>明天 14:00</b>，枫林镇调解室" in as_web("mediator").get("/").content.decode()


def test_who_asks_for_another_time_is_offered_another(case: Case) -> None:
    """The same choices as recorded by an officer after a call."""
    offer(case)
    answer(case, 1, answer="any")
    answer(case, 2, answer="other", said="只有周六下午有空。")
    assert "重新约时间" in tasks(case.matter)
    assert notices(case.matter, "days_failed") == ["有人请求另约时间，请看一看，再约。"]
    offer(case, DAYS[1:])
    assert "重新约时间" not in tasks(case.matter)
    sweep_alerts(timezone.now())
    assert notices(case.matter, "days_failed") == []
    answer(case, 1, answer="suits", slot=1)
    with pytest.raises(Refused, match="这次约了1个时间"):
        answer(case, 2, answer="suits", slot=2)
    answer(case, 2, answer="any")
    assert f"已经约定：{(SOON + timedelta(days=1)).month}月" in notices(case.matter, "days_agreed")[0]
    answer(case, 2, answer="not")  # something came between
    assert notices(case.matter, "days_failed") == ["有人表示不参加，请看一看，再约。"]


def test_two_who_choose_different_times_are_asked_again(case: Case) -> None:
    offer(case)
    answer(case, 1, answer="suits", slot=1)
    answer(case, 2, answer="suits", slot=2)
    assert notices(case.matter, "days_failed") == ["各人选的时间不一致，请看一看，再约。"]
    with pytest.raises(Refused, match="这次没有约这一位"):
        answer(case, 9, answer="any")


def test_a_choice_among_times_that_were_changed_meanwhile_is_refused_and_says_so(case: Case, li: Person) -> None:
    offer(case, who=(2,))
    see(li)
    li.open(li.links("/do/days/")[0]).press(day=li.choices("day")[0])
    offer(case, DAYS[1:], who=(2,))
    li.press()
    inside.take_waiting(now=timezone.now())
    li.open(li.page.request["PATH_INFO"])
    assert "约的时间刚刚改过" in li.text
    chooses(li, ".not", why="")
    assert "等待定下来" in see(li).text
    does(case.county, case.matter, m.GENERAL, CALL_OFF, "mediator", reason="承办人外出学习。")
    assert see(li).links("/do/days/") == []


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ({"on": "2020-01-01", "begins": "9:30", "place": "调解室"}, "已经过去"),
        ({"on": SOON.isoformat(), "begins": "上午", "place": "调解室"}, "认不出来"),
        ({"on": SOON.isoformat(), "begins": "9:30"}, "没有写全"),
        ({**DAYS[0], "begins": "09:30"}, "和前面的重复"),
    ],
)
def test_a_time_nobody_could_keep_is_refused(case: Case, day: dict[str, str], said: str) -> None:
    with pytest.raises(Refused, match=said):
        offer(case, [DAYS[0], day])


def test_no_more_is_waited_for_from_a_party_at_whose_home_there_is_violence(case: Case, li: Person) -> None:
    case.do(m.GENERAL.action("restrict"), today(), actor=case.county["head"], restricted="violence", reason="家暴")
    offer(case)
    heard(case.matter)
    assert OutMessage.objects.count() == 0
    assert Follow.objects.count() == 0


# The reporter ---------------------------------------------------------------------------------------------------------


def test_the_reporter_is_asked_by_the_office_and_by_whoever_has_the_matter(zhang: Person, open_county: County) -> None:
    see(zhang.report())
    report = Report.objects.get()
    does(open_county, report, r.REPORT, OFFER, "office_staff", days=DAYS)
    chooses(zhang, ".2")
    assert any(label.startswith("按约见反映人：") for label in tasks(report))
    does(open_county, report, r.REPORT, MET, "office_staff", said="看了现场，收了照片。")
    known = received(open_county, report).raise_(today()).in_hand(today())
    does(open_county, known.row, d.DISPUTE, OFFER, "village_head", who=[1], days=DAYS)
    chooses(zhang, ".1")
    fact = standing_of(Dispute.objects.get()).facts.last(ANSWER)
    assert fact is not None
    assert (fact.get("who"), fact.get("slot")) == (1, 1)
    assert Submission.objects.filter(state="refused").count() == 0


def quarrel(county: County) -> Known:
    """张三 came to the counter about 李四; the village has the matter and offers times to both."""
    known = Platform(county).receive(today()).raise_(today()).in_hand(today())
    does(county, known.row, d.DISPUTE, OFFER, "village_head", who=[1, 2], days=DAYS)
    return known


def test_both_sides_of_a_dispute_are_invited_and_neither_learns_of_the_other(
    zhang: Person, li: Person, open_county: County
) -> None:
    known = quarrel(open_county)
    heard(known.row)
    heard(known.row)
    assert OutMessage.objects.filter(template="portal_invited").count() == 2
    assert set(Follow.objects.values_list("line", flat=True)) == {"reports", "disputes"}
    see(li)
    assert "请您选见面的时间" in li.text
    for word in ("张三", zhang.phone, "滴水", "邻里", "反映"):  # not who reported, nor what
        assert word not in li.text
    chooses(li, ".any")
    assert "等待定下来" in see(li).text
    chooses(zhang, ".2")
    inside.publish_changed(now=timezone.now())
    agreed = f"约好见面 {(SOON + timedelta(days=1)).month}月{(SOON + timedelta(days=1)).day}日"
    assert agreed in see(zhang).text
    assert agreed in see(li).text


def test_who_was_never_asked_to_come_is_told_nothing_of_a_dispute(li: Person, open_county: County) -> None:
    known = Platform(open_county).receive(today()).raise_(today()).in_hand(today())
    li.mine()
    assert Follow.objects.count() == 0
    does(open_county, known.row, d.DISPUTE, "restrict", "office_head", restricted="violence", reason="家暴")
    does(open_county, known.row, d.DISPUTE, OFFER, "village_head", who=[2], days=DAYS)
    heard(known.row)
    assert Follow.objects.count() == 0


# What is sent in meanwhile --------------------------------------------------------------------------------------------


def adds(person: Person, text: str) -> None:
    see(person)
    person.open(person.links("/do/supplement/")[0]).press(text=text).press().press()
    inside.take_waiting(now=timezone.now())


def test_what_a_party_adds_waits_with_the_mediator_until_it_was_looked_at(case: Case, li: Person) -> None:
    adds(li, "我这里还有一张收条。")
    adds(li, "收条的照片明天传。")
    assert [label for label in tasks(case.matter) if "补充" in label] == ["看群众的补充"]
    task = TaskRow.objects.get(matter_id=case.matter.pk, label="看群众的补充")  # type: ignore[union-attr]
    assert (task.handler_id, task.statutory) == (case.mediator.staff_id, False)
    notice = Notice.objects.filter(code="sent_in").latest("pk")
    assert (notice.staff_id, notice.text) == (case.mediator.staff_id, "群众在手机上补充了情况（2次），请看一看。")
    does(case.county, case.matter, m.GENERAL, "looked_at", "mediator")
    assert "看群众的补充" not in tasks(case.matter)
    assert notices(case.matter, "sent_in") == []
    adds(li, "照片来了。")
    assert "看群众的补充" in tasks(case.matter)


def test_what_a_reporter_adds_goes_to_whoever_has_the_matter(zhang: Person, open_county: County) -> None:
    zhang.report()
    report = Report.objects.get()
    adds(zhang, "昨天又滴了一次。")
    assert "看群众的补充" in tasks(report)
    assert Notice.objects.get(code="sent_in").roles  # nobody handles it yet: those hear who may look
    does(open_county, report, r.REPORT, "looked_at", "office_staff", then="已电话了解。")
    known = received(open_county, report).raise_(today()).in_hand(today())
    adds(zhang, "他把水管堵上了。")
    assert "看群众的补充" not in tasks(report)
    assert "看群众的补充" in tasks(known.row)
    assert standing_of(known.row).facts.last("report_supplemented").get("text") == "他把水管堵上了。"  # type: ignore[union-attr]
    assert notices(known.row, "sent_in")
