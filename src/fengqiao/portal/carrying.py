"""Between the machine inside the office network and the one that serves the pages outside: parcels, in order.

A bundle is a letter of ``exchange``, signed like one to any other body, its content sealed for the other machine alone.
Each machine numbers its parcels without a gap and keeps them until the other says that it has them. A bundle holds what is
not yet acknowledged, oldest first, and the number up to which its writer has received. Taking in goes by the numbers:
twice changes nothing, a gap is refused. One transaction for a bundle: all of it, or nothing.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from uuid6 import uuid7

from fengqiao.exchange import envelope as letters
from fengqiao.exchange.envelope import Correspondent, Envelope, Rejected
from fengqiao.portal.keeping import opened, seal
from fengqiao.portal.models import Board, Link, Parcel, Submission, SubmissionState
from fengqiao.portal.pairing import (
    INSIDE,
    OTHER,
    OUTSIDE,
    NotTaken,
    link_in_force,
    sealing_key,
    signing_key,
    their_key_id,
)
from fengqiao.vault import VaultError, sm3_hex
from fengqiao.vault.agreement import seal_for

Plain = dict[str, Any]
KIND = "portal.bundle"
MOST_BYTES = 6 * 1024 * 1024  # a bundle begins with one parcel, however large, and grows up to this
MOST_PACKET_BYTES = 96 * 1024 * 1024  # thirty megabytes of photographs, written out twice


class Stranger(NotTaken):
    """It was not the other machine that wrote this, or not all of it."""


def file_plain(name: str, mime: str, content: bytes) -> Plain:
    """A file as it stands in a parcel."""
    return {"name": name, "mime": mime, "sm3": sm3_hex(content), "content": base64.b64encode(content).decode("ascii")}


def bytes_of(file: Mapping[str, Any]) -> bytes:
    content = base64.b64decode(file["content"])
    if sm3_hex(content) != file["sm3"]:
        raise NotTaken(f"附件“{file['name']}”的摘要不符，没有收下。请重新导出。")
    return content


# Packing -------------------------------------------------------------------------------------------------------------


@transaction.atomic
def pack(kind: str, content: Mapping[str, Any], *, now: datetime) -> None:
    """Put one thing on the pile for the other machine; on a machine outside without a pairing it waits for one."""
    link = Link.objects.select_for_update().exclude(confirmed_at=None).first()
    if link is None:
        return  # a pairing begins with everything that waits
    link.last_out += 1
    link.save(update_fields=["last_out"])
    Parcel.objects.create(
        n=link.last_out, kind=kind, sealed=seal(dict(content), f"parcel:{link.last_out}"), made_at=now
    )


def bundle(*, now: datetime) -> bytes:
    """Everything the other machine has not acknowledged, as far as one bundle holds, and how far we have received."""
    link = link_in_force()
    items: list[Plain] = []
    size = 0
    for parcel in Parcel.objects.filter(n__gt=link.acked).order_by("n").iterator(chunk_size=20):
        content = opened(parcel.sealed, f"parcel:{parcel.n}")
        size += len(parcel.sealed)
        if items and size > MOST_BYTES:
            break
        items.append({"n": parcel.n, "kind": parcel.kind, "content": content})
    return _letter(link, json.dumps({"got": link.last_in, "items": items}, ensure_ascii=False), now)


def _letter(link: Link, content: str, now: datetime) -> bytes:
    """The content as a signed letter that only the other machine can open."""
    travels, key = seal_for(bytes.fromhex(link.their_sealing))
    sender, recipient = _code(link, link.role), _code(link, OTHER[link.role])
    body = {"once": travels.hex(), "sealed": key.seal(content, bound_to=f"{sender}>{recipient}".encode())}
    return letters.seal(Envelope(uuid7(), KIND, sender, recipient, now, body), signing_key(link)).packet()


def _code(link: Link, role: str) -> str:
    return f"portal-{role}-{link.name}"


# Taking in -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Got:
    """What a bundle brought: new parcels, and those that were here already."""

    new: int
    again: int


@transaction.atomic
def take(content: bytes, *, now: datetime) -> Got:
    """Take in a bundle: all that is new in it, in order, and the other side's word on what it has. Raises NotTaken."""
    link = link_in_force(lock=True)
    body = _open(link, content, now)
    new = [item for item in body["items"] if item["n"] > link.last_in]
    for item in new:
        if item["n"] != link.last_in + 1:
            raise NotTaken(f"中间缺第{link.last_in + 1}件，没有收取。可能有一份没有带到；请让对方重新导出后再收。")
        _HANDLERS[link.role][item["kind"]](item["content"], now)
        link.last_in = item["n"]
    if link.acked < body["got"] <= link.last_out:
        link.acked = body["got"]
        Parcel.objects.filter(n__lte=link.acked).delete()
    link.heard_at, link.trouble = now, ""
    link.save(update_fields=["last_in", "acked", "heard_at", "trouble"])  # last_out may have grown while taking in
    return Got(len(new), len(body["items"]) - len(new))


def _open(link: Link, content: bytes, now: datetime) -> Plain:
    """What the other machine wrote, proved to be its own. Raises NotTaken."""
    sender, recipient = _code(link, OTHER[link.role]), _code(link, link.role)

    def who(says: str, to: str) -> Correspondent | None:
        keys = {their_key_id(link): bytes.fromhex(link.their_signing)}
        return Correspondent(sender, keys) if (says, to) == (sender, recipient) else None

    try:
        found = letters.open_packet(content, who=who, now=now, most_bytes=MOST_PACKET_BYTES).envelope
        if found.kind != KIND or set(found.body) != {"once", "sealed"}:
            raise NotTaken("这不是手机页的交换文件。请用另一台机器上 fengqiao portal export 写出的文件。")
        key = sealing_key(link).open_with(bytes.fromhex(str(found.body["once"])))
        body: Plain = json.loads(key.open(str(found.body["sealed"]), f"{sender}>{recipient}".encode()))
    except Rejected as rejected:
        kind = NotTaken if rejected.code == "time" else Stranger
        raise kind(_WHY.get(rejected.code, str(rejected))) from None
    except (VaultError, ValueError):
        raise NotTaken("文件打不开：不是为本机写的。请重新导出；仍然不行的，重新配对。") from None
    return body


_WHY = {
    "form": "这不是手机页的交换文件，或者不完整。请重新导出、完整拷贝后再收。",
    "sender": "这份文件不是与本机配对的那台机器导出的，没有收取。请核对拿的是不是对方的导出文件。",
    "key": "签名的不是配对时核对过的密钥，没有收取。请核对文件来处；对方重装过的，请重新配对。",
    "digest": "文件被改动过，没有收取。请重新导出；再次出现的，检查是否有人动过文件。",
    "signature": "签名验不过，文件被改动过，没有收取。请重新导出；再次出现的，检查是否有人动过文件。",
}  # fmt: skip


def _submission_came(said: Plain, now: datetime) -> None:
    """Inside: a submission, as if it had been made here."""
    from fengqiao.portal.keeping import index_of, keep

    row, made = Submission.objects.get_or_create(
        pk=said["id"],
        defaults={
            "county": said["county"], "service": said["service"], "subject": said["subject"], "brought": True,
            "made_at": datetime.fromisoformat(said["made_at"]), "phone_index": index_of("phone", said["phone"]),
            "sealed": seal(said["data"], f"submission:{said['id']}"), "phone_sealed": seal(said["phone"], f"phone:{said['id']}"),
        },
    )  # fmt: skip
    if made:
        for file in said["files"]:
            keep(file["name"], file["mime"], bytes_of(file), now=now, submission=row)
    elif row.state != SubmissionState.WAITING:  # after a new pairing: it was settled, and the other side never heard
        pack("settled", settled_plain(row, quiet=True), now=now)


def settled_plain(row: Submission, *, quiet: bool) -> Plain:
    """What became of a submission, as it is carried back."""
    return {
        "id": str(row.pk), "state": row.state, "number": row.number, "token": row.token, "reason": row.reason, "quiet": quiet,
    }  # fmt: skip


def _settled_came(said: Plain, now: datetime) -> None:
    from fengqiao.portal.front import settle

    settle(said, now=now)


def _status_came(said: Plain, now: datetime) -> None:
    from fengqiao.portal.front import post_status

    post_status(said, now=now)


def _untold_came(said: Plain, now: datetime) -> None:
    from fengqiao.portal.front import drop_status

    drop_status(said["token"])


def _board_came(said: Plain, now: datetime) -> None:
    Board.objects.update_or_create(pk=said["county"], defaults={"content": said["content"], "changed_at": now})


_HANDLERS: dict[str, dict[str, Callable[[Plain, datetime], None]]] = {
    INSIDE: {"submission": _submission_came},
    OUTSIDE: {"settled": _settled_came, "status": _status_came, "untold": _untold_came, "board": _board_came},
}


def waiting_count() -> int:
    """How many parcels the other machine has not acknowledged."""
    return Parcel.objects.count()
