"""What came of one try."""

from __future__ import annotations

from dataclasses import dataclass

SENT, LATER, REFUSED = "sent", "later", "refused"


@dataclass(frozen=True)
class Outcome:
    """``doubtful``: the other side may have taken it although we were not told. ``wait_seconds`` is what it asked for."""

    kind: str
    error: str = ""
    provider_id: str = ""
    doubtful: bool = False
    wait_seconds: int = 0


def sent(provider_id: str = "") -> Outcome:
    return Outcome(SENT, provider_id=provider_id[:120])


def later(error: str, *, doubtful: bool = False, wait_seconds: int = 0) -> Outcome:
    return Outcome(LATER, error[:300], doubtful=doubtful, wait_seconds=wait_seconds)


def refused(error: str) -> Outcome:
    return Outcome(REFUSED, error[:300])
