"""The package: a zip of sealed parts under one signed list. No database and no clock of its own.

The list names every part with its SM3 and size; its own SM3 is the package's, and the signature stands over it. The parts are
sealed for the one key it is sent to: X25519 agreement with a key of its own for each package, from the exchange keys both sides
have registered and confirmed. What is not exactly so is refused, and why is said.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any
from uuid import UUID

from fengqiao.exchange.canonical import NotCanonical, read, spell
from fengqiao.exchange.envelope import Correspondent
from fengqiao.vault import VaultError, sm3_hex
from fengqiao.vault.agreement import seal_for
from fengqiao.vault.sealedfile import OpenedFile, SealingReader
from fengqiao.vault.signingkeys import SigningKey, agreement_public, is_signed_by, key_id

KIND, VERSION = "fengqiao-corrections-handover", 1
LIST, SIGNATURE, CASE = "manifest.json", "signature.txt", "case"
SUFFIX = ".fqjz"
MOST_BYTES, MOST_PARTS = 300 * 1024 * 1024, 2000
_SIGNED = b"fengqiao-handover-1\n"
_LIST = {"created_at", "for", "from", "id", "key", "kind", "once", "origin", "parts", "to", "version"}
_AT = (2020, 1, 1, 0, 0, 0)  # the same bytes each time: a zip's own clock says nothing


class NotTaken(Exception):
    """A package that is not taken in; says why and what to do."""


@dataclass(frozen=True)
class Address:
    """From whom to whom: the codes both sides have agreed on, and the recipient's registered public key."""

    sender: str
    recipient: str
    public: bytes


@dataclass(frozen=True)
class Package:
    """An opened package. ``digest`` is the SM3 of its list."""

    id: UUID
    origin: UUID
    sender: str
    recipient: str
    created_at: datetime
    digest: str
    case: Mapping[str, Any]
    parts: Mapping[str, bytes]


def pack(
    address: Address, key: SigningKey, package_id: UUID, origin: UUID, case: Mapping[str, Any], papers: Sequence[bytes], created_at: datetime
) -> tuple[bytes, str]:
    """The package's bytes and its digest. ``papers`` are named paper-1, paper-2 … as the case names them."""
    once, letter = seal_for(agreement_public(address.public))
    sealed: dict[str, bytes] = {}
    for name, content in ((CASE, spell(dict(case))), *((f"paper-{n}", content) for n, content in enumerate(papers, 1))):
        sealed[name] = SealingReader(BytesIO(content), letter, f"{package_id}/{name}").read()
    listed = spell({
        "created_at": created_at.isoformat(timespec="seconds"), "for": key_id(address.public), "from": address.sender, "id": str(package_id),
        "key": key.key_id, "kind": KIND, "once": once.hex(), "origin": str(origin), "to": address.recipient, "version": VERSION,
        "parts": [{"name": name, "size": len(content), "sm3": sm3_hex(content)} for name, content in sealed.items()],
    })  # fmt: skip
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as packed:
        for name, content in ((LIST, listed), (SIGNATURE, key.sign(_SIGNED + listed).hex().encode()), *sealed.items()):
            packed.writestr(zipfile.ZipInfo(name, _AT), content)
    return stream.getvalue(), sm3_hex(listed)


def unpack(content: bytes, *, who: Callable[[str, str], Correspondent | None], keys: Sequence[SigningKey]) -> Package:
    """The package, checked and opened. ``who`` finds the sender's keys by the two codes. Raises NotTaken."""
    found = _files(content)
    listed = _listed(found[LIST])
    _signed(listed, found, who)
    for part in listed["parts"]:
        sealed = found.get(part["name"], b"")
        if sm3_hex(sealed) != part["sm3"] or len(sealed) != part["size"]:
            raise NotTaken(f"移交包里的“{part['name']}”与清单的SM3不符，传送中被改动或者截断，没有接收。请原执行地重新生成。")
    if set(found) != {LIST, SIGNATURE, *(part["name"] for part in listed["parts"])}:
        raise NotTaken("移交包里有清单以外的文件，没有接收。请原执行地重新生成。")
    own = next((key for key in keys if key.key_id == listed["for"]), None)
    if own is None:
        raise NotTaken(f"移交包不是封给本局的（收件密钥{listed['for'][:16]}），打不开。请原执行地核对本局的公钥后重新生成。")
    return _opened(listed, found, own)


def _files(content: bytes) -> dict[str, bytes]:
    if len(content) > MOST_BYTES:
        raise NotTaken(f"移交包超过{MOST_BYTES // 1024 // 1024}MB，没有接收。请与原执行地联系，改用光盘另送材料。")
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            inside = packed.infolist()
            plain = all(each.compress_type == zipfile.ZIP_STORED and not each.flag_bits & 1 for each in inside)
            names = [each.filename for each in inside]
            if not plain or len(names) != len(set(names)) or len(names) > MOST_PARTS or sum(e.file_size for e in inside) > MOST_BYTES:
                raise NotTaken("这不是本系统的移交包，没有接收。请核对文件。")
            found = {name: packed.read(name) for name in names}
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
        raise NotTaken("这个文件不是移交包，或者已经损坏，没有接收。请核对文件，或者请原执行地重新生成。") from None
    if LIST not in found or SIGNATURE not in found:
        raise NotTaken("这个文件不是移交包：没有清单或者签名。请核对文件。")
    return found


def _listed(content: bytes) -> dict[str, Any]:
    try:
        listed = read(content)
    except NotCanonical:
        raise NotTaken("移交包的清单被改动过，没有接收。请原执行地重新生成。") from None
    sound = isinstance(listed, dict) and listed.get("kind") == KIND
    if sound and listed.get("version") != VERSION:
        raise NotTaken(f"这是第{str(listed.get('version'))[:10]}版的移交包，本系统只认第{VERSION}版。请双方核对软件版本。")
    if not sound or set(listed) != _LIST or not all(isinstance(listed[n], str) for n in _LIST - {"parts", "version"}):
        raise NotTaken("这个文件不是社区矫正的移交包。请核对文件。")
    parts = listed["parts"]
    if not isinstance(parts, list) or not all(isinstance(p, dict) and set(p) == {"name", "size", "sm3"} for p in parts):
        raise NotTaken("移交包的清单不完整，没有接收。请原执行地重新生成。")
    return dict(listed)


def _signed(listed: Mapping[str, Any], found: Mapping[str, bytes], who: Callable[[str, str], Correspondent | None]) -> None:
    """The list was signed by a registered key of the body it says it comes from."""
    sender = who(listed["from"], listed["to"])
    if sender is None:
        said = f"没有登记“{listed['from'][:40]}”发给“{listed['to'][:40]}”的往来关系，没有接收。请系统管理员登记原执行地、安全管理员确认。"
        raise NotTaken(said)
    if listed["key"] in sender.retired:
        raise NotTaken("移交包是用对方已停用的密钥签名的，没有接收。请原执行地重新生成。")
    public = sender.keys.get(listed["key"])
    if public is None:
        raise NotTaken(f"签名用的密钥{listed['key'][:16]}没有登记在{sender.code}名下，没有接收。请对方把公钥交本局登记、确认。")
    try:
        signature = bytes.fromhex(found[SIGNATURE].decode("ascii"))
    except ValueError:
        signature = b""
    if not is_signed_by(public, _SIGNED + found[LIST], signature):
        raise NotTaken("移交包的签名验不过，内容可能被改动或者冒名，没有接收。请与原执行地电话核实后重新生成。")


def _opened(listed: Mapping[str, Any], found: Mapping[str, bytes], own: SigningKey) -> Package:
    try:
        letter = own.agreement().open_with(bytes.fromhex(listed["once"]))
        parts = {
            part["name"]: OpenedFile(BytesIO(found[part["name"]]), letter, f"{listed['id']}/{part['name']}").read() for part in listed["parts"]
        }
        case = read(parts.pop(CASE))
        identity, origin = UUID(listed["id"]), UUID(listed["origin"])
        created_at = datetime.fromisoformat(listed["created_at"])
    except (VaultError, NotCanonical, ValueError, KeyError):
        raise NotTaken("移交包打不开：内容与封装对不上，没有接收。请原执行地重新生成。") from None
    if not isinstance(case, dict):
        raise NotTaken("移交包里没有案件。请原执行地重新生成。")
    return Package(identity, origin, listed["from"], listed["to"], created_at, sm3_hex(found[LIST]), case, parts)
