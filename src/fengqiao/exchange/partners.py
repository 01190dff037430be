"""Keeping the list of bodies we exchange with. Two persons: the system administrator writes, the security one confirms."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from fengqiao.exchange.envelope import Correspondent
from fengqiao.exchange.models import Agency, Mode, Partner, PartnerKey
from fengqiao.exchange.permissions import CONFIRM_PARTNERS, KEEP_PARTNERS
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.duties import require
from fengqiao.orgs.recording import record
from fengqiao.orgs.refusal import NotAllowed, NotHere
from fengqiao.vault.signingkeys import key_id

_CODE = re.compile(r"[A-Za-z0-9._-]{2,40}\Z")
_PUBLIC = re.compile(r"[0-9a-f]{64}\Z")
_CONFIRMED_ANEW = ("code", "our_code", "mode", "url", "reporter_basis", "successor")


def partners_of(actor: Actor) -> QuerySet[Partner]:
    """The bodies of the administrator's county."""
    low, high = actor.administers or (1, 0)
    return Partner.objects.filter(territory__gte=low, territory__lte=high)


def partner_for(actor: Actor, number: int) -> Partner:
    """One of them. Raises NotHere."""
    found = partners_of(actor).filter(pk=number).select_related("successor").first()
    if found is None:
        raise NotHere
    return found


def correspondent(partner: Partner) -> Correspondent:
    """The partner as an envelope's sender: confirmed keys in force, and those that no longer are."""
    keys = list(partner.keys.exclude(confirmed_at=None))
    return Correspondent(
        partner.code,
        {key.key_id: bytes.fromhex(key.public_key) for key in keys if key.retired_at is None},
        frozenset(key.key_id for key in keys if key.retired_at is not None),
    )


def create_partner(actor: Actor, *, now: datetime, public_key: str, **fields: Any) -> Partner:
    """A new body with its first key, to be confirmed. Raises NotAllowed."""
    low, _ = require(actor, KEEP_PARTNERS)
    _check(fields)
    key = _sound_key(public_key)
    try:
        with transaction.atomic():
            made = Partner.objects.create(territory=low, made_by_id=actor.staff_id, made_at=now, **fields)
    except IntegrityError:
        raise NotAllowed(
            f"代码“{fields['code']}”与“{fields['our_code']}”这一对已经登记过。请打开原来的单位修改。", "code"
        ) from None
    _add(actor, made, key, now)
    record(actor, "partner.create", made.name, now=now, territory=low, new=_particulars(made) | {"digest": key_id(key)})
    return made


def change_partner(actor: Actor, partner: Partner, *, now: datetime, **fields: Any) -> bool:
    """Correct a body's particulars; what decides where envelopes go has to be confirmed anew. False when nothing changed."""
    low, _ = require(actor, KEEP_PARTNERS)
    _check(fields)
    before = _particulars(partner)
    changed = [name for name, value in fields.items() if getattr(partner, name) != value]
    if not changed:
        return False
    for name in changed:
        setattr(partner, name, fields[name])
    if set(changed) & set(_CONFIRMED_ANEW):
        partner.confirmed_at = partner.confirmed_by = None
    try:
        with transaction.atomic():
            partner.save()
    except IntegrityError:
        raise NotAllowed(f"代码“{partner.code}”与“{partner.our_code}”这一对已经登记过。请核对。", "code") from None
    after = _particulars(partner)
    record(
        actor, "partner.change", partner.name, now=now, territory=low,
        old={n: v for n, v in before.items() if v != after[n]}, new={n: v for n, v in after.items() if v != before[n]},
    )  # fmt: skip
    return True


def confirm_partner(actor: Actor, partner: Partner, *, now: datetime) -> None:
    """The security administrator has compared address and keys with the other side. Raises NotAllowed."""
    low, _ = require(actor, CONFIRM_PARTNERS)
    waiting = list(partner.keys.filter(confirmed_at=None, retired_at=None))
    if actor.staff_id in {partner.made_by_id, *(key.made_by_id for key in waiting)}:
        raise NotAllowed("登记人不能自己确认。请由安全管理员本人确认。")
    partner.confirmed_at, partner.confirmed_by_id = now, actor.staff_id
    partner.save(update_fields=["confirmed_at", "confirmed_by"])
    for key in waiting:
        key.confirmed_at, key.confirmed_by_id = now, actor.staff_id
        key.save(update_fields=["confirmed_at", "confirmed_by"])
    named = "、".join(partner.keys.exclude(confirmed_at=None).filter(retired_at=None).values_list("key_id", flat=True))
    record(actor, "partner.confirm", partner.name, now=now, territory=low, new={"digest": named, "confirmed": True})


def add_key(actor: Actor, partner: Partner, public_key: str, *, now: datetime) -> PartnerKey:
    """A further key of a body; it counts once confirmed, the others go on. Raises NotAllowed."""
    low, _ = require(actor, KEEP_PARTNERS)
    key = _sound_key(public_key)
    made = _add(actor, partner, key, now)
    record(actor, "partner.key", partner.name, now=now, territory=low, new={"digest": made.key_id})
    return made


def retire_key(actor: Actor, partner: Partner, number: int, *, now: datetime) -> None:
    """A key no longer counts, at once. Either administrator may. Raises NotAllowed, NotHere."""
    low, _ = require(actor, KEEP_PARTNERS if actor.holds(KEEP_PARTNERS) else CONFIRM_PARTNERS)
    key = partner.keys.filter(pk=number, retired_at=None).first()
    if key is None:
        raise NotHere
    key.retired_at = now
    key.save(update_fields=["retired_at"])
    record(actor, "partner.key_retire", partner.name, now=now, territory=low, old={"digest": key.key_id})


def in_charge(partner: Partner, today: date) -> Partner:
    """The body itself, or who took over from it when it was dissolved or merged."""
    seen = {partner.pk}
    while partner.to_on is not None and partner.to_on < today and partner.successor is not None:
        partner = partner.successor
        if partner.pk in seen:
            break
        seen.add(partner.pk)
    return partner


def _add(actor: Actor, partner: Partner, public: bytes, now: datetime) -> PartnerKey:
    if partner.keys.filter(key_id=key_id(public)).exists():
        raise NotAllowed("这把公钥已经登记过。", "public_key")
    return PartnerKey.objects.create(
        partner=partner, key_id=key_id(public), public_key=public.hex(), made_by_id=actor.staff_id, made_at=now
    )


def _sound_key(text: str) -> bytes:
    plain = re.sub(r"[\s:]", "", text).lower()
    if not _PUBLIC.match(plain):
        raise NotAllowed("公钥应是64位十六进制数字（Ed25519，32字节）。请让对方重新提供。", "public_key")
    return bytes.fromhex(plain)


def _check(fields: dict[str, Any]) -> None:
    for name in ("code", "our_code"):
        if not _CODE.match(fields[name]):
            raise NotAllowed("代码用2到40位字母、数字、点、横线或下划线。", name)
    if fields["agency"] not in Agency.values:
        raise NotAllowed("请选择类别。", "agency")
    address = urlsplit(fields["url"])
    if fields["mode"] == Mode.HTTP and not (address.scheme in ("http", "https") and address.hostname):
        raise NotAllowed("用网络送达的，请写对方接口的完整地址，以 https:// 或 http:// 开头。", "url")
    if fields["to_on"] is not None and fields["to_on"] < fields["from_on"]:
        raise NotAllowed("截止日期早于开始日期。请核对。", "to_on")


def _particulars(partner: Partner) -> dict[str, str]:
    return {
        "name": partner.name, "code": partner.code, "our_code": partner.our_code, "kind": partner.get_agency_display(),
        "mode": partner.get_mode_display(), "url": partner.url, "from_on": partner.from_on.isoformat(),
        "to_on": partner.to_on.isoformat() if partner.to_on else "", "active": "是" if partner.active else "否",
        "successor": partner.successor.name if partner.successor else "", "reporter_basis": partner.reporter_basis,
    }  # fmt: skip
