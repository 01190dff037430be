"""What the database room raises on purpose."""

from __future__ import annotations


class LocalDBError(Exception):
    """The database cannot be used as asked. The text is Chinese: the fact, where it was seen, the next step."""
