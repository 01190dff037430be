"""What the builders of values read: the facts known when the paper was made, its day, the person, the offices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from fengqiao.divisions.territory import county_of
from fengqiao.documents.wording import day, label, labels
from fengqiao.lines.resettlement import codes
from fengqiao.lines.resettlement import facts as f
from fengqiao.matter.timeline import Fact, Facts, PartyFact

if TYPE_CHECKING:
    from fengqiao.matter.papers import PaperContext


@dataclass(frozen=True)
class Reading:
    """A paper's context, read. What happened after the paper's own fact is not known to it."""

    context: PaperContext

    @cached_property
    def facts(self) -> Facts:
        own = self.context.fact
        if own is None:
            return self.context.facts
        return Facts(fact for fact in self.context.facts if fact.place <= own.place)

    @cached_property
    def fact(self) -> Fact:
        return self.context.fact or list(self.context.facts)[-1]

    @property
    def on(self) -> date:
        return self.fact.happened_on

    @property
    def today(self) -> str:
        return day(self.on)

    @property
    def opening(self) -> Fact:
        return self.facts.opening

    def data(self, *actions: str) -> Mapping[str, Any]:
        """The paper's own data when it is one of these actions, else those of the last such fact; empty for none."""
        own = self.fact if self.fact.action in actions else self.facts.last(*actions)
        return own.data if own else {}

    @cached_property
    def person(self) -> PartyFact | None:
        return f.person(self.context.facts)

    def of_person(self, need: str) -> str:
        return str(self.person.get(need, "")) if self.person else ""

    @property
    def office(self) -> str:
        """The office the matter lay at on the paper's day."""
        from fengqiao.orgs.models import Office

        seat = f.seat(self.facts)
        own = self.context.matter.office
        return own.name if seat in (None, own.pk) else Office.objects.get(pk=seat).name

    @property
    def bureau(self) -> str:
        """The county's 安置帮教机构: the bureau itself."""
        from fengqiao.orgs.models import Office

        county = county_of(self.context.matter.territory)
        found = Office.objects.filter(territory=county).values_list("name", flat=True).first()
        return f"{found or ''}安置帮教工作机构"

    def common(self) -> dict[str, Any]:
        """What nearly every paper of a release says; a slot it does not have is left out."""
        born = f.birth_on(self.facts)
        return {
            "issuer": self.office, "made_on": self.today, "number": self.context.matter.number or "", "name": self.of_person("name"),
            "sex": self.of_person("sex"), "birth": day(born), "id_no": self.of_person("id_no"), "phone": self.of_person("phone"),
            "hukou": self.of_person("address"), "residence": self.of_person("residence"),
            "source": label(codes.SOURCES, f.source(self.facts)), "prison": self.opening.get("prison", ""),
            "release_kind": label(codes.RELEASE_KINDS, self.opening.get("release_kind")), "release_on": day(f.release_on(self.facts)),
            "key": label(codes.KEY_GROUNDS, f.key_ground(self.facts)) or "否", "bureau": self.bureau,
        }  # fmt: skip

    def chosen(self, options: tuple[tuple[str, str], ...], need: str, *actions: str) -> str:
        return "、".join(labels(options, self.data(*actions).get(need)))
