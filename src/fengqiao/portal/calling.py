"""The line from inside to outside: the inside calls, never the other way. It hands in its letter and gets the other's back."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from fengqiao.exchange.delivering import MEDIA, NotDelivered, post
from fengqiao.portal import carrying, pairing
from fengqiao.portal.carrying import Stranger
from fengqiao.portal.models import Link
from fengqiao.portal.pairing import INSIDE, OUTSIDE, NotTaken

MOST_ROUNDS = 40


def exchange_if_linked(*, now: datetime) -> None:
    """One exchange where a line is set; a line that is down is noted and tried again in the next round."""
    link = pairing.my_link()
    if link is None or link.role != INSIDE or link.confirmed_at is None or not link.calls or settings.PORTAL_ONLY:
        return
    try:
        exchange(link, now=now)
    except (NotTaken, NotDelivered) as error:
        Link.objects.filter(pk=link.pk).update(trouble=f"与外网机没有接通：{error}"[:300])


def exchange(link: Link, *, now: datetime) -> None:
    """Bring and fetch until neither side has anything new. Raises NotTaken, NotDelivered."""
    for _ in range(MOST_ROUNDS):
        got = carrying.take(_call(link, carrying.bundle(now=now)), now=now)
        if not got.new and not carrying.waiting_count():
            return


def _call(link: Link, content: bytes) -> bytes:
    """Hand in what we have; what the outside has. Where we are sent elsewhere, we do not go."""
    if not link.url.startswith(("http://", "https://")):
        raise NotTaken("外网机地址要以https://开头。请重新配对。")
    return post(f"{link.url}/m/exchange/", content, most_bytes=carrying.MOST_PACKET_BYTES)


@csrf_exempt
@require_POST
def endpoint(request: HttpRequest) -> HttpResponse:
    """Outside: take what is brought, give what waits. Nobody without the inside's key learns that it is there."""
    link, now = pairing.my_link(), timezone.now()
    if link is None or link.role != OUTSIDE or link.confirmed_at is None:
        return _nothing()
    try:
        carrying.take(request.body, now=now)
        return HttpResponse(carrying.bundle(now=now), content_type=MEDIA)
    except Stranger:
        return _nothing()
    except NotTaken as error:
        return HttpResponse(str(error), status=409, content_type="text/plain; charset=utf-8")


def _nothing() -> HttpResponse:
    return HttpResponse("没有这一页", status=404, content_type="text/plain; charset=utf-8")
