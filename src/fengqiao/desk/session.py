"""Signing in and out, the quick change of person on a shared computer, the post one acts for, one's own account."""

from __future__ import annotations

import time
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from fengqiao.desk.access import staff_only
from fengqiao.desk.middleware import POST, SEEN_AT, SIGNED_IN_AT
from fengqiao.orgs.models import Staff
from fengqiao.ui.forms import Form

KNOWN_HERE = "fq_here"  # who has signed in with a password on this computer today: ids only, signed
KNOWN_SECONDS = 60 * 60 * 12
PIN_TRIES = 5
BACKEND = "django.contrib.auth.backends.ModelBackend"


class SignInForm(Form):
    username = forms.CharField(label="登录名", max_length=40)
    password = forms.CharField(label="口令", widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))


class PinForm(Form):
    staff = forms.IntegerField(widget=forms.HiddenInput)
    pin = forms.CharField(
        label="换人口令", min_length=4, max_length=8,
        widget=forms.PasswordInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip


class PasswordForm(Form):
    old = forms.CharField(label="现在的口令", widget=forms.PasswordInput)
    new = forms.CharField(label="新口令", help_text="至少10位，不能全是数字。", widget=forms.PasswordInput)
    again = forms.CharField(label="再写一次新口令", widget=forms.PasswordInput)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("new") and data.get("new") != data.get("again"):
            self.add_error("again", "两次写的新口令不一样，请再写一次。")
        return data


class NewPinForm(Form):
    pin = forms.RegexField(r"^\d{4,8}$", label="换人口令", help_text="4到8位数字，共用电脑换人时用。",
                           error_messages={"invalid": "换人口令是4到8位数字。"})  # fmt: skip


def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in by password. Five failures lock the name for twenty minutes."""
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        staff = authenticate(request, **form.cleaned_data)
        if staff is not None:
            return _begin(request, staff)  # type: ignore[arg-type]
        if getattr(request, "axes_locked_out", False):
            return render(request, "desk/locked_out.html", status=403)
        form.add_error(None, "登录名或口令不对。请核对大小写；连续五次不对，将锁定二十分钟。")
    next_url = request.POST.get("next") or request.GET.get("next") or ""
    context = {"form": form, "next": next_url, "sign_ins": _demo_sign_ins()}
    return render(request, "desk/sign_in.html", context, status=200 if not form.errors else 422)


def _demo_sign_ins() -> list[Staff]:
    """In demonstration mode only: one sign-in per role."""
    return list(Staff.objects.filter(demo=True, demo_sign_in__gt="").order_by("pk")) if settings.DEMO else []


def _begin(request: HttpRequest, staff: Staff) -> HttpResponse:
    login(request, staff, backend=BACKEND)
    request.session[SIGNED_IN_AT] = request.session[SEEN_AT] = time.time()
    request.session.pop(POST, None)
    response = HttpResponseRedirect(_safe_next(request))
    return _remember_here(request, response, staff)


def _safe_next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    allowed = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if allowed else reverse("workbench")


def _remember_here(request: HttpRequest, response: HttpResponse, staff: Staff) -> HttpResponse:
    known = [pk for pk in _known_here(request) if pk != staff.pk][-5:] + [staff.pk]
    response.set_signed_cookie(
        KNOWN_HERE, ",".join(map(str, known)), max_age=KNOWN_SECONDS, httponly=True, samesite="Lax",
        secure=request.is_secure(),
    )  # fmt: skip
    return response


def _known_here(request: HttpRequest) -> list[int]:
    value = request.get_signed_cookie(KNOWN_HERE, default="", max_age=KNOWN_SECONDS)
    return [int(pk) for pk in value.split(",") if pk.isdigit()]


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out; drafts stay on the computer under the person's own key."""
    logout(request)
    messages.info(request, "已退出。")
    return HttpResponseRedirect(reverse("sign-in"))


def switch(request: HttpRequest) -> HttpResponse:
    """换人: those who signed in here today with a password may come back with a PIN; five wrong PINs ask for the password."""
    people = list(Staff.objects.filter(pk__in=_known_here(request)).exclude(pin_hash=""))
    people = [staff for staff in people if staff.is_active]
    form = PinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        staff = next((p for p in people if p.pk == form.cleaned_data["staff"]), None)
        if staff is None:
            form.add_error(None, "请从名单中选择，或用口令登录。")
        elif staff.pin_failures >= PIN_TRIES:
            form.add_error(None, "换人口令已连续五次不对，请用登录名和口令登录。")
        elif check_password(form.cleaned_data["pin"], staff.pin_hash):
            Staff.objects.filter(pk=staff.pk).update(pin_failures=0)
            logout(request)
            return _begin(request, staff)
        else:
            Staff.objects.filter(pk=staff.pk).update(pin_failures=staff.pin_failures + 1)
            form.add_error("pin", "换人口令不对，请再试。")
    return render(request, "desk/switch.html", {"people": people, "form": form, "next": request.GET.get("next", "")})


@require_POST
@staff_only
def act_for(request: HttpRequest) -> HttpResponse:
    """Choose the post one acts for from now on."""
    chosen = request.POST.get("post", "")
    if any(str(post.pk) == chosen for post in request.posts):  # type: ignore[attr-defined]
        request.session[POST] = int(chosen)
    return HttpResponseRedirect(reverse("workbench"))


@staff_only
def profile(request: HttpRequest) -> HttpResponse:
    """One's own account: posts, PIN, password."""
    form = NewPinForm(request.POST or None)
    staff = request.user
    if request.method == "POST" and form.is_valid():
        Staff.objects.filter(pk=staff.pk).update(pin_hash=make_password(form.cleaned_data["pin"]), pin_failures=0)
        messages.success(request, "换人口令已设好。")
        return HttpResponseRedirect(reverse("profile"))
    return render(request, "desk/profile.html", {"form": form, "places": [{"label": "我的账号"}]})


@staff_only
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password."""
    form = PasswordForm(request.POST or None)
    staff: Any = request.user
    if request.method == "POST" and form.is_valid():
        if not staff.check_password(form.cleaned_data["old"]):
            form.add_error("old", "现在的口令不对。")
        else:
            try:
                validate_password(form.cleaned_data["new"], staff)
            except ValidationError as error:
                form.add_error("new", error)
        if form.is_valid():
            staff.set_password(form.cleaned_data["new"])
            staff.must_change_password = False
            staff.save()
            update_session_auth_hash(request, staff)
            messages.success(request, "口令已修改。")
            return HttpResponseRedirect(reverse("workbench"))
    return render(request, "desk/password.html", {"form": form, "places": [{"label": "修改口令"}]})
