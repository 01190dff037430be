"""What the builders of values read: the facts known when the paper was made, its day, its offices, its clocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from fengqiao.lines.disputes import codes, dispatching, register, report_register
from fengqiao.lines.disputes import facts as f
from fengqiao.lines.disputes.papers import privacy, wording
from fengqiao.matter.timeline import Fact, Facts, PartyFact
from fengqiao.orgs.permissions import Permission

if TYPE_CHECKING:
    from fengqiao.matter.papers import PaperContext
    from fengqiao.orgs.models import Office


@dataclass(frozen=True)
class Reading:
    """A paper's context, read. What happened after the paper's own fact is not known to it."""

    context: PaperContext
    _offices: dict[int, Office] = field(default_factory=dict)

    @cached_property
    def facts(self) -> Facts:
        """The facts up to and with the paper's own; all of them for a paper of the whole matter.

        What the system had entered earlier that day, a merger or a report that joined, is known as well.
        """
        own = self.context.fact
        if own is None:
            return self.context.facts

        def known(fact: Fact) -> bool:
            return fact.place <= own.place or (fact.seq < own.seq and fact.happened_on <= own.happened_on)

        return Facts(fact for fact in self.context.facts if known(fact))

    @cached_property
    def fact(self) -> Fact:
        """The paper's own fact, else the last thing that happened."""
        return self.context.fact or list(self.context.facts)[-1]

    @property
    def day(self) -> date:
        return self.fact.happened_on

    @property
    def today(self) -> str:
        return wording.day(self.day)

    @property
    def opening(self) -> Fact:
        return self.facts.opening

    def of(self, *actions: str) -> Fact | None:
        """The paper's own fact when it is one of these actions, else the last such fact."""
        own = self.context.fact
        return own if own is not None and own.action in actions else self.facts.last(*actions)

    def data(self, *actions: str) -> Mapping[str, Any]:
        """The data of that fact; empty where there is none."""
        found = self.of(*actions)
        return found.data if found else {}

    def on(self, *actions: str) -> str:
        """The day of the last such fact, in words."""
        return wording.day(self.facts.on(*actions))

    @property
    def number(self) -> str:
        """来件编号 or 事项码."""
        return str(self.context.matter.number or "")

    @cached_property
    def matter_code(self) -> str:
        """事项码 of the matter a report belongs to; empty while it belongs to none."""
        from fengqiao.lines.disputes.models import Dispute

        found = report_register.dispute_id(self.facts)
        if found is None:
            return ""
        with self.whole_county():
            return Dispute.objects.filter(pk=found).values_list("number", flat=True).first() or ""

    @property
    def slip(self) -> str:
        """The paper's own number: the matter's code and the entry's number, by which it is answered."""
        return f"{self.number}-{self.fact.seq}" if self.number else ""

    def due(self, rule: str, key: str = "") -> str:
        """The last day of a clock in words; empty where the bureau has switched it off or it does not run."""
        from fengqiao.matter.models import DeadlineRow

        rows = DeadlineRow.objects.filter(matter_id=self.context.matter.pk, rule__startswith=rule, key=key)
        return wording.day(rows.order_by("due_on").values_list("due_on", flat=True).first())

    # Offices ---------------------------------------------------------------------------------------------------------

    @property
    def county(self) -> int:
        return int(self.context.matter.territory) // 10**9

    def office(self, office_id: int | None) -> str:
        """An office's name; empty for none."""
        found = self._office(office_id)
        return found.name if found else ""

    def _office(self, office_id: int | None) -> Office | None:
        from fengqiao.orgs.models import Office

        if office_id and office_id not in self._offices:
            own = self.context.matter.office
            self._offices[office_id] = own if own.pk == office_id else Office.objects.get(pk=office_id)
        return self._offices.get(office_id or 0)

    @cached_property
    def seat(self) -> Office:
        """The office that had the matter on the paper's day; a report never moves."""
        if self.context.matter.line == "reports":
            return self.context.matter.office
        return self._office(dispatching.seat(self.facts)) or self.context.matter.office

    def issuer(self, permission: Permission) -> str:
        """The office of whoever did it, in the post that may; the office that has the matter where nobody is known."""
        from fengqiao.orgs.models import Post

        posts = Post.objects.held_on(self.day).filter(
            staff_id=self.fact.actor_id or 0, roles__overlap=sorted(permission.role_codes)
        )
        post = posts.select_related("office").first() if self.fact.actor_id else None
        return post.office.name if post else self.seat.name

    # People ----------------------------------------------------------------------------------------------------------

    @cached_property
    def parties(self) -> tuple[PartyFact, ...]:
        """Who was a party on the paper's day, with the data as now known: a slip corrected later is corrected here."""
        known = {party.n for party in self.facts.parties}
        return tuple(
            party for party in self.context.facts.parties
            if party.n in known and party.side != codes.REPORTER and (party.left_on is None or party.left_on > self.day)
        )  # fmt: skip

    @property
    def sides_named(self) -> str:
        """甲方张三；乙方李四."""
        said = []
        for side, word in codes.SIDE_WORDS:
            named = [party.name for party in self.parties if party.side == side]
            if named:
                said.append(f"{word}{wording.ALSO.join(named)}")
        return "；".join(said)

    @property
    def opponents(self) -> list[PartyFact]:
        """The two sides, without the others concerned."""
        return [party for party in self.parties if party.side != codes.THIRD] or list(self.parties)

    def named(self, numbers: list[int] | None) -> str:
        """The names of parties by their numbers."""
        return wording.ALSO.join(party.name for party in self.context.facts.parties if party.n in set(numbers or ()))

    @property
    def handler(self) -> str:
        handler = self.context.matter.handler
        return handler.name if handler else ""

    @cached_property
    def violent(self) -> bool:
        return privacy.is_violent(self.context.facts, self.context.matter.restricted)

    # A dispute -------------------------------------------------------------------------------------------------------

    @property
    def dispute(self) -> str:
        """张三与李四邻里纠纷, in full."""
        return register.title(self.context.facts)

    @property
    def type_word(self) -> str:
        return wording.label(codes.TYPES, f.kind(self.facts))

    @property
    def risk_word(self) -> str:
        return wording.label(codes.RISKS, f.risk(self.facts))

    @property
    def difficulty_word(self) -> str:
        return wording.label(codes.DIFFICULTY, f.difficulty(self.facts))

    @property
    def place(self) -> str:
        """Where it happened: not told where it may be somebody's home."""
        said = self.opening.get("place", "")
        return privacy.HIDDEN if said and self.violent else said or wording.UNSAID

    @cached_property
    def report_ids(self) -> list[UUID]:
        """The reports on this matter on the paper's day, and on those merged into it."""
        from fengqiao.lines.disputes.merged import with_merged
        from fengqiao.lines.disputes.models import Report

        merged = [UUID(each.matter) for each in f.absorbed(self.facts)]
        if not merged:
            return [UUID(code) for code in f.reports(self.facts)]
        with self.whole_county():
            merged = [one for each in merged for one in with_merged(each)]
            theirs = list(Report.objects.filter(dispute_id__in=merged).values_list("pk", flat=True))
        return [UUID(code) for code in f.reports(self.facts)] + theirs

    @contextmanager
    def whole_county(self) -> Iterator[None]:
        """Read what lies outside the actor's own reach: to copy a report to the unit that gets it, or to hide a name."""
        from fengqiao.divisions import territory as territories
        from fengqiao.matter import net

        with net.widened(*territories.reach(territories.compose(self.county))):
            yield
