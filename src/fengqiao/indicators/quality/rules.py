"""The words rules are declared in, beside the figures they guard, and the register of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from fengqiao.indicators.periods import Period

INFO, WARN, HOLD = "info", "warn", "hold"
SEVERITIES = ((INFO, "提示"), (WARN, "预警"), (HOLD, "暂扣"))
Key = tuple[str, str]  # a set of indicators and one of it


@dataclass(frozen=True)
class Found:
    """疑点: at which body (its territory), in what words, over which matters. ``key`` tells two of one rule, body and period apart.

    ``figures``: the figures this very doubt throws doubt on, beside those its rule guards. ``about``: the days it is about, where these
    are not the ones that were looked over.
    """

    territory: int
    said: str
    matters: tuple[UUID, ...] = ()
    key: str = ""
    figures: tuple[Key, ...] = ()
    about: Period | None = None


@dataclass(frozen=True)
class Rule:
    """``finds(period)`` looks at everything recorded of these days; ``words`` say what is looked for and why it may be in order.

    ``guards``: the figures that are held back (待核) while a doubt of a rule of severity ``HOLD`` is open. ``locks_out``: while one is
    open, its period cannot be locked.
    """

    code: str
    label: str
    words: str
    severity: str
    finds: Callable[[Period], Iterable[Found]]
    guards: tuple[Key, ...] = ()
    locks_out: bool = False


_RULES: dict[str, Rule] = {}


def declare_rules(rules: Sequence[Rule]) -> None:
    """Make rules known; called once, when the line's app is ready. Raises ValueError for a code said twice."""
    for each in rules:
        if each.code in _RULES:
            raise ValueError(f"quality rule declared twice: {each.code}")
        _RULES[each.code] = each


def rules() -> list[Rule]:
    """All rules, in the order of their lines."""
    return list(_RULES.values())


def find(code: str) -> Rule | None:
    """The rule; None for one that is no longer declared."""
    return _RULES.get(code)
