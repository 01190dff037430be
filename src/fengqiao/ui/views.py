"""Views of the look itself: big type on and off."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from fengqiao.ui.context import MODE_COOKIE

_YEAR_SECONDS = 365 * 24 * 3600


@require_POST
def set_mode(request: HttpRequest) -> HttpResponse:
    """Remember `mode` (`elder` or empty) in a cookie and go back to `next`, if that is a page of this site."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    response = HttpResponseRedirect(back)
    if request.POST.get("mode") == "elder":
        secure = request.is_secure()
        response.set_cookie(MODE_COOKIE, "elder", max_age=_YEAR_SECONDS, samesite="Lax", secure=secure)
    else:
        response.delete_cookie(MODE_COOKIE, samesite="Lax")
    return response
