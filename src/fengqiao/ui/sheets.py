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
    "skeleton", "bare", "sealed", "figures",
)  # fmt: skip
PRINTED = "print"
YEAR_SECONDS = 365 * 24 * 3600


def whole() -> str:
    """All sheets in their order, tokens first; what is for paper only last."""
    parts = [(ROOM / f"{name}.css").read_text("utf-8") for name in SHEETS]
    return "\n".join([*parts, f"@media print {{\n{(ROOM / f'{PRINTED}.css').read_text('utf-8')}\n}}\n"])


@cache
def _kept() -> tuple[str, bytes]:
    content = whole().encode()
    return f"/ui/all-{hashlib.sha256(content).hexdigest()[:16]}.css", content


def address() -> str:
    """Where the present sheets are; another address when any of them changes."""
    if settings.DEBUG:
        _kept.cache_clear()
    return _kept()[0]


class Sheets:
    """Answers for the sheets before sessions and transactions begin."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info != _kept()[0]:
            return self.get_response(request)
        kept = f"public, max-age={YEAR_SECONDS}, immutable"
        return HttpResponse(_kept()[1], content_type="text/css; charset=utf-8", headers={"Cache-Control": kept})
