"""The timeline in sentences: what an action says, with codes as words and people by name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from fengqiao.matter.models import Entry
from fengqiao.matter.needs import UNKNOWN_OFFICE, Need, OfficePick, PartyPick, StaffPick, needs_named
from fengqiao.matter.procedure import Action, Procedure
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.models import Office, Staff

_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Names:
    """The names behind the numbers in a matter's timeline, read in at most two questions."""

    parties: Mapping[int, str]
    staff: Mapping[int, str]
    offices: Mapping[int, str]

    @classmethod
    def of(cls, procedure: Procedure, facts: Facts, entries: Iterable[Entry], own: Office | None = None) -> Names:
        """Names for all staff and offices the facts speak of, and of the offices that may see the matter; ``own`` need not be asked for."""
        known = {entry.actor.pk: entry.actor.name for entry in entries if entry.actor}
        missing = _chosen(procedure, facts, StaffPick) - set(known)
        if missing:
            known |= dict(Staff.objects.filter(pk__in=missing).values_list("pk", "name"))
        recorded = {each.office_id: each.name for each in procedure.sight(facts) if each.name} | _recorded(procedure, facts)
        offices = _chosen(procedure, facts, OfficePick) | {each.office_id for each in procedure.sight(facts)}
        known_here = {own.pk: own.short_name} if own is not None else {}
        offices -= recorded.keys() | known_here.keys()
        named = dict(Office.objects.filter(pk__in=offices).values_list("pk", "short_name")) if offices else {}
        return cls({party.n: party.name for party in facts.parties}, known, {**known_here, **recorded, **named})


def _chosen(procedure: Procedure, facts: Facts, kind: type[Need]) -> set[int]:
    """The numbers given for needs of a kind, whichever action asked."""
    found: set[int] = set()
    for fact in facts:
        for need in procedure.action(fact.action).needs:
            value = fact.data.get(need.name) if isinstance(need, kind) else None
            found |= {each for each in (value if isinstance(value, list) else [value]) if isinstance(each, int)}
    return found


def _recorded(procedure: Procedure, facts: Facts) -> dict[int, str]:
    """Offices whose name was recorded with the choice, as ``<need>_name``: what they were called then."""
    found: dict[int, str] = {}
    for fact in facts:
        for need in procedure.action(fact.action).needs:
            name = fact.data.get(f"{need.name}_name") if isinstance(need, OfficePick) else None
            if name and isinstance(fact.data.get(need.name), int):
                found[fact.data[need.name]] = str(name)
    return found


def say(action: Action, data: Mapping[str, Any], names: Names) -> str:
    """The action's sentence with its slots in words; an empty slot leaves no trace."""
    if not action.sentence:
        return action.label
    needs = needs_named(action.needs)

    def word(found: re.Match[str]) -> str:
        need, value = needs.get(found[1]), data.get(found[1])
        return show(need, value, names) if need is not None else str(value or "")

    text = _SLOT.sub(word, action.sentence)
    return re.sub(r"（）|[：，]$", "", text)


def show(need: Need, value: Any, names: Names) -> str:
    """One value in words."""
    if value in (None, "", []):
        return ""
    values = value if isinstance(value, list) else [value]
    if isinstance(need, PartyPick):
        return "、".join(names.parties.get(each, "") for each in values)
    if isinstance(need, StaffPick):
        return "、".join(names.staff.get(each, "") for each in values)
    if isinstance(need, OfficePick):
        return "、".join(need.unknown if each == UNKNOWN_OFFICE else names.offices.get(each, "") for each in values)
    return need.show(value)
