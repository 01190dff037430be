"""Merging 并案 and splitting 拆分: two matters of one line that are one quarrel, in one transaction, undone without harm.

A line that merges declares four actions under the codes below, and one :class:`Merging` that says what the leading matter
takes over. The merged one ends and names the leading one; each still has its own timeline, parties and papers. Splitting
takes everything back: what was merged stands where it stood, by :class:`~fengqiao.matter.procedure.Back`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from fengqiao.divisions import territory as territories
from fengqiao.matter import net, registry
from fengqiao.matter.actions import Doing, known_facts, perform
from fengqiao.matter.models import Matter
from fengqiao.matter.procedure import Carrying
from fengqiao.matter.timeline import ABSORB, MERGE, RELEASE, UNMERGE, Fact, Facts


@dataclass(frozen=True)
class Merging:
    """How one matter of a line goes into another, which the merging action names in its need ``into``.

    ``brings(carrying)``: what the leading matter takes over beside the merged one's id and number.
    """

    brings: Callable[[Carrying], Mapping[str, Any]]

    def touches(self, matter_id: UUID, data: Mapping[str, Any]) -> Iterable[UUID]:
        """The matter it is merged into, or is split off from."""
        if data.get("into"):
            return (UUID(data["into"]),)
        into = merged_into(known_facts(Matter.objects.get(pk=matter_id)))
        return (into,) if into else ()

    def merge(self, carrying: Carrying) -> None:
        """Tell the leading matter what it takes over."""
        matter = carrying.matter
        said = {"matter": matter.pk.hex, "number": registry.number_of(matter), **self.brings(carrying)}
        tell(carrying, UUID(carrying.data["into"]), ABSORB, said)

    def split(self, carrying: Carrying) -> None:
        """Tell the leading matter that this one goes its own way again."""
        into = next(fact.get("into") for fact in reversed(carrying.facts.all(MERGE)))
        tell(carrying, UUID(into), RELEASE, {"matter": carrying.matter.pk.hex, "number": registry.number_of(carrying.matter)})


def tell(carrying: Carrying, into: UUID, action: str, said: Mapping[str, Any]) -> None:
    """Record on another matter of the county what this one did to it, in the same transaction."""
    with _whole_county(carrying.matter):  # it may have been sent on since, out of one's own reach
        doing = Doing(registry.procedure_of(Matter.objects.get(pk=into)).action(action), said, carrying.happened_on)
        perform(None, into, [doing], now=carrying.now)


@contextmanager
def _whole_county(matter: Matter) -> Iterator[None]:
    with net.widened(*territories.county_reach(matter.territory)):
        yield


# Read from the facts -----------------------------------------------------------------------------------------------------


def taken_back(facts: Facts, do: str = MERGE, undo: str = UNMERGE) -> set[int]:
    """The numbers of acts that were taken back, and of those that took them back: they met no clock and ended nothing."""
    found: set[int] = set()
    standing: list[Fact] = []
    for fact in facts.all(do, undo):
        if fact.action == do:
            standing.append(fact)
        elif standing:
            found |= {standing.pop().seq, fact.seq}
    return found


def merge_fact(facts: Facts) -> Fact | None:
    """The merging that stands; None when it was never merged, or split off again."""
    fact = facts.last(MERGE, UNMERGE)
    return fact if fact is not None and fact.action == MERGE else None


def merged_into(facts: Facts) -> UUID | None:
    """The leading matter."""
    fact = merge_fact(facts)
    return UUID(fact.get("into")) if fact is not None else None


def absorbed(facts: Facts) -> list[Fact]:
    """What was merged into this matter and not split off again, with what each brought."""
    found: dict[str, Fact] = {}
    for fact in facts.all(ABSORB, RELEASE):
        if fact.action == RELEASE:
            found.pop(fact.get("matter"), None)
        else:
            found[fact.get("matter")] = fact
    return list(found.values())


def brought_earlier(facts: Facts, need: str, own: date) -> date:
    """A clock's start, or the earlier one a merged matter brought: merging lengthens nobody's wait."""
    return min([own, *(day for fact in absorbed(facts) if (day := fact.day(need)) is not None)])
