"""Envelopes 往来信封: what is sent, sealed with a signature; and what is received, opened or refused with the reason.

No database and no clock of its own. A packet is one canonical JSON document: the envelope, its SM3 digest, the signature
with the name of the key, and the attachments' bytes, which the envelope names by their digests.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from fengqiao.exchange.canonical import NotCanonical, read, spell
from fengqiao.vault import sm3_hex
from fengqiao.vault.signingkeys import SigningKey, is_signed_by

VERSION = 1
MOST_BYTES = 15 * 1024 * 1024
MOST_ATTACHMENTS = 40
OLDEST, AHEAD = timedelta(days=90), timedelta(minutes=10)
_SIGNED = b"fengqiao-envelope-1\n"
_PACKET = {"digest", "envelope", "key", "parts", "signature"}
_ENVELOPE = {
    "attachments", "body", "created_at", "ext_code", "from", "id", "in_reply_to", "kind", "matter", "to", "version",
}  # fmt: skip
_HEX = re.compile(r"[0-9a-f]+\Z")


class Rejected(Exception):
    """A packet that is not taken in. ``code`` is stable, the text says why and what to do."""

    def __init__(self, code: str, said: str, sender: str = "", message_id: UUID | None = None) -> None:
        super().__init__(said)
        self.code, self.sender, self.message_id = code, sender, message_id


@dataclass(frozen=True)
class Attachment:
    """A file that travels with an envelope."""

    name: str
    mime: str
    content: bytes

    @property
    def sm3(self) -> str:
        return sm3_hex(self.content)


@dataclass(frozen=True)
class Envelope:
    """What is said: from whom to whom, of which kind, about which matter. ``attachments`` name files, ``body`` is plain JSON."""

    id: UUID
    kind: str
    sender: str
    recipient: str
    created_at: datetime
    body: Mapping[str, Any]
    matter: str = ""
    ext_code: str = ""
    in_reply_to: UUID | None = None
    attachments: tuple[Mapping[str, Any], ...] = ()

    def plain(self) -> dict[str, Any]:
        """The envelope as it is signed."""
        return {
            "attachments": [dict(each) for each in self.attachments], "body": dict(self.body),
            "created_at": self.created_at.isoformat(timespec="seconds"), "ext_code": self.ext_code, "from": self.sender,
            "id": str(self.id), "in_reply_to": str(self.in_reply_to) if self.in_reply_to else "", "kind": self.kind,
            "matter": self.matter, "to": self.recipient, "version": VERSION,
        }  # fmt: skip


@dataclass(frozen=True)
class Sealed:
    """An envelope with its signature. ``text`` is its canonical spelling."""

    envelope: Envelope
    text: bytes
    digest: str
    key_id: str
    signature: str
    parts: Mapping[str, bytes] = field(default_factory=dict)

    def packet(self) -> bytes:
        """The bytes that travel; the same each time."""
        return pack(self.text, self.digest, self.key_id, self.signature, self.parts)


@dataclass(frozen=True)
class Correspondent:
    """Who may have signed: the code, the public keys in force by name, and those that no longer are."""

    code: str
    keys: Mapping[str, bytes]
    retired: frozenset[str] = frozenset()


def seal(envelope: Envelope, key: SigningKey, attachments: tuple[Attachment, ...] = ()) -> Sealed:
    """The envelope signed, its attachments named in it. Raises NotCanonical."""
    named = tuple(
        {"mime": each.mime, "name": each.name, "size": len(each.content), "sm3": each.sm3} for each in attachments
    )
    whole = Envelope(**{**envelope.__dict__, "attachments": named})
    text = spell(whole.plain())
    parts = {each.sm3: each.content for each in attachments}
    return Sealed(whole, text, sm3_hex(text), key.key_id, key.sign(_SIGNED + text).hex(), parts)


def pack(text: bytes, digest: str, key_id: str, signature: str, parts: Mapping[str, bytes]) -> bytes:
    """A packet of what is already signed."""
    return spell({
        "digest": digest, "envelope": read(text), "key": key_id, "signature": signature,
        "parts": {sm3: base64.b64encode(content).decode("ascii") for sm3, content in parts.items()},
    })  # fmt: skip


def open_packet(
    content: bytes, *, who: Callable[[str, str], Correspondent | None], now: datetime, most_bytes: int = MOST_BYTES
) -> Sealed:
    """The packet, checked. ``who`` finds the correspondent by the codes of sender and recipient. Raises Rejected."""
    if len(content) > most_bytes:
        raise Rejected("size", f"文件超过{most_bytes // 1024 // 1024}MB，没有收下。请把附件分开发送。")
    packet = _document(content)
    plain = packet["envelope"]
    sender, message_id = str(plain["from"]), _uuid(plain["id"], "id")
    try:
        text = _authentic(packet, who)
        envelope = _envelope(plain)
        _timely(envelope, now)
        parts = _parts(packet["parts"], envelope)
    except Rejected as rejected:
        rejected.sender, rejected.message_id = sender, message_id
        raise
    return Sealed(envelope, text, packet["digest"], packet["key"], packet["signature"], parts)


def _document(content: bytes) -> dict[str, Any]:
    try:
        packet = read(content)
    except NotCanonical as error:
        raise Rejected("form", f"不是往来文件：{error}请确认文件没有被改动、截断或转码，再重新发送。") from None
    if isinstance(packet, dict) and isinstance(packet.get("envelope"), dict):
        version = packet["envelope"].get("version")
        if type(version) is not int or version != VERSION:
            raise Rejected(
                "version", f"这是第{str(version)[:10]}版的往来文件，本系统只认第{VERSION}版。请双方核对软件版本。"
            )
    if not isinstance(packet, dict) or set(packet) != _PACKET or not isinstance(packet["envelope"], dict):
        raise Rejected("form", "不是往来文件：缺少信封、摘要、签名或附件栏目，或者多了栏目。")
    if set(packet["envelope"]) != _ENVELOPE or not all(
        isinstance(packet[n], str) for n in ("digest", "key", "signature")
    ):
        raise Rejected("form", "信封的栏目不全，或者多了栏目。请对照往来文件格式核对。")
    return packet


def _authentic(packet: Mapping[str, Any], who: Callable[[str, str], Correspondent | None]) -> bytes:
    """The signed text. Raises Rejected unless a known sender wrote exactly this to us."""
    plain = packet["envelope"]
    sender, recipient, text = str(plain["from"]), str(plain["to"]), spell(plain)
    correspondent = who(sender, recipient)
    if correspondent is None:
        raise Rejected(
            "sender",
            f"没有登记发送单位“{sender[:40]}”发给“{recipient[:40]}”的往来关系。请联系本局系统管理员登记并确认。",
        )
    key = packet["key"]
    if key in correspondent.retired:
        raise Rejected("key", f"签名用的是{sender}已停用的密钥{key[:16]}。请对方用新密钥重新签发。")
    if key not in correspondent.keys:
        raise Rejected(
            "key", f"签名用的密钥{key[:16]}没有登记在{sender}名下。请对方把新公钥交本局系统管理员登记、安全管理员确认。"
        )
    if packet["digest"] != sm3_hex(text):
        raise Rejected("digest", "信封摘要不符，内容被改动过，没有收下。请对方重新发送。")
    signature = packet["signature"]
    signed = len(signature) == 128 and _HEX.match(signature)
    if not signed or not is_signed_by(correspondent.keys[key], _SIGNED + text, bytes.fromhex(signature)):
        raise Rejected("signature", "签名验不过，内容可能被改动或冒名，没有收下。请与对方电话核实后重新发送。")
    return text


def _envelope(plain: Mapping[str, Any]) -> Envelope:
    texts = ("kind", "from", "to", "created_at", "ext_code", "matter", "in_reply_to")
    if not all(isinstance(plain[name], str) and len(plain[name]) <= 80 for name in texts):
        raise Rejected("form", "信封的栏目不是文字，或者过长。")
    if not isinstance(plain["body"], dict) or not isinstance(plain["attachments"], list):
        raise Rejected("form", "信封的正文或附件清单写法不对。")
    try:
        created_at = datetime.fromisoformat(plain["created_at"])
    except ValueError:
        raise Rejected("time", "信封的时间认不出来。请写成2026-05-06T09:00:00+08:00这样。") from None
    if created_at.tzinfo is None:
        raise Rejected("time", "信封的时间没有时区。请写成2026-05-06T09:00:00+08:00这样。")
    return Envelope(
        _uuid(plain["id"], "id"), plain["kind"], plain["from"], plain["to"], created_at, plain["body"], plain["matter"],
        plain["ext_code"], _uuid(plain["in_reply_to"], "in_reply_to") if plain["in_reply_to"] else None,
        tuple(_named(each) for each in plain["attachments"]),
    )  # fmt: skip


def _uuid(value: Any, name: str) -> UUID:
    try:
        found = UUID(str(value))
    except ValueError:
        raise Rejected("form", f"信封的{name}不是UUID。") from None
    if str(found) != value:
        raise Rejected("form", f"信封的{name}要写成小写带连字符的UUID。")
    return found


def _named(each: Any) -> Mapping[str, Any]:
    sound = (
        isinstance(each, dict) and set(each) == {"mime", "name", "size", "sm3"} and isinstance(each["size"], int)
        and all(isinstance(each[n], str) and len(each[n]) <= 200 for n in ("mime", "name", "sm3"))
    )  # fmt: skip
    if not sound:
        raise Rejected("form", "附件清单要写明名称、类型、大小和SM3摘要。")
    return dict(each)


def _timely(envelope: Envelope, now: datetime) -> None:
    if envelope.created_at > now + AHEAD:
        raise Rejected("time", "信封的时间晚于本机时间十分钟以上。请双方核对计算机时间后重新发送。")
    if envelope.created_at < now - OLDEST:
        raise Rejected("time", f"信封是{OLDEST.days}天以前签发的，没有收下。请对方重新办理发送。")


def _parts(raw: Any, envelope: Envelope) -> dict[str, bytes]:
    """The attachments' bytes by digest. Raises Rejected when one is missing, unnamed, or not what the envelope names."""
    if not isinstance(raw, dict) or len(envelope.attachments) > MOST_ATTACHMENTS:
        raise Rejected("parts", f"附件栏目写法不对，或者超过{MOST_ATTACHMENTS}个。")
    if set(raw) != {each["sm3"] for each in envelope.attachments}:
        raise Rejected("parts", "附件与清单对不上：有缺少的，或有清单外的。请对方重新发送。")
    parts: dict[str, bytes] = {}
    for each in envelope.attachments:
        content = _decoded(raw[each["sm3"]])
        if sm3_hex(content) != each["sm3"] or len(content) != each["size"]:
            raise Rejected("parts", f"附件“{each['name']}”的摘要或大小不符，传送中被改动，没有收下。请对方重新发送。")
        parts[each["sm3"]] = content
    return parts


def _decoded(text: Any) -> bytes:
    try:
        content = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError, TypeError):
        raise Rejected("parts", "附件不是base64写法。") from None
    if base64.b64encode(content).decode("ascii") != text:
        raise Rejected("parts", "附件的base64写法不规范。")
    return content
