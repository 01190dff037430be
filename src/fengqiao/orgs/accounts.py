"""Accounts: made by the system administrator, confirmed by the security administrator, ended on the day somebody leaves."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from axes.utils import reset as forget_failures
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from fengqiao.orgs.actor import Actor
from fengqiao.orgs.citizen import is_citizens
from fengqiao.orgs.duties import KEEP_ACCESS, KEEP_ACCOUNTS, not_oneself, require
from fengqiao.orgs.models import Office, Post, RecoveryCode, Staff
from fengqiao.orgs.posting import keep_administrators, place
from fengqiao.orgs.recording import record
from fengqiao.orgs.refusal import NotAllowed

_LETTERS = "abcdefghjkmnpqrstuvwxyz"  # without i, l, o: they are read off a slip of paper
_DIGITS = "23456789"


def one_time_password() -> str:
    """Sixteen characters in four groups, letters and digits: shown once, changed at the first sign-in."""
    groups = ["".join(secrets.choice(_LETTERS + _DIGITS) for _ in range(3)) + secrets.choice(_DIGITS) for _ in range(4)]
    return "-".join(groups)


@transaction.atomic
def create_account(
    actor: Actor, *, username: str, name: str, phone: str, office: Office, from_on: date, now: datetime
) -> Staff:
    """A new account with its first post. It cannot be used before the security administrator confirms it."""
    require(actor, KEEP_ACCOUNTS)
    if Staff.objects.filter(username__iexact=username).exists():
        raise NotAllowed(f"登录名“{username}”已有人使用。请换一个，例如在后面加单位简称或数字。", "username")
    staff = Staff.objects.create_user(username, None, name=name, phone=phone)
    record(
        actor, "account.create", f"{name}（{username}）", now=now, territory=office.territory, staff=staff, office=office,
        new={"username": username, "name": name, "phone": phone},
    )  # fmt: skip
    place(actor, staff, office, from_on=from_on, now=now)
    return staff


@transaction.atomic
def change_account(actor: Actor, staff: Staff, *, name: str, phone: str, now: datetime) -> bool:
    """Correct the name or the office telephone; returns whether anything changed."""
    require(actor, KEEP_ACCOUNTS)
    old, new = {"name": staff.name, "phone": staff.phone}, {"name": name, "phone": phone}
    if old == new:
        return False
    staff.name, staff.phone = name, phone
    staff.save(update_fields=["name", "phone"])
    _note(actor, "account.change", staff, now, old, new)
    return True


@transaction.atomic
def leave(actor: Actor, staff: Staff, *, left_on: date, now: datetime) -> list[Post]:
    """The last day: sign-in ends at once, and so do the posts, which are returned. What is in hand is handed over apart."""
    require(actor, KEEP_ACCOUNTS)
    not_oneself(actor, staff, "办理离任")
    if left_on > timezone.localdate(now):
        raise NotAllowed("离任日期还没到。请到那天再办；要提前安排，请先给岗位写上截止日期。", "left_on")
    if staff.left_on is not None:
        raise NotAllowed(f"{staff.name}已于{staff.left_on.isoformat()}离任。")
    ended = list(Post.objects.not_over(left_on + timedelta(days=1)).filter(staff=staff).select_related("office"))
    keep_administrators(ended, left_on)
    for post in ended:
        post.to_on = max(left_on, post.from_on)
        post.save(update_fields=["to_on"])
    staff.left_on, staff.confirmed, staff.pin_hash = left_on, False, ""
    staff.save(update_fields=["left_on", "confirmed", "pin_hash"])
    TOTPDevice.objects.filter(user=staff).delete()
    _note(actor, "account.leave", staff, now, {}, {"left_on": left_on.isoformat(), "posts": [str(p) for p in ended]})
    return ended


@transaction.atomic
def come_back(actor: Actor, staff: Staff, *, now: datetime) -> None:
    """Undo a leaving. The account waits for confirmation again, and posts are given anew."""
    require(actor, KEEP_ACCOUNTS)
    if staff.left_on is None:
        raise NotAllowed(f"{staff.name}没有离任。")
    old = {"left_on": staff.left_on.isoformat()}
    staff.left_on = None
    staff.save(update_fields=["left_on"])
    _note(actor, "account.return", staff, now, old, {})


@transaction.atomic
def confirm(actor: Actor, staff: Staff, *, now: datetime) -> str:
    """Let the account be used from now on; returns the one-time password, which is kept nowhere."""
    require(actor, KEEP_ACCESS)
    not_oneself(actor, staff, "确认账号")
    if staff.left_on is not None:
        raise NotAllowed(f"{staff.name}已离任，不能确认。如已返岗，请系统管理员先办理返岗。")
    if staff.confirmed:
        raise NotAllowed(f"{staff.name}的账号已经确认过。忘记口令的，请办理“重置口令”。")
    password = _give_password(staff)
    staff.confirmed = True
    staff.save(update_fields=["confirmed"])
    _note(actor, "account.confirm", staff, now, {"confirmed": False}, {"confirmed": True})
    return password


@transaction.atomic
def reset_password(actor: Actor, staff: Staff, *, now: datetime) -> str:
    """A new one-time password, returned once. Sessions, the PIN and the lock of the old one end."""
    require(actor, KEEP_ACCESS)
    not_oneself(actor, staff, "重置口令")
    if is_citizens(staff):
        raise NotAllowed(f"“{staff.name}”是群众手机办理用的账号，没有口令，任何人都不能登录。")
    if not staff.is_active:
        raise NotAllowed(f"{staff.name}的账号还没有确认，或者已经离任，不能重置口令。")
    password = _give_password(staff)
    forget_failures(username=staff.username)
    _note(actor, "account.password", staff, now, {}, {"must_change_password": True})
    return password


@transaction.atomic
def unlock(actor: Actor, staff: Staff, *, now: datetime) -> None:
    """Lift the lock after too many wrong passwords, codes or PINs."""
    require(actor, KEEP_ACCESS)
    not_oneself(actor, staff, "解除锁定")
    failures = forget_failures(username=staff.username)
    Staff.objects.filter(pk=staff.pk).update(pin_failures=0)
    TOTPDevice.objects.filter(user=staff).update(throttling_failure_count=0, throttling_failure_timestamp=None)
    _note(actor, "account.unlock", staff, now, {"failures": failures, "pin_failures": staff.pin_failures}, {})


@transaction.atomic
def drop_second_factor(actor: Actor, staff: Staff, *, now: datetime) -> None:
    """The telephone is lost: the person enrols again at the next sign-in, where the role asks for it."""
    require(actor, KEEP_ACCESS)
    not_oneself(actor, staff, "撤销动态码")
    gone, _ = TOTPDevice.objects.filter(user=staff).delete()
    if not gone:
        raise NotAllowed(f"{staff.name}没有启用动态码。")
    RecoveryCode.objects.filter(staff=staff).delete()
    _note(actor, "account.second_factor", staff, now, {"enrolled": True}, {"enrolled": False})


def _give_password(staff: Staff) -> str:
    password = one_time_password()
    staff.password, staff.must_change_password, staff.password_set_on = make_password(password), True, timezone.localdate()
    staff.pin_hash, staff.pin_failures = "", 0
    staff.save(update_fields=["password", "must_change_password", "password_set_on", "pin_hash", "pin_failures"])
    return password


def _note(actor: Actor, deed: str, staff: Staff, now: datetime, old: Mapping[str, object], new: Mapping[str, object]) -> None:
    record(
        actor, deed, f"{staff.name}（{staff.username}）", now=now, territory=actor.territory, staff=staff, old=old, new=new
    )
