"""A matter goes to another office: its row and every row it owns take the new territory."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Model

from fengqiao.matter.models import Matter, Notice, OfMatter, Recusal, Share
from fengqiao.orgs.models import Office


def seat(matter: Matter, office: Office, *, new: bool) -> None:
    """Put the matter under ``office``; must run in a scope that reaches both offices.

    The matter's own row is saved by who calls; a new matter owns nothing yet. What may never be changed, such as looks,
    keeps the territory of its day.
    """
    matter.office, matter.territory = office, office.territory
    if new:
        return
    models: list[type[Model]] = [*_owned(), Share, Recusal, Notice]
    for model in models:
        model._default_manager.filter(matter_id=matter.pk).update(territory=office.territory)


def _owned() -> list[type[OfMatter]]:
    return [model for model in apps.get_models() if issubclass(model, OfMatter)]
