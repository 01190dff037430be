"""The door of the interface: whose token it is, how far it reads, how often; every call written down; answers that need not be sent twice."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja.security import HttpBearer

from fengqiao.api.models import ApiCall, ApiToken
from fengqiao.api.tokens import find_token
from fengqiao.indicators.registry import IndicatorSet, sets
from fengqiao.matter import net
from fengqiao.vault import sm3_hex

MOST_A_MINUTE, MOST_REFUSED, WINDOW = 60, 30, timedelta(minutes=5)
KEPT_SECONDS = 60
_WROTE_USE_EVERY = timedelta(minutes=1)


class Denied(Exception):
    """No answer: ``code`` for programs, the words for people."""

    def __init__(self, status: int, code: str, said: str) -> None:
        super().__init__(said)
        self.status, self.code = status, code


@dataclass(frozen=True)
class Reader:
    """Who reads: one token, its sets, its reach (both ends included)."""

    token: ApiToken
    sets: tuple[IndicatorSet, ...]
    low: int
    high: int

    @property
    def exact(self) -> bool:
        return self.token.exact

    def set(self, code: str) -> IndicatorSet:
        """Raises Denied for one the token was not given."""
        found = next((each for each in self.sets if each.code == code), None)
        if found is None:
            mine = "、".join(f"{each.code}（{each.label}）" for each in self.sets)
            raise Denied(403, "line", f"这个令牌不能读条线“{code[:40]}”。可以读的是：{mine}。需要增加的，请联系发放令牌的司法局。")
        return found


class Bearer(HttpBearer):
    """``Authorization: Bearer fq-…``. Sets the database's scope to the token's reach."""

    def authenticate(self, request: HttpRequest, token: str) -> Reader:
        now, today = timezone.now(), timezone.localdate()
        if ApiCall.objects.filter(source=_source(request), status=401, at__gte=now - WINDOW).count() >= MOST_REFUSED:
            raise Denied(429, "rate", "五分钟内来自这个地址的无效令牌过多，暂不受理。请核对令牌，五分钟后再试。")
        found = find_token(token)
        if found is None:
            raise Denied(401, "token", "令牌无效。请核对是否抄全；遗失的，请发放令牌的司法局另发。")
        request.api_token = found  # type: ignore[attr-defined]  # whose call it was is written down, whatever becomes of it
        state = found.state(today)
        if state != "启用":
            raise Denied(401, "token", f"这个令牌{state}（有效到{found.until_on.isoformat()}）。请联系发放令牌的司法局。")
        if ApiCall.objects.filter(token=found, at__gte=now - timedelta(minutes=1)).count() >= MOST_A_MINUTE:
            raise Denied(429, "rate", f"每分钟最多{MOST_A_MINUTE}次，请一分钟后再试；同样的问题请用ETag，不必重取。")
        low, high = found.office.reach
        net.set_scope(low, high)
        if found.used_at is None or now - found.used_at > _WROTE_USE_EVERY:
            ApiToken.objects.filter(pk=found.pk).update(used_at=now)
        return Reader(found, tuple(each for each in sets() if each.code in found.lines), low, high)


View = Callable[..., HttpResponse]


def spoken(view: View) -> View:
    """Every answer of the interface: refusals in Chinese, the call written down, the same answer not sent twice."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code == 405:
            response = said(405, "method", "读取接口只接受GET。", Allow="GET")
        token = getattr(request, "api_token", None)
        ApiCall.objects.create(
            token=token, territory=token.territory if token else 0, at=timezone.now(), source=_source(request), asked=request.get_full_path()[:400],
            status=response.status_code,
        )  # fmt: skip
        if response.status_code == 200:
            tag = f'"{sm3_hex(response.content)[:32]}"'
            if tag in request.headers.get("If-None-Match", ""):
                response = HttpResponse(status=304)
            response["ETag"], response["Cache-Control"], response["Vary"] = tag, f"private, max-age={KEPT_SECONDS}", "Authorization"
        return response

    return answered


def said(status: int, code: str, words: str, **headers: str) -> HttpResponse:
    """An error as programs and people read it."""
    response = HttpResponse(json.dumps({"code": code, "said": words}, ensure_ascii=False), status=status, content_type="application/json; charset=utf-8")
    if status == 401:
        response["WWW-Authenticate"] = "Bearer"
    if status == 429:
        response["Retry-After"] = "60"
    for name, value in headers.items():
        response[name] = value
    return response


def _source(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))[:80]
