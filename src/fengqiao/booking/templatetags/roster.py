"""Tags of the roster's pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from fengqiao.booking.roster.reading import Place
from fengqiao.orgs.models import Office, Staff

register = template.Library()


@register.simple_tag
def roster_options(place: Place, people: Sequence[Staff], chosen: Mapping[str, int | None] | str | None) -> SafeString:
    """The options of a place: what was chosen, else who has it. Who is no longer in the list is still named."""
    kept = place.duty.staff if place.duty else None
    now = chosen[place.key] if isinstance(chosen, Mapping) and place.key in chosen else kept.pk if kept else None
    there = [(each.pk, each.name) for each in people]
    if kept is not None and kept.pk not in {pk for pk, _ in there}:
        there.append((kept.pk, f"{kept.name}（已不在名单）"))
    rows = [("", "不排人", now is None), *((pk, name, pk == now) for pk, name in there)]
    return format_html_join("", '<option value="{}"{}>{}</option>', ((value, SafeString(" selected") if on else "", word) for value, word, on in rows))


@register.simple_tag
def roster_hidden(office: Office, first: date) -> dict[str, Any]:
    """Which roster a form beside it belongs to."""
    return {"office": office.pk, "month": f"{first:%Y-%m}"}
