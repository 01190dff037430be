"""How often one telephone or one address may do something: counted in the database, by blind index, forgotten after two days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.http import HttpRequest

from fengqiao.portal.keeping import index_of
from fengqiao.portal.models import Tally

ELSEWHERE = "可以改天再办，也可以拨打12348，或者到司法所窗口当面说。"
KEPT = timedelta(days=2)


class NotNow(Exception):
    """Something a citizen cannot do now; the text says why and what to do instead."""


@dataclass(frozen=True)
class Limit:
    """At most ``most`` times in each ``every``."""

    what: str
    every: timedelta
    most: int
    said: str


# By address the limits are wide: behind one address of a mobile network there may be a whole town.
CODES_PHONE = Limit("code-phone", timedelta(days=1), 10, "这个手机号今天要的验证码太多了。")
CODES_HERE = Limit("code-here", timedelta(hours=1), 60, "这个网络要的验证码太多了，请一小时后再试。")
CODES_HERE_DAY = Limit("code-here-day", timedelta(days=1), 400, "这个网络今天要的验证码太多了。")
TRIES_HERE = Limit("try-here", timedelta(hours=1), 120, "验证码试的次数太多了，请一小时后再试。")
SENT_PHONE = Limit("sent-phone", timedelta(days=1), 5, "您今天已经反映了五件事。")
ACTS_PHONE = Limit("act-phone", timedelta(days=1), 30, "您今天办理的次数太多了。")
SENT_HERE = Limit("sent-here", timedelta(days=1), 200, "这个网络今天交来的太多了。")
FILES_HERE = Limit("file-here", timedelta(hours=1), 80, "这个网络一小时内传的照片太多了，请稍后再传。")
PAPERS_HERE = Limit("paper-here", timedelta(hours=1), 120, "这个网络一小时内下载的文书太多了，请一小时后再试。")


def count(limit: Limit, who: bytes, now: datetime, times: int = 1) -> None:
    """Count once more. Raises NotNow beyond the limit."""
    seconds = int(limit.every.total_seconds())
    since = datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, tz=now.tzinfo)
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into portal_tally (what, who, since, n) values (%s, %s, %s, %s)"
            " on conflict (what, who, since) do update set n = portal_tally.n + excluded.n returning n",
            [limit.what, who, since, times],
        )
        (n,) = cursor.fetchone()
    if n > limit.most:
        raise NotNow(limit.said + ELSEWHERE)


def here(request: HttpRequest) -> bytes:
    """The blind index of the address a request comes from. Only a named proxy is believed about whom it stands for."""
    address = str(request.META.get("REMOTE_ADDR") or "")
    if address in settings.TRUSTED_PROXIES:
        address = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() or address
    return index_of("address", address)


def forget(now: datetime) -> None:
    """Counts that no longer matter."""
    Tally.objects.filter(since__lt=now - KEPT).delete()
