"""The line from inside to outside: the inside calls, never the other way. First what the outside has, then what we have."""

from __future__ import annotations

import hmac
import logging
import urllib.error
import urllib.request
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from fengqiao.portal import carrying
from fengqiao.portal.carrying import INSIDE, OUTSIDE, NotTaken
from fengqiao.portal.models import Link

log = logging.getLogger(__name__)
WAIT_SECONDS = 20
MOST_ROUNDS = 40
SKEW_SECONDS = 600
HEADER = "X-Fengqiao-Portal"


def exchange_if_linked(*, now: datetime) -> None:
    """One exchange where a line is set; a line that is down is noted and tried again in the next round."""
    link = carrying.my_link()
    if link is None or link.role != INSIDE or not link.calls or settings.PORTAL_ONLY:
        return
    try:
        exchange(link, now=now)
    except (NotTaken, OSError) as error:
        said = str(error)[:300] if isinstance(error, NotTaken) else f"连不上外网机（{type(error).__name__}）"
        Link.objects.filter(pk=link.pk).update(trouble=said)


def exchange(link: Link, *, now: datetime) -> None:
    """Fetch and bring until neither side has anything new. Raises NotTaken, OSError."""
    for _ in range(MOST_ROUNDS):
        got = carrying.take(_call(link, None), now=now)
        bundle = carrying.bundle(now=now)
        _call(link, bundle)
        answer = carrying.take(_call(link, None), now=now)  # what it now has of ours
        if not got.new and not answer.new and not carrying.waiting_count():
            return
        if not got.new and not answer.new:
            link.refresh_from_db()


def _call(link: Link, content: bytes | None) -> bytes:
    """GET what the outside has, or POST what we have."""
    request = urllib.request.Request(
        f"{link.url}/m/exchange/", data=content, method="GET" if content is None else "POST",
        headers={HEADER: token(link, int(timezone.now().timestamp())), "Content-Type": "application/json"},
    )  # fmt: skip
    if not link.url.startswith(("http://", "https://")):
        raise NotTaken("外网机地址要以https://开头。请重新配对。")
    try:
        with urllib.request.urlopen(request, timeout=WAIT_SECONDS) as answer:
            found: bytes = answer.read(carrying.MOST_BYTES * 4)
            return found
    except urllib.error.HTTPError as error:
        raise NotTaken(f"外网机不接受（{error.code}）：{error.read(300).decode('utf-8', 'replace')}") from None


def token(link: Link, at: int) -> str:
    """What shows the outside that it is the paired inside that calls, now."""
    proof = hmac.new(carrying.key_of(link).subkey(b"portal call"), str(at).encode(), "sha256").hexdigest()
    return f"{at}.{proof}"


@csrf_exempt
@require_http_methods(["GET", "POST"])
def endpoint(request: HttpRequest) -> HttpResponse:
    """Outside: give what waits, take what is brought. Nobody without the pairing's key learns that it is there."""
    link = carrying.my_link()
    if link is None or link.role != OUTSIDE or not _is_inside(link, request.headers.get(HEADER, "")):
        return HttpResponse("没有这一页", status=404, content_type="text/plain; charset=utf-8")
    try:
        if request.method == "GET":
            return HttpResponse(carrying.bundle(now=timezone.now()), content_type="application/json")
        carrying.take(request.body, now=timezone.now())
    except NotTaken as error:
        return HttpResponse(str(error), status=409, content_type="text/plain; charset=utf-8")
    return HttpResponse(status=204)


def _is_inside(link: Link, said: str) -> bool:
    at, _, _ = said.partition(".")
    if not at.isdigit() or abs(int(at) - timezone.now().timestamp()) > SKEW_SECONDS:
        return False
    return hmac.compare_digest(token(link, int(at)), said)
