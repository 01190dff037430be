"""Context processor: what every template of the look may read."""

from __future__ import annotations

from django.http import HttpRequest

MODE_COOKIE = "ui_mode"


def ui(request: HttpRequest) -> dict[str, object]:
    """`ui_mode`: `elder` for big type, else empty."""
    return {"ui_mode": "elder" if request.COOKIES.get(MODE_COOKIE) == "elder" else ""}
