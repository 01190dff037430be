"""A message opened for sending: lives in the worker's memory only, and prints nothing of its content."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Parcel:
    """What goes out. ``wire_id`` stays the same at every retry."""

    wire_id: str
    template: str
    subject: str
    to: str = field(repr=False)
    text: str = field(repr=False)
    values: dict[str, str] = field(repr=False)
