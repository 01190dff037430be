"""What is kept, as people read it: codes as words, days as days, specialties by level."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Model

from fengqiao.providers import codes

_LISTS: dict[str, codes.Options] = {
    "areas": codes.AREAS, "certified": codes.CERTIFICATES, "languages": codes.LANGUAGES, "functions": codes.FUNCTIONS,
    "accessible": codes.ACCESSIBLE, "classes": codes.FORENSIC_CLASSES,
}  # fmt: skip


def shown(row: Model, name: str, value: Any) -> str:
    """The value of a field in words; empty text for what is not said."""
    if name == "specialties":
        return specialties(value)
    if name in _LISTS:
        return codes.words(_LISTS[name], value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return value.isoformat()
    options = dict(getattr(row._meta.get_field(name), "flatchoices", ()) or ())
    return str(options.get(value, value if value is not None else ""))


def specialties(levels: dict[str, int]) -> str:
    """专长：劳动、欠薪；常办：合同、债务."""
    words = dict(codes.LEVELS)
    parts = []
    for level in (3, 2, 1):
        chosen = [area for area, held in levels.items() if int(held) == level]
        if chosen:
            parts.append(f"{words[str(level)]}：{codes.words(codes.AREAS, chosen)}")
    return "；".join(parts)
