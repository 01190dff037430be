"""The timeline in sentences: what an action says, with codes as words and people by name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from fengqiao.matter.models import Entry
from fengqiao.matter.needs import Need, OfficePick, PartyPick, StaffPick, needs_named
from fengqiao.matter.procedure import Action
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
    def of(cls, facts: Facts, entries: Iterable[Entry]) -> Names:
        """Names for all staff and offices the facts speak of."""
        known = {entry.actor.pk: entry.actor.name for entry in entries if entry.actor}
        staff_ids, office_ids = set(), set()
        for fact in facts:
            staff_ids |= {fact.data.get("mediator"), *(fact.data.get("others") or ()), fact.data.get("staff")}
            office_ids.add(fact.data.get("office"))
        missing = {pk for pk in staff_ids if isinstance(pk, int)} - set(known)
        if missing:
            known |= dict(Staff.objects.filter(pk__in=missing).values_list("pk", "name"))
        offices = {pk for pk in office_ids if isinstance(pk, int)}
        named = dict(Office.objects.filter(pk__in=offices).values_list("pk", "short_name")) if offices else {}
        return cls({party.n: party.name for party in facts.parties}, known, named)


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
        return "、".join(names.offices.get(each, "") for each in values)
    return need.show(value)
