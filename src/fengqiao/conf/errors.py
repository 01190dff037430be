"""The pages nobody plans for: those of the desk, and for citizens their own."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from fengqiao.desk import errors as desk
from fengqiao.portal import pages as portal


def _is_citizens(request: HttpRequest) -> bool:
    return request.path.startswith("/m/")


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    return portal.form_expired(request, reason) if _is_citizens(request) else desk.form_expired(request, reason)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return portal.not_found(request, exception) if _is_citizens(request) else desk.not_found(request, exception)


def went_wrong(request: HttpRequest) -> HttpResponse:
    return portal.went_wrong(request) if _is_citizens(request) else desk.went_wrong(request)
