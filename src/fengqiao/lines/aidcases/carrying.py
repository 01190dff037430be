"""What a letter means for other cases: the same letter names several people, and each has a case of the own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID, uuid4

from fengqiao.lines.aidcases import facts as f
from fengqiao.lines.aidcases import gathering
from fengqiao.lines.aidcases.moving import letters
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter
from fengqiao.matter.linking import TOLD
from fengqiao.matter.merging import tell
from fengqiao.matter.models import NoticeLevel
from fengqiao.matter.procedure import Asking, Carrying
from fengqiao.messages.staff import Announced, announce_notice
from fengqiao.vault import mask_name

ASKED = "assigned"
OWN = ("n", "co_accused", "files")


def named(carrying: Carrying) -> None:
    """That this person acts for the recipient is known to later checks; and the person is told that something waits for an answer."""
    gathering.record_edge(carrying)
    letters.taken(carrying)
    one = f.offered(carrying.facts)
    if one is None or one.staff_id is None:
        return
    matter, key = carrying.matter, f"{carrying.matter.pk}:{ASKED}:{one.n}:{one.staff_id}"
    announce_notice(Announced(one.staff_id, NoticeLevel.AMBER, key, matter.pk, matter.territory), carrying.now)


def of_letter(asking: Asking) -> Mapping[str, Any]:
    """Whether this letter was already registered for this person, the day it came, and the name of the set of co-accused."""
    from fengqiao.lines.aidcases.models import AidCase

    data = asking.data
    name = str((data.get("parties") or [{}])[0].get("name", ""))
    there = AidCase.objects.filter(office_id=asking.matter.office_id, letter_no=data.get("letter_no", ""), organ=data.get("organ", ""), title=name)
    found: dict[str, Any] = {"received_on": asking.happened_on.isoformat()}
    if (other := there.first()) is not None:
        found["same_number"] = other.number
    if data.get("previous"):
        found |= _previous(UUID(data["previous"]))
    if not data.get("case_set"):
        found["case_set"] = uuid4().hex
    return found


def _previous(matter_id: UUID) -> dict[str, Any]:
    """Who had the case before."""
    from fengqiao.lines.aidcases.models import AidCase

    case = AidCase.objects.filter(pk=matter_id).first()
    return {"previous_handler": case.provider_key, "previous_number": case.number} if case else {}


def touches(matter_id: UUID, data: Mapping[str, Any]) -> Iterable[UUID]:
    return ()


def open_co_accused(carrying: Carrying) -> None:
    """A case for each of the others the letter names, linked with this one. Each goes on by itself."""
    rows = carrying.data.get("co_accused") or ()
    if not rows:
        return
    opened = [_open_one(carrying, dict(row)) for row in rows]
    for other in opened:
        _link(carrying, other)


def _open_one(carrying: Carrying, row: dict[str, Any]) -> Any:
    procedure = registry.procedure_of(carrying.matter)
    ground = row.pop("ground", None)
    data = {name: value for name, value in carrying.data.items() if name not in OWN and name not in ("parties", "same_number")}
    data |= {"parties": [row], "case_set": carrying.facts.opening.get("case_set")}
    if ground:
        data["ground"] = ground
    doing = Doing(procedure.action("receive"), data, carrying.happened_on)
    return open_matter(carrying.actor, procedure, [doing], carrying.matter.office, now=carrying.now, demo=carrying.matter.demo).matter


def _link(carrying: Carrying, other: Any) -> None:
    """Each names the other."""
    said = {"why": "同一份通知函的同案人"}
    tell(carrying, other.pk, TOLD, said | {"other": carrying.matter.pk.hex, "other_number": registry.number_of(carrying.matter)})
    tell(carrying, carrying.matter.pk, TOLD, said | {"other": other.pk.hex, "other_number": registry.number_of(other)})


def masked(name: str) -> str:
    return mask_name(name) if name else ""
