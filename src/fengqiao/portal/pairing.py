"""Pairing the machine inside with the one outside: each gets the other's public keys, and two people compare a code.

No secret travels. Each machine signs with its key for letters (``exchange``), and is sealed for with a key made for this
pairing. The files could be exchanged on the way; the check code, read aloud from both screens, shows it. Until it was
typed in on both, nothing is sent and nothing is taken.
"""

from __future__ import annotations

import json
import secrets
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from fengqiao.exchange.canonical import spell
from fengqiao.exchange.own import key_or_first, own_keys
from fengqiao.portal.keeping import opened, seal
from fengqiao.portal.models import Follow, Link, Parcel, Submission, SubmissionState
from fengqiao.vault import sm3
from fengqiao.vault.agreement import AgreementKey
from fengqiao.vault.signingkeys import SigningKey, key_id

VERSION = 2
INSIDE, OUTSIDE = "inside", "outside"
OTHER = {INSIDE: OUTSIDE, OUTSIDE: INSIDE}
NO_LINK = "本机还没有与另一台机器配对。内网机运行 fengqiao portal invite，外网机运行 fengqiao portal join。"
PAIRED = "本机已经配对。要重新配对，先在两台机器上运行 fengqiao portal unpair。"
GROUPS = 6  # of four digits: 80 bits, as easily read aloud as a bank card


class NotTaken(Exception):
    """A bundle or a pairing that is not taken; the text says why and what to do."""


def my_link() -> Link | None:
    return Link.objects.first()


def link_in_force(*, lock: bool = False) -> Link:
    """The pairing that was compared on both screens. Raises NotTaken."""
    link = (Link.objects.select_for_update() if lock else Link.objects).first()
    if link is None:
        raise NotTaken(NO_LINK)
    if link.confirmed_at is None:
        raise NotTaken("配对还没有核对。请对照两台机器显示的核对码，一致的在两台机器上都运行 fengqiao portal confirm。")
    return link


def is_outside() -> bool:
    """Whether this machine serves the pages alone, outside the office network."""
    return bool(settings.PORTAL_ONLY) or Link.objects.filter(role=OUTSIDE).exists()


def serves_elsewhere() -> bool:
    """Whether another machine serves the pages and has to be told."""
    return not settings.PORTAL_ONLY and Link.objects.filter(role=INSIDE, confirmed_at__isnull=False).exists()


# The three steps -----------------------------------------------------------------------------------------------------


@transaction.atomic
def invite(url: str, *, now: datetime, calls: bool = True) -> bytes:
    """Inside: begin a pairing; this machine's card, which holds no secret. Raises NotTaken where there is a pairing."""
    link = _begin(INSIDE, secrets.token_hex(8), now)
    link.url, link.calls = url.rstrip("/"), calls and bool(url)
    link.save()
    return _card(link)


@transaction.atomic
def join(content: bytes, *, now: datetime) -> bytes:
    """Outside: take the inside's card; this machine's own, to be carried back. Raises NotTaken."""
    card = _read(content, INSIDE)
    link = _begin(OUTSIDE, str(card["name"]), now)
    _take_keys(link, card)
    return _card(link)


@transaction.atomic
def accept(content: bytes, *, now: datetime) -> None:
    """Inside: take the outside's card. Raises NotTaken for one that answers another invitation."""
    card, link = _read(content, OUTSIDE), my_link()
    if link is None or link.role != INSIDE or link.name != card["name"]:
        raise NotTaken("这份应答不是答复本机这次邀请的。请核对文件；要重新开始，先运行 fengqiao portal unpair。")
    if link.confirmed_at is not None:
        raise NotTaken(PAIRED)
    _take_keys(link, card)


@transaction.atomic
def confirm(typed: str, *, now: datetime) -> None:
    """Either side: the code on the other screen is the same as here. What waits goes from now on. Raises NotTaken."""
    link = Link.objects.select_for_update().first()
    if link is None:
        raise NotTaken(NO_LINK)
    if link.confirmed_at is not None:
        raise NotTaken("本机已经核对过，不用再核对。")
    if "".join(c for c in typed if c.isdigit()) != check_code(link).replace(" ", ""):
        raise NotTaken(
            "核对码不一致，没有配对。请再看一遍另一台机器上的核对码；仍不一致的，文件可能被人换过，"
            "请在两台机器上运行 fengqiao portal unpair，重新配对。"
        )
    link.confirmed_at = now
    link.save(update_fields=["confirmed_at"])
    _pack_what_waits(link, now)


@transaction.atomic
def unpair() -> None:
    """Forget the pairing and what was packed for it. What waits is packed again at the next one."""
    Link.objects.all().delete()
    Parcel.objects.all().delete()


def _begin(role: str, name: str, now: datetime) -> Link:
    if my_link() is not None:
        raise NotTaken(PAIRED)
    signing, sealing = key_or_first(now=now), AgreementKey.new()
    kept = seal(sealing.to_keep().hex(), f"link:{name}")
    return Link.objects.create(role=role, name=name, signing_id=signing.key_id, sealing_sealed=kept)


def _pack_what_waits(link: Link, now: datetime) -> None:
    from fengqiao.portal.carrying import pack
    from fengqiao.portal.front import plain_of
    from fengqiao.portal.models import Board

    if link.role == INSIDE:
        for board in Board.objects.order_by("county"):
            pack("board", {"county": board.county, "content": board.content}, now=now)
        Follow.objects.update(told="")  # all that is followed is told anew, to the other machine too
        return
    for submission in Submission.objects.filter(state=SubmissionState.WAITING).order_by("made_at"):
        pack("submission", plain_of(submission), now=now)


# Cards and keys ------------------------------------------------------------------------------------------------------


def _card(link: Link) -> bytes:
    return spell({
        "fengqiao": "portal-pairing", "version": VERSION, "name": link.name, "role": link.role,
        "sealing": sealing_key(link).public.hex(), "signing": signing_key(link).public.hex(),
    })  # fmt: skip


def _read(content: bytes, role: str) -> dict[str, Any]:
    try:
        card = json.loads(content)
        sound = card["fengqiao"] == "portal-pairing" and card["version"] == VERSION and card["role"] == role
        keys = [bytes.fromhex(card[name]) for name in ("signing", "sealing")]
        if not sound or any(len(key) != 32 for key in keys) or len(bytes.fromhex(card["name"])) != 8:
            raise ValueError
    except (ValueError, KeyError, TypeError):
        made = "内网机上 fengqiao portal invite" if role == INSIDE else "外网机上 fengqiao portal join"
        raise NotTaken(f"这不是配对文件，或者版本不同。请用{made} 生成的文件。") from None
    found: dict[str, Any] = card
    return found


def _take_keys(link: Link, card: dict[str, Any]) -> None:
    link.their_signing, link.their_sealing = card["signing"], card["sealing"]
    link.save(update_fields=["their_signing", "their_sealing"])


def signing_key(link: Link) -> SigningKey:
    """The key this pairing was made with; a newer one of the exchange with other bodies leaves it in force."""
    found = next((key for key in own_keys() if key.key_id == link.signing_id), None)
    if found is None:
        raise NotTaken(f"找不到配对时的签名密钥{link.signing_id}。请从密钥的封存副本恢复，或重新配对。")
    return found


def sealing_key(link: Link) -> AgreementKey:
    return AgreementKey.of(bytes.fromhex(opened(link.sealing_sealed, f"link:{link.name}")))


def their_key_id(link: Link) -> str:
    return key_id(bytes.fromhex(link.their_signing))


def check_code(link: Link) -> str:
    """What both screens must show alike: digits over both machines' public keys; empty before both are here."""
    if not link.their_signing:
        return ""
    own = (signing_key(link).public.hex(), sealing_key(link).public.hex())
    theirs = (link.their_signing, link.their_sealing)
    inside, outside = (own, theirs) if link.role == INSIDE else (theirs, own)
    digest = sm3(spell({"name": link.name, "inside": list(inside), "outside": list(outside)}))
    digits = f"{int.from_bytes(digest, 'big') % 10 ** (4 * GROUPS):0{4 * GROUPS}d}"
    return " ".join(digits[place : place + 4] for place in range(0, len(digits), 4))


# In words ------------------------------------------------------------------------------------------------------------


def in_words() -> tuple[list[str], bool]:
    """How the pairing stands, line by line, and whether all is well."""
    link = my_link()
    if link is None:
        return ["没有配对：手机页与办公系统在同一台机器上。"], True
    lines = [f"本机是{link.get_role_display()}，配对编号{link.name}，签名密钥{link.signing_id}。"]
    if link.confirmed_at is None:
        return [*lines, *compare_words(link)], False
    heard = f"{timezone.localtime(link.heard_at):%Y-%m-%d %H:%M}" if link.heard_at else "还没有"
    lines += [
        f"对方的签名密钥{their_key_id(link)}，{timezone.localtime(link.confirmed_at):%Y-%m-%d %H:%M}核对。",
        f"最近一次收到对方：{heard}；收到第{link.last_in}件。",
        f"发出到第{link.last_out}件，对方收到第{link.acked}件，还有{Parcel.objects.count()}件没有确认。",
    ]
    if link.trouble:
        lines.append(f"最近一次没有成功：{link.trouble}")
    return lines, not link.trouble


def compare_words(link: Link) -> list[str]:
    """What is still to be done for a pairing that was begun."""
    code = check_code(link)
    if not code:
        return ["等候外网机的应答文件。带回来后运行 fengqiao portal accept 应答文件。"]
    return [
        f"核对码：{code}",
        "请与另一台机器显示的核对码逐组对照（可电话念）。完全一致的，在两台机器上都运行 fengqiao portal confirm 核对码。",
    ]
