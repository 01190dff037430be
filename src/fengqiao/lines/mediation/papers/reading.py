"""What the builders of values read: the facts known when the paper was made, its day, its people."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from fengqiao.lines.mediation import codes, people
from fengqiao.lines.mediation.papers import wording
from fengqiao.lines.mediation.papers.parties import contacts, hides_contacts, party_row
from fengqiao.matter.asked_once import ask
from fengqiao.matter.timeline import Fact, Facts, PartyFact

if TYPE_CHECKING:
    from fengqiao.matter.papers import PaperContext

StaffNames = Callable[[Collection[int]], Mapping[int, str]]
ASSIGNING = ("assign", "replace")


def read_staff_names(ids: Collection[int]) -> Mapping[int, str]:
    """Names of staff by their ids, in one query; none for no ids."""
    if not ids:
        return {}
    from fengqiao.orgs.models import Staff

    return ask(("staff names", *sorted(ids)), lambda: dict(Staff.objects.filter(pk__in=ids).values_list("pk", "name")))


@dataclass(frozen=True)
class Reading:
    """A paper's context, read. What happened after the paper's own fact is not known to it."""

    context: PaperContext
    staff_names: StaffNames = read_staff_names

    @cached_property
    def facts(self) -> Facts:
        """The facts up to and with the paper's own; all of them for a paper of the whole matter."""
        own = self.context.fact
        if own is None:
            return self.context.facts
        return self.context.facts.up_to(own)

    @cached_property
    def day(self) -> date:
        """The paper's day: that of its fact, else of the last thing that happened."""
        return (self.context.fact or list(self.context.facts)[-1]).happened_on

    @property
    def today(self) -> str:
        return wording.day(self.day)

    @property
    def opening(self) -> Fact:
        return self.facts.opening

    @property
    def data(self) -> Mapping[str, Any]:
        """The data of the paper's own fact; empty for a paper of the whole matter."""
        return self.context.fact.data if self.context.fact else {}

    def of(self, *actions: str) -> Mapping[str, Any]:
        """The data of the paper's own fact when it is one of these actions, else of the last such fact; else {}."""
        own = self.context.fact
        found = own if own is not None and own.action in actions else self.facts.last(*actions)
        return found.data if found else {}

    def on(self, *actions: str) -> str:
        """The day of the last such fact, in words."""
        return wording.day(self.facts.on(*actions))

    @property
    def committee(self) -> str:
        return str(self.context.matter.office.name)

    @property
    def number(self) -> str:
        return str(self.context.matter.number or "")

    @property
    def dispute(self) -> str:
        """王秀英与李建国邻里纠纷, in full: a matter's title in lists may be masked."""
        return people.title(self.context.facts)

    @property
    def dispute_type(self) -> str:
        return wording.label(codes.TYPES, self.opening.get("type"))

    @cached_property
    def parties(self) -> tuple[PartyFact, ...]:
        """Who was a party on the paper's day, with the data as now known: a slip corrected later is corrected here."""
        known = {party.n for party in self.facts.parties}
        return tuple(
            party for party in self.context.facts.parties
            if party.n in known and (party.left_on is None or party.left_on > self.day)
        )  # fmt: skip

    def side(self, side: str) -> list[PartyFact]:
        return [party for party in self.parties if party.side == side]

    def named(self, *numbers: int | None) -> str:
        """The names of parties by their numbers."""
        known = {party.n: party.name for party in self.context.facts.parties}
        return wording.ALSO.join(known[n] for n in numbers if n in known)

    @property
    def party_names(self) -> str:
        return wording.ALSO.join(party.name for party in self.parties)

    @property
    def signers(self) -> list[dict[str, Any]]:
        """The parties as those who sign or receive a paper."""
        return [{"name": party.name} for party in self.parties]

    @property
    def sides_named(self) -> str:
        """申请人王秀英、张伟；被申请人李建国."""
        named = [
            f"{word}{wording.ALSO.join(party.name for party in self.side(side))}"
            for side, word in codes.SIDES
            if self.side(side)
        ]
        return "；".join(named)

    @cached_property
    def hides_contacts(self) -> bool:
        return hides_contacts(self.context.facts, self.context.matter.restricted)

    def secrets(self, but_side: str = "") -> set[str]:
        """Telephone numbers and addresses that must not be printed; none in ordinary matters."""
        return contacts(self.context.facts, but_side) if self.hides_contacts else set()

    def rows(self, parties: Collection[PartyFact] | None = None, *, own: bool = False) -> list[dict[str, Any]]:
        """The parties as rows; ``own`` shows contact data even where it is hidden, on a paper they keep themselves."""
        chosen = self.parties if parties is None else parties
        return [party_row(party, self.day, hidden=self.hides_contacts and not own) for party in chosen]

    @cached_property
    def _assignment(self) -> Mapping[str, Any]:
        return self.of(*ASSIGNING)

    @cached_property
    def _assigned(self) -> Mapping[int, str]:
        """Names of the assigned, host first: one query for a paper."""
        found = self._assignment
        ids = [found.get("mediator"), *(found.get("others") or ()), found.get("recorder")]
        return self.staff_names([n for n in ids if n])

    @property
    def host(self) -> str:
        """The presiding mediator; before any assignment the handler."""
        assigned = self._assigned.get(self._assignment.get("mediator", 0))
        if assigned:
            return assigned
        handler = self.context.matter.handler
        return handler.name if handler else ""

    @property
    def others(self) -> list[str]:
        return [self._assigned[n] for n in self._assignment.get("others") or () if n in self._assigned]

    @property
    def mediators(self) -> str:
        """赵明、钱芳: the presiding one first."""
        return wording.ALSO.join(name for name in (self.host, *self.others) if name)

    @property
    def recorder(self) -> str:
        return self._assigned.get(self._assignment.get("recorder") or 0, "")

    @property
    def recorded_by(self) -> str:
        """Who entered the paper's fact."""
        return self.context.fact.actor_name if self.context.fact else ""
