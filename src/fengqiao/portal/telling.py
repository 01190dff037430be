"""What is said by message to those who sent something in: that it is registered, that there is news. Never what about."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from fengqiao.messages.models import Way
from fengqiao.messages.refusals import MessageRefused
from fengqiao.messages.sending import send
from fengqiao.messages.wording import Template, declare

REGISTERED = declare(Template(
    "portal_registered", "来件登记告知", "您交来的事已经登记，编号尾号{tail}。进展可在手机页“我的事”查看。", channels=(Way.SMS,),
))  # fmt: skip
REFUSED = declare(Template(
    "portal_refused", "来件未收下告知", "您交来的事没有收下，原因请在手机页“我的事”查看，也可拨打12348。", channels=(Way.SMS,),
))  # fmt: skip
NEWS = declare(Template(
    "portal_news", "进展告知", "您的事有新进展，请在手机页“我的事”查看。", channels=(Way.SMS,),
))  # fmt: skip


INVITED = declare(Template(
    "portal_invited", "约时间告知", "有单位请您选一个方便见面的时间。请用本手机号在{address}查看答复，或等工作人员打电话给您。", channels=(Way.SMS,),
))  # fmt: skip


def address() -> str:
    """Where the pages are that this machine serves."""
    return f"{settings.PUBLIC_ADDRESS.rstrip('/')}{reverse('portal-home')}"


def say(template: Template, phone: str, key: str, county: int, *, now: datetime, **values: str) -> None:
    """Send it once; a telephone that takes no more today goes without."""
    try:
        send(template, to=phone, channel=Way.SMS, values=values, key=f"portal:{key}", now=now, territory=county * 10**9)
    except MessageRefused:
        return
