"""Notices said again outside the product: red and amber ones, to those who asked for it on 我的账号."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from fengqiao.messages.addresses import clean_address, mask_address
from fengqiao.messages.keys import data_key
from fengqiao.messages.models import OutMessage, StaffContact, Way
from fengqiao.messages.refusals import MessageRefused
from fengqiao.messages.sending import send
from fengqiao.messages.wording import STAFF_NOTICE
from fengqiao.vault import sm3_hex

LEVELS = {"红": "红牌", "橙": "橙牌"}


@dataclass(frozen=True)
class Announced:
    """A notice to one person: whose, how grave, until when. ``key`` names it, so that it is said once."""

    staff_id: int
    level: str
    key: str
    matter_id: UUID
    territory: int
    due_on: date | None = None


def save_contact(staff_id: int, *, by: str, email: str, mobile: str) -> StaffContact:
    """What a person asks for. Raises BadAddress; the way chosen needs its address."""
    addresses = {Way.EMAIL: email.strip(), Way.SMS: mobile.strip()}
    if by:
        clean_address(by, addresses[Way(by)])
    key = data_key()
    sealed = {
        way: key.seal(clean_address(way, raw), bound_to=_bound(staff_id, way)) if raw else ""
        for way, raw in addresses.items()
    }
    values = {"by": by, "email_sealed": sealed[Way.EMAIL], "mobile_sealed": sealed[Way.SMS]}
    kept, _ = StaffContact.objects.update_or_create(pk=staff_id, defaults=values)
    return kept


def _bound(staff_id: int, way: str) -> bytes:
    return f"staff:{staff_id}:{way}".encode()


def address_of(contact: StaffContact, way: str) -> str:
    """The plain address, "" where there is none."""
    sealed = contact.email_sealed if way == Way.EMAIL else contact.mobile_sealed
    return data_key().open(sealed, _bound(contact.pk, way)) if sealed else ""


def masked_address(contact: StaffContact, way: str) -> str:
    """z***@qq.com for the person's own page."""
    plain = address_of(contact, way)
    return mask_address(way, plain) if plain else ""


def announce_notices(found: Iterable[Announced], now: datetime) -> list[OutMessage]:
    """Say them again to those who asked; plain and yellow ones are not. Safe to repeat. Texts name no matter and nobody."""
    grave = [notice for notice in found if notice.level in LEVELS]
    if not grave:
        return []
    asked = StaffContact.objects.exclude(by="").in_bulk({notice.staff_id for notice in grave})
    made = []
    for notice in grave:
        contact = asked.get(notice.staff_id)
        if contact is None:
            continue
        due = f"，{notice.due_on.isoformat()}届满" if notice.due_on else ""
        try:
            made.append(send(
                STAFF_NOTICE, to=address_of(contact, contact.by), channel=contact.by, values={"level": LEVELS[notice.level], "due": due},
                now=now, key=f"notice:{sm3_hex(notice.key.encode())}:{notice.staff_id}", matter_id=notice.matter_id, territory=notice.territory,
            ))  # fmt: skip
        except MessageRefused:  # an address that has become unusable stops no notice inside the product
            continue
    return made


def announce_notice(notice: Announced, now: datetime) -> OutMessage | None:
    """One notice."""
    return next(iter(announce_notices([notice], now)), None)
