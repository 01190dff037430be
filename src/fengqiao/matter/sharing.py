"""Who else may see a matter, as its timeline says: shares and recusals.

Read from the facts, stored as rows of their own because the database's net and the list door ask for them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from fengqiao.matter.models import Matter, Recusal, Share
from fengqiao.matter.procedure import Procedure, Sight
from fengqiao.matter.timeline import CORRECT, MERGE, UNMERGE, VOID, Facts
from fengqiao.orgs.models import Office

if TYPE_CHECKING:
    from fengqiao.matter.actions import _Work

SHARE, UNSHARE, RECUSE, RESTRICT = "share", "unshare", "recuse", "restrict"
TOUCHING = frozenset({SHARE, UNSHARE, RECUSE, CORRECT, VOID, MERGE, UNMERGE})


@dataclass(frozen=True)
class Recused:
    """Somebody who may not see the matter."""

    staff_id: int
    reason: str
    from_on: date


def shares_of(procedure: Procedure, facts: Facts) -> list[Sight]:
    """The shares of a matter, ended ones included: those asked for by hand, and those its procedure reads from the facts."""
    found: list[Sight] = []
    for fact in facts.all(SHARE, UNSHARE):
        office = fact.get("office")
        if fact.action == SHARE:
            found.append(Sight(office, fact.get("reason", ""), fact.happened_on, fact.day("to_on")))
        else:
            ended = fact.happened_on
            found = [replace(each, to_on=ended) if each.office_id == office else each for each in found]
    return [*found, *procedure.sight(facts)]


def helpers(facts: Facts) -> list[int]:
    """The offices asked to help by hand whose help was not ended by hand, by id."""
    found: list[int] = []
    for fact in facts.all(SHARE, UNSHARE):
        found = [each for each in found if each != fact.get("office")]
        found += [fact.get("office")] if fact.action == SHARE else []
    return found


def recusals_of(facts: Facts) -> list[Recused]:
    """The recusals of a matter."""
    return [Recused(f.get("staff"), f.get("reason", ""), f.happened_on) for f in facts.all(RECUSE)]


def restricted_by_hand(facts: Facts) -> str:
    """The restriction last set by hand; empty for none."""
    fact = facts.last(RESTRICT)
    word = str(fact.get("restricted", "")) if fact else ""
    return "" if word == "none" else word


def apply(work: _Work) -> None:
    """Bring the tables in line with the facts, after an action that may touch them."""
    facts = work.standing.facts
    moved = "office_id" in work.before and work.before["office_id"] != work.matter.office_id
    if moved or any(doing.action.code in TOUCHING for doing in work.doings) or any(work.procedure.sight(facts)):
        store(work.matter, work.procedure, facts)


def store(matter: Matter, procedure: Procedure, facts: Facts) -> None:
    """The rows of a matter's shares and recusals; what is there and right stays untouched."""
    shares = shares_of(procedure, facts)
    for share in Share.objects.filter(matter_id=matter.pk):
        is_there = Sight(share.office_id, share.reason, share.from_on, share.to_on)
        if is_there in shares:
            shares.remove(is_there)
        else:
            share.delete()
    for each in shares:
        low, high = Office.objects.get(pk=each.office_id).reach
        Share.objects.create(
            matter_id=matter.pk, territory=matter.territory, low=low, high=high, office_id=each.office_id,
            reason=each.reason, from_on=each.from_on, to_on=each.to_on,
        )  # fmt: skip
    recusals = recusals_of(facts)
    for recusal in Recusal.objects.filter(matter_id=matter.pk):
        found = Recused(recusal.staff_id, recusal.reason, recusal.from_on)
        if found in recusals:
            recusals.remove(found)
        else:
            recusal.delete()
    for one in recusals:
        Recusal.objects.create(
            matter_id=matter.pk,
            territory=matter.territory,
            staff_id=one.staff_id,
            reason=one.reason,
            from_on=one.from_on,
        )
