"""One transaction per request, with the scope of whoever acts; headers; the post one acts for; session limits."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from fengqiao.desk.access import sign_in_first
from fengqiao.matter import net
from fengqiao.orgs.actor import actor_of, posts_of
from fengqiao.orgs.roles import SUMS_ONLY
from fengqiao.ui.csp import POLICY

GetResponse = Callable[[HttpRequest], HttpResponse]
BY_ITSELF = "by_itself"  # in the address of what a page asks for again without anybody
SIGNED_IN_AT, SEEN_AT, POST = "signed_in_at", "seen_at", "post"
KEPT_EVERY_SECONDS = 60


class SecurityHeaders:
    """Headers of every answer: only this site, nothing inline, nothing kept of personal pages."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Referrer-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", "geolocation=(), microphone=(), payment=()")
        if not request.path.startswith(settings.STATIC_URL):
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response


class OneTransaction:
    """Opens the transaction, lets everything happen and be rendered in it, commits; an answer from 500 up undoes it all."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with transaction.atomic():
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
            elif settings.MODE == "test":
                net.clear_scope()
        return response


class ActingPost:
    """Finds the post the signed-in person acts for and sets the database's scope to its reach; ends stale sessions."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = None  # type: ignore[attr-defined]
        request.posts = []  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            if self._stale(request):
                return self._sign_in_again(request)
            self._act(request)
            self._seen(request)
        return self.get_response(request)

    def _stale(self, request: HttpRequest) -> bool:
        now, session = time.time(), request.session
        begun, seen = session.get(SIGNED_IN_AT, now), session.get(SEEN_AT, now)
        if now - begun > settings.SESSION_ABSOLUTE_SECONDS or now - seen > settings.SESSION_IDLE_SECONDS:
            return True
        if SIGNED_IN_AT not in session:
            session[SIGNED_IN_AT] = now
        return not request.user.is_active

    def _seen(self, request: HttpRequest) -> None:
        """Somebody is there. A page that asks for itself is nobody, unless the post sees sums alone and hangs on a wall."""
        sums_only = request.actor is not None and request.actor.roles <= SUMS_ONLY  # type: ignore[attr-defined]
        if BY_ITSELF in request.GET and not sums_only:
            return
        now, session = time.time(), request.session
        if now - session.get(SEEN_AT, 0) > KEPT_EVERY_SECONDS:
            session[SEEN_AT] = now

    def _sign_in_again(self, request: HttpRequest) -> HttpResponse:
        logout(request)
        messages.info(request, "离开时间较长，请重新登录；登录后回到刚才的页面，填写的内容保存在本机。")
        return sign_in_first(request)

    def _act(self, request: HttpRequest) -> None:
        posts = posts_of(request.user, timezone.localdate())  # type: ignore[arg-type]
        chosen = next((post for post in posts if post.pk == request.session.get(POST)), posts[0] if posts else None)
        request.posts = posts  # type: ignore[attr-defined]
        if chosen is not None:
            request.actor = actor_of(chosen)  # type: ignore[attr-defined]
            net.set_scope(request.actor.low, request.actor.high)  # type: ignore[attr-defined]
