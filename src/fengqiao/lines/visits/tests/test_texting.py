"""短信提醒：只写时间、地点，不让旁人看出家里有人服刑；只发给说好了要发的号码。"""

from __future__ import annotations

import pytest

from fengqiao.lines.visits import codes, texting
from fengqiao.lines.visits.tests.driver import MOTHER, WIFE, Visit, prison, terminal, told
from fengqiao.messages.models import OutMessage, State
from fengqiao.messages.sending import address_in, content_in
from fengqiao.messages.tests.office import with_sms
from tests.county import County, at

pytestmark = pytest.mark.django_db
TELLING = ("监", "狱", "刑", "犯", "罪", "囚", "押", "会见", "探视", "服刑", "亲属")
HERS = {**MOTHER, "texts": True}


def said(visit: Visit, action: str, day: str, time: str = "10:00") -> list[tuple[str, str]]:
    """To whom and what the last such entry was texted."""
    fact = visit.facts.last(action)
    assert fact is not None
    texting.tell(visit.pk, fact.seq, at(day, time))
    texting.tell(visit.pk, fact.seq, at(day, time))  # heard twice, said once
    return [(address_in(each), content_in(each)["text"]) for each in OutMessage.objects.filter(matter_id=visit.pk, key__contains=f":e{fact.seq}:").order_by("pk")]


def test_no_text_says_that_somebody_is_in_prison() -> None:
    words = [text for each in texting.TEMPLATES for text in (each.code, each.label, each.text)]
    assert [(word, text) for text in words for word in TELLING if word in text] == []
    assert not any("visit" in each.code or "prison" in each.code for each in texting.TEMPLATES)


def test_a_family_hears_what_is_set_changed_and_free_and_nobody_else_does(county: County) -> None:
    with_sms(county, "http://127.0.0.1:9/sms")
    where, resource = prison(county), terminal(county, name="会见室一号")
    visit = Visit(county).ask("2026-11-16", where, HERS, WIFE)
    tail = visit.row.number[-4:]
    assert said(visit, "ask", "2026-11-16") == [("13800001111", f"您的预约已经登记，编号尾号{tail}，定下时间再告诉您。有事请打枫林镇司法所的电话。")]
    visit.approved(resource)
    assert said(visit, "approve", "2026-11-16") == [(
        "13800001111", "您的预约定在11月26日（周四）9:00–9:30，地点枫林镇司法所。请提前30分钟到，带身份证，第一次来还要带户口簿。来不了请早些打电话。",
    )]  # fmt: skip
    assert texting.remind(at("2026-11-24", "16:00")) == 0
    assert texting.remind(at("2026-11-25", "16:00")) == texting.remind(at("2026-11-25", "16:01")) == 1
    reminder = OutMessage.objects.get(template="appointment_tomorrow")
    assert content_in(reminder)["text"].startswith("提醒：您的预约是11月26日（周四）9:00–9:30，地点枫林镇司法所。")
    visit.do("put_off", "2026-11-25", by=codes.PRISON, why="prison")
    assert said(visit, "put_off", "2026-11-25")[0][1] == f"您的预约（尾号{tail}）有变动，原来定的时间请先不要来，枫林镇司法所会打电话另约。"
    assert {each.state for each in OutMessage.objects.exclude(template="appointment_changed")} == {State.CANCELLED}  # overtaken
    assert {address_in(each) for each in OutMessage.objects.all()} == {"13800001111"}


def test_at_night_it_waits_and_what_the_prison_said_of_him_is_not_texted(county: County) -> None:
    with_sms(county, "http://127.0.0.1:9/sms")
    where, resource = prison(county), terminal(county)
    visit = Visit(county).ask("2026-11-16", where, HERS).approved(resource)
    assert len(said(visit, "approve", "2026-11-16", "22:30")) == 1
    waiting = OutMessage.objects.get(template="appointment_set")
    assert (waiting.state, waiting.not_before) == (State.WAITING, at("2026-11-17", "08:00"))
    told(county, where, codes.DEAD, "2026-11-17")
    assert said(visit, "lapse", "2026-11-17", "07:00") == []
    waiting.refresh_from_db()
    assert waiting.state == State.CANCELLED
    refused = Visit(county).ask("2026-11-16", where, {**WIFE, "texts": True}, inmate="李小勇")
    refused.prove("2026-11-16", 1).forward("2026-11-16", resource, "2026-11-27")
    refused.do("refuse", "2026-11-17", ground=codes.QUOTA, words="本月已满", ask_whom="0571-86000000")
    assert "会打电话向您说明" in said(refused, "refuse", "2026-11-17")[0][1]
    assert said(refused, "refuse", "2026-11-30") == said(refused, "refuse", "2026-11-17")
