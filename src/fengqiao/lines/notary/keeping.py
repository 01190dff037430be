"""The booking's row in the diary follows from the facts; the lists of what to bring are kept through one door."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from fengqiao.booking.taking import differs, keep
from fengqiao.divisions.territory import county_of
from fengqiao.lines.notary import codes, states
from fengqiao.lines.notary.permissions import KEEP_LISTS
from fengqiao.matter.models import Matter
from fengqiao.matter.refusals import Refused
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.recording import record


def keep_rows(matter: Matter, facts: Facts, before: Facts | None) -> None:
    if before is None or states.wanted(before) != states.wanted(facts):
        keep(matter, states.wanted(facts))


def kept(matter: Matter, facts: Facts) -> list[str]:
    """What of it is not as the facts say."""
    return differs(matter, states.wanted(facts))


@transaction.atomic
def write_list(actor: Actor, item: str, materials: Sequence[str], source: str, note: str, *, now: datetime) -> None:
    """The county's own list for an item. Raises Refused."""
    from fengqiao.lines.notary.models import MaterialList

    if not actor.holds(KEEP_LISTS):
        raise Refused.because("permission", actor.lacks(KEEP_LISTS))
    if item not in codes.BY_CODE:
        raise Refused.because("item", "没有这个公证事项。请从清单里重新进入。", need="materials")
    if too_long := next((each for each in materials if len(each) > 80), ""):
        raise Refused.because("long", f"“{too_long[:20]}…”超过80个字。一行只写一样材料。", need="materials")
    territory = county_of(actor.territory)
    row, _ = MaterialList.objects.select_for_update().get_or_create(territory=territory, item=item, defaults={"changed_at": now})
    old = list(row.materials)
    row.materials, row.source, row.note, row.changed_by_id, row.changed_at = list(materials), source, note, actor.staff_id, now
    row.save()
    said = codes.BY_CODE[item].label
    record(actor, "notary.list", said, now=now, territory=territory, old={"materials": "；".join(old)}, new={"materials": "；".join(materials), "basis": source})
