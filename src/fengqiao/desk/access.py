"""Who may open a page, and how refusals become answers: 404 for what one may not know of, 403 with a reason."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.permissions import Permission
from fengqiao.ui.htmx import redirect_to, wants_fragment

View = Callable[..., HttpResponse]


class StaffRequest(HttpRequest):
    """A request of somebody signed in and acting for a post."""

    actor: Actor


def staff_only(view: View) -> View:
    """The door of every staff page: signed in, in a post; refusals answered in words."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return sign_in_first(request)
        if getattr(request.user, "must_change_password", False) and request.resolver_match and request.resolver_match.url_name != "password":
            return HttpResponseRedirect(reverse("password"))
        if request.actor is None:  # type: ignore[attr-defined]
            return error(request, 403, "还没有岗位", "您的账号今天没有任职岗位。请联系本单位的系统管理员登记岗位。")
        if request.actor.administers and not getattr(guarded, "for_administrators", False):  # type: ignore[attr-defined]
            return _not_for_administrators(request)
        try:
            return view(request, *args, **kwargs)
        except NotVisible:
            return error(request, 404, "找不到这一页", "没有这件事，或者它不在您的辖区和条线内。请核对编号，或问承办机构。")
        except Refused as refusal:
            return error(request, 403, "现在不能办理", str(refusal))

    guarded.staff_only = True  # type: ignore[attr-defined]
    return guarded


def acting(request: HttpRequest, permission: Permission) -> Actor:
    """Who acts, holding the permission. Raises Refused with what is lacking."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.holds(permission):
        raise Refused.because("permission", actor.lacks(permission))
    return actor


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """To the sign-in page, and from there back: to the page itself, or to the one a part of it was asked for."""
    here = request.get_full_path()
    if wants_fragment(request) and request.method != "POST":
        page = urlsplit(request.headers.get("HX-Current-URL", ""))
        here = page.path + (f"?{page.query}" if page.query else "") or here
    url = f"{reverse('sign-in')}?{urlencode({'next': here})}"
    return redirect_to(request, url) if wants_fragment(request) else HttpResponseRedirect(url)


def _not_for_administrators(request: HttpRequest) -> HttpResponse:
    """三员: no business page opens to them; the workbench leads to their own desk."""
    if request.resolver_match is not None and request.resolver_match.url_name == "workbench":
        return HttpResponseRedirect(reverse("admin"))
    return error(
        request, 403, "管理员不办理业务",
        "系统、安全、审计三员分设，不接触业务数据（GB/T 22239-2019）。要办理业务，请用本人的业务账号登录。",
    )  # fmt: skip


def error(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    """An error page in words with a way back."""
    context = {"title": title, "text": text, "url": reverse("workbench"), "url_label": "回到工作台"}
    return render(request, "ui/error_page.html", context, status=status)
