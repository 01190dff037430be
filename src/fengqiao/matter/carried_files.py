"""Files that were judged a moment ago, carried in the page itself as signed marks: nobody chooses them a second time.

Each mark belongs to one person and opens for two days; it names what lies in the store, so that nothing is sent again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core import signing

from fengqiao.matter.files import store
from fengqiao.vault import FileMissing

LONGEST_S = 2 * 24 * 60 * 60
GONE = "刚才传上的文件放得太久，或者不是您传的，没有收下。请重新选择文件。"
_NAMES = ("digest", "name", "mime", "size_bytes")


def mark(file: Mapping[str, Any], who: object) -> str:
    """The mark of a file that lies in the store."""
    return signing.dumps([file.get(name, "") for name in _NAMES], salt=f"fengqiao.files:{who}")


def marked(said: str, who: object) -> dict[str, Any]:
    """The file again: digest, name, mime and size. Raises `FileMissing`."""
    try:
        found = dict(zip(_NAMES, signing.loads(said, salt=f"fengqiao.files:{who}", max_age=LONGEST_S), strict=True))
    except (signing.BadSignature, ValueError, TypeError):
        raise FileMissing(GONE) from None
    if not store().exists(found["digest"]):
        raise FileMissing(GONE)
    return found


def content_of(said: str, who: object) -> bytes:
    """The bytes of a marked file. Raises `VaultError`."""
    return store().read(marked(said, who)["digest"])


def kept(content: bytes, who: object) -> str:
    """File what was read and found right; the mark under which it is carried to the next step."""
    return mark({"digest": store().put(content)}, who)
