"""QR codes of a paper: error correction M, as a stamp or a fold may cover part of one."""

from __future__ import annotations

import io

import segno


def qr_svg(text: str) -> str:
    """The code as SVG, one module of white around it."""
    return _saved(text, "svg", xmldecl=False).decode("utf-8")


def qr_png(text: str) -> io.BytesIO:
    """The code as a PNG file, eight pixels a module."""
    return io.BytesIO(_saved(text, "png", scale=8))


def _saved(text: str, kind: str, **how: object) -> bytes:
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind=kind, border=1, **how)
    return out.getvalue()
