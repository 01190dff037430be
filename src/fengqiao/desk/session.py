"""Signing in and out, the quick change of person on a shared computer, the post one acts for.

Nobody ever works on in another's session: each beginning drops what was there.
"""

from __future__ import annotations

import time
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST
from django_otp import login as otp_login

from fengqiao.desk.access import staff_only
from fengqiao.desk.account import CodeForm, ask_for_pin, enrolment, password, profile
from fengqiao.desk.landing import also_for_administrators, capacity_for, safe_path
from fengqiao.desk.middleware import POST, SEEN_AT, SIGNED_IN_AT
from fengqiao.orgs import second_factor, signing_in
from fengqiao.orgs.ledger import SignInOutcome, SignInWay
from fengqiao.orgs.models import Staff
from fengqiao.ui.forms import Form

__all__ = ["act_for", "password", "profile", "sign_in", "sign_out", "switch"]

KNOWN_HERE = "fq_here"  # who signed in with a password on this computer, and when: ids and times only, signed
KNOWN_SECONDS = 60 * 60 * 12
KNOWN_MOST = 8
PENDING = "pending_sign_in"  # the password was right, the code is still to come
PENDING_SECONDS, CODE_TRIES = 10 * 60, 5
BACKEND = "django.contrib.auth.backends.ModelBackend"


class SignInForm(Form):
    username = forms.CharField(label="登录名", max_length=40, widget=forms.TextInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(
        label="口令", max_length=256, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )


class PinForm(Form):
    staff = forms.IntegerField(widget=forms.HiddenInput)
    pin = forms.CharField(
        label="换人口令", min_length=4, max_length=8,
        widget=forms.PasswordInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip


# By password ---------------------------------------------------------------------------------------------------------


def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in by password, and by code where one is asked for. Five failures lock the name for twenty minutes."""
    if PENDING in request.session and request.GET.get("again") != "1" and "username" not in request.POST:
        return _code(request)
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        staff: Any = authenticate(request, **form.cleaned_data)
        refusal = signing_in.refuse_to_begin(staff) if staff is not None else ""
        if staff is not None and not refusal:
            return _with_password(request, staff)
        _note_failure(request, staff, form.cleaned_data["username"], refusal)
        form.add_error(None, refusal or "登录名或口令不对。请核对大小写；连续五次不对，将锁定二十分钟。")
    context = {"form": form, "next": safe_path(request), "sign_ins": _demo_sign_ins()}
    return render(request, "desk/sign_in.html", context, status=200 if not form.errors else 422)


def _note_failure(request: HttpRequest, staff: Staff | None, username: str, refusal: str) -> None:
    locked = getattr(request, "axes_locked_out", False)
    outcome = SignInOutcome.REFUSED if refusal else SignInOutcome.LOCKED if locked else SignInOutcome.WRONG
    known = staff or Staff.objects.filter(username=username).first()
    signing_in.note(known, SignInWay.PASSWORD, outcome, address=_address(request), now=timezone.now())


def _address(request: HttpRequest) -> str | None:
    """The computer the connection comes from; headers anybody can write are not believed."""
    return request.META.get("REMOTE_ADDR") or None


def _demo_sign_ins() -> list[Staff]:
    """In demonstration mode only: one sign-in per role."""
    return list(Staff.objects.filter(demo=True, demo_sign_in__gt="").order_by("pk")) if settings.DEMO else []


def _with_password(request: HttpRequest, staff: Staff) -> HttpResponse:
    now = timezone.now()
    if second_factor.device_of(staff) is None and not second_factor.is_required(staff, now):
        return _begin(request, staff, SignInWay.PASSWORD)
    onward = safe_path(request)
    request.session.flush()
    request.session[PENDING] = {"staff": staff.pk, "at": time.time(), "next": onward, "tries": 0}
    return HttpResponseRedirect(reverse("sign-in"))


# By code -------------------------------------------------------------------------------------------------------------


def _code(request: HttpRequest) -> HttpResponse:
    """The second step: the code of an enrolled telephone, or enrolling one where the role asks for it."""
    pending = request.session[PENDING]
    staff = Staff.objects.filter(pk=pending["staff"]).first()
    if staff is None or not staff.is_active or time.time() - pending["at"] > PENDING_SECONDS:
        request.session.flush()
        messages.info(request, "时间过长，请重新登录。")
        return HttpResponseRedirect(reverse("sign-in"))
    enrolled = second_factor.device_of(staff) is not None
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = _check_code(request, staff, form.cleaned_data["code"], enrolled)
        if found is not None:
            return found
        if request.session.get(PENDING) is None:
            return HttpResponseRedirect(reverse("sign-in"))
        form.add_error("code", "动态码不对。请看准手机上现在显示的6位数字；手机的时间要准。")
    context: dict[str, Any] = {"form": form, "enrolled": enrolled}
    if not enrolled:
        context |= enrolment(staff)
    return render(request, "desk/sign_in_code.html", context, status=422 if form.errors else 200)


def _check_code(request: HttpRequest, staff: Staff, code: str, enrolled: bool) -> HttpResponse | None:
    pending = request.session[PENDING]
    codes = None if enrolled else second_factor.finish(staff, code)
    device = second_factor.verify(staff, code, now=timezone.now()) if enrolled else second_factor.device_of(staff)
    if device is None or (not enrolled and codes is None):
        signing_in.note(staff, SignInWay.CODE, SignInOutcome.WRONG_CODE, address=_address(request), now=timezone.now())
        request.session[PENDING] = {**pending, "tries": pending["tries"] + 1}
        if pending["tries"] + 1 >= CODE_TRIES:
            request.session.flush()
            messages.error(request, "动态码连续五次不对，请重新登录。手机丢失的，用备用码，或请安全管理员撤销动态码。")
        return None
    response = _begin(request, staff, SignInWay.CODE, onward=pending["next"])
    otp_login(request, device)
    if codes is None:
        return response
    shown = render(request, "desk/recovery_codes.html", {"codes": codes, "next": response["Location"], "bare": True})
    shown.cookies.update(response.cookies)
    return shown


# Beginning -----------------------------------------------------------------------------------------------------------


def _begin(request: HttpRequest, staff: Staff, way: SignInWay, onward: str = "") -> HttpResponse:
    """A new session for this person, nothing left of the one before, and on to the page they came for."""
    now, wanted = timezone.now(), onward or safe_path(request)
    known = _known_here(request)
    logout(request)
    login(request, staff, backend=BACKEND)
    request.session[SIGNED_IN_AT] = request.session[SEEN_AT] = time.time()
    signing_in.note(staff, way, SignInOutcome.IN, address=_address(request), now=now)
    if way is not SignInWay.PIN:
        Staff.objects.filter(pk=staff.pk).update(pin_failures=0)
        known[staff.pk] = int(time.time())
    if signing_in.is_old(staff, now):
        staff.must_change_password = True
        staff.save(update_fields=["must_change_password"])
    response = HttpResponseRedirect(_onward(request, staff, wanted, way))
    return _remember_here(request, response, known)


def _onward(request: HttpRequest, staff: Staff, wanted: str, way: SignInWay) -> str:
    """The page they came for where they may see it; before it a new password or a PIN, if one is due."""
    actors = signing_in.actors_of(staff, timezone.now())
    capacity = capacity_for(wanted, actors)
    if capacity is None:
        if wanted != reverse("workbench"):
            messages.info(request, "刚才那一页不在您的辖区和条线内，已回到工作台。")
        wanted = reverse("workbench")
    elif actors and capacity.post_id != actors[0].post_id:
        request.session[POST] = capacity.post_id
    if staff.must_change_password:
        return f"{reverse('password')}?{urlencode({'next': wanted})}"
    if way is not SignInWay.PIN and ask_for_pin(request, staff):
        return f"{reverse('profile')}?{urlencode({'set': 'pin', 'next': wanted})}"
    return wanted


def _remember_here(request: HttpRequest, response: HttpResponse, known: dict[int, int]) -> HttpResponse:
    latest = sorted(known.items(), key=lambda pair: pair[1])[-KNOWN_MOST:]
    response.set_signed_cookie(
        KNOWN_HERE, ",".join(f"{pk}.{at}" for pk, at in latest), max_age=KNOWN_SECONDS, httponly=True, samesite="Lax",
        secure=request.is_secure(),
    )  # fmt: skip
    return response


def _known_here(request: HttpRequest) -> dict[int, int]:
    """Who signed in here with a password in the last twelve hours, and when: a change by PIN does not prolong it."""
    value = request.get_signed_cookie(KNOWN_HERE, default="", max_age=KNOWN_SECONDS) or ""
    pairs = [part.split(".") for part in value.split(",") if part.count(".") == 1]
    since = time.time() - KNOWN_SECONDS
    return {int(pk): int(at) for pk, at in pairs if pk.isdigit() and at.isdigit() and int(at) > since}


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out; drafts stay on the computer under the person's own key."""
    if request.user.is_authenticated:
        staff: Any = request.user
        signing_in.note(staff, SignInWay.PASSWORD, SignInOutcome.OUT, address=_address(request), now=timezone.now())
    logout(request)
    messages.info(request, "已退出。")
    return HttpResponseRedirect(reverse("sign-in"))


# Changing over -------------------------------------------------------------------------------------------------------


def switch(request: HttpRequest) -> HttpResponse:
    """换人: those who signed in here today with a password may come back with a PIN; five wrong PINs ask for the password."""
    now = timezone.now()
    people = [s for s in Staff.objects.filter(pk__in=_known_here(request)).exclude(pin_hash="") if signing_in.may_use_pin(s, now)]
    form = PinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        staff = next((p for p in people if p.pk == form.cleaned_data["staff"]), None)
        if staff is None or signing_in.refuse_to_begin(staff):
            form.add_error(None, "请从名单中选择，或用登录名和口令登录。")
        else:
            tried = signing_in.try_pin(staff, form.cleaned_data["pin"])
            if tried == "right":
                return _begin(request, staff, SignInWay.PIN)
            outcome = SignInOutcome.LOCKED if tried == "locked" else SignInOutcome.WRONG
            signing_in.note(staff, SignInWay.PIN, outcome, address=_address(request), now=now)
            form.add_error(None, _wrong_pin(staff, tried))
    context = {"people": people, "form": form, "next": safe_path(request)}
    return render(request, "desk/switch.html", context, status=422 if form.errors else 200)


def _wrong_pin(staff: Staff, tried: str) -> str:
    staff.refresh_from_db(fields=["pin_failures"])
    left = signing_in.PIN_TRIES - staff.pin_failures
    if tried == "locked" or left <= 0:
        return f"{staff.name}的换人口令已连续五次不对。请用登录名和口令登录，登录后即可重新使用。"
    return f"{staff.name}的换人口令不对，还可以试{left}次。"


@require_POST
@staff_only
@also_for_administrators
def act_for(request: HttpRequest) -> HttpResponse:
    """Choose the post one acts for from now on, and stay on the page where that post may see it."""
    chosen = request.POST.get("post", "")
    actors = [a for a in signing_in.actors_of(request.user, timezone.now()) if str(a.post_id) == chosen]  # type: ignore[arg-type]
    if not actors:
        return HttpResponseRedirect(reverse("workbench"))
    request.session[POST] = actors[0].post_id
    wanted = safe_path(request)
    return HttpResponseRedirect(wanted if capacity_for(wanted, actors) else reverse("workbench"))
