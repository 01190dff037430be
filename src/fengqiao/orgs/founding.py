"""The first three administrators of a new installation, made at the server, each with a one-time password shown once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from axes.utils import reset as forget_failures
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from fengqiao.orgs.accounts import one_time_password
from fengqiao.orgs.models import Office, OfficeKind, Post, Staff
from fengqiao.orgs.recording import record
from fengqiao.orgs.refusal import NotAllowed
from fengqiao.orgs.roles import ADMINISTRATORS, AUDITADMIN, SECADMIN, SYSADMIN, Role, labels

THREE = (SYSADMIN, SECADMIN, AUDITADMIN)


@dataclass(frozen=True)
class Founded:
    """An account as it is handed over."""

    role: Role
    username: str
    password: str


def bureau_of(code: str = "") -> Office:
    """The bureau of a county, or the only one there is. Raises NotAllowed with what to do first."""
    bureaus = Office.objects.filter(kind=OfficeKind.BUREAU, to_on__isnull=True)
    if code:
        bureaus = bureaus.filter(territory=int(code) * 10**9) if code.isdecimal() and len(code) == 6 else bureaus.none()
    found = list(bureaus[:2])
    if not found:
        raise NotAllowed("还没有这个县的司法局。请先运行 fengqiao offices init 六位区划代码，建立机构。")
    if len(found) > 1:
        raise NotAllowed("系统中不止一个县。请用 --county 六位区划代码 说明是哪一个。")
    return found[0]


@transaction.atomic
def create_administrators(bureau: Office, *, now: datetime) -> list[Founded]:
    """Make the three accounts. Raises NotAllowed when the county has administrators already."""
    low, high = bureau.reach
    held = Post.objects.not_over(timezone.localdate(now)).filter(
        office__territory__gte=low, office__territory__lte=high, roles__overlap=sorted(ADMINISTRATORS)
    )
    first = held.select_related("staff").first()
    if first is not None:
        raise NotAllowed(
            f"{bureau.name}已有{labels(tuple(first.roles))}（{first.staff.username}），不再建立。"
            "忘记口令的，运行 fengqiao staff reset-administrator 登录名。"
        )
    return [_create(bureau, role, now) for role in THREE]


def _create(bureau: Office, role: Role, now: datetime) -> Founded:
    code = str(bureau.territory)[:6]
    username = role.code if not Staff.objects.filter(username=role.code).exists() else f"{role.code}{code}"
    password = one_time_password()
    today = timezone.localdate(now)
    staff = Staff(username=username, name=role.label, confirmed=True, must_change_password=True, password_set_on=today)
    staff.password = make_password(password)
    staff.save()
    Post.objects.create(staff=staff, office=bureau, roles=[role.code], basis="安装", from_on=today)
    record(
        None, "account.create", f"{role.label}（{username}）", now=now, territory=bureau.territory, staff=staff, office=bureau,
        new={"username": username, "roles": role.label},
    )  # fmt: skip
    return Founded(role, username, password)


@transaction.atomic
def reset_administrator(username: str, *, now: datetime) -> str:
    """A one-time password for one of the three, when nobody is left who could reset it. Raises NotAllowed."""
    staff = Staff.objects.select_for_update().filter(username=username).first()
    held = Post.objects.held_on(timezone.localdate(now)).filter(staff=staff, roles__overlap=sorted(ADMINISTRATORS)) if staff else None
    post = held.select_related("office").first() if held is not None else None
    if staff is None or post is None or not staff.is_active:
        raise NotAllowed(f"“{username}”不是在岗的系统、安全、审计管理员。其他人的口令请安全管理员在网页上重置。")
    password = one_time_password()
    staff.password, staff.must_change_password, staff.password_set_on = make_password(password), True, timezone.localdate(now)
    staff.save(update_fields=["password", "must_change_password", "password_set_on"])
    TOTPDevice.objects.filter(user=staff).delete()
    forget_failures(username=username)
    record(
        None, "account.password", f"{staff.name}（{username}）", now=now, territory=post.office.territory, staff=staff,
        new={"must_change_password": True},
    )  # fmt: skip
    return password
