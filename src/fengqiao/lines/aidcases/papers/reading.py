"""What the builders of values read: the facts known when the paper was made, its day, the recipient, the handler."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from fengqiao.documents.wording import day, label
from fengqiao.lines.aidcases import codes
from fengqiao.lines.aidcases import facts as f
from fengqiao.matter.timeline import Fact, Facts
from fengqiao.orgs.bodies import AID_AGENCY

if TYPE_CHECKING:
    from fengqiao.matter.papers import PaperContext


@dataclass(frozen=True)
class Reading:
    """A paper's context, read. What happened after the paper's own fact is not known to it."""

    context: PaperContext

    @cached_property
    def facts(self) -> Facts:
        own = self.context.fact
        return self.context.facts if own is None else Facts(fact for fact in self.context.facts if fact.place <= own.place)

    @cached_property
    def fact(self) -> Fact:
        return self.context.fact or list(self.context.facts)[-1]

    @property
    def on(self) -> date:
        return self.fact.happened_on

    def data(self, *actions: str) -> Mapping[str, Any]:
        """The paper's own data when it is one of these actions, else those of the last such fact; empty for none."""
        own = self.fact if self.fact.action in actions else self.facts.last(*actions)
        return own.data if own else {}

    def told(self, name: str) -> str:
        """What the matter was told of the recipient."""
        who = f.recipient(self.context.facts)
        return str(who.get(name, "")) if who else ""

    @cached_property
    def one(self) -> f.Assigned | None:
        return f.last_assigned(self.facts)

    @property
    def letter(self) -> Mapping[str, Any]:
        fact = f.letter(self.facts)
        return fact.data if fact else {}

    def common(self) -> dict[str, Any]:
        """What nearly every paper of a case says; a slot it does not have is left out."""
        one, centre = self.one, self.context.body(AID_AGENCY).name
        people, acting = f.recipients(self.context.facts), f.agent(self.context.facts)
        alone = len(people) == 1  # of several everybody writes the own number
        return {
            "centre": centre, "made_on": day(self.on), "number": self.context.matter.number or "", "name": "、".join(party.name for party in people), "sex": self.told("sex"),
            "birth": day(f.born_on(self.facts)), "id_no": self.told("id_no") if alone else "", "phone": self.told("phone") if alone and not f.is_violent(self.facts) else "", "place": self.told("address"),
            "cause": str(self.facts.value("cause", "")), "stage": label(codes.STAGES, f.stage_code(self.facts)), "form": label(codes.AID_FORMS, f.aid_form(self.facts)),
            "organ": f.organ(self.facts), "letter_no": self.letter.get("letter_no", ""), "unit": one.org_name if one else "",
            "handler": one.handler_name if one else "", "licence": one.licence_no if one else "", "handler_phone": one.phone if one else "",
            "to": f.organ(self.facts), "basis_law": self.basis_law,
            "acting": f"{acting.name}（{label(codes.AGENTS, acting.get('agent_kind')) or '代理人'}）" if acting else "",
        }  # fmt: skip

    @property
    def basis_law(self) -> str:
        """The article an assignment rests on."""
        return "第三十六条" if f.by_letter(self.facts) else "第四十三条"
