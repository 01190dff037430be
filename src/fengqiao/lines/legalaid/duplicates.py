"""可能重复 and the two sides: judged by blind indexes, names and circumstances. A person decides; nothing is merged by itself.

Somebody of the other side never learns that the first one applied, nor does whoever handles the one application learn of the
other: the hidden link is asked at assignment alone, as yes or no.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from fengqiao.divisions import territory as territories
from fengqiao.lines.legalaid import codes
from fengqiao.matter import net
from fengqiao.matter.keys import ring
from fengqiao.matter.models import Matter, Party
from fengqiao.orgs.actor import Actor

MOST, MOST_SHOWN = 200, 5
WHY = ("身份证号相同", "姓名和电话相同", "对方相同")


@dataclass(frozen=True)
class Alike:
    """Another application that may be the same, with why and what to do."""

    number: str
    code: str
    word: str
    why: str


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
    return [each for row, why in found.values() if (each := _judged(row, why, cause)) is not None][:MOST_SHOWN]


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
