"""The pages of what leaves the machine, as the web's own database role: set, tried, attended to, chosen."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.matter import everyday
from fengqiao.matter.models import Notice, NoticeLevel
from fengqiao.matter.notices import keep
from fengqiao.messages import delivering
from fengqiao.messages.models import OutMessage, State
from fengqiao.messages.sending import address_in, send
from fengqiao.messages.tests.office import HERE, MAIL, PHONE, visit, with_mail, with_sms
from fengqiao.messages.tests.servers import MailServer
from fengqiao.messages.wording import VERIFICATION_CODE
from fengqiao.orgs.models import AdminRecord
from tests.county import County
from tests.web import SignedIn, as_web

__all__ = ["as_web"]

SECRET = "authorisation-code-4711"
BY_MAIL = {
    "enabled": "on", "host": "127.0.0.1", "port": "25", "security": "starttls", "user": "tongzhi", "secret": SECRET,
    "sender": "tongzhi@example.gov.cn", "sender_name": "枫林县司法局",
}  # fmt: skip
BY_SMS = {
    "enabled": "on", "url": "https://sms.example.cn/send", "secret": SECRET, "to_field": "to", "text_field": "text", "id_field": "id",
    "fixed": "sign=枫林司法\napp=1", "success_path": "code", "success_value": "0",
}  # fmt: skip


def page_of(response: Any) -> str:
    return str(response.content.decode())


def not_sent(**more: Any) -> OutMessage:
    message = visit(timezone.now(), **more)
    OutMessage.objects.filter(pk=message.pk).update(state=State.DEAD, last_error="短信平台拒收（400）：bad sign")
    return message


# The administrator -----------------------------------------------------------------------------------------------------


def test_mail_is_set_and_tried_and_the_secret_is_never_shown(county: County, as_web: SignedIn) -> None:
    """设好、测试、看到结果；口令不再显示，日志里也没有；以后不改口令就留空。"""
    system = as_web("sysadmin")
    with MailServer() as server:
        form = BY_MAIL | {"port": str(server.port), "security": "none", "user": "", "secret": ""}
        assert system.post("/admin/messages/email/", form)["Location"] == "/admin/messages/"
        assert system.post("/admin/messages/email/trial/", {"to": MAIL}).status_code == 303
        message = OutMessage.objects.get(template="trial")
        assert delivering.deliver(message.pk) == State.SENT
        page = page_of(system.get("/admin/messages/"))
        assert "z***@example.cn" in page
        assert "已发出" in page
        assert MAIL not in page
    system.post("/admin/messages/email/", BY_MAIL)
    assert "已设好，不再显示；不改就留空。" in page_of(system.get("/admin/messages/email/"))
    system.post("/admin/messages/email/", BY_MAIL | {"secret": "", "sender_name": "枫林司法"})
    log = page_of(as_web("auditadmin").get("/admin/logs/deeds/"))
    assert "设置通知通道" in log
    assert "发件人名称：枫林司法" in log
    assert "换了密钥：是" in log
    for address in ("/admin/messages/", "/admin/messages/email/"):
        assert SECRET not in page_of(system.get(address))
    assert SECRET not in log
    assert delivering.open_channel(999901, "email").secret == SECRET


@pytest.mark.parametrize(("kind", "wrong", "said"), [
    ("email", {"host": ""}, "开通前请填写服务器。"), ("email", {"secret": ""}, "有用户名的，请同时填写口令或授权码。"),
    ("email", {"security": "none"}, "不加密时口令会在网络上明文传送。"), ("email", {"port": "70000"}, "端口不能大于 65535。"),
    ("email", {"sender": "枫林"}, "这不是可以收信的邮箱地址。"), ("sms", {"url": "ftp://x/"}, "网址写成 https://sms.example.cn/send 这样"),
    ("sms", {"url": "https://u:p@sms.example.cn/"}, "用户名和密钥不要写在网址里"), ("sms", {"fixed": "sign"}, "“sign”不是“字段=值”。"),
    ("sms", {"success_value": ""}, "成功条件的字段和值要一起填"), ("sms", {"to_field": "手机"}, "收件人字段只写字母、数字和下划线"),
    ("sms", {"text_field": ""}, "内容字段和参数字段至少填一个"),
])  # fmt: skip
def test_settings_that_could_not_work_are_refused_with_what_to_do(
    county: County, as_web: SignedIn, kind: str, wrong: dict[str, str], said: str
) -> None:
    form = (BY_MAIL if kind == "email" else BY_SMS) | wrong
    response = as_web("sysadmin").post(f"/admin/messages/{kind}/", form)
    assert response.status_code == 422
    assert said in page_of(response)
    assert delivering.open_channel(999901, kind) is None


def test_a_webhook_is_set_with_its_names_and_its_secret_may_be_taken_away(county: County, as_web: SignedIn) -> None:
    system = as_web("sysadmin")
    assert system.post("/admin/messages/sms/", BY_SMS).status_code == 303
    channel = delivering.open_channel(999901, "sms")
    assert (channel.secret, channel.settings.fixed) == (SECRET, {"sign": "枫林司法", "app": "1"})
    assert "sign=枫林司法" in page_of(system.get("/admin/messages/sms/"))
    system.post("/admin/messages/sms/", BY_SMS | {"secret": "", "without_secret": "on"})
    assert delivering.open_channel(999901, "sms").secret == ""


def test_the_administrator_sees_numbers_and_reasons_only(county: County, as_web: SignedIn) -> None:
    with_sms(county, "http://127.0.0.1:9/")
    not_sent()
    page = page_of(as_web("sysadmin").get("/admin/messages/"))
    assert "短信平台拒收（400）：bad sign" in page
    assert "139****" not in page
    assert "回访提醒" not in page
    refused = as_web("sysadmin").post("/admin/messages/sms/trial/", {"to": "1390000"})
    assert refused.status_code == 422
    assert "手机号应为11位" in page_of(refused)
    assert 'value="1390000"' in page_of(refused)


# The officer -----------------------------------------------------------------------------------------------------------


def test_the_head_of_the_office_sends_again_or_gives_up(county: County, as_web: SignedIn) -> None:
    with_sms(county, "http://127.0.0.1:9/")
    first, second, head = not_sent(), not_sent(), as_web("office_head")
    page = page_of(head.get("/messages/"))
    assert page.count("139****1234") == 2
    assert PHONE not in page
    assert "5月8日" not in page  # what was said is not shown
    unsaid = head.post("/messages/attend/", {"do": "drop", "message": str(first.pk), "reason": " "})
    assert unsaid.status_code == 422
    assert "请写明为什么不再发送" in page_of(unsaid)
    assert f'value="{first.pk}" checked' in page_of(unsaid)
    gone = head.post(
        "/messages/attend/", {"do": "drop", "message": str(first.pk), "reason": "已电话告知本人"}, follow=True
    )
    assert "1条不再发送。" in page_of(gone)
    again = head.post("/messages/attend/", {"do": "again", "message": [str(first.pk), str(second.pk)]}, follow=True)
    assert "1条已重新排队发送。" in page_of(again)
    assert "现在是“不再发送”，不用重新发送。" in page_of(again)
    log = page_of(as_web("auditadmin").get("/admin/logs/deeds/"))
    assert "不再发送通知" in log
    assert "事由：已电话告知本人" in log
    assert "请先勾选要办理的通知。" in page_of(head.post("/messages/attend/", {"do": "again"}))


def test_a_message_lies_where_its_matter_lies_and_hides_with_it(county: County, as_web: SignedIn) -> None:
    """邻乡看不到；限制查看的案件，看不到案件的人也看不到它的通知。"""
    with_sms(county, "http://127.0.0.1:9/")
    case = Case(county).in_mediation("2026-05-06")
    assert case.matter is not None
    message = not_sent(matter_id=case.matter.pk)
    assert case.matter.code in page_of(as_web("section").get("/messages/"))
    assert "139****1234" not in page_of(as_web("office2_head").get("/messages/"))
    as_web("office2_head").post("/messages/attend/", {"do": "again", "message": str(message.pk)})
    message.refresh_from_db()
    assert message.state == State.DEAD
    assert not AdminRecord.objects.filter(deed="messages.again").exists()
    case.do(
        everyday_action("recuse"),
        "2026-05-06",
        actor=county["head"],
        staff=county["office_head"].staff_id,
        reason="近亲属",
    )
    assert "139****1234" not in page_of(as_web("office_head").get("/messages/"))


def everyday_action(code: str) -> Any:
    return getattr(everyday, code)


def test_a_code_is_shown_to_no_officer_even_in_a_demonstration(county: County, as_web: SignedIn, settings: Any) -> None:
    settings.DEMO = True
    send(VERIFICATION_CODE, to=PHONE, channel="sms", values={"code": "402713"}, now=timezone.now(), territory=HERE)
    visit(timezone.now())
    page = page_of(as_web("office_head").get("/messages/?state=demo"))
    assert "您好，5月8日工作人员将与您联系" in page  # an ordinary one may be read there
    assert "验证码只给本人看。" in page
    assert "402713" not in page


def test_the_pages_keep_their_budget(county: County, as_web: SignedIn) -> None:
    with_sms(county, "http://127.0.0.1:9/")
    case = Case(county).in_mediation("2026-05-06")
    for n in range(6):
        not_sent(to=f"1390000123{n}", matter_id=case.matter.pk)  # type: ignore[union-attr]
    no_question = ("SAVEPOINT", "RELEASE", "set role", "reset role", "select set_config('fq.lo', '', true)")
    for who, path, most in (
        ("office_head", "/messages/", 9),
        ("office_head", "/me/contact/", 6),
        ("sysadmin", "/admin/messages/", 11),
    ):
        desk = as_web(who)
        desk.get(path)
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(path).status_code == 200
        questions = [q["sql"] for q in asked if not q["sql"].startswith(no_question)]
        assert len(questions) <= most, (path, questions)


# One's own choice ------------------------------------------------------------------------------------------------------


def test_who_chooses_mail_is_told_of_red_notices_by_mail(county: County, as_web: SignedIn) -> None:
    with_mail(county, 9)
    mediator, now = as_web("mediator"), timezone.now()
    missing = mediator.post("/me/contact/", {"by": "email", "email": "", "mobile": ""})
    assert "请填写接收提醒的邮箱，或选“不另外通知”。" in page_of(missing)
    assert "这不是可以收信的邮箱地址。" in page_of(
        mediator.post("/me/contact/", {"by": "", "email": "wang", "mobile": ""})
    )
    assert mediator.post("/me/contact/", {"by": "email", "email": MAIL, "mobile": ""})["Location"] == "/me/"
    assert "现在发邮件到z***@example.cn。" in page_of(mediator.get("/me/"))
    case = Case(county).in_mediation("2026-05-06")
    assert case.matter is not None

    def told(level: str, key: str) -> Notice:
        return Notice(matter_id=case.matter.pk, territory=case.matter.territory, staff_id=county["mediator"].staff_id,
                      code="overdue", key=key, level=level, text="与张三的约定已逾期")  # fmt: skip

    keep([told(NoticeLevel.RED, "1"), told(NoticeLevel.YELLOW, "2")], now)
    keep([told(NoticeLevel.RED, "1")], now)
    message = OutMessage.objects.get(template="staff_notice")
    assert address_in(message) == MAIL
    assert message.matter_id == case.matter.pk
    mediator.post("/me/contact/", {"by": "", "email": MAIL, "mobile": ""})
    keep([told(NoticeLevel.RED, "3")], now)
    assert OutMessage.objects.filter(template="staff_notice").count() == 1
