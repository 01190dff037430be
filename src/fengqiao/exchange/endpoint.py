"""``POST /exchange/in/``: where other systems hand in envelopes. No session: the signature says who it is."""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from fengqiao.exchange.delivering import MEDIA
from fengqiao.exchange.envelope import MOST_BYTES, Rejected
from fengqiao.exchange.models import Rejection
from fengqiao.exchange.receiving import note_rejection, take_in

MOST_REJECTED, WINDOW = 30, timedelta(minutes=5)
_STATUS = {"size": 413, "replay": 409, "sender": 403, "key": 403, "signature": 403, "partner": 403, "recipient": 403}


@csrf_exempt
def take_envelope(request: HttpRequest) -> HttpResponse:
    """The signed receipt, the same one however often the same envelope comes; or why it was not taken."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"], "往来文件只用POST发送。", content_type="text/plain; charset=utf-8")
    now, source = timezone.now(), str(request.META.get("REMOTE_ADDR", ""))[:80]
    if Rejection.objects.filter(source=source, at__gte=now - WINDOW).count() >= MOST_REJECTED:
        return _refusal("rate", "五分钟内来自这个地址的不合格来件过多，暂不接收。请核对密钥和格式，稍后再发。", 429)
    try:
        content = _content(request)
    except (Rejected, RequestDataTooBig):
        return _refusal("size", f"文件超过{MOST_BYTES // 1024 // 1024}MB，没有收下。请把附件分开发送。", 413)
    try:
        taken = take_in(content, now=now, source=source)
    except Rejected as rejected:
        note_rejection(content, rejected, now=now, source=source)
        return _refusal(rejected.code, str(rejected), _STATUS.get(rejected.code, 400))
    return HttpResponse(taken.receipt or b"", content_type=MEDIA, status=200 if taken.receipt else 204)


def _content(request: HttpRequest) -> bytes:
    """The body, not read at all when it says it is too long."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    if not said.isdigit() or int(said) > MOST_BYTES:
        raise Rejected("size", "")
    return request.body


def _refusal(code: str, said: str, status: int) -> HttpResponse:
    return JsonResponse({"code": code, "said": said}, status=status, json_dumps_params={"ensure_ascii": False})
