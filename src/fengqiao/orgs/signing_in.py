"""Rules of signing in: who may begin, the quick PIN on a shared computer, and the record of every attempt."""

from __future__ import annotations

import unicodedata
from datetime import datetime, timedelta
from typing import Literal

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils import timezone

from fengqiao.orgs.actor import Actor, actor_of, posts_of
from fengqiao.orgs.citizen import is_citizens
from fengqiao.orgs.ledger import SignIn, SignInOutcome, SignInWay
from fengqiao.orgs.models import Staff

PIN_TRIES = 5
PASSWORD_LASTS = timedelta(days=180)  # 定期更换（GB/T 22239-2019 身份鉴别）
EASY_PINS = frozenset({"1234", "12345", "123456", "1234567", "12345678", "4321", "654321", "1212", "112233"})


def refuse_to_begin(staff: Staff) -> str:
    """Why this account may not sign in here although the password is right; empty when it may."""
    if is_citizens(staff):
        return "这个账号只供群众手机办理，不能登录。"
    if staff.demo and not settings.DEMO and settings.MODE != "test":
        return "这是演示账号，正式使用时不能登录。请用本人的账号。"
    return ""


def note(
    staff: Staff | None, way: SignInWay, outcome: SignInOutcome, *, address: str | None, now: datetime
) -> None:
    """Add one line to the sign-in log."""
    SignIn.objects.create(at=now, staff=staff, way=way, outcome=outcome, address=address)


def actors_of(staff: Staff, now: datetime) -> list[Actor]:
    """Every capacity the person may act in today, the usual one first."""
    return [actor_of(post) for post in posts_of(staff, timezone.localdate(now))]


def may_use_pin(staff: Staff, now: datetime) -> bool:
    """Whether the account may be changed to by PIN: administrators always sign in with their password."""
    return staff.is_active and not any(actor.administers for actor in actors_of(staff, now))


def try_pin(staff: Staff, pin: str) -> Literal["right", "wrong", "locked"]:
    """Use up one of five tries. Several requests at once use up several: none is free."""
    mine = Staff.objects.filter(pk=staff.pk)
    if not mine.filter(pin_failures__lt=PIN_TRIES).update(pin_failures=F("pin_failures") + 1):
        return "locked"
    if not staff.pin_hash or not check_password(pin, staff.pin_hash):
        return "wrong"
    mine.update(pin_failures=0)
    return "right"


def set_pin(staff: Staff, pin: str) -> None:
    """Raises ValidationError for a PIN that anybody would try first."""
    if len(set(pin)) == 1 or pin in EASY_PINS:
        raise ValidationError("这个口令太容易猜。请不要用相同或连续的数字。")
    Staff.objects.filter(pk=staff.pk).update(pin_hash=make_password(pin), pin_failures=0)


def set_password(staff: Staff, password: str, *, now: datetime) -> None:
    """Raises ValidationError with every rule the password breaks."""
    said: list[str] = []
    try:
        validate_password(password, staff)
    except ValidationError as error:
        said += error.messages
    said += broken_rules(password, staff)
    if said:
        raise ValidationError(said)
    staff.password, staff.must_change_password = make_password(password), False
    staff.password_set_on = timezone.localdate(now)
    staff.save(update_fields=["password", "must_change_password", "password_set_on"])


def broken_rules(password: str, staff: Staff) -> list[str]:
    """Our own rules: letters beside digits or signs, not the sign-in name, not the old one. GB/T 22239-2019."""
    said = []
    kinds = {unicodedata.category(c)[0] for c in password}
    if "L" not in kinds or not kinds - {"L"}:
        said.append("新口令要同时有字母和数字（或符号）。")
    if staff.username.lower() in password.lower():
        said.append("新口令里不能有登录名。")
    if check_password(password, staff.password):
        said.append("新口令与现在的口令相同，请换一个。")
    return said


def is_old(staff: Staff, now: datetime) -> bool:
    """Whether the password was set too long ago; accounts without a recorded day are left alone."""
    return staff.password_set_on is not None and staff.password_set_on + PASSWORD_LASTS < timezone.localdate(now)
