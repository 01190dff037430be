"""Taking a message: what is stored and how, when it may go, who is held back."""

from __future__ import annotations

import logging
from datetime import datetime, time, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.messages import delivering, guarding, keys
from fengqiao.messages.attending import messages_of, send_again
from fengqiao.messages.channels import save_house
from fengqiao.messages.models import OutMessage, SealingKey, State, Way
from fengqiao.messages.quiet import after_quiet, is_quiet
from fengqiao.messages.refusals import BadAddress, PersonalDataInside, TooOften
from fengqiao.messages.sending import address_in, content_in, latest_demo, send
from fengqiao.messages.staff import Announced, announce_notice, save_contact
from fengqiao.messages.tests.office import HERE, MAIL, NOON, PHONE, SECRET, VISIT, visit, with_mail, with_sms
from fengqiao.messages.tests.servers import Provider
from fengqiao.messages.wording import VERIFICATION_CODE, Template, declare
from tests.county import HERE as ZONE
from tests.county import County, at

CODE = "402713"


def code(now: datetime = NOON, to: str = PHONE) -> OutMessage:
    return send(VERIFICATION_CODE, to=to, channel=Way.SMS, values={"code": CODE}, now=now, territory=HERE)


def rows_in_words(table: str = "messages_out_outmessage") -> str:
    """Everything the database holds of a table, as somebody with the disk would read it."""
    with connection.cursor() as cursor:
        cursor.execute(f"select string_agg(t::text, ' ') from {table} t")
        return str(cursor.fetchone()[0])


def jobs() -> list[tuple[dict[str, str], datetime]]:
    """The jobs of the messages there are, in the order they were put."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select args, scheduled_at from procrastinate_jobs join messages_out_outmessage m on m.id::text = args->>'message_id'"
            " where task_name = 'messages.deliver' order by procrastinate_jobs.id"
        )
        return cursor.fetchall()


# Quiet hours -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("now", "goes"), [
    ("2026-05-06T20:59", "2026-05-06T20:59"), ("2026-05-06T21:00", "2026-05-07T08:00"), ("2026-05-07T00:30", "2026-05-07T08:00"),
    ("2026-05-07T07:59", "2026-05-07T08:00"), ("2026-05-07T08:00", "2026-05-07T08:00"),
    ("2026-10-01T22:00", "2026-10-02T08:00"),  # a day of rest is a day like any other
])  # fmt: skip
def test_quiet_hours_reach_over_midnight(now: str, goes: str) -> None:
    moment, then = (datetime.fromisoformat(text).replace(tzinfo=ZONE) for text in (now, goes))
    assert after_quiet(moment, time(21), time(8), ZONE) == then


@given(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)), st.times(), st.times())
def test_what_waits_for_the_end_of_quiet_goes_within_a_day_and_not_in_quiet(
    at: datetime, begins: time, ends: time
) -> None:
    now = at.replace(tzinfo=ZONE)
    goes = after_quiet(now, begins, ends, ZONE)
    assert now <= goes <= now + timedelta(days=1)
    assert not is_quiet(goes.timetz().replace(tzinfo=None), begins, ends)
    assert after_quiet(goes, begins, ends, ZONE) == goes


@pytest.mark.django_db
def test_an_ordinary_message_waits_for_the_morning_and_a_code_does_not(county: County) -> None:
    with_sms(county, "http://127.0.0.1:9/")
    night, morning = at("2026-05-06", "23:10"), at("2026-05-07", "08:00")
    assert visit(night).next_try_at == morning
    assert code(night).next_try_at == night
    assert [when for _, when in jobs()] == [morning, night]
    save_house(county["sysadmin"], quiet_from=time(12), quiet_to=time(14, 30), most_a_day=10, now=NOON)
    assert visit(NOON).next_try_at == at("2026-05-06", "14:30")


# At rest ---------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_neither_address_nor_code_nor_secret_lies_in_the_database_or_the_log(
    county: County, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with Provider((200, {"code": 0})) as provider:
        with_sms(county, provider.url)
        message = code()
        held = rows_in_words()
        assert not any(word in held for word in (PHONE, CODE, "您的验证码"))
        assert "139****1234" in held
        assert address_in(message) == PHONE
        assert CODE in content_in(message)["text"]
        assert delivering.deliver(message.pk, NOON) == State.SENT
    message.refresh_from_db()
    assert message.content_sealed == ""  # a code that was sent is kept nowhere
    assert PHONE not in str(jobs())
    assert CODE not in str(jobs())
    assert SECRET not in rows_in_words("messages_out_channel")
    assert SECRET not in rows_in_words("orgs_adminrecord")
    assert PHONE not in caplog.text
    assert CODE not in caplog.text


@pytest.mark.django_db
def test_a_new_master_key_opens_what_was_sealed_before(county: County) -> None:
    with_sms(county, "http://127.0.0.1:9/")
    message, before = visit(), SealingKey.objects.get().wrapped
    keys.ring().rotate()
    assert keys.rewrap(keys.ring())
    assert not keys.rewrap(keys.ring())
    assert bytes(SealingKey.objects.get().wrapped) != bytes(before)
    assert address_in(message) == PHONE


@pytest.mark.django_db
def test_old_messages_lose_their_address_and_keep_their_fate(county: County) -> None:
    with_sms(county, "http://127.0.0.1:9/")
    old, young = visit(NOON - timedelta(days=200)), visit(NOON)
    OutMessage.objects.update(state=State.SENT)
    assert delivering.forget(NOON) == 1
    old.refresh_from_db()
    young.refresh_from_db()
    assert (old.to_sealed, old.content_sealed, old.state, old.to_masked) == ("", "", "sent", "139****1234")
    assert young.to_sealed


# Slots, addresses ------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_slot_that_is_missing_or_names_a_person_is_refused(county: County) -> None:
    with pytest.raises(ValueError, match="asks for"):
        send(VISIT, to=PHONE, channel=Way.SMS, values={}, now=NOON)
    with pytest.raises(PersonalDataInside, match="通知里不写个人信息，请改用案号或日期。"):
        send(VISIT, to=PHONE, channel=Way.SMS, values={"day": "请回电13900005678"}, now=NOON)
    with pytest.raises(ValueError, match="declared twice"):
        declare(Template("test_visit", "另一个", "另一句"))
    assert not OutMessage.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(("channel", "to", "said"), [
    (Way.SMS, "0719-8881234", "座机和服务热线收不到短信。请填11位手机号。"), (Way.SMS, "1390000123", "手机号应为11位，现为10位"),
    (Way.EMAIL, "张三@", "这不是可以收信的邮箱地址。"), (Way.EMAIL, "a@b.cn\nBcc: c@d.cn", "这不是可以收信的邮箱地址。"),
    (Way.WECHAT, "张三", "这不是微信的用户编号"),
])  # fmt: skip
def test_an_address_that_cannot_be_reached_is_refused_at_once(channel: str, to: str, said: str) -> None:
    with pytest.raises(BadAddress, match=said):
        visit(to=to, channel=channel)


# Once, and not too often -----------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_same_key_is_one_message(county: County) -> None:
    with_sms(county, "http://127.0.0.1:9/")
    first, second = visit(key="visit:1"), visit(key="visit:1")
    assert first.pk == second.pk
    assert len(jobs()) == 1


@pytest.mark.django_db
def test_codes_are_held_back_and_so_is_a_flood(county: County) -> None:
    with_sms(county, "http://127.0.0.1:9/")
    code(NOON)
    with pytest.raises(TooOften, match="刚刚已发过一条，请等60秒后再试。"):
        code(NOON + timedelta(seconds=30))
    for minutes in (2, 4, 6, 8):
        code(NOON + timedelta(minutes=minutes))
    with pytest.raises(TooOften, match="一小时内已发过5条验证码"):
        code(NOON + timedelta(minutes=10), to=" 139 0000 1234")  # written otherwise, the same telephone
    code(NOON + timedelta(minutes=10), to="13900009999")
    states = [visit(NOON + timedelta(minutes=20)).state for _ in range(6)]
    assert states == ["waiting"] * 5 + ["dead"]
    assert OutMessage.objects.get(state=State.DEAD).last_error.startswith("这个收件人一天内已有10条通知")


@pytest.mark.django_db
def test_a_channel_that_is_not_open_keeps_the_message_and_says_so(county: County) -> None:
    message = visit()
    assert (message.state, message.last_error) == ("off", "短信通道没有开通，请系统管理员在“通知通道”中设置。")
    assert jobs() == []
    with_sms(county, "http://127.0.0.1:9/")
    assert visit(territory=999902_001_000_000).state == "off"  # the county beside has opened none


@pytest.mark.django_db
def test_another_room_may_object(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """家庭暴力：不向共用的电话发短信。"""
    violent = uuid4()
    monkeypatch.setattr(
        guarding, "_GUARDS", [lambda wish: "家庭暴力案件不向共用电话发短信。" if wish.matter_id == violent else ""]
    )
    with_sms(county, "http://127.0.0.1:9/")
    assert visit(matter_id=violent).state == State.CANCELLED
    assert visit(matter_id=uuid4()).state == State.WAITING
    assert len(jobs()) == 1


# Demonstration, staff --------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_demonstration_sends_nothing_and_shows_the_code(county: County, settings: object) -> None:
    settings.DEMO = True
    with Provider() as provider:
        with_sms(county, provider.url)
        message = code()
        assert delivering.deliver(message.pk, NOON) == ""
        assert delivering.sweep(NOON + timedelta(hours=1)) == 0
        left = visit()
        OutMessage.objects.filter(pk=left.pk).update(state=State.DEAD)
        send_again(county["office_head"], messages_of(county["office_head"]), [left.pk], now=NOON)
        assert delivering.deliver(left.pk, NOON) == State.DEMO
    assert (message.state, provider.requests) == (State.DEMO, [])
    assert CODE in latest_demo(PHONE, template=VERIFICATION_CODE, now=NOON)
    assert latest_demo("13900009999", template=VERIFICATION_CODE, now=NOON) == ""
    assert latest_demo(PHONE, template=VERIFICATION_CODE, now=NOON + timedelta(minutes=10)) == ""
    settings.DEMO = False
    assert latest_demo(PHONE, template=VERIFICATION_CODE, now=NOON) == ""


@pytest.mark.django_db
def test_a_red_notice_is_said_again_to_those_who_asked_and_names_nothing(county: County) -> None:
    with_mail(county, 9)
    asked, other = county["mediator"].staff_id, county["second"].staff_id
    save_contact(asked, by="email", email=MAIL, mobile="")
    notice = Announced(asked, "红", "m:overdue:1", uuid4(), HERE, at("2026-05-05").date())
    message = announce_notice(notice, NOON)
    assert message is not None
    assert address_in(message) == MAIL
    assert content_in(message)["text"] == "您在枫桥平台有一条红牌提醒，2026-05-05届满，请登录查看。"
    again = announce_notice(notice, NOON)
    assert again is not None
    assert again.pk == message.pk
    assert announce_notice(Announced(asked, "黄", "m:T-2:1", uuid4(), HERE), NOON) is None
    assert announce_notice(Announced(other, "红", "m:overdue:2", uuid4(), HERE), NOON) is None
    assert MAIL not in rows_in_words("messages_out_staffcontact")
    assert list(messages_of(county["office2_head"])) == []
