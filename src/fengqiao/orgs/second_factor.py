"""动态码: a six-digit code from the telephone beside the password (TOTP, RFC 6238), and recovery codes for a lost telephone.

Anybody may enrol; the roles the security administrator names must. Recovery codes are kept as digests only.
"""

from __future__ import annotations

import secrets
from base64 import b32encode
from datetime import datetime
from urllib.parse import quote

import segno
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from fengqiao.divisions import territory as t
from fengqiao.orgs.ledger import RecoveryCode, SecondFactorRole
from fengqiao.orgs.models import Post, Staff
from fengqiao.vault import hmac_sm3

RECOVERY_CODES = 8
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_NAME = "phone"


def is_required(staff: Staff, now: datetime) -> bool:
    """Whether a post the person holds today carries a role that must use a second factor in its county."""
    named = set(SecondFactorRole.objects.values_list("territory", "role"))
    posts = Post.objects.held_on(timezone.localdate(now)).filter(staff=staff).select_related("office")
    return any((t.compose(t.county_code(p.office.territory)), role) in named for p in posts for role in p.roles)


def device_of(staff: Staff) -> TOTPDevice | None:
    """The enrolled device."""
    return TOTPDevice.objects.filter(user=staff, confirmed=True).first()


@transaction.atomic
def begin(staff: Staff) -> TOTPDevice:
    """A device waiting for its first code; the same one until it is finished."""
    waiting = TOTPDevice.objects.filter(user=staff, confirmed=False).first()
    return waiting or TOTPDevice.objects.create(user=staff, name=_NAME, confirmed=False)


@transaction.atomic
def finish(staff: Staff, token: str) -> list[str] | None:
    """Enrol with the first right code; returns the recovery codes, shown once, or None for a wrong code."""
    device = TOTPDevice.objects.select_for_update().filter(user=staff, confirmed=False).first()
    if device is None or not device.verify_token(token.replace(" ", "")):
        return None
    TOTPDevice.objects.filter(user=staff, confirmed=True).delete()
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    return renew_recovery_codes(staff)


@transaction.atomic
def renew_recovery_codes(staff: Staff) -> list[str]:
    """New recovery codes; the old ones no longer count."""
    RecoveryCode.objects.filter(staff=staff).delete()
    codes = ["-".join("".join(secrets.choice(_ALPHABET) for _ in range(5)) for _ in range(2)) for _ in range(RECOVERY_CODES)]
    RecoveryCode.objects.bulk_create(RecoveryCode(staff=staff, digest=_digest(staff, code)) for code in codes)
    return codes


@transaction.atomic
def verify(staff: Staff, text: str, *, now: datetime) -> TOTPDevice | None:
    """The device when the text is its present code or an unused recovery code, which is then used up."""
    device = TOTPDevice.objects.select_for_update().filter(user=staff, confirmed=True).first()
    if device is None:
        return None
    plain = text.strip().replace(" ", "").lower()
    if plain.isdecimal():
        return device if device.verify_token(plain) else None
    if not device.verify_is_allowed()[0]:
        return None
    used = RecoveryCode.objects.filter(staff=staff, digest=_digest(staff, plain), used_at=None).update(used_at=now)
    if not used:
        device.throttle_increment()
    return device if used else None


def give_up(staff: Staff) -> None:
    """Take the second factor away."""
    TOTPDevice.objects.filter(user=staff).delete()
    RecoveryCode.objects.filter(staff=staff).delete()


def secret_words(device: TOTPDevice) -> str:
    """The secret in groups of four, for a telephone whose camera does not work."""
    plain = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(plain[i : i + 4] for i in range(0, len(plain), 4))


def qr_svg(device: TOTPDevice, staff: Staff) -> str:
    """The enrolment address as an inline SVG picture."""
    secret = b32encode(device.bin_key).decode().rstrip("=")
    label = quote(f"枫桥:{staff.username}")
    address = f"otpauth://totp/{label}?secret={secret}&issuer={quote('枫桥')}&digits={device.digits}&period={device.step}"
    return segno.make(address, error="m").svg_inline(scale=3, border=4, title="动态码二维码", light="#fff")


def _digest(staff: Staff, code: str) -> str:
    return hmac_sm3(settings.SECRET_KEY.encode(), f"recovery:{staff.pk}:{code}".encode()).hex()
