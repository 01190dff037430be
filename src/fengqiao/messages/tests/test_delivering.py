"""Carrying messages out over real protocols: taken, put off, refused, repeated, by two workers, by one that dies."""

from __future__ import annotations

import os
import signal
import ssl
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email import message_from_bytes
from email.header import decode_header, make_header
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connection

from fengqiao.messages import delivering, webhook
from fengqiao.messages.attending import drop, messages_of, send_again
from fengqiao.messages.channels import save_channel
from fengqiao.messages.models import OutMessage, State, Way
from fengqiao.messages.sending import send
from fengqiao.messages.smtp import STARTTLS
from fengqiao.messages.tests.office import COUNTED, HERE, MAIL, NOON, PHONE, SECRET, visit, with_mail, with_sms
from fengqiao.messages.tests.servers import MailServer, Provider, certificate, free_port
from fengqiao.messages.webhook import WebhookSettings, signature
from fengqiao.messages.wording import VERIFICATION_CODE
from fengqiao.orgs.models import AdminRecord
from fengqiao.orgs.refusal import NotAllowed
from tests.county import County, at

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:Requiring AUTH")]


def carried(message: OutMessage, now: object = NOON) -> OutMessage:
    """One try, and the row after it."""
    delivering.deliver(message.pk, now)
    message.refresh_from_db()
    return message


def to_the_end(message: OutMessage) -> list[timedelta]:
    """Every try as it falls due, until nothing is left to try: the waits between them."""
    waits, now = [], NOON
    while message.state == State.WAITING:
        carried(message, now)
        waits.append(message.next_try_at - now)
        now = message.next_try_at
    return waits[:-1]


# E-mail ----------------------------------------------------------------------------------------------------------------


def test_a_mail_arrives_with_its_subject_and_sender(county: County) -> None:
    with MailServer(user="tongzhi", password="right") as server:
        with_mail(county, server.port, user="tongzhi", secret="right")
        message = carried(visit(to=MAIL, channel=Way.EMAIL))
    assert (message.state, message.sent_at, message.attempts) == (State.SENT, NOON, 1)
    mail = message_from_bytes(server.mails[0].content)
    assert server.mails[0].rcpt_tos == [MAIL]
    assert str(make_header(decode_header(mail["Subject"]))) == "回访提醒"
    assert "枫林县司法局" in str(make_header(decode_header(mail["From"])))
    assert mail.get_payload(decode=True).decode().strip() == "您好，5月8日工作人员将与您联系，请保持电话畅通。"
    assert mail["Message-ID"] == f"<{message.pk}@example.gov.cn>"


def test_a_mail_put_off_is_tried_again_and_one_refused_is_not(county: County) -> None:
    with MailServer() as server:
        with_mail(county, server.port)
        server.answers = ["451 4.7.1 try later", "550 5.1.1 no such user zhangsan@example.cn"]
        message = carried(visit(to=MAIL, channel=Way.EMAIL))
        assert (message.state, message.last_error) == (State.WAITING, "邮件服务器暂时不收（451）：4.7.1 try later")
        assert timedelta(seconds=48) <= message.next_try_at - NOON <= timedelta(seconds=72)
        assert delivering.deliver(message.pk, NOON + timedelta(seconds=40)) == ""  # not due
        carried(message, message.next_try_at)
    assert (message.state, message.last_error) == (State.DEAD, "邮件服务器拒收（550）：5.1.1 no such user ***")
    assert server.mails == []


def test_a_server_that_is_not_there_or_takes_no_password(county: County) -> None:
    with_mail(county, free_port())
    assert carried(visit(to=MAIL, channel=Way.EMAIL)).last_error.startswith("连不上邮件服务器 127.0.0.1，端口")
    with MailServer(user="tongzhi", password="right") as server:
        with_mail(county, server.port, user="tongzhi", secret="wrong")
        assert "不接受用户名或口令" in carried(visit(to=MAIL, channel=Way.EMAIL)).last_error
        with_mail(county, server.port, user="tongzhi", secret="right", security=STARTTLS)
        refused = carried(visit(to=MAIL, channel=Way.EMAIL))
    assert (refused.state, refused.last_error) == (
        State.WAITING, "邮件服务器不支持所选的加密或登录方式。请系统管理员核对邮件设置中的加密方式和用户名。",
    )  # fmt: skip
    assert server.mails == []  # asked for TLS, nothing goes in the clear


def test_starttls_goes_only_to_a_server_whose_certificate_is_trusted(
    county: County, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(own)
    with MailServer(tls=context) as server:
        with_mail(county, server.port, security=STARTTLS)
        message = carried(visit(to=MAIL, channel=Way.EMAIL))
        assert message.state == State.WAITING
        assert "可能是证书不受信任或加密方式选错" in message.last_error
        assert server.mails == []
        monkeypatch.setenv("SSL_CERT_FILE", str(own))
        assert carried(message, message.next_try_at).state == State.SENT
    assert len(server.mails) == 1


# Webhook ---------------------------------------------------------------------------------------------------------------


def test_a_webhook_is_signed_and_speaks_the_providers_names(county: County) -> None:
    names = WebhookSettings(
        to_field="mobile", text_field="", id_field="params.outId", template_field="templateId", values_field="params.values",
        fixed={"sign": "枫林司法"}, success_path="code", success_value="0", provider_id_path="data.sid",
    )  # fmt: skip
    with Provider() as provider:
        with_sms(county, provider.url, settings=names)
        message = carried(visit())
    headers, body = provider.requests[0]
    assert provider.bodies == [{
        "sign": "枫林司法", "mobile": PHONE, "templateId": "test_visit",
        "params": {"outId": str(message.pk), "values": {"day": "5月8日"}},
    }]  # fmt: skip
    assert (message.state, message.provider_id) == (State.SENT, "S1")
    given = [headers[name] for name in ("X-Fengqiao-Timestamp", "X-Fengqiao-Nonce")]
    assert headers["X-Fengqiao-Signature"] == signature(SECRET, *given, body)
    assert headers["X-Fengqiao-Signature"] != signature(SECRET, *given, body.replace(b"1234", b"1235"))
    assert headers["X-Fengqiao-Signature"] != signature("another", *given, body)
    assert headers["Idempotency-Key"] == str(message.pk)


def test_the_signature_is_the_documented_one() -> None:
    """docs/operations.md 的例子：接收方照此核对。"""
    assert signature("secret", "1777777777", "00ff", b'{"to":"13900001234"}') == DOCUMENTED


DOCUMENTED = "b76f7e9ca1264aed52dae76a7f95384fbc5d2530adffb54b0e7d47de6b526506"


def test_a_provider_in_trouble_is_asked_again_under_the_same_number(county: County) -> None:
    with Provider((500, "busy"), (429, {}, {"Retry-After": "600"}), (200, {"code": 0})) as provider:
        with_sms(county, provider.url)
        message = carried(visit())
        assert (message.state, message.doubtful) == (State.WAITING, True)
        first = message.next_try_at
        carried(message, first)
        assert message.next_try_at - first == timedelta(seconds=600)
        carried(message, message.next_try_at)
    assert message.state == State.SENT
    assert [headers["Idempotency-Key"] for headers, _ in provider.requests] == [str(message.pk)] * 3
    assert len({headers["X-Fengqiao-Nonce"] for headers, _ in provider.requests}) == 3


@pytest.mark.parametrize(("answer", "state", "said"), [
    ((400, "mobile 13900001234 invalid"), State.DEAD, "短信平台拒收（400）：mobile *** invalid"),
    ((302, "", {"Location": "/elsewhere"}), State.DEAD, "短信平台拒收（302）："),
    ((200, {"code": "ISV.LIMIT"}), State.DEAD, '短信平台答复未收下（code=ISV.LIMIT）：{"code": "ISV.LIMIT"}'),
    ((200, "<html>ok</html>"), State.WAITING, "短信平台的答复里没有“code”，不知是否收下：<html>ok</html>"),
])  # fmt: skip
def test_what_an_answer_means(county: County, answer: object, state: str, said: str) -> None:
    with Provider(answer) as provider:
        with_sms(county, provider.url)
        message = carried(visit())
    assert (message.state, message.last_error) == (state, said)
    assert len(provider.requests) == 1


def test_silence_is_not_refusal(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """超时：对方可能已经收到；用同一编号重试。连不上：肯定没有收到。"""
    monkeypatch.setattr(webhook, "TIMEOUT_SECONDS", 0.2)
    with Provider(dwell=0.6) as provider:
        with_sms(county, provider.url)
        message = carried(visit())
    assert (message.state, message.doubtful) == (State.WAITING, True)
    assert "对方可能已经收到" in message.last_error
    with_sms(county, f"http://127.0.0.1:{free_port()}/")
    message = carried(visit())
    assert (message.state, message.doubtful) == (State.WAITING, False)


# Given up, taken up again ----------------------------------------------------------------------------------------------


def test_after_seven_tries_it_is_given_up_and_an_officer_may_begin_anew(county: County) -> None:
    with Provider((503, "down")) as provider:
        with_sms(county, provider.url)
        message = visit()
        waits = to_the_end(message)
        assert (message.state, message.attempts, len(provider.requests)) == (State.DEAD, 7, 7)
        assert message.last_error == "试了7次都没有发出：短信平台暂时不收（503）：down"
        assert waits == sorted(waits)
        assert sum(waits, timedelta()) < timedelta(days=2)
        head = county["office_head"]
        provider.answers = [(200, {"code": 0})]
        assert send_again(head, messages_of(head), [message.pk], now=NOON) == (1, [])
        message.refresh_from_db()
        assert carried(message).state == State.SENT
        assert provider.requests[-1][0]["Idempotency-Key"] == str(
            message.pk
        )  # 503 may have been taken: the same number
    recorded = AdminRecord.objects.get(deed="messages.again")
    assert (recorded.actor_id, recorded.new) == (head.staff_id, {"messages": [str(message.pk)]})
    done, refused = send_again(head, messages_of(head), [message.pk], now=NOON)
    assert (done, refused) == (0, ["回访提醒（139****1234）：现在是“已发出”，不用重新发送。"])


def test_what_was_refused_begins_anew_under_another_number(county: County) -> None:
    with Provider((400, "bad sign"), (200, {"code": 0})) as provider:
        with_sms(county, provider.url)
        message, duty = carried(visit()), county["section"]
        send_again(duty, messages_of(duty), [message.pk], now=NOON)
        assert carried(message).state == State.SENT
    assert [headers["Idempotency-Key"] for headers, _ in provider.requests] == [str(message.pk), f"{message.pk}-1"]


def test_giving_up_asks_for_a_reason_and_the_next_town_is_out_of_reach(county: County) -> None:
    with Provider((400, "")) as provider:
        with_sms(county, provider.url)
        message = carried(visit())
    head, other = county["office_head"], county["office2_head"]
    with pytest.raises(NotAllowed, match="请写明为什么不再发送"):
        drop(head, messages_of(head), [message.pk], " ", now=NOON)
    assert drop(other, messages_of(other), [message.pk], "不发了", now=NOON) == (0, [])
    with pytest.raises(NotAllowed, match="处理没有发出的通知"):
        send_again(county["mediator"], OutMessage.objects.all(), [message.pk], now=NOON)
    assert drop(head, messages_of(head), [message.pk], "已电话告知本人", now=NOON) == (1, [])
    message.refresh_from_db()
    assert (message.state, message.last_error) == (State.CANCELLED, "所长赵：已电话告知本人")
    assert send_again(head, messages_of(head), [message.pk], now=NOON)[0] == 0


def test_a_code_is_not_sent_once_it_has_lapsed(county: County) -> None:
    with Provider((500, "")) as provider:
        with_sms(county, provider.url)
        message = send(
            VERIFICATION_CODE, to=PHONE, channel=Way.SMS, values={"code": "402713"}, now=NOON, territory=HERE
        )
        carried(message)
        carried(message, NOON + timedelta(minutes=10))
    assert (message.state, message.last_error, message.content_sealed) == (State.DEAD, "已过有效时间，没有再发。", "")
    assert len(provider.requests) == 1
    head = county["office_head"]
    assert "内容已按规定清除" in send_again(head, messages_of(head), [message.pk], now=NOON)[1][0]


def test_a_channel_closed_at_noon_and_a_night_without_power(county: County) -> None:
    with Provider() as provider:
        with_sms(county, provider.url)
        message = visit(at("2026-05-06", "20:59"))
        assert delivering.deliver(message.pk, at("2026-05-06", "21:30")) == ""  # begun too late for today
        message.refresh_from_db()
        assert message.next_try_at == at("2026-05-07", "08:00")
        assert delivering.sweep(at("2026-05-07", "07:00")) == 0
        assert delivering.sweep(at("2026-05-09", "09:10")) == 1
        assert carried(message, at("2026-05-09", "09:10")).state == State.SENT
        closed = visit(at("2026-05-09", "10:00"))
        settings = WebhookSettings(**{**COUNTED.plain(), "url": provider.url})
        save_channel(county["sysadmin"], Way.SMS, settings, enabled=False, secret=None, now=NOON)
        assert carried(closed, at("2026-05-09", "10:00")).state == State.OFF
    assert len(provider.requests) == 1


# Two workers, and one that dies ----------------------------------------------------------------------------------------


def test_two_workers_at_once_send_once(committed_county: County) -> None:
    with Provider(dwell=0.2) as provider:
        with_sms(committed_county, provider.url)
        message, start = visit(), Barrier(4)

        def work(_: int) -> str:
            start.wait(timeout=30)
            try:
                return delivering.deliver(message.pk, NOON)
            finally:
                connection.close()

        with ThreadPoolExecutor(4) as pool:
            states = sorted(pool.map(work, range(4)))
    assert states == ["", "", "", "sent"]
    assert len(provider.requests) == 1


def test_a_worker_killed_between_sending_and_marking(committed_county: County) -> None:
    """对方已收到、本机还没来得及记下时断电：记为“结果不明”，用同一编号再发，对方认得出是重复。"""
    with Provider() as provider:
        with_sms(committed_county, provider.url)
        message = visit()
        connection.close()
        child = os.fork()
        if child == 0:
            delivering.deliver(message.pk, NOON)
            os._exit(0)
        provider.on_request = lambda: os.kill(child, signal.SIGKILL)
        assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
        provider.on_request = None
        message.refresh_from_db()
        assert message.state == State.SENDING
        assert delivering.sweep(NOON + timedelta(minutes=1)) == 0  # perhaps still at it
        later = NOON + timedelta(minutes=6)
        assert delivering.sweep(later) == 1
        message.refresh_from_db()
        assert (message.state, message.doubtful) == (State.UNKNOWN, True)
        assert message.last_error == "发送途中程序停止，不知对方是否已收到；用同一编号重试。"
        assert carried(message, later).state == State.SENT
    assert [headers["Idempotency-Key"] for headers, _ in provider.requests] == [str(message.pk)] * 2
