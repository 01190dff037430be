"""What the lines declare: sets of indicators, each with who may see it. Codes are unique inside a set, tallies everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fengqiao.indicators.vocabulary import Follows, Indicator, Tallied
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.permissions import Permission


@dataclass(frozen=True)
class OnBoard:
    """What of a set stands on the dashboards, by code, told by cells alone: ``tiles``, what is wanted first; ``drawn`` month by month, office by office
    and by kind; ``spots`` village by village over the seasons, none where empty."""

    tiles: tuple[str, ...]
    drawn: str
    spots: str = ""


@dataclass(frozen=True)
class IndicatorSet:
    """The indicators of one line of work, in the order of its sheet. ``board``: None, its first four stand there that cells tell."""

    code: str
    label: str
    indicators: tuple[Indicator, ...]
    may_see: Permission
    board: OnBoard | None = None

    @property
    def shown(self) -> OnBoard:
        """What stands on the dashboards."""
        first = [each.code for each in self.indicators if each.is_summed][:4]
        return self.board or OnBoard(tuple(first), first[0] if first else "")

    def indicator(self, code: str) -> Indicator:
        """Raises KeyError naming the known ones."""
        for each in self.indicators:
            if each.code == code:
                return each
        raise KeyError(f"unknown indicator {code!r} of {self.code}; known: {[each.code for each in self.indicators]}")


_SETS: dict[str, IndicatorSet] = {}


def declare(code: str, label: str, indicators: Sequence[Indicator], may_see: Permission, board: OnBoard | None = None) -> None:
    """Make a set known; called once, when the line's app is ready. Raises ValueError where two say the same code."""
    doubled = {each.code for each in indicators if sum(other.code == each.code for other in indicators) > 1}
    if doubled or code in _SETS:
        raise ValueError(f"indicators declared twice in {code}: {sorted(doubled) or code}")
    known = tallies()
    for each in (tallied for indicator in indicators for tallied in indicator.tallied):
        if known.setdefault(each.code, each) != each:
            raise ValueError(f"tallied differently under one code: {each.code}")
    made = IndicatorSet(code, label, tuple(indicators), may_see, board)
    for named in filter(None, (*made.shown.tiles, made.shown.drawn, made.shown.spots)):
        if not made.indicator(named).is_summed:  # raises KeyError naming the known ones
            raise ValueError(f"{named} of {code} tells matters apart or counts a register: too dear for a dashboard")
    _SETS[code] = made


def sets() -> list[IndicatorSet]:
    """All sets in the order of their lines."""
    return list(_SETS.values())


def sets_for(actor: Actor) -> list[IndicatorSet]:
    """Those whose figures the person may see."""
    return [each for each in _SETS.values() if actor.holds(each.may_see)]


def find(code: str) -> IndicatorSet:
    """The set. Raises KeyError naming the known ones."""
    try:
        return _SETS[code]
    except KeyError:
        raise KeyError(f"unknown set of indicators {code!r}; known: {sorted(_SETS)}") from None


def tallies() -> dict[str, Tallied]:
    """Everything that is tallied, by its code."""
    return {each.code: each for found in _SETS.values() for indicator in found.indicators for each in indicator.tallied}


def tallies_of(lines: Iterable[str]) -> dict[str, list[Tallied]]:
    """What is tallied of the matters of these lines, line by line."""
    found: dict[str, list[Tallied]] = {line: [] for line in lines}
    for each in tallies().values():
        if each.line in found:
            found[each.line].append(each)
    return found


def following() -> set[Follows]:
    """Which tallies read something of other matters."""
    return {follows for each in tallies().values() for follows in each.follows}


def choices() -> tuple[tuple[str, str], ...]:
    """Everything that is counted, to choose from: ``mediation:M01`` and 人民调解 M01 调解案件数."""
    return tuple((f"{each.code}:{one.code}", f"{each.label} {one.code} {one.label}") for each in sets() for one in each.indicators)


def chosen(key: str) -> tuple[IndicatorSet, Indicator] | None:
    """What a key of :func:`choices` stands for; None where the vocabulary has it no more."""
    line, _, code = key.partition(":")
    try:
        return find(line), find(line).indicator(code)
    except KeyError:
        return None
