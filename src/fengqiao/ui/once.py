"""Tells the browser that a form has arrived, so that its draft and its copy in the outbox may go.

Every form carries `_once` (`{% once form %}`). An action that has been carried out, now or the first time
the same token came, answers with `mark_sent`.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

ONCE_FIELD = "_once"
SENT_COOKIE = "ui_sent"
LATER_HEADER = "X-Sent-Later"


def read_once(request: HttpRequest) -> str:
    """Return the token of the form that was sent; empty when there is none."""
    return str(request.POST.get(ONCE_FIELD, ""))[:64]


def was_sent_later(request: HttpRequest) -> bool:
    """True when the form had waited on the person's computer for the line to come back."""
    return request.headers.get(LATER_HEADER) == "1"


def mark_sent(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Return `response` with the token in a cookie that the page's script reads and removes."""
    token = read_once(request)
    if token:
        response.set_cookie(SENT_COOKIE, token, max_age=3600, samesite="Lax", secure=request.is_secure())
    return response
