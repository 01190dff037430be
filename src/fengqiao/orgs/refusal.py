"""Why an administrator's step was refused: the fact, its source, what to do instead."""

from __future__ import annotations


class NotAllowed(Exception):
    """Nothing was changed; the text is the sentence to show. ``field`` names the form field it belongs to, if any."""

    def __init__(self, said: str, field: str = "") -> None:
        super().__init__(said)
        self.field = field


class NotHere(Exception):
    """The office, post or person does not exist inside this administrator's county: as if there were none (404)."""
