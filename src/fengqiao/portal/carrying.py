"""Between the machine inside the office network and the one that serves the pages outside: parcels, sealed, in order.

The two share one key, made at the pairing and carried by hand once. Each numbers its parcels without a gap and keeps them
until the other says that it has them. A bundle holds what is not yet acknowledged, oldest first, and the number up to
which its writer has received. Taking in goes by the numbers: twice changes nothing, a gap is refused, a bundle that was
changed or is not for this machine does not open. One transaction for a bundle: all of it, or nothing.
"""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from fengqiao.portal.keeping import opened, seal
from fengqiao.portal.models import Board, Follow, Link, Parcel, Submission, SubmissionState
from fengqiao.vault import DataKey, VaultError, sm3_hex

Plain = dict[str, Any]
VERSION = 1
MOST_BYTES = 6 * 1024 * 1024  # a bundle begins with one parcel, however large, and grows up to this
INSIDE, OUTSIDE = "inside", "outside"
OTHER = {INSIDE: OUTSIDE, OUTSIDE: INSIDE}


class NotTaken(Exception):
    """A bundle or a pairing that is not taken; the text says why and what to do."""


def file_plain(name: str, mime: str, content: bytes) -> Plain:
    """A file as it stands in a parcel."""
    return {"name": name, "mime": mime, "sm3": sm3_hex(content), "content": base64.b64encode(content).decode("ascii")}


def bytes_of(file: Mapping[str, Any]) -> bytes:
    content = base64.b64decode(file["content"])
    if sm3_hex(content) != file["sm3"]:
        raise NotTaken(f"附件“{file['name']}”的摘要不符，没有收下。请重新导出。")
    return content


# Pairing -------------------------------------------------------------------------------------------------------------


def my_link() -> Link | None:
    return Link.objects.first()


def is_outside() -> bool:
    """Whether this machine serves the pages alone, outside the office network."""
    return bool(settings.PORTAL_ONLY) or Link.objects.filter(role=OUTSIDE).exists()


def serves_elsewhere() -> bool:
    """Whether another machine serves the pages and has to be told."""
    return not settings.PORTAL_ONLY and Link.objects.filter(role=INSIDE).exists()


@transaction.atomic
def invite(url: str, *, now: datetime, calls: bool = True) -> bytes:
    """Inside: make the pairing; the file that is carried to the machine outside, once. Raises NotTaken where there is one."""
    if my_link() is not None:
        raise NotTaken("本机已经配对。要重新配对，先在两台机器上运行 fengqiao portal unpair。")
    name, raw = secrets.token_hex(8), secrets.token_bytes(16)
    Link.objects.create(
        role=INSIDE,
        name=name,
        url=url.rstrip("/"),
        calls=calls and bool(url),
        key_sealed=seal(raw.hex(), f"link:{name}"),
    )
    for board in Board.objects.order_by("county"):
        pack("board", {"county": board.county, "content": board.content}, now=now)
    Follow.objects.update(told="")  # all that is followed is told anew, to the other machine too
    return json.dumps({"fengqiao": "portal-pairing", "version": VERSION, "name": name, "key": raw.hex()}).encode()


@transaction.atomic
def join(content: bytes, *, now: datetime) -> None:
    """Outside: take the pairing; what was handed in before waits to be fetched. Raises NotTaken."""
    from fengqiao.portal.front import plain_of

    if my_link() is not None:
        raise NotTaken("本机已经配对。要重新配对，先在两台机器上运行 fengqiao portal unpair。")
    try:
        said = json.loads(content)
        name, raw = str(said["name"]), bytes.fromhex(said["key"])
        DataKey(raw)
    except (ValueError, KeyError, TypeError):
        raise NotTaken("这不是配对文件。请用内网机上 fengqiao portal invite 生成的文件。") from None
    Link.objects.create(role=OUTSIDE, name=name, key_sealed=seal(raw.hex(), f"link:{name}"))
    for submission in Submission.objects.filter(state=SubmissionState.WAITING).order_by("made_at"):
        pack("submission", plain_of(submission), now=now)


@transaction.atomic
def unpair() -> None:
    """Forget the pairing and what was packed for it. What waits is packed again at the next one."""
    Link.objects.all().delete()
    Parcel.objects.all().delete()


def role() -> str:
    """Which of the two this machine is. Raises NotTaken where it is neither."""
    link = my_link()
    if link is None:
        raise NotTaken(
            "本机还没有与另一台机器配对。内网机运行 fengqiao portal invite，外网机运行 fengqiao portal join。"
        )
    return link.role


def in_words() -> tuple[list[str], bool]:
    """How the pairing stands, line by line, and whether all is well."""
    link = my_link()
    if link is None:
        return ["没有配对：手机页与办公系统在同一台机器上。"], True
    heard = f"{timezone.localtime(link.heard_at):%Y-%m-%d %H:%M}" if link.heard_at else "还没有"
    lines = [
        f"本机是{link.get_role_display()}，配对编号{link.name}。",
        f"最近一次收到对方：{heard}；收到第{link.last_in}件。",
        f"发出到第{link.last_out}件，对方收到第{link.acked}件，还有{waiting_count()}件没有确认。",
    ]
    if link.trouble:
        lines.append(f"最近一次没有成功：{link.trouble}")
    return lines, not link.trouble


def key_of(link: Link) -> DataKey:
    return DataKey(bytes.fromhex(opened(link.key_sealed, f"link:{link.name}")))


# Packing -------------------------------------------------------------------------------------------------------------


@transaction.atomic
def pack(kind: str, content: Mapping[str, Any], *, now: datetime) -> None:
    """Put one thing on the pile for the other machine; on a machine outside without a pairing it waits for one."""
    link = Link.objects.select_for_update().first()
    if link is None:
        return  # the pairing begins with everything that waits
    link.last_out += 1
    link.save(update_fields=["last_out"])
    Parcel.objects.create(
        n=link.last_out, kind=kind, sealed=seal(dict(content), f"parcel:{link.last_out}"), made_at=now
    )


def bundle(*, now: datetime) -> bytes:
    """Everything the other machine has not acknowledged, as far as one bundle holds, and how far we have received."""
    link = my_link()
    if link is None:
        raise NotTaken(
            "本机还没有与另一台机器配对。内网机运行 fengqiao portal invite，外网机运行 fengqiao portal join。"
        )
    items: list[Plain] = []
    size = 0
    for parcel in Parcel.objects.filter(n__gt=link.acked).order_by("n").iterator(chunk_size=20):
        content = opened(parcel.sealed, f"parcel:{parcel.n}")
        size += len(parcel.sealed)
        if items and size > MOST_BYTES:
            break
        items.append({"n": parcel.n, "kind": parcel.kind, "content": content})
    body = json.dumps({"got": link.last_in, "items": items, "made_at": now.isoformat()}, ensure_ascii=False)
    sealed = key_of(link).seal(body, bound_to=_bound(link.name, link.role))
    return json.dumps(
        {"fengqiao": "portal-bundle", "version": VERSION, "pairing": link.name, "from": link.role, "sealed": sealed}
    ).encode()


def _bound(name: str, sender: str) -> bytes:
    return f"fengqiao portal bundle {VERSION}:{name}:{sender}".encode()


# Taking in -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Got:
    """What a bundle brought: new parcels, and those that were here already."""

    new: int
    again: int


@transaction.atomic
def take(content: bytes, *, now: datetime) -> Got:
    """Take in a bundle: all that is new in it, in order, and the other side's word on what it has. Raises NotTaken."""
    link = Link.objects.select_for_update().first()
    if link is None:
        raise NotTaken("本机还没有配对，不能收取。请先配对。")
    body = _open(link, content)
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


def _open(link: Link, content: bytes) -> Plain:
    try:
        outer = json.loads(content)
        if outer["fengqiao"] != "portal-bundle" or outer["version"] != VERSION:
            raise ValueError
        name, sender, sealed = str(outer["pairing"]), str(outer["from"]), str(outer["sealed"])
    except (ValueError, KeyError, TypeError):
        raise NotTaken("这不是手机页的交换文件，或者不完整。请重新导出、完整拷贝后再收。") from None
    if name != link.name or sender != OTHER[link.role]:
        raise NotTaken("这份文件不是与本机配对的那台机器导出的，没有收取。请核对拿的是不是对方的导出文件。")
    try:
        body: Plain = json.loads(key_of(link).open(sealed, _bound(name, sender)))
    except VaultError:
        raise NotTaken(
            "文件被改动过，或密钥不对，没有收取。请重新导出；仍然不行的，检查是否有人动过文件，再重新配对。"
        ) from None
    return body


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
