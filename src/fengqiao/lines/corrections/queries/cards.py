"""What the page of a sealed query shows beside the common parts: the way to the one look."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from fengqiao.lines.corrections.permissions import GRANT
from fengqiao.lines.corrections.queries.procedure import GRANTED
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Card
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.actor import Actor


def of_query(matter: Matter, facts: Facts, actor: Actor, today: date) -> list[Card]:
    """The look, while it is granted and for who keeps the files."""
    if matter.stage != GRANTED.code or not actor.holds(GRANT):
        return []
    data = {"url": reverse("sealed-view", args=[matter.code]), "pledged": facts.has("pledge")}
    return [Card("查阅", "corrections/card_sealed.html", data)]
