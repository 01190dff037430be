"""Every table of a page can be taken along: the shared table keeps what it shows, and its own address answers it as a file.

A page does nothing for it. Where a list has more than one page, ``page_size`` gives all of it to who takes it along; a page that makes
its own file (a register) shows the menu in its head, and its table then offers none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

EXCEL, CSV, GB18030, JSON = "xlsx", "csv", "gb18030", "json"
FORMS = (EXCEL, CSV, GB18030, JSON)
AS, TABLE = "as", "table"  # the parts of an address that say in which of these forms, and which of the page's tables
MOST_ROWS = 20_000
_KEPT, _ITSELF = "kept_tables", "takes_itself"


@dataclass(frozen=True)
class Kept:
    """A table as it is shown: its name, its heads, the texts of its rows; ``numbers``: the columns of numbers; ``opens``: where rows lead."""

    caption: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: frozenset[int]
    opens: Sequence[str]


def wanted(request: HttpRequest) -> str:
    """The form asked for; empty where the page itself is."""
    form = request.GET.get(AS, "") if request.method == "GET" else ""
    return form if form in FORMS else ""


def page_size(request: HttpRequest, usual: int) -> int:
    """How many rows a page has: all of them for who takes the list along."""
    return MOST_ROWS if wanted(request) else usual


def tables(request: HttpRequest) -> list[Kept]:
    """What the page has shown so far."""
    found: list[Kept] = getattr(request, _KEPT, [])
    return found


def takes_itself(request: HttpRequest) -> None:
    """The page has a menu of its own, for a file of its own."""
    setattr(request, _ITSELF, True)


def keep(request: HttpRequest | None, caption: str, columns: Iterable[Any], rows: Iterable[Any], totals: Sequence[Any] = ()) -> str:
    """Keep a table of parts.Column and parts.Row, or of plain texts. The address it can be taken from; empty where it cannot."""
    if request is None or request.method != "GET" or getattr(request, "actor", None) is None or getattr(request, _ITSELF, False):
        return ""
    heads = [str(_of(each, "label", each)) for each in columns]
    body = list(rows)
    texts = [[_text(cell) for cell in _of(row, "cells", row)] for row in body]
    if totals:
        texts.append([_text(each) for each in totals])
    numbers = frozenset(n for n, each in enumerate(columns) if _of(each, "num", False)) if isinstance(columns, Sequence) else frozenset()
    found = tables(request)
    setattr(request, _KEPT, [*found, Kept(caption, heads, texts, numbers, [str(_of(row, "url", "") or "") for row in body])])
    query = request.GET.copy()
    for name in (AS, TABLE, "page"):
        query.pop(name, None)
    query[TABLE] = str(len(found) + 1)
    return f"{request.path}?{query.urlencode()}&{AS}={EXCEL}"


def _text(cell: Any) -> str:
    """What a cell says: its text, before it the number of what it names."""
    number = _of(cell, "data", {}) or {}
    said = [str(number["number"])] if isinstance(number, dict) and number.get("number") else []
    text = _of(cell, "text", cell)
    return " ".join([*said, "" if text is None else str(text)]).strip()


def _of(thing: Any, name: str, otherwise: Any) -> Any:
    if isinstance(thing, str | int):
        return otherwise
    return thing.get(name, otherwise) if isinstance(thing, dict) else getattr(thing, name, otherwise)
