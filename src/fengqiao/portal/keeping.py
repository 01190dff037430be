"""Sealing and finding: the room's own data key, blind indexes of telephones and addresses, files at rest."""

from __future__ import annotations

import io
import json
from datetime import datetime
from typing import Any, BinaryIO, cast

from fengqiao.messages.keys import data_key
from fengqiao.orgs.keys import ring
from fengqiao.portal.models import Held
from fengqiao.vault import DataKey, sm3_hex
from fengqiao.vault.filetypes import file_type
from fengqiao.vault.sealedfile import OpenedFile, SealingReader
from fengqiao.vault.uploads import kept_name

ROOM = "portal"
MOST_BYTES = 10 * 1024 * 1024


def key() -> DataKey:
    """The key under which this room seals."""
    return data_key(ROOM)


def seal(value: Any, bound_to: str) -> str:
    """Plain JSON sealed for one place."""
    return key().seal(json.dumps(value, ensure_ascii=False, sort_keys=True), bound_to=bound_to.encode())


def opened(sealed: str, bound_to: str) -> Any:
    """The value again. Raises the vault's SealBroken or NotSealed."""
    return json.loads(key().open(sealed, bound_to.encode()))


def index_of(kind: str, value: str) -> bytes:
    """The blind index of a telephone or an address, of this room alone."""
    return ring().blind_index.of(f"portal_{kind}", value)


def hold(name: str, content: bytes, *, now: datetime) -> Held:
    """Keep what was handed in, if it is of a kind that is taken. Raises the vault's FileTypeRefused, FileTooLarge."""
    kind = file_type(io.BytesIO(content))
    return keep(kept_name(name, kind.extension), kind.mime, content, now=now)


def keep(name: str, mime: str, content: bytes, **more: Any) -> Held:
    """A file at rest, its bytes sealed."""
    digest, now = sm3_hex(content), more.pop("now")
    reader = io.BufferedReader(SealingReader(io.BytesIO(content), key(), digest))
    return Held.objects.create(
        name=name[:200], mime=mime, digest=digest, size_bytes=len(content), content=reader.read(), made_at=now, **more
    )


def content_of(held: Held) -> bytes:
    """The bytes again. Raises the vault's FileDamaged."""
    return cast(BinaryIO, OpenedFile(io.BytesIO(bytes(held.content)), key(), held.digest)).read()
