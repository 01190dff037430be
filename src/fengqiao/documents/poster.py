"""A poster with a QR code for the wall of an office, A4."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from fengqiao.documents.qr import qr_svg
from fengqiao.documents.typesetting import typeset

FONT = "Noto Sans CJK SC"


def render_poster(
    *, office: str, title: str, lead: str, url: str, can: Sequence[str], contact: Sequence[str], demo: bool = False,
    made_at: datetime | None = None,
) -> bytes:  # fmt: skip
    """The PDF. ``can`` names what one can do, ``contact`` are lines of address and telephone."""
    data = {
        "office": office, "title": title, "lead": lead, "qr": qr_svg(url), "url": url, "can": list(can), "contact": list(contact),
        "demo": demo, "font": FONT,
    }  # fmt: skip
    return typeset("poster.typ", data, made_at=made_at)
