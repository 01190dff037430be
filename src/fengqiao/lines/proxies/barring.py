"""Who may not act for somebody: the other side of anything of theirs, and whom they said nobody may tell.

Asked when an authority is given and again at every look, with the eyes of the county: what is found is yes or no, never which.
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from fengqiao.matter import registry
from fengqiao.matter.actions import known_facts
from fengqiao.matter.keys import ring
from fengqiao.matter.models import Matter, Party

LINE = "proxies"
BESIDE = ("agent",)  # who stands beside a party and against nobody


def is_barred(person: str, person_phone: str, name: str, phone: str, *, low: int, high: int) -> bool:
    """Whether the one named second is against the first in the county, or is not to be told of anything of theirs."""
    index = ring().blind_index
    inside = Party.objects.filter(matter__territory__gte=low, matter__territory__lte=high).exclude(matter__line=LINE).exclude(matter__stage="voided")
    mine = inside.filter(Q(phone_index=index.of("phone", person_phone)) | Q(name=person)) if person_phone else inside.filter(name=person)
    sides: dict[UUID, set[str]] = {}
    for matter_id, side in mine.values_list("matter_id", "side"):
        sides.setdefault(matter_id, set()).add(side)
    theirs = Party.objects.filter(matter_id__in=list(sides)).filter(Q(phone_index=index.of("phone", phone)) | Q(name=name)).exclude(side__in=BESIDE)
    if any(side not in sides[matter_id] for matter_id, side in theirs.values_list("matter_id", "side")):
        return True
    guarded = Matter.objects.filter(pk__in=list(sides)).exclude(restricted="")
    return any(_forbids(row, name, phone) for row in guarded)


def _forbids(row: Matter, name: str, phone: str) -> bool:
    said = str(known_facts(registry.line(row.line).model()._default_manager.get(pk=row.pk)).value("forbidden", ""))
    return bool(said) and (name in said or phone in said)
