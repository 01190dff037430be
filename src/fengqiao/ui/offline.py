"""What a telephone keeps of a set of pages: their shell and one page that says there is no line. Never an answer about a person.

The worker's own text names a digest of what it keeps, so that a new release is fetched anew and an old one is thrown away.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.templatetags.static import static

DAY_SECONDS = 24 * 3600
ICONS = (("ui/icons/mark-192.png", "192x192", "any"), ("ui/icons/mark-512.png", "512x512", "any"), ("ui/icons/mark-maskable-512.png", "512x512", "maskable"))


@cache
def _digest(files: tuple[str, ...], more: tuple[str, ...]) -> str:
    """Of the files' contents, and of what else would make the kept copies wrong."""
    found = hashlib.sha256("\n".join(more).encode())
    for name in files:
        path = finders.find(name)
        found.update(Path(str(path)).read_bytes() if path else name.encode())
    return found.hexdigest()[:12]


def worker(request: HttpRequest, name: str, offline_url: str, template: str, files: Sequence[str], addresses: Sequence[str] = ()) -> HttpResponse:
    """The service worker of the pages under one address. ``files``: static files by name; ``addresses``: further ones that name
    their content; ``template``: that of the offline page."""
    origin = Path(str(loader.get_template(template).template.origin.name))  # type: ignore[attr-defined]
    version = _digest(tuple(files), (origin.read_text("utf-8"), *addresses))
    context = {"name": f"fq-{name}", "version": version, "offline": offline_url, "files": [*map(static, files), *addresses]}
    response = render(request, "ui/worker.js", context, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


def manifest(request: HttpRequest, name: str, short_name: str, home: str) -> HttpResponse:
    """What makes the pages under ``home`` something one can put on the home screen."""
    icons = [{"src": static(file), "sizes": sizes, "purpose": purpose} for file, sizes, purpose in ICONS]
    response = render(
        request, "ui/manifest.json", {"name": name, "short_name": short_name, "home": home, "icons": icons}, content_type="application/manifest+json; charset=utf-8",
    )  # fmt: skip
    response["Cache-Control"] = f"max-age={DAY_SECONDS}"
    return response
