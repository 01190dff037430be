"""A matter goes to another office: its row and every row it owns take the new territory."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Model

from fengqiao.matter.models import Matter, Notice, OfMatter, Recusal, Share
from fengqiao.orgs.models import Office


def seat(matter: Matter, office_id: int | None) -> None:
    """Put the matter under the office its facts name; None leaves it where it is. Nothing is written yet.

    Done after each doing, so that the next one of the same sitting is judged and numbered by the new office.
    """
    if office_id not in (None, matter.office_id):
        office = Office.objects.get(pk=office_id)
        matter.office, matter.territory = office, office.territory


def follow(matter: Matter) -> None:
    """Its rows follow the matter's territory; must run in a scope that reaches both offices.

    What may never be changed, such as looks, keeps the territory of its day.
    """
    models: list[type[Model]] = [*_owned(), Share, Recusal, Notice]
    for model in models:
        model._default_manager.filter(matter_id=matter.pk).update(territory=matter.territory)


def _owned() -> list[type[OfMatter]]:
    return [model for model in apps.get_models() if issubclass(model, OfMatter)]
