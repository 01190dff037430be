"""我的账号: one's own posts, PIN, password, second factor."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST
from django_otp import login as otp_login

from fengqiao.desk.access import staff_only
from fengqiao.desk.contact import contact_words
from fengqiao.desk.landing import also_for_administrators, safe_path
from fengqiao.orgs import second_factor
from fengqiao.orgs.models import Staff
from fengqiao.orgs.signing_in import may_use_pin, set_password, set_pin
from fengqiao.ui import views
from fengqiao.ui.forms import Form

NO_PIN_HERE = "fq_no_pin"  # this computer is nobody else's: the question is not asked again on it
_YEAR_SECONDS = 365 * 24 * 3600


class PasswordForm(Form):
    old = forms.CharField(label="现在的口令", widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))
    new = forms.CharField(
        label="新口令", help_text="至少10位，同时有字母和数字（或符号），不含登录名。",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip
    again = forms.CharField(label="再写一次新口令", widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("new") and data.get("again") and data["new"] != data["again"]:
            self.add_error("again", "两次写的新口令不一样，请再写一次。")
        return data


class NewPinForm(Form):
    pin = forms.RegexField(
        r"^\d{4,8}$", label="换人口令", help_text="4到8位数字，共用电脑换人时用。",
        error_messages={"invalid": "换人口令是4到8位数字。"},
        widget=forms.PasswordInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip


class CodeForm(Form):
    code = forms.CharField(
        label="动态码", max_length=20, help_text="手机上显示的6位数字。",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )  # fmt: skip


@staff_only
@also_for_administrators
def profile(request: HttpRequest) -> HttpResponse:
    """One's own account. ``?set=pin`` asks for the PIN alone, on the way to ``next``; ``?set=code`` enrols a telephone."""
    part = request.GET.get("set", "")
    if part == "pin":
        return _pin(request)
    if part == "code":
        return _enrol(request)
    staff: Any = request.user
    if request.method == "POST" and "pin" in request.POST:
        return _pin(request)
    if request.method == "POST" and request.POST.get("do") == "give-up":
        return _give_up(request, staff)
    return _show(request, staff, NewPinForm())


def _show(request: HttpRequest, staff: Staff, form: NewPinForm) -> HttpResponse:
    device = second_factor.device_of(staff)
    context = {
        "form": form, "pin_allowed": may_use_pin(staff, timezone.now()), "pin_set": bool(staff.pin_hash), "enrolled": device is not None,
        "code_required": second_factor.is_required(staff, timezone.now()), "places": [{"label": "我的账号"}],
        "contact": "" if request.actor.administers else contact_words(staff.pk),  # type: ignore[attr-defined]
        "codes_left": staff.recovery_codes.filter(used_at=None).count() if device else 0,
    }  # fmt: skip
    return render(request, "desk/profile.html", context, status=422 if form.errors else 200)


def ask_for_pin(request: HttpRequest, staff: Staff) -> bool:
    """Whether to propose a PIN now: none set, on a computer where several people may work."""
    return not (staff.pin_hash or staff.demo or NO_PIN_HERE in request.COOKIES) and may_use_pin(staff, timezone.now())


def _pin(request: HttpRequest) -> HttpResponse:
    staff: Any = request.user
    onward = safe_path(request)
    if request.method == "POST" and request.POST.get("do") == "later":
        response = HttpResponseRedirect(onward)
        if request.POST.get("never"):
            response.set_cookie(
                NO_PIN_HERE, "1", max_age=_YEAR_SECONDS, httponly=True, samesite="Lax", secure=request.is_secure()
            )
        return response
    form = NewPinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            if not may_use_pin(staff, timezone.now()):
                raise ValidationError("管理员账号每次都用登录口令，不设换人口令。")
            set_pin(staff, form.cleaned_data["pin"])
        except ValidationError as error:
            form.add_error("pin", error)
        else:
            messages.success(request, "换人口令已设好。")
            return HttpResponseRedirect(onward if "set" in request.GET else reverse("profile"))
    if request.GET.get("set") != "pin":
        return _show(request, staff, form)
    context = {"form": form, "next": onward, "places": [{"label": "换人口令"}]}
    return render(request, "desk/pin.html", context, status=422 if form.errors else 200)


def _enrol(request: HttpRequest) -> HttpResponse:
    """Scan the picture, type the first code, keep the recovery codes."""
    staff: Any = request.user
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        codes = second_factor.finish(staff, form.cleaned_data["code"])
        if codes is not None:
            device = second_factor.device_of(staff)
            assert device is not None
            otp_login(request, device)
            return render(request, "desk/recovery_codes.html", {"codes": codes, "next": reverse("profile")})
        form.add_error("code", "动态码不对。请看准手机上现在显示的6位数字；手机的时间要准。")
    context = enrolment(staff) | {"form": form, "places": [{"label": "我的账号", "url": reverse("profile")}, {"label": "启用动态码"}]}
    return render(request, "desk/enrol.html", context, status=422 if form.errors else 200)


def enrolment(staff: Staff) -> dict[str, Any]:
    """What an enrolling page shows: the picture (made by us, of digits and letters) and the secret in words."""
    device = second_factor.begin(staff)
    return {"qr": mark_safe(second_factor.qr_svg(device, staff)), "secret": second_factor.secret_words(device)}


def _give_up(request: HttpRequest, staff: Staff) -> HttpResponse:
    if second_factor.is_required(staff, timezone.now()):
        messages.error(request, "您的岗位须用动态码登录，不能停用。换手机的，请重新启用一次。")
    else:
        second_factor.give_up(staff)
        messages.success(request, "已停用动态码。")
    return HttpResponseRedirect(reverse("profile"))


@staff_only
@also_for_administrators
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password; then on to where one was going."""
    form = PasswordForm(request.POST or None)
    staff: Any = request.user
    if request.method == "POST" and form.is_valid():
        if not staff.check_password(form.cleaned_data["old"]):
            form.add_error("old", "现在的口令不对。")
        else:
            try:
                set_password(staff, form.cleaned_data["new"], now=timezone.now())
            except ValidationError as error:
                form.add_error("new", error)
        if form.is_valid():
            update_session_auth_hash(request, staff)
            messages.success(request, "口令已修改。")
            onward = safe_path(request)
            if ask_for_pin(request, staff):
                onward = f"{reverse('profile')}?{urlencode({'set': 'pin', 'next': onward})}"
            return HttpResponseRedirect(onward)
    context = {"form": form, "next": safe_path(request), "forced": staff.must_change_password, "places": [{"label": "修改口令"}]}
    return render(request, "desk/password.html", context, status=422 if form.errors else 200)


@require_POST
def set_mode(request: HttpRequest) -> HttpResponse:
    """Big type on or off: kept with the person who is signed in, so that it follows them to any computer."""
    if isinstance(request.user, Staff):
        Staff.objects.filter(pk=request.user.pk).update(elder_mode=request.POST.get("mode") == "elder")
    return views.set_mode(request)
