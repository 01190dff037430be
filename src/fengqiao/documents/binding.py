"""A complete file 卷宗 bound as one PDF: cover, contents, papers and scans, transfer list, back cover.

Every page carries one running number at its top outer corner, the contents name it, and the PDF has bookmarks. Bound
bytes are stored, not made again: a volume is what was bound on its day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from fengqiao.documents.slots import Values

Placed = tuple[str, int, int]


class ScanError(ValueError):
    """A piece cannot be bound; the message names it and says what to do."""


@dataclass(frozen=True)
class Part:
    """One line of the contents with its files, PDF, JPG or PNG, in order. Without files it is kept elsewhere (另存)."""

    name: str
    files: tuple[bytes, ...] = ()
    remark: str = ""


def bind(
    cover: bytes,
    parts: Sequence[Part],
    *,
    number: str,
    transfer: Values | None = None,
    statement: Values | None = None,
    numbering: Literal["every", "papers"] = "every",
    demo: bool = False,
    made_at: datetime | None = None,
) -> tuple[bytes, list[Placed]]:
    """The bound volume and where everything stands: (name, first page, last page), both inclusive.

    `number` is the volume's number, printed in contents, lists and heads. `transfer` (giver, taker) adds the transfer
    list with its rows filled in; `statement` (explanation, compiled_by, compiled_on,
    retention) fills the back cover. `numbering` "every" counts from the cover; "papers"
    leaves cover, contents and what follows the papers without numbers, as many archives ask; the places returned are
    the numbers printed, 0 where none is. Raises ScanError when a part cannot be read.
    """
    from fengqiao.documents.volume import Volume, bind_volume

    return bind_volume(cover, parts, Volume(number, numbering == "every", demo, made_at), transfer, statement)
