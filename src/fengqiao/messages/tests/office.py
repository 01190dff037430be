"""A county that has set its channels; messages as tests send them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from fengqiao.messages.channels import save_channel
from fengqiao.messages.models import OutMessage, Way
from fengqiao.messages.sending import send
from fengqiao.messages.smtp import NONE, SmtpSettings
from fengqiao.messages.webhook import WebhookSettings
from fengqiao.messages.wording import Template, declare
from tests.county import County, at

PHONE, MAIL = "13900001234", "zhangsan@example.cn"
SECRET = "provider-secret"
HERE = 999901_001_001_000
NOON = at("2026-05-06", "12:00")
VISIT = declare(Template("test_visit", "回访提醒", "您好，{day}工作人员将与您联系，请保持电话畅通。"))
COUNTED: WebhookSettings = WebhookSettings(success_path="code", success_value="0", provider_id_path="data.sid")


def with_sms(
    county: County, url: str, *, secret: str = SECRET, settings: WebhookSettings = COUNTED, kind: str = Way.SMS
) -> None:
    particulars = {**settings.plain(), "url": url}
    save_channel(county["sysadmin"], kind, WebhookSettings(**particulars), enabled=True, secret=secret, now=NOON)


def with_mail(county: County, port: int, *, user: str = "", secret: str = "", security: str = NONE) -> None:
    settings = SmtpSettings("127.0.0.1", port, security, user, "tongzhi@example.gov.cn", "枫林县司法局")
    save_channel(county["sysadmin"], Way.EMAIL, settings, enabled=True, secret=secret, now=NOON)


def visit(now: datetime = NOON, *, to: str = PHONE, channel: str = Way.SMS, **more: Any) -> OutMessage:
    """One ordinary message."""
    return send(
        VISIT, to=to, channel=channel, values={"day": "5月8日"}, now=now, territory=more.pop("territory", HERE), **more
    )
