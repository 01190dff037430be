"""Addresses: checked when taken, masked for screens, indexed blindly to count them."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from fengqiao.messages.models import Way
from fengqiao.messages.refusals import BadAddress
from fengqiao.vault import mask_phone, parse_phone

_OPEN_ID = re.compile(r"[A-Za-z0-9_-]{6,64}\Z")


def clean_address(channel: str, raw: str) -> str:
    """The address in the one form it is stored and counted in. Raises BadAddress."""
    said = raw.strip()
    if channel == Way.SMS:
        phone = parse_phone(said)
        if not phone.ok or phone.kind != "mobile":
            raise BadAddress(phone.problem or "座机和服务热线收不到短信。请填11位手机号。")
        return phone.digits
    if channel == Way.EMAIL:
        try:
            validate_email(said)
        except ValidationError:
            raise BadAddress("这不是可以收信的邮箱地址。请写成 zhangsan@example.cn 这样，只写一个。") from None
        name, _, domain = said.rpartition("@")
        return f"{name}@{domain.lower()}"
    if not _OPEN_ID.match(said):
        raise BadAddress("这不是微信的用户编号（OpenID）。请让本人在公众号里重新绑定。")
    return said


def mask_address(channel: str, address: str) -> str:
    """138****1234, z***@qq.com, oAb***."""
    if channel == Way.SMS:
        return mask_phone(address)
    if channel == Way.EMAIL:
        name, _, domain = address.rpartition("@")
        return f"{name[:1]}***@{domain}"[:120]
    return f"{address[:3]}***"


_LONG_NUMBER = re.compile(r"\d{5,}")


def scrub(text: str, *personal: str) -> str:
    """What the other side answered, without the address or the content it may repeat; one line, 200 characters."""
    for value in sorted(filter(None, personal), key=len, reverse=True):
        text = text.replace(value, "***")
    return _LONG_NUMBER.sub("*****", " ".join(text.split()))[:200]
