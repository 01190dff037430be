"""What a volunteer is in the registers of providers: somebody who may be asked to advise and draft, never one who defends.

Who stands there already, as a lawyer does, stays what he is. Written through the registers' own door, in the same transaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from fengqiao.divisions.territory import county_reach
from fengqiao.lines.volunteers import codes
from fengqiao.lines.volunteers.models import Volunteer
from fengqiao.matter import net
from fengqiao.matter.entered import VOIDED
from fengqiao.matter.models import Party
from fengqiao.matter.procedure import Asking, Carrying
from fengqiao.matter.timeline import Facts
from fengqiao.providers import keeping, keys
from fengqiao.providers.codes import ProviderKind, SuspensionKind
from fengqiao.providers.models import Provider

AREAS = {"labour": "labour", "family": "family", "injury": "injury", "contract": "contract", "minors": "minors"}


def of_applying(asking: Asking) -> Mapping[str, Any]:
    """The number under which the same person is registered in the county already."""
    row: Mapping[str, Any] = next(iter(asking.data.get("parties", ())), {})
    if not row.get("id_no"):
        return {}
    low, high = county_reach(asking.matter.territory)
    with net.widened(low, high):
        rows = Volunteer.objects.filter(territory__gte=low, territory__lte=high, closed=False).exclude(stage=VOIDED.code).exclude(pk=asking.matter.pk)
        found = rows.filter(pk__in=Party.objects.filter(id_index=keys.person(str(row["id_no"])), matter__line="volunteers").values("matter_id")).first()
        return {"known_as": found.number or "一份正在审核的申请"} if found is not None else {}


def _index(facts: Facts) -> bytes | None:
    number = next((str(party.get("id_no")) for party in facts.parties_as_told if party.get("id_no")), "")
    return keys.person(number) if number else None


def _row(carrying: Carrying) -> Provider | None:
    """The volunteer in the register; None where there is none, or where the person stands there as something else."""
    index = _index(carrying.facts)
    low, high = county_reach(carrying.matter.territory)
    rows = Provider.objects.filter(territory__gte=low, territory__lte=high, id_index=index, left_on=None)
    return rows.filter(kind=ProviderKind.VOLUNTEER).first() if index else None


def enter(carrying: Carrying) -> None:
    """Into the register, unless the same person stands there already."""
    facts, index = carrying.facts, _index(carrying.facts)
    low, high = county_reach(carrying.matter.territory)
    if carrying.actor is None or index is None or Provider.objects.filter(territory__gte=low, territory__lte=high, id_index=index, left_on=None).exists():
        return
    person = facts.present_parties[0]
    skills = facts.opening.get("skills", ())
    fields = {
        "name": person.name, "kind": ProviderKind.VOLUNTEER, "id_index": index, "specialties": {AREAS[code]: 1 for code in skills if code in AREAS},
        "languages": ["sign"] if facts.value("kind") == "sign" else [], "in_aid_pool": True, "published": False, "confirmed_on": carrying.happened_on,
        "demo": carrying.matter.demo,
    }  # fmt: skip
    keeping.save(carrying.actor, Provider(), fields, "志愿者登记", now=carrying.now)


def suspend(carrying: Carrying) -> None:
    row = _row(carrying)
    if row is not None and carrying.actor is not None:
        word = dict(codes.SUSPENSIONS).get(carrying.data.get("why", ""), "")
        keeping.suspend(carrying.actor, row, now=carrying.now, kind=SuspensionKind.POOL, from_on=carrying.happened_on, to_on=None, reason=f"志愿者暂停：{word}")


def resume(carrying: Carrying) -> None:
    row = _row(carrying)
    made = row.suspensions.filter(to_on=None).first() if row is not None else None
    if row is not None and made is not None and carrying.actor is not None:
        keeping.lift(carrying.actor, row, made.pk, carrying.happened_on, str(carrying.data.get("words", "恢复")), now=carrying.now)


def leave(carrying: Carrying) -> None:
    row = _row(carrying)
    if row is not None and carrying.actor is not None:
        on: date = carrying.happened_on
        keeping.save(carrying.actor, row, {"left_on": on}, "志愿者退出", now=carrying.now)
