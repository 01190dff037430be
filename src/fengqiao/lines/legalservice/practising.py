"""Who of a roster practises law, as the register of providers says: a proposal puts nobody on duty whose licence does not run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Q

from fengqiao.booking.roster.practising import Practice, known_by
from fengqiao.providers.codes import LICENSED, ProviderKind
from fengqiao.providers.models import Provider, Suspension, Unavailable


@known_by
def practices(staff: Sequence[int], first: date, last: date) -> Mapping[int, Practice]:
    """Of these staff those with a licence."""
    people = {one.pk: one for one in Provider.objects.filter(staff__in=staff, kind__in=LICENSED, left_on=None)}
    if not people:
        return {}
    taken: dict[int, list[tuple[date, date]]] = defaultdict(list)
    for row in Unavailable.objects.filter(provider__in=people, from_on__lte=last, to_on__gte=first):
        taken[row.provider_id].append((row.from_on, row.to_on))
    held = Suspension.objects.filter(Q(to_on=None) | Q(to_on__gte=first), provider__in=people, from_on__lte=last)
    until = {row.provider_id: row.to_on or date.max for row in held}
    return {one.staff_id: Practice(one.kind == ProviderKind.LAWYER, one.licence_to, one.criminal_from, until.get(pk), taken[pk]) for pk, one in people.items() if one.staff_id}
