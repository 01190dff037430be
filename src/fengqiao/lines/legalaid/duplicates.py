"""可能重复 and the two sides: judged by blind indexes, names and circumstances. A person decides; nothing is merged by itself.

Somebody of the other side never learns that the first one applied, nor does whoever handles the one application learn of the
other: the hidden link is asked at assignment alone, as yes or no.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fengqiao.divisions import territory as territories
from fengqiao.lines.legalaid import codes
from fengqiao.matter import net
from fengqiao.matter.keys import ring
from fengqiao.matter.models import Matter, Party
from fengqiao.orgs.actor import Actor

MOST = 200


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
    """Applications one may see with the same applicant, or of the same side over the same thing."""
    rows = list(parties)
    mine = [row for row in rows if row.side == codes.APPLICANT]
    found: dict[UUID, list[str]] = {}
    ids = {index for row in mine if (index := _index("id_number", row.get("id_no")))}
    phones = {index for row in mine if (index := _index("phone", row.get("phone")))}
    names = {row.name for row in mine}
    here = Party.objects.filter(matter__line="legalaid", side=codes.APPLICANT).exclude(matter_id=matter.pk)
    for party in here.filter(id_index__in=ids)[:MOST] if ids else ():
        found.setdefault(party.matter_id, []).append("身份证号相同")
    for party in here.filter(phone_index__in=phones, name__in=names)[:MOST] if phones else ():
        found.setdefault(party.matter_id, ["姓名和电话相同"])
    against = {row.name for row in rows if row.side == codes.OPPONENT and len(row.name) > 3}
    other = Party.objects.filter(matter__line="legalaid", side=codes.OPPONENT, name__in=against).exclude(matter_id=matter.pk)
    for party in other[:MOST] if against else ():
        found.setdefault(party.matter_id, ["对方相同"])
    return _seen(actor, found, cause)


def _seen(actor: Actor, found: Mapping[UUID, list[str]], cause: str) -> list[Alike]:
    from fengqiao.lines.legalaid.models import Application

    if not found:
        return []
    seen = Matter.objects.visible_to(actor).filter(pk__in=list(found)).values("pk")
    listed = []
    for row in Application.objects.filter(pk__in=seen).order_by("-opened_on")[:5]:
        why, same = found[row.pk], row.cause == cause
        person = any(word != "对方相同" for word in why)
        if not person and not same:
            continue
        word = "同人同事：关联，保留先收到的" if person and same else "同人异事：分别办理" if person else "同事同侧：可以合并办理，多人联系"
        listed.append(Alike(row.number, row.code, word, "、".join(dict.fromkeys(why))))
    return listed
