"""The style sheets as one file: a page on a slow line waits for one answer, kept for a year under the name of its contents."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse

ROOM = Path(__file__).parent / "static/ui/css"
SHEETS = (
    "tokens", "base", "layout", "shell", "menu", "button", "field", "notices", "due", "law", "actions", "beside", "stage", "timeline",
    "card", "facts", "table", "chips", "pager", "empty", "tabs", "worklist", "numbers", "upload", "rows", "confirm", "conflict",
    "skeleton", "bare", "sealed", "figures", "tiles",
)  # fmt: skip
PRINTED = "print"
ALL, PHONE = "all", "phone"
BUNDLES = {ALL: SHEETS, PHONE: ("tokens", "base", "button", "field", "notices", "due", "upload", "phone")}  # what a telephone needs, and no more
YEAR_SECONDS = 365 * 24 * 3600


def whole(of: str = ALL) -> str:
    """The sheets of a bundle in their order, tokens first; what is for paper only last."""
    parts = [(ROOM / f"{name}.css").read_text("utf-8") for name in BUNDLES[of]]
    return "\n".join([*parts, f"@media print {{\n{(ROOM / f'{PRINTED}.css').read_text('utf-8')}\n}}\n"])


@cache
def _kept() -> dict[str, tuple[str, bytes]]:
    """By bundle: its address and its bytes."""
    found = {}
    for name in BUNDLES:
        content = whole(name).encode()
        found[name] = f"/ui/{name}-{hashlib.sha256(content).hexdigest()[:16]}.css", content
    return found


def address(of: str = ALL) -> str:
    """Where the present sheets are; another address when any of them changes."""
    if settings.DEBUG:
        _kept.cache_clear()
    return _kept()[of][0]


class Sheets:
    """Answers for the sheets before sessions and transactions begin."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        content = next((content for url, content in _kept().values() if url == request.path_info), None)
        if content is None:
            return self.get_response(request)
        kept = f"public, max-age={YEAR_SECONDS}, immutable"
        return HttpResponse(content, content_type="text/css; charset=utf-8", headers={"Cache-Control": kept})
