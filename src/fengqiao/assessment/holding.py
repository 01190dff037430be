"""暂扣: why a value may not count yet. Rooms that find doubtful data say so here; the assessment asks, and knows none of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from fengqiao.indicators.periods import Period

Key = tuple[str, str]  # set and code of an indicator; of a reported one ("", code of the item)
# which of these indicators is held at which office (its territory), and why
Feeder = Callable[[Sequence[Key], Period], Mapping[tuple[Key, int], str]]
_FEEDERS: list[Feeder] = []


def feed(feeder: Feeder) -> None:
    """Make known who holds values; declared once, when its app is ready."""
    if feeder not in _FEEDERS:
        _FEEDERS.append(feeder)


def held(indicators: Sequence[Key], period: Period) -> dict[tuple[Key, int], str]:
    """All values of these indicators that are held in the period, each feeder asked once, whatever the number of offices."""
    found: dict[tuple[Key, int], str] = {}
    for feeder in _FEEDERS:
        for key, why in feeder(indicators, period).items():
            found[key] = f"{found[key]}；{why}" if key in found else why
    return found


def holds(indicator: Key, office: int, period: Period) -> str:
    """Why this value of the office (its territory) is held; empty where it is not."""
    return held([indicator], period).get((indicator, office), "")
