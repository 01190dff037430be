"""可能重复 and the two sides: judged by blind indexes, names and circumstances. A person decides; nothing is merged by itself.

Somebody of the other side never learns that the first one applied, nor does whoever handles the one application learn of the
other: the hidden link is asked at assignment alone, as yes or no.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import Q

from fengqiao.divisions import territory as territories
from fengqiao.lines.legalaid import codes
from fengqiao.lines.legalaid.models import Application
from fengqiao.matter import net
from fengqiao.matter.actions import known_facts
from fengqiao.matter.keys import ring
from fengqiao.matter.models import Matter, Party
from fengqiao.orgs.actor import Actor

MOST, MOST_SHOWN = 200, 5
WHY = ("身份证号相同", "姓名和电话相同", "对方相同")


@dataclass(frozen=True)
class Alike:
    """Another application that may be the same, with why and what to do; ``first``: of one that another centre sent, which was received first."""

    number: str
    code: str
    word: str
    why: str
    first: str = ""


def _index(kind: str, value: Any) -> bytes | None:
    return ring().blind_index.of(kind, str(value)) if value else None


def opposite(matter: Matter, data: Mapping[str, Any]) -> list[str]:
    """The applications whose applicant stands against one of ours, or the other way round: by identity number alone."""
    rows = list(data.get("parties") or ())
    ours = {_index("id_number", row.get("id_no")) for row in rows if row.get("side") == codes.APPLICANT} - {None}
    theirs = {_index("id_number", row.get("id_no")) for row in rows if row.get("side") == codes.OPPONENT} - {None}
    found: set[UUID] = set()
    with net.widened(*territories.county_reach(matter.territory)):
        there = Party.objects.filter(matter__line="legalaid", matter__territory__range=territories.county_reach(matter.territory)).exclude(matter_id=matter.pk)
        if theirs:
            found |= set(there.filter(side=codes.APPLICANT, id_index__in=theirs).values_list("matter_id", flat=True)[:MOST])
        if ours:
            found |= set(there.filter(side=codes.OPPONENT, id_index__in=ours).values_list("matter_id", flat=True)[:MOST])
    return sorted(each.hex for each in found)


def alike(actor: Actor, matter: Matter, parties: Iterable[Any], cause: str) -> list[Alike]:
    """Applications one may see with the same applicant, or of the same side over the same thing: in one question."""
    rows = list(parties)
    mine = [row for row in rows if row.side == codes.APPLICANT]
    ids = {index for row in mine if (index := _index("id_number", row.get("id_no")))}
    phones = {index for row in mine if (index := _index("phone", row.get("phone")))}
    names = {row.name for row in mine}
    against = {row.name for row in rows if row.side == codes.OPPONENT and len(row.name) > 3}
    same = Q(side=codes.APPLICANT) & (Q(id_index__in=ids) | Q(phone_index__in=phones, name__in=names))
    seen = Matter.objects.visible_to(actor).filter(line="legalaid").values("pk")
    there = Party.objects.filter(same | Q(side=codes.OPPONENT, name__in=against), matter_id__in=seen).exclude(matter_id=matter.pk)
    found: dict[UUID, tuple[Any, str]] = {}
    for party in there.select_related("matter__application").order_by("-matter_id", "n")[:MOST]:
        why = _why(party, ids)
        if party.matter_id not in found or WHY.index(why) < WHY.index(found[party.matter_id][1]):
            found[party.matter_id] = (party.matter, why)
    judged = [(row, each) for row, why in found.values() if (each := _judged(row, why, cause)) is not None][:MOST_SHOWN]
    return [_with_first(matter, row, each) for row, each in judged]


def _why(party: Party, ids: set[bytes]) -> str:
    if party.side == codes.OPPONENT:
        return WHY[2]
    return WHY[0] if party.id_index is not None and bytes(party.id_index) in ids else WHY[1]


def _judged(row: Any, why: str, cause: str) -> Alike | None:
    """What to do with it; the same opponent over another cause is nothing to show."""
    same, person = row.application.cause == cause, why != WHY[2]
    if not person and not same:
        return None
    word = "同人同事：关联，保留先收到的" if person and same else "同人异事：分别办理" if person else "同事同侧：可以合并办理，多人联系"
    return Alike(row.number, row.code, word, why)


# Two counties: whoever received first, to the minute, accepts --------------------------------------------------


def _with_first(matter: Matter, row: Any, each: Alike) -> Alike:
    """Of the same thing, one of the two sent here by another centre: which was received first."""
    own = matter if isinstance(matter, Application) else matter.application
    if not each.word.startswith("同人同事") or not (own.from_agency or row.application.from_agency):
        return each
    mine, other = _received(own), _received(row.application)
    if mine == other or (mine[0] == other[0] and not (mine[1] and other[1])):
        return replace(each, first="两县同一天收到，定不了先后：看较早的书面凭据，还定不了的报共同的上级")
    if other < mine:
        return replace(each, first=f"那一件先收到（{_at(row.application, other)}），由先收到的办理；本件可以退回移送机构")
    return replace(each, first=f"本件先收到（{_at(own, mine)}），由先收到的办理")


def _received(row: Application) -> tuple[str, str]:
    """Day and minute of the first receipt at whichever centre; the minute empty where nobody wrote it down."""
    if row.first_received_on is not None:
        return row.first_received_on.isoformat(), row.first_received_time
    opening = known_facts(row).opening
    return opening.happened_on.isoformat(), str(opening.get("received_time") or "")


def _at(row: Application, received: tuple[str, str]) -> str:
    return f"{row.from_agency or '本机构'}{' '.join(filter(None, received))}收到"
